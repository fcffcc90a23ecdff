"""What holds for every date and every way to write it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.timed import annotate, published_on, read_times
from trucewatch.extract.edtf import bounds
from trucewatch.extract.times import find_times

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
FORMATS = st.sampled_from(
    [
        lambda day: f"{day:%B} {day.day}, {day.year}",
        lambda day: f"{day.day} {day:%B} {day.year}",
        lambda day: f"{SHORT[day.month - 1]} {day.day}, {day.year}",
        lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
        lambda day: f"{day:%A} {day.day} {day:%B} {day.year}",
        lambda day: f"{day:%d} {day:%b} {day.year}",
        lambda day: f"the {day.day}th of {day:%B}, {day.year}",
        lambda day: f"{day:%Y-%m-%d}",
        lambda day: f"{day:%d.%m.%Y}",
    ]
)
PIECES = st.sampled_from(
    ["On Tuesday", "in late May", "two days later", "the following week", "since then", "the army left", "(TNA, May 3)",
     "12 May 2029", "will meet on Friday", "last autumn", "over the past month", "30 February", "between 3 and 7 June",
     "at 13:00", "the same day", "“by July”", "in 2027,", "three years ago", "the day after", "Sept. 30-Oct. 2", ".",
     "\n\n"]
)  # fmt: skip


@given(DAYS, FORMATS, DAYS)
@settings(max_examples=60, deadline=None)
def test_a_whole_date_means_itself_whenever_it_is_published(day: date, written: object, published: date) -> None:
    assert callable(written)
    words = written(day)
    (mention,), issues = read_times(f"The accord was signed on {words} in Halbrin.", published.isoformat())
    assert (mention.value, mention.quote, issues) == (day.isoformat(), words, [])
    assert mention.earliest == mention.latest == day.isoformat()


@given(DAYS, st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_a_weekday_lies_within_a_week_of_publication(published: date, weekday: int) -> None:
    name = (date(2031, 5, 5) + timedelta(days=weekday)).strftime("%A")
    (past,), _ = read_times(f"They met on {name}.", published.isoformat())
    (future,), _ = read_times(f"They will meet on {name}.", published.isoformat())
    for mention in (past, future):
        assert date.fromisoformat(mention.value or "").weekday() == weekday
    assert 0 <= (published - date.fromisoformat(past.value or "")).days < 7
    assert 0 <= (date.fromisoformat(future.value or "") - published).days < 7


@given(DAYS, DAYS)
@settings(max_examples=40, deadline=None)
def test_a_day_without_a_year_lies_within_a_year_before_a_past_tense(day: date, published: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    (mention,), _ = read_times(f"They met on {day.day} {day:%B}.", published.isoformat())
    assert 0 <= (published - date.fromisoformat(mention.value or "")).days <= 366


@given(
    st.lists(PIECES, min_size=1, max_size=12), st.sampled_from([None, "2031-05-07", "2031-04-28/2031-05-20", "2030"])
)
@settings(max_examples=60, deadline=None)
def test_any_mixture_is_read_alike_twice_with_exact_words_and_sound_values(pieces: list[str], when: str | None) -> None:
    text = " ".join(pieces)
    annotated, published = annotate(text), published_on(when)
    mentions, issues = find_times(annotated, published)
    assert find_times(annotated, published) == (mentions, issues)
    assert [issue.quote for issue in issues] == [mention.quote for mention in mentions if mention.value is None]
    end = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.quote
        assert mention.start >= end
        end = mention.end
        if mention.value:
            first, last = bounds(mention.value)
            assert mention.earliest is None or first is None or mention.earliest >= first.isoformat()
            assert mention.latest is None or last is None or mention.latest <= last.isoformat()
        if mention.earliest and mention.latest:
            assert mention.earliest <= mention.latest
