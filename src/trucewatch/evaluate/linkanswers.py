"""What linking says of pairs of texts, in the terms of the key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from trucewatch.evaluate.linkcase import read_texts
from trucewatch.evaluate.linkdata import Labelled, Pair
from trucewatch.evaluate.links import Answer
from trucewatch.linking.link import link_case
from trucewatch.linking.shared import find_shared
from trucewatch.linking.stories import relate_documents
from trucewatch.records.link import Contradiction, Copy

Documents = frozenset[str]
"""The ids of two documents."""


def answer_pairs(labelled: Labelled) -> list[tuple[Pair, Answer]]:
    """Return each pair of a folder with what the program says of it, from the texts of the folder alone."""
    read = read_texts(labelled.texts.values())
    tables, casebook = read.tables, read.casebook
    linked = link_case(tables, casebook)
    clashes = contradiction_kinds(linked.contradictions)
    wanted = [(read.documents[pair.left], read.documents[pair.right]) for pair in labelled.pairs]
    links = relate_documents(tables, casebook, wanted)
    lengths = {row["document_id"]: len(row["text"]) for row in tables["documents"]}
    leading = denied_in_front(linked.contradictions, lengths)
    denied = frozenset(key for key, kinds in clashes.items() if kinds == {"status"} and key in leading)
    shared = find_shared(tables, casebook, links, linked.copies, denied)
    relations = {frozenset((link.left_id, link.right_id)): link.relation for link in links}
    copied = copy_kinds(linked.copies)
    keys = [frozenset(pair) for pair in wanted]
    return [
        (
            pair,
            Answer(copied.get(key, "none"), relations[key], clashes.get(key, frozenset()), len(shared[key].origins)),
        )
        for pair, key in zip(labelled.pairs, keys, strict=True)
    ]


def copy_kinds(copies: Iterable[Copy]) -> dict[Documents, str]:
    """Return ``full`` or ``partial`` by the two documents; a later version of a text is a full copy of it."""
    return {
        frozenset((copy.left_id, copy.right_id)): "full" if copy.kind == "version" else copy.kind for copy in copies
    }


def contradiction_kinds(contradictions: Iterable[Contradiction]) -> dict[Documents, frozenset[str]]:
    """Return the kinds of contradiction by the two documents."""
    found: dict[Documents, set[str]] = defaultdict(set)
    for row in contradictions:
        found[frozenset((row.left_document_id, row.right_document_id))].add(row.kind)
    return {key: frozenset(kinds) for key, kinds in found.items()}


def denied_in_front(contradictions: Iterable[Contradiction], lengths: Mapping[str, int]) -> frozenset[Documents]:
    """Return the pairs of documents of which one denies, or has denied, what stands in its first half: its matter."""
    return frozenset(
        frozenset((row.left_document_id, row.right_document_id))
        for row in contradictions
        if row.kind == "status"
        and min(row.left_start / lengths[row.left_document_id], row.right_start / lengths[row.right_document_id]) < 0.5
    )
