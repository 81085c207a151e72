"""Lists of facts: events, figures, agreements, statements, and the actors and places of events."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from dragoman.archive.filters import Filter, Kind
from dragoman.desk.api import rows
from dragoman.desk.api.answering import answer, not_modified, problems
from dragoman.desk.api.asking import with_filters
from dragoman.desk.desk import Asked, Desk, TheDesk
from dragoman.desk.downloads import MEDIA_TYPES, download
from dragoman.desk.filtering import address, said
from dragoman.desk.pages.incidents import find_incident
from dragoman.desk.problems import NotThere
from dragoman.incidents import Incident
from dragoman.record import Event

Page = TypeVar("Page", bound=msgspec.Struct)
_RESPONSES = problems(400, 409) | not_modified()


@get("/api/v1/events", tags=["facts"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("events")
def events(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.EventPage]:
    """List events: who did what to whom, when and where."""
    return answer(request, page_of(desk, "events", chosen, rows.EventPage))


@get("/api/v1/incidents", tags=["facts"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("incidents")
def incidents(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.IncidentPage]:
    """List incidents: events of several reports that are one happening, chosen as one of the reports tells them."""
    return answer(request, page_of(desk, "incidents", chosen, rows.IncidentPage))


@get("/api/v1/incidents/{incident:str}", tags=["facts"], responses=problems(404) | not_modified(), sync_to_thread=True)
def one_incident(request: Asked, desk: TheDesk, incident: FromPath[str]) -> Response[Incident]:
    """Tell one incident, by its id or that of one of its events: which report says what, and where they differ."""
    return answer(request, find_incident(desk, incident))


@get("/api/v1/figures", tags=["facts"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("figures")
def figures(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.FigurePage]:
    """List figures: the killed, the displaced, the detained."""
    return answer(request, page_of(desk, "figures", chosen, rows.FigurePage))


@get("/api/v1/agreements", tags=["facts"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("agreements")
def agreements(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.AgreementPage]:
    """List agreements, as each report tells of them."""
    return answer(request, page_of(desk, "agreements", chosen, rows.AgreementPage))


@get("/api/v1/statements", tags=["facts"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("statements")
def statements(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.StatementPage]:
    """List statements: who takes which position on what."""
    return answer(request, page_of(desk, "statements", chosen, rows.StatementPage))


@get("/api/v1/actors", tags=["facts"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("events")
def actors(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.ActorList]:
    """List who takes part in the events that the filters choose, the most frequent first."""
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        found = archive.actors(chosen)
    return answer(request, rows.ActorList(query=said(chosen), items=rows.rows_of(rows.ActorList, found)))


@get("/api/v1/places", tags=["facts"], responses=_RESPONSES, sync_to_thread=True)
@with_filters("events")
def places(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.PlaceList]:
    """List where the events happened that the filters choose, the most frequent first."""
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        found = archive.places(chosen)
    return answer(request, rows.PlaceList(query=said(chosen), items=rows.rows_of(rows.PlaceList, found)))


@get(
    "/api/v1/articles/{article:str}/events/{event:str}",
    tags=["facts"],
    responses=problems(400, 404) | not_modified(),
    sync_to_thread=True,
)
def event(request: Asked, desk: TheDesk, article: FromPath[str], event: FromPath[str]) -> Response[Event]:
    """One event of a report, whole: its actors, spans and reasons."""
    from dragoman.desk.pages.reports import find_record

    for found in find_record(desk, article).events:
        if found.id == event:
            return answer(request, found)
    raise NotThere(f"Report {article} has no event {event!r}.")


@get("/api/v1/download/{kind:str}/{format_:str}", include_in_schema=False, sync_to_thread=True)
def download_facts(request: Asked, desk: TheDesk, kind: FromPath[str], format_: FromPath[str]) -> Any:
    """All facts of a kind that the filters choose, as a file; the same as on the pages."""
    from dragoman.desk.filtering import read_filter

    for known in ("events", "incidents", "figures", "agreements", "statements", "articles"):
        for form in MEDIA_TYPES:
            if (kind, format_) == (known, form):
                asked: Kind = known
                chosen = read_filter(request.query_params.multi_items(), asked)
                return download(desk.archive, asked, form, chosen)
    raise NotThere(f"There is no {format_!r} of {kind!r}.")


def page_of(desk: Desk, kind: Kind, chosen: Filter, page: type[Page]) -> Page:
    """The part of a list that a filter asks for."""
    with desk.archive.reading(incidents=kind == "incidents" or bool(chosen.once)) as archive:
        found = getattr(archive, kind)(chosen)
        total = archive.count(kind, chosen)
    offset, limit = chosen.offset or 0, chosen.limit or 0
    more = offset + len(found) < total and limit
    following = address(f"/api/v1/{kind}", chosen, limit=limit, offset=offset + limit) if more else None
    items = rows.rows_of(page, found)
    return page(total=total, offset=offset, query=said(chosen, kind), next=following, items=items)


ROUTES = [events, incidents, one_incident, figures, agreements, statements, actors, places, event, download_facts]
