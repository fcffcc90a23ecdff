"""The rules of decision: which row of the table in docs/reference/findings.md gives which status.

A check lists the rows that it uses with the days on which each holds; the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trucewatch.assess.clocks import EVER, Spell
from trucewatch.assess.columns import Ints
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
    "suspended": Rule("suspended", "It is suspended on that day, or what it depends on does not hold."),
    "lapsed": Rule("lapsed", "It no longer binds, and nobody reported a breach while it did."),
    "done": Rule("fulfilled", "It is reported done."),
    "done-late": Rule("fulfilled late", "It is reported done after its day."),
    "done-and-denied": Rule("disputed", "Some report it done, others deny that."),
    "done-and-undone": Rule("disputed", "Some report it done; others say, of a later day, that it was left undone."),
    "done-in-part": Rule("partly fulfilled", "A part of it is reported done."),
    "done-number-open": Rule("partly fulfilled", "It is reported done, without a figure that shows in what number."),
    "done-by-some": Rule("partly fulfilled", "Some of those who owe it are reported to have done it."),
    "done-in-some-periods": Rule(
        "partly fulfilled", "It is reported done in some of its periods; of others that are over nothing is reported."
    ),
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
    "state-left": Rule(
        "breached",
        "It was in another state than is promised: that is admitted, seen by monitors, or told by two sides.",
    ),
    "state-left-disputed": Rule(
        "disputed", "It is said to have been in another state than is promised; that is disputed."
    ),
    "state-left-alleged": Rule(
        "alleged breach", "It is said to have been in another state than is promised, by one origin or one side alone."
    ),
    "state-kept": Rule("kept so far", "It is reported to be in the state that is promised."),
    "kept": Rule("kept so far", "It is reported kept, and nobody reports a breach."),
    "done-each-period": Rule("kept so far", "It is reported done in each of its periods that is over."),
    "no-breach": Rule("kept so far", "Reports from this time tell of no breach."),
    "renewed": Rule("kept so far", "Nobody reports notice in time, so that it goes on."),
    "nothing-reported": Rule("no report", "No report says anything of it."),
    "nothing-decides": Rule("no report", "The agreement names no check that could decide it."),
}
"""Every rule by its id."""
IDS = tuple(RULES)
STATUS_OF = np.array([FINDINGS.index(rule.status) for rule in RULES.values()], dtype=np.int8)
"""By the number of a rule, that of its status in `FINDINGS`."""

Rows = Sequence[tuple[str, Spell]]
"""Rules in order with when each holds; the last one holds always."""


@dataclass(frozen=True, slots=True)
class Turns:
    """By day of knowing (second index), the days in rising order on which a rule begins to decide, and its number."""

    days: Ints
    rules: Codes

    def on(self, days: Ints) -> Codes:
        """Return the numbers of the rules on days in rising order: ``len(days) × days of knowing``."""
        starts = np.searchsorted(days, self.days.T)
        ends = np.concatenate([starts[:, 1:], np.full((len(starts), 1), len(days))], axis=1)
        filled = np.repeat(self.rules.T.ravel(), (ends - starts).ravel())
        return np.asarray(filled.reshape(len(starts), len(days)).T)


def first_that_holds(rows: Rows) -> Turns:
    """Return when which rule is the first that holds."""
    begins, ends = (np.stack([getattr(spell, side) for _, spell in rows]) for side in ("begins", "ends"))
    days = np.sort(np.concatenate([np.full((1, begins.shape[1]), -EVER), begins, ends]), axis=0)
    rules = np.full(days.shape, IDS.index(rows[-1][0]), dtype=np.int8)
    for at in range(len(rows) - 2, -1, -1):
        holds = (days >= begins[at]) & (days < ends[at])
        np.copyto(rules, np.int8(IDS.index(rows[at][0])), where=holds)
    return Turns(days, rules)
