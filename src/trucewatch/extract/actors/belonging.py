"""Whom an actor of the casebook is, and whom a draft belongs to: the state, body or force that owns it."""

from __future__ import annotations

from trucewatch.casebook import Actor
from trucewatch.extract.actors.coreference import History
from trucewatch.extract.actors.index import ActorIndex
from trucewatch.extract.actors.lands import Lands
from trucewatch.extract.actors.model import Draft, Owner
from trucewatch.extract.model import Published

LOCAL = "local:"
COMMUNITY = frozenset(("state", "separatists", "government", "body"))


class Belonging:
    """Gives the drafts of one document their actors of the casebook, and tells whose they are."""

    def __init__(self, known: ActorIndex, published: Published | None, history: History, lands: Lands) -> None:
        self.known = known
        self.published = published
        self.history = history
        self.lands = lands

    def take(self, draft: Draft, actor_id: str) -> None:
        """Give a draft the actor or outlet of the casebook."""
        entry = self.known.entry(actor_id)
        draft.actor_id = actor_id
        if entry is None:
            return
        draft.name = entry.name
        if isinstance(entry, Actor):
            draft.kind = entry.kind
            draft.female = entry.female if entry.female is not None else draft.female
            stay = self.known.affiliation(entry, self.published)
            if stay and draft.affiliation is None:
                draft.affiliation = stay.of
            if stay and stay.office and draft.office is None and entry.kind == "person" and not draft.core:
                draft.office = stay.office
            draft.side = entry.side
        else:
            draft.kind, draft.side = "outlet", entry.side
        self.take_side(draft)

    def take_side(self, draft: Draft) -> None:
        """Give a draft the side of the actor that it belongs to, where it has none.

        Where the state is on no side, as in a war within it, "an army spokesman" is on that of its army.
        """
        owner = self.known.actor(draft.affiliation)
        if draft.side is None and owner is not None:
            forces = (force for force in draft.owners if isinstance(force, Draft) and force.kind == "force")
            sides = (force.side for force in forces if force.affiliation == draft.affiliation)
            draft.side = owner.side or next(sides, None)

    def best(self, ids: tuple[str, ...]) -> str:
        """Return the actor that the same words most likely name: one named before, else a state, else the first."""
        for actor_id in ids:
            if actor_id in self.history.seen:
                return actor_id
        kinds = [getattr(self.known.entry(actor_id), "kind", "outlet") for actor_id in ids]
        return ids[kinds.index("state")] if "state" in kinds else ids[0]

    def owner_of(self, draft: Draft) -> tuple[str | None, str]:
        """Return the id of the nearest owner that is a state or body, and the words it is called by before a noun."""
        label = ""
        for owner in draft.owners:
            owner_id, words = self.read_owner(owner)
            label = label or words
            if owner_id:
                return owner_id, label
        return None, label

    def read_owner(self, owner: Owner) -> tuple[str | None, str]:
        """Return the id of an owner that is a state or body, and the words it is called by before a noun."""
        if isinstance(owner, Draft):
            if owner.kind == "government" and owner.affiliation:
                return owner.affiliation, self.adjective(owner.affiliation) or owner.affiliation.removeprefix(LOCAL)
            if owner.kind in COMMUNITY and owner.actor_id:
                return owner.actor_id, self.adjective(owner.actor_id) or owner.name
            if owner.kind == "force" and owner.affiliation:
                return owner.affiliation, self.adjective(owner.affiliation) or owner.name
            if owner.kind == "person":
                return owner.affiliation, f"{owner.name}’s"
            return owner.affiliation or owner.actor_id, owner.name
        if isinstance(owner, tuple):
            actor_id = self.best(owner)
            entry = self.known.entry(actor_id)
            return actor_id, self.adjective(actor_id) or (entry.name if entry else "")
        land = self.lands.base_of(owner) or owner
        return f"{LOCAL}{land}" if self.lands.kind_of(land) else None, owner

    def adjective(self, actor_id: str) -> str:
        """Return the people's adjective of an actor, empty where there is none."""
        actor = self.known.actor(actor_id)
        return actor.demonyms[0] if actor and actor.demonyms else ""
