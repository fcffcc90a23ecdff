"""News without any conflict: sport, weather, stage, trade, elections, courts, disease. It yields no acts, or few."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Reader

QUIET = Path(__file__).parent.parent / "data" / "quiet"
MOST = 1
"""Acts allowed over all pages together."""


def test_news_without_conflict_yields_hardly_any_act(read: Reader) -> None:
    pages = sorted(QUIET.glob("*.txt"))
    assert len(pages) >= 10
    found = [
        f"{page.name}: {claim.act} “{claim.quote}”"
        for page in pages
        for claim in read(page.read_text(encoding="utf-8"), "2031-05-09")["claims"]
        if claim.kind == "act" and claim.status != "none"
    ]
    assert len(found) <= MOST, "\n".join(found)
