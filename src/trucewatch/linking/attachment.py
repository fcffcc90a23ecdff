"""At which event a figure hangs: the act decides, since “seven dead” counts no withdrawal, however near that is told.

Tried in this order: an event whose own claim holds the figure; of the claims in its sentence, then in its paragraph,
the nearest whose act can have such a figure (``acts`` of its unit in ``quantities.yml``). Tolls are often told apart
from the act, so a figure of those whom something befell also hangs at the nearest such act of the paragraph before, or
at the only one of the document. A figure that any act can have hangs at nothing beyond its own sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trucewatch.linking.model import Row
from trucewatch.linking.quantities import unit_of

Span = tuple[int, int]


def event_of(
    figure: Row, claims: Sequence[Row], events: Mapping[str, str], spans: tuple[Span, Span, Span]
) -> str | None:
    """Return the event at which a figure hangs, None where no claim of the document bears it out.

    Args:
        figure: A row of ``figures``.
        claims: The claims of its document.
        events: The event of each claim that is of one.
        spans: Its sentence, its paragraph, and that with the paragraph before.
    """
    unit = unit_of(figure["unit"])
    linked = [claim for claim in claims if claim["claim_id"] in events]
    own = [claim for claim in linked if figure["figure_id"] in (claim["figure_ids"] or ())]
    if own:
        return events[_nearest(own, figure)["claim_id"]]
    fitting = [claim for claim in linked if unit.acts is None or claim["act"] is None or claim["act"] in unit.acts]
    for first, last in spans[: 1 if unit.acts is None else 3 if unit.course == "grows" else 2]:
        near = [claim for claim in fitting if first <= claim["start"] < last]
        if near:
            return events[_nearest(near, figure)["claim_id"]]
    return _only(fitting, events) if unit.acts and unit.course == "grows" else None


def _nearest(claims: Iterable[Row], figure: Row) -> Row:
    """Return the claim with the fewest characters between its words and the figure's."""

    def gap(claim: Row) -> tuple[int, int, str]:
        between = max(claim["start"] - figure["end"], figure["start"] - claim["end"], 0)
        return between, abs(claim["start"] - figure["start"]), claim["claim_id"]

    return min(claims, key=gap)


def _only(claims: Iterable[Row], events: Mapping[str, str]) -> str | None:
    """Return the event of all claims, None where they are of several."""
    found = {events[claim["claim_id"]] for claim in claims}
    return found.pop() if len(found) == 1 else None
