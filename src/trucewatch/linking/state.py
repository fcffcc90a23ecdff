"""What linking remembers between runs: columns, keys, edges, components and clusters, as arrays on disk.

A state has a base, which is written once and then read memory-mapped, and a tail of what was added since. One folder
holds it: ``base/*.npy``, ``tail/*.npy``, and the small arrays and numbers that change with every addition.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from trucewatch.linking.block import Entries, sort_entries
from trucewatch.linking.cluster import Edges
from trucewatch.linking.columns import SHAPES, Array, Columns, empty_columns, join_columns

_TAIL_SHARE = 20
"""The tail is folded into the base when it has one in so many rows."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Columns with their keys and edges; edges are in order of ``part``, their component when they were laid down."""

    columns: Columns
    entries: Entries
    edges: Edges
    part: Array


@dataclass(frozen=True, slots=True)
class State:
    """All that linking has computed of n claims; row numbers run through base and tail.

    ``label`` is the cluster and ``part`` the connected component of each row, both as the number of one of their rows.
    ``dropped`` are codes of edges that no longer hold. ``joined`` and ``parted`` are people's pairs of rows.
    ``refused`` are pairs of clusters that were not joined for their size, ``capped`` counts pairs left out.
    """

    base: Layer
    tail: Layer
    label: Array
    part: Array
    dropped: Array
    joined: Array
    parted: Array
    refused: Array
    capped: int

    def __len__(self) -> int:
        return len(self.label)

    def take(self, rows: Array) -> Columns:
        """Return the features of some rows, in the order asked for; only these are read from disk."""
        size = len(self.base.columns)
        late = rows >= size
        made = empty_columns(len(rows))
        for name in SHAPES:
            getattr(made, name)[~late] = getattr(self.base.columns, name)[rows[~late]]
            getattr(made, name)[late] = getattr(self.tail.columns, name)[rows[late] - size]
        return made

    def members(self, keys: Array) -> Entries:
        """Return the entries of some keys (in order)."""
        return join_entries([_members(layer.entries, keys) for layer in (self.base, self.tail)])

    def edges_of(self, parts: Array) -> Edges:
        """Return the edges that now lie in some components (in order)."""
        olds = _former_parts(self, parts)
        found = [_within(layer, olds) for layer in (self.base, self.tail)]
        edges = join_edges(found)
        kept = np.isin(self.part[edges.left], parts)
        if len(self.dropped):
            kept &= ~np.isin(edge_codes(edges), self.dropped)
        return edges.take(kept)


def edge_codes(edges: Edges) -> Array:
    """Return one number for each edge, whatever its direction."""
    low, high = np.minimum(edges.left, edges.right), np.maximum(edges.left, edges.right)
    codes: Array = low.astype(np.int64) << 32 | high
    return codes


def _former_parts(state: State, parts: Array) -> Array:
    """Return every number that some components may have had when edges were laid down: those of all their rows."""
    return np.flatnonzero(np.isin(state.part, parts)).astype(np.int32)


def _members(entries: Entries, keys: Array) -> Entries:
    first, last = np.searchsorted(entries.key, keys, "left"), np.searchsorted(entries.key, keys, "right")
    return entries.take(_ranges(first, last))


def _within(layer: Layer, parts: Array) -> Edges:
    first, last = np.searchsorted(layer.part, parts, "left"), np.searchsorted(layer.part, parts, "right")
    return layer.edges.take(_ranges(first, last))


def _ranges(first: Array, last: Array) -> Array:
    """Return all numbers of some half-open ranges."""
    sizes = last - first
    return np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))


def join_entries(parts: list[Entries]) -> Entries:
    """Return entries of several sources in order of keys."""
    return sort_entries(
        Entries(*(np.concatenate([getattr(one, field.name) for one in parts]) for field in fields(Entries)))
    )


def join_edges(parts: list[Edges]) -> Edges:
    """Return the edges of several sources."""
    return Edges(*(np.concatenate([getattr(one, field.name) for one in parts]) for field in fields(Edges)))


def lay_down(columns: Columns, entries: Entries, edges: Edges, part: Array) -> Layer:
    """Return a layer. ``part`` is the component of every row of the whole state."""
    where = part[edges.left]
    order = np.argsort(where, kind="stable")
    return Layer(columns, entries, edges.take(order), where[order])


def empty_layer() -> Layer:
    """Return a layer without claims."""
    none = np.zeros(0, np.int32)
    entries = Entries(np.zeros(0, np.uint64), none, np.zeros(0, np.bool_))
    return Layer(empty_columns(0), entries, Edges(none, none, none), none)


def fold(state: State) -> State:
    """Return the state with its tail folded into the base."""
    edges = join_edges([state.base.edges, state.tail.edges])
    edges = edges.take(~np.isin(edge_codes(edges), state.dropped))
    columns = join_columns([state.base.columns, state.tail.columns])
    entries = join_entries([state.base.entries, state.tail.entries])
    base = lay_down(columns, entries, edges, state.part)
    return replace(state, base=base, tail=empty_layer(), dropped=np.zeros(0, np.int64))


def save_state(state: State, folder: Path) -> None:
    """Write a state; of one that was loaded from the same folder, only what has changed since."""
    folder.mkdir(parents=True, exist_ok=True)
    if len(state.tail.columns) * _TAIL_SHARE > len(state.base.columns):
        state = fold(state)
    if not _is_base_of(folder / "base", state.base):
        shutil.rmtree(folder / "base", ignore_errors=True)
        _save_layer(state.base, folder / "base")
    _save_layer(state.tail, folder / "tail")
    for name in _SMALL:
        np.save(folder / f"{name}.npy", getattr(state, name))
    (folder / "state.json").write_text(json.dumps({"capped": state.capped}), encoding="utf-8")


def load_state(folder: Path) -> State:
    """Return a state as it was saved; its base stays on disk and is read where needed.

    Raises:
        FileNotFoundError: where there is none.
    """
    small = {name: np.load(folder / f"{name}.npy") for name in _SMALL}
    told = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    return State(
        base=_load_layer(folder / "base", "r"), tail=_load_layer(folder / "tail", None), capped=told["capped"], **small
    )


_SMALL = ("label", "part", "dropped", "joined", "parted", "refused")


def _arrays(layer: Layer) -> dict[str, Array]:
    named: dict[str, Array] = {f"column-{name}": getattr(layer.columns, name) for name in SHAPES}
    named |= {f"entry-{field.name}": getattr(layer.entries, field.name) for field in fields(Entries)}
    named |= {f"edge-{field.name}": getattr(layer.edges, field.name) for field in fields(Edges)}
    return named | {"part": layer.part}


def _is_base_of(folder: Path, layer: Layer) -> bool:
    """Return whether a layer was loaded from a folder: its arrays are still mapped to the files there."""
    mapped: Any = layer.part
    return isinstance(mapped, np.memmap) and str(mapped.filename) == str((folder / "part.npy").resolve())


def _save_layer(layer: Layer, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, values in _arrays(layer).items():
        np.save(folder / f"{name}.npy", values)


def _load_layer(folder: Path, mode: Any) -> Layer:
    def read(name: str) -> Array:
        values: Array = np.load((folder / f"{name}.npy").resolve(), mmap_mode=mode)
        return values

    return Layer(
        Columns(**{name: read(f"column-{name}") for name in SHAPES}),
        Entries(*(read(f"entry-{field.name}") for field in fields(Entries))),
        Edges(*(read(f"edge-{field.name}") for field in fields(Edges))),
        read("part"),
    )
