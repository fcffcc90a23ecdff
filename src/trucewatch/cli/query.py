"""``claims``, ``find``, ``cite`` and ``issues``: ask a case, and follow every answer to its words."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from trucewatch.cli.options import (
    CaseArgument,
    CsvOption,
    JsonOption,
    cell,
    console,
    count,
    print_csv,
    print_json,
    print_table,
)
from trucewatch.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    for command in (claims, find, cite, issues):
        app.command()(command)


def claims(
    directory: CaseArgument,
    actor: Annotated[str | None, typer.Option(help="An actor named in the claim, or its id.")] = None,
    type_: Annotated[
        str | None,
        typer.Option("--type", help="Kind (act, commitment, statement, figure, record), act code, or event type."),
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Happened on or after this day.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Happened on or before this day.")] = None,
    place: Annotated[str | None, typer.Option(help="A place named in the claim, under any of its names.")] = None,
    says: Annotated[str | None, typer.Option(help="Who says so.")] = None,
    status: Annotated[
        str | None, typer.Option(help="happened, ongoing, planned, denied, alleged, omitted, none.")
    ] = None,
    document: Annotated[str | None, typer.Option(help="Id or part of the origin of a document.")] = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List claims: who says what, with status, date and figures. Each leads to its words by its id."""
    from trucewatch.storage import open_case
    from trucewatch.storage.ask import Filter, find_claims

    wanted = Filter(
        actor=actor, type=type_, since=from_, until=to, place=place, says=says, status=status, document=document
    )
    rows = find_claims(open_case(directory), wanted)
    if json:
        print_json(rows)
    elif csv:
        print_csv(rows, list(rows[0]) if rows else ["claim_id"])
    else:
        columns = {
            "claim_id": "id", "review": "review", "date": "when", "status": "status", "claimant": "who says so",
            "quote": "words",
        }  # fmt: skip
        print_table(count(len(rows), "claim"), [row | _told_of(row) for row in rows], columns)


def _told_of(row: dict[str, Any]) -> dict[str, Any]:
    from trucewatch.storage.review import review_mark

    return {"review": review_mark(row), "claimant": row["claimant"] or "the report"}


def find(
    directory: CaseArgument,
    words: Annotated[
        str, typer.Argument(help="Words that must stand in one paragraph; “…” for an exact run of words.")
    ],
    limit: Annotated[int, typer.Option(min=1, help="Hits at most.")] = 50,
    json: JsonOption = False,
) -> None:
    """Search the full text of all documents; hits with context and citation."""
    from trucewatch.storage import open_case
    from trucewatch.storage.ask import find_words

    hits, total = find_words(open_case(directory), words, limit)
    if json:
        print_json(hits)
        return
    for hit in hits:
        console.print(Text(f"{hit['document']}  {hit['start']}–{hit['end']}  ({hit['role']})", style="dim"))
        console.print(_marked(hit["context"], hit["marks"]), soft_wrap=True)
        console.print()
    shown = f", {len(hits)} shown" if total > len(hits) else ""
    console.print(f"{count(total, 'paragraph holds', 'paragraphs hold')} “{words}”{shown}.", markup=False)


def cite(
    directory: CaseArgument,
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of any record, or the beginning of one.")],
    json: JsonOption = False,
) -> None:
    """Show the words of any record in their paragraph, with document, hash and offsets."""
    from trucewatch.storage import open_case
    from trucewatch.storage.cite import cite_record

    citation = cite_record(open_case(directory), record)
    if json:
        print_json([citation])
        return
    for part in filter(None, (citation, citation.get("other"))):
        for label, value in part["fields"].items():
            console.print(Text.assemble((f"{label:>14}  ", "dim"), _told(value)), soft_wrap=True)
        if part["context"]:
            console.print()
            console.print(_marked(part["context"], part["marks"]), soft_wrap=True)
            console.print()


def _told(value: Any) -> str:
    """Return a field as it is; of actors their names."""
    named = isinstance(value, list) and value and isinstance(value[0], dict) and "name" in value[0]
    if named or not isinstance(value, list) or any(isinstance(one, dict | list) for one in value):
        return cell(value) if named or isinstance(value, float) else str(value)
    return ", ".join(str(one) for one in value)


def issues(
    directory: CaseArgument,
    code: Annotated[str | None, typer.Option(help="Only this kind of reason.")] = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List what was not read, dated, resolved or decided, and why."""
    from trucewatch.storage import open_case

    case = open_case(directory)
    case.link()
    rows = [row for row in case.arrow("issues").to_pylist() if code in (None, row["code"])]
    if code and not rows:
        codes = {row["code"] for row in case.arrow("issues").to_pylist()}
        raise UsageError(f"No issue has the code “{code}”; there are {', '.join(sorted(codes)) or 'none'}.")
    if json:
        print_json(rows)
    elif csv:
        print_csv(rows, list(rows[0]) if rows else ["issue_id"])
    else:
        for row in sorted(rows, key=_gravest_first):
            told = cell(row["quote"]) if row["quote"] else ""
            quoted = f" “{told.strip('“”')}”" if told and f"“{told}”" not in row["reason"] else ""
            reason = row["reason"] + quoted
            console.print(Text.assemble((f"{row['stage']}: {row['code']}  ", "bold"), reason), soft_wrap=True)
            console.print(Text(f"    {row['origin']}  {row['issue_id']}", style="dim"), soft_wrap=True)
        console.print(f"{count(len(rows), 'issue')}.")


STAGES = ("read", "date", "review", "link", "assess", "annotate", "extract", "attribute", "resolve")
"""Stages in the order in which their issues are listed: first what is missing whole, last single words."""


def _gravest_first(row: dict[str, Any]) -> tuple[int, str]:
    return STAGES.index(row["stage"]) if row["stage"] in STAGES else len(STAGES), row["code"]


def _marked(context: str, marks: list[Any]) -> Text:
    text = Text(context)
    for start, end in marks:
        text.stylize("bold reverse", start, end)
    return text
