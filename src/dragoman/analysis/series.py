"""Events counted over time, by quad class and with the PLOVER score, beside the number of reports that were read.

Rules. An event counts in a period when its whole date lies in it; events without a date, or with a date wider than the
period, are counted apart and never spread or put on a first day. Unless the filter names a status, only what happened
(`actual`) counts. An event that ten reports tell counts ten times; `reports` says how many reports appeared in the
period, so that a rise in reporting can be told from a rise in conflict. The score is the mean of the PLOVER intensities
(-10 hostile to 10 cooperative) of the counted events.
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import msgspec

from dragoman.analysis.periods import Period, after, end_of, name_of, start_of
from dragoman.archive.filters import Clause, Filter, known_codes
from dragoman.archive.review.layers import MACHINE, Layer

if TYPE_CHECKING:
    from dragoman.archive import Archive

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_MOST_BARS = 20_000
_MOST_MARKS = 80
MARKED_ACTS = (
    *("declared", "adopted", "reached", "signed", "ratified", "entered_into_force", "extended"),
    *("violated", "suspended", "withdrawn", "ended"),
)
"""Acts on agreements that a series marks."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One period: how many events of each quad class (in the order of `QUADS`), their mean score, the coverage.

    `within` names the period for the filter of that name. `reports` appeared in the period; `ids` are the events behind
    each count, in the same order; empty where they were not asked for.
    """

    start: datetime.date
    end: datetime.date
    within: str
    counts: tuple[int, int, int, int]
    score: float | None
    reports: int
    ids: tuple[tuple[str, ...], ...] = ()

    @property
    def events(self) -> int:
        """How many events in all."""
        return sum(self.counts)


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An act on an agreement on a day, for the chart: the agreements' ids and how many reports tell it."""

    date: datetime.date
    act: str
    name: str
    agreements: tuple[str, ...]
    reports: int


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Events over time. `undated` events have no date; `wider` ones a date that is wider than a period.

    `marks` holds the acts that most reports tell, `marks_in_all` how many there are.
    """

    human: str
    by: Period
    events: int
    undated: int
    wider: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    marks_in_all: int


def happened(chosen: Filter) -> Filter:
    """The filter, for what happened unless it names a status, without paging."""
    return dataclasses.replace(chosen, status=chosen.status or "actual", limit=None, offset=None, order=None)


def series(
    archive: Archive,
    chosen: Filter | None = None,
    *,
    by: Period | None = None,
    layer: Layer = MACHINE,
    ids: bool = True,
    marks: bool = True,
) -> Series:
    """The events that a filter chooses, over time; without `by`, in periods that fit their span.

    `ids=False` leaves out the events' ids, which makes a series of many events smaller. `layer` counts the events as
    judged instead of the machine's.
    """
    asked = happened(chosen or Filter())
    where = asked.where("events")
    # Days to a hundred, weeks to three years, else months.
    period = (
        f"max('{by}')"
        if by
        else (
            "CASE WHEN max(date_start) - min(date_start) <= 100 THEN 'day' "
            "WHEN max(date_start) - min(date_start) <= 1098 THEN 'week' ELSE 'month' END"
        )
    )
    rows = archive.ask(
        Clause(
            f"""
            WITH chosen AS MATERIALIZED (
                SELECT f.event, f.type, coalesce(f.mode, '') AS mode, f.date_start, f.date_end
                FROM {layer.events} f WHERE {where.sql}
            ),
            period AS (SELECT {period} AS by_ FROM chosen WHERE date_end - date_start < 31),
            placed AS (
                SELECT by_, event, quad, coalesce(m.score, t.score) AS score,
                    CASE WHEN date_start IS NULL THEN 'undated'
                        WHEN date_trunc(by_, date_start) = date_trunc(by_, date_end) THEN 'placed'
                        ELSE 'wider' END AS how,
                    CASE WHEN how = 'placed' THEN date_trunc(by_, date_start)::DATE END AS start
                FROM chosen CROSS JOIN period JOIN {scored_types()} t USING (type)
                    LEFT JOIN {scored_modes()} m USING (type, mode)
            )
            SELECT how, start, quad, count(*), sum(score), any_value(by_){", list(event)" if ids else ""}
            FROM placed GROUP BY how, start, quad
            """,
            where.parameters,
        )
    ).rows
    by = by or (rows[0][5] if rows else None) or "month"
    apart = {how: sum(row[3] for row in rows if row[0] == how) for how in ("undated", "wider")}
    placed: dict[datetime.date, dict[str, tuple[int, float, tuple[str, ...]]]] = {}
    for row in rows:
        if row[0] == "placed":
            placed.setdefault(row[1], {})[row[2]] = (row[3], row[4], tuple(sorted(row[6])) if ids else ())
    coverage = _coverage(archive, asked, by)
    bars = []
    for start in _starts(sorted(placed), by):
        by_quad = placed.get(start, {})
        found = [by_quad.get(quad, (0, 0.0, ())) for quad in QUADS]
        count = sum(one[0] for one in found)
        bars.append(
            Bar(
                start=start,
                end=end_of(start, by),
                within=name_of(start, by),
                counts=(found[0][0], found[1][0], found[2][0], found[3][0]),
                score=round(sum(one[1] for one in found) / count, 3) if count else None,
                reports=coverage.get(start, 0),
                ids=tuple(one[2] for one in found) if ids else (),
            )
        )
    marked, marks_in_all = _marks(archive, asked, bars) if marks and bars else ((), 0)
    human = ", ".join(part for part in (asked.human("events"), layer.human) if part)
    return Series(
        human=human,
        by=by,
        events=sum(bar.events for bar in bars) + apart["undated"] + apart["wider"],
        undated=apart["undated"],
        wider=apart["wider"],
        bars=tuple(bars),
        marks=marked,
        marks_in_all=marks_in_all,
    )


def agreements_about(chosen: Filter) -> Filter:
    """The agreements that go with a filter of events: between the same sides, at the same place, in the same time.

    A pair (`either`) is narrowed to its first side here; `ledger` and `series` check the other.
    """
    sides = [side for side in (chosen.actor, chosen.recipient) if side] + sides_of_pair(chosen.either)
    return Filter(
        actor=sides[0] if sides else None,
        place=None if chosen.place is None or chosen.place.isdigit() else chosen.place,
        since=chosen.since,
        until=chosen.until,
        within=None,
        publisher=chosen.publisher,
        article=chosen.article,
    )


def sides_of_pair(either: str | None) -> list[str]:
    """The one or two sides of the filter `either`."""
    return [part.strip() for part in (either or "").split(",") if part.strip()]


def where_agreements(chosen: Filter) -> Clause:
    """The condition on agreements `f` that goes with a filter of events, for all of its sides."""
    sides = [side for side in (chosen.actor, chosen.recipient) if side] + sides_of_pair(chosen.either)
    first = agreements_about(chosen).where("agreements")
    clauses = [first, *(Filter(actor=side).where("agreements") for side in sides[1:])]
    return Clause(" AND ".join(f"({c.sql})" for c in clauses), tuple(p for c in clauses for p in c.parameters))


def _starts(found: list[datetime.date], by: Period) -> list[datetime.date]:
    """The periods from the first to the last, also those without events, unless they would be too many."""
    if not found:
        return []
    starts, start = [], start_of(found[0], by)
    while start <= found[-1]:
        starts.append(start)
        if len(starts) > _MOST_BARS:
            return found
        start = after(start, by)
    return starts


def _coverage(archive: Archive, chosen: Filter, by: Period) -> dict[datetime.date, int]:
    """How many reports appeared in each period, of the publishers and reports that the filter allows."""
    where = Filter(publisher=chosen.publisher, article=chosen.article, run=chosen.run).where("articles")
    rows = archive.ask(
        Clause(
            f"SELECT date_trunc('{by}', f.published)::DATE, count(*) FROM articles f "
            f"WHERE f.published IS NOT NULL AND ({where.sql}) GROUP BY 1",
            where.parameters,
        )
    ).rows
    return dict(rows)


def _marks(archive: Archive, chosen: Filter, bars: list[Bar]) -> tuple[tuple[Mark, ...], int]:
    where = where_agreements(chosen)
    rows = archive.ask(
        Clause(
            f"""
            SELECT a.date_start, a.act, mode(f.name ORDER BY f.name), list(DISTINCT f.agreement ORDER BY f.agreement),
                count(DISTINCT f.article) AS reports, count(*) OVER () AS in_all
            FROM agreements f JOIN act_rows a ON a.coding = f.coding AND a.agreement = f.agreement
            WHERE ({where.sql}) AND a.date_start = a.date_end AND a.date_start BETWEEN ? AND ?
                AND list_contains(?, a.act)
            GROUP BY a.date_start, a.act, lower(f.name) ORDER BY reports DESC, a.date_start, a.act, lower(f.name)
            LIMIT {_MOST_MARKS}
            """,
            (*where.parameters, bars[0].start, bars[-1].end, list(MARKED_ACTS)),
        )
    ).rows
    marks = [
        Mark(date=date, act=act, name=name, agreements=tuple(ids), reports=reports)
        for date, act, name, ids, reports, _ in rows
    ]
    return tuple(sorted(marks, key=lambda m: (m.date, m.act, m.name))), rows[0][5] if rows else 0


def scored_types() -> str:
    """A relation of the types with their quad class and intensity."""
    values = ", ".join(f"('{code}', '{t.quad}', {t.score}e0)" for code, t in sorted(known_codes().types.items()))
    return f"(SELECT * FROM (VALUES {values}) v(type, quad, score))"


def scored_modes() -> str:
    """A relation of the modes of each type with their intensity."""
    values = ", ".join(
        f"('{code}', '{mode}', {score}e0)"
        for code, t in sorted(known_codes().types.items())
        for mode, score in sorted(t.modes.items())
    )
    return f"(SELECT * FROM (VALUES {values}) v(type, mode, score))"
