"""Find the part of a noun phrase that tells what actor it is: a name, a casebook's name, or a noun of actors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.extract.actors.agents import root_of
from trucewatch.extract.actors.index import Alias
from trucewatch.extract.actors.lands import Lands
from trucewatch.extract.actors.lexicon import Noun, actor_words
from trucewatch.extract.actors.scan import Phrase, Scan
from trucewatch.extract.names import Name
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words
from trucewatch.rulebooks import Match

_DEMONYM = re.compile(r"[A-Z].{2,}(?:an|ean|i|ese|ish|ite|ic|ch|ek|er|ard)")
_SURE_DEMONYM = re.compile(r"[A-Z].{2,}(?:ian|ean|ese|ish|i|ari|ite)")
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
QUANTIFIERS = frozenset(
    ("several", "many", "some", "few", "more", "most", "other", "such", "certain", "numerous", "various", "both", "all",
     "dozens", "hundreds", "thousands", "fewer", "additional", "another", "least", "two", "at", "about",
     "over", "nearly", "almost", "roughly", "approximately", "around", "old", "up", "to")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Core:
    """Tokens ``[first, last)`` that tell what a noun phrase is, and what is known of them."""

    first: int
    last: int
    name: Name | None = None
    aliases: tuple[Alias, ...] = ()
    phrase: Phrase | None = None


def find_core(scan: Scan, lands: Lands, first: int, last: int) -> Core | None:
    """Return the core that ends a noun phrase, None where it names no actor."""
    name, match, phrase = scan.names.get(last), scan.aliases.get(last), scan.phrases.get(last)
    name = name if name and name.first >= first else None
    match = match if match and match.start >= first else None
    phrase = phrase if phrase and phrase.first >= first else None
    if name and name.kind == "person":
        return Core(name.first, last, name, match.values if match and match.start <= name.first else ())
    if match and (not name or match.start <= name.first or _ends_in_people(scan, name, match)):
        values = _noun_aliases(scan, match)
        if values or not phrase:
            return Core(match.start, last, name, values) if values else None
    if phrase and (not name or _leads_to(scan, name, phrase, first)):
        return Core(phrase.first, last, phrase=phrase)
    if name and (name.kind != "unknown" or name.full in lands.states or name.full in lands.actors):
        return Core(name.first, last, name=name)
    if name and (_speaks(scan, name) or is_people(scan, lands, name)):
        return Core(name.first, last, name=name)
    if name is None and match is None and _is_speaker(scan.words, last - 1):
        plural = scan.words.tags[last - 1] == "NNS"
        noun = Noun("population" if plural else "person", plural, "actors.speaker")
        return Core(last - 1, last, phrase=Phrase(last - 1, last, (), (), noun))
    return None


def _is_speaker(words: Words, at: int) -> bool:
    """Whether a common noun is the subject of a plain verb of saying, and not itself something said or written."""
    return (
        words.deps[at] == "nsubj"
        and words.tags[at] in ("NN", "NNS")
        and words.lowers[words.heads[at]] in actor_words("speaker")
        and words.lowers[at] not in actor_words("message")
    )


def is_people(scan: Scan, lands: Lands, name: Name) -> bool:
    """Return whether an unknown name in the plural is that of a people: counted, or of a land (``Velmari Tirvans``)."""
    words, at = scan.words, name.last - 1
    if name.kind != "unknown" or not words.lowers[at].endswith("s"):
        return False
    if lands.base_of(words.texts[at][:-1]):
        return True
    if words.tags[at] not in ("NNPS", "NNS"):
        return False
    begins = scan.aliases_from.get(name.first)
    if (begins and begins.end == at) or scan.classes[at - 1 : at] == "J":
        return True
    if name.first > 1 and words.lowers[name.first - 1] == "of":
        return words.lowers[name.first - 2] in QUANTIFIERS
    return name.first > 0 and words.tags[name.first - 1] == "CD"


def _ends_in_people(scan: Scan, name: Name, match: Match[Alias]) -> bool:
    """Whether an unknown name ends in that of a people (``Young Velmaris``)."""
    plural = scan.words.texts[match.end - 1].endswith("s")
    return name.kind == "unknown" and plural and any(alias.form == "demonym" for alias in match.values)


def _noun_aliases(scan: Scan, match: Match[Alias]) -> tuple[Alias, ...]:
    """Leave out what is only an adjective here: a demonym must be a noun to name people."""
    if all(alias.form != "demonym" for alias in match.values):
        return match.values
    words, last = scan.words, match.end
    tag, before = words.tags[last - 1], words.lowers[match.start - 1] if match.start else ""
    shared = words.lowers[last : last + 1] in (["and"], ["or"], [","]) and tag in ("JJ", "NNP")
    alone = not shared and scan.classes[last : last + 1] not in ("J", "N", "P", "H")
    people = words.texts[last - 1].endswith(("s", "men")) or (before in ("the", "many", "some", "most") and alone)
    adjective = tag in ("JJ", "CD") and last - match.start == 1 and before != "the"
    return tuple(alias for alias in match.values if alias.form != "demonym" or (people and not adjective))


def _leads_to(scan: Scan, name: Name, phrase: Phrase, first: int) -> bool:
    """Whether a name ends in an organ of the state before it: ``Velmari Defence Ministry``."""
    if phrase.first <= name.first or (name.kind == "unknown" and phrase.noun):
        return True
    if not phrase.organs:
        return False
    owned = scan.aliases.get(phrase.first)
    if owned:
        return owned.start <= max(name.first, first)
    return phrase.first == name.first + 1 and is_unknown_demonym(scan, name.first)


def is_unknown_demonym(scan: Scan, at: int) -> bool:
    """Return whether a word looks like a people's adjective that no casebook has, surer where the tagger agrees."""
    text, opening = scan.words.texts[at], scan.words.sentences[at] == at
    loose = scan.words.tags[at] == "JJ" and not opening
    return bool(_DEMONYM.fullmatch(text) if loose else _SURE_DEMONYM.fullmatch(text))


def _speaks(scan: Scan, name: Name) -> bool:
    """Whether a name of unknown kind is the subject of a verb of saying or deciding."""
    if "names.thing" in name.rules or "names.geographic" in name.rules:
        return False
    words = scan.words
    at = root_of(words, name.first, name.last)
    while words.deps[at] == "conj" and words.heads[at] < at:
        at = words.heads[at]
    return words.deps[at] in SUBJECTS and words.lowers[words.heads[at]] in name_words("human-verb")
