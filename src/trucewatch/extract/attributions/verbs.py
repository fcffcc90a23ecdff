"""Read a reporting verb: its source, and its contents behind, before and around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from trucewatch.extract.attributions.clauses import ADDRESSED, behind_agent
from trucewatch.extract.attributions.complements import complement
from trucewatch.extract.attributions.hosts import adjunct_end, host, parenthetical, quotation_before
from trucewatch.extract.attributions.lexicon import Verb
from trucewatch.extract.attributions.moods import cue_start, is_passive, may_follow, really_said
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import MARKS, SHORT_QUOTATION, Scene
from trucewatch.extract.attributions.sources import SourceWords, object_phrase, source_of
from trucewatch.extract.attributions.spans import Content, quoted_content, to_content


def read_verb(scene: Scene, verb: Token, entry: Verb) -> Iterator[Said]:
    if not really_said(verb):
        return
    agent = _agent(verb)
    if is_passive(verb):
        if agent is not None or "accuse" in entry.takes:
            yield from _read_passive(scene, verb, entry, agent)
        return
    source = source_of(scene, verb)
    if source is None:
        return
    yield from _read_active(scene, verb, entry, source)


def _headline(scene: Scene, verb: Token) -> Content | None:
    """Return what stands behind "says" in a headline, which the parse often gets wrong."""
    low, high = scene.sentence_at(verb.i)
    if verb.lower_ not in ("says", "say", "warns", "claims") or scene.text[-1:] in ".!?,;:" or high - low > 25:
        return None
    return to_content(scene, verb.i + 1, high, "clause") if high - verb.i > 3 else None


def _agent(verb: Token) -> Token | None:
    """Return the "by" that names who did what a passive verb tells."""
    return next((child for child in verb.rights if child.lower_ == "by" and child.dep_ in ("agent", "prep")), None)


def _read_active(scene: Scene, verb: Token, entry: Verb, source: SourceWords) -> Iterator[Said]:
    start = min(source.start, cue_start(verb))
    after = complement(scene, verb, entry) or _headline(scene, verb)
    before = None
    if "quote" in entry.takes:
        before = quotation_before(scene, start, after is not None)
    what = _what(scene, verb, source)
    if what is not None:
        yield _said(scene, what, source, verb, entry)
        return
    if before is not None:
        after = after if after is not None and after.taken == "quote" else _resumed(scene, verb)
        if after is None or not _is_fragment(scene, before):
            yield _said(scene, before, source, verb, entry)
    if after is not None:
        yield _said(scene, after, source, verb, entry)
        yield from (_said(scene, more, source, verb, entry) for more in _joined(scene, verb, after))
    elif before is None and "after" in entry.takes and may_follow(verb):
        begin, end = _chunk(scene, verb, source)
        around = parenthetical(scene, begin, end)
        if around is not None:
            yield _said(scene, around, source, verb, entry)


def _chunk(scene: Scene, verb: Token, source: SourceWords) -> tuple[int, int]:
    """Return the tokens of source, cue and an "as" before them."""
    start, end = min(source.start, cue_start(verb)), max(source.end, verb.i + 1)
    if start and scene.words[start - 1] == "as":
        start -= 1
    return start, end


def _is_fragment(scene: Scene, content: Content) -> bool:
    """Tell whether a quotation is only the lead-in ("That being said,") to the one that goes on behind its cue."""
    return content.direct and len(scene.text[content.start : content.end].split()) <= SHORT_QUOTATION


def _resumed(scene: Scene, verb: Token) -> Content | None:
    """Return the quotation that goes on behind "said X,"."""
    high = scene.sentence_at(verb.i)[1]
    for at in range(verb.i + 1, min(high, verb.i + 25)):
        if scene.quoted[at] >= 0:
            quotation = scene.quotations[scene.quoted[at]]
            comma = scene.words[at - 1] in (",", ":", "—", "–")
            return quoted_content(quotation, "quote") if comma and quotation.words > 2 else None
        if scene.tags[at] == ".":
            return None
    return None


def _joined(scene: Scene, verb: Token, content: Content) -> Iterator[Content]:
    """Yield the quotations that "and" or "and that" joins to a quotation led in by the same verb."""
    if content.taken != "quote" or content.start < scene.ends[verb.i]:
        return
    last = content.end
    high = scene.ends[scene.sentence_at(verb.i)[1] - 1]
    for quotation in scene.quotations_in(last, high):
        if quotation.start >= last and quotation.words > SHORT_QUOTATION:
            between = scene.text[last : quotation.start].strip(MARKS + " ,").casefold()
            if between not in ("and", "and that", "but", "but that"):
                return
            yield quoted_content(quotation, "quote")
            last = quotation.inner_end


def _what(scene: Scene, verb: Token, source: SourceWords) -> Content | None:
    """Return what follows "what X says is"; a bare name behind "what X calls" is no content."""
    if source.start == 0 or scene.words[source.start - 1] != "what" or verb.i + 1 >= len(scene.words):
        return None
    low, high = verb.i + 1, scene.sentence_at(verb.i)[1]
    if scene.words[low] in ("is", "was", "are", "were", "amounted"):
        low += 1
    elif not (scene.quoted[low] >= 0 or scene.words[low] in ("a", "an")) or _is_name(scene, low):
        return None
    end = next((at for at in range(low + 1, high) if scene.tags[at] in (",", ".", ":") and scene.quoted[at] < 0), high)
    return to_content(scene, low, end, "what")


def _is_name(scene: Scene, at: int) -> bool:
    if scene.quoted[at] < 0:
        return False
    quotation = scene.quotations[scene.quoted[at]]
    inner = scene.text[quotation.inner_start : quotation.inner_end]
    return quotation.words < 3 or inner.istitle()


def _said(scene: Scene, content: Content, source: SourceWords | None, verb: Token, entry: Verb) -> Said:
    rule, stance = entry.rule_for(content.taken if content.taken != "what" else "clause")
    start = scene.starts[cue_start(verb)]
    return Said(scene, content, source, (start, scene.end_of(verb.i)), stance, rule)


def _read_passive(scene: Scene, verb: Token, entry: Verb, agent: Token | None) -> Iterator[Said]:
    source = object_phrase(scene, agent) if agent is not None else None
    if agent is not None and source is None:
        return
    content = None
    if source is not None and verb.lower_ in ADDRESSED:
        content = behind_agent(scene, source.end)
    if source is not None and verb.i and scene.words[verb.i - 1] == "as" and "after" in entry.takes:
        content = host(scene, verb.i - 1, max(source.end, adjunct_end(scene, verb.i)))
    if content is None and entry.takes & {"as", "accuse", "clause"}:
        content = complement(scene, verb, entry)
    if content is None and "object" in entry.takes and source is not None:
        subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        if subject is not None and subject.tag_[:1] in "N":
            content = to_content(scene, subject.left_edge.i, subject.right_edge.i + 1, "object")
    if content is not None:
        yield _said(scene, content, source, verb, entry)
