"""Whose organ is meant where its state is not said: “the defence ministry”, “an army spokesman”.

News leaves the state out where its reader knows it: because a state's own agency or outlet carries the words, or
because no other state is in the story. Both are asked in this order, and what they leave open stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from trucewatch.casebook import Actor, Outlet
from trucewatch.extract.actors.index import ActorIndex, fold
from trucewatch.extract.actors.model import Draft, Owner
from trucewatch.extract.actors.scan import Scan
from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

_ORGANS = frozenset(("armed-forces", "general-staff"))
_FORCE_WORDS = frozenset(("army", "military", "staff"))
_CARRYING = frozenset(
    ("quoted", "quoting", "quotes", "cited", "citing", "cites", "carried", "told", "tells", "reported", "reports",
     "according", "saying", "said", "says", "relayed", "published", "interview", "statement")
)  # fmt: skip
_MOST_STEPS = 5
_LEAD = 3
"""Passages in which a report says whose conflict it is about."""
_SPOKEN_FOR = frozenset(
    (
        "force",
        "ministry",
        "government",
        "body",
        "office",
        "peacekeepers",
        "court",
        "organisation",
        "armed-group",
        "party",
    )
)


class BareOrgans:
    """Asks one document whose an organ is that it names without a state.

    Args:
        known: The casebook's actors.
        scans: The passages of the document.
        drafts: All its drafts, settled or not.
        outlet_id: The outlet of the document, where the casebook knows it.
    """

    def __init__(
        self, known: ActorIndex, scans: Sequence[Scan], drafts: Sequence[Draft], outlet_id: str | None = None
    ) -> None:
        self._known = known
        self._scans = scans
        self._home = self._state_of_outlet(known.casebook.outlets.get(outlet_id or ""))
        self._states: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._organs: dict[str, set[str]] = {}
        self._outlets: dict[int, list[Draft]] = {}
        for draft in drafts:
            self._note(draft)

    def asks(self, draft: Draft) -> bool:
        """Return whether a draft without owner is an organ that every state has one of."""
        if draft.organ is None or draft.modified or draft.ethnic or draft.plural:
            return False
        return draft.kind == "ministry" or (draft.organ in _ORGANS and draft.role in _FORCE_WORDS)

    def by_carrier(self, draft: Draft) -> str | None:
        """Return the state whose own agency or outlet is quoted for the words of the draft's sentence, if it is one."""
        words = self._scans[draft.passage].words
        sentence = words.sentences[draft.head]
        carriers = {
            self._state_of_outlet(self._outlet(item))
            for item in self._outlets.get(draft.passage, ())
            if words.sentences[item.head] == sentence and _carries(words, item.head)
        } - {None}
        return carriers.pop() if len(carriers) == 1 else None

    def by_document(self, draft: Draft) -> str | None:
        """Return the state of the document's own outlet, the only one whose such ministry it names, or its only state.

        Where an outlet of one state names such an organ of another, both are equally near. An army is too common a word
        for the only one named to be meant where other states are in the story. The state of a war within it always is.
        """
        named = self._organs.get(draft.organ or "", set())
        if self._home:
            return self._home if named <= {self._home} else None
        divided = self._known.divided if draft.organ == "armed-forces" else frozenset[str]()
        candidates = named if named and draft.kind == "ministry" else self._states | named | divided
        if len(candidates) != 1:
            return None
        state = next(iter(candidates))
        sure = state in named or state in divided or self._counts[state] > 1  # named late and once, it passes by
        return state if sure else None

    def _note(self, draft: Draft) -> None:
        """Remember the states that a draft names, whose organs, and which outlets."""
        states = set(self._states_of(draft))
        self._states |= states
        self._counts.update(dict.fromkeys(states, 1 + (draft.passage < _LEAD)))
        if draft.organ:
            self._organs.setdefault(draft.organ, set()).update(states)
        for actor in filter(None, map(self._known.actor, draft.ids)):
            if actor.organ:
                self._organs.setdefault(actor.organ, set()).update(self._belongs(actor))
        if self._outlet(draft):
            self._outlets.setdefault(draft.passage, []).append(draft)

    def _states_of(self, draft: Draft) -> Iterable[str]:
        for actor in filter(None, map(self._known.actor, draft.ids)):
            yield from self._belongs(actor)
        for owner in draft.owners:
            yield from self._states_of_owner(owner)
        if draft.named and not draft.ids:
            yield from self._states_in_name(draft)

    def _states_in_name(self, draft: Draft) -> Iterable[str]:
        """Yield the states in the name of a body that no casebook knows: "Velmar Doctors' Syndicate"."""
        words = self._scans[draft.passage].words
        for match in self._known.aliases.find([fold(text) for text in words.texts[draft.first : draft.last]]):
            yield from (alias.actor_id for alias in match.values if alias.actor_id in self._known.states)

    def _states_of_owner(self, owner: Owner) -> Iterable[str]:
        if isinstance(owner, Draft):
            return self._states_of(owner)
        return [item for item in owner if item in self._known.states] if isinstance(owner, tuple) else ()

    def _belongs(self, actor: Actor) -> list[str]:
        if actor.id in self._known.states:
            return [actor.id]
        if actor.kind == "person":
            return []
        return [stay.of for stay in actor.affiliations[:1] if stay.of in self._known.states]

    def _outlet(self, draft: Draft) -> Outlet | None:
        outlets = self._known.casebook.outlets
        return next((outlets[item] for item in (*draft.ids, draft.actor_id) if item in outlets), None)

    def _state_of_outlet(self, outlet: Outlet | None) -> str | None:
        """Return the state that owns an outlet, or else the only state of its side; none for one of no side."""
        if outlet is None:
            return None
        owner = self._known.actor(outlet.owner)
        if owner and (states := self._belongs(owner)):
            return states[0]
        sided = [
            item for item in self._known.states if outlet.side and self._known.casebook.actors[item].side == outlet.side
        ]
        return sided[0] if len(sided) == 1 else None


def _carries(words: Words, at: int) -> bool:
    """Return whether an outlet hangs on a word of quoting or reporting: “quoted by”, “told”, “reported”."""
    for _ in range(_MOST_STEPS):
        if words.heads[at] == at:
            return False
        at = words.heads[at]
        if words.lowers[at] in _CARRYING:
            return True
        if words.lowers[at] in name_words("human-verb"):
            return False  # "denied a report by"
    return False


def spoken_for(draft: Draft) -> str | None:
    """Return the organ or body whose words an unnamed spokesperson's are: they are no source of their own."""
    if not draft.role.startswith("spokes") and draft.office != "spokesperson":
        return None
    bodies = (owner for owner in draft.owners if isinstance(owner, Draft) and owner.kind in _SPOKEN_FOR)
    return next((body.actor_id for body in bodies if body.actor_id), None)
