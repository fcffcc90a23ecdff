"""Measures of coreference: MUC, B³, CEAFe, their mean (CoNLL F1), and LEA.

Keys and answers are partitions of one set of mentions: lists of sets. Where mentions differ (predicted ones), those of
the one side alone stand as they are: a mention that the other side does not know matches nothing.

Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B³), Luo 2005 (CEAF), Moosavi and Strube 2016 (LEA).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

Chains = Sequence[frozenset[Hashable]]


def score_chains(key: Chains, answer: Chains) -> dict[str, tuple[float, float, float]]:
    """Return recall, precision and F1 of every measure, by name; CoNLL has F1 three times."""
    found = {
        "MUC": _both(_muc, key, answer),
        "B3": _both(_b_cubed, key, answer),
        "CEAFe": _ceaf(key, answer),
        "LEA": _both(_lea, key, answer),
    }
    mean = sum(found[name][2] for name in ("MUC", "B3", "CEAFe")) / 3
    return {**found, "CoNLL": (mean, mean, mean)}


def _both(measure: Any, key: Chains, answer: Chains) -> tuple[float, float, float]:
    return _f1(measure(key, answer), measure(answer, key))


def _f1(recall: float, precision: float) -> tuple[float, float, float]:
    return recall, precision, 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _homes(chains: Chains) -> dict[Hashable, int]:
    return {mention: index for index, chain in enumerate(chains) for mention in chain}


def _parts(chain: frozenset[Hashable], homes: dict[Hashable, int]) -> Counter[Any]:
    """Return the sizes of the parts in which the other side has a chain; what it does not know is each a part alone."""
    return Counter(homes.get(mention, ("none", mention)) for mention in chain)


def _muc(chains: Chains, others: Chains) -> float:
    homes = _homes(others)
    links = sum(len(chain) - 1 for chain in chains)
    kept = sum(len(chain) - len(_parts(chain, homes)) for chain in chains)
    return kept / links if links else 0.0


def _b_cubed(chains: Chains, others: Chains) -> float:
    homes = _homes(others)
    total = sum(map(len, chains))
    kept = sum(
        size * size / len(chain)
        for chain in chains
        for part, size in _parts(chain, homes).items()
        if isinstance(part, int)
    )
    return kept / total if total else 0.0


def _lea(chains: Chains, others: Chains) -> float:
    """Link-based entity-aware: each chain counts by its size with the share of its links kept."""
    homes = _homes(others)
    total = kept = 0.0
    for chain in chains:
        parts = _parts(chain, homes)
        if len(chain) == 1:
            (part,) = parts
            share = float(isinstance(part, int) and len(others[part]) == 1)
        else:
            share = sum(_links(size) for part, size in parts.items() if isinstance(part, int)) / _links(len(chain))
        total += len(chain)
        kept += len(chain) * share
    return kept / total if total else 0.0


def _links(size: int) -> float:
    return size * (size - 1) / 2


def _ceaf(key: Chains, answer: Chains) -> tuple[float, float, float]:
    """Return CEAF over entities: chains aligned one to one by the best sum of their Dice similarity."""
    homes = _homes(answer)
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for index, chain in enumerate(key):
        for part, size in _parts(chain, homes).items():
            if isinstance(part, int):
                near[index][part] = 2 * size / (len(chain) + len(answer[part]))
    total = sum(_best(group, near) for group in _groups(near))
    return _f1(total / len(key) if key else 0.0, total / len(answer) if answer else 0.0)


def _groups(near: dict[int, dict[int, float]]) -> list[tuple[list[int], list[int]]]:
    """Return the connected groups of key and answer chains."""
    back: dict[int, list[int]] = defaultdict(list)
    for index, others in near.items():
        for other in others:
            back[other].append(index)
    groups, seen = [], set[int]()
    for start in near:
        if start in seen:
            continue
        seen.add(start)
        keys, answers, ahead = [start], set[int](), [start]
        while ahead:
            for other in near[ahead.pop()]:
                answers.add(other)
                fresh = [index for index in back[other] if index not in seen]
                seen.update(fresh)
                keys += fresh
                ahead += fresh
        groups.append((keys, sorted(answers)))
    return groups


def _best(group: tuple[list[int], list[int]], near: dict[int, dict[int, float]]) -> float:
    """Return the largest sum of similarities of a one-to-one alignment of a group."""
    keys, answers = group
    if len(keys) == 1 or len(answers) == 1:
        return max(value for index in keys for value in near[index].values())
    columns = {answer: column for column, answer in enumerate(answers)}
    gain = np.zeros((max(len(keys), len(answers)),) * 2)
    for row, index in enumerate(keys):
        for answer, value in near[index].items():
            gain[row, columns[answer]] = value
    return float(sum(gain[row, column] for row, column in enumerate(assign(-gain))))


def assign(cost: np.ndarray[Any, np.dtype[np.float64]]) -> list[int]:
    """Return for each row the column of the assignment of least cost (Hungarian method with potentials, O(n³))."""
    size = len(cost)
    rows, columns = np.zeros(size + 1), np.zeros(size + 1)
    owner = np.full(size + 1, size, np.int64)
    for row in range(size):
        owner[size], column = row, size
        least, way = np.full(size, np.inf), np.full(size, size, np.int64)
        used = np.zeros(size + 1, np.bool_)
        while owner[column] != size or column == size:
            used[column] = True
            mine = owner[column]
            slack = cost[mine] - rows[mine] - columns[:size]
            better = ~used[:size] & (slack < least)
            least[better], way[better] = slack[better], column
            step_to = int(np.where(used[:size], np.inf, least).argmin())
            delta = least[step_to]
            rows[owner[used]] += delta
            columns[used] -= delta
            least[~used[:size]] -= delta
            column = step_to
        while column != size:
            before = way[column]
            owner[column] = owner[before]
            column = before
        owner[size] = size
    found = [0] * size
    for column in range(size):
        found[int(owner[column])] = column
    return found
