"""Figures by kind, place and time, as ranges with who said so. Numbers are put side by side, never averaged or added.

A toll holds the figures of one kind, one place and one date (or one month, year, or all time). Its range goes from
the lowest to the highest number that anyone gave. Each claim keeps its own bounds, who the report has it from (else the
report's publisher), and its words. With dates as they are (`by="date"`), figures of one toll are mostly about one;
in longer periods the range is that of single claims, and no sum.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from dragoman.archive.filters import Clause, Filter
from dragoman.archive.review.layers import MACHINE, Layer

if TYPE_CHECKING:
    from dragoman.archive import Archive

TollPeriod = Literal["date", "month", "year", "all"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as one report gives it. `according_to` are sides; empty where the report says it in its own voice.

    `term` and `measure` are those of displacement, empty for other figures and for those filed before layout 4 of the
    archive; `part_of` is the figure that this one is a part of.
    """

    figure: str
    article: str
    low: int | None
    high: int | None
    approximate: bool
    counted: str
    according_to: tuple[str, ...]
    publisher: str
    published: datetime.date | None
    words: str
    event: str | None
    term: str = ""
    measure: str = ""
    part_of: str | None = None


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one kind of figure at one place and time: from `low` to `high`; None: no bound was given."""

    kind: str
    place: str
    country: str | None
    start: datetime.date | None
    end: datetime.date | None
    low: int | None
    high: int | None
    claims: tuple[Claim, ...]


class Tolls(msgspec.Struct, frozen=True, kw_only=True):
    """The tolls that were asked for, and how many there are in all."""

    human: str
    tolls: tuple[Toll, ...]
    in_all: int
    figures: int


def tolls(archive: Archive, chosen: Filter | None = None, *, by: TollPeriod = "date", layer: Layer = MACHINE) -> Tolls:
    """The figures that a filter chooses, as tolls, the latest first; `limit` and `offset` page through the tolls."""
    chosen = chosen or Filter()
    where, page = chosen.where("figures"), chosen.page()
    if by == "date":
        start, end = "f.date_start", "f.date_end"
    elif by == "all":
        start = end = "NULL::DATE"
    else:
        start = f"date_trunc('{by}', f.date_start)::DATE"
        end = f"(date_trunc('{by}', f.date_start) + INTERVAL 1 {by})::DATE - 1"
    rows = archive.ask(
        Clause(
            f"""
            SELECT kind, place, country, start, "end", min(coalesce(low, high)), max(coalesce(high, low)),
                list(figure ORDER BY coalesce(low, high), article, n), count(*) OVER (), sum(count(*)) OVER ()
            FROM (
                SELECT f.figure, f.article, f.n, f.kind, coalesce(f.place, '') AS place, f.country, f.low, f.high,
                    {start} AS start, {end} AS "end"
                FROM {layer.figures} f WHERE {where.sql}
            )
            GROUP BY kind, place, country, start, "end"
            ORDER BY start DESC NULLS LAST, count(*) DESC, country, place, kind{page.sql}
            """,
            (*where.parameters, *page.parameters),
        )
    ).rows
    claims = _claims(archive, [figure for row in rows for figure in row[7]], layer)
    found = []
    for kind, place, country, first, last, low, high, figures, _, _ in rows:
        found.append(
            Toll(
                kind=kind,
                place=place,
                country=country,
                start=first,
                end=last,
                low=_whole(low),
                high=_whole(high),
                claims=tuple(claims[figure] for figure in figures),
            )
        )
    return Tolls(
        human=", ".join(part for part in (chosen.human("figures"), layer.human) if part),
        tolls=tuple(found),
        in_all=rows[0][8] if rows else 0,
        figures=int(rows[0][9]) if rows else 0,
    )


def _claims(archive: Archive, figures: list[str], layer: Layer) -> dict[str, Claim]:
    if not figures:
        return {}
    rows = archive.ask(
        Clause(
            "SELECT f.figure, f.article, f.low, f.high, f.approximate, f.counted, f.attribution, f.publisher, "
            f"f.published, f.words, f.event, f.term, f.measure, f.part_of FROM {layer.figures} f "
            "WHERE f.figure IN (SELECT unnest(?::VARCHAR[]))",
            (figures,),
        )
    )
    return {
        row["figure"]: Claim(
            figure=row["figure"],
            article=row["article"],
            low=_whole(row["low"]),
            high=_whole(row["high"]),
            approximate=row["approximate"],
            counted=row["counted"] or "",
            according_to=tuple(row["attribution"]),
            publisher=row["publisher"] or "",
            published=row["published"],
            words=row["words"],
            event=row["event"],
            term=row["term"] or "",
            measure=row["measure"] or "",
            part_of=row["part_of"],
        )
        for row in rows
    }


def _whole(number: object) -> int | None:
    return None if number is None else int(number)  # type: ignore[call-overload]
