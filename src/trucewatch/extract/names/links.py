"""Link the names of a document to each other: short forms, other names, surnames, names in headlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trucewatch.annotate import Annotated
from trucewatch.extract.names.model import Name, make_name
from trucewatch.extract.words import Words
from trucewatch.rulebooks import PhraseTable

_PARTICLE = re.compile(r"^(?:al|el|as|ash|an|ad|ar|at|az|ould)[- ]", re.IGNORECASE)


def link_short_forms(passages: Sequence[Words], names: list[Name]) -> list[Name]:
    """Give short and other forms the long form that a bracket or "known as" ties them to, anywhere in the document."""
    long_forms: dict[str, Name] = {}
    by_end = {(name.passage, name.last): name for name in names}
    for name in names:
        words = passages[name.passage]
        bracketed = words.texts[name.last : name.last + 1] == [")"] and name.last - name.first == 1
        if name.first and words.texts[name.first - 1] == "(" and bracketed:
            long = by_end.get((name.passage, name.first - 1))
            if long and _abbreviates(name.full, long):
                long_forms.setdefault(name.full, long)
        elif (long := _known_as(words, name, by_end)) is not None:
            long_forms.setdefault(name.full, long)
    if not long_forms:
        return names
    return [_as_long(name, long_forms[name.full]) if name.full in long_forms else name for name in names]


def _known_as(words: Words, name: Name, by_end: dict[tuple[int, int], Name]) -> Name | None:
    """Return the name before ``, (better) known as X``."""
    if words.lowers[max(name.first - 2, 0) : name.first] != ["known", "as"]:
        return None
    for at in range(name.first - 2, max(name.first - 6, 0), -1):
        if long := by_end.get((name.passage, at)):
            return long if long.kind == "person" and " " in long.full else None
    return None


def _as_long(name: Name, long: Name, rule: str | None = None) -> Name:
    rule = rule or ("names.acronym" if long.kind != "person" else "names.surname")
    return replace(name, kind=long.kind, full=long.full, rules=(*long.rules, rule))


def _abbreviates(short: str, long: Name) -> bool:
    """Return whether a short form in brackets may stand for the name before it."""
    letters = [char for char in short.lower() if char.isalpha()]
    if not 2 <= len(letters) <= 9 or sum(char.isupper() for char in short) < 2:
        return False
    if long.kind == "organisation" and " " in long.full:
        return True
    initials = iter([word[0].lower() for word in long.full.replace("-", " ").split()])
    return " " in long.full and sum(letter in initials for letter in letters[:2]) == 2


def link_bodies(passages: Sequence[Words], names: list[Name]) -> list[Name]:
    """Give "the Guard" the long form of the only organisation before it whose name ends so ("Northern Guard")."""
    longer: dict[str, dict[str, Name]] = {}
    linked = []
    for name in names:
        lone = name.last - name.first == 1 and name.first > 0 and name.kind == "organisation"
        if lone and passages[name.passage].lowers[name.first - 1] == "the" and name.full == name.quote:
            known = list(longer.get(name.full, {}).values())
            name = _as_long(name, known[0], "names.short-form") if len(known) == 1 else name
        elif name.kind == "organisation" and " " in name.full:
            longer.setdefault(name.full.split(" ")[-1], {}).setdefault(name.full, name)
        linked.append(name)
    return linked


def find_in_headlines(
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
            copy = make_name(annotated, passages[index], index, span, model.kind)
            found.append(replace(copy, full=model.full, rules=(*model.rules, "names.known")))
    return found


def find_mistagged(annotated: Annotated, passages: Sequence[Words], names: list[Name]) -> Iterator[Name]:
    """Yield family names that open a sentence and that the tagger took for another kind of word."""
    families = {name.full.split(" ")[-1]: name for name in names if name.kind == "person" and " " in name.full}
    taken = {(name.passage, name.first) for name in names}
    for index, words in enumerate(passages if families else ()):
        for at in sorted(set(words.sentences)):
            model = families.get(words.texts[at])
            if model and (index, at) not in taken and words.deps[at] in ("nsubj", "nsubjpass", "poss"):
                yield make_name(annotated, words, index, (at, at + 1), "person", "known")


def link_persons(names: list[Name]) -> list[Name]:
    """Link short mentions to the longer names of persons, and give every mention of a name its best-founded kind."""
    kinds: dict[str, Name] = {}
    for name in names:
        if name.kind != "unknown":
            kinds.setdefault(name.full, name)
    longer = _longer_names(kinds.values())
    return [_linked(name, kinds, longer) for name in names]


def _longer_names(names: Iterable[Name]) -> dict[str, set[str]]:
    """Return the full names of persons by what they may be called for short."""
    longer: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    for name in names:
        if name.kind == "person" and " " in name.full:
            parts = name.full.split(" ")
            given.setdefault(_short(parts[0]), set()).add(name.full)
            for cut in range(1, len(parts)):
                longer.setdefault(_short(" ".join(parts[cut:])), set()).add(name.full)
    for short, fulls in given.items():
        if len(fulls) == 1:  # many peoples are called by their first name ("Abiy")
            longer.setdefault(short, fulls)
    return longer


def _short(name: str) -> str:
    """Return a name as short mentions are compared: ``al-Tarsi``, ``Al-Tarsi`` and ``Tarsi`` are one."""
    return _PARTICLE.sub("", name).casefold()


def _linked(name: Name, kinds: dict[str, Name], longer: dict[str, set[str]]) -> Name:
    if name.kind == "unknown" and ("names.geographic" in name.rules or "names.thing" in name.rules):
        return name
    fulls = longer.get(_short(name.full), set()) if name.kind in ("unknown", "person") else set()
    if fulls and name.full not in fulls:
        full = next(iter(fulls)) if len(fulls) == 1 else name.full
        return replace(name, kind="person", full=full, rules=tuple(dict.fromkeys((*name.rules, "names.surname"))))
    if name.kind == "unknown" and (same := kinds.get(name.full)):
        return replace(name, kind=same.kind, rules=same.rules)
    return name
