"""The JSON Schema of agreement files, made of the same declarations by which they are read.

``python -m trucewatch.agreements.schema FILE`` writes it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from trucewatch.agreements.fields import agreement_spec
from trucewatch.agreements.shapes import record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHARED = 200
"""What would stand more than once and is longer than this is written once, under ``$defs``."""


def agreement_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an agreement file."""
    schema = record(agreement_spec()).schema
    definitions: dict[str, Any] = {}
    names = {_key(item): name for name, item in _shared(schema).items()}
    body: dict[str, Any] = _replaced(schema, names, definitions)
    about = {"$schema": DIALECT, "title": "Agreement of Trucewatch", "description": "See docs/reference/agreement.md."}
    return about | body | {"$defs": dict(sorted(definitions.items()))}


def render_schema() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(agreement_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _key(schema: Any) -> str:
    return json.dumps(schema, sort_keys=True)


def _shared(schema: Any) -> dict[str, Any]:
    """Return the parts that stand under a field more than once, by the field's name."""
    found: dict[str, tuple[str, int, Any]] = {}
    waiting = [("agreement", schema)]
    while waiting:
        name, item = waiting.pop()
        if isinstance(item, list):
            waiting += [(name, child) for child in item]
        elif isinstance(item, dict):
            key = _key(item)
            if len(key) > SHARED and ("enum" in item or "anyOf" in item or "type" in item):
                first, times, _ = found.get(key, (name, 0, item))
                found[key] = (first, times + 1, item)
            properties = item.get("properties", {})
            waiting += [(child, properties[child]) for child in sorted(properties, reverse=True)]
            waiting += [(name, child) for key, child in item.items() if key not in ("properties", "enum", "required")]
    names: dict[str, Any] = {}
    for first, times, item in found.values():
        if times > 1:
            names[next(name for name in _candidates(first) if name not in names)] = item
    return names


def _candidates(name: str) -> Any:
    yield name
    yield from (f"{name}-{number}" for number in range(2, 1000))


def _replaced(schema: Any, names: dict[str, str], definitions: dict[str, Any], top: bool = True) -> Any:
    if isinstance(schema, list):
        return [_replaced(item, names, definitions, False) for item in schema]
    if not isinstance(schema, dict):
        return schema
    name = names.get(_key(schema))
    if name is None or top:
        return {key: _replaced(value, names, definitions, False) for key, value in schema.items()}
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = {key: _replaced(value, names, definitions, False) for key, value in schema.items()}
    return {"$ref": f"#/$defs/{name}"}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_schema(), encoding="utf-8")
