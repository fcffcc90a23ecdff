"""``claim`` (add, correct, reject, accept), ``history``, ``undo``, ``changes``: a person's hand in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from trucewatch.cli.options import CaseArgument, JsonOption, cell, console, print_json
from trucewatch.errors import UsageError

if TYPE_CHECKING:
    from trucewatch.storage.decide import Reason
    from trucewatch.storage.decisions import Decision

app = typer.Typer(
    help="Add a claim, or correct, reject or accept one. Every decision can be undone.", no_args_is_help=True
)

ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM_ID", help="The id of a claim, or the beginning of one.")]
SubjectArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The id of a claim or document, or its beginning; or of a provision.")
]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for the next reader.")]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; else TRUCEWATCH_USER, else the login name.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="A field and its value; again for more; empty to clear."),
]


def register(app: typer.Typer) -> None:
    """Add the commands that stand by themselves."""
    for command in (history, undo, changes):
        app.command()(command)


@app.command()
def add(
    directory: CaseArgument,
    document: Annotated[str, typer.Option(help="Id or part of the origin of the document.")],
    quote: Annotated[str, typer.Option(help="The exact words the claim rests on.")],
    why: WhyOption,
    act: Annotated[str | None, typer.Option(metavar="CODE", help="What happened, a code of the act table.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Who did it; again for more.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="To whom; again for more.")] = None,
    date: Annotated[str | None, typer.Option(help="When, as EDTF: 2031-05-07, 2031-05, 2031-05-01/2031-05-07.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="Where: a name or an id; again for more.")] = None,
    status: Annotated[
        str | None, typer.Option(help="happened, ongoing, planned, denied, alleged, omitted, none.")
    ] = None,
    says: Annotated[str | None, typer.Option(help="Who says so; without it, the report itself.")] = None,
    at: Annotated[
        int | None, typer.Option(metavar="OFFSET", help="Where the words stand, if in several places.")
    ] = None,
    by: ByOption = None,
    set_: SetOption = None,
) -> None:
    """Add a claim on exact words. More fields with --set: kind, due, under, polarity, modality."""
    from trucewatch.storage.authoring import Words, add_claim

    named = {"act": act, "date": date, "status": status, "says": says}
    given = {name: [value] for name, value in named.items() if value is not None}
    given |= {name: listed for name, listed in (("actor", actor), ("recipient", recipient), ("place", place)) if listed}
    for field, values in _fields(set_).items():
        given.setdefault(field, []).extend(values)
    decision = add_claim(directory, Words(document=document, quote=quote, at=at), given, given_reason(by, why))
    tell_decision(directory, decision)


@app.command()
def correct(
    directory: CaseArgument, claim_id: ClaimArgument, why: WhyOption, set_: SetOption = None, by: ByOption = None
) -> None:
    """Correct fields: act, actor, recipient, place, date, due, under, status, polarity, modality, says."""
    from trucewatch.storage.authoring import correct_claim

    tell_decision(directory, correct_claim(directory, claim_id, _fields(set_), given_reason(by, why)))


@app.command()
def reject(directory: CaseArgument, claim_id: ClaimArgument, why: WhyOption, by: ByOption = None) -> None:
    """Say that a claim does not stand in its words. It stays in the case, marked, and leaves the exports."""
    from trucewatch.storage.decide import judge_claim

    tell_decision(directory, judge_claim(directory, claim_id, "reject", given_reason(by, why)))


@app.command()
def accept(directory: CaseArgument, claim_id: ClaimArgument, why: WhyOption, by: ByOption = None) -> None:
    """Say that a claim stands in its words as it is."""
    from trucewatch.storage.decide import judge_claim

    tell_decision(directory, judge_claim(directory, claim_id, "accept", given_reason(by, why)))


def undo(
    directory: CaseArgument,
    decision_id: Annotated[str, typer.Argument(metavar="DECISION_ID", help="The id of a decision, or its beginning.")],
    why: Annotated[str, typer.Option("--why", help="The reason, for the next reader.")] = "",
    by: ByOption = None,
) -> None:
    """Take a decision back. It stays in the history; an undo can be taken back as well."""
    from trucewatch.storage.decide import undo_decision, who_decides

    decision = undo_decision(directory, decision_id, who_decides(by), why)
    tell_decision(directory, decision)


def history(directory: CaseArgument, claim_id: SubjectArgument, json: JsonOption = False) -> None:
    """Show a claim as it was made, all decisions on it and what stands now; of a document or provision, decisions."""
    from trucewatch.storage import open_case
    from trucewatch.storage.decisions import undone
    from trucewatch.storage.history import claim_history, document_history, provision_history
    from trucewatch.storage.review import review_mark

    case = open_case(directory)
    judged = provision_history(case, claim_id) or document_history(case, claim_id)
    if judged and not claim_id.startswith("c-"):
        _print_decisions(judged, undone(case.decisions), json)
        return
    told = claim_history(case, claim_id)
    if json:
        _print_decisions(told.decisions, told.undone, json)
        return
    maker = "added by a person" if told.original.get("made_by") == "person" else "as the machine made it"
    console.print(Text.assemble((told.claim_id, "bold"), f"  {maker}"))
    _print_fields(told.original)
    _print_decisions(told.decisions, told.undone, json)
    if told.now is None:
        console.print("It is no longer in the case.", markup=False)
    else:
        console.print(Text.assemble(("now", "bold"), f"  {review_mark(told.now)}"))
        if told.decisions:
            _print_fields(told.now)


def _print_decisions(decisions: Sequence[Decision], undone: Mapping[str, Decision], json: bool) -> None:
    """Print decisions, oldest first, with what became of each."""
    if json:
        print_json([_decision_row(decision) | {"undone": decision.decision_id in undone} for decision in decisions])
        return
    for decision in decisions:
        what = f"{decision.at[:16].replace('T', ' ')}  {_action(decision)}"
        console.print(Text.assemble((what, "bold"), f"  by {decision.by}: {decision.why}"), soft_wrap=True)
        console.print(Text(f"    {decision.decision_id}{_fate(decision, undone)}", style="dim"), soft_wrap=True)
        if decision.action == "correct" and decision.before:
            for name, value in (decision.after or {}).items():
                if name in _TOLD:
                    console.print(
                        Text(f"    {name}: {cell(decision.before.get(name))} → {cell(value)}"), soft_wrap=True
                    )


def _action(decision: Decision) -> str:
    """Return what a decision does, in a word; of a judgement with both its sides."""
    from trucewatch.storage.decisions import FINDING
    from trucewatch.storage.judgements import TOLD, tell_judgement

    if decision.action in TOLD:
        return f"judged: {tell_judgement(decision)}"
    if decision.action == FINDING and decision.after:
        return f"decided: {decision.claim_id} is {decision.after['status']} from {decision.after['on']} on"
    return decision.action


def changes(
    directory: CaseArgument,
    since: Annotated[str, typer.Option("--since", metavar="DATE|SNAPSHOT", help="A day, or the number of a snapshot.")],
    events: Annotated[bool, typer.Option("--events", help="Also list events that are new, changed or gone.")] = False,
    json: JsonOption = False,
) -> None:
    """List claims that are new, changed or withdrawn since an earlier snapshot, and decisions taken since."""
    from trucewatch.storage import open_case
    from trucewatch.storage.changes import find_changes
    from trucewatch.storage.event_changes import find_event_changes

    case = open_case(directory)
    found = find_changes(case, since)
    rows = [{"change": "document", **row} for row in found.documents]
    rows += [{"change": "new", **row} for row in found.new]
    rows += [{"change": "changed", **change.new, "fields": change.fields} for change in found.changed]
    rows += [{"change": "withdrawn", **row} for row in found.withdrawn]
    of_events = find_event_changes(case, found.base) if events else []
    rows += [
        {"change": f"{one.change} event", **one.event, "fields": one.fields, "merged": one.merged} for one in of_events
    ]
    rows += [{"change": "decision", **_decision_row(decision)} for decision in found.decisions]
    if json:
        print_json(rows)
        return
    for row in rows:
        _print_change(row)
    since_what = f"snapshot {found.base.number}" if found.base else "the beginning"
    console.print(
        f"Since {since_what}, in snapshot {found.newest.number}: {len(found.documents)} documents added, "
        f"{len(found.removed)} no longer there; {len(found.new)} claims new, {len(found.changed)} changed, "
        f"{len(found.withdrawn)} withdrawn; {f'{len(of_events)} events new, changed or gone; ' if events else ''}"
        f"{len(found.decisions)} decisions.", soft_wrap=True, markup=False,
    )  # fmt: skip


def given_reason(by: str | None, why: str) -> Reason:
    """Return who decides and why, from the options."""
    from trucewatch.storage.decide import Reason, who_decides

    return Reason(who_decides(by), " ".join(why.split()))


def _fields(settings: list[str] | None) -> dict[str, list[str]]:
    """Return the values of ``--set`` by field."""
    fields: dict[str, list[str]] = {}
    for setting in settings or ():
        name, sign, value = setting.partition("=")
        if not sign:
            raise UsageError(f"--set takes field=value, not “{setting}”.")
        fields.setdefault(name.strip(), []).append(value.strip())
    return fields


def tell_decision(directory: Path, decision: Decision) -> None:
    """Print what was decided, and how to see and undo it."""
    from trucewatch.storage.decisions import JUDGEMENTS
    from trucewatch.storage.judgements import tell_judgement

    done = {"add": "added", "correct": "corrected", "reject": "rejected", "accept": "accepted"}.get(decision.action)
    what = f"Claim {decision.claim_id} {done}" if done else f"Decision {decision.undoes} undone"
    if decision.action in JUDGEMENTS:
        what = f"Judged {tell_judgement(decision)}"
    console.print(f"{what} by {decision.by}: decision {decision.decision_id}.", soft_wrap=True, markup=False)
    console.print(
        f"trucewatch history {directory} {decision.claim_id}; trucewatch undo {directory} {decision.decision_id}",
        soft_wrap=True, markup=False,
    )  # fmt: skip


_TOLD = (
    "quote", "kind", "act", "actors", "recipients", "place_ids", "date", "due", "under", "status", "claimant", "why",
)  # fmt: skip


def _print_fields(row: Mapping[str, Any]) -> None:
    for name in _TOLD:
        if row.get(name) not in (None, [], ""):
            console.print(Text.assemble((f"{name:>14}  ", "dim"), cell(row[name])), soft_wrap=True)


def _fate(decision: Decision, undone: Mapping[str, Decision]) -> str:
    against = undone.get(decision.decision_id)
    takes_back = f", takes back {decision.undoes}" if decision.undoes else ""
    return takes_back + (f", undone by {against.by} on {against.at[:10]} ({against.decision_id})" if against else "")


def _decision_row(decision: Decision) -> dict[str, Any]:
    from dataclasses import asdict

    row = asdict(decision)
    anchor: dict[str, Any] = row.pop("anchor")
    return row | anchor


def _print_change(row: Mapping[str, Any]) -> None:
    change = row["change"]
    if change == "document":
        told = f"{row['document_id']}  {row['title'] or ''} {row['origin']}"
    elif change.endswith("event"):
        merged = f" (of {', '.join(row['merged'])})" if row["merged"] else ""
        told = f"{row['event_id']}  {row['date'] or 'undated'} {row['act'] or 'record'}: “{cell(row['label'])}”{merged}"
    elif change == "decision":
        about = " ".join(filter(None, (row["claim_id"], row["other_id"])))
        told = f"{row['decision_id']}  {row['action']} {about} by {row['by']}: {row['why']}"
    else:
        read = " ".join(filter(None, (row["act"] or row["kind"], row["date"], row["status"])))
        told = f"{row['claim_id']}  {read}, {row['claimant'] or 'the report'}: “{cell(row['quote'])}”"
    console.print(Text.assemble((f"{change:>13}  ", "bold"), told), soft_wrap=True)
    for name, (old, new) in row.get("fields", {}).items():
        console.print(Text(f"               {name}: {cell(old) or 'none'} → {cell(new) or 'none'}"), soft_wrap=True)
