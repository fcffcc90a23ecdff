"""Read the bytes of one agreement: its value as far as it can be made, and everything that is wrong in it alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import yaml

from trucewatch.agreements.entries import read_entries
from trucewatch.agreements.fields import agreement_spec, fluent_spec, provision_spec
from trucewatch.agreements.model import Agreement
from trucewatch.agreements.shapes import Record, Shape, read_record
from trucewatch.casebook.finding import Finding
from trucewatch.casebook.nodes import Wrong, compose, items_of

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An agreement as read: None where something in it alone is wrong; the findings tell what."""

    file: str
    root: yaml.Node | None
    agreement: Agreement | None
    findings: tuple[Finding, ...]

    def finding(self, severity: str, message: str, path: Path) -> Finding:
        """Return a finding at what stands under the keys of a path, or at the nearest above that stands there."""
        node = place = self.root
        for key in path:
            found = _below(node, key)
            if found is None:
                break
            place, node = found
        line, column = (place.start_mark.line + 1, place.start_mark.column + 1) if place else (1, 1)
        return Finding(line, severity, message, self.file, column)


def read_agreement(payload: bytes, file: str) -> Draft:
    """Return what the bytes of a file say; ``file`` is how messages call it."""
    root = compose(payload, file)
    if isinstance(root, Finding):
        return Draft(file, None, None, (root,))
    if root is None:
        return Draft(file, None, None, (Finding(1, "error", "the file is empty", file, 1),))
    wrong: list[Wrong] = []
    try:
        found: dict[str, Any] | None = read_record(root, _gathering(wrong), wrong)
    except Wrong as error:
        wrong.append(error)
    if wrong or found is None:
        findings = [Finding(item.line, "error", str(item), file, item.column) for item in wrong]
        return Draft(file, root, None, tuple(sorted(findings, key=lambda item: (item.line, item.column))))
    agreement = Agreement(**found, sha256=hashlib.sha256(payload).hexdigest(), file=file)
    return Draft(file, root, agreement, ())


def _gathering(wrong: list[Wrong]) -> Record:
    """Return the fields of an agreement, its provisions and fluents read so that all their errors are gathered."""
    spec = agreement_spec()
    gathered = {
        "provisions": Shape(lambda node: read_entries(node, provision_spec(), wrong), {}),
        "fluents": Shape(lambda node: read_entries(node, fluent_spec(), wrong), {}),
    }
    return replace(spec, fields={**spec.fields, **gathered})


def _below(node: yaml.Node | None, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return key and value under a key of a mapping; of a list twice the item that reads so or has it as its id."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == key), None)
    for item in items_of(node) if node else ():
        value = (_below(item, "id") or (None, None))[1] if isinstance(item, yaml.MappingNode) else item
        if isinstance(value, yaml.ScalarNode) and value.value == key:
            return item, item
    return None
