"""The rules of decision: which row of the table in docs/reference/findings.md gives which status.

A check lists the rows that it uses with the days on which each holds; the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trucewatch.assess.columns import Bools
from trucewatch.records.finding import FINDINGS

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the status that it gives, and why, in words."""

    status: str
    why: str


RULES = {
    "not-yet-open": Rule("pending", "It does not bind yet."),
    "condition-open": Rule("pending", "What it depends on has not been reported."),
    "not-yet-due": Rule("pending", "It is not due yet, and nobody reports it done."),
    "no-day-set": Rule("pending", "No day is set for it, and nobody reports it done."),
    "no-notice-yet": Rule("pending", "Notice can still be given; nobody reports any."),
    "suspended": Rule("suspended", "It is suspended on that day."),
    "lapsed": Rule("lapsed", "It no longer binds, and nobody reported a breach while it did."),
    "done": Rule("fulfilled", "It is reported done."),
    "done-late": Rule("fulfilled late", "It is reported done after its day."),
    "done-and-denied": Rule("disputed", "Some report it done, others deny that."),
    "done-and-undone": Rule("disputed", "Some report it done; others say, of a later day, that it was left undone."),
    "done-in-part": Rule("partly fulfilled", "A part of it is reported done."),
    "done-number-open": Rule("partly fulfilled", "It is reported done, without a figure that shows in what number."),
    "done-by-some": Rule("partly fulfilled", "Some of those who owe it are reported to have done it."),
    "done-alone": Rule("partly fulfilled", "It is reported done, but not what it goes together with."),
    "left-undone": Rule("breached", "It was left undone: those who owed it say so, or monitors, or two sides."),
    "left-undone-alleged": Rule(
        "alleged breach", "It is said to have been left undone; no independent report confirms it."
    ),
    "left-undone-disputed": Rule("disputed", "It is said to have been left undone, and that is denied."),
    "overdue": Rule("overdue", "Its day has passed and nobody reports it done, though it is spoken of."),
    "breach": Rule("breached", "A breach is admitted by those who did it, seen by monitors, or reported by two sides."),
    "breach-disputed": Rule("disputed", "A breach is reported and denied."),
    "breach-alleged": Rule("alleged breach", "A breach is reported by one origin or one side alone."),
    "kept": Rule("kept so far", "It is reported kept, and nobody reports a breach."),
    "no-breach": Rule("kept so far", "Reports from this time tell of no breach."),
    "renewed": Rule("kept so far", "Nobody reports notice in time, so that it goes on."),
    "nothing-reported": Rule("no report", "No report says anything of it."),
    "nothing-decides": Rule("no report", "The agreement names no check that could decide it."),
}
"""Every rule by its id."""
IDS = tuple(RULES)
STATUS_OF = np.array([FINDINGS.index(rule.status) for rule in RULES.values()], dtype=np.int8)
"""By the number of a rule, that of its status in `FINDINGS`."""

Rows = Sequence[tuple[str, Bools]]


def first_that_holds(rows: Rows) -> Codes:
    """Return for each pair of days the number of the first rule that holds; the last row has to hold everywhere."""
    codes = np.full(rows[-1][1].shape, IDS.index(rows[-1][0]), dtype=np.int8)
    for rule_id, holds in reversed(rows[:-1]):
        np.copyto(codes, np.int8(IDS.index(rule_id)), where=holds)
    return codes
