"""Find provisions that wait for each other in a circle: nothing could ever decide them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from trucewatch.agreements.model import Agreement
from trucewatch.agreements.references import Ids, full_name, references_of

Graph = Mapping[str, Sequence[str]]


def find_cycles(agreements: Sequence[Agreement], ids: Ids) -> Iterator[tuple[Agreement, str, tuple[str, ...]]]:
    """Yield every circle once: the agreement and the provision it is told at, and the names along it.

    A provision waits for another that its window, its term or ``after`` counts from. Apart from that, one that is
    amended, extended or suspended by another cannot in turn amend, extend or suspend it.
    """
    for graph in (_waiting(agreements, ids), _changing(agreements, ids)):
        by_id = {agreement.id: agreement for agreement in agreements}
        for cycle in circles(graph):
            home, _, provision_id = cycle[0].partition("/")
            if home in by_id:
                yield by_id[home], provision_id, cycle


def _waiting(agreements: Sequence[Agreement], ids: Ids) -> Graph:
    return {
        f"{agreement.id}/{provision.id}": [
            full_name(item.name, agreement, ids) for item in references_of(provision) if item.order
        ]
        for agreement in agreements
        for provision in agreement.provisions
    }


def _changing(agreements: Sequence[Agreement], ids: Ids) -> Graph:
    """Return by which others a provision is changed; what supersedes another is among those by which it is."""
    graph: dict[str, list[str]] = defaultdict(list)
    for agreement in agreements:
        for provision in agreement.provisions:
            own = f"{agreement.id}/{provision.id}"
            for item in references_of(provision):
                other = full_name(item.name, agreement, ids)
                if item.change and item.path[0] == "supersedes":
                    graph[other].append(own)
                elif item.change:
                    graph[own].append(other)
    return graph


def circles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Yield the circles of a graph that a depth-first search closes, each from its least name back to it."""
    done: set[str] = set()
    told: set[tuple[str, ...]] = set()
    for start in sorted(graph):
        for cycle in _from(start, graph, done):
            least = cycle.index(min(cycle))
            turned = (*cycle[least:], *cycle[:least])
            if turned not in told:
                told.add(turned)
                yield (*turned, turned[0])


def _from(start: str, graph: Graph, done: set[str]) -> Iterator[list[str]]:
    """Search from one name with an explicit stack, so that a long chain cannot exhaust the interpreter's."""
    if start in done:
        return
    path, on_path = [start], {start: 0}
    waiting = [iter(sorted(graph.get(start, ())))]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            name = path.pop()
            del on_path[name]
            done.add(name)
        elif following in on_path:
            yield path[on_path[following] :]
        elif following not in done:
            on_path[following] = len(path)
            path.append(following)
            waiting.append(iter(sorted(graph.get(following, ()))))
