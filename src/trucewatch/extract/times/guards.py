"""Tell words that name a time from the same words in another sense."""

from __future__ import annotations

import re

from trucewatch.annotate import Passage
from trucewatch.extract.times.lexicon import Lexicon, load_lexicon

_LOOK_BACK = 20
_ALWAYS_CAPITAL = ("may", "march", "august", "jan", "mar", "dec", "sat", "sun", "mon", "wed", "apr", "sep", "jun")
_OF_YEAR = re.compile(r",? (?:of )?(?:last|this|next|that) year\b")
_BARE_IN = re.compile(r"\b(?:in|since|by|until|during)\s$", re.IGNORECASE)


def is_ordinary(read: str, match: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    """Return whether the words matched, though they look like a time, are something else."""
    if any(
        guard.pattern.search(match.string, max(0, match.start() - 30), match.start())
        if guard.left
        else _follows(guard.pattern, match, text, guard.capital)
        for guard in lexicon.guards.get(read, ())
    ):
        return True
    test = _TESTS.get(read)
    return test is not None and test(match, text)


def _follows(pattern: re.Pattern[str], match: re.Match[str], text: str, capital: bool) -> bool:
    found = pattern.match(match.string, match.end())
    if not found:
        return False
    return not capital or text[match.end() : found.end()].strip()[:1].isupper()


def takes_day_for_count(match: re.Match[str], passage: Passage) -> bool:
    """Return whether a number behind a month counts what follows: “in May 26 soldiers were killed”."""
    groups = match.groupdict()
    month = match.start("month")
    if groups.get("year") or groups["days"] is None or match.start("days") < month:
        return False
    if not _BARE_IN.search(match.string, max(0, match.start() - 7), match.start()):
        return False
    if not re.match(r" [a-z]", match.string[match.end() : match.end() + 2]):
        return False
    token = passage.doc.char_span(match.end() + 1, match.end() + 2, alignment_mode="expand")
    return token is not None and token[0].tag_ in ("NNS", "JJ", "CD", "VBG")


def _leads(what: str, match: re.Match[str]) -> bool:
    """Return whether a word stands before the match that can lead to a bare month, season or year."""
    low, start = match.string, match.start()
    return load_lexicon().before[what].search(low, max(0, start - _LOOK_BACK), start) is not None


def _no_month(match: re.Match[str], text: str) -> bool:
    """A month by itself: in capitals where its name is a word too, and where a date can stand."""
    groups = match.groupdict()
    word = text[match.start("month") : match.end("month")]
    plain = word.lower().rstrip(".")
    if groups.get("year") or groups.get("year_in"):
        return word.islower() and plain in _ALWAYS_CAPITAL
    if plain in _ALWAYS_CAPITAL or len(plain) < 5 or word.islower():
        if not word[0].isupper() and plain in _ALWAYS_CAPITAL:
            return True
        return not _leads("month", match)
    if not re.match(r" [A-Z]", text[match.end() : match.end() + 2]):
        return False
    return not _leads("month", match)


def _no_day(match: re.Match[str], text: str) -> bool:
    """A month with a day: the month's name in capitals where it is a word too."""
    word = text[match.start("month") : match.end("month")]
    return word.islower() and word.rstrip(".") in _ALWAYS_CAPITAL


def _no_weekday(match: re.Match[str], text: str) -> bool:
    return text[match.start()].islower() or match.string.endswith(("every ", "each "), 0, match.start())


def _no_season(match: re.Match[str], text: str) -> bool:
    if match["year"] or _OF_YEAR.match(match.string, match.end()):
        return False
    if match.string.startswith(" of ", match.end()) and match["season"] == "fall":
        return True
    return not _leads("season", match)


def _no_years(match: re.Match[str], text: str) -> bool:
    first, last = int(match["year"]), match["to_year"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return not first < end <= first + 200


def _no_year(match: re.Match[str], text: str) -> bool:
    """A bare number of four digits: a year where the words around let it be one."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    if before.endswith(" at ") or re.search(r"\d\s$", before):
        return True
    if _leads("year", match):
        return False
    after = match.string[match.end() : match.end() + 2]
    if re.match(r"(?:[,;)\]]|\.\s|\.?$)", after) and re.search(r"[,(\[;]\s?$", before):
        return False
    return not (
        re.match(r" [a-z]", after) and 1900 <= int(match["year"]) <= 2060 and re.search(r"[\w\])’”;:.] $|^$", before)
    )


def _no_unit(match: re.Match[str], text: str) -> bool:
    """“the last day allowed”, “to this day”, “the next days”: no one point of the calendar."""
    groups = match.groupdict()
    which, unit, low = groups.get("which"), groups["unit"], match.string
    if which is None:
        return False
    if unit.endswith("s") or unit == "decade" or unit == "fortnight":
        return True
    if which in ("last", "the last", "past") and (unit == "day" or low.startswith(" of ", match.end())):
        return True
    if which in ("next", "coming") and unit == "day" and not low.endswith("the ", 0, match.start()):
        return True
    return which == "this" and unit in ("day", "night") and low.endswith("to ", 0, match.start())


def _no_part(match: re.Match[str], text: str) -> bool:
    return match["part"] in ("lunchtime",) and not match["that"]


def _no_clock(match: re.Match[str], text: str) -> bool:
    """A clock time by itself needs a zone, am or pm, or a word that leads to one."""
    words = match["clock"]
    if match["zone"] or re.search(r"[ap]\.?m", words) or words in ("noon", "midday", "midnight"):
        return bool(match["zone"]) and match["zone"].strip().startswith(("first", "some", "long"))
    if "." in words and ":" not in words:
        return not re.search(r"\b(?:at|until|by|since) $", match.string[max(0, match.start() - 10) : match.start()])
    before = match.string[max(0, match.start() - 10) : match.start()]
    return not re.search(r"\b(?:at|from|by|until|around|since|about|between|to|after|before) $", before)


def _no_overnight(match: re.Match[str], text: str) -> bool:
    low = match.string
    if match["deictic"] == "last night":
        return low.endswith(("the ", "his ", "her ", "their "), 0, match.start())
    if match["deictic"] != "overnight":
        return False
    return low.endswith(("an ", "the ", "for ", "almost "), 0, match.start())


def _no_offset(match: re.Match[str], text: str) -> bool:
    """“in the weeks before the war” is a stretch beside an event, not a point so far from it."""
    return match.string.endswith(("the ", "those ", "these "), 0, match.start())


_TESTS = {
    "offset": _no_offset,
    "month": _no_month,
    "days": _no_day,
    "weekday": _no_weekday,
    "season": _no_season,
    "years": _no_years,
    "year": _no_year,
    "which_unit": _no_unit,
    "part_of_day": _no_part,
    "clock": _no_clock,
    "deictic": _no_overnight,
}
