"""Fit the weights by which two passages are judged to contradict each other; say how well they do on sets held back.

Run ``python benchmarks/fit_contradictions.py FOLDER… [--write]`` on folders of labelled texts (see
`trucewatch.evaluate.linkdata`). Only pairs that the program itself holds to tell one story are used. A pair with a
label of the kind is known to contradict somewhere, not where: its weightiest passages are taken for it, by the weights
so far, and the `REST` weightiest of a pair without the label stand for those that do not (multiple-instance learning,
after Andrews, Tsochantaridis and Hofmann 2002). Logistic regression by Newton's method with an L2 penalty.

The words of the rulebook were written with these texts at hand; other texts use others. So every pair is taken a second
time as if no family of acts knew its denials (`UNKNOWN` set to 0).

Held back: a set is judged by weights fitted without it. The texts are never copied; only the weights are kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from trucewatch.evaluate.linkcase import read_texts
from trucewatch.evaluate.linkdata import Pair, read_labelled
from trucewatch.linking.account import read_accounts
from trucewatch.linking.clash_answers import weigh_answers
from trucewatch.linking.clash_counts import weigh_counts
from trucewatch.linking.clashing import Meeting
from trucewatch.linking.clashweights import Told, clash_weights
from trucewatch.linking.stories import relate_documents

Array = npt.NDArray[np.float64]
REST, ROUNDS, STEPS = 3, 6, 60
PENALTY = {"denials": 5.0, "figures": 3.0}
UNKNOWN = ("act", "lead-act")
TARGET = Path(__file__).parent.parent / "src/trucewatch/linking/data/clash_weights.yml"


@dataclass(frozen=True)
class Bag:
    """All passages of one pair of texts that are compared, one row each, and whether the pair contradicts."""

    folder: str
    rows: Array
    contradicts: bool
    calm: bool


def read_bags(folder: Path) -> dict[str, list[Bag]]:
    """Return the bags of a folder by kind."""
    labelled = read_labelled(folder)
    read = read_texts(labelled.texts.values())
    accounts = read_accounts(read.tables, set(read.documents.values()), read.casebook)
    stories = relate_documents(read.tables, read.casebook)
    same = {frozenset((story.left_id, story.right_id)) for story in stories if story.relation == "same"}
    bags: dict[str, list[Bag]] = {"denials": [], "figures": []}
    for pair in labelled.pairs:
        ids = read.documents[pair.left], read.documents[pair.right]
        if frozenset(ids) in same:
            for kind, bag in _bags(Meeting(accounts[ids[0]], accounts[ids[1]]), pair, folder.name):
                bags[kind].append(bag)
    return bags


def _bags(meeting: Meeting, pair: Pair, folder: str) -> Iterator[tuple[str, Bag]]:
    labels, calm = pair.contradictions, not pair.contradictions
    if "actor" not in labels or "status" in labels:  # where both blame each other no denial is asked for
        answers = [one.told for one in (*weigh_answers(meeting), *weigh_answers(meeting.turned()))]
        yield "denials", Bag(folder, _rows(answers, "denials"), "status" in labels, calm)
    rival = replace(meeting, rival=bool(labels & {"actor", "status"}))
    counts = [one.told for one in weigh_counts(rival)]
    yield "figures", Bag(folder, _rows(counts, "figures"), "figure" in labels, calm)


def _rows(told: Sequence[Told], kind: str) -> Array:
    names = list(clash_weights(kind).weights)
    return np.array([[one[name] for name in names] for one in told], np.float64).reshape(-1, len(names))


def fit(bags: Sequence[Bag], kind: str) -> Array:
    """Return the weights, the prior last."""
    weights = np.ones(len(clash_weights(kind).weights) + 1)
    for _ in range(ROUNDS):
        rows: list[Array] = []
        labels: list[float] = []
        for bag in (bag for bag in bags if len(bag.rows)):
            order = np.argsort(-(bag.rows @ weights[:-1]), kind="stable")[: 1 if bag.contradicts else REST]
            rows.append(bag.rows[order])
            labels += [float(bag.contradicts)] * len(order)
        weights = _regress(np.vstack(rows), np.array(labels), PENALTY[kind])
    return weights


def _regress(rows: Array, labels: Array, penalty: float) -> Array:
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    ridge = np.diag([*[penalty] * (rows.shape[1] - 1), 1e-3])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - labels) + ridge @ weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return np.asarray(weights)


def doubled(bags: Iterable[Bag], kind: str) -> list[Bag]:
    """Return bags of denials a second time with what no rulebook may know left out."""
    names = list(clash_weights(kind).weights)
    known = [names.index(name) for name in UNKNOWN] if kind == "denials" else []
    bags = list(bags)
    if not known:
        return bags
    blind = []
    for bag in bags:
        rows = bag.rows.copy()
        rows[:, known] = 0
        blind.append(replace(bag, rows=rows))
    return [*bags, *blind]


def report(bags: Sequence[Bag], kind: str) -> None:
    """Print precision, recall and alarms on sets held back, by the score from which two passages contradict."""
    scores = []
    for folder in sorted({bag.folder for bag in bags}):
        weights = fit(doubled((bag for bag in bags if bag.folder != folder), kind), kind)
        held = [bag for bag in bags if bag.folder == folder]
        scores += [(bag, float((bag.rows @ weights[:-1] + weights[-1]).max(initial=-99))) for bag in held]
    wanted, calm = sum(bag.contradicts for bag in bags), sum(bag.calm for bag in bags)
    for least in (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0):
        found = [bag for bag, score in scores if score >= least]
        right = sum(bag.contradicts for bag in found)
        alarms = sum(bag.calm for bag in found)
        print(
            f"{kind} from {least:5.2f}: precision {right / max(1, len(found)):.2f}, recall {right / wanted:.2f}, "
            f"alarms {alarms} of {calm}"
        )


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = [read_bags(folder) for folder in arguments.folders]
    data = yaml.safe_load(TARGET.read_text(encoding="utf-8"))
    for kind in ("denials", "figures"):
        bags = [bag for by_kind in found for bag in by_kind[kind]]
        report(bags, kind)
        names = list(clash_weights(kind).weights)
        weights = fit(doubled(bags, kind), kind)
        data[kind]["fitted"] = f"logistic regression on {len(bags)} pairs of invented reports (fit_contradictions.py)"
        data[kind]["prior"] = round(float(weights[-1]), 2)
        data[kind]["comparisons"] = {
            name: round(float(weight), 2) for name, weight in zip(names, weights, strict=False)
        }
        print(data[kind]["comparisons"], data[kind]["prior"])
    if arguments.write:
        TARGET.write_text(yaml.safe_dump(data, sort_keys=False, width=118, default_flow_style=None), encoding="utf-8")


if __name__ == "__main__":
    main()
