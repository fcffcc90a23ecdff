"""The map: places with their uncertainty on land and water, labels where they do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.publish.charts.land import Box, Point, land_within
from trucewatch.publish.charts.svg import element, link, words

WIDTH, HEIGHT = 960, 600
KM_PER_DEGREE = 111.2
HELD, MARGIN, LEAST_DEGREES = 0.75, 1.25, 0.4
"""Share of the places a map holds, how much wider it is than they need, and its least half width."""
LARGEST_RADIUS_KM = 60.0
"""A wider place (a country, a region) has no dot; it is drawn where its outline is known, and listed anyway."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to draw: its names side by side, position, uncertainty, how often it is named, and where to lead."""

    name: str
    lat: float
    lon: float
    radius_km: float
    count: int
    target: str
    lines: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _View:
    """An equirectangular projection true at the middle latitude, good for a few hundred kilometres."""

    box: Box
    scale: float

    @classmethod
    def around(cls, spots: Sequence[Spot]) -> _View:
        """Return a view around the middle of the mentions that holds three quarters of them, with a margin."""
        lon = _weighted([(spot.lon, spot.count) for spot in spots], 0.5)
        lat = _weighted([(spot.lat, spot.count) for spot in spots], 0.5)
        middle = math.cos(math.radians(lat))
        far = [(max(abs(s.lon - lon) * middle / WIDTH, abs(s.lat - lat) / HEIGHT), 1) for s in spots]
        half = max(_weighted(far, HELD) * WIDTH, LEAST_DEGREES) * MARGIN / middle
        tall = half * middle * HEIGHT / WIDTH
        return cls((lon - half, lat - tall, lon + half, lat + tall), WIDTH / (2 * half))

    def at(self, lon: float, lat: float) -> Point:
        west, _, _, north = self.box
        return (lon - west) * self.scale, (north - lat) * self.scale / self._squeeze()

    def pixels(self, km: float) -> float:
        return km / KM_PER_DEGREE * self.scale / self._squeeze()

    def holds(self, spot: Spot) -> bool:
        west, south, east, north = self.box
        return west < spot.lon < east and south < spot.lat < north

    def _squeeze(self) -> float:
        return math.cos(math.radians((self.box[1] + self.box[3]) / 2))


def render_map(spots: Sequence[Spot]) -> tuple[str, int]:
    """Return the map as SVG, and how many of the places lie outside it or are too wide to draw."""
    exact = [spot for spot in spots if spot.radius_km <= LARGEST_RADIUS_KM]
    if not exact:
        return "", len(spots)
    view = _View.around(exact)
    areas = [spot for spot in spots if spot.lines and spot.radius_km > LARGEST_RADIUS_KM]
    shown = sorted((spot for spot in exact if view.holds(spot)), key=lambda spot: (-spot.count, spot.name))
    parts = [*_ground(view), *_grid(view), *_areas([*areas, *shown], view), *_dots(shown, view), _scale_bar(view)]
    body = element("g", *parts, clip_path="url(#frame)")
    frame = element("clipPath", element("rect", width=WIDTH, height=HEIGHT), id="frame")
    label = f"Map of {len(shown)} places named in the reports, with circles of uncertainty"
    picture = element(
        "svg", element("defs", frame), body, viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="map", role="img", aria_label=label
    )
    return picture, len(spots) - len(shown) - len(areas)


def _weighted(values: list[tuple[float, int]], share: float) -> float:
    """Return the value below which a share of the weight lies."""
    ordered = sorted(values)
    total, seen = sum(weight for _, weight in ordered), 0
    for value, weight in ordered:
        seen += weight
        if seen >= share * total:
            return value
    return ordered[-1][0]


def _path(points: Sequence[Point], view: _View, close: bool) -> str:
    """Return path data, points nearer than half a pixel to the last left out."""
    steps: list[str] = []
    last = (math.inf, math.inf)
    for lon, lat in points:
        x, y = view.at(lon, lat)
        if abs(x - last[0]) + abs(y - last[1]) >= 0.7:
            steps.append(f"{'L' if steps else 'M'}{x:.1f} {y:.1f}")
            last = (x, y)
    return "".join(steps) + ("Z" if close else "")


def _ground(view: _View) -> Iterator[str]:
    land = land_within(view.box)
    yield element("rect", width=WIDTH, height=HEIGHT, class_="water")
    yield element("path", d="".join(_path(ring, view, True) for ring in land.rings), class_="land")
    yield element("path", d="".join(_path(line, view, False) for line in land.boundaries), class_="boundary")


def _grid(view: _View) -> Iterator[str]:
    west, south, east, north = view.box
    step = next(s for s in (0.25, 0.5, 1, 2, 5, 10, 20, 45, 90) if (east - west) / s <= 9)
    for index in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = view.at(index * step, north)
        yield element("line", x1=x, x2=x, y1=0, y2=HEIGHT, class_="grid")
        yield words(_degrees(index * step, "E", "W"), x + 3, HEIGHT - 5, class_="tick")
    for index in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = view.at(west, index * step)
        yield element("line", x1=0, x2=WIDTH, y1=y, y2=y, class_="grid")
        yield words(_degrees(index * step, "N", "S"), 4, y - 3, class_="tick")


def _degrees(value: float, plus: str, minus: str) -> str:
    return f"{abs(value):g}° {plus if value >= 0 else minus}"


def _areas(spots: Sequence[Spot], view: _View) -> Iterator[str]:
    """Yield geometries, and circles of uncertainty for what has none; the widest first, under the others."""
    for spot in sorted(spots, key=lambda spot: -spot.radius_km):
        x, y = view.at(spot.lon, spot.lat)
        if spot.lines:
            wide = spot.radius_km > LARGEST_RADIUS_KM
            kind = "shape wide" if wide else "shape"
            yield element("path", d="".join(_path(line, view, False) for line in spot.lines), class_=kind)
        elif view.pixels(spot.radius_km) > 4:
            yield element("circle", cx=x, cy=y, r=view.pixels(spot.radius_km), class_="uncertain")


def _dots(spots: Sequence[Spot], view: _View) -> Iterator[str]:
    taken: list[tuple[float, float, float, float]] = []
    for spot in spots:
        x, y = view.at(spot.lon, spot.lat)
        r = min(3 + 1.4 * math.sqrt(spot.count), 11)
        dot = element("circle", cx=x, cy=y, r=r, class_="dot")
        label = _label(spot.name, x, y, r, taken)
        tip = f"{spot.name}: named {spot.count} times, within {spot.radius_km:g} km"
        yield link(spot.target, tip, dot, *label)


def _label(name: str, x: float, y: float, r: float, taken: list[tuple[float, float, float, float]]) -> list[str]:
    """Return the label at the first free side of its dot, or nothing where it would cover another."""
    wide = 6.4 * len(name)
    for left, base, anchor in (
        (x + r + 4, y + 4, "start"),
        (x - r - 4 - wide, y + 4, "end"),
        (x - wide / 2, y - r - 5, "middle"),
    ):
        box = (left, base - 12, left + wide, base + 4)
        inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2
        if inside and not any(box[0] < t[2] and box[2] > t[0] and box[1] < t[3] and box[3] > t[1] for t in taken):
            taken.append(box)
            at = {"start": left, "end": left + wide, "middle": x}[anchor]
            return [words(name, at, base, class_="label", text_anchor=anchor)]
    taken.append((x - r, y - r, x + r, y + r))
    return []


def _scale_bar(view: _View) -> str:
    km = next(k for k in (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5) if view.pixels(k) < WIDTH / 4)
    wide = view.pixels(km)
    right, y = WIDTH - 20, HEIGHT - 24
    bar = element("path", d=f"M{right - wide:.1f} {y - 5}v5h{wide:.1f}v-5", class_="scale")
    return bar + words(f"{km:,} km", right - wide / 2, y - 8, class_="tick", text_anchor="middle")
