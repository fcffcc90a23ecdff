"""Proposals as plain values for JSON, each with its span."""

from __future__ import annotations

from typing import Any

from trucewatch.agreements.drafting.model import Cited, Proposal, Proposed, Who


def plain_proposal(item: Proposal) -> dict[str, Any]:
    """Return a proposal as plain values for JSON, each with its span."""
    return {
        "id": item.id,
        "title": item.title,
        "article": item.article,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "kind": _plain(item.kind),
        "bearers": [_plain_who(who) for who in item.bearers],
        "beneficiaries": [_plain_who(who) for who in item.beneficiaries],
        "acts": [_plain(act) for act in item.acts],
        "places": [_plain_who(who) for who in item.places],
        "windows": [
            {"form": span.form, "from": span.start, "to": span.end, "duration": span.duration, "of": span.of}
            | _spanned(span.cited)
            for span in ([item.window] if item.window else []) + list(item.further)
        ],
        "quantities": [
            {"number": amount.number, "unit": amount.unit, "bound": amount.bound} | _spanned(amount.cited)
            for amount in item.amounts
        ],
        "term": None
        if item.term is None
        else {
            "length": _plain(item.term.length),
            "renewal": _plain(item.term.renewal),
            "notice_before": _plain(item.term.notice),
            "unless": [_plain_who(who) for who in item.term.unless],
        },
        "parallel_with": [_plain(cited) for cited in item.parallel_with],
        "after": [_plain(cited) for cited in item.after],
        "under": [_plain(cited) for cited in item.under],
        "check": item.check,
        "rules": list(item.rules),
        "unsure": list(item.unsure),
    }


def plain_head(proposed: Proposed, name: str) -> dict[str, Any]:
    """Return what was proposed for the head of an agreement, for JSON."""
    return {
        "version": name,
        "title": _plain(proposed.title),
        "signed": _plain(proposed.signed),
        "in_force": _plain(proposed.in_force),
        "parties": [_plain_who(who) for who in proposed.parties],
        "guarantors": [_plain_who(who) for who in proposed.guarantors],
        "unsure": list(proposed.doubts),
    }


def _plain(cited: Cited | None) -> dict[str, Any] | None:
    return None if cited is None else {"value": cited.value} | _spanned(cited)


def _plain_who(who: Who) -> dict[str, Any]:
    return {"name": who.name, "refers_to": who.refers_to, "id": who.actor_id, "role": who.role} | _spanned(who.cited)


def _spanned(cited: Cited) -> dict[str, Any]:
    return {"start": cited.start, "end": cited.end, "quote": cited.quote, "sure": cited.sure, "note": cited.note}
