"""Questions to a case: claims by their fields, words in the full text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from trucewatch.documents.paragraphs import paragraph_bounds
from trucewatch.errors import UsageError
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.records.claim import STATUSES
from trucewatch.storage.case import Case

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
KINDS = ("act", "commitment", "statement", "figure", "record")
_TERM = re.compile(r'["“„«]([^"”“»]+)["”“»]|(\S+)')
LONGEST_CONTEXT = 1200
"""Code points of a paragraph shown around a hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which claims are wanted; what is None does not matter. Names match in part and in any case."""

    actor: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    says: str | None = None
    status: str | None = None
    document: str | None = None


_HAS = "contains(lower({}), lower(?))"
CONDITIONS: dict[str, str] = {
    "actor": (
        f"len(list_filter(mentioned || actors || recipients, lambda p: p.actor_id = ? OR {_HAS.format('p.name')})) > 0"
    ),
    "type": "(kind = lower(?) OR act = lower(?) OR event_type = upper(?))",
    "place": (
        "EXISTS (SELECT 1 FROM places p WHERE p.document_id = claims.document_id"
        " AND list_contains(place_ids, p.place_id)"
        f" AND (p.place_id = ? OR {_HAS.format('p.name')}"
        f" OR len(list_filter(p.names, lambda n: {_HAS.format('n')})) > 0))"
    ),
    "says": f"(claimant_actor_id = ? OR {_HAS.format('claimant')})",
    "status": "status = lower(?)",
    "document": f"(starts_with(document_id, ?) OR document_id IN (SELECT document_id FROM documents d WHERE "
    f"{_HAS.format('d.origin')} OR {_HAS.format('d.title')}))",
}
"""SQL condition of each field of `Filter`; every ``?`` takes the field's value."""


def find_claims(case: Case, wanted: Filter) -> list[dict[str, Any]]:
    """Return the claims that fit, by date and place in their document; undated ones last.

    Raises:
        UsageError: where a date is not ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or a status or type is none.
    """
    since, until = _day(wanted.since, "--from"), _day(wanted.until, "--to")
    if wanted.status is not None and wanted.status.lower() not in STATUSES:
        raise UsageError(f"--status takes one of {', '.join(STATUSES)}, not “{wanted.status}”.")
    clauses, values = ["true"], []
    for name, condition in CONDITIONS.items():
        value = getattr(wanted, name)
        if value is not None:
            clauses.append(condition)
            values.extend([value] * condition.count("?"))
    query = f"SELECT * FROM claims WHERE {' AND '.join(clauses)} ORDER BY date NULLS LAST, document_id, start, claim_id"
    rows = case.rows(query, values)
    if not rows and wanted.type is not None:
        check_type(wanted.type)
    return [row for row in rows if _within(row["date"], since, until)] if since or until else rows


def check_type(value: str) -> None:
    """Raise a `UsageError` where there is no such kind, act or event type."""
    acts = act_lexicon().types
    types = sorted({act.event_type for act in acts.values()})
    if value.lower() not in {*KINDS, *acts} and value.upper() not in types:
        raise UsageError(
            f"Nothing here is of the type “{value}”. There are the kinds {', '.join(KINDS)}, the event types "
            f"{', '.join(types)}, and acts such as shelling; docs/reference/acts.md lists them."
        )


def _day(value: str | None, option: str) -> str | None:
    from trucewatch.extract.edtf import bounds

    try:
        known = value is None or (_DAY.fullmatch(value) and bounds(value)[0] is not None)
    except ValueError:
        known = False
    if not known:
        raise UsageError(f"{option} takes a date such as 2031-05, or 2031-05-07, not “{value}”.")
    return value


def _within(value: str | None, since: str | None, until: str | None) -> bool:
    """Return whether a date can lie between two days: an interval that reaches into them does."""
    from trucewatch.extract.edtf import bounds

    if value is None:
        return False
    first, last = bounds(value)
    lower = bounds(since)[0] if since else None
    upper = bounds(until)[1] if until else None
    return not ((lower and last and last < lower) or (upper and first and first > upper))


def find_words(case: Case, words: str, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Return hits of a full-text search, and how many paragraphs hold all the words.

    A word matches the beginning of a word, whatever its case and accents; words in quotation marks match as a run.
    """
    terms = [_pattern(match[1] or match[2]) for match in _TERM.finditer(words)]
    if not terms:
        raise UsageError("Name at least one word to find.")
    hits: list[dict[str, Any]] = []
    total = 0
    for document in case.rows("SELECT * FROM documents ORDER BY published_from NULLS LAST, origin, document_id"):
        for start, end in paragraph_bounds(document["text"], 0, len(document["text"])):
            marks = _marks(document["text"][start:end], terms)
            total += bool(marks)
            if marks and len(hits) < limit:
                hits.append(_hit(case, document, start, end, marks))
    return hits, total


def fold(text: str) -> str:
    """Return text for matching, its length kept: lower case, accents off, quotation marks and spaces evened."""
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character < "\x80":
        return character.lower()
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'}.get(character, base[:1] or character)


def _pattern(term: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in fold(term).split())
    return re.compile(r"(?<!\w)" + r"\s+".join(parts))


def _marks(paragraph: str, terms: list[re.Pattern[str]]) -> list[tuple[int, int]]:
    folded = fold(paragraph)
    found = [[match.span() for match in term.finditer(folded)] for term in terms]
    return sorted({span for spans in found for span in spans}) if all(found) else []


def _hit(case: Case, document: dict[str, Any], start: int, end: int, marks: list[tuple[int, int]]) -> dict[str, Any]:
    low = max(0, marks[0][0] - LONGEST_CONTEXT // 2)
    context = document["text"][start + low : min(end, start + low + LONGEST_CONTEXT)]
    first = start + marks[0][0]
    return {
        "document_id": document["document_id"],
        "document": document_name(document),
        "start": first,
        "end": start + marks[0][1],
        "role": _role(case, document["document_id"], first),
        "context": context,
        "marks": [(a - low, b - low) for a, b in marks if a >= low and b <= low + LONGEST_CONTEXT],
    }


def _role(case: Case, document_id: str, offset: int) -> str:
    rows = case.rows(
        'SELECT role FROM segments WHERE document_id = ? AND start <= ? AND "end" > ?', [document_id, offset, offset]
    )
    return str(rows[0]["role"]) if rows else "none"


def document_name(document: dict[str, Any]) -> str:
    """Return what to call a document in a line: outlet, title, day, id."""
    parts = (document["outlet"], document["title"], document["published"], document["document_id"])
    return ", ".join(str(part) for part in parts if part)
