"""Web archives (WARC, plain or gzip): the pages, texts and PDFs that servers answered with."""

from __future__ import annotations

import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from trucewatch.documents.formats.html_metadata import clean_value
from trucewatch.documents.formats.limits import MAX_DOCUMENT_BYTES, MAX_UNPACKED_RATIO, UNPACKED_FLOOR
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.documents.model import Metadata
from trucewatch.errors import Unreadable

logging.getLogger("warcio").addHandler(logging.NullHandler())
"""What the library would say to the terminal about faults is told as problems."""

_READ = {
    "text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}  # fmt: skip
_RECORDS = ("response", "resource", "conversion")
_PIECE = 2**16


def split_warc(file: BinaryIO) -> Iterator[Found]:
    """Yield the documents of a web archive, then one problem that counts what was left out, by kind.

    Raises:
        Unreadable: ``truncated``, ``damaged`` or ``zip-bomb``, after the records that stand before the fault.
    """
    left_out: Counter[str] = Counter()
    number = 0
    unpacked = _Unpacked(file)
    try:
        records = _Records(unpacked)
        for record in records:
            number += 1
            yield from _record(record, f"record {number}", left_out)
    except (ArchiveLoadFailed, zlib.error, ValueError, AttributeError) as error:
        raise Unreadable("damaged", f"The web archive is damaged after record {number}: {error}.") from error
    if unpacked.cut or not number:
        raise Unreadable("truncated", f"The web archive ends in the middle, after record {number}.")
    if records.err_count:
        yield Problem("", "damaged", "The lengths of some records are wrong, so that words may be lost.")
    if left_out:
        kinds = ", ".join(f"{count} {kind}" for kind, count in left_out.most_common())
        yield Problem("", "unsupported", f"Records left out: {kinds}.")


def _record(record: Any, locator: str, left_out: Counter[str]) -> Iterator[Found]:
    if record.rec_type not in _RECORDS:
        if record.rec_type == "revisit":
            left_out["revisit"] += 1
        return
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        left_out[f"answer {http.get_statuscode()}"] += 1
        return
    declared = (http or record.rec_headers).get_header("Content-Type") or ""
    kind, _, parameters = declared.partition(";")
    media_type = _READ.get(kind.strip().lower())
    if media_type is None:
        left_out[kind.strip().lower()[:60] or "of no type"] += 1
        return
    try:
        payload = _content(record)
    except Unreadable as error:
        yield Problem(locator, error.code, error.reason)
        return
    if getattr(record.raw_stream, "limit", 0) > 0:
        yield Problem(locator, "truncated", "The record ends before its declared length; what it holds is read.")
    address = clean_value((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
    charset = parameters.strip().lower() if "charset=" in parameters.lower() else ""
    yield Part(
        locator=locator, payload=payload, media_type=f"{media_type}; {charset}" if charset else media_type,
        metadata=Metadata(address=address),
    )  # fmt: skip


def _content(record: Any) -> bytes:
    """Return the bytes of a record as the server meant them, its transfer and content encodings undone."""
    http, stream = record.http_headers, record.raw_stream
    if http is not None and "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)
    payload: bytes = stream.read(MAX_DOCUMENT_BYTES + 1)
    encoding = ((http.get_header("Content-Encoding") if http is not None else None) or "").strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        payload = _inflated(payload)
    elif encoding not in ("", "identity"):
        raise Unreadable("unsupported", f"The record is compressed with {encoding}, which is not read.")
    if len(payload) > MAX_DOCUMENT_BYTES:
        raise Unreadable("too-large", f"The record has more than {MAX_DOCUMENT_BYTES:,} bytes.")
    return payload


def _inflated(payload: bytes) -> bytes:
    """Return unpacked bytes; programs often store the unpacked ones and keep the header that says otherwise."""
    for wbits in (47, -15):
        inflate = zlib.decompressobj(wbits=wbits)
        try:
            unpacked = inflate.decompress(payload, MAX_DOCUMENT_BYTES + 1)
        except zlib.error:
            continue
        if not inflate.eof and not inflate.unconsumed_tail:
            raise Unreadable("truncated", "The record ends in the middle of its packed bytes.")
        return unpacked
    return payload


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The library's iterator, which counts faults in ``err_count``, without what it prints."""

    INC_RECORD = ""


class _Unpacked:
    """A file's bytes, out of gzip where they are in it, refused where they swell like a bomb.

    What stands before a cut is still returned; ``cut`` then is true.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        self._file = file
        self._inflate = zlib.decompressobj(wbits=31)
        self._begun = False
        self._waiting = b""
        self._count = 0

    @property
    def cut(self) -> bool:
        """Whether the packed bytes ended within a member."""
        return self._begun and not self._inflate.eof

    def read(self, size: int = _PIECE) -> bytes:
        """Return up to ``size`` bytes, none at the end."""
        if not self._packed:
            return self._file.read(size)
        data = b""
        while not data:
            packed = self._waiting or self._file.read(_PIECE)
            if not packed:
                return b""
            if self._inflate.eof:
                self._inflate = zlib.decompressobj(wbits=31)
            self._begun = True
            data = self._inflate.decompress(packed, size)
            self._waiting = self._inflate.unconsumed_tail or self._inflate.unused_data
        self._count += len(data)
        if self._count > UNPACKED_FLOOR and self._count > MAX_UNPACKED_RATIO * self._file.tell():
            raise Unreadable("zip-bomb", f"The web archive swells to more than {MAX_UNPACKED_RATIO} times its size.")
        return data
