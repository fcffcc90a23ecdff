"""Speed and memory of assessment: every provision on every day of ten years, on both clocks, over a million claims.

Prints seconds and peak memory from the tables of a case to the statuses of all provisions on all pairs of days (the
day asked about × the day of knowing), worked out in full: one number for each provision and pair of days.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trucewatch.agreements.model import CHECKS, Agreement, Breach, Conduct, Force, Provision, Quantity, Window
from trucewatch.assess.days import iso_day
from trucewatch.assess.provisions import Board
from trucewatch.assess.scope import read_material
from trucewatch.casebook.model import Actor, Affiliation, Casebook, Name, Place
from trucewatch.records import TABLES, arrow_schema
from trucewatch.records.link import Event

FIRST = 737426  # 1 January 2020
ACTS = (
    "shelling", "capture", "blockade", "withdrawal", "handover", "exchange", "talks", "deployment", "protection",
    "access-denied", "convoy-through", "disarmament", "aid", "release", "closure-lifted", "termination",
)  # fmt: skip
PARTIES = ("ketria", "sorven", "doveland")


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to assess."""

    claims: int
    provisions: int
    years: int

    @property
    def days(self) -> int:
        """Days of all years."""
        return 365 * self.years + self.years // 4


def make_casebook() -> Casebook:
    """Return three states, each with an army and a ministry, and a land of forty towns."""
    actors = {}
    for party in PARTIES:
        actors[party] = Actor(party, "state", (Name(party.title()),), side=party)
        for kind, part in (("force", "army"), ("ministry", "ministry")):
            name = f"{party}-{part}"
            actors[name] = Actor(name, kind, (Name(name),), affiliations=(Affiliation(party),), side=party)
    places = {"land": Place("land", "region", (Name("Land"),), 40.0, 40.0, 80.0)}
    for number in range(40):
        name = f"town-{number}"
        places[name] = Place(name, "town", (Name(name),), 40.0, 40.0, 5.0, within=("land",))
    return Casebook(("bench",), {party: party.title() for party in PARTIES}, actors, places, {}, "0" * 64)


def make_agreement(size: Size) -> Agreement:
    """Return an agreement with as many provisions as wanted, every check among them."""
    provisions = []
    for number in range(size.provisions):
        check = CHECKS[number % len(CHECKS)]
        act, other = ACTS[number % len(ACTS)], ACTS[(number + 3) % len(ACTS)]
        provisions.append(Provision(
            id=f"p{number}", article=str(number), words="…", kind="ban" if check == "never_done" else "duty",
            bearers=("ketria", "sorven") if check == "reciprocal" else (PARTIES[number % 3],),
            beneficiaries=(PARTIES[(number + 1) % 3],), conduct=Conduct(acts=(act,), places=("land",)),
            window=Window(form="by" if check == "done_by" else "from", start=None if check == "done_by" else "in_force",
                          end="2024-06-30" if check == "done_by" else None),
            quantities=(Quantity(number=500, unit="troops"),) if check == "quantity_reached" else (), check=check,
            parallel_with=("p0",) if check == "in_parallel" else (), after=("p0",) if check == "done_after" else (),
            breach=Breach(acts=(other,)),
        ))  # fmt: skip
    return Agreement(
        id="bench", title="Bench", kind="definitive", signed="2020-01-01", in_force=Force(start="2020-01-01T00:00"),
        territory=("land",), parties=PARTIES, provisions=tuple(provisions),
    )  # fmt: skip


def make_tables(size: Size, seed: int = 7) -> tuple[dict[str, pa.Table], list[Event], pa.Table]:
    """Return tables of a case, its events, and the origins of its claims, drawn at random."""
    draw = np.random.default_rng(seed)
    number, reports = size.claims, max(size.claims // 20, 1)
    published = draw.integers(0, size.days, reports)
    report = draw.integers(0, reports, number)
    happened = np.maximum(published[report] - draw.integers(0, 60, number), 0)
    actors = [name for party in PARTIES for name in (party, f"{party}-army", f"{party}-ministry")]
    claims = {name: pa.nulls(number, field.type) for name, field in _fields("claims")}
    days = pa.array([iso_day(FIRST + day) for day in range(size.days)])
    claims |= {
        "claim_id": pa.array([f"c-{row:016x}" for row in range(number)]),
        "document_id": pa.array([f"d-{row:016x}" for row in range(reports)]).take(pa.array(report)),
        "start": pa.array(np.zeros(number, dtype=np.int64)), "end": pa.array(np.ones(number, dtype=np.int64)),
        "quote": pa.array(np.full(number, "words")), "kind": pa.array(np.full(number, "act")),
        "act": pa.array(ACTS).take(pa.array(draw.integers(0, len(ACTS), number))),
        "date": days.take(pa.array(happened)), "review": pa.array(np.full(number, "unreviewed")),
        "status": pa.array(["happened", "alleged", "denied", "omitted", "planned"]).take(
            pa.array(draw.choice(5, number, p=[0.45, 0.3, 0.05, 0.1, 0.1]))),
        "place_ids": _lists(pa.array([f"casebook:town-{town}" for town in range(40)]), draw.integers(0, 40, number)),
        "figure_ids": _lists(pa.array(["f-none"]), np.zeros(number, dtype=np.int64)),
        "actors": _participants(actors, draw.integers(0, len(actors), number)),
        "recipients": _participants(actors, draw.integers(0, len(actors), number)),
    }  # fmt: skip
    documents = {name: pa.nulls(reports, field.type) for name, field in _fields("documents")}
    documents |= {
        "document_id": pa.array([f"d-{row:016x}" for row in range(reports)]),
        "published_to": days.take(pa.array(published)),
    }
    tables = {name: pa.table({field: [] for field, _ in _fields(name)}, schema=arrow_schema(TABLES[name]))
              for name in ("actors", "places", "figures")}  # fmt: skip
    tables |= {"claims": _table("claims", claims), "documents": _table("documents", documents)}
    keys = [f"outlet:{row}" for row in range(300)]
    drawn = pa.array(draw.integers(0, 300, number))
    sides = pa.array([*PARTIES, None])
    origins = pa.table({
        "claim_id": claims["claim_id"], "origin": pa.array(keys).take(drawn), "name": pa.array(keys).take(drawn),
        "side": sides.take(pa.array(np.arange(300) % 4)).take(drawn), "kind": pa.array(np.full(number, "outlet")),
    })  # fmt: skip
    return tables, _events(claims["claim_id"], happened, draw), origins


def _events(ids: pa.Array, happened: np.ndarray, draw: np.random.Generator) -> list[Event]:
    """Return events of four claims each, of claims near in time."""
    order = np.argsort(happened * 1000 + draw.integers(0, 1000, len(happened)))
    listed = ids.to_pylist()
    return [
        Event(
            event_id=f"e-{at}", act=None, event_type=None, status="happened", label="", label_id="", actors=(),
            recipients=(), place_ids=(), date=None, first=None, last=None, denied_ids=(), document_ids=(),
            claim_ids=tuple(listed[row] for row in order[at : at + 4]), part_of=None, known_on=None, why="",
        )
        for at in range(0, len(listed), 4)
    ]  # fmt: skip


def _participants(names: list[str], drawn: np.ndarray) -> pa.ListArray:
    chosen = pa.array(names).take(pa.array(drawn))
    offsets = pa.array(np.arange(len(drawn) + 1, dtype=np.int32))
    fields = [chosen, chosen, pa.nulls(len(drawn), pa.string())]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(fields, ["actor_id", "name", "mention_id"]))


def _lists(names: pa.Array, drawn: np.ndarray) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(np.arange(len(drawn) + 1, dtype=np.int32)), names.take(pa.array(drawn)))


def _table(name: str, columns: dict[str, pa.Array]) -> pa.Table:
    return pa.table({field: columns[field] for field, _ in _fields(name)})


def _fields(name: str) -> list[tuple[str, pa.Field]]:
    return [(field.name, field) for field in arrow_schema(TABLES[name])]


def run(size: Size) -> None:
    """Assess everything and print how long it took."""
    tables, events, origins = make_tables(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    material = read_material(tables, events, origins, make_casebook())
    read = time.perf_counter()
    board = Board(material, [make_agreement(size)], make_casebook())
    days = np.arange(FIRST, FIRST + size.days)
    pairs = changes = 0
    for name in board.names:
        statuses = board[name].statuses(days, days)
        pairs += statuses.size
        changes += int(np.count_nonzero(np.diff(statuses, axis=0)))
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{size.provisions} provisions × {size.claims:,} claims, {size.days:,} × {size.days:,} pairs of days: "
        f"{done - begun:.1f} s (reading {read - begun:.1f} s); peak {peak / 1024:,.0f} MiB (tables alone "
        f"{before / 1024:,.0f} MiB); {pairs:,} statuses, {changes:,} changes."
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--provisions", type=int, default=50)
    parser.add_argument("--years", type=int, default=10)
    given = parser.parse_args()
    run(Size(given.claims, given.provisions, given.years))
