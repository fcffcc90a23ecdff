"""When a provision binds, in days."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.assess.days import LONG_AGO, NEVER
from trucewatch.assess.hours import Hour
from trucewatch.assess.matching import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When a provision binds, in days.

    ``certain_from`` is the first day that lies wholly in it, ``hour`` that at which it opens (None: a day’s beginning);
    ``due`` the last day on which doing it is in time; after ``closes`` it no longer binds. ``notice_by`` is the last
    day for notice, ``term_ends`` the last day of the term.
    ``waits`` is true while what it depends on has not been reported. ``suspended`` are stretches of days on which it
    does not bind, ``unsure`` those on which it may not.
    """

    opens: int = LONG_AGO
    certain_from: int = LONG_AGO
    hour: Hour | None = None
    due: int | None = None
    closes: int = NEVER
    notice_by: int | None = None
    term_ends: int | None = None
    waits: bool = False
    suspended: tuple[tuple[int, int], ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()

    @property
    def bounds(self) -> Bounds:
        """The days between which what happens counts."""
        return Bounds(self.opens, self.certain_from, self.closes, self.hour, (*self.suspended, *self.unsure))
