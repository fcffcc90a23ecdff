"""Dates as printed, in metadata and in addresses; what is ambiguous or no date is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.documents.stated_date import find_dates, find_months, read_address_date, read_metadata_date
from trucewatch.extract.edtf import bounds


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("by Ada Norr May 3, 2031 3:27 PM 11 min read", "May 3, 2031 3:27 PM", "2031-05-03T15:27"),
        ("12 December 2031Velmar", "12 December 2031", "2031-12-12"),
        ("Published: 2031-05-07", "2031-05-07", "2031-05-07"),
        ("Sept. 1, 2031 at 4 p.m. ET", "Sept. 1, 2031 at 4 p.m.", "2031-09-01T16:00"),
        ("Thu 21 Sep 2023 15.27 BST", "Thu 21 Sep 2023 15.27", "2023-09-21T15:27"),
        ("21st of September, 2031", "21st of September, 2031", "2031-09-21"),
        ("May 3rd 2031", "May 3rd 2031", "2031-05-03"),
        ("15:27, 21 September 2031", "15:27, 21 September 2031", "2031-09-21T15:27"),
        ("4:22 PM CEST, May 8, 2031", "4:22 PM CEST, May 8, 2031", "2031-05-08T16:22"),
        ("12:05 a.m. May 8, 2031", "12:05 a.m. May 8, 2031", "2031-05-08T00:05"),
        ("23/04/2031", "23/04/2031", "2031-04-23"),
        ("04/23/2031", "04/23/2031", "2031-04-23"),
        ("5/5/2031", "5/5/2031", "2031-05-05"),
        ("05.06.2031", "05.06.2031", "2031-06-05"),
        ("2031/05/07 12:33", "2031/05/07 12:33", "2031-05-07T12:33"),
        ("ORSK, 3 JAN 90 --", "3 JAN 90", "1990-01-03"),
        ("21-Sep-31", "21-Sep-31", "2031-09-21"),
    ],
)
def test_printed_dates(text: str, words: str, value: str) -> None:
    (found,) = find_dates(text)
    assert text[found.start : found.end] == words
    assert (found.value, found.day) == (value, value[:10])


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2031",
        "May 3",
        "3 May",
        "May 2031",
        "31 June 2031",
        "2031-13-45",
        "id 20310507",
        "7 May 20315",
        "10 May 31 people died",
        "Tuesday at 10:30",
        "0312/05/2031",
        "version 3.12.20311",
        "",
    ],
)
def test_what_is_no_full_date_or_ambiguous(text: str) -> None:
    assert list(find_dates(text)) == []


def test_months_with_a_year() -> None:
    assert [month.value for month in find_months("Issue of June 2031, after Sept. 2030")] == ["2031-06", "2030-09"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2031-05-07T22:30:00Z", "2031-05-07T22:30"),
        ("2031-05-07T22:30:00.123+03:00", "2031-05-07T22:30"),
        ("2031-05-07 00:00:00", "2031-05-07"),
        ("20310507T101500Z", "2031-05-07T10:15"),
        ("Wed, 07 May 2031 10:00:00 GMT", "2031-05-07T10:00"),
        ("Wed May 07 2031 10:00:00 GMT+0000", "2031-05-07T10:00"),
        ("1683446400", "2023-05-07"),
        ("1683446400000", "2023-05-07"),
        ("May 7, 2031", "2031-05-07"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("03/04/2031", None),
        ("2031-99-99", None),
        ("yesterday", None),
        ("", None),
        ("0", None),
        ("99999999999999999999", None),
    ],
)
def test_dates_in_metadata(written: str, value: str | None) -> None:
    assert read_metadata_date(written) == value


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://courier.example/2031/05/07/truce", "2031-05-07"),
        ("https://courier.example/2031/may/7/truce", "2031-05-07"),
        ("https://courier.example/world-2031-05-07-truce", "2031-05-07"),
        ("https://courier.example/news/20310507", "2031-05-07"),
        ("https://courier.example/2031/05/truce", "2031-05"),
        ("https://web.archive.example/web/20320102030405/https://courier.example/2031/05/07/truce", "2031-05-07"),
        ("https://courier.example/world-20310599", None),
        ("https://courier.example/id/120310507", None),
        ("https://courier.example/id/2031050712", None),
        ("https://courier.example/world-66852070", None),
        ("https://courier.example/?id=20310507", None),
        ("https://courier20310507.example/truce", None),
        ("nonsense", None),
    ],
)
def test_dates_in_addresses(address: str, value: str | None) -> None:
    found = read_address_date(address)
    assert (found.value if found else None) == value


@given(
    st.text(max_size=80) | st.from_regex(r"[A-Z][a-z]{2,8} \d{1,2}, \d{4} \d\d:\d\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
)
def test_every_value_found_has_bounds(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert bounds(found.value)[0] is not None
    if value := read_metadata_date(text):
        assert bounds(value)[0] is not None
