"""Who is named in the head of an accord, and whether as one of those who agree or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import can_owe, same, who_at
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

ALIAS = re.compile(
    r"\(\s*(?:(?:each|together|collectively|jointly|referred to as|called|known as|being|an?|the)[\s,]*)*"
    r"[“\"‘'](?:the\s+)?(?P<alias>[\w .-]{2,40})[”\"’']"
    r"|\((?P<short>[A-Z]{2,8})\)"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Reads the names of an accord's head; ``called`` are the names it gives behind the offsets of what it names."""

    scene: Scene
    called: Sequence[tuple[int, str]] = ()

    def definitions(self, cast: Cast) -> list[tuple[int, str]]:
        """Return by offset the lower-case names that a passage gives to what stands before: "(the “Guarantor”)"."""
        low, high = cast.words.starts[0], cast.words.ends[-1]
        given = [
            (m.start(), (m["alias"] or m["short"]).lower())
            for m in ALIAS.finditer(self.scene.annotated.text, low, high)
        ]
        return sorted(given + [(at, alias) for at, alias in self.called if low < at <= high])

    def names(self, cast: Cast, first: int, last: int) -> Iterator[Who]:
        """Yield the states, governments and groups named in ``[first, last)``; office holders speak for theirs."""
        text = self.scene.annotated.text
        inside = [m.span() for m in ALIAS.finditer(text, cast.words.starts[0], cast.words.ends[-1])]
        defined = {self.defined_at(cast, offset, alias) for offset, alias in self.definitions(cast)}
        for at in range(first, last):
            if any(start < cast.words.starts[at] < end for start, end in inside):
                continue
            named = at in defined and cast.words.tags[at].startswith("NNP") and can_owe(cast, at)
            if named or is_state(cast, at):
                yield who_at(cast, at, self.scene)

    def defined_at(self, cast: Cast, offset: int, alias: str) -> int | None:
        """Return the noun that a definition at an offset names: the last before it, or one that this completes.

        Of "a team of the Coast Union (CU)" it is the union, whose initials are these; of "the Government of
        Quell (“Quell”)" the government, as nothing shorter bears the name in full.
        """
        words = cast.words
        at = next(
            (i for i in reversed(range(len(words))) if words.ends[i] <= offset and words.texts[i].isalnum()), None
        )
        if at is None or not words.tags[at].startswith("NN"):
            return None
        levels = [at]
        while (above := _completed(cast, levels[-1])) is not None:
            levels.append(above)
        told = next((i for i in levels if _bears(who_at(cast, i, self.scene).name, alias)), None)
        return told if told is not None else levels[-1]

    def beside(self, cast: Cast, who: Who) -> bool:
        """Return whether a name of the head stands among witnesses, guarantors or mediators."""
        words = cast.words
        at = next(iter(cast.tokens(who.cited.start, who.cited.end)), None)
        if at is None or _does(cast, at):
            return False
        leads = [i for i in range(max(0, at - 8), at) if words.lowers[i] in forms("accompanied")]
        if not leads or any(
            words.lowers[i] in ("and", "between") for i in range(leads[-1] + 1, at) if words.tags[i] == "IN"
        ):
            return False
        behind = next((i for i in range(at, len(words)) if words.lowers[i] in ("by", "through")), len(words) + 1) - 1
        near = words.lowers[max(0, leads[-1] - 2) : at] + words.lowers[at : min(at + 14, behind)]
        return any(low in forms("witness") for low in near)


def _does(cast: Cast, at: int) -> bool:
    """Return whether a name is the subject of its sentence, alone or with others: whoever mediates is none."""
    words = cast.words
    while words.deps[at] in ("conj", "compound", "amod") and words.heads[at] != at:
        at = words.heads[at]
    return words.deps[at] == "nsubj" and words.deps[words.heads[at]] == "ROOT"


def _bears(name: str, alias: str) -> bool:
    """Return whether a name has an alias in it: as one of its words, or as the initials of those with a capital."""
    words = name.split()
    initials = "".join(word[0] for word in words if word[0].isupper()).lower()
    return initials == alias or alias.split()[-1] in [word.lower() for word in words]


def _completed(cast: Cast, at: int) -> int | None:
    """Return the noun of a body or force that a name completes with "of"; office holders are none."""
    words, head = cast.words, cast.words.heads[at]
    if words.deps[at] != "pobj" or words.lowers[head] != "of" or not words.tags[words.heads[head]].startswith("NN"):
        return None
    above = words.heads[head]
    body = words.lowers[above] in forms("bodies") | forms("forces") or words.tags[above].startswith("NNP")
    return above if body and words.lowers[above] not in forms("titles") and above < at else None


def is_state(cast: Cast, at: int) -> bool:
    """Return whether a word names a state, a government or a group, by itself or through who speaks for it."""
    words, low = cast.words, cast.words.lowers[at]
    if low in forms("titles") | forms("parties") | forms("portfolios") or not words.tags[at].startswith("NNP"):
        return False
    mention, place = cast.actors.get(at), cast.places.get(at)
    holder = _holder(cast, at)
    under = holder is not None and _speaks_for(cast, holder)
    if mention is not None and mention.kind in ("office", "person", "population") and not under:
        return False
    if place is not None and place.kind not in ("country", "territory", "region") and low not in forms("bodies"):
        return False
    if words.deps[at] in ("compound", "poss", "nmod", "amod") or (holder is not None and not under):
        return False
    titled = any(before in forms("titles") for before in words.lowers[:at])  # "the president of A, NAME, and …"
    known = low in forms("bodies") | forms("forces") or (mention is not None and mention.form == "name" and not titled)
    return known or place is not None or under


def _holder(cast: Cast, at: int) -> int | None:
    """Return the noun that a name completes with "of", through names joined by "and"; none for one by itself."""
    words = cast.words
    while words.deps[at] == "conj" and words.heads[at] != at and words.tags[words.heads[at]].startswith("NN"):
        if _has_article(cast, at) and not _has_article(cast, words.heads[at]):
            return None  # "the Government of A and the Forces of B": these are not the government's
        at = words.heads[at]
    head = words.heads[at]
    if words.deps[at] != "pobj" or words.lowers[head] not in ("of", "for") or words.heads[head] == head:
        return None
    while words.deps[head] == "conj" and words.lowers[words.heads[head]] == "of":
        head = words.heads[head]
    return words.heads[head]


def _has_article(cast: Cast, at: int) -> bool:
    return any(cast.words.tags[c] == "DT" and c < at for c in cast.grammar.children[at])


def _speaks_for(cast: Cast, holder: int) -> bool:
    """Return whether a noun is of one who acts for another: the president of A, the defence ministers of A and B."""
    low = cast.words.lowers[holder]
    if low in forms("titles"):
        return True
    above = _holder(cast, holder)
    return above is not None and cast.words.lowers[above] in forms("titles") and low not in forms("bodies")


def unique(found: Iterable[Who]) -> list[Who]:
    """Return people and bodies without those named twice, the first mention of each."""
    kept: list[Who] = []
    for who in found:
        if not any(same(who, other) for other in kept):
            kept.append(who)
    return kept
