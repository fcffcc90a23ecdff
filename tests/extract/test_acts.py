"""Acts: who did what to whom, when and where, and what is no act of a conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Reader
from trucewatch.extract.acts.forms import noun_forms, verb_forms
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.records import Claim

ROOT = Path(__file__).parent.parent.parent


def acts_in(read: Reader, text: str, published: str = "2031-05-07") -> list[Claim]:
    return [claim for claim in read(text, published)["claims"] if claim.kind == "act"]


def only(read: Reader, text: str, code: str) -> Claim:
    found = [act for act in acts_in(read, text) if act.act == code]
    assert len(found) == 1, [(act.act, act.quote) for act in acts_in(read, text)]
    return found[0]


def names(act: Claim) -> tuple[list[str], list[str]]:
    return [who.name for who in act.actors], [who.name for who in act.recipients]


@pytest.mark.parametrize(
    ("base", "form"),
    [
        ("agree", "agreed"),
        ("flee", "fled"),
        ("seize", "seizing"),
        ("deny", "denies"),
        ("stop", "stopped"),
        ("fall", "fell"),
    ],
)
def test_forms_of_verbs(base: str, form: str) -> None:
    assert form in verb_forms(base)


def test_a_noun_written_as_a_plural_stays_one() -> None:
    assert noun_forms("talks") == ("talks",)
    assert noun_forms("convoy") == ("convoy", "convoys")


def test_the_accused_does_what_follows(read: Reader) -> None:
    text = "Kenya accused Somalia of shelling a border village."
    assert names(only(read, text, "shelling"))[0] == ["Somalia"]
    assert names(only(read, text, "accusation")) == (["Kenya"], ["Somalia"])


def test_passive_without_agent_takes_the_doer_from_the_deed(read: Reader) -> None:
    act = only(read, "Three soldiers were killed in an attack by Hamas on Monday.", "killing")
    assert names(act) == (["Hamas"], ["soldiers"])
    assert act.date == "2031-05-05"


def test_those_who_move_are_the_actors(read: Reader) -> None:
    act = only(read, "UN peacekeepers were deployed along the front line.", "deployment")
    assert names(act) == (["UN peacekeepers"], [])


def test_an_exchange_has_two_actors(read: Reader) -> None:
    act = only(read, "Kenya and Somalia exchanged prisoners of war on Monday.", "exchange")
    assert names(act)[0] == ["Kenya", "Somalia"]


def test_a_gerund_shares_the_subject(read: Reader) -> None:
    text = "Rebel fighters stormed the base on Monday, killing nine soldiers."
    assert names(only(read, text, "killing"))[0] == names(only(read, text, "offensive"))[0] != []


def test_the_day_of_a_cited_paper_is_not_the_act_s(read: Reader) -> None:
    act = only(read, "Rebel troops captured the village of Brenka (Norrland Post, May 2).", "capture")
    assert act.date is None


def test_a_date_that_names_an_accord_is_not_the_act_s(read: Reader) -> None:
    act = only(read, "Rebel troops violated the 2029 ceasefire and captured the village of Brenka.", "capture")
    assert act.date is None


def test_the_day_goes_on_in_the_paragraph(read: Reader) -> None:
    text = "Rebel troops attacked the garrison on Monday. They captured the village of Brenka and killed nine soldiers."
    assert {act.date for act in acts_in(read, text)} == {"2031-05-05"}


@pytest.mark.parametrize(
    "text",
    [
        "A virus has killed over 900 people, and hospitals in the capital struggle to treat the sick.",
        "The coach said his side had been under attack all season and would fight back against its rivals.",
        "Two-car accident kills one, injures four",
        "A man was arrested on Saturday after he threatened a tax worker with a knife, police said.",
        "The union is to meet the owners on Monday and will reject their offer, its chairman said.",
        "Residents urged the council to lift the ban on parking and protested against new fees.",
    ],
)
def test_other_news_holds_no_acts(read: Reader, text: str) -> None:
    assert acts_in(read, text) == []


def test_triggers_are_short(read: Reader) -> None:
    text = "The army said that its troops had, after long and bitter fighting, captured Brenka hill from the rebels."
    for act in acts_in(read, text):
        assert 1 <= len(act.quote.split()) <= 8


def test_the_reference_has_every_act() -> None:
    page = (ROOT / "docs" / "reference" / "acts.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in page if line.startswith("| `")]
    wanted = [
        f"| `{kind.code}` | {kind.event_type} | {kind.mode or ''} | {kind.cameo} | {kind.acled} |"
        for kind in act_lexicon().types.values()
    ]
    assert rows == wanted


def test_every_act_has_an_example_and_a_counterexample() -> None:
    from trucewatch.extract.acts.lexicon import ACT_FIELDS
    from trucewatch.rulebooks import load_rulebook

    for rule in load_rulebook("acts", ACT_FIELDS, frozenset({"type", "cameo", "acled", "verbs"})):
        assert rule.examples and rule.counterexamples, rule.id
