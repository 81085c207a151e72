"""The questions that the archive answers, as SQL over its views."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.archive.filters import Clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.archive.filters import Filter, Kind

# Who the others of a list are, without the columns that only join tables.
_FACTS = "f.* EXCLUDE (coding, n)"
_ARTICLES = """f.article, f.published, f.published_basis, f.title, f.publisher, f.url, f.source,
    (SELECT count(*) FROM event_rows r WHERE r.coding = f.coding) AS events,
    (SELECT count(*) FROM figure_rows r WHERE r.coding = f.coding) AS figures,
    (SELECT count(*) FROM agreement_rows r WHERE r.coding = f.coding) AS agreements,
    (SELECT count(*) FROM statement_rows r WHERE r.coding = f.coding) AS statements,
    f.coder, f.added"""


def listing(kind: Kind, chosen: Filter) -> Clause:
    """The facts (or articles) that a filter chooses, in order of time."""
    where, page = chosen.where(kind), chosen.page()
    columns = _ARTICLES if kind == "articles" else _FACTS
    return Clause(
        f"SELECT {columns} FROM {kind} f WHERE {where.sql} ORDER BY {chosen.order_by(kind)}{page.sql}",
        (*where.parameters, *page.parameters),
    )


def count(kind: Kind, chosen: Filter) -> Clause:
    """How many facts (or articles) a filter chooses, however many of them are asked for."""
    where = chosen.where(kind)
    return Clause(f"SELECT count(*) FROM {kind} f WHERE {where.sql}", where.parameters)


def overview(chosen: Filter, names: tuple[str, ...], most: int) -> Clause:
    """What a page over the events that a filter chooses needs to know, found in one go: facet, value, number.

    The facet "" has the number of all chosen events; "#" the rows of the page as "coding,n" with their places in it;
    each of `names` its `most` frequent values with their numbers of events. A value of a list (contexts, sides) counts
    once for each event.
    """
    where, page, order = chosen.where("events"), chosen.page(), chosen.order_by("events")
    wanted = {f"f.{FACETS[name][0]}" for name in names} | set(re.findall(r"f\.\w+", order)) | {"f.coding", "f.n"}
    parts = [
        "(SELECT '' AS facet, '' AS value, count(*) AS number FROM chosen f)",
        f"(SELECT '#', f.coding || ',' || f.n, row_number() OVER (ORDER BY {order}) FROM chosen f "
        f"ORDER BY 3{page.sql})",
    ]
    for name in names:
        column, is_list = FACETS[name]
        value = f"unnest({column})" if is_list else column
        parts.append(
            f"(SELECT '{name}', value::VARCHAR, count(*) FROM (SELECT {value} AS value FROM chosen) "
            f"WHERE value IS NOT NULL GROUP BY value ORDER BY 3 DESC, 2 LIMIT {int(most)})"
        )
    return Clause(
        f"WITH chosen AS MATERIALIZED (SELECT {', '.join(sorted(wanted))} FROM events f WHERE {where.sql}) "
        + " UNION ALL ".join(parts),
        (*where.parameters, *page.parameters),
    )


def rows_of_page(keys: Sequence[tuple[int, int]]) -> Clause:
    """The events of these codings and places in them, in no order."""
    return Clause(
        f"SELECT f.coding, f.n, {_FACTS} FROM events f WHERE list_contains(?, f.coding) "
        "AND list_contains(?, f.coding || ',' || f.n)",
        (sorted({coding for coding, _ in keys}), [f"{coding},{n}" for coding, n in keys]),
    )


FACETS: dict[str, tuple[str, bool]] = {
    "type": ("type", False),
    "mode": ("mode", False),
    "context": ("contexts", True),
    "status": ("status", False),
    "actor": ("actors", True),
    "recipient": ("recipients", True),
    "country": ("country", False),
    "place": ("place", False),
    "publisher": ("publisher", False),
}
"""The facets of events: the filter that each goes with, its column, and whether that holds lists."""


def actors(chosen: Filter) -> Clause:
    """Who takes part in the events that a filter chooses, and how often; those with most events first."""
    where, page = chosen.where("events"), chosen.page()
    return Clause(
        f"""
        WITH chosen AS (SELECT f.coding, f.event, f.article FROM events f WHERE {where.sql}),
        sides AS (
            SELECT coalesce(p.actor, p.side || ' ' || p.name) AS who, p.*, c.article
            FROM chosen c JOIN participant_rows p ON p.coding = c.coding AND p.fact = c.event
            WHERE p.fact_kind = 'event' AND p.role IN ('actor', 'recipient')
        )
        SELECT any_value(actor) AS actor, mode(name ORDER BY name) AS name, mode(country) AS country,
            mode(side ORDER BY side) AS side, mode(kind) AS kind,
            count(DISTINCT article || event) FILTER (role = 'actor') AS as_actor,
            count(DISTINCT article || event) FILTER (role = 'recipient') AS as_recipient,
            count(DISTINCT article || event) AS events,
            count(DISTINCT article) AS articles
        FROM (SELECT *, fact AS event FROM sides)
        GROUP BY who ORDER BY events DESC, as_actor DESC, name, who{page.sql}
        """,
        (*where.parameters, *page.parameters),
    )


def places(chosen: Filter) -> Clause:
    """Where the events happened that a filter chooses, and how many; those with most events first."""
    where, page = chosen.where("events"), chosen.page()
    return Clause(
        f"""
        SELECT f.place, f.country, f.region, f.place_precision, f.lat, f.lon, f.geonames_id,
            count(*) AS events, count(DISTINCT f.article) AS articles,
            min(f.date_start) AS first_day, max(f.date_end) AS last_day
        FROM events f WHERE f.place IS NOT NULL AND ({where.sql})
        GROUP BY ALL ORDER BY events DESC, f.place, f.country, f.region, f.geonames_id{page.sql}
        """,
        (*where.parameters, *page.parameters),
    )


def records(chosen: Filter) -> Clause:
    """The whole records, packed, of the reports with an event that a filter chooses; all for an empty filter."""
    page = chosen.page()
    if set(chosen.given()) <= {"limit", "offset"}:
        where = Clause("true")
    else:
        inner = chosen.where("events")
        where = Clause(f"c.coding IN (SELECT f.coding FROM events f WHERE {inner.sql})", inner.parameters)
    return Clause(
        f"SELECT c.record FROM codings c WHERE c.coding IN (FROM latest) AND {where.sql} ORDER BY c.coding{page.sql}",
        (*where.parameters, *page.parameters),
    )
