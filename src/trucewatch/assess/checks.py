"""The checks that an agreement file names: each lists the rules that can decide, in order, with when each holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

import numpy as np

from trucewatch.agreements.model import CHECKS, Provision
from trucewatch.assess.clocks import Spell
from trucewatch.assess.days import ALWAYS
from trucewatch.assess.happenings import ALLEGED, DISPUTED, ESTABLISHED, Happenings, join, relate
from trucewatch.assess.matter import Matter, worst
from trucewatch.assess.quantities import weigh
from trucewatch.assess.recurring import done_again
from trucewatch.assess.rules import Rows

RECURRING = ("done_by", "kept_up", "done_after")
"""Checks that ask of a recurring window whether it was done in each period."""
ABREAST_DAYS = 30
"""How many days apart two things may be and still go on in parallel, where the text does not say."""


def done_by(matter: Matter) -> Rows:
    """Done by a date (or, where no day is set, at all)."""
    return [*_before(matter), *_done(matter, matter.done), *_not_done(matter)]


def never_done(matter: Matter) -> Rows:
    """Never done: what is reported done counts against it; silence counts for it only where there is material."""
    material = matter.material()
    return [
        *_before(matter), *_wronged(matter), *_standing_still(matter), ("no-breach", material),
        ("nothing-reported", matter.clock.always()),
    ]  # fmt: skip


def kept_up(matter: Matter) -> Rows:
    """Kept up throughout: broken by acts against it, by another state than it promises, or by what is left undone.

    Of these the one that stands best decides. It is kept where somebody says so, or tells of the promised state.
    """
    never, states = matter.clock.never(), matter.states()
    left = [states.get(standing, never) for standing in (ESTABLISHED, DISPUTED, ALLEGED)]
    names = ("state-left", "state-left-disputed", "state-left-alleged")
    worse = zip(_wronged(matter), zip(names, left, strict=True), _neglected(matter), strict=True)
    return [
        *_before(matter), *(row for rows in worse for row in rows), *_standing_still(matter),
        ("kept", matter.clock.any(matter.done)), ("state-kept", states.get(0, never)),
        ("nothing-reported", matter.clock.always()),
    ]  # fmt: skip


def quantity_reached(matter: Matter) -> Rows:
    """The number reached and not exceeded, by the figures of those who report the doing."""
    outcome = weigh(matter.scope.figures, matter.scope.columns, matter.provision, matter.match.doing)
    over, full, part = (matter.doing_of(rows) for rows in (outcome.over, outcome.reached, outcome.under))
    return [
        *_before(matter), *_wrong_rows(matter, over), *_wronged(matter), *_done(matter, full),
        ("done-in-part", matter.clock.any(part)), ("done-number-open", matter.clock.any(matter.done)),
        *_not_done(matter),
    ]  # fmt: skip


def in_parallel(matter: Matter) -> Rows:
    """Done in parallel with other provisions: within `ABREAST_DAYS` of each of them."""
    others = [other for name in matter.provision.parallel_with if (other := matter.others(name)) is not None]
    own = matter.clock.any(matter.done)
    together, late = own, own
    for other in others:
        near, _ = relate(matter.done, other.done, lambda found, day: np.abs(found.latest - day) <= ABREAST_DAYS)
        both = matter.clock.any(other.done)
        together, late = together & both & matter.clock.any(near), late & both
    return [
        *_before(matter), *_wronged(matter), ("done-and-denied", _only_disputed(matter)), ("done", together),
        ("done-late", late), ("done-alone", own), *_not_done(matter),
    ]  # fmt: skip


def done_after(matter: Matter) -> Rows:
    """Done after other provisions (or a condition); done before them, it is a breach."""
    others = [other for name in matter.provision.after if (other := matter.others(name)) is not None]
    timely, ready = matter.done, matter.clock.always()
    early: list[Happenings] = []
    for other in others:
        before, timely = relate(timely, other.done, lambda found, day: found.latest < day)
        early, ready = [*early, before], ready & matter.clock.any(other.done)
    wronged = _wrong_rows(matter, join(early)) if early else []
    return [
        *_before(matter), *wronged, *_wronged(matter), *_done(matter, timely), ("condition-open", ~ready),
        *_not_done(matter),
    ]  # fmt: skip


def notice_given(matter: Matter) -> Rows:
    """Notice given in time; where none is, the term goes on when its day for notice has passed."""
    span, clock = matter.span, matter.clock
    by = span.notice_by if span.notice_by is not None else span.due
    late = matter.done.earliest > by if by is not None else np.zeros(len(matter.done.event), dtype=np.bool_)
    passed = clock.since(by + 1) if by is not None else matter.clock.never()
    return [
        *_before(matter), ("lapsed", clock.since(span.closes + 1)),
        ("done-and-denied", _only_disputed(matter)), ("done", clock.any(matter.done.take(~late))),
        ("done-late", clock.any(matter.done.take(late))), ("renewed", passed), ("no-notice-yet", matter.clock.always()),
    ]  # fmt: skip


def reciprocal(matter: Matter) -> Rows:
    """Each of the bearers does it to the other; done by some only, it is fulfilled in part."""
    each = [matter.of(bearer) for bearer in matter.provision.bearers] or [matter]
    did = [matter.clock.any(one.done) for one in each]
    everybody, somebody = reduce(and_, did), reduce(or_, did)
    late = everybody & reduce(or_, [_only_late(one) for one in each])
    return [
        *_before(matter), *_wronged(matter), ("done-and-denied", everybody & _only_disputed(matter)),
        ("done-late", late), ("done", everybody), ("done-by-some", somebody), *_not_done(matter),
    ]  # fmt: skip


def recurring(matter: Matter) -> Rows:
    """Done in each period: the check of a window that recurs, whether the file calls it `done_by` or `kept_up`."""
    return done_again(matter, [*_before(matter), *_wronged(matter)], _standing_still(matter))


TABLE: dict[str, Callable[[Matter], Rows]] = {
    "done_by": done_by, "never_done": never_done, "kept_up": kept_up, "quantity_reached": quantity_reached,
    "in_parallel": in_parallel, "done_after": done_after, "notice_given": notice_given, "reciprocal": reciprocal,
}  # fmt: skip
"""The function of each of `agreements.model.CHECKS`."""
if set(TABLE) != set(CHECKS):
    raise RuntimeError("checks that agreements name and checks that there are differ")


def check_of(provision: Provision) -> Callable[[Matter], Rows]:
    """Return the function that decides a provision."""
    if provision.check is None:
        return undecided
    again = provision.window is not None and provision.window.form == "every"
    return recurring if again and provision.check in RECURRING else TABLE[provision.check]


def undecided(matter: Matter) -> Rows:
    """No check is named."""
    return [*_before(matter), ("nothing-decides", matter.clock.always())]


def _before(matter: Matter) -> Rows:
    clock = matter.clock
    waits = clock.always() if matter.span.waits else clock.never()
    return [("not-yet-open", ~clock.since(matter.span.opens)), ("condition-open", waits)]


def _standing_still(matter: Matter) -> Rows:
    """Suspended or over: what was reported before stays on the record, silence ends."""
    clock = matter.clock
    halted = [clock.since(first) & ~clock.since(last + 1) for first, last in matter.span.suspended]
    return [*(("suspended", spell) for spell in halted), ("lapsed", clock.since(min(matter.span.closes, ALWAYS) + 1))]


def _done(matter: Matter, found: Happenings) -> Rows:
    due = matter.span.due
    late = found.earliest > due if due is not None else np.zeros(len(found.event), dtype=np.bool_)
    clear = found.standing != DISPUTED
    timely, tardy = matter.clock.any(found.take(~late & clear)), matter.clock.any(found.take(late & clear))
    return [
        ("done-and-undone", (timely | tardy) & _undone_later(matter, found)), ("done", timely), ("done-late", tardy),
        ("done-and-denied", matter.clock.any(found)),
    ]  # fmt: skip


def _undone_later(matter: Matter, found: Happenings) -> Spell:
    """Return when it is said left undone on a day after it was, as others say, done."""
    later, _ = relate(matter.omissions, found, lambda omitted, day: omitted.earliest > day)
    return matter.clock.any(later)


def _not_done(matter: Matter) -> Rows:
    """The rows for what nobody reports done."""
    due, always = matter.span.due, matter.clock.always()
    found = matter.omissions
    days = np.maximum(found.latest, due + 1) if due is not None else found.latest
    relevant = found.take(found.latest > due) if due is not None else found
    left = worst(matter, relevant, days[found.latest > due] if due is not None else days)
    open_yet = ("not-yet-due", ~matter.clock.since(due + 1)) if due is not None else ("no-day-set", always)
    return [
        ("left-undone", left[0]), ("left-undone-disputed", left[1]), ("left-undone-alleged", left[2]),
        *_standing_still(matter), open_yet, ("overdue", matter.spoken_of()), ("nothing-reported", always),
    ]  # fmt: skip


def _wronged(matter: Matter) -> Rows:
    return _wrong_rows(matter, matter.breaches)


def _wrong_rows(matter: Matter, found: Happenings) -> Rows:
    established, disputed, alleged = worst(matter, found)
    return [("breach", established), ("breach-disputed", disputed), ("breach-alleged", alleged)]


def _neglected(matter: Matter) -> Rows:
    established, disputed, alleged = worst(matter, matter.omissions)
    return [("left-undone", established), ("left-undone-disputed", disputed), ("left-undone-alleged", alleged)]


def _only_disputed(matter: Matter) -> Spell:
    clear = matter.done.take(matter.done.standing != DISPUTED)
    return matter.clock.any(matter.done) & ~matter.clock.any(clear)


def _only_late(matter: Matter) -> Spell:
    due = matter.span.due
    return matter.clock.never() if due is None else ~matter.clock.any(matter.done.take(matter.done.earliest <= due))
