"""Load the YAML rulebooks under ``data/``: one concern a file, every rule with an id, strictly checked.

A file holds ``about`` (one sentence) and ``rules``, a list of mappings. Every rule has ``id``
(``file.name``, unique), may have ``note``, ``examples`` and ``counterexamples``, and has the fields that its
concern declares. An example is ``{text, quote, published?, expect?}``: the pipeline must make, from the text, a
record whose ``rules`` hold this id and whose words are ``quote`` with the fields in ``expect``. A counterexample
is ``{text, published?}``: no record made from it may hold the id. Both run as tests named by the rule's id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import yaml

from trucewatch.errors import RulebookError

_COMMON = {"id", "note", "examples", "counterexamples"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, its own fields as read, and its examples."""

    id: str
    fields: dict[str, Any]
    examples: tuple[dict[str, Any], ...]
    counterexamples: tuple[dict[str, Any], ...]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a field of the rule, or the default where it has none."""
        return self.fields.get(name, default)


@cache
def load_rulebook(name: str, allowed: frozenset[str], required: frozenset[str] = frozenset()) -> tuple[Rule, ...]:
    """Return the rules of ``data/NAME.yml``.

    Args:
        name: File name without ending; every rule id starts with it and a dot.
        allowed: Fields that a rule of this concern may have.
        required: Fields that every rule must have.

    Raises:
        RulebookError: with the file and line of the first thing that is wrong.
    """
    file = f"{name}.yml"
    text = (files("trucewatch.rulebooks") / "data" / file).read_text(encoding="utf-8")
    try:
        data = yaml.load(text, Loader=_LineLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise RulebookError(file, line, f"not YAML: {error.problem}") from error
    rules, seen = [], set()
    for raw in data["rules"]:
        line = raw.pop("__line__")
        rule_id = raw.get("id")
        if not isinstance(rule_id, str) or not rule_id.startswith(f"{name}."):
            raise RulebookError(file, line, f"the rule's id must start with “{name}.”")
        if rule_id in seen:
            raise RulebookError(file, line, f"the id {rule_id} stands twice")
        seen.add(rule_id)
        if unknown := set(raw) - _COMMON - allowed:
            raise RulebookError(file, line, f"{rule_id}: unknown field {sorted(unknown)[0]}")
        if missing := required - set(raw):
            raise RulebookError(file, line, f"{rule_id}: field {sorted(missing)[0]} is missing")
        fields = {key: value for key, value in raw.items() if key not in _COMMON}
        rules.append(Rule(rule_id, fields, tuple(raw.get("examples") or ()), tuple(raw.get("counterexamples") or ())))
    return tuple(rules)


@cache
def rulebook_hash() -> str:
    """Return the SHA-256 over all shipped rulebooks, so that a manifest can name the rules it was made by."""
    digest = hashlib.sha256()
    with as_file(files("trucewatch.rulebooks") / "data") as folder:
        for path in sorted(folder.rglob("*.*")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class _LineLoader(yaml.CSafeLoader):
    """A safe loader that notes the line of every top-level rule."""

    def construct_sequence(self, node: Any, deep: bool = False) -> list[Any]:
        values = super().construct_sequence(node, deep=True)
        if any(
            isinstance(item, yaml.MappingNode) and any(k.value == "id" for k, _ in item.value) for item in node.value
        ):
            for item, value in zip(node.value, values, strict=True):
                if isinstance(value, dict):
                    value["__line__"] = item.start_mark.line + 1
        return values
