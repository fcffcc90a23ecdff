"""The other names that an accord gives: "(the “Guarantor”)", "(KDC)", "“the Parties” means A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import can_owe, coordinated, is_name, who_at
from trucewatch.agreements.drafting.standing import ALIAS, Standing, unique
from trucewatch.extract.acts.roles import Cast

_MEANS = re.compile(
    r"[“\"‘'](?:the\s+)?(?P<alias>[\w .-]{2,40})[”\"’']\s+(?:means?|is|are|refers? to|denotes?)\s+(?P<what>[^;\n]+)"
    r"|\b[Tt]he (?P<bare>Sides|Parties)\s*[–—(,-]\s*(?P<named>[^–—);]+)\s*[–—);-]"
)


def find_aliases(casts: Iterable[Cast], standing: Standing) -> dict[str, tuple[Who, ...]]:
    """Return by lower-case alias whom it names; of two definitions the first counts."""
    found: dict[str, tuple[Who, ...]] = {}
    text = standing.scene.annotated.text
    shorts = {match["short"] for match in ALIAS.finditer(text) if match["short"]}
    for cast in casts:
        names = [who for who in standing.names(cast, 0, len(cast.words)) if who.name not in shorts]
        for match in _MEANS.finditer(text, cast.words.starts[0], cast.words.ends[-1]):
            start, end = match.span("what" if match["what"] else "named")
            inside = unique(who for who in names if start <= who.cited.start < end)
            if inside:
                found.setdefault((match["alias"] or match["bare"]).lower(), tuple(inside))
        for offset, alias in standing.definitions(cast):
            meant = _meant(cast, standing, names, offset, alias)
            if meant:
                found.setdefault(alias, tuple(meant))
    return found


def is_parties(alias: str) -> bool:
    """Return whether a name is the one for those who agree."""
    return alias.split()[-1] in ("parties", "party", "sides", "side")


def _meant(cast: Cast, standing: Standing, names: list[Who], offset: int, alias: str) -> list[Who]:
    """Return whom a definition names: the name just before it; of parties and guarantors all those before it."""
    before = unique(who for who in names if who.cited.end <= offset)
    beside = [who for who in before if standing.beside(cast, who)]
    agreeing = [who for who in before if who not in beside]
    if is_parties(alias):
        return agreeing if len(agreeing) > 1 else unique(_joined(cast, standing, offset, alias)) or agreeing
    if alias in forms("witness") and alias.endswith("s") and beside:
        return beside
    at = standing.defined_at(cast, offset, alias)
    if at is not None and (is_name(cast, at) or can_owe(cast, at)):
        return [who_at(cast, at, standing.scene)]
    return agreeing[-1:]


def _joined(cast: Cast, standing: Standing, offset: int, alias: str) -> Iterator[Who]:
    """Yield the names joined by "and" just before a definition, known or not: "A and B, hereinafter the Parties"."""
    at = standing.defined_at(cast, offset, alias)
    while at is not None and cast.words.deps[at] == "conj":
        at = cast.words.heads[at]
    for noun in coordinated(cast, at) if at is not None else ():
        if is_name(cast, noun) and cast.words.ends[noun] <= offset:
            yield who_at(cast, noun, standing.scene)
