from __future__ import annotations

from pathlib import Path

import pytest

from tests.agreements.accords import CASEBOOK, GUNS, HEAD, write_accord
from trucewatch.agreements.load import load_agreement, load_agreements, shipped_agreements
from trucewatch.agreements.model import Aim, Condition, Duration, Quantity, Window
from trucewatch.casebook.load import shipped_casebooks
from trucewatch.errors import AgreementError, UsageError

TALKS = """  talks:
    article: "2"
    words: Both sides meet.
    kind: duty
    bearers: [ostara, brenland]
    conduct: {acts: talks}
"""


def test_an_agreement_is_loaded_with_all_its_fields(tmp_path: Path) -> None:
    accord = load_agreement(write_accord(tmp_path, GUNS + TALKS + """    after: guns
    window: {within: 10 days, of: guns}
    check: done_after
    quantity: {number: 2, unit: people, bound: least, of: envoys a side}
    fluent: road
    versions: [{id: brennish, words: They meet later., window: {within: 20 days, of: guns}}]
"""))  # fmt: skip
    guns, talks = accord.provisions
    assert (accord.id, accord.territory, accord.guarantors) == ("pine-accord", ("marl",), ("pilot-force",))
    assert guns.bearers == ("ostara",) and guns.window == Window(form="by", end="2031-03-20")
    assert talks.window == Window(form="within", duration=Duration(10, "days"), of="guns")
    assert talks.quantities == (Quantity(number=2, unit="people", bound="least", of="envoys a side"),)
    assert talks.fluent == Aim(id="road") and talks.versions[0].id == "brennish"
    assert talks.versions[0].window == Window(form="within", duration=Duration(20, "days"), of="guns")
    assert accord.provision("talks") is talks and accord.fluent("road").states == ("open", "closed")
    assert len(accord.sha256) == 64


@pytest.mark.parametrize(
    ("written", "window"),
    [
        ("{by: 2031-03-20}", Window(form="by", end="2031-03-20")),
        ("{before: 2031-03}", Window(form="before", end="2031-03")),
        ("{until: 2031-03-20T18:00}", Window(form="until", end="2031-03-20T18:00")),
        ("{from: in_force}", Window(form="from", start="in_force")),
        ("{from: 2031-03-05, to: 2031-04-30}", Window(form="between", start="2031-03-05", end="2031-04-30")),
        ("{within: 3 years, of: signed}", Window(form="within", duration=Duration(3, "years"), of="signed")),
        (
            "{within: 2 days, on: {acts: demand, by: brenland}}",
            Window(
                form="within", duration=Duration(2, "days"), condition=Condition(acts=("demand",), by=("brenland",))
            ),
        ),
        ("{while: {fluent: road, states: open}}",
         Window(form="while", condition=Condition(fluent="road", states=("open",)))),
        ("{on: {provision: guns}, to: 2032}",
         Window(form="on", condition=Condition(provision="guns"), end="2032")),
        ("{every: 3 months, from: signed}", Window(form="every", duration=Duration(3, "months"), start="signed")),
    ],
)  # fmt: skip
def test_every_form_of_a_window(tmp_path: Path, written: str, window: Window) -> None:
    accord = load_agreement(write_accord(tmp_path, GUNS + TALKS + f"    window: {written}\n"))
    assert accord.provision("talks").window == window


WRONG = {
    "unknown key": ("    colour: red\n", "unknown field “colour”"),
    "unknown act": ("    breach: {acts: wthdrawal}\n", "unknown act “wthdrawal”; near are withdrawal"),
    "unknown check": ("    check: done_buy\n", "unknown check “done_buy”"),
    "unknown unit": ("    quantity: {number: 3, unit: soldats}\n", "unknown unit “soldats”"),
    "unknown bound": ("    quantity: {number: 3, unit: troops, bound: about}\n", "unknown bound “about”"),
    "a number in words": ("    quantity: {number: many, unit: troops}\n", "“many” is not a number of things"),
    "not a number": ("    quantity: {number: .nan, unit: troops}\n", "is not a number of things"),
    "unknown actor": ("    beneficiaries: [brenland, nobody]\n", "the actor “nobody” is in none of its casebooks"),
    "unknown place": ("    window: {on: {acts: talks, places: mars}}\n", "the place “mars” is in none"),
    "unknown actor of a breach": ("    breach: {acts: killing, by: gnomes}\n", "the actor “gnomes”"),
    "unknown notifier": ("    term: {length: 2 years, unless: gnomes}\n", "the actor “gnomes”"),
    "a provision that is not there": ("    after: flags\n", "there is no provision “flags”"),
    "another agreement": ("    amended_by: oak-accord/flags\n", "the agreement “oak-accord” is not known"),
    "a fluent that is not there": ("    fluent: moon\n", "there is no fluent “moon”"),
    "a state that is not there": ("    fluent: {id: road, states: muddy}\n", "no state “muddy”; it has open, closed"),
    "a state nearly written so": (
        "    fluent: {id: road, states: opne}\n", "the fluent road has no state “opne”; is it open?"),
    "a state that a condition names": (
        "    window: {while: {fluent: road, states: [open, shutt]}}\n", "the fluent road has no state “shutt”"),
    "a fluent nearly written so": ("    fluent: roads\n", "there is no fluent “roads”; is it road?"),
    "a version that is not there": ("    only_in: [martian]\n", "the agreement has no version “martian”"),
    "a wrong date": ("    window: {by: 2031-02-30}\n", "“2031-02-30” is not a date"),
    "a wrong hour": ("    window: {by: 2031-02-03T25:00}\n", "is not a date"),
    "a year beyond": ("    window: {by: 9999-12-31}\n", "outside the years"),
    "a wrong length": ("    window: {within: soon, of: signed}\n", "“soon” is not a length of time"),
    "no length": ("    window: {within: 0 days, of: signed}\n", "is not a length of time"),
    "within what": ("    window: {within: 3 days}\n", "within counts from one thing"),
    "two ends": ("    window: {by: 2031-03-01, until: 2031-04-01}\n", "until cannot stand beside by"),
    "an empty window": ("    window: {}\n", "a window has one of"),
    "a window of nothing": ("    window: {on: {by: ostara}}\n", "a condition names one of"),
    "backwards": ("    window: {from: 2031-05-01, to: 2031-04-01}\n", "ends (2031-04-01) before it begins"),
    "an unknown topic": ("    topic: {pam: Weather}\n", "unknown type of the Peace Accords Matrix"),
    "an unknown code": ("    topic: {pax: CePrv}\n", "near are CeProv"),
    "a check without its field": ("    check: in_parallel\n", "the check in_parallel needs the field parallel_with"),
    "a quantity check": ("    check: quantity_reached\n", "needs the field quantity"),
    "a duplicate": ('    article: "3"\n', "the field article stands twice"),
    "a list for a text": ("    note: [a, b]\n", "plain text must stand here"),
    "parallel with itself": ("    parallel_with: talks\n", "in parallel with itself"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_line_and_column(tmp_path: Path, case: str) -> None:
    added, message = WRONG[case]
    path = write_accord(tmp_path, GUNS + TALKS + added)
    with pytest.raises(AgreementError) as caught:
        load_agreement(path)
    assert message in caught.value.reason and "talks" in caught.value.reason
    assert caught.value.file == str(path)
    assert caught.value.line in (len((HEAD + GUNS + TALKS).splitlines()) + 1, len((HEAD + GUNS).splitlines()) + 1)
    assert caught.value.column and str(caught.value).startswith(f"{path}:{caught.value.line}:{caught.value.column}: ")


HEADS = {
    "kind": ("kind: preliminary", "kind: armistice", "unknown kind “armistice”"),
    "zone": ('"+04:00"', "Mars/Olympus", "the time zone “Mars/Olympus” is not known"),
    "missing": ("title: The Pine accord\n", "", "the field title is missing"),
    "casebook": ("book.yml", "nobook.yml", "there is no casebook “nobook.yml”"),
    "party": ("[ostara, brenland]", "[ostara, gnomes]", "the actor “gnomes”"),
    "territory": ("territory: marl", "territory: mars", "the place “mars”"),
    "force": ("2031-01-31T13:00,", "2031-01-31T13:00, to: 2030-01-01,", "it ends (2030-01-01) before"),
    "initial": ("initial: open", "initial: muddy", "the fluent road has no state “muddy”; it has open, closed"),
}


@pytest.mark.parametrize("case", HEADS)
def test_what_is_wrong_in_the_head(tmp_path: Path, case: str) -> None:
    old, new, message = HEADS[case]
    assert old in HEAD
    with pytest.raises(AgreementError) as caught:
        load_agreement(write_accord(tmp_path, head=HEAD.replace(old, new)))
    assert message in caught.value.reason


FILES = {
    "empty": (b"", "the file is empty"),
    "not UTF-8": (b"id: caf\xe9\n", "not UTF-8 text"),
    "UTF-16": ("id: a\n".encode("utf-16"), "not UTF-8 text"),
    "a control character": (b"id: a\x00b\n", "cannot stand"),
    "a tab": (b"id: a\nin_force:\n\tfrom: 2031\n", "a tab stands here"),
    "not YAML": (b"id: [a\n", "not YAML"),
    "a list": (b"- id: a\n", "a mapping (key: value) must stand here"),
    "an alias": (b"id: &x a\ntitle: *x\n", "aliases (*x) are not read"),
    "a bomb": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "aliases (*a) are not read"),
    "a merge": (b"a: &a {x: y}\nb:\n  <<: *a\n", "aliases (*a) are not read"),
    "deep": (b"a: " + b"[" * 5000 + b"]" * 5000, "nested"),
    "huge": (b"#" * 8_000_001, "too large"),
    "no keys": (b"? [a, b]\n: c\n", "a key must be plain text"),
    "a tag": (b"id: !!python/object:os.system a\n", "is missing"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_agreement_is_told_in_a_plain_sentence(tmp_path: Path, case: str) -> None:
    payload, message = FILES[case]
    path = tmp_path / "accord.yml"
    path.write_bytes(payload)
    with pytest.raises(AgreementError) as caught:
        load_agreement(path)
    assert message in caught.value.reason
    assert caught.value.line and "\n" not in caught.value.reason


def test_no_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yml", tmp_path):
        with pytest.raises(UsageError, match="No agreement"):
            load_agreement(path)


CIRCLES = {
    "itself": ("    after: talks\n", "talks → talks"),
    "after": (
        "    after: flags\n  flags: {article: '3', words: w, kind: duty, after: talks}\n",
        "flags → talks → flags",
    ),
    "window and term": (
        "    window: {within: 3 days, of: flags}\n"
        "  flags: {article: '3', words: w, kind: duty, term: {length: 2 days, from: talks}}\n",
        "flags → talks → flags",
    ),
    "conditions of three": (
        "    window: {on: {provision: flags}}\n"
        "  flags: {article: '3', words: w, kind: duty, window: {while: {provision: songs}}}\n"
        "  songs: {article: '3', words: w, kind: duty, after: talks}\n",
        "flags → songs → talks → flags",
    ),
    "changes": (
        "    amended_by: flags\n  flags: {article: '3', words: w, kind: duty, suspended_by: talks}\n",
        "flags → talks → flags",
    ),
    "replacing each other": (
        "    supersedes: flags\n  flags: {article: '3', words: w, kind: duty, supersedes: talks}\n",
        "flags → talks → flags",
    ),
}


@pytest.mark.parametrize("case", CIRCLES)
def test_provisions_that_wait_for_each_other_are_found_and_named(tmp_path: Path, case: str) -> None:
    added, circle = CIRCLES[case]
    with pytest.raises(AgreementError) as caught:
        load_agreement(write_accord(tmp_path, GUNS + TALKS + added))
    assert f"a circle, nothing could decide it: {circle}" in caught.value.reason


def test_what_is_amended_by_what_replaces_it_is_no_circle(tmp_path: Path) -> None:
    added = "    amended_by: flags\n  flags: {article: '3', words: w, kind: duty, supersedes: talks}\n"
    assert len(load_agreement(write_accord(tmp_path, GUNS + TALKS + added)).provisions) == 3


def test_a_long_chain_does_not_exhaust_the_interpreter(tmp_path: Path) -> None:
    chain = "".join(
        f"  p{n}: {{article: '1', words: w, kind: duty, after: p{n + 1}}}\n" for n in range(3000)
    ) + "  p3000: {article: '1', words: w, kind: duty}\n"  # fmt: skip
    assert len(load_agreement(write_accord(tmp_path, chain)).provisions) == 3001


def test_agreements_together_name_each_others_provisions(tmp_path: Path) -> None:
    first = write_accord(tmp_path, GUNS + "    suspended_by: oak-accord/flags\n")
    head = HEAD.replace("pine-accord", "oak-accord")
    second = write_accord(tmp_path, TALKS.replace("talks:", "flags:"), head, "oak.yml")
    one, other = load_agreements([first, second])
    assert one.provision("guns").suspended_by == (f"{other.id}/flags",)
    with pytest.raises(AgreementError, match="oak-accord"):
        load_agreement(first)
    write_accord(tmp_path, TALKS, HEAD.replace("pine-accord", "oak-accord"), "oak.yml")
    with pytest.raises(AgreementError, match="has no provision “flags”"):
        load_agreements([first, second])


def test_circles_across_agreements_are_found(tmp_path: Path) -> None:
    first = write_accord(tmp_path, GUNS + "    after: oak-accord/talks\n")
    head = HEAD.replace("pine-accord", "oak-accord")
    second = write_accord(tmp_path, TALKS + "    after: pine-accord/guns\n", head, "oak.yml")
    with pytest.raises(AgreementError, match="talks → pine-accord/guns → talks"):
        load_agreements([first, second])


def test_two_agreements_of_one_id_are_refused(tmp_path: Path) -> None:
    first = write_accord(tmp_path)
    with pytest.raises(AgreementError, match="the id pine-accord is also that of"):
        load_agreements([first, write_accord(tmp_path, name="second.yml")])


def test_a_casebook_can_be_given_instead_of_the_one_beside(tmp_path: Path) -> None:
    path = write_accord(tmp_path)
    book = tmp_path / "elsewhere" / "other.yml"
    book.parent.mkdir()
    book.write_text(CASEBOOK, encoding="utf-8")
    (tmp_path / "book.yml").unlink()
    assert load_agreement(path, [book]).id == "pine-accord"


@pytest.mark.parametrize("name", shipped_agreements())
def test_shipped_agreements_load_and_rely_on_shipped_casebooks(name: str) -> None:
    accord = load_agreement(name)
    assert accord.id == name and accord.provisions and (accord.sources or accord.versions)
    assert set(accord.casebooks) <= set(shipped_casebooks())


@pytest.mark.parametrize(
    ("fluent", "reason"),
    [
        ("{kind: corridor, title: Road, states: [open, muddy]}", "way (corridor) has no state “muddy”; it has"),
        ("{kind: contingent, title: Men, initial: deploid}", "way (contingent) has no state “deploid”; is it"),
        ("{kind: territory, title: Marl, states: [ostara, gnomes]}", "“gnomes”; it has left and the ids of"),
        ("{kind: territory, title: Marl, initial: gnomes}", "has no state “gnomes”"),
    ],
)  # fmt: skip
def test_states_are_those_of_their_kind(tmp_path: Path, fluent: str, reason: str) -> None:
    head = HEAD.replace("provisions:\n", f"  way: {fluent}\nprovisions:\n")
    with pytest.raises(AgreementError) as caught:
        load_agreement(write_accord(tmp_path, head=head))
    assert reason in caught.value.reason and caught.value.column
    assert caught.value.line == head.splitlines().index(f"  way: {fluent}") + 1
