"""Find the words of a paragraph that name the source of a cue: by the parse, and by what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.scene import FINITE, MARKS, Scene

_LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "advmod", "punct"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PHRASE = _NOMINAL | {"DT", "JJ", "JJR", "JJS", "CD", "POS", "PRP$", "HYPH", "VBN", "AFX", "FW", "PDT"}
_NEVER = frozenset({
    "i", "we", "you", "me", "us", "there", "that", "this", "what", "which", "nobody", "none", "nothing", "someone",
    "anyone", "everyone", "something", "everything", "anything", "here", "who", "one", "these",
})  # fmt: skip
_RELATIVE = frozenset({"who", "which", "that"})
_NAME_LINKS = frozenset({"of", "for"})
_LINKS = frozenset(
    {"of", "for", "in", "at", "from", "on", "with", "to", "inside", "within", "close", "familiar", "near"}
)
_LONGEST = 16
MOMENTS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
    "week", "month", "year", "day", "morning", "afternoon", "evening", "night", "weekend", "earlier", "noon", "dawn",
    "midnight", "dusk", "spring", "summer", "autumn", "fall", "winter", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december", "sept.", "oct.", "nov.", "dec.", "jan.",
    "feb.", "aug.", "hour", "hours", "days", "weeks", "months", "years", "phone", "email", "telephone", "time",
})  # fmt: skip
"""Heads of phrases of time or means; they name no speaker."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The noun phrase that names a source: token range ``[start, end)`` of its paragraph, and its head word."""

    scene: Scene
    start: int
    end: int
    head: int


def source_of(scene: Scene, verb: Token) -> SourceWords | None:
    """Return the words that name who says what the verb introduces, or None."""
    subject = _subject(verb, 0)
    own = subject is not None and subject.head == verb
    found: SourceWords | None = None
    if not own:
        found = _beside(scene, verb.i)
    if found is None and subject is not None and _same_voice(scene, subject, verb):
        found = _author(scene, noun_phrase(scene, _in_apposition(subject)))
    return found if found is not None and may_speak(scene, found) else None


def _in_apposition(subject: Token) -> Token:
    """Return "a soldier" for "one of them, a soldier": a numeral or pronoun is named by what explains it."""
    if subject.tag_ in ("CD", "DT", "JJ") or subject.lower_ in ("some", "many", "others", "one", "another"):
        return next((child for child in subject.rights if child.dep_ == "appos" and child.tag_ in _NOMINAL), subject)
    return subject


def _same_voice(scene: Scene, subject: Token, verb: Token) -> bool:
    """Tell whether a subject may belong to a verb: not where only one of the two stands in a real quotation."""
    here, there = scene.quoted[subject.i], scene.quoted[verb.i]
    return here == there or here < 0 or scene.quotations[here].words <= 3


def may_speak(scene: Scene, source: SourceWords) -> bool:
    """Tell whether the words may name a speaker other than the report itself or its reader."""
    if source.end - source.start == 1 and scene.words[source.head] in _NEVER:
        return False
    tag = scene.doc[source.head].tag_
    return tag in _NOMINAL or tag in (
        "PRP",
        "CD",
        "JJ",
        "NNPS",
        "VBG",
        "DT",
        "FW",
        "JJS",
        "VBN",
        "ADD",
        "VBD",
        "VB",
        "RB",
    )


def _subject(verb: Token, depth: int) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in _RELATIVE and child.tag_ in ("WDT", "WP", "IN", "DT"):
                return verb.head if verb.dep_ in ("relcl", "acl") else None
            return child
    if depth > 4 or verb.head == verb:
        return None
    head = verb.head
    if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis") and head.tag_[:1] == "V":
        return _governor_subject(verb, head, depth)
    if verb.dep_ == "acl":
        return _acl_subject(verb, head, depth)
    if verb.dep_ in ("pcomp", "prep") and head.dep_ in ("prep", "advcl") and head.head.tag_[:1] == "V":
        return _governor_subject(verb, head.head, depth)
    return None


def _governor_subject(verb: Token, head: Token, depth: int) -> Token | None:
    """Return the subject a verb shares with its governor; "quoted X as saying" shares the object."""
    if head.lower_ in ("quoted", "quotes", "quote", "quoting", "cited", "citing", "cites") and verb.dep_ == "pcomp":
        for child in head.children:
            if child.dep_ == "dobj":
                return child
    if verb.i < head.i and verb.dep_ == "conj":
        return None
    return _subject(head, depth + 1)


def _acl_subject(verb: Token, noun: Token, depth: int) -> Token | None:
    """Return who speaks in "a statement saying": the one who issued it; else the noun itself."""
    if verb.tag_ == "VBN":
        return None
    words = lexicon()
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.lower_ in words.papers and noun.dep_ in ("dobj", "pobj") and governor.tag_[:1] == "V":
        if governor.lower_ in words.issues or noun.dep_ == "pobj":
            return _subject(governor, depth + 1) or noun
    return noun


def noun_phrase(scene: Scene, head: Token) -> SourceWords:
    """Return a noun phrase without relative clauses, appositions and far modifiers."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if (
            child.dep_ not in _LEFT
            or child.tag_ == ","
            or (child.dep_ == "punct" and child.tag_ != "HYPH" and child.text not in MARKS)
        ):
            break
        start = child.left_edge.i
    start = _after_comma(scene, start, head.i)
    end = _right_end(scene, head)
    return SourceWords(scene, max(start, head.i - _LONGEST), end, head.i)


def _after_comma(scene: Scene, start: int, head: int) -> int:
    """Return the start of a phrase cut at the last comma before its head and at its sentence's first word."""
    for at in range(head - 1, start - 1, -1):
        if scene.doc[at].tag_ in (",", ":", "_SP") and scene.words[at] != "-":
            return at + 1
    return max(start, scene.sentence_at(head)[0])


def _right_end(scene: Scene, head: Token) -> int:
    end = head.i + 1
    links = _NAME_LINKS if head.tag_ in ("NNP", "NNPS") else _LINKS
    for child in head.rights:
        if child.i > end + 1 or (child.i > end and scene.doc[end].text not in MARKS):
            break
        if child.dep_ == "prep" and child.lower_ in links:
            stop = _stop(scene, child.i, child.right_edge.i + 1)
        elif child.dep_ == "cc" and child.lower_ in ("and", "or"):
            end = child.i
            continue
        elif child.dep_ == "conj" and child.tag_ in _NOMINAL:
            stop = _stop(scene, child.left_edge.i, child.right_edge.i + 1)
        else:
            break
        if stop - head.i > _LONGEST:
            break
        end = max(end, stop)
    while end > head.i + 1 and scene.doc[end - 1].tag_ in ("CC", "IN", "DT", ",", ":"):
        end -= 1
    return end


def _stop(scene: Scene, start: int, end: int) -> int:
    for at in range(start, end):
        token = scene.doc[at]
        if token.tag_ in (",", ":", ".", "-LRB-", "WDT", "WP", "WRB") or token.tag_ in FINITE or token.tag_ == "VBG":
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
        if child.dep_ == "poss" and child.tag_ in _NOMINAL:
            return noun_phrase(scene, child)
    return source


def _is_body(noun: Token) -> bool:
    """Tell whether a noun names one who can write or speak: an office, a body, a proper name of one."""
    return noun.lower_ in lexicon().speakers or noun.lower_ in ("authorities", "office", "council", "committee")


def object_phrase(scene: Scene, preposition: Token) -> SourceWords | None:
    """Return the source named by the object of "by", "from" or "according to"."""
    for child in preposition.children:
        if child.dep_ == "pobj" and child.lower_ not in MOMENTS and child.tag_ != "CD":
            found = _author(scene, noun_phrase(scene, child))
            return found if may_speak(scene, found) else None
    return None


def _beside(scene: Scene, verb: int) -> SourceWords | None:
    """Return the noun phrase beside a verb, where the parse gives no subject."""
    if scene.doc[verb].tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    return phrase_before(scene, verb) or (phrase_after(scene, verb + 1) if _may_invert(scene, verb) else None)


def _may_invert(scene: Scene, verb: int) -> bool:
    return verb > 0 and scene.doc[verb - 1].text[-1:] in MARKS + ","


def phrase_before(scene: Scene, end: int) -> SourceWords | None:
    """Return the noun phrase that ends just before a token, adverbs and auxiliaries between them passed over."""
    doc, low = scene.doc, scene.sentence_at(min(end, len(scene.words) - 1))[0]
    at = end - 1
    while (
        at >= low
        and doc[at].tag_ in ("RB", "VBZ", "VBP", "VBD", "VBN")
        and doc[at].dep_ in ("aux", "advmod", "auxpass")
    ):
        at -= 1
    if at >= low and doc[at].tag_ == "-RRB-":
        while at >= low and doc[at].tag_ != "-LRB-":
            at -= 1
        at -= 1
    return _run(scene, low, at) if at >= low else None


def _run(scene: Scene, low: int, last: int) -> SourceWords | None:
    doc = scene.doc
    if doc[last].tag_ == "PRP":
        return SourceWords(scene, last, last + 1, last)
    if doc[last].tag_ == "," and scene.quoted[last] < 0:
        return _before_apposition(scene, low, last)
    if doc[last].tag_ not in _NOMINAL or scene.quoted[last] >= 0 or scene.words[last] in MOMENTS:
        return None
    start, head = last, last
    while start > low:
        tag = doc[start - 1].tag_
        if tag in _PHRASE:
            start -= 1
        elif (
            tag == "IN"
            and scene.words[start - 1] in ("of", "for")
            and start - 1 > low
            and doc[start - 2].tag_ in _NOMINAL
        ):
            start, head = start - 2, start - 2
        else:
            break
    return SourceWords(scene, start, last + 1, head) if last - start < _LONGEST else None


def _before_apposition(scene: Scene, low: int, comma: int) -> SourceWords | None:
    """Return the name that an apposition explains: "Mira Soltan, head of the guild, said"."""
    for at in range(comma - 1, max(low, comma - 25), -1):
        token = scene.doc[at]
        if token.tag_ in FINITE or scene.quoted[at] >= 0:
            return None
        if token.tag_ == "," and scene.doc[at - 1].tag_ in ("NNP", "NNPS"):
            return _run(scene, low, at - 1)
    return None


def phrase_after(scene: Scene, start: int) -> SourceWords | None:
    """Return the noun phrase that begins at a token."""
    doc, at, head = scene.doc, start, -1
    while at < len(doc) and (doc[at].tag_ in _PHRASE or (doc[at].tag_ == "PRP" and at == start)):
        if doc[at].tag_ in _NOMINAL or doc[at].tag_ == "PRP":
            head = at
        at += 1
    return SourceWords(scene, start, head + 1, head) if head >= 0 else None
