"""When a claim's act was: its own date, a date beside it, or only the days before printing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from trucewatch.linking import columns as at
from trucewatch.linking.features import BEFORE_PRINT, claim_days

PRINTED = {"published_from": "2031-05-20", "published_to": "2031-05-21"}


def days(value: str | None, document: dict[str, Any] = PRINTED, *hints: dict[str, Any]) -> tuple[str, str, int]:
    first, last, basis = claim_days({"date": value, "start": 50}, document, hints)
    return date.fromordinal(max(first, 1)).isoformat(), date.fromordinal(max(last, 1)).isoformat(), basis


@pytest.mark.parametrize(
    ("value", "first", "last", "basis"),
    [
        ("2031-05-05", "2031-05-05", "2031-05-05", at.DAY),
        ("2031-05-05T13:00", "2031-05-05", "2031-05-05", at.DAY),
        ("2031-05", "2031-05-01", "2031-05-31", at.COARSE),
        ("2030", "2030-01-01", "2030-12-31", at.LONG),
        ("2031-02-01/..", "2031-02-01", "2031-05-21", at.LONG),
        ("2032-02-01/..", "2032-02-01", "2032-02-01", at.DAY),
        ("../2031-03-01", "2031-03-01", "2031-03-01", at.DAY),
    ],
)
def test_a_date_of_its_own(value: str, first: str, last: str, basis: int) -> None:
    assert days(value) == (first, last, basis)


def test_undated_claims_take_the_last_date_before_them_else_the_days_before_printing() -> None:
    early = {"time_id": "t-1", "start": 3, "earliest": "2031-04-02", "latest": "2031-04-02"}
    near = {"time_id": "t-2", "start": 30, "earliest": "2031-04-03", "latest": "2031-04-04"}
    behind = {"time_id": "t-3", "start": 60, "earliest": "2031-01-01", "latest": "2031-01-01"}
    assert days(None, PRINTED, early, near, behind) == ("2031-04-03", "2031-04-04", at.HINT)
    opened = date.fromordinal(date(2031, 5, 20).toordinal() - BEFORE_PRINT).isoformat()
    assert days(None, PRINTED, behind) == (opened, "2031-05-21", at.WINDOW)
    assert days(None, {"published_from": None, "published_to": None})[2] == at.UNDATED
