"""The other names that an accord gives: "(the “Guarantor”)", "(KDC)", "“the Parties” means A and B"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trucewatch.agreements.drafting.groups import find_groups, is_alias
from trucewatch.agreements.drafting.lexicon import forms, roles
from trucewatch.agreements.drafting.model import Cited, Who
from trucewatch.agreements.drafting.names import can_owe, is_name, known_actor, who_at
from trucewatch.agreements.drafting.phrases import Mention, find_mentions
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_GIVEN = re.compile(
    r"\(\s*(?:(?:each|together|collectively|jointly|referred to as|called|known as|being|an?|the)[\s,]*)*"
    r"[“\"‘'](?:the\s+)?(?P<alias>[\w .-]{2,40})[”\"’']"
    r"|\((?P<short>[A-Z][A-Za-z]{0,6}[A-Z])\)"
)
_MEANS = re.compile(
    r"[“\"‘'](?:the\s+)?(?P<alias>[\w .-]{2,40})[”\"’']\s+(?:means?|is|are|refers? to|denotes?)\s+(?P<what>[^;\n]+)"
    r"|\b[Tt]he (?P<bare>Sides|Parties)\s*[–—(,-]\s*(?P<named>[^–—);]+)\s*[–—);-]"
)
_BETWEEN = re.compile(r"[\s,;“\"(]*(?:on the (?:one|other) (?:hand|part|side)[\s,]*)?")
_BEFORE = 300


def given_names(text: str, called: Sequence[tuple[int, str]] = ()) -> list[tuple[int, str]]:
    """Return the lower-case names that a text gives, with the offset behind what it gives them to."""
    given = [(m.start(), (m["alias"] or m["short"]).lower()) for m in _GIVEN.finditer(text)]
    return sorted({*given, *called})


def is_parties(alias: str) -> bool:
    """Return whether a name is the one for those who agree."""
    return alias.split()[-1] in ("parties", "party", "sides", "side", "signatories", "belligerents")


@dataclass(frozen=True, slots=True)
class Namer:
    """Makes of names in a text who they are; ``casts`` are all passages in text order."""

    casts: Sequence[Cast]
    scene: Scene

    def who(self, mention: Mention) -> Who:
        """Return who a name in the text is, with the casebook's id where one is known."""
        text = self.scene.annotated.text
        cited = Cited(
            value=" ".join(text[mention.start : mention.end].split()),
            start=mention.start, end=mention.end, quote=text[mention.start : mention.end],
        )  # fmt: skip
        cast = self.cast_at(mention.start)
        tokens = list(cast.tokens(mention.start, mention.end)) if cast else []
        actor = cast.actors.get(tokens[-1]) if cast and tokens else None
        own = actor is not None and actor.actor_id and actor.kind not in ("person", "office")
        name = actor.name.casefold() if actor and own else ""
        apart = name not in mention.name.casefold() and mention.name.casefold() not in name
        fuller = actor.name if actor and name and apart else None
        known = known_actor(cast, tokens[0], tokens[-1]) if cast and tokens else None
        return Who(name=mention.name, actor_id=known, cited=cited, refers_to=fuller)

    def is_name(self, mention: Mention) -> bool:
        """Return whether words with capitals are a name: several, or one that is tagged so or known."""
        cast = self.cast_at(mention.start)
        tokens = list(cast.tokens(mention.start, mention.end)) if cast else []
        if cast is None or len(mention.name.split()) > 1:
            return True
        return any(is_name(cast, at) or at in cast.actors for at in tokens)

    def cast_at(self, start: int) -> Cast | None:
        """Return the passage that holds an offset."""
        at = bisect_right(self.casts, start, key=lambda cast: cast.words.starts[0]) - 1
        return self.casts[at] if at >= 0 else None

    def noun_before(self, offset: int) -> Who | None:
        """Return the body or force, no name, that stands right before an offset: "a joint team (“the Team”)"."""
        cast = self.cast_at(offset)
        at = max((i for i, end in enumerate(cast.words.ends) if end <= offset), default=None) if cast else None
        if cast is None or at is None or not can_owe(cast, at):
            return None
        return who_at(cast, at, self.scene)


def find_aliases(namer: Namer, head: tuple[int, int], called: Sequence[tuple[int, str]]) -> dict[str, tuple[Who, ...]]:
    """Return by lower-case alias whom it names, the parties left out; of two definitions the first counts."""
    text = namer.scene.annotated.text
    found: dict[str, tuple[Who, ...]] = {}
    for match in _MEANS.finditer(text):
        start, end = match.span("what" if match["what"] else "named")
        inside = tuple(namer.who(m) for m in find_mentions(text, start, end) if not is_alias(text, m))
        if inside:
            found.setdefault((match["alias"] or match["bare"]).lower(), inside)
    for offset, alias in given_names(text, called):
        if is_parties(alias) or " and " in alias:
            continue
        meant = tuple(_meant(namer, head, offset, alias))
        if meant:
            found.setdefault(alias, meant)
    return found


def _meant(namer: Namer, head: tuple[int, int], offset: int, alias: str) -> Iterator[Who]:
    """Yield whom a definition names: the name just before it; of guarantors all that stand together before it."""
    text = namer.scene.annotated.text
    if alias in roles() and alias.endswith("s") and head[0] <= offset <= head[1]:
        for group in find_groups(text, *head):
            if group.mentions[0].end <= offset <= group.mentions[-1].end + 30:
                yield from (namer.who(mention) for mention in group.mentions if mention.end <= offset)
                return
    begin = max(0, offset - _BEFORE, text.rfind("\n\n", 0, offset) + 1)
    last = next((m for m in reversed(list(find_mentions(text, begin, offset))) if m.end <= offset), None)
    if last is not None and _BETWEEN.fullmatch(text, last.end, offset):
        yield namer.who(_shortened(text, last, alias))
    elif (noun := namer.noun_before(offset)) is not None:
        yield noun


def _shortened(text: str, mention: Mention, alias: str) -> Mention:
    """Return the part of a name whose initials an alias is: of "a team of the Coast Union (CU)" the union."""
    words = mention.name.split()
    if "".join(word[0] for word in words if word[0].isupper()).lower() != alias or words[0][0].isupper():
        return mention
    if alias in forms("bodies"):
        return mention
    first = next(word for word in words if word[0].isupper())
    start = text.index(first, mention.start)
    return replace(mention, start=start, name=" ".join(text[start : mention.end].split()))
