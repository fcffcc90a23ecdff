"""Tables of records are told by their header; each row is one document of readable lines."""

from __future__ import annotations

import tracemalloc
from io import BytesIO

import pytest

from trucewatch.documents.formats.foreign import find_missing, is_tag_row, recognise, record_kind
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.documents.formats.rows import split_rows


def names(*lines: str) -> list[str]:
    return ",".join(lines).split(",")


ACLED = names(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1",
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location",
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp",
)
GED = names(
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec",
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,event_clarity,date_prec,date_start,date_end",
    "deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low",
)
OBSERVATION = names(
    "position,event_place,latitude,longitude,means,count,observation,description,direction,weapon,date,time,observer"
)
ARTICLES = ["title", "text", "date", "source", "description", "observation"]


def split(text: str) -> list[Found]:
    return list(split_rows(BytesIO(text.encode())))


@pytest.mark.parametrize(
    ("columns", "kind"),
    [(ACLED, "acled"), (GED, "ged"), (OBSERVATION, "observation"), (ARTICLES, None), (["a"], None)],
)
def test_a_header_tells_the_kind_of_table(columns: list[str], kind: str | None) -> None:
    assert recognise(columns) == kind
    assert recognise([name.upper().replace("_", " ") for name in reversed(columns)]) == kind


@pytest.mark.parametrize(("columns", "name"), [(ACLED, "event_date"), (GED, "date_start"), (OBSERVATION, "observer")])
def test_a_table_without_a_column_it_needs_is_one_problem_that_names_it(columns: list[str], name: str) -> None:
    lacking = [column for column in columns if column != name]
    found = split(",".join(lacking) + "\n" + ",".join("x" for _ in lacking) + "\n")
    assert [(item.code, f"“{name}”" in item.reason) for item in found if isinstance(item, Problem)] == [
        ("missing-column", True)
    ]
    assert len(found) == 1
    assert find_missing(recognise(columns) or "", columns) is None


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_row_is_lines_of_its_filled_cells_in_order(separator: str) -> None:
    cells = ["" for _ in OBSERVATION]
    cells[1], cells[6], cells[7] = "Brenka", "heard", '"two\nexplosions"'
    (part,) = split(separator.join(OBSERVATION) + "\r\n" + separator.join(cells) + "\r\n")
    assert isinstance(part, Part)
    assert part.payload.decode() == "event_place: Brenka\nobservation: heard\ndescription: two explosions"
    assert (part.locator, record_kind(part.media_type or "")) == ("row 2", "observation")


def test_rows_of_another_length_are_read_and_named() -> None:
    header = ",".join(OBSERVATION)
    found = split(f"{header}\nTarsk,Brenka\n" + "x," * len(OBSERVATION) + "over\n,,\n")
    assert [(item.locator, getattr(item, "code", None)) for item in found] == [
        ("row 2", None), ("row 2", "bad-row"), ("row 3", None), ("row 3", "bad-row"),
    ]  # fmt: skip
    assert isinstance(found[2], Part)
    assert found[2].payload.decode().endswith("column 14: over")


def test_a_row_of_tags_is_no_record() -> None:
    assert is_tag_row(["#date+start", "", "#loc+name"])
    assert not is_tag_row(["#1", "Brenka"])
    tags = ",".join("#x" for _ in OBSERVATION)
    assert split(",".join(OBSERVATION) + f"\n{tags}\n") == []


def test_rows_come_one_by_one() -> None:
    row = ",".join(f"{name} 1" for name in OBSERVATION)
    rows = split_rows(BytesIO("\n".join([",".join(OBSERVATION), *[row] * 20_000]).encode()))
    tracemalloc.start()
    assert sum(1 for _ in rows) == 20_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5 * 2**20
