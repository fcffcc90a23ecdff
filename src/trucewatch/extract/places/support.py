"""Use the whole document: what "X, Y" says of X, and which doubtful names the rest of it supports."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.extract.names import Name
from trucewatch.extract.places.model import Spot
from trucewatch.extract.places.resolve import Surroundings
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

_WIDER = ("country", "region", "territory", "district", "continent", "former-state")
_LEAST_SHARE = 0.2
_LEAST_PEOPLE = 500


def link_parents(spots: Sequence[Spot], passages: Sequence[Words]) -> None:
    """Link a name to the wider place named behind it: "X, Y", "X in Y", "X (Y)"."""
    for spot, behind in zip(spots, spots[1:], strict=False):
        if behind.passage != spot.passage or not behind.options:
            continue
        between = passages[spot.passage].lowers[spot.last : behind.first]
        if between == [","] or between == ["("]:
            if any(option.kind in _WIDER for option in behind.options[:3]):
                spot.parent = behind
                spot.cued = True
                if spot.trust == "weak" and _any_inside(spot, behind):
                    spot.trust = "yes"
        elif between in (["in"], ["in", "the"], ["in", "southern"], ["in", "northern"], ["in", "eastern"], ["in", "western"]):
            if any(option.kind in _WIDER for option in behind.options[:3]):
                spot.parent = behind


def _any_inside(spot: Spot, parent: Spot) -> bool:
    countries = {option.country for option in parent.options[:3]}
    return any(option.country in countries for option in spot.options)


def accept_supported(spots: Sequence[Spot], around: Surroundings, proper: Sequence[Name]) -> list[Spot]:
    """Return the trusted spots, and the weak ones that a cue or the document supports."""
    surnames = {part.casefold() for name in proper if name.kind == "person" for part in name.full.split()}
    known = {spot.folded for spot in spots if spot.trust == "yes" or spot.cued}
    accepted = []
    for spot in spots:
        personal = spot.name.casefold() in surnames
        if spot.trust == "yes" and not (personal and not spot.cued and not _sure(spot)):
            accepted.append(spot)
        elif spot.trust == "weak" and spot.name.casefold() not in name_words("given"):
            if spot.cued and not personal or not personal and (spot.folded in known or _supported(spot, around)):
                accepted.append(spot)
    return accepted


def _sure(spot: Spot) -> bool:
    return spot.source == "casebook" or any(option.kind in ("country", "capital") for option in spot.options[:2])


def _supported(spot: Spot, around: Surroundings) -> bool:
    """Return whether a place of the name lies in a country that the document is about."""
    return len(spot.name) > 3 and any(
        option.country is not None
        and around.shares.get(option.country, 0.0) >= _LEAST_SHARE
        and option.population >= _LEAST_PEOPLE
        for option in spot.options
    )
