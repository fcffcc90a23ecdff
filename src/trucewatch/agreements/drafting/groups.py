"""What the head of an accord says of the names in it: which stand together, and as parties or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from trucewatch.agreements.drafting.lexicon import forms, roles, signs
from trucewatch.agreements.drafting.phrases import Mention, acting_nouns, find_mentions, lowered

_JOINED = re.compile(
    r"(?:[\s,;/&–—-]|\b(?:and|the|of|by|also|as well as|jointly|AND)\b|\([^()]*\)|[“\"‘][^”\"’]*[”\"’]"
    r"|(?:on|of) (?:the )?(?:one|other|first|second) (?:hand|part|side)"
    r"|(?:headed|represented|led) by [^,;]*,|\b(?:H\. ?E\.|Mr|Mrs|Ms|Dr)\b\.?|[A-Z]\.|[A-Z][\w’'-]+)*"
)
"""What may stand between names that stand together: "A, on the one hand; and B, headed by N. N., and C"."""
_NEAR = re.compile(r"[\s,]*(?:\([^()]*\)[\s,]*)*(?:(?:on|of) the \w+ (?:hand|part|side)[\s,]*)?(?:\([^()]*\))?")
_AS = re.compile(
    r"[\s,)]*(?:as|for (?:its|their)|who (?:signs?|attests?)|standing|acting as|has offered|have offered)\b(.{0,40})",
    re.S,
)
_WITHIN_NAMES = frozenset({"the", "and", "mr", "mrs", "ms", "dr"})
_OPENING = ("we", "this", "now", "therefore", "now therefore", "now, therefore", "accordingly", "hereby")
_TOLD_OF = re.compile(
    r"\A(?:\s*\([^()]*\)|,\s*(?:(?:Mr|Mrs|Ms|Dr|H\. ?E)\.?\s+)?(?:[A-Z][\w’'.-]*\s*){1,4},|,? represented by [^;,]*,)+"
)
"""What may follow a name before its verb: another name in brackets, who holds the office, who represents it."""
_FARTHEST = 160
_PLURAL = re.compile(r"\w*s of (?P<the>the )?(?=[A-Z])")
_DATED = re.compile(r"(?:On|In|At|Today|Following|After|By|Through|Meeting|Gathered|Assembled)\b[^.;]*")


@dataclass(frozen=True, slots=True)
class Group:
    """Names that stand together, the words before them in their sentence and the words behind."""

    mentions: tuple[Mention, ...]
    before: str
    behind: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against a name's being a party: the kind of it, and the role beside them."""

    kind: str
    mention: Mention
    role: str | None = None


def head_evidence(text: str, start: int, end: int, called: Sequence[tuple[int, str]]) -> Iterator[Evidence]:
    """Yield what a head tells of its names.

    Args:
        text: The accord's text.
        start: Where the head begins.
        end: Where it ends.
        called: Names that the text gives, with the offset behind what it gives them to.
    """
    shown = text[:start] + lowered(text[start:end])
    for group in find_groups(shown, start, end):
        beside, agreeing = _parted(group)
        for mention in beside:
            yield Evidence("stands-beside", mention, _role(group))
        yield from _of_definitions(shown, group, called)
        if agreeing:
            yield from (Evidence(kind, mention) for kind in _kinds(group, agreeing) for mention in agreeing)


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
    return bool(left.office) and not mention.office and plain and re.fullmatch(r",?\s*(?:[A-Z]\.\s*)*", gap) is not None


def _parted(group: Group) -> tuple[list[Mention], list[Mention]]:
    """Return those of a group who stand beside the parties, and the others."""
    mentions = list(group.mentions)
    behind = _AS.match(group.behind)
    if behind and role_in(behind[1]):
        last = max((n for n, gap in enumerate(group.gaps) if "," in gap), default=-1) + 1
        last = 0 if re.search(r"\bwith (?:the )?$", group.before) else last  # "with A, B and C as witnesses"
        return mentions[last:], mentions[:last]
    first = next((n for n, gap in enumerate(group.gaps) if "," in gap), None)
    leads_in = (
        first is not None
        and "," not in group.before
        and _DATED.match(group.before.strip())
        and re.match(r"[\s,)]*(?:[a-z]|\()", group.behind)
    )
    if not _led(group.before):  # "Following talks with A, B and C seek": those before the comma do not act
        return [], mentions[first + 1 :] if first is not None and leads_in and len(mentions) - first > 2 else mentions
    if _agreeing().match(group.behind) and "," in "".join(group.gaps):
        first = next(n for n, gap in enumerate(group.gaps) if "," in gap) + 1
        if len(mentions) - first > 1:  # "in talks chaired by C, A and B have agreed"
            return mentions[:first], mentions[first:]
    return mentions, []


def _led(before: str) -> bool:
    """Return whether words such as "mediated by" or "in the presence of" lead to what follows them."""
    words = re.findall(r"[\w’'-]+", before.lower())[-7:]
    last = max((n for n, word in enumerate(words) if word in ("and", "between", "that")), default=-1)
    return role_in(" ".join(words[last + 1 :])) is not None


def _role(group: Group) -> str | None:
    return role_in(" ".join(group.before.split()[-8:])) or role_in(group.behind[:60])


def role_in(words: str) -> str | None:
    """Return as what the words for one beside the parties tell of it: mediator, witness, guarantor …; None without."""
    told = re.findall(r"[\w’'-]+", words.lower())
    return next((roles()[word] for word in told if word in roles()), None)


def _of_definitions(text: str, group: Group, called: Sequence[tuple[int, str]]) -> Iterator[Evidence]:
    """Yield what the names mean that a head gives: "the Parties", "the Facilitators"."""
    last = group.mentions[-1]
    near = _NEAR.match(text, last.end)
    reach = near.end() if near else last.end
    given = [(at, alias) for at, alias in called if group.mentions[0].end <= at <= reach]
    ends = [m.end for m in group.mentions]
    for at, alias in given:
        word = alias.split()[-1]
        if word in ("parties", "party", "sides", "side", "belligerents", "signatories"):
            yield from (Evidence("defined", m) for m in group.mentions if m.end <= at)
        elif word in roles():
            told = [m for m in group.mentions if m.end <= at]
            named = told if word.endswith("s") and not any(at_ < at for at_, _ in given) else told[-1:]
            yield from (Evidence("stands-beside", m, roles()[word]) for m in named if m.end in ends)
    if re.search(
        r"\b(?:[Tt]he )?(?:Sides|Parties)(?: to [^.;,]{3,40})?\s*[–—(,:]\s*(?:namely,? |being )?(?:the )?$",
        group.before,
    ):
        yield from (Evidence("defined", m) for m in group.mentions)


def _kinds(group: Group, agreeing: list[Mention]) -> Iterator[str]:
    """Yield the kinds of evidence that the words around a group of names give."""
    before = _without_articles(group.before)
    around = " ".join(" ".join([*group.gaps, group.behind[:60]]).lower().split())
    for sign in signs().values():
        if sign.place == "before" and any(before == form or before.endswith(f" {form}") for form in sign.forms):
            yield sign.kind
        if sign.place == "behind" and any(form in around for form in sign.forms):
            yield sign.kind
    if re.match(r"\s+v(?:s\.|\.|ersus\b)", group.behind):
        yield "between"
    if before.endswith(" by") and set(before.split()[-10:]) & (forms("concluding") | forms("agreeing")):
        yield "made-by"
    opens = not before or before in _OPENING or _DATED.fullmatch(group.before.strip().removesuffix(" the"))
    if opens and re.match(r"[\s)]*[,;:–—]|[\s)]+[a-z]", group.behind):
        yield "leads" if len(agreeing) > 1 else "issues" if _issues(agreeing[0], group.behind) else "opens"
    if _agreeing().match(group.behind) and not before.endswith(("that", "if", "which")):
        yield "agrees"


def _without_articles(before: str) -> str:
    low = " ".join(before.lower().split())
    return re.sub(r"(?:\s*\b(?:the|both|his|her|its))+$|^the$", "", low).rstrip(" ,.(–—-")


def _issues(mention: Mention, behind: str) -> bool:
    """Return whether one name that opens a head is of whoever issues the text: a court, a group "made up of" others."""
    if re.match(rf"[\s,]*(?:{'|'.join(signs()['made-up'].forms)})\b", behind):
        return True
    return bool({word.lower() for word in mention.name.partition(" of ")[0].split()} & forms("issuers"))


@cache
def _agreeing() -> re.Pattern[str]:
    verbs = "|".join(sorted(forms("agreeing") | forms("said") | forms("concluding"), key=len, reverse=True))
    return re.compile(
        r"[\s,;:)”\"]*(?:[^.;]*?\b(?:have|has|do|did|hereby|jointly|today|held|who)\b[^.;]*?)?"
        rf"\b(?:{verbs}|come to terms|reached)\b",
        re.I | re.S,
    )
