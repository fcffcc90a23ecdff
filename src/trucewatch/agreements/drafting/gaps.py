"""Clauses that leave out their verb because the one before has it: "A frees 30 sailors by May, and B the crew"."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.agreements.drafting.joining import Clause
from trucewatch.agreements.drafting.model import Who
from trucewatch.agreements.drafting.names import pointing, same
from trucewatch.agreements.drafting.parties import Parties
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_OPENING = ("DT", "PDT", "PRP$", "CD")
"""Tags of what opens the object behind a name: "B the crew", "B its guns", "B 85 prisoners"."""
_LONGEST = 6


def find_gaps(cast: Cast, clause: Clause, parties: Parties, scene: Scene) -> Iterator[tuple[int, Who]]:
    """Yield where such clauses begin within the words of one, and who they say does the same.

    Only names that the accord gives, or those of its parties, count; the parser makes little of what has no verb.
    """
    words = cast.words
    for at in range(clause.verb + 1, clause.last - 2):
        if words.lowers[at] not in ("and", ";", "while", "whereas"):
            continue
        first = at + 1 + (words.lowers[at + 1] in ("and", "the"))
        first += words.lowers[first] == "the"
        for last in range(first, min(first + _LONGEST, clause.last - 1)):
            who = _named(words.text(first, last + 1), parties)
            if who is not None and (_opens_object(cast, last + 1) or _alike(cast, clause, last + 1)):
                yield at + 1 + (words.lowers[at + 1] == "and"), pointing(cast, first, last, who, scene)
                break


def _opens_object(cast: Cast, at: int) -> bool:
    """Return whether an object follows: "the crew", but not "all agree" or "both sides shall"."""
    words = cast.words
    return words.tags[at] in _OPENING and words.tags[at + 1][:2] in ("NN", "JJ", "CD", "VB", "RB")


def _alike(cast: Cast, clause: Clause, at: int) -> bool:
    """Return whether what follows goes on as the clause does: "A pays for eleven dead and B for seven"."""
    words = cast.words
    leads = words.lowers[at] in words.lowers[clause.verb + 1 : clause.verb + 3] and words.tags[at] == "IN"
    return leads and words.tags[at + 1] in _OPENING


def _named(name: str, parties: Parties) -> Who | None:
    meant = parties.aliases.get(name.lower(), ())
    if len(meant) == 1:
        return next((who for who in parties.parties if same(who, meant[0])), meant[0])
    return next((who for who in parties.parties if name[:1].isupper() and name in (who.name, _short(who))), None)


def _short(who: Who) -> str:
    """Return what is left of a name behind "of": "Quell" of "Republic of Quell"."""
    return who.name.rpartition(" of ")[2]
