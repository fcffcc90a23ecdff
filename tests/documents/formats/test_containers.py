"""Feeds, web archives and zip archives."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from io import BytesIO

import pytest

from trucewatch.documents.formats.feed import split_feed
from trucewatch.documents.formats.part import Part, Problem
from trucewatch.documents.formats.warc import split_warc
from trucewatch.documents.formats.zipped import is_unsafe_name, split_zip
from trucewatch.errors import Unreadable

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Norrland Radio</title><language>en</language>
<item><title>Quiet night</title><link>https://radio.example/1</link><pubDate>Tue, 04 Mar 2031 09:00:00 GMT</pubDate>
<description>Short.</description><content:encoded>&lt;p&gt;Nothing was heard.&lt;/p&gt;</content:encoded></item>
<item><title>Only a title</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Talks</title><id>x</id>
<updated>2031-03-05T00:00:00Z</updated><author><name>Jo</name></author><summary>They met.</summary></entry></feed>"""


def test_entries_of_a_feed_with_what_it_says_of_them() -> None:
    part, problem = split_feed(BytesIO(RSS.encode()))
    assert isinstance(part, Part)
    assert (part.locator, part.payload, part.media_type) == ("entry 1", b"<p>Nothing was heard.</p>", "text/html")
    assert (part.metadata.outlet, part.metadata.title) == ("Norrland Radio", "Quiet night")
    assert (part.metadata.published, part.metadata.modified) == ("Tue, 04 Mar 2031 09:00:00 GMT", None)
    assert isinstance(problem, Problem)
    assert (problem.code, "Only a title" in problem.reason) == ("no-text", True)


def test_entries_of_an_atom_feed() -> None:
    (part,) = split_feed(BytesIO(ATOM.encode()))
    assert isinstance(part, Part)
    assert (part.payload, part.metadata.author, part.metadata.outlet) == (b"They met.", "Jo", "Courier")
    assert (part.metadata.published, part.metadata.modified) == (None, "2031-03-05T00:00:00Z")


def test_a_feed_that_defines_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/hostname">]>' + RSS
    with pytest.raises(Unreadable) as caught:
        list(split_feed(BytesIO(bomb.encode())))
    assert caught.value.code == "damaged"


def test_a_feed_cut_off_yields_what_it_holds() -> None:
    found = list(split_feed(BytesIO(RSS[: RSS.index("<item><title>Only")].encode())))
    assert isinstance(found[0], Part)
    assert isinstance(found[-1], Problem)
    with pytest.raises(Unreadable):
        list(split_feed(BytesIO(b"<rss><channel></channel></rss>")))


def archive_of(records: list[tuple[str, str, bytes]], packed: bool) -> bytes:
    """Return a web archive of answers, each its own gzip member where packed."""
    out = b""
    for status, kind, payload in records:
        block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + payload
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            "WARC-Date: 2031-03-04T09:00:00Z\r\nWARC-Target-URI: https://courier.example/a\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


RECORDS = [
    ("200 OK", "text/html; charset=windows-1251", "<p>Тихая ночь</p>".encode("cp1251")),
    ("200 OK", "image/png", b"\x89PNG"),
    ("404 Not Found", "text/html", b"<p>gone</p>"),
    ("200 OK", "text/plain", b"Plain words"),
]


@pytest.mark.parametrize("packing", ["none", "each", "whole"])
def test_a_web_archive_yields_pages_and_counts_the_rest(packing: str) -> None:
    payload = archive_of(RECORDS, packing == "each")
    found = list(split_warc(BytesIO(gzip.compress(payload) if packing == "whole" else payload)))
    parts = [part for part in found if isinstance(part, Part)]
    assert [(part.locator, part.media_type) for part in parts] == [
        ("record 1", "text/html; charset=windows-1251"), ("record 4", "text/plain"),
    ]  # fmt: skip
    assert parts[0].metadata.address == "https://courier.example/a"
    assert isinstance(found[-1], Problem)
    assert found[-1].reason == "Records left out: 1 image/png, 1 answer 404."


def test_a_web_archive_cut_off_yields_what_stands_before() -> None:
    payload = archive_of(RECORDS[3:] * 3, packed=True)
    read = []
    with pytest.raises(Unreadable) as caught:
        for part in split_warc(BytesIO(payload[:-30])):
            read.append(part)
    assert caught.value.code == "truncated"
    assert len(read) == 2


def test_a_bomb_in_a_web_archive_is_stopped() -> None:
    payload = archive_of([("200 OK", "image/x", b"\0" * 60_000_000), ("200 OK", "text/plain", b"x")], packed=True)
    with pytest.raises(Unreadable) as caught:
        list(split_warc(BytesIO(payload)))
    assert caught.value.code == "zip-bomb"


def body(payload: bytes, *headers: str) -> list[Part | Problem]:
    head = "\r\n".join(("text/html", *headers))
    return list(split_warc(BytesIO(archive_of([("200 OK", head, payload)], packed=False))))


@pytest.mark.parametrize(
    ("payload", "headers"),
    [
        (gzip.compress(b"<p>Quiet</p>"), ["Content-Encoding: gzip"]),
        (b"<p>Quiet</p>", ["Content-Encoding: gzip"]),
        (zlib.compress(b"<p>Quiet</p>"), ["Content-Encoding: deflate"]),
        (b"4\r\n<p>Q\r\n8\r\nuiet</p>\r\n0\r\n\r\n", ["Transfer-Encoding: chunked"]),
    ],
)
def test_what_the_server_packed_is_unpacked(payload: bytes, headers: list[str]) -> None:
    (part,) = body(payload, *headers)
    assert isinstance(part, Part)
    assert part.payload == b"<p>Quiet</p>"


def test_an_answer_that_cannot_be_unpacked_says_so() -> None:
    for payload, encoding, code in (
        (gzip.compress(b"<p>Quiet</p>")[:-9], "gzip", "truncated"),
        (b"x", "br", "unsupported"),
    ):
        (problem,) = body(payload, f"Content-Encoding: {encoding}")
        assert isinstance(problem, Problem)
        assert problem.code == code


def zip_of(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, payload in members.items():
            archive.writestr(name, payload)
    return file.getvalue()


def test_members_come_in_order_of_names_and_unsafe_ones_are_refused() -> None:
    members = {"b.txt": b"B", "a.txt": b"A", "../up.txt": b"U", "/abs.txt": b"V", "x/../../y": b"W", ".hidden": b"H"}
    found = list(split_zip(BytesIO(zip_of(members))))
    assert [part.name for part in found if isinstance(part, Part)] == ["a.txt", "b.txt"]
    assert sorted(problem.code for problem in found if isinstance(problem, Problem)) == ["hidden", *["unsafe-name"] * 3]


@pytest.mark.parametrize("name", ["..\\up", "C:\\x", "c:x", "\\\\host\\x", "a\0b", "a/.."])
def test_names_that_point_outside(name: str) -> None:
    assert is_unsafe_name(name)


def test_a_bomb_is_told_before_it_is_unpacked() -> None:
    with pytest.raises(Unreadable) as caught:
        list(split_zip(BytesIO(zip_of({"zeros.txt": b"0" * 60_000_000}))))
    assert caught.value.code == "zip-bomb"


def test_a_member_that_declares_less_than_it_holds() -> None:
    payload = bytearray(zip_of({"a.txt": b"words " * 1000, "b.txt": b"fine"}))
    at = payload.index(b"PK\x01\x02")
    payload[at + 24 : at + 28] = (10).to_bytes(4, "little")
    found = list(split_zip(BytesIO(bytes(payload))))
    assert isinstance(found[0], Problem)
    assert isinstance(found[1], Part)


def test_an_encrypted_member_says_so() -> None:
    payload = bytearray(zip_of({"a.txt": b"secret"}))
    payload[payload.index(b"PK\x01\x02") + 8] |= 1
    (problem,) = split_zip(BytesIO(bytes(payload)))
    assert isinstance(problem, Problem)
    assert problem.code == "encrypted"


def test_empty_and_damaged_archives_say_so() -> None:
    for payload, code in ((zip_of({}), "empty"), (zip_of({"a": b"A"})[:-30], "damaged")):
        with pytest.raises(Unreadable) as caught:
            list(split_zip(BytesIO(payload)))
        assert caught.value.code == code
