"""Stories of a linked case to which documents were added: which older ones tell of the happening of a new one.

Words weigh as when the case was linked as a whole, and older documents stay related as they were.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from trucewatch.linking.columns import Array
from trucewatch.linking.contradictions import Pair, story_pairs
from trucewatch.linking.postings import Postings
from trucewatch.linking.profile import find_profiles
from trucewatch.linking.rarity import Rarity
from trucewatch.linking.stories import Words, relate
from trucewatch.linking.storyblocks import LARGEST, lay_blocks
from trucewatch.storage.grounds import STORIES, Grounds
from trucewatch.storage.growth import Growth

_READ = ("documents", "segments", "times", "places", "attributions")
"""The tables by which stories are told."""


def add_stories(growth: Growth, grounds: Grounds, days: int) -> Postings:
    """Note the stories that new documents share with others; return the blocks with the new documents in them.

    Args:
        growth: The addition.
        grounds: With the new documents in their catalogue.
        days: On how many days the case had reports when the use of its words was counted.
    """
    if not growth.told:
        return grounds.blocks
    words = _words(growth, days)
    ids = sorted(growth.told)
    profiles = find_profiles(growth.reader.tables(ids), growth.casebook, words.rarity)
    laid = lay_blocks([profiles[key] for key in ids], words.documents)
    size = len(grounds.catalogue)
    number = {grounds.catalogue.id_of(at): at for at in range(size - len(ids), size)}
    owners = np.array([number[ids[at]] for at in laid.owners.tolist()], np.int32)
    blocks = grounds.blocks.with_more(laid.keys(), owners)
    near = _beside(blocks, laid.keys(), owners, grounds)
    profiles = find_profiles(
        growth.reader.tables({key for pair in near for key in pair}, _READ), growth.casebook, words.rarity
    )
    found = [relate(profiles[left], profiles[right]) for left, right in sorted(near)]
    rows = [
        {"left_id": left, "right_id": right, "partial": partial}
        for (left, right), partial in story_pairs(found).items()
    ]
    growth.replace_rows("stories", (), pa.Table.from_pylist(rows, schema=STORIES))
    return blocks


def _words(growth: Growth, days: int) -> Words:
    rows = growth.kept.rows("SELECT * FROM words")
    counts = {row["term"]: row["days"] for row in rows if row["days"]}
    return Words(Rarity(days, counts), {row["term"]: row["documents"] for row in rows if row["documents"]})


def _beside(blocks: Postings, keys: Array, owners: Array, grounds: Grounds) -> set[Pair]:
    """Return the pairs of a new document and another that a block holds: in a large one those next to it by id."""
    held = {
        key: sorted(found, key=lambda one: int(grounds.catalogue.ids[one]))
        for key, found in blocks.groups(keys).items()
    }
    pairs = set()
    for key, owner in zip(keys.tolist(), owners.tolist(), strict=True):
        listed = held[key]
        if len(listed) > LARGEST and not key & 1:
            continue
        at = listed.index(owner)
        for other in listed if len(listed) <= LARGEST else listed[max(0, at - LARGEST) : at + LARGEST + 1]:
            if other != owner:
                left, right = sorted((grounds.catalogue.id_of(owner), grounds.catalogue.id_of(other)))
                pairs.add((left, right))
    return pairs
