"""Lists of names by claim (actors, recipients, places) as one array of numbers and the offsets of each claim's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lists:
    """``values[offsets[i]:offsets[i + 1]]`` are claim i's, as numbers of ``names``."""

    offsets: Ints
    values: Ints
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def of(self, row: int) -> list[str]:
        """Return the names of one claim."""
        return [self.names[value] for value in self.values[self.offsets[row] : self.offsets[row + 1]]]

    def empty(self) -> Bools:
        """Return for each claim whether it has none."""
        return np.asarray(np.diff(self.offsets) == 0)

    def any_of(self, named: Bools, rows: Ints) -> Bools:
        """Return for each of ``rows`` whether one of its names is marked in ``named`` (by number)."""
        return self.most(np.asarray(named, dtype=np.int64), rows, 0) > 0

    def most(self, weights: Ints, rows: Ints, default: int) -> Ints:
        """Return for each of ``rows`` the largest weight among its names, ``default`` where it has none."""
        starts, counts = self.offsets[rows], self.offsets[rows + 1] - self.offsets[rows]
        found = np.full(len(rows), default, dtype=np.int64)
        has = counts > 0
        if not has.any():
            return found
        lengths = counts[has]
        heads = np.cumsum(lengths) - lengths
        within = np.arange(int(lengths.sum())) - np.repeat(heads, lengths)
        picked = weights[self.values[np.repeat(starts[has], lengths) + within]]
        found[has] = np.maximum.reduceat(picked, heads)
        return found


def encode_lists(column: pa.ChunkedArray | pa.Array, names: pa.Array | None = None) -> Lists:
    """Return a column of lists of strings (or, with ``names``, its flattened values given apart) as `Lists`."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    offsets = np.asarray(array.offsets, dtype=np.int64)
    flat = names if names is not None else array.values
    encoded = flat.dictionary_encode()
    values = np.asarray(encoded.indices.fill_null(0), dtype=np.int64)
    return Lists(offsets, values, tuple(str(name) for name in encoded.dictionary.to_pylist()))
