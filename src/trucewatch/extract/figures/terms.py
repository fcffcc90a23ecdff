"""Lengths of time: a figure only where they are the term or limit of an agreement, mandate or duty."""

from __future__ import annotations

import re

from trucewatch.extract.figures.bounds import Quantity
from trucewatch.extract.figures.view import QUOTES, View

UNIT = "duration-limit"
_FOR = re.compile(
    r"\b(?:for|of|by)\s+(?:an?\s+)?(?:(?:initial|further|additional|another|renewable|maximum|minimum|period|term)\s+)*(?:of\s+)?(?:another\s+)?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in\s+no\s+more\s+than|no\s+later\s+than|not\s+later\s+than|inside)\s+(?:the\s+next\s+)?$",
    re.IGNORECASE,
)
_TERM_OF = re.compile(r"\b(\w[\w-]*)\s+(?:period\s+)?(?:of|for)\s+$", re.IGNORECASE)
_PAST = frozenset({"had", "has", "have", "was", "were", "been"})
_MORE = frozenset({"more", "further", "additional"})


def unit_word(view: View, quantity: Quantity) -> tuple[int, int, str] | None:
    """Return the tokens and word of the time unit that a number counts, None where it counts none."""
    words, units = view.words, view.lexicon.terms["unit"]
    at = view.token_at(quantity.end)
    if quantity.numeral.joined in units:
        at = view.token_at(quantity.numeral.end + 1)
        return (at, at + 1, words[at]) if at < len(words) and words[at] in units else None
    while at < len(words) and (
        words[at] in _MORE
        or view.forms[at] in QUOTES
        or words[at] in ("calendar", "working", "business", "full", "whole", "consecutive")
    ):
        at += 1
    return (at, at + 1, words[at]) if at < len(words) and words[at] in units else None


def term_rule(view: View, quantity: Quantity, unit: tuple[int, int, str]) -> tuple[str, int] | None:
    """Return the rule that makes a length of time a limit and the end token of the figure, or None."""
    terms, words = view.lexicon.terms, view.words
    for at in range(unit[1], min(unit[1] + 4, len(words))):
        if words[at] in terms["noun"]:
            return terms["noun"][words[at]], at + 1 if at == unit[1] else unit[1]
        if (
            view.tags[at][:2] not in ("JJ", "NN", "PO", "HY")
            and view.forms[at] not in QUOTES
            and words[at] not in ("’", "'")
        ):
            break
    if words[unit[1] : unit[1] + 1] == ["to"] and view.tags[unit[1] + 1 : unit[1] + 2] == ["VB"]:
        first, _ = view.sentence(unit[0])
        given = [word for word in words[first : unit[0]] if word in terms["given"]]
        return (terms["given"][given[-1]], unit[1]) if given else None
    left = view.text[max(0, quantity.start - 60) : quantity.start]
    if rule := _governed(view, quantity, left):
        return rule, unit[1]
    return None


def _governed(view: View, quantity: Quantity, left: str) -> str | None:
    """Return the rule of the verb or noun that sets a term: "deployed for …", "must … within …", "a mandate of …"."""
    terms = view.lexicon.terms
    token = view.token_over(quantity.inner)
    first, end = view.sentence(token)
    before = view.words[max(first, token - 22) : token]
    if (named := _TERM_OF.search(left)) and (rule := terms["noun"].get(named[1].lower())):
        return rule
    if _FOR.search(left):
        for at, word in enumerate(before):
            if word in terms["verb"] or (word in terms["sent"] and _PAST.isdisjoint(before[max(0, at - 3) : at])):
                return terms["verb"].get(word) or terms["sent"][word]
        return _under_duty(view, before, lasting=True)
    if _WITHIN.search(left) or (quantity.bounded and left.rstrip().endswith("within")):
        return _under_duty(view, view.words[first:end], lasting=False)
    return None


def _under_duty(view: View, words: list[str], *, lasting: bool) -> str | None:
    """Return the rule of a word of duty among the words; with ``lasting`` a verb that can last, too."""
    terms = view.lexicon.terms
    if lasting and terms["lasting"].keys().isdisjoint(words):
        return None
    return next((terms["duty"][word] for word in words if word in terms["duty"]), None)
