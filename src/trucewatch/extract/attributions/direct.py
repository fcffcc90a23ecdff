"""Give quotations without a cue of their own to the speaker who is plainly still speaking."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.extract.attributions.quotes import Quotation
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import Scene

_SHORTEST = 4
"""Words; a shorter quotation without a cue is a name, a title or a word kept at a distance."""
_SHORTEST_ALONE = 2
"""Words; where a paragraph holds nothing but quotations, a shorter one is still speech."""


def free_quotations(scene: Scene, said: list[Said]) -> Iterator[Quotation]:
    """Yield the quotations of whole sentences that no cue of the paragraph covers."""
    shortest = _SHORTEST_ALONE if is_speech_only(scene) else _SHORTEST
    spans = sorted((item.content.start, item.content.end) for item in said)
    reached, at = 0, 0
    for quotation in scene.quotations:
        while at < len(spans) and spans[at][0] <= quotation.inner_start:
            reached, at = max(reached, spans[at][1]), at + 1
        whole = quotation.closed or quotation.runs_on or quotation.continues
        if reached < quotation.inner_end and whole and (is_sentence(scene, quotation, shortest) or quotation.continues):
            yield quotation


def is_sentence(scene: Scene, quotation: Quotation, shortest: int) -> bool:
    """Tell whether a quotation is a sentence of its own rather than a part of the report's sentence."""
    inner = scene.text[quotation.inner_start : quotation.inner_end]
    if quotation.words < shortest or not (inner[:1].isupper() or inner[:1] in "[‘'…." or inner[:1].isdigit()):
        return False
    before = scene.text[: quotation.start].rstrip()
    if before and before[-1] not in '.!?…:”"’':
        return False
    return inner[-1:] in ".!?…—" or quotation.runs_on or _ends_sentence(scene, quotation.end)


def _ends_sentence(scene: Scene, end: int) -> bool:
    behind = scene.text[end:].lstrip()
    return not behind or behind[0] in ".!?"


def is_speech_only(scene: Scene) -> bool:
    """Tell whether a paragraph holds nothing but quotations."""
    at, rest = 0, []
    for quotation in scene.quotations:
        rest.append(scene.text[at : quotation.start])
        at = quotation.end
    rest.append(scene.text[at:])
    return bool(scene.quotations) and not any(part.strip(" .,…—–-") for part in rest)
