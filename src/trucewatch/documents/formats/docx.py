"""Word documents (.docx): headers, paragraphs, tables and notes in reading order."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml

from trucewatch.documents.formats.docx_text import DocumentText
from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.zipped import check_bomb
from trucewatch.documents.model import Metadata, Reading
from trucewatch.errors import Unreadable

_NOTES = ("/footnotes", "/endnotes", "/footer")
_TEMPLATE_AUTHOR = "python-docx"
"""Author in the template of a library; the dates beside it are the template's too."""


def read_docx(payload: bytes, charset: str | None) -> Reading:
    """Return the text of a Word document: its page header once, the body, then notes and page footer.

    Raises:
        Unreadable: ``damaged``, ``zip-bomb`` or ``no-text``.
    """
    try:
        with zipfile.ZipFile(BytesIO(payload)) as archive:
            check_bomb(archive.infolist())
        document = docx.Document(BytesIO(payload))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("damaged", f"The document is cut off or damaged: {error}.") from error
    written = DocumentText({style.style_id: (style.name or "").lower() for style in document.styles})
    for part in _parts(document, ("/header",)):
        written.write(part, "header")
    written.write(document.element.body, None)
    for part in _parts(document, _NOTES):
        written.write(part, "footer")
    if not written.blocks:
        raise Unreadable("no-text", "The document holds no words.")
    return Reading(text=written.text(), blocks=tuple(written.blocks), metadata=_metadata(document))


def _parts(document: Any, endings: tuple[str, ...]) -> Iterator[Any]:
    """Yield the root elements of the document's parts of some kinds, in order of their names."""
    found = [
        relation.target_part
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(endings)
    ]
    for part in sorted(found, key=lambda part: str(part.partname)):
        yield part.element if hasattr(part, "element") else parse_xml(part.blob)


def _metadata(document: Any) -> Metadata:
    """Return the core properties, where the file has any: the library would make them up."""
    if not any(relation.reltype.endswith("/core-properties") for relation in document.part.package.rels.values()):
        return Metadata()
    said = document.core_properties
    own = said.author != _TEMPLATE_AUTHOR
    return Metadata(
        title=clean_value(said.title), author=clean_value(said.author) if own else None,
        published=said.created.isoformat() if own and said.created else None,
        modified=said.modified.isoformat() if own and said.modified else None,
        language=clean_value(said.language), section=clean_value(said.category),
    )  # fmt: skip
