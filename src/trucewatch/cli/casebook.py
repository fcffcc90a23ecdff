"""``casebook check`` and ``casebook suggest``: what a user knows beforehand, made right and made fuller."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from trucewatch.cli.options import CaseArgument, JsonOption, console, count, print_json

app = typer.Typer(help="Check a casebook, or find names worth adding to one.", no_args_is_help=True)


@app.command()
def check(file: Annotated[Path, typer.Argument(metavar="FILE", help="A casebook in YAML.")]) -> None:
    """List the errors and warnings of a casebook with their lines. Exit code 1 where there are errors."""
    from trucewatch.casebook.check import check_casebook

    findings = check_casebook(file)
    for finding in findings:
        console.print(Text(f"{file}:{finding.line}: {finding.severity}: {finding.message}"), soft_wrap=True)
    errors = sum(finding.severity == "error" for finding in findings)
    console.print(f"{file}: {count(errors, 'error')}, {count(len(findings) - errors, 'warning')}.", markup=False)
    if errors:
        raise typer.Exit(1)


LimitOption = Annotated[int, typer.Option(min=1, help="Names at most.")]


@app.command()
def suggest(directory: CaseArgument, json: JsonOption = False, limit: LimitOption = 40) -> None:
    """List names the casebook does not know, most frequent first, with their words."""
    from dataclasses import asdict

    from trucewatch.casebook.suggest import suggest_names
    from trucewatch.storage import open_case

    case = open_case(directory)
    tables = {name: case.arrow(name).to_pylist() for name in ("documents", "actors", "places", "issues")}
    suggestions = suggest_names(tables)[:limit]
    if json:
        print_json([asdict(suggestion) for suggestion in suggestions])
        return
    for suggestion in suggestions:
        console.print(
            Text.assemble((suggestion.name, "bold"), f"  {suggestion.kind}, {count(suggestion.count, 'time')}")
        )
        for words in suggestion.words[:2]:
            console.print(Text(f"    … {' '.join(words.split())} …", style="dim"), soft_wrap=True)
    console.print(f"{count(len(suggestions), 'name')} that the casebook does not know.", markup=False)
