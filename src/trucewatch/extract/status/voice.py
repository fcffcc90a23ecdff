"""Whose word an act is: the report's own, a party's, or one that those who watch or both sides confirm."""

from __future__ import annotations

import re
from functools import lru_cache

from trucewatch.extract.status.lexicon import mark_words
from trucewatch.extract.status.reading import Reading
from trucewatch.extract.status.view import QUOTES, View
from trucewatch.records import Attribution

_SHORT_NAME = 4
_TELLER_WORDS = 6
_NEAR = 2
_OWN = frozenset({"its", "their", "his", "her", "it", "they"})
_APOSTROPHE = re.compile(r"[’'](?:s\b)?")
_TWO_NAMES = re.compile(r"[A-Z]\w+ and [A-Z]\w+")
_SUBORDINATORS = frozenset({"after", "because", "when", "since", "as", "that", "while", "although", "though", "where"})
_BORNE_OUT = frozenset({"confirmed", "confirms", "verified", "corroborated"})
_MINE = frozenset({"we", "i"})


@lru_cache(maxsize=1024)
def _kinds_of(words: str) -> frozenset[str]:
    """Return the kinds of the words that name a source or a cue."""
    marks = mark_words(_APOSTROPHE.sub(" ", words.lower()).replace("-", " - ").split())
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
    if _TWO_NAMES.fullmatch(attribution.source_quote or ""):
        return "vouched"
    named = f"{attribution.source_quote or ''} {attribution.source_name or ''}"
    return "alleged" if _kinds_of(named).isdisjoint(("neutral", "both")) else "vouched"


def decide_voice(view: View, reading: Reading, attribution: Attribution | None) -> str:
    """Return whose word the act is, from the attribution and from the sentence."""
    if reading.voice:
        return reading.voice
    voice = source_voice(attribution)
    if voice == "own":
        voice = _surface_voice(view)
    if voice == "alleged" and (_corroborated(view) or _owned_up(view, attribution) or _performed(view, attribution)):
        return "vouched"
    return voice


def _surface_voice(view: View) -> str:
    """Return whose word the act is by the words of the sentence, where no attribution was found."""
    doubted = any(view.has(at, "doubted") for at in range(max(0, view.first - _NEAR), view.last + 1))
    if doubted or view.anywhere("hedge") or _scare_quoted(view) or _headed(view):
        return "alleged"
    teller = _teller(view)
    if teller is None:
        return "own"
    around = range(max(0, teller - _TELLER_WORDS), teller + 1)
    return "vouched" if any(view.has(at, "neutral", "both", "evidence") for at in around) else "alleged"


def _teller(view: View) -> int | None:
    """Return a verb of saying between commas, or right before the trigger's "that"."""
    that = next((at for at in range(view.head - 1, -1, -1) if view.words[at] == "that"), 0)
    for at in view.marks:
        if not view.has(at, "say") or view.tags[at] == "NN":
            continue
        aside = view.words[at + 1 : at + 2] == [","] and "," in view.words[max(0, at - _TELLER_WORDS) : at]
        if aside and _is_of_what_follows(view, at):
            continue
        if (aside and not at < view.first < at + 2) or (0 < that - at <= _TELLER_WORDS and view.verbal(at)):
            return at
    return None


def _is_of_what_follows(view: View, at: int) -> bool:
    """Return whether an aside belongs to a clause behind the trigger: "fired after, the army said, it was attacked"."""
    comma = max(place for place in range(at) if view.words[place] == ",")
    return view.last < comma and view.words[comma - 1] in _SUBORDINATORS


def _corroborated(view: View) -> bool:
    """Return whether the sentence, or the next one, says that others bear the act out."""
    if any(view.words[at] in _BORNE_OUT and _neutral_before(view, at) for at in range(1, view.first)):
        return True
    told = {kind for at, kinds in view.marks.items() if view.has(at, *kinds) for kind in kinds}
    return "borne" in told or "borne" in {kind for kinds in mark_words(view.after).values() for kind in kinds}


def _neutral_before(view: View, at: int) -> bool:
    """Return whether those who watch stand before a verb: "the monitors have confirmed the army's report that"."""
    return (
        any(view.has(before, "neutral") for before in range(max(0, at - 4), at))
        and "not" not in view.words[at - 2 : at]
    )


def _owned_up(view: View, attribution: Attribution | None) -> bool:
    """Return whether somebody says of a hostile act "we did it"."""
    mine = not _MINE.isdisjoint(view.words[max(0, view.first - 3) : view.first])
    grave = "hostile" in view.marks.get(view.head, {}) or "yes" in view.words[: view.first]
    return attribution is not None and attribution.kind == "direct" and mine and grave


def _performed(view: View, attribution: Attribution | None) -> bool:
    """Return whether the doer tells of an act that is done by telling of it: to recognise, to break off relations."""
    if attribution is None or "performative" not in view.marks.get(view.head, {}):
        return False
    source = (attribution.source_quote or "").lower().split()
    return not _OWN.isdisjoint(source) or not set(source).isdisjoint(view.words[max(0, view.first - 5) : view.first])


def _scare_quoted(view: View) -> bool:
    """Return whether a headline puts the act in quotation marks without saying whose they are."""
    if not view.headline:
        return False
    before = view.words[max(0, view.first - 2) : view.first + 1]
    behind = view.words[view.first + 1 : view.last + 5]
    return not QUOTES.isdisjoint(before) and not QUOTES.isdisjoint(behind)


def _headed(view: View) -> bool:
    """Return whether a headline names a speaker before or behind a colon: "Army shelled town: mayor"."""
    if not view.headline or ":" not in view.words:
        return False
    colon = view.words.index(":")
    behind = len(view.words) - colon - 1
    return (colon > view.last and behind <= _SHORT_NAME) or (colon < view.first and colon <= _SHORT_NAME)
