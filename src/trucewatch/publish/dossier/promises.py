"""The dossier's part on agreements: board, windows, states, conduct and provisions of a case that has any."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from trucewatch.errors import AgreementError, UsageError
from trucewatch.publish.dossier.board import agreements, board
from trucewatch.publish.dossier.cited import citations
from trucewatch.publish.dossier.conduct import conduct
from trucewatch.publish.dossier.content import Content
from trucewatch.publish.dossier.promise import promises_of
from trucewatch.publish.dossier.provisions import provisions
from trucewatch.publish.dossier.states import states
from trucewatch.publish.dossier.windows import windows_chart
from trucewatch.storage import Case
from trucewatch.storage.assessed import Assessed, assess_opened


def promises(case: Case, content: Content, on: str | None) -> dict[str, Any] | None:
    """Return all that the page shows of a case's agreements; None where it has none.

    Where they cannot be laid over what the case holds, ``failed`` says why: the rest of the page is not concerned.

    Raises:
        UsageError: where the day asked about is none, or is asked for without agreements.
    """
    if not case.manifest.agreements and on is None:
        return None
    try:
        assessed = assess_opened(case, on)
    except (AgreementError, UsageError) as error:
        if on is not None:
            raise
        return {"failed": str(error)}
    return _shown(assessed, content)


def _shown(assessed: Assessed, content: Content) -> dict[str, Any]:
    listed, cited, days = promises_of(assessed), citations(content), assessed.days
    drawn = states(assessed, cited)
    return {
        "failed": None, "on": days.on, "known": days.known, "snapshot": days.snapshot, "count": len(listed),
        "agreements": agreements(listed), "columns": board(listed, content),
        "windows": Markup(windows_chart(listed, cited, days.on)), "strips": Markup(drawn["chart"]),
        "fluents": drawn["fluents"], "conduct": conduct(assessed, content),
        "provisions": provisions(listed, assessed, cited),
    }  # fmt: skip
