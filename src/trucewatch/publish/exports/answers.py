"""The layers of one document in the answer-key format: exact substrings, offsets into the file as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.storage import Case

Row = Mapping[str, Any]
TABLES_USED = ("times", "places", "actors", "figures", "attributions", "claims")


def case_answers(case: Case) -> list[dict[str, Any]]:
    """Return the answers of every plain-text document of a case that was received as a file of its own."""
    tables = {name: _by_document(case.arrow(name).to_pylist()) for name in TABLES_USED}
    return [
        render_answers(document, {name: grouped.get(document["document_id"], []) for name, grouped in tables.items()})
        for document in case.arrow("documents").to_pylist()
        if document["media_type"].startswith("text/plain") and not document["locator"]
    ]


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["document_id"], []).append(row)
    return grouped


def render_answers(document: Row, tables: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Return the answer object of one document.

    Args:
        document: A row of ``documents``.
        tables: Rows of this document by table name (``times``, ``places``, ``figures``, ``attributions`` …).
    """
    attributions = {row["attribution_id"]: row for row in tables.get("attributions", ())}
    kept = [row for row in tables.get("claims", ()) if row["review"] != "rejected"]
    rejected = _rejected(tables.get("claims", ()))
    names, claims = _Names(tables), list(_each_place(kept, document["text"]))
    return {
        "report": document["origin"].rsplit("/", 1)[-1],
        "published": document["published"],
        "times": [_words(row) | {"value": row["value"]} for row in tables.get("times", ()) if row["value"]],
        "places": list(_once_per_form(tables.get("places", ()))),
        "figures": [
            _figure(row, attributions) for row in tables.get("figures", ()) if row["figure_id"] not in rejected
        ],
        "statements": [
            _words(row) | {"speakers": _speakers(row), "kind": row["kind"]}
            for row in attributions.values()
            if row["source_name"] and row["attribution_id"] not in rejected and not _relays(row, attributions)
        ],
        "events": [_event(row, names) for row in claims if row["kind"] == "act" and row["status"] != "none"],
        "commitments": [_commitment(row, names) for row in claims if row["kind"] == "commitment"],
    }


def _relays(row: Row, attributions: Mapping[str, Row]) -> bool:
    """Return whether an attribution holds little but another: a key lists who spoke, not who passed it on."""
    within = (inner for inner in attributions.values() if inner["within_id"] == row["attribution_id"])
    return any(2 * (inner["end"] - inner["start"]) >= row["end"] - row["start"] for inner in within)


def _rejected(claims: Iterable[Row]) -> set[str]:
    """Return the ids of the figures and attributions whose own claims a person rejected."""
    rejected: set[str] = set()
    for row in claims:
        if row["review"] == "rejected" and row["kind"] == "figure":
            rejected.update(row["figure_ids"])
        elif row["review"] == "rejected" and row["kind"] == "statement" and row["attribution_id"]:
            rejected.add(row["attribution_id"])
    return rejected


def _words(row: Row) -> dict[str, Any]:
    return {"text": row["quote"], "start": row["start"]}


def _once_per_form(rows: Iterable[Row]) -> Iterable[dict[str, Any]]:
    seen: set[str] = set()
    for row in rows:
        form = row["quote"].casefold()
        if row["lat"] is not None and form not in seen:
            seen.add(form)
            yield _words(row) | {key: row[key] for key in ("lat", "lon", "radius_km")}


def _speakers(row: Row) -> list[str]:
    return list(dict.fromkeys(name for name in (row["source_name"], row["source_quote"]) if name))


class _Names:
    """The names that a mention goes by: as resolved, and as written."""

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self._by_id = {
            row["mention_id"]: list(dict.fromkeys((row["name"], row["quote"])))
            for table in ("actors", "places")
            for row in tables.get(table, ())
        }

    def of_participant(self, participant: Row) -> list[str]:
        """Return a participant's names."""
        return list(dict.fromkeys((participant["name"], *self._by_id.get(participant["mention_id"], ()))))

    def of_places(self, mention_ids: Sequence[str]) -> list[str]:
        """Return the names of places."""
        return list(dict.fromkeys(name for mention_id in mention_ids for name in self._by_id.get(mention_id, ())))


def _each_place(claims: Iterable[Row], text: str) -> Iterable[Row]:
    """Yield a claim once for every place where the document says it."""
    for claim in claims:
        yield claim
        for span in claim["repeats"]:
            start, _, end = span.partition(":")
            yield {**claim, "start": int(start), "end": int(end), "quote": text[int(start) : int(end)]}


def _event(row: Row, names: _Names) -> dict[str, Any]:
    return _words(row) | {
        "type": row["event_type"],
        "act": row["act"],
        "actors": [names.of_participant(actor) for actor in row["actors"]],
        "recipients": [names.of_participant(recipient) for recipient in row["recipients"]],
        "value": row["date"],
        "places": names.of_places(row["place_mention_ids"]),
        "status": row["status"],
    }


def _commitment(row: Row, names: _Names) -> dict[str, Any]:
    return _words(row) | {
        "obligors": [names.of_participant(actor) for actor in row["actors"]],
        "action": " ".join(row["quote"].split()),
        "due": row["due"],
        "places": names.of_places(row["place_mention_ids"]),
    }


def _figure(row: Row, attributions: Mapping[str, Row]) -> dict[str, Any]:
    said = attributions.get(row["attribution_id"]) if row["attribution_id"] else None
    speakers = _speakers(said) if said else []
    return _words(row) | {
        "low": row["low"],
        "high": row["high"],
        "unit": row["unit"],
        "approx": row["approximate"],
        "speakers": speakers or ["report"],
    }
