"""The words of saying, loaded once from the rulebook ``attributions``.

A verb's ``takes`` lists what may be its content:

- ``clause``: a clause with or without "that"; ``that``: only with "that";
- ``quote``: a quotation that it leads in or follows;
- ``after``: it may follow or interrupt its content ("…, she said");
- ``infinitive``, ``gerund``, ``object``: "to have left", "leaving", "the loss of a ship";
- ``of``: "of hunger"; ``accuse``: "Y of leaving"; ``blame``: "Y for the loss", "the loss on Y";
- ``pointed``: the clause behind a noun of saying ("claims that …");
- ``as``: "Y as a crime"; ``naming``: "Y a crime"; ``saying``: "quoted as saying"; ``attitude``: "hope that …".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from trucewatch.rulebooks.load import Rule, load_rulebook

KINDS: Final = frozenset(
    {"verb", "noun", "attitude", "phrase", "version", "aim", "speaker", "launch", "hedge", "doubt", "paper", "basis",
     "pointer", "issue", "body",
     "moment", "title", "remark", "talk", "letter"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """How a form of a reporting verb behaves: one entry merges all rules that list the form."""

    rule: str
    stance: str
    takes: frozenset[str]
    only: frozenset[str]
    rules: tuple[tuple[str, str, frozenset[str]], ...]

    def rule_for(self, taken: str) -> tuple[str, str]:
        """Return ``(rule id, stance)`` of the rule by which the verb takes such a content."""
        for rule, stance, takes in self.rules:
            if taken in takes:
                return rule, stance
        return self.rule, self.stance


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of saying or of an attitude, with the rule that lists it."""

    rule: str
    stance: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of saying by kind."""

    verbs: dict[str, Verb]
    nouns: dict[str, Noun]
    attitudes: frozenset[str]
    versions: dict[str, Noun]
    aims: dict[str, Noun]
    speakers: dict[str, Noun]
    launches: frozenset[str]
    hedges: dict[str, str]
    doubts: dict[str, str]
    papers: frozenset[str]
    bases: frozenset[str]
    pointers: frozenset[str]
    issues: frozenset[str]
    bodies: frozenset[str]
    moments: frozenset[str]
    titles: frozenset[str]
    remarks: frozenset[str]
    talks: frozenset[str]
    letters: frozenset[str]
    according: Noun
    headed: Noun
    cues: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words of saying."""
    rules = load_rulebook(
        "attributions", frozenset({"kind", "forms", "stance", "takes", "only"}), frozenset({"kind", "forms"})
    )
    by_kind: dict[str, list[Rule]] = {kind: [] for kind in KINDS}
    for rule in rules:
        by_kind[rule.get("kind")].append(rule)
    phrase = by_kind["phrase"][0]
    verbs = _verbs(by_kind["verb"])
    nouns, versions, aims = _nouns(by_kind["noun"]), _nouns(by_kind["version"]), _nouns(by_kind["aim"])
    speakers = _nouns(by_kind["speaker"])
    hedges = _ids(by_kind["hedge"])
    single = {form for form in hedges if " " not in form}
    first = {form.split()[1] for form in hedges if " " in form} | {"independently", "independent", "unverified"}
    return Lexicon(
        verbs=verbs, nouns=nouns, attitudes=frozenset(_ids(by_kind["attitude"])), versions=versions, aims=aims,
        speakers=speakers, launches=frozenset(_ids(by_kind["launch"])), hedges=hedges,
        doubts=_ids(by_kind["doubt"]), papers=frozenset(_ids(by_kind["paper"])),
        bases=frozenset(_ids(by_kind["basis"])), pointers=frozenset(_ids(by_kind["pointer"])),
        issues=frozenset(_ids(by_kind["issue"])), bodies=frozenset(_ids(by_kind["body"])),
        moments=frozenset(_ids(by_kind["moment"])), titles=frozenset(_ids(by_kind["title"])),
        remarks=frozenset(_ids(by_kind["remark"])),
        talks=frozenset(_ids(by_kind["talk"])), letters=frozenset(_ids(by_kind["letter"])),
        according=Noun(phrase.id, phrase.get("stance")), headed=next(iter(speakers.values())),
        cues=frozenset({"according", *verbs, *nouns, *versions, *aims, *single, *first}),
    )  # fmt: skip


def _ids(rules: list[Rule]) -> dict[str, str]:
    return {form: rule.id for rule in rules for form in rule.get("forms")}


def _nouns(rules: list[Rule]) -> dict[str, Noun]:
    return {form: Noun(rule.id, rule.get("stance")) for rule in rules for form in rule.get("forms")}


def _verbs(rules: list[Rule]) -> dict[str, Verb]:
    listed: dict[str, list[Rule]] = {}
    for rule in rules:
        for form in rule.get("forms"):
            listed.setdefault(form, []).append(rule)
    return {form: _verb(found) for form, found in listed.items()}


def _verb(found: list[Rule]) -> Verb:
    parts = tuple((rule.id, rule.get("stance"), frozenset(rule.get("takes"))) for rule in found)
    return Verb(
        rule=parts[0][0], stance=parts[0][1], takes=frozenset[str]().union(*(takes for _, _, takes in parts)),
        only=frozenset(noun for rule in found for noun in rule.get("only", ())), rules=parts,
    )  # fmt: skip
