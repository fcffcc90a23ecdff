"""Every short name of a reason that the code gives is one that is explained."""

from __future__ import annotations

import re
from pathlib import Path

import trucewatch.documents
from trucewatch.documents.codes import READ_CODES

GIVEN = re.compile(
    r'(?:Unreadable\(|Problem\([^,"]*(?:f?"[^"]*")?,\s*|make_issue\([^"]*?,\s*|yield )"([a-z]+(?:-[a-z]+)*)",'
)


def test_every_code_given_is_explained() -> None:
    folder = Path(trucewatch.documents.__file__).parent
    sources = [*folder.glob("formats/*.py"), *(folder / f"{name}.py" for name in ("read", "receive", "walk", "doubts"))]
    given = {code for path in sources for code in GIVEN.findall(path.read_text(encoding="utf-8"))}
    assert {"empty", "zip-bomb", "no-permission", "charset", "unsafe-name", "link-loop"} <= given
    assert given <= set(READ_CODES)
