"""What the record adds up to: series, dyads, an actor's profile, the ledger of agreements, tolls, the brief."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import msgspec
from litestar import get
from litestar.exceptions import HTTPException
from litestar.params import FromPath, QueryParameter
from litestar.response import Response

from dragoman.analysis import Brief, Instrument, Network, Profile, Series, ledger, network, profile, series
from dragoman.analysis import brief as make_brief
from dragoman.analysis.tolls import Tolls, tolls
from dragoman.archive.filters import Filter
from dragoman.archive.review import JUDGED, MACHINE
from dragoman.desk.api.answering import answer, not_modified, problems
from dragoman.desk.api.asking import with_filters
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.pages.agreements import find_instrument
from dragoman.desk.pages.figures import toll_period_of
from dragoman.desk.pages.time import period_of
from dragoman.desk.problems import NotThere
from dragoman.errors import UsageError

_RESPONSES = problems(400, 409) | not_modified()


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the agreements across reports, and how many there are."""

    total: int
    offset: int
    items: tuple[Instrument, ...]


@get("/api/v1/series", tags=["analysis"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("events", "by", "judged")
def events_over_time(
    request: Asked,
    desk: TheDesk,
    chosen: Filter,
    by: Annotated[
        str | None, QueryParameter(description="Length of a period.", pattern="^(day|week|month|year)$")
    ] = None,
    judged: Annotated[bool | None, QueryParameter(description="Count the events as judged in review.")] = None,
) -> Response[Series]:
    """Count events over time, each count with the ids of its events. `limit`, `offset` and `order` do not matter."""
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        found = series(archive, chosen, by=period_of(by or ""), layer=JUDGED if judged else MACHINE)
    return answer(request, found)


@get("/api/v1/dyads", tags=["analysis"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("events")
def dyads(request: Asked, desk: TheDesk, chosen: Filter) -> Response[Network]:
    """List who deals with whom, the most frequent pairs first; `limit` says how many."""
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        found = network(archive, chosen, most=50 if chosen.limit is None else chosen.limit)
    return answer(request, found)


@get(
    "/api/v1/profiles/{actor:str}",
    tags=["analysis"],
    responses=problems(400, 404) | not_modified(),
    sync_to_thread=True,
)
def actor_profile(request: Asked, desk: TheDesk, actor: FromPath[str]) -> Response[Profile]:
    """Tell an actor's roles, dealings, positions and the changes of them."""
    with desk.archive.reading() as archive:
        try:
            found = profile(archive, actor)
        except UsageError as error:
            raise NotThere(str(error)) from error
    if not found.events and not found.topics:
        raise NotThere(f"Nobody called {actor!r} takes part in an event or speaks in the archive.")
    return answer(request, found)


@get("/api/v1/ledger", tags=["analysis"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("agreements")
def agreements_across_reports(request: Asked, desk: TheDesk, chosen: Filter) -> Response[Ledger]:
    """List agreements across reports: the line of their acts, and whether they hold; the latest act first."""
    every = dataclasses.replace(chosen, limit=None, offset=None, order=None)
    with desk.archive.reading() as archive:
        total = len(ledger(archive, every, sentences=False))
        items = ledger(archive, dataclasses.replace(chosen, order=None))
    return answer(request, Ledger(total=total, offset=chosen.offset or 0, items=items))


@get("/api/v1/ledger/{agreement:str}", tags=["analysis"], responses=problems(404) | not_modified(), sync_to_thread=True)
def agreement_across_reports(request: Asked, desk: TheDesk, agreement: FromPath[str]) -> Response[Instrument]:
    """One agreement across reports, by its id or that of an agreement in a report."""
    return answer(request, find_instrument(desk, agreement))


@get("/api/v1/tolls", tags=["analysis"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("figures", "by")
def figures_as_ranges(
    request: Asked,
    desk: TheDesk,
    chosen: Filter,
    by: Annotated[
        str | None, QueryParameter(description="What is put together.", pattern="^(date|month|year|all)$")
    ] = None,
) -> Response[Tolls]:
    """List figures as ranges by kind, place and time, with who said so; never averaged or added."""
    with desk.archive.reading() as archive:
        found = tolls(archive, dataclasses.replace(chosen, order=None), by=toll_period_of(by or ""))
    return answer(request, found)


@get("/api/v1/brief", tags=["analysis"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("events", "agreement")
def brief_of(
    request: Asked,
    desk: TheDesk,
    chosen: Filter,
    agreement: Annotated[
        str | None, QueryParameter(description="An agreement's id, or part of its name.", pattern=r"^[^\x00-\x1f]*$")
    ] = None,
) -> Response[Brief]:
    """Tell what happened in sentences with footnotes: on an actor or pair (`either`), a place or an agreement."""
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        try:
            found = make_brief(archive, chosen, agreement=agreement or None)
        except UsageError as error:  # each parameter makes sense, but there is nobody and nothing to be brief about
            raise HTTPException(detail=str(error), status_code=409) from error
    return answer(request, found)


ROUTES = [
    events_over_time,
    dyads,
    actor_profile,
    agreements_across_reports,
    agreement_across_reports,
    figures_as_ranges,
    brief_of,
]
