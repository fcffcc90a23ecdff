"""PDF: paragraphs, pages, running heads, and every way in which a PDF cannot be read."""

from __future__ import annotations

import pytest

from tests.documents.formats.make_pdf import encrypted_pdf, make_pdf, set_lines
from trucewatch.documents.formats.pdf import read_pdf
from trucewatch.errors import Unreadable

FIRST = [
    "The ministry of defence of Velmar stated on 4 March 2031 that its",
    "troops had withdrawn from the village of Oreth, as the accord asks.",
    "",
    "Observers counted 14 vehicles on the road to the north of the town,",
    "and no shots were heard after nightfall in the whole of the valley.",
]
SECOND = ["On the following day two of the three crossings were opened again for", "lorries with medicine and flour."]


def test_lines_and_paragraphs_are_kept_apart() -> None:
    reading = read_pdf(make_pdf([set_lines(FIRST)]), None)
    assert reading.text == "\n".join(FIRST[:2]) + "\n\n" + "\n".join(FIRST[3:])
    assert [reading.text[block.start : block.end] for block in reading.blocks] == reading.text.split("\n\n")


@pytest.mark.parametrize("compress", [False, True])
def test_pages_give_the_offset_of_each_page(compress: bool) -> None:
    reading = read_pdf(make_pdf([set_lines(FIRST), set_lines(SECOND)], compress=compress), None)
    assert len(reading.pages) == 2
    assert reading.pages[0] == 0
    assert reading.text[reading.pages[1] :].startswith("On the following day")


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = set_lines(["The talks in Norrast ended without a result on the second day, said both", "sides."])
    lines += [(90, 760 - 2 * 13.75, 11, "A third round is planned for April at a place that is still to be named.")]
    assert read_pdf(make_pdf([lines]), None).text.count("\n\n") == 1


def test_large_lines_are_headings() -> None:
    lines = [(72.0, 790.0, 20.0, "Monitors see quiet front"), *set_lines(FIRST)]
    reading = read_pdf(make_pdf([lines]), None)
    assert (reading.blocks[0].hint, reading.blocks[1].hint) == ("heading1", "text")


def test_running_heads_and_page_numbers_are_told_apart() -> None:
    pages = [
        [(72.0, 810.0, 9.0, "Mission in Tirvania: weekly report"), *set_lines(FIRST), (300.0, 30.0, 9.0, f"{number}")]
        for number in range(1, 5)
    ]
    reading = read_pdf(make_pdf(pages), None)
    hints = [block.hint for block in reading.blocks]
    assert (hints.count("header"), hints.count("footer"), hints.count("text")) == (4, 4, 8)


def test_document_properties_are_metadata_as_written() -> None:
    info = "/Title (Weekly report) /Author (Mission press office) /CreationDate (D:20310304120000Z)"
    metadata = read_pdf(make_pdf([set_lines(FIRST)], info), None).metadata
    assert (metadata.title, metadata.author) == ("Weekly report", "Mission press office")
    assert metadata.published == "D:20310304120000Z"


WHOLE = make_pdf([set_lines(FIRST), set_lines(SECOND)])


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (encrypted_pdf(), "encrypted"),
        (WHOLE[: len(WHOLE) // 2], "truncated"),
        (b"%PDF-1.7\n" + b"\x01\x02\x03 nothing here" * 40 + b"\nstartxref\n9\n%%EOF", "damaged"),
        (make_pdf([[], []], picture=True), "image-only"),
        (make_pdf([[], []]), "no-text"),
    ],
)
def test_what_cannot_be_read_says_why(payload: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_pdf(payload, None)
    assert caught.value.code == code
    assert caught.value.reason.endswith(".")


def test_a_page_without_words_keeps_its_number() -> None:
    reading = read_pdf(make_pdf([set_lines(FIRST), [], set_lines(SECOND)]), None)
    assert reading.pages[1] == reading.pages[2]
