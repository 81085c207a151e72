"""Where it happened: points and cities as points, countries as areas, regions in a list; over time with a slider."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import Any

from litestar import get
from litestar.response import Response

from dragoman.analysis.periods import Period, name_of
from dragoman.analysis.series import QUADS, scored_types
from dragoman.archive import Archive
from dragoman.archive.filters import Clause, Filter
from dragoman.desk import words
from dragoman.desk.asking import events_address, filter_context, quad_counts
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.rendering import page
from dragoman.desk.world_map import polygons
from dragoman.errors import UsageError

FIELDS = ("either", "place", "country", "since", "until", "publisher")
SIZES = {"": "number of events", "killed": "highest number killed", "injured": "highest number injured",
         "displaced": "highest number displaced", "detained": "highest number detained"}  # fmt: skip
_MOST_STEPS = 60
_MOST_ROWS = 12_000


@get("/map", include_in_schema=False, sync_to_thread=True)
def map_page(request: Asked, desk: TheDesk) -> Response[str]:
    """The map for the filter that the address holds, and the same as a table."""
    size = request.query_params.get("size", "")
    if size not in SIZES:
        raise UsageError(f"size {size!r} is unknown; valid: {', '.join(name for name in SIZES if name)}.")
    context = filter_context(request, "/map", "events", FIELDS, size=size)
    chosen: Filter = dataclasses.replace(context["chosen"], order=None, limit=None, offset=None)
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        places, steps, placeless = places_over_time(archive, chosen)
        tops = _highest(archive, size, chosen, steps) if size else {}
        is_empty = not archive.count("articles")
    rows = [_row(place, chosen, tops.get((place["name"], place["country"]), {})) for place in places]
    return page(
        request,
        "map.html",
        title="Map",
        active="map",
        points=[r for r in rows if r["is_point"]],
        areas=[r for r in rows if not r["is_point"]],
        placeless=placeless,
        chart={
            "steps": steps,
            "quads": list(QUADS),
            "places": [
                {"name": r["name"], "where": r["where"], "lat": r["lat"], "lon": r["lon"], "counts": r["counts"],
                 "steps": r["by_step"], "size": r["top"], "sizes": r["tops"],
                 "behind": r["all"].replace("/events", "/behind", 1)}
                for r in rows if r["is_point"]
            ],
            "countries": _countries(rows, chosen),
            "polygons": polygons(),
            "sizeBy": SIZES[size],
            "world": desk.files.address("built/world.json"),
            "behind": events_address(chosen, path="/behind"),
        },
        size=size,
        sizes=SIZES,
        is_empty=is_empty,
        **context,
    )  # fmt: skip


def places_over_time(archive: Archive, chosen: Filter) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """The places of events with their counts in all and by step of time; the steps; how many events have no place.

    A step is the shortest of day, week, month and year that needs no more than some dozens of them.
    """
    asked = dataclasses.replace(chosen, status=chosen.status or "actual")
    where = asked.where("events")
    rows = archive.ask(
        Clause(
            f"""
            WITH chosen AS MATERIALIZED (
                SELECT f.type, f.place, f.country, f.region, f.place_precision, f.lat, f.lon, f.geonames_id,
                    f.date_start, f.date_end
                FROM events f WHERE {where.sql}
            ),
            span AS (
                SELECT max(date_start) - min(date_start) AS days,
                    CASE WHEN days <= {_MOST_STEPS} THEN 'day' WHEN days <= 7 * {_MOST_STEPS} THEN 'week'
                        WHEN days <= 30 * {_MOST_STEPS} THEN 'month' ELSE 'year' END AS step
                FROM chosen WHERE date_end - date_start < 32
            )
            SELECT place, country, region, place_precision, lat, lon, geonames_id, quad, any_value(step),
                CASE WHEN date_trunc(step, date_start) = date_trunc(step, date_end)
                    THEN date_trunc(step, date_start)::DATE END AS start, count(*)
            FROM chosen CROSS JOIN span JOIN {scored_types()} t USING (type)
            GROUP BY ALL
            """,
            where.parameters,
        )
    ).rows
    step: Period = rows[0][8] if rows else "month"
    starts = sorted({row[9] for row in rows if row[9] is not None and row[0] is not None})
    number = {start: n for n, start in enumerate(starts)}
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    placeless = 0
    for *where_, quad, _, start, count in rows:
        if where_[0] is None:
            placeless += count
            continue
        place = found.setdefault(
            tuple(where_),
            {**dict(zip(("name", "country", "region", "precision", "lat", "lon", "geonames_id"), where_, strict=True)),
             "counts": [0, 0, 0, 0], "by_step": defaultdict(lambda: [0, 0, 0, 0])},
        )  # fmt: skip
        at = QUADS.index(quad)
        place["counts"][at] += count
        if start is not None:
            place["by_step"][number[start]][at] += count
    steps = [
        {"name": _step_words(start, step), "within": name_of(start, step), "start": start, "by": step}
        for start in starts
    ]
    ordered = sorted(found.values(), key=lambda p: (-sum(p["counts"]), p["name"], p["country"] or ""))
    return ordered, steps, placeless


def _step_words(start: Any, step: str) -> str:
    if step == "year":
        return f"{start:%Y}"
    return f"{start:%B %Y}" if step == "month" else f"{'week of ' if step == 'week' else ''}{words.short_day(start)}"


def _row(place: dict[str, Any], chosen: Filter, tops: dict[str, int]) -> dict[str, Any]:
    code = place["geonames_id"]
    asked: dict[str, Any] = {
        "place": str(code) if code else place["name"],
        "country": place["country"] or chosen.country,
    }
    return {
        **place,
        "by_step": {str(step): counts for step, counts in sorted(place["by_step"].items())},
        "where": words.place_words(
            None, place["region"] if place["region"] != place["name"] else None, place["country"]
        ),
        "is_point": place["precision"] in ("point", "city") and place["lat"] is not None,
        "events": sum(place["counts"]),
        "top": tops.get(""),
        "tops": {step: top for step, top in tops.items() if step},
        "all": events_address(chosen, **asked),
        "quads": [
            (short, said, count, events_address(chosen, quad=quad, **asked))
            for quad, short, said, count in quad_counts(tuple(place["counts"]))
        ],
    }


def _countries(rows: list[dict[str, Any]], chosen: Filter) -> list[dict[str, Any]]:
    """Of every country the events that are known no closer than it or a region of it, and all of its events."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not row["country"]:
            continue
        country = found.setdefault(
            row["country"],
            {"code": row["country"], "name": words.country_words(row["country"]), "counts": [0, 0, 0, 0], "steps": {},
             "all": 0, "behind": events_address(chosen, path="/behind", country=row["country"], place=chosen.place)},
        )  # fmt: skip
        country["all"] += row["events"]
        if row["is_point"]:
            continue
        country["counts"] = [a + b for a, b in zip(country["counts"], row["counts"], strict=True)]
        for step, counts in row["by_step"].items():
            now = country["steps"].setdefault(step, [0, 0, 0, 0])
            country["steps"][step] = [a + b for a, b in zip(now, counts, strict=True)]
    return [found[code] for code in sorted(found)]


def _highest(
    archive: Archive, kind: str, chosen: Filter, steps: list[dict[str, Any]]
) -> dict[tuple[str, str | None], dict[str, int]]:
    """The highest single number of a kind that was given at each place, in all ("") and by step; never a sum."""
    where = Filter(
        kind=kind, since=chosen.since, until=chosen.until, within=chosen.within, country=chosen.country,
        place=chosen.place, publisher=chosen.publisher,
    ).where("figures")  # fmt: skip
    by = steps[0]["by"] if steps else "month"
    rows = archive.ask(
        Clause(
            "SELECT f.place, f.country, "
            f"CASE WHEN date_trunc('{by}', f.date_start) = date_trunc('{by}', f.date_end) "
            f"THEN date_trunc('{by}', f.date_start)::DATE END AS start, max(coalesce(f.high, f.low)) "
            f"FROM figures f WHERE ({where.sql}) AND f.place IS NOT NULL GROUP BY 1, 2, 3",
            where.parameters,
        )
    ).rows
    number = {step["start"]: str(n) for n, step in enumerate(steps)}
    found: dict[tuple[str, str | None], dict[str, int]] = defaultdict(dict)
    for place, country, start, top in rows:
        if top is None:
            continue
        tops = found[place, country]
        tops[""] = max(tops.get("", 0), int(top))
        if start in number:
            tops[number[start]] = int(top)
    return found


ROUTES = [map_page]
