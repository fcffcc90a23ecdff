"""Assessment: fluents and findings, by what was reported and known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trucewatch.assess.findings import Days, assess_board
from trucewatch.assess.provisions import Board
from trucewatch.assess.scope import Tables, read_material

if TYPE_CHECKING:
    from trucewatch.agreements.model import Agreement
    from trucewatch.casebook.model import Casebook
    from trucewatch.linking.link import Linked
    from trucewatch.records.finding import Finding

__all__ = ["Board", "Days", "assess", "assess_board", "read_material"]


def assess(
    agreements: Sequence[Agreement], tables: Tables, linked: Linked, casebook: Casebook, days: Days
) -> list[Finding]:
    """Return how every provision of agreements stands on a pair of days, in the order of their files.

    Args:
        agreements: The agreements, loaded together.
        tables: ``claims``, ``documents``, ``actors``, ``places``, ``figures``, ``times``, ``attributions``, as Arrow or
            as rows.
        linked: What linking made of them.
        casebook: The casebook of the case.
        days: The day asked about and the day of knowing.
    """
    return assess_board(
        Board(read_material(tables, linked.events, linked.origins, casebook), agreements, casebook), days
    )
