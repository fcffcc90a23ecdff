"""Use the whole document: what "X, Y" says of X, and which doubtful names the rest of it supports."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trucewatch.extract.gazetteer import table_words
from trucewatch.extract.names import Name
from trucewatch.extract.places.compose import token_behind
from trucewatch.extract.places.model import Spot
from trucewatch.extract.places.resolve import best_reading, lies_in
from trucewatch.extract.places.surroundings import Surroundings
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

_OF_WIDER = ([","], ["("], ["in"], ["in", "the"], ["in", "southern"], ["in", "northern"], ["in", "eastern"],
             ["in", "western"], ["in", "central"])  # fmt: skip
_IN_ROWS = frozenset((",", "and", "or", "the", "&", "as", "well"))
_LEAST_SHARE = 0.2
_LEAST_PEOPLE = 500


def link_parents(spots: Sequence[Spot], passages: Sequence[Words]) -> None:
    """Link a name to the wider place named behind it ("X, Y", "X in Y", "X (Y)"), lists of equals left alone."""
    for index, (spot, behind) in enumerate(pairwise(spots)):
        if behind.passage != spot.passage or not spot.options or not behind.options:
            continue
        between = passages[spot.passage].lowers[spot.last : behind.first]
        if between not in _OF_WIDER or not _any_inside(spot, behind):
            continue
        if _breadth(spot) < _breadth(behind) or (between == [","] and not _in_row(spots, index, passages)):
            spot.parent = behind
            behind.children.append(spot)
            spot.cued = True
            if between in ([","], ["("]):
                spot.trust = "yes" if spot.trust in ("weak", "doubtful") else spot.trust


def _breadth(spot: Spot) -> int:
    """Return how wide the likeliest reading of a name is, from a settlement (0) to a continent (5)."""
    best = best_reading(spot)
    if best.place_id.startswith("region:") and best.country is None:
        return 4
    return {"country": 3, "former-state": 3, "continent": 5, "territory": 2, "region": 2, "district": 1}.get(
        best.kind, 0
    )


def _in_row(spots: Sequence[Spot], index: int, passages: Sequence[Words]) -> bool:
    """Return whether a pair of names belongs to a longer row: "A, B, C" or "A, B and C"."""
    first, last = max(0, index - 1), min(len(spots), index + 3)
    for left, right in ((first, index), (index + 1, last - 1)):
        if left < right and spots[left].passage == spots[right].passage:
            between = passages[spots[left].passage].lowers[spots[left].last : spots[right].first]
            if between and all(word in (",", "and", "or", "the") for word in between):
                return True
    return False


def _any_inside(spot: Spot, parent: Spot) -> bool:
    """Return whether one of the readings of a name lies in the place named behind it."""
    return any(lies_in(option, parent) for option in spot.options)


def share_cues(spots: Sequence[Spot], passages: Sequence[Words]) -> None:
    """Let every name of a row count as a place where one of them does ("in A, B and C")."""
    row: list[Spot] = []
    for spot in (*spots, None):
        if row and spot is not None and spot.passage == row[-1].passage:
            words = passages[spot.passage]
            between = words.lowers[token_behind(row[-1], words) : spot.first]
            if between and all(word in _IN_ROWS for word in between):
                row.append(spot)
                continue
        if any(member.cued or (member.trust == "yes" and _sure(member)) for member in row):
            for member in row:
                member.cued = True
        row = [spot] if spot is not None else []


def accept_supported(spots: Sequence[Spot], around: Surroundings, proper: Sequence[Name]) -> list[Spot]:
    """Return the trusted spots, and the weak ones that a cue or the document supports."""
    surnames = {part.casefold() for name in proper if name.kind == "person" for part in name.full.split()}
    known = {spot.folded for spot in spots if spot.trust == "yes" or spot.cued}
    accepted = []
    for spot in spots:
        personal = spot.name.casefold() in surnames
        if spot.trust == "yes" and not (personal and not spot.cued and not _sure(spot)):
            accepted.append(spot)
        elif personal or spot.trust not in ("weak", "doubtful") or spot.name.casefold() in name_words("given"):
            continue
        elif spot.cued or (spot.trust == "weak" and (spot.folded in known or _supported(spot, around))):
            accepted.append(spot)
    return accepted


def _sure(spot: Spot) -> bool:
    return spot.source == "casebook" or any(option.kind in ("country", "capital") for option in spot.options[:2])


def _supported(spot: Spot, around: Surroundings) -> bool:
    """Return whether a place of the name, not common as a person's, lies in a country that the document is about."""
    if len(spot.name) < 4 or spot.folded in table_words("personal_names.txt"):
        return False
    return any(
        option.country is not None
        and around.share(option.country, spot.folded) >= _LEAST_SHARE
        and (option.population == 0 or option.population >= _LEAST_PEOPLE)
        for option in spot.options
    )
