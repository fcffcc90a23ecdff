"""What is not known about a provision, in words: what a reader would have to find to settle it."""

from __future__ import annotations

import numpy as np

from trucewatch.assess.days import NEVER, iso_day
from trucewatch.assess.matter import Matter
from trucewatch.assess.recurring import list_periods

SECOND = "A second report that is independent and not of the same side, a monitor’s, or an admission."
MOST_NAMED = 4
"""Periods that are named one by one."""
SETTLES = {
    "breach-alleged": SECOND,
    "left-undone-alleged": SECOND,
    "breach-disputed": "What settles the denial: an admission by those who are said to have done it.",
    "left-undone-disputed": "What settles the denial: an admission by those who owed it.",
    "done-and-denied": "What settles the denial: the word of those to whom it is owed.",
    "done-number-open": "A figure of what was done.",
    "overdue": "A report that it was done, or that it was not.",
    "nothing-reported": "Any report of it.",
    "nothing-decides": "A check in the agreement file.",
    "kept": "",
}
"""By rule, what would settle the matter."""


def what_is_missing(matter: Matter, rule_id: str, on: int) -> tuple[str, ...]:
    """Return sentences on what is not known, the most telling first."""
    found = [
        SETTLES.get(rule_id, ""),
        _silent_periods(matter, rule_id, on),
        _own_word(matter, rule_id, on),
        _open_days(matter, on),
        _silence(matter, on),
    ]
    return tuple(sentence for sentence in found if sentence)


def _silent_periods(matter: Matter, rule_id: str, on: int) -> str:
    """Return of which periods that are over nothing is reported, where that decides."""
    if rule_id != "done-in-some-periods":
        return ""
    over = [period for period in list_periods(matter, on) if period.status != "not over"]
    silent = [f"{period.first} to {period.last}" for period in over if period.status == "not reported"]
    named = ", ".join(silent[:MOST_NAMED]) + (" and later ones" if len(silent) > MOST_NAMED else "")
    return f"Reports of {len(silent)} of the {len(over)} periods that are over: {named}."


def _own_word(matter: Matter, rule_id: str, on: int) -> str:
    """Return whether only those who owe it say that it was done."""
    doing = matter.counting(matter.match.doing, on)
    if not rule_id.startswith("done") or not len(doing):
        return ""
    columns = matter.scope.columns
    own = np.append(matter.scope.origins_of(matter.provision.bearers), False)
    if own[columns.voices.origin[columns.claim[doing]]].all():
        return "Anybody’s word but that of those who owe it: they alone say that it was done."
    return ""


def _open_days(matter: Matter, on: int) -> str:
    """Return how many claims would count against it if their day were known."""
    columns, known = matter.scope.columns, int(matter.clock.days[0])
    rows, hour = matter.match.open_day, matter.span.hour
    dated = np.concatenate([matter.match.breaching, matter.match.omitting, matter.state_rows()[0]])
    settled = set(columns.claim[matter.counting(dated, on)].tolist())
    rows = rows[columns.known[rows] <= known]
    of_day = (columns.first[rows] == hour.day) & (columns.last[rows] == hour.day) if hour else np.zeros(len(rows), bool)
    no_hour = set(columns.claim[rows[of_day]].tolist()) - settled
    no_day = set(columns.claim[rows[~of_day]].tolist()) - settled - no_hour
    told = [f"A day: {_claims(no_day)} of no certain day."] if no_day else []
    if no_hour and hour:
        told.append(f"An hour: {_claims(no_hour)} of {iso_day(hour.day)}, and not told to be before or after {hour}.")
    return " ".join(told)


def _claims(claims: set[int]) -> str:
    return "One claim that could count against it is" if len(claims) == 1 else (
        f"{len(claims)} claims that could count against it are"
    )  # fmt: skip


def _silence(matter: Matter, on: int) -> str:
    """Return from when on no report is known, where the day asked about is later."""
    known = int(matter.clock.days[0])
    published = matter.scope.columns.published
    last = int(published[(published <= known) & (published < NEVER)].max(initial=0))
    if 0 < last < on and on < NEVER:
        return f"Reports of later days: none that is known by then was published after {iso_day(last)}."
    return ""
