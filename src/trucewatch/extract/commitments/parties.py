"""The parties of the accord that a document speaks of: who owes what is said of a thing they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.commitments.lexicon import accord_words, forms
from trucewatch.extract.scene import Scene
from trucewatch.records import Participant


def parties_of(casts: Iterable[Cast], scene: Scene) -> tuple[Participant, ...]:
    """Return the parties: who agrees or announces together, who the accord is between, else the casebook's sides."""
    casts = list(casts)
    for cast in casts:
        for index, low in enumerate(cast.words.lowers):
            found: tuple[Participant, ...] = ()
            if low in forms("concluded"):
                found = _states(cast, cast.grammar.agent(index), scene)
            elif low in accord_words():
                found = cast.participants(cast.grammar.prepositional(index, "between"))
            if len(found) in (2, 3):
                return found
    return _sides(scene)


def _states(cast: Cast, at: int | None, scene: Scene) -> tuple[Participant, ...]:
    """Return who acts together, a leader as the state that he or she stands for."""
    known = scene.knowledge.casebook.actors
    mentions = {mention.mention_id: mention for mention in cast.actors.values()}
    found: dict[str, Participant] = {}
    for who in cast.participants(at):
        mention = mentions.get(who.mention_id or "")
        state = known.get(mention.affiliation) if mention is not None and mention.affiliation else None
        if mention is not None and state is not None and mention.kind == "person":
            who = Participant(actor_id=state.id, name=state.name, mention_id=mention.mention_id)
        found.setdefault(who.name, who)
    return tuple(found.values())


def _sides(scene: Scene) -> tuple[Participant, ...]:
    """Return the most named actor of each of the two sides, where the casebook has just two in the document."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for actor in scene.actors:
        if actor.side and actor.actor_id and actor.kind in ("state", "force", "group", "government", "authority"):
            counts[actor.side, actor.actor_id, actor.name] += 1
    best: dict[str, Participant] = {}
    for (side, actor_id, name), _ in counts.most_common():
        best.setdefault(side, Participant(actor_id=actor_id, name=name, mention_id=None))
    return tuple(best.values())[:2] if len(best) >= 2 else ()
