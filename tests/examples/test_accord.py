"""The accord of the example: read without a doubt, and with its reports every status occurs."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.agreements.check import check_agreement
from trucewatch.pipeline.run import build
from trucewatch.records.finding import FINDINGS
from trucewatch.storage.assessed import assess_case

EXAMPLE = Path(__file__).parents[2] / "examples" / "arven"
ACCORDS = (EXAMPLE / "accord.yml", EXAMPLE / "ceasefire.yml")


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Return the statuses of all provisions by day."""
    folder = tmp_path_factory.mktemp("accord") / "arven.case"
    build([EXAMPLE / "reports"], folder, jobs=1, agreements=ACCORDS)
    days = ("2031-03-10", "2031-05-05", "2031-06-22")
    return {
        day: {finding.provision_id: finding.status for finding in assess_case(folder, on=day).findings} for day in days
    }


@pytest.mark.parametrize("path", ACCORDS, ids=lambda path: path.stem)
def test_the_accords_are_clean(path: Path) -> None:
    assert check_agreement(path, beside=[other for other in ACCORDS if other != path]) == []


def test_every_status_occurs(statuses: dict[str, dict[str, str]]) -> None:
    assert set(statuses["2031-06-22"].values()) == set(FINDINGS)


@pytest.mark.parametrize(
    ("day", "provision", "status"),
    [
        ("2031-03-10", "guns-out", "pending"),
        ("2031-05-05", "guns-out", "disputed"),
        ("2031-05-05", "brenova", "fulfilled late"),
        ("2031-05-05", "truce", "disputed"),
        ("2031-06-22", "truce", "breached"),
        ("2031-05-05", "remains", "fulfilled"),
        ("2031-05-05", "prisoners", "partly fulfilled"),
        ("2031-05-05", "no-drones", "alleged breach"),
        ("2031-06-22", "second-road", "pending"),
        ("2031-06-22", "commission-meets", "suspended"),
        ("2031-06-22", "lines", "lapsed"),
        ("2031-06-22", "weapons", "overdue"),
        ("2031-06-22", "mine-maps", "no report"),
    ],
)
def test_the_status_of_a_provision(statuses: dict[str, dict[str, str]], day: str, provision: str, status: str) -> None:
    assert statuses[day][provision] == status
