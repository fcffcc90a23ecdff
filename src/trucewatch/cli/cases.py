"""``build`` and ``show``: make a case, and see at a glance what it holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from trucewatch.cli.options import CaseArgument, console, count, print_table

if TYPE_CHECKING:
    from trucewatch.pipeline.run import Built


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command()(build)
    app.command()(show)


def build(
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of the case; made if absent.")],
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files and folders of reports.")] = None,
    casebook: Annotated[
        list[str] | None, typer.Option("--casebook", metavar="NAME|FILE", help="A shipped casebook or a file.")
    ] = None,
    agreement: Annotated[
        list[str] | None, typer.Option("--agreement", metavar="NAME|FILE", help="A shipped agreement or a file.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Worker processes; 0: as many as help.")] = 0,
) -> None:
    """Read reports into a case. Run again with more reports, it adds them and leaves the rest alone.

    Without reports it adds casebooks and agreements to a case that is there.
    """
    from trucewatch.pipeline.beforehand import casebooks_lacking
    from trucewatch.pipeline.run import Progress as Step
    from trucewatch.pipeline.run import build as run

    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[documents]} documents"),
        TimeRemainingColumn(), console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    ) as bar:  # fmt: skip
        task = bar.add_task("Reading", total=None, documents=0)

        def advance(step: Step) -> None:
            what = f"Linking: {step.linking}" if step.linking else "Reading"
            bar.update(task, description=what, completed=step.bytes_done, total=step.bytes_total,
                       documents=step.documents)  # fmt: skip

        built = run(paths or (), case, casebook or (), jobs, advance, agreement or ())
    for name in casebooks_lacking(case, built.manifest):
        console.print(
            f"An agreement relies on the casebook {name}, which this case is not built with: add --casebook {name}.",
            soft_wrap=True, markup=False,
        )  # fmt: skip
    console.print(f"{_read(built)}; {count(built.issues, 'issue')} noted.", soft_wrap=True)
    if built.lost:
        console.print(_lost(built.lost, case), soft_wrap=True, markup=False)
    if built.joined and built.added:
        who, bear = ("It", "it does") if built.added == 1 else ("They", "they do")
        console.print(f"{who} joined the events of the case; what {bear} not bear on was left as it was linked.")
    if built.unlinked:
        console.print(_unlinked(built.unlinked), soft_wrap=True)
    console.print(
        f"Case: {case} (snapshot {built.manifest.number}). Next: trucewatch show {case}", soft_wrap=True, markup=False
    )


def _read(built: Built) -> str:
    """Return in words how many documents were read, read anew, and left alone."""
    new = built.added - built.anew
    parts = [f"{count(new, 'document')} read"] if new or not built.anew else []
    if built.anew:
        parts.append(f"{count(built.anew, 'document')} read anew, since rules or casebooks have changed")
    if built.known:
        parts.append(f"{built.known:,} known already")
    return ", ".join(parts)


def _lost(lost: int, case: Path) -> str:
    """Return what a user is told of documents that are out of the case."""
    subject, verb = count(lost, "document"), "is" if lost == 1 else "are"
    return (
        f"{subject} of the last snapshot could not be read again and {verb} out: {case / 'archive'} does not hold "
        f"what was received. “trucewatch issues {case} --code not-read-again” tells which; name the reports again to "
        "have them read."
    )


def _unlinked(claims: int) -> str:
    """Return what a user is told of a case with very many claims."""
    from trucewatch.storage.linked import MOST

    if claims > MOST:
        return (
            f"{claims:,} claims are more than can be linked ({MOST:,}): the case has no events. All else can be asked."
        )
    return (
        f"{claims:,} claims are linked when events are first asked for: that takes some {claims / 60_000:.0f} minutes "
        f"and {claims * 25 / 1e6:.1f} GB of memory, once."
    )


def show(directory: CaseArgument) -> None:
    """Print what a case holds: its documents, its most frequent names and figures, and what stayed open."""
    from trucewatch.storage import open_case

    case = open_case(directory)
    for title, query, columns in SUMMARY:
        rows = case.rows(query)
        if rows:
            print_table(title, rows, columns)
    console.print(f"Any id: trucewatch cite {directory} ID", markup=False)


SUMMARY: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "Documents",
        """SELECT document_id, coalesce(title, parse_filename(origin) || ' ' || locator) AS title,
           coalesce(outlet, '–') AS outlet, genre,
           coalesce(published, 'unknown') || ' (' || published_basis || ')' AS published FROM documents
           ORDER BY published_from NULLS LAST, origin LIMIT 40""",
        {"document_id": "id", "title": "title", "outlet": "outlet", "published": "published", "genre": "genre"},
    ),
    (
        "What was found",
        """SELECT * FROM (
             SELECT 'claims' AS kind, count(*) AS number FROM claims UNION ALL
             SELECT 'events', count(*) FROM events UNION ALL
             SELECT 'contradictions', count(*) FROM contradictions UNION ALL
             SELECT 'pairs of documents that share words', count(*) FROM copies UNION ALL
             SELECT 'attributions', count(*) FROM attributions UNION ALL
             SELECT 'figures', count(*) FROM figures UNION ALL SELECT 'times', count(*) FROM times UNION ALL
             SELECT 'places', count(*) FROM places UNION ALL SELECT 'actors', count(*) FROM actors UNION ALL
             SELECT 'issues', count(*) FROM issues)""",
        {"kind": "", "number": "number"},
    ),
    (
        "Who is heard most",
        """SELECT claimant AS name, coalesce(any_value(claimant_side), '–') AS side, count(*) AS number,
           count(DISTINCT document_id) AS documents FROM claims WHERE NOT own_voice AND claimant IS NOT NULL
           GROUP BY claimant ORDER BY number DESC, name LIMIT 12""",
        {"name": "claimant", "side": "side", "number": "number", "documents": "documents"},
    ),
    (
        "Places named most",
        """SELECT any_value(name) AS name, count(*) AS number, CASE WHEN any_value(starts_with(place_id, 'casebook:'))
           THEN any_value(names)[:4] ELSE [any_value(name)] END AS names,
           count(DISTINCT document_id) AS documents FROM places WHERE place_id IS NOT NULL
           GROUP BY place_id ORDER BY number DESC, name LIMIT 12""",
        {"name": "place", "names": "all its names", "number": "number", "documents": "documents"},
    ),
    (
        "Figures of people and losses",
        """SELECT figure_id, quote, low, high, unit, coalesce(claimant, 'the report') AS claimant FROM figures
           WHERE unit IN ('killed', 'wounded', 'dead-or-wounded', 'captured', 'missing', 'displaced', 'evacuated')
           ORDER BY unit, low DESC NULLS LAST, figure_id LIMIT 20""",
        {"figure_id": "id", "unit": "unit", "low": "low", "high": "high", "claimant": "given by", "quote": "words"},
    ),
    (
        "What stayed open",
        "SELECT stage, code, count(*) AS number FROM issues GROUP BY stage, code ORDER BY number DESC, stage, code",
        {"stage": "stage", "code": "reason", "number": "number"},
    ),
)
"""Title, query and columns of each table of ``show``."""
