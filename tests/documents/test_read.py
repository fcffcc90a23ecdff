"""Reading: every media type has its reader, and whatever the bytes there is a text or a reason."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from tests.documents.formats.make_pdf import make_pdf, set_lines
from trucewatch.documents.doubts import find_doubts
from trucewatch.documents.formats import sniff
from trucewatch.documents.model import Reading, Received
from trucewatch.documents.read import READERS, read_document
from trucewatch.errors import Unreadable


def received(payload: bytes, media_type: str = sniff.TEXT) -> Received:
    return Received(
        document_id="d-1", source_sha256="0" * 64, origin="x", locator="", media_type=media_type, payload=payload
    )  # fmt: skip


def docx_bytes() -> bytes:
    file, document = BytesIO(), docx.Document()
    document.add_paragraph("Both sides kept to the accord.")
    document.save(file)
    return file.getvalue()


SAMPLES: dict[str, bytes] = {
    sniff.TEXT: "Both sides kept – so far – to the accord.".encode(),
    sniff.CSV: b"notes: Both sides kept to the accord.",
    sniff.HTML: b"<html><body><h1>Accord</h1><p>Both sides kept to it.</p></body></html>",
    sniff.PDF: make_pdf([set_lines(["Both sides kept to the accord of Oreth."])]),
    sniff.DOCX: docx_bytes(),
    sniff.MAIL: b"From: a@x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Both sides kept to it.</p>",
    sniff.MHTML: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/html\r\n\r\n<p>Both sides kept to it.</p>\r\n--b--\r\n",
}  # fmt: skip


def test_every_reader_reads_its_kind() -> None:
    assert set(SAMPLES) == set(READERS)
    for media_type, payload in SAMPLES.items():
        assert "Both sides kept" in read_document(received(payload, media_type)).text


def assert_sound(reading: Reading) -> None:
    at = 0
    for block in reading.blocks:
        assert at <= block.start <= block.end <= len(reading.text)
        at = block.end
    assert list(reading.pages) == sorted(reading.pages)
    reading.text.encode("utf-8")


def _cut(payload: bytes, chance: random.Random) -> bytes:
    return payload[: chance.randrange(len(payload))]


def _overwrite(payload: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(payload)
    for _ in range(1 + len(payload) // 50):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _shuffle(payload: bytes, chance: random.Random) -> bytes:
    size = max(1, len(payload) // 8)
    pieces = [payload[at : at + size] for at in range(0, len(payload), size)]
    chance.shuffle(pieces)
    return b"".join(pieces)


@pytest.mark.parametrize("media_type", list(SAMPLES))
@pytest.mark.parametrize("spoil", [_cut, _overwrite, _shuffle])
def test_spoilt_bytes_give_a_sound_text_or_a_reason(
    media_type: str, spoil: Callable[[bytes, random.Random], bytes]
) -> None:
    chance = random.Random(f"{media_type}{spoil.__name__}")
    for _ in range(25):
        try:
            assert_sound(read_document(received(spoil(SAMPLES[media_type], chance), media_type)))
        except Unreadable as error:
            assert error.code
            assert error.reason.endswith(".")


@pytest.mark.parametrize(
    ("payload", "code"),
    [(b"", "empty"), (b" \r\n\t\n", "no-text"), (b"\xef\xbb\xbf", "no-text"), (b"\0\0\0", "binary")],
)
def test_a_text_of_nothing_is_no_document(payload: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(received(payload))
    assert caught.value.code == code


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(received(b"x", "application/x-unknown"))
    assert caught.value.code == "unsupported"


def test_the_carrier_s_charset_is_heeded() -> None:
    payload = "<p>Žlutý kůň</p>".encode("cp1250")
    assert read_document(received(payload, "text/html; charset=windows-1250")).text == "Žlutý kůň"


@pytest.mark.parametrize("media_type", [sniff.TEXT, sniff.HTML])
def test_fifty_megabytes_in_a_single_line(media_type: str) -> None:
    started = time.monotonic()
    payload = b"word " * (10_000_000 if media_type == sniff.TEXT else 5_000_000)
    assert len(read_document(received(payload, media_type)).text) >= len(payload) - 1
    assert time.monotonic() - started < 30


def test_a_text_beyond_the_limit_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.documents.read.MAX_TEXT", 100)
    with pytest.raises(Unreadable) as caught:
        read_document(received(b"word " * 30))
    assert caught.value.code == "too-large"


def doubts(payload: bytes, media_type: str = sniff.TEXT) -> list[str]:
    document = received(payload, media_type)
    return [code for code, _ in find_doubts(document, read_document(document))]


def test_what_remains_doubtful_is_told() -> None:
    russian = "Войска покинули деревню, и жители вернулись домой утром."
    assert doubts(russian.encode()) == []
    assert doubts(russian.encode("utf-16")) == []
    assert doubts(russian.encode("cp1251")) == ["charset"]
    assert doubts(russian.encode()[:20] + b"\xff" + russian.encode()[20:]) == ["undecodable"]
    page = f"<meta charset=CHARSET><p>{russian}".encode("cp1251")
    assert doubts(page.replace(b"CHARSET", b"windows-1251"), sniff.HTML) == []
    assert doubts(page.replace(b"CHARSET", b"utf-8"), sniff.HTML) == ["charset"]


def test_pages_without_words_are_told() -> None:
    document = received(make_pdf([set_lines(["The first page has words."]), [], []]), sniff.PDF)
    assert [reason for _, reason in find_doubts(document, read_document(document))] == [
        "Of 3 pages these hold no words: 2, 3."
    ]


def test_lone_surrogates_are_replaced_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Reading(text="a\ud800b", blocks=())
    monkeypatch.setitem(READERS, sniff.TEXT, lambda payload, charset: replace(broken))
    assert read_document(received(b"x")).text == "a\ufffdb"
