"""Read entries by their ids, such as an agreement's versions: a mapping of ids, or a list in which each has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from trucewatch.agreements.shapes import Record, read_record, text
from trucewatch.casebook.nodes import Wrong, pairs_of

SLUG = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
ID = text("an id; use small letters, digits and hyphens", SLUG)


def read_entries(node: yaml.Node, spec: Record, wrong: list[Wrong] | None = None) -> tuple[Any, ...]:
    """Return what each entry makes, in order; its id is handed to the maker as ``id``.

    Errors go to ``wrong`` where it is given (entries with errors are left out), else the first is raised.
    """
    problems: list[Wrong] = [] if wrong is None else wrong
    seen: set[str] = set()
    made = []
    for name, key, body in _entries(node, problems):
        before = len(problems)
        try:
            entry_id = ID.read(key)
            if entry_id in seen:
                raise Wrong(key, f"the id {entry_id} stands twice")
            seen.add(entry_id)
            value = read_record(body, _keyed(spec, entry_id), problems)
            if len(problems) == before:
                made.append(value)
        except Wrong as error:
            problems.append(error)
        _name(problems, before, name)
    if wrong is None and problems:
        raise problems[0]
    return tuple(made)


def _keyed(spec: Record, entry_id: str) -> Record:
    """Return the record of one entry, whose id is known, and may stand in it once more."""
    return Record({"id": ID, **spec.fields}, spec.needed, lambda found: spec.make(found | {"id": entry_id}))


def _entries(node: yaml.Node, problems: list[Wrong]) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Yield the id, the node of the id and the body of every entry."""
    if not isinstance(node, yaml.SequenceNode):
        yield from ((str(key.value), key, body) for key, body in pairs_of(node))
        return
    for body in node.value:
        try:
            key = next((value for name, value in pairs_of(body) if name.value == "id"), None)
            if key is None:
                raise Wrong(body, "the field id is missing")
            yield str(key.value), key, body
        except Wrong as error:
            problems.append(error)


def _name(problems: list[Wrong], before: int, entry_id: str) -> None:
    """Put the id of the entry before the message of its errors."""
    for problem in problems[before:]:
        problem.args = (f"{entry_id}: {problem}",)
