"""Rows of a case for tests of figures: documents with their sentences, figures, times and places marked in them."""

from __future__ import annotations

from typing import Any

from trucewatch.casebook import Casebook
from trucewatch.linking.model import Row

CASEBOOK = Casebook((), {}, {}, {}, {}, "0" * 64)
NAMES = ("documents", "segments", "times", "places", "claims", "figures", "attributions")


class Shelf:
    """Tables of a small case, filled document by document."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {name: [] for name in NAMES}

    def document(self, key: str, text: str, published: str | None = "2033-05-10", **fields: Any) -> None:
        row = {
            "document_id": key, "text": text, "published": published, "published_from": published,
            "published_to": published, "published_quote": None, "outlet": None, "outlet_id": None, "genre": "news",
            "title": None,
        }  # fmt: skip
        self.tables["documents"].append({**row, **fields})
        segment = {"segment_id": f"s-{key}", "document_id": key, "start": 0, "end": len(text), "role": "body"}
        self.tables["segments"].append({**segment, "repeats": None})

    def figure(self, key: str, quote: str, unit: str, bounds: tuple[float | None, float | None], **fields: Any) -> str:
        start = self._start(key, quote)
        low, high = bounds
        row = {
            "figure_id": f"f-{key}-{start}", "start": start, "end": start + len(quote), "quote": quote, "low": low,
            "high": high, "best": low if low == high else None, "approximate": False, "unit": unit,
            "counted_quote": None, "attribution_id": None, "claimant": None, "as_of": None, "period": None,
            "part_of": None, "document_id": key,
        }  # fmt: skip
        self.tables["figures"].append({**row, **fields})
        return str(row["figure_id"])

    def time(self, key: str, quote: str, value: str, zone: str | None = None) -> None:
        start = self._start(key, quote)
        row = {"time_id": f"t-{key}-{start}", "document_id": key, "start": start, "end": start + len(quote)}
        self.tables["times"].append({**row, "quote": quote, "value": value, "zone": zone, "part": None})

    def place(self, key: str, quote: str, place_id: str, where: tuple[float, float], radius_km: float = 5) -> None:
        start = self._start(key, quote)
        row = {"mention_id": f"p-{key}-{start}", "document_id": key, "start": start, "end": start + len(quote)}
        lat, lon = where
        known = {"place_id": place_id, "lat": lat, "lon": lon, "radius_km": radius_km, "metonym": False}
        self.tables["places"].append({**row, "quote": quote, "name": quote, "names": (quote,), **known})

    def claim(self, key: str, quote: str, kind: str = "act", **fields: Any) -> str:
        start = self._start(key, quote)
        row = {
            "claim_id": f"c-{key}-{start}-{kind}", "document_id": key, "start": start, "end": start + len(quote),
            "quote": quote, "kind": kind, "act": None, "event_type": None, "actors": (), "recipients": (),
            "figure_ids": (), "place_ids": (), "place_mention_ids": (), "time_ids": (), "date": None,
            "polarity": "asserted", "modality": "actual", "status": "happened", "claimant": None,
            "claimant_actor_id": None, "claimant_side": None, "own_voice": True, "attribution_id": None, "chain": (),
            "mentioned": (), "repeats": (), "review": "unreviewed",
        }  # fmt: skip
        self.tables["claims"].append({**row, **fields})
        return str(row["claim_id"])

    def _start(self, key: str, quote: str) -> int:
        text = next(row["text"] for row in self.tables["documents"] if row["document_id"] == key)
        return int(text.index(quote))
