"""What a document says of itself: date, outlet, author, title, genre, language, and nothing more."""

from __future__ import annotations

import pytest

from trucewatch.casebook import Casebook, Name, Outlet
from trucewatch.documents.describe import Description, describe_document
from trucewatch.documents.model import Block, Metadata, Reading, Received
from trucewatch.documents.segment import find_segments

FIRST = "The last brigade of Velmar left the town of Orsk on Tuesday, hours before the deadline, officials said."
SECOND = "Ardovia denied this and said that at least 200 soldiers were still in the villages to the north."
BODY = f"{FIRST}\n\n{SECOND}"
HEADLINE = "Velmar leaves Orsk as the truce begins"
OUTLETS = (
    Outlet("courier", (Name("Orsk Courier"), Name("The Orsk Courier")), ("courier.example",), genre="news"),
    Outlet("nna", (Name("Norrland News Agency"), Name("NNA")), ("nna.example",), genre="agency"),
    Outlet("review", (Name("Norrland Review"),), genre="analysis"),
)
CASEBOOK = Casebook((), {}, {}, {}, {outlet.id: outlet for outlet in OUTLETS}, "")
EMPTY = Casebook((), {}, {}, {}, {}, "")


def described(text: str, casebook: Casebook = CASEBOOK, **metadata: str) -> Description:
    """Return what a plain text with some metadata says of itself."""
    said = Metadata(**metadata)
    reading = Reading(text=text, blocks=(Block(0, len(text), "text"),))
    received = Received(
        document_id="d",
        source_sha256="0",
        origin="a.txt",
        locator="",
        media_type="text/plain",
        payload=b"",
        metadata=said,
    )
    return describe_document(received, reading, find_segments("d", reading), casebook)


@pytest.mark.parametrize(
    ("line", "published", "quote"),
    [
        ("by Ada Norr May 3, 2031 3:27 PM 11 min read", "2031-05-03", "May 3, 2031 3:27 PM"),
        ("3 May 2031Velmar", "2031-05-03", "3 May 2031"),
        ("Published: May 3, 2031 | Updated: May 5, 2031", "2031-05-03", "May 3, 2031"),
        ("Updated: May 5, 2031 | Published: May 3, 2031", "2031-05-03", "May 3, 2031"),
        ("Last updated 5 May 2031, 10:12", "2031-05-05", "5 May 2031, 10:12"),
        ("Ada Norr, Orsk\n2031-05-03", "2031-05-03", "2031-05-03"),
        ("June 2031", "2031-06", "June 2031"),
    ],
)
def test_date_lines(line: str, published: str, quote: str) -> None:
    text = f"{HEADLINE}\n{line}\n\n{BODY}"
    said = described(text)
    assert (said.published, said.published_basis, said.published_quote) == (published, "date line", quote)
    assert said.published_start is not None
    assert text[said.published_start :].startswith(quote)


def test_the_date_line_of_an_agency() -> None:
    said = described(f"ORSK, May 3, 2031 (NNA) — {BODY}")
    assert (said.published, said.outlet, said.outlet_id, said.genre) == (
        "2031-05-03",
        "Norrland News Agency",
        "nna",
        "agency",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n\nUpdated:\n\n{BODY}",
        f"ORSK, May 3 (NNA) — {BODY}",
        f"{HEADLINE}\n\n{BODY} It began on 4 April 2027.",
        f"{HEADLINE}\n\n{BODY}\n\nLATEST\n\nWhat the accord says\n\n20 December 2031",
        f"{HEADLINE}\n\n{BODY}\n\nA soldier near Orsk on May 2, 2031. (Photo by Jon Marr)",
        f"{HEADLINE}\n\n{BODY}\n\n[1] Orsk Courier, 2 May 2031.",
        f"{HEADLINE}\n\n2 hours ago\n\n{BODY}",
        f"{HEADLINE}\n\nDate 4 April 2027 – 2 May 2031\n\n{BODY}",
    ],
)
def test_other_dates_are_not_the_date_of_publication(text: str) -> None:
    said = described(text)
    assert (said.published, said.published_basis, said.published_quote, said.published_start) == (
        None,
        "none",
        None,
        None,
    )


def test_metadata_and_address_where_no_line_gives_a_date() -> None:
    said = described(BODY, published="2031-05-03T22:30:00+03:00", address="https://x.example/2031/05/09/a")
    assert (said.published, said.published_basis, said.published_quote) == (
        "2031-05-03",
        "metadata",
        "2031-05-03T22:30:00+03:00",
    )
    said = described(BODY, address="https://x.example/2031/05/09/a")
    assert (said.published, said.published_basis, said.published_quote) == ("2031-05-09", "address", "2031/05/09")
    assert described(BODY, published="2031", address="https://x.example/2031/05/09/a").published == "2031-05-09"


def test_where_date_line_and_metadata_differ_the_line_counts_unless_it_tells_of_an_update() -> None:
    assert described(f"{HEADLINE}\nMay 3, 2031\n\n{BODY}", published="2031-07-01").published == "2031-05-03"
    assert described(f"{HEADLINE}\nUpdated May 9, 2031\n\n{BODY}", published="2031-05-03").published == "2031-05-03"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ada Norr", "Ada Norr"),
        ("by Ada Norr and Karl Venn in Orsk", "Ada Norr and Karl Venn"),
        ("By ADA NORR, KARL VENN and LENA HOBB", "ADA NORR, KARL VENN and LENA HOBB"),
        ("by Ada Norr May 3, 2031 3:27 PM 11 min read", "Ada Norr"),
        ("Written by Ada van der Norr", "Ada van der Norr"),
        ("Ada Norr\nMay 3, 2031", "Ada Norr"),
        ("By contrast", None),
        ("20 March 2031 | Defence | by Ada Norr", "Ada Norr"),
    ],
)
def test_authors(line: str, author: str | None) -> None:
    assert described(f"{HEADLINE}\n{line}\n\n{BODY}").author == author


def test_an_agency_that_signs_at_the_end() -> None:
    said = described(f"{HEADLINE}\n\n{BODY} (NNA/Review)")
    assert (said.genre, said.genre_basis) == ("agency", "genres.agency-dateline")


def test_metadata_name_the_author_first() -> None:
    assert described(f"{HEADLINE}\nBy Staff Writer\n\n{BODY}", author="Ada Norr").author == "Ada Norr"


def test_titles() -> None:
    assert described(f"{HEADLINE}\n\n{BODY}").title == HEADLINE
    assert described(f"{HEADLINE}\n\n{BODY}", title=f"{HEADLINE} | Orsk Courier").title == HEADLINE
    assert described(BODY, title=f"{HEADLINE} - The Orsk Courier").title == HEADLINE
    assert described(BODY).title is None


@pytest.mark.parametrize(
    ("text", "metadata", "outlet", "outlet_id"),
    [
        (BODY, {"outlet": "The Orsk Courier"}, "The Orsk Courier", "courier"),
        (BODY, {"outlet": "Unknown Paper"}, "Unknown Paper", None),
        (BODY, {"address": "https://www.en.courier.example/a"}, "Orsk Courier", "courier"),
        (BODY, {"address": "https://www.other.example/a"}, "other.example", None),
        (f"{HEADLINE}\n\nPublication: Norrland Review Volume: 4 Issue: 12\n\n{BODY}", {}, "Norrland Review", "review"),
        (f"ORSK, May 3 (NNA) — {BODY}", {"outlet": "Orsk Courier"}, "Orsk Courier", "courier"),
        (f"{HEADLINE}\n\n{BODY}\n\n© 2031 The Orsk Courier. All rights reserved.", {}, "The Orsk Courier", "courier"),
        (
            f"{BODY}\n\nThe Orsk Courier couldn’t independently verify what either side said.",
            {},
            "Orsk Courier",
            "courier",
        ),
        (f"{BODY}\n\n“We left,” the minister told NNA. “We left,” he told NNA.", {}, None, None),
        (f"{BODY}\n\n“We left,” the minister told the Orsk Courier.", {}, None, None),
        (f"{BODY}\n\nHe told the Orsk Courier so. She told the Orsk Courier otherwise.", {}, "Orsk Courier", "courier"),
        (f"{BODY}\n\nThe Velmar Times could not independently verify what either side said.", {}, None, None),
        (f"{BODY}\n\n© Jon Marr", {}, None, None),
        (f"The Orsk Courier\n\n{HEADLINE}\n\n{BODY}", {}, "Orsk Courier", "courier"),
        (f"{HEADLINE}\n\nNNA\n\n{BODY}", {}, None, None),
    ],
)
def test_outlets(text: str, metadata: dict[str, str], outlet: str | None, outlet_id: str | None) -> None:
    said = described(text, **metadata)
    assert (said.outlet, said.outlet_id) == (outlet, outlet_id)


def test_an_empty_casebook_will_do() -> None:
    said = described(f"ORSK, May 3, 2031 (Norrland News Agency) — {BODY}", EMPTY)
    assert (said.outlet, said.outlet_id, said.genre) == ("Norrland News Agency", None, "agency")


@pytest.mark.parametrize(
    ("text", "metadata", "genre"),
    [
        (f"OPINION\n\n{HEADLINE}\n\n{BODY}", {}, "opinion"),
        (f"REPORTS\nANALYTICS\n• USD100.68\nOPINION\n\n{HEADLINE}\n\n{BODY}", {}, "opinion"),
        (f"NEWS\nOPINION\nSPORT\n\n{HEADLINE}\n\n{BODY}", {}, "news"),
        (BODY, {"section": "Analysis"}, "analysis"),
        (BODY, {"address": "https://x.example/opinion/2031/a"}, "opinion"),
        (BODY, {"address": "https://government-watch.example/a"}, "news"),
        (BODY, {"address": "https://www.mod.gov.vm/a"}, "statement"),
        (f"Statement by the Ministry of Defence\n\n{BODY}", {}, "statement"),
        ("The fields were wet. Nobody spoke. The river ran high under the broken bridge of Kell.", {}, "unknown"),
        (BODY, {"outlet": "Norrland Review"}, "analysis"),
    ],
)
def test_genres(text: str, metadata: dict[str, str], genre: str) -> None:
    said = described(text, **metadata)
    assert said.genre == genre
    assert (said.genre_basis is None) == (genre == "unknown")


def test_language_is_told_from_the_article_not_its_frame() -> None:
    frame = "Главная Новости Политика Экономика Общество"
    assert described(f"{frame}\n\n{HEADLINE}\n\n{BODY}").language == "en"
    assert described("Последняя бригада покинула город во вторник, сообщили официальные лица. " * 3).language == "ru"
    assert described("").language is None
