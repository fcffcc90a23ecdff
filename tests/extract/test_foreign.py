"""Rows of tables that others made: each is one claim in the words of the row, what is wrong in it is named."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.documents.formats.test_foreign import ACLED, GED, OBSERVATION
from trucewatch.documents.formats.part import Part
from trucewatch.documents.formats.rows import split_rows
from trucewatch.documents.model import Received
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.foreign.acts import act_of_words, foreign_rules
from trucewatch.extract.foreign.dates import parse_day, parse_stamp, span_of, widen
from trucewatch.pipeline.document import Tables, Tools, process_documents
from trucewatch.records import make_id

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "observations.csv"
ACLED_ROW = {
    "event_id_cnty": "VEL7", "event_date": "06 May 2031", "time_precision": "1", "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Military Forces of France (2017-)", "assoc_actor_1": "Orle Guard; Tarsk Guard",
    "actor2": "Civilians (Velmar)", "country": "France", "location": "Brenka", "latitude": "41.1820",
    "longitude": "22.4310", "geo_precision": "2", "source": "Astgard Courier", "notes": "Shells fell on a mill.",
    "fatalities": "4", "timestamp": "1936051200",
}  # fmt: skip
GED_ROW = {
    "source_article": "Astgard Courier, 2031-05-09", "source_office": "Astgard Courier", "source_date": "2031-05-09",
    "source_headline": "A week of fighting", "source_original": "mayor of Tarsk", "where_prec": "1",
    "where_coordinates": "Tarsk", "latitude": "41.09", "longitude": "22.51", "date_prec": "2",
    "date_start": "2031-05-05 00:00:00.000", "date_end": "2031-05-07 00:00:00.000", "deaths_civilians": "3",
    "best": "5", "high": "9", "low": "4", "type_of_violence": "3", "side_a": "Orle Guard", "side_b": "Civilians",
}  # fmt: skip
OBSERVATION_ROW = {
    "position": "Tarsk mill", "event_place": "Brenka", "latitude": "41.18", "longitude": "22.43", "count": "at least 4",
    "observation": "heard", "description": "shelling", "date": "2031-05-06", "time": "22:15 UTC",
    "observer": "Patrol 2",
}  # fmt: skip


def received(columns: list[str], row: dict[str, str]) -> Iterator[Received]:
    columns = [*columns, *(name for name in row if name not in columns)]
    text = StringIO()
    csv.writer(text).writerows([columns, [row.get(name, "") for name in columns]])
    yield from as_received(text.getvalue().encode())


def as_received(table: bytes) -> Iterator[Received]:
    for part in split_rows(BytesIO(table)):
        assert isinstance(part, Part) and part.media_type
        yield Received(
            document_id=make_id("d", part.locator), source_sha256="0" * 64, origin="table.csv", locator=part.locator,
            media_type=part.media_type, payload=part.payload,
        )  # fmt: skip


def read(tools: Tools, columns: list[str], row: dict[str, str], **changed: str) -> Tables:
    (tables,) = process_documents(list(received(columns, row | changed)), tools)
    text = tables["documents"][0].text
    for name in ("times", "places", "actors", "attributions", "figures", "claims"):
        for record in tables[name]:
            assert text[record.start : record.end] == record.quote
    return tables


def reasons(tables: Tables) -> list[tuple[str, str | None]]:
    return [(issue.code, issue.quote) for issue in tables["issues"]]


def test_a_row_of_acled_is_one_claim_of_its_source(tools: Tools) -> None:
    tables = read(tools, ACLED, ACLED_ROW)
    (claim,), (document,) = tables["claims"], tables["documents"]
    assert (claim.kind, claim.act, claim.event_type, claim.status) == ("record", "shelling", "ASSAULT", "alleged")
    assert (claim.date, claim.claimant, claim.chain) == ("2031-05-06", "Astgard Courier", ("Astgard Courier", "ACLED"))
    assert claim.quote == document.text
    assert not claim.own_voice
    assert [actor.name for actor in claim.recipients] == ["Civilians (Velmar)"]
    assert [actor.name for actor in claim.mentioned] == ["Orle Guard", "Tarsk Guard"]
    assert {actor.quote: actor.affiliation for actor in tables["actors"]}[ACLED_ROW["actor1"]] == "france"
    assert (document.title, document.outlet, document.published) == ("Shells fell on a mill.", "ACLED", "2031-05-09")
    (place,) = tables["places"]
    assert (place.quote, place.lat, place.lon, place.radius_km) == ("Brenka", 41.182, 22.431, 25.0)
    (figure,) = tables["figures"]
    assert (figure.low, figure.high, figure.best, figure.unit) == (4, None, 4, "killed")
    assert tables["issues"] == []


def test_no_fatalities_are_unknown_and_the_claim_says_so(tools: Tools) -> None:
    tables = read(tools, ACLED, ACLED_ROW, fatalities="0")
    assert tables["figures"] == []
    assert "unknown" in tables["claims"][0].why


@pytest.mark.parametrize(("level", "value"), [("1", "2031-05-06"), ("2", "2031-W19"), ("3", "2031-05")])
def test_a_date_is_as_fine_as_its_precision(tools: Tools, level: str, value: str) -> None:
    tables = read(tools, ACLED, ACLED_ROW, time_precision=level)
    assert (tables["claims"][0].date, tables["times"][0].value) == (value, value)


@pytest.mark.parametrize(
    ("column", "value", "lost"),
    [
        ("event_date", "31-Apr-31", "date"), ("event_date", "03/04/2031", "date"), ("event_date", "9999-12-31", "date"),
        ("latitude", "139.2", "place_ids"), ("longitude", "east", "place_ids"), ("fatalities", "-4", "figure_ids"),
        ("fatalities", "some", "figure_ids"), ("fatalities", "9" * 400, "figure_ids"),
        ("latitude", "nan", "place_ids"), ("sub_event_type", "Clashing", "act"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_the_claim_goes_without_it(tools: Tools, column: str, value: str, lost: str) -> None:
    tables = read(tools, ACLED, ACLED_ROW, **{column: value})
    (claim,) = tables["claims"]
    assert not getattr(claim, lost)
    assert claim.claimant == "Astgard Courier"
    issue = next(issue for issue in tables["issues"] if issue.code == "bad-row")
    assert (issue.quote, issue.origin) == (value, "table.csv row 2")
    assert issue.reason.startswith(f"Row 2, column “{column}”: “{value}”")


def test_a_row_without_source_or_date_is_kept_and_says_so(tools: Tools) -> None:
    tables = read(tools, ACLED, ACLED_ROW, source="", event_date="", timestamp="")
    (claim,) = tables["claims"]
    assert (claim.date, claim.claimant, claim.chain, claim.attribution_id) == (None, "ACLED", ("ACLED",), None)
    assert sorted(code for code, _ in reasons(tables)) == ["bad-row", "bad-row", "undated"]


def test_a_row_of_ged_keeps_who_said_it_first(tools: Tools) -> None:
    tables = read(tools, GED, GED_ROW)
    (claim,) = tables["claims"]
    assert claim.chain == ("mayor of Tarsk", "Astgard Courier", "UCDP GED")
    assert (claim.act, claim.date, claim.claimant) == ("killing", "2031-05-05/2031-05-07", "mayor of Tarsk")
    whole, civilians = tables["figures"]
    assert (whole.low, whole.best, whole.high) == (4, 5, 9)
    assert whole.quote == "5\nhigh: 9\nlow: 4"
    assert (civilians.best, civilians.part_of, civilians.counted_quote) == (3, whole.figure_id, "deaths_civilians")
    assert (tables["documents"][0].title, tables["documents"][0].published) == ("A week of fighting", "2031-05-09")


def test_estimates_that_contradict_each_other_are_no_bounds(tools: Tools) -> None:
    tables = read(tools, GED, GED_ROW, high="2")
    assert ("bad-row", "2") in reasons(tables)
    assert (tables["figures"][0].low, tables["figures"][0].high, tables["figures"][0].best) == (None, None, 5)


def test_a_table_without_sides_and_kinds_still_gives_claims(tools: Tools) -> None:
    tables = read(tools, GED, {name: value for name, value in GED_ROW.items() if name in GED})
    assert (tables["claims"][0].act, tables["claims"][0].actors) == (None, ())


@pytest.mark.parametrize(
    ("observation", "status"), [("saw", "happened"), ("Recorded", "happened"), ("heard", "alleged")]
)
def test_what_was_seen_happened_and_what_was_heard_is_alleged(tools: Tools, observation: str, status: str) -> None:
    tables = read(tools, OBSERVATION, OBSERVATION_ROW, observation=observation)
    (claim,) = tables["claims"]
    assert (claim.status, claim.act, claim.claimant) == (status, "shelling", "Patrol 2")
    assert (claim.date, tables["times"][1].zone) == ("2031-05-06T22:15", "UTC")
    assert (tables["figures"][0].low, tables["figures"][0].high) == (4, None)
    assert claim.place_mention_ids == (tables["places"][0].mention_id,)


@pytest.mark.parametrize("words", ["ceasefire line", "armed men on a bridge", "no explosions", ""])
def test_words_that_tell_of_no_act_make_none(words: str) -> None:
    assert act_of_words(words) == (None, ())


def test_nothing_observed_is_no_act() -> None:
    assert act_of_words("no shelling near the mill") == (None, ())
    found, rules = act_of_words("two hours of shelling")
    assert found is not None
    assert (found.code, rules) == ("shelling", ("acts.shelling",))


def test_the_shipped_example_reads_without_a_bad_row(tools: Tools) -> None:
    tables = process_documents(list(as_received(EXAMPLE.read_bytes())), tools)
    assert len(tables) == 6
    assert {issue.code for made in tables for issue in made["issues"]} <= {"unknown-place"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-05-06", date(2031, 5, 6)), ("2031-05-06 00:00:00.000", date(2031, 5, 6)),
        ("6 May 2031", date(2031, 5, 6)),
        ("06-May-31", date(2031, 5, 6)), ("6 September 2031", date(2031, 9, 6)), ("13/05/2031", date(2031, 5, 13)),
        ("5/13/2031", date(2031, 5, 13)), ("03/04/2031", None), ("03.04.2031", date(2031, 4, 3)), ("2031-02-30", None),
        ("6 Foo 2031", None), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_days_as_tables_write_them(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_values_of_days_are_the_shortest_that_bound_them() -> None:
    assert span_of(date(2031, 5, 1), date(2031, 5, 31)) == "2031-05"
    assert span_of(date(2031, 1, 1), date(2031, 12, 31)) == "2031"
    assert span_of(date(2031, 5, 5), date(2031, 5, 11)) == "2031-W19" == widen(date(2031, 5, 7), "week")
    assert span_of(date(2031, 5, 5), date(2031, 5, 12)) == "2031-05-05/2031-05-12"
    assert parse_stamp("2031-05-06;2031-05-09") == date(2031, 5, 9)


def test_every_rule_names_an_act_or_none() -> None:
    acts = {rule.get("act") for rule in foreign_rules() if rule.get("table")}
    assert acts <= {*act_lexicon().types, "none"}


def test_twenty_thousand_rows_pass_quickly(tools: Tools) -> None:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(ACLED)
    for number in range(20_000):
        row: dict[str, Any] = ACLED_ROW | {"event_id_cnty": f"VEL{number}", "fatalities": number % 9}
        writer.writerow([row.get(name, "") for name in ACLED])
    table = text.getvalue().encode()
    began, claims = time.process_time(), 0
    batch: list[Received] = []
    for item in as_received(table):
        batch.append(item)
        if len(batch) == 500:
            claims += sum(len(tables["claims"]) for tables in process_documents(batch, tools))
            batch = []
    assert claims == 20_000
    assert time.process_time() - began < 30
