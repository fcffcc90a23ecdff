"""Read mappings of ids to entries, such as the versions of an agreement or its fluents."""

from __future__ import annotations

from typing import Any

import yaml

from trucewatch.agreements.shapes import Record, read_record, text
from trucewatch.casebook.nodes import Wrong, pairs_of

SLUG = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
ID = text("an id; use small letters, digits and hyphens", SLUG)


def read_entries(node: yaml.Node, spec: Record, wrong: list[Wrong] | None = None) -> tuple[Any, ...]:
    """Return what each entry makes, in order; its id is handed to the maker as ``key``.

    Errors go to ``wrong`` where it is given (entries with errors are left out), else the first is raised.
    """
    problems: list[Wrong] = [] if wrong is None else wrong
    seen: set[str] = set()
    made = []
    for key, body in pairs_of(node):
        before = len(problems)
        try:
            entry_id = ID.read(key)
            if entry_id in seen:
                raise Wrong(key, f"the id {entry_id} stands twice")
            seen.add(entry_id)
            keyed = Record(spec.fields, spec.needed, lambda found, entry=entry_id: spec.make({"key": entry} | found))  # type: ignore[misc]
            value = read_record(body, keyed, problems)
            if len(problems) == before:
                made.append(value)
        except Wrong as error:
            problems.append(error)
        _name(problems, before, str(key.value))
    if wrong is None and problems:
        raise problems[0]
    return tuple(made)


def _name(problems: list[Wrong], before: int, entry_id: str) -> None:
    """Put the id of the entry before the message of its errors."""
    for problem in problems[before:]:
        problem.args = (f"{entry_id}: {problem}",)
