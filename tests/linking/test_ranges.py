"""The range over independent origins, and the one number that exports ask for."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.casebook.model import Actor, Affiliation, Casebook, Name
from trucewatch.linking import ranges
from trucewatch.linking.ranges import Range, acled_fatalities
from trucewatch.records.link import Estimate


def estimate(origin: str, low: float | None, high: float | None, as_of: str = "2033-05-10", **fields: str) -> Estimate:
    given_fields = {"scope": "total", "unit": "killed", **fields}
    return Estimate(
        estimate_id=f"n-{origin}-{low}-{high}-{as_of}", topic_id="q", topic="killed: people", whom="people",
        event_id=None, figure_id="f", claim_id=None, document_id="d", start=0, quote="", claimant=origin, side=None,
        origin=origin, low=low, high=high, best=low if low == high else None, approximate=False, as_of=as_of,
        as_of_basis="", part_of=None, known_on="2033-05-10", cited=("d",), unit=given_fields["unit"],
        scope=given_fields["scope"],
    )  # fmt: skip


TARN = Actor("tarn", "state", (Name("Tarn"),), side="tarn")
ARMY = Actor("tarn-army", "force", (Name("Tarnish army"),), affiliations=(Affiliation("tarn"),), side="tarn")
CHURCH = Actor("tarn-church", "organisation", (Name("Church of Tarn"),), affiliations=(Affiliation("tarn"),))
BOOK = Casebook((), {"tarn": "Tarn"}, {one.id: one for one in (TARN, ARMY, CHURCH)}, {}, {}, "")


def range_of(estimates: Sequence[Estimate]) -> Range:
    return ranges.range_of(estimates, BOOK)


def best_low_high(estimates: Sequence[Estimate]) -> tuple[float, float, float] | None:
    return ranges.ucdp_best_low_high(estimates, BOOK)


def test_the_range_goes_from_the_least_to_the_greatest() -> None:
    found = range_of([estimate("army", 12, 12), estimate("medics", 30, None), estimate("mayor", 25, 28)])
    assert (found.low, found.high, found.open_above, found.open_below) == (12, 30, True, False)
    assert found.origins == ("army", "mayor", "medics")


def test_a_newer_figure_of_an_origin_replaces_its_older_one() -> None:
    found = range_of([estimate("medics", 5, None, "2033-05-08"), estimate("medics", 30, 30), estimate("army", 12, 12)])
    assert (found.low, found.high, found.open_above) == (12, 30, False)


def test_a_vague_figure_adds_nothing_to_a_closer_one_of_the_same_origin() -> None:
    assert range_of([estimate("paper", 200, None), estimate("paper", 820, None)]).low == 820
    assert range_of([estimate("paper", 200, None), estimate("agency", 820, None)]).low == 200


def test_a_state_and_its_army_are_one_origin() -> None:
    said = [estimate("tarn", 40, None), estimate("tarn-army", 40, None, "2033-05-11")]
    assert range_of(said).origins == ("tarn-army",)
    assert range_of([*said, estimate("tarn-church", 12, 12)]).origins == ("tarn-army", "tarn-church")


def test_the_newer_word_of_a_state_replaces_that_of_its_army() -> None:
    found = range_of([estimate("tarn-army", 5, 5, "2033-05-08"), estimate("tarn", 9, 9)])
    assert (found.low, found.high) == (9, 9)


def test_nothing_known_is_no_range_and_never_zero() -> None:
    found = range_of([estimate("army", None, None)])
    assert (found.low, found.high, found.origins) == (None, None, ())
    assert best_low_high([estimate("army", None, None)]) is None


def test_acled_takes_the_lowest_and_says_by_which_rule() -> None:
    some = [estimate("army", 12, 12), estimate("medics", 30, None), estimate("army", 3, 3, scope="part")]
    assert acled_fatalities(some).number == 12
    assert acled_fatalities(some).rule == "acled: lowest reported figure"
    unknown = acled_fatalities([estimate("army", None, 30), estimate("army", 9, 9, unit="wounded")])
    assert (unknown.number, unknown.rule, unknown.estimate_id) == (0, "acled: unknown written as 0", None)


def test_ucdp_best_is_what_most_origins_say_else_the_lowest() -> None:
    agreed = [estimate("army", 30, 30), estimate("medics", 30, 30), estimate("mayor", 12, 12)]
    assert best_low_high(agreed) == (30, 12, 30)
    assert best_low_high([estimate("army", 12, 12), estimate("medics", 30, None)]) == (12, 12, 30)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 50), st.integers(0, 50)), max_size=6), st.randoms())
def test_the_order_changes_nothing(rows: list[tuple[str, int, int]], random: st.DataObject) -> None:
    some = [estimate(origin, min(low, high), max(low, high)) for origin, low, high in rows]
    turned = list(some)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert range_of(turned) == range_of(some)
    assert best_low_high(turned) == best_low_high(some)
