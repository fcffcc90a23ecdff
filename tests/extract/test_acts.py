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


def test_a_when_clause_tells_when_the_main_clause_was(read: Reader) -> None:
    act = only(read, "Nine soldiers were killed when rebel shells hit the base on Monday.", "killing")
    assert act.date == "2031-05-05"


def test_what_came_before_has_another_day_than_its_sentence(read: Reader) -> None:
    text = "The rebels surrendered to the army on 2 May, a day after an offensive was launched."
    assert only(read, text, "surrender").date == "2031-05-02"
    assert only(read, text, "offensive").date != "2031-05-02"


def test_the_day_that_a_relative_clause_names_is_that_of_its_noun(read: Reader) -> None:
    text = "The offensive against the rebels, which was launched on 2 April, ended this week."
    assert only(read, text, "offensive").date == "2031-04-02"


def test_a_last_day_leaves_the_date_of_a_plan_open_at_its_start(read: Reader) -> None:
    act = only(read, "The army must withdraw its artillery from Brenka by 20 May.", "withdrawal")
    assert (act.status, act.date) == ("planned", "../2031-05-20")


def test_the_day_from_which_a_truce_holds_is_not_that_of_its_signing(read: Reader) -> None:
    act = only(read, "The two armies agreed on Monday to a truce from 9 May.", "signing")
    assert act.date == "2031-05-05"


def test_a_paragraph_that_goes_on_keeps_the_day(read: Reader) -> None:
    text = "Rebel troops attacked the garrison on 2 May.\n\nShortly after, they captured the village of Brenka."
    assert only(read, text, "capture").date == "2031-05-02"


FRONT = (
    "KORVAL, May 7, 2031 (Norrland News) - Ardovian troops launched an offensive against the rebels on Monday, "
    "the army said.\n\nRebel leaders have accused Ardovia of shelling the town of Brenka."
)


def test_news_without_a_day_lies_between_the_start_of_the_story_and_its_printing(read: Reader) -> None:
    text = f"{FRONT}\n\nThe insurgents have regularly ambushed army patrols."
    assert only(read, text, "accusation").date == "2031-05-05/2031-05-07"
    assert only(read, text, "shelling").date == "2031-05-05/2031-05-07"
    patrols = [act for act in acts_in(read, text) if "ambush" in act.quote]
    assert [act.date for act in patrols] == [None]


def test_background_keeps_no_day_of_the_story(read: Reader) -> None:
    text = f"{FRONT}\n\nThe two sides signed a truce in 2029. The army withdrew from the hills around Brenka."
    assert only(read, text, "withdrawal").date is None


def test_the_opponent_is_known_from_other_sentences(read: Reader) -> None:
    text = "Kenya attacked Somalia on 2 May. Kenyan troops went on an offensive again on 5 May."
    again = [act for act in acts_in(read, text) if act.date == "2031-05-05"]
    assert [names(act)[1] for act in again] == [["Somalia"]]
    assert "other sentences" in again[0].why


def test_nobody_is_named_for_an_unclaimed_attack(read: Reader) -> None:
    text = "Kenya attacked Somalia on 2 May. On 5 May the town of Brenka was shelled."
    assert [names(act)[0] for act in acts_in(read, text) if act.act == "shelling"] == [[]]


def test_both_sides_are_the_two_opponents(read: Reader) -> None:
    text = "Kenyan troops attacked Somali troops in March. The two sides agreed to a truce on 2 May."
    assert len(names(only(read, text, "signing"))[0]) == 2


def test_who_condemns_an_attack_accuses_the_attacker(read: Reader) -> None:
    text = "Kenya launched an offensive against Somalia on 2 May. Norway condemned the offensive."
    assert names(only(read, text, "accusation")) == (["Norway"], ["Kenya"])


def test_the_first_days_of_an_offensive_tell_who_killed(read: Reader) -> None:
    act = only(read, "Nine civilians were killed in the first days of Kenya's offensive.", "killing")
    assert names(act)[0] == ["Kenya"]


def test_a_count_of_the_dead_is_no_doer(read: Reader) -> None:
    act = only(read, "Nine soldiers have been killed in the war since May, by Kenya's count.", "killing")
    assert names(act)[0] == []


def test_what_speaks_for_a_state_owns_its_troops(read: Reader) -> None:
    text = "Ukraine's defence ministry denied that its troops had fired a single shot at the town on Monday."
    (actor,) = names(only(read, text, "shelling"))[0]
    assert "Ukraine" in actor


def test_shells_do_what_nobody_is_said_to_have_done(read: Reader) -> None:
    act = only(read, "Shells hit the market of Nairobi on Monday, killing nine people, the army said.", "shelling")
    assert (names(act)[0], act.date) == ([], "2031-05-05")


def test_a_broken_truce_is_not_signed(read: Reader) -> None:
    codes = {act.act for act in acts_in(read, "On Monday the rebel army broke the truce near Brenka.")}
    assert codes == {"violation"}


def test_an_analysis_has_no_story(read: Reader) -> None:
    text = "Analysis: why war goes on\n\nThe army began an offensive on Monday.\n\nIt has accused the rebels of murder."
    assert {act.date for act in acts_in(read, text) if act.act == "accusation"} <= {None}


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


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Protesters blocked the road to the besieged town of Brenka on Monday.", ["Protesters"]),
        ("Villagers barricaded the only road to the army base on Monday.", ["Villagers"]),
        ("Farmers blocked the corridor to the rebel enclave with tractors on Monday.", ["Farmers"]),
        ("Activists have been blocking the corridor to the enclave since December, the rebels said.", ["Activists"]),
        ("A crowd blocked the bridge to the army base on Monday.", ["crowd"]),
        ("Demonstrators closed the border crossing to the rebel enclave on Monday.", ["Demonstrators"]),
        ("Rebel supporters blocked the highway near Brenka on Monday.", None),
        ("Environmental activists blocked the only road to the enclave from the twelfth of December.", None),
    ],
)
def test_a_way_is_blocked_whoever_blocks_it(read: Reader, text: str, doers: list[str] | None) -> None:
    act = only(read, text, "blockade")
    assert act.event_type == "COERCE"
    assert doers is None or names(act)[0] == doers
    assert not [act for act in acts_in(read, text) if act.act == "protest"]


def test_the_blocked_way_of_a_passive_is_a_blockade(read: Reader) -> None:
    text = "The corridor to the rebel enclave was blocked by environmental activists on 12 December 2030."
    assert only(read, text, "blockade").date == "2030-12-12"


@pytest.mark.parametrize("verb", ["imposed", "launched", "enforced"])
def test_who_imposes_a_blockade_blockades(read: Reader, verb: str) -> None:
    text = f"The rebels criticised the blockade of the Brenka corridor {verb} by Kenya in May 2030."
    assert names(only(read, text, "blockade"))[0] == ["Kenya"]


def test_a_march_on_a_road_is_a_protest_and_closes_nothing(read: Reader) -> None:
    acts = acts_in(read, "Protesters marched along the road to the army base on Monday as soldiers shelled Brenka.")
    assert {act.act for act in acts} == {"protest", "shelling"}


def test_what_troops_captured_while_peacekeepers_looked_on_was_captured(read: Reader) -> None:
    text = "Three villages were captured by Kenyan forces on Monday and the peacekeepers did not prevent it."
    act = only(read, text, "capture")
    assert len(act.actors) == 1
    assert "peacekeepers" not in act.actors[0].name


@pytest.mark.parametrize("verb", ["entered", "moved into"])
def test_peacekeepers_who_enter_a_town_capture_nothing(read: Reader, verb: str) -> None:
    acts = acts_in(read, f"UN peacekeepers {verb} the town of Brenka on Monday after the rebels left.")
    assert "capture" not in {act.act for act in acts}
