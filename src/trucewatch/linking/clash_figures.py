"""Figures of two accounts that cannot both hold: same unit, same people counted, bounds apart, and no time between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from trucewatch.extract.figures.lexicon import load_lexicon
from trucewatch.extract.figures.numbers import find_numerals
from trucewatch.linking.account import Account, affinity
from trucewatch.linking.clash import Bounds, clash, part_exceeds
from trucewatch.linking.clash_fates import clash_unlike, figure_clash, units_meet
from trucewatch.linking.clashing import Clash, Meeting
from trucewatch.linking.clocks import is_later
from trucewatch.linking.counting import Period
from trucewatch.linking.loosecounts import ELIDED, LASTING, THINGS
from trucewatch.linking.quantities import PEOPLE, is_within, same_nations, unit_of
from trucewatch.linking.tallies import SUM, Tally, find_tallies

FATES = frozenset({"killed", "wounded", "dead-or-wounded", "captured", "missing", "displaced", "evacuated"})
_THINGS = frozenset({"vehicles", "armoured-vehicles", "aircraft", "positions"})
"""Of things a sentence that names no owner may well mean the same ones; of people it means all of them."""
_ALIKE_SOLE, _ALIKE, _NEAR, _FAR = 0.5, 1.5, 2.0, 2.5
_MANY, _SIZE = 100, 10
_SOME_DAYS = 3
_LEFT = frozenset({"captured", "wounded"})
"""Those to whom this befell may be let go or discharged: some of them “are still held”, “remain in hospital”."""
_MEASURES = frozenset({"length", "area", "money", "other", "documents-points", "votes", THINGS})
_PARTS, _LONGER = 8, 3
_WHY = "the bounds of the two figures have no number in common"
Pair = tuple[Tally, Tally]
_NTH = (
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ONCE = frozenset({"hand-over"})
"""Acts that are done at one time: what they count does not grow afterwards."""


def clash_figures(meeting: Meeting) -> Iterator[Clash]:
    """Yield the pairs of figures that cannot both hold.

    A figure that agrees with one of the other side's is not held against the rest of them: reports give several
    counts, and only where none fits is there a contradiction. That a part fits into the other's whole settles nothing
    between two counts of the same part.
    """
    lefts, rights = find_tallies(meeting.left), find_tallies(meeting.right)
    pairs = [(one, other) for one in lefts for other in rights if comparable(one, other, meeting)]
    plain = [pair for pair in pairs if is_said_alike(*pair, meeting)]
    yield from (figure_clash(*pair, _WHY) for pair in _unsettled(plain, meeting))
    if not meeting.partial:
        loose = [pair for pair in pairs if pair in plain or is_alone(*pair, meeting)]
        yield from (figure_clash(*pair, _WHY) for pair in _unsettled(loose, meeting) if pair not in plain)
    yield from clash_unlike(lefts, rights)


def _unsettled(pairs: Sequence[Pair], meeting: Meeting) -> Iterator[Pair]:
    """Yield the pairs that clash and of which neither figure fits one of the other side."""
    clashes = [pair for pair in pairs if clashing(*pair, meeting)]
    fitting = [pair for pair in pairs if pair not in clashes]
    agreeing = {id(item) for pair in fitting if not is_share(*pair) for item in pair}
    contained = agreeing | {id(item) for pair in fitting for item in pair}
    equal = agreeing | {id(item) for pair in fitting if pair[0].bounds == pair[1].bounds for item in pair}
    for one, other in clashes:
        settled = contained if is_share(one, other) else equal if SUM in (one.scope, other.scope) else agreeing
        if id(one) not in settled and id(other) not in settled:
            yield one, other


def comparable(one: Tally, other: Tally, meeting: Meeting) -> bool:
    """Tell whether two figures of accounts of one happening count the same, or one a part of the other's."""
    if (
        ELIDED in (one.kind, other.kind)
        or not units_meet(one, other)
        or one.word != other.word
        or {one.scope, other.scope} == {"day", "total"}
        or one.scope == other.scope == SUM
    ):
        return False
    if not nations_meet(one, other):
        return False
    if not (one.household or other.household) and not _classes_meet(one, other):
        return False
    return periods_meet(one.period, other.period) and (one.unit in FATES - _LEFT or one.stage == other.stage)


def nations_meet(one: Tally, other: Tally) -> bool:
    """Tell whether two figures may be of one nation: not where the other's sentence names a different one at all."""
    if one.nations and other.nations:
        return same_nations(one.nations, other.nations)
    plain, named = (one, other) if other.nations else (other, one)
    return not named.nations or not plain.parties or same_nations(plain.parties, named.nations)


def _classes_meet(one: Tally, other: Tally) -> bool:
    kinds = one.kind, other.kind
    return kinds[0] == kinds[1] or is_within(*kinds) or is_within(*kinds[::-1])


def periods_meet(one: Period | None, other: Period | None) -> bool:
    """Tell whether two counts are of the same days: both ends within three days, or a quarter of the shorter period.

    None, where a sentence names no days, fits any.
    """
    if one is None or other is None:
        return True
    lengths = [(last - first).days for first, last in (one, other)]
    room = max(_SOME_DAYS, min(lengths) // 4)
    return all(abs((left - right).days) <= room for left, right in zip(one, other, strict=True))


def is_said_alike(one: Tally, other: Tally, meeting: Meeting) -> bool:
    """Tell whether two sentences tell of one count: fates of those hit at the one happening do, other counts where the
    sentences name the same act or much the same things."""
    near = affinity(one.line, other.line)
    if one.unit == other.unit and one.unit in FATES:
        return not meeting.partial or near >= _ALIKE
    if one.families and other.families:
        return bool(one.families & other.families) and near >= _ALIKE
    return near >= _NEAR


def is_alone(one: Tally, other: Tally, meeting: Meeting) -> bool:
    """Tell whether two figures are the only counts of their kind, of one order of size, or their sentences much alike,
    whatever acts these name."""
    near = affinity(one.line, other.line)
    if one.nations and other.nations:
        return near >= _ALIKE_SOLE
    sole = is_sole(one, meeting.left) and is_sole(other, meeting.right) and is_near(one, other)
    return near >= _ALIKE_SOLE if sole else one.unit == other.unit and near >= _FAR


def is_near(one: Tally, other: Tally) -> bool:
    """Tell whether two counts are of one order of size: others are of different things under one noun."""
    sizes = sorted(size_of(tally) for tally in (one, other))
    return sizes[0] > 1 and sizes[1] <= _SIZE * sizes[0]


def is_sole(tally: Tally, account: Account) -> bool:
    """Tell whether an account counts only once what a figure counts, so that the other's count is of the same: things
    and persons under a noun of their own, and persons in general where they are many."""
    if tally.kind == PEOPLE and (tally.bounds.low or tally.bounds.high or 0) < _MANY:
        return False
    alike = (item for item in find_tallies(account) if item.kind == tally.kind and not item.shared)
    return sum(item.kind != PEOPLE or (item.bounds.low or item.bounds.high or 0) >= _MANY for item in alike) == 1


def clashing(one: Tally, other: Tally, meeting: Meeting) -> bool:
    """Tell whether two comparable figures cannot both hold."""
    if one.unit == LASTING and max(size_of(one), size_of(other)) < _LONGER * min(size_of(one), size_of(other)):
        return False
    if adds_up(one, other) or adds_up(other, one):
        return False
    if makes_up(one, other, meeting.left) or makes_up(other, one, meeting.right):
        return False
    if one.household != other.household:
        return _households(one, other) if one.household else _households(other, one)
    later = counted_later(one, other, meeting)
    if "missing" in (one.unit, other.unit) and later is not None and not meeting.rival:
        return False  # the missing are found, or found dead
    grows = not all(unit_of(item.unit).course == "steady" for item in (one, other))
    given = one.families & other.families & _ONCE or (
        one.unit == "wounded" and 0 in (one.bounds.high, other.bounds.high)
    )
    if given or (meeting.rival and one.bounds.closed and other.bounds.closed):
        grows = False
    for part, whole, part_later in ((one, other, later), (other, one, None if later is None else not later)):
        if _is_part(part, whole):
            return part_exceeds(part.bounds, whole.bounds) and not (grows and part_later is not False)
    bounds = [_measured(item) for item in (one, other)]
    return clash(*bounds, grows=grows, left_later=later)


def _measured(tally: Tally) -> Bounds:
    """Return the bounds of a figure; what is measured and not counted is rounded, whatever the words say."""
    if tally.unit in ("length", "area", LASTING) and tally.bounds.closed:
        return replace(tally.bounds, approximate=True)
    return tally.bounds


def size_of(tally: Tally) -> float:
    """Return the number of a count, its least where it is bounded only."""
    return tally.bounds.low or tally.bounds.high or 0


def adds_up(one: Tally, other: Tally) -> bool:
    """Tell whether the numbers of one sentence make up the other's figure: “24 for Velun and 18 for Orr” are 42."""
    numerals = (numeral.value for numeral in find_numerals(one.line.text, load_lexicon()) if not numeral.vague)
    values = [value for value in numerals if value]
    return (
        one.unit in _MEASURES
        and other.bounds.closed
        and any(
            sum(parts) == other.bounds.low and one.bounds.low in parts
            for size in (2, 3)
            for parts in combinations(values[:_PARTS], size)
        )
    )


def makes_up(part: Tally, whole: Tally, account: Account) -> bool:
    """Tell whether an account's count of persons and another of its counts of them make up the other side's number."""
    rest = (whole.bounds.low or 0) - (part.bounds.low or 0)
    if rest == 1 and whole.bounds.closed and _counts_on(int(whole.bounds.low or 0), account):
        return True
    persons = (item for item in find_tallies(account) if item is not part and item.unit not in _THINGS | _MEASURES)
    return whole.bounds.closed and rest > 0 and any(item.bounds.low == rest and item.nations for item in persons)


def _counts_on(number: int, account: Account) -> bool:
    """Tell whether an account goes on counting up to a number: “eleven were hurt, a twelfth came in the evening”."""
    nth = _NTH[number - 3] if 3 <= number < len(_NTH) + 3 else f"{number}th"
    return any(re.search(rf"\b(?:an?|the) {nth}\b", line.text, re.IGNORECASE) for line in account.lines)


def is_share(one: Tally, other: Tally) -> bool:
    """Tell whether either figure is a part of the other: of a part and a whole, or of households and persons."""
    return _is_part(one, other) or _is_part(other, one) or one.household != other.household


def _is_part(part: Tally, whole: Tally) -> bool:
    """Tell whether one figure counts some of those whom the other counts."""
    if part.shared != whole.shared:
        return part.shared
    if bool(part.nations) != bool(whole.nations) and part.unit not in _THINGS:
        return bool(part.nations)
    if part.nations and {part.kind, whole.kind} == {PEOPLE, "prisoners"}:
        return False  # “27 Velunians” in an exchange are prisoners as well
    return is_within(part.kind, whole.kind)


def _households(homes: Tally, persons: Tally) -> bool:
    """Each household holds one person at least: 3,100 of them rule out fewer than 2,000 persons, and nothing more."""
    return part_exceeds(homes.bounds, persons.bounds)


def counted_later(one: Tally, other: Tally, meeting: Meeting) -> bool | None:
    """Tell which was counted later: by the moments of the counts, else by those of publication."""
    if one.as_of is not None and other.as_of is not None:
        later = is_later(one.as_of, other.as_of)
        if later is not None or one.as_of.frame == other.as_of.frame:
            return later
    return is_later(meeting.left.published, meeting.right.published)
