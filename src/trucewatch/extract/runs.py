"""Cut runs of capitalised words out of a passage: the raw material of proper names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from trucewatch.extract.words import Words
from trucewatch.rulebooks import load_rulebook

_NAME_TAGS = frozenset(("NNP", "NNPS", "JJ", "NN", "NNS", "FW", "XX", "CD", "VBN", "VBG", "ADD", "AFX", "JJR", "JJS"))
_PROPER = frozenset(("NNP", "NNPS"))
_VERBS = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"))
_SMALL_VERBS = frozenset(("is", "are", "be", "was", "'s", "’s"))
_PARTICLES = frozenset(("al", "el", "as", "ash", "an", "ad"))
_HYPHENS = frozenset("-‐‑–")
_OPENERS = frozenset(("“", '"', "‘", "'", "(", "[", ":", "•", "``", "«", "„", "-", "—", "–", "|", "/", "*"))
_ABROAD = ("mission", "force", "operation")
"""Heads of organisations whose names go on with "in" (``Velmar Observer Mission in Ardovia``)."""
_LONGEST_RUN = 14
_POSSESSIVE = frozenset(("'", "’", "'s", "’s"))
_MEMBER_ENDINGS = ("ers", "ors", "ists")
"""Endings of plurals of those whom a union or syndicate is named after: farmers, doctors, journalists."""


@cache
def name_words(rule: str) -> frozenset[str]:
    """Return the lower-cased words of a rule of the names rulebook."""
    (found,) = (item for item in load_rulebook("names", frozenset(("words",))) if item.id == f"names.{rule}")
    return frozenset(str(word).lower() for word in found.get("words", ()))


def is_capital(text: str) -> bool:
    """Return whether a token is written with a capital first, or is a short form such as ``M23`` or ``iDPs``."""
    return text[0].isupper() or (len(text) > 2 and text[1].isupper() and text[0].isalpha() and text[2:].isalnum())


def is_title_case(words: Words, first: int, last: int) -> bool:
    """Return whether the sentence ``[first, last)`` is set like a headline, so that capitals tell nothing."""
    capitals = small = 0
    for at in range(first + 1, last):  # the first word has a capital in any sentence
        text = words.texts[at]
        if words.tags[at] in _VERBS and text[0].islower() and text not in _SMALL_VERBS:
            return False
        if len(text) > 3 and text.isalpha():
            capitals += text[0].isupper()
            small += text[0].islower()
    return capitals >= 3 and capitals >= 3 * small


def sentence_bounds(words: Words) -> Iterator[tuple[int, int]]:
    """Yield ``(first, last)`` token indexes of the sentences of a passage."""
    first = 0
    for index, begin in enumerate(words.sentences):
        if begin == index and index > first:
            yield first, index
            first = index
    if len(words):
        yield first, len(words)


def find_runs(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` token indexes of the capitalised runs of one sentence, articles before them left out."""
    end = first
    for at in range(first, last):
        text = words.texts[at]
        if at < end or (text.islower() and text not in _PARTICLES):  # most words, and the cheapest test
            continue
        if _has_capital(words, at, last) and _may_begin(words, at, first, last):
            end = _extend(words, at, last)
            yield at, end


def _has_capital(words: Words, at: int, last: int) -> bool:
    """A capital first, a short form with an inner capital, or a lower-case ``al-`` or ``el-`` before a capital."""
    if words.texts[at] in _PARTICLES and at + 2 < last and words.texts[at + 1] in _HYPHENS:
        return words.texts[at + 2][0].isupper() and words.joined(at + 1) and words.joined(at + 2)
    return is_capital(words.texts[at])


def _is_name_token(words: Words, at: int) -> bool:
    text = words.texts[at]
    return (
        is_capital(text)
        and words.tags[at] in _NAME_TAGS
        and words.lowers[at] not in name_words("calendar")
        and text != "I"
    )


def _may_begin(words: Words, at: int, first: int, last: int) -> bool:
    """A capital at the beginning of a sentence or quotation proves little: the tag must say more."""
    if words.texts[at][0].islower():
        return True
    if not _is_name_token(words, at) or words.tags[at] in ("VBN", "VBG", "CD"):
        return False
    opening = at == first or words.texts[at - 1] in _OPENERS
    if opening and words.lowers[at] in name_words("function"):
        return False
    if opening and words.lowers[at] in name_words("happening"):
        return at + 1 < last and _is_name_token(words, at + 1)
    if not opening or words.tags[at] in _PROPER:
        return True
    if at + 1 < last and words.texts[at + 1] in _HYPHENS and words.joined(at + 1):
        return at + 2 < last and words.texts[at + 2][0].isupper()
    follows = at + 1 < last and _is_name_token(words, at + 1)
    return follows and (words.tags[at] == "JJ" or words.tags[at + 1] in _PROPER)


def _extend(words: Words, at: int, last: int) -> int:
    """Return the end of the run that begins at a token."""
    start, end = at, at + 1
    limit = min(last, at + _LONGEST_RUN)
    while end < limit:
        step = _step(words, start, end, limit)
        if not step:
            break
        end += step
    return end


def _step(words: Words, start: int, end: int, limit: int) -> int:
    """Return how many tokens more belong to the run ``[start, end)``; 0 where it ends."""
    text, lower = words.texts[end], words.lowers[end]
    if words.broken(end):
        return 0
    if text in _HYPHENS and words.joined(end) and end + 1 < limit and words.joined(end + 1):
        return 2 if words.texts[end + 1][0].isalnum() and _hyphenated(words, end) else 0
    if _is_name_token(words, end):
        return 1
    if end + 1 >= limit:
        return 0
    if lower in ("of", "for", "on") or (lower == "in" and words.lowers[end - 1] in _ABROAD and end - start > 1):
        return _step_of(words, start, end, limit)
    if lower in _POSSESSIVE and _are_members(words.lowers[end - 1]):
        return _step_members(words, end, limit)
    if lower in ("and", "&"):
        return _step_and(words, start, end, limit)
    if lower in name_words("connector") and end > start and words.tags[end - 1] in _PROPER:
        span = 2 if words.lowers[end + 1] in name_words("connector") or words.texts[end + 1] in _HYPHENS else 1
        if end + span < limit and words.texts[end + span][0].isupper() and words.tags[end + span] in _NAME_TAGS:
            return span + 1
    return 0


def _hyphenated(words: Words, end: int) -> bool:
    """``Nagorno-Karabakh`` and ``al-Assad`` join; ``Moscow-brokered`` and ``Israeli-made`` do not."""
    after = words.texts[end + 1]
    return after[0].isupper() or after[0].isdigit() or after in ("al", "e", "i")


def _step_of(words: Words, start: int, end: int, limit: int) -> int:
    """Join ``of`` and ``for`` behind the head noun of an organisation, office or polity only."""
    head = words.lowers[end - 1]
    inner = words.lowers[end] == "of" and "for" in words.lowers[start:end]  # "Institute for the Study of Borders"
    if inner or head in name_words("organisation") or head in name_words("office") or head in name_words("polity"):
        after = end + 2 if words.lowers[end + 1] == "the" else end + 1
        if after < limit and _is_name_token(words, after):
            return after - end + 1
    return 0


def _are_members(lower: str) -> bool:
    """Return whether a plural means people of one trade or kind."""
    return lower in name_words("member") or lower.endswith(_MEMBER_ENDINGS)


def _step_members(words: Words, end: int, limit: int) -> int:
    """Join those whom an organisation is of to its head noun: ``Velm People's Army``, ``Farmers' Union``."""
    last = end + 1
    while last < limit and _is_name_token(words, last):
        if words.lowers[last] in name_words("organisation"):
            return 2
        last += 1
    return 0


def _step_and(words: Words, start: int, end: int, limit: int) -> int:
    """Join ``and`` inside a portfolio (``Ministry of Trade and Labour``) or before an organisation's head noun."""
    lowers = words.lowers
    if not _is_name_token(words, end + 1):
        return 0
    last = end + 2
    while last < limit and _is_name_token(words, last):
        last += 1
    if lowers[end - 1] not in name_words("portfolio") and "affairs" not in lowers[end:last]:
        return 0
    heads = name_words("organisation") | name_words("office")
    headed_after = any(lower in heads for lower in lowers[end + 1 : last])
    if any(lower in ("of", "for") for lower in lowers[start:end]):
        return 0 if headed_after else 2
    return 2 if headed_after else 0
