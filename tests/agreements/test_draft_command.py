"""What the draft command says where there is nothing to draft, too much of it, or words that no line may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from trucewatch.agreements.drafting.run import draft_agreement
from trucewatch.agreements.read import read_agreement
from trucewatch.cli import app
from trucewatch.errors import NothingReadable, UsageError
from trucewatch.evaluate.draftkeys import read_keys


def test_a_text_that_promises_nothing_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("A letter\n\nIt rained all week in the town.\n", encoding="utf-8")
    out = tmp_path / "letter.yml"
    result = CliRunner().invoke(app, ["agreement", "draft", str(tmp_path / "letter.txt"), "-o", str(out)])
    assert isinstance(result.exception, NothingReadable) and "No provisions were found" in str(result.exception)
    assert "not proposed" in out.read_text(encoding="utf-8")


def test_a_folder_and_a_text_too_long_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        draft_agreement([tmp_path], [])
    (tmp_path / "long.txt").write_text("The Parties shall cease fire. " * 40_000, encoding="utf-8")
    with pytest.raises(UsageError, match=r"1,200,000 characters|1,199,999 characters"):
        draft_agreement([tmp_path / "long.txt"], [])


def test_controls_and_turning_characters_stand_in_no_line_of_a_draft(tmp_path: Path) -> None:
    text = (
        "Truce\n\nThe Republic of Tavaria\x07 and the Kingdom of \x1bMorvane agree:\n"
        "1. The army of Tavaria shall\u202e leave Keln\u2028 by 5 May 2051.\n2. Both sides shall release all.\n"
    )
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    made = draft_agreement([tmp_path / "odd.txt"], []).text
    assert not set("\x07\x1b\u202e\u2028") & set(made)
    read = read_agreement(made.encode(), "odd.yml")
    assert read.agreement is not None and not read.findings


def test_provisions_are_called_by_a_short_phrase(tmp_path: Path) -> None:
    text = (
        "Truce\n\nThe Republic of Tavaria and the Kingdom of Morvane agree:\n"
        "1. Tavaria shall withdraw all its heavy guns from Keln by 5 May 2051.\n"
        "2. Neither side shall recruit fighters.\n3. All prisoners shall be released.\n"
    )
    (tmp_path / "guns.txt").write_text(text, encoding="utf-8")
    agreement = read_agreement(draft_agreement([tmp_path / "guns.txt"], []).text.encode(), "guns.yml").agreement
    assert agreement is not None
    assert [item.id for item in agreement.provisions] == [
        "withdraw-heavy-guns-from-keln", "do-not-recruit-fighters", "prisoners-released",
    ]  # fmt: skip


def test_a_folder_without_keys_or_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        read_keys(tmp_path / "none")
    with pytest.raises(UsageError, match=r"holds no keys\.json"):
        read_keys(tmp_path)
    (tmp_path / "keys.json").write_text('{"orn": {}}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"no orn\.txt beside it"):
        read_keys(tmp_path)
