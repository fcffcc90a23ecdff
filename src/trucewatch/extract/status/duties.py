"""Weigh what was owed: an act not done is an omission where a duty called for it, else it simply was not done."""

from __future__ import annotations

from trucewatch.extract.status.lexicon import mark_words
from trucewatch.extract.status.reading import Reading
from trucewatch.extract.status.view import View

_NOT_OWED = frozenset({"no", "nothing", "nobody", "not", "never", "nor", "without", "denied", "denies", "denying"})
_STILL = frozenset({"still", "yet"})
_REACH = 4
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MOMENTS = ("noon", "midnight", "dawn", "nightfall", "dusk", "deadline", "date", "end", "hours", "days", "week",
            "weeks", "month", "months", "year")  # fmt: skip
_DATES = frozenset((*_WEEKDAYS, *_MONTHS, *_MOMENTS))
_BROKEN = frozenset({"still", "none", "never", "nothing", "neither", "yet", "unkept", "empty", "failed", "nobody"})
"""Words behind a promise that tell of its breach."""
_UNDONE = (
    "not done so",
    "not do so",
    "yet to do so",
    "not yet done so",
    "never done so",
    "never did so",
    "neither did so",
)
_TURNS = frozenset({"but", "however", "instead", "kept", "stayed"})


def weigh_duty(view: View, reading: Reading) -> Reading:
    """Return the reading with open duties decided."""
    if (rule := _stood_by(view)) and reading.state in ("done", "ongoing", "undone", "omitted", "open"):
        return Reading("omitted", rule)
    if reading.state == "undone":
        return _undone(view, reading)
    if reading.state == "owed":
        return _owed(view, reading)
    if reading.state in ("none", "planned") and (rule := _in_concession(view)):
        return Reading("omitted", rule)
    if reading.state in ("none", "planned", "owed") and (rule := _not_done_so(view)):
        return Reading("omitted", rule)
    return reading


def _not_done_so(view: View) -> str | None:
    """Return the rule of a duty that the words behind leave undone: "which it is obliged to do, has not done so"."""
    rest = " ".join(view.words[view.last + 1 :])
    if not any(f" {phrase} " in f" {rest} " for phrase in _UNDONE):
        return None
    return next((rule for at in range(view.first) if (rule := view.has(at, "duty", "bound"))), None)


def _stood_by(view: View) -> str | None:
    """Return the rule by which the trigger itself is an act of not acting."""
    for at in range(view.first, view.last + 1):
        if rule := view.marks.get(at, {}).get("bystander"):
            return rule
    return None


def _undone(view: View, reading: Reading) -> Reading:
    trigger = view.marks.get(view.head, {})
    if "hostile" in trigger:
        return Reading("denied", reading.rule, reading.voice)
    if rule := owed(view) or _dated(view):
        return Reading("omitted", rule)
    if "guard" in trigger and view.verbal(view.head):
        return Reading("omitted", trigger["guard"])
    before = view.words[max(0, view.head - _REACH) : view.head]
    if "redress" in trigger and not _STILL.isdisjoint(before):
        return Reading("omitted", trigger["redress"])
    return Reading("denied", reading.rule, reading.voice)


def owed(view: View) -> str | None:
    """Return the rule by which the sentence tells that the act was due; None where it tells that it was not."""
    for at in view.marks:
        within = view.low <= at < view.high or "as" in view.words[max(0, at - _REACH) : at]  # "as it had pledged"
        rule = view.has(at, "owed", "defy") if within else None
        if rule and _NOT_OWED.isdisjoint(view.words[max(0, at - _REACH) : at]) and not _beside(view, at):
            return rule
    return None


def _beside(view: View, at: int) -> bool:
    """Return whether "under the accord" only tells of something else: "the mission set up under the accord"."""
    head = view.heads[at]
    return view.words[at] in ("under", "the", "accord") and any(
        view.deps[up] == "acl" and view.tags[up] == "VBN"
        for up in (head, view.heads[head], view.heads[view.heads[head]])
    )


def _dated(view: View) -> str | None:
    """Return a rule where the act not done has a date it was to be done by: "did not leave by Sunday"."""
    limits = (at for at in view.children(view.head) if view.deps[at] == "prep" and view.words[at] in ("by", "within"))
    for at in limits:
        if at > view.head and any(view.words[low] in _DATES for low in view.children(at)):
            return "status.owed"
    return None


def _owed(view: View, reading: Reading) -> Reading:
    """Read a duty of the past: left undone where the words behind tell so, else a plan."""
    if view.anywhere("defy") or reading.rule == "status.should" or "supposed" in view.words:
        return Reading("omitted", reading.rule)
    if reading.rule == "status.promise":
        rest = [*view.words[view.last + 1 :], *view.after]
        return Reading("planned" if _BROKEN.isdisjoint(rest) else "omitted", reading.rule)
    behind = any(view.has(at, "breach") or view.words[at] in _TURNS for at in range(view.last + 1, len(view.words)))
    if behind or _follows(view):
        return Reading("omitted", reading.rule)
    return Reading("planned", reading.rule)


def _follows(view: View) -> bool:
    return any("breach" in kinds for kinds in mark_words(view.after).values())


def _in_concession(view: View) -> str | None:
    """Return the rule by which a duty stands in a clause of concession: "although the mandate requires an escort"."""
    for at in range(view.first):
        if (rule := view.has(at, "concession")) and any(
            view.has(later, "duty", "bound") for later in range(at + 1, view.first)
        ):
            return rule
    return None
