"""The command line: one file a group of commands; every error is one plain sentence."""

from __future__ import annotations

import os
import sys

import typer

from trucewatch.cli import agreements, casebook, cases, claims, evaluate, events, linking, output, query, status
from trucewatch.cli.options import shown_safely
from trucewatch.errors import NothingReadable, TrucewatchError, UsageError
from trucewatch.settings import spare_pandas

app = typer.Typer(
    name="trucewatch",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From conflicting public reports to a cited, reviewable record of what was promised and what was reported.",
)
for module in (cases, query, events, linking, claims, status, output):
    module.register(app)
app.add_typer(casebook.app, name="casebook")
app.add_typer(agreements.app, name="agreement")
app.add_typer(claims.app, name="claim")
app.add_typer(evaluate.app, name="evaluate")

EXIT_CODES: tuple[tuple[type[BaseException], int], ...] = ((UsageError, 2), (NothingReadable, 3), (TrucewatchError, 1))
STOPPED = 130
"""The exit code that typer makes of Ctrl-C, as shells do."""


def program() -> None:
    """Run as a process of its own."""
    spare_pandas()
    main()


def main() -> None:
    """Run the program. Exit codes: 0 done, 1 failed, 2 wrong use, 3 nothing readable, 130 stopped by Ctrl-C."""
    try:
        app()
    except TrucewatchError as error:
        _end(str(error), next(code for kind, code in EXIT_CODES if isinstance(error, kind)))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except SystemExit as ended:
        if ended.code == STOPPED:
            _end("Stopped. Run the same command again to go on.", STOPPED)
        raise
    except OSError as error:
        _end(f"{error.filename}: {error.strerror}." if error.filename else f"{error}.", 1)
    except Exception as error:
        if os.environ.get("TRUCEWATCH_DEBUG"):
            raise
        _end(f"Something unexpected went wrong ({type(error).__name__}: {error}). TRUCEWATCH_DEBUG=1 shows where.", 1)


def _end(message: str, code: int) -> None:
    print(f"trucewatch: {shown_safely(message)}", file=sys.stderr)
    sys.exit(code)
