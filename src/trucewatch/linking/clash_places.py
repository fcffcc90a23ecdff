"""Places of two accounts at which one act cannot both have been: two bridges, a crossing and a bridge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import find_numerals
from trucewatch.linking.account import REMEMBERED, Account, Line, affinity, is_copied
from trucewatch.linking.aliases import one_name, said_aliases
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.clashwords import clash_words
from trucewatch.linking.storywords import story_words

_ALIKE, _NEAR = 2.0, 1.0
_MARK = 10
_LIKE = {"home": "home|house", "house": "house|home", "harbour": "harbour|port", "port": "port|harbour"}
_EXACT = frozenset({"at", "off", "outside"})
_PROPER = r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+){0,2}"
_AT = re.compile(
    r"\b(?P<at>[Aa]t|[Oo]ff|[Oo]utside|across|over|through|[Oo]n) (?:the )?"
    rf"(?:(?:[a-z]+ )?(?P<kind>[a-z]+) of (?:the )?)?(?:[a-z-]+ )?(?P<name>{_PROPER})(?=(?P<more>(?: [a-z]+){{0,2}}))"
)
_IN = re.compile(
    r"\b(?P<at>in) (?:the )?(?:[a-z]+ )?(?P<kind>[a-z]+) (?:of|in|at|near|outside) (?:the )?"
    rf"(?P<name>{_PROPER})(?P<more>)"
)
_NUMBERED = re.compile(
    r"\b(?:at|near|by|around|on|of|from) (?:the )?"
    r"(?P<noun>kilomet(?:re|er)|km|mile|milestone|hill|height|sector|post|point|pier|gate|pylon|lane) "
    r"(?P<name>\d{1,4})\b"
)
_DATE_LINE = re.compile(r"^(?P<name>[A-Z][A-Z'’ -]{3,40}?),")
_NOT_AT = re.compile(
    r"\b(?:and|but)?,? ?(?:not|rather than|instead of),?(?: as [^,]{2,40},)? "
    r"(?:anywhere )?(?:at|on|in|over|across|near|off|out of|from|inside) (?:the )?(?P<what>[^.,;]{3,40})"
)


@dataclass(frozen=True, slots=True)
class Site:
    """An exact place of an act: the proper name, in small letters, and the noun that says what it is (“bridge”)."""

    name: str
    noun: str | None
    line: Line
    start: int
    end: int


def clash_places(meeting: Meeting) -> Iterator[Clash]:
    """Yield the exact places of one act that differ, and places that the other side expressly rules out."""
    said = said_aliases((meeting.left.document["text"], meeting.right.document["text"]))
    lefts, rights = find_sites(meeting.left), find_sites(meeting.right)
    sole = not meeting.partial and all(
        len({site.name for site in sites if site.noun}) == 1 for sites in (lefts, rights)
    )
    pairs = [(one, other) for one in lefts for other in rights if _same_act(one, other, sole=sole)]
    agreeing = {id(item) for pair in pairs if _one_place(*pair, said) for item in pair}
    for one, other in pairs:
        if id(one) not in agreeing and id(other) not in agreeing and _exclusive(one, other, meeting):
            why = f"the same act at “{one.name}” and at “{other.name}”"
            yield Clash("place", Span(one.start, one.end), Span(other.start, other.end), why)
    yield from _ruled_out(meeting.left, meeting.right)
    yield from (found.turned() for found in _ruled_out(meeting.right, meeting.left))


@lru_cache(maxsize=REMEMBERED)
def find_sites(account: Account) -> tuple[Site, ...]:
    """Return the named exact places at which sentences of an account put their acts."""
    facility = clash_words().words["facility"]
    found = [*_date_line(account)]
    for line in account.lines:
        for match in (*_AT.finditer(line.text), *_IN.finditer(line.text)):
            noun = facility.search(f"{match['name']}{match['more']}")
            start = line.start + match.start("name")
            end = start + (noun.end() if noun else len(match["name"]))
            noun = (
                noun or facility.fullmatch(match["kind"] or "") or facility.fullmatch(_word_before(line, match.start()))
            )
            name = facility.sub("", match["name"]).strip() or match["name"]
            if name.lower() in story_words().calendar:
                continue
            if noun or (match["at"].lower() in _EXACT and (name in account.names or " " in name)):
                found.append(Site(name.lower(), noun[0].lower() if noun else None, line, start, end))
        for match in _NUMBERED.finditer(line.text):
            span = line.start + match.start("noun"), line.start + match.end()
            found.append(Site(match["name"], match["noun"], line, *span))
    return tuple(found)


def _word_before(line: Line, at: int) -> str:
    """Return the word before an offset: the mill of “the mill at Dorn”."""
    return (line.text[:at].split() or [""])[-1]


def _date_line(account: Account) -> Iterator[Site]:
    """Yield the place of the date line where it is as exact as a bridge: the report's lead is about what was there."""
    match = _DATE_LINE.match(account.document["text"])
    noun = clash_words().words["facility"].search(match["name"]) if match else None
    if match and noun and noun.end() == len(match["name"]) and account.lines:
        name = clash_words().words["facility"].sub("", match["name"]).strip() or match["name"]
        yield Site(name.lower(), noun[0].lower(), account.lines[0], *match.span("name"))


def _same_act(one: Site, other: Site, *, sole: bool) -> bool:
    """Tell whether two sentences put one act at places: they name the same act, and say much alike or name the only
    such place of their accounts."""
    if is_copied(one.line, other.line):
        return True
    near, exact = affinity(one.line, other.line), bool(one.noun and other.noun)
    if one.line.families & other.line.families:
        return near >= _ALIKE or (sole and exact)
    return sole and exact and (near >= _NEAR or bool(_numbers(one.line.text) & _numbers(other.line.text)))


def _numbers(text: str) -> frozenset[float]:
    """Return the numbers of a sentence by which its act can be known again: no small ones."""
    found = find_numerals(text, load_lexicon())
    return frozenset(numeral.value for numeral in found if not numeral.vague and numeral.value >= _MARK)


def _one_place(one: Site, other: Site, said: frozenset[frozenset[str]]) -> bool:
    return any(one_name(left, right, said) for left in one.name.split() for right in other.name.split())


def _exclusive(one: Site, other: Site, meeting: Meeting) -> bool:
    """Tell whether an act at one place cannot be at the other: one at least is a bridge, a gate or the like, and
    neither account names the other's place, so that they are not two places of one way."""
    if not (one.noun or other.noun) or one.name.isdigit() != other.name.isdigit():
        return False
    if one.name.isdigit():
        return one.noun == other.noun
    texts = [meeting.left.document["text"].lower(), meeting.right.document["text"].lower()]
    return other.name not in texts[0] and one.name not in texts[1]


def _ruled_out(here: Account, there: Account) -> Iterator[Clash]:
    """Yield the place that ``here`` names and ``there`` rules out: “at the gate and not on the bridge”."""
    for line in there.lines:
        for match in _NOT_AT.finditer(line.text):
            noun = clash_words().words["facility"].search(match["what"])
            site = _named_as(here, noun[0].lower(), line) if noun else None
            if site is not None:
                start = line.start + match.start()
                yield Clash(
                    "place", site, Span(start, line.start + match.end()), "one side rules the other's place out"
                )


def _named_as(account: Account, noun: str, other: Line) -> Span | None:
    """Return where an account puts its act at a place of this kind: in its sentences, or in its date line."""
    text = account.document["text"]
    acts = [line for line in account.lines if line.families & other.families] or list(account.lines)
    for start, end in [(line.start, line.sentence.end) for line in acts] + [(0, acts[0].start if acts else 0)]:
        if found := re.search(rf"\b(?:{_LIKE.get(noun, noun)})\b", text[start:end], re.IGNORECASE):
            return Span(start + found.start(), start + found.end())
    return None
