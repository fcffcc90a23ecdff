"""What is not known about a provision, in words: what a reader would have to find to settle it."""

from __future__ import annotations

import numpy as np

from trucewatch.assess.days import NEVER, iso_day
from trucewatch.assess.matter import Matter

SECOND = "A second report that is independent and not of the same side, a monitor’s, or an admission."
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
    found = [SETTLES.get(rule_id, ""), _own_word(matter, rule_id, on), _open_days(matter, on), _silence(matter, on)]
    return tuple(sentence for sentence in found if sentence)


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
    rows = matter.match.open_day
    claims = {int(claim) for claim in columns.claim[rows[columns.known[rows] <= known]]}
    dated = np.concatenate([matter.match.breaching, matter.match.omitting])
    claims -= set(columns.claim[matter.counting(dated, on)].tolist())
    if not claims:
        return ""
    number, verb = ("One claim", "is") if len(claims) == 1 else (f"{len(claims)} claims", "are")
    return f"A day: {number} that could count against it {verb} of no certain day."


def _silence(matter: Matter, on: int) -> str:
    """Return from when on no report is known, where the day asked about is later."""
    known = int(matter.clock.days[0])
    published = matter.scope.columns.published
    last = int(published[(published <= known) & (published < NEVER)].max(initial=0))
    if 0 < last < on and on < NEVER:
        return f"Reports of later days: none that is known by then was published after {iso_day(last)}."
    return ""
