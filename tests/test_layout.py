"""The shape of the program: imports run one way, modules and functions stay short."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "trucewatch"
MODULES = sorted(SOURCE.rglob("*.py"))
ORDER = (
    ("records", "errors", "settings"),
    ("casebook", "rulebooks", "documents"),
    ("annotate",),
    ("extract",),
    ("agreements", "linking"),
    ("assess",),
    ("storage", "pipeline"),
    ("publish", "evaluate"),
    ("cli",),
)
"""Packages from the innermost outward; a package may import from its own layer and from those before it."""
LAYER = {name: index for index, names in enumerate(ORDER) for name in names}


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("trucewatch."):
            names.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("trucewatch.")}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    home = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if home == "__init__":
        return
    outward = {name for name in imported(ast.parse(path.read_text())) if LAYER[name] > LAYER[home]}
    assert not outward


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 500
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 80, node.name
            most = 14 if path.parent.name == "cli" else 7
            assert len(node.args.args) + len(node.args.kwonlyargs) <= most, node.name


def test_no_package_is_named_for_nothing() -> None:
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert not names & {"utils", "util", "helpers", "helper", "common", "manager", "core", "misc"}
