"""Plain text and encodings: the text is the decoded file as it is."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.documents.formats.charsets import decode_text, known_codec, opened_text
from trucewatch.documents.formats.text import read_text
from trucewatch.errors import Unreadable

RUSSIAN = "Министерство обороны Велмара сообщило, что войска покинули деревню. Жители вернулись домой утром."
ENGLISH = "The mayor of Oreth – a café owner – said: “We’ll stay.”"


@given(st.text(min_size=1).filter(lambda text: text.strip("\0") and not text.startswith("\ufeff")))
def test_any_text_is_returned_as_it_is(text: str) -> None:
    payload = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x08\x1b" for byte in payload)
    if controls > 1 and controls > 0.02 * len(payload):
        return
    reading = read_text(payload, None)
    assert reading.text == payload.decode(reading.encoding or "")
    assert [(block.start, block.end) for block in reading.blocks] == [(0, len(reading.text))]


@given(st.text(), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_names_the_codec_and_is_no_text(text: str, codec: str) -> None:
    payload = ("Report: " + text).encode(codec, "replace")
    assert decode_text(payload) == (payload.decode(codec), codec)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (RUSSIAN, "utf-16-le"),
        (ENGLISH, "utf-16-be"), ("Line one\r\n\r\nLine two\r\n", "utf-8"),
    ],
)  # fmt: skip
def test_encodings_are_told_by_their_bytes(text: str, codec: str) -> None:
    reading = read_text(text.encode(codec), None)
    assert (reading.text, reading.encoding) == (text, codec)


def test_a_wrong_declaration_is_outweighed_by_the_bytes() -> None:
    assert decode_text(RUSSIAN.encode("cp1251"), "utf-8") == (RUSSIAN, "cp1251")
    assert decode_text(RUSSIAN.encode("cp1251"), "iso-8859-1") == (RUSSIAN, "cp1251")
    assert decode_text(RUSSIAN.encode("utf-8"), "windows-1251") == (RUSSIAN, "utf-8")


def test_a_right_declaration_settles_it() -> None:
    assert decode_text("Łódź".encode("cp1250"), "windows-1250") == ("Łódź", "cp1250")


def test_damaged_utf8_keeps_its_good_characters() -> None:
    payload = RUSSIAN.encode("utf-8")
    text, codec = decode_text(payload[:40] + b"\xff" + payload[40:])
    assert codec == "utf-8"
    assert text.replace("\ufffd", "") == RUSSIAN


def test_junk_in_the_midst_of_utf8_does_not_garble_the_rest() -> None:
    payload = "A café – reopened".encode() + b"\xff\xfe and closed"
    assert decode_text(payload) == ("A café – reopened\ufffd\ufffd and closed", "utf-8")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("gb18030", "国防部长在新闻发布会上表示部队已经撤出村庄"),
        ("big5", "國防部長在記者會上表示部隊已經撤出村莊"),
        ("shift_jis", "国防大臣は記者会見で部隊が村から撤退したと述べた"),
        ("euc_kr", "국방장관은 기자회견에서 부대가 마을에서 철수했다고 말했다"),
        ("cp1256", "قال وزير الدفاع إن القوات انسحبت من القرية صباح اليوم"),
        ("cp1255", "שר הביטחון אמר כי הכוחות נסוגו מהכפר הבוקר"),
        ("cp1253", "Ο υπουργός δήλωσε ότι τα στρατεύματα αποχώρησαν"),
    ],
)
def test_other_scripts_are_read_in_their_encodings(codec: str, text: str) -> None:
    assert decode_text(text.encode(codec) * 4)[0] == text * 4


def test_utf8_cut_within_its_last_character() -> None:
    text, codec = decode_text(RUSSIAN.encode("utf-8")[:-2])
    assert codec == "utf-8"
    assert text.startswith("Министерство обороны")


def test_a_stray_nul_is_kept_and_junk_refused() -> None:
    assert read_text(b"Quiet night\0 on the line of contact.", None).text[11] == "\0"
    with pytest.raises(Unreadable) as caught:
        read_text(random.Random(7).randbytes(5000), None)
    assert caught.value.code == "binary"


@pytest.mark.parametrize(
    ("label", "codec"),
    [("latin1", "cp1252"), ("GB2312", "gb18030"), ("base64", None), ("x-x", None), ("unicode_escape", None)],
)
def test_labels_are_read_as_browsers_do(label: str, codec: str | None) -> None:
    assert known_codec(label) == codec


def test_a_stream_is_decoded_by_what_stands_far_inside() -> None:
    payload = b"a,b\n" + b"plain ascii row\n" * 90_000 + RUSSIAN.encode("cp1251")
    with opened_text(BytesIO(payload)) as text:
        assert text.read().endswith(RUSSIAN)
