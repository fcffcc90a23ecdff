"""Names that a casebook lacks, from the rows of a case."""

from __future__ import annotations

from typing import Any

from trucewatch.casebook.suggest import suggest_names

TEXT = "The Tarn Council met in Ovik. Later the Tarn Council left. Mr Bel of the council spoke in Ovik."


def row(document: str, quote: str, start: int, **fields: Any) -> dict[str, Any]:
    return {"document_id": document, "quote": quote, "start": start, "end": start + len(quote), **fields}


def actor(document: str, quote: str, start: int, actor_id: str | None, form: str = "name") -> dict[str, Any]:
    return row(document, quote, start, actor_id=actor_id, form=form, name=quote, kind="body")


def test_unknown_names_by_frequency_with_their_words() -> None:
    tables = {
        "documents": [{"document_id": "d1", "text": TEXT}, {"document_id": "d2", "text": "In Ovik."}],
        "actors": [
            actor("d1", "The Tarn Council", 0, "local:Tarn Council"),
            actor("d1", "the Tarn Council", 36, "local:Tarn Council"),
            actor("d1", "the council", 69, None, "description"),
            actor("d1", "Bel", 62, None),
            actor("d1", "Velmar", 0, "velmar"),
        ],
        "places": [
            row("d1", "Ovik", 24, place_id=None),
            row("d1", "Ovik", 90, place_id=None),
            row("d2", "Ovik", 3, place_id=None),
            row("d1", "Tarn", 4, place_id="geonames:1"),
        ],
        "issues": [
            row("d2", "Ovik", 3, code="unknown-place"),
            row("d2", "Ovik", 3, code="other"),
            {"document_id": None, "code": "unknown-place", "quote": None, "start": None, "end": None},
        ],
    }
    suggestions = suggest_names(tables)
    assert [(item.name, item.kind, item.count, item.documents) for item in suggestions] == [
        ("Ovik", "place", 3, ("d1", "d2")),
        ("the Tarn Council", "body", 2, ("d1",)),
        ("Bel", "body", 1, ("d1",)),
    ]
    assert suggestions[0].words[:2] == (TEXT[: 24 + 4 + 60], "In Ovik.")
    assert all("Ovik" in words for words in suggestions[0].words)


def test_many_places_of_one_name_show_every_document_first() -> None:
    places = [row("d1", "Ovik", start, place_id=None) for start in range(0, 40, 5)]
    places.append(row("d2", "Ovik", 0, place_id=None))
    (suggestion,) = suggest_names({"places": places})
    assert suggestion.count == 9
    assert suggestion.documents == ("d1", "d2")
    assert len(suggestion.words) == 5


def test_nothing_unknown_suggests_nothing() -> None:
    assert suggest_names({}) == []
    assert suggest_names({"actors": [actor("d1", "Velmar", 0, "velmar")], "places": [], "issues": []}) == []
