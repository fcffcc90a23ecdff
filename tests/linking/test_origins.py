from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.reports import Row, body, claim, document
from trucewatch.casebook import Casebook
from trucewatch.casebook.load import load_casebooks
from trucewatch.linking.copies import find_copies
from trucewatch.linking.origins import count_origins, find_origins
from trucewatch.linking.voices import is_person
from trucewatch.records.link import Origin

BOOK = """
sides:
  north: Nordania
  south: Sudmark
actors:
  nordania: {kind: state, side: north, names: [Nordania], demonyms: [Nordanian, Nordanians], metonyms: [Tarnholm]}
  nordania-defence: {kind: ministry, organ: defence-ministry, side: north, affiliations: nordania,
    names: [Nordanian Defence Ministry]}
  nordania-army: {kind: force, organ: armed-forces, side: north, affiliations: nordania, names: [Nordanian army]}
  nordania-presidency: {kind: office, organ: presidency, affiliations: nordania, names: [Nordanian presidency]}
  ada-brenn: {kind: person, names: [Ada Brenn], affiliations: [
    {of: nordania, office: president, since: 2030-01-01, until: 2031-12-31}]}
  lake-mission: {kind: body, names: [Lake Monitoring Mission]}
  sudmark: {kind: state, side: south, names: [Sudmark]}
outlets:
  beacon: {names: [Beacon Wire], side: south, genre: agency}
  courier: {names: [Orsk Courier], side: north}
"""
MILL = (
    "The mill burned down in the night and forty tonnes of rye were lost with it, which the town had saved for spring."
)


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    path: Path = tmp_path_factory.mktemp("books") / "north.yml"
    path.write_text(BOOK)
    return load_casebooks([path])


def traced(claims: Sequence[Row], documents: Sequence[Row], casebook: Casebook) -> dict[str, Origin]:
    copies = find_copies(documents, [body(row) for row in documents], casebook)
    found = find_origins(claims, documents, [], copies, casebook)
    assert [origin.claim_id for origin in found] == sorted(row["claim_id"] for row in claims)
    return {origin.claim_id: origin for origin in found}


def one(casebook: Casebook, claimant: str | None, text: str = "", **fields: Any) -> Origin:
    of_claim = {key: fields.pop(key) for key in ("claimant_actor_id", "claimant_side") if key in fields}
    row = document("d-1", text, **{"day": "2031-05-02", "outlet": "Daily Mirrow"} | fields)
    return traced([claim("c-1", "d-1", claimant, **of_claim)], [row], casebook)["c-1"]


def test_own_voice_is_the_outlet(casebook: Casebook) -> None:
    origin = one(casebook, None, outlet="Orsk Courier", outlet_id="courier")
    assert (origin.origin, origin.side, origin.kind) == ("outlet:courier", "north", "outlet")
    assert one(casebook, None).origin == "outlet:daily mirrow"
    assert one(casebook, None, outlet=None).origin == "document:d-1"


def test_an_opinion_is_its_author(casebook: Casebook) -> None:
    origin = one(casebook, None, genre="opinion", author="Ulla Feld", outlet_id="courier", outlet="Orsk Courier")
    assert (origin.origin, origin.side, origin.kind) == ("author:ulla feld", "north", "author")


def test_a_statement_is_the_body_that_issues_it(casebook: Casebook) -> None:
    origin = one(casebook, None, genre="statement", outlet="Nordanian Defence Ministry")
    assert (origin.origin, origin.side, origin.kind) == ("nordania-defence", "north", "actor")
    assert one(casebook, None, genre="statement", outlet="River Aid").kind == "actor"


def test_a_statement_without_an_outlet_is_its_author_whom_the_casebook_may_know(casebook: Casebook) -> None:
    origin = one(casebook, None, genre="statement", outlet=None, author="Nordanian Defence Ministry")
    assert (origin.origin, origin.side, origin.kind) == ("nordania-defence", "north", "actor")
    assert one(casebook, None, genre="statement", outlet=None, author="River Aid").origin == "author:river aid"


def test_a_president_speaks_for_the_presidency_while_in_office(casebook: Casebook) -> None:
    assert one(casebook, "Ada Brenn", claimant_actor_id="ada-brenn").origin == "nordania-presidency"
    assert one(casebook, "Ada Brenn", claimant_actor_id="ada-brenn", day="2033-01-01").origin == "ada-brenn"


def test_an_army_speaks_through_its_ministry(casebook: Casebook) -> None:
    assert one(casebook, "Nordanian army", claimant_actor_id="nordania-army").origin == "nordania-defence"


def test_monitors_are_told_by_name(casebook: Casebook) -> None:
    assert one(casebook, "Lake Monitoring Mission", claimant_actor_id="lake-mission").kind == "monitor"


@pytest.mark.parametrize(
    "text",
    [
        "The pump was hit, said Colonel Ivo Rask of the General Staff.",
        "The General Staff's spokesman Ivo Rask said that the pump was hit.",
        "Ivo Rask, a spokesman for the General Staff, said that the pump was hit.",
    ],
)
def test_who_is_shown_with_a_body_speaks_for_it(casebook: Casebook, text: str) -> None:
    assert one(casebook, "Ivo Rask", text).origin == "named:general staff"


def test_a_brigadier_beside_the_only_body(casebook: Casebook) -> None:
    text = "The General Staff denied it. Brigadier Ivo Rask said that no gun had been moved."
    rows = [claim("c-1", "d-1", "General Staff"), claim("c-2", "d-1", "Ivo Rask")]
    found = traced(rows, [document("d-1", text)], casebook)
    assert found["c-2"].origin == found["c-1"].origin == "named:general staff"
    mayor = text.replace("Brigadier", "Mayor")
    assert traced(rows, [document("d-1", mayor)], casebook)["c-2"].origin == "named:ivo rask"


@pytest.mark.parametrize(
    "text",
    [
        "Sudmark said that Nordania bombed the mill. An army spokesman, Ivo Rask, said that Sudmark shelled a ward.",
        "Sudmark said that Nordania bombed the mill. Brigadier Ivo Rask said that gunners from Sudmark shelled a ward.",
        "Sudmark denied it. Ivo Rask, a brigadier, said that troops of Sudmark shelled a ward.",
        "Sudmark denied it. Brigadier Ivo Rask told reporters in Orsk that men from Sudmark shelled a ward.",
        "Sudmark denied it. Colonel Ivo Rask accused the army of Sudmark of shelling a ward.",
        "Sudmark denied it. Colonel Ivo Rask blamed shelling on gunners of Sudmark.",
    ],
)
def test_nobody_speaks_for_the_body_that_he_accuses(casebook: Casebook, text: str) -> None:
    accused = [{"actor_id": "sudmark", "name": "Sudmark", "mention_id": None}]
    rows = [
        claim("c-1", "d-1", "Sudmark", claimant_actor_id="sudmark"),
        claim("c-2", "d-1", "Ivo Rask", actors=accused),
    ]
    assert traced(rows, [document("d-1", text)], casebook)["c-2"].origin == "named:ivo rask"


def test_an_unnamed_paper_is_not_of_the_body_that_it_accuses(casebook: Casebook) -> None:
    text = "Sudmark said that the mill was bombed. A statement said that Sudmark shelled a ward."
    accused = [{"actor_id": "sudmark", "name": "Sudmark", "mention_id": None}]
    rows = [claim("c-1", "d-1", "Sudmark", claimant_actor_id="sudmark"), claim("c-2", "d-1", "statement")]
    assert traced(rows, [document("d-1", text)], casebook)["c-2"].origin == "sudmark"
    rows[1]["actors"] = accused
    assert traced(rows, [document("d-1", text)], casebook)["c-2"].origin == "unnamed:statement"


def test_a_syndicate_is_a_body(casebook: Casebook) -> None:
    assert one(casebook, "Orsk Nurses' Syndicate").name == "Orsk Nurses' Syndicate"
    assert one(casebook, "Orsk Nurses' Syndicate").origin == "named:orsk nurses' syndicate"
    assert not is_person("Orsk Nurses' Syndicate")


def test_one_mayor_in_two_papers(casebook: Casebook) -> None:
    rows = [claim("c-1", "d-1", "Mayor Petra Holm"), claim("c-2", "d-2", "Holm"), claim("c-3", "d-2", "Petra Holm")]
    found = traced(
        rows, [document("d-1", "Mayor Petra Holm said so."), document("d-2", "Petra Holm said so.")], casebook
    )
    assert {origin.origin for origin in found.values()} == {"named:petra holm"}


def test_two_persons_of_one_family_stay_two(casebook: Casebook) -> None:
    rows = [claim("c-1", "d-1", "Petra Holm"), claim("c-2", "d-2", "Jan Holm"), claim("c-3", "d-3", "Holm")]
    found = traced(rows, [document(key, "Holm said so.") for key in ("d-1", "d-2", "d-3")], casebook)
    assert len({origin.origin for origin in found.values()}) == 3


def test_a_person_described_by_title(casebook: Casebook) -> None:
    text = "Roofs were torn off, the regional governor said. The regional governor Jan Holm told us that two died."
    rows = [claim("c-1", "d-1", "regional governor"), claim("c-2", "d-1", "Jan Holm")]
    found = traced(rows, [document("d-1", text)], casebook)
    assert found["c-1"].origin == found["c-2"].origin == "named:jan holm"


def test_unnamed_sources_are_told_apart_by_their_words(casebook: Casebook) -> None:
    assert one(casebook, "eyewitnesses").origin == "unnamed:eyewitnesses"
    assert one(casebook, "eyewitnesses").kind == "witness"
    officials = one(casebook, "Nordanian officials")
    assert (officials.origin, officials.side, officials.kind) == ("unnamed:nordanian officials", "north", "unnamed")
    assert one(casebook, "They").origin == "unnamed:d-1"


def test_a_paper_of_a_body_is_the_body(casebook: Casebook) -> None:
    assert one(casebook, "night log of the Lake Monitoring Mission").origin == "lake-mission"
    assert one(casebook, "Lake Monitoring Mission estimates").origin == "lake-mission"


def test_a_body_of_another_document(casebook: Casebook) -> None:
    rows = [claim("c-1", "d-1"), claim("c-2", "d-2", "River Aid")]
    texts = [document("d-1", "", outlet="River Aid", genre="statement"), document("d-2", "", outlet="Daily Mirrow")]
    found = traced(rows, texts, casebook)
    assert found["c-1"].origin == found["c-2"].origin == "outlet:river aid"


def test_copied_words_have_the_origin_of_their_source(casebook: Casebook) -> None:
    wire = document("d-1", MILL, outlet="Beacon Wire", outlet_id="beacon", day="2031-05-02")
    paper = document("d-2", MILL, outlet="Daily Mirrow", day="2031-05-03")
    span = {"start": 4, "end": 24, "quote": MILL[4:24]}
    found = traced([claim("c-1", "d-1", **span), claim("c-2", "d-2", **span)], [wire, paper], casebook)
    assert found["c-2"].origin == found["c-1"].origin == "outlet:beacon"
    assert (found["c-2"].copied_from, found["c-2"].side) == ("d-1", "south")
    said = claim("c-1", "d-1", "Lake Monitoring Mission", claimant_actor_id="lake-mission", **span)
    assert traced([said, claim("c-2", "d-2", **span)], [wire, paper], casebook)["c-2"].origin == "lake-mission"


def test_words_beside_a_copied_passage_are_the_papers_own(casebook: Casebook) -> None:
    wire = document("d-1", MILL, outlet="Beacon Wire", outlet_id="beacon", day="2031-05-02")
    text = f"{MILL} We found the yard empty at noon."
    paper = document("d-2", text, outlet="Daily Mirrow", day="2031-05-03")
    own = claim("c-1", "d-2", start=len(MILL) + 1, end=len(text), quote=text[len(MILL) + 1 :])
    assert traced([own], [wire, paper], casebook)["c-1"].origin == "outlet:daily mirrow"


def test_a_report_signed_by_an_agency_is_the_agencys(casebook: Casebook) -> None:
    assert one(casebook, None, f"{MILL} (AFP)").origin == "outlet:afp"
    assert one(casebook, None, f"{MILL} (AFP/Reuters)").origin == "outlet:daily mirrow"


def test_a_withdrawn_report_is_marked(casebook: Casebook) -> None:
    early = document("d-1", MILL, address="mirrow.example/7", day="2031-05-02")
    late = document("d-2", "This article has been withdrawn.", address="mirrow.example/7", day="2031-05-03")
    rows = [claim("c-1", "d-1", quote=MILL[4:24])]
    assert traced(rows, [early, late], casebook)["c-1"].withdrawn_by == "d-2"
    fixed = document(
        "d-3", f"Correction: it was not the mill. {MILL[30:]}", address="mirrow.example/7", day="2031-05-03"
    )
    assert traced(rows, [early, fixed], casebook)["c-1"].withdrawn_by == "d-3"
    kept = [claim("c-1", "d-1", quote="forty tonnes of rye")]
    assert traced(kept, [early, fixed], casebook)["c-1"].withdrawn_by is None


def test_only_those_who_assert_are_counted(casebook: Casebook) -> None:
    rows = [
        claim("c-1", "d-1", "River Aid"), claim("c-2", "d-1", "Lake Guild", polarity="denied"),
        claim("c-3", "d-1", "River Aid"),
    ]  # fmt: skip
    found = traced(rows, [document("d-1", "")], casebook)
    assert count_origins(rows, found.values(), casebook) == ("named:river aid",)


def test_a_state_is_not_counted_beside_its_organ(casebook: Casebook) -> None:
    rows = [
        claim("c-1", "d-1", "Tarnholm", claimant_actor_id="nordania"),
        claim("c-2", "d-1", "Nordanian Defence Ministry", claimant_actor_id="nordania-defence"),
    ]
    found = traced(rows, [document("d-1", "")], casebook)
    assert count_origins(rows, found.values(), casebook) == ("nordania-defence",)


def test_a_circle_of_copies_ends(casebook: Casebook) -> None:
    rows = [document(key, MILL, outlet=name) for key, name in (("d-1", "Daily Mirrow"), ("d-2", "Orsk Courier"))]
    (copy,) = find_copies(rows, [body(row) for row in rows], casebook)
    circle = [copy, replace(copy, left_id=copy.right_id, right_id=copy.left_id)]
    claims = [
        claim(key, row["document_id"], start=4, end=24, quote=MILL[4:24]) for key, row in zip("ab", rows, strict=True)
    ]
    assert len(find_origins(claims, rows, [], circle, casebook)) == 2


@given(st.permutations(range(5)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    book = load_casebooks([])
    rows = [
        document("d-1", f"{MILL} (AFP)", outlet="Daily Mirrow", day="2031-05-02"),
        document("d-2", MILL, outlet="Orsk Courier", day="2031-05-03"),
        document("d-3", "Colonel Ivo Rask of the General Staff said so.", outlet="Orsk Courier"),
        document("d-4", "Rask said so.", outlet="Daily Mirrow"),
        document("d-5", MILL[20:], outlet="Beacon Wire", day="2031-05-02"),
    ]
    claims = [
        claim("c-1", "d-1", start=4, end=24, quote=MILL[4:24]), claim("c-2", "d-2", start=4, end=24, quote=MILL[4:24]),
        claim("c-3", "d-3", "Ivo Rask"), claim("c-4", "d-4", "Rask"), claim("c-5", "d-5", start=30, end=50),
    ]  # fmt: skip
    copies = find_copies(rows, [body(row) for row in rows], book)
    shuffled = find_origins([claims[at] for at in order], [rows[at] for at in order], [], copies, book)
    assert shuffled == find_origins(claims, rows, [], copies, book)
