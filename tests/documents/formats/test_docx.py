"""Word documents: paragraphs, tables, notes and what cannot be read."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from trucewatch.documents.formats.docx import read_docx
from trucewatch.documents.model import Reading
from trucewatch.errors import Unreadable


def saved(document: object) -> bytes:
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def rows(reading: Reading) -> list[tuple[str, str]]:
    return [(block.hint, reading.text[block.start : block.end]) for block in reading.blocks]


def report() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ministry of Foreign Affairs of Velmar"
    document.sections[0].footer.paragraphs[0].text = "Press office"
    document.add_heading("Statement on the crossing at Oreth", level=1)
    document.add_paragraph("The crossing was opened on 4 March 2031.")
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("Killed", "12"), ("Wounded", "30")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("Two lorries\twaited.\nNone was searched.")
    document.add_paragraph("A first point", style="List Bullet")
    properties = document.core_properties
    properties.title, properties.author = "Statement on Oreth", "Press office"
    properties.created = datetime(2031, 3, 4, 9, 30)
    return saved(document)


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    reading = read_docx(report(), None)
    assert rows(reading) == [
        ("header", "Ministry of Foreign Affairs of Velmar"),
        ("heading1", "Statement on the crossing at Oreth"),
        ("text", "The crossing was opened on 4 March 2031."),
        ("table", "Killed\t12"),
        ("table", "Wounded\t30"),
        ("text", "Two lorries\twaited.\nNone was searched."),
        ("list", "A first point"),
        ("footer", "Press office"),
    ]
    assert reading.text == "\n\n".join(words for _, words in rows(reading))


def test_core_properties_are_metadata() -> None:
    metadata = read_docx(report(), None).metadata
    assert (metadata.title, metadata.author) == ("Statement on Oreth", "Press office")
    assert (metadata.published or "").startswith("2031-03-04T09:30")


def test_properties_of_a_template_are_not_taken_for_the_document_s() -> None:
    document = docx.Document()
    document.add_paragraph("Words")
    metadata = read_docx(saved(document), None).metadata
    assert (metadata.author, metadata.published) == (None, None)


def test_deleted_words_are_out_and_inserted_ones_in() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The army ")
    for tag, text_tag, words in (("w:del", "w:delText", "did not leave"), ("w:ins", "w:t", "left")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" the ridge.")
    assert read_docx(saved(document), None).text == "The army left the ridge."


def test_a_layout_table_of_long_cells_is_read_as_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=2).rows[0].cells
    cell[0].text = "News from the front, one long sentence after the other. " * 4
    cell[1].text = "Side note"
    reading = read_docx(saved(document), None)
    assert [(block.hint, block.inside) for block in reading.blocks] == [("text", ("table",)), ("text", ("table",))]


def test_damaged_and_empty_documents_say_why() -> None:
    whole = report()
    for payload, code in (
        (whole[: len(whole) // 2], "damaged"),
        (saved(docx.Document()), "no-text"),
        (b"PK", "damaged"),
    ):
        with pytest.raises(Unreadable) as caught:
            read_docx(payload, None)
        assert caught.value.code == code


def test_a_bomb_in_a_document_is_not_unpacked() -> None:
    file = BytesIO(report())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zero.bin", b"\0" * 40_000_000)
    with pytest.raises(Unreadable) as caught:
        read_docx(file.getvalue(), None)
    assert caught.value.code == "zip-bomb"


def test_entities_in_the_xml_are_not_expanded() -> None:
    source, bomb = BytesIO(report()), BytesIO()
    entities = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", entities.encode() + b"<w:document", 1).replace(b"4 March", b"&b;")
            new.writestr(name, data)
    try:
        text = read_docx(bomb.getvalue(), None).text
    except Unreadable as error:
        assert error.code == "damaged"
    else:
        assert "aaaaaaaaaa" not in text
