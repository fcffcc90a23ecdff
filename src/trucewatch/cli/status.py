"""``status``, ``explain``, ``fluents`` and ``decide``: what was promised, and how it stands on any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.cli.claims import ByOption, WhyOption, given_reason
from trucewatch.cli.options import CaseArgument, JsonOption, KnownOption, console, print_json

if TYPE_CHECKING:
    from trucewatch.storage.assessed import Assessed

OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day asked about; without it the last of the material.")
]
ProvisionArgument = Annotated[
    str, typer.Argument(metavar="PROVISION_ID", help="The id of a provision; AGREEMENT/ID where several have it.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    for command in (status, explain, fluents, decide):
        app.command()(command)


def status(
    directory: CaseArgument,
    on: OnOption = None,
    known: KnownOption = None,
    provision: Annotated[
        str | None, typer.Option("--provision", metavar="ID", help="Only this provision; AGREEMENT/ID or its id.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show how every provision stands on a day, by what was known on a day, and the states of the fluents."""
    from trucewatch.cli.board import print_board, print_states

    assessed = _assess(directory, on, known)
    findings = assessed.findings if provision is None else [assessed.finding(provision)]
    if json:
        print_json([asdict(finding) for finding in findings])
        return
    print_board(assessed, findings)
    if provision is None:
        print_states(assessed)
    console.print(f"Computed on {assessed.days.snapshot}", style="dim", markup=False, soft_wrap=True)
    hint = f"What a status rests on: trucewatch explain {directory} PROVISION_ID"
    console.print(hint, style="dim", markup=False, soft_wrap=True)


def explain(
    directory: CaseArgument, provision: ProvisionArgument, on: OnOption = None, known: KnownOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Show every claim for and against a provision in its words, the rule that decided, and what is missing."""
    from trucewatch.assess.evidence import list_evidence
    from trucewatch.assess.findings import learning_history, status_history
    from trucewatch.assess.recurring import list_periods
    from trucewatch.cli.explanation import print_explanation

    assessed = _assess(directory, on, known)
    case = assessed.provision(provision)
    finding = assessed.finding(provision)
    matter, on_day = case.matter(assessed.known), assessed.days.numbers[0]
    evidence, periods = list_evidence(matter, on_day), list_periods(matter, on_day)
    if json:
        by_day = [
            dict(zip(("from", "status", "rule"), step, strict=True)) for step in status_history(case, assessed.known)
        ]
        learnt = [
            dict(zip(("known", "status", "rule"), step, strict=True))
            for step in learning_history(case, assessed.days.numbers[0])
        ]
        held = case.depended_on(assessed.known)
        promised = case.aim.of_promise(assessed.known) if case.aim else []
        told = {"evidence": _plain(evidence), "promised": _plain(promised), "condition": _plain(held),
                "periods": _plain(periods), "by_day": by_day, "by_knowing": learnt}  # fmt: skip
        print_json([asdict(finding) | told])
        return
    print_explanation(assessed, case, finding, evidence)


def fluents(
    directory: CaseArgument,
    fluent: Annotated[
        str | None, typer.Option("--fluent", metavar="ID", help="Only this one; AGREEMENT/ID or its id.")
    ] = None,
    known: KnownOption = None,
    json: JsonOption = False,
) -> None:
    """Show the history of every state that an agreement is about: from when to when, who says so, what is disputed."""
    from trucewatch.cli.board import print_strip

    assessed = _assess(directory, None, known)
    strips = assessed.fluents(fluent)
    if json:
        print_json([asdict(interval) for _, _, intervals in strips for interval in intervals])
        return
    for agreement, one, intervals in strips:
        print_strip(assessed, agreement, one, intervals)
    console.print(f"Computed on {assessed.days.snapshot}", style="dim", markup=False, soft_wrap=True)


def decide(
    directory: CaseArgument,
    provision: ProvisionArgument,
    status: Annotated[str, typer.Option("--status", metavar="S", help="How it stands: “fulfilled”, “breached” …")],
    why: WhyOption,
    on: OnOption = None,
    by: ByOption = None,
) -> None:
    """Decide yourself how a provision stands from a day on. The rule's finding stays beside it; undo takes it back."""
    from trucewatch.storage.verdicts import decide_finding

    assessed = _assess(directory, on, None)
    assessed.refuse_before(provision)
    finding = assessed.finding(provision)
    decision = decide_finding(directory, finding, status, given_reason(by, why))
    told = f"{decision.claim_id} is “{status}” from {finding.on} on, decided by {decision.by}; the rule says"
    console.print(f"{told} “{finding.status}”: decision {decision.decision_id}.", soft_wrap=True, markup=False)
    console.print(f"trucewatch undo {directory} {decision.decision_id}", soft_wrap=True, markup=False)


def _plain(records: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(record) for record in records]


def _assess(directory: object, on: str | None, known: str | None) -> Assessed:
    from trucewatch.storage.assessed import assess_case

    return assess_case(str(directory), on, known)
