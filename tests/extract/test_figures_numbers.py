"""Numerals and bounds: what is read as a number, and as which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.figures.bounds import find_quantities
from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import find_numerals

LEXICON = load_lexicon()
ONES = [word for word, (kind, _, _) in LEXICON.numerals.items() if kind == "unit"]
ONES.sort(key=lambda word: LEXICON.numerals[word][1])
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int, joint: str) -> str:
    """Return a whole number below a thousand million in words, ``joint`` between hundreds and the rest."""
    for scale, word in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            linked = joint if rest and (rest < 100 or scale == 100) else " "
            return f"{spelled(number // scale, joint)} {word}" + (linked + spelled(rest, joint) if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=2, max_value=999_999_999), st.sampled_from([" ", " and "]))
def test_words_of_any_number_read_back(number: int, joint: str) -> None:
    words = spelled(number, joint)
    (numeral,) = find_numerals(f"They counted {words} people.", LEXICON)
    assert numeral.value == number
    assert f"They counted {words} people."[numeral.start : numeral.end] == words


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["", ",", " ", "\u00a0"]))
def test_digits_of_any_number_read_back(number: int, separator: str) -> None:
    digits = f"{number:,}".replace(",", separator)
    (numeral,) = find_numerals(f"They counted {digits} people.", LEXICON)
    assert numeral.value == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2 million people", 1_200_000), ("12k people", 12_000), ("$3bn in aid", 3e9), ("half a million people", 5e5),
        ("a quarter of a million people", 250_000), ("one and a half million people", 1.5e6),
        ("a million and a half people", 1.5e6), ("a dozen people", 12), ("three dozen people", 36),
        ("half a dozen people", 6), ("two hundred thousand people", 200_000), ("12.500 people", 12_500),
        ("1,5 million people", 1.5e6), ("7.5 km", 7.5), ("a hundred people", 100), ("2 crore rupees", 2e7),
    ],
)  # fmt: skip
def test_scales_and_parts(text: str, value: float) -> None:
    (numeral,) = find_numerals(text, LEXICON)
    assert (numeral.value, numeral.vague) == (value, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dozens of people", 24), ("scores of people", 40), ("hundreds of people", 200), ("Thousands fled", 2000),
        ("tens of thousands of people", 20_000), ("HUNDREDS OF THOUSANDS FLED", 200_000), ("millions of people", 2e6),
        ("several dozen people", 36), ("several dozens of people", 36), ("several hundred people", 300),
        ("several thousand people", 3000), ("a couple of people", 2), ("a few hundred people", 300),
        ("several hundred thousand people", 300_000), ("many thousands of people", 2000),
    ],
)  # fmt: skip
def test_vague_words_are_open_lower_bounds(text: str, value: float) -> None:
    (quantity,) = find_quantities(text, find_numerals(text, LEXICON), LEXICON)
    assert (quantity.low, quantity.high, quantity.approximate) == (value, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "several civilians", "a few soldiers", "a T-72 tank", "an Su-24", "the 15th Brigade", "P5+1", "at 13:00",
        "version 1.2.3", "on 12/05/2031", "room B12", "in the 1990s",
    ],
)  # fmt: skip
def test_names_and_bare_several_are_no_numerals(text: str) -> None:
    assert find_numerals(text, LEXICON) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("at least 200 dead", 200, None, False), ("more than one hundred thousand", 100_000, None, False),
        ("no fewer than 12 men", 12, None, False), ("in excess of 40 tanks", 40, None, False),
        ("just over 90 posts", 90, None, False), ("30 or more people", 30, None, False),
        ("40+ people", 40, None, False),
        ("up to 25,000 soldiers", None, 25_000, False), ("as many as 50 men", None, 50, False),
        ("fewer than 10 men", None, 10, False), ("less than $5 million", None, 5e6, False),
        ("no more than 3 posts", None, 3, False), ("12 or fewer posts", None, 12, False),
        ("about 20 men", 20, 20, True), ("some 2,000 men", 2000, 2000, True), ("an estimated 300 men", 300, 300, True),
        ("nearly 500 men", 500, 500, True), ("40 or so men", 40, 40, True), ("20-odd men", 20, 20, True),
        ("at least some 70 men", 70, None, True), ("more than an estimated 70 men", 70, None, True),
        ("between 20 and 30 men", 20, 30, False), ("20-30 men", 20, 30, False), ("20–30 men", 20, 30, False),
        ("20 to 30 men", 20, 30, False), ("from 20 to 30 men", 20, 30, False), ("two or three men", 2, 3, False),
        ("about 20 to 30 men", 20, 30, True), ("5 to 10 million people", 5e6, 10e6, False),
        ("two or three hundred men", 200, 300, False), ("between 20% and 30% of it", 20, 30, False),
        ("20, possibly as many as 30 men", 20, 30, False), ("at least 20 and up to 30 men", 20, 30, False),
    ],
)  # fmt: skip
def test_bounds(text: str, low: float | None, high: float | None, approximate: bool) -> None:
    quantity = find_quantities(text, find_numerals(text, LEXICON), LEXICON)[0]
    assert (quantity.low, quantity.high, quantity.approximate) == (low, high, approximate)


def test_a_rise_from_one_number_to_another_is_no_range() -> None:
    text = "The mission grew from 60 to 85 monitors."
    assert [q.low for q in find_quantities(text, find_numerals(text, LEXICON), LEXICON)] == [60, 85]


def test_a_preposition_is_no_bound() -> None:
    text = "Their dispute over 12 villages goes on."
    (quantity,) = find_quantities(text, find_numerals(text, LEXICON), LEXICON)
    assert (quantity.low, quantity.high) == (12, 12)


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    for quantity in find_quantities(text, find_numerals(text, LEXICON), LEXICON):
        assert 0 <= quantity.start <= quantity.inner < quantity.inner_end <= quantity.end <= len(text)
        assert quantity.low is not None or quantity.high is not None


WORDS = st.sampled_from(
    [*LEXICON.numerals, *LEXICON.before, *LEXICON.after, "12", "3,400", "1.5", "$", "%", "-", "–", "and", "to", "of",
     "a", "people", "killed", "k", "m", ".", ",", "\n", "ſix", "at leaſt"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12), st.sampled_from([" ", "", "-", "\u00a0"]))
def test_any_heap_of_number_words_is_read_without_error(words: list[str], joint: str) -> None:
    text = joint.join(words)
    for quantity in find_quantities(text, find_numerals(text, LEXICON), LEXICON):
        assert text[quantity.inner : quantity.inner_end].strip()
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
