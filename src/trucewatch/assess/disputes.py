"""What claims about a state of a fluent are at odds over, in words: whether, who, when, how far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.agreements.fluent_table import FluentKind
from trucewatch.assess.days import iso_day
from trucewatch.assess.scope import Scope
from trucewatch.assess.transitions import Transition

NEXT_DAY = 1
"""Days by which accounts may differ and still tell of one beginning, in the night or over two days."""


def what_is_disputed(
    scope: Scope, kind: FluentKind, opened: Sequence[Transition], told: Sequence[Transition],
    clashing: Sequence[Transition],
) -> str | None:  # fmt: skip
    """Return what is disputed of a state, None where nothing is.

    Args:
        scope: The material.
        kind: The kind of the fluent.
        opened: The reports that it began.
        told: These, and the later reports of it.
        clashing: Reports of another state in the same days, by others.
    """
    sentences = [*_at_odds(scope, kind, told, clashing), _when(opened)]
    return " ".join(filter(None, sentences)) or None


def is_disputed(scope: Scope, kind: FluentKind, told: Sequence[Transition], clashing: Sequence[Transition]) -> bool:
    """Return whether a state itself is disputed, whose it is or how far it goes: more than when it began."""
    return any(_at_odds(scope, kind, told, clashing))


def _at_odds(scope: Scope, kind: FluentKind, told: Sequence[Transition], clashing: Sequence[Transition]) -> list[str]:
    return [_whether(scope, told), _otherwise(scope, clashing), _who(scope, kind, told), _how_far(kind, told)]


def _whether(scope: Scope, told: Iterable[Transition]) -> str:
    denials = sorted({name for change in told for name in speakers(scope, change.denials)})
    return f"It is denied by {_listed(denials)}." if denials else ""


def _otherwise(scope: Scope, clashing: Iterable[Transition]) -> str:
    told = sorted({f"{_listed(speakers(scope, change.claims))}: {change.state}" for change in clashing})
    return f"Of the same days others say otherwise ({'; '.join(told)})." if told else ""


def _who(scope: Scope, kind: FluentKind, told: Iterable[Transition]) -> str:
    """Return who did it, by whose word, where reports name different parties."""
    said: dict[str, set[str]] = {}
    belonging, columns = scope.belonging, scope.columns
    for change in told:
        for claim in change.claims if change.state in kind.whose else ():
            for name in columns.actors.of(claim):
                said.setdefault(belonging.party(name), set()).update(speakers(scope, [claim]))
    if len(said) < 2:
        return ""
    parties = "; ".join(f"{belonging.name(party)} (says {_listed(sorted(said[party]))})" for party in sorted(said))
    return f"Who did it is told differently: {parties}."


def _how_far(kind: FluentKind, told: Sequence[Transition]) -> str:
    told = [change for change in told if change.state in kind.in_part]
    if not any(change.part for change in told) or not any(change.whole for change in told):
        return ""
    return "Some speak of a part, others set no limit."


def _when(opened: Sequence[Transition]) -> str:
    days = sorted({days for change in opened if not change.confirms for days in change.accounts})
    if not days or max(first for first, _ in days) - min(last for _, last in days) <= NEXT_DAY:
        return ""
    accounts = " or ".join(
        f"{iso_day(first)} to {iso_day(last)}" if first < last else f"{iso_day(first)}" for first, last in days
    )
    return f"When it began is told differently: {accounts}."


def speakers(scope: Scope, claims: Iterable[int]) -> list[str]:
    """Return the names of who first said claims, each once, in order."""
    voices = scope.columns.voices
    return sorted({voices.names[voices.origin[claim]] for claim in claims})


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"
