"""Actors: the list, the network of dyads for any filter, and a page for each."""

from __future__ import annotations

import dataclasses
from typing import Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from dragoman.analysis.network import Dyad, Network, network
from dragoman.analysis.profile import DEALINGS, profile
from dragoman.analysis.series import series
from dragoman.archive.filters import Filter
from dragoman.desk import words
from dragoman.desk.asking import events_address, filter_context, quad_counts, side_filter
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page

FIELDS = ("either", "place", "country", "since", "until", "publisher")
HEADS = {
    "met": "met",
    "backed": "backed",
    "aided": "aided or yielded to",
    "accused": "asked or accused",
    "fought": "fought or coerced",
}
"""What the heads of `DEALINGS` are called."""
_MOST_ACTORS = 60
_MOST_DYADS = 60


@get("/actors", include_in_schema=False, sync_to_thread=True)
def actors(request: Asked, desk: TheDesk) -> Response[str]:
    """Who takes part in the events that the filter chooses, and who deals with whom."""
    context = filter_context(request, "/actors", "events", FIELDS)
    chosen: Filter = dataclasses.replace(context["chosen"], order=None)
    happened = dataclasses.replace(chosen, status=chosen.status or "actual")
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        rows = archive.actors(dataclasses.replace(happened, limit=_MOST_ACTORS)).to_dicts()
        found = network(archive, chosen, most=_MOST_DYADS, ids=False)
        is_empty = not archive.count("articles")
    return page(
        request,
        "actors.html",
        title="Actors",
        active="actors",
        rows=rows,
        network=found,
        dyads=dyad_rows(found, chosen),
        chart=network_chart(found, chosen),
        key=side_filter,
        is_empty=is_empty,
        **context,
    )


@get("/actors/{actor:str}", include_in_schema=False, sync_to_thread=True)
def actor(request: Asked, desk: TheDesk, actor: FromPath[str]) -> Response[str]:
    """One actor: roles, dealings, positions and the changes of them."""
    context = filter_context(request, f"/actors/{actor}", "events", ("since", "until", "publisher"))
    chosen: Filter = dataclasses.replace(context["chosen"], order=None, either=None, actor=None, recipient=None)
    asked = dataclasses.replace(chosen, either=actor)
    with desk.archive.reading() as archive:
        found = profile(archive, actor, chosen)
        if not found.events and not found.topics:
            raise NotThere(f"Nobody called {actor!r} takes part in an event or speaks in the archive.")
        over_time = series(archive, asked, ids=False, marks=False)
    name = words.side_words(actor.replace(".", " ")) if actor.isupper() else _name(found, actor)
    return page(
        request,
        "actor.html",
        title=name,
        active="actors",
        actor=actor,
        profile=found,
        series=over_time,
        dealings=DEALINGS,
        heads=HEADS,
        did=lambda side, head: events_address(
            chosen, actor=actor, recipient=side_filter(side), type=",".join(DEALINGS[head])
        ),
        suffered=lambda side, head: events_address(
            chosen, actor=side_filter(side), recipient=actor, type=",".join(DEALINGS[head])
        ),
        together=lambda side, head: events_address(
            chosen, either=f"{actor},{side_filter(side)}", type=",".join(DEALINGS[head])
        ),
        all_events=events_address(asked),
        as_actor=events_address(chosen, actor=actor),
        as_recipient=events_address(chosen, recipient=actor),
        key=side_filter,
        spark=_spark(over_time),
        **context,
    )


def dyad_rows(found: Network, chosen: Filter) -> list[dict[str, Any]]:
    """The dyads with the addresses of the events behind each count."""
    plain = dataclasses.replace(chosen, either=None, actor=None, recipient=None)

    def to(dyad: Dyad, **more: Any) -> str:
        one, two = side_filter(dyad.actor), side_filter(dyad.recipient)
        who: dict[str, Any] = {"either": f"{one},{two}"} if dyad.mutual else {"actor": one, "recipient": two}
        return events_address(plain, **who, **more)

    return [
        {
            "dyad": dyad,
            "quads": [
                (short, said, count, to(dyad, quad=quad)) for quad, short, said, count in quad_counts(dyad.counts)
            ],
            "all": to(dyad),
        }
        for dyad in found.dyads
    ]


def network_chart(found: Network, chosen: Filter) -> dict[str, Any]:
    """What the drawing of the network needs."""
    return {
        "nodes": [
            {
                "side": n.side,
                "name": n.name,
                "words": words.side_words(n.side),
                "events": n.events,
                "key": side_filter(n.side),
            }
            for n in found.nodes
        ],
        "dyads": [
            {"actor": row["dyad"].actor, "recipient": row["dyad"].recipient, "mutual": row["dyad"].mutual,
             "counts": row["dyad"].counts, "events": row["dyad"].events, "score": row["dyad"].score,
             "behind": row["all"].replace("/events", "/behind", 1)}
            for row in dyad_rows(found, chosen)
        ],
    }  # fmt: skip


def _name(found: Any, actor: str) -> str:
    best = max(found.roles, key=lambda role: role.events, default=None)
    return best.name if best and (actor.islower() or "-" in actor) else actor


def _spark(found: Any) -> list[tuple[float, float, float, str]]:
    """A small picture of the events over time: x, y, height and the period of each bar, in a box of 100 by 20."""
    bars = found.bars
    most = max((bar.events for bar in bars), default=0)
    if not most:
        return []
    width = 100 / len(bars)
    return [
        (round(n * width, 3), round(20 - 20 * bar.events / most, 2), round(20 * bar.events / most, 2), bar.within)
        for n, bar in enumerate(bars)
        if bar.events
    ]


ROUTES = [actors, actor]
