"""Tables, JSON and JSON lines of articles, and Telegram exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.documents.formats.articles import split_json, split_lines
from trucewatch.documents.formats.json_stream import JsonStream
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.documents.formats.rows import is_article_header, split_rows
from trucewatch.errors import Unreadable


def parts(found: Iterator[Found]) -> list[Part]:
    return [part for part in found if isinstance(part, Part)]


def in_json(value: Any) -> BytesIO:
    return BytesIO(json.dumps(value).encode())


ARTICLE = {
    "title": "Quiet night",
    "text": "Nothing was reported.",
    "url": "https://radio.example/1",
    "date": "2031-03-04",
}


def test_a_table_of_articles_whatever_its_columns_are_called() -> None:
    table = (
        "Headline;Article Text;Pub-Date;Source;Byline;Link\n"
        'Quiet;"No shots;\nnone at all";4 March 2031;Radio;Jo;http://x\n'
    )
    (part,) = parts(split_rows(BytesIO(table.encode("utf-8-sig"))))
    assert (part.locator, part.payload, part.media_type) == ("row 2", b"No shots;\nnone at all", "text/plain")
    metadata = part.metadata
    assert (metadata.title, metadata.outlet, metadata.author) == ("Quiet", "Radio", "Jo")
    assert (metadata.published, metadata.address) == ("4 March 2031", "http://x")


def test_a_row_without_text_is_a_problem_and_the_rest_goes_on() -> None:
    table = b"title,text\nA,first\nB,\nC\n\nD,fourth\n"
    found = list(split_rows(BytesIO(table)))
    assert [part.locator for part in found if isinstance(part, Part)] == ["row 2", "row 6"]
    assert [(p.locator, p.code) for p in found if isinstance(p, Problem)] == [
        ("row 3", "no-text"),
        ("row 4", "no-text"),
    ]


def test_a_table_in_another_encoding() -> None:
    table = "заголовок,title,text\nx,Тишина,Войска покинули деревню утром\n".encode("cp1251")
    (part,) = parts(split_rows(BytesIO(table)))
    assert part.payload.decode() == "Войска покинули деревню утром"


def test_a_table_without_text_column_says_so() -> None:
    (problem,) = split_rows(BytesIO(b"event_id,event_date,fatalities\n1,2031-03-04,3\n"))
    assert isinstance(problem, Problem)
    assert problem.code == "no-text"
    assert "event_date" in problem.reason


def test_an_oversized_field_spoils_its_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.documents.formats.rows.MAX_ITEM_CHARS", 1000)
    table = b"title,text\nA,first\nB," + b"x" * 5000 + b"\nC,third\n"
    found = list(split_rows(BytesIO(table)))
    assert [part.payload for part in found if isinstance(part, Part)] == [b"first", b"third"]
    assert [(p.locator, p.code) for p in found if isinstance(p, Problem)] == [("row 3", "too-large")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("title,text,date", True),
        ("url\tcontent", True),
        ("On Monday, the text was signed", False),
        ("text", False),
        ("", False),
    ],
)
def test_headers_of_articles_are_told_from_prose(line: str, told: bool) -> None:
    assert is_article_header(line) is told


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ([ARTICLE, ARTICLE | {"text": "Second."}], ["Nothing was reported.", "Second."]),
        ({"status": "ok", "articles": [{"source": {"id": None, "name": "Radio"}, "content": "One."}]}, ["One."]),
        (ARTICLE | {"images": [{"title": "Picture", "description": "A road"}]}, ["Nothing was reported."]),
        ({"text": ["First paragraph of it.", "Second paragraph of it."], "title": "T"},
         ["First paragraph of it., Second paragraph of it."]),
        ({"response": {"results": [ARTICLE]}}, ["Nothing was reported."]),
        ([{"title": {"rendered": "T"}, "content": {"rendered": "<p>Body</p>"}}], ["<p>Body</p>"]),
        ([{"body": "B", "description": "D"}], ["B"]),
    ],
)  # fmt: skip
def test_json_of_many_shapes(value: Any, texts: list[str]) -> None:
    assert [part.payload.decode() for part in parts(split_json(in_json(value)))] == texts


def test_names_within_objects_are_found() -> None:
    (part,) = parts(
        split_json(in_json([{"source": {"name": "Radio"}, "author": ["A", {"name": "B"}], "content": "One."}]))
    )
    assert (part.metadata.outlet, part.metadata.author) == ("Radio", "A, B")


def test_html_in_an_item_is_told() -> None:
    (part,) = parts(split_json(in_json([{"content": "<p>One.</p>"}])))
    assert part.media_type == "text/html"


@pytest.mark.parametrize("value", [{"a": 1}, [], {}, 3, "words", {"a": [1, 2]}, {"a": [{"b": 1}]}])
def test_json_without_articles_yields_no_document(value: Any) -> None:
    try:
        assert not parts(split_json(in_json(value)))
    except Unreadable as error:
        assert error.code == "no-text"


def test_what_stands_before_the_damage_is_read() -> None:
    whole = json.dumps([ARTICLE, ARTICLE | {"text": "Second."}]).encode()
    for cut, code in ((whole[:-20], "truncated"), (whole[:-1] + b" oops", "damaged")):
        found = []
        with pytest.raises(Unreadable) as caught:
            found.extend(split_json(BytesIO(cut)))
        assert caught.value.code == code
    assert [part.payload for part in _until_fault(whole[:-20])] == [b"Nothing was reported."]


def _until_fault(payload: bytes) -> Iterator[Part]:
    try:
        yield from parts_lazily(split_json(BytesIO(payload)))
    except Unreadable:
        return


def parts_lazily(found: Iterator[Found]) -> Iterator[Part]:
    yield from (part for part in found if isinstance(part, Part))


def test_json_lines_go_on_after_a_damaged_line() -> None:
    lines = [json.dumps(ARTICLE), "{oops", "", json.dumps({"title": "T"}), json.dumps(ARTICLE | {"text": "Last."})]
    found = list(split_lines(BytesIO("\n".join(lines).encode())))
    assert [part.locator for part in found if isinstance(part, Part)] == ["line 1", "line 5"]
    assert [(p.locator, p.code) for p in found if isinstance(p, Problem)] == [
        ("line 2", "damaged"),
        ("line 4", "no-text"),
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=6) | st.dictionaries(st.text(max_size=4), VALUES, max_size=4))
def test_the_stream_yields_what_the_library_reads_whole(value: Any) -> None:
    from io import StringIO

    read = list(JsonStream(StringIO(json.dumps(value))).read())
    if isinstance(value, list):
        assert [item for _, item, _ in read] == value
    else:
        fields = {key: item for key, item, number in read if number is None}
        for key, item, number in read:
            if number is not None:
                fields.setdefault(key, []).append(item)
        assert fields == {key: item for key, item in value.items() if item != []}


EXPORT = {
    "name": "Velmar Front News", "type": "public_channel", "id": 17,
    "messages": [
        {"id": 1, "type": "service", "date": "2031-03-01T08:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2031-03-04T08:00:00", "text": [
            "Shelling near ", {"type": "bold", "text": "Oreth"}, ", says ", {"type": "link", "text": "radio.example"}]},
        {"id": 3, "type": "message", "date": "2031-03-04T09:00:00", "photo": "photos/1.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2031-03-05T09:00:00", "edited": "2031-03-05T10:00:00",
         "forwarded_from": "Norrast Today", "text": "", "text_entities": [{"type": "plain", "text": "Quiet <night>"}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_telegram_export_yields_its_messages(wrapped: bool) -> None:
    found = list(split_json(in_json({"chats": {"about": "x", "list": [EXPORT]}} if wrapped else EXPORT)))
    messages = [part for part in found if isinstance(part, Part)]
    prefix = "chat 1 " if wrapped else ""
    assert [part.locator for part in messages] == [f"{prefix}message 2", f"{prefix}message 4"]
    assert messages[0].payload == b"Shelling near Oreth, says radio.example"
    assert (messages[0].metadata.outlet, messages[0].metadata.published) == ("Velmar Front News", "2031-03-04T08:00:00")
    assert (messages[1].metadata.author, messages[1].metadata.modified) == ("Norrast Today", "2031-03-05T10:00:00")
    assert [problem.reason for problem in found if isinstance(problem, Problem)] == [
        "The message holds no text, only a photo."
    ]
