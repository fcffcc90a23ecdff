"""What the dossier shows, taken from the tables of a case once, and indexed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from trucewatch.casebook import Casebook
from trucewatch.records import TABLES
from trucewatch.storage import Case
from trucewatch.storage.events import EventFilter, Told, find_events, judged_pairs
from trucewatch.storage.linked import casebook_of
from trucewatch.storage.sharing import list_contradictions, list_copies, list_figures

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """All rows of a case by table, documents by id, rows by document, and the casebook they were made with.

    ``told`` are the events with all that belongs to them; ``copies``, ``contradictions`` and ``estimates`` as
    `storage.sharing` lists them; ``events`` are by id, ``origins`` by the claim's id; ``judged`` are the
    links that people judged.
    """

    tables: dict[str, list[Row]]
    documents: list[Row]
    by_id: dict[str, Row]
    by_document: dict[tuple[str, str], list[Row]]
    casebook: Casebook
    place_names: dict[str, str]
    told: list[Told]
    copies: list[Row]
    contradictions: list[Row]
    estimates: list[Row]
    events: dict[str, Row]
    origins: dict[str, Row]
    judged: list[Row]

    def of(self, table: str, document_id: str) -> list[Row]:
        """Return the rows of a table that belong to a document, in text order."""
        return self.by_document.get((table, document_id), [])

    def title(self, document_id: str) -> str:
        """Return what to call a document: its outlet and title, else its file."""
        return document_title(self.by_id[document_id])

    def target(self, claim: Row) -> str:
        """Return the link to a claim's words."""
        return f"#{claim['figure_ids'][0] if claim['kind'] == 'figure' else claim['claim_id']}"

    def claims(self, *kinds: str) -> list[Row]:
        """Return the claims of some kinds that nobody rejected, in the order of their documents."""
        return [row for row in self.tables["claims"] if row["kind"] in kinds and row["review"] != "rejected"]

    def side(self, side: str | None) -> str:
        """Return the title of a side, an empty text where there is none."""
        return self.casebook.sides.get(side, side) if side else ""

    def places_of(self, claim: Row) -> str:
        """Return the names of a claim's places."""
        return ", ".join(dict.fromkeys(self.place_names.get(place_id, place_id) for place_id in claim["place_ids"]))


def document_title(document: Row) -> str:
    """Return what to call a document: its title, else the name of its file."""
    return str(document["title"] or f"{document['origin'].rsplit('/', 1)[-1]} {document['locator']}".strip())


def load_content(case: Case) -> Content:
    """Read the tables of a case, those of linking included."""
    case.link()
    tables = {name: case.arrow(name).to_pylist() for name in TABLES}
    documents = sorted(
        tables["documents"], key=lambda row: (row["published_from"] or "9999", row["origin"], row["locator"])
    )
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for name, rows in tables.items():
        for row in rows:
            if row["document_id"]:
                grouped[name, row["document_id"]].append(row)
    names = {row["place_id"]: row["name"] for row in tables["places"] if row["place_id"]}
    by_id = {row["document_id"]: row for row in documents}
    told = find_events(case, EventFilter())
    events = {one.event["event_id"]: one.event for one in told}
    origins = {row["claim_id"]: row for row in case.arrow("origins").to_pylist()}
    return Content(
        tables, documents, by_id, dict(grouped), casebook_of(case), names, told, list_copies(case),
        list_contradictions(case, None), list_figures(case, None), events, origins,
        judged_pairs(case, list(origins)),
    )  # fmt: skip
