"""What a governing word makes of an act below it: plans, owes, fails, denies, fears, permits."""

from __future__ import annotations

from itertools import pairwise

from trucewatch.extract.status.duties import owed
from trucewatch.extract.status.group import BE, HAVE, read_group
from trucewatch.extract.status.reading import Reading, read_verb
from trucewatch.extract.status.view import View

OPEN_KINDS = (
    "failure", "defy", "deadline", "avoid", "refusal", "admit", "deny", "unproven", "unsure", "cancel", "defer",
    "duty", "promise",
    "repute", "demand", "allow", "hindrance", "weigh", "bound", "intent", "stay", "begin", "implied", "light",
    "rumour",
)  # fmt: skip
"""Kinds that govern an infinitive, a gerund or an act noun, the strongest first."""

TOLD_KINDS = (
    "failure",
    "admit",
    "deny",
    "false",
    "unproven",
    "unsure",
    "unkept",
    "cancel",
    "defy",
    "weigh",
    "demand",
    "rumour",
)
"""Kinds that govern a whole clause."""

_PREDICATES = ("acomp", "attr", "oprd", "prt", "advmod")
_ORDINALS = frozenset(
    ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "11th", "12th")
)
_UNITS = frozenset({"hour", "day", "night", "week", "month", "year"})
_ENABLED = frozenset({"able", "free"})
_LASTING = frozenset({"remain", "remains", "remained"})
_ENDING = frozenset({"finish", "finishes", "finished", "finishing", "complete", "completed", "completing"})


def kind_at(view: View, at: int, below: int, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """Return ``(kind, rule id)`` of a governor, or of what it predicates ("is due", "called baseless")."""
    places = [at]
    for child in view.children(at):
        dep = view.deps[child]
        if child != below and (dep in _PREDICATES or (dep in ("dobj", "nsubjpass") and child < below)):
            places.append(child)
    for kind in kinds:
        for place in places:
            if rule := view.has(place, kind):
                return kind, rule
    return None


def over_open(view: View, at: int, below: int) -> Reading | None:
    """Return what a governor makes of an infinitive, gerund or noun below it; None where it tells nothing."""
    found = kind_at(view, at, below, OPEN_KINDS)
    if found is None or found[0] == "light":
        copula = _copula(view, at, below)
        if found is None or copula is not None:
            return copula
    kind, rule = found
    negative = is_negative(view, at)
    if kind == "repute":
        return _reputed(view, below, rule)
    if kind in ("begin", "implied", "light", "stay"):
        return _passed_on(view, at, below, kind, rule)
    return _OVER[kind](view, at, rule, negative)


def is_negative(view: View, at: int) -> bool:
    """Return whether a governing word is negated, tagged as a verb or not: "no longer disputes"."""
    if view.verbal(at):
        return read_group(view, at).negative
    return "longer" in view.words[max(0, at - 2) : at] or "neither" in view.words[max(0, at - 3) : at]


def _reputed(view: View, below: int, rule: str) -> Reading | None:
    """Read "is said to have left" and "appears to be leaving": an act that the report leaves to others."""
    parts = {view.words[child] for child in view.children(below) if view.deps[child] in ("aux", "auxpass")}
    if not parts.isdisjoint(("have", "having")):
        return Reading("done", rule, "alleged")
    if "be" in parts and view.tags[below] == "VBG":
        return Reading("ongoing", rule, "alleged")
    return Reading("none", rule) if "to" in parts else None


def _bound(view: View, at: int, rule: str, negative: bool) -> Reading:
    """Read a standing duty: a plan only where a date is set."""
    reading = _duty(view, at, rule, negative)
    behind = view.words[view.last + 1 :]
    dated = any(word in ("by", "within", "before", "from") for word in behind) or view.anywhere("later")
    return Reading("none", rule) if reading.state == "planned" and not dated else reading


def _failure(view: View, at: int, rule: str, negative: bool) -> Reading:
    if view.verbal(at):
        group = read_group(view, at)
        if group.modal or group.tense == "future":
            return Reading("none", rule)
        if negative and view.words[at][:4] in ("fail", "negl", "omit"):
            return Reading("done", rule)
    trigger = view.marks.get(view.head, {})
    contest = "hostile" in trigger or ("contest" in trigger and not owed(view))
    return Reading("denied" if contest else "omitted", rule)


def _duty(view: View, at: int, rule: str, negative: bool) -> Reading:
    if negative:
        return Reading("none", rule)
    verb = at if view.verbal(at) else view.heads[at]
    group = read_group(view, verb)
    if group.modal in ("would", "could", "may", "might"):
        return Reading("none", rule)
    past = group.tense == "past" and not group.negative
    return Reading("owed" if past else "planned", rule)


def _intent(view: View, at: int, rule: str, negative: bool) -> Reading:
    if negative or (at > 0 and view.words[at - 1] == "no"):
        return Reading("none", rule)
    if view.verbal(at) and read_group(view, at).modal in ("would", "could", "may", "might"):
        return Reading("none", rule)
    return Reading("planned", rule)


def _deny(view: View, at: int, rule: str, negative: bool) -> Reading:
    if view.marks.get(view.head, {}).keys() & {"demand", "weigh", "rumour"}:
        return Reading("done", rule)  # a request or a claim that is rejected was made
    return Reading("done", rule, "vouched") if negative else Reading("denied", rule)


def _avoid(view: View, at: int, rule: str, negative: bool) -> Reading:
    return Reading("done" if negative else "undone", rule)


def _refusal(view: View, at: int, rule: str, negative: bool) -> Reading:
    return Reading("omitted" if owed(view) else "none", rule)


def _hindrance(view: View, at: int, rule: str, negative: bool) -> Reading:
    """Read what is hindered: it did not come about, unless the hindering did not ("did not prevent them from …")."""
    above = view.heads[at]
    if not negative and view.verbal(at) and view.has(above, "failure"):  # "failed to stop the shelling"
        return Reading("done" if read_group(view, above).tense == "past" or not view.verbal(above) else "none", rule)
    if not negative or not view.verbal(at):
        return Reading("none", rule)
    group = read_group(view, at)
    past = group.modal == "could" or (group.tense == "past" and not group.modal)
    return Reading("done" if past else "none", rule)


def _deadline(view: View, at: int, rule: str, negative: bool) -> Reading:
    return Reading("omitted" if view.anywhere("breach", "failure") else "planned", rule)


def _weigh(view: View, at: int, rule: str, negative: bool) -> Reading:
    if view.words[at] in _ENABLED:
        return read_verb(view, view.heads[at], told=False)
    return Reading("none", rule)


def _none(view: View, at: int, rule: str, negative: bool) -> Reading:
    return Reading("none", rule)


_OVER = {
    "failure": _failure, "defy": lambda *a: Reading("omitted", a[2]), "deadline": _deadline, "avoid": _avoid,
    "refusal": _refusal, "deny": _deny, "admit": lambda *a: Reading("done", a[2], "vouched"),
    "unproven": lambda *a: Reading("denied", a[2]), "unsure": _none, "cancel": _refusal,
    "defer": lambda *a: Reading("planned", a[2]), "duty": _duty, "promise": _duty, "bound": _bound,
    "demand": _none, "allow": _none, "hindrance": _hindrance, "weigh": _weigh,
    "intent": _intent, "rumour": lambda *a: Reading("done", a[2], "alleged"),
}  # fmt: skip


def _passed_on(view: View, at: int, below: int, kind: str, rule: str) -> Reading | None:
    """Return the governor's own reading: what it says of beginning or managing holds for the act."""
    if not view.verbal(at):
        return Reading("ongoing", rule) if kind == "stay" else None
    reading = read_verb(view, at, told=False)
    if view.words[at] in ("seen", "heard") and read_group(view, at).modal in ("can", "could"):
        return Reading("ongoing", rule)
    if reading.state not in ("done", "ongoing"):
        return reading
    if kind == "stay":
        lasting = reading.state == "ongoing" or view.words[at] in _LASTING or read_group(view, at).perfect
        lasting = lasting or carries_on(view, at)
        return Reading("ongoing" if lasting else "done", rule)
    lasting = read_group(view, at).perfect or view.anywhere("stay") is not None
    if kind == "begin" and lasting and view.words[at] not in _ENDING:
        return Reading("ongoing", rule)
    return reading


def carries_on(view: View, verb: int) -> bool:
    """Return whether a verb carries an act into a numbered day: "the siege entered its fifth week"."""
    behind = view.words[verb + 1 : verb + 6]
    counted = any(word in _ORDINALS and unit in _UNITS for word, unit in pairwise(behind))
    return counted and (view.has(verb, "stay") is not None or "into" in behind)


def _copula(view: View, at: int, below: int) -> Reading | None:
    """Read "is to leave", "was to have left", "has to leave"."""
    if view.words[at] not in BE and view.words[at] not in HAVE:
        return None
    if not any(view.tags[child] == "TO" for child in view.children(below)):
        return None
    group = read_group(view, at)
    if view.words[at] in HAVE:
        given = "until" in view.words[at:below]
        past = "owed" if given else "done"
        return Reading(past if group.tense == "past" else "planned", "status.must")
    if group.negative:
        return Reading("none", "status.is-to")
    perfect = any(view.words[child] == "have" for child in view.children(below) if view.deps[child] == "aux")
    if group.tense == "past":
        return Reading("omitted" if perfect else "owed", "status.is-to")
    return Reading("planned", "status.is-to")


def over_told(view: View, at: int, below: int, reading: Reading) -> Reading:
    """Return what a governor makes of a clause below it that has a reading of its own."""
    found = kind_at(view, at, below, TOLD_KINDS)
    if found is None:
        return reading
    kind, rule = found
    if kind == "cancel":
        return Reading("none", rule) if reading.state in ("planned", "owed") else reading
    if kind in ("deny", "false"):
        own = kind == "false" and any(
            "false" in view.marks.get(child, ()) for child in view.children(at) if view.words[child] in ("not", "never")
        )
        return _contradicted(reading, rule, is_negative(view, at) and not own)
    if kind == "unproven":
        return Reading("denied", rule) if reading.state in ("done", "ongoing") else reading
    if kind == "unsure" or (kind == "weigh" and reading.state != "omitted"):
        return Reading("none", rule)
    if kind == "demand" and reading.state in ("planned", "owed"):
        return Reading("none", rule)
    promised = reading.state in ("owed", "planned") or reading.rule == "status.bound"
    if kind in ("defy", "unkept", "failure") and promised:
        return Reading("omitted", rule)
    if kind == "admit":
        return Reading(reading.state, reading.rule or rule, "vouched")
    if kind == "rumour" and not reading.voice and not view.verbal(at):
        return Reading(reading.state, reading.rule, "alleged")
    return reading


def _contradicted(reading: Reading, rule: str, negative: bool) -> Reading:
    if negative:
        return Reading(reading.state, rule, "vouched")
    if reading.state in ("done", "ongoing", "open"):
        return Reading("denied", rule)
    return Reading("none", rule) if reading.state == "planned" else reading
