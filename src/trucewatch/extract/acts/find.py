"""Find acts in the passages of a document."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.model import Act
from trucewatch.extract.acts.relevance import Setting, is_relevant
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.acts.setting import find_places, find_time
from trucewatch.extract.acts.triggers import Trigger, find_triggers
from trucewatch.extract.scene import Scene
from trucewatch.extract.status import decide_standing
from trucewatch.extract.words import read_all_words
from trucewatch.records import Attribution


def find_acts(scene: Scene) -> list[Act]:
    """Return the acts of a document in text order; of acts that share their words, the longest."""
    lexicon = act_lexicon()
    passages = read_all_words(scene.annotated)
    setting = Setting.of(scene, passages)
    found: list[Act] = []
    for words in passages:
        if len(words) and any(low in lexicon.verbs or low in lexicon.nouns for low in words.lowers):
            found += _distinct(list(_acts(Cast.of(words, scene), scene, setting)))
    return found


def _acts(cast: Cast, scene: Scene, setting: Setting) -> Iterator[Act]:
    words = cast.words
    low, high = words.starts[0], words.ends[-1]
    times = [time for time in scene.times if low <= time.start < high]
    places = [place for place in scene.places if low <= place.start < high]
    for trigger in find_triggers(cast, act_lexicon()):
        if not is_relevant(cast, trigger, setting):
            continue
        start, end = words.starts[trigger.first], words.ends[trigger.last]
        said = _innermost(scene.attributions, words.starts[trigger.head])
        standing = decide_standing(words.passage, words.starts[trigger.head], words.ends[trigger.head], said, words)
        if trigger.type.only and standing.modality != trigger.type.only:
            continue
        time = find_time(cast, trigger, times)
        yield Act(
            segment_id=words.passage.segment.segment_id, start=start, end=end, act=trigger.type.code,
            event_type=trigger.type.event_type, actors=trigger.actors, recipients=trigger.recipients,
            place_mention_ids=tuple(place.mention_id for place in find_places(cast, trigger, places)),
            time_ids=(time.time_id,) if time else (), date=time.value if time else None,
            figure_ids=tuple(f.figure_id for f in scene.figures if start <= f.start < end),
            attribution_id=said.attribution_id if said else None, polarity=standing.polarity,
            modality=standing.modality, remark=standing.remark, score=_score(trigger), evidence=standing.evidence,
            rules=(trigger.type.id, *standing.rules),
        )  # fmt: skip


def _innermost(attributions: list[Attribution], at: int) -> Attribution | None:
    """Return the shortest attribution whose content holds an offset."""
    holding = [said for said in attributions if said.start <= at < said.end]
    return min(holding, key=lambda said: said.end - said.start, default=None)


def _score(trigger: Trigger) -> float:
    """Return how sure an act is: more with those who did it and bore it."""
    return 0.5 + 0.25 * bool(trigger.actors) + 0.25 * bool(trigger.recipients)


def _distinct(acts: list[Act]) -> list[Act]:
    """Leave out an act whose words lie within those of another act of the same type."""
    kept: list[Act] = []
    for act in sorted(acts, key=lambda act: (-(act.end - act.start), act.start)):
        if not any(o.start <= act.start and act.end <= o.end and o.event_type == act.event_type for o in kept):
            kept.append(act)
    return sorted(kept, key=lambda act: (act.start, act.end))
