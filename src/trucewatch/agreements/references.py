"""Which provisions and agreements a provision names, and what names lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from trucewatch.agreements.model import IN_FORCE, SIGNED, Agreement, Condition, Provision, Window

Ids = Mapping[str, frozenset[str]]
"""The provision ids of agreements by the agreement's id."""
_CHANGES = ("amended_by", "extended_by", "suspended_by", "supersedes")


class Reference(NamedTuple):
    """A provision or agreement that a provision names: the keys under which it stands, and the name.

    ``order`` is true where the naming provision can be decided only after the one named, ``change`` where it is
    changed by it or changes it.
    """

    path: tuple[str, ...]
    name: str
    order: bool
    change: bool = False


def references_of(provision: Provision) -> Iterator[Reference]:
    """Yield everything that a provision names."""
    if provision.window:
        yield from _of_window(provision.window, ("window",))
    for name in provision.after:
        yield Reference(("after", name), name, True)
    for name in provision.parallel_with:
        yield Reference(("parallel_with", name), name, False)
    if provision.term and provision.term.start and _is_name(provision.term.start):
        yield Reference(("term", "from"), provision.term.start, True)
    for field in _CHANGES:
        for name in getattr(provision, field):
            yield Reference((field, name), name, False, True)
    for reading in provision.versions:
        if reading.window:
            yield from _of_window(reading.window, ("versions", reading.id, "window"))


def _of_window(window: Window, path: tuple[str, ...]) -> Iterator[Reference]:
    if window.of and _is_name(window.of):
        yield Reference((*path, "of"), window.of, True)
    condition = window.condition
    if condition and condition.provision:
        key = "while" if window.form in ("while", "every") else "on"
        yield Reference((*path, key, "provision"), condition.provision, True)


def conditions_of(provision: Provision) -> Iterator[tuple[tuple[str, ...], Condition]]:
    """Yield the conditions of a provision and of its versions, with the keys under which they stand."""
    windows: list[tuple[tuple[str, ...], Window | None]] = [(("window",), provision.window)]
    windows += [(("versions", reading.id, "window"), reading.window) for reading in provision.versions]
    for path, window in windows:
        if window and window.condition:
            yield (*path, "while" if window.form in ("while", "every") else "on"), window.condition


def _is_name(value: str) -> bool:
    """Tell whether a value names a provision: it is neither a date nor one of the two events of the agreement."""
    return value not in (SIGNED, IN_FORCE) and not value[:4].isdigit() and value[:2] != ".."


def leads_nowhere(name: str, home: str, ids: Ids, whole: bool) -> str | None:
    """Return in words why a name leads nowhere, None where it leads somewhere.

    Args:
        name: ``PROVISION``, ``AGREEMENT/PROVISION`` or, where ``whole`` is true, also ``AGREEMENT``.
        home: Id of the agreement in which it is named.
        ids: What there is.
        whole: Whether a whole agreement may be named.
    """
    agreement, slash, provision = name.rpartition("/")
    if not slash:
        if name in ids[home] or (whole and name in ids and name != home):
            return None
        return f"there is no provision “{name}”" + (" and no agreement of this id among those given" if whole else "")
    if agreement not in ids:
        return f"the agreement “{agreement}” is not known; give its file as well"
    return None if provision in ids[agreement] else f"the agreement “{agreement}” has no provision “{provision}”"


def full_name(name: str, home: Agreement, ids: Ids) -> str:
    """Return ``AGREEMENT/PROVISION`` for a name, or the id of an agreement where it names a whole one."""
    return f"{home.id}/{name}" if name in ids[home.id] else name
