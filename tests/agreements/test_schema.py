from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from trucewatch.agreements import model
from trucewatch.agreements.fields import agreement_spec, fluent_spec, provision_spec, reading_spec
from trucewatch.agreements.load import shipped_agreements
from trucewatch.agreements.schema import agreement_schema, render_schema
from trucewatch.agreements.windows import WINDOW_KEYS

ROOT = Path(__file__).parent.parent.parent
REFERENCE = ROOT / "docs" / "reference"
FILES = [ROOT / "src/trucewatch/agreements/data" / f"{name}.yml" for name in shipped_agreements()]


class Loader(yaml.CSafeLoader):
    """Dates and on/off stay text, as the program reads them."""


Loader.yaml_implicit_resolvers = {
    key: [item for item in found if item[0].rpartition(":")[2] in ("int", "float", "null")]
    for key, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Tell whether a value fits a schema, of which only the keywords that ours uses are known."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        return any(fits(value, item, root) for item in schema["anyOf"])
    if "enum" in schema:
        return any(str(value).casefold() == word.casefold() for word in schema["enum"])
    if schema["type"] == "array":
        return isinstance(value, list) and all(fits(item, schema["items"], root) for item in value)
    if schema["type"] == "number":
        return isinstance(value, int | float)
    if schema["type"] == "string":
        return not isinstance(value, dict | list) and bool(re.search(schema.get("pattern", ""), str(value)))
    return isinstance(value, dict) and fits_object(value, schema, root)


def fits_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> bool:
    properties, more = schema.get("properties", {}), schema.get("additionalProperties", False)
    for key, item in value.items():
        if key in properties:
            if not fits(item, properties[key], root):
                return False
        elif not isinstance(more, dict) or not fits(item, more, root) or not fits(key, schema["propertyNames"], root):
            return False
    return set(schema.get("required", ())) <= set(value)


def test_the_committed_schema_is_up_to_date() -> None:
    assert (REFERENCE / "agreement.schema.json").read_text(encoding="utf-8") == render_schema()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_agreements_fit_the_schema(path: Path) -> None:
    schema = agreement_schema()
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    assert fits(data, schema, schema)
    assert not fits(data | {"colour": "red"}, schema, schema)
    assert not fits(data | {"kind": "armistice"}, schema, schema)
    assert not fits({key: value for key, value in data.items() if key != "signed"}, schema, schema)


def test_every_reference_leads_somewhere() -> None:
    schema = agreement_schema()
    for name in re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema)):
        assert name in schema["$defs"]


def test_every_field_window_check_and_kind_is_documented() -> None:
    text = (REFERENCE / "agreement.md").read_text(encoding="utf-8")
    for spec in (agreement_spec(), provision_spec(), reading_spec(), fluent_spec()):
        for field in spec.fields:
            assert f"`{field}`" in text, field
    for word in (*model.KINDS, *model.PROVISION_KINDS, *model.CHECKS, *model.FLUENT_KINDS, *model.BOUNDS):
        assert f"`{word}`" in text, word
    for key in WINDOW_KEYS:
        assert re.search(rf"[{{ ]{key}: ", text), key
    for unit in model.DURATION_UNITS:
        assert re.search(rf"\d {unit}", text), unit
