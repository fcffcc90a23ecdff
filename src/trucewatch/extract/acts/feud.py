"""Who stands against whom in a document, and what follows where a sentence names only one of them.

Reports name both sides where they begin and one of them later. Acts that name both are counted over the document; where
one opponent of a side stands out, an attack of that side without a word on whom was on that opponent, a truce that
"both sides" made is theirs, and a mediator stands between the two. Nobody is named as the doer of an unclaimed attack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.story import Story, is_past
from trucewatch.extract.acts.telling import Camps, Telling
from trucewatch.records import Participant

if TYPE_CHECKING:
    from trucewatch.extract.acts.abroad import Home

_WEIGHTS = {"ASSAULT": 2, "COERCE": 2, "ACCUSE": 1, "RETREAT": 1, "AGREE": 1, "THREATEN": 1, "REJECT": 1}
"""How much an act between two camps says of their being opponents, by its type."""
_SPOKEN = frozenset({"ACCUSE", "REJECT"})
"""Acts in words that a mission or a mediator does too; by themselves they make no two opponents."""
_PAST = 0.25
"""What an act of former times weighs in a report of news: alliances change."""
_LEAST, _CLEAR = 2, 1.5
"""The weight that makes the two main opponents, and how far they have to lead before the next pair."""
_NEAR = 3
"""How many opponents of a camp may be its foremost: the one that holds the ground is, if it is among them."""
_ON_THE_OTHER = frozenset({"offensive", "capture", "shelling", "air-strike", "blockade", "seizure", "ceasefire"})
"""Acts of one side that are on the other, where nothing else is said."""
_OF_BOTH = frozenset({"armed-clash", "signing", "ceasefire", "exchange"})
"""Acts that take both sides."""
FOLLOWS = "; who the other side is follows from other sentences"


@dataclass(frozen=True, slots=True)
class Feud:
    """The opponents of each camp, the two camps that the document is most about, and how each is named.

    ``pairs`` are all that are told to have opposed each other, in both orders; ``at`` the camp that holds the land in
    which the act at hand was.
    """

    opponents: dict[str, str]
    main: tuple[str, str] | None
    named: dict[str, Participant]
    pairs: frozenset[tuple[str, str]]
    at: str | None = None

    @classmethod
    def of(cls, tellings: Iterable[Telling], camps: Camps, story: Story | None, holder: str | None) -> Feud:
        """Count who is told to have acted on whom.

        Args:
            tellings: The acts of a document.
            camps: Whose side participants are on.
            story: The story of the document, where it is news.
            holder: The camp that holds the ground that is fought over, where it is known.
        """
        pairs: dict[tuple[str, str], float] = {}
        fought: set[tuple[str, str]] = set()
        names: dict[str, Counter[Participant]] = {}
        mentions: dict[Participant, str | None] = {}
        for telling in tellings:
            weight = _WEIGHTS.get(telling.act.event_type, 0) * (_PAST if story and is_past(telling.act, story) else 1)
            for pair in _opposed(telling, camps) if weight else ():
                first, second = sorted(camps.of(who) for who in pair)
                pairs[first, second] = pairs.get((first, second), 0) + weight
                if telling.act.event_type not in _SPOKEN or all(camps.bears_arms(who) for who in pair):
                    fought.add((first, second))
                for who in pair:
                    bare = _bare(who, camps)
                    names.setdefault(camps.of(who), Counter())[bare] += camps.weight(who)
                    mentions[bare] = mentions.get(bare) or who.mention_id
        ranked = sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:2]
        leading = [pair for pair in ranked if pair in fought and (pairs[pair] >= _LEAST or len(ranked) == 1)]
        clear = leading and (len(leading) < 2 or pairs[leading[0]] >= _CLEAR * pairs[leading[1]])
        pairs = {pair: weight for pair, weight in pairs.items() if pair in fought}
        everyone = {camp for pair in pairs for camp in pair}
        return cls(
            opponents={camp: other for camp in everyone if (other := _opponent(camp, pairs, holder))},
            main=leading[0] if clear else None,
            pairs=frozenset(pairs) | {(second, first) for first, second in pairs},
            named={
                camp: replace(best, mention_id=mentions[best])
                for camp, counted in names.items()
                for best, _ in counted.most_common(1)
            },
        )

    def opponent_of(self, camp: str) -> str | None:
        """Return on whom a camp acts: who holds the land where it does so, if it fights that one, else its foremost."""
        return self.at if self.at != camp and (camp, self.at) in self.pairs else self.opponents.get(camp)

    def both(self) -> tuple[Participant, ...]:
        """Return the two main opponents, nobody where there are not two."""
        return tuple(self.named[camp] for camp in self.main) if self.main else ()


def _opponent(camp: str, pairs: dict[tuple[str, str], float], holder: str | None) -> str | None:
    """Return the opponent of a camp that stands out, or None; first who holds the ground that is fought over."""
    ranked = sorted((pair for pair in pairs if camp in pair), key=lambda pair: (-pairs[pair], pair))
    others = [next(other for other in pair if other != camp) for pair in ranked]
    if holder in others[:_NEAR]:
        return holder
    doubtful = len(ranked) > 1 and pairs[ranked[0]] < _CLEAR * pairs[ranked[1]]
    if doubtful and tuple(sorted(others[:2])) in pairs:  # two that fight each other too are no allies
        return None
    return others[0]


def _opposed(telling: Telling, camps: Camps) -> list[tuple[Participant, Participant]]:
    """Return the pairs of parties of different camps that one act names."""
    act = telling.act
    ours, theirs = [w for w in act.actors if camps.is_party(w)], [w for w in act.recipients if camps.is_party(w)]
    if act.act in _OF_BOTH and not theirs and len(ours) > 1:
        ours, theirs = ours[:1], ours[1:2]
    return [(one, other) for one in ours[:2] for other in theirs[:2] if camps.of(one) != camps.of(other)]


def _bare(who: Participant, camps: Camps) -> Participant:
    """Return a participant by its lasting name, so that mentions of one actor count together."""
    known = camps.casebook.actors.get(who.actor_id or "")
    return Participant(actor_id=who.actor_id, name=known.name if known else who.name, mention_id=None)


def complete_parties(
    tellings: Sequence[Telling], camps: Camps, story: Story | None, ground: str | None, home: Home
) -> list[Telling]:
    """Return the tellings with the parties that follow from who stands against whom.

    ``ground`` names the theatre; what `Home.is_abroad` says is set elsewhere is left as it is.
    """
    feud = Feud.of(tellings, camps, story, camps.holder(ground))
    return [
        telling
        if home.is_abroad(telling)
        else _complete(telling, replace(feud, at=home.holder_at(telling)), camps, story)
        for telling in tellings
    ]


def _complete(telling: Telling, feud: Feud, camps: Camps, story: Story | None) -> Telling:
    act = telling.act
    now = not is_past(act, story) if story else act.date is None
    actors = _both_for_all(act.actors, feud)
    if not actors and act.act in _OF_BOTH and telling.of_both:
        actors = feud.both()
    recipients = _both_for_all(act.recipients, feud)
    acting = {camps.of(who) for who in actors}
    if act.act == "mediation" and now and not recipients and not acting & set(feud.main or ()):
        recipients = feud.both()
    asserted = act.polarity == "asserted"  # who denies an attack says nothing of whom it would have met
    if (
        act.act in _ON_THE_OTHER
        and asserted
        and len(acting) == 1
        and not any(camps.is_party(who) for who in recipients)
    ):
        other = feud.opponent_of(next(iter(acting)))
        kept = () if act.act in ("capture", "blockade") else tuple(w for w in recipients if camps.of(w) != other)
        recipients = (*kept, feud.named[other]) if other else recipients
    if actors == act.actors and recipients == act.recipients:
        return telling
    return replace(telling, act=replace(act, actors=actors, recipients=recipients, evidence=act.evidence + FOLLOWS))


def _both_for_all(actors: tuple[Participant, ...], feud: Feud) -> tuple[Participant, ...]:
    """Return the two opponents for "both sides" and "the two countries"."""
    pairs = act_lexicon().classes["pair"].nouns
    if len(actors) == 1 and actors[0].actor_id is None and actors[0].name.casefold().split()[-1] in pairs:
        return feud.both() or actors
    return actors
