"""Read YAML that people write, strictly: every value is checked where it stands, every error has its place.

Casebooks and agreements are read by this. Anchors and aliases are refused (a short file could unfold to a huge one),
and so is nesting deeper than anybody writes by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from trucewatch.casebook.finding import Finding

MOST_BYTES = 8_000_000
"""Nobody writes a longer file by hand."""
DEEPEST = 24
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


class Wrong(Exception):
    """A value that cannot stand, found at a node; ``line`` and ``column`` count from 1."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        super().__init__(message)
        self.line = line_of(node)
        self.column = int(node.start_mark.column) + 1


def compose(payload: bytes, file: str) -> yaml.Node | Finding | None:
    """Return the root node of a file, None where it is empty, or the finding that tells why it is no YAML."""
    if len(payload) > MOST_BYTES:
        return Finding(1, "error", f"too large to be written by hand ({len(payload) / 1e6:.0f} MB)", file)
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Finding(payload[: error.start].count(b"\n") + 1, "error", "not UTF-8 text", file)
    try:
        refused = _refused(text, file)
        root: yaml.Node | None = None if refused else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return _not_yaml(error, text, file)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        return Finding(line, "error", f"not YAML: the character {error.character!r} cannot stand in it", file)
    except yaml.YAMLError as error:
        return Finding(1, "error", f"not YAML: {error}", file)
    return refused or root


def _refused(text: str, file: str) -> Finding | None:
    """Return what is refused before anything is built of the text: aliases and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        reason = "nested too deeply" if depth > DEEPEST else None
        if isinstance(event, yaml.AliasEvent):
            reason = f"aliases (*{event.anchor}) are not read; write it out"
        if reason:
            mark = event.start_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            return Finding(line, "error", reason, file, column)
    return None


def _not_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    mark = error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    if "\t" in (lines[line - 1] if line <= len(lines) else ""):
        return Finding(line, "error", "not YAML: a tab stands here; indent with spaces", file, column)
    return Finding(line, "error", f"not YAML: {error.problem}", file, column)


def line_of(node: yaml.Node) -> int:
    """Return the line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def pairs_of(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a mapping."""
    if not isinstance(node, yaml.MappingNode):
        raise Wrong(node, "a mapping (key: value) must stand here")
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Wrong(key, "a key must be plain text")
    return list(node.value)


def items_of(node: yaml.Node) -> list[yaml.Node]:
    """Return the nodes of a list; a single value is a list of one."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def text_of(node: yaml.Node) -> str:
    """Return plain text."""
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise Wrong(node, "plain text must stand here")
    return str(node.value).strip()


def texts_of(node: yaml.Node) -> tuple[str, ...]:
    """Return the texts of a list or of a single value."""
    return tuple(text_of(item) for item in items_of(node))


def truth_of(node: yaml.Node) -> bool:
    """Return true or false."""
    value = text_of(node).lower()
    if value not in _TRUTHS:
        raise Wrong(node, f"“{value}” must be true or false")
    return _TRUTHS[value]


def number_of(node: yaml.Node) -> float:
    """Return a number."""
    try:
        return float(text_of(node))
    except ValueError:
        raise Wrong(node, f"“{node.value}” is not a number") from None


def one_of(words: tuple[str, ...], what: str) -> Callable[[yaml.Node], str]:
    """Return a reader of one of a few words."""

    def read(node: yaml.Node) -> str:
        value = text_of(node)
        if value not in words:
            raise Wrong(node, f"unknown {what} “{value}”; known are {', '.join(words)}")
        return value

    return read


def matching(pattern: str, what: str) -> Callable[[yaml.Node], str]:
    """Return a reader of text of a pattern."""
    compiled = re.compile(pattern)

    def read(node: yaml.Node) -> str:
        value = text_of(node)
        if not compiled.fullmatch(value):
            raise Wrong(node, f"“{value}” is not {what}")
        return value

    return read


def known_fields(node: yaml.Node, fields: dict[str, Callable[[yaml.Node], Any]], needed: str) -> dict[str, Any]:
    """Return the fields of a small mapping such as a name or an affiliation."""
    found: dict[str, Any] = {}
    for key, value in pairs_of(node):
        name = str(key.value)
        if name not in fields:
            raise Wrong(key, f"unknown field “{name}”; known are {', '.join(fields)}")
        if name in found:
            raise Wrong(key, f"the field {name} stands twice")
        found[name] = fields[name](value)
    if needed not in found:
        raise Wrong(node, f"the field {needed} is missing")
    return found
