"""What linking says of pairs of texts, in the terms of the key."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.evaluate.linkcase import read_texts
from trucewatch.evaluate.linkdata import Labelled, Pair
from trucewatch.evaluate.links import Answer
from trucewatch.linking.copies import find_copies
from trucewatch.linking.shared import find_shared
from trucewatch.linking.stories import relate_documents
from trucewatch.records.link import Copy


def answer_pairs(labelled: Labelled) -> list[tuple[Pair, Answer]]:
    """Return each pair of a folder with what the program says of it, from the texts of the folder alone."""
    read = read_texts(labelled.texts.values())
    copies = find_copies(read.tables["documents"], read.tables["segments"], read.casebook)
    wanted = [(read.documents[pair.left], read.documents[pair.right]) for pair in labelled.pairs]
    links = relate_documents(read.tables, read.casebook, wanted)
    shared = find_shared(read.tables, read.casebook, links, copies)
    relations = {frozenset((link.left_id, link.right_id)): link.relation for link in links}
    kinds = copy_kinds(copies)
    answered = []
    for pair in labelled.pairs:
        key = frozenset((read.documents[pair.left], read.documents[pair.right]))
        answered.append((pair, Answer(kinds.get(key, "none"), relations[key], frozenset(), len(shared[key].origins))))
    return answered


def copy_kinds(copies: Iterable[Copy]) -> dict[frozenset[str], str]:
    """Return ``full`` or ``partial`` by the two documents; a later version of a text is a full copy of it."""
    return {
        frozenset((copy.left_id, copy.right_id)): "full" if copy.kind == "version" else copy.kind for copy in copies
    }

