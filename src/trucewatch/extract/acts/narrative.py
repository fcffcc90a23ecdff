"""What an act takes over from other sentences, where its own does not say: who, whom, when and where.

A headline or a definite noun ("the offensive") tells again of an act that the document tells more fully elsewhere; the
fuller tellings lend it what they agree on. A tale in the past keeps the day that a sentence shortly before it set,
unless it names a time of its own. What a news report tells without any day belongs to the days of its story (`story`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from trucewatch.extract.acts.abroad import find_home
from trucewatch.extract.acts.feud import complete_parties
from trucewatch.extract.acts.model import Act
from trucewatch.extract.acts.named import told_by
from trucewatch.extract.acts.story import ENDS, Foreground, Mark, Story, find_story
from trucewatch.extract.acts.telling import Camps, Telling
from trucewatch.extract.acts.tense import PAST, PERFECT, PLUPERFECT, PRESENT
from trucewatch.extract.acts.theatre import find_theatre, spread_places
from trucewatch.extract.edtf import bounds, grain
from trucewatch.extract.model import Published
from trucewatch.records import Participant, PlaceMention

OF_THE_STORY = "; without a day of its own, it is dated by the days of the story"
_BEGAN = re.compile(r"\b(?:begins?|began|begun|launch(?:ed|es)|start(?:ed|s)|broke out)\b", re.IGNORECASE)
_ONTO = ("", "on", "at", "of")
_BEHIND = 6
"""Characters behind the words of an act within which the place of its object stands: "the village" of X."""
_MOST = 0.75
"""Share of the fuller tellings that have to name the same participants."""
_RUNS_ON = re.compile(
    r"[“\"]?(?:(?:shortly|soon|immediately|hours|minutes|moments) (?:after|later|before)|then\b|later\b|as the day|"
    r"meanwhile|at the same time|in response|minutes|simultaneously|in turn|subsequently)",
    re.IGNORECASE,
)
"""How a paragraph begins that goes on where the one before it stopped."""
_ANOTHER = re.compile(
    r"\b(?:later|earlier|previous|past|recent|former|subsequent|other|another|new|next|future|further|last|first|second|third)\b",
    re.IGNORECASE,
)
"""Words by which an act is another than the one at hand."""
_RECENT, _NEXT = timedelta(days=120), timedelta(days=1)
"""How long before printing the newest happening may lie that "the offensive" means without more ado."""
_OFTEN = re.compile(
    r"\b(?:previously|formerly|historically|traditionally|repeatedly|regular(?:ly)?|recurring|often|frequently|"
    r"routinely|for (?:years|decades|months)|over the (?:years|decades)|in recent (?:years|months|weeks)|in the past|"
    r"decades|every|occasions|at times|sometimes|always|usually|earlier|long been)\b",
    re.IGNORECASE,
)
"""Words of a sentence about many times, or about times before the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a document says of time and place, beside its acts.

    ``marks`` are its times in order, ``breaks`` the offsets of its subheadings, ``places`` its place mentions by id.
    """

    text: str
    marks: Sequence[Mark]
    breaks: Sequence[int]
    genre: str
    published: Published | None
    camps: Camps
    places: Mapping[str, PlaceMention]


def complete_acts(tellings: Sequence[Telling], course: Course) -> list[Act]:
    """Return the acts in the same order, with what they take over."""
    going_on = _carry_days(tellings, course)
    home = find_home(going_on, course.places, course.camps)
    near = [telling for telling in going_on if not home.is_abroad(telling)]
    retold = [t if home.is_abroad(t) else _retell(t, near, course) for t in going_on]
    story = find_story(retold, course.genre, course.published)
    front = Foreground(story, course.marks, course.breaks)
    theatre = find_theatre([telling for telling in retold if front.holds(telling.act.start)], course.places)
    ground = course.places[theatre[0]].name if theatre else None
    retold = [telling if home.is_abroad(telling) else _date_by_name(telling) for telling in retold]
    retold = complete_parties(retold, course.camps, story, ground, home)
    retold = [_hit(telling, course.places) for telling in retold]
    if story is not None:
        retold = [_date_by(telling, story, front, course) for telling in retold]
    retold = spread_places(
        retold, theatre, lambda t: front.holds(t.act.start) and not home.is_of_others(t), course.places
    )
    retold = [_begin(telling, retold, course.camps) for telling in retold]
    return [telling.act for telling in retold if not telling.doubled]


def _begin(telling: Telling, tellings: Sequence[Telling], camps: Camps) -> Telling:
    """Begin what lasted "until" a day where the document last told of its beginning before that day."""
    act = telling.act
    if act.date is None or not act.date.startswith("../") or act.modality not in ("actual", "ongoing"):
        return telling
    last = bounds(act.date)[1]
    begun = [
        (first, o.act)
        for o in tellings
        if o.act is not act and o.act.act == act.act and o.act.date and (first := bounds(o.act.date)[0])
        and last and first < last and (not act.actors or not o.act.actors or camps.share(act.actors, o.act.actors))
    ]  # fmt: skip
    if not begun:
        return telling
    start = max(begun, key=lambda entry: entry[0])[1]
    date = f"{str(start.date).partition('/')[0]}/{act.date[3:]}"
    return replace(telling, act=replace(act, date=date, time_ids=(*start.time_ids[:1], *act.time_ids)))


def _hit(telling: Telling, places: Mapping[str, PlaceMention]) -> Telling:
    """Return a telling of fire with the place it fell on as what bore it, where nobody else is named."""
    act = telling.act
    if act.recipients:
        return telling
    if act.act not in ("shelling", "air-strike"):
        return replace(telling, act=replace(act, recipients=(telling.struck,))) if telling.struck else telling
    own = [place for mention_id in act.place_mention_ids if (place := places.get(mention_id))]
    own = [
        place for place in own if act.start <= place.start <= act.end + _BEHIND and (place.cue or "").lower() in _ONTO
    ]
    hit = tuple(Participant(actor_id=None, name=place.name, mention_id=place.mention_id) for place in own[:1])
    hit = hit or ((telling.struck,) if telling.struck else ())
    return replace(telling, act=replace(act, recipients=hit))


def _carry_days(tellings: Sequence[Telling], course: Course) -> list[Telling]:
    """Give tellings in the past the time that the same paragraph, or the one it goes on from, was in."""
    carried = []
    inherited: dict[int, Mark] = {}
    for telling in tellings:
        mark = _running(telling, course, inherited)
        if mark is not None:
            inherited[telling.paragraph] = mark
            if telling.act.date is None and not telling.timed and _is_told(telling):
                telling = replace(telling, act=replace(telling.act, time_ids=(mark.time_id,), date=mark.value))
        carried.append(telling)
    return carried


def _running(telling: Telling, course: Course, inherited: dict[int, Mark]) -> Mark | None:
    """Return the time that the tale is in at a telling, or None."""
    index = bisect_right(course.marks, telling.at, key=lambda mark: mark.at) - 1
    while index >= 0 and course.marks[index].paragraph == telling.paragraph:
        mark = course.marks[index]
        if not mark.aside and not mark.earlier:
            return mark if grain(mark.value) in ("day", "month") else None
        index -= 1
    if not _RUNS_ON.match(course.text[telling.at : telling.at + 40].lstrip()):
        return inherited.get(telling.paragraph)
    while index >= 0 and course.marks[index].paragraph == telling.paragraph - 1:
        mark = course.marks[index]
        if not mark.aside and not mark.earlier:
            return mark if grain(mark.value) in ("day", "month") else None
        index -= 1
    return inherited.get(telling.paragraph - 1)


def _is_told(telling: Telling) -> bool:
    """Return whether an act is told as done: plans and duties have days of their own."""
    act = telling.act
    past = telling.tense in (PAST, "") or (telling.tense == PLUPERFECT and act.attribution_id is not None)
    return past and act.modality == "actual" and not act.remark


def _date_by(telling: Telling, story: Story, front: Foreground, course: Course) -> Telling:
    """Date an act without a day by the story that it belongs to."""
    act = telling.act
    if act.date is None and telling.said_on and _is_told(telling) and telling.tense == PAST:
        return replace(telling, act=replace(act, date=telling.said_on[0], time_ids=(telling.said_on[1],)))
    if act.date is not None or telling.timed or act.remark or act.modality not in ("actual", "ongoing", "omitted"):
        return telling
    if not front.holds(act.start) or not _is_news(telling) or _OFTEN.search(_sentence(course.text, telling.at)):
        return telling
    date = _day_of(telling, story)
    if date == story.first.isoformat() and act.event_type in ("ASSAULT", "COERCE") and not telling.back:
        date = _day_before(telling, story, course) or date
    return replace(telling, act=replace(act, date=date, time_ids=story.time_ids, evidence=act.evidence + OF_THE_STORY))


def _day_of(telling: Telling, story: Story) -> str:
    act = telling.act
    if story.end is not None and act.act in (*ENDS, "mediation"):
        return story.end.isoformat()
    if act.event_type == "AGREE" and telling.tense == PERFECT:
        return story.fresh.isoformat()  # "has accepted": news of the day
    if act.event_type in ("ASSAULT", "COERCE") and (not story.long or (telling.back and _BEGAN.search(telling.words))):
        return story.first.isoformat()
    if not story.long and telling.speech:
        return story.fresh.isoformat()
    return story.span()


def _day_before(telling: Telling, story: Story, course: Course) -> str | None:
    """Return the day of the story that was named last before a telling, in the paragraph before its own or in it."""
    index = bisect_right(course.marks, telling.at, key=lambda mark: mark.at) - 1
    while index >= 0 and telling.paragraph - course.marks[index].paragraph <= 1:
        mark = course.marks[index]
        first, last = bounds(mark.value)
        if first and last and first == last and not mark.aside and story.first <= first <= story.last:
            return first.isoformat()
        index -= 1
    return None


def _sentence(text: str, at: int) -> str:
    return re.split(r"[.!?]\s|\n\n", text[at : at + 400])[0]


def _is_news(telling: Telling) -> bool:
    """Return whether the tense is one in which news tells what is new."""
    if telling.role not in ("headline", "body", "teaser") or (telling.bare and telling.role == "body"):
        return False
    if telling.tense == PRESENT:
        return telling.role != "body" or telling.act.modality == "ongoing" or telling.speech
    reported = telling.act.attribution_id is not None
    return telling.tense in (PAST, PERFECT) or (telling.tense == PLUPERFECT and reported)


def _retell(telling: Telling, tellings: Sequence[Telling], course: Course) -> Telling:
    """Complete a headline or a definite noun by the fuller tellings of the same act."""
    act, camps = telling.act, course.camps
    if telling.about and not act.recipients:
        doers = _agreed((o.act.actors for o in tellings if o.act.act == telling.about), camps)
        return replace(telling, act=replace(act, recipients=() if camps.share(doers, act.actors) else doers))
    if not telling.back:
        return telling
    same = [o for o in tellings if o.act is not act and o.act.act == act.act and o.act.modality == act.modality]
    same = [o for o in same if o.role != "caption"] or same
    if act.actors:
        same = [o for o in same if not o.act.actors or camps.share(act.actors, o.act.actors)]
    else:
        act = replace(act, actors=_agreed((o.act.actors for o in same), camps))
    if not act.recipients:
        ours = [o for o in same if not act.actors or camps.share(act.actors, o.act.actors)]
        recipients = _agreed((o.act.recipients for o in ours), camps)
        act = replace(act, recipients=() if camps.share(recipients, act.actors) else recipients)
    other = _ANOTHER.search(telling.words)
    if act.date is None and not other and act.modality in ("actual", "ongoing"):
        date, time_ids = _latest(same, course.published)
        act = replace(act, date=date, time_ids=time_ids)
    return replace(telling, act=act)


def _latest(same: Sequence[Telling], published: Published | None) -> tuple[str | None, tuple[str, ...]]:
    """Return the only date of the fuller tellings; of several, that of the newest, where it is not long past."""
    dated = {o.act.date: o.act.time_ids for o in same if o.act.date}
    if len(dated) == 1:
        return next(iter(dated.items()))
    days = {date: last for date in dated if (last := bounds(date)[1]) and grain(date) in ("day", "interval")}
    newest = max(days, key=lambda date: (days[date], -len(date)), default=None)
    if newest is None or published is None or not -_NEXT <= published.last - days[newest] <= _RECENT:
        return None, ()
    return newest, dated[newest]


def _date_by_name(telling: Telling) -> Telling:
    """Date an act by the happening that its words name, where nothing else in the document does."""
    act, named = telling.act, telling.named
    if act.date is not None or telling.timed or named is None or act.modality not in ("actual", "ongoing"):
        return telling
    return replace(telling, act=replace(act, date=named.days, evidence=act.evidence + told_by(named)))


def _agreed(told: Iterable[tuple[Participant, ...]], camps: Camps) -> tuple[Participant, ...]:
    """Return the participants that nearly all fuller tellings name, nobody where they differ.

    Of several in one camp, a state and its soldiers, it is those whom most tellings name.
    """
    groups = [(tuple(sorted({camps.of(who) for who in group})), group) for group in told if group]
    if not groups:
        return ()
    ((most, count),) = Counter(camp for camp, _ in groups).most_common(1)
    if count < _MOST * len(groups):
        return ()
    named = [(frozenset(who.actor_id or who.name for who in group), group) for camp, group in groups if camp == most]
    ((often, _),) = Counter(key for key, _ in named).most_common(1)
    return next(group for key, group in named if key == often)
