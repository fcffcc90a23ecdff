"""What a clause refers to: other points, what it runs in parallel with, what it comes after."""

from __future__ import annotations

import re
from dataclasses import replace

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Cited, Proposal


def find_references(proposal: Proposal, text: str) -> Proposal:
    """Return a proposal with its references; their value is the point named, else the words that tell what."""
    parallel = _led(proposal, text, "parallel")
    after = [found for found in _led(proposal, text, "after") if not re.search(r"\d{4}\s*$", found.quote)]
    under = []
    for match in _named().finditer(text, proposal.start, proposal.end):
        value = match["number"] or match["above"].lower()
        under.append(
            Cited(value=value, start=match.start(), end=match.end(), quote=match[0], sure=bool(match["number"]))
        )
    return replace(proposal, parallel_with=tuple(parallel), after=tuple(after), under=tuple(under))


def _led(proposal: Proposal, text: str, kind: str) -> list[Cited]:
    """Return what stands behind words that lead a reference, up to the next stop."""
    words = "|".join(re.escape(form) for form in sorted(forms(kind), key=len, reverse=True))
    found = []
    for match in re.finditer(
        rf"\b(?:{words})\s+(?!(?:it|them)sel)(?P<what>[^,.;:]+)", text[proposal.start : proposal.end], re.IGNORECASE
    ):
        start, end = proposal.start + match.start(), proposal.start + match.end()
        found.append(Cited(value=" ".join(match["what"].split()), start=start, end=end, quote=text[start:end]))
    return found


def _named() -> re.Pattern[str]:
    nouns = "|".join(sorted(forms("refers"), key=len, reverse=True))
    above = "|".join(sorted(forms("above")))
    return re.compile(
        rf"\b(?:(?P<above>{above})\s+(?:{nouns})|(?:{nouns})\s+(?P<number>\d{{1,3}}(?:\.\d+)*(?:\s*\([a-z0-9]\))?|[IVX]+)\b)",
        re.IGNORECASE,
    )
