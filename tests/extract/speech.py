"""Attributions of invented texts, made without casebook or actors: what the words alone give."""

from __future__ import annotations

from trucewatch.annotate import Annotated, Parser
from trucewatch.casebook.load import load_casebooks
from trucewatch.extract.attributions import find_attributions
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge
from trucewatch.records import ActorMention, Attribution, Issue, Segment, make_id


def annotate(parser: Parser, text: str, role: str = "body") -> Annotated:
    """Return the text as one segment with a role, parsed."""
    segment = Segment(
        segment_id="s-1", document_id="d-1", start=0, end=len(text), role=role, repeats=None, rules=()
    )  # fmt: skip
    return parser.parse([("d-1", text, (segment,))])[0]


class Listener:
    """Attributes texts with one parser and no knowledge of actors."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.knowledge = Knowledge(load_casebooks([]), open_gazetteer())

    def all(self, text: str, role: str = "body") -> tuple[list[Attribution], list[Issue]]:
        """Return attributions and issues of a text."""
        return find_attributions(annotate(self.parser, text, role), self.knowledge, [])

    def naming(self, text: str, *actors: tuple[str, str, str]) -> list[Attribution]:
        """Return the attributions of a text whose actors are given as ``(words, name, kind)``."""
        mentions = [mention(text, *actor) for actor in actors]
        return find_attributions(annotate(self.parser, text), self.knowledge, mentions)[0]

    def pairs(self, text: str, role: str = "body") -> list[tuple[str | None, str]]:
        """Return ``(source name, words)`` of every attribution of a text."""
        return [(record.source_name, record.quote) for record in self.all(text, role)[0]]


def mention(text: str, words: str, name: str, kind: str) -> ActorMention:
    """Return a resolved mention of an actor at the first place of its words."""
    start = text.index(words)
    return ActorMention(
        mention_id=make_id("m", start), document_id="d-1", segment_id="s-1", start=start, end=start + len(words),
        quote=words, actor_id=f"test:{name}", name=name, kind=kind, form="name", office=None, affiliation=None,
        side="west", antecedent_id=None, score=1.0, rules=(),
    )  # fmt: skip
