"""Time of adding one document to a case on disk, beside that of linking the whole case.

    python benchmarks/growing.py                      # 100,000 documents, some 10 to 15 minutes
    python benchmarks/growing.py --documents 5000     # fewer, some 20 seconds

The case is a real one of `synthetic_case`: parts in Parquet, linked through the product's store. Each document is then
added in a snapshot of its own, in a new process; what is measured is from opening the case to its tables of linking
being there to be read, with all that is written.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import synthetic_case
from trucewatch.storage import linked, open_case

DOCUMENTS, ADDED, SECONDS = 100_000, 5, 3.0


def run_whole(folder: Path, documents: int) -> dict[str, Any]:
    """Write a case and link it as a whole; return what was measured."""
    started = time.perf_counter()
    reports = synthetic_case.write_case(folder / "a.case", documents, ADDED)
    (folder / "reports.pickle").write_bytes(pickle.dumps(reports))
    written = time.perf_counter() - started
    case = open_case(folder / "a.case")
    started, worked = time.perf_counter(), time.process_time()
    case.link()
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    return {"written": written, "seconds": seconds, "work": work, "claims": linked.count_claims(case), "gib": _peak()}


def run_adding(folder: Path, number: int) -> dict[str, Any]:
    """Add a document to the case and link it; return what was measured."""
    reports = pickle.loads((folder / "reports.pickle").read_bytes())
    synthetic_case.add_reports(folder / "a.case", reports, [number])
    (folder / "reports.pickle").write_bytes(pickle.dumps(reports))
    linked.ALWAYS_WHOLE = 0  # so that small cases show it too
    started, worked = time.perf_counter(), time.process_time()
    joined = open_case(folder / "a.case").link()
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    return {"seconds": seconds, "work": work, "joined": joined, "gib": _peak()}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _measure(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def report(documents: int) -> None:
    """Print the time of linking the whole case, and of each document added."""
    with tempfile.TemporaryDirectory() as folder:
        whole = _measure("--folder", folder, "--whole", str(documents))
        print(f"Adding to a case of {documents:,} documents, {whole['claims']:,} claims, through its store")
        print(
            f"  the whole case linked: {whole['seconds']:.0f} s ({whole['work']:.0f} s of processor), "
            f"{whole['gib']:.2f} GiB; written in {whole['written']:.0f} s",
            flush=True,
        )
        runs = [_measure("--folder", folder, "--add", str(documents + at)) for at in range(ADDED)]
    told = ", ".join(f"{run['seconds']:.2f}" for run in runs)
    print(
        f"  one document more: {told} s, median {median(run['seconds'] for run in runs):.2f} s "
        f"({median(run['work'] for run in runs):.2f} s of processor; at most {SECONDS}), {runs[0]['gib']:.2f} GiB"
    )
    if not all(run["joined"] for run in runs):
        print("  not all of them joined what was linked: the case was linked as a whole")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--whole", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--add", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.whole is not None:
        print(json.dumps(run_whole(given.folder, given.whole)))
    elif given.add is not None:
        print(json.dumps(run_adding(given.folder, given.add)))
    else:
        report(given.documents)


if __name__ == "__main__":
    main()
