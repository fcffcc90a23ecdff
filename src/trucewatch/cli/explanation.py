"""How one finding is explained: every claim for and against it, the rule, what is missing, how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from trucewatch.agreements.describe import describe_quantity, describe_window, listed, names_of
from trucewatch.assess.days import iso_day
from trucewatch.assess.findings import learning_history, status_history
from trucewatch.assess.fluents import FluentCase
from trucewatch.assess.provisions import ProvisionCase
from trucewatch.assess.recurring import list_periods
from trucewatch.cli.board import STYLES, between, day, print_intervals, told_days
from trucewatch.cli.options import console
from trucewatch.records.finding import Evidence, Finding
from trucewatch.storage.assessed import Assessed

MOST_PERIODS = 24
"""Periods that are printed; ``--json`` has them all."""
HEADINGS = {
    "against": "Against it", "denies breach": "Denied", "for": "For it", "denies doing": "Denied that it was done",
    "context": "Spoken of, without deciding",
}  # fmt: skip


def print_explanation(assessed: Assessed, case: ProvisionCase, finding: Finding, evidence: Sequence[Evidence]) -> None:
    """Print all that a finding rests on."""
    _print_head(assessed, case, finding)
    titles = {row["document_id"]: row["title"] or row["origin"] for row in assessed.case.rows(
        "SELECT document_id, title, origin FROM documents")}  # fmt: skip
    for bearing, heading in HEADINGS.items():
        own = [item for item in evidence if item.bearing == bearing]
        if own:
            console.print(Text(heading, style="bold"))
            for item in own:
                _print_evidence(item, titles.get(item.document_id, item.document_id))
            console.print()
    _print_ranges(assessed, evidence)
    _print_states(assessed, case)
    _print_periods(assessed, case)
    if finding.missing:
        console.print(Text("What is missing", style="bold"))
        for sentence in finding.missing:
            console.print(Text(f"  {sentence}"), soft_wrap=True)
        console.print()
    _print_history(assessed, case)
    console.print(f"Computed on {finding.snapshot}", style="dim", markup=False, soft_wrap=True)


def _print_head(assessed: Assessed, case: ProvisionCase, finding: Finding) -> None:
    provision, names = case.provision, names_of(assessed.casebook)
    title = f"  {provision.title}." if provision.title else ""
    where = f"{title}  {case.agreement.title}, {provision.article}"
    console.print(Text.assemble((case.name, "bold"), where), soft_wrap=True)
    console.print(Text(f"  {' '.join(provision.words.split())}"), soft_wrap=True)
    owed = f"owed by {listed(provision.bearers, names)}" if provision.bearers else "nobody is named as owing it"
    owed += f" to {listed(provision.beneficiaries, names)}" if provision.beneficiaries else ""
    console.print(
        Text(f"  {provision.kind}, {owed}; {describe_window(provision.window, names)}", style="dim"), soft_wrap=True
    )
    for quantity in provision.quantities:
        console.print(Text(f"  {describe_quantity(quantity)}", style="dim"), soft_wrap=True)
    console.print()
    status = (finding.status, STYLES.get(finding.status, "dim"))
    console.print(Text.assemble(f"{told_days(assessed)}: ", status, f"  {finding.grade or ''}"), soft_wrap=True)
    console.print(Text.assemble(f"  {finding.why}", (f"  rule “{finding.rule}”", "dim")), soft_wrap=True)
    for verdict in reversed(assessed.holding(case.name)):
        told = (
            f"  {verdict.by} decided on {verdict.at[:10]}, from {day(verdict.on)} on: {verdict.status}. {verdict.why}"
        )
        stands = verdict == finding.verdict
        note = f"  {verdict.decision_id}{'' if stands else ', set aside by a later one'}"
        console.print(Text.assemble((told, "magenta" if stands else "dim"), (note, "dim")), soft_wrap=True)
    console.print()


def _print_evidence(item: Evidence, title: str) -> None:
    when = between(item.earliest, item.latest) or "no day"
    when = f"by {when}" if item.latest and not item.earliest else when
    basis = {"claim": "", "event": ", as another report dates it", "publication": ", by its publication"}[item.dated_by]
    style = "default" if item.counts else "dim"
    head = Text.assemble(
        f"  {when}{basis}  ", (f"{item.act}, {item.status}", "bold" if item.counts else "dim"), style=style
    )
    console.print(head, soft_wrap=True)
    console.print(Text(f"    “{' '.join(item.quote.split())}”", style=style), soft_wrap=True)
    who = f"{item.says} ({item.origin_kind}{f', {item.side}' if item.side else ''})"
    admits = ", of what it did itself" if item.admits and item.bearing == "against" else ""
    known = f"known {day(item.known_on)}" if item.known_on else "of no certain day of publication"
    console.print(Text(f"    {who}{admits}; {title}; {known}  {item.claim_id}", style="dim"), soft_wrap=True)
    if not item.counts:
        console.print(Text(f"    does not count: {item.why}", style="dim"), soft_wrap=True)


def _print_ranges(assessed: Assessed, evidence: Sequence[Evidence]) -> None:
    """Print the figures that reports give of the happenings concerned, each with who gave it."""
    events = sorted({item.happening for item in evidence if item.counts})
    rows = assessed.case.rows(
        "SELECT topic, quote, claimant, document_id FROM estimates WHERE event_id IN (SELECT unnest($1)) "
        "ORDER BY topic, low NULLS LAST, estimate_id", [events],
    )  # fmt: skip
    if not rows:
        return
    console.print(Text("Figures given", style="bold"))
    for row in rows:
        given = f"  {row['topic']}: “{' '.join(row['quote'].split())}”"
        console.print(Text.assemble(given, (f"  {row['claimant'] or 'the report'}", "dim")), soft_wrap=True)
    console.print()


def _print_states(assessed: Assessed, case: ProvisionCase) -> None:
    """Print the history of the state that a provision promises, and of what it depends on as long as that lasts."""
    if case.aim:
        states = " or ".join(state.replace("_", " ") for state in case.aim.states)
        title = f"The state that it promises: {case.aim.case.fluent.title}, {states}"
        console.print(Text(title, style="bold"), soft_wrap=True)
        print_intervals(assessed, case.aim.of_promise(assessed.known))
        console.print()
    if isinstance(case.condition, FluentCase):
        console.print(Text(f"What it depends on: {case.condition.fluent.title}", style="bold"), soft_wrap=True)
        print_intervals(assessed, case.depended_on(assessed.known))
        console.print()
    elif case.condition:
        span = case.condition.matter(assessed.known).span
        over = f", until {day(ends)}" if (ends := iso_day(span.closes)) else ""
        told = "it does not bind yet" if span.waits else f"it binds from {day(iso_day(span.opens))}{over}"
        console.print(Text.assemble(("What it depends on: ", "bold"), f"{case.condition.name}; {told}"), soft_wrap=True)
        console.print()


def _print_periods(assessed: Assessed, case: ProvisionCase) -> None:
    """Print what is reported of each period of what is owed again and again, the last ones."""
    periods = list_periods(case.matter(assessed.known), assessed.days.numbers[0])
    if not periods:
        return
    console.print(Text("Period by period", style="bold"))
    if len(periods) > MOST_PERIODS:
        console.print(Text(f"  {len(periods) - MOST_PERIODS} before these", style="dim"))
    for period in periods[-MOST_PERIODS:]:
        told = f"  {day(period.first)} to {day(period.last)}: "
        console.print(Text.assemble(told, period.status, (f"  {' '.join(period.claims)}", "dim")), soft_wrap=True)
    console.print()


def _print_history(assessed: Assessed, case: ProvisionCase) -> None:
    for heading, steps in (
        ("By the day asked about", status_history(case, assessed.known)),
        (f"Of {day(assessed.days.on)}, as it became known", learning_history(case, assessed.days.numbers[0])),
    ):
        console.print(Text(heading, style="bold"))
        for since, status, rule in steps:
            start = f"from {day(since)}" if since else "at first"
            told = Text.assemble(f"  {start}: ", (status, STYLES.get(status, "dim")), (f"  {rule}", "dim"))
            console.print(told, soft_wrap=True)
        console.print()
