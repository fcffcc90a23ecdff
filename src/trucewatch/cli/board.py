"""How findings and fluents are printed: a board of provisions, states on a day, and the strip of one fluent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.padding import Padding
from rich.text import Text

from trucewatch.agreements.calendar import force_period
from trucewatch.agreements.describe import describe_window, listed, names_of
from trucewatch.agreements.model import IN_FORCE, SIGNED, Agreement, Fluent, Provision
from trucewatch.cli.options import console
from trucewatch.publish.dossier.states import state_word
from trucewatch.records.finding import Finding, FluentInterval
from trucewatch.storage.assessed import Assessed

STYLES = {
    "breached": "bold red", "alleged breach": "yellow", "disputed": "yellow", "overdue": "red", "fulfilled": "green",
    "fulfilled late": "green", "partly fulfilled": "green", "kept so far": "green", "pending": "cyan",
}  # fmt: skip
"""How a status is shown; one that is not here is dim."""
HEADINGS = ("provision", "who", "window", "status", "for", "against", "grade")
LEAST = {1: 20, 2: 21, 4: 8, 5: 8}
"""Columns that are cut where a line is too long for the terminal, and to what; ids, status and grade never are.

Where even that is too long, each provision is a paragraph, and nothing is cut.
"""
GAP = 2


def print_board(assessed: Assessed, findings: Sequence[Finding]) -> None:
    """Print findings by agreement, and the score of the Peace Accords Matrix beside them."""
    console.print(Text(told_days(assessed), style="bold"), soft_wrap=True)
    for agreement in assessed.board.agreements:
        own = [finding for finding in findings if finding.agreement_id == agreement.id]
        if own:
            console.print()
            console.print(Text.assemble((agreement.title, "bold"), (f"  {agreement.id}", "dim")), soft_wrap=True)
            _print_provisions(assessed, agreement, own)
            console.print(Text(_score(agreement, own), style="dim"), soft_wrap=True)
    console.print()


def told_days(assessed: Assessed) -> str:
    """Return in words which days are asked about."""
    known = f"what was known on {day(assessed.days.known)}" if assessed.days.known else "all that the case holds"
    return f"On {day(assessed.days.on)}, by {known}"


def _print_provisions(assessed: Assessed, agreement: Agreement, findings: Sequence[Finding]) -> None:
    """Print two lines a provision, how it stands and its words as far as they fit; on a narrow screen a paragraph."""
    rows = [_cells(assessed, agreement, finding) for finding in findings]
    heads = [Text(heading, style="dim") for heading in HEADINGS]
    widths = _widths([heads, *rows], console.width)
    if widths:
        console.print(_line(heads, widths), soft_wrap=True)
    for finding, cells in zip(findings, rows, strict=True):
        words = Text(" ".join(agreement.provision(finding.provision_id).words.split()), style="dim")
        if widths:
            console.print(_line(cells, widths), soft_wrap=True)
            words.truncate(console.width - GAP, overflow="ellipsis")
            console.print(Text(" " * GAP).append_text(words), soft_wrap=True)
        else:
            _print_paragraph(cells, finding, words)
        if finding.verdict:
            console.print(Text(f"  {_decided(assessed, finding)}", style="magenta"), soft_wrap=True)


def _print_paragraph(cells: Sequence[Text], finding: Finding, words: Text) -> None:
    """Print a provision over the whole width: its id, status and grade, and below who, when, the origins, its words."""
    name, who, window, status, _, _, grade = cells
    console.print(Text(" " * GAP).join([name, status, *([grade] if finding.grade else [])]))
    counted = [
        _counted(side, len(origins), sides)
        for side, origins, sides in (
            ("for", finding.supporting, finding.supporting_sides), ("against", finding.contrary, finding.contrary_sides)
        ) if origins
    ]  # fmt: skip
    rest = Text(" · ", style="dim").join([one for one in (who, window, *map(Text, counted)) if one.plain != "–"])
    for part in (rest, words):
        console.print(Padding(part, (0, 0, 0, 4), expand=False))


def _counted(bearing: str, origins: int, sides: Sequence[str]) -> str:
    return f"{origins} {bearing} ({', '.join(sides)})" if sides else f"{origins} {bearing}"


def _decided(assessed: Assessed, finding: Finding) -> str:
    """Return what a person decided of a provision, and what others had decided of the same day before."""
    verdict = finding.verdict
    if verdict is None:
        return ""
    holding = assessed.holding(f"{finding.agreement_id}/{finding.provision_id}")
    others = [one for one in holding if one.on == verdict.on and one.by != verdict.by]
    otherwise = [f"{one.by}, before: {one.status}" for one in others if one.status != verdict.status]
    return "; ".join([f"{verdict.by} decided: {verdict.status}", *otherwise])


def _cells(assessed: Assessed, agreement: Agreement, finding: Finding) -> list[Text]:
    """Return the cells of one provision, in the order of `HEADINGS`."""
    names, provision = names_of(assessed.casebook), agreement.provision(finding.provision_id)
    return [
        Text(provision.id, style="bold"), Text(listed(provision.bearers, names) or "–"),
        Text(_window(provision, finding, names)),
        Text(finding.status, style=STYLES.get(finding.status, "dim")),
        told_origins(finding.supporting, finding.supporting_sides),
        told_origins(finding.contrary, finding.contrary_sides), Text(finding.grade or "–"),
    ]  # fmt: skip


def _window(provision: Provision, finding: Finding, names: Mapping[str, str]) -> str:
    """Return a window as briefly as a line has room for, by the days that the calendar makes of it."""
    told = describe_window(provision.window, names).replace("T00:00", "")
    if finding.due and finding.due not in told:
        return f"by {finding.due}"
    window = provision.window
    counted = window is not None and window.form == "from" and window.start in (SIGNED, IN_FORCE)
    return f"from {finding.opens}" if counted and finding.opens else told


def _widths(rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """Return how wide each column is so that a row fits into ``room``; the widest of those that may shrink do first.

    Where the columns would have to be narrower than `LEAST` allows, no widths are returned.
    """
    widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
    while sum(widths) + GAP * (len(widths) - 1) > room:
        shrinking = [index for index, least in LEAST.items() if widths[index] > least]
        if not shrinking:
            return []
        widths[max(shrinking, key=lambda index: widths[index])] -= 1
    return widths


def _line(cells: Sequence[Text], widths: Sequence[int]) -> Text:
    """Return one line of cells, each cut or filled to the width of its column."""
    line = Text()
    for cell, width in zip(cells, widths, strict=True):
        fitted = cell.copy()
        fitted.truncate(width, overflow="ellipsis", pad=True)
        line = line.append_text(fitted).append(" " * GAP)
    line.rstrip()
    return line


def told_origins(origins: Sequence[str], sides: Sequence[str]) -> Text:
    """Return how many independent origins there are, and of which sides."""
    if not origins:
        return Text("–", style="dim")
    told = Text(str(len(origins)), style="bold")
    return told.append(f"  {', '.join(sides)}" if sides else "", style="dim")


def _score(agreement: Agreement, findings: Sequence[Finding]) -> str:
    """Return the score of the Peace Accords Matrix over all provisions that can be scored, as a range."""
    start = force_period(agreement).first_day
    if start and findings and findings[0].on < start.isoformat():
        return f"Not in force on {day(findings[0].on)}: not scored on the scale of the Peace Accords Matrix."
    low = [finding.score_low for finding in findings if finding.score_low is not None]
    high = [finding.score_high for finding in findings if finding.score_high is not None]
    if not low:
        return "No provision can be scored on the scale of the Peace Accords Matrix."
    least, most = (100 * sum(scores) / (3 * len(scores)) for scores in (low, high))
    span = f"{least:.0f}" if round(least) == round(most) else f"{least:.0f} to {most:.0f}"
    return f"On the scale of the Peace Accords Matrix: {span} of 100, over {len(low)} of {len(findings)} provisions."


def print_states(assessed: Assessed) -> None:
    """Print in which state every fluent is on the day asked about."""
    strips = assessed.fluents()
    if not strips:
        return
    console.print(Text(f"States on {day(assessed.days.on)}", style="bold"))
    for _, fluent, intervals in strips:
        here = states_on(intervals, assessed.days.on)
        console.print(Text.assemble(f"  {fluent.title}", (f"  {fluent.id}", "dim")), soft_wrap=True)
        for interval in here:
            console.print(_told_state(assessed, interval, "    "), soft_wrap=True)
        if not here:
            console.print(Text("    not known", style="dim"))
    console.print()


def states_on(intervals: Iterable[FluentInterval], on: str) -> list[FluentInterval]:
    """Return the states that hold, or may hold, on a day."""
    return [
        interval
        for interval in intervals
        if (interval.begins_earliest or "") <= f"{on}T24"
        and (interval.ends_latest is None or interval.ends_latest > on)
    ]


def print_strip(assessed: Assessed, agreement: Agreement, fluent: Fluent, intervals: Sequence[FluentInterval]) -> None:
    """Print the history of one fluent."""
    console.print(Text.assemble((fluent.title, "bold"), (f"  {agreement.id}/{fluent.id}", "dim")), soft_wrap=True)
    print_intervals(assessed, intervals)
    console.print()


def print_intervals(assessed: Assessed, intervals: Sequence[FluentInterval]) -> None:
    """Print stretches of a fluent, each with the claims that begin and end it."""
    for interval in intervals:
        console.print(_told_state(assessed, interval, "  "), soft_wrap=True)
        for label, ids in (("began by", interval.opened_by), ("also told by", interval.repeated_by),
                           ("ended by", interval.closed_by), ("denied by", interval.contested_by)):  # fmt: skip
            for claim_id in ids:
                console.print(_told_claim(assessed, label, claim_id), soft_wrap=True)
    if not intervals:
        console.print(Text("  not known: no report tells of it", style="dim"))


def _told_state(assessed: Assessed, interval: FluentInterval, indent: str) -> Text:
    text = Text.assemble(indent, (state_word(interval, names_of(assessed.casebook)), "bold"))
    begins = between(interval.begins_earliest, interval.begins_latest)
    ends = "" if interval.passing else between(interval.ends_earliest, interval.ends_latest)
    text.append(f"  {'' if interval.passing else 'from '}{begins}" if begins else "  from a day not known")
    text.append(f" to {ends}" if ends else "")
    told = interval.basis or ", ".join(interval.claimants)
    text.append(f"  {told}", style="dim")
    if interval.admitted_by and interval.passing:
        text.append(f"\n{indent}  admitted by {', '.join(interval.admitted_by)}", style="red")
    if interval.disputed:
        text.append(f"\n{indent}  disputed: {interval.disputed}", style="yellow")
    return text


def _told_claim(assessed: Assessed, label: str, claim_id: str) -> Text:
    (row,) = assessed.case.rows(
        "SELECT c.quote, c.claimant, c.claim_id, d.title FROM claims c JOIN documents d USING (document_id) "
        "WHERE claim_id = ?", [claim_id],
    )  # fmt: skip
    words = " ".join(str(row["quote"]).split())
    text = Text(f"      {label} ", style="dim")
    text.append(f"“{words}”", style="default")
    return text.append(f"  {row['claimant'] or row['title'] or ''}  {claim_id}", style="dim")


def between(earliest: str | None, latest: str | None) -> str:
    """Return two bounds as a person reads them."""
    if earliest == latest or earliest is None or latest is None:
        only = latest or earliest
        return day(only) if only else ""
    return f"between {day(earliest)} and {day(latest)}"


def day(value: str | None) -> str:
    """Return an ISO day or instant as a person reads it: 5 June 2031, 13:00."""
    if not value:
        return "a day not known"
    on = date.fromisoformat(value[:10])
    hour = value.partition("T")[2]
    told = f"{on.day} {on.strftime('%B')} {on.year}"
    return f"{told}, {hour}" if hour and hour != "00:00" else told
