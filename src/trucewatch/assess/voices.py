"""Who first said each claim, as numbers: origins, their sides and kinds, whose independence is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from trucewatch.records.link import Origin

Ints = npt.NDArray[np.int64]

KINDS = ("actor", "monitor", "witness", "outlet", "author", "unnamed")
ACTOR, MONITOR, WITNESS, OUTLET, AUTHOR, UNNAMED = range(len(KINDS))
OWN_VOICE = frozenset({"opinion", "analysis"})
"""Genres whose own voice is their author's."""


@dataclass(frozen=True, slots=True)
class Voices:
    """By claim: the number of its origin. By origin: its key, name, side (-1: none) and kind (index of `KINDS`)."""

    origin: Ints
    keys: tuple[str, ...]
    names: tuple[str, ...]
    side: Ints
    sides: tuple[str, ...]
    kind: Ints


def read_voices(claims: pa.Table, documents: pa.Table, document: Ints, origins: Sequence[Origin]) -> Voices:
    """Return the voices of claims; ``document`` is the row of each claim's document, -1 where it is not there."""
    known = {origin.claim_id: origin for origin in origins}
    numbers: dict[str, int] = {}
    voices: list[tuple[str, str, str | None, str]] = []
    columns = ("claim_id", "claimant_actor_id", "claimant", "claimant_side", "own_voice", "document_id")
    told = [claims[name].to_pylist() for name in columns]
    listed = {name: documents[name].to_pylist() for name in ("genre", "author", "outlet", "outlet_id")}
    found = np.empty(len(claims), dtype=np.int64)
    for row, (claim_id, *rest) in enumerate(zip(*told, strict=True)):
        origin = known.get(claim_id)
        voice = (origin.origin, origin.name, origin.side, origin.kind) if origin else None
        voice = voice or _unlinked(rest, {name: values[document[row]] for name, values in listed.items()}
                                   if document[row] >= 0 else {})  # fmt: skip
        number = numbers.setdefault(voice[0], len(voices))
        if number == len(voices):
            voices.append(voice)
        found[row] = number
    sides = sorted({side for _, _, side, _ in voices if side})
    side = np.array([sides.index(side) if side else -1 for _, _, side, _ in voices], dtype=np.int64)
    kind = np.array([KINDS.index(kind) for *_, kind in voices], dtype=np.int64)
    return Voices(found, tuple(v[0] for v in voices), tuple(v[1] for v in voices), side, tuple(sides), kind)


def _unlinked(told: Sequence[Any], document: dict[str, Any]) -> tuple[str, str, str | None, str]:
    """Return the voice of a claim of which linking says nothing: its claimant's, else its document's."""
    actor_id, claimant, side, own_voice, document_id = told
    if own_voice:
        author = document.get("genre") in OWN_VOICE
        name = document.get("author" if author else "outlet") or claimant or document_id
        key = f"author:{name}" if author else f"outlet:{document.get('outlet_id') or name}"
        return key, name, side, "author" if author else "outlet"
    if actor_id and not actor_id.startswith("local:"):
        return actor_id, claimant or actor_id, side, "actor"
    return f"unnamed:{document_id}:{claimant}", claimant or "somebody not named", side, "unnamed"
