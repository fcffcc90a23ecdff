"""The act table and the word classes, compiled from the rulebooks ``acts`` and ``act_classes``.

A verb entry is written ``verb [words that follow] [< subject class] [> object class]``; ``*`` stands for any
words between, the class ``nothing`` for no object. A noun entry is a noun, a phrase that ends in one, or a phrase
that says of what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from trucewatch.errors import RulebookError
from trucewatch.extract.acts.forms import noun_forms, verb_forms
from trucewatch.rulebooks import Rule, load_rulebook

ACT_FIELDS = frozenset({"type", "mode", "cameo", "acled", "verbs", "nouns", "needs", "speech", "only", "moved"})
CLASS_FIELDS = frozenset({"actors", "places", "numbers", "tools", "nouns", "verbs"})
EVENT_TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
        "DISPLACE",
        "RETURN",
    ]
)
"""PLOVER's types and our two of people."""
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ActType:
    """One act of the table.

    ``mode`` is PLOVER's mode. ``speech`` acts are done in words; ``only`` names the one modality it is kept for;
    ``needs`` says what its nouns must have: a ``complement``, a ``verb`` that makes them happen, or (None) either;
    ``moved`` acts are done by those who are moved.
    """

    id: str
    code: str
    event_type: str
    cameo: str
    acled: str
    needs: str | None = None
    speech: bool = False
    only: str | None = None
    moved: bool = False
    mode: str | None = None


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

    @property
    def back(self) -> int:
        """How many words before its last the head of the phrase stands: 2 in "exchange of prisoners"."""
        return len(self.before) - self.before.index("of") + 1 if "of" in self.before else 0


@dataclass(frozen=True, slots=True)
class WordClass:
    """What may stand in a place of a verb: nouns, kinds of actors, any place."""

    nouns: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    kinds: frozenset[str]
    places: bool
    verbs: frozenset[str]
    numbers: bool = False
    tools: bool = False


@dataclass(frozen=True, slots=True)
class ActLexicon:
    """Entries by the lower-case form of the trigger's head word, most demanding first.

    ``objects`` are the classes that the verbs of an act ask of their objects.
    """

    types: dict[str, ActType]
    verbs: dict[str, tuple[VerbEntry, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[NounEntry, ...]] = field(default_factory=dict)
    classes: dict[str, WordClass] = field(default_factory=dict)
    objects: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def making(self) -> frozenset[str]:
        """Forms of the verbs that make a noun's act happen."""
        return self.classes["making"].verbs


@cache
def act_lexicon() -> ActLexicon:
    """Return the compiled lexicon.

    Raises:
        RulebookError: where a rule names a type or a class that there is not.
    """
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
    if rule.get("type") not in EVENT_TYPES:
        raise RulebookError("acts.yml", None, f"{rule.id}: there is no event type {rule.get('type')}")
    return ActType(
        rule.id, rule.id.partition(".")[2], rule.get("type"), rule.get("cameo"), rule.get("acled"),
        rule.get("needs"), rule.get("speech", False), rule.get("only"), rule.get("moved", False), rule.get("mode"),
    )  # fmt: skip


def _demands(entry: VerbEntry) -> tuple[int, int]:
    return len(entry.after), (entry.object is not None) + (entry.subject is not None)


def _word_class(rule: Rule) -> WordClass:
    forms = [tuple(form.split()) for noun in rule.get("nouns", ()) for form in noun_forms(noun)]
    return WordClass(
        frozenset(form[0] for form in forms if len(form) == 1), frozenset(form for form in forms if len(form) > 1),
        frozenset(rule.get("actors", ())), rule.get("places", False),
        frozenset(form for verb in rule.get("verbs", ()) for form in verb_forms(verb)), rule.get("numbers", False),
        rule.get("tools", False),
    )  # fmt: skip


def _add_verb(lexicon: ActLexicon, kind: ActType, text: str) -> None:
    rest, _, wanted_object = text.partition(" > ")
    rest, _, wanted_subject = rest.partition(" < ")
    base, *after = rest.split()
    for name in (wanted_object, wanted_subject):
        if name and name != NOTHING and name not in lexicon.classes:
            raise RulebookError("acts.yml", None, f"{kind.id}: “{text}” names the class {name}, which is not known")
    if wanted_object and wanted_object != NOTHING and not after:
        lexicon.objects[kind.code] = lexicon.objects.get(kind.code, frozenset()) | {wanted_object}
    entry = VerbEntry(kind, tuple(after), wanted_subject or None, wanted_object or None)
    for form in verb_forms(base):
        lexicon.verbs[form] = (*lexicon.verbs.get(form, ()), entry)


def _add_noun(lexicon: ActLexicon, kind: ActType, text: str) -> None:
    *before, last = text.replace("-", " - ").split()
    entry = NounEntry(kind, tuple(before))
    for form in noun_forms(last):
        lexicon.nouns[form] = (*lexicon.nouns.get(form, ()), entry)
