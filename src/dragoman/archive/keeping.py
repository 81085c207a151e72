"""Incidents as tables of the archive: what several reports tell together, beside what one report alone tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.archive.bulk import insert_rows
from dragoman.archive.filters import INCIDENT_ID
from dragoman.archive.opening import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from dragoman.archive.filing import Row

TOGETHER = (
    *("actors", "recipients", "actor_names", "recipient_names"),
    *("date_start", "date_end", "date_precision", "date_basis"),
    *("place", "country", "region", "place_precision", "lat", "lon", "geonames_id"),
    *("reports", "publishers", "killed_low", "killed_high", "injured_low", "injured_high", "conflicts"),
)
"""What the tellings of an incident say together: the columns of its row after id, reading and event."""
_OF_THE_BEST = ("type", "mode", "cameo", "contexts", "attribution", "status", "confidence", "words", "title")
_OF_ITS_REPORT = ("publisher", "published", "run")


def keep(
    connection: duckdb.DuckDBPyConnection,
    tellings: Sequence[Row],
    incidents: Sequence[Row],
    *,
    readings: int,
    last_coding: int | None,
    rule: str,
    only: Sequence[Row] | None = None,
) -> None:
    """Put incidents in place of those that were kept; to be called within a transaction.

    `tellings` are rows of `telling_rows`; `incidents` hold id, reading, event, and `TOGETHER`. With `only` (reading and
    event) the incidents of these events alone are replaced; what readings told that are the latest no more falls away.
    """
    connection.execute("CREATE TEMPORARY TABLE redone (coding INTEGER, event VARCHAR)")
    if only is not None:
        insert_rows(connection, {"redone": only})
    redone = "true" if only is None else "(coding NOT IN (FROM latest) OR (coding, event) IN (FROM redone))"
    connection.execute("DELETE FROM incident_state")
    for table in ("telling_rows", "incident_rows"):
        connection.execute(f"DELETE FROM {table} WHERE {redone}")
    columns = ", ".join(("incident", "coding", "event", *TOGETHER))
    connection.execute(
        f"CREATE TEMPORARY TABLE told_together AS SELECT {columns} FROM incident_rows LIMIT 0"  # the columns' types
    )
    insert_rows(connection, {"telling_rows": tellings, "told_together": incidents})
    own = ", ".join(f"e.{name}" for name in (*_OF_THE_BEST, *_OF_ITS_REPORT))
    connection.execute(
        f"INSERT INTO incident_rows BY NAME SELECT i.*, e.n, e.article, {own} "
        "FROM told_together i JOIN events e ON e.coding = i.coding AND e.event = i.event"
    )
    alone = ", ".join(f"e.{name}" for name in TOGETHER[: TOGETHER.index("reports")])
    connection.execute(
        f"""
        INSERT INTO incident_rows BY NAME
        SELECT {INCIDENT_ID.format("e")} AS incident, e.coding, e.event, e.n, e.article, {own}, {alone},
            1 AS reports, 1 AS publishers, g.killed_low, g.killed_high, g.injured_low, g.injured_high,
            []::VARCHAR[] AS conflicts
        FROM events e LEFT JOIN (
            SELECT coding, event,
                min(coalesce(low, high)) FILTER (kind = 'killed') AS killed_low,
                max(coalesce(high, low)) FILTER (kind = 'killed') AS killed_high,
                min(coalesce(low, high)) FILTER (kind = 'injured') AS injured_low,
                max(coalesce(high, low)) FILTER (kind = 'injured') AS injured_high
            FROM figure_rows WHERE event IS NOT NULL AND kind IN ('killed', 'injured') GROUP BY coding, event
        ) g ON g.coding = e.coding AND g.event = e.event
        WHERE NOT EXISTS (FROM telling_rows t WHERE t.coding = e.coding AND t.event = e.event)
            AND {"true" if only is None else "(e.coding, e.event) IN (FROM redone)"}
        ORDER BY e.date_start, e.coding, e.n
        """
    )
    connection.execute("DROP TABLE told_together")
    connection.execute("DROP TABLE redone")
    connection.execute("INSERT INTO incident_state VALUES (?, ?, ?, ?)", [now(), readings, last_coding, rule])
