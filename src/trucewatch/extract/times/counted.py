"""What an expression counts from where it names a happening: a time of the text, or else of the casebook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from trucewatch.annotate import Passage
from trucewatch.casebook import Happening
from trucewatch.extract.edtf import bounds, grain
from trucewatch.extract.times.happenings import PERIODS, Happenings, Naming
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.narrative import Anchor
from trucewatch.extract.times.scan import Found
from trucewatch.extract.times.sense import Sense, View, open_sense

_SCHEDULED = frozenset(("vote", "talks", "signing", "ruling", "deployment", "withdrawal"))
"""Kinds that a text can name before they happen."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_MOST_WORDS = 12
RULE = "times.happening"


@dataclass(frozen=True, slots=True)
class Start:
    """What is counted from: an EDTF point, its first day, and in words where it stands."""

    value: str
    first: date
    basis: str
    anchor_id: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def grain(self) -> str:
        """How fine the point is: day, month or year."""
        return grain(self.value)


@dataclass(frozen=True, slots=True)
class Reach:
    """The words behind “after” or “since” that name a happening, up to ``end``.

    ``edge`` is ``since`` or ``until`` where they say from which end of it to count.
    """

    naming: Naming
    edge: str | None
    end: int


def start_of_anchor(anchor: Anchor) -> Start:
    """Return a time of the text as what is counted from."""
    return Start(anchor.value, anchor.first, f"told from “{anchor.quote}”", anchor.time_id)


def reach_at(happenings: Happenings, passage: Passage, low: str, at: int) -> Reach | None:
    """Return the happening that the words from an offset name, with the edge that they speak of.

    “The war displaced thousands” tells of a happening and names no time; what goes on as another name (“the war
    museum”) is not it.
    """
    lexicon = load_lexicon()
    edge = None
    at += len(low[at:]) - len(low[at:].lstrip())
    naming = happenings.naming_at(low, at)
    lead = None if naming and naming.found else lexicon.forms["happening_lead"].match(low, at)
    if lead:
        naming, edge = happenings.naming_at(low, lead.end()), lexicon.words["happening_edge"][lead["edge"]]
    if naming is None:
        return None
    told = lexicon.forms["happening_told"].match(low, naming.end)
    if told:
        return Reach(naming, lexicon.words["happening_verb"][told["verb"]], told.end())
    if edge is None and lexicon.forms["told_since"].search(low, naming.start, naming.end):
        edge = "since"
    return Reach(naming, edge, naming.end) if _is_whole(passage, naming) else None


def reach_of(view: View, at: int) -> Reach | None:
    """Return the happening that the words from an offset of an expression's passage name."""
    return reach_at(view.narrative.happenings, view.passage, view.low, at)


def _is_whole(passage: Passage, naming: Naming) -> bool:
    doc = passage.doc
    span = doc.char_span(naming.start, naming.end, alignment_mode="expand")
    if span is None or span.end_char > naming.end:
        return False
    following = doc[span.end] if span.end < len(doc) else None
    return following is None or not following.tag_.startswith(("NN", "POS", "HYPH", *_FINITE))


def count_start(view: View, reach: Reach, after: bool) -> Start | Sense | None:
    """Return what to count from; an open sense where several fit or a date is wanting; None where none is known."""
    if dated := _told_by_text(view, reach):
        return start_of_anchor(dated)
    words = view.text[reach.naming.start : reach.end]
    found = reach.naming.found or view.narrative.named_before(view.passage_number, reach.naming)
    known = [item for item in found if _is_known(view, item)]
    if len(known) > 1:
        names = "; ".join(item.name for item in known)
        return open_sense("anchored", "unanchored-time", f"“{words}” can be one of several of the casebook: {names}.")
    if not known:
        return None
    value = _edge_value(view, known[0], reach.edge, after)
    if value is None:
        return open_sense("anchored", "unanchored-time", f"The casebook has no end of “{known[0].name}”.")
    first, _ = bounds(value)
    assert first is not None
    return Start(value, first, f"told from “{words}”: {known[0].name}, {value} in the casebook", rules=(RULE,))


def _told_by_text(view: View, reach: Reach) -> Anchor | None:
    """Return the one time at which an earlier sentence of the text tells that the happening began, or ended."""
    naming = reach.naming
    if not naming.found:
        return None
    words = set(re.findall(r"\w{3,}", view.low[naming.start : naming.end])) - {"the"}
    verbs = load_lexicon().forms[f"told_{reach.edge or 'since'}"]
    return view.narrative.told(words, verbs, view.passage_number, view.sentence_number)


def _is_known(view: View, happening: Happening) -> bool:
    """Return whether a report of this day can speak of a happening: it is over or under way, or was to come."""
    if view.published is None or happening.kind in _SCHEDULED:
        return True
    first, _ = bounds(happening.since)
    return first is None or first <= view.published.last


def _edge_value(view: View, happening: Happening, edge: str | None, after: bool) -> str | None:
    """Return when the happening began or ended; what ended after the report it cannot know."""
    until = happening.until
    if until and view.published and (last := bounds(until)[1]) and last > view.published.last:
        until = None
    if edge is None:
        edge = "until" if after and until and happening.kind in PERIODS else "since"
    return until if edge == "until" else happening.since


def add_namings(found: list[Found], passage: Passage, low: str, happenings: Happenings) -> list[Found]:
    """Return the expressions of a passage with “since the start of …” and “the day of …” a happening among them.

    A date that tells which happening is meant stays an expression of its own, unless the words speak of its start
    or end.
    """
    if not happenings.all:
        return found
    added = []
    for lead in load_lexicon().forms["happening_since"].finditer(low):
        reach = reach_at(happenings, passage, low, lead.end())
        if reach is None or len(low[lead.start() : reach.end].split()) > _MOST_WORDS:
            continue
        within = [item for item in found if item.start < reach.end and lead.start() < item.end]
        marked = reach.edge or lead["day_of"]
        if (within and not marked) or not (marked or reach.naming.found) or (lead["day_of"] and _is_long(reach)):
            continue
        if any(item.start < lead.end() or item.end > reach.end for item in within):
            continue
        said = {name: words for name, words in lead.groupdict().items() if words}
        added.append(Found(lead.start(), reach.end, RULE, "happening", {**said, "lead": lead[0]}, (RULE,)))
    kept = [item for item in found if not any(new.start <= item.start < new.end for new in added)]
    return sorted((*kept, *added), key=lambda item: item.start)


def _is_long(reach: Reach) -> bool:
    """Return whether a happening had more days than “the day of” it can mean."""
    return reach.edge is None and any(item.kind in PERIODS and item.until != item.since for item in reach.naming.found)


def resolve_happening(view: View) -> Sense | None:
    """Resolve “since the start of the war”, “on the day of the referendum” by what the casebook knows."""
    reach = reach_of(view, view.found.start + len(view.said["lead"]))
    start = count_start(view, reach, True) if reach else None
    if not isinstance(start, Start):
        return start if start and reach and reach.naming.found else None
    if "day_of" in view.said and start.grain != "day":
        return None
    return Sense(start.value, "anchored", start.basis, anchor_id=start.anchor_id, rules=start.rules)
