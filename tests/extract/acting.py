"""Actors of an invented text, with an invented casebook where one is wanted."""

from __future__ import annotations

from datetime import date

from trucewatch.annotate import Annotated, Parser
from trucewatch.casebook import Actor, Affiliation, Casebook, Office, Organ
from trucewatch.casebook import Name as Named
from trucewatch.extract.actors import find_actors
from trucewatch.extract.model import Knowledge, Published
from trucewatch.records import ActorMention, Segment

NOTHING = Casebook((), {}, {}, {}, {}, "")


def named(*texts: str) -> tuple[Named, ...]:
    return tuple(Named(text) for text in texts)


def velmar() -> Casebook:
    """Two invented states whose prime ministers changed hands in 2028, with the parts and offices of states."""
    actors = [
        Actor("velmar", "state", named("Velmar", "Republic of Velmar"), ("Velmari", "Velmaris"), ("Tarsk",), side="east"),  # noqa: E501
        Actor("ardovia", "state", named("Ardovia"), ("Ardovian", "Ardovians"), ("Korval",), side="west"),
        Actor("hark", "person", named("Tomas Hark"), affiliations=(
            Affiliation("velmar", "prime minister", "2020-01-01", "2028-05-01"),), female=False, family="Hark"),
        Actor("moren", "person", named("Ilka Moren"), affiliations=(
            Affiliation("velmar", "prime minister", "2028-05-02"),), female=True, family="Moren"),
        Actor("velmar-defence", "ministry", named("Velmari Defence Ministry"), affiliations=(Affiliation("velmar"),),
              side="east", organ="defence-ministry"),
        Actor("observers", "body", named("Border Observer Mission", "BOM")),
    ]  # fmt: skip
    organs = [
        Organ("defence-ministry", "ministry", ("defence ministry", "defense ministry", "ministry of defence")),
        Organ("armed-forces", "force", ("armed forces", "army", "forces", "troops", "soldiers")),
        Organ("government", "government", ("government", "authorities")),
        Organ("peacekeepers", "peacekeepers", ("peacekeepers", "peacekeeping contingent")),
    ]
    offices = [
        Office("prime minister", ("prime minister", "premier")),
        Office("president", ("president",)),
        Office("spokesperson", ("spokesman", "spokesperson"), many=True),
    ]
    return Casebook(
        ("velmar",), {"east": "East", "west": "West"}, {actor.id: actor for actor in actors}, {}, {}, "v" * 64,
        {office.id: office for office in offices}, {organ.id: organ for organ in organs},
    )  # fmt: skip


def annotate(parser: Parser, text: str) -> Annotated:
    segment = Segment(
        segment_id="s", document_id="d", start=0, end=len(text), role="body", repeats=None, rules=()
    )  # fmt: skip
    return parser.parse([("d", text, (segment,))])[0]


def actors_in(
    parser: Parser, text: str, casebook: Casebook = NOTHING, on: str | None = "2031-03-04"
) -> list[ActorMention]:
    day = date.fromisoformat(on) if on else None
    published = Published(day.isoformat(), day, day) if day else None
    return find_actors(annotate(parser, text), Knowledge(casebook, None), [], published)[0]  # type: ignore[arg-type]


def one(mentions: list[ActorMention], quote: str) -> ActorMention:
    """Return the only mention with these words."""
    (found,) = [mention for mention in mentions if mention.quote == quote]
    return found
