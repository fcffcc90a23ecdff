"""Make the issues of this stage: what was said that could not be closed, or given to anybody."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.records import Issue, make_id


def make_issue(annotated: Annotated, start: int, end: int, code: str, reason: str) -> Issue:
    """Return an issue about the words at ``[start, end)`` of a document."""
    return Issue(
        issue_id=make_id("i", annotated.document_id, "attribute", code, start), document_id=annotated.document_id,
        origin="", stage="attribute", code=code, reason=reason, start=start, end=end,
        quote=annotated.quote(start, end),
    )  # fmt: skip
