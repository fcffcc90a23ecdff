"""Decide polarity and modality of an act from the words around its trigger, and derive its status."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.annotate import Passage
from trucewatch.extract.status.climb import read_act
from trucewatch.extract.status.duties import weigh_duty
from trucewatch.extract.status.reading import Reading
from trucewatch.extract.status.view import View, read_view
from trucewatch.extract.status.voice import decide_voice, source_voice
from trucewatch.extract.words import Words
from trucewatch.records import Attribution


@dataclass(frozen=True, slots=True)
class Standing:
    """Polarity and modality of one act, whether it is a mere remark, and what decided it.

    ``voice`` is ``own`` where the report vouches for the act, ``alleged`` where it leaves it to others, ``vouched``
    where those who watch, both sides, or the doer itself confirm it.
    """

    polarity: str
    modality: str
    remark: bool
    evidence: str
    rules: tuple[str, ...] = ()
    voice: str = "own"


_STANDINGS = {
    "done": ("asserted", "actual", False),
    "ongoing": ("asserted", "ongoing", False),
    "planned": ("asserted", "planned", False),
    "omitted": ("asserted", "omitted", False),
    "denied": ("denied", "actual", False),
    "none": ("asserted", "hypothetical", True),
}
_TOLD = {
    "done": "told as done", "ongoing": "told as going on", "planned": "told as planned",
    "omitted": "told as owed and left undone", "denied": "told as not done", "none": "not told as an event",
}  # fmt: skip


def decide_standing(
    passage: Passage, start: int, end: int, attribution: Attribution | None, words: Words | None = None
) -> Standing:
    """Return the standing of the act whose trigger is at ``[start, end)`` of the document's text.

    Args:
        passage: The passage that holds the trigger.
        start: Offset of the trigger in the document's text.
        end: Offset just behind it.
        attribution: The innermost attribution that the trigger stands in, None for the report's own voice.
        words: The words of the passage where they were read already; saves reading them again for every act.
    """
    view = read_view(passage, start, end, attribution, words)
    if view is None:
        return Standing("asserted", "actual", False, "told as done")
    reading = _decide(view, attribution)
    polarity, modality, remark = _STANDINGS[reading.state]
    rules = (reading.rule,) if reading.rule else ()
    evidence = f"{_TOLD[reading.state]} ({reading.rule})" if reading.rule else _TOLD[reading.state]
    return Standing(polarity, modality, remark, evidence, rules, decide_voice(view, reading, attribution))


def _decide(view: View, attribution: Attribution | None) -> Reading:
    if view.question:
        return Reading("none", "status.question")
    reading = weigh_duty(view, read_act(view, attribution is not None))
    if reading.state == "planned" and (rule := view.anywhere("condition")):
        return Reading("none", rule)
    if attribution is not None:
        return _by_stance(reading, attribution.stance)
    return reading


def _by_stance(reading: Reading, stance: str) -> Reading:
    """Return the reading in the mouth of one who denies, demands or promises it."""
    if stance == "deny" and reading.state in ("done", "ongoing") and reading.voice != "vouched":
        return Reading("denied", "status.deny")
    if stance == "demand" and reading.state in ("planned", "open", "owed"):
        return Reading("none", "status.demand")
    if stance == "promise" and reading.state in ("done", "ongoing"):
        return Reading("planned", "status.intent")
    return reading


def derive_status(
    polarity: str, modality: str, attribution: Attribution | None, remark: bool = False, voice: str | None = None
) -> str:
    """Return the status of `records.claim.STATUSES` that follows from polarity, modality and whose word it is.

    Args:
        polarity: ``asserted`` or ``denied``.
        modality: One of `records.claim.MODALITIES`.
        attribution: The innermost attribution, None for the report's own voice.
        remark: Whether the act is no event: a question, a condition, a general rule.
        voice: `Standing.voice`; read from the attribution alone where it is not given.
    """
    if remark or modality == "hypothetical":
        return "none"
    if modality == "omitted":
        return "omitted"
    if polarity == "denied":
        return "denied"
    if modality == "planned":
        return "planned"
    if (voice or source_voice(attribution)) == "alleged":
        return "alleged"
    return "ongoing" if modality == "ongoing" else "happened"
