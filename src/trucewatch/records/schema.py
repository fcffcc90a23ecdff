"""Arrow schemas derived from the record classes, content ids, and rows for storage."""

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import pyarrow as pa

from trucewatch.records.claim import Claim
from trucewatch.records.document import Document, Issue, Segment
from trucewatch.records.link import Contradiction, Copy, Estimate, Event, Grade, Link, Origin, Redirect
from trucewatch.records.mention import ActorMention, Attribution, Figure, PlaceMention, TimeMention

Record = TypeVar("Record")

TABLES: dict[str, type] = {
    "documents": Document,
    "segments": Segment,
    "times": TimeMention,
    "places": PlaceMention,
    "actors": ActorMention,
    "attributions": Attribution,
    "figures": Figure,
    "claims": Claim,
    "issues": Issue,
}
"""Every table of a case and the record class of its rows, in the order in which stages write them."""

LINKED_TABLES: dict[str, type] = {
    "copies": Copy,
    "origins": Origin,
    "events": Event,
    "links": Link,
    "estimates": Estimate,
    "contradictions": Contradiction,
    "grades": Grade,
    "redirects": Redirect,
}
"""Every table that linking computes from those of a case and from people's judgements, in that order."""

_SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(),
}  # fmt: skip


def make_id(prefix: str, *parts: object) -> str:
    """Return ``prefix-`` and 16 hex digits over ``parts``: the same input gives the same id, always."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.blake2b(joined.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def _arrow_type(hint: Any) -> tuple[pa.DataType, bool]:
    """Return the Arrow type of a field's type hint, and whether it may be null."""
    if hint in _SCALARS:
        return _SCALARS[hint], False
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType and type(None) in args:
        (inner,) = (arg for arg in args if arg is not type(None))
        return _arrow_type(inner)[0], True
    if origin is tuple and args[1:] == (Ellipsis,):
        return pa.list_(_arrow_type(args[0])[0]), False
    if dataclasses.is_dataclass(hint):
        return pa.struct(list(arrow_schema(typing.cast(type, hint)))), False
    raise TypeError(f"no Arrow type for {hint!r}")


@cache
def arrow_schema(record: type) -> pa.Schema:
    """Return the Arrow schema of a record class, one field per dataclass field, in order."""
    hints = typing.get_type_hints(record)
    fields = []
    for field in dataclasses.fields(record):
        arrow, nullable = _arrow_type(hints[field.name])
        fields.append(pa.field(field.name, arrow, nullable=nullable))
    return pa.schema(fields)


def to_rows(records: Iterable[Any]) -> list[dict[str, Any]]:
    """Return records as plain dicts that ``pa.Table.from_pylist`` takes."""
    return [_row(record) for record in records]


def _row(record: Any) -> dict[str, Any]:
    """Return one record as a dict; a tenth of the cost of ``dataclasses.asdict``, which copies every value."""
    names, values, nested = _reader(record.__class__)
    row = dict(zip(names, values(record), strict=True))
    for name in nested:
        row[name] = [_row(part) for part in row[name]]
    return row


@cache
def _reader(record: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[str, ...]]:
    """Return a record class's field names, a function that reads them all, and the names of nested records."""
    names = tuple(field.name for field in dataclasses.fields(record))
    hints = typing.get_type_hints(record)
    nested = tuple(name for name in names if any(map(dataclasses.is_dataclass, typing.get_args(hints[name]))))
    return names, attrgetter(*names), nested


def from_rows(record: type[Record], rows: Iterable[dict[str, Any]]) -> list[Record]:
    """Return rows as the records that they were made from; the opposite of `to_rows`."""
    fields = _nested(typing.cast(Any, record))
    return [record(**{name: _value(row[name], inner) for name, inner in fields}) for row in rows]


def _value(value: Any, inner: type | None) -> Any:
    if inner is not None:
        return tuple(from_rows(inner, value))
    return tuple(value) if isinstance(value, list) else value


@cache
def _nested(record: Any) -> tuple[tuple[str, type | None], ...]:
    """Return a record class's fields, each with the class of the records that it holds, if it holds any."""
    hints = typing.get_type_hints(record)
    inner = {
        name: [arg for arg in typing.get_args(hint) if dataclasses.is_dataclass(arg)] for name, hint in hints.items()
    }
    return tuple((name, typing.cast(type, found[0]) if found else None) for name, found in inner.items())
