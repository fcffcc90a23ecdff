"""What differs in substance between two agreements, or between published versions of one; not in mere wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from trucewatch.agreements.describe import describe_conduct, describe_quantity, describe_term, describe_window
from trucewatch.agreements.model import Agreement, Conduct, Provision, Reading, Topic, Window

ALIKE = 0.5
"""Provisions are taken for the same where at least this share of their words is common (Jaccard)."""
_WORD = re.compile(r"\w+")
_STOP = frozenset([
    "the", "a", "an", "of", "to", "and", "or", "in", "on", "at", "by", "is", "are", "be", "it", "its", "with", "for",
    "from", "as", "that", "this",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of substance.

    ``left_id`` and ``right_id`` are provisions (None: there is none on that side; both None: it is in the head of the
    agreement). ``field`` is what differs, ``left`` and ``right`` how each has it, ``says`` what that means where it is
    not plain.
    """

    left_id: str | None
    right_id: str | None
    field: str
    left: str
    right: str
    says: str = ""


def diff_agreements(left: Agreement, right: Agreement) -> list[Difference]:
    """Return the differences of two agreements, in the order of the left one's provisions.

    Provisions are matched by id, then by article, then by their words.
    """
    found = [*_heads(left, right)]
    pairs = match_provisions(left.provisions, right.provisions)
    for one, other in pairs:
        if one and other:
            found += diff_provisions(one, other)
        else:
            side = one or other
            shown = f"{side.kind}: {side.words}" if side else ""
            found.append(Difference(
                one.id if one else None, other.id if other else None, "provision", shown if one else "–",
                shown if other else "–",
            ))  # fmt: skip
    return found


def diff_versions(agreement: Agreement) -> list[tuple[str, str, Difference]]:
    """Return how the published versions of one agreement differ: the names of the two versions and the difference.

    A version that does not say otherwise has the provision as it stands in the file; that is called “the file”.
    """
    found = []
    for provision in agreement.provisions:
        told = [("the file", provision), *((reading.id, read_by(provision, reading)) for reading in provision.versions)]
        shown: set[tuple[str, str, str]] = set()
        for number, (name, one) in enumerate(told):
            for other_name, other in told[number + 1 :]:
                for item in diff_provisions(one, other):
                    key = (item.field, item.left, item.right)
                    if key not in shown:
                        shown.add(key)
                        found.append((name, other_name, item))
        if provision.only_in:
            others = [version.id for version in agreement.versions if version.id not in provision.only_in]
            item = Difference(provision.id, None, "provision", f"{provision.kind}: {provision.words}", "–")
            found.append((", ".join(provision.only_in), ", ".join(others) or "the others", item))
    return found


def read_by(provision: Provision, reading: Reading) -> Provision:
    """Return a provision as a published version has it."""
    changed = {
        field.name: getattr(reading, field.name)
        for field in fields(Reading)
        if field.name not in ("id", "note") and getattr(reading, field.name) is not None
    }
    return replace(provision, **changed)


def diff_provisions(left: Provision, right: Provision) -> list[Difference]:
    """Return what differs between two provisions in substance."""
    found = []
    for name, show in _SHOWN.items():
        one, other = getattr(left, name), getattr(right, name)
        if _settled(one) != _settled(other):
            says = _window_says(one, other) if name == "window" else ""
            found.append(Difference(left.id, right.id, name, show(one), show(other), says))
    return found


def match_provisions(
    left: Sequence[Provision], right: Sequence[Provision]
) -> Iterator[tuple[Provision | None, Provision | None]]:
    """Yield pairs of provisions that are the same one, and those that have no partner."""
    partner: dict[str, Provision] = {}
    free = {provision.id: provision for provision in right}
    for alike in (_same_id, _same_article, _same_words):
        for one in left:
            candidates = [other for other in free.values() if alike(one, other)] if one.id not in partner else []
            if candidates:
                best = max(candidates, key=lambda other: _common(one, other))
                partner[one.id] = free.pop(best.id)
    yield from ((one, partner.get(one.id)) for one in left)
    yield from ((None, other) for other in right if other.id in free)


def _same_id(one: Provision, other: Provision) -> bool:
    return one.id == other.id


def _same_article(one: Provision, other: Provision) -> bool:
    """Tell whether two stand in the same article; several do, so that words or acts must agree as well."""
    if one.article != other.article:
        return False
    return bool(set(one.conduct.acts) & set(other.conduct.acts)) or _common(one, other) >= ALIKE / 2


def _same_words(one: Provision, other: Provision) -> bool:
    return _common(one, other) >= ALIKE


def _common(one: Provision, other: Provision) -> float:
    left, right = (set(_WORD.findall(item.words.casefold())) - _STOP for item in (one, other))
    return len(left & right) / len(left | right) if left | right else 0.0


def _settled(value: Any) -> Any:
    """Return a value in which the order of a list and what is only words make no difference."""
    if isinstance(value, Conduct):
        return frozenset(value.acts), frozenset(value.places), frozenset(item.casefold() for item in value.objects)
    if isinstance(value, tuple):
        return frozenset(replace(item, of=None) if hasattr(item, "of") else item for item in value)
    return value


def _ids(value: Sequence[str]) -> str:
    return ", ".join(value) or "–"


def _topic(topic: Topic) -> str:
    return ", ".join([*([topic.pam] if topic.pam else []), *topic.pax]) or "–"


_SHOWN: dict[str, Callable[[Any], str]] = {
    "kind": str,
    "bearers": _ids,
    "beneficiaries": _ids,
    "conduct": lambda value: describe_conduct(value, {}) or "–",
    "window": describe_window,
    "quantities": lambda value: "; ".join(map(describe_quantity, value)) or "–",
    "term": lambda value: describe_term(value) if value else "–",
    "parallel_with": _ids,
    "after": _ids,
    "topic": _topic,
}
"""The fields of substance, and how each is shown."""
_DAY = {"by": "that day is in time", "until": "that day is included", "before": "that day is late"}


def _window_says(left: Window | None, right: Window | None) -> str:
    """Return what the difference of two words for the same date means."""
    if left is None or right is None or left.end is None or left.end != right.end or left.form == right.form:
        return ""
    if left.form not in _DAY or right.form not in _DAY:
        return ""
    if "before" in (left.form, right.form):
        return f"{left.form}: {_DAY[left.form]}; {right.form}: {_DAY[right.form]}"
    return f"the same last day; “{left.form}” and “{right.form}” may differ on whether it is to be done or kept up"


def _heads(left: Agreement, right: Agreement) -> Iterator[Difference]:
    shown: dict[str, Callable[[Agreement], Any]] = {
        "kind": lambda item: item.kind,
        "signed": lambda item: item.signed,
        "in_force": lambda item: (item.in_force.start, item.in_force.end or "open", item.in_force.zone),
        "parties": lambda item: sorted(item.parties),
        "guarantors": lambda item: sorted(item.guarantors),
        "territory": lambda item: sorted(item.territory),
    }
    for name, value in shown.items():
        one, other = value(left), value(right)
        if one != other:
            yield Difference(None, None, name, _plain(one), _plain(other))


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(value) or "–"
