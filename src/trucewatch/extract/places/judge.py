"""Tell the name of a place from the same words in the name of a person, an institution or an accord."""

from __future__ import annotations

from functools import lru_cache

from trucewatch.casebook import Casebook
from trucewatch.extract.gazetteer import Candidate, table_words
from trucewatch.extract.names import Name
from trucewatch.extract.places.compose import token_behind
from trucewatch.extract.places.lexicon import nouns, words_of
from trucewatch.extract.places.model import Spot
from trucewatch.extract.places.resolve import SETTLEMENTS, SMALL, best_reading
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words
from trucewatch.rulebooks import PhraseTable

_PROPER = frozenset(("NNP", "NNPS"))
_NAMED_BODIES = ("body", "organisation", "outlet", "agency", "armed-group", "party", "court", "force", "person")
_WEAK_PERSON_RULES = frozenset(("names.verb", "names.apposition", "names.role", "names.known"))
_SURE_KINDS = ("country", "capital", "territory", "continent", "former-state", "sea", "range", "corridor", "strait")
_BIG = 200_000
_POSSESSIVES = ("'s", "’s", "'", "’")


def is_major(options: tuple[Candidate, ...]) -> bool:
    """Return whether a name is that of a place so well known that it needs no cue."""
    for option in options[:4]:
        prefix = option.place_id.partition(":")[0]
        if prefix == "region" and option.kind in SMALL:
            continue
        if prefix in ("casebook", "country", "region") or option.kind in _SURE_KINDS or option.population >= _BIG:
            return True
    return False


def is_state(options: tuple[Candidate, ...]) -> bool:
    """Return whether a name can be that of a country or of a territory with organs of its own."""
    return any(option.kind in ("country", "territory", "former-state", "region") for option in options[:3])


@lru_cache(maxsize=2)
def _fixed_phrases(sha256: str) -> PhraseTable[None]:
    table: PhraseTable[None] = PhraseTable()
    for phrase in words_of("blocked"):
        table.add(phrase.replace("-", " - ").split(), None)
    return table


def blocked_tokens(words: Words, casebook: Casebook) -> set[int]:
    """Return the tokens that stand in a fixed name which is no place's, of the rulebook or the casebook."""
    table = _fixed_phrases(casebook.sha256)
    blocked: set[int] = set()
    at, lowers = 0, words.lowers
    while at < len(lowers):
        match = table.find_at(lowers, at) if words.texts[at][0].isupper() else None
        if match is None:
            at += 1
        else:
            blocked.update(range(match.start, match.end))
            at = match.end
    return blocked


def judge_spot(spot: Spot, words: Words, inside: Name | None, headline: bool) -> None:
    """Set ``trust`` and ``cued`` of a spot by the words around it.

    A name inside that of an organisation is ``evidence``: no place is mentioned, but it tells where the text plays.

    Args:
        spot: The spotted name, its neighbours joined.
        words: The words of its passage.
        inside: The proper name that it stands in or is, if any.
        headline: Whether the sentence is set in title case, so that capitals tell nothing.
    """
    major = is_major(spot.options)
    spot.cued = spot.cued or _place_cue(spot, words)
    if inside is not None and inside.first < spot.first and words.lowers[inside.first] in words_of("place-cue"):
        inside = None  # "Near X" at the beginning of a sentence
    if inside is not None and _is_another_name(spot, inside, words, major):
        spot.trust = "evidence" if inside.kind == "organisation" else "no"
    elif (
        _is_part_of_compound(spot, words)
        or _is_part_of_institution(spot, words, headline)
        or _is_part_of_person(spot, words, headline, major)
    ):
        spot.trust = "no"
    else:
        spot.trust = _own_trust(spot, words, major)


def _own_trust(spot: Spot, words: Words, major: bool) -> str:
    if (spot.noun is not None and spot.noun.merge != "capital") or spot.direction:
        return "yes"
    proper = any(words.tags[at] in _PROPER for at in range(spot.first, spot.last))
    if spot.source == "casebook":
        return "yes"
    if spot.last - spot.first > 1:
        return "yes" if major or spot.cued else "weak"
    common = spot.folded in table_words("common_words.txt") and not spot.name.isupper()
    if major and not common and (proper or words.texts[spot.first] not in ("Us", "Of")):
        return "yes"
    head = words.heads[spot.first]
    if not spot.cued and words.deps[spot.first] == "nsubj" and words.lowers[head] in name_words("human-verb"):
        return "no"
    if not proper and (common or not spot.cued or words.sentences[spot.first] == spot.first):
        return "no"
    if common:
        return "weak" if spot.cued else "doubtful"
    return "yes" if spot.cued else "weak"


def _place_cue(spot: Spot, words: Words) -> bool:
    """Return whether the words before or above the name speak of a place, an adjective between or not."""
    at = spot.first - 1
    if at >= 0 and words.lowers[at] in words_of("place-adjective"):
        at -= 1
    if at < 0 or words.sentences[at] != words.sentences[spot.first]:
        return spot.folded not in table_words("personal_names.txt") and _is_object_of_taking(spot, words)
    if words.lowers[at] in words_of("place-cue"):
        return True
    if spot.folded in table_words("personal_names.txt"):
        return False
    if words.lowers[at] in ("of", "for", "on", "to"):
        above = words.lowers[words.heads[at]]
        return words.lowers[at - 1] in words_of("place-noun") or (
            words.lowers[at] != "of" and above in words_of("motion-verb")
        )
    return _is_object_of_taking(spot, words)


def _is_object_of_taking(spot: Spot, words: Words) -> bool:
    """``captured X``, ``X was shelled``: what is done to places rather than persons."""
    head = spot.last - 1
    wanted = {"dobj", "nsubjpass"} if words.tags[head] in _PROPER else set()
    return words.deps[head] in wanted and words.lowers[words.heads[head]] in words_of("place-verb")


def _is_another_name(spot: Spot, inside: Name, words: Words, major: bool) -> bool:
    """Return whether the words belong to the name of a person or body rather than name the place."""
    whole = inside.first >= spot.first and inside.last <= spot.last
    if inside.kind == "person":
        if whole and words.lowers[spot.last - 1] in nouns("noun-after"):
            return False
        if whole and major and spot.last - spot.first > 1:
            return False
        return not (whole and major and set(inside.rules) <= _WEAK_PERSON_RULES)
    if inside.kind in ("organisation", "outlet"):
        if whole:
            return not major or (inside.kind == "outlet" and spot.source != "casebook")
        if spot.noun is not None and spot.noun.merge == "always" and words.ends[inside.last - 1] <= spot.end:
            return False
        if not is_state(spot.options):
            return True
        if best_reading(spot).kind == "region" and words.lowers[inside.last - 1] in words_of("armed"):
            return True
        led = inside.first == spot.first and words.lowers[inside.last - 1] in words_of("organ")
        return not (led or _organ_of(spot, words))
    return False


def _organ_of(spot: Spot, words: Words) -> bool:
    """``Government of X``, ``Parliament of the Republic of X``: an organ of state, and X stays a place."""
    at = next(
        (at for at in range(spot.first, max(0, spot.first - 5), -1) if words.starts[at] < spot.start), spot.first - 1
    )
    at = at - 1 if words.lowers[at] == "the" else at
    return at > 0 and words.lowers[at] == "of" and words.lowers[at - 1] in words_of("organ")


def _is_part_of_compound(spot: Spot, words: Words) -> bool:
    """``Euro-Atlantic``, ``trans-Pacific``: the name in a word of more than one place."""
    at = spot.first - 1
    return (
        at > 0
        and words.texts[at] in "-–"
        and words.joined(spot.first)
        and words.joined(at)
        and words.lowers[at - 1] in words_of("prefix")
    )


def _is_part_of_institution(spot: Spot, words: Words, headline: bool) -> bool:
    if _heads_institution(spot, words):
        return True
    end = token_behind(spot, words)
    after = words_of("institution-after")
    if (
        end >= len(words)
        or words.broken(end)
        or (not words.joined(end) and words.starts[end] - words.ends[end - 1] > 1)
    ):
        return False
    lower, text = words.lowers[end], words.texts[end]
    settlement = best_reading(spot).kind in SETTLEMENTS
    if settlement and lower in words_of("accord-after") and text[0].islower():
        return True
    if lower in ("peace", "ceasefire", "framework") and settlement and end + 1 < len(words):
        return words.lowers[end + 1] in words_of("accord-after")
    reach = min(len(words), end + 4)
    for at in range(end, reach):
        if not words.texts[at][0].isupper() and words.lowers[at] not in ("of", "for", "and", "'s", "’s"):
            return False
        tail = words.lowers[at].partition("/")[0]
        if headline and at > end and tail not in name_words("outlet"):
            continue
        if tail in after and words.texts[at][0].isupper():
            soft = tail in words_of("organ-tail") and words.lowers[end] in words_of("organ")
            return not (soft and is_state(spot.options))
        if tail in words_of("armed") and words.texts[at][0].isupper() and best_reading(spot).kind == "region":
            return True
    return False


def _heads_institution(spot: Spot, words: Words) -> bool:
    """``Bank of X``, ``University of Southern X``: a capitalised institution, "of" and the name."""
    at = spot.first - 1
    if _led_by_band(spot, words):
        return True
    while at > 0 and (
        words.lowers[at] in ("the", "south", "north", "east", "west", "southern", "northern", "eastern", "western")
    ):
        at -= 1
    return (
        at > 0
        and words.lowers[at] == "of"
        and words.texts[at - 1][0].isupper()
        and words.lowers[at - 1] in words_of("institution-before")
    )


def _led_by_band(spot: Spot, words: Words) -> bool:
    """``Liwa al-X``, ``Jaish al-X``: the Arabic word for an armed band before the name."""
    first = max(0, spot.first - 5)
    return any(
        words.lowers[at] in words_of("band")
        and words.texts[at][0].isupper()
        and words.sentences[at] == words.sentences[spot.first]
        for at in range(first, spot.first)
    )


def _is_part_of_person(spot: Spot, words: Words, headline: bool, major: bool) -> bool:
    before = spot.first - 1
    if spot.noun is not None or spot.direction or words.starts[spot.first] != spot.start:
        before = -1
    if before >= 0 and words.texts[before][0].isupper() and words.sentences[before] == words.sentences[spot.first]:
        lower = words.lowers[before]
        if lower in name_words("honorific") or (lower in name_words("given") and not (major and headline)):
            return True
        if lower in name_words("office") and words.lowers[spot.last : spot.last + 1] not in (["'s"], ["’s"]):
            return True
        personal = spot.folded in table_words("personal_names.txt")
        if not headline and (not major or personal) and not _explains(words, before):
            return True
    return _leads_person(spot, words, headline, major)


def _leads_person(spot: Spot, words: Words, headline: bool, major: bool) -> bool:
    """Return whether a capitalised word behind makes a given name or a first part of a longer name of it."""
    end = token_behind(spot, words)
    if end >= len(words) or words.broken(end) or not words.texts[end][0].isupper() or spot.noun is not None:
        return False
    if words.sentences[end] != words.sentences[spot.first] or _explains(words, end):
        return False
    if spot.last - spot.first > 1:
        return not major and not headline
    given = spot.folded in words_of("given") or spot.folded in name_words("given")
    return given if headline or major else True


def _explains(words: Words, at: int) -> bool:
    """Return whether a capitalised word beside a name is no part of a longer name with it."""
    lower, tag = words.lowers[at], words.tags[at]
    return (
        tag not in _PROPER
        or lower in words_of("place-cue")
        or lower in name_words("office")
        or lower in name_words("portfolio")
        or lower in name_words("calendar")
        or lower in name_words("honorific")
        or lower in words_of("organ")
        or lower in nouns("noun-after")
        or lower in words_of("never")
        or lower.endswith(("ian", "ish", "ese", "ani", "sian"))
    )
