"""The lexicon of line shapes (``segments.yml``), compiled so that one line is judged in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from trucewatch.documents.segments.unit import TERMINALS, Unit, bare_words
from trucewatch.documents.segments.words import words_of
from trucewatch.rulebooks import Rule, load_rulebook

_FIELDS = frozenset({"role", "how", "where", "until", "case", "most", "pattern", "words", "phrases", "labels", "signs"})
_BULLETS = "♦•·▪►▶»→👉✉📩🔔⬇️–—| "
_LONGEST_CHOICE = 16
"""Words of a line of sections or languages."""
_END_REACH = 160
"""Code points from the end of a unit in which a rule on endings looks."""
_EDGES = " \t\xa0-–—|•·»›>→*:.…"
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|&")
_SEAM = re.compile(r"(?<=[A-Za-z])(?=[\u0370-\uffff])|(?<=[a-zß-ÿ])(?=[A-Z])")
_REPORTS = re.compile(r"\b(?:said|told|according to|added|announced|claimed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule decided: a role, the rule's id, and for a label how far it reaches."""

    role: str
    rule: str
    until: str | None = None


class _Patterns:
    """Rules of one way of matching, as one expression; the first rule in file order that fits decides."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self.most = max((rule.get("most", 10**9) for rule in self._rules), default=0)
        parts = [
            f"(?P<r{index}>{rule.get('pattern') if rule.get('case') else '(?i:' + rule.get('pattern') + ')'})"
            for index, rule in enumerate(self._rules)
        ]
        self._expression = re.compile("|".join(parts)) if parts else None
        signed = all(rule.get("signs") for rule in self._rules)
        self._signs = tuple(sign for rule in self._rules for sign in rule.get("signs")) if signed else None

    def hit(self, text: str, words: int, *, full: bool = True) -> Hit | None:
        """Return the rule that fits ``text`` from its start (``full``: to its end), if its length is allowed."""
        if self._expression is None or words > self.most:
            return None
        match = self._expression.fullmatch(text) if full else self._expression.match(text)
        return self._decide(match, words)

    def search(self, text: str, words: int) -> Hit | None:
        """Return the rule that fits somewhere in ``text``."""
        if self._expression is None or words > self.most:
            return None
        if self._signs is not None and not any(sign in text for sign in self._signs):
            return None
        return self._decide(self._expression.search(text), words)

    def _decide(self, match: re.Match[str] | None, words: int) -> Hit | None:
        if match is None:
            return None
        index = next(i for i, _ in enumerate(self._rules) if match[f"r{i}"] is not None)
        rule = self._rules[index]
        return Hit(rule.get("role"), rule.id, rule.get("until")) if words <= rule.get("most", 10**9) else None


class Lexicon:
    """The rules of ``segments.yml`` by the way they match."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        def of(how: str, where: str | None = None) -> list[Rule]:
            return [rule for rule in rules if rule.get("how") == how and rule.get("where") == where]

        self._whole, self._whole_ends = _Patterns(of("whole")), _Patterns(of("whole", "ends"))
        self._whole_head = _Patterns(of("whole", "head"))
        self._start = _Patterns(r for r in of("start") if r.get("most", 10**9) <= 40)
        self._start_long = _Patterns(r for r in of("start") if r.get("most", 10**9) > 40)
        self._start_ends, self._start_below = _Patterns(of("start", "ends")), _Patterns(of("start", "below"))
        self._end = _Patterns(r for r in of("end") if r.get("role") != "caption")
        self._credit_end = _Patterns(r for r in of("end") if r.get("role") == "caption")
        self._bracket, self._fragment = _Patterns(of("bracket")), _Patterns(of("fragment"))
        self._scene = _Patterns(of("scene"))
        labels = [rule for rule in rules if rule.get("how") == "label"]
        self._label_patterns = _Patterns(rule for rule in labels if rule.get("pattern"))
        self._labels = {
            bare_words(words): Hit(rule.get("role"), rule.id, rule.get("until"))
            for rule in labels for words in rule.get("labels", ())
        }  # fmt: skip
        self._navigation = _words_of(of("words", "ends"))
        self._languages = _words_of(of("languages"), fold=False)
        notice = of("phrases")[0]
        self._notice_rule, self._longest_notice = notice.id, notice.get("most")
        self._notices: dict[str, list[str]] = defaultdict(list)
        for phrase in notice.get("phrases"):
            self._notices[bare_words(phrase).partition(" ")[0]].append(phrase)

    def line(self, unit: Unit) -> Hit | None:
        """Return what a unit is by its own words, wherever it stands."""
        bare = unit.head.strip(_EDGES) if unit.words <= 40 else ""
        hit = None
        if unit.words <= 40:
            hit = (
                self._whole.hit(bare or unit.head, unit.words)
                or self._start.hit(unit.head.lstrip(_BULLETS), unit.words, full=False)
                or self._language_choice(unit)
            )
        return (
            hit
            or self._start_long.hit(unit.head, unit.words, full=False)
            or self._end.search(unit.tail[-_END_REACH:], unit.words)
            or self._notice(unit)
        )

    def at_end(self, unit: Unit) -> Hit | None:
        """Return what a unit is by words that tell only at the head and foot of a page."""
        if unit.words > 40:
            return None
        return (
            self._whole_ends.hit(unit.head.strip(_EDGES), unit.words)
            or self._navigation_line(unit)
            or self._start_ends.hit(unit.head, unit.words, full=False)
        )

    def at_head(self, unit: Unit) -> Hit | None:
        """Return what a unit is by its shape, which tells only above the running text."""
        return self._whole_head.hit(unit.head.strip(_EDGES), unit.words)

    def below(self, unit: Unit) -> Hit | None:
        """Return what a unit is by words that tell only behind the first running text."""
        return self._start_below.hit(unit.head, unit.words, full=False)

    def label(self, unit: Unit) -> Hit | None:
        """Return what follows under a unit that is a heading of a list, a note or comments."""
        if unit.words > 16 or unit.ended:
            return None
        return self._labels.get(unit.key) or self._label_patterns.hit(unit.head.strip(_EDGES), unit.words)

    def credit(self, unit: Unit) -> Hit | None:
        """Return the rule by which a picture's credit closes the unit."""
        tail = unit.tail.rstrip()
        opened = max(tail.rfind("("), tail.rfind("["))
        if opened > 0 and (tail[-1] in ")]" or max(tail.find(")", opened), tail.find("]", opened)) < 0):
            hit = self._bracket.hit(tail[opened + 1 :].strip(" )]."), unit.words)
            if hit or tail[-1] in ")]":
                return hit
        if unit.ended:
            return None
        fragment = _after_last_stop(tail)
        if fragment and (hit := self._fragment.hit(fragment.strip(" )]|-–—"), unit.words)):
            return hit
        if len(tail) < 40 or (fragment is not None and len(fragment) <= 20):
            return None
        return self._credit_end.search(tail[max(20, len(tail) - 70) :], unit.words)

    def scene(self, unit: Unit) -> Hit | None:
        """Return the rule by which the unit describes what a picture shows."""
        return self._scene.search(unit.head[:300], unit.words)

    def _language_choice(self, unit: Unit) -> Hit | None:
        rule_id, names = self._languages
        if unit.words > _LONGEST_CHOICE or unit.ended:
            return None
        tokens = _tokens(unit.head)
        fits = bool(tokens) and all(token in names or token.casefold() in names for token in tokens)
        return Hit("furniture", rule_id) if fits else None

    def _navigation_line(self, unit: Unit) -> Hit | None:
        rule_id, names = self._navigation
        if unit.words > _LONGEST_CHOICE or unit.ended:
            return None
        tokens = _tokens(unit.head)
        return Hit("furniture", rule_id) if tokens and all(t.casefold() in names for t in tokens) else None

    def _notice(self, unit: Unit) -> Hit | None:
        words = frozenset(unit.key.split())
        if unit.words > self._longest_notice or words_of("notice").isdisjoint(words):
            return None
        folded = unit.head.casefold()
        found = sum(phrase in folded for first in words & self._notices.keys() for phrase in self._notices[first])
        needed = 1 if unit.words <= 14 else 2 if unit.words <= 45 else 3
        if not found or found < needed + 2 * bool(_REPORTS.search(folded)):
            return None
        return Hit("furniture", self._notice_rule)


def _words_of(rules: list[Rule], *, fold: bool = True) -> tuple[str, frozenset[str]]:
    words = (word for rule in rules for word in rule.get("words"))
    return rules[0].id, frozenset(word.casefold() if fold else word for word in words)


def _tokens(text: str) -> list[str]:
    """Return the words of a line, also those that lost the space between them ("DONATEDeutsch" stays one)."""
    return [part for token in _TOKEN.findall(text[:160]) for part in _SEAM.split(token)]


def _after_last_stop(tail: str) -> str | None:
    """Return what follows the last full stop of a unit that is not closed; None where it holds no other."""
    for at in range(len(tail) - 2, max(0, len(tail) - 130), -1):
        if tail[at] in TERMINALS and tail[at + 1] in ' \u00a0\n”"’)':
            before = tail[:at].rpartition(" ")[2]
            if len(before) > 1 or not before.isupper():
                return tail[at + 1 :].lstrip(' \u00a0\n”"’)')
    return None


@cache
def lexicon() -> Lexicon:
    """Return the compiled rules; loaded once in a process."""
    return Lexicon(load_rulebook("segments", _FIELDS, frozenset({"role", "how"})))
