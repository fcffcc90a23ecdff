"""The media type of files: by content first, by name second."""

from __future__ import annotations

from io import BytesIO

import pytest

from trucewatch.documents.formats import sniff

MAIL = b"Received: from x\r\nMessage-ID: <1@x>\r\nFrom: a@x\r\nSubject: s\r\n\r\nWords"
MHT = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=b\r\n\r\n--b"


@pytest.mark.parametrize(
    ("payload", "name", "media_type"),
    [
        (b"Quiet night in Oreth.", "a.txt", sniff.TEXT),
        (b"Quiet night in Oreth.", "noname", sniff.TEXT),
        (b"BMW convoys were seen near Oreth.", "a.txt", sniff.TEXT),
        (b"[Photo: Jo Marren] Quiet night.", "a.txt", sniff.TEXT),
        (b"< 5 people were hurt", "a.txt", sniff.TEXT),
        (b"Title: Quiet\nDate: 4 March 2031\n\nWords", "a.txt", sniff.TEXT),
        (b"Title, text and date of the accord\nwere read out.", "a.txt", sniff.TEXT),
        (b"%PDF-1.4 ...", "a.txt", sniff.PDF),
        (b"  <!DOCTYPE html><p>x", "a.txt", sniff.HTML),
        (b"\xef\xbb\xbf<html>", "noname", sniff.HTML),
        ("<html>".encode("utf-16"), "noname", sniff.HTML),
        (b"plain words", "a.html", sniff.HTML),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "a.txt", sniff.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "x", sniff.FEED),
        (b'{"text": "a"}\n{"text": "b"}\n', "a.txt", sniff.JSON_LINES),
        (b'{"text": "a"}', "a.jsonl", sniff.JSON_LINES),
        (b'[{"text": "a"}]', "x", sniff.JSON),
        (b'{\n "text": "a"\n}\n', "x", sniff.JSON),
        (b"title,text\nA,b\n", "x", sniff.CSV),
        (b"whatever\n", "a.csv", sniff.CSV),
        (MAIL, "x", sniff.MAIL),
        (b"From a@x Tue Mar 4 09:00:00 2031\n" + MAIL, "x", sniff.MAIL),
        (b"Subject: s\r\n\r\nWords", "a.eml", sniff.MAIL),
        (MHT, "x", sniff.MHTML),
        (MHT.replace(b"Saved by Blink", b"a@x"), "a.mhtml", sniff.MHTML),
        (MHT.replace(b"<Saved by Blink>", b"a@x"), "a.eml", sniff.MAIL),
        (b"WARC/1.0\r\n", "x", sniff.WARC),
    ],
)  # fmt: skip
def test_the_type_is_told_by_content_first(payload: bytes, name: str, media_type: str) -> None:
    assert sniff.sniff(payload, name, BytesIO(payload)) == media_type
