"""The range plot of one quantity: a line for whoever gives a figure, side by side on one scale, never averaged.

A dot is a figure given as such, a whisker its bounds, an arrow a bound left open ("at least 200"). The scale starts at
zero unless the figures lie far apart; then it is logarithmic and says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.publish.charts.svg import clipped, description, element, link, words

WIDTH = 960
LEFT, RIGHT = 292, 690
"""Where the scale begins and ends; to its left stands who, to its right how many and as of when."""
TOP, ROW = 30, 27
ARROW = 34.0
LEAST = 0.01
"""Smaller figures are drawn as this one."""
FAR_APART = 60.0
"""Largest by smallest figure from which on the scale is logarithmic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: who gives it, what it says in words, its bounds (None: open), and where its words are.

    ``repeated`` is true where the line above gives the same name, which is then not written again.
    """

    name: str
    side: str
    low: float | None
    high: float | None
    best: float | None
    figure: str
    as_of: str
    tip: str
    target: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    at: Callable[[float], float]
    ticks: tuple[float, ...]


def render_ranges(title: str, lines: Sequence[Line], span: tuple[float | None, float | None]) -> str:
    """Return the plot as SVG.

    Args:
        title: What the quantity is, for those who do not see the picture.
        lines: The figures in the order in which they are shown.
        span: The range over independent origins, drawn as a band; None where a bound stays open.
    """
    scale = _scale([value for line in lines for value in (line.low, line.high, line.best) if value is not None])
    height = TOP + ROW * len(lines) + 6
    parts = [*_band(span, scale, height), *_ticks(scale, height)]
    for index, line in enumerate(lines):
        parts.append(_line(line, TOP + ROW * (index + 0.5), scale))
    told = "; ".join(f"{line.name}: {line.figure}, {line.as_of}" for line in lines)
    return element(
        "svg", description(told), *parts, viewBox=f"0 0 {WIDTH} {height}", class_="ranges", role="img",
        aria_label=f"Range of figures: {title}",
    )  # fmt: skip


def _scale(values: Sequence[float]) -> _Scale:
    positive = [max(value, LEAST) for value in values if value > 0]
    top = max(positive, default=1.0)
    if positive and top / min(positive) > FAR_APART:
        return _logarithmic(min(positive), top)
    whole = all(value == int(value) for value in values)
    step = max(_step(top), 1.0) if whole else _step(top)
    last = math.ceil(top * 1.02 / step) * step
    ticks = tuple(index * step for index in range(round(last / step) + 1))
    return _Scale(lambda value: LEFT + (RIGHT - LEFT) * min(value / last, 1.0), ticks)


def _step(top: float) -> float:
    """Return the distance of ticks (1, 2 or 5 times a power of ten) that gives three to six of them."""
    power = 10.0 ** math.floor(math.log10(top))
    fit = (factor * power for factor in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0))
    return next(step for step in fit if top / step <= 5.2)


def _logarithmic(low: float, high: float) -> _Scale:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high * 1.02))
    wide = (RIGHT - LEFT) / (last - first)
    ticks = tuple(10.0**power for power in range(first, last + 1))
    return _Scale(lambda value: LEFT + wide * (math.log10(max(value, 10.0**first)) - first), ticks)


def _ticks(scale: _Scale, height: int) -> Iterator[str]:
    for value in scale.ticks:
        x = scale.at(value)
        yield element("line", x1=x, x2=x, y1=TOP - 8, y2=height - 4, class_="grid")
        yield words(f"{value:,.10g}", x, TOP - 14, class_="tick", text_anchor="middle")
    if scale.ticks[0] > 0:
        yield words("logarithmic scale", 4, TOP - 14, class_="tick")


def _band(span: tuple[float | None, float | None], scale: _Scale, height: int) -> Iterator[str]:
    low, high = span
    if low is not None and high is not None and high > low:
        left, right = scale.at(low), scale.at(high)
        yield element("rect", x=left, y=TOP - 8, width=right - left, height=height - TOP + 4, class_="span")


def _line(line: Line, y: float, scale: _Scale) -> str:
    name = [] if line.repeated else [words(clipped(line.name, 25 if line.side else 38), 4, y + 4, class_="name")]
    if line.side and not line.repeated:
        name.append(words(clipped(line.side, 16), LEFT - 14, y + 4, class_="tick", text_anchor="end"))
    rule = element("line", x1=4, x2=WIDTH - 4, y1=y + ROW / 2, y2=y + ROW / 2, class_="rule")
    value = words(clipped(line.figure, 22), RIGHT + 20, y + 4, class_="value")
    as_of = words(clipped(line.as_of, 20), WIDTH - 4, y + 4, class_="tick", text_anchor="end")
    reach = element("rect", x=0, y=y - ROW / 2, width=WIDTH, height=ROW, class_="reach")
    return rule + link(line.target, line.tip, reach, *name, *_marks(line, y, scale), value, as_of)


def _marks(line: Line, y: float, scale: _Scale) -> Iterator[str]:
    low, high = line.low, line.high
    if low is None and high is not None:
        yield _arrow(scale.at(high), y, -1)
    elif high is None and low is not None:
        yield _arrow(scale.at(low), y, 1)
    elif low is not None and high is not None and low < high:
        left, right = scale.at(low), scale.at(high)
        path = f"M{left:.1f} {y - 5:.1f}v10M{left:.1f} {y:.1f}H{right:.1f}M{right:.1f} {y - 5:.1f}v10"
        yield element("path", d=path, class_="whisker")
    closed = low is not None and high is not None
    dot = line.best if closed and line.best is not None else low if closed and low == high else None
    if dot is not None:
        yield element("circle", cx=scale.at(dot), cy=y, r=4.6, class_="dot")


def _arrow(x: float, y: float, way: int) -> str:
    """Return a bound with an arrow away from it: the figure lies there or further on."""
    tip = x + way * ARROW
    bar = f"M{x:.1f} {y - 6:.1f}v12M{x:.1f} {y:.1f}H{tip:.1f}"
    head = f"M{tip - way * 6:.1f} {y - 4:.1f}L{tip:.1f} {y:.1f}L{tip - way * 6:.1f} {y + 4:.1f}"
    return element("path", d=bar + head, class_="whisker")
