"""The archive's events as tellings, read in a few questions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from dragoman.archive.filters import Clause
from dragoman.incidents.telling import COUNTED, Days, Number, Side, Spot, Telling, lead_of, rest_of
from dragoman.incidents.words import telling_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.archive import Archive

_EVENTS = """
    SELECT f.coding, f.event, f.article, f.type, f.mode, f.cameo, f.status, f.date_start, f.date_end, f.date_precision,
        f.date_basis, f.place, f.country, f.place_precision, f.region, f.lat, f.lon, f.geonames_id, f.published,
        f.publisher, f.confidence
    FROM events f WHERE f.status <> 'hypothetical' AND {where} ORDER BY f.coding, f.n
"""
_SIDES = """
    SELECT p.coding, p.fact, p.role, p.actor, p.country, p.sectors, p.name
    FROM participant_rows p WHERE p.fact_kind = 'event' AND p.role IN ('actor', 'recipient') AND {where}
    ORDER BY p.coding, p.fact, p.role, p.n
"""
_WORDS = """
    SELECT p.coding, p.fact, p.role, string_agg(p.words, ' ' ORDER BY p.n)
    FROM evidence_rows p WHERE p.fact_kind = 'event' AND p.role IN ('trigger', 'evidence') AND {where}
    GROUP BY ALL
"""
_FIGURES = """
    SELECT p.coding, p.event, p.kind, p.low, p.high FROM figure_rows p
    WHERE p.event IS NOT NULL AND list_contains(?, p.kind) AND {where} ORDER BY p.coding, p.n
"""
_LEADS = """
    SELECT p.coding, coalesce(p.title, ''), left(p.text, 1000) FROM article_rows p WHERE {where}
"""

THESE = "(SELECT unnest(string_split(?, ' ')::INTEGER[]))"
"""In SQL, numbers given by `these`."""


def these(numbers: Iterable[int]) -> str:
    """Numbers as one parameter of a question: DuckDB looks at each part of a list for long, at a string only once."""
    return " ".join(map(str, numbers)) or "-1"


Key = tuple[int, str]
"""A reading's number and the id of an event in it."""


_EVENTS_AT_ONCE = 20_000
# Tellings of one happening begin within so many days: a month's width, and what late reports and slips add.
REACH = datetime.timedelta(days=40)


def windows(archive: Archive) -> Iterator[dict[Key, Telling]]:
    """The dated events of the latest readings, in parts of some thousands in order of time.

    Each part begins again with the last days of the one before, so that any two events that may be one happening
    stand together in a part.
    """
    counts = archive.ask(
        Clause("SELECT date_start, count(*) FROM events WHERE date_start IS NOT NULL GROUP BY 1 ORDER BY 1")
    ).rows
    start, number = None, 0
    for n, (day, count) in enumerate(counts):
        start = start or day
        number += count
        if number >= _EVENTS_AT_ONCE or n == len(counts) - 1:
            first = start - min(REACH, start - datetime.date.min)
            yield read_window(archive, first, day)
            start, number = None, 0


def read_window(archive: Archive, first: datetime.date, last: datetime.date) -> dict[Key, Telling]:
    """The events of the latest readings that begin on one of some days."""
    codings = archive.ask(
        Clause("SELECT DISTINCT coding FROM events WHERE date_start BETWEEN ? AND ?", (first, last))
    ).rows
    told = read_tellings(archive, [coding for (coding,) in codings])
    return {key: one for key, one in told.items() if one.days and first <= one.days.start <= last}


def read_tellings(archive: Archive, only: list[int] | None = None) -> dict[Key, Telling]:
    """The events of the latest readings, or of those of some numbers, by reading and event; hypothetical ones are no
    happenings."""
    where = "p.coding IN (FROM latest)" if only is None else f"p.coding IN {THESE}"
    given: tuple[object, ...] = () if only is None else (these(only),)
    sides: dict[tuple[int, str, str], list[Side]] = {}
    for coding, event, role, actor, country, sectors, name in archive.ask(
        Clause(_SIDES.format(where=where), given)
    ).rows:
        sides.setdefault((coding, event, role), []).append(Side(actor or "", country, tuple(sectors), name))
    words = {
        (coding, event, role): telling_words(text)
        for coding, event, role, text in archive.ask(Clause(_WORDS.format(where=where), given)).rows
    }
    numbers: dict[Key, list[Number]] = {}
    for coding, event, kind, low, high in archive.ask(
        Clause(_FIGURES.format(where=where), (list(COUNTED), *given))
    ).rows:
        numbers.setdefault((coding, event), []).append(Number(kind, low, high))
    leads = {
        coding: telling_words(lead_of(title, text))
        for coding, title, text in archive.ask(Clause(_LEADS.format(where=where), given)).rows
    }
    found: dict[Key, Telling] = {}
    where = "true" if only is None else f"f.coding IN {THESE}"
    for row in archive.ask(Clause(_EVENTS.format(where=where), given)).rows:
        coding, event, article, type_, mode, cameo, status, start, end, precision, basis, *rest = row
        place, country, place_precision, region, lat, lon, geonames_id, published, publisher, confidence = rest
        actors = tuple(sides.get((coding, event, "actor"), ()))
        recipients = tuple(sides.get((coding, event, "recipient"), ()))
        trigger = words.get((coding, event, "trigger"), frozenset())
        said = words.get((coding, event, "evidence"), frozenset())
        names = [side.name for side in (*actors, *recipients)]
        found[coding, event] = Telling(
            article=article,
            event=event,
            type=type_,
            mode=mode or "",
            cameo=cameo or "",
            status=status,
            actors=actors,
            recipients=recipients,
            days=Days(start, end, precision, basis == "text") if start is not None and end is not None else None,
            spot=(
                Spot(place, country, place_precision or "country", region or "", lat, lon, geonames_id)
                if place
                else None
            ),
            numbers=tuple(numbers.get((coding, event), ())),
            trigger=trigger,
            words=said,
            rest=rest_of(said, trigger, [*names, place or "", region or ""]),
            lead=leads.get(coding, frozenset()),
            published=published,
            publisher=publisher or "",
            confidence=confidence,
        )
    return found
