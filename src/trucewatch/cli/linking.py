"""``copies``, ``contradictions``, ``figures`` and ``judge``: what reports share, where they clash, how they count."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

import typer
from rich.text import Text

from trucewatch.cli.claims import ByOption, WhyOption, given_reason, tell_decision
from trucewatch.cli.events import bounds, print_contradictions, print_figure, told_range
from trucewatch.cli.options import CaseArgument, JsonOption, KnownOption, cell, console, count, print_json, print_table


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    for command in (copies, contradictions, figures, judge):
        app.command()(command)


def copies(directory: CaseArgument, known: KnownOption = None, json: JsonOption = False) -> None:
    """List documents that share their words: who copied whom, how much, and how that is known."""
    from trucewatch.storage import open_case
    from trucewatch.storage.sharing import list_copies

    rows = list_copies(open_case(directory, known))
    if json:
        print_json(rows)
        return
    kinds = {"full": "copied whole", "partial": "shared passages", "version": "another version"}
    for row in rows:
        words = f"{row['words']:,} words" if row["words"] else ""
        console.print(Text.assemble((kinds[row["kind"]], "bold"), f"  {words}", (f"  {row['copy_id']}", "dim")))
        ahead = "from" if row["direction"] in ("credit", "time", "person") else "between"
        for label, side in ((ahead, "left"), ("to" if ahead == "from" else "and", "right")):
            told = ", ".join(filter(None, (row[f"{side}_outlet"], row[f"{side}_title"], row[f"{side}_published"])))
            line = Text.assemble((f"{label:>9}  ", "dim"), told, (f"  {row[f'{side}_id']}", "dim"))
            console.print(line, soft_wrap=True)
        console.print(Text.assemble(("      why  ", "dim"), cell(row["why"])), soft_wrap=True)
        console.print()
    console.print(
        f"{count(len(rows), 'pair of documents shares its', 'pairs of documents share their')} words.", markup=False
    )


def contradictions(
    directory: CaseArgument,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only those that became known on this day or later.")
    ] = None,
    known: KnownOption = None,
    json: JsonOption = False,
) -> None:
    """List claims that cannot both hold, with both wordings: status, actor, place, time or figure."""
    from trucewatch.storage import open_case
    from trucewatch.storage.sharing import list_contradictions

    rows = list_contradictions(open_case(directory, known), since)
    if json:
        print_json(rows)
        return
    for event_id, listed in groupby(rows, key=lambda row: row["event_id"]):
        group = list(listed)
        head = f"{group[0]['date'] or 'undated'}  {cell(group[0]['label'])}" if event_id else "of no single event"
        console.print()
        console.print(Text.assemble((head, "bold"), (f"  {event_id or ''}", "dim")), soft_wrap=True)
        print_contradictions(group)
    console.print(f"{count(len(rows), 'contradiction')}.", markup=False)


def figures(
    directory: CaseArgument,
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="A unit such as killed, or words of the topic.")
    ] = None,
    known: KnownOption = None,
    json: JsonOption = False,
) -> None:
    """List figures side by side, by what they count: who gives them, as of when, and the range. Never averaged."""
    from trucewatch.storage import open_case
    from trucewatch.storage.events import ranges
    from trucewatch.storage.linked import casebook_of
    from trucewatch.storage.sharing import list_figures

    case = open_case(directory, known)
    rows = list_figures(case, topic)
    if json:
        print_json(rows)
        return
    casebook = casebook_of(case)
    grouped, sides = ranges(rows, casebook), casebook.sides
    several = [found for found in grouped.values() if len(found[0]) > 1]
    for estimates, span in several:
        head = estimates[0]
        ids = (f"  {head['topic_id']}{' ' + head['event_id'] if head['event_id'] else ''}", "dim")
        console.print(Text.assemble((head["topic"], "bold"), ids))
        console.print(Text(f"  {told_range(span)}"))
        for row in estimates:
            print_figure(row, sides)
        console.print()
    single = [found[0][0] for found in grouped.values() if len(found[0]) == 1]
    if single:
        columns = {"topic": "topic", "figure": "figure", "source": "given by", "as_of": "as of", "quote": "words",
                   "figure_id": "id"}  # fmt: skip
        listed = [row | {"figure": bounds(row)} for row in single]
        print_table("Given once", listed, columns)
    console.print(
        f"{count(len(rows), 'figure')} of {count(len(grouped), 'quantity', 'quantities')}. None is an average.",
        markup=False,
    )


def judge(
    directory: CaseArgument,
    relation: Annotated[
        str, typer.Argument(metavar="RELATION", help="same, different or contradicts; copy of documents.")
    ],
    left: Annotated[str, typer.Argument(metavar="LEFT", help="A claim or event; of a copy, the document copied from.")],
    right: Annotated[
        str, typer.Argument(metavar="RIGHT", help="A claim or event; of a copy, the document that copied.")
    ],
    why: WhyOption,
    by: ByOption = None,
) -> None:
    """Judge a pair: same happening, different, contradicting, or the right copied from the left. Can be undone."""
    from trucewatch.storage.judge import judge_pair

    tell_decision(directory, judge_pair(directory, relation, (left, right), given_reason(by, why)))
