"""``events`` and ``event``: what several reports are about, who asserts it, who denies it, and how well it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from trucewatch.cli.options import CaseArgument, JsonOption, KnownOption, cell, console, count, print_json, print_table

if TYPE_CHECKING:
    from trucewatch.casebook import Casebook
    from trucewatch.linking.ranges import Range
    from trucewatch.storage.events import Told

Row = Mapping[str, Any]
MATTERS = ("act", "actor", "number")
MOST_NAMES = 2
"""Names of actors or places that a row of the table shows."""


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    for command in (events, event):
        app.command()(command)


def events(
    directory: CaseArgument,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Can have happened on this day, month or year.")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Who did or bore it: a name or an id.")] = None,
    place: Annotated[str | None, typer.Option(help="A place of the event, under any of its names.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Act code or event type.")] = None,
    grade: Annotated[
        str | None,
        typer.Option(help="Confirmed, Fair, Weak, Contested, Discounted; of the act, or such as number:Weak."),
    ] = None,
    known: KnownOption = None,
    json: JsonOption = False,
) -> None:
    """List events: one row for what several reports are about, with claims for and against, and grades."""
    from trucewatch.storage import open_case
    from trucewatch.storage.events import EventFilter, find_events, short_ids

    wanted = EventFilter(on=on, actor=actor, place=place, type=type_, grade=grade)
    case = open_case(directory, known)
    told = find_events(case, wanted)
    if json:
        print_json([_record(one) for one in told])
        return
    ids = short_ids(row["event_id"] for row in case.rows("SELECT event_id FROM events"))
    columns = {"id": "id", "when": "when", "what": "what", "who": "who → whom", "where": "where", "said": "claims",
               "grades": "grades"}  # fmt: skip
    title = f"{count(len(told), 'event')}{f' as known on {known}' if known else ''}"
    print_table(title, [_listed(one, ids) for one in told], columns, lines=True)
    console.print(f"All about one: trucewatch event {directory} ID", markup=False)


def event(
    directory: CaseArgument,
    event_id: Annotated[
        str, typer.Argument(metavar="EVENT_ID", help="The id of an event, one it had before, or its beginning.")
    ],
    known: KnownOption = None,
    json: JsonOption = False,
) -> None:
    """Show an event: all its claims in their words, its figures and their ranges, its grades and why."""
    from trucewatch.storage import open_case
    from trucewatch.storage.events import find_event, ranges
    from trucewatch.storage.linked import casebook_of

    case = open_case(directory, known)
    told, note = find_event(case, event_id)
    casebook = casebook_of(case)
    spans = ranges(told.estimates, casebook)
    if json:
        print_json([_record(told) | _details(told, spans) | {"note": note}])
        return
    if note:
        console.print(Text(note, style="italic"), soft_wrap=True)
    sides = casebook.sides
    _print_head(told)
    for title, rows in _stances(told):
        _print_claims(title, rows, casebook)
    _print_ranges(spans, sides)
    _print_grades(told)
    if told.contradictions:
        _heading("Contradictions")
        print_contradictions(told.contradictions)


def print_contradictions(rows: Sequence[Row]) -> None:
    """Print contradictions of one event, those that share a side together: all above “against” clash with it."""
    from trucewatch.publish.dossier.sharing import gathered

    for clash in gathered([dict(row) for row in rows]):
        console.print(Text.assemble((f"  {clash.kind}", "bold"), f"  {'; '.join(clash.why)}"), soft_wrap=True)
        for index, side in enumerate((clash.left, clash.right)):
            if index:
                console.print(Text("      against", style="dim"))
            for words in side:
                said = f"{f'{words.stance} by ' if words.stance else ''}{words.claimant or words.printed}"
                told = f"    {words.claim_id or words.document_id}  “{cell(words.quote)}”"
                console.print(Text.assemble(told, (f"  {said}", "dim")), soft_wrap=True)


def bounds(row: Row) -> str:
    """Return the bounds of a figure as a person says them."""
    from trucewatch.publish.dossier.wording import bounds as told

    return told(dict(row)) if row["low"] is not None or row["high"] is not None else "an unknown number"


def told_range(found: Range) -> str:
    """Return the range of a quantity over independent origins in words."""
    from trucewatch.publish.dossier.wording import span

    return f"{span(found)}, by {count(len(found.origins), 'independent origin')}" if found.origins else span(found)


def _listed(told: Told, ids: Mapping[str, str]) -> Row:
    event = told.event
    said = [f"{len(told.asserted)} for"] if told.asserted else []
    said += [f"{len(told.denied)} against"] if told.denied else []
    said += [count(len(told.origins), "origin")] if len(told.asserted) > 1 else []
    part = f", part of {ids.get(event['part_of'], event['part_of'])}" if event["part_of"] else ""
    return {
        "id": Text(ids[event["event_id"]]),
        "when": Text(cell(event["date"]).replace("/", " – ")),
        "what": Text.assemble(cell(event["label"]), (f"  {event['act'] or 'record'}{part}", "dim")),
        "who": Text(_who(event, MOST_NAMES)),
        "where": Text(_few(told.places, MOST_NAMES) or "–"),
        "said": Text("\n".join(said)),
        "grades": _grades(told),
    }


def _who(event: Row, most: int | None = None) -> str:
    actors, recipients = (_few([one["name"] for one in event[name]], most) for name in ("actors", "recipients"))
    return f"{actors or '–'} → {recipients}" if recipients else actors or "–"


def _few(names: Sequence[str], most: int | None) -> str:
    """Return names in a line; of many the first, and how many more there are."""
    more = f" and {len(names) - most} more" if most is not None and len(names) > most + 1 else ""
    return ", ".join(names[:most] if more else names) + more


def _grades(told: Told) -> Text:
    """Return the grades of act, actor and number; matters of the same grade stand together."""
    style = {"Confirmed": "green", "Contested": "red", "Discounted": "dim"}
    alike: dict[str, list[str]] = {}
    for matter in MATTERS:
        if matter in told.grades:
            alike.setdefault(told.grades[matter]["grade"], []).append(matter)
    lines = [
        Text.assemble((grade, style.get(grade, "")), (f" {', '.join(matters)}" if len(alike) > 1 else "", "dim"))
        for grade, matters in alike.items()
    ]
    return Text("\n").join(lines) if lines else Text("–")


def _print_head(told: Told) -> None:
    event = told.event
    console.print(Text.assemble((event["event_id"], "bold"), f"  {event['act'] or 'record'}, {event['status']}"))
    whole = f"{told.whole['event_id']}  {cell(told.whole['label'])}" if told.whole else None
    facts = {
        "what": f"“{cell(event['label'])}”", "when": event["date"], "who → whom": _who(event),
        "where": ", ".join(told.places), "known since": event["known_on"], "part of": whole,
    }  # fmt: skip
    _print_facts(facts)
    for part in told.parts:
        _print_facts({"has part": f"{part['event_id']}  {cell(part['label'])} ({cell(part['date'])})"})
    _print_facts({"why one event": event["why"]})
    for row in told.judged:
        _print_facts({"judged": f"{row['left_id']} {row['relation']} {row['right_id']}, {row['said']} "
                      f"({row['decision_id']})"})  # fmt: skip


def _print_facts(facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if value:
            console.print(Text.assemble((f"{name:>14}  ", "dim"), cell(value)), soft_wrap=True)


def _stances(told: Told) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield the claims of an event by what they say of it: only the first group counts for it."""
    from trucewatch.storage.events import standing

    counting = standing(told.asserted)
    yield "Asserted by", counting
    ids = {row["claim_id"] for row in counting}
    others = [row for row in told.asserted if row["claim_id"] not in ids]
    back = [row for row in others if row["withdrawn_by"] is not None]
    yield "Taken back by a later version; asserted by", back
    for modality, title in (("omitted", "Said to be left undone by"), ("planned", "Announced or asked for by")):
        yield title, [row for row in others if row["modality"] == modality and row not in back]
    named = ("omitted", "planned")
    yield "Supposed by", [row for row in others if row["modality"] not in named and row not in back]
    yield "Denied by", told.denied


def _print_claims(title: str, rows: Sequence[Row], casebook: Casebook) -> None:
    """Print claims by who says them first; a source counts once, however often it is printed."""
    from trucewatch.storage.events import by_origin

    if not rows:
        return
    origins = by_origin(map(dict, rows), casebook)
    _heading(f"{title} {count(len(origins), 'independent origin')} in {count(len(rows), 'claim')}")
    for said in origins.values():
        console.print(Text(f"  {_named(said[0])}{_aside(casebook.sides, said[0]['origin_side'])}", style="bold"))
        for row, after in zip(said, [*said[1:], None], strict=True):
            _print_claim(row)
            if after is None or after["document_id"] != row["document_id"]:
                console.print(Text(f"        {_printed(row)}", style="dim"), soft_wrap=True)


def _print_claim(row: Row) -> None:
    called = "" if row["own_voice"] or row["claimant"] in (None, _named(row)) else f"  {row['claimant']}"
    reviewed = "" if row["review"] == "unreviewed" else f"  ({row['review']})"
    words = (f"    {row['claim_id']}  ", "dim"), f"“{cell(row['quote'])}”", (f"{called}{reviewed}", "dim")
    console.print(Text.assemble(*words), soft_wrap=True)


def _named(row: Row) -> str:
    return row["origin_name"] or row["claimant"] or "nobody named"


def _aside(sides: Mapping[str, str], side: str | None) -> str:
    return f" ({sides.get(side, side)})" if side else ""


def _printed(row: Row) -> str:
    """Return where a claim is printed, since when that is known, and from where its words were taken."""
    where = ", ".join(filter(None, (row["outlet"], row["title"]))) or row["document_id"]
    since = f"known since {row['known_on']}" if row["known_on"] else "day of publication unknown"
    copied = f", copied from {row['copied_from']}" if row["copied_from"] else ""
    return f"in {where}; {since}{copied}"


def _print_ranges(spans: Mapping[str, tuple[Sequence[Row], Range]], sides: Mapping[str, str]) -> None:
    if spans:
        _heading("Figures")
    for rows, span in spans.values():
        console.print(Text.assemble((f"  {rows[0]['topic']}", "bold"), f"  {told_range(span)}"))
        for row in rows:
            print_figure(row, sides)


def print_figure(row: Row, sides: Mapping[str, str]) -> None:
    """Print one figure: how many, who says so, as of when, and in which words."""
    says = f"{row['source']}{_aside(sides, row['side'])}"
    scope = "" if row["scope"] == "total" else f", {'of one day' if row['scope'] == 'day' else 'a part'}"
    cited = f", in {count(len(row['cited']), 'report')}" if len(row["cited"]) > 1 else ""
    told = f"    {bounds(row)}{scope}  {says}, as of {row['as_of'] or 'an unknown day'}{cited}"
    console.print(Text.assemble(told, (f"  “{cell(row['quote'])}”  {row['figure_id']}", "dim")), soft_wrap=True)


def _print_grades(told: Told) -> None:
    if told.grades:
        _heading("How well it stands")
    for matter in MATTERS:
        if matter in told.grades:
            row = told.grades[matter]
            admiralty = (f"  Admiralty {row['admiralty']}", "dim")
            console.print(Text.assemble((f"  {matter:<8}", "bold"), row["why"], admiralty), soft_wrap=True)


def _heading(text: str) -> None:
    console.print()
    console.print(Text(text, style="bold underline"))


def _record(told: Told) -> dict[str, Any]:
    return told.event | {
        "places": told.places, "asserted": [row["claim_id"] for row in told.asserted],
        "denied": [row["claim_id"] for row in told.denied], "origins": told.origins,
        "grades": {matter: row["grade"] for matter, row in told.grades.items()},
    }  # fmt: skip


def _details(told: Told, spans: Mapping[str, tuple[Sequence[Row], Range]]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "claims": [*told.asserted, *told.denied], "judged": told.judged, "grades": list(told.grades.values()),
        "parts": [row["event_id"] for row in told.parts], "contradictions": told.contradictions,
        "figures": [{"topic": rows[0]["topic"], "range": asdict(span), "estimates": rows} for rows, span in
                    spans.values()],
    }  # fmt: skip
