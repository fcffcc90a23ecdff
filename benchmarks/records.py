"""Time and memory of reading a very large table of events, as an ACLED export, and of linking a large one.

    python benchmarks/records.py                            # 1,000,000 rows read, 20,000 rows read and linked
    python benchmarks/records.py --rows 100000 --linked 5000

Rows are drawn by a fixed seed: days of five and a half years, towns by a power law, five kinds of events, thirty
sources; each with coordinates, a note of its own and a number of dead. Memory is of all processes together. The large
table is built with linking left for later, as `storage.linked.AT_ONCE` has it; the small one with linking.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from speed import Run, build

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "inter1", "actor2", "inter2", "iso", "country", "admin1", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "timestamp",
)  # fmt: skip
KINDS = (
    ("Battles", "Armed clash"), ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Explosions/Remote violence", "Air/drone strike"), ("Violence against civilians", "Attack"),
    ("Strategic developments", "Looting/property destruction"),
)  # fmt: skip
GIB = 1.5
"""Memory that a build may take."""


def rows(number: int) -> Iterator[dict[str, object]]:
    """Yield the rows of a table."""
    draw = random.Random(20200927)
    for index in range(number):
        kind, finer = draw.choice(KINDS)
        day = date(2020, 1, 1) + timedelta(days=draw.randrange(2000))
        town = min(int(draw.paretovariate(0.9)), 4000)
        yield {
            "event_id_cnty": f"ORL{index}", "event_date": f"{day:%d %B %Y}", "year": day.year, "time_precision": 1,
            "disorder_type": "Political violence", "event_type": kind, "sub_event_type": finer,
            "actor1": f"Military Forces of Orland {town % 7}", "inter1": 1, "actor2": f"Guard of Tarsk {town % 5}",
            "inter2": 2, "iso": 999, "country": "Orland", "admin1": f"Province {town % 50}", "location": f"Town {town}",
            "latitude": round(40 + town % 400 / 100, 4), "longitude": round(20 + town // 400 / 10, 4),
            "geo_precision": 1, "source": f"Courier {index % 30}", "source_scale": "National",
            "notes": f"On {day:%d %B %Y}, {finer.lower()} at Town {town}; {draw.randrange(40)} houses were damaged, "
            f"number {draw.randrange(10**6)} of the log.",
            "fatalities": draw.randrange(6), "timestamp": 1_600_000_000 + index,
        }  # fmt: skip


def measure(number: int, jobs: int) -> Run:
    """Write a table and measure a build of it."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows(number))
        return build(table, jobs)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--linked", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 4))
    given = parser.parse_args()
    print(f"Tables of events, {given.jobs} processes")
    for number in sorted({given.linked, given.rows}):
        run = measure(number, given.jobs)
        print(
            f"  {number:9,d} rows  {run.seconds:7.1f} s  {1000 * run.seconds / number:6.2f} ms/row  "
            f"peak {run.memory:5.0f} MiB (at most {GIB * 1024:.0f})  {_last(run.printed)}",
            flush=True,
        )


def _last(printed: str) -> str:
    """Return what the build said before naming the case."""
    return " ".join(printed.splitlines()[:-1])


if __name__ == "__main__":
    main()
