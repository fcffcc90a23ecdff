"""Find the clause or quotation that a cue leads in."""

from __future__ import annotations

from spacy.tokens import Token

from trucewatch.extract.attributions.lexicon import Verb, lexicon
from trucewatch.extract.attributions.quotes import Quotation
from trucewatch.extract.attributions.scene import FINITE, Scene
from trucewatch.extract.attributions.spans import Content, clause_end, has_finite, quoted_content, to_content

ADDRESSED = frozenset(
    {"told", "tell", "tells", "telling", "informed", "informs", "informing", "assured", "assures", "assuring", "warned"}
)
"""Verbs whose first object is the hearer."""
REACH = 16
"""Tokens between a verb and its "that" or its quotation at most."""


def led_quotation(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return the quotation that a verb leads in: "said: “…”", "told reporters, “…”", "said that “…”"."""
    high = scene.sentence_at(verb.i)[1]
    for at in range(verb.i + 1, min(high, verb.i + REACH)):
        quotation = scene.quotation_from(at) if scene.quoted[at] >= 0 else None
        if quotation is not None:
            return _led(scene, quotation, verb.i + 1, at)
        if scene.tags[at] in FINITE or scene.words[at] == ";":
            return None
    return None


def _led(scene: Scene, quotation: Quotation, start: int, at: int) -> Content | None:
    mark = scene.words[at - 1]
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
    return scene.tags[at] in (".", ",", ":", "-LRB-") or scene.words[at] in ("and", "but", "as", "in", "on")


def clause(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return the clause behind a verb, with or without "that"."""
    that = that_of(scene, verb.i)
    if that is not None and _says_of_noun(verb, that):
        return None
    found = _told_clause(verb) or next(
        (child for child in verb.rights if child.dep_ == "ccomp" and _is_clause(child)), None
    )
    if that is not None and (found is None or found.right_edge.i < that):
        return _bare_that(scene, that)
    if found is None:
        return None
    start = found.left_edge.i
    if that is not None and start <= that < found.i:
        start = that + 1
    elif start <= verb.i or "clause" not in entry.takes or _asks(scene, start, found):
        return None
    if scene.tags[start] in FINITE and scene.tags[verb.i + 1] not in (",", ":", "IN"):
        start = verb.i + 1
    return clause_content(scene, start, found.right_edge.i + 1, "clause")


def _says_of_noun(verb: Token, that: int) -> bool:
    """Tell whether the clause belongs to an object that is itself a saying: "repeated his claim that …"."""
    noun = next((child for child in verb.rights if child.dep_ == "dobj" and child.i < that), None)
    return noun is not None and noun.lower_ in lexicon().nouns and verb.lower_ not in ADDRESSED


def _told_clause(verb: Token) -> Token | None:
    """Return the clause of "told reporters they had left", which the parse takes for a relative one."""
    if verb.lower_ not in ADDRESSED:
        return None
    heard = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    for child in heard.rights if heard is not None else ():
        subject = next((part for part in child.lefts if part.dep_ in ("nsubj", "nsubjpass")), None)
        if child.dep_ == "relcl" and subject is not None and subject.tag_ not in ("WDT", "WP"):
            return child
    return None


def _is_clause(head: Token) -> bool:
    """Tell whether a word heads a clause: a verb, or a word with a subject or an auxiliary."""
    parts = ("nsubj", "nsubjpass", "expl", "csubj", "aux", "auxpass", "cop")
    return head.tag_[:1] in "VM" or any(child.dep_ in parts for child in head.lefts)


def _asks(scene: Scene, start: int, head: Token) -> bool:
    """Tell whether a clause is a question passed on ("how it began"), no assertion ("what it took was …")."""
    if scene.tags[start] not in ("WRB", "WP", "WDT"):
        return False
    return not any(child.dep_ == "csubj" for child in head.lefts)


def clause_content(scene: Scene, start: int, end: int, taken: str) -> Content | None:
    high = scene.sentence_at(start)[1]
    while end < high - 2 and scene.words[end] == "," and scene.words[end + 2] == "that":
        end = next_comma(scene, end + 3, high)
    while end < high - 1 and scene.words[end] in ("and", "but") and scene.words[end + 1] == "that":
        end = next_comma(scene, end + 2, high)
    if end < high and _runs_into(scene, end):
        end = next_comma(scene, end, high)
    return to_content(scene, start, clause_end(scene, start, min(end, high)), taken)


def _runs_into(scene: Scene, end: int) -> bool:
    """Tell whether the parse cut a clause within a phrase: a possessive, a noun or a quotation follows at once."""
    tag = scene.tags[end]
    return tag in ("POS", "NN", "NNS", "VBG", "VBN", "TO", "JJ", "CD", "RP") or (
        scene.quoted[end] >= 0 and scene.tags[end - 1] not in (",", ":") and scene.quoted[end - 1] < 0
    )


def next_comma(scene: Scene, start: int, high: int) -> int:
    return next((at for at in range(start, high) if scene.tags[at] in (",", ".", ":")), high)


def that_of(scene: Scene, verb: int) -> int | None:
    """Return the "that" which opens the clause behind a verb: no finite verb may stand between."""
    high = scene.sentence_at(verb)[1]
    for at in range(verb + 1, min(high, verb + REACH)):
        if (
            scene.words[at] == "that"
            and scene.tags[at] in ("IN", "WDT", "DT")
            and scene.doc[at].dep_ in ("mark", "nsubj", "dobj")
        ):
            return at if scene.doc[at].dep_ == "mark" else None
        if scene.tags[at] in FINITE or scene.words[at] in (";", "who", "which") or _other_cue(scene, at):
            return None
    return None


def _other_cue(scene: Scene, at: int) -> bool:
    """Tell whether a further verb of saying ("…, adding that") stands at a token."""
    return scene.tags[at] == "VBG" and scene.words[at] in lexicon().verbs


def behind_agent(scene: Scene, start: int) -> Content | None:
    """Return the clause in "was told by a guard that …", where "that" follows the source."""
    high = scene.sentence_at(min(start, len(scene.words) - 1))[1]
    that = next((at for at in range(start, min(high, start + REACH)) if scene.words[at] == "that"), None)
    return _bare_that(scene, that) if that is not None else None


def _bare_that(scene: Scene, that: int) -> Content | None:
    high = scene.sentence_at(that)[1]
    end = clause_end(scene, that + 1, high, sharp=True)
    return to_content(scene, that + 1, end, "clause") if has_finite(scene, that + 1, end) else None


def clause_from(scene: Scene, noun: Token, that: int) -> Content | None:
    high = scene.sentence_at(noun.i)[1]
    ends = [
        child.right_edge.i + 1
        for child in noun.subtree
        if child.i > that and child.head.i <= that and child.dep_ != "mark"
    ]
    end = max(ends, default=0)
    if not has_finite(scene, that + 1, end):
        end = clause_end(scene, that + 1, high, sharp=True)
    return clause_content(scene, that + 1, end, "pointed")


def noun_clause(scene: Scene, noun: Token) -> Content | None:
    """Return the clause that a noun of saying introduces: "the claim by X that …"."""
    that = that_of(scene, noun.i)
    return clause_from(scene, noun, that) if that is not None else None
