"""Who acts for whom: an army for its state, a spokesperson for the ministry, peacekeepers for who sent them.

Read from the casebook's affiliations in a stretch of time. A party, protesters, a people or an outlet act for
nobody but themselves, whatever they are affiliated with.
"""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.casebook.model import Actor, Casebook

ACTING = frozenset(
    ["state", "government", "ministry", "force", "peacekeepers", "armed-group", "office", "body", "officials"]
)
"""Kinds of actors that act for what they are affiliated with. Persons do so by an office that they hold."""
TROOPS = frozenset(["force", "peacekeepers"])


class Belonging:
    """The casebook's actors as they belong together between two ISO days (None: open)."""

    def __init__(self, casebook: Casebook, since: str | None = None, until: str | None = None) -> None:
        self._actors = casebook.actors
        self._since, self._until = since, until
        self._chains: dict[str, tuple[str, ...]] = {}

    def chain(self, actor_id: str) -> tuple[str, ...]:
        """Return an actor and everybody for whom it acts, nearest first."""
        if actor_id not in self._chains:
            self._chains[actor_id] = (actor_id,)  # an affiliation that leads back ends here
            above = [other for step in self._above(actor_id) for other in self.chain(step)]
            self._chains[actor_id] = tuple(dict.fromkeys([actor_id, *above]))
        return self._chains[actor_id]

    def party(self, actor_id: str) -> str:
        """Return the last of those for whom an actor acts: the state of an army, else the actor itself."""
        return self.chain(actor_id)[-1]

    def acts_for(self, actor_id: str, bearers: Iterable[str]) -> bool:
        """Return whether what an actor does is the doing of one of ``bearers``: by affiliation, or by its side."""
        chain = self.chain(actor_id)
        return any(bearer in chain or self._of_side(actor_id, bearer) for bearer in bearers)

    def stands_for(self, actor_id: str, bearers: Iterable[str]) -> bool:
        """Return whether an actor may stand for a contingent among ``bearers``: its state, or that state's troops.

        Reports say that a state deployed or withdrew where they mean the contingent that it sent to that place.
        """
        actor = self._actors.get(actor_id)
        for bearer in bearers:
            held = self._actors.get(bearer)
            if held is not None and held.kind == "peacekeepers" and self.party(bearer) in self.chain(actor_id):
                return actor is not None and (actor.kind in TROOPS or actor_id == self.party(bearer))
        return False

    def kind(self, actor_id: str) -> str | None:
        """Return the kind of an actor, None of one that the casebook does not know."""
        actor = self._actors.get(actor_id)
        return actor.kind if actor else None

    def name(self, actor_id: str) -> str:
        """Return the name of an actor, the id of one that the casebook does not know."""
        actor = self._actors.get(actor_id)
        return actor.name if actor else actor_id.removeprefix("local:")

    def side(self, actor_id: str) -> str | None:
        """Return the side of an actor, else that of the nearest for whom it acts."""
        sides = (self._actors[step].side for step in self.chain(actor_id) if step in self._actors)
        return next((side for side in sides if side), None)

    def exists_from(self, actor_id: str) -> str | None:
        """Return the ISO day before which an actor was not there: the first of its affiliations; None where not known.

        Holds for troops alone: a person is there before the office.
        """
        actor = self._actors.get(actor_id)
        if actor is None or actor.kind not in TROOPS or not actor.affiliations:
            return None
        since = [affiliation.since for affiliation in actor.affiliations]
        return min(day for day in since if day) if all(since) else None

    def _above(self, actor_id: str) -> list[str]:
        actor = self._actors.get(actor_id)
        if actor is None or (actor.kind not in ACTING and actor.kind != "person"):
            return []
        return [
            step.of
            for step in actor.affiliations
            if (actor.kind in ACTING or step.office) and self._meets(step.since, step.until)
        ]

    def _meets(self, since: str | None, until: str | None) -> bool:
        return not (since and self._until and since > self._until) and not (
            until and self._since and until < self._since
        )

    def _of_side(self, actor_id: str, bearer: str) -> bool:
        actor, held = self._actors.get(actor_id), self._actors.get(bearer)
        if actor is None or held is None or not actor.side or actor.side != held.side:
            return False
        return actor.kind in ACTING - {"state"} and held.kind == "state" and not _elsewhere(actor)


def _elsewhere(actor: Actor) -> bool:
    """Return whether an actor's affiliations say already for whom it acts."""
    return bool(actor.affiliations)
