"""Who first said each claim, as numbers: origins, their sides and kinds, whose independence is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from trucewatch.casebook.model import Casebook
from trucewatch.linking.independence import merge_wholes, wholes_of
from trucewatch.records.link import Origin

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Voice = tuple[str, str, str | None, str]
"""Key, name, side and kind of an origin."""

KINDS = ("actor", "monitor", "witness", "outlet", "author", "unnamed")
ACTOR, MONITOR, WITNESS, OUTLET, AUTHOR, UNNAMED = range(len(KINDS))
OWN_VOICE = frozenset({"opinion", "analysis"})
"""Genres whose own voice is their author's."""


@dataclass(frozen=True, slots=True)
class Voices:
    """By claim: the number of its origin. By origin: its key, name, side (-1: none) and kind (index of `KINDS`).

    ``outsider`` is true of an origin that the casebook knows and that is of no side. ``wholes`` are by the number of an
    origin those of which it is an organ: they count as one voice (see `linking.independence`).
    """

    origin: Ints
    keys: tuple[str, ...]
    names: tuple[str, ...]
    side: Ints
    sides: tuple[str, ...]
    kind: Ints
    outsider: Bools
    wholes: Mapping[int, frozenset[int]]

    def independent(self, origins: Iterable[int]) -> tuple[str, ...]:
        """Return the keys of the independent origins among some, sorted."""
        return tuple(sorted(self.keys[number] for number in set(merge_wholes(origins, self.wholes).values())))


def read_voices(
    claims: pa.Table, documents: pa.Table, document: Ints, origins: pa.Table | Sequence[Origin], casebook: Casebook
) -> Voices:
    """Return the voices of claims; ``document`` is the row of each claim's document, -1 where it is not there."""
    told = _linked(claims["claim_id"].combine_chunks(), origins)
    missing = np.nonzero(~np.asarray(pc.is_valid(told["origin"])))[0]
    numbers: dict[str, int] = {}
    voices: list[Voice] = []
    keys = told["origin"].combine_chunks().dictionary_encode()
    codes = np.asarray(keys.indices.fill_null(-1), dtype=np.int64)
    present, first = np.unique(codes, return_index=True)
    lookup = np.full(len(keys.dictionary) + 1, -1, dtype=np.int64)
    for code, row in zip(present.tolist(), first.tolist(), strict=True):
        if code >= 0:
            voice = tuple(told[name][row].as_py() for name in ("origin", "name", "side", "kind"))
            numbers[voice[0]] = len(voices)
            lookup[code] = len(voices)
            voices.append((voice[0], voice[1], voice[2], voice[3]))
    found = lookup[codes]
    for row in missing.tolist():
        voice = _unlinked(claims, row, documents, int(document[row]))
        number = numbers.setdefault(voice[0], len(voices))
        if number == len(voices):
            voices.append(voice)
        found[row] = number
    return _as_arrays(found, voices, casebook)


def _linked(claim_ids: pa.Array, origins: pa.Table | Sequence[Origin]) -> pa.Table:
    """Return origin, name, side and kind by claim; null where linking says nothing of it."""
    names = ("origin", "name", "side", "kind")
    if not isinstance(origins, pa.Table):
        listed = {name: [getattr(origin, name) for origin in origins] for name in ("claim_id", *names)}
        origins = pa.table({name: pa.array(values, pa.string()) for name, values in listed.items()})
    place = pc.index_in(claim_ids, origins["claim_id"].combine_chunks())
    return pa.table({name: origins[name].combine_chunks().take(place) for name in names})


def _as_arrays(found: Ints, voices: Sequence[Voice], casebook: Casebook) -> Voices:
    sides = sorted({side for _, _, side, _ in voices if side})
    side = np.array([sides.index(side) if side else -1 for _, _, side, _ in voices], dtype=np.int64)
    kind = np.array([KINDS.index(kind) for *_, kind in voices], dtype=np.int64)
    known = np.array([_known(casebook, key) for key, *_ in voices], dtype=np.bool_)
    keys, names = tuple(voice[0] for voice in voices), tuple(voice[1] for voice in voices)
    numbers = {key: number for number, key in enumerate(keys)}
    wholes = {
        number: frozenset(numbers[whole] for whole in wholes_of(key, casebook) if whole in numbers)
        for key, number in numbers.items()
    }
    return Voices(found, keys, names, side, tuple(sides), kind, known & (side < 0), wholes)


def _known(casebook: Casebook, key: str) -> bool:
    return key in casebook.actors or (key.startswith("outlet:") and key.removeprefix("outlet:") in casebook.outlets)


def _unlinked(claims: pa.Table, row: int, documents: pa.Table, document: int) -> Voice:
    """Return the voice of a claim of which linking says nothing: its claimant's, else its document's."""
    columns = ("claimant_actor_id", "claimant", "claimant_side", "own_voice", "document_id")
    actor_id, claimant, side, own_voice, document_id = (claims[name][row].as_py() for name in columns)
    printed: dict[str, Any] = documents.slice(document, 1).to_pylist()[0] if document >= 0 else {}
    if own_voice:
        author = printed.get("genre") in OWN_VOICE
        name = printed.get("author" if author else "outlet") or claimant or document_id
        key = f"author:{name}" if author else f"outlet:{printed.get('outlet_id') or name}"
        return key, name, side, "author" if author else "outlet"
    if actor_id and not actor_id.startswith("local:"):
        return actor_id, claimant or actor_id, side, "actor"
    return f"unnamed:{document_id}:{claimant}", claimant or "somebody not named", side, "unnamed"
