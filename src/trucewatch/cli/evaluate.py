"""``evaluate``: measure what the program reads against labelled examples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from trucewatch.cli.options import console, print_table

app = typer.Typer(help="Measure what is read against labelled examples.", no_args_is_help=True)


@app.callback()
def evaluate() -> None:
    """Measure what is read against labelled examples."""


@app.command()
def status(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines with text, trigger, status, published.")],
    misread: Annotated[bool, typer.Option("--misread", help="Also list the rows that were misread.")] = False,
) -> None:
    """Print accuracy, recall and F1 by status, and which status was read as which."""
    from trucewatch.annotate import Parser
    from trucewatch.casebook.load import load_casebooks
    from trucewatch.evaluate.status import evaluate_status, read_rows
    from trucewatch.extract.gazetteer import open_gazetteer
    from trucewatch.extract.model import Knowledge
    from trucewatch.pipeline.document import Tools

    rows = read_rows(file)
    found = evaluate_status(rows, Tools(Parser(), Knowledge(load_casebooks([]), open_gazetteer())))
    scores = [
        {"status": label, "recall": f"{found.recall(label):.2f}", "F1": f"{found.f1(label):.2f}"}
        | {read: str(found.counts[label, read] or "·") for read in found.labels}
        for label in found.labels
    ]
    columns = ("status", "recall", "F1", *found.labels)
    print_table("Rows: the status wanted; columns: as read", scores, dict(zip(columns, columns, strict=True)))
    console.print(f"Accuracy {found.accuracy:.3f} on {found.rows} rows.", markup=False)
    if misread:
        for row, read in found.misread:
            console.print(Text(f"{row['status']} read as {read}: [{row['trigger']}] {row['text']}"), soft_wrap=True)


@app.command()
def links(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Holds texts.jsonl and pairs.jsonl.")],
    misread: Annotated[bool, typer.Option("--misread", help="Also list the pairs that were told wrongly.")] = False,
) -> None:
    """Print how well linking tells copies, happenings, contradictions and independent origins of labelled pairs."""
    from trucewatch.evaluate import links as measures
    from trucewatch.evaluate.linkanswers import answer_pairs
    from trucewatch.evaluate.linkdata import read_labelled

    answered = answer_pairs(read_labelled(folder))
    found = measures.measure(answered)
    for name, rows in measures.tables(found).items():
        columns = list(rows[0])
        print_table(f"{name}: wanted, by row; read, by column", rows, dict(zip(columns, columns, strict=True)))
    for line in measures.summary(found):
        console.print(line, markup=False, soft_wrap=True)
    if misread:
        for line in measures.misread(answered):
            console.print(line, markup=False, soft_wrap=True)


@app.command()
def drafts(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Holds accords as NAME.txt, and keys.json.")],
    misread: Annotated[bool, typer.Option("--misread", help="Also list what was read wrongly, in words.")] = False,
    casebook: Annotated[list[str], typer.Option("--casebook", help="A casebook that knows the parties.")] = [],  # noqa: B006
) -> None:
    """Print how much of the provisions of accords is proposed from their texts, and how rightly."""
    from trucewatch.agreements.drafting.propose import propose_agreement
    from trucewatch.annotate import Parser
    from trucewatch.casebook.load import load_casebooks
    from trucewatch.evaluate.draftkeys import read_keys
    from trucewatch.evaluate.drafts import measure_draft, score_row, sum_scores
    from trucewatch.extract.gazetteer import open_gazetteer
    from trucewatch.extract.model import Knowledge

    parser, known = Parser(), Knowledge(load_casebooks(casebook), open_gazetteer())
    keyed = read_keys(folder)
    scores = {name: measure_draft(propose_agreement(text, parser, known), key) for name, (text, key) in keyed.items()}
    rows = [score_row(name, found) for name, found in scores.items()]
    rows.append(score_row("all", sum_scores(list(scores.values()))))
    print_table("Right of what was wanted", rows, dict(zip(rows[0], rows[0], strict=True)))
    if misread:
        for name, found in scores.items():
            for line in found.errors:
                console.print(f"{name} {line}", markup=False, soft_wrap=True)
