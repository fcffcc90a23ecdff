"""Propose provisions from an accord's text. Nothing is proposed without words; what is doubtful says why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trucewatch.agreements.drafting.days import day_zero
from trucewatch.agreements.drafting.head import read_head
from trucewatch.agreements.drafting.model import Cited, Proposal, Proposed
from trucewatch.agreements.drafting.naming import Names
from trucewatch.agreements.drafting.occurrences import Occurrences
from trucewatch.agreements.drafting.parties import Stretches, find_parties, unique
from trucewatch.agreements.drafting.people import Reader
from trucewatch.agreements.drafting.points import Point, cut_points
from trucewatch.agreements.drafting.provisions import Drafter
from trucewatch.agreements.drafting.tables import with_tables
from trucewatch.agreements.drafting.unroll import Unrolled, unroll
from trucewatch.annotate import Parser
from trucewatch.extract.actors import find_actors
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.edtf import bounds
from trucewatch.extract.figures.find import find_figures
from trucewatch.extract.model import Knowledge, Published
from trucewatch.extract.places import find_places
from trucewatch.extract.scene import Scene
from trucewatch.extract.times import find_times
from trucewatch.extract.words import read_words
from trucewatch.records import Segment

_READ_OTHERWISE = frozenset({"no", "yes", "on", "off", "y", "n", "true", "false", "null"})
"""What YAML takes for something else than words."""
_LONGEST = 5000
"""Characters of the longest stretch parsed at once; nobody writes sentences of that length."""


def propose_agreement(text: str, parser: Parser, knowledge: Knowledge, signed: str | None = None) -> Proposed:
    """Return what an accord's text proposes for an agreement file.

    Args:
        text: The accord as one text; every offset proposed counts its code points.
        parser: A loaded parser.
        knowledge: Casebooks and gazetteer; ids are proposed for actors and places that they know.
        signed: The day of signing (EDTF) where the text does not give it.
    """
    layout = with_tables(text, cut_points(text))
    head = read_head(text, layout, parser, signed)
    laid = unroll(text, layout)
    scene = _scene(laid, parser, knowledge, head.published)
    casts = [Cast.of(words, scene) for p in scene.annotated.passages if len(words := read_words(p, laid.text))]
    rest = [cast for cast in casts if laid.head[1] <= cast.words.starts[0] < laid.close[0]]
    parties = find_parties(casts, rest, scene, Stretches(laid.head, laid.close, laid.called))
    people = unique([*parties.parties, *parties.signatories, *parties.others])
    names = Names(scene, parties, places=Occurrences.of(laid.text, people))
    names.introduce(rest)
    draft = Drafter(scene, Reader(names), day_zero(scene))
    provisions = [
        laid.of_row(laid.homed(found), point.row)
        for point in laid.points
        for found in draft.within(point.start, point.end).of_point(point, _inside(rest, point))
    ]
    return Proposed(
        text=text,
        title=head.title,
        signed=head.signed,
        in_force=_in_force(provisions),
        parties=laid.homed(parties.parties),
        guarantors=laid.homed(parties.others),
        provisions=tuple(_numbered(provisions)),
        doubts=(parties.doubt,) if parties.doubt else (),
        unread=laid.homed(tuple(draft.unread)),
    )


def _inside(casts: Sequence[Cast], point: Point) -> Sequence[Cast]:
    first, last = (bisect_left(casts, at, key=lambda cast: cast.words.starts[0]) for at in (point.start, point.end))
    return casts[first:last]


def _scene(laid: Unrolled, parser: Parser, knowledge: Knowledge, published: str | None) -> Scene:
    """Return the mentions of an accord; each point is parsed by itself, without its number."""
    text = laid.text
    spans = [laid.head, *((point.start, point.end) for point in laid.points), laid.close]
    blocks = [block for line in _lines(text, *laid.head) for block in _blocks(text, *line)]
    blocks += [block for span in spans[1:] for block in _blocks(text, *span)]
    segments = tuple(
        Segment(segment_id=f"s-{n}", document_id="accord", start=start, end=end, role="body", repeats=None, rules=())
        for n, (start, end) in enumerate(blocks)
    )
    (annotated,) = parser.parse([("accord", text, segments)])
    day = _day(published)
    times, _ = find_times(annotated, day)
    places, _ = find_places(annotated, knowledge)
    actors, _ = find_actors(annotated, knowledge, places, day)
    return Scene(
        annotated=annotated,
        knowledge=knowledge,
        published=day,
        genre="statement",
        times=sorted(times, key=lambda time: time.start),
        places=sorted(places, key=lambda place: place.start),
        actors=actors,
        attributions=[],
        figures=sorted(find_figures(annotated, [], times), key=lambda figure: figure.start),
    )


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a head, each short line without a stop (a title) by itself."""
    for match in re.finditer(r"[^\n]{1,60}(?<![,;:.])\n(?=[A-Z“\"])", text[start:end]):
        yield start, start + match.end()
        yield from _lines(text, start + match.end(), end)
        return
    yield start, end


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a stretch of text that hold words, one without end cut behind a sentence or a word."""
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[start:end]):
        low, high = start + match.start(), start + match.end()
        while high - low > _LONGEST:
            sentence, word = (text.rfind(stop, low + 1, low + _LONGEST) for stop in (". ", " "))
            cut = sentence + 1 if sentence > 0 else word if word > 0 else low + _LONGEST
            yield low, cut
            low = cut
        yield low, high


def _day(value: str | None) -> Published | None:
    first, last = bounds(value) if value else (None, None)
    return Published(value, first, last) if value and first and last else None


def _in_force(provisions: Sequence[Proposal]) -> Cited | None:
    """Return from when the first provision with a beginning binds."""
    for found in provisions:
        if found.window is not None and found.window.form == "from" and found.window.start:
            return replace(
                found.window.cited,
                value=found.window.start,
                sure=False,
                note="taken from the first provision that says when it begins",
            )
    return None


def _numbered(provisions: Sequence[Proposal]) -> Iterator[Proposal]:
    """Give every proposal an id of its short phrase, told apart by a number where several have the same."""
    taken: Counter[str] = Counter()
    for found in provisions:
        stem = re.sub(r"[^a-z0-9]+", "-", found.title.lower()).strip("-") or "provision"
        stem = f"provision-{stem}" if stem in _READ_OTHERWISE or not stem[0].isalpha() else stem
        taken[stem] += 1
        yield replace(found, id=stem if taken[stem] == 1 else f"{stem}-n{taken[stem]}")
