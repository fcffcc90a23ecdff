"""Tell numbers that measure nothing from figures: dates, clocks, names, ages, list numbers, addresses."""

from __future__ import annotations

import re

from trucewatch.extract.figures.bounds import Quantity
from trucewatch.extract.figures.view import View

_CLOCK = re.compile(
    r"\s?(?:a\.?m\b|p\.?m\b|o[’']clock|gmt\b|utc\b|hrs\b|est\b|past\s|min(?:ute)?s?\s+read|degrees?\b|mm\b|cal\b|kph|mph|km/h)",
    re.IGNORECASE,
)
_FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
_HOURS = rf"(?:{_FEW}|eleven|twelve|noon|midnight)"
_TO_HOUR = re.compile(rf"\s+(?:to|past)\s+{_HOURS}\b(?!\s+(?:people|men|soldiers))", re.IGNORECASE)
_PAST_HOUR = re.compile(r"(?:\bat|\bby|\buntil|\baround)\s+(?:\w+|a\s+quarter)\s+(?:to|past)\s+$", re.IGNORECASE)
_AGE = re.compile(r"[\s‑-]*years?[\s-]*olds?\b|[\s‑-]*months?[\s-]*old\b", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:aged?|ages|turned|turns|turning|under\s+the\s+age\s+of|over\s+the\s+age\s+of)\s+(?:between\s+)?$",
    re.IGNORECASE,
)
_PROPORTION = re.compile(rf"\b(?:(?:{_FEW}|\d+)\s+in|all\s+but)\s+$", re.IGNORECASE)
_LISTED = re.compile(r"\s*[.)\]](?:\s|$)")
_OPENING = frozenset("([")


def is_no_figure(view: View, quantity: Quantity) -> bool:
    """Tell whether a number is a date, clock, name, age, list number or address, by the words beside it."""
    numeral = quantity.numeral
    if numeral.currency:
        return False
    before = view.token_over(quantity.inner)
    after = view.token_at(quantity.inner_end)
    if _PROPORTION.search(view.text, max(0, quantity.start - 20), quantity.start):
        return True
    if _is_clock_words(view, quantity, before):
        return True
    if _is_date(view, quantity, before, after) or _CLOCK.match(view.text, quantity.inner_end):
        return True
    if _AGE.match(view.text, quantity.inner_end) or _AGED.search(
        view.text, max(0, quantity.inner - 26), quantity.inner
    ):
        return True
    if _is_appended_age(view, quantity, before, after):
        return True
    if _is_list_number(view, quantity) or _is_name(view, quantity, before):
        return True
    return _is_address(view, quantity, after) or _is_chained(view.text, quantity)


def _is_clock_words(view: View, quantity: Quantity, before: int) -> bool:
    """Tell a time of day in words: "at twenty to twelve"."""
    if quantity.numeral.kind != "words" or quantity.size > 29 or before == 0:
        return False
    told = _TO_HOUR.match(view.text, quantity.inner_end) or _PAST_HOUR.search(
        view.text, max(0, quantity.inner - 24), quantity.inner
    )
    return told is not None


def _is_date(view: View, quantity: Quantity, before: int, after: int) -> bool:
    previous = view.forms[before - 1] if before else ""
    following = view.forms[after] if after < len(view.forms) else ""
    if quantity.numeral.kind != "digits" or "," in view.text[quantity.inner : quantity.inner_end]:
        return False
    months = view.lexicon.words["month"]
    if following[:1].isupper() and following.lower() in months and quantity.size <= 31:
        return True
    if previous[:1].isupper() and previous.lower() in months and (quantity.size <= 31 or 1000 <= quantity.size <= 2100):
        return True
    if not 1800 <= quantity.size <= 2100 or quantity.numeral.scale != 1:
        return False
    written = view.text[quantity.inner : quantity.inner_end]
    if len(written) > 4 and not re.search(r"\D", written):
        return False
    if following and view.tags[after] in ("NN", "NNP") and not quantity.bounded:
        return True
    if following and view.tags[after] == "NNS" and previous.lower() not in view.lexicon.words["year_at"]:
        return False
    return previous.lower() in view.lexicon.words["year_cue"] or following[:1] in ",.;:)" or not following


def _is_appended_age(view: View, quantity: Quantity, before: int, after: int) -> bool:
    """Tell an age between commas behind a person: "Oskar Brem, 58, was …"."""
    if before < 2 or quantity.bounded or quantity.numeral.kind != "digits" or quantity.size > 115:
        return False
    closed = after >= len(view.words) or view.words[after] in (",", ".", "and", ")", ";")
    return closed and view.words[before - 1] == "," and view.tags[before - 2][:2] in ("NN", "JJ")


def _is_list_number(view: View, quantity: Quantity) -> bool:
    """Tell a number that opens a list item or stands in brackets as a note: "2) …", "[3]"."""
    start, end = quantity.inner, quantity.inner_end
    if start == 0 and _LISTED.match(view.text, end):
        return True
    closed = end < len(view.text) and view.text[end] in ")]"
    return closed and start > 0 and view.text[start - 1] in _OPENING and quantity.numeral.kind == "digits"


def _is_name(view: View, quantity: Quantity, before: int) -> bool:
    """Tell a number that belongs to a name: "Article 5", "Group of Seven", "Room 12"."""
    if before == 0:
        return False
    previous, form = view.words[before - 1], view.forms[before]
    if quantity.bounded or (quantity.numeral.scale > 1 and quantity.numeral.kind != "words"):
        return False
    if previous in view.lexicon.labels and not _is_verb_of_number(view, before):
        return True
    if quantity.numeral.kind == "words" and form[:1].isupper() and not _opens(view, before):
        return not view.titled
    return False


def _is_verb_of_number(view: View, token: int) -> bool:
    """Tell a label word that stands apart from the number: "of the group 12 were …"."""
    following = token + 1
    return (
        following < len(view.tags) and view.tags[following] in ("NNS", "VBD", "VBN") and view.tags[token - 1][:1] == "V"
    )


def _opens(view: View, token: int) -> bool:
    """Tell whether a word opens a sentence or quotation, where any word is written with a capital."""
    start, _ = view.sentence(token)
    return token == start or view.forms[token - 1] in "“\"‘'(:.…—–-•;!?"


def _is_address(view: View, quantity: Quantity, after: int) -> bool:
    if quantity.numeral.kind != "digits" or quantity.bounded:
        return False
    for token in range(after, min(after + 4, len(view.words))):
        if view.words[token] in view.lexicon.streets:
            return token == after or view.forms[token - 1][:1].isupper() or view.forms[token - 1][:1].isdigit()
        if not (view.forms[token][:1].isupper() or view.forms[token][:1].isdigit()):
            return False
    return False


def _is_chained(text: str, quantity: Quantity) -> bool:
    """Tell digits that hang on further digits by hyphens: telephone numbers, scores, document numbers."""
    start, end = quantity.inner, quantity.inner_end
    if quantity.numeral.kind != "digits":
        return False
    before = text[max(0, start - 2) : start]
    behind = text[end : end + 2]
    return bool(re.fullmatch(r"[\w)][-‑–]", before)) or bool(re.fullmatch(r"[-‑–]\d", behind))
