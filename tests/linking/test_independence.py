"""The one rule by which independent origins are counted."""

from __future__ import annotations

from trucewatch.casebook.model import Actor, Affiliation, Casebook, Name
from trucewatch.linking.independence import counted_as, independent, wholes_of


def actor(key: str, kind: str, *of: str, side: str | None = None, office: str | None = None) -> Actor:
    return Actor(key, kind, (Name(key),), affiliations=tuple(Affiliation(one, office) for one in of), side=side)


ACTORS = (
    actor("ostrava", "state", side="east"), actor("ministry", "ministry", "ostrava", side="east"),
    actor("guards", "force", "service", "ostrava"), actor("service", "body", "ostrava"),
    actor("greens", "party", "ostrava"), actor("wend", "state", side="west"),
    actor("joint-centre", "body", "ostrava", "wend"), actor("envoy", "person", "wend", office="envoy"),
    actor("poet", "person", "wend"),
)  # fmt: skip
BOOK = Casebook((), {"east": "East", "west": "West"}, {one.id: one for one in ACTORS}, {}, {}, "")


def test_a_state_is_the_voice_of_its_organ() -> None:
    assert independent(["ostrava", "ministry", "ministry"], BOOK) == ("ministry",)
    assert independent(["ostrava"], BOOK) == ("ostrava",)


def test_two_organs_are_two_origins_and_their_state_is_none_beside_them() -> None:
    assert independent(["ministry", "service", "ostrava"], BOOK) == ("ministry", "service")


def test_an_organ_of_an_organ_is_one_voice_with_both() -> None:
    assert independent(["guards", "service", "ostrava"], BOOK) == ("guards",)


def test_what_does_not_speak_for_the_state_counts_beside_it() -> None:
    for other in ("greens", "outlet:ostrava", "named:ostrava"):
        assert len(independent(["ostrava", other], BOOK)) == 2


def test_a_body_of_two_sides_is_the_voice_of_neither() -> None:
    assert wholes_of("joint-centre", BOOK) == frozenset()
    assert len(independent(["joint-centre", "ostrava", "wend"], BOOK)) == 3


def test_a_person_speaks_for_a_state_by_an_office() -> None:
    assert independent(["envoy", "wend"], BOOK) == ("envoy",)
    assert len(independent(["poet", "wend"], BOOK)) == 2


def test_every_origin_is_counted_with_one_that_is_there() -> None:
    keys = [one.id for one in ACTORS]
    assert set(counted_as(keys, BOOK)) == set(keys)
    assert set(counted_as(keys, BOOK).values()) <= set(keys)
