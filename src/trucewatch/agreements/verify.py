"""What is wrong in an agreement as a whole: ids that lead nowhere, checks that lack what they decide by, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from trucewatch.agreements.cycles import find_cycles
from trucewatch.agreements.dates import WrongZone, zone_of
from trucewatch.agreements.fluent_table import HOLDER, states_of
from trucewatch.agreements.model import ANYONE, IN_FORCE, SIGNED, Agreement, Aim, Condition, Fluent, Provision
from trucewatch.agreements.references import Ids, conditions_of, leads_nowhere, references_of
from trucewatch.casebook.model import Casebook
from trucewatch.extract.edtf import bounds

Path = tuple[str, ...]
NEEDED = {
    "done_by": ("window",), "quantity_reached": ("quantities",), "in_parallel": ("parallel_with",),
    "reciprocal": ("parallel_with", "bearers"), "done_after": ("after", "window"), "notice_given": ("term",),
}  # fmt: skip
"""What a check cannot decide without: one of the fields named."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong or doubtful, and under which keys of the file it stands."""

    path: Path
    message: str
    severity: str = "error"


def verify_agreement(agreement: Agreement, casebook: Casebook, ids: Ids) -> Iterator[Trouble]:
    """Yield every error that shows only when the whole agreement and its casebooks are seen together.

    Args:
        agreement: As read.
        casebook: The casebooks it relies on, merged.
        ids: The provisions of this agreement and of every other that it may name.
    """
    yield from _head(agreement, casebook, ids)
    for fluent in agreement.fluents:
        yield from _fluent(fluent, casebook)
    for provision in agreement.provisions:
        for trouble in _provision(provision, agreement, casebook, ids):
            path = ("provisions", provision.id, *trouble.path)
            yield Trouble(path, f"{provision.id}: {trouble.message}", trouble.severity)


def verify_together(agreements: Sequence[Agreement], ids: Ids) -> Iterator[tuple[Agreement, Trouble]]:
    """Yield the circles among provisions of several agreements, each with the agreement it is told in."""
    for agreement, provision_id, cycle in find_cycles(agreements, ids):
        home = f"{agreement.id}/"
        shown = " → ".join(name.removeprefix(home) for name in cycle)
        yield (
            agreement,
            Trouble(("provisions", provision_id), f"{provision_id}: a circle, nothing could decide it: {shown}"),
        )


def _head(agreement: Agreement, casebook: Casebook, ids: Ids) -> Iterator[Trouble]:
    yield from _unknown(agreement.territory, casebook.places, "place", ("territory",))
    yield from _unknown(agreement.parties, casebook.actors, "actor", ("parties",))
    yield from _unknown(agreement.guarantors, casebook.actors, "actor", ("guarantors",))
    for field in ("amended_by", "extended_by", "suspended_by", "supersedes"):
        for name in getattr(agreement, field):
            reason = leads_nowhere(name, agreement.id, ids, whole=True)
            if reason:
                yield Trouble((field, name), reason)
    try:
        zone_of(agreement)
    except WrongZone as error:
        yield Trouble(("in_force", "zone"), str(error))
    start, end = (
        bounds(agreement.in_force.start)[0],
        bounds(agreement.in_force.end)[1] if agreement.in_force.end else None,
    )
    if start and end and end < start:
        yield Trouble(
            ("in_force", "to"), f"it ends ({agreement.in_force.end}) before it begins ({agreement.in_force.start})"
        )


def _fluent(fluent: Fluent, casebook: Casebook) -> Iterator[Trouble]:
    path = ("fluents", fluent.id)
    yield from _unknown(fluent.places, casebook.places, "place", (*path, "places"))
    yield from _unknown(fluent.actors, casebook.actors, "actor", (*path, "actors"))
    for state in fluent.states:
        if trouble := _no_state(fluent, state, states_of(fluent.kind), casebook):
            yield Trouble((*path, "states", state), trouble)
    if fluent.initial and (trouble := _no_state(fluent, fluent.initial, _possible(fluent), casebook)):
        yield Trouble((*path, "initial"), trouble)


def _provision(provision: Provision, agreement: Agreement, casebook: Casebook, ids: Ids) -> Iterator[Trouble]:
    yield from _people_and_places(provision, casebook)
    fluents = {fluent.id: fluent for fluent in agreement.fluents}
    if provision.fluent:
        yield from _states(provision.fluent, fluents, casebook, ("fluent",))
    for path, condition in conditions_of(provision):
        yield from _condition(condition, path, fluents, casebook)
    for item in references_of(provision):
        reason = leads_nowhere(item.name, agreement.id, ids, whole=item.change)
        if reason:
            yield Trouble(item.path, reason)
    if provision.id in provision.parallel_with:
        yield Trouble(("parallel_with",), "it cannot be in parallel with itself")
    yield from _versions(provision, {version.id for version in agreement.versions})
    yield from _times(provision)
    needed = NEEDED.get(provision.check or "", ())
    if needed and not any(getattr(provision, field) for field in needed):
        yield Trouble(
            ("check",), f"the check {provision.check} needs the field {needed[0].replace('quantities', 'quantity')}"
        )
    if provision.check == "reciprocal" and len(provision.bearers) < 2 and not provision.parallel_with:
        yield Trouble(("check",), "the check reciprocal needs two bearers, or the field parallel_with")


def _people_and_places(provision: Provision, casebook: Casebook) -> Iterator[Trouble]:
    readings: list[tuple[Path, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = [
        ((), provision.bearers, provision.beneficiaries, provision.conduct.places)
    ]
    for reading in provision.versions:
        places = reading.conduct.places if reading.conduct else ()
        readings.append((("versions", reading.id), reading.bearers or (), reading.beneficiaries or (), places))
    for path, bearers, beneficiaries, places in readings:
        yield from _unknown(bearers, casebook.actors, "actor", (*path, "bearers"))
        yield from _unknown(beneficiaries, casebook.actors, "actor", (*path, "beneficiaries"))
        yield from _unknown(places, casebook.places, "place", (*path, "conduct", "places"))
    by = [name for name in provision.breach.by if name != ANYONE]
    yield from _unknown(by, casebook.actors, "actor", ("breach", "by"))
    if provision.term:
        yield from _unknown(provision.term.unless, casebook.actors, "actor", ("term", "unless"))


def _condition(condition: Condition, path: Path, fluents: dict[str, Fluent], casebook: Casebook) -> Iterator[Trouble]:
    yield from _unknown([name for name in condition.by if name != ANYONE], casebook.actors, "actor", (*path, "by"))
    yield from _unknown(condition.places, casebook.places, "place", (*path, "places"))
    if condition.fluent:
        yield from _states(condition, fluents, casebook, path)


def _states(aim: Aim | Condition, fluents: dict[str, Fluent], casebook: Casebook, path: Path) -> Iterator[Trouble]:
    name = aim.id if isinstance(aim, Aim) else aim.fluent or ""
    fluent = fluents.get(name)
    if fluent is None:
        near = f"; is it {_near(name, fluents)}?" if _near(name, fluents) else ""
        yield Trouble(path, f"there is no fluent “{name}”{near}")
        return
    for state in aim.states:
        if trouble := _no_state(fluent, state, _possible(fluent), casebook):
            yield Trouble((*path, "states", state), trouble)


def _possible(fluent: Fluent) -> Sequence[str]:
    """Return the states that a fluent can be in: its own, else those of its kind."""
    return fluent.states or states_of(fluent.kind)


def _no_state(fluent: Fluent, state: str, possible: Sequence[str], casebook: Casebook) -> str | None:
    """Return in words why something is no state of a fluent, None where it is one."""
    if state in possible or (HOLDER in possible and state in casebook.actors):
        return None
    named = [name for name in possible if name != HOLDER]
    near = _near(state, named)
    hint = f"; is it {near}?" if near else f"; it has {', '.join(named)}" + (
        " and the ids of actors (who holds it is the state)" if HOLDER in possible else "")  # fmt: skip
    kind = fluent.kind if possible == states_of(fluent.kind) else None
    return f"the fluent {fluent.id}{f' ({kind})' if kind else ''} has no state “{state}”{hint}"


def _near(word: str, known: Iterable[str]) -> str:
    """Return the names that are written nearly so, the nearest first."""
    return " or ".join(get_close_matches(word.casefold(), list(known), cutoff=0.55))


def _versions(provision: Provision, known: set[str]) -> Iterator[Trouble]:
    for reading in provision.versions:
        if reading.id not in known:
            yield Trouble(("versions", reading.id), f"the agreement has no version “{reading.id}”")
    for name in provision.only_in:
        if name not in known:
            yield Trouble(("only_in", name), f"the agreement has no version “{name}”")


def _times(provision: Provision) -> Iterator[Trouble]:
    window = provision.window
    if window and window.start and window.end and window.start not in (SIGNED, IN_FORCE):
        first, last = bounds(window.start)[0], bounds(window.end)[1]
        if first and last and last < first:
            yield Trouble(("window",), f"the window ends ({window.end}) before it begins ({window.start})")
    start = provision.term.start if provision.term else None
    if start and start[:4].isdigit():
        try:
            bounds(start)
        except ValueError:
            yield Trouble(("term", "from"), f"“{start}” is not a date")


def _unknown(names: Sequence[str], known: object, what: str, path: Path) -> Iterator[Trouble]:
    for name in names:
        if name not in known:  # type: ignore[operator]
            yield Trouble((*path, name), f"the {what} “{name}” is in none of its casebooks")
