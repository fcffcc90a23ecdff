"""That nobody was hurt, killed or taken, said flatly: counts of none."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOBODY = (
    r"(?:nobody|no one|no-one|none of (?:them|the [a-z]+)|not one (?:person|man|woman|soul)"
    r"|no (?:[a-z]+ )?(?:people|persons?|lives|civilians|soldiers))"
)
_UNHURT = re.compile(
    rf"\b{_NOBODY}\s+(?:else )?(?:was |were |had been |has been |is |are |came to )?(?:even )?"
    r"(?P<fate>hurt|harm|harmed|injured|wounded|killed|scratched|lost)\b"
    r"|\bwithout (?:loss|casualties|bloodshed|injury)\b|\bno (?:casualties|victims|loss of life)\b",
    re.IGNORECASE,
)
_UNHELD = re.compile(
    rf"\b{_NOBODY}\s+(?:else )?(?:is|are|was|were|has been|had been|remains)\s+(?:still )?(?:being )?"
    r"(?:taken off|taken away|led away|carried off|abducted|seized|held(?! against)|detained|captive|arrested"
    r"|in (?:our|its|their) (?:care|hands|custody|power|prisons?|cells))\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:report|reported|known|far|yet|immediate|immediately|apparently|seems|seem|seemingly|hopes?|likely)\b",
    re.IGNORECASE,
)


def find_unharmed(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the fates that a sentence says befell nobody, with where it says so; “so far as is known” says nothing."""
    if (match := _UNHURT.search(text)) and not _HEDGED.search(text):
        dead = (match["fate"] or "").lower() in ("killed", "lost")
        for unit in ("killed",) if dead else ("killed", "wounded"):
            yield unit, *match.span()
    if match := _UNHELD.search(text):
        yield "captured", *match.span()
