"""Names of those who can owe something: how far a name reaches, whom it names, whether two are one."""

from __future__ import annotations

import re
from dataclasses import replace

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Cited, Who
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "each",
        "both",
        "all",
        "any",
        "either",
        "neither",
        "every",
        "its",
        "their",
        "this",
        "these",
        "such",
    }
)


def who_at(cast: Cast, at: int, scene: Scene) -> Who:
    """Return who a noun names: the whole name with what "of" adds, and its casebook id where one is known."""
    words = cast.words
    first, last = name_bounds(cast, at)
    start, end = words.starts[first], words.ends[last]
    quote = scene.annotated.text[start:end]
    cited = Cited(value=" ".join(quote.split()), start=start, end=end, quote=quote)
    mention = cast.actors.get(at)
    known = mention is not None and mention.actor_id and mention.name.casefold() not in cited.value.casefold()
    fuller = mention.name if mention is not None and known and mention.kind not in ("person", "office") else None
    return Who(name=cited.value, actor_id=known_actor(cast, first, last), cited=cited, refers_to=fuller)


def name_bounds(cast: Cast, at: int) -> tuple[int, int]:
    """Return ``[first, last]`` of a name: its noun, what stands before it, and a complement with "of" or "for"."""
    words = cast.words
    first, last = cast.grammar.phrase(at, most=8)
    while first < at and (words.lowers[first] in _DETERMINERS or words.tags[first] in ("CD", "``")):
        first += 1
    while first > 0 and words.tags[first - 1].startswith("NNP") and first <= words.heads[first - 1] <= at:
        first -= 1  # "Upper" of "Upper Valley's Council"
    body = words.lowers[at] in forms("bodies") | forms("forces")
    for child in cast.grammar.children[at]:
        if child > at and child == last + 1 and words.lowers[child] in (("of", "for") if body else ("of",)):
            inner = cast.grammar.child(child, "pobj")
            if inner is not None and (words.tags[inner].startswith("NNP") or (body and words.lowers[child] == "of")):
                last = _proper_end(cast, *name_bounds(cast, inner))
    return first, last


def can_owe(cast: Cast, at: int) -> bool:
    """Return whether a noun can owe something: an actor by name or kind, and neither a thing nor people as such."""
    words = cast.words
    low = words.lowers[at]
    mention, place = cast.actors.get(at), cast.places.get(at)
    if low in forms("things") or (low in forms("people") and low not in forms("forces")):
        return False
    if low in forms("forces") | forms("bodies"):
        return True
    if is_this(cast, at):
        return False
    if mention is not None and mention.kind != "population":
        return True
    if not words.tags[at].startswith("NNP"):
        return False
    first, last = name_bounds(cast, at)
    longer = place is not None and words.ends[last] - words.starts[first] > place.end - place.start
    return place is None or longer or place.kind not in ("city", "town", "village", "road")


def is_this(cast: Cast, at: int) -> bool:
    """Return whether words point to the accord itself: "this Arrangement", "the present Charter"."""
    return any(cast.words.lowers[c] in ("this", "present") for c in cast.grammar.children[at] if c < at)


def is_name(cast: Cast, at: int) -> bool:
    """Return whether a word is a name: tagged so, or written with a capital within sentences and never without."""
    word, words = cast.words.texts[at], cast.words
    if words.tags[at].startswith("NNP") or not (words.tags[at].startswith("NN") and word[:1].isupper()):
        return words.tags[at].startswith("NNP")
    inside = re.search(rf"[a-z,] {re.escape(word)}\b", words.source)
    return inside is not None and not re.search(rf"\b{re.escape(word.lower())}\b", words.source)


def coordinated(cast: Cast, at: int) -> list[int]:
    """Return a noun and those joined to it by "and"; what stands in apposition explains it and is nobody else."""
    found = [at]
    for index in found:
        found += [c for c in cast.grammar.children[index] if cast.words.deps[c] == "conj" and c not in found]
    return found


def pointing(cast: Cast, first: int, last: int, who: Who, scene: Scene) -> Who:
    """Return somebody as other words point to them ("the Parties", "it"): the words cited are those that point."""
    start, end = cast.words.starts[first], cast.words.ends[last]
    cited = Cited(value=who.name, start=start, end=end, quote=scene.annotated.text[start:end], note=f"“{who.name}”")
    return replace(who, cited=cited)


def key_of(who: Who) -> str:
    """Return what a person or body is told apart by."""
    return who.actor_id or (who.refers_to or who.name).casefold()


def same(left: Who, right: Who) -> bool:
    """Return whether two names are of one."""
    return likeness(left, right) > 0


def likeness(left: Who, right: Who) -> float:
    """Return how far two names are of one, from 0 to 1: the same id, or one holds the other's proper name.

    "Upper A" is not A, and the Front of A is not the Republic of A; the Government of A is.
    """
    if left.actor_id and right.actor_id:
        return float(left.actor_id == right.actor_id)
    mine, yours = _proper(left), _proper(right)
    if not mine or not yours or not (mine <= yours or yours <= mine):
        return 0.0
    further = {word.lower() for word in mine ^ yours}
    kinds = [{word.lower() for word in who.name.split()} for who in (left, right)]
    groups, states = ([bool(kind & forms(each)) for kind in kinds] for each in ("own-groups", "own-states"))
    opposed = (groups[0] and states[1] and not groups[1]) or (groups[1] and states[0] and not groups[0])
    if opposed or (further and further <= forms("quarters")):
        return 0.0
    return 1.0 if mine == yours else 0.5


def made_of(word: str, who: Who) -> bool:
    """Return whether a word with a capital is a name, or an adjective made of it: "Quell" and "Quellian"."""
    for name in _proper(who):
        alike = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
        if word[:1].isupper() and alike >= max(4, len(name) - 2):
            return True
    return False


def _proper(who: Who) -> set[str]:
    """Return the proper words of a name, without words such as "Republic" if others are left."""
    words = {word.removesuffix("’s").removesuffix("'s") for word in who.name.split() if word[:1].isupper()}
    return {word for word in words if word.lower() not in forms("bodies") | forms("titles")} or words


def _proper_end(cast: Cast, first: int, last: int) -> int:
    """Return where a complement ends that begins with a proper name; the parse may hang further words on it."""
    end = first
    while (
        end < last and cast.words.tags[end + 1].startswith(("NNP", "IN", "DT")) and cast.words.texts[end + 1][1:] != "."
    ):
        end += 1
    return end if cast.words.tags[first].startswith("NNP") else last


def known_actor(cast: Cast, first: int, last: int) -> str | None:
    """Return the casebook id of the widest mention within a name."""
    mentions = {m.mention_id: m for i in range(first, last + 1) if (m := cast.actors.get(i)) is not None}
    ranked = sorted(mentions.values(), key=lambda m: m.start - m.end)
    known = next((m.actor_id for m in ranked if m.actor_id and not m.actor_id.startswith("local:")), None)
    if known is None:
        for at in range(first, last + 1):
            place = cast.places.get(at)
            if place is not None and (land := cast.lands.get(place.name.casefold())):
                return land
    return known
