"""One "who said what" as it is found, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.attributions.scene import Scene
from trucewatch.extract.attributions.sources import SourceWords
from trucewatch.extract.attributions.spans import Content


@dataclass(frozen=True, slots=True)
class Said:
    """One "who said what" found in a paragraph; ``cue`` are offsets of the paragraph."""

    scene: Scene
    content: Content
    source: SourceWords | None
    cue: tuple[int, int] | None
    stance: str
    rule: str
    hedges: tuple[str, ...] = ()
