"""What a verb group by itself says of an act: done, going on, to come, not done, or still open."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.status.group import BE, HAVE, Group, read_group
from trucewatch.extract.status.view import View

STATES = ("done", "ongoing", "planned", "owed", "undone", "omitted", "denied", "none", "open")
"""``open`` waits for the word that governs it; ``undone`` and ``owed`` wait for what the sentence says of a duty."""

_RECURRENT = frozenset(
    {"daily", "regularly", "routinely", "now", "currently", "every", "each", "nightly", "constantly"}
)
_STANDING = frozenset(
    {"deployed", "stationed", "based", "encamped", "garrisoned", "entrenched", "billeted", "besieged"}
)
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_INVERTIBLE = frozenset({"had", "should", "were"})
_UNCHANGED = frozenset({"cut", "put", "hit", "set", "shut", "quit", "hurt", "let", "split", "spread", "cast", "burst"})
_UNTIL = 8
_LATE = frozenset({"late", "nightfall", "dusk", "midnight", "already", "dawn"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A state of `STATES`, the rule that decided it (empty: grammar alone), and whose word it is if that shows."""

    state: str
    rule: str = ""
    voice: str = ""


def read_verb(view: View, verb: int, told: bool) -> Reading:
    """Return what a verb's own group says.

    Args:
        view: The sentence.
        verb: Position of the verb.
        told: Whether the clause is in somebody's mouth, so that "would" is a future told in the past.
    """
    group = read_group(view, verb)
    if _inverted(view, verb):
        return Reading("none", "status.condition")
    told_of = group.form == "gerund" and view.deps[verb] in ("pcomp", "acl")
    if told_of and "having" in view.words[max(0, verb - 3) : verb]:
        return Reading("undone" if group.negative else "done")
    if group.form in ("infinitive", "gerund") or _bare_participle(view, verb) or _shares_modal(view, verb, group):
        return Reading("open")
    if told and group.tense == "present" and _commanding(view, verb, group):
        return Reading("none", "status.demand")
    if group.negative and _need(view, verb):
        return Reading("none", "status.modal")
    if group.modal:
        return _modal(view, verb, group, told)
    if group.tense != "past" and not group.perfect and _of_anyone(view, group.subject):
        return Reading("none", "status.anyone")
    if group.negative and group.tense == "past" and "until" in view.words[verb : verb + _UNTIL]:
        return Reading("done")  # "did not leave until May"
    if group.negative:
        return Reading("undone", "status.negation")
    if group.progressive:
        return _progressive(view, verb, group)
    if group.perfect:
        return _perfect(view, verb, group)
    if group.tense == "present" and not group.passive:
        return Reading("done") if _same_in_past(view, verb, group) else _present(view, verb)
    return Reading("ongoing") if _stands(view, verb, group) else Reading("done")


def _commanding(view: View, verb: int, group: Group) -> bool:
    """Return whether a bare form without a subject gives an order: "Leave the mill"."""
    bare = view.tags[verb] == "VB" and group.subject is None and not group.negative
    return bare and view.deps[verb] in ("ROOT", "ccomp") and not view.headline


def _need(view: View, verb: int) -> bool:
    """Return whether "need not" stands before the verb."""
    return view.words[max(0, verb - 2) : verb] in (["need", "not"], ["dare", "not"])


def _of_anyone(view: View, subject: int | None) -> bool:
    """Return whether the subject is whoever it may be, so that the clause tells a rule."""
    return subject is not None and any(view.has(at, "anyone") for at in (subject, *view.children(subject)))


def _inverted(view: View, verb: int) -> bool:
    """Return whether the clause begins with its auxiliary and so makes a condition: "Had it left, ..."."""
    at = next((start for start in range(verb - 1, -1, -1) if view.words[start] in (",", ";", ":")), -1) + 1
    return (
        at < verb and view.words[at] in _INVERTIBLE and view.tags[at + 1][:2] in ("NN", "DT", "PR") and at + 1 != verb
    )


def _bare_participle(view: View, verb: int) -> bool:
    """Return whether a participle waits for what governs it: "ordered them filled in", "is to be held and freed"."""
    if view.tags[verb] == "VBN" and view.deps[verb] == "conj":
        return _shares_passive(view, verb)
    if view.tags[verb] != "VBN" or view.deps[verb] not in ("ccomp", "xcomp", "oprd"):
        return False
    if view.words[view.heads[verb]] in HAVE or view.words[view.heads[verb]] in BE:
        return False
    return not any(view.deps[child] in ("aux", "auxpass") for child in view.children(verb))


def _shares_modal(view: View, verb: int, group: Group) -> bool:
    """Return whether a bare form is joined to a verb whose modal it shares: "should stop the raids and free them"."""
    above = view.heads[verb]
    joined = view.tags[verb] == "VB" and view.deps[verb] == "conj" and view.tags[above] == "VB"
    return joined and not group.modal and bool(read_group(view, above).modal)


def _shares_passive(view: View, verb: int) -> bool:
    """Return whether a participle has no auxiliary or subject of its own and is joined to one in the passive."""
    above = view.heads[verb]
    own = {view.deps[child] for child in view.children(verb)} & {"aux", "auxpass", "nsubj", "nsubjpass"}
    return not own and view.tags[above] == "VBN" and read_group(view, above).passive


def _modal(view: View, verb: int, group: Group, told: bool) -> Reading:
    if group.modal in ("will", "shall"):
        return Reading("none" if group.negative else "planned", "status.future")
    if group.modal == "would" and not group.perfect:
        return Reading("planned" if told and not group.negative else "none", "status.would")
    if group.modal in ("should", "ought") and group.perfect:
        return Reading("done" if group.negative else "omitted", "status.should")
    if group.modal == "must" and not group.negative and not group.perfect:
        dated = _dated(view, verb) or view.anywhere("owed")
        return Reading("planned" if dated and not told else "none", "status.must")
    if group.modal == "could" and group.negative:
        return Reading("undone", "status.could")
    return Reading("none", "status.modal")


def _dated(view: View, verb: int) -> bool:
    return any(
        view.deps[at] == "prep" and view.words[at] in ("by", "within", "before", "until") for at in view.children(verb)
    )


def _progressive(view: View, verb: int, group: Group) -> Reading:
    if group.tense == "past":
        late = view.anywhere("stay") or any(word in _LATE for word in view.words)
        return Reading("ongoing" if late and not group.perfect else "done", "status.stay" if late else "")
    if view.anywhere("later") or _on_weekday(view, verb):
        return Reading("planned", "status.later")
    return Reading("ongoing")


def _same_in_past(view: View, verb: int, group: Group) -> bool:
    """Return whether a form that is the same in the past must be one: "the army cut the cable"."""
    if view.words[verb] not in _UNCHANGED or view.tags[verb] == "VBZ" or group.subject is None:
        return False
    if view.deps[verb] == "advcl" and "VBD" in view.tags[:verb]:
        return True
    return view.tags[group.subject] in ("NN", "NNP", "PRP") and view.words[group.subject] not in (
        "they",
        "we",
        "i",
        "you",
    )


def _on_weekday(view: View, verb: int) -> bool:
    """Return whether the clause names a weekday to come: a present act "on Friday" is an arrangement."""
    for at in range(1, len(view.words)):
        if at > verb and view.words[at] in (",", ";", ":", "—", "–"):
            return False
        coming = ("on", "this", "next", "from") if at > verb else ("from",)
        if view.words[at] in _WEEKDAYS and view.words[at - 1] in coming:
            return "since" not in view.words
    return False


def _perfect(view: View, verb: int, group: Group) -> Reading:
    going = "been" in view.words[max(0, verb - 3) : verb] and view.tags[verb] == "VBG"
    begun = "since" in view.words[verb:] or ("since" in view.words[:verb] and "durative" in view.marks.get(verb, {}))
    lasting = going or (group.tense == "present" and begun)
    return Reading("ongoing" if lasting and group.tense == "present" else "done")


def _present(view: View, verb: int) -> Reading:
    if view.anywhere("later"):
        return Reading("planned", "status.later")
    if _on_weekday(view, verb) and not view.headline:
        return Reading("planned", "status.later")
    if view.headline or view.deps[verb] == "relcl":
        return Reading("done")
    lasting = not _RECURRENT.isdisjoint(view.words) or view.anywhere("stay")
    durative = "durative" in view.marks.get(verb, {})
    return Reading("ongoing" if lasting or durative else "done", "status.stay" if lasting else "")


def _stands(view: View, verb: int, group: Group) -> bool:
    """Return whether a participle tells of a state that lasts: "troops stationed in the region"."""
    if view.words[verb] not in _STANDING or group.perfect:
        return False
    present = any(view.words[at] in ("is", "are", "remain", "remains") for at in range(max(0, verb - 3), verb))
    return present or (view.deps[verb] in ("acl", "amod") and view.tags[verb] == "VBN")
