"""Decide polarity and modality of an act from the words around its trigger, and derive its status."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.annotate import Passage
from trucewatch.records import Attribution


@dataclass(frozen=True, slots=True)
class Standing:
    """Polarity and modality of one act, whether it is a mere remark, and what decided it."""

    polarity: str
    modality: str
    remark: bool
    evidence: str
    rules: tuple[str, ...] = ()


def decide_standing(passage: Passage, start: int, end: int, attribution: Attribution | None) -> Standing:
    """Return the standing of the act whose trigger is at ``[start, end)`` of the document's text.

    Args:
        passage: The passage that holds the trigger.
        start: Offset of the trigger in the document's text.
        end: Offset just behind it.
        attribution: The innermost attribution that the trigger stands in, None for the report's own voice.
    """
    return Standing("asserted", "actual", False, "stated")


def derive_status(polarity: str, modality: str, attribution: Attribution | None, remark: bool = False) -> str:
    """Return the status of `records.claim.STATUSES` that follows from polarity, modality and attribution."""
    if remark or modality == "hypothetical":
        return "none"
    if modality == "omitted":
        return "omitted"
    if polarity == "denied":
        return "denied"
    if modality == "planned":
        return "planned"
    if attribution is not None:
        return "alleged"
    return "ongoing" if modality == "ongoing" else "happened"
