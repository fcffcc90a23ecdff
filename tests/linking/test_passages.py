from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.linking.reports import document, segment
from trucewatch.linking.passages import find_passages, to_passage
from trucewatch.linking.wording import list_words, read_wording

WORDS = [f"{a}{b}" for a in ("ba", "ke", "lo", "mu", "ri", "to") for b in ("dan", "fel", "gor", "nim", "sap")]
TEXT = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
SENTENCE = "Heavy rain washed the gravel road from the quarry down to the mill before the market opened"


def shared(left: str, right: str) -> list[tuple[str, str, int]]:
    ours, theirs = read_wording(left), read_wording(right)
    passages = [to_passage(item, ours, theirs) for item in find_passages(ours, theirs)]
    return [(left[p.left_start : p.left_end], right[p.right_start : p.right_end], p.words) for p in passages]


def test_a_sentence_in_two_texts() -> None:
    found = shared(f"News. {SENTENCE}, they said.", f"In the east {SENTENCE.lower()}. The end.")
    assert found == [(SENTENCE, SENTENCE.lower(), 17)]


def test_changed_words_do_not_break_a_passage() -> None:
    changed = SENTENCE.replace("gravel road from", "old gravel track out of").replace("before", "long before")
    assert shared(SENTENCE, changed) == [(SENTENCE, changed, 15)]


def test_passages_in_another_order() -> None:
    other = "Two hundred cartons of soap were sold by noon at the bridge of the weavers"
    found = shared(f"{SENTENCE}. {'So it goes on. ' * 4}{other}.", f"{other}. And that was not all of it. {SENTENCE}.")
    assert [left for left, _, _ in found] == [other, SENTENCE]


def test_other_matter_between_two_segments_ends_a_passage() -> None:
    words = SENTENCE.split()
    text = f"{' '.join(words[:9])} ADVERTISEMENT {' '.join(words[9:])}"
    cut = text.index("ADVERTISEMENT")
    row = document("d-1", text)
    laid = [segment(row, 0, cut), segment(row, cut, cut + 13, "furniture"), segment(row, cut + 13, len(text))]
    passages = find_passages(read_wording(SENTENCE), read_wording(text, laid))
    assert [len(item.pairs) for item in passages] == [9, 8]


def test_a_form_that_repeats_itself_is_no_passage() -> None:
    form = "name of the person place of the person " * 40
    assert shared(form, form) == []


@given(TEXT, TEXT)
def test_offsets_are_exact_and_words_are_equal(left: str, right: str) -> None:
    ours, theirs = read_wording(left), read_wording(right)
    used_left: set[int] = set()
    used_right: set[int] = set()
    for item in find_passages(ours, theirs):
        passage = to_passage(item, ours, theirs)
        quotes = left[passage.left_start : passage.left_end], right[passage.right_start : passage.right_end]
        assert all(quote == quote.strip() and quote for quote in quotes)
        assert passage.words == len(item.pairs) <= min(len(list_words(quote)) for quote in quotes)
        for a, b in item.pairs:
            assert left[ours.starts[a] : ours.ends[a]] == right[theirs.starts[b] : theirs.ends[b]]
            assert a not in used_left and b not in used_right
            used_left.add(a)
            used_right.add(b)


@given(TEXT, TEXT)
def test_both_directions_find_as_many_words(left: str, right: str) -> None:
    one, other = read_wording(left), read_wording(right)
    there, back = find_passages(one, other), find_passages(other, one)
    longest = max((item.longest for item in there), default=0)
    assert longest == max((item.longest for item in back), default=0)
