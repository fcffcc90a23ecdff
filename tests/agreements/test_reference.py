from __future__ import annotations

from pathlib import Path

from tests.agreements.accords import CASEBOOK
from trucewatch.agreements.load import read_agreements
from trucewatch.agreements.model import CHECKS, PROVISION_KINDS, WINDOW_FORMS

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference" / "agreement.md"
HEAD = """id: marl-2031
title: The Marl truce
kind: preliminary
signed: 2031-03-04
in_force: {from: 2031-03-05T06:00, zone: "+04:00"}
parties: [ostara, brenland]
guarantors: pilot-force
casebooks: book.yml
versions: {brennish: {language: en, source: Gazette of Brenland}}
"""


def test_the_examples_of_the_reference_are_read(tmp_path: Path) -> None:
    block = REFERENCE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "book.yml").write_text(CASEBOOK, encoding="utf-8")
    (tmp_path / "marl.yml").write_text(HEAD + block, encoding="utf-8")
    loaded = read_agreements([tmp_path / "marl.yml"])
    assert [finding.message for finding in loaded.findings] == [
        "old-line: the agreement “summer-truce” is not known; give its file as well"
    ]
    provisions = loaded.agreements[0].provisions
    assert {item.window.form for item in provisions if item.window} == set(WINDOW_FORMS)
    assert {item.check for item in provisions if item.check} == set(CHECKS)
    assert {item.kind for item in provisions} | {"permission"} == set(PROVISION_KINDS)
