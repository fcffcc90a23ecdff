"""How lists are printed: as tables where there is room, else a paragraph a row; nothing is an error that is none."""

from __future__ import annotations

import pytest
from rich.text import Text

from trucewatch.cli import main, options
from trucewatch.cli.options import SafeConsole, print_table

COLUMNS = {"claim_id": "id", "when": "when", "who": "who says so", "quote": "words", "low": "low"}
ROW = {
    "claim_id": "c-0123456789abcdef", "when": "2031-05-07/2031-05-09", "who": "Ministry of Transport of Ostavia",
    "quote": "The bridge was shut to lorries and to buses", "low": 12,
}  # fmt: skip


def printed(monkeypatch: pytest.MonkeyPatch, width: int, *rows: dict[str, object]) -> str:
    console = SafeConsole(highlight=False, width=width, record=True, quiet=False, file=open("/dev/null", "w"))  # noqa: SIM115
    monkeypatch.setattr(options, "console", console)
    print_table("2 claims", rows, COLUMNS)
    console.file.close()
    return console.export_text()


def test_a_wide_screen_shows_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = printed(monkeypatch, 160, ROW).splitlines()
    assert any("who says so" in line for line in lines)
    assert sum("c-0123456789abcdef" in line and "lorries" in line for line in lines) == 1


@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_screen_shows_a_paragraph_a_row(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    told = printed(
        monkeypatch, width, ROW, ROW | {"claim_id": "c-1", "when": None, "quote": Text("one\ntwo"), "low": None}
    )
    lines = told.splitlines()
    assert all(len(line.rstrip()) <= width for line in lines)
    assert lines[1].startswith("c-0123456789abcdef  2031-05-07/2031-05-09")
    assert "low 12" in told and "one; two" in told
    assert "–" not in told
    words = " ".join(told.split())
    assert "The bridge was shut to lorries and to buses" in words and "Ministry of Transport of Ostavia" in words


def test_of_no_rows_only_their_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(monkeypatch, 120) == "2 claims.\n"


def test_who_closes_the_pipe_has_seen_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.cli.app", options.console.on_broken_pipe)
    monkeypatch.setattr("trucewatch.cli.os.dup2", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
