"""Who held an office on a day, and which offices an actor held."""

from __future__ import annotations

from datetime import date

from trucewatch.casebook.model import Actor, Affiliation, Casebook, Office


def holders_of(casebook: Casebook, office: str, of: str, on: date | str) -> tuple[Actor, ...]:
    """Return the actors who held an office of an actor on a day.

    Several may have: where the office admits it, on the day one hands over to another, and in the month or
    year of a handover whose day the casebook does not know.
    """
    day = _iso(on)
    return tuple(
        actor
        for actor in casebook.actors.values()
        if any(item.of == of and item.office == office and _covers(item, day) for item in actor.affiliations)
    )


def holder_of(casebook: Casebook, office: str, of: str, on: date | str) -> Actor | None:
    """Return the one actor who held an office of an actor on a day; None where nobody or several may have.

    On the day of a handover it is the one who enters the office.
    """
    day = _iso(on)
    holders = holders_of(casebook, office, of, day)
    if len(holders) > 1:
        holders = tuple(actor for actor in holders if not any(_leaves(i, office, of, day) for i in actor.affiliations))
    return holders[0] if len(holders) == 1 else None


def offices_of(actor: Actor, on: date | str) -> tuple[Affiliation, ...]:
    """Return the affiliations of an actor that hold on a day, those with an office first."""
    day = _iso(on)
    held = [item for item in actor.affiliations if _covers(item, day)]
    return tuple(sorted(held, key=lambda item: item.office is None))


def office_titled(casebook: Casebook, title: str) -> tuple[Office, ...]:
    """Return the offices that a title can name, whatever its capitals."""
    wanted = title.casefold()
    return tuple(
        office for office in casebook.offices.values() if wanted in (item.casefold() for item in office.titles)
    )


def _covers(item: Affiliation, day: str) -> bool:
    return (item.since is None or item.since <= day) and (item.until is None or day <= item.until)


def _leaves(item: Affiliation, office: str, of: str, day: str) -> bool:
    return item.of == of and item.office == office and item.until == day


def _iso(on: date | str) -> str:
    return on.isoformat() if isinstance(on, date) else on
