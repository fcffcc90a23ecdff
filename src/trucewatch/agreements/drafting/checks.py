"""Which check an agreement file would decide a proposal by."""

from __future__ import annotations

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Proposal


def choose_check(proposal: Proposal, verbs: set[str]) -> str | None:
    """Return the name of a check, None where nothing can decide the proposal (a declaration, a permission)."""
    if proposal.kind.value in ("declaration", "permission"):
        return None
    if proposal.kind.value == "ban":
        return "never_done"
    if proposal.parallel_with:
        return "in_parallel"
    window = proposal.window
    if window is not None and window.form in ("by", "before", "until", "within"):
        return "done_by"
    if proposal.amounts and proposal.amounts[0].unit not in ("length", "area"):
        return "quantity_reached"
    if proposal.after and window is None:
        return "done_after"
    if verbs & forms("lasting") or (window is not None and window.form == "every"):
        return "kept_up"
    acts = {act.value for act in proposal.acts}
    if acts & {"exchange", "release"} and len(proposal.bearers) > 1:
        return "reciprocal"
    if acts & {"ceasefire", "ban"} or proposal.term is not None:
        return "kept_up"
    return "done_by" if window is not None else None
