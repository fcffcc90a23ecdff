"""What the head of an accord says of the names in it: which stand together, and as parties or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.phrases import Mention, acting_nouns, find_mentions

_JOINED = re.compile(
    r"(?:[\s,;/&–—-]|\b(?:and|the|of|by|also|as well as|jointly|AND)\b|\([^()]*\)|[“\"‘][^”\"’]*[”\"’]"
    r"|(?:on|of) (?:the )?(?:one|other|first|second) (?:hand|part|side)"
    r"|(?:headed|represented|led) by [^,;]*?(?=,|\s+and\s+(?:of\s+)?the\b)"
    r"|\b(?:H\. ?E\.|Mr|Mrs|Ms|Dr)\b\.?|[A-Z]\.|[A-Z][\w’'-]+)*"
)
"""What may stand between names that stand together: "A, on the one hand; and B, headed by N. N., and C"."""
_WITHIN_NAMES = frozenset({"the", "and", "mr", "mrs", "ms", "dr"})
_TOLD_OF = re.compile(
    r"\A(?:\s*\([^()]*\)|,\s*(?:(?:Mr|Mrs|Ms|Dr|H\. ?E)\.?\s+)?(?:[A-Z][\w’'.-]*\s*){1,4},|,? represented by [^;,]*,)+"
)
"""What may follow a name before its verb: another name in brackets, who holds the office, who represents it."""
_FARTHEST = 160
_PLURAL = re.compile(r"\w*s of (?P<the>the )?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Group:
    """Names that stand together, the words before them in their sentence and the words behind."""

    mentions: tuple[Mention, ...]
    before: str
    behind: str
    gaps: tuple[str, ...]


def find_groups(text: str, start: int, end: int) -> Iterator[Group]:
    """Yield the names that stand together in ``text[start:end]``, with the words around them."""
    gathered: list[Mention] = []
    mentions = [m for m in find_mentions(text, start, end) if not is_alias(text, m) and not is_person(text, m)]
    for mention in mentions:
        if gathered and not _together(text, gathered[-1], mention):
            yield _group(text, gathered, start, end)
            gathered = []
        gathered.append(mention)
    if gathered:
        yield _group(text, gathered, start, end)


def is_person(text: str, mention: Mention) -> bool:
    """Return whether a name is a person's: behind an initial or "Mr", or before ", President of"."""
    plain = not {word.lower() for word in mention.name.split()} & acting_nouns()
    titled = re.search(
        r"(?:\b[A-Z]\.|\b(?:Mr|Mrs|Ms|Dr|H\. ?E)\.?)\s*$", text[max(0, mention.begin - 8) : mention.begin]
    )
    office = re.match(r",\s+(?:the\s+|its\s+)?([\w-]+(?: [\w-]+)?)", text[mention.end : mention.end + 40])
    holds = office is not None and bool(
        set(re.split(r"[ -]", office[1].lower())) & (forms("titles") | forms("offices"))
    )
    return (
        plain
        and not mention.office
        and bool(titled or (holds and office and office[1][0].isupper() and " " in mention.name))
    )


def is_alias(text: str, mention: Mention) -> bool:
    """Return whether a name only gives another one: it stands in quotation marks or brackets behind it."""
    before = text[max(0, mention.begin - 30) : mention.begin]
    if not re.match(r"\s*[”\"’')]", text[mention.end : mention.end + 3]):
        return False
    return bool(re.search(r"[“\"‘(](?:(?:the|each|together|an?)\s+)*[“\"‘]?$", before))


def _together(text: str, left: Mention, right: Mention) -> bool:
    gap = text[left.end : right.begin]
    parted = re.search(r"\n\s*\n|;", gap) and not re.search(r"\band\b", gap, re.IGNORECASE)
    if parted or not re.search(r"[,;&/]|\band\b|\bas well as\b", gap, re.IGNORECASE):
        return False
    if any(word.lower() in forms("no-names") - _WITHIN_NAMES for word in re.findall(r"\b[A-Z][a-z]+", gap)):
        return False
    return (
        len(gap) <= _FARTHEST
        and "." not in re.sub(r"\b[A-Z]\.|\b(?:Mr|Mrs|Ms|Dr)\.", "", gap)
        and bool(_JOINED.fullmatch(gap))
    )


def _group(text: str, found: list[Mention], start: int, end: int) -> Group:
    gaps = [text[left.end : right.begin] for left, right in pairwise(found)]
    found = [_several(text, m, gap) for m, gap in zip(found, [*gaps, ""], strict=True)]
    people = {
        m for m, (left, gap) in zip(found[1:], zip(found, gaps, strict=False), strict=True) if _is_person(m, left, gap)
    }
    mentions = [m for m in found if m not in people]
    before = text[start : mentions[0].begin]
    begun = max(
        (m.end() for m in re.finditer(r"(?<!\bv)(?<!\bvs)(?<!\b[A-Z])[.;:][”\"]?\s+|\n\s*\n|\n(?=[A-Z])", before)),
        default=0,
    )
    behind = _TOLD_OF.sub("", text[found[-1].end : end], count=1)
    stopped = re.search(r"(?<![A-Z])\.\s|;|\n\s*\n", behind)
    return Group(tuple(mentions), before[begun:], behind[: stopped.start() + 1] if stopped else behind, tuple(gaps))


def _several(text: str, mention: Mention, gap: str) -> Mention:
    """Return the first of several of whom a plural tells: "State Commissions of A and B" are A's and B's."""
    told = _PLURAL.search(mention.name)
    joint = re.fullmatch(r"\s+and\s+(?:of\s+)?(?P<the>the\s+)?", gap)
    if not told or not joint or bool(told["the"]) != bool(joint["the"]):
        return mention
    start = mention.end - len(mention.name[told.end() :])
    return replace(mention, start=start, name=mention.name[told.end() :])


def _is_person(mention: Mention, left: Mention, gap: str) -> bool:
    """Return whether a name is that of the holder of the office before it: "the President of A, Ilse Dorn"."""
    words = {word.lower() for word in mention.name.split()}
    plain = not words & (acting_nouns())
    several = left.office.partition(" ")[0].endswith("s")  # "the Presidents of A, B and C"
    alone = re.fullmatch(r",?\s*(?:[A-Z]\.\s*)*", gap) is not None
    return bool(left.office) and not several and not mention.office and plain and alone
