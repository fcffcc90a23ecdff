"""Rows of a small invented case for tests of events: claims as `Case.arrow` would give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trucewatch.casebook import Actor, Affiliation, Casebook, Name
from trucewatch.linking.model import Row, Tables

PLACES = {
    "Orlevik": (45.0, 20.0, 5.0),
    "Sella": (45.05, 20.02, 5.0),
    "Tarsk": (46.5, 22.0, 5.0),
    "Ardovia": (45.4, 20.6, 150.0),
}
"""Invented places: latitude, longitude, radius in km."""


def casebook() -> Casebook:
    """Two states, each with an army and a government."""
    actors = {}
    for state in ("ardovia", "tirvania"):
        actors[state] = Actor(state, "state", (Name(state.title()),), demonyms=(f"{state.title()}n",))
        for body, kind in (("army", "force"), ("cabinet", "government")):
            name = f"{state}-{body}"
            actors[name] = Actor(name, kind, (Name(name),), affiliations=(Affiliation(state),))
    return Casebook((), {}, actors, {}, {}, "0" * 64)


class Told:
    """Collects documents and claims; every claim has a sentence of its own in its document."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.claims: list[dict[str, Any]] = []
        self.places: list[dict[str, Any]] = []
        self.figures: list[dict[str, Any]] = []

    def document(self, name: str, published: str | None) -> None:
        """Add a document without text."""
        self.documents[name] = {
            "document_id": name, "text": "", "published_from": published, "published_to": published,
        }  # fmt: skip

    def claim(self, document: str, act: str, words: str, sentence: str | None = None, **more: Any) -> str:
        """Add a claim; ``where`` names a place, ``by`` and ``on`` actors, ``killed`` bounds of a figure."""
        row = self.documents[document]
        sentence = sentence or f"It is told that {words}."
        start = len(row["text"]) + sentence.index(words)
        row["text"] += sentence + " \n\n"
        claim_id = f"c-{len(self.claims) + 1:016x}"
        status = more.get("status", "happened")
        self.claims.append(
            {
                "claim_id": claim_id, "document_id": document, "segment_id": f"s-{document}", "start": start,
                "end": start + len(words), "quote": words, "kind": more.get("kind", "act"), "act": act,
                "event_type": "ASSAULT", "actors": _actors(more.get("by", ())),
                "recipients": _actors(more.get("on", ())), "place_ids": self._place(more.get("where")),
                "place_mention_ids": [more["where"]] if more.get("where") else [], "date": more.get("on_day"),
                "figure_ids": self._figure(claim_id, more.get("killed")), "attribution_id": None, "status": status,
                "polarity": "denied" if status == "denied" else "asserted",
                "modality": status if status in ("planned", "omitted") else "actual",
            }
        )  # fmt: skip
        return claim_id

    def tables(self) -> Tables:
        """Return the rows by table."""
        segments = [
            {"segment_id": f"s-{name}", "document_id": name, "start": 0, "end": len(row["text"]), "role": "body"}
            for name, row in self.documents.items()
        ]
        return {
            "documents": list(self.documents.values()), "segments": segments, "claims": self.claims,
            "places": self.places, "figures": self.figures, "times": [], "attributions": [],
        }  # fmt: skip

    def _place(self, name: str | None) -> list[str]:
        if name is None:
            return []
        lat, lon, radius = PLACES[name]
        if all(place["mention_id"] != name for place in self.places):
            self.places.append(
                {"mention_id": name, "place_id": f"casebook:{name}", "lat": lat, "lon": lon, "radius_km": radius}
            )
        return [f"casebook:{name}"]

    def _figure(self, claim_id: str, bounds: tuple[float | None, float | None] | None) -> list[str]:
        if bounds is None:
            return []
        self.figures.append({"figure_id": f"f-{claim_id}", "unit": "killed", "low": bounds[0], "high": bounds[1]})
        return [f"f-{claim_id}"]


def _actors(names: Sequence[str]) -> list[Mapping[str, Any]]:
    return [{"actor_id": name, "name": name, "mention_id": None} for name in names]


def same_event(events: Sequence[Any], *claims: str) -> bool:
    """Return whether one event holds all these claims."""
    return any(set(claims) <= set(event.claim_ids) for event in events)


def raid(case: Told) -> list[str]:
    """Four reports of one raid, each in other words, and one undated; return their ids."""
    days = {"north": "2031-05-06", "south": "2031-05-07", "wire": "2031-05-06", "late": "2031-05-08"}
    for name, day in days.items():
        case.document(name, day)
    return [
        case.claim("north", "shelling", "Tirvanian guns shelled Orlevik", by=["tirvania-army"], where="Orlevik",
                   on_day="2031-05-05", killed=(12, 12)),
        case.claim("south", "shelling", "a bombardment of Orlevik by Tirvania", by=["tirvania"], where="Orlevik",
                   on_day="2031-05-05", status="alleged"),
        case.claim("wire", "offensive", "Orlevik was attacked", on=["ardovia"], where="Orlevik", on_day="2031-05-05"),
        case.claim("late", "shelling", "denied that it had shelled Orlevik", by=["tirvania-army"], where="Orlevik",
                   status="denied", killed=(12, 12)),
    ]  # fmt: skip


Rows = Sequence[Row]
