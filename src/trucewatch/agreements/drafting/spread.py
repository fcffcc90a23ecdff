"""Days that one clause names and another shares: at the front of a sentence, or behind the clause that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.agreements.drafting.model import Proposal, Span

DEADLINES = ("by", "before", "until")


def spread_days(made: Sequence[Proposal], text: str) -> list[Proposal]:
    """Give clauses without a time what the clause joined to them names for both; a doubt says so."""
    found = list(made)
    for number in range(len(found) - 2, -1, -1):
        here, later = found[number], found[number + 1]
        if _joined(here, later, text) and not here.window and later.window and later.window.form in DEADLINES:
            words = later.window.cited.quote
            reason = f"The day stands behind the clause that follows (“{words}”); it may hold for both."
            alike = here.bearers == later.bearers or {act.value for act in here.acts} & {
                act.value for act in later.acts
            }
            if later.window.cited.start > later.kind.start and alike:
                found[number] = replace(here, window=later.window, unsure=(*here.unsure, reason))
    for number in range(1, len(found)):
        before, here = found[number - 1], found[number]
        front = [span for span in _windows(before) if span.cited.end <= before.kind.start]
        if front and _joined(before, here, text) and before.bearers == here.bearers and not here.window:
            reason = f"The day stands at the front of the sentence (“{front[0].cited.quote}”); it may hold for both."
            found[number] = replace(here, window=front[0], further=tuple(front[1:]), unsure=(*here.unsure, reason))
    return found


def _joined(left: Proposal, right: Proposal, text: str) -> bool:
    between = text[left.end : right.start]
    same = left.article == right.article and left.rules == right.rules and "drafting.calls" not in left.rules
    return same and len(between) < 12 and not set(between) & set(".;")


def _windows(item: Proposal) -> tuple[Span, ...]:
    return ((item.window,) if item.window else ()) + item.further
