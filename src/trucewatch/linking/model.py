"""The nouns of linking that are not stored: rows as read from a case, people's judgements, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.records.link import Event, Link

Row = Mapping[str, Any]
"""One row of a table of a case, as ``Case.arrow(name).to_pylist()`` gives it; its fields are those of the record."""

Tables = Mapping[str, Sequence[Row]]
"""Rows by the name of their table (`records.TABLES`); claims are as people left them, rejected ones dropped."""

RELATIONS = ("same", "different", "copy", "contradicts")
"""What a person can say about two claims."""

LINKED_KINDS = ("act", "record")
"""The kinds of claims that are about a happening, and so are linked to events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person said about two claims. Judgements are given in the order in which they were made.

    ``relation`` is one of `RELATIONS`, ``by`` who said it, ``why`` their reason, ``decision_id`` where it is kept.
    Where two cannot both hold, the later stands; the earlier is named in `Linking.stopped`.
    """

    left_id: str
    right_id: str
    relation: str
    by: str
    decision_id: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """Something that linking did not do, and why: it becomes a row in ``issues``.

    ``code`` is ``cluster-stopped`` (a cluster would have swallowed the case), ``block-capped`` (not every pair of a
    very large block was compared), ``judgement-overruled`` (by a later one) or ``judgement-unknown`` (on claims that
    are not there). ``pairs`` are the claims that caused it, two by two.
    """

    code: str
    reason: str
    claim_ids: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Events with the links that made them. ``links`` are the pairs worth showing, each with its comparisons."""

    events: tuple[Event, ...]
    links: tuple[Link, ...]
    stopped: tuple[Stopped, ...]
