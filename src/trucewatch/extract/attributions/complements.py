"""Find what follows a reporting verb as its content: one finder for each frame that a verb may take."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from trucewatch.extract.attributions.clauses import clause, led_quotation
from trucewatch.extract.attributions.lexicon import Verb
from trucewatch.extract.attributions.phrases import (
    accuse,
    attitude,
    blame,
    described_as,
    event,
    gerund,
    infinitive,
    naming,
    object_of,
    of,
    pointed,
    put_at,
)  # fmt: skip
from trucewatch.extract.attributions.scene import Scene
from trucewatch.extract.attributions.spans import Content

Frame = Callable[[Scene, Token, Verb], Content | None]

_FRAMES: tuple[tuple[str, Frame], ...] = (
    ("quote", led_quotation), ("clause", clause), ("that", clause), ("infinitive", infinitive), ("gerund", gerund),
    ("object", object_of), ("event", event), ("pointed", pointed), ("attitude", attitude), ("of", of),
    ("accuse", accuse), ("blame", blame), ("as", described_as), ("naming", naming), ("put", put_at),
)  # fmt: skip
"""Each frame with its finder, in the order in which they are tried."""


def complement(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return what follows a verb as its content, by the first of its frames that fits."""
    for taken, find in _FRAMES:
        if taken in entry.takes:
            found = find(scene, verb, entry)
            if found is not None:
                return found
    return None
