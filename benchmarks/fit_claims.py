"""Fit weights of claims on labelled pairs of reports, and set them beside those in the rulebook.

    python benchmarks/fit_claims.py --shared ../shared

Two claims of one act, or of near ones, from two reports on one happening count as one event; from reports on different
happenings, as two. Folders are left out one at a time: what is learnt on the others is measured on the one left out,
beside the weights in use. Nothing is written; full copies are left out, since their claims are equal in all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from trucewatch.evaluate.fitting import Patterns, count_patterns, fit_weights
from trucewatch.evaluate.linkcase import read_texts
from trucewatch.evaluate.linkdata import read_labelled
from trucewatch.linking.columns import Array, Columns, join_columns
from trucewatch.linking.compare import compare_acts
from trucewatch.linking.features import linked_claims, read_features
from trucewatch.linking.weights import Weights, load_weights, make_weights, score_pairs

DATA = Path(__file__).parent.parent / "tests" / "data"
_NEAR = 1
"""The last level of `compare_acts` at which two acts may tell of one happening."""

Labelled = tuple[Columns, Array, Array, Array]
"""Columns, left and right rows of the pairs, and whether each is one event."""


def read_pairs(folder: Path) -> Labelled:
    """Return the labelled pairs of claims of a folder."""
    labelled = read_labelled(folder)
    read = read_texts(labelled.texts.values())
    claims = linked_claims(read.tables)
    columns = read_features(claims, read.tables, read.casebook)
    rows = {name: np.array([i for i, c in enumerate(claims) if c["document_id"] == read.documents[name]], np.int32)
            for name in labelled.texts}  # fmt: skip
    left, right, same = [], [], []
    for pair in labelled.pairs:
        if pair.copy == "full" or pair.event == "sub":
            continue
        one, other = (grid.ravel() for grid in np.meshgrid(rows[pair.left], rows[pair.right], indexing="ij"))
        near = compare_acts(columns, one, other) <= _NEAR if len(one) else np.zeros(0, np.bool_)
        left.append(one[near])
        right.append(other[near])
        same.append(np.full(int(near.sum()), pair.event == "same"))
    return columns, np.concatenate(left), np.concatenate(right), np.concatenate(same)


def join_pairs(parts: Sequence[Labelled]) -> Labelled:
    """Return the pairs of several folders as of one."""
    offsets = np.cumsum([0, *(len(part[0]) for part in parts)])[:-1]
    moved = [[part[side] + offset for part, offset in zip(parts, offsets, strict=True)] for side in (1, 2)]
    joined = [np.concatenate(side).astype(np.int32) for side in moved]
    return join_columns([part[0] for part in parts]), joined[0], joined[1], np.concatenate([part[3] for part in parts])


def learn(parts: Sequence[Labelled]) -> Weights:
    """Return the weights fitted on labelled pairs, with the thresholds in use."""
    columns, left, right, same = join_pairs(parts)
    counted = [count_patterns(columns, np.zeros(len(columns)), left[mark], right[mark]) for mark in (same, ~same)]
    patterns = Patterns(
        np.concatenate([one.levels for one in counted]),
        np.concatenate([counted[0].same, np.zeros(len(counted[1].same))]),
        np.concatenate([np.zeros(len(counted[0].same)), counted[1].same]),
    )
    return make_weights({"join": 0.0, "floor": 0.0, "shown": 0.0, **fit_weights(patterns, ridge=2.0)})


def measure(part: Labelled, weights: Weights) -> tuple[int, int, int, int]:
    """Return how many pairs are rightly joined, wrongly joined, wrongly kept apart and rightly kept apart."""
    columns, left, right, same = part
    joined = score_pairs(columns, left, right, weights) >= 0
    return (
        int((joined & same).sum()),
        int((joined & ~same).sum()),
        int((~joined & same).sum()),
        int((~joined & ~same).sum()),
    )


def left_out(parts: Sequence[Labelled]) -> Iterator[tuple[Labelled, Weights]]:
    """Yield every folder with the weights that the others give."""
    for index, part in enumerate(parts):
        yield part, learn([*parts[:index], *parts[index + 1 :]])


def main() -> None:
    """Print both sets of weights, measured on folders that the fitted ones have not seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    own = parser.parse_args().shared / "gold" / "link-pairs"
    folders = [*sorted(DATA.glob("link-*")), *([own] if own.is_dir() else [])]
    parts = [part for folder in folders if len((part := read_pairs(folder))[1])]
    count = sum(len(part[3]) for part in parts), sum(int(part[3].sum()) for part in parts)
    print(f"{len(parts)} folders, {count[0]} pairs of claims, {count[1]} of them one event")
    results = {
        "in use": [measure(part, load_weights()) for part in parts],
        "fitted on the other folders": [measure(part, weights) for part, weights in left_out(parts)],
    }
    for name, found in results.items():
        right, wrong, missed, apart = np.array(found).sum(axis=0).tolist()
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:30} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  rightly apart {apart}")


if __name__ == "__main__":
    main()
