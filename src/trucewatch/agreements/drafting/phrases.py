"""Names as the words of an accord's head and close write them, read by their capitals and what joins them.

The parser knows few of the names that accords are made between; what is written as a name is one without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucewatch.agreements.drafting.lexicon import forms

_TOKEN = re.compile(r"[^\W_][\w’'/-]*(?<![’'/-])|[^\w\s]")
_ABSTRACT = re.compile(r"(?:ty|cy|om|ce|ment|ion|ness|ship|ism|ess|rights)$")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
"""A number as units have it: "the 4th Brigade"."""
_JOINTS = ("of", "for", "in", "on", "de")
_WRAPPED = 55
"""Characters of a line that may have been broken within a name."""
_SMALL_WORDS = frozenset("a an and as at between by de for from in of on or the to under v with".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: ``[start, end)`` of those whom it names, and from where the words for them begin.

    ``office`` are the words of an office that speaks for them: "President" of "the President of A".
    """

    start: int
    end: int
    name: str
    begin: int
    office: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or bool(_ORDINAL.fullmatch(self.text))


def find_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield the names of those who could act in a stretch of text, in text order."""
    shown = lowered(text[start:end])
    tokens = [_Token(m[0], *m.span()) for m in _TOKEN.finditer(shown)]
    at = 0
    while at < len(tokens):
        last = _name_end(shown, tokens, at)
        told = _told(shown, tokens, at, last) if last is not None else None
        if told is not None:
            yield replace(told, start=told.start + start, end=told.end + start, begin=told.begin + start)
            last = max(last or at, next((i for i in range(at, len(tokens)) if tokens[i].end == told.end), at))
        at = (at if last is None else last) + 1


def lowered(text: str) -> str:
    """Return text with lines all in capitals written as titles are, of the same length: "BETWEEN" is no name."""
    return re.sub(r"^[^a-z\n]*[A-Z]{2}[^a-z\n]*$", lambda line: _titled(line[0]), text, flags=re.MULTILINE)


def _titled(line: str) -> str:
    words = line.split()
    if len(words) < 4 and not {word.lower() for word in words} & _SMALL_WORDS:
        return line
    return re.sub(r"[^\W\d_]+", lambda word: _cased(word[0], line), line)


def _cased(word: str, line: str) -> str:
    low = word.lower()
    if low in _SMALL_WORDS:
        return low
    return word if f"({word})" in line else word[0] + low[1:]


def _name_end(text: str, tokens: list[_Token], at: int) -> int | None:
    """Return the last token of a name that begins at one; None where none does."""
    if not _begins(text, tokens, at):
        return None
    last = at
    while tokens[last].low in forms("body-adjectives") and not tokens[last].capital:
        last += 1
    while last + 1 < len(tokens) and _beside(text, tokens, last):
        here, ahead = tokens[last], tokens[last + 1]
        if ahead.capital and not _initial(tokens, last + 1) and (here.capital or here.low == "the" or _joins(here)):
            last += 1
        elif (ahead_last := _joined(text, tokens, at, last)) is not None:
            last = ahead_last
        else:
            break
    return _with_tail(text, tokens, at, last)


def _with_tail(text: str, tokens: list[_Token], first: int, last: int) -> int:
    """Return where a name ends with a small noun that says what it is of: "Sunder insurgents"."""
    at = last + 1
    while at < len(tokens) and tokens[at].low in forms("body-adjectives") and not tokens[at].capital:
        at += 1
    small = at < len(tokens) and not tokens[at].capital and tokens[at].low in acting_nouns() | forms("fighters")
    joined = any(_joins(token) for token in tokens[first : last + 1])
    return at if small and not joined and tokens[last].capital and _beside(text, tokens, at - 1) else last


def _begins(text: str, tokens: list[_Token], at: int) -> bool:
    token = tokens[at]
    if token.low in forms("body-adjectives") and at + 1 < len(tokens) and not tokens[at + 1].capital:
        return _begins(text, tokens, at + 1)
    if token.low in forms("bodies") | forms("forces") | forms("titles") | forms("offices") and not token.capital:
        behind = [t.low for t in tokens[at + 1 : at + 3]]
        after = at + 2 + (behind[1:] == ["the"])
        return behind[:1] == ["of"] and after < len(tokens) and tokens[after].capital
    if _ORDINAL.fullmatch(token.text):
        return at + 1 < len(tokens) and tokens[at + 1].low in acting_nouns()
    if not token.capital or _initial(tokens, at) or token.low in forms("no-names"):
        return False
    first = at == 0 or "\n" in text[tokens[at - 1].end : token.start] or tokens[at - 1].text in ".;:"
    return not (first and _is_plain(text, token))


def _is_plain(text: str, token: _Token) -> bool:
    """Return whether a word has its capital only from its place: it is no noun, or stands small elsewhere."""
    small = re.search(rf"(?<![\w’']){re.escape(token.low)}\b", text)
    return small is not None or (token.low.endswith(("ing", "ed", "ly")) and token.low not in forms("bodies"))


def _joins(token: _Token) -> bool:
    return token.low in _JOINTS


def _beside(text: str, tokens: list[_Token], at: int) -> bool:
    """Return whether nothing but a space, or the break of a long line, parts a token from the next."""
    gap = text[tokens[at].end : tokens[at + 1].start]
    if "\n" not in gap:
        return not gap.strip() and len(gap) < 3  # wider ones part the columns of signatures
    line = tokens[at].end - (text.rfind("\n", 0, tokens[at].end) + 1)
    return gap.count("\n") == 1 and (line >= _WRAPPED or _joins(tokens[at]))


def _initial(tokens: list[_Token], at: int) -> bool:
    """Return whether a token is the initial of a person's name: "A." of "A. Belk"."""
    return len(tokens[at].text) == 1 and at + 1 < len(tokens) and tokens[at + 1].text == "."


def _joined(text: str, tokens: list[_Token], first: int, last: int) -> int | None:
    """Return the token behind a joint that goes on with a name: "of the Republic", "and Dignity Front"."""
    after = last + 1
    joint = tokens[after].low
    after += 1 + (tokens[after + 1 : after + 2] != [] and tokens[after + 1].low == "the")
    if after >= len(tokens) or not tokens[after].capital or not _beside(text, tokens, last + 1):
        return None
    if not _beside(text, tokens, after - 1):
        return None
    body = tokens[last].low in acting_nouns()
    holder = _holds_office(tokens[last])
    if joint == "of" or (joint in _JOINTS and (body or (holder and joint == "for"))):
        return after
    return _of_one(text, tokens, first, last, after) if joint == "and" and after == last + 2 else None


def _of_one(text: str, tokens: list[_Token], first: int, last: int, after: int) -> int | None:
    """Return the first token behind "and" where both halves are one name: "the Equality and Dignity Front"."""
    end = after
    while end + 1 < len(tokens) and tokens[end + 1].capital and _beside(text, tokens, end):
        end += 1
    article = first > 0 and tokens[first - 1].low == "the"
    if tokens[last].low in forms("portfolios") and tokens[after].low in forms("portfolios") | {"external"}:
        return after
    if tokens[last - 1].low == "for" and end == after and all(_ABSTRACT.search(tokens[i].low) for i in (last, after)):
        return after  # "Front for Freedom and Democracy"
    single = last == first or tokens[last - 1].low in ("for", "of")
    whole = tokens[end].low in acting_nouns() and end > after
    initials = "".join(token.text[0] for token in tokens[first : end + 1] if token.capital)
    short = end + 2 < len(tokens) and tokens[end + 1].text == "(" and tokens[end + 2].text.strip('“”"') == initials
    plain = tokens[last].low not in acting_nouns()
    return after if short or (article and single and whole and plain) else None


def acting_nouns() -> frozenset[str]:
    """Return the nouns that make a name one of somebody who acts: government, front, conference."""
    return forms("bodies") | forms("forces") | forms("named-bodies")


def _holds_office(token: _Token) -> bool:
    offices = forms("titles") | forms("offices")
    return token.low in offices or token.low.partition("-")[0] in offices


def _told(text: str, tokens: list[_Token], first: int, last: int) -> Mention | None:
    """Return whom a name tells of: those for whom the holder of an office speaks, else the name itself."""
    head = next((i for i in range(first, last + 1) if tokens[i].low in _JOINTS), last + 1) - 1
    spoken, office = first, False
    if any(_holds_office(token) for token in tokens[first:head]) and tokens[head].low not in acting_nouns():
        head = next(i for i in range(first, head) if _holds_office(tokens[i]))  # "King Sael of A", "General N."
    while head <= last and (_holds_office(tokens[head]) or tokens[head].low in forms("documents")):
        office |= _holds_office(tokens[head])
        joint = next((i for i in range(head + 1, last) if tokens[i].low == "of"), None)
        if joint is not None and tokens[joint + 1].low in forms("portfolios"):
            joint = next((i for i in range(joint + 1, last) if tokens[i].low == "of"), None)
        if joint is None:
            spoken = last + 1
            break
        spoken = joint + 1 + (tokens[joint + 1].low == "the")
        head = next((i for i in range(spoken, last + 1) if tokens[i].low in _JOINTS), last + 1) - 1
    written = tokens[head].low in acting_nouns() if head <= last else False
    if (spoken > last and not office) or (first < spoken <= last and not office and not written):
        return None
    capital = [token.low for token in tokens[spoken : last + 1] if token.capital]
    if spoken <= last and set(capital) <= forms("no-names"):
        return None  # "the forces of the Parties"
    if spoken <= last and all(token.low in forms("portfolios") | {"and"} for token in tokens[spoken : last + 1]):
        return None
    if spoken > last:
        found = _behind_comma(text, tokens, last)
        if found is None:
            return None
        spoken, last = found
    title = text[tokens[first].start : tokens[spoken].start] if office else ""
    start, end = tokens[spoken].start, tokens[last].end
    begin = tokens[first].start if office else start
    return Mention(start, end, " ".join(text[start:end].split()), begin, " ".join(title.split()))


def _behind_comma(text: str, tokens: list[_Token], last: int) -> tuple[int, int] | None:
    """Return the body that follows an office: "Commander-in-Chief, Allied Forces of the Eastern Sea"."""
    begin = last + 2
    if begin >= len(tokens) or tokens[last + 1].text != ",":
        return None
    end = _name_end(text, tokens, begin)
    if end is None or not {token.low for token in tokens[begin : end + 1]} & acting_nouns():
        return None
    return (begin, end) if not _holds_office(tokens[begin]) else None
