"""Tell numbers that measure nothing from figures: dates, clocks, names, ages, list numbers, addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from trucewatch.extract.figures.bounds import Quantity
from trucewatch.extract.figures.view import View

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
_CLOCK = re.compile(
    r"\s?(?:a\.?m\b|p\.?m\b|o[’']clock|gmt\b|utc\b|hrs\b|est\b|past\s|min(?:ute)?s?\s+read|degrees?\b|mm\b|cal\b|kph|mph|km/h)",
    re.IGNORECASE,
)
_AGE = re.compile(r"\s?[-‑]?\s?years?[\s-]?olds?\b|\s?[-‑]\s?months?[\s-]old", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged?|ages|under\s+the\s+age\s+of|over\s+the\s+age\s+of)\s+(?:between\s+)?$", re.IGNORECASE)
_LISTED = re.compile(r"\s*[.)\]](?:\s|$)")
_YEAR_BEFORE = frozenset(
    "in since by from until till during of the early late mid summer spring autumn fall winter before after and around circa c. "
    "year years for between".split()
)
_OPENING = frozenset("([")


def time_spans(times: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return starts and ends of the times of a document, sorted, for `stands_in_time`."""
    ordered = sorted(times)
    return [start for start, _ in ordered], [end for _, end in ordered]


def stands_in_time(start: int, end: int, spans: tuple[list[int], list[int]]) -> bool:
    """Tell whether a number lies within an expression of time."""
    starts, ends = spans
    at = bisect_right(starts, start)
    if at and ends[at - 1] > start:
        return True
    return at < len(starts) and starts[at] < end


def is_no_figure(view: View, quantity: Quantity) -> bool:
    """Tell whether a number is a date, clock, name, age, list number or address, by the words beside it."""
    numeral = quantity.numeral
    if numeral.currency:
        return False
    before = view.token_over(quantity.inner)
    after = view.token_at(quantity.inner_end)
    if _is_date(view, quantity, before, after) or _CLOCK.match(view.text, quantity.inner_end):
        return True
    if _AGE.match(view.text, quantity.inner_end) or _AGED.search(
        view.text, max(0, quantity.inner - 26), quantity.inner
    ):
        return True
    if _is_list_number(view, quantity) or _is_name(view, quantity, before):
        return True
    return _is_address(view, quantity, after) or _is_chained(view.text, quantity)


def _is_date(view: View, quantity: Quantity, before: int, after: int) -> bool:
    previous = view.forms[before - 1] if before else ""
    following = view.forms[after] if after < len(view.forms) else ""
    for form in (previous, following):
        if form[:1].isupper() and form.lower() in _MONTHS and quantity.size <= 2100:
            return True
    if quantity.numeral.kind != "digits" or "," in view.text[quantity.inner : quantity.inner_end]:
        return False
    if not 1800 <= quantity.size <= 2100 or quantity.numeral.scale != 1:
        return False
    written = view.text[quantity.inner : quantity.inner_end]
    if len(written) > 4 and not re.search(r"\D", written):
        return False
    return previous.lower() in _YEAR_BEFORE or previous.lower() in _MONTHS or following[:1] in ",.;:)" or not following


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
    if quantity.bounded or quantity.numeral.scale > 1 and quantity.numeral.kind != "words":
        return False
    if previous in view.lexicon.labels and not _is_verb_of_number(view, before):
        return True
    if quantity.numeral.kind == "words" and form[:1].isupper() and not _opens(view, before):
        return not _is_titled(view)
    if quantity.numeral.kind == "digits" and view.forms[before - 1] in "-#" and before > 1:
        return view.forms[before - 2][:1].isalpha()
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


def _is_titled(view: View) -> bool:
    """Tell whether a passage is written as a title, Most Words Capitalised."""
    longer = [form for form in view.forms if len(form) > 3 and form.isalpha()]
    return len(longer) < 40 and sum(form[0].isupper() for form in longer) >= 0.6 * len(longer)


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
