"""Find the proper names of a document and tell persons, organisations and outlets apart by the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from trucewatch.annotate import Annotated
from trucewatch.extract.runs import find_runs, is_title_case, name_words, sentence_bounds
from trucewatch.extract.words import Words, read_all_words
from trucewatch.rulebooks import PhraseTable

KINDS = ("person", "organisation", "outlet", "unknown")
_DEMONYM_ENDINGS = ("an", "ish", "ese", "i", "ch", "ek", "ss", "ic", "ite", "er")
_COMPASS = ("west", "east", "north", "south", "left", "right")
_JOINTS = ("of", "for", "to", "on", "and", "&")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NOUNS = frozenset(("NN", "NNP", "NNS", "NNPS"))


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name where it stands: words, kind, and its longest form in the document.

    ``passage`` is the index of its passage, ``first`` and ``last`` the tokens ``[first, last)`` in it; ``office``
    the tokens of the office or form of address straight before it. ``rules`` tell what the kind rests on; kind
    ``unknown`` with rule ``names.geographic`` ends in the noun of a place, with ``names.thing`` in that of a thing.
    """

    start: int
    end: int
    quote: str
    kind: str
    full: str
    rules: tuple[str, ...]
    passage: int
    first: int
    last: int
    office: tuple[int, int] | None = None


def find_names(annotated: Annotated) -> list[Name]:
    """Return the proper names of a document in text order, none overlapping another."""
    return list(_names_of(annotated))


@lru_cache(maxsize=1)
def _names_of(annotated: Annotated) -> tuple[Name, ...]:
    """Return the names once for the stages that ask in turn."""
    passages = read_all_words(annotated)
    found: list[Name] = []
    headlines: list[tuple[int, int, int]] = []
    for index, words in enumerate(passages):
        for first, last in sentence_bounds(words):
            if is_title_case(words, first, last):
                headlines.append((index, first, last))
            else:
                for start, end in find_runs(words, first, last):
                    found.extend(_split_run(annotated, words, index, start, end))
    found = _link_acronyms(annotated, passages, found)
    found.extend(_known_in_headlines(annotated, passages, headlines, found))
    found.sort(key=lambda name: name.start)
    return tuple(_link_persons(found))


def _make(annotated: Annotated, words: Words, index: int, span: tuple[int, int], kind: str, *rules: str) -> Name:
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    quote = annotated.quote(start, end)
    full = " ".join(quote.split())
    return Name(start, end, quote, kind, full, tuple(f"names.{rule}" for rule in rules), index, *span)


def _split_run(annotated: Annotated, words: Words, index: int, start: int, end: int) -> list[Name]:
    """Cut a run at the office inside it: ``U.S. Secretary of State | X Y``, ``Mr. | X``."""
    if (cut := _given_after_head(words, start, end)) is not None:
        return _split_run(annotated, words, index, start, cut) + _split_run(annotated, words, index, cut, end)
    governs = words.lowers[start] in name_words("office") and words.lowers[min(start + 1, end - 1)] in _JOINTS
    office = _office_in(words, start, end) if governs or words.lowers[end - 1] not in _heads() else None
    if office is None:
        return _whole_run(annotated, words, index, start, end)
    names = []
    low, high = office
    if start < low and any(words.tags[at] != "JJ" for at in range(start, low)):
        names += _whole_run(annotated, words, index, start, low)
    if high < end and words.lowers[high] in _JOINTS:
        high += 2 if words.lowers[high + 1] == "the" else 1
        if (cut := _person_behind(words, high, end)) is not None:
            person = _make(annotated, words, index, (cut, end), "person", "office")
            return [*names, replace(person, office=(low, cut))]
        names += _whole_run(annotated, words, index, high, end)
    elif high < end and (words.lowers[end - 1] in _heads() or words.lowers[high] in name_words("honorific")):
        names += _whole_run(annotated, words, index, high, end)
    elif high < end:
        rule = "honorific" if words.lowers[high - 1] in name_words("honorific") else "office"
        person = _make(annotated, words, index, (high, end), "person", rule)
        names.append(replace(person, office=office))
    return names


def _person_behind(words: Words, high: int, end: int) -> int | None:
    """Return where the person begins behind the place of an office: ``Special Envoy for Velmar | Anna Tarn``."""
    if end - high < 3 or words.lowers[end - 1] in _heads() or any(word in _JOINTS for word in words.lowers[high:end]):
        return None
    given = (at for at in range(high + 1, end - 1) if words.lowers[at] in name_words("given"))
    return next(given, end - 2)


@cache
def _heads() -> frozenset[str]:
    return name_words("organisation") | name_words("outlet") | name_words("geographic") | name_words("thing")


def _whole_run(annotated: Annotated, words: Words, index: int, start: int, end: int) -> list[Name]:
    """Make a name of a run without an office, less the people's adjective before it (``Velmari | Oilprom``)."""
    if words.lowers[end - 1] not in _heads():
        while start < end and words.tags[start] in ("JJ", "VBG") and (end - start == 1 or _is_demonym(words, start)):
            start += 1
    if start == end:
        return []
    if end - start > 2 and words.lowers[start] in name_words("role") and words.lowers[end - 1] not in _heads():
        return [_make(annotated, words, index, (start + 1, end), "person", "role")]
    if words.lowers[end - 1] in name_words("organisation") and start and _ORDINAL.fullmatch(words.texts[start - 1]):
        start -= 1
    kind, rules = _kind_of(words, start, end)
    return [_make(annotated, words, index, (start, end), kind, *rules)]


def _is_demonym(words: Words, at: int) -> bool:
    return words.tags[at] == "VBG" or words.lowers[at].endswith(_DEMONYM_ENDINGS)


def _given_after_head(words: Words, start: int, end: int) -> int | None:
    """Return where a person's name begins right behind that of an organisation (``Velmar House Anna Tarn``)."""
    for at in range(start + 2, end - 1):
        if words.lowers[at] in name_words("given") and words.lowers[at - 1] in name_words("organisation"):
            return at
    return None


def _office_in(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Return the token span of the last office or form of address in a run, with its portfolio, or None."""
    lowers = words.lowers
    portfolio, heads, honorifics = name_words("portfolio"), name_words("office"), name_words("honorific")
    for at in range(end - 1, start - 1, -1):
        if lowers[at] in honorifics and at + 1 < end:
            return _office_left(lowers, start, at), at + 1
        hyphenated = at > start + 1 and lowers[at - 1] in ("-", "–")
        if lowers[at] in heads and (not hyphenated or lowers[at - 2] in heads or lowers[at - 2] in portfolio):
            high = _office_right(lowers, at + 1, end)
            if high == end and at > start and lowers[at - 1] not in portfolio and words.tags[at - 1] != "JJ":
                continue  # a surname such as King or Major at the end of the run
            return _office_left(lowers, start, at), high
    return None


def _office_right(lowers: list[str], high: int, end: int) -> int:
    """Return the end of an office behind its head noun: ``of State``, ``for Tribal and Border Affairs``."""
    while high + 1 < end and lowers[high] in ("of", "for", "to", "on"):
        after = high + 2 if lowers[high + 1] == "the" else high + 1
        if "affairs" in lowers[after:end]:
            high = lowers.index("affairs", after) + 1
            continue
        last = after
        while last < end and (
            lowers[last] in name_words("portfolio") or (last > after and lowers[last] in ("and", "&"))
        ):
            last += 1
        if last == after:
            return high
        high = last
    return high


def _office_left(lowers: list[str], start: int, at: int) -> int:
    allowed = name_words("portfolio") | name_words("office") | name_words("honorific")
    while at > start and (lowers[at - 1] in allowed or lowers[at - 1] in ("-", "–")):
        at -= 1
    return at


def _kind_of(words: Words, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    """Return the kind of a run by its own head noun, else by the words around it."""
    lowers = words.lowers
    last = lowers[end - 1]
    size = end - start
    if size > 1:
        for at in range(start + 1, end - 1):
            if lowers[at] in ("of", "for", "on") and lowers[at - 1] in name_words("organisation"):
                return "organisation", ("organisation",)
        if last in name_words("outlet"):
            return "outlet", ("outlet",)
        if last == "bank" and lowers[end - 2] in _COMPASS:
            return "unknown", ("geographic",)
        if last in name_words("geographic") and last not in name_words("organisation"):
            return "unknown", ("geographic",)
        if last in name_words("organisation"):
            return "organisation", ("organisation",)
        if last in name_words("thing"):
            return "unknown", ("thing",)
        if lowers[start] in name_words("organisation") and lowers[start + 1] == "of":
            return "organisation", ("organisation",)
    return _kind_by_context(words, start, end)


def _kind_by_context(words: Words, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    before = words.lowers[start - 1] if start and words.sentences[start - 1] == words.sentences[start] else ""
    after = words.lowers[end] if end < len(words) else ""
    proper = words.tags[end - 1] in ("NNP", "NNPS", "NN", "FW", "XX")
    if before in name_words("place-cue") or (before == "of" and words.lowers[start - 2] in name_words("place-cue")):
        return "unknown", ("geographic",)
    if before in name_words("outlet-cue") or (after in name_words("outlet-cue") and before == "the"):
        return "outlet", ("outlet-cue",)
    if (
        after == "news"
        and proper
        and words.lowers[end + 1 : end + 2]
        in (
            ["agency"],
            ["portal"],
            ["site"],
            ["outlet"],
            ["website"],
        )
    ):
        return "outlet", ("outlet-cue",)
    lone = end - start == 1 and before == "the" and words.lowers[start] in name_words("organisation")
    if lone or (before in name_words("organisation-cue") and proper):
        return "organisation", ("organisation-cue",)
    if end - start == 1 and proper and _reports(words, start):
        return "outlet", ("outlet-verb",)
    if before in name_words("role") and proper and words.tags[start - 1] in _NOUNS:
        return "person", ("role",)
    if end - start > 1 and words.lowers[start] in name_words("given"):
        return "person", ("given",)
    if end - start > 1 and before != "the" and proper and _in_apposition(words, end):
        return "person", ("apposition",)
    if end - start > 1 and before == "," and proper and _follows_role(words, start, end):
        return "person", ("apposition",)
    if end - start in (2, 3, 4) and before not in ("the", "in", "at", "from") and _is_human_subject(words, start, end):
        return "person", ("verb",)
    text = words.texts[start]
    if (
        end - start == 1
        and 2 < len(text) < 8
        and text.isupper()
        and text.isalnum()
        and (before == "the" or _is_human_subject(words, start, end))
    ):
        return "organisation", ("acronym",)
    return "unknown", ()


def _in_apposition(words: Words, end: int) -> bool:
    """Return whether ``, (a|the) … ROLE`` or ``, 43,`` follows."""
    if end + 1 >= len(words) or words.texts[end] != ",":
        return False
    after = end + 1
    if words.texts[after].isdigit() and len(words.texts[after]) == 2:
        return words.texts[after + 1 : after + 2] == [","]
    roles = name_words("role") | name_words("office")
    for at in range(after, min(after + 7, len(words))):
        lower, tag = words.lowers[at], words.tags[at]
        if lower in roles and tag in _NOUNS:
            return words.deps[at] == "appos" and words.heads[at] == end - 1
        if tag in ("IN", "VBD", "VBZ", "VBP", "CC", "WP", "WDT", ",", ".") or lower == ",":
            return False
    return False


def _reports(words: Words, at: int) -> bool:
    """Return whether a lone name closes a sentence with what media do: ``…, Strelitza reported.``"""
    verb = words.heads[at]
    behind = verb == at + 1 and at > 0 and words.texts[at - 1] in (",", "”", '"')
    return words.deps[at] == "nsubj" and behind and words.lowers[verb] in ("reported", "reports")


def _follows_role(words: Words, start: int, end: int) -> bool:
    """Return whether a noun of role and a comma stand before and a comma or stop behind (``its leader, X,``)."""
    if start < 2 or words.texts[end : end + 1] not in ([","], ["."], [";"], [")"], ["—"]):
        return False
    role = words.lowers[start - 2]
    return words.tags[start - 2] in _NOUNS and (role in name_words("role") or role in name_words("office"))


def _is_human_subject(words: Words, start: int, end: int) -> bool:
    for at in range(start, end):
        if words.deps[at] in ("nsubj", "nsubjpass") and not start <= words.heads[at] < end:
            return words.lowers[words.heads[at]] in name_words("human-verb")
    return False


def _link_acronyms(annotated: Annotated, passages: Sequence[Words], names: list[Name]) -> list[Name]:
    """Give short forms the long form that a bracket ties them to, anywhere in the document."""
    long_forms: dict[str, Name] = {}
    by_end: dict[tuple[int, int], Name] = {(name.passage, name.last): name for name in names}
    for name in names:
        words = passages[name.passage]
        if name.first and words.texts[name.first - 1] == "(" and words.texts[name.last : name.last + 1] == [")"]:
            long = by_end.get((name.passage, name.first - 1))
            if long and name.last - name.first == 1 and _abbreviates(name.full, long):
                long_forms.setdefault(name.full, long)
    if not long_forms:
        return names
    return [_as_long(name, long_forms[name.full]) if name.full in long_forms else name for name in names]


def _as_long(name: Name, long: Name) -> Name:
    kind = long.kind if long.kind != "person" else "organisation"
    return replace(name, kind=kind, full=long.full, rules=(*long.rules, "names.acronym"))


def _abbreviates(short: str, long: Name) -> bool:
    """Return whether a short form in brackets may stand for the name before it."""
    letters = [char for char in short.lower() if char.isalpha()]
    if not 2 <= len(letters) <= 9 or sum(char.isupper() for char in short) < 2:
        return False
    if long.kind == "organisation" and " " in long.full:
        return True
    initials = iter([word[0].lower() for word in long.full.replace("-", " ").split()])
    return " " in long.full and sum(letter in initials for letter in letters[:2]) == 2


def _known_in_headlines(
    annotated: Annotated, passages: Sequence[Words], headlines: list[tuple[int, int, int]], names: list[Name]
) -> list[Name]:
    """Find names known from ordinary sentences in sentences set like headlines."""
    table: PhraseTable[Name] = PhraseTable()
    for name in names:
        table.add(passages[name.passage].texts[name.first : name.last], name)
    found = []
    for index, first, last in headlines:
        for match in table.find(passages[index].texts[first:last]):
            model = match.values[0]
            span = (first + match.start, first + match.end)
            copy = _make(annotated, passages[index], index, span, model.kind)
            found.append(replace(copy, full=model.full, rules=(*model.rules, "names.known")))
    return found


def _link_persons(names: list[Name]) -> list[Name]:
    """Link short mentions to the longer names of persons, and give every mention of a name its best-founded kind."""
    kinds: dict[str, Name] = {}
    for name in names:
        if name.kind != "unknown":
            kinds.setdefault(name.full, name)
    longer: dict[str, list[str]] = {}
    given: dict[str, list[str]] = {}
    for name in kinds.values():
        if name.kind == "person" and " " in name.full:
            parts = name.full.split(" ")
            given.setdefault(parts[0], []).append(name.full)
            for cut in range(1, len(parts)):
                longer.setdefault(" ".join(parts[cut:]), []).append(name.full)
    for short, fulls in given.items():
        if len(fulls) == 1:  # many peoples are called by their first name ("Abiy")
            longer.setdefault(short, fulls)
    return [_linked(name, kinds, longer) for name in names]


def _linked(name: Name, kinds: dict[str, Name], longer: dict[str, list[str]]) -> Name:
    if name.kind == "unknown" and ("names.geographic" in name.rules or "names.thing" in name.rules):
        return name
    if name.kind in ("unknown", "person") and (fulls := longer.get(name.full)):
        full = fulls[0] if len(set(fulls)) == 1 else name.full
        rules = tuple(dict.fromkeys((*name.rules, "names.surname")))
        return replace(name, kind="person", full=full, rules=rules)
    if name.kind == "unknown" and (same := kinds.get(name.full)):
        return replace(name, kind=same.kind, rules=same.rules)
    return name
