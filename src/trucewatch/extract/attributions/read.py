"""Read a whole document for who says what, paragraph by paragraph, remembering who is speaking."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.annotate import Annotated
from trucewatch.extract.attributions.announced import find_announced, goes_on, whole_paragraph
from trucewatch.extract.attributions.cues import find_cued
from trucewatch.extract.attributions.direct import free_quotations, is_speech_only
from trucewatch.extract.attributions.headlines import find_headed, may_be_headed
from trucewatch.extract.attributions.hedges import doubts_within, find_hedged
from trucewatch.extract.attributions.issues import make_issue
from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.quotes import Quotation, find_quotations
from trucewatch.extract.attributions.relays import find_relays, part_relays
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import Scene, make_scene
from trucewatch.extract.attributions.spans import quoted_content
from trucewatch.extract.attributions.tokens import read_tokens
from trucewatch.records import Issue


def read_document(annotated: Annotated) -> tuple[list[Said], list[Issue]]:
    """Return what is attributed in a document, and quotations that stay open or without a speaker."""
    parsed = [read_tokens(annotated, passage) for passage in annotated.passages]
    quotations = find_quotations([tokens.text for tokens in parsed])
    cues = lexicon().cues
    found: list[Said] = []
    issues: list[Issue] = []
    speaking: Said | None = None
    for passage, tokens, quoted in zip(annotated.passages, parsed, quotations, strict=True):
        body = passage.segment.role == "body"
        said: list[Said] = []
        cued = quoted or not cues.isdisjoint(tokens.words) or may_be_headed(tokens.raw)
        if cued or (body and speaking is not None and speaking.content.taken == "announced"):
            scene = make_scene(passage, tokens, quoted)
            said, left = _read_scene(scene, tokens.raw, speaking if body else None)
            issues += [_quotation_issue(annotated, scene, quotation, code) for quotation, code in left]
            _note_doubts(scene, found, said)
            found += [item for item in said if item.content.end > item.content.start]
        if body:
            speaking = _last_speaker(said)
    return found, issues


def _read_scene(scene: Scene, raw: str, speaking: Said | None) -> tuple[list[Said], list[tuple[Quotation, str]]]:
    if speaking is not None and not scene.quotations and goes_on(speaking, scene):
        speech = whole_paragraph(speaking, scene)
        return ([speech] if speech is not None else []), []
    announced = find_announced(scene)
    said = [*find_cued(scene), *find_headed(scene, raw)]
    if announced is not None:
        said = [item for item in said if item.cue != announced.cue] + [announced]
    said = find_relays(scene, part_relays(said))
    left = [
        (quotation, "quote-unclosed") for quotation in scene.quotations if not (quotation.closed or quotation.runs_on)
    ]
    only = is_speech_only(scene)
    for quotation in list(free_quotations(scene, said)):
        speaker = _speaker_before(said, quotation)
        if speaker is None and (only or quotation.continues):
            speaker = speaking
        if speaker is None:
            left.append((quotation, "quote-unattributed"))
        else:
            said.append(Said(scene, quoted_content(quotation, "quote"), speaker.source, None, "assert", speaker.rule))
    said += find_hedged(scene, said)
    return said, left


def _note_doubts(scene: Scene, before: list[Said], said: list[Said]) -> None:
    """Note "could not be verified" on what it follows: in the same paragraph, or in the one before."""
    notes = doubts_within(scene)
    items, start = (said, 0) if said else (before, len(before))
    while not said and start > 0 and before[start - 1].scene is before[-1].scene:
        start -= 1
    for at in range(start, len(items) if notes else start):
        items[at] = replace(items[at], hedges=(*items[at].hedges, *notes))


def _last_speaker(said: list[Said]) -> Said | None:
    named = [item for item in said if item.source is not None]
    return max(named, key=lambda item: item.content.end) if named else None


def _speaker_before(said: list[Said], quotation: Quotation) -> Said | None:
    start = quotation.inner_start
    before = [
        item for item in said if item.source and item.content.end <= start and (not item.cue or item.cue[1] <= start)
    ]
    return _last_speaker(before)


_REASONS = {
    "quote-unclosed": "This quotation is never closed; it was cut where its speaker is named or its paragraph ends.",
    "quote-unattributed": "Nothing near this quotation says whose words it is.",
}


def _quotation_issue(annotated: Annotated, scene: Scene, quotation: Quotation, code: str) -> Issue:
    base = scene.passage.start
    return make_issue(annotated, base + quotation.start, base + quotation.end, code, _REASONS[code])
