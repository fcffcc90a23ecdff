"""Speed, memory and quality of linking on synthetic claims (see `synthetic` for how they are made).

    python benchmarks/linking.py                        # 10,000, 100,000 and 1,000,000 claims, and one document more
    python benchmarks/linking.py --sizes 10000 30000    # other sizes
    python benchmarks/linking.py --documents 5000       # a smaller case on disk, at the end (0: none; see `growing`)

Every size runs in a process of its own: from columns in memory to clusters, with all keys, pairs, scores and rounds.
Then a document of ten claims is added to the largest state, in a new process again: state loaded from disk, blocks
compared, components clustered, state written. "Documents" are a tenth of the claims. Quality is B³ of the clusters
against the truth.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

import growing
from synthetic import Made, make_claims
from trucewatch.linking.columns import Array, Columns
from trucewatch.linking.grow import add_claims, start_state
from trucewatch.linking.state import load_state, save_state
from trucewatch.linking.weights import load_weights

SIZES = (10_000, 100_000, 1_000_000)
SECONDS, GIB, EXPONENT, ADDING = 900.0, 6.0, 1.15, 3.0
"""What the largest run may take, how time may grow with claims, and seconds for one document more."""

ONE = 10


def b_cubed(label: Array, truth: Array) -> tuple[float, float, float]:
    """Return precision, recall and F1 of clusters against the true events."""
    one, other = (np.unique(values, return_inverse=True)[1] for values in (label, truth))
    _, inverse, counts = np.unique(one * (other.max() + 1) + other, return_inverse=True, return_counts=True)
    both = counts[inverse]
    precision = float((both / np.bincount(one)[one]).mean())
    recall = float((both / np.bincount(other)[other]).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)


def run_size(size: int, folder: Path) -> dict[str, Any]:
    """Link so many claims but the last document, write the state and that document; return what was measured."""
    made = make_claims(size + ONE)
    first, late = made.columns.take(np.arange(size)), made.columns.take(np.arange(size, size + ONE))
    started, worked = time.perf_counter(), time.process_time()
    state = start_state(first, load_weights())
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    precision, recall, f1 = b_cubed(state.label, made.truth[:size])
    save_state(state, folder)
    np.savez(folder / "late.npz", **{name: getattr(late, name) for name in late.__dataclass_fields__})
    return {
        "claims": size, "seconds": seconds, "work": work, "gib": peak_gib(), "edges": len(state.base.edges),
        "events": len(np.unique(state.label)), "true_events": true_events(made, size),
        "precision": precision, "recall": recall, "f1": f1,
    }  # fmt: skip


def true_events(made: Made, size: int) -> int:
    """Return how many events the first claims tell of."""
    return len(np.unique(made.truth[:size]))


def run_adding(folder: Path) -> dict[str, Any]:
    """Add the document laid aside to a state; return the seconds from opening the state to having written it."""
    with np.load(folder / "late.npz") as late:
        fresh = Columns(**{name: late[name] for name in late.files})
    weights = load_weights()
    started, worked = time.perf_counter(), time.process_time()
    grown = add_claims(load_state(folder), fresh, weights)
    save_state(grown.state, folder)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    return {"seconds": seconds, "work": work, "touched": len(grown.touched), "gib": peak_gib()}


def peak_gib() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def measure(*arguments: str) -> dict[str, Any]:
    """Run a part of this file in a process of its own and return what it measured."""
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(run: dict[str, Any]) -> str:
    """Return what is printed of one run."""
    return (
        "  {claims:>9,} claims: {seconds:6.1f} s ({work:.1f} s of processor), {gib:.2f} GiB, {edges:,} edges, "
        "{events:,} events ({true_events:,} true), B³ precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
    ).format(**run)


def report(sizes: list[int]) -> None:
    """Print one line a size, the growth of time, and the time for one document more."""
    print("Linking of synthetic claims (one process)")
    runs: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            runs.append(measure("--run", str(size), "--folder", folder))
            print(line(runs[-1]), flush=True)
        added = measure("--add", "--folder", folder)
    print(f"  at most {SECONDS:.0f} s and {GIB} GiB allowed for 1,000,000")
    for before, after in pairwise(runs):
        growth = math.log(after["work"] / before["work"]) / math.log(after["claims"] / before["claims"])
        print(
            f"  growth of processor time from {before['claims']:,} to {after['claims']:,} claims: exponent {growth:.2f}"
        )
    print(f"  growth may be {EXPONENT}")
    print(
        f"  one document more to {sizes[-1] // ONE:,} documents: {added['seconds']:.2f} s "
        f"({added['work']:.2f} s of processor; at most {ADDING}), "
        f"{added['touched']:,} claims clustered anew, {added['gib']:.2f} GiB"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--documents", type=int, default=growing.DOCUMENTS)
    parser.add_argument("--run", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--add", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(run_size(given.run, given.folder)))
    elif given.add:
        print(json.dumps(run_adding(given.folder)))
    else:
        report(given.sizes)
        if given.documents:
            growing.report(given.documents)


if __name__ == "__main__":
    main()
