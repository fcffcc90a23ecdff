"""What kind of text a document is: news, agency copy, statement, analysis, opinion, reference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from trucewatch.rulebooks import Rule, load_rulebook

SEARCHED = 20_000
"""Code points of the text that are searched; a longer one tells its kind by then."""
_OPENING = 400
_BLANK = re.compile(r"\n[^\S\n]*\n")
_QUOTATION = re.compile(r"[“”„\"«»]|``|''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the rules of genre look at. ``agency`` is true where a date line names a news agency."""

    labels: tuple[str, ...]
    headline: str
    address: str | None
    agency: bool
    outlet_genre: str | None
    text: str
    body: str


def find_genre(told: Told) -> tuple[str, str | None]:
    """Return the genre and the id of the rule it rests on; ``unknown`` and None where nothing tells."""
    folded = told.body[:SEARCHED].casefold()
    for rule, expression in _rules():
        signs = rule.get("signs")
        if signs and not any(sign in folded for sign in signs):
            continue
        if genre := _fits(rule, expression, told):
            return genre, rule.id
    return "unknown", None


def _fits(rule: Rule, expression: re.Pattern[str] | None, told: Told) -> str | None:
    """Return the genre that a rule gives, or None where it does not fit."""
    where, genre = rule.get("where"), str(rule.get("genre"))
    if where == "outlet":
        return told.outlet_genre
    if where == "agency":
        return genre if told.agency else None
    if expression is None:
        return None
    fits = False
    if where == "label":
        fits = any(expression.fullmatch(label.strip(" :|–—-\n")) for label in told.labels)
    elif where == "headline":
        fits = bool(told.headline) and expression.fullmatch(told.headline) is not None
    elif where in ("path", "domain"):
        fits = _fits_address(expression, where, told.address)
    elif where == "opening":
        fits = expression.match(told.body[:_OPENING]) is not None
    elif where == "text":
        fits = expression.search(told.text[:SEARCHED]) is not None
    else:
        searched = told.body[:SEARCHED] if where == "body" else _own_voice(told.body[:SEARCHED])
        least = rule.get("least", 1)
        fits = sum(1 for _, _ in zip(range(least), expression.finditer(searched), strict=False)) >= least
    return genre if fits else None


def _own_voice(body: str) -> str:
    """Return the paragraphs without quotation marks; marks are lost too often to cut quotations out of the rest."""
    return "\n\n".join(part for part in _BLANK.split(body) if _QUOTATION.search(part) is None)


def _fits_address(expression: re.Pattern[str], where: str, address: str | None) -> bool:
    if not address:
        return False
    parts = urlsplit(address.lower())
    if where == "path":
        return expression.search(parts.path) is not None
    return expression.fullmatch(parts.hostname or "") is not None


@cache
def _rules() -> tuple[tuple[Rule, re.Pattern[str] | None], ...]:
    fields = frozenset({"genre", "where", "pattern", "least", "signs"})
    rules = load_rulebook("genres", fields, frozenset({"genre", "where"}))
    return tuple((rule, _compiled(rule)) for rule in rules)


def _compiled(rule: Rule) -> re.Pattern[str] | None:
    pattern = rule.get("pattern")
    folded = 0 if rule.get("where") == "voice" else re.IGNORECASE
    return re.compile(pattern, folded | re.MULTILINE) if pattern else None
