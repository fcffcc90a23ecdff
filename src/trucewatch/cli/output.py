"""``dossier`` and ``answers``: what leaves a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from trucewatch.cli.options import CaseArgument, console


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command()(dossier)
    app.command()(answers)


def dossier(
    directory: CaseArgument,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; else in the case.")] = None,
) -> None:
    """Write the report of a case: one HTML file that opens offline, everything a link to its words."""
    from trucewatch.publish.dossier import render_dossier
    from trucewatch.storage import open_case

    target = out or directory / "dossier.html"
    page = render_dossier(open_case(directory))
    target.write_text(page, encoding="utf-8")
    console.print(f"{target} ({len(page.encode()) / 1e6:.1f} MB)", markup=False)


def answers(
    directory: CaseArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="One JSON file a document is written here.")],
) -> None:
    """Write the layers of every plain-text document in the answer-key format."""
    from trucewatch.publish.exports.answers import render_answers
    from trucewatch.storage import open_case

    case = open_case(directory)
    out.mkdir(parents=True, exist_ok=True)
    tables = {
        name: _by_document(case.arrow(name).to_pylist()) for name in ("times", "places", "figures", "attributions")
    }
    written = 0
    for document in case.arrow("documents").to_pylist():
        if document["media_type"] != "text/plain" or document["locator"]:
            continue
        rows = {name: grouped.get(document["document_id"], []) for name, grouped in tables.items()}
        content = json.dumps(render_answers(document, rows), ensure_ascii=False, indent=1)
        name = Path(document["origin"]).stem + ".json"
        (out / name).write_text(content + "\n", encoding="utf-8")
        written += 1
    console.print(f"{written} files in {out}.", markup=False)


def _by_document(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["document_id"], []).append(row)
    return grouped
