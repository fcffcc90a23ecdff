"""Find the words of a paragraph that name the source of a cue: by the parse, and by what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.scene import FINITE, MARKS, NOMINAL, Scene
from trucewatch.extract.attributions.subjects import explained, subject_of

_LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "advmod", "punct"})
_PHRASE = NOMINAL | {"DT", "JJ", "JJR", "JJS", "CD", "POS", "PRP$", "HYPH", "VBN", "AFX", "FW", "PDT"}
_MUTE_TAGS = frozenset({"IN", "TO", "CC", "MD", "EX", "WDT", "WRB", "WP", "POS", ",", ".", ":", "_SP"})
_NEVER = frozenset({
    "i", "we", "you", "me", "us", "there", "that", "this", "what", "which", "nobody", "none", "nothing", "someone",
    "anyone", "everyone", "something", "everything", "anything", "here", "who", "one", "these",
})  # fmt: skip
_NAME_LINKS = frozenset({"of", "for"})
_LINKS = _NAME_LINKS | {"in", "at", "from", "on", "with", "to", "inside", "within", "close", "familiar", "near"}
_LONGEST = 16
_TITLES_REACH = 25


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The noun phrase that names a source: token range ``[start, end)`` of its paragraph, and its head word."""

    scene: Scene
    start: int
    end: int
    head: int


def source_of(scene: Scene, verb: Token) -> SourceWords | None:
    """Return the words that name who says what the verb introduces, or None."""
    subject = subject_of(verb)
    found = _inverted_name(scene, verb)
    if found is not None:
        return found
    if subject is None or subject.head != verb:
        found = _beside(scene, verb.i)
    if found is None and subject is not None and _same_voice(scene, subject, verb):
        found = _author(scene, noun_phrase(scene, explained(subject)))
    return found if found is not None and may_speak(scene, found) else None


def _inverted_name(scene: Scene, verb: Token) -> SourceWords | None:
    """Return the full name behind "said" that a comma or full stop closes, whatever the parse takes for the subject."""
    end = _name_end(scene, verb.i + 1, True)
    closed = end >= len(scene.words) or scene.words[end] in (",", ".", ";")
    if verb.tag_ in ("VBD", "VBZ") and end - verb.i > 2 and closed and not any(c.dep_ == "dobj" for c in verb.rights):
        return SourceWords(scene, verb.i + 1, end, end - 1)
    return None


def _same_voice(scene: Scene, subject: Token, verb: Token) -> bool:
    """Tell whether a subject may belong to a verb: not where only one of the two stands in a real quotation."""
    here, there = scene.quoted[subject.i], scene.quoted[verb.i]
    return here == there or here < 0 or scene.quotations[here].words <= 3


def may_speak(scene: Scene, source: SourceWords) -> bool:
    """Tell whether the words may name a speaker other than the report itself or its reader."""
    if source.end - source.start == 1 and scene.words[source.head] in _NEVER:
        return False
    tag = scene.tags[source.head]
    if source.end - source.start == 1 and tag in ("JJ", "VBN", "VBG", "RB"):
        return source.head > scene.sentence_at(source.head)[0] and scene.doc[source.head].is_title
    return tag not in _MUTE_TAGS


def noun_phrase(scene: Scene, head: Token) -> SourceWords:
    """Return a noun phrase without relative clauses, appositions and far modifiers."""
    start = head.i
    for child in reversed(list(head.lefts)):
        joint = child.dep_ in ("cc", "conj") and scene.tags[child.i - 1] in NOMINAL and head.tag_ in ("NNP", "NNPS")
        if not joint and (child.dep_ not in _LEFT or _sets_apart(child)):
            break
        start = child.left_edge.i
    start = max(_after_comma(scene, start, head.i), head.i - _LONGEST)
    end, head_at = _right_end(scene, head), head.i
    named = _name_end(scene, head.i + 1)
    if named > head.i + 1:
        end, head_at = max(end, named), named - 1
    elif head.i > head.head.i and end < len(scene.words) - 1 and scene.words[end] in ("at", "of", "with"):
        end = max(end, _name_end(scene, end + 1, True))
    if head_at == head.i and head.lower_ in lexicon().titles and end < len(scene.words) and scene.words[end] == ",":
        named = _name_end(scene, end + 1, True)
        if named - end > 2 and named < len(scene.words) and scene.words[named] in (",", "."):
            end, head_at = named, named - 1
    return _whole(scene, start, end, head_at)


def _sets_apart(child: Token) -> bool:
    return child.dep_ == "punct" and child.tag_ != "HYPH" and child.text not in MARKS


def _name_end(scene: Scene, start: int, known: bool = False) -> int:
    """Return the end of the name that follows its title without a comma: "the governor Oren Talvik"."""
    at = start
    words = lexicon()
    while at < len(scene.words) and scene.tags[at] in ("NNP", "NNPS") and scene.words[at] not in words.moments:
        at += 1
    title = scene.words[start - 1]
    known = known or title in words.titles or title in words.bodies or scene.tags[start - 1] in ("NNP", "NNPS")
    return at if known else start


def _whole(scene: Scene, start: int, end: int, head: int) -> SourceWords:
    """Return a phrase that does not cut a hyphenated name such as "al-Wadi" in two."""
    low, high = scene.sentence_at(head)
    start = _over_title(scene, low, start)
    while start > low and scene.end_of(start - 1) == scene.starts[start] and _joins(scene, start - 1, start):
        start -= 1
    while end < high and scene.end_of(end - 1) == scene.starts[end] and _joins(scene, end - 1, end):
        end += 1
        head = end - 1
    return SourceWords(scene, start, end, head)


def _over_title(scene: Scene, low: int, start: int) -> int:
    """Return the start of "the police Sgt. Oren Talvik", where the parser took the full stop for an end."""
    if start - 2 < low or scene.words[start - 1] != "." or scene.words[start - 2] not in lexicon().titles:
        return start
    start -= 2
    while start > low and scene.tags[start - 1] in _PHRASE and scene.words[start - 1] not in lexicon().moments:
        start -= 1
    return start


def _joins(scene: Scene, left: int, right: int) -> bool:
    return scene.words[left] in ("-", "‑") or scene.words[right] in ("-", "‑")


def _after_comma(scene: Scene, start: int, head: int) -> int:
    """Return the start of a phrase cut at the last comma before its head and at its sentence's first word."""
    for at in range(head - 1, start - 1, -1):
        if scene.tags[at] in (",", ":", "_SP") and scene.words[at] != "-":
            return at + 1
    return max(start, scene.sentence_at(head)[0])


def _right_end(scene: Scene, head: Token) -> int:
    end = head.i + 1
    links = _NAME_LINKS if head.tag_ in ("NNP", "NNPS") else _LINKS
    for child in head.rights:
        first = child.left_edge.i
        if first > end + 1 or (first > end and scene.words[end] not in MARKS and scene.tags[end] != "CC"):
            break
        if child.dep_ == "prep" and child.lower_ in links:
            stop = _stop(scene, child.i, child.right_edge.i + 1)
        elif child.dep_ == "cc" and child.lower_ in ("and", "or"):
            end = child.i
            continue
        elif child.dep_ == "conj" and child.tag_ in NOMINAL:
            stop = _stop(scene, child.left_edge.i, child.right_edge.i + 1)
        else:
            break
        if stop - head.i > _LONGEST:
            break
        end = max(end, stop)
    while end > head.i + 1 and scene.tags[end - 1] in ("CC", "IN", "DT", ",", ":"):
        end -= 1
    return end


def _stop(scene: Scene, start: int, end: int) -> int:
    for at in range(start, end):
        token = scene.doc[at]
        if token.tag_ in (",", ":", ".", "-LRB-", "WDT", "WP", "WRB", "VBG") or token.tag_ in FINITE:
            return at
        if token.tag_ == "VBN" and token.dep_ == "acl":
            return at
    return end


def _author(scene: Scene, source: SourceWords) -> SourceWords:
    """Return the author named within "a report by X", "a statement from X", "X's statement"; else the source itself."""
    head = scene.doc[source.head]
    if head.lower_ not in lexicon().papers:
        return source
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            for inner in child.children:
                if inner.dep_ == "pobj" and (child.lower_ == "by" or _is_body(inner)):
                    return noun_phrase(scene, inner)
        if child.dep_ == "poss" and child.tag_ in NOMINAL and child.lower_ not in lexicon().moments:
            return noun_phrase(scene, child)
    return source


def _is_body(noun: Token) -> bool:
    """Tell whether a noun names one who can write or speak: an office, a body, a name of several words."""
    if noun.lower_ in lexicon().speakers or noun.lower_ in lexicon().bodies or noun.lower_ in lexicon().titles:
        return True
    return noun.tag_ in ("NNP", "NNPS") and any(child.dep_ == "compound" for child in noun.lefts)


def object_phrase(scene: Scene, preposition: Token) -> SourceWords | None:
    """Return the source named by the object of "by", "from" or "according to"."""
    for child in preposition.children:
        if child.dep_ == "pobj" and child.lower_ not in lexicon().moments and child.tag_ != "CD":
            found = _author(scene, noun_phrase(scene, child))
            return found if may_speak(scene, found) else None
    return None


def _beside(scene: Scene, verb: int) -> SourceWords | None:
    """Return the noun phrase beside a verb, where the parse gives no subject."""
    if scene.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    return phrase_before(scene, verb) or (_phrase_after(scene, verb + 1) if _may_invert(scene, verb) else None)


def _may_invert(scene: Scene, verb: int) -> bool:
    entry = lexicon().verbs.get(scene.words[verb])
    follows = entry is not None and "after" in entry.takes
    return follows and verb > 0 and scene.words[verb - 1][-1:] in MARKS + ","


def phrase_before(scene: Scene, end: int) -> SourceWords | None:
    """Return the noun phrase that ends just before a token, adverbs and auxiliaries between them passed over."""
    doc, low = scene.doc, scene.sentence_at(min(end, len(scene.words) - 1))[0]
    at = end - 1
    while at >= low and doc[at].dep_ in ("aux", "advmod", "auxpass") and scene.tags[at] in FINITE | {"RB", "VBN"}:
        at -= 1
    if at >= low and scene.tags[at] == "-RRB-":
        while at >= low and scene.tags[at] != "-LRB-":
            at -= 1
        at -= 1
    return _run(scene, low, at) if at >= low else None


def _run(scene: Scene, low: int, last: int) -> SourceWords | None:
    if scene.tags[last] == "PRP":
        return SourceWords(scene, last, last + 1, last)
    if scene.tags[last] == "," and scene.quoted[last] < 0:
        return _before_apposition(scene, low, last)
    if scene.tags[last] not in NOMINAL or scene.quoted[last] >= 0 or scene.words[last] in lexicon().moments:
        return None
    start, head = last, last
    while start > low:
        tag = scene.tags[start - 1]
        if tag in _PHRASE:
            start -= 1
        elif (
            tag == "IN"
            and scene.words[start - 1] in _NAME_LINKS
            and start - 1 > low
            and scene.tags[start - 2] in NOMINAL
        ):
            start, head = start - 2, start - 2
        else:
            break
    return _whole(scene, start, last + 1, head) if last - start < _LONGEST else None


def _before_apposition(scene: Scene, low: int, comma: int) -> SourceWords | None:
    """Return the name that an apposition explains: "Mira Soltan, head of the guild, said"."""
    for at in range(comma - 1, max(low, comma - _TITLES_REACH), -1):
        token = scene.doc[at]
        if token.tag_ in FINITE or scene.quoted[at] >= 0:
            return None
        if token.tag_ == "," and scene.tags[at - 1] in NOMINAL:
            return _run(scene, low, at - 1)
    return None


def _phrase_after(scene: Scene, start: int) -> SourceWords | None:
    """Return the noun phrase that begins at a token."""
    doc, at, head = scene.doc, start, -1
    while at < len(doc) and (scene.tags[at] in _PHRASE or (scene.tags[at] == "PRP" and at == start)):
        if scene.tags[at] in NOMINAL or scene.tags[at] == "PRP":
            head = at
        at += 1
    return _whole(scene, start, head + 1, head) if head >= 0 else None
