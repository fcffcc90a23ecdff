"""Find the expressions of a passage that name times, as words with their parts; nothing is resolved here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from trucewatch.annotate import Annotated, Passage, even_text
from trucewatch.extract.times.guards import is_ordinary, takes_day_for_count
from trucewatch.extract.times.lexicon import Lexicon, load_lexicon

_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_LIST = re.compile(r",? and |,? or |,? & |, ")
_RANGE = re.compile(r"\s?[-–—/]\s?(?:the )?| to | through | until ")
_NUMBER = re.compile(r"\d+")
_LOOK_BACK = 60
"""Characters before an expression in which words that belong to it are looked for."""
_ABSORBED = ("clock", "part_of_day")
_CALENDAR = ("days", "month", "season", "year", "iso", "numeric", "decade", "quarter")
_JOINED = re.compile(r"(?:,| and| or|,? and| to| through| until|;| –| -|–|-|/| &)\s?(?:in |on |by |from |again in )?")
_TO = re.compile(r"\s?[-–—]\s?| to | through | until | till | up to ")
_MOVED = re.compile(r"(?:moved|postponed|delayed|pushed|brought|rescheduled|changed|put off|compared)\b.{0,40}$")


@dataclass(frozen=True, slots=True)
class Found:
    """Words that name a time: offsets in the passage, how to read them, and their parts by group name.

    ``to`` is the right end of a range whose left end this is. ``shared_year`` is true where the year
    stands with a later date of the same list.
    """

    start: int
    end: int
    rule: str
    read: str
    said: dict[str, str]
    rules: tuple[str, ...] = ()
    to: Found | None = field(default=None)
    shared_year: bool = False


def lower_text(text: str) -> str:
    """Return the text in lower case with every offset kept."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_CAPITALS)


def text_of(annotated: Annotated, passage: Passage) -> str:
    """Return the evened text of a passage; cut from the document’s, because ``doc.text`` joins all tokens anew."""
    last = passage.doc[-1]
    return even_text(annotated.text[passage.start : passage.start + last.idx + len(last)])


def scan_passage(passage: Passage, text: str) -> list[Found]:
    """Return the time expressions of a passage with this text, in text order, none overlapping another."""
    low, lexicon = lower_text(text), load_lexicon()
    found: list[Found] = []
    at = 0
    while match := next_match(low, at, lexicon):
        core = lexicon.cores[match.lastindex - 1 if match.lastindex else 0]
        precise = core.pattern.match(low, match.start())
        if precise is None or is_ordinary(core.read, precise, text, lexicon):
            at = match.start() + 1 if core.read == "days" else match.end()
            continue
        pieces = _pieces(core.rule, core.read, precise, passage)
        first = _extend_left(pieces[0], low, found, lexicon)
        pieces[0] = first
        pieces[-1] = _extend_right(pieces[-1], low, lexicon)
        while found and found[-1].end > first.start:
            found.pop()
        found.extend(pieces)
        at = pieces[-1].end
    return _merge_ranges(_share_years(found, low), low)


def next_match(low: str, at: int, lexicon: Lexicon) -> re.Match[str] | None:
    """Return what ``lexicon.master.search(low, at)`` returns, looking only around words that can matter."""
    while trigger := lexicon.trigger.search(low, at):
        start = trigger.start()
        while start < trigger.end():
            if match := lexicon.master.match(low, start):
                return match
            start += 1
        at = trigger.end()
    return None


def _pieces(rule: str, read: str, match: re.Match[str], passage: Passage) -> list[Found]:
    """Return one expression, or one for each day of a list that shares its month."""
    said = {name: words for name, words in match.groupdict().items() if words}
    whole = Found(match.start(), match.end(), rule, read, said, (rule,))
    if read != "days":
        return [whole]
    if year := said.pop("year_in", None):
        said["year"] = year
    if takes_day_for_count(match, passage):
        end = match.start("days")
        return [replace(whole, end=match.start() + len(match.string[match.start() : end].rstrip()), read="month")]
    listed = _split(said["days"], match.start("days"))
    pieces = [replace(whole, start=start, end=end, said={**said, "days": words}) for start, end, words in listed]
    pieces[0] = replace(pieces[0], start=whole.start)
    pieces[-1] = replace(pieces[-1], end=whole.end)
    return pieces


def _split(days: str, offset: int) -> list[tuple[int, int, str]]:
    """Return start, end and words of the days and day ranges of a list."""
    parts, at = [], 0
    for join in [*_LIST.finditer(days), None]:
        end = join.start() if join else len(days)
        parts.append((offset + at, offset + end, days[at:end]))
        at = join.end() if join else end
    return [part for part in parts if part[2]]


def days_of(words: str) -> list[int]:
    """Return the day, or first and last day, that the words of one piece of a list name."""
    lexicon = load_lexicon()
    numbers = [int(number) for number in _NUMBER.findall(words)]
    if numbers:
        return numbers[:2] if len(numbers) > 1 and _RANGE.search(words) else numbers[:1]
    return [int(lexicon.meaning("day_word", words.removeprefix("the ")))]


def _extend_left(piece: Found, low: str, before: list[Found], lexicon: Lexicon) -> Found:
    limit = 0
    if before:
        limit = before[-1].start if before[-1].read in _ABSORBED else before[-1].end
    for side in lexicon.left:
        if piece.read not in side.applies:
            continue
        match = side.pattern.search(low, max(limit, piece.start - _LOOK_BACK), piece.start)
        if match and not any(piece.said.get(name) for name, words in match.groupdict().items() if words):
            piece = _with(piece, match, side.rule, start=_word_start(match, low))
    return piece


def _word_start(match: re.Match[str], low: str) -> int:
    return match.start() + len(match[0]) - len(match[0].lstrip())


def _extend_right(piece: Found, low: str, lexicon: Lexicon) -> Found:
    for side in lexicon.right:
        if piece.read not in side.applies:
            continue
        match = side.pattern.match(low, piece.end)
        if match and not any(piece.said.get(name) for name, words in match.groupdict().items() if words):
            piece = _with(piece, match, side.rule, end=match.end())
    return piece


def _with(piece: Found, match: re.Match[str], rule: str, **ends: int) -> Found:
    said = piece.said | {name: words for name, words in match.groupdict().items() if words}
    return replace(piece, said=said, rules=(*piece.rules, rule), **ends)  # type: ignore[arg-type]


def _share_years(found: list[Found], low: str) -> list[Found]:
    """Give “3 and 7 May 2031”, “in May and June 2031” and the like the year that stands at the end."""
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        this, following = shared[index], shared[index + 1]
        if this.read not in ("days", "month") or following.read not in ("days", "month"):
            continue
        if {"year", "of_year", "which", "short_year"} & this.said.keys() or "year" not in following.said:
            continue
        if _JOINED.fullmatch(low, this.end, following.start):
            later = month_of(this) > month_of(following)
            year = str(int(following.said["year"]) - later)
            shared[index] = replace(this, said={**this.said, "year": year}, shared_year=True)
    return shared


def month_of(found: Found) -> int:
    """Return the number of the month that an expression names."""
    lexicon = load_lexicon()
    word = found.said["month"].rstrip(".")
    return int(lexicon.words["month_full"].get(word) or lexicon.meaning("month_short", word))


def _merge_ranges(found: list[Found], low: str) -> list[Found]:
    """Join “from A to B”, “between A and B” and “A–B” to one expression with two ends."""
    merged: list[Found] = []
    for piece in found:
        if merged and (start := _range_start(merged[-1], piece, low)) is not None:
            left = merged.pop()
            rules = (*left.rules, "times.range")
            merged.append(replace(left, start=start, end=piece.end, to=piece, rules=rules))
        else:
            merged.append(piece)
    return merged


def _range_start(left: Found, right: Found, low: str) -> int | None:
    if left.to or not _alike(left, right):
        return None
    gap, before = low[left.end : right.start], low[max(0, left.start - _LOOK_BACK) : left.start]
    if gap == " and " and before.endswith("between "):
        return left.start - len("between ")
    if not _TO.fullmatch(gap) or _MOVED.search(before):
        return None
    if before.endswith("from "):
        return left.start - len("from ")
    if "part" in left.said:
        return left.start
    return left.start if left.read in _CALENDAR and left.read != "year" else None


def _alike(left: Found, right: Found) -> bool:
    both = {left.read, right.read}
    if "since" in right.said or len(days_of(left.said["days"])) > 1 if left.read == "days" else False:
        return False
    return both <= {"days", "iso", "numeric"} or both <= {"month", "year", "season"} or both == {"weekday"}
