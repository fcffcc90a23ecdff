"""Propose provisions from an accord's text. Nothing is proposed without words; what is doubtful says why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trucewatch.agreements.drafting.amounts import find_amounts
from trucewatch.agreements.drafting.checks import choose_check
from trucewatch.agreements.drafting.clauses import Clause, find_clauses
from trucewatch.agreements.drafting.head import read_head
from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Cited, Proposal, Proposed, Span, Who
from trucewatch.agreements.drafting.people import Owed, Reader, find_parties
from trucewatch.agreements.drafting.points import Layout, Point, cut_points
from trucewatch.agreements.drafting.references import find_references
from trucewatch.agreements.drafting.timing import find_renewal, find_term, find_windows
from trucewatch.annotate import Parser
from trucewatch.extract.actors import find_actors
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.acts.triggers import Trigger, find_triggers
from trucewatch.extract.edtf import bounds
from trucewatch.extract.figures import find_figures
from trucewatch.extract.model import Knowledge, Published
from trucewatch.extract.places import find_places
from trucewatch.extract.scene import Scene
from trucewatch.extract.times import find_times
from trucewatch.extract.words import read_words
from trucewatch.records import Segment

DEADLINES = ("by", "before", "until")


def propose_agreement(text: str, parser: Parser, knowledge: Knowledge, signed: str | None = None) -> Proposed:
    """Return what an accord's text proposes for an agreement file.

    Args:
        text: The accord as one text; every offset proposed counts its code points.
        parser: A loaded parser.
        knowledge: Casebooks and gazetteer; ids are proposed for actors and places that they know.
        signed: The day of signing (EDTF) where the text does not give it.
    """
    layout = cut_points(text)
    head = read_head(text, layout, parser, signed)
    scene = _scene(text, layout, parser, knowledge, head.published)
    casts = [Cast.of(words, scene) for p in scene.annotated.passages if len(words := read_words(p, text))]
    heads = [
        cast for cast in casts if cast.words.starts[0] < layout.head_end or cast.words.starts[0] >= layout.close_start
    ]
    rest = [cast for cast in casts if layout.head_end <= cast.words.starts[0] < layout.close_start]
    parties = find_parties(heads, rest, scene)
    draft = _Draft(scene, Reader(scene, parties))
    provisions = [
        found for point in layout.points for found in draft.of_point(point, [c for c in rest if _in(c, point)])
    ]
    return Proposed(
        text=text,
        title=head.title,
        signed=head.signed,
        in_force=_in_force(provisions),
        parties=parties.parties,
        guarantors=parties.others,
        provisions=tuple(_numbered(provisions)),
    )


def _in(cast: Cast, point: Point) -> bool:
    return point.start <= cast.words.starts[0] < point.end


def _scene(text: str, layout: Layout, parser: Parser, knowledge: Knowledge, published: str | None) -> Scene:
    """Return the mentions of an accord; each point is parsed by itself, without its number."""
    spans = [
        (0, layout.head_end),
        *((point.start, point.end) for point in layout.points),
        (layout.close_start, len(text)),
    ]
    segments = tuple(
        Segment(
            segment_id=f"s-{number}", document_id="accord", start=start, end=end, role="body", repeats=None, rules=()
        )
        for number, (start, end) in enumerate(spans)
        if text[start:end].strip()
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
        times=times,
        places=places,
        actors=actors,
        attributions=[],
        figures=find_figures(annotated, [], times),
    )


def _day(value: str | None) -> Published | None:
    first, last = bounds(value) if value else (None, None)
    return Published(value, first, last) if value and first and last else None


@dataclass(frozen=True, slots=True)
class _Draft:
    """Makes the proposals of one accord's points."""

    scene: Scene
    reader: Reader

    def of_point(self, point: Point, casts: Sequence[Cast]) -> list[Proposal]:
        """Return the proposals of a point, in text order."""
        made: list[Proposal] = []
        for cast in casts:
            triggers = list(find_triggers(cast, act_lexicon()))
            for clause in find_clauses(cast):
                if made and self._renews(cast, clause):
                    made[-1] = self._renewed(cast, clause, made[-1])
                else:
                    made += self._proposals(point, cast, clause, triggers, made)
        return _with_later_days(made, self.scene.annotated.text)

    def _proposals(
        self, point: Point, cast: Cast, clause: Clause, triggers: list[Trigger], made: list[Proposal]
    ) -> Iterator[Proposal]:
        owed = self.reader.owed(cast, clause, made[-1].bearers if made else ())
        windows = list(find_windows(cast, clause, self.scene))
        parts = list(_parts(cast, clause, windows))
        for number, (first, last, mine) in enumerate(parts):
            part = replace(clause, first=first, last=last)
            yield self._proposal(point, cast, part, owed if number == 0 else replace(owed, unsure=()), mine, triggers)

    def _proposal(
        self, point: Point, cast: Cast, clause: Clause, owed: Owed, windows: list[Span], triggers: list[Trigger]
    ) -> Proposal:
        text, words = self.scene.annotated.text, cast.words
        start, end = words.starts[clause.first], words.ends[clause.last]
        mark = _cited(text, clause.kind, words.starts[clause.mark], words.ends[max(clause.verb, clause.mark)])
        unsure = [*owed.unsure, *(f"“{w.cited.quote}”: {w.cited.note}." for w in windows if w.cited.note)]
        if clause.frame.leads == "none":
            unsure.append("No words that oblige, allow or forbid were found here.")
        draft = Proposal(
            id="",
            article=point.label,
            start=start,
            end=end,
            quote=text[start:end],
            kind=mark,
            bearers=owed.bearers,
            beneficiaries=owed.beneficiaries,
            acts=tuple(_acts(text, cast, clause, triggers)),
            places=tuple(_places(cast, clause, self.scene)),
            window=windows[0] if windows else None,
            further=tuple(windows[1:]),
            amounts=tuple(find_amounts(self.scene, start, end)),
            term=find_term(text, start, end),
            rules=(clause.frame.rule,),
            unsure=tuple(dict.fromkeys(unsure)),
        )
        draft = find_references(draft, text)
        if draft.term is not None:
            _, notice = (
                find_renewal(text, start, end)
                if any(low in forms("renewed") for low in _lowers(cast, clause))
                else (None, None)
            )
            draft = replace(draft, term=replace(draft.term, notice=notice))
        return replace(
            draft, check=choose_check(draft, set(_lowers(cast, clause)[: max(1, clause.verb - clause.first + 1)]))
        )

    def _renews(self, cast: Cast, clause: Clause) -> bool:
        """Return whether a clause only tells how the term before it is renewed."""
        low = cast.words.lowers[clause.verb]
        subject = cast.words.lowers[clause.subject] if clause.subject is not None else ""
        return low in forms("renewed") and (subject in forms("term") or (subject in ("it", "this", "which")))

    def _renewed(self, cast: Cast, clause: Clause, before: Proposal) -> Proposal:
        """Return a proposal with the renewal of its term, which a later clause tells."""
        text, words = self.scene.annotated.text, cast.words
        start, end = words.starts[clause.first], words.ends[clause.last]
        renewal, notice = find_renewal(text, start, end)
        if before.term is None:
            return replace(before, end=end, quote=text[before.start : end])
        unless = tuple(
            who
            for at in range(clause.first, clause.last + 1)
            if words.lowers[at] in ("parties", "party", "sides", "side") and "unless" in words.lowers[clause.first : at]
            for who in self.reader.named(cast, at, ())
        )
        term = replace(before.term, renewal=renewal, notice=notice, unless=unless)
        return replace(before, term=term, end=end, quote=text[before.start : end])


def _lowers(cast: Cast, clause: Clause) -> list[str]:
    return cast.words.lowers[clause.first : clause.last + 1]


def _parts(cast: Cast, clause: Clause, windows: list[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield the words and windows of each part of a timetable: "returns A by May 1, and B by May 9"."""
    ends = [span for span in windows if span.form in DEADLINES and span.end]
    first, cut = clause.first, []
    for before, after in pairwise(ends):
        begin = _boundary(cast, before.cited.end, after.cited.start)
        if begin is not None:
            cut.append(begin)
    for begin in (*cut, None):
        last = clause.last if begin is None else _before(cast, begin)
        low, high = cast.words.starts[first], cast.words.ends[last]
        yield first, last, [span for span in windows if low <= span.cited.start < high]
        if begin is not None:
            first = begin


def _boundary(cast: Cast, end: int, start: int) -> int | None:
    """Return where the later of two deadlines takes over: behind "and" or a comma after the first."""
    between = list(cast.tokens(end, start))
    joints = [at for at in between if cast.words.lowers[at] in ("and", ",", ";")]
    if not joints:
        return None
    return next(
        (at for at in range(joints[0], len(cast.words)) if cast.words.lowers[at] not in ("and", ",", ";")), None
    )


def _before(cast: Cast, begin: int) -> int:
    at = begin - 1
    while at > 0 and cast.words.lowers[at] in ("and", ",", ";"):
        at -= 1
    return at


def _with_later_days(made: list[Proposal], text: str) -> list[Proposal]:
    """Give a clause without a time the deadline that the sentence names behind the clause joined to it."""
    found = list(made)
    for number in range(len(found) - 2, -1, -1):
        here, later = found[number], found[number + 1]
        between = text[here.end : later.start]
        joined = (
            here.article == later.article and len(between) < 12 and "." not in between and later.rules == here.rules
        )
        if joined and here.window is None and later.window and later.window.form in DEADLINES:
            reason = (
                f"The day stands behind the clause that follows (“{later.window.cited.quote}”); it may hold for both."
            )
            found[number] = replace(here, window=later.window, unsure=(*here.unsure, reason))
    return found


def _acts(text: str, cast: Cast, clause: Clause, triggers: list[Trigger]) -> Iterator[Cited]:
    seen: set[str] = set()
    for trigger in triggers:
        told = (
            clause.first <= trigger.head <= clause.last and trigger.head != clause.mark
        ) or trigger.head == clause.verb
        if told and not trigger.type.only and trigger.type.code not in seen:
            seen.add(trigger.type.code)
            yield _cited(text, trigger.type.code, cast.words.starts[trigger.first], cast.words.ends[trigger.last])
    for at in range(clause.first, clause.last + 1) if not seen else ():
        entries = act_lexicon().nouns.get(cast.words.lowers[at])
        if entries and cast.words.tags[at].startswith("NN") and not entries[0].type.only:
            yield replace(_cited(text, entries[0].type.code, cast.words.starts[at], cast.words.ends[at]), sure=False)
            return


def _places(cast: Cast, clause: Clause, scene: Scene) -> Iterator[Who]:
    low, high = cast.words.starts[clause.first], cast.words.ends[clause.last]
    seen: set[str] = set()
    for place in scene.places:
        if (
            low <= place.start < high
            and not place.metonym
            and place.kind not in ("country", "site")
            and place.name not in seen
        ):
            seen.add(place.name)
            known = (
                place.place_id.removeprefix("casebook:")
                if place.place_id and place.place_id.startswith("casebook:")
                else None
            )
            cited = _cited(scene.annotated.text, place.name, place.start, place.end)
            yield Who(name=place.name, actor_id=known, cited=cited)


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


_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "in",
        "by",
        "shall",
        "will",
        "must",
        "be",
        "is",
        "are",
        "on",
        "its",
        "their",
        "all",
        "for",
        "with",
    }
)


def _numbered(provisions: Sequence[Proposal]) -> Iterator[Proposal]:
    """Give every proposal an id of its article and its first telling words."""
    seen: set[str] = set()
    for found in provisions:
        words = [w for w in re.findall(r"[a-z]+", found.quote.lower()) if w not in _SMALL]
        label = re.sub(r"[^a-z0-9]+", "-", found.article.lower()).strip("-")
        stem = "-".join(filter(None, [f"p{label}" if label else "", *words[:3]])) or "provision"
        name, number = stem, 2
        while name in seen:
            name, number = f"{stem}-{number}", number + 1
        seen.add(name)
        yield replace(found, id=name)


def _cited(text: str, value: str, start: int, end: int) -> Cited:
    return Cited(value=value, start=start, end=end, quote=text[start:end])
