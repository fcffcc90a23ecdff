"""Copies: documents that share their words, how much of each, and which of them had the words first.

Prints find the pairs (`prints`), exact alignment the passages (`passages`), `verdict` judges them, and `sources` says
which document is the source. The cost is near linear in the number of documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.casebook import Casebook
from trucewatch.linking.credits import CreditNames, find_credits, outlet_key
from trucewatch.linking.prints import candidates, document_prints, index_prints, most_sharing
from trucewatch.linking.published import published_at
from trucewatch.linking.sources import Side, direct, mark_shared_sources
from trucewatch.linking.verdict import Relation, Verdict, judge
from trucewatch.linking.versions import version_pairs
from trucewatch.linking.wording import Codes, Row, Wording, read_wording
from trucewatch.records.link import Copy

REMEMBERED = 4000
"""Texts whose words are kept at hand while pairs are compared."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search for copies found: before any is known to have a source in common with another (``found``).

    ``prints`` are those of the documents in the order of ``document_ids``, that of their publication; of those that
    stood in more than ``most`` documents no use was made.
    """

    found: tuple[Copy, ...]
    document_ids: tuple[str, ...]
    prints: tuple[Codes, ...]
    most: int


def find_copies(documents: Sequence[Row], segments: Sequence[Row], casebook: Casebook) -> list[Copy]:
    """Return the copies among documents, by the ids of their sources; the order of the input does not matter.

    Args:
        documents: Rows of the table ``documents``.
        segments: Rows of the table ``segments``.
        casebook: Whose outlets are known by their names.
    """
    return mark_shared_sources(search_copies(documents, segments, casebook).found)


def search_copies(
    documents: Sequence[Row], segments: Sequence[Row], casebook: Casebook, most: int | None = None
) -> Searched:
    """Return the copies as `find_copies` does, and by which prints they were found.

    Args:
        documents: Rows of the table ``documents``.
        segments: Rows of the table ``segments``.
        casebook: Whose outlets are known by their names.
        most: In how many documents a print may stand; by default as many as a case of this size allows.
    """
    ordered = in_order(documents)
    of = by_document(segments)
    prints = [document_prints(row["text"], of.get(row["document_id"], ())) for row in ordered]
    versions = version_pairs(ordered)
    most = most_sharing(len(ordered)) if most is None else most
    pairs = sorted({*candidates(index_prints(prints), most), *versions})
    found = compare(ordered, of, pairs, versions, CreditNames(ordered, casebook))
    return Searched(tuple(found), tuple(str(row["document_id"]) for row in ordered), tuple(prints), most)


def compare(
    documents: Sequence[Row],
    segments: Mapping[str, Sequence[Row]],
    pairs: Iterable[tuple[int, int]],
    versions: Mapping[tuple[int, int], str],
    names: CreditNames,
) -> list[Copy]:
    """Return the copies among given pairs of documents, such as those of one new document with older ones.

    Which of them have a source in common is not looked for (`sources.mark_shared_sources`).

    Args:
        documents: In order of publication (`in_order`).
        segments: The segments of each, by its id.
        pairs: Positions of the documents to compare, the earlier first.
        versions: Which of the pairs may be versions (`versions.version_pairs`).
        names: The names by which documents credit each other.
    """

    @lru_cache(maxsize=REMEMBERED)
    def wording(at: int) -> Wording:
        return read_wording(documents[at]["text"], segments.get(documents[at]["document_id"], ()))

    outlets = [outlet_key(document) for document in documents]
    judged: list[tuple[int, int, Verdict]] = []
    for left, right in pairs:
        relation = Relation(outlets[left] is not None and outlets[left] == outlets[right], versions.get((left, right)))
        verdict = judge(wording(left), wording(right), documents[right]["text"], relation)
        if verdict is not None:
            judged.append((left, right, verdict))
    sides = {at: _side(at, documents, segments, names) for at in sorted({at for pair in judged for at in pair[:2]})}
    copies = [direct(sides[left], sides[right], verdict) for left, right, verdict in judged]
    return sorted(copies, key=lambda copy: (copy.left_id, copy.right_id))


def in_order(documents: Iterable[Row]) -> list[Row]:
    """Return documents by the time of their publication, those without one last."""
    return sorted(documents, key=lambda row: (published_at(row), row["document_id"]))


def by_document(segments: Iterable[Row]) -> dict[str, list[Row]]:
    """Return segments by the id of their document."""
    of: dict[str, list[Row]] = defaultdict(list)
    for segment in segments:
        of[segment["document_id"]].append(segment)
    return of


def _side(at: int, documents: Sequence[Row], segments: Mapping[str, Sequence[Row]], names: CreditNames) -> Side:
    document = documents[at]
    found = find_credits(document, segments.get(document["document_id"], ()), names)
    return Side(document, published_at(document), tuple(found))
