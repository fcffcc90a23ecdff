"""Who says the sentences of a document, so that the same speaker is known again in another document.

A sentence within an attribution is its source's; any other is the document's own voice, which is its outlet's. An
outlet that is itself a body (a ministry, a relief group) is the same speaker as the body named as a source elsewhere.
The armed forces of a state speak with one voice, be it the ministry's, the general staff's or the army's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.linking.model import Row
from trucewatch.linking.rarity import alike
from trucewatch.linking.storywords import story_words

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """``id`` is a casebook id where one is known; ``words`` are the telling words of the name, in lower case.

    ``forces`` is true for the armed forces of a state or the ministry over them. ``unnamed`` speakers ("neighbours")
    are never the same as those of another document.
    """

    id: str | None
    name: str
    words: tuple[str, ...]
    forces: bool
    unnamed: bool


def speaker(name: str, known: str | None) -> Speaker:
    """Return a speaker by name and, where it has one, casebook id."""
    lists = story_words()
    forces = lists.forces.search(name) is not None
    small = lists.small | lists.organs if forces else lists.small
    words = tuple(word for word in map(str.lower, _WORD.findall(name)) if word not in small and len(word) > 1)
    unnamed = known is None and not any(word[0].isupper() for word in name.split() if word.lower() not in lists.small)
    return Speaker(known, name, words, forces, unnamed)


def own_voice(document: Row) -> Speaker:
    """Return who speaks in a document outside all attributions."""
    name = document["author"] if document["genre"] == "opinion" and document["author"] else document["outlet"]
    return speaker(name or document["document_id"], document["outlet_id"] or document["document_id"])


def speakers_of(start: int, end: int, attributions: Iterable[Row], document: Row) -> list[Speaker]:
    """Return who says the words from start to end: the innermost sources, or the document itself.

    An attribution counts where it covers half of the words, or lies within them.
    """
    found = [row for row in attributions if _covers(row, start, end) and row["source_quote"]]
    inner = {row["within_id"] for row in found}
    named = [row for row in found if row["attribution_id"] not in inner]
    if not named:
        return [own_voice(document)]
    return [speaker(row["source_name"] or row["source_quote"], _known(row["source_actor_id"])) for row in named]


def _covers(row: Row, start: int, end: int) -> bool:
    common = int(min(end, row["end"]) - max(start, row["start"]))
    return common > 0 and (common * 2 >= end - start or common == int(row["end"] - row["start"]))


def _known(actor_id: str | None) -> str | None:
    return None if actor_id is None or actor_id.startswith("local:") else actor_id


def same_speaker(left: Speaker, right: Speaker) -> bool:
    """Return whether two speakers are one: by id, or by names of which one ends the other."""
    if left.id and left.id == right.id:
        return True
    if left.unnamed or right.unnamed or left.forces != right.forces:
        return False
    if left.forces:
        return bool(left.words) and _all_alike(left.words, right.words)
    short, long = sorted((left.words, right.words), key=len)
    return bool(short) and _all_alike(short, long[len(long) - len(short) :])


def _all_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    pairs = zip(left, right, strict=False)
    return len(left) == len(right) and all(one == other or alike(one, other) for one, other in pairs)
