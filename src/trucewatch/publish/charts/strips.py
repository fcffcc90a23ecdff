"""States over time: a bar for each state of a track, ticks for breaches, hatching where it is disputed.

An edge that slants says that the change lies somewhere between its two ends. Bars that rest on the agreement itself or
on its file have no fill: no report tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.publish.charts.calendar import Axis, axis_ticks, day_line, fit_axis, layers_of
from trucewatch.publish.charts.svg import clipped, description, element, link, words

WIDTH, LEFT, RIGHT = 960, 296, 952
HEAD, ROW, BAR = 48, 30, 15
_ROUND = "a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
TICKS, TICK_GAP, MOST_TICKS = 12, 11.0, 4
LETTER = 6.3
"""About how wide a letter is, to see whether a word fits into a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One state between two changes, each between two days; None is open. ``tone`` is a class of colour.

    A ``passing`` state lasts for the days of a happening alone and is drawn as a tick: a diamond where it is a breach.
    """

    word: str
    tone: str
    begins: tuple[date | None, date | None]
    ends: tuple[date | None, date | None]
    disputed: bool
    reported: bool
    passing: bool
    tip: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A row: one track of states of one thing; ``title`` is empty where the row above has the same.

    ``track`` is empty where the title says all.
    """

    title: str
    track: str
    stretches: tuple[Stretch, ...]


def render_strips(groups: Sequence[tuple[str, Sequence[Strip]]], on: date, label: str) -> str:
    """Return the strips as SVG, by the title of their agreement; see `render_windows` for ``on`` and ``label``."""
    strips = [strip for _, listed in groups for strip in listed]
    axis = _axis(strips, on)
    parts: list[str] = []
    y = float(HEAD)
    for title, listed in groups:
        parts.append(words(clipped(title, 110), 4, y + 17, class_="group"))
        y += 26
        for strip in listed:
            above = TICKS * _layers(strip, axis)
            parts += _strip(strip, y + above, axis)
            parts.append(element("line", x1=4, x2=WIDTH - 4, y1=y + above + ROW, y2=y + above + ROW, class_="rule"))
            y += above + ROW
        y += 8
    frame = [*axis_ticks(axis, HEAD - 10, y), *day_line(axis, on, label, 10, y)]
    told = "; ".join(f"{strip.title or strip.track}: {stretch.tip}" for strip in strips for stretch in strip.stretches)
    return element(
        "svg", description(told), *parts, *frame, viewBox=f"0 0 {WIDTH} {y:.0f}", class_="strips", role="img",
        aria_label=f"States over time: {len(strips)} strips",
    )  # fmt: skip


def _axis(strips: Sequence[Strip], on: date) -> Axis:
    days = [day for strip in strips for one in strip.stretches for day in (*one.begins, *one.ends) if day]
    needed = [day for day in days if day <= on]
    # A treaty of long ago would press all that is reported into a corner.
    told = [day for strip in strips for one in strip.stretches if one.reported for day in one.begins if day]
    return fit_axis([*(told or needed), on], days, LEFT, RIGHT)


def _passing(strip: Strip) -> list[Stretch]:
    return sorted((one for one in strip.stretches if one.passing), key=lambda one: (one.begins[1] or date.max, one.tip))


def _layers(strip: Strip, axis: Axis) -> int:
    ticks = [axis.x(one.begins[1] or axis.last) for one in _passing(strip)]
    return min(max(layers_of(ticks, TICK_GAP), default=-1) + 1, MOST_TICKS)


def _strip(strip: Strip, y: float, axis: Axis) -> Iterator[str]:
    if strip.title:
        yield words(clipped(strip.title, 42), 4, y + (13 if strip.track else 18), class_="name")
    if strip.track:
        yield words(clipped(strip.track, 46), 4, y + (26 if strip.title else 18), class_="tick")
    lasting = [one for one in strip.stretches if not one.passing]
    for one in lasting:
        yield link(one.target, one.tip, *_bar(one, y + 6, axis))
    if not strip.stretches:
        yield words("not known: no report tells of it", LEFT, y + 17, class_="tick")
    yield from _ticks(strip, y + 6, axis)


def _bar(one: Stretch, y: float, axis: Axis) -> Iterator[str]:
    begin = [axis.x(day) if day else axis.left for day in _ordered(one.begins)]
    end = [axis.x(day) if day else axis.right for day in _ordered(one.ends)]
    points = f"{begin[0]:.1f},{y} {end[0]:.1f},{y} {end[1]:.1f},{y + BAR} {begin[1]:.1f},{y + BAR}"
    yield element("polygon", points=points, class_=f"state {one.tone}{'' if one.reported else ' bare'}")
    if one.disputed:
        yield element("polygon", points=points, fill="url(#hatch)", class_="hatched")
    room = min(end) - max(begin) - 8
    if room >= LETTER * min(len(one.word), 5):
        yield words(clipped(one.word, int(room / LETTER)), max(begin) + 5, y + 11.5, class_="word")


def _ordered(days: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    """Return both bounds, one for the other where only one is known."""
    return days[0] or days[1], days[1] or days[0]


def _ticks(strip: Strip, y: float, axis: Axis) -> Iterator[str]:
    ticks = _passing(strip)
    places = [axis.x(one.begins[1] or axis.last) for one in ticks]
    for one, x, layer in zip(ticks, places, layers_of(places, TICK_GAP), strict=True):
        start = axis.x(one.begins[0] or one.begins[1] or axis.last)
        up = y - 7 - TICKS * min(layer, MOST_TICKS - 1)
        shape = f"M{x:.1f} {up - 5:.1f}l5 5-5 5-5-5z" if one.tone == "worst" else f"M{x - 4:.1f} {up:.1f}{_ROUND}"
        kind = f"mark {'breach' if one.tone == 'worst' else 'happened'}{' open' if one.disputed else ''}"
        reach = f"M{start:.1f} {up:.1f}H{x:.1f}" if x - start > 6 else ""
        yield link(
            one.target, one.tip,
            element("path", d=f"M{x:.1f} {up:.1f}V{y + BAR:.1f}{reach}", class_=f"stem {one.tone}"),
            element("path", d=shape, class_=kind),
        )  # fmt: skip
