"""``dossier`` and ``answers``: what leaves a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli.options import CaseArgument, KnownOption, console
from trucewatch.cli.status import OnOption
from trucewatch.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command()(dossier)
    app.command()(answers)


def dossier(
    directory: CaseArgument,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; else in the case.")] = None,
    on: OnOption = None,
    known: KnownOption = None,
) -> None:
    """Write the report of a case: one HTML file that opens offline, everything a link to its words."""
    from trucewatch.publish.dossier import render_dossier
    from trucewatch.storage import open_case

    target = out or directory / (f"dossier-{known}.html" if known else "dossier.html")
    page = render_dossier(open_case(directory, known), on)
    target.write_text(page, encoding="utf-8")
    console.print(f"{target} ({len(page.encode()) / 1e6:.1f} MB)", markup=False)


def answers(
    directory: CaseArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="One JSON file a document is written here.")],
) -> None:
    """Write the layers of every plain-text document in the answer-key format."""
    from trucewatch.publish.exports.answers import case_answers
    from trucewatch.storage import open_case

    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; --out names a folder, in which one file a document is written.")
    rendered = case_answers(open_case(directory))
    out.mkdir(parents=True, exist_ok=True)
    for answer in rendered:
        content = json.dumps(answer, ensure_ascii=False, indent=1)
        (out / f"{Path(answer['report']).stem}.json").write_text(content + "\n", encoding="utf-8")
    console.print(f"{len(rendered)} files in {out}.", markup=False)
