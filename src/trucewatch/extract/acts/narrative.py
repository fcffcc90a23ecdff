"""What an act takes over from other sentences, where its own does not say: who, whom, when and where.

A headline or a definite noun ("the offensive") tells again of an act that the document tells more fully elsewhere; the
fuller tellings lend it what they all agree on. A story that goes on in the same paragraph keeps the day of the sentence
before it, unless it names a time of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trucewatch.extract.acts.model import Act
from trucewatch.records import Participant

_DAY = 10
"""Characters of a date that names a day."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An act as its sentence tells it.

    ``back`` is true for a definite noun and for headlines, which point to a fuller telling; ``sentence`` counts the
    sentences of the document, ``paragraph`` its paragraphs; ``timed`` is true where the sentence names any time.
    """

    act: Act
    back: bool
    sentence: int
    paragraph: int
    timed: bool


def complete_acts(tellings: Sequence[Telling]) -> list[Act]:
    """Return the acts in the same order, with what they take over."""
    going_on = _carry_days(tellings)
    acts = [telling.act for telling in going_on]
    return [_retell(telling.act, acts) if telling.back else telling.act for telling in going_on]


def _carry_days(tellings: Sequence[Telling]) -> list[Telling]:
    days: dict[int, tuple[int, tuple[str, ...], str | None]] = {}
    carried = []
    for telling in tellings:
        act = telling.act
        before = days.get(telling.paragraph)
        goes_on = before is not None and telling.sentence - before[0] <= 1
        if act.date is None and not telling.timed and goes_on and before is not None and _is_told(act):
            act = replace(act, time_ids=before[1], date=before[2])
        if act.date is not None and len(act.date) >= _DAY and _is_told(act):
            days[telling.paragraph] = (telling.sentence, act.time_ids, act.date)
        carried.append(replace(telling, act=act))
    return carried


def _is_told(act: Act) -> bool:
    """Return whether an act is told as done: plans and duties have days of their own."""
    return act.modality == "actual" and not act.remark


def _retell(act: Act, acts: Sequence[Act]) -> Act:
    others = [other for other in acts if other is not act and other.act == act.act and other.modality == act.modality]
    if act.actors:
        others = [other for other in others if _share(act.actors, other.actors)]
    else:
        act = replace(act, actors=_agreed(other.actors for other in others))
    if not act.recipients:
        recipients = _agreed(other.recipients for other in others if _share(act.actors, other.actors))
        act = replace(act, recipients=() if _share(recipients, act.actors) else recipients)
    dated = {other.date: other.time_ids for other in others if other.date and _share(act.actors, other.actors)}
    if act.date is None and len(dated) == 1:
        ((date, time_ids),) = dated.items()
        act = replace(act, date=date, time_ids=time_ids)
    return act


def _agreed(told: Iterable[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """Return the participants that all fuller tellings name, nobody where they differ."""
    several = {tuple(sorted(_key(who) for who in group)): group for group in told if group}
    return next(iter(several.values())) if len(several) == 1 else ()


def _key(who: Participant) -> str:
    return who.actor_id or who.name.casefold()


def _share(ours: tuple[Participant, ...], theirs: tuple[Participant, ...]) -> bool:
    return bool({_key(who) for who in ours} & {_key(who) for who in theirs})
