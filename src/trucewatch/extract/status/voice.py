"""Whose word an act is: the report's own, a party's, or one that those who watch or both sides confirm."""

from __future__ import annotations

from functools import lru_cache

from trucewatch.extract.status.lexicon import mark_words
from trucewatch.extract.status.reading import Reading
from trucewatch.extract.status.view import View
from trucewatch.records import Attribution

_QUOTES = frozenset({"'", "‘", "’", '"', "“", "”", "``", "''"})
_SHORT_NAME = 4


@lru_cache(maxsize=1024)
def _kinds_of(words: str) -> frozenset[str]:
    """Return the kinds of the words that name a source or a cue."""
    marks = mark_words(words.lower().replace("-", " - ").split())
    return frozenset(kind for kinds in marks.values() for kind in kinds)


def source_voice(attribution: Attribution | None) -> str:
    """Return whose word an attributed act is, by source and cue alone."""
    if attribution is None:
        return "own"
    if attribution.hedges and attribution.source_quote is None:
        return "alleged"
    if attribution.stance == "confirm" or "concede" in _kinds_of(attribution.cue_quote or ""):
        return "vouched"
    if " own " in f" {(attribution.source_quote or '').lower()} ":
        return "vouched"
    named = f"{attribution.source_quote or ''} {attribution.source_name or ''}"
    return "alleged" if _kinds_of(named).isdisjoint(("neutral", "both")) else "vouched"


def decide_voice(view: View, reading: Reading, attribution: Attribution | None) -> str:
    """Return whose word the act is, from the attribution and from the sentence."""
    if reading.voice:
        return reading.voice
    voice = source_voice(attribution)
    if voice == "own" and (view.anywhere("hedge") or _scare_quoted(view) or _headed(view)):
        return "alleged"
    return voice


def _scare_quoted(view: View) -> bool:
    """Return whether a headline puts the act in quotation marks without saying whose they are."""
    if not view.headline:
        return False
    before = view.words[max(0, view.first - 2) : view.head]
    behind = view.words[view.head + 1 : view.last + 5]
    return not _QUOTES.isdisjoint(before) and not _QUOTES.isdisjoint(behind)


def _headed(view: View) -> bool:
    """Return whether a headline names a speaker before or behind a colon: "Army shelled town: mayor"."""
    if not view.headline or ":" not in view.words:
        return False
    colon = view.words.index(":")
    behind = len(view.words) - colon - 1
    return (colon > view.last and behind <= _SHORT_NAME) or (colon < view.first and colon <= _SHORT_NAME)
