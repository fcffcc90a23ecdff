"""Read an accord's text from a file of any format that reports come in."""

from __future__ import annotations

from pathlib import Path

from trucewatch.documents.model import Received
from trucewatch.documents.read import read_document
from trucewatch.documents.receive import receive
from trucewatch.errors import Unreadable, UsageError

_LONGEST = 1_000_000
"""Characters of the longest accord that is read; comprehensive ones with all their annexes have about half of that."""


def read_accord(path: Path) -> str:
    """Return the text of an accord.

    Raises:
        UsageError: where the file is missing, holds no text or too much of it, or holds more than one document.
    """
    if path.is_dir():
        raise UsageError(
            f"{path} is a folder; give the file with the accord’s text (further files are its translations)."
        )
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    found = list(receive([path], lambda sha256, source, origin: None))
    documents = [item for item in found if isinstance(item, Received)]
    if len(documents) != 1:
        reasons = [item.reason for item in found if not isinstance(item, Received)]
        raise UsageError(
            f"{path}: {reasons[0] if reasons else 'it holds no single document; give the text of one accord.'}"
        )
    try:
        text = read_document(documents[0]).text
    except Unreadable as error:
        raise UsageError(f"{path}: {error.reason}") from error
    if not text.strip():
        raise UsageError(f"{path} holds no words.")
    if len(text) > _LONGEST:
        raise UsageError(
            f"{path} holds {len(text):,} characters; a draft is made of at most {_LONGEST:,}. "
            "Give the accord alone, or a file for each of its parts."
        )
    return text
