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
