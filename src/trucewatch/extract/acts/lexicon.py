"""The act table and the word classes, compiled from the rulebooks ``acts`` and ``act_classes``.

A verb entry is written ``verb [words that follow] [< subject class] [> object class]``; ``*`` stands for any
words between. A noun entry is a noun or a phrase that ends in one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from trucewatch.extract.acts.forms import noun_forms, verb_forms
from trucewatch.rulebooks import Rule, load_rulebook

ACT_FIELDS = frozenset({"type", "cameo", "acled", "verbs", "nouns", "bare", "speech", "only"})
CLASS_FIELDS = frozenset({"actors", "places", "nouns", "verbs"})


@dataclass(frozen=True, slots=True)
class ActType:
    """One act of the table. ``speech`` acts are done in words; ``only`` names the one status it is kept for;
    ``bare`` nouns count without a complement when a verb makes them happen."""

    id: str
    code: str
    event_type: str
    cameo: str
    acled: str
    bare: bool = True
    speech: bool = False
    only: str | None = None


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A way to report an act by a verb: words that follow it, and the classes of its subject and object."""

    type: ActType
    after: tuple[str, ...]
    subject: str | None
    object: str | None


@dataclass(frozen=True, slots=True)
class NounEntry:
    """A way to report an act by a noun: the words before the last, and the act."""

    type: ActType
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordClass:
    """What may stand in a place of a verb: nouns, kinds of actors, any place."""

    nouns: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    kinds: frozenset[str]
    places: bool
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActLexicon:
    """Entries by the lower-case form of the trigger's head word, most demanding first."""

    types: dict[str, ActType]
    verbs: dict[str, tuple[VerbEntry, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[NounEntry, ...]] = field(default_factory=dict)
    classes: dict[str, WordClass] = field(default_factory=dict)

    @property
    def making(self) -> frozenset[str]:
        """Forms of the verbs that make a noun's act happen."""
        return self.classes["making"].verbs


@cache
def act_lexicon() -> ActLexicon:
    """Return the compiled lexicon."""
    lexicon = ActLexicon({}, {}, {}, {})
    for rule in load_rulebook("act_classes", CLASS_FIELDS):
        lexicon.classes[rule.id.partition(".")[2]] = _word_class(rule)
    for rule in load_rulebook("acts", ACT_FIELDS, frozenset({"type", "cameo", "acled", "verbs"})):
        kind = _act_type(rule)
        lexicon.types[kind.code] = kind
        for text in rule.get("verbs"):
            _add_verb(lexicon, kind, text)
        for text in rule.get("nouns", ()):
            _add_noun(lexicon, kind, text)
    for form, verbs in lexicon.verbs.items():
        lexicon.verbs[form] = tuple(sorted(verbs, key=_demands, reverse=True))
    for form, nouns in lexicon.nouns.items():
        lexicon.nouns[form] = tuple(sorted(nouns, key=lambda entry: len(entry.before), reverse=True))
    return lexicon


def _act_type(rule: Rule) -> ActType:
    return ActType(
        rule.id, rule.id.partition(".")[2], rule.get("type"), rule.get("cameo"), rule.get("acled"),
        rule.get("bare", True), rule.get("speech", False), rule.get("only"),
    )  # fmt: skip


def _demands(entry: VerbEntry) -> tuple[int, int]:
    return len(entry.after), (entry.object is not None) + (entry.subject is not None)


def _word_class(rule: Rule) -> WordClass:
    forms = [tuple(form.split()) for noun in rule.get("nouns", ()) for form in noun_forms(noun)]
    return WordClass(
        frozenset(form[0] for form in forms if len(form) == 1), frozenset(form for form in forms if len(form) > 1),
        frozenset(rule.get("actors", ())), rule.get("places", False),
        frozenset(form for verb in rule.get("verbs", ()) for form in verb_forms(verb)),
    )  # fmt: skip


def _add_verb(lexicon: ActLexicon, kind: ActType, text: str) -> None:
    rest, _, wanted_object = text.partition(" > ")
    rest, _, wanted_subject = rest.partition(" < ")
    base, *after = rest.split()
    for name in (wanted_object, wanted_subject):
        if name and name not in lexicon.classes:
            raise ValueError(f"{kind.id}: “{text}” names the class {name}, which is not known")
    entry = VerbEntry(kind, tuple(after), wanted_subject or None, wanted_object or None)
    for form in verb_forms(base):
        lexicon.verbs[form] = (*lexicon.verbs.get(form, ()), entry)


def _add_noun(lexicon: ActLexicon, kind: ActType, text: str) -> None:
    *before, last = text.replace("-", " - ").split() if "-" in text and " " not in text else text.split()
    entry = NounEntry(kind, tuple(before))
    for form in noun_forms(last):
        lexicon.nouns[form] = (*lexicon.nouns.get(form, ()), entry)
