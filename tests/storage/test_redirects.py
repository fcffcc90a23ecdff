"""Redirects: no event that was ever known is lost, through merges, splits and other ids of claims."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.records.link import Redirect
from trucewatch.storage.redirects import Membership, redirect

PLACE = ("d", 0, "act", "shelling")


def members(*groups: tuple[str, ...], shift: str = "") -> Membership:
    """Return events of claims; an event has the name of its least claim, and a claim stands where its letter says."""
    events = {shift + claim: f"e-{shift}{min(group)}" for group in groups for claim in group}
    places = {shift + claim: ("d", ord(claim[0]), "act", None) for group in groups for claim in group}
    return Membership(events, places)


def told(redirects: list[Redirect]) -> list[tuple[str, str | None, int]]:
    return [(one.event_id, one.to_id, one.claims) for one in redirects]


def test_a_merged_event_leads_to_the_one_that_holds_its_claims() -> None:
    assert told(redirect(members(("a", "b"), ("c",)), members(("a", "b", "c")), [])) == [("e-c", "e-a", 1)]


def test_of_a_split_event_the_part_that_keeps_the_id_needs_no_redirect() -> None:
    assert redirect(members(("a", "b")), members(("a",), ("b",)), []) == []


def test_an_event_whose_claims_have_other_ids_is_found_by_its_words() -> None:
    found = redirect(members(("a", "b"), ("c",)), members(("a", "c"), ("b",), shift="x"), [])
    assert told(found) == [("e-a", "e-xa", 1), ("e-a", "e-xb", 1), ("e-c", "e-xa", 1)]
    assert "split" in found[0].why


def test_an_event_that_is_gone_says_so_and_comes_back() -> None:
    gone = redirect(members(("a",), ("b",)), members(("b",)), [])
    assert told(gone) == [("e-a", None, 0)]
    assert redirect(members(("b",)), members(("a",), ("b",)), gone) == []


def test_redirects_lead_on() -> None:
    first = redirect(members(("b",), ("c",)), members(("b", "c")), [])
    second = redirect(members(("b", "c")), members(("a", "b", "c")), first)
    assert told(second) == [("e-b", "e-a", 2), ("e-c", "e-a", 2)]


GROUPINGS = st.lists(st.integers(0, 3), min_size=5, max_size=5)


@given(steps=st.lists(st.tuples(GROUPINGS, st.booleans()), min_size=1, max_size=5))
def test_every_id_ever_given_leads_to_an_event_that_is_there(steps: list[tuple[list[int], bool]]) -> None:
    ever: set[str] = set()
    last, known = members(), list[Redirect]()
    for at, (labels, renamed) in enumerate(steps):
        groups = [tuple(c for c, label in zip("abcde", labels, strict=True) if label == one) for one in set(labels)]
        now = members(*groups, shift=str(at) if renamed else "")
        known = redirect(last, now, known)
        there = set(now.events.values())
        ever |= there
        goals = {one.event_id: one.to_id for one in known}
        assert all(event_id in there or goals[event_id] in there for event_id in ever)
        assert not there & goals.keys()
        last = now
