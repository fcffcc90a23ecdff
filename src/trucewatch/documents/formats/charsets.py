"""Bytes to characters: what the bytes prove, then what is declared, then the best guess."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = [
    "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1252", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256",
    "iso8859_6", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "tis_620",
]  # fmt: skip
"""Encodings in use for reports without a declaration; the rarer ones only make guesses worse."""

_AS_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_NO_CHARSETS = ("unicode-escape", "raw-unicode-escape", "punycode", "idna", "utf-7", "undefined")
"""Codecs of Python that are no encodings of pages."""

_LATIN = ("cp1252", "cp1250", "latin-1")
_FOREIGN_RUN = re.compile(rb"[\xa8-\xff]{3}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f\ufffd]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x08\x1b"))
_SAMPLE = 32 * 2**10


def bom_encoding(payload: bytes) -> str | None:
    """Return the codec that a byte order mark at the start names; the codec takes the mark out."""
    return next((codec for mark, codec in _BOMS if payload.startswith(mark)), None)


def unmarked_utf16(payload: bytes) -> str | None:
    """Return the UTF-16 codec of bytes without mark, told by the few values that every second byte has.

    Zero is one of them, for spaces and stops; the other byte of each pair is hardly ever zero.
    """
    sample = payload[: min(_SAMPLE, len(payload) // 2 * 2)]
    half = len(sample) // 2
    for codec, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        zeros = high.count(0)
        if half < 4 or zeros < max(2, 0.03 * half) or low.count(0) > 0.01 * half:
            continue
        if sum(count for _, count in Counter(high).most_common(3)) >= 0.9 * half:
            return codec
    return None


def looks_binary(payload: bytes) -> bool:
    """Tell whether bytes are no text in any encoding: more than a stray control character among them."""
    if bom_encoding(payload) or unmarked_utf16(payload):
        return False
    controls = len(payload) - len(payload.translate(None, _CONTROLS))
    return controls > 1 and controls > 0.02 * len(payload)


def known_codec(name: str | None) -> str | None:
    """Return Python's name of a declared encoding, as browsers read the label; None for an unknown one."""
    try:
        codec = codecs.lookup((name or "").strip().strip("\"'")).name
        "".encode(codec)
    except (LookupError, ValueError):
        return None
    return None if codec in _NO_CHARSETS else _AS_BROWSERS_READ.get(codec, codec)


def decode_text(payload: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of bytes and the codec that read it.

    Valid UTF-8 is taken for it whatever is declared: text in another encoding is hardly ever valid by chance.
    The text is ``payload.decode(codec)`` to the character; bytes the codec does not know become U+FFFD.
    """
    codec = bom_encoding(payload) or unmarked_utf16(payload)
    if codec is None:
        try:
            return payload.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            codec = _declared(payload, declared) or guess_codec(payload)
    return payload.decode(codec, errors="replace"), codec


@contextmanager
def opened_text(file: BinaryIO) -> Iterator[TextIO]:
    """Give a file of rows or lines as text, its encoding found by reading all of it once in pieces."""
    text = TextIOWrapper(file, encoding=_stream_codec(file), errors="replace", newline="")
    try:
        yield text
    finally:
        text.detach()


def _stream_codec(file: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    head = b""
    codec = "utf-8"
    while piece := file.read(2**20):
        head = head or piece
        if head is piece and (marked := bom_encoding(piece) or unmarked_utf16(piece)):
            codec = marked
            break
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            codec = guess_codec(piece[max(0, error.start - 256) :])
            break
    file.seek(0)
    return codec


def _declared(payload: bytes, declared: str | None) -> str | None:
    codec = known_codec(declared)
    if codec is None or codec.startswith(("utf-16", "utf-32")):
        return None
    if codec == "utf-8":
        return "utf-8" if _mostly_utf8(payload) else None
    if codec in _LATIN and _is_foreign(payload):
        return None
    try:
        payload.decode(codec)
    except UnicodeDecodeError:
        return None
    return codec


def guess_codec(payload: bytes) -> str:
    """Return the likeliest codec of bytes that are not valid UTF-8."""
    if _mostly_utf8(payload):
        return "utf-8"
    if not _is_foreign(payload):
        return next(codec for codec in _LATIN if _decodes(payload, codec))
    first = _HIGH.search(payload)
    start = max(0, first.start() - 256) if first else 0
    best = from_bytes(payload[start : start + _SAMPLE], cp_isolation=_GUESSES, language_threshold=0.0).best()
    return best.encoding if best else "cp1252"


def _is_foreign(payload: bytes) -> bool:
    """Tell whether words are written in bytes beyond ASCII, as in scripts other than the Latin one."""
    sample = payload[: 2**20]
    return bool(_FOREIGN_RUN.search(payload)) or len(_HIGH.findall(sample)) > 0.3 * len(sample)


def _mostly_utf8(payload: bytes) -> bool:
    """Tell whether damaged UTF-8 is likelier than another encoding: hardly any other text holds its sequences."""
    sample = payload[: 2**20]
    read = sample.decode("utf-8", errors="replace")
    bad = read.count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    return sum(map(len, _NOT_ASCII.findall(read))) >= bad


def _decodes(payload: bytes, codec: str) -> bool:
    try:
        payload.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
