"""Countries and towns of some events as a drawing that stands alone: for a brief, on paper, in a page that is saved.

It is made from the borders that the page of the map loads. A mark on a town is drawn where the town is; what is known
no closer than to a country or a region tints the country. Numbers are those of events.
"""

from __future__ import annotations

import html
import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.analysis.brief import PlaceCount
from dragoman.tables import package_file, read_table

WIDTH, HEIGHT = 640.0, 320.0
_QUADS = ("vc", "mc", "vx", "mx")
_MARGIN = 0.18
_LEAST_DEGREES = 28.0
_NORTH, _SOUTH = 83.0, -56.0
_NEAR = 9.0
_NAMED = 12
_TEXT = 11.0

Ring = list[tuple[float, float]]
Counts = tuple[int, ...]


class Border(NamedTuple):
    """A polygon of the borders: its country's code (ISO 3166-1 alpha-3; "" for one without), and its outer rings."""

    country: str
    rings: tuple[Ring, ...]

    @property
    def mainland(self) -> Ring:
        """The largest ring."""
        return max(self.rings, key=_size)


class _View(NamedTuple):
    """What part of the world is drawn: its west and north, and pixels a degree."""

    west: float
    north: float
    across: float
    down: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.across, (self.north - lat) * self.down


@cache
def polygons() -> dict[str, str]:
    """The country of each polygon, by its numeric code or, where it has none, its name (`polygons.tsv`)."""
    text = package_file("dragoman.desk", "polygons.tsv").read_text("utf-8")
    return {row["polygon"]: row["iso3"] for row in read_table(text, "polygons.tsv", ("polygon", "iso3"))}


@cache
def borders() -> tuple[Border, ...]:
    """The borders of the world; none where the pages' files were not built."""
    file = files("dragoman.desk") / "static" / "built" / "world.json"
    if not file.is_file():
        return ()
    topology = json.loads(file.read_text("utf-8"))
    (x_step, y_step), (x_first, y_first) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * x_step + x_first, y * y_step + y_first))
        lines.append(line)

    def ring(arcs: list[int]) -> Ring:
        points = [point for n in arcs for point in (lines[n] if n >= 0 else reversed(lines[~n]))]
        # A ring that crosses the 180th meridian goes on beyond it.
        crosses = any(abs(a[0] - b[0]) > 180 for a, b in itertools.pairwise(points))
        return [(lon + 360 if lon < 0 else lon, lat) for lon, lat in points] if crosses else points

    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        code = polygons().get(str(shape.get("id"))) or polygons().get(shape["properties"]["name"], "")
        found.append(Border(code, tuple(ring(part[0]) for part in parts if part)))
    return tuple(border for border in found if border.rings)


def drawing(places: Sequence[PlaceCount]) -> str:
    """The map of these places as SVG, "" where there is nothing to draw or nothing to draw on."""
    towns = [one for one in places if one.precision in ("point", "city") and one.lat is not None]
    areas: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in places:
        if one.country and one not in towns:
            areas[one.country] = [a + b for a, b in zip(areas[one.country], one.counts, strict=True)]
    told = [border for border in borders() if border.country in areas]
    if not borders() or not (towns or told):
        return ""
    view = _view([(one.lon or 0.0, one.lat or 0.0) for one in towns], told)
    land, labels = [], []
    taken: list[tuple[float, float, float, float]] = []
    for border in borders():
        path = _path(border.rings, view)
        if not path:
            continue
        counts = areas.get(border.country)
        if counts is None:
            land.append(f'<path class="land" d="{path}"/>')
            continue
        land.append(f'<path class="land told {_leading(counts)}" d="{path}"><title>{sum(counts)}</title></path>')
    marks = _marks(towns, view)
    taken += [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    names = {border.country: border for border in sorted(told, key=lambda b: _size(b.mainland))}
    for country, border in sorted(names.items(), key=lambda item: -sum(areas[item[0]])):
        x, y = view.at(*_middle(border.mainland))
        text = f"{_country_name(country)} {sum(areas[country]):,}"
        labels += _placed(text, [(x - _wide(text) / 2, y + _TEXT / 3)], taken, "area")
    for mark in marks[:_NAMED]:
        beside = mark.radius + 3
        spots = [
            (mark.x + beside, mark.y + _TEXT / 3),
            (mark.x - beside - _wide(mark.text), mark.y + _TEXT / 3),
            (mark.x - _wide(mark.text) / 2, mark.y + beside + _TEXT * 0.8),
            (mark.x - _wide(mark.text) / 2, mark.y - beside),
        ]
        labels += _placed(mark.text, spots, taken, "town")
    drawn = "".join(_drawn(mark) for mark in reversed(marks))
    count = sum(sum(one.counts) for one in places)
    said = html.escape(f"Map of {count:,} event{'' if count == 1 else 's'}; the table holds the numbers", quote=True)
    return (
        f'<svg class="world-map" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{said}">'
        f"{''.join(land)}{drawn}{''.join(labels)}</svg>"
    )


class _Mark(NamedTuple):
    x: float
    y: float
    radius: float
    quad: str
    text: str
    events: int


def _marks(towns: Sequence[PlaceCount], view: _View) -> list[_Mark]:
    """The towns as marks, the most frequent first; those that would touch as one."""
    groups: list[tuple[float, float, list[PlaceCount]]] = []
    for one in sorted(towns, key=lambda t: (-t.events, t.name)):
        x, y = view.at(one.lon or 0.0, one.lat or 0.0)
        near = next((group for group in groups if math.hypot(group[0] - x, group[1] - y) < _NEAR), None)
        if near:
            near[2].append(one)
        else:
            groups.append((x, y, [one]))
    sums = [[sum(values) for values in zip(*(one.counts for one in group), strict=True)] for *_, group in groups]
    most = max((sum(counts) for counts in sums), default=1)
    marks = []
    for (x, y, group), counts in zip(groups, sums, strict=True):
        more = f" and {len(group) - 1} more" if len(group) > 1 else ""
        events = sum(counts)
        text = f"{group[0].name}{more} {events:,}"
        marks.append(_Mark(x, y, 3.5 + 8 * math.sqrt(events / most), _leading(counts), text, events))
    return sorted(marks, key=lambda mark: -mark.events)


def _drawn(mark: _Mark) -> str:
    x, y, r = mark.x, mark.y, mark.radius
    title = f"<title>{html.escape(mark.text)}</title>"
    if mark.quad in ("vx", "mx"):
        corners = f"{x:.1f},{y - r:.1f} {x + r:.1f},{y:.1f} {x:.1f},{y + r:.1f} {x - r:.1f},{y:.1f}"
        return f'<polygon class="town {mark.quad}" points="{corners}">{title}</polygon>'
    return f'<circle class="town {mark.quad}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}">{title}</circle>'


def _placed(
    text: str,
    spots: Iterable[tuple[float, float]],
    taken: list[tuple[float, float, float, float]],
    kind: str,
) -> list[str]:
    """The text at the first spot (start of its base line) where it hides nothing and stays inside; else nowhere."""
    for x, y in spots:
        box = (x, y - _TEXT, x + _wide(text), y + 3)
        if box[0] < 2 or box[2] > WIDTH - 2 or box[1] < 2 or box[3] > HEIGHT - 2:
            continue
        if any(box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1] for other in taken):
            continue
        taken.append(box)
        return [f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{html.escape(text)}</text>']
    return []


def _wide(text: str) -> float:
    return 0.56 * _TEXT * len(text)


def _view(points: Sequence[tuple[float, float]], told: Sequence[Border]) -> _View:
    """The part of the world that holds the points and the countries, with a margin, in the shape of the drawing."""
    around = [*points, *(point for border in told for point in border.mainland)]
    west, east = min(lon for lon, _ in around), max(lon for lon, _ in around)
    south, north = max(_SOUTH, min(lat for _, lat in around)), min(_NORTH, max(lat for _, lat in around))
    middle = (west + east) / 2, (south + north) / 2
    squeeze = max(0.35, math.cos(math.radians(middle[1])))  # a degree of longitude against one of latitude
    tall = max((north - south) * (1 + 2 * _MARGIN), _LEAST_DEGREES / 2)
    tall = max(tall, (east - west) * (1 + 2 * _MARGIN) * squeeze * HEIGHT / WIDTH)
    tall = min(tall, _NORTH - _SOUTH)
    down = HEIGHT / tall
    across = min(down * squeeze, WIDTH / max(1.0, min(east - west, 360.0)))
    top = min(middle[1] + tall / 2, _NORTH)
    top = max(top, _SOUTH + tall)
    return _View(middle[0] - WIDTH / across / 2, top, across, down)


def _path(rings: Iterable[Ring], view: _View) -> str:
    """The rings that are seen, as a path; corners nearer than a pixel are left out."""
    parts = []
    for ring in rings:
        drawn: list[tuple[float, float]] = []
        for lon, lat in ring:
            x, y = view.at(lon, lat)
            if not drawn or abs(x - drawn[-1][0]) + abs(y - drawn[-1][1]) > 1.0:
                drawn.append((x, y))
        xs, ys = [x for x, _ in drawn], [y for _, y in drawn]
        seen = len(drawn) > 2 and max(xs) > 0 and min(xs) < WIDTH and max(ys) > 0 and min(ys) < HEIGHT
        if seen:
            parts.append("M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in drawn) + "Z")
    return "".join(parts)


def _size(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of a ring."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    turns = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    whole = sum(turns) or 1.0
    return (
        sum((a[0] + b[0]) * turn for (a, b), turn in zip(pairs, turns, strict=True)) / (3 * whole),
        sum((a[1] + b[1]) * turn for (a, b), turn in zip(pairs, turns, strict=True)) / (3 * whole),
    )


def _leading(counts: Sequence[int]) -> str:
    return _QUADS[max(range(4), key=lambda n: counts[n])]


def _country_name(code: str) -> str:
    from dragoman.desk import words

    return words.country_words(code)
