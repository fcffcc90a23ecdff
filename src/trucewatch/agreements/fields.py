"""The fields of an agreement file and what each may hold, from which reading and the JSON Schema are both made."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import yaml

from trucewatch.agreements import model
from trucewatch.agreements.entries import ID, SLUG, read_entries
from trucewatch.agreements.shapes import Record, Shape, choice, listed, number, record, text, when
from trucewatch.agreements.vocabulary import act_codes, figure_units, pam_types, pax_codes
from trucewatch.agreements.windows import WINDOW_KEYS, window_of
from trucewatch.casebook.nodes import Wrong, text_of

REFERENCE = rf"{SLUG}(?:/{SLUG})?"
ZONE = r"[+-]\d\d:\d\d|[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*"
_DURATION = re.compile(r"(\d{1,3}) (hour|day|week|month|year)s?")

slugs = listed(ID)
reference = text("an id, or AGREEMENT/PROVISION", REFERENCE)
references = listed(reference)
words = text()
lines = listed(words)


def _duration(node: yaml.Node) -> model.Duration:
    match = _DURATION.fullmatch(text_of(node))
    if not match or int(match[1]) == 0:
        raise Wrong(node, f"“{node.value}” is not a length of time; write 5 years, 6 months, 30 days or 72 hours")
    return model.Duration(int(match[1]), match[2] + "s")


duration = Shape(_duration, {"type": "string", "pattern": rf"^(?:{_DURATION.pattern})$"})


def _built(noun: Callable[..., Any], **names: str) -> Callable[[dict[str, Any]], Any]:
    """Return what makes a noun of fields, some of which are called otherwise in YAML (``YAML=noun's``)."""
    return lambda found: noun(**{names.get(name, name): value for name, value in found.items()})


@cache
def provision_spec() -> Record:
    """Return the fields of a provision."""
    fields = {
        "article": words, "words": words, "kind": choice(model.PROVISION_KINDS, "kind"), "topic": _topic(),
        "bearers": slugs, "beneficiaries": slugs, "conduct": _conduct(), "window": window(), "quantity": quantities(),
        "term": _term(), "amended_by": references, "extended_by": references, "suspended_by": references,
        "supersedes": references, "parallel_with": references, "after": references,
        "check": choice(model.CHECKS, "check"), "fluent": _aim(), "breach": _breach(), "only_in": slugs,
        "versions": named(reading_spec()), "title": words, "note": words,
    }  # fmt: skip
    return Record(fields, ("article", "words", "kind"), _built(model.Provision, quantity="quantities"))


@cache
def reading_spec() -> Record:
    """Return the fields of a provision as one published version has it."""
    fields = {
        "words": words, "kind": choice(model.PROVISION_KINDS, "kind"), "bearers": slugs, "beneficiaries": slugs,
        "conduct": _conduct(), "window": window(), "quantity": quantities(), "term": _term(), "note": words,
    }  # fmt: skip
    return Record(fields, ("words",), _built(model.Reading, quantity="quantities"))


@cache
def fluent_spec() -> Record:
    """Return the fields of a fluent."""
    fields = {
        "kind": choice(model.FLUENT_KINDS, "kind"), "title": words, "places": slugs, "actors": slugs, "states": lines,
        "initial": words, "note": words,
    }  # fmt: skip
    return Record(fields, ("kind", "title"), _built(model.Fluent))


@cache
def agreement_spec() -> Record:
    """Return the fields of an agreement; its provisions are read apart, so that each tells its own errors."""
    version = Record(
        {"language": text("a language code (BCP 47)", r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*"), "source": words, "note": words},
        ("language", "source"), _built(model.Version),
    )  # fmt: skip
    force = Record(
        {"from": when(), "to": when(), "zone": text("a time zone (Asia/Yerevan or +04:00)", ZONE)},
        ("from",), _built(model.Force, **{"from": "start", "to": "end"}),
    )  # fmt: skip
    fields = {
        "id": ID, "title": words, "kind": choice(model.KINDS, "kind"), "signed": when(), "in_force": record(force),
        "territory": slugs, "parties": slugs, "guarantors": slugs, "casebooks": lines, "versions": named(version),
        "sources": lines, "amended_by": references, "extended_by": references, "suspended_by": references,
        "supersedes": references, "provisions": named(provision_spec()), "fluents": named(fluent_spec()), "note": words,
    }  # fmt: skip
    return Record(fields, ("id", "title", "kind", "signed", "in_force", "provisions"), dict)


def named(spec: Record) -> Shape:
    """Return the shape of a mapping from ids to records; or of a list of records with ids; its value is a tuple."""
    listed_spec = Record({"id": ID, **spec.fields}, ("id", *spec.needed), spec.make)
    schema = {
        "anyOf": [
            {"type": "object", "propertyNames": ID.schema, "additionalProperties": record(spec).schema},
            {"type": "array", "items": record(listed_spec).schema},
        ]
    }
    return Shape(lambda node: read_entries(node, spec), schema)


def condition() -> Shape:
    """Return the shape of a condition."""
    fields = {
        "provision": reference, "fluent": ID, "states": lines, "acts": _acts(), "by": slugs, "places": slugs,
    }  # fmt: skip
    return record(Record(fields, (), _condition))


def _condition(found: dict[str, Any]) -> model.Condition:
    if sum(name in found for name in ("provision", "fluent", "acts")) != 1:
        raise ValueError("a condition names one of provision, fluent and acts")
    if "states" in found and "fluent" not in found:
        raise ValueError("states belong to a fluent; name it")
    if ("by" in found or "places" in found) and "acts" not in found:
        raise ValueError("by and places belong to acts; name them")
    return model.Condition(**found)


def window() -> Shape:
    """Return the shape of a window."""
    shapes = {"date": when(), "start": when(model.SIGNED, model.IN_FORCE), "duration": duration,
              "anchor": reference_or_event(), "condition": condition()}  # fmt: skip
    return record(Record({key: shapes[kind] for key, kind in WINDOW_KEYS.items()}, (), window_of))


def reference_or_event() -> Shape:
    """Return the shape of what a window counts from: the signing, the entry into force, or a provision."""
    return text("signed, in_force or the id of a provision", rf"{model.SIGNED}|{model.IN_FORCE}|{REFERENCE}")


def quantities() -> Shape:
    """Return the shape of a list of quantities."""
    units = choice(figure_units(), "unit")
    fields = {"number": number(), "unit": units, "bound": choice(model.BOUNDS, "bound"), "of": words}
    return listed(record(Record(fields, ("number", "unit"), _built(model.Quantity))))


def _term() -> Shape:
    fields = {
        "length": duration, "from": text("a date, signed, in_force or the id of a provision", r"\S+"),
        "renewal": duration, "notice_before": duration, "unless": slugs,
    }  # fmt: skip
    return record(Record(fields, ("length",), _built(model.Term, **{"from": "start"})))


def _conduct() -> Shape:
    return record(Record({"acts": _acts(), "objects": lines, "places": slugs}, (), _built(model.Conduct)))


def _breach() -> Shape:
    return record(Record({"acts": _acts(), "by": slugs}, ("acts",), _built(model.Breach)))


def _topic() -> Shape:
    fields = {
        "pam": choice(pam_types(), "type of the Peace Accords Matrix", show=False),
        "pax": listed(choice(pax_codes(), "code of PA-X", show=False)),
    }  # fmt: skip
    return record(Record(fields, (), _built(model.Topic)))


def _aim() -> Shape:
    spec = Record({"id": ID, "states": lines}, ("id",), _built(model.Aim))
    return record(spec, lambda node: model.Aim(id=ID.read(node)), ID.schema)


def _acts() -> Shape:
    return listed(choice(act_codes(), "act", show=False))
