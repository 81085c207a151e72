"""The questions that the archive answers, as SQL over its views."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    where, page, order = chosen.where(kind), chosen.page(), chosen.order_by(kind)
    columns = _ARTICLES if kind == "articles" else _FACTS
    if chosen.limit is None:
        return Clause(
            f"SELECT {columns} FROM {kind} f WHERE {where.sql} ORDER BY {order}{page.sql}",
            (*where.parameters, *page.parameters),
        )
    # Whole rows are read only of those that are wanted: what is chosen and sorted before has few columns.
    key = "coding" if kind == "articles" else "coding, n"
    return Clause(
        f"WITH wanted AS MATERIALIZED (SELECT {key} FROM {kind} f WHERE {where.sql} ORDER BY {order}{page.sql}) "
        f"SELECT {columns} FROM {kind} f SEMI JOIN wanted USING ({key}) ORDER BY {order}",
        (*where.parameters, *page.parameters),
    )


def count(kind: Kind, chosen: Filter) -> Clause:
    """How many facts (or articles) a filter chooses, however many of them are asked for."""
    where = chosen.where(kind)
    return Clause(f"SELECT count(*) FROM {kind} f WHERE {where.sql}", where.parameters)


def choosing(chosen: Filter) -> Clause:
    """Makes `chosen`, the keys of the events that a filter chooses: what the three questions below begin with.

    Two numbers an event are little to hold however many are chosen, and the filter is gone through once.
    """
    where = chosen.where("events")
    return Clause(
        f"CREATE TEMPORARY TABLE chosen AS SELECT f.coding, f.n FROM events f WHERE {where.sql}", where.parameters
    )


def keys_of_page(chosen: Filter) -> Clause:
    """The keys of those of `chosen` that are on the page, in its order."""
    page = chosen.page()
    return Clause(
        f"SELECT f.coding, f.n FROM events f SEMI JOIN chosen USING (coding, n) "
        f"ORDER BY {chosen.order_by('events')}{page.sql}",
        page.parameters,
    )


def facet(name: str, most: int) -> Clause:
    """The `most` frequent values of a facet in `chosen`, each with its number of events.

    A value of a list (contexts, sides) counts once for each event.
    """
    column, is_list, table = FACETS[name]
    keys = "coding, n" if table == "event_rows" else "coding"
    return Clause(
        f"SELECT value::VARCHAR, count(*) FROM (SELECT {f'unnest({column})' if is_list else column} AS value "
        f"FROM chosen JOIN {table} USING ({keys})) "
        f"WHERE value IS NOT NULL GROUP BY value ORDER BY 2 DESC, 1 LIMIT {int(most)}"
    )


def rows_of_page(keys: Sequence[tuple[int, int]]) -> Clause:
    """The events of these codings and places in them, in no order."""
    return Clause(
        f"SELECT f.coding, f.n, {_FACTS} FROM events f WHERE list_contains(?, f.coding) "
        "AND list_contains(?, f.coding || ',' || f.n)",
        (sorted({coding for coding, _ in keys}), [f"{coding},{n}" for coding, n in keys]),
    )


class Facet(NamedTuple):
    """Where a facet's values stand: the column, whether that holds lists, and the table."""

    column: str
    is_list: bool = False
    table: str = "event_rows"


FACETS: dict[str, Facet] = {
    "type": Facet("type"),
    "mode": Facet("mode"),
    "context": Facet("contexts", is_list=True),
    "status": Facet("status"),
    "actor": Facet("actors", is_list=True),
    "recipient": Facet("recipients", is_list=True),
    "country": Facet("country"),
    "place": Facet("place"),
    "publisher": Facet("publisher", table="article_rows"),
}
"""The facets of events, by the filter that each goes with."""


def actors(chosen: Filter) -> Clause:
    """Who takes part in the events that a filter chooses, and how often; those with most events first."""
    where, page = chosen.where("events"), chosen.page()
    # Many thousands take part, in hundreds of thousands of events: 64 bits of a hash are enough to tell them apart in
    # half the memory of their names, and only those who are on the page are told in full.
    return Clause(
        f"""
        WITH chosen AS (SELECT f.coding, f.event, f.n FROM events f WHERE {where.sql}),
        parts AS MATERIALIZED (
            SELECT p.rowid AS part, hash(coalesce(p.actor, p.side || ' ' || p.name)) AS who, c.coding, c.n,
                p.role = 'actor' AS acts
            FROM chosen c JOIN participant_rows p ON p.coding = c.coding AND p.fact = c.event
            WHERE p.fact_kind = 'event' AND p.role IN ('actor', 'recipient')
        ),
        by_event AS (
            SELECT who, coding, bool_or(acts) AS acts, bool_or(NOT acts) AS receives FROM parts GROUP BY who, coding, n
        ),
        by_article AS (
            SELECT who, count(*) FILTER (acts) AS as_actor, count(*) FILTER (receives) AS as_recipient,
                count(*) AS events
            FROM by_event GROUP BY who, coding
        ),
        ranked AS (
            SELECT who, sum(as_actor)::BIGINT AS as_actor, sum(as_recipient)::BIGINT AS as_recipient,
                sum(events)::BIGINT AS events, count(*) AS articles
            FROM by_article GROUP BY who ORDER BY 4 DESC, 2 DESC, who{page.sql}
        ),
        told AS (
            SELECT who, p.actor, p.name, p.country, p.side, p.kind, count(*) AS times
            FROM ranked JOIN parts USING (who) JOIN participant_rows p ON p.rowid = part GROUP BY ALL
        ),
        most_told AS (
            SELECT * FROM told QUALIFY row_number() OVER (PARTITION BY who ORDER BY times DESC, name, side) = 1
        )
        SELECT actor, name, country, side, kind, as_actor, as_recipient, events, articles
        FROM ranked JOIN most_told USING (who) ORDER BY events DESC, as_actor DESC, name, who
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
