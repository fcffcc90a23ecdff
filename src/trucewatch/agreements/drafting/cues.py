"""What the head of an accord says of the names in it: as parties, or beside them as mediators or witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from trucewatch.agreements.drafting.groups import Group, find_groups
from trucewatch.agreements.drafting.lexicon import forms, roles, signs
from trucewatch.agreements.drafting.phrases import Mention, find_mentions, lowered

_DATED = re.compile(r"(?:On|In|At|Today|Following|After|By|Through|Meeting|Gathered|Assembled)\b[^.;]*")


_INTRODUCES = re.compile(
    r"(?:on|in|at|today|following|after|by|through|meeting|gathered|assembled|under|with|to|upon|before|thanks|during)\b",
    re.IGNORECASE,
)
"""What opens a phrase that stands before the sentence's own subject."""
_LABELLED = re.compile(
    r"^[ \t]*(?P<label>(?:the )?(?:parties|signatories|belligerents|mediators?|facilitators?|guarantors?"
    r"|witness(?:es)?|hosts?)(?: to [^\n:]{3,40})?)[ \t]*:[ \t]*"
    r"(?P<names>[^\n]{3,120}\n|\n(?:[ \t]*(?:\(?\w{1,3}[.):]|[–•*-])[ \t]*[^\n]{3,80}\n)+)",
    re.IGNORECASE | re.MULTILINE,
)
_NEAR = re.compile(r"[\s,]*(?:\([^()]*\)[\s,]*)*(?:(?:on|of) the \w+ (?:hand|part|side)[\s,]*)?(?:\([^()]*\))?")
_AS = re.compile(
    r"[\s,)]*(?:as|for (?:its|their)|who (?:signs?|attests?)|standing|acting as|has offered|have offered)\b(.{0,40})",
    re.S,
)
_OPENING = ("we", "this", "now", "therefore", "now therefore", "now, therefore", "accordingly", "hereby")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against a name's being a party: the kind of it, and the role beside them.

    ``group`` tells apart the groups of names that it comes from: names that stand together are never one.
    """

    kind: str
    mention: Mention
    role: str | None = None
    group: int = -1


def head_evidence(text: str, start: int, end: int, called: Sequence[tuple[int, str]]) -> Iterator[Evidence]:
    """Yield what a head tells of its names.

    Args:
        text: The accord's text.
        start: Where the head begins.
        end: Where it ends.
        called: Names that the text gives, with the offset behind what it gives them to.
    """
    shown = text[:start] + lowered(text[start:end])
    yield from _labelled(shown, start, end)
    for group in find_groups(shown, start, end):
        beside, agreeing = _parted(group)
        found = [Evidence("stands-beside", mention, _role(group)) for mention in beside]
        found += _of_definitions(shown, group, called)
        if agreeing:
            found += [Evidence(kind, mention) for kind in _kinds(group, agreeing) for mention in agreeing]
        yield from (replace(item, group=group.mentions[0].start) for item in found)


def _labelled(text: str, start: int, end: int) -> Iterator[Evidence]:
    """Yield what labels before names say of them: "Parties: A; B", "Mediator: C", or a list below "Parties:"."""
    for match in _LABELLED.finditer(text, start, end):
        label = match["label"].lower()
        low = match.start("names")
        for mention in find_mentions(text, low, match.end("names")):
            if role := role_in(label):
                yield Evidence("stands-beside", mention, role, group=low)
            else:
                yield Evidence("defined", mention, group=low)


def _parted(group: Group) -> tuple[list[Mention], list[Mention]]:
    """Return those of a group who stand beside the parties, and the others."""
    mentions = list(group.mentions)
    behind = _AS.match(group.behind)
    if behind and role_in(behind[1]):
        last = max((n for n, gap in enumerate(group.gaps) if "," in gap), default=-1) + 1
        last = 0 if re.search(r"\bwith (?:the )?$", group.before) else last  # "with A, B and C as witnesses"
        return mentions[last:], mentions[:last]
    first = next((n for n, gap in enumerate(group.gaps) if "," in gap), len(mentions)) + 1
    chunk = group.before.rpartition(",")[2]
    verb = re.match(r"[\s,)]*(?:[a-z]|\()", group.behind)
    if len(mentions) - first > 1 and verb and _INTRODUCES.match(chunk.strip()):
        before = mentions[:first]  # "Following talks with C, A and B seek", "in talks led by C, A and B have agreed"
        return (before if _led(group.before) else []), mentions[first:]
    return (mentions, []) if _led(group.before) else ([], mentions)


def _led(before: str) -> bool:
    """Return whether words such as "mediated by" or "in the presence of" lead to what follows them."""
    words = re.findall(r"[\w’'-]+", before.lower().rpartition(",")[2])[-7:]
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
    if _agreeing().match(group.behind) and not before.endswith(("if", "which")):
        yield "agrees"
        if len(agreeing) > 1 and before.endswith(("that", "whereas")):
            yield "leads"  # "C announces that A and B have agreed"


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
