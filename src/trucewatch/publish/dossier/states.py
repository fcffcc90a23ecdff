"""States over time in the dossier: strips by agreement, and each stretch with who says that it began and ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from trucewatch.agreements.describe import names_of
from trucewatch.agreements.fluent_table import fluent_kinds
from trucewatch.agreements.model import Agreement, Fluent
from trucewatch.publish.charts.strips import Stretch, Strip, render_strips
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.cited import Citations, grouped_by_origin
from trucewatch.publish.dossier.promise import letter_of, spoken_between, spoken_days, titled
from trucewatch.records.finding import FluentInterval
from trucewatch.storage.assessed import Assessed

TRACKS = {
    "law": "legal force", "observance": "observance as reported", "passage": "who may pass", "control": "who checks",
    "convoys": "whether convoys go", "presence": "presence", "holder": "who holds it", "work": "work",
    "order": "legal force", "talks": "talks",
}  # fmt: skip
"""What a track of states is about, in words; a track that is not here stands for itself."""
BRIEF = {"convoys_stopped": "stopped", "convoys_pass": "go"}
"""States that a bar names more briefly than the list, since the name of its track says the rest."""
WORSE = frozenset({"restricted", "checkpoint", "withdrawing"})
WORST = frozenset({"closed", "ended", "breached", "convoys_stopped", "withdrawn", "broken_off", "left", "lifted"})
LINKS = (
    ("Began", "opened_by"), ("Also told", "repeated_by"), ("Ended", "closed_by"), ("Denied", "contested_by"),
)  # fmt: skip


def states(assessed: Assessed, cited: Citations) -> dict[str, Any]:
    """Return the chart of all states of the agreements, and the stretches behind it as lists."""
    names = names_of(assessed.casebook)
    groups: dict[str, list[Strip]] = {}
    listed = []
    letters = {agreement.id: letter_of(index) for index, agreement in enumerate(assessed.board.agreements)}
    for agreement, fluent, intervals in assessed.fluents():
        heading = f"{letters[agreement.id]}  {agreement.title}"
        anchors = [f"state.{agreement.id}.{fluent.id}.{index}" for index in range(len(intervals))]
        pairs = list(zip(intervals, anchors, strict=True))
        groups.setdefault(heading, []).extend(_strips(fluent, pairs, names))
        listed.append(_listed(agreement, fluent, pairs, (names, cited, letters[agreement.id])))
    on = assessed.days.on
    chart = render_strips(list(groups.items()), date.fromisoformat(on), f"asked about: {wording.day(on)}")
    return {"chart": chart if groups else "", "fluents": listed}


def state_anchors(assessed: Assessed) -> dict[FluentInterval, str]:
    """Return where on the page each stretch of a fluent is listed."""
    return {
        one: f"state.{agreement.id}.{fluent.id}.{index}"
        for agreement, fluent, intervals in assessed.fluents()
        for index, one in enumerate(intervals)
    }


def _strips(fluent: Fluent, pairs: Sequence[tuple[FluentInterval, str]], names: Mapping[str, str]) -> list[Strip]:
    """Return a strip for each track of which something is told; where nothing is, one that says so."""
    kind = fluent_kinds()[fluent.kind]
    tracks = {track: [pair for pair in pairs if kind.track_of(pair[0].state) == track] for track in kind.tracks}
    told = {track: own for track, own in tracks.items() if own} or {next(iter(tracks)): []}
    strips: list[Strip] = []
    for track, own in told.items():
        passing = {rule.begins for rule in kind.rules if rule.passing}
        stretches = tuple(_stretch(one, anchor, one.state in passing, names) for one, anchor in own)
        title = fluent.title if not strips else ""
        named = len(told) > 1 or fluent.kind.startswith("ceasefire")
        strips.append(Strip(title=title, track=TRACKS.get(track, track) if named else "", stretches=stretches))
    return strips


def _stretch(one: FluentInterval, anchor: str, passing: bool, names: Mapping[str, str]) -> Stretch:
    tone = "worst" if one.state in WORST else "worse" if one.state in WORSE else "good"
    said = f"; disputed: {one.disputed}" if one.disputed else ""
    word = state_word(one, names)
    return Stretch(
        word=BRIEF.get(one.state, word), tone="held" if one.kind == "territory" and tone == "good" else tone,
        begins=(_date(one.begins_earliest), _date(one.begins_latest)),
        ends=(_date(one.ends_earliest), _date(one.ends_latest)), disputed=one.disputed is not None,
        reported=bool(one.opened_by), passing=passing, tip=f"{word} {spoken_span(one)}{said}", target=f"#{anchor}",
    )  # fmt: skip


def state_word(one: FluentInterval, names: Mapping[str, str]) -> str:
    """Return a state as a person reads it: an actor's name of who holds a territory, a strength with its figure."""
    word = names.get(one.state) or one.state.replace("_", " ")
    value = one.value if one.value and one.value != one.state else None
    return f"{word} ({names.get(value, value)})" if value else word


def spoken_span(one: FluentInterval) -> str:
    """Return from when to when a state was, in words."""
    begins = _some_time(spoken_between(one.begins_earliest, one.begins_latest))
    ends = _some_time(spoken_between(one.ends_earliest, one.ends_latest))
    start = f"from {begins}" if begins else "from a day not known"
    return f"{start} to {ends}" if ends else start


def _some_time(told: str) -> str:
    return f"some time {told}" if told.startswith("between ") else told


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _counted(intervals: Sequence[FluentInterval], passing: Collection[str]) -> str:
    """Return in words how many states there are, and how many breaches or rounds of talks."""
    lasting = sum(one.state not in passing for one in intervals)
    brief = len(intervals) - lasting
    kind = "reported breach" if "breached" in passing else "round"
    plural = {"reported breach": "es", "round": "s"}[kind]
    parts = [f"{lasting} state{'' if lasting == 1 else 's'}"] if lasting else []
    parts += [f"{brief} {kind}{'' if brief == 1 else plural}"] if brief else []
    return ", ".join(parts) or "not known: no report tells of it"


def _listed(
    agreement: Agreement,
    fluent: Fluent,
    pairs: Sequence[tuple[FluentInterval, str]],
    shown_by: tuple[Mapping[str, str], Citations, str],
) -> dict[str, Any]:
    """Return one fluent with its stretches for the page; ``shown_by`` are names, claims, and a letter."""
    names, cited, letter = shown_by
    passing = {rule.begins for rule in fluent_kinds()[fluent.kind].rules if rule.passing}
    return {
        "title": fluent.title, "agreement": agreement.title, "note": fluent.note, "name": titled(fluent.id),
        "counted": _counted([one for one, _ in pairs], passing), "letter": letter,
        "stretches": [
            {
                "anchor": anchor, "word": state_word(one, names), "span": spoken_span(one), "disputed": one.disputed,
                "basis": spoken_days(one.basis) if one.basis else None,
                "told": [
                    (heading, grouped_by_origin(cited.cite_all(getattr(one, field))))
                    for heading, field in LINKS if getattr(one, field)
                ],
            }
            for one, anchor in pairs
        ],
    }  # fmt: skip
