"""What tests of commands share: the program, run in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from trucewatch.cli import main


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the program in this process; every process of its own loads the model anew."""

    def run_main(*arguments: object, user: str = "ada") -> Done:
        monkeypatch.setattr(sys, "argv", ["trucewatch", *map(str, arguments)])
        monkeypatch.setenv("TRUCEWATCH_USER", user)
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.err
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run_main
