"""The documentation holds every command, option, field, reason and setting that the program has."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from trucewatch.cli import app
from trucewatch.documents.codes import READ_CODES
from trucewatch.records import LINKED_TABLES, TABLES

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"


def commands(command: Any, path: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(" ".join(path), command)]
    return [found for name, child in inner.items() for found in commands(child, (*path, name))]


@pytest.mark.parametrize(("name", "command"), commands(get_command(app)))
def test_every_command_and_option_is_documented(name: str, command: Any) -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert f"## trucewatch {name}\n" in text
    section = text.split(f"## trucewatch {name}\n")[1].split("\n## ")[0]
    for parameter in command.params:
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert option in section, option


@pytest.mark.parametrize("table", [*TABLES, *LINKED_TABLES])
def test_every_field_is_documented(table: str) -> None:
    text = (REFERENCE / "records.md").read_text(encoding="utf-8").split(f"## {table}\n")[1].split("\n## ")[0]
    for field in dataclasses.fields((TABLES | LINKED_TABLES)[table]):
        assert f"`{field.name}`" in text, field.name


def test_every_reason_is_documented() -> None:
    text = (REFERENCE / "issues.md").read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    codes = set(READ_CODES) | set(
        re.findall(
            r'"((?:undated|unanchored|unknown|actor|quote|speaker|contrary|cluster|block|judgement)-[a-z]+)"', source
        )
    )
    assert len(codes) > len(READ_CODES) + 4
    for code in codes:
        assert f"| `{code}` |" in text, code


def test_every_setting_is_documented() -> None:
    text = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for name in set(re.findall(r"TRUCEWATCH_[A-Z]+", source)):
        assert f"`{name}`" in text, name


@pytest.mark.parametrize("path", sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]), ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_commands_of_the_readme_exist() -> None:
    names = {name for name, _ in commands(get_command(app))}
    for page in (ROOT / "README.md", ROOT / "docs" / "tutorial.md"):
        for line in re.findall(r"^    trucewatch (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            words = line.split()
            assert words[0] in names or " ".join(words[:2]) in names, line
