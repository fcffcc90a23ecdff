"""Make the proposals of one point of an accord: each clause with its people, windows, quantities, terms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from trucewatch.agreements.drafting.amounts import find_amounts
from trucewatch.agreements.drafting.checks import choose_check
from trucewatch.agreements.drafting.clauses import find_clauses, names_act
from trucewatch.agreements.drafting.gaps import find_gaps
from trucewatch.agreements.drafting.joining import Clause
from trucewatch.agreements.drafting.lengths import find_renewal, find_term
from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Cited, Proposal, Span, Who
from trucewatch.agreements.drafting.naming import Owed
from trucewatch.agreements.drafting.people import Reader
from trucewatch.agreements.drafting.points import Point
from trucewatch.agreements.drafting.references import find_references
from trucewatch.agreements.drafting.spread import DEADLINES, spread_days
from trucewatch.agreements.drafting.timing import find_windows
from trucewatch.agreements.drafting.titles import phrase_of
from trucewatch.extract.acts.grammar import VERB_TAGS
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.acts.triggers import Trigger, find_triggers
from trucewatch.extract.scene import Scene


class _Mention(Protocol):
    @property
    def start(self) -> int: ...


M = TypeVar("M", bound=_Mention)


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes the proposals of one accord's points; ``zero`` is the day that it calls Day D."""

    scene: Scene
    reader: Reader
    zero: date | None = None
    unread: list[Cited] = field(default_factory=list)
    before: dict[str, Owed] = field(default_factory=dict)

    def within(self, start: int, end: int) -> Drafter:
        """Return the same drafter that looks only at the times, places and figures of a stretch of the text."""
        scene = replace(
            self.scene,
            times=_inside(self.scene.times, start, end),
            places=_inside(self.scene.places, start, end),
            figures=_inside(self.scene.figures, start, end),
        )
        return replace(self, scene=scene)

    def _words(self, cast: Cast, clause: Clause) -> Cited:
        start, end = cast.words.starts[clause.first], cast.words.ends[clause.last]
        quote = self.scene.annotated.text[start:end]
        return Cited(value=" ".join(quote.split()), start=start, end=end, quote=quote)

    def of_point(self, point: Point, casts: Sequence[Cast]) -> list[Proposal]:
        """Return the proposals of a point, in text order."""
        made: list[Proposal] = []
        article = point.label.partition("(")[0]
        for cast in casts:
            triggers = list(find_triggers(cast, act_lexicon()))
            for clause in find_clauses(cast):
                renews = made and self._renews(cast, clause)
                if renews:
                    made[-1] = self._renewed(cast, clause, made[-1])
                if not renews or clause.kind == "permission":
                    heading = clause.frame.leads == "none" and not names_act(cast, clause.first, clause.last)
                    if (heading and made) or not _tells(cast, clause):
                        self.unread.append(self._words(cast, clause))
                        continue
                    owed = self.before[article] = self.reader.owed(cast, clause, self.before.get(article))
                    made += self._proposals(point, cast, clause, triggers, owed)
        return spread_days(made, self.scene.annotated.text)

    def _proposals(
        self, point: Point, cast: Cast, clause: Clause, triggers: list[Trigger], owed: Owed
    ) -> Iterator[Proposal]:
        windows = list(find_windows(cast, clause, self.scene, self.zero))
        gaps = dict(find_gaps(cast, clause, self.reader.names.parties, self.scene))
        owing = owed
        for number, (first, last, mine) in enumerate(_parts(cast, clause, windows, list(gaps))):
            part = replace(clause, first=first, last=last)
            if first in gaps:
                owing = Owed((gaps[first],), owed.beneficiaries)
            yield self._proposal(point, cast, part, owing if number == 0 else replace(owing, unsure=()), mine, triggers)

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
            amounts=tuple(find_amounts(cast, clause, self.scene)),
            term=find_term(text, start, end),
            rules=(clause.frame.rule,),
            unsure=tuple(dict.fromkeys(unsure)),
            title=phrase_of(cast, clause, self.scene),
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
            for who in self.reader.names.named(cast, at)
        )
        term = replace(before.term, renewal=renewal, notice=notice, unless=unless)
        return replace(before, term=term, end=end, quote=text[before.start : end])


def _inside(mentions: Sequence[M], start: int, end: int) -> list[M]:
    """Return the mentions that begin in a stretch; they stand in text order."""
    first, last = (bisect_left(mentions, at, key=lambda mention: mention.start) for at in (start, end))
    return list(mentions[first:last])


def _tells(cast: Cast, clause: Clause) -> bool:
    """Return whether words can be a provision at all: a definition, a short heading or a tale of the past cannot."""
    words = cast.words
    if clause.frame.leads == "present":
        return words.lowers[clause.verb] not in forms("defining")
    tags = words.tags[clause.first : clause.last + 1]
    if names_act(cast, clause.first, clause.last) and len(tags) > 2:
        return True
    past = "VBD" in tags and not {"VBZ", "VBP", "MD"} & set(tags)
    defined = bool(set(_lowers(cast, clause)) & forms("defining"))
    return clause.frame.leads != "none" or not (past or defined or (len(tags) < 6 and not set(tags) & set(VERB_TAGS)))


def _lowers(cast: Cast, clause: Clause) -> list[str]:
    return cast.words.lowers[clause.first : clause.last + 1]


def _parts(cast: Cast, clause: Clause, windows: list[Span], gaps: list[int]) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield the words and windows of each part of a timetable: "returns A by May 1, and B by May 9"."""
    ends = [span for span in windows if span.form in (*DEADLINES, "within")]
    first, cut = clause.first, list(gaps)
    for before, after in pairwise(ends):
        begin = _boundary(cast, before.cited.end, after.cited.start)
        if begin is not None and not any(
            before.cited.end <= cast.words.starts[gap] <= after.cited.start for gap in gaps
        ):
            cut.append(begin)
    for begin in (*sorted(set(cut)), None):
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
    stops = [at for at in joints if cast.words.lowers[at] == ";"]
    if stops:  # "the first, of 90, by May; the second, of 40, by June"
        joints = stops
    elif joints[-1] == between[-1]:  # "frees A and B and, within a month, C"
        begin = joints[-1]
        while begin - 1 in joints:
            begin -= 1
        joints = [begin]
    return next(
        (at for at in range(joints[0], len(cast.words)) if cast.words.lowers[at] not in ("and", ",", ";")), None
    )


def _before(cast: Cast, begin: int) -> int:
    at = begin - 1
    while at > 0 and cast.words.lowers[at] in ("and", ",", ";"):
        at -= 1
    return at


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


def _cited(text: str, value: str, start: int, end: int) -> Cited:
    return Cited(value=value, start=start, end=end, quote=text[start:end])
