"""Find what a reporting verb introduces when the content follows it: clauses, quotations, phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from trucewatch.extract.attributions.lexicon import Verb, lexicon
from trucewatch.extract.attributions.quotes import Quotation
from trucewatch.extract.attributions.scene import FINITE, MARKS, Scene
from trucewatch.extract.attributions.spans import Content, clause_end, has_finite, quoted_content, to_content

_REACH = 16
"""Tokens between a verb and its "that" or its quotation at most."""
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT", "EX"})
_MOMENTS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "week",
        "month",
        "year",
        "day",
        "morning",
        "afternoon",
        "evening",
        "night",
        "weekend",
        "earlier",
    ]
)


def complement(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return what follows a verb as its content, by the first of its frames that fits."""
    for taken, find in _FRAMES:
        if taken in entry.takes:
            found = find(scene, verb, entry)
            if found is not None:
                return found
    return None


def led_quotation(scene: Scene, verb: Token) -> Content | None:
    """Return the quotation that a verb leads in: "said: “…”", "told reporters, “…”", "said that “…”"."""
    high = scene.sentence_at(verb.i)[1]
    for at in range(verb.i + 1, min(high, verb.i + _REACH)):
        quotation = scene.quotation_from(at) if scene.quoted[at] >= 0 else None
        if quotation is not None:
            return _led(scene, quotation, verb.i + 1, at)
        if scene.doc[at].tag_ in FINITE or scene.words[at] == ";":
            return None
    return None


def _led(scene: Scene, quotation: Quotation, start: int, at: int) -> Content | None:
    mark = scene.doc[at - 1].text
    if mark not in (",", ":") and scene.words[at - 1] != "that" and at != start:
        return None
    if quotation.words < 2 and mark not in (",", ":"):
        return None
    if not _finishes(scene, quotation.end) and not (mark == ":" or quotation.words > 8):
        return None
    return quoted_content(quotation, "quote")


def _finishes(scene: Scene, end: int) -> bool:
    """Tell whether nothing of the clause is left behind a quotation's end."""
    at = scene.token_at(end)
    if at >= len(scene.words) or scene.text[end - 2 : end - 1] in (".", "!", "?", "…"):
        return True
    return scene.doc[at].tag_ in (".", ",", ":", "-LRB-") or scene.words[at] in ("and", "but", "as", "in", "on")


def clause(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return the clause behind a verb, with or without "that"."""
    that = _that(scene, verb.i)
    found = next((child for child in verb.rights if child.dep_ == "ccomp" and _is_clause(child)), None)
    if that is not None and (found is None or found.right_edge.i < that):
        return _bare_that(scene, that)
    if found is None:
        return None
    start = found.left_edge.i
    if that is not None and start <= that < found.i:
        start = that + 1
    elif start <= verb.i or "clause" not in entry.takes or _asks(scene, start, found):
        return None
    return _clause_content(scene, start, found.right_edge.i + 1, "clause")


def _is_clause(head: Token) -> bool:
    return head.tag_[:1] in "VM" or any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in head.lefts)


def _asks(scene: Scene, start: int, head: Token) -> bool:
    """Tell whether a clause is a question passed on ("how it began") rather than an assertion ("what it took was …")."""
    if scene.doc[start].tag_ not in ("WRB", "WP", "WDT"):
        return False
    return not any(child.dep_ == "csubj" for child in head.lefts)


def _clause_content(scene: Scene, start: int, end: int, taken: str) -> Content | None:
    high = scene.sentence_at(start)[1]
    while end < high - 1 and scene.words[end] in ("and", "but") and scene.words[end + 1] == "that":
        end = _next_comma(scene, end + 2, high)
    if end < high and _runs_into(scene, end):
        end = _next_comma(scene, end, high)
    return to_content(scene, start, clause_end(scene, start, min(end, high)), taken)


def _runs_into(scene: Scene, end: int) -> bool:
    """Tell whether the parse cut a clause within a phrase: a possessive, a noun or a quotation follows at once."""
    tag = scene.doc[end].tag_
    return tag in ("POS", "NN", "NNS", "VBG", "VBN", "TO", "JJ", "CD", "RP") or (
        scene.quoted[end] >= 0 and scene.doc[end - 1].tag_ not in (",", ":") and scene.quoted[end - 1] < 0
    )


def _next_comma(scene: Scene, start: int, high: int) -> int:
    return next((at for at in range(start, high) if scene.doc[at].tag_ in (",", ".", ":")), high)


def _that(scene: Scene, verb: int) -> int | None:
    """Return the "that" which opens the clause behind a verb: no finite verb may stand between."""
    high = scene.sentence_at(verb)[1]
    for at in range(verb + 1, min(high, verb + _REACH)):
        if (
            scene.words[at] == "that"
            and scene.doc[at].tag_ in ("IN", "WDT")
            and scene.doc[at].dep_ in ("mark", "nsubj", "dobj")
        ):
            return at if scene.doc[at].dep_ == "mark" else None
        if scene.doc[at].tag_ in FINITE or scene.words[at] in (";", "who", "which"):
            return None
    return None


def _bare_that(scene: Scene, that: int) -> Content | None:
    high = scene.sentence_at(that)[1]
    end = clause_end(scene, that + 1, high, sharp=True)
    return to_content(scene, that + 1, end, "clause") if has_finite(scene, that + 1, end) else None


def _infinitive(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    for child in verb.rights:
        if (
            child.dep_ in ("xcomp", "ccomp")
            and scene.words[child.left_edge.i] == "to"
            and child.tag_ in ("VB", "VBN", "VBD")
        ):
            return _phrase(scene, child.left_edge.i, child.right_edge.i + 1, "infinitive")
    return None


def _event(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return a bare event with what is told of it: "reported shelling on the outskirts"."""
    noun = next((child for child in verb.rights if child.dep_ in ("dobj", "xcomp", "ccomp")), None)
    if noun is None or noun.tag_ not in ("NN", "NNS", "VBG") or noun.lower_ in lexicon().pointers | lexicon().moments:
        return None
    start, high = noun.left_edge.i, scene.sentence_at(verb.i)[1]
    end = max(noun.right_edge.i + 1, _next_comma(scene, noun.i, high))
    return _phrase(scene, start, end, "event") if end - start > 2 and start - verb.i < 4 else None


def _gerund(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    for child in verb.rights:
        if child.tag_ == "VBG" and child.dep_ in ("xcomp", "ccomp", "dobj", "pcomp"):
            return _phrase(scene, child.left_edge.i, child.right_edge.i + 1, "gerund")
    return None


def _phrase(scene: Scene, start: int, end: int, taken: str) -> Content | None:
    return to_content(scene, start, clause_end(scene, start, end), taken)


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj") and child.i > verb.i), None)


def _object_frame(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    noun = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if noun is None or noun.tag_ in _PRONOUNS or noun.lower_ in lexicon().moments or noun.tag_[:1] not in "NC":
        return None
    if any(child.dep_ in ("dative", "iobj") and child.i < noun.i for child in verb.rights):
        return None
    if noun.lower_ in lexicon().pointers:
        return _pointed(scene, verb, entry)
    if entry.only and noun.lower_ not in entry.only:
        return None
    end = max(noun.right_edge.i + 1, *(child.right_edge.i + 1 for child in verb.rights if _extends(child, noun)), 0)
    if end - noun.left_edge.i < 2:
        return None
    return _phrase(scene, noun.left_edge.i, end, "object")


def _extends(child: Token, noun: Token) -> bool:
    """Tell whether a modifier of the verb belongs to the loss, death or number that its object names."""
    return child.i > noun.i and child.dep_ == "prep" and child.lower_ in ("of", "from", "among", "as", "for")


def _pointed(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return the clause behind a noun of saying that is the object: "denied claims that …", "rejected charges of …"."""
    noun = _object(verb)
    if noun is None or noun.lower_ not in lexicon().nouns:
        return None
    that = _that(scene, noun.i)
    if that is not None:
        return _noun_clause(scene, noun, that)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return _phrase(scene, child.i + 1, child.right_edge.i + 1, "pointed")
    return None


def _noun_clause(scene: Scene, noun: Token, that: int) -> Content | None:
    high = scene.sentence_at(noun.i)[1]
    ends = [
        child.right_edge.i + 1
        for child in noun.subtree
        if child.i > that and child.head.i <= that and child.dep_ != "mark"
    ]
    end = max(ends, default=0)
    if not has_finite(scene, that + 1, end):
        end = clause_end(scene, that + 1, high, sharp=True)
    return _clause_content(scene, that + 1, end, "pointed")


def noun_clause(scene: Scene, noun: Token) -> Content | None:
    """Return the clause that a noun of saying introduces: "the claim by X that …"."""
    that = _that(scene, noun.i)
    return _noun_clause(scene, noun, that) if that is not None else None


def _attitude(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    noun = _object(verb)
    if noun is None or noun.lower_ not in lexicon().attitudes:
        return None
    that = _that(scene, noun.i)
    if that is not None:
        return _noun_clause(scene, noun, that)
    for child in noun.rights:
        if child.tag_ == "VB" and scene.words[child.left_edge.i] == "to":
            return _phrase(scene, child.left_edge.i, child.right_edge.i + 1, "attitude")
    return None


def _of(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return _phrase(scene, child.i, child.right_edge.i + 1, "of")
    return None


def _accuse(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    return _object_and(scene, verb, ("of",), "accuse")


def _blame(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    return _object_and(scene, verb, ("for", "on"), "blame")


def _object_and(scene: Scene, verb: Token, links: tuple[str, ...], taken: str) -> Content | None:
    """Return the object together with what it is accused of or blamed for."""
    high = scene.sentence_at(verb.i)[1]
    parts = [
        child
        for child in verb.rights
        if child.dep_ in ("dobj", "nsubj", "prep", "ccomp", "pobj", "dative", "advcl", "conj")
    ]
    if not parts or parts[0].lower_ == "by":
        return None
    start = parts[0].left_edge.i
    link = next((at for at in range(start, min(high, start + 30)) if scene.words[at] in links), None)
    if link is None or (link == start and not _passive_parts(verb)):
        return None
    end = max(
        part.right_edge.i + 1 for part in parts if part.left_edge.i <= link or (part.dep_ == "prep" and part.i == link)
    )
    end = max(end, scene.doc[link].right_edge.i + 1)
    return _phrase(scene, start, min(end, high), taken)


def _passive_parts(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _as(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return "Y as a crime" behind "described", only "a crime" where Y is a pronoun or stands elsewhere."""
    high = scene.sentence_at(verb.i)[1]
    link = next((at for at in range(verb.i + 1, high) if scene.words[at] == "as"), None)
    if link is None or link - verb.i > 25 or has_finite(scene, verb.i + 1, link):
        return None
    if not _governed(scene.doc[link], verb):
        return None
    noun = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj") and child.i < link), None)
    end = max(scene.doc[link].right_edge.i + 1, link + 2)
    if scene.doc[link].dep_ in ("advmod", "mark"):
        end = max(end, _next_comma(scene, link + 1, high))
    start = link + 1 if noun is None or noun.tag_ in _PRONOUNS else noun.left_edge.i
    return _phrase(scene, start, end, "as")


def _governed(word: Token, verb: Token) -> bool:
    head = word.head
    for _ in range(4):
        if head == verb:
            return True
        head = head.head
    return False


def _naming(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return "the siege a crime" behind "called"; a bare name that a thing is called by is no content."""
    following = scene.words[verb.i + 1] if verb.i + 1 < len(scene.words) else ""
    if following in ("for", "on", "off", "upon", "in", "up", "by", "out") or (
        verb.i and scene.words[verb.i - 1] == "-"
    ):
        return None
    noun = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj", "ccomp") and child.i > verb.i), None)
    name = next(
        (
            child
            for child in verb.rights
            if child.dep_ in ("oprd", "attr", "acomp", "conj") and noun and child.i > noun.i
        ),
        None,
    )
    if noun is None:
        return None
    if name is None and noun.dep_ == "ccomp":
        inner = next((child for child in noun.lefts if child.dep_ == "nsubj"), None)
        return _judgement(scene, inner, noun) if inner is not None else None
    return _judgement(scene, noun, name) if name is not None else None


def _judgement(scene: Scene, noun: Token, name: Token) -> Content | None:
    first = name.left_edge.i if name.left_edge.i > noun.i else noun.right_edge.i + 1
    word, text = scene.words[first], scene.doc[first].text
    judged = (
        word in ("a", "an", "not", "“", '"', "‘", "its", "his")
        or text in MARKS
        or name.tag_ in ("JJ", "VBN", "JJR", "JJS")
    )
    if not judged or (name.tag_ in ("NNP", "NNPS") and word not in ("a", "an")):
        return None
    start = first if noun.tag_ in _PRONOUNS else noun.left_edge.i
    return _phrase(scene, start, name.right_edge.i + 1, "naming")


def _quote_frame(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    return led_quotation(scene, verb)


Frame = Callable[[Scene, Token, Verb], Content | None]

_FRAMES: tuple[tuple[str, Frame], ...] = (
    ("quote", _quote_frame), ("clause", clause), ("that", clause), ("infinitive", _infinitive), ("gerund", _gerund),
    ("object", _object_frame), ("event", _event), ("pointed", _pointed), ("attitude", _attitude), ("of", _of), ("accuse", _accuse),
    ("blame", _blame), ("as", _as), ("naming", _naming),
)  # fmt: skip


def frames() -> Iterator[str]:
    """Yield the names of the frames that look for content behind a verb."""
    yield from (taken for taken, _ in _FRAMES)
