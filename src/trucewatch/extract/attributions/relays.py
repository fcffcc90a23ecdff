"""Part what was said from the words behind it that tell who passed it on: "…, the agency reported"."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.extract.attributions.cues import Said
from trucewatch.extract.attributions.spans import trim

_TAIL = 3
"""Code points by which a cue may end before the content that swallowed it."""


def part_relays(said: list[Said]) -> list[Said]:
    """Return what was said in a paragraph, each content cut before the cue of another that closes it."""
    return [_cut(item, said) for item in said]


def _cut(item: Said, said: list[Said]) -> Said:
    content = item.content
    for other in said:
        if other is item or other.cue is None or other.content.taken != "after":
            continue
        start = _cue_start(other)
        if other.content.start <= content.start < other.content.end <= start < content.end <= _cue_end(other) + _TAIL:
            cut = trim(item.scene, content.start, start, content.taken)
            return replace(item, content=cut) if cut is not None else item
    return item


def _cue_start(item: Said) -> int:
    assert item.cue is not None
    return min(item.cue[0], item.scene.starts[item.source.start]) if item.source else item.cue[0]


def _cue_end(item: Said) -> int:
    """Return the end of the words that name the relaying source, its time and place included."""
    assert item.cue is not None
    text = item.scene.text
    stops = [at for at in (text.find(". ", item.cue[1]), text.find("\n", item.cue[1])) if at >= 0]
    return min(stops, default=len(text))
