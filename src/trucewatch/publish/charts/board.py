"""The marks of the statuses of provisions: shapes that read without colour, and a row of them for an agreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.publish.charts.svg import element, link

TONES = {
    "breached": "bad", "disputed": "open", "alleged breach": "bad", "overdue": "late", "partly fulfilled": "good",
    "pending": "calm", "kept so far": "good", "fulfilled": "good", "fulfilled late": "good", "no report": "silent",
    "suspended": "silent", "lapsed": "silent",
}  # fmt: skip
"""The colour of each status, by class; what it is reads from its shape and its word."""
_ROUND = element("circle", cx=8, cy=8, r=6.4, class_="shape")
_TICK = "M4.6 8.3l2.5 2.6L11.6 5.4"
_CROSS = "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"
_SHAPES = {
    "breached": element("path", d="M8 .8L15.2 8 8 15.2.8 8z", class_="shape full")
    + element("path", d=_CROSS, class_="inner"),
    "alleged breach": element("path", d="M8 .8L15.2 8 8 15.2.8 8z", class_="shape broken")
    + element("path", d=_CROSS, class_="stroke"),
    "disputed": _ROUND + element("path", d="M8 1.6a6.4 6.4 0 0 1 0 12.8z", class_="fill"),
    "overdue": _ROUND + element("path", d="M8 4v4.3l3 1.9", class_="stroke"),
    "partly fulfilled": _ROUND + element("path", d="M1.6 8a6.4 6.4 0 0 0 12.8 0z", class_="fill"),
    "pending": _ROUND,
    "kept so far": _ROUND + element("circle", cx=8, cy=8, r=3, class_="fill"),
    "fulfilled": element("circle", cx=8, cy=8, r=6.4, class_="shape full") + element("path", d=_TICK, class_="inner"),
    "fulfilled late": _ROUND + element("path", d=_TICK, class_="stroke"),
    "no report": element("circle", cx=8, cy=8, r=6.4, class_="shape broken")
    + element("path", d="M6.2 6.3a1.9 1.9 0 1 1 2.6 1.8q-.8.4-.8 1.3M8 11.2v.6", class_="stroke"),
    "suspended": _ROUND + element("path", d="M6.2 5.2v5.6M9.8 5.2v5.6", class_="stroke"),
    "lapsed": _ROUND + element("path", d="M4.8 8h6.4", class_="stroke"),
}
SIZE, STEP = 16, 22


@dataclass(frozen=True, slots=True)
class Standing:
    """One provision in the row of its agreement: its status, what it is, and where its page is."""

    status: str
    tip: str
    target: str


def status_mark(status: str) -> str:
    """Return the mark of a status as SVG of its own; the word has to stand beside it."""
    parts = _SHAPES[status]
    return element(
        "svg", parts, viewBox=f"0 0 {SIZE} {SIZE}", class_=f"status {TONES[status]}", aria_hidden="true"
    )  # fmt: skip


def placed_mark(status: str, x: float, y: float, size: float = SIZE) -> str:
    """Return the mark of a status within another picture, centred on a place."""
    where = f"translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({size / SIZE:.3f})"
    return element("g", _SHAPES[status], transform=where, class_=f"status {TONES[status]}")


def render_row(standings: Iterable[Standing], title: str) -> str:
    """Return the marks of an agreement's provisions in a row, in the order of its articles."""
    listed = list(standings)
    marks = [
        link(one.target, one.tip, placed_mark(one.status, SIZE / 2 + STEP * index, SIZE / 2))
        for index, one in enumerate(listed)
    ]
    width = STEP * len(listed) - (STEP - SIZE)
    return element(
        "svg", *marks, viewBox=f"0 0 {width} {SIZE}", class_="standings", role="img", style=None,
        aria_label=f"{title}: {', '.join(one.tip for one in listed)}", width=width, height=SIZE,
    )  # fmt: skip
