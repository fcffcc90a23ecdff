"""Part what was said from the words behind it that tell who passed it on: "…, the agency reported"."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import Scene
from trucewatch.extract.attributions.sources import object_phrase, source_of
from trucewatch.extract.attributions.spans import Content, trim

_QUOTING = ("quoted", "cited", "quotes", "cites", "quoting", "citing")
_CLOSING = ("after", "headline")
_TAIL = 3
"""Code points by which a cue may end before the content that swallowed it."""


def part_relays(said: list[Said]) -> list[Said]:
    """Return what was said in a paragraph, each content cut before the cue of another that closes it."""
    closing = sorted(
        ((_cue_start(item), at) for at, item in enumerate(said) if item.cue and item.content.taken in _CLOSING)
    )  # fmt: skip
    starts = [start for start, _ in closing]
    parted = []
    for item in said:
        first, last = bisect_right(starts, item.content.start), bisect_right(starts, item.content.end)
        parted.append(_cut(item, [said[at] for _, at in closing[first:last]]))
    return parted


def _cut(item: Said, closing: list[Said]) -> Said:
    content = item.content
    for other in closing:
        if other is item:
            continue
        start = _cue_start(other)
        if other.content.start <= content.start < other.content.end <= start < content.end <= _cue_end(other) + _TAIL:
            cut = trim(item.scene, content.start, start, content.taken)
            return replace(item, content=cut) if cut is not None else item
    return item


def find_relays(scene: Scene, said: list[Said]) -> list[Said]:
    """Return what was said, and for "X was quoted by Y as saying" also that Y passed it on."""
    return said + [relay for item in said if item.cue and (relay := _relay(scene, item)) is not None]


def _relay(scene: Scene, item: Said) -> Said | None:
    assert item.cue is not None
    end = scene.token_at(item.cue[1])
    saying = scene.doc[max(0, end - 1)]
    verb = saying.head.head
    if saying.dep_ != "pcomp" or verb.lower_ not in _QUOTING or item.source is None:
        return None
    by = next((scene.doc[at] for at in range(verb.i, min(end + 4, len(scene.words))) if scene.words[at] == "by"), None)
    source = object_phrase(scene, by) if by is not None else source_of(scene, verb)
    if source is None or source.start == item.source.start:
        return None
    low = min(item.content.start, scene.starts[item.source.start])
    high = max(item.content.end, scene.end_of(item.source.end - 1), item.cue[1])
    content = Content(low, high, "relay", False)
    rule, stance = lexicon().verbs[verb.lower_].rule_for("saying")
    return Said(scene, content, source, (scene.starts[verb.i], scene.end_of(verb.i)), stance, rule)


def _cue_start(item: Said) -> int:
    assert item.cue is not None
    return min(item.cue[0], item.scene.starts[item.source.start]) if item.source else item.cue[0]


def _cue_end(item: Said) -> int:
    """Return the end of the words that name the relaying source, its time and place included."""
    assert item.cue is not None
    text = item.scene.text
    stops = [at for at in (text.find(". ", item.cue[1]), text.find("\n", item.cue[1])) if at >= 0]
    return min(stops, default=len(text))
