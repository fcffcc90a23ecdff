"""Mail and pages saved as mail."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

import pytest

from trucewatch.documents.formats.mail import read_mail, split_mail
from trucewatch.documents.formats.mhtml import read_mhtml
from trucewatch.documents.formats.part import Part, Problem
from trucewatch.errors import Unreadable


def message(text: str | None = None, html: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Press office of Velmar <press@velmar.example>"
    made["Subject"] = "Crossing at Oreth – opened"
    made["Date"] = "Tue, 04 Mar 2031 09:30:00 +0200"
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def test_plain_text_is_preferred_and_headers_are_metadata() -> None:
    reading = read_mail(message("The crossing is open.\n", "<p>Other</p>").as_bytes(), None)
    assert reading.text == "The crossing is open.\n"
    assert reading.metadata.title == "Crossing at Oreth – opened"
    assert reading.metadata.author == "Press office of Velmar <press@velmar.example>"
    assert reading.metadata.published == "Tue, 04 Mar 2031 09:30:00 +0200"


def test_html_is_read_where_there_is_no_plain_text() -> None:
    for text in (None, "  \n"):
        reading = read_mail(message(text, "<h1>Open</h1><p>The crossing is open.</p>").as_bytes(), None)
        assert reading.text == "Open\n\nThe crossing is open."
        assert reading.blocks[0].hint == "heading1"


def test_a_message_without_words_is_no_document() -> None:
    with pytest.raises(Unreadable) as caught:
        read_mail(message("\n").as_bytes(), None)
    assert caught.value.code == "no-text"


def test_attachments_are_parts_of_their_own() -> None:
    made = message("See the annexes.\n")
    made.add_attachment(b"Annex one", maintype="text", subtype="plain", filename="annex.txt")
    made.add_attachment(message("Forwarded words\n"))
    made.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    found = list(split_mail(BytesIO(made.as_bytes())))
    parts = [part for part in found if isinstance(part, Part)]
    assert [part.locator for part in parts] == ["", "attachment 1 annex.txt", "attachment 2"]
    assert parts[0].media_type == "message/rfc822"
    assert parts[1].payload.strip() == b"Annex one"
    assert b"Forwarded words" in parts[2].payload
    assert [problem.code for problem in found if isinstance(problem, Problem)] == ["empty"]


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Type: text/plain; charset=nonsense\r\n",
        b"Content-Type: text/plain; charset=\"=?x\"\r\nDate: never\r\nFrom: <<@>\r\n",
        b"Content-Type: multipart/mixed\r\nSubject: =?utf-8?b?!!!?=\r\n",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64x\r\n",
    ],
)  # fmt: skip
def test_headers_that_break_every_rule_do_no_harm(headers: bytes) -> None:
    raw = headers + b"MIME-Version: 1.0\r\n\r\nThe caf\xe9 reopened.\r\n"
    try:
        assert "reopened" in read_mail(raw, None).text
    except Unreadable as error:
        assert error.code == "no-text"
    assert isinstance(next(split_mail(BytesIO(raw))), Part)


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://courier.example/quiet
Subject: Quiet
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://courier.example/quiet

<html><head><meta charset=3D"utf-8"></head><body><p>Words =E2=80=93 saved</p></body></html>
------B
Content-Type: image/png
Content-Transfer-Encoding: base64

QUJD
------B
Content-Type: text/html

<p>An advertisement in a frame</p>
------B--
"""


def test_a_page_saved_as_mhtml_is_read_without_its_frames() -> None:
    reading = read_mhtml(MHTML.encode(), None)
    assert (reading.text, reading.metadata.address) == ("Words – saved", "https://courier.example/quiet")


def test_mhtml_without_a_page_is_no_document() -> None:
    with pytest.raises(Unreadable) as caught:
        read_mhtml(MHTML.replace("text/html", "text/css").encode(), None)
    assert caught.value.code == "no-text"
