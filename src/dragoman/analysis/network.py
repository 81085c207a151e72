"""Who deals with whom: the dyads of the events that a filter chooses.

A dyad is directed from actor to recipient; where an event has several actors and no recipient (a meeting), each pair of
them is an undirected dyad. Sides are told apart by country and sectors ("TUR GOV"), or by name where they have neither.
"""

from __future__ import annotations

import msgspec

from dragoman.analysis.series import QUADS, happened, scored_modes, scored_types
from dragoman.archive import Archive
from dragoman.archive.filters import Clause, Filter
from dragoman.archive.review.layers import MACHINE, Layer


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A side: how it is written, the name most used for it, and in how many of the events it takes part."""

    side: str
    name: str
    events: int


class Dyad(msgspec.Struct, frozen=True, kw_only=True):
    """What one side did to another, or (`mutual`) two did together: counts in the order of `QUADS`, the mean score.

    `ids` are the events behind the counts.
    """

    actor: str
    recipient: str
    mutual: bool
    counts: tuple[int, int, int, int]
    events: int
    score: float
    ids: tuple[str, ...] = ()


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """The most frequent dyads, and the sides in them; `dyads_in_all` counts those that are left out as well."""

    human: str
    nodes: tuple[Node, ...]
    dyads: tuple[Dyad, ...]
    dyads_in_all: int


def network(
    archive: Archive, chosen: Filter | None = None, *, most: int = 60, ids: bool = True, layer: Layer = MACHINE
) -> Network:
    """The `most` frequent dyads among the events that a filter chooses; see `series` for what counts."""
    asked = happened(chosen or Filter())
    where = asked.where("events")
    counts = ", ".join(f"count(*) FILTER (quad = '{quad}')" for quad in QUADS)
    behind = "list(event ORDER BY event)" if ids else "[]::VARCHAR[]"
    rows = archive.ask(
        Clause(
            f"""
            WITH chosen AS (
                SELECT f.event, f.type, coalesce(f.mode, '') AS mode, f.actors, f.recipients
                FROM {layer.events} f WHERE ({where.sql}) AND (len(f.recipients) > 0 OR len(f.actors) > 1)
            ),
            scored AS (
                SELECT event, actors, recipients, quad, coalesce(m.score, t.score) AS score
                FROM chosen JOIN {scored_types()} t USING (type) LEFT JOIN {scored_modes()} m USING (type, mode)
            ),
            directed AS (
                SELECT event, quad, score, a, unnest(recipients) AS b
                FROM (SELECT event, quad, score, recipients, unnest(actors) AS a FROM scored WHERE len(recipients) > 0)
            ),
            mutual AS (
                SELECT event, quad, score, a, unnest(actors) AS b
                FROM (SELECT event, quad, score, actors, unnest(actors) AS a FROM scored WHERE len(recipients) = 0)
            ),
            dyads AS (
                SELECT *, false AS mutual FROM directed UNION ALL SELECT *, true FROM mutual WHERE a < b
            )
            SELECT a, b, mutual, {counts}, count(*) AS events, avg(score), {behind},
                count(*) OVER () AS in_all
            FROM dyads WHERE a <> b GROUP BY a, b, mutual ORDER BY events DESC, a, b, mutual LIMIT ?
            """,
            (*where.parameters, most),
        )
    ).rows
    dyads = tuple(
        Dyad(
            actor=row[0],
            recipient=row[1],
            mutual=row[2],
            counts=(row[3], row[4], row[5], row[6]),
            events=row[7],
            score=round(row[8], 3),
            ids=tuple(row[9]),
        )
        for row in rows
    )
    return Network(
        human=asked.human("events"),
        nodes=_nodes(archive, asked, layer, {side for dyad in dyads for side in (dyad.actor, dyad.recipient)}),
        dyads=dyads,
        dyads_in_all=rows[0][10] if rows else 0,
    )


def _nodes(archive: Archive, asked: Filter, layer: Layer, sides: set[str]) -> tuple[Node, ...]:
    where = asked.where("events")
    rows = archive.ask(
        Clause(
            f"""
            WITH chosen AS (
                SELECT f.event, list_concat(f.actors, f.recipients) AS sides,
                    list_concat(f.actor_names, f.recipient_names) AS names
                FROM {layer.events} f WHERE {where.sql}
            ),
            apart AS (
                SELECT event, unnest(sides) AS side, CASE WHEN len(sides) = len(names) THEN unnest(names) END AS name
                FROM chosen WHERE list_has_any(sides, ?)
            )
            SELECT side, coalesce(mode(name ORDER BY name), side), count(DISTINCT event) AS events
            FROM apart WHERE list_contains(?, side) GROUP BY side ORDER BY events DESC, side
            """,
            (*where.parameters, sorted(sides), sorted(sides)),
        )
    ).rows
    return tuple(Node(side=side, name=name, events=events) for side, name, events in rows)
