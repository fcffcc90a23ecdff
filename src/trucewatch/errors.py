"""What can go wrong, in words a person can act on.

TrucewatchError            anything the program says no to
 ├─ UsageError             the call itself is wrong (exit 2)
 ├─ NothingReadable        no document could be read at all (exit 3)
 ├─ Unreadable             one source or document cannot be read (a row in ``issues``)
 ├─ CaseError              a case folder is missing, damaged or of another kind
 ├─ CasebookError          a casebook is wrong; carries file and line
 ├─ AgreementError         an agreement is wrong; carries file, line and column
 └─ RulebookError          a shipped or named rulebook is wrong; carries file and line
"""

from __future__ import annotations


class TrucewatchError(Exception):
    """Base of all errors this program raises on purpose; its text is a plain sentence."""


class UsageError(TrucewatchError):
    """The call itself is wrong: an unknown name, a missing path, an option that does not fit."""


class NothingReadable(TrucewatchError):
    """Not one of the given sources held a readable document."""


class Unreadable(TrucewatchError):
    """One source or document cannot be read; ``code`` names the kind of reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class CaseError(TrucewatchError):
    """A case folder is missing, damaged, or was made by something else."""


class FileError(TrucewatchError):
    """A file that a person writes is wrong at a known line."""

    def __init__(self, file: str, line: int | None, reason: str, column: int | None = None) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part)
        super().__init__(f"{place}: {reason}")
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason


class CasebookError(FileError):
    """A casebook is wrong."""


class AgreementError(FileError):
    """An agreement is wrong."""


class RulebookError(FileError):
    """A rulebook is wrong."""
