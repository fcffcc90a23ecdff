"""One provision as the dossier shows it on all its pages: agreement, finding, evidence and span, worked out once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trucewatch.agreements.describe import describe_window, listed, names_of
from trucewatch.agreements.model import IN_FORCE, SIGNED, Agreement, Provision
from trucewatch.assess.evidence import list_evidence
from trucewatch.assess.provisions import ProvisionCase
from trucewatch.assess.span import Span
from trucewatch.publish.dossier import wording
from trucewatch.records.finding import Evidence, Finding
from trucewatch.storage.assessed import Assessed

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?")
FOR, AGAINST = ("for", "denies breach"), ("against", "denies doing")
"""Bearings of the claims that count for a provision and against it."""


@dataclass(frozen=True)
class Promise:
    """A provision on the days asked about, with the names by which actors and places are shown.

    ``letter`` stands for its agreement where there is no room for a title.
    """

    case: ProvisionCase
    finding: Finding
    evidence: tuple[Evidence, ...]
    span: Span
    names: Mapping[str, str]
    letter: str

    @property
    def agreement(self) -> Agreement:
        """The agreement that it stands in."""
        return self.case.agreement

    @property
    def provision(self) -> Provision:
        """The provision."""
        return self.case.provision

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return f"provision.{self.agreement.id}.{self.provision.id}"

    @property
    def title(self) -> str:
        """What it is called in short."""
        return self.provision.called

    @cached_property
    def who(self) -> str:
        """Who owes it, and to whom."""
        owed = [actor for actor in self.provision.beneficiaries if actor not in self.provision.bearers]
        bearers = listed(self.provision.bearers, self.names) or "nobody named"
        return f"{bearers} → {listed(owed, self.names)}" if owed else bearers

    @cached_property
    def when(self) -> str:
        """Its window in words, with the day that the calendar makes of it."""
        told = spoken_days(describe_window(self.provision.window, self.names))
        due, opens = self.finding.due, self.finding.opens
        if due and wording.day(due) not in told:
            return f"{told}: {wording.day(due)}"
        counts_from = self.provision.window is not None and self.provision.window.start in (SIGNED, IN_FORCE)
        return f"{told}, {wording.day(opens)}" if opens and not due and counts_from else told

    def sides(self, bearings: Sequence[str]) -> list[tuple[str | None, int]]:
        """Return how many independent origins count with these bearings by the id of their side, most first."""
        origins: dict[str | None, set[str]] = defaultdict(set)
        wanted = self.finding.supporting if bearings == FOR else self.finding.contrary
        for item in self.evidence:
            if item.bearing in bearings and item.origin in wanted and item.counts:
                origins[item.side].add(item.origin)
        return sorted(((side, len(keys)) for side, keys in origins.items()), key=lambda one: (-one[1], one[0] or "~"))


def promises_of(assessed: Assessed) -> list[Promise]:
    """Return all provisions of a case's agreements on its days, in the order of the files."""
    names = names_of(assessed.casebook)
    letters = {agreement.id: letter_of(index) for index, agreement in enumerate(assessed.board.agreements)}
    found = []
    for finding in assessed.findings:
        case = assessed.board[f"{finding.agreement_id}/{finding.provision_id}"]
        matter = case.matter(assessed.known)
        evidence = tuple(list_evidence(matter, assessed.days.numbers[0]))
        found.append(Promise(case, finding, evidence, matter.span, names, letters[finding.agreement_id]))
    return found


def letter_of(index: int) -> str:
    """Return the letter of an agreement by its place: A to Z, then AA, AB …"""
    first, last = divmod(index, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def titled(name: str) -> str:
    """Return an id as words: ``guns-out`` is “Guns out”."""
    spaced = name.replace("-", " ").replace("_", " ")
    return spaced[:1].upper() + spaced[1:]


def spoken_days(text: str) -> str:
    """Return a text with its ISO days as a person writes them; midnight is not told."""
    return _ISO.sub(lambda found: wording.day(found[0].removesuffix("T00:00")), text)


def spoken_between(earliest: str | None, latest: str | None) -> str:
    """Return two ISO bounds in words, one of them alone where the other is not known."""
    if earliest == latest or earliest is None or latest is None:
        return wording.day(latest or earliest) if latest or earliest else ""
    return f"between {wording.day(earliest)} and {wording.day(latest)}"


def as_date(number: int | None) -> date | None:
    """Return a day by its number; None for an open side."""
    return date.fromordinal(number) if number is not None and 1 < number < date.max.toordinal() else None
