"""The parties to an event: on which sides those stand who did it and bore it, and whose word admits it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from trucewatch.casebook import Casebook
from trucewatch.linking.credits import fold_name
from trucewatch.linking.independence import independent
from trucewatch.linking.voices import is_institution
from trucewatch.linking.wording import Row
from trucewatch.records.link import Origin

OWN_WORD = frozenset((
    "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
    "ASSAULT", "DISPLACE",
))  # fmt: skip
"""Types of events that count against those who do them, or are words of their own: it is enough that they say so."""
OTHERS_WORD = frozenset(("AGREE", "CONSULT", "COOPERATE", "AID", "RETREAT", "RETURN"))
"""Types that count for those who do them: it takes the word of another party."""


class Parties:
    """Sides and reliability by the casebook."""

    def __init__(self, casebook: Casebook) -> None:
        self._casebook = casebook

    def keys(self, participants: Iterable[Row]) -> frozenset[str]:
        """Return the sides of participants; of one without a side the casebook's id or the folded name."""
        return frozenset(self._key(row["actor_id"], row["name"]) for row in participants)

    def origin_keys(self, origin: Origin) -> frozenset[str]:
        """Return by what an origin can be the same as a participant: its side, its id, its name."""
        found = {origin.side, origin.origin, f"name:{fold_name(origin.name)}"}
        return frozenset(key for key in found if key)

    def count(self, origins: Iterable[Origin]) -> int:
        """Return how many independent origins there are among some."""
        return len(independent((origin.origin for origin in origins), self._casebook))

    def admits(self, claim: Row, origin: Origin) -> bool:
        """Return whether a claim is made by the party that it counts against.

        Of an act of a type in `OWN_WORD`, or of a duty left undone, that is who did it; of one in `OTHERS_WORD` any
        party on which it was done. An outlet or a person without an office speaks for no party.
        """
        if not claim["actors"] or not self._is_body(origin):
            return False
        doers, ours = self.keys(claim["actors"]), self.origin_keys(origin)
        if claim["modality"] == "omitted" or claim["event_type"] in OWN_WORD:
            return len(doers) == 1 and not doers.isdisjoint(ours)
        if claim["event_type"] in OTHERS_WORD:
            return doers.isdisjoint(ours) and not self.keys(claim["recipients"]).isdisjoint(ours)
        return False

    def blame_each_other(self, claims: Iterable[Row]) -> bool:
        """Return whether claims of one event name doers of different sides, none of both: nobody admits it then."""
        doers = {self.keys(claim["actors"]) for claim in claims if claim["actors"]}
        return any(not one & other and told_apart(one | other) for one, other in combinations(doers, 2))

    def is_outside(self, origin: Origin, parties: frozenset[str]) -> bool:
        """Return whether the casebook knows an origin, and knows it to be no party to an event."""
        outlet_id = origin.origin.removeprefix("outlet:")
        known = origin.origin in self._casebook.actors or outlet_id in self._casebook.outlets
        return known and self.origin_keys(origin).isdisjoint(parties)

    def observed(self, origin: Origin, parties: frozenset[str]) -> bool:
        """Return whether an origin is a body of monitors that is itself no party to an event."""
        return origin.kind == "monitor" and self.origin_keys(origin).isdisjoint(parties)

    def reliability(self, origin: Origin) -> str:
        """Return the Admiralty letter of an origin by the casebook; F (it cannot be judged) where it gives none."""
        actor = self._casebook.actors.get(origin.origin)
        outlet = self._casebook.outlets.get(origin.origin.removeprefix("outlet:"))
        return (actor and actor.reliability) or (outlet and outlet.reliability) or "F"

    def _is_body(self, origin: Origin) -> bool:
        """Return whether an origin is a body, whose word is that of a party; a person without an office is none."""
        actor = self._casebook.actors.get(origin.origin)
        if actor is not None:
            return actor.kind not in ("person", "outlet", "agency")
        private = origin.origin.startswith("named:") and not is_institution(origin.name)
        return origin.kind in ("actor", "monitor") and not private

    def _key(self, actor_id: str | None, name: str) -> str:
        actor = self._casebook.actors.get(actor_id or "")
        if actor is None:
            return f"name:{fold_name(name)}"
        parents = (self._casebook.actors.get(item.of) for item in actor.affiliations)
        sides = (parent.side for parent in parents if parent is not None)
        return actor.side or next((side for side in sides if side), actor.id)


def told_apart(keys: frozenset[str]) -> bool:
    """Return whether the casebook knows all of these; names that it does not know may be those of one actor."""
    return not any(key.startswith("name:") for key in keys)
