from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml

from tests.linking.reports import body, document
from trucewatch.casebook.load import load_casebooks
from trucewatch.linking.credits import Credit, CreditNames, find_credits, fold_name, outlet_key

CASEBOOK = load_casebooks([])
COURIER = document("d-1", "", outlet="Orsk Courier (OC)")
MINISTRY = document("d-2", "", outlet="Ministry of Defence of Velmora")
WIRE = document("d-3", "", outlet="Beacon Wire")
NAMES = CreditNames([COURIER, MINISTRY, WIRE], CASEBOOK)


def rules(field: str) -> Iterator[Any]:
    text = (files("trucewatch.rulebooks") / "data" / "credits.yml").read_text("utf-8")
    for rule in yaml.load(text, Loader=yaml.CSafeLoader)["rules"]:
        for number, words in enumerate(rule.get(field) or ()):
            yield pytest.param(rule["id"], words, id=f"{rule['id']}-{number + 1}")


def credits(text: str, **fields: Any) -> list[Credit]:
    row = document("d-9", text, **fields)
    found = find_credits(row, [body(row)], NAMES)
    assert all(text[credit.start : credit.end] == credit.quote for credit in found)
    return found


@pytest.mark.parametrize(("rule", "text"), list(rules("credited")))
def test_a_rule_finds_its_credit(rule: str, text: str) -> None:
    assert [credit for credit in credits(text) if credit.rule == rule and "orsk courier" in credit.keys]


@pytest.mark.parametrize(("rule", "text"), list(rules("ignored")))
def test_a_rule_leaves_other_words_alone(rule: str, text: str) -> None:
    assert not [credit for credit in credits(text) if credit.rule == rule]


def test_an_agency_of_the_casebook() -> None:
    (credit,) = credits("The dam held, the engineers said. (AFP)")
    assert (credit.keys, credit.whole, credit.quote) == (frozenset({"afp"}), True, "(AFP)")


def test_two_names_in_one_bracket() -> None:
    (credit,) = credits("The dam held. (AFP/Reuters)")
    assert credit.keys == {"afp", "reuters"}


def test_a_ministry_by_the_other_form_of_its_name() -> None:
    (credit,) = credits("The Defence Ministry said in a communiqué that the road was open.")
    assert credit.keys == {"ministry of defence of velmora"}


def test_an_agency_without_its_last_word() -> None:
    (credit,) = credits("The dam held. (Beacon)")
    assert credit.keys == {"beacon wire"}


def test_an_outlet_does_not_credit_itself() -> None:
    assert credits("The mason told the Courier that it was rotten.", outlet="Orsk Courier (OC)") == []
    assert credits("The mason told the Courier that it was rotten.", outlet="Daily Courier") != []


def test_a_name_folded() -> None:
    assert fold_name("The Orsk Courier (OC)") == "orsk courier"
    assert outlet_key(document("d", "", outlet=None)) is None
    assert outlet_key(document("d", "", outlet="AFP", outlet_id="afp")) == "afp"
