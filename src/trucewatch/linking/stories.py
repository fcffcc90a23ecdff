"""Are two documents about the same happening, is one a part of what the other covers, or are they on different ones?

Three weighted comparisons, added up and shown: the days of what they report, how alike all their words are, and how
alike their leads are (rare words count more, `linking.rarity`). The sum is the logit of a logistic regression, fitted
by `benchmarks/fit_stories.py`. Where one of two related documents reviews several happenings, or is the portrait of
one person, the other is its whole or its part. Pairs are compared only where a block holds both: a rare term of their
leads, on the same days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.casebook.model import Casebook
from trucewatch.linking.happening import FAR, NEAR, apart
from trucewatch.linking.model import Tables
from trucewatch.linking.profile import Profile, find_profiles, same_ages
from trucewatch.linking.rarity import Rarity, likeness
from trucewatch.linking.storyblocks import Blocks, count_handles, lay_blocks, pairs_within
from trucewatch.linking.storyscreen import LEAST, screen_pairs
from trucewatch.linking.storywords import StoryWeights, story_words
from trucewatch.records.link import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """``relation`` is ``same``, ``sub`` (the left is a part of the right) or ``different``; ``score`` a probability.

    The score is that the two documents are about the same happening or one about a part of the other's.
    """

    left_id: str
    right_id: str
    relation: str
    score: float
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """How a case uses words: on how many of its ``days``, by term, and in how many documents, by handle of a block."""

    rarity: Rarity
    documents: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stories:
    """The documents that are related, and by what they were found: words and blocks, by the order of ids."""

    links: tuple[StoryLink, ...]
    document_ids: tuple[str, ...]
    words: Words
    blocks: Blocks


def relate_documents(
    tables: Tables, casebook: Casebook, pairs: Iterable[tuple[str, str]] | None = None
) -> list[StoryLink]:
    """Return how documents are related; without ``pairs``, those of all that a block holds that are related at all.

    Args:
        tables: Rows of ``documents``, ``segments``, ``times``, ``places`` and ``attributions``.
        casebook: Whose places bring contested names together.
        pairs: Ids of documents, to relate these pairs and no others.
    """
    if pairs is None:
        return list(read_stories(tables, casebook).links)
    profiles = find_profiles(tables, casebook)
    return [relate(profiles[left], profiles[right]) for left, right in sorted(set(pairs))]


def read_stories(tables: Tables, casebook: Casebook, words: Words | None = None) -> Stories:
    """Return the related documents of a case; words weigh as in this case, or as is given."""
    profiles = find_profiles(tables, casebook, words.rarity if words else None)
    ordered = [profiles[key] for key in sorted(profiles)]
    if words is None:
        words = Words(ordered[0].rarity if ordered else Rarity(0, {}), count_handles(ordered))
    blocks = lay_blocks(ordered, words.documents)
    near = screen_pairs(ordered, pairs_within(blocks, len(ordered)))
    links = [link for left, right in near if (link := relate(ordered[left], ordered[right])).relation != "different"]
    return Stories(tuple(links), tuple(sorted(profiles)), words, blocks)


def relate(left: Profile, right: Profile) -> StoryLink:
    """Return how two documents are related, with what each comparison found and adds."""
    if _whole_first(left, right):
        left, right = right, left
    comparisons = compare(left, right, story_words().weights)
    score = 1 / (1 + math.exp(-sum(one.weight for one in comparisons)))
    inside = within(left, right)
    related = score > 0.5 if inside is None else inside
    relation = "different" if not related else "sub" if inside or _part(left, right) else "same"
    return StoryLink(
        left_id=left.document_id, right_id=right.document_id, relation=relation, score=score, comparisons=comparisons
    )


def _whole_first(left: Profile, right: Profile) -> bool:
    """Return whether the left is the whole and the right its part, by their stretches, reviewing and portraying."""
    if within(left, right) is not None:
        return within(right, left) is True and within(left, right) is False
    if left.happening.reviews != right.happening.reviews:
        return left.happening.reviews
    return right.portrait and not left.portrait


def within(left: Profile, right: Profile) -> bool | None:
    """Return whether of two reviews the left's stretch lies within the right's; None where one is no review."""
    one, other = left.happening, right.happening
    if not (one.first and one.last and other.first and other.last):
        return None
    inside = other.first - NEAR <= one.first and one.last <= other.last + NEAR
    return inside and (one.first, one.last) != (other.first, other.last)


def _part(left: Profile, right: Profile) -> bool:
    """Return whether, of two related documents, the left is a part of the right."""
    return left.happening.reviews != right.happening.reviews or left.portrait != right.portrait


def compare(left: Profile, right: Profile, weights: StoryWeights) -> tuple[Comparison, ...]:
    """Return the weighted comparisons of two documents."""
    values = measure(left, right)
    found = {
        "base": "the constant of the regression",
        "same_days": "what they report happened on the same days" if values["same_days"] else "not on the same days",
        "other_days": "what they report happened on other days" if values["other_days"] else "not on other days",
        "words": f"likeness of all their words {math.exp(values['words']) - LEAST:.2f}",
        "lead": f"likeness of their leads {math.exp(values['lead']) - LEAST:.2f}",
        "ages": ("no ages to compare", "persons of the same age", "persons of other ages")[int(values["ages"])],
    }
    return tuple(
        Comparison(name=name, found=found[name], weight=getattr(weights, name) * value)
        for name, value in values.items()
    )


def measure(left: Profile, right: Profile) -> dict[str, float]:
    """Return the values that the weights of `storywords.StoryWeights` are for, by name.

    A review is compared with a report by all days it tells of, and by that of its sentences which is most like the
    other's lead.
    """
    one, other = left.happening, right.happening
    told = one.reviews != other.reviews
    gap = apart(one.told if told and one.reviews else one.days, other.told if told and other.reviews else other.days)
    names = left.names | right.names
    lead = likeness(left.lead, right.lead, names)
    if told:
        whole, part = (left, right) if one.reviews else (right, left)
        mine, numbers = part.lead, range(len(whole.sentences))
        lead = max([lead, *(likeness(mine, whole.sentence(number), names) for number in numbers)])
    return {
        "base": 1.0,
        "same_days": float(gap is not None and gap <= NEAR),
        "other_days": float(gap is not None and gap > FAR),
        "words": math.log(likeness(left.words, right.words, names) + LEAST),
        "lead": math.log(lead + LEAST),
        "ages": same_ages(left.ages, right.ages),
    }
