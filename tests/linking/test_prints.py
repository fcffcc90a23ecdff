from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.reports import document, segment
from trucewatch.linking.prints import (
    ALL_PAIRS,
    COMMON,
    candidates,
    document_prints,
    index_prints,
)

WORDS = [f"{a}{b}" for a in ("ba", "ke", "lo", "mu", "ri", "to", "ve", "zu") for b in ("dan", "fel", "gor", "nim")]
SENTENCE = "Heavy rain washed the gravel road from the quarry down to the mill before the market opened"


def texts(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(" ".join)


@given(texts(0, 30), texts(9, 15), texts(0, 30), texts(0, 30))
def test_eight_words_in_a_row_give_a_print_in_common(before: str, shared: str, after: str, other: str) -> None:
    one, two = document_prints(f"{before} {shared} {other}"), document_prints(f"{after} {shared}")
    assert np.intersect1d(one, two).size


@given(texts(0, 80))
def test_capitals_and_marks_change_no_print(text: str) -> None:
    marked = ", ".join(text.upper().split())
    assert document_prints(text).tolist() == document_prints(marked).tolist()


def test_prints_are_sorted_and_each_once() -> None:
    prints = document_prints(f"{SENTENCE}. {SENTENCE}.")
    assert prints.dtype == np.uint64
    assert (np.diff(prints.astype(object)) > 0).all()


def test_fewer_than_five_words_have_no_print() -> None:
    assert not document_prints("The road is open").size
    assert not document_prints("").size


def test_function_words_alone_have_no_print() -> None:
    assert not document_prints("at the end of it all there was no one who had any of that").size


def test_only_running_text_and_headlines_count() -> None:
    row = document("d-1", f"{SENTENCE}. Subscribe to our letter for more of what you like to read every day.")
    end = len(SENTENCE)
    laid = [segment(row, 0, end), segment(row, end, len(row["text"]), "furniture")]
    assert document_prints(row["text"], laid).tolist() == document_prints(SENTENCE).tolist()
    laid.append(segment(row, 0, end, "pullquote"))
    assert document_prints(row["text"], laid).tolist() == document_prints(SENTENCE).tolist()


def test_documents_that_share_a_sentence_are_candidates() -> None:
    others = [f"Report {number} on {' '.join(WORDS[number * 6 : number * 6 + 6])}." for number in range(5)]
    prints = [document_prints(text) for text in (SENTENCE, *others, f"As was said. {SENTENCE}.")]
    assert candidates(index_prints(prints)) == [(0, 6)]


def test_many_reprints_make_few_pairs_but_none_is_lost() -> None:
    count = ALL_PAIRS * 4
    pairs = candidates(index_prints([document_prints(SENTENCE)] * count))
    assert len(pairs) == 2 * count - 3
    assert {right for _, right in pairs} == set(range(1, count))


def test_boilerplate_makes_no_pair() -> None:
    assert candidates(index_prints([document_prints(SENTENCE)] * (COMMON + 1))) == []


def test_nothing_in_nothing() -> None:
    assert candidates(index_prints([])) == []
    assert candidates(index_prints([document_prints("")])) == []
