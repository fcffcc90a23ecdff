"""``agreement check``, ``diff``, ``show``, ``list`` and ``draft``: what was promised, made right and made readable."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from trucewatch.cli.options import JsonOption, SafeConsole, console, count, print_json, print_table
from trucewatch.errors import NothingReadable

if TYPE_CHECKING:
    from trucewatch.agreements.describe import Names
    from trucewatch.agreements.diff import Difference
    from trucewatch.agreements.drafting.model import Proposed
    from trucewatch.agreements.model import Agreement, Fluent, Provision

app = typer.Typer(help="Check, compare and show agreements.", no_args_is_help=True)

Casebooks = Annotated[
    list[str] | None, typer.Option("--casebook", metavar="NAME|FILE", help="A casebook besides those that it names.")
]
AgreementArgument = Annotated[str, typer.Argument(metavar="NAME|FILE", help="A shipped agreement, or a YAML file.")]
BesideOption = Annotated[
    list[str] | None, typer.Option("--with", metavar="NAME|FILE", help="Another agreement that it names.")
]


@app.command()
def check(
    file: AgreementArgument,
    casebook: Casebooks = None,
    beside: BesideOption = None,
) -> None:
    """List the errors and warnings of an agreement with their places. Exit code 1 where there are errors."""
    from trucewatch.agreements.check import check_agreement

    findings = check_agreement(file, casebook or (), beside or ())
    for finding in findings:
        place = f"{finding.file}:{finding.line}" + (f":{finding.column}" if finding.column else "")
        console.print(Text(f"{place}: {finding.severity}: {finding.message}"), soft_wrap=True)
    errors = sum(finding.severity == "error" for finding in findings)
    console.print(f"{file}: {count(errors, 'error')}, {count(len(findings) - errors, 'warning')}.", markup=False)
    if errors:
        raise typer.Exit(1)


@app.command()
def diff(
    left: AgreementArgument,
    right: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE]", help="Another; without it, the versions inside the first.")
    ] = None,
    casebook: Casebooks = None,
    beside: BesideOption = None,
    json: JsonOption = False,
) -> None:
    """Tell what differs in substance between two agreements, or between the published versions of one."""
    from trucewatch.agreements.diff import diff_agreements, diff_versions
    from trucewatch.agreements.load import load_agreement

    one = load_agreement(left, casebook or (), beside or ())
    if right is None:
        found = diff_versions(one)
    else:
        other = load_agreement(right, casebook or (), beside or ())
        found = [(left, right, item) for item in diff_agreements(one, other)]
    if json:
        print_json([{"left_name": name, "right_name": other_name} | asdict(item) for name, other_name, item in found])
        return
    for name, other_name, item in found:
        _print_difference(name, other_name, item)
    console.print(f"{count(len(found), 'difference')} in substance.", markup=False)


def _print_difference(name: str, other_name: str, item: Difference) -> None:
    ids = dict.fromkeys(part for part in (item.left_id, item.right_id) if part)
    console.print(Text.assemble((" = ".join(ids) or "agreement", "bold"), f"  {item.field}"), soft_wrap=True)
    console.print(Text(f"  {name}: {item.left}"), soft_wrap=True)
    console.print(Text(f"  {other_name}: {item.right}"), soft_wrap=True)
    if item.says:
        console.print(Text(f"  {item.says}", style="dim"), soft_wrap=True)


@app.command()
def show(
    agreement: AgreementArgument, casebook: Casebooks = None, beside: BesideOption = None, json: JsonOption = False
) -> None:
    """Print an agreement: who owes what to whom, and by when."""
    from trucewatch.agreements.describe import describe_force, listed, names_of
    from trucewatch.agreements.load import load_agreement, read_casebook

    accord = load_agreement(agreement, casebook or (), beside or ())
    if json:
        head = {name: value for name, value in _plain(accord).items() if name not in ("provisions", "fluents")}
        print_json([head, *map(_plain, accord.provisions), *map(_plain, accord.fluents)])
        return
    names = names_of(read_casebook(agreement, casebook or ()))
    console.print(Text.assemble((accord.title, "bold"), f"  ({accord.kind}, {accord.id})"), soft_wrap=True)
    console.print(Text(describe_force(accord)), soft_wrap=True)
    for title, ids in (("Parties", accord.parties), ("Guarantors", accord.guarantors)):
        if ids:
            console.print(Text(f"{title}: {listed(ids, names)}"), soft_wrap=True)
    for provision in accord.provisions:
        _print_provision(provision, accord, names)


def _print_provision(provision: Provision, accord: Agreement, names: Names) -> None:
    from trucewatch.agreements import describe as say

    console.print()
    title = f"  {provision.title}," if provision.title else " "
    console.print(Text.assemble((provision.id, "bold"), f"{title} article {provision.article}"), soft_wrap=True)
    console.print(Text(f"  {' '.join(provision.words.split())}"), soft_wrap=True)
    lines = [say.describe_duty(provision, names), say.describe_window(provision.window, names)]
    lines += [say.describe_quantity(quantity) for quantity in provision.quantities]
    lines += [say.describe_term(provision.term, names)] if provision.term else []
    dates = say.describe_dates(provision, accord)
    lines += [dates] if dates else []
    for field, words in _RELATIONS.items():
        if getattr(provision, field):
            lines.append(f"{words} {', '.join(getattr(provision, field))}")
    lines.append(f"check: {provision.check or 'none, it is shown and not decided'}")
    for line in lines:
        console.print(Text(f"  · {line}"), soft_wrap=True)


_RELATIONS = {
    "parallel_with": "in parallel with", "after": "after", "amended_by": "amended by", "extended_by": "extended by",
    "suspended_by": "suspended by", "supersedes": "in place of", "only_in": "only in the version",
}  # fmt: skip


def _plain(record: Agreement | Provision | Fluent) -> dict[str, object]:
    return asdict(record) | {"type": type(record).__name__.lower()}


@app.command("list")
def list_agreements(json: JsonOption = False) -> None:
    """List the agreements that come with the program."""
    from trucewatch.agreements.load import load_agreement, shipped_agreements

    rows = []
    for name in shipped_agreements():
        accord = load_agreement(name)
        rows.append({
            "id": accord.id, "kind": accord.kind, "signed": accord.signed, "title": accord.title,
            "provisions": len(accord.provisions), "casebooks": list(accord.casebooks),
        })  # fmt: skip
    if json:
        print_json(rows)
        return
    columns = {"id": "id", "signed": "signed", "kind": "kind", "title": "title", "provisions": "provisions"}
    print_table("Agreements that come with the program", rows, columns)


@app.command()
def draft(
    files: Annotated[
        list[Path], typer.Argument(metavar="ACCORD…", help="The text; further files are its translations.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; else it is printed.")
    ] = None,
    casebook: Casebooks = None,
    signed: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of signing, if the text has none.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Propose provisions from an accord's text, for a person to edit: every value cites its words.

    Exit code 3 where nothing was found that obliges, allows, forbids or declares.
    """
    from trucewatch.agreements.drafting.plain import plain_head, plain_proposal
    from trucewatch.agreements.drafting.run import draft_agreement

    made = draft_agreement(files, casebook or (), signed)
    if json:
        for name, proposed in made.proposed.items():
            print_json([plain_head(proposed, name)])
            print_json([{"version": name} | plain_proposal(item) for item in proposed.provisions])
        _tell_of_nothing(files[0], made.proposed)
        return
    if out is None:
        sys.stdout.write(made.text)
    else:
        out.write_text(made.text, encoding="utf-8")
    notes = SafeConsole(stderr=True, highlight=False, soft_wrap=True)
    for name, item in made.differences:
        notes.print(Text(f"{name}: {item.left_id or item.right_id}: {item.field}: {item.left} / {item.right}"))
        if item.says:
            notes.print(Text(f"  {item.says}", style="dim"))
    _tell_of_nothing(files[0], made.proposed)
    first = next(iter(made.proposed.values()))
    doubts = sum(bool(item.unsure) for item in first.provisions)
    where = f" in {out}" if out else ""
    notes.print(
        f"{count(len(first.provisions), 'provision')} proposed{where}, {doubts} of them with doubts marked “?”.",
        markup=False,
    )


def _tell_of_nothing(file: Path, proposed: Mapping[str, Proposed]) -> None:
    """End with a sentence where the text that a draft follows proposes no provision."""
    if not next(iter(proposed.values())).provisions:
        raise NothingReadable(
            f"No provisions were found: nothing in {file} obliges, allows, forbids or declares anything."
        )
