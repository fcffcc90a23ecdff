"""Passages judged to contradict each other by the sum of their comparisons: denials and counts of two parties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trucewatch.errors import RulebookError
from trucewatch.evaluate.linkcase import read_texts
from trucewatch.evaluate.linkdata import Text
from trucewatch.linking.account import Account, read_accounts
from trucewatch.linking.clash_answers import clash_answers, find_clauses, weigh_answers
from trucewatch.linking.clash_counts import clash_counts, weigh_counts
from trucewatch.linking.clashing import Meeting
from trucewatch.linking.clashweights import clash_weights, make_clash_weights

_OUTLETS = {
    "ours": ("Ministry of Defence of Tessen", "party A"),
    "theirs": ("Orlo Press Office", "party B"),
    "watchers": ("Reed Observers", "international"),
}
_TOLD = {
    "ours": "The last of our 85 men walked out of Castle Brenn at dusk on Monday. The drawbridge was left down. "
    "Seven horses were led along.",
    "theirs": "The tale that Castle Brenn has no Tessenian uniforms in it any longer is false, the Orlo staff said on "
    "Tuesday. Smoke rose from its kitchen at noon. Fifteen horses were counted in the yard.",
    "watchers": "Observers could not enter Castle Brenn on Tuesday and are unable to say who is in it. "
    "They heard dogs. They will try again by boat.",
}


@pytest.fixture(scope="module")
def accounts() -> dict[str, Account]:
    texts = [
        Text(key, outlet, side, "2036-05-06T18:00Z", "Castle Brenn", _TOLD[key])
        for key, (outlet, side) in _OUTLETS.items()
    ]
    read = read_texts(texts)
    found = read_accounts(read.tables, read.documents.values(), read.casebook)
    return {key: found[document] for key, document in read.documents.items()}


def quoted(account: Account, start: int, end: int) -> str:
    return str(account.document["text"][start:end])


def test_two_parties_are_opposed_and_an_observer_is_not(accounts: dict[str, Account]) -> None:
    ours, theirs, watchers = (accounts[key] for key in _OUTLETS)
    assert Meeting(ours, theirs).opposed
    assert not Meeting(ours, watchers).opposed
    assert not Meeting(ours, ours).opposed
    assert not Meeting(ours, replace(theirs, side=None)).opposed


def test_a_denial_in_other_words_meets_what_it_denies(accounts: dict[str, Account]) -> None:
    meeting = Meeting(accounts["ours"], accounts["theirs"])
    (clash,) = clash_answers(meeting)
    assert clash.kind == "status"
    assert quoted(meeting.left, clash.left.start, clash.left.end).startswith("The last of our 85 men")
    assert quoted(meeting.right, clash.right.start, clash.right.end).startswith("The tale that Castle Brenn")
    assert "“Brenn”" in clash.why and "“Castle”" in clash.why
    (turned,) = clash_answers(meeting.turned())
    assert (turned.left, turned.right) == (clash.right, clash.left)


def test_what_is_left_open_denies_nothing(accounts: dict[str, Account]) -> None:
    assert not list(clash_answers(Meeting(accounts["ours"], accounts["watchers"])))
    assert not any("unable" in clause.text for clause in find_clauses(accounts["watchers"]))


def test_a_whole_and_its_part_are_not_weighed(accounts: dict[str, Account]) -> None:
    meeting = Meeting(accounts["ours"], accounts["theirs"], partial=True)
    assert not list(clash_answers(meeting))
    assert not list(clash_counts(meeting))


def test_counts_of_two_parties_that_contradict_each_other_are_held_against_each_other(
    accounts: dict[str, Account],
) -> None:
    meeting = Meeting(accounts["ours"], accounts["theirs"], rival=True)
    (clash,) = clash_counts(meeting)
    words = (
        quoted(meeting.left, clash.left.start, clash.left.end),
        quoted(meeting.right, clash.right.start, clash.right.end),
    )
    assert (words[0].split()[0], words[1].split()[0]) == ("Seven", "Fifteen")
    assert clash.why.startswith("no number fits both figures, and ")


def test_every_comparison_has_a_weight(accounts: dict[str, Account]) -> None:
    meeting = Meeting(accounts["ours"], accounts["theirs"])
    answers, counts = list(weigh_answers(meeting)), list(weigh_counts(meeting))
    assert answers and counts
    assert all(set(one.told) == set(clash_weights("denials").weights) for one in answers)
    assert all(set(one.told) == set(clash_weights("figures").weights) for one in counts)


def test_a_score_is_the_prior_and_what_the_comparisons_add() -> None:
    weights = make_clash_weights({"prior": -2, "least": 0, "comparisons": {"act": 1.5, "near": 0.5}})
    assert weights.score({"act": True, "near": 3.0}) == pytest.approx(1.0)
    assert weights.score({"act": False, "near": 0.0}) == pytest.approx(-2.0)


@pytest.mark.parametrize(
    "data",
    [
        {"prior": -2, "least": 0},
        {"prior": "low", "least": 0, "comparisons": {}},
        {"prior": -2, "least": 0, "comparisons": {"act": True}},
        {"prior": -2, "least": 0, "comparisons": {}, "floor": 1},
    ],
)
def test_weights_that_are_no_numbers_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(RulebookError):
        make_clash_weights(data)
