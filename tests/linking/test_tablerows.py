"""Rows of tables that others made are linked by their columns; their words take part in nothing."""

from __future__ import annotations

from tests.linking.counted import CASEBOOK, Shelf
from trucewatch.linking.contradictions import find_contradictions
from trucewatch.linking.estimates import list_estimates
from trucewatch.linking.link import link_case
from trucewatch.linking.tablerows import is_table_row, without_table_rows

ROW = "event_date: 8 May 2033 location: Pellor notes: Shells fell on the mill and burned two barges. fatalities: 4"


def shelf(rows: int) -> Shelf:
    found = Shelf()
    found.document(
        "report", "Shells fell on the mill at Pellor on Sunday and killed four people.", address=None, origin="a"
    )
    found.figure("report", "four", "killed", (4, 4))
    for number in range(rows):
        key = f"row{number:02}"
        found.document(key, ROW, media_type="text/csv; record=acled", address=None, origin="a")
        found.figure(key, "4", "killed", (4 + number, 4 + number))
    return found


def test_rows_are_told_from_reports() -> None:
    tables = shelf(2).tables
    assert [is_table_row(row) for row in tables["documents"]] == [False, True, True]
    assert {row["document_id"] for rows in without_table_rows(tables).values() for row in rows} == {"report"}
    alone = shelf(0).tables
    assert without_table_rows(alone) is alone


def test_rows_of_one_table_are_no_copies_and_contradict_nothing() -> None:
    tables = shelf(12).tables
    linked = link_case(tables, CASEBOOK)
    assert not linked.copies
    assert not find_contradictions(tables, linked.events, linked.estimates, CASEBOOK)


def test_figures_of_rows_join_others_by_their_event_alone() -> None:
    rows = list_estimates(shelf(3).tables, (), (), CASEBOOK)
    assert len({row.topic_id for row in rows}) == len(rows) == 4
