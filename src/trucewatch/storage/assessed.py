"""The agreements of a case before its material: findings and fluents for the days that somebody asks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trucewatch import __version__
from trucewatch.agreements.model import Agreement, Fluent
from trucewatch.assess.days import ALWAYS, day_bounds, day_number, iso_day
from trucewatch.assess.findings import Days, assess_board, assess_provision
from trucewatch.assess.provisions import Board, ProvisionCase
from trucewatch.assess.scope import read_material
from trucewatch.casebook import Casebook
from trucewatch.errors import UsageError
from trucewatch.records import from_rows, make_id
from trucewatch.records.finding import Finding, FluentInterval, Verdict
from trucewatch.records.link import Event, Origin
from trucewatch.storage.agreements import case_agreements
from trucewatch.storage.case import Case, open_case
from trucewatch.storage.linked import casebook_of
from trucewatch.storage.verdicts import read_verdicts

TABLES = ("claims", "documents", "actors", "places", "figures", "times", "attributions")


@dataclass(frozen=True)
class Assessed:
    """A case with its agreements, on one pair of days (ISO days; ``known`` None is by everything)."""

    case: Case
    board: Board
    casebook: Casebook
    days: Days

    @cached_property
    def findings(self) -> list[Finding]:
        """The finding of every provision, in the order of the files."""
        return assess_board(self.board, self.days)

    @property
    def known(self) -> int:
        """The day of knowing as a number."""
        return self.days.numbers[1]

    def provision(self, name: str) -> ProvisionCase:
        """Return a provision by its id, or by ``AGREEMENT/ID`` where several agreements have it.

        Raises:
            UsageError: where none or more than one fits.
        """
        found = [full for full in self.board.names if name in (full, full.partition("/")[2])]
        if not found:
            near = [full for full in self.board.names if name.rpartition("/")[2] in full]
            hint = f" Is it one of {', '.join(near[:6])}?" if near else " See “trucewatch status” for all of them."
            raise UsageError(f"There is no provision “{name}” in the agreements of {self.case.path}.{hint}")
        if len(found) > 1:
            raise UsageError(f"“{name}” fits more than one provision: {', '.join(found)}. Give one of these.")
        return self.board[found[0]]

    def finding(self, name: str) -> Finding:
        """Return the finding of one provision; see `provision`."""
        return assess_provision(self.provision(name), self.days)

    def refuse_before(self, name: str) -> None:
        """Raise a `UsageError` where the day asked about lies before the agreement of a provision was signed."""
        agreement = self.provision(name).agreement
        signed = iso_day(day_bounds(agreement.signed)[0])
        if signed and self.days.on < signed:
            raise UsageError(
                f"{agreement.id} was signed on {agreement.signed}; nothing of it can be decided for {self.days.on}."
            )

    def holding(self, name: str) -> list[Verdict]:
        """Return what people decided about ``AGREEMENT/ID`` that holds on the day asked about; the last one stands."""
        return [verdict for verdict in self.days.verdicts.get(name, ()) if verdict.on <= self.days.on]

    def fluents(self, name: str | None = None) -> list[tuple[Agreement, Fluent, list[FluentInterval]]]:
        """Return every fluent with its states, or those of one id (or ``AGREEMENT/ID``).

        Raises:
            UsageError: where there is no fluent of that id.
        """
        found = [
            (agreement, fluent, self._history(agreement, fluent))
            for agreement in self.board.agreements
            for fluent in agreement.fluents
            if name in (None, fluent.id, f"{agreement.id}/{fluent.id}")
        ]
        if name is not None and not found:
            ids = ", ".join(fluent.id for agreement in self.board.agreements for fluent in agreement.fluents)
            raise UsageError(f"There is no fluent “{name}” in the agreements of {self.case.path}; there are {ids}.")
        return found

    def _history(self, agreement: Agreement, fluent: Fluent) -> list[FluentInterval]:
        return self.board.fluent(agreement, fluent.id).intervals(self.known)


def assess_case(path: str | Path, on: str | None = None, known: str | None = None) -> Assessed:
    """Open a case and lay its agreements over what it holds.

    Args:
        path: The folder of the case.
        on: The day asked about (ISO); without it the last day of the material.
        known: The day of knowing (ISO): only reports certainly published by then count.

    Raises:
        UsageError: where a day is none, or the case has no agreements.
    """
    return assess_opened(open_case(path, known), on)


def assess_opened(case: Case, on: str | None = None) -> Assessed:
    """Lay the agreements of an opened case over what it holds, by what it knows; see `assess_case`."""
    agreements = case_agreements(case)
    if not agreements:
        raise UsageError(
            f"{case.path} has no agreements. Build it with them: "
            f"trucewatch build … --case {case.path} --agreement NAME|FILE."
        )
    casebook = casebook_of(case)
    tables = {name: case.arrow(name) for name in TABLES}
    events = tuple(from_rows(Event, case.arrow("events").to_pylist()))
    origins = tuple(from_rows(Origin, case.arrow("origins").to_pylist()))
    board = Board(read_material(tables, events, origins, casebook), agreements, casebook)
    last = iso_day(board.material.last_day) or ""
    if on is None and board.material.last_day <= 1:
        raise UsageError(
            f"No report in {case.path} has a known day by then; say which day is asked about with --on DATE."
        )
    days = Days(
        on=_day(on, "--on") if on else last, known=case.known, snapshot=name_snapshot(case, agreements, casebook),
        verdicts=read_verdicts(case),
    )  # fmt: skip
    return Assessed(case, board, casebook, days)


def name_snapshot(case: Case, agreements: Sequence[Agreement], casebook: Casebook) -> str:
    """Return the name of what an answer was computed on: snapshot, casebook, agreements, code and decisions."""
    texts = ",".join(f"{agreement.id}:{agreement.sha256[:8]}" for agreement in agreements)
    last = case.decisions[-1].decision_id if case.decisions else "none"
    recipe = case.manifest.recipe
    whole = make_id("s", case.manifest.number, casebook.sha256, texts, recipe.code, recipe.rulebooks, last, __version__)
    return (
        f"{whole} (snapshot {case.manifest.number}, casebook {casebook.sha256[:8]}, "
        f"agreements {make_id('a', texts)[2:10]}, rules {recipe.rulebooks[:8]}, trucewatch {__version__}, "
        f"decisions {len(case.decisions)})"
    )


def _day(value: str, option: str) -> str:
    try:
        return iso_day(min(day_number(value), ALWAYS - 2)) or ""
    except ValueError as error:
        raise UsageError(f"{option} takes a day such as 2031-05-07, not “{value}”.") from error
