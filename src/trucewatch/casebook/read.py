"""Read the text of one casebook strictly: every value checked where it stands, every error with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from trucewatch.casebook.finding import Finding
from trucewatch.casebook.nodes import Wrong, compose, line_of, pairs_of
from trucewatch.casebook.values import FIELDS

SECTIONS = ("sides", "organs", "offices", "actors", "places", "outlets", "happenings")

_SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_TITLE = re.compile(r"[a-z][a-z' -]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section: its fields as read, and the line of each, those that could not be read included."""

    file: str
    section: str
    id: str
    line: int
    fields: dict[str, Any]
    lines: dict[str, int]


@dataclass(frozen=True, slots=True)
class Book:
    """One casebook as read, before it is merged with others."""

    name: str
    file: str
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_book(payload: bytes, name: str, file: str) -> Book:
    """Return the entries of a casebook's bytes, with everything that is wrong in it taken alone."""
    book = Book(name, file)
    root = compose(payload, file)
    if isinstance(root, Finding):
        book.findings.append(root)
        return book
    try:
        sections = pairs_of(root) if root is not None else []
    except Wrong as error:
        book.findings.append(Finding(error.line, "error", str(error), file))
        return book
    seen: set[str] = set()
    for key, node in sections:
        if key.value in seen:
            book.findings.append(Finding(line_of(key), "error", f"the section {key.value} stands twice", file))
        else:
            seen.add(key.value)
            _read_section(book, key, node)
    return book


def _read_section(book: Book, key: yaml.Node, node: yaml.Node) -> None:
    section = str(key.value)
    if section == "about":
        return
    if section not in SECTIONS:
        message = f"unknown section “{section}”; a casebook has about, {', '.join(SECTIONS)}"
        book.findings.append(Finding(line_of(key), "error", message, book.file))
        return
    try:
        pairs = pairs_of(node)
    except Wrong as error:
        book.findings.append(Finding(error.line, "error", f"{section}: {error}", book.file))
        return
    seen: set[str] = set()
    for id_node, body in pairs:
        entry_id = str(id_node.value)
        if entry_id in seen:
            message = f"{section}: the id {entry_id} stands twice"
            book.findings.append(Finding(line_of(id_node), "error", message, book.file))
        elif not (_TITLE if section == "offices" else _SLUG).fullmatch(entry_id):
            message = f"{section}: “{entry_id}” cannot be an id; use small letters, digits and hyphens"
            book.findings.append(Finding(line_of(id_node), "error", message, book.file))
        else:
            seen.add(entry_id)
            book.entries.append(_read_entry(book, section, id_node, body))


def _read_entry(book: Book, section: str, id_node: yaml.Node, body: yaml.Node) -> Entry:
    entry = Entry(book.file, section, str(id_node.value), line_of(id_node), {}, {})
    readers = FIELDS[section]
    if section == "sides" and isinstance(body, yaml.ScalarNode):
        entry.fields["name"] = body.value
        return entry
    try:
        pairs = pairs_of(body)
    except Wrong as error:
        book.findings.append(Finding(error.line, "error", f"{entry.id}: {error}", book.file))
        return entry
    for key, node in pairs:
        name = str(key.value)
        try:
            if name not in readers:
                raise Wrong(key, f"unknown field “{name}”; known are {', '.join(readers)}")
            if name in entry.lines:
                raise Wrong(key, f"the field {name} stands twice")
            entry.lines[name] = line_of(key)
            entry.fields[name] = readers[name](node)
        except Wrong as error:
            book.findings.append(Finding(error.line, "error", f"{entry.id}: {error}", book.file))
    return entry
