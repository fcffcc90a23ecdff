"""Each kind of dirt and each role, on invented pages as scrapers deliver them."""

from __future__ import annotations

import pytest

from trucewatch.documents.model import Block, Metadata, Reading
from trucewatch.documents.segment import MOST_LINES, find_segments
from trucewatch.records import Segment

FIRST = "The last brigade of Velmar left the town of Orsk on Tuesday, hours before the deadline, officials said."
SECOND = "Ardovia denied this and said that at least 200 soldiers were still in the villages to the north."
THIRD = "Observers are to enter the town within two days, but nobody has seen them at the bridge of Kell so far."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
HEADLINE = "Velmar leaves Orsk as the truce begins"


def laid(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Return (role, words) of the segments of a plain text."""
    reading = Reading(text=text, blocks=(Block(0, len(text), "text"),), metadata=Metadata(title=title))
    return [(segment.role, text[segment.start : segment.end]) for segment in find_segments("d", reading)]


def role_of(text: str, words: str) -> str:
    """Return the role of the segment that holds certain words."""
    return next(role for role, held in laid(text) if words in held)


def segments_of(text: str) -> tuple[Segment, ...]:
    return find_segments("d", Reading(text=text, blocks=(Block(0, len(text), "text"),)))


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Menu",
        "Home",
        "World news",
        "Home › World › Velmar",
        "Русский",
        "EN",
        "English | Deutsch | Русский",
        "USD 101.20",
        "• EUR106.08",
        "Subscribe to our newsletter",
        "Sign in",
        "Donate now",
        "Share",
        "Share on Telegram",
        "1,204 views",
        "6 min read",
        "0:00",
        "Listen to this article",
        "Advertisement",
        "Updated:",
        "3 hours ago",
        "We use cookies to improve your experience on this website. Accept all our cookies?",
        "Orsk +12°C",
        "* indicates required",
    ],
)
def test_lines_above_an_article_are_furniture(line: str) -> None:
    text = f"{line}\n\n{HEADLINE}\n\n{BODY}"
    assert role_of(text, line) == "furniture"
    assert role_of(text, HEADLINE) == "headline"
    assert ("body", BODY) in laid(text)


@pytest.mark.parametrize(
    "line",
    [
        "© 2031 Orsk Courier. All rights reserved.",
        "Tags: Orsk, truce",
        "#Orsk #truce",
        "Follow us on Telegram",
        "Print",
        "Leave a comment",
        "Read more: Ardovia calls up its reserves",
        "Page 2 of 3",
        "https://courier.example/a/1",
        "* * *",
        "Enter your email address",
        "thanks for joining our newsletter. Look into your inbox.",
        "Google Chrome Firefox Safari",
        "Back to top",
        "К сожалению, ваш браузер устарел и не может показать этот сайт.",
        "Please enable JavaScript in your browser to see our site.",
        "Found a mistake? Select the text and press Ctrl+Enter to report an error.",
        "Related",
        "Most read",
    ],
)
def test_lines_below_an_article_are_furniture(line: str) -> None:
    text = f"{HEADLINE}\n\n{BODY}\n\n{line}"
    assert role_of(text, line) == "furniture"
    assert ("body", BODY) in laid(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry said in an email to our website that it would subscribe to the accord and share its maps.",
        "“We use what we have, and you can see it on your own screen,” said the officer at the bridge of Kell.",
        "Related families were brought to the school of Sund, where the Red Cross gave them food and tents.",
        "By Tuesday all units of Velmar had crossed the river, and by Friday the guns were gone as well.",
        "He said the browser of the mission’s office had been hacked and its passwords were on the market.",
        "See the valley from the hill above Sund and it is plain why both armies wanted it, the mayor said.",
    ],
)
def test_sentences_of_the_article_stay_body(sentence: str) -> None:
    for text in (f"{FIRST}\n\n{sentence}\n\n{THIRD}", f"{FIRST}\n{sentence}\n{THIRD}"):
        assert role_of(text, sentence) == "body"


def test_a_short_text_without_any_frame_is_body() -> None:
    assert laid("Velmar withdrew on 3 May.") == [("body", "Velmar withdrew on 3 May.")]
    assert laid("Three soldiers killed at Orsk") == [("body", "Three soldiers killed at Orsk")]
    assert laid("") == []
    assert laid(" \n\u00a0\n ") == []


def test_headlines_by_lines_and_date_lines() -> None:
    below = "The guns fall silent in the valley of the Trond\nBy Ada Norr and Karl Venn\nMay 3, 2031, 9:12 a.m."
    text = f"World\n{HEADLINE}\n{below}\n\n{BODY}"
    assert [role for role, _ in laid(text)] == ["furniture", "headline", "headline", "byline", "dateline", "body"]


def test_a_lone_name_beside_a_date_label_is_the_author() -> None:
    text = f"{HEADLINE}\n\n{SECOND}\n{HEADLINE}\nAda Norr\nUpdated:\n0:00\n\n{FIRST}\n\n{THIRD}"
    assert role_of(text, "Ada Norr") == "byline"


def test_the_name_of_somebody_the_text_tells_of_is_no_author() -> None:
    told = "The minister, Ivo Brant, said that the last brigade had left the town of Orsk on Tuesday."
    text = f"{HEADLINE}\nIvo Brant\n\n{told}\n\n{SECOND}"
    assert laid(text)[1] == ("caption", "Ivo Brant")


def test_an_agency_date_line_is_a_segment_of_its_own() -> None:
    for line in (
        "ORSK, May 3 (Reuters) -",
        "ORSK, Velmar (AP) —",
        "ORSK, May 3. /TASS/.",
        "ORSK, 3 JAN 90 --",
        "BRIDGE OF KELL —",
    ):
        roles = laid(f"{line} {FIRST}\n\n{SECOND}")
        assert roles == [("dateline", line), ("body", f"{FIRST}\n\n{SECOND}")], line


def test_a_range_of_days_opens_no_date_line() -> None:
    text = f"Date 4 April 2027 – 2 May 2031 and nothing was agreed on in all that time, officials said.\n\n{SECOND}"
    assert [role for role, _ in laid(text)] == ["body"]


def test_sub_headlines_and_questions_as_headings() -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\nNo warning\n\n{SECOND}\n\nWhat happens next?\n\n{THIRD}"
    assert role_of(text, "No warning") == "headline"
    assert role_of(text, "What happens next?") == "headline"


def test_a_line_that_announces_a_quotation_is_body() -> None:
    text = f"{HEADLINE}\n\nThe minister Ivo Brant said:\n\n“{FIRST}”\n\n{SECOND}"
    assert role_of(text, "Ivo Brant said:") == "body"


def test_a_caption_printed_twice_with_and_without_brackets() -> None:
    scene = "A soldier guards the bridge of Kell in Ardovia on May 2, 2031."
    credit = "Jon Marr/Norrland Pictures via Reuters"
    text = f"{FIRST}\n\n{scene} ({credit})\n{scene} {credit}\n\n{SECOND}"
    segments = segments_of(text)
    captions = [segment for segment in segments if segment.role == "caption"]
    assert len(captions) == 2
    assert captions[0].repeats is None
    assert captions[1].repeats == captions[0].segment_id


def test_a_caption_doubled_by_its_credited_version() -> None:
    scene = "A soldier guards the bridge of Kell in Ardovia on May 2, 2031"
    captions = [
        s for s in segments_of(f"{FIRST}\n\n{scene}\n{scene} (Photo by Jon Marr)\n\n{SECOND}") if s.role == "caption"
    ]
    assert len(captions) == 2
    assert captions[1].repeats == captions[0].segment_id


@pytest.mark.parametrize(
    "caption",
    [
        "Soldiers of Velmar enter Orsk (Source:",
        "Map of the accord's lines (Source: Norrland Radio)",
        "FILE PHOTO: A bridge near Kell",
        "A view shows the bridge of Kell after the blast. Ada Norr/Norrland Pictures",
        "Image caption, Women queue for water in Orsk",
        "Getty Images A soldier walks past a burnt-out bus in Orsk",
        "Women queue for water in Orsk [Jon Marr/AP Photo]",
    ],
)
def test_captions(caption: str) -> None:
    assert role_of(f"{HEADLINE}\n\n{FIRST}\n\n{caption}\n\n{SECOND}\n\n{THIRD}", caption) == "caption"


def test_citations_in_brackets_make_no_caption() -> None:
    sentence = "The general staff of Ardovia called up its reserves on Monday (, November 12; Orsk Courier, May 4)."
    assert role_of(f"{FIRST}\n\n{sentence}\n\n{THIRD}", sentence) == "body"


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    "quote",
    [
        "At least 200 soldiers were still in the villages to the north",
        "Ardovia said that some 200 soldiers were still in the villages to the north",
        "“at least 200 soldiers were still in the villages to the north”",
    ],
)
def test_pull_quotes_name_the_text_they_repeat(quote: str, before: bool) -> None:
    text = f"{FIRST}\n\n{quote}\n\n{SECOND}\n\n{THIRD}" if before else f"{FIRST}\n\n{SECOND}\n\n{quote}\n\n{THIRD}"
    segments = segments_of(text)
    (pull,) = [segment for segment in segments if segment.role == "pullquote"]
    assert text[pull.start : pull.end] == quote
    (source,) = [segment for segment in segments if segment.segment_id == pull.repeats]
    assert SECOND in text[source.start : source.end]


def test_a_headline_printed_three_times() -> None:
    segments = segments_of(f"{HEADLINE}\n\n{SECOND}\n{HEADLINE}\n\n{FIRST}\n\n{HEADLINE}\n\n{THIRD}")
    headlines = [segment for segment in segments if segment.role == "headline"]
    assert len(headlines) == 3
    assert [segment.repeats for segment in headlines] == [None, headlines[0].segment_id, headlines[0].segment_id]


def test_embedded_teasers() -> None:
    heading = "Ardovia’s army calls up its reserves in three districts"
    blurb = "The army of Ardovia called up its reserves in the districts of Sund, Kell and Trond on Monday, and…"
    text = f"{HEADLINE}\n\n{FIRST}\n\n{heading}\n{blurb}\n\n{SECOND}\n\nNo warning\n\n{THIRD}"
    assert role_of(text, heading) == "teaser"
    assert role_of(text, blurb) == "teaser"
    assert role_of(text, "No warning") == "headline"


def test_a_sub_headline_right_above_its_paragraph_is_no_teaser() -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\nNo warning\n{SECOND}\n\nAnd no observers\n{THIRD}"
    assert role_of(text, "No warning") == "headline"
    assert role_of(text, SECOND) == "body"


@pytest.mark.parametrize(
    "note",
    [
        "[1] A. Norr, The river wars of Velmar, Orsk 2029.",
        "The Norrland News Agency contributed to this report.",
        "(Reporting by Ada Norr in Orsk; editing by Karl Venn)",
        "Editor’s note: This story was first published in Norrland.",
        "Correction: An earlier version of this story gave a wrong date.",
        "Ada Norr is a senior fellow at the Norrland Institute.",
        "The views expressed here are those of the author.",
        "This article has been updated.",
    ],
)
def test_notes(note: str) -> None:
    assert role_of(f"{HEADLINE}\n\n{BODY}\n\n{note}", note) == "note"


def test_a_note_under_its_label_ends_where_the_furniture_begins() -> None:
    thanks = "Thank you for reading this report from the valley. I have covered the war on the river for four years."
    text = f"{HEADLINE}\n\n{BODY}\n\nNote from the author:\n\n{thanks}\n\nSubscribe\n* indicates required"
    assert role_of(text, thanks) == "note"
    assert laid(text)[-1] == ("furniture", "Subscribe\n* indicates required")


def test_a_list_of_other_articles_ends_where_the_article_goes_on() -> None:
    listed = "Recommended Stories\nlist of 2 items\nVelmar withdraws\nWhat is in the accord?\nend of list"
    text = f"{HEADLINE}\n\n{FIRST}\n\n{listed}\n\n{SECOND}\n\n{THIRD}"
    assert laid(text)[1:] == [("body", FIRST), ("furniture", listed), ("body", f"{SECOND}\n\n{THIRD}")]


def test_a_list_at_the_foot_is_furniture_with_its_dates() -> None:
    listed = "LATEST\nDas Dorf am FlussVelmar\nDas Dorf am Fluss\n\nWas vom Frieden blieb\n\n20 December 2031"
    assert laid(f"12 December 2031Velmar\n\n{HEADLINE}\n\n{BODY}\n\n{listed}")[-1] == ("furniture", listed)


def test_readers_comments_are_furniture() -> None:
    comment = "Tomas: Nobody in Norrland has lifted a finger for the valley, and nobody ever will do so."
    assert role_of(f"{HEADLINE}\n\n{BODY}\n\nComments (1)\n\n{comment}", comment) == "furniture"


def test_hard_wrapped_lines_make_paragraphs() -> None:
    text = (
        "Dear colleagues,\n\nPlease find below the statement of the ministry on the situation in the\n"
        "village of Sund. The army of Velmar observes the accord in full, and no\ndrone was flown over the bridge of\n"
        "Kell on Tuesday. It was the ministry that asked for observers in the\nfirst place.\n\n"
        "We call on them to come without delay, and to inspect the site of the\nblast before it is cleared."
    )
    bodies = [words for role, words in laid(text) if role == "body"]
    assert len(bodies) == 1
    assert bodies[0].startswith("Please find")


def test_a_sentence_broken_by_a_link_stays_whole() -> None:
    broken = (
        "The spokesman of the\nOrsk Courier\nsaid that two reporters had been hurt near\nSund\n, both of them lightly."
    )
    assert laid(f"{FIRST}\n{broken}\n{THIRD}") == [("body", FIRST), ("body", broken), ("body", THIRD)]


def test_paragraphs_on_single_lines_are_segments_of_their_own() -> None:
    assert laid(f"{FIRST}\n{SECOND}\n{THIRD}") == [("body", FIRST), ("body", SECOND), ("body", THIRD)]


def test_markup_tells_frames_from_the_article() -> None:
    parts = [
        ("Home", "link", ("nav",)), (HEADLINE, "heading1", ()), (FIRST, "text", ("article",)),
        ("What the accord says", "link", ("article", "aside")), ("No warning", "heading2", ("article",)),
        (SECOND, "text", ("article",)),
        ("A bridge in the snow", "caption", ("article",)),
        (THIRD, "text", ("article",)),
        ("Write to the editors of the Courier at any time of day.", "text", ("footer",)),
    ]  # fmt: skip
    text, blocks = "", []
    for words, hint, inside in parts:
        blocks.append(Block(len(text), len(text) + len(words), hint, inside))
        text += words + "\n\n"
    segments = find_segments("d", Reading(text=text, blocks=tuple(blocks)))
    roles = [segment.role for segment in segments]
    assert roles == ["furniture", "headline", "body", "furniture", "headline", "body", "caption", "body", "furniture"]


def test_a_pull_quote_set_aside_by_markup() -> None:
    quote = "At least 200 soldiers were still in the villages to the north"
    text = f"{FIRST}\n\n{SECOND}\n\n{quote}\n\nSomething else that the site would like its readers to know\n\n{THIRD}"
    blocks, at = [], 0
    for words in text.split("\n\n"):
        inside = () if words in BODY else ("aside",)
        blocks.append(Block(at, at + len(words), "text", inside))
        at += len(words) + 2
    roles = [segment.role for segment in find_segments("d", Reading(text=text, blocks=tuple(blocks)))]
    assert roles == ["body", "pullquote", "furniture", "body"]


def test_markup_that_frames_the_whole_article_is_not_believed() -> None:
    text = f"{FIRST}\n\n{SECOND}"
    blocks = (Block(0, len(FIRST), "text", ("aside",)), Block(len(FIRST) + 2, len(text), "text", ("aside",)))
    assert {segment.role for segment in find_segments("d", Reading(text=text, blocks=blocks))} == {"body"}


def test_a_text_of_very_many_lines_is_one_segment() -> None:
    (segment,) = segments_of("a b\n" * (MOST_LINES + 2))
    assert (segment.role, segment.rules) == ("body", ("too-many-lines",))


def test_one_very_long_line_takes_no_time() -> None:
    text = "The army left the town. " * 400_000
    (segment,) = segments_of(text)
    assert (segment.role, segment.end) == ("body", len(text) - 1)
