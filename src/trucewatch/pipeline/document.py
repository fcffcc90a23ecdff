"""The document stages in order: from what was received to all records of one document. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from trucewatch.annotate import MOST_READ, Annotated, Parser
from trucewatch.documents.describe import Description, describe_document
from trucewatch.documents.doubts import find_doubts
from trucewatch.documents.formats.foreign import record_kind
from trucewatch.documents.model import Reading, Received
from trucewatch.documents.read import read_document
from trucewatch.documents.segment import find_segments
from trucewatch.errors import Unreadable
from trucewatch.extract.actors import find_actors
from trucewatch.extract.acts.find import find_acts
from trucewatch.extract.attributions import find_attributions
from trucewatch.extract.claims import Extracted, find_claims
from trucewatch.extract.commitments import find_commitments
from trucewatch.extract.dating import imply_published
from trucewatch.extract.edtf import bounds
from trucewatch.extract.figures.find import find_figures
from trucewatch.extract.foreign import read_record
from trucewatch.extract.model import Knowledge, Published
from trucewatch.extract.places import find_places
from trucewatch.extract.scene import Scene
from trucewatch.extract.times import find_times
from trucewatch.records import Document, Issue, Segment, make_id

Tables = dict[str, list[Any]]
"""Records of one document by table name, as in `records.TABLES`."""

READ_LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker loads once: the parser, and what is known beforehand."""

    parser: Parser
    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class _Opened:
    received: Received
    reading: Reading
    segments: tuple[Segment, ...]
    description: Description
    issues: list[Issue] = field(default_factory=list)


def process_documents(batch: Sequence[Received], tools: Tools) -> list[Tables]:
    """Return the records of each document of a batch, in its order.

    A document that cannot be read yields one row in ``issues`` and no row in ``documents``.
    """
    opened = [_open_document(received, tools.knowledge) for received in batch]
    readable = [item for item in opened if isinstance(item, _Opened)]
    spoken = [item for item in readable if item.description.language in (None, *READ_LANGUAGES)]
    with tools.parser.nlp.memory_zone():
        parsed = tools.parser.parse((i.received.document_id, i.reading.text, i.segments) for i in spoken)
        extracted = {
            item.received.document_id: _extract(item, annotated, tools.knowledge)
            for item, annotated in zip(spoken, parsed, strict=True)
        }
    return [
        item if isinstance(item, dict)
        else {"issues": [item]} if isinstance(item, Issue)
        else extracted.get(item.received.document_id) or _unspoken(item)
        for item in opened
    ]  # fmt: skip


def _open_document(received: Received, knowledge: Knowledge) -> _Opened | Tables | Issue:
    try:
        reading = read_document(received)
    except Unreadable as error:
        return make_issue(received, "read", error.code, error.reason)
    if kind := record_kind(received.media_type):
        return read_record(kind, received, reading, knowledge)
    segments = find_segments(received.document_id, reading)
    description = describe_document(received, reading, segments, knowledge.casebook)
    doubts = [make_issue(received, "read", code, reason) for code, reason in find_doubts(received, reading)]
    return _Opened(received, reading, segments, description, doubts)


def document_origin(received: Received) -> str:
    """Return where a document came from, with its place inside a container."""
    return f"{received.origin} {received.locator}".strip()


def make_issue(received: Received, stage: str, code: str, reason: str) -> Issue:
    """Return an issue about a whole document."""
    return Issue(
        issue_id=make_id("i", received.document_id, stage, code, reason), document_id=received.document_id,
        origin=document_origin(received), stage=stage, code=code, reason=reason, start=None, end=None, quote=None,
    )  # fmt: skip


def _unspoken(item: _Opened) -> Tables:
    language = item.description.language
    issue = make_issue(
        item.received, "annotate", "language", f"The text is in “{language}”; only English is read so far."
    )
    return {"documents": [_document(item, None)], "segments": list(item.segments), "issues": [*item.issues, issue]}


def _extract(item: _Opened, annotated: Annotated, knowledge: Knowledge) -> Tables:
    issues = list(item.issues)
    document = _document(item, annotated)
    published = _published(document)
    if len(annotated.text) > MOST_READ:
        reason = f"Only the first {MOST_READ:,} of {len(annotated.text):,} characters were read for claims."
        issues.append(make_issue(item.received, "annotate", "too-long", reason))
    if published is None:
        issues.append(make_issue(item.received, "date", "undated", "Nothing says when this was published."))
    times, open_times = find_times(annotated, published, knowledge.casebook)
    places, open_places = find_places(annotated, knowledge)
    actors, open_actors = find_actors(annotated, knowledge, places, published, document.outlet_id)
    attributions, open_attributions = find_attributions(annotated, knowledge, actors)
    figures = find_figures(annotated, attributions, times)
    scene = Scene(
        annotated=annotated, knowledge=knowledge, published=published, genre=document.genre, times=times, places=places,
        actors=actors, attributions=attributions, figures=figures,
    )  # fmt: skip
    acts = find_acts(scene)
    extracted = Extracted(
        times=tuple(times), places=tuple(places), actors=tuple(actors), attributions=tuple(attributions),
        figures=tuple(figures), acts=tuple(acts), commitments=tuple(find_commitments(scene, acts)),
    )  # fmt: skip
    return {
        "documents": [document], "segments": list(item.segments), "times": times, "places": places,
        "actors": actors, "attributions": attributions, "figures": figures,
        "claims": find_claims(document, item.segments, extracted),
        "issues": [
            replace(issue, origin=document_origin(item.received))
            for issue in (*issues, *open_times, *open_places, *open_actors, *open_attributions)
        ],
    }  # fmt: skip


def _document(item: _Opened, annotated: Annotated | None) -> Document:
    received, reading, said = item.received, item.reading, item.description
    value, basis, quote, start = (
        said.published,
        said.published_basis,
        said.published_quote,
        said.published_start,
    )
    first, last = bounds(value) if value else (None, None)
    if value is None and annotated is not None and (implied := imply_published(annotated)):
        value, first, last = implied.published.value, implied.published.first, implied.published.last
        basis, quote, start = "implied", reading.text[implied.start : implied.end], implied.start
    return Document(
        document_id=received.document_id, source_sha256=received.source_sha256, origin=received.origin,
        locator=received.locator, media_type=received.media_type, encoding=reading.encoding, text=reading.text,
        title=said.title, outlet=said.outlet, outlet_id=said.outlet_id, author=said.author, address=said.address,
        language=said.language, genre=said.genre, genre_basis=said.genre_basis, published=value,
        published_from=first.isoformat() if first else None, published_to=last.isoformat() if last else None,
        published_basis=basis, published_quote=quote, published_start=start, pages=reading.pages,
    )  # fmt: skip


def _published(document: Document) -> Published | None:
    if document.published is None:
        return None
    first, last = bounds(document.published)
    return Published(document.published, first, last) if first and last else None
