"""The media type of bytes: from what they hold first, from the file's name where that leaves it open."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import BinaryIO

from trucewatch.documents.formats.charsets import decode_text, looks_binary
from trucewatch.documents.formats.rows import is_article_header
from trucewatch.errors import Unreadable

HTML, TEXT, PDF, MAIL, MHTML = "text/html", "text/plain", "application/pdf", "message/rfc822", "multipart/related"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP, WARC, FEED, CSV = "application/zip", "application/warc", "application/feed+xml", "text/csv"
JSON, JSON_LINES = "application/json", "application/x-ndjson"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"BM", "a picture"),
    (b"II*\0", "a picture"), (b"MM\0*", "a picture"), (b"RIFF", "a picture, sound or film"), (b"OggS", "sound or film"),
    (b"ID3", "sound"), (b"\x1a\x45\xdf\xa3", "a film"), (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"), (b"BZh", "a bz2 archive"), (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zst archive"), (b"{\\rtf", "an RTF document"), (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"PAR1", "a Parquet table"), (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_UNREAD_SUFFIXES = frozenset({
    "js", "mjs", "css", "map", "py", "sh", "c", "h", "java", "ts", "sql", "yml", "yaml", "toml", "ini", "cfg",
    "ttf", "srt", "vtt", "tex", "bib", "ris", "ps", "eps", "svg", "kml", "geojson", "parquet",
})  # fmt: skip
"""Endings of files that are text, or may look like it, and no report."""

_FEED_START = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|div|p|table|article|section|h[1-6]|span|br|a\s)\b", re.I
)
_DOSSIER = re.compile(r"<title>[^<]* – Trucewatch dossier</title>")
"""The title of a page that this program wrote itself (``publish/templates/dossier.html.j2``)."""
_JSON_START = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*"|\[\s*\]|\{\s*\})')
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]|([A-Za-z][A-Za-z0-9-]{0,60}):$")
_MAIL_HEADERS = frozenset({
    "received", "return-path", "delivered-to", "message-id", "mime-version", "x-mailer", "content-type", "reply-to",
    "dkim-signature", "authentication-results", "list-unsubscribe", "content-transfer-encoding",
    "snapshot-content-location",
})  # fmt: skip


def sniff(head: bytes, name: str, file: BinaryIO) -> str:
    """Return the media type of a file.

    Args:
        head: Its first bytes, some tens of thousands, or all of it.
        name: Its name; only the ending counts.
        file: The whole of it, to look into archives.

    Raises:
        Unreadable: ``binary``, ``unsupported``, ``dossier``, ``encrypted`` or ``damaged``.
    """
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(suffix, file)
    if head.startswith(b"\x1f\x8b"):
        return _sniff_gzip(head)
    if head.startswith(b"WARC/"):
        return WARC
    if head.startswith(_OLE):
        raise _office(file)
    if kind := next(
        (kind for magic, kind in _MAGIC if head.startswith(magic) and looks_unlike_text(head, magic)), None
    ):
        raise Unreadable("unsupported", f"The file is {kind}, which is not read.")
    if looks_binary(head):
        raise Unreadable("binary", "The bytes are neither text nor any document known.")
    return _sniff_text(decode_text(head)[0], suffix)


def looks_unlike_text(head: bytes, magic: bytes) -> bool:
    """Tell whether a start that could also begin a text ("BM", "MZ", "ID3") does not."""
    return not magic.isalnum() or looks_binary(head)


def _sniff_zip(suffix: str, file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged", f"The archive is cut off or damaged: {error}.") from error
    if "word/document.xml" in names:
        return DOCX
    if "[Content_Types].xml" in names and suffix not in ("", "zip"):
        raise Unreadable("unsupported", "The file is an office document that is no text document.")
    if "mimetype" in names and suffix not in ("", "zip"):
        raise Unreadable("unsupported", "The file is an OpenDocument or EPUB file, which is not read.")
    return ZIP


def _sniff_gzip(head: bytes) -> str:
    try:
        start = zlib.decompressobj(wbits=31).decompress(head, 16)
    except zlib.error:
        start = b""
    if start.startswith(b"WARC/"):
        return WARC
    raise Unreadable("unsupported", "The file is compressed with gzip and is no web archive; unpack it first.")


def _office(file: BinaryIO) -> Unreadable:
    file.seek(0)
    if _ENCRYPTED_PACKAGE in file.read(2**20):
        return Unreadable("encrypted", "The document is protected by a password.")
    return Unreadable("unsupported", "The file is an old Office document; save it as .docx or .pdf.")


def _sniff_text(text: str, suffix: str) -> str:
    start = text[:8192].lstrip("\ufeff \t\r\n\0")
    if start.startswith("<"):
        if _FEED_START.search(start[:4096]):
            return FEED
        if _DOSSIER.search(start):
            raise Unreadable("dossier", "It is a dossier that this program wrote, and no report.")
        if _HTML_START.search(start) or suffix in ("html", "htm", "xhtml", "xml"):
            return HTML
    if suffix in ("html", "htm", "xhtml"):
        return HTML
    if suffix in _UNREAD_SUFFIXES:
        raise Unreadable("unsupported", f"Files ending in .{suffix} are no reports.")
    if _JSON_START.match(start):
        return _sniff_json(text, suffix)
    if mail := _sniff_mail(start, suffix):
        return mail
    if suffix in ("csv", "tsv") or is_article_header(start.splitlines()[0] if start else ""):
        return CSV
    return TEXT


def _sniff_json(text: str, suffix: str) -> str:
    if suffix in ("jsonl", "ndjson"):
        return JSON_LINES
    lines = text.lstrip("\ufeff \t\r\n").split("\n", 2)
    if len(lines) > 1 and lines[0].rstrip().endswith("}") and lines[1].startswith("{"):
        return JSON_LINES
    return JSON


def _sniff_mail(start: str, suffix: str) -> str | None:
    """Tell mail, and pages saved as mail (MHTML), by a first stretch of well-formed header lines."""
    lines = start.splitlines()[:200]
    if lines and lines[0].startswith("From "):
        lines = lines[1:]
    names: set[str] = set()
    for line in lines:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        header = _HEADER.match(line)
        if header is None:
            return None
        names.add((header[1] or header[2]).lower())
    known = names & _MAIL_HEADERS
    if len(known) < 2 and not (suffix in ("eml", "mht", "mhtml") and names & (_MAIL_HEADERS | {"from", "subject"})):
        return None
    related = re.search(r"^content-type:\s*multipart/related", start, re.I | re.M)
    saved = "snapshot-content-location" in names or re.search(r"^from:\s*<?saved by", start, re.I | re.M)
    return MHTML if related and (saved or suffix in ("mht", "mhtml")) else MAIL
