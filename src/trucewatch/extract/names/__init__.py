"""Find the proper names of a document and tell persons, organisations and outlets apart by the words around them."""

from __future__ import annotations

from functools import lru_cache

from trucewatch.annotate import Annotated
from trucewatch.extract.names.cut import split_run
from trucewatch.extract.names.links import (
    find_in_headlines,
    find_mistagged,
    link_bodies,
    link_persons,
    link_short_forms,
)
from trucewatch.extract.names.model import KINDS, Name
from trucewatch.extract.runs import find_runs, is_title_case, sentence_bounds
from trucewatch.extract.words import read_all_words

__all__ = ["KINDS", "Name", "find_names"]


def find_names(annotated: Annotated) -> list[Name]:
    """Return the proper names of a document in text order, none overlapping another."""
    return list(_names_of(annotated))


@lru_cache(maxsize=1)
def _names_of(annotated: Annotated) -> tuple[Name, ...]:
    """Return the names of the document at hand, found once for all stages that ask for them in turn."""
    passages = read_all_words(annotated)
    found: list[Name] = []
    headlines: list[tuple[int, int, int]] = []
    for index, words in enumerate(passages):
        for first, last in sentence_bounds(words):
            if is_title_case(words, first, last):
                headlines.append((index, first, last))
            else:
                for start, end in find_runs(words, first, last):
                    found.extend(split_run(annotated, words, index, start, end))
    found = link_short_forms(passages, found)
    found.extend(find_in_headlines(annotated, passages, headlines, found))
    found.extend(find_mistagged(annotated, passages, found))
    found.sort(key=lambda name: name.start)
    return tuple(link_persons(link_bodies(passages, found)))
