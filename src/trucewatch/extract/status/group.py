"""The verb group around a verb: its auxiliaries, negation, tense and aspect, from parse and surface alike."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.status.view import View

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "am"})
HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
DO = frozenset({"do", "does", "did"})
PAST_FORMS = frozenset({"was", "were", "had", "did"})
NEGATIVE = frozenset({"not", "never", "hardly", "scarcely", "nowhere", "neither", "nor"})
NO_ONE = frozenset({"nobody", "none", "nothing", "neither", "no-one", "no"})
_ADVERBS = ("RB", "RBR", "RBS")
_BACK = 9
AUXILIARY = ("aux", "auxpass", "neg")


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries; ``tense`` is past, present, future, or empty for a form without one.

    ``form`` is ``infinitive``, ``gerund`` or ``finite``; ``modal`` the modal verb; ``subject`` the position of the
    subject where the parse gives one.
    """

    form: str
    tense: str
    modal: str
    negative: bool
    progressive: bool
    perfect: bool
    passive: bool
    subject: int | None


def read_group(view: View, verb: int) -> Group:
    """Return the group of a verb."""
    words, tags = view.words, view.tags
    parts = _auxiliaries(view, verb)
    texts = {words[at] for at in parts}
    modal = next((words[at] for at in parts if tags[at] == "MD"), "")
    infinitive = any(tags[at] == "TO" for at in parts) and not modal
    tag, passive = tags[verb], bool(texts & BE) and tags[verb] in ("VBN", "VBD")
    gerund = tag == "VBG" or (words[verb].endswith("ing") and tag[:2] in ("NN", "JJ"))
    progressive = (gerund and bool(texts & BE)) or (passive and "being" in texts)
    perfect = bool(texts & HAVE) and (tag in ("VBN", "VBD") or bool(texts & {"been"}))
    gerund = (gerund and not progressive and not perfect) or "having" in texts
    form = "infinitive" if infinitive else "gerund" if gerund else "finite"
    subject = _subject(view, verb)
    negative = bool(texts & NEGATIVE) or texts >= {"no", "longer"} or _denied_around(view, verb, subject)
    return Group(
        form=form, tense=_tense(texts, tag, modal) if form == "finite" else "", modal=modal,
        negative=negative, progressive=progressive, perfect=perfect, passive=passive, subject=subject,
    )  # fmt: skip


def _auxiliaries(view: View, verb: int) -> set[int]:
    """Return the positions of auxiliaries, negations and adverbs of a verb's group, left of it."""
    tags, words = view.tags, view.words
    found = {at for at in view.children(verb) if at < verb and view.deps[at] in AUXILIARY}
    for at in range(verb - 1, max(-1, verb - _BACK), -1):
        if tags[at] == "MD" or tags[at] == "TO" or words[at] in BE or words[at] in HAVE or words[at] in DO:
            found.add(at)
            if tags[at] == "TO":
                found |= {at - 1} if at and words[at - 1] in NEGATIVE else set()
                break
        elif tags[at] not in _ADVERBS and words[at] not in NEGATIVE and words[at] != "no":
            break
        else:
            found.add(at)
    return {at for at in found if tags[at] != "POS"}


def _tense(texts: set[str], tag: str, modal: str) -> str:
    if modal in ("will", "shall"):
        return "future"
    if modal:
        return ""
    if texts & PAST_FORMS or (tag == "VBD" and not texts & HAVE):
        return "past"
    if texts & (BE | HAVE | DO) or tag in ("VBZ", "VBP"):
        return "present"
    return "past" if tag == "VBN" else "present"


def _subject(view: View, verb: int) -> int | None:
    for at in view.children(verb):
        if view.deps[at] in ("nsubj", "nsubjpass", "expl", "csubj"):
            return at
    if view.deps[verb] in ("conj", "xcomp") and view.heads[verb] != verb:
        head = view.heads[verb]
        return next((at for at in view.children(head) if view.deps[at] in ("nsubj", "nsubjpass")), None)
    return None


def no_such(view: View, noun: int) -> bool:
    """Return whether a noun phrase is about nobody and nothing: "no drones", "neither side", "none of them"."""
    if view.words[noun] in NO_ONE or _not_one(view.words, noun):
        return True
    return any(view.words[at] in NO_ONE and view.deps[at] in ("det", "preconj", "neg", "advmod", "amod", "cc")
               for at in view.children(noun) if at < noun)  # fmt: skip


def _denied_around(view: View, verb: int, subject: int | None) -> bool:
    if subject is not None and no_such(view, subject):
        return True
    for at in view.children(verb):
        if view.deps[at] in ("dobj", "attr") and at > verb and no_such(view, at):
            return True
    return any(at < verb and "never" in kinds for at, kinds in view.marks.items())


def _not_one(words: list[str], noun: int) -> bool:
    """Return whether "not a single" or "not one" stands before a noun."""
    before = words[max(0, noun - 4) : noun]
    return "not" in before and before[-1] != "not" and before[before.index("not") + 1] in ("a", "one", "any")
