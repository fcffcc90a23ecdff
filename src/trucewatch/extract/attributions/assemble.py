"""Make the records: name the sources, nest what stands within another's words, drop what was found twice."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.annotate import Annotated
from trucewatch.extract.attributions.hedges import hedges_within
from trucewatch.extract.attributions.issues import make_issue
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.speakers import Speaker, Speakers, is_pronoun
from trucewatch.records import ActorMention, Attribution, Issue, make_id


def assemble(
    annotated: Annotated, found: list[Said], actors: list[ActorMention]
) -> tuple[list[Attribution], list[Issue]]:
    """Return the attributions of a document in text order, and speakers known by nothing but a pronoun."""
    found = _once(found)
    speakers = Speakers(actors)
    found.sort(key=_told_at)
    named = [(item, speakers.name(item.source, annotated.text, _told(item)) if item.source else None) for item in found]
    records = [_record(annotated, item, speaker) for item, speaker in named]
    records.sort(key=lambda record: (record.start, -record.end, record.cue_start or 0))
    issues = [_unresolved(annotated, speaker) for _, speaker in named if speaker and is_pronoun(speaker.name)]
    return _nested(records, {record.attribution_id: _reach(record) for record in records}), issues


def _told(item: Said) -> tuple[int, int]:
    """Return the offsets of what is said in the document."""
    base = item.scene.passage.start
    return base + item.content.start, base + item.content.end


def _told_at(item: Said) -> tuple[int, int]:
    """Order by where the speaker is named, so that pronouns find who spoke before."""
    place = item.cue[0] if item.cue else item.content.start
    return item.scene.passage.start + place, item.content.start


def _once(found: list[Said]) -> list[Said]:
    """Leave out a content that a second cue of the same source gives again, and one that is all cue."""
    kept: dict[tuple[int, int, int | None], Said] = {}
    for item in found:
        key = (item.scene.passage.start, item.content.end, item.source.head if item.source else None)
        other = kept.get(key)
        if other is None or item.content.start < other.content.start:
            kept[key] = item
    return list(kept.values())


def _record(annotated: Annotated, item: Said, speaker: Speaker | None) -> Attribution:
    base, content = item.scene.passage.start, item.content
    start, end = base + content.start, base + content.end
    cue = (base + item.cue[0], base + item.cue[1]) if item.cue else None
    quote = annotated.quote(start, end)
    first, last = item.scene.token_at(content.start), item.scene.token_at(content.end)
    hedges = tuple(dict.fromkeys((*item.hedges, *hedges_within(item.scene, first, last))))
    return Attribution(
        attribution_id=make_id("t", annotated.document_id, start, end, cue, speaker and speaker.name),
        document_id=annotated.document_id, segment_id=item.scene.passage.segment.segment_id,
        start=start, end=end, quote=quote,
        source_start=speaker.start if speaker else None, source_end=speaker.end if speaker else None,
        source_quote=speaker.quote if speaker else None, source_name=speaker.name if speaker else None,
        source_actor_id=speaker.actor_id if speaker else None, source_side=speaker.side if speaker else None,
        cue_start=cue[0] if cue else None, cue_end=cue[1] if cue else None,
        cue_quote=annotated.quote(*cue) if cue else None, kind="direct" if content.direct else "indirect",
        stance=item.stance, hedges=hedges, within_id=None, rules=(item.rule,),
    )  # fmt: skip


def _unresolved(annotated: Annotated, speaker: Speaker) -> Issue:
    return make_issue(
        annotated,
        speaker.start,
        speaker.end,
        "speaker-unresolved",
        "Nothing before says to whom this points back.",
    )


def _reach(record: Attribution) -> tuple[int, int]:
    """Return the stretch that a record's content and cue take up."""
    if record.cue_start is None or record.cue_end is None:
        return record.start, record.end
    return min(record.start, record.cue_start), max(record.end, record.cue_end)


def _nested(records: list[Attribution], reaches: dict[str, tuple[int, int]]) -> list[Attribution]:
    """Set ``within_id`` to the narrowest other record whose content holds a record's cue and content.

    Records come in the order of their starts. They are gone through by where they reach back to, with those at hand
    that begin before and have not ended, so that the work grows with their number and not with its square.
    """
    outer: dict[str, str] = {}
    at, open_ones = 0, list[Attribution]()
    for record in sorted(records, key=lambda record: reaches[record.attribution_id]):
        low, high = reaches[record.attribution_id]
        while at < len(records) and records[at].start <= low:
            open_ones.append(records[at])
            at += 1
        open_ones = [other for other in open_ones if other.end > low]
        holding = [other for other in open_ones if other.end >= high and other is not record]
        if holding:
            narrowest = min(holding, key=lambda other: other.end - other.start)
            outer[record.attribution_id] = narrowest.attribution_id
    return [replace(record, within_id=outer.get(record.attribution_id)) for record in records]
