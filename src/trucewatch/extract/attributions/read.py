"""Read a whole document for who says what, paragraph by paragraph, remembering who is speaking."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.annotate import Annotated
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
        if quoted or not cues.isdisjoint(tokens.words) or may_be_headed(tokens.raw):
            scene = make_scene(passage, tokens, quoted)
            said, left = _read_scene(scene, tokens.raw, speaking if body else None)
            issues += [_quotation_issue(annotated, scene, quotation, code) for quotation, code in left]
            found = _doubted(scene, found, said)
        if body:
            speaking = _last_speaker(said)
    return found, issues


def _read_scene(scene: Scene, raw: str, speaking: Said | None) -> tuple[list[Said], list[tuple[Quotation, str]]]:
    said = find_relays(scene, part_relays([*find_cued(scene), *find_headed(scene, raw)]))
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


def _doubted(scene: Scene, before: list[Said], said: list[Said]) -> list[Said]:
    """Return all that was said, "could not be verified" noted on what it follows: here, or in the paragraph before."""
    notes = doubts_within(scene)
    if not notes:
        return before + said
    if said:
        return before + [replace(item, hedges=(*item.hedges, *notes)) for item in said]
    last = before[-1].scene if before else None
    return [replace(item, hedges=(*item.hedges, *notes)) if item.scene is last else item for item in before]


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
