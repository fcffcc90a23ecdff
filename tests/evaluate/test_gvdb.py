"""The measure on the Gun Violence Database: reading its table, and comparing stated with coded counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trucewatch.annotate import Parser
from trucewatch.evaluate.gvdb import main, measure, read_articles, report


def table(folder: Path, rows: list[tuple[str, list[list[str]]]]) -> Path:
    """Write a table of invented articles with the marks of their victims."""
    lines = ["Article id\tArticle url\tArticle title\tFull text\tJson\tWorker"]
    for at, (text, marks) in enumerate(rows):
        coded = json.dumps({"victim-section": [{"victim-was": mark} for mark in marks]})
        lines.append(f"{at}\t\t\t{text}\t{coded}\t")
    path = folder / "dev.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_victims_are_counted_once_and_the_killed_are_not_injured(tmp_path: Path) -> None:
    path = table(tmp_path, [("Nothing.", [["killed", "hospitalized"], ["injured"], ["hospitalized"], []])])
    (article,) = read_articles(path)
    assert article.counts == {"killed": 1, "wounded": 2}


def test_stated_counts_are_compared_with_coded_ones(tmp_path: Path) -> None:
    rows = [
        ("Two men were killed and three wounded in Lesk.", [["killed"]] * 2 + [["injured"]] * 3),
        ("Four men were killed in Odrava.", [["killed"]] * 3),
        ("A man was killed in Pell.", [["killed"]]),
    ]
    tallies = measure(list(read_articles(table(tmp_path, rows))), Parser())
    killed, wounded = tallies["killed"], tallies["wounded"]
    assert (killed.articles, killed.stated, killed.exact) == (3, 2, 1)
    assert (wounded.articles, wounded.stated, wounded.exact) == (1, 1, 1)
    assert "0.50" in report(tallies)


def test_an_absent_set_is_said_to_be_not_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.tsv")]) == 0
    assert "NOT MEASURED" in capsys.readouterr().out
    assert main([]) == 2
