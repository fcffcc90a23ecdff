"""Read speech that a colon announces and no marks enclose: "The minister said:", and what follows is the minister's."""

from __future__ import annotations

import re

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.moods import cue_start, really_said
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import FINITE, Scene
from trucewatch.extract.attributions.sources import source_of
from trucewatch.extract.attributions.spans import Content, trim

_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|ours)\b")
_REACH = 12


def find_announced(scene: Scene) -> Said | None:
    """Return the speech that a verb of saying announces by a colon, to the end of its paragraph.

    Where the colon closes the paragraph, the content is empty: the speech is the next paragraph.
    """
    for at, word in enumerate(scene.words):
        if word != ":" or scene.quoted[at] >= 0:
            continue
        said = _announced(scene, at)
        if said is not None:
            return said
    return None


def _announced(scene: Scene, colon: int) -> Said | None:
    if colon + 1 < len(scene.words) and scene.quoted[colon + 1] >= 0:
        return None
    verbs, low = lexicon().verbs, scene.sentence_at(colon)[0]
    for at in range(colon - 1, max(low, colon - _REACH) - 1, -1):
        entry = verbs.get(scene.words[at])
        if entry is not None and "quote" in entry.takes and scene.tags[at][:1] == "V":
            verb = scene.doc[at]
            source = source_of(scene, verb) if really_said(verb) else None
            if source is None or source.start >= colon:
                return None
            content = _content(scene, scene.ends[colon])
            rule, stance = entry.rule_for("quote")
            return Said(scene, content, source, (scene.starts[cue_start(verb)], scene.ends[at]), stance, rule)
        if scene.tags[at] in FINITE:
            return None
    return None


def _content(scene: Scene, start: int) -> Content:
    empty = Content(len(scene.text), len(scene.text), "announced", False)
    return trim(scene, start, len(scene.text), "announced") or empty


def goes_on(said: Said, scene: Scene) -> bool:
    """Tell whether a paragraph continues announced speech: the first does, a later one that says "we" or "I"."""
    first = said.content.start >= len(said.scene.text)
    return first or (said.content.taken == "announced" and _FIRST_PERSON.search(scene.text) is not None)


def whole_paragraph(said: Said, scene: Scene) -> Said | None:
    """Return a paragraph without marks as the speech of who announced it."""
    content = trim(scene, 0, len(scene.text), "announced")
    return Said(scene, content, said.source, None, said.stance, said.rule) if content is not None else None
