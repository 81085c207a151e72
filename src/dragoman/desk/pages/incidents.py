"""Incidents: a list, and each with its reports' versions side by side and what they contradict each other in."""

from __future__ import annotations

import dataclasses

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from dragoman.analysis.wording import clause
from dragoman.archive import Archive
from dragoman.archive.filters import Clause, Filter
from dragoman.desk.asking import filter_context
from dragoman.desk.desk import Asked, Desk, TheDesk
from dragoman.desk.filtering import address
from dragoman.desk.paging import asked_page
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page
from dragoman.errors import UsageError
from dragoman.incidents import Incident
from dragoman.incidents import incident as tell

FIELDS = ("either", "place", "country", "since", "until", "text")
ORDERS = {"-date": "the latest", "date": "the earliest", "-reports": "told by most reports"}
ROWS = 40


@get("/incidents", include_in_schema=False, sync_to_thread=True)
def incidents(request: Asked, desk: TheDesk) -> Response[str]:
    """The incidents that the filter chooses; unless told otherwise those that several reports tell."""
    alone = request.query_params.get("alone", "") == "yes"
    context = filter_context(request, "/incidents", "incidents", FIELDS, alone="yes" if alone else "")
    chosen: Filter = context["chosen"]
    wanted = asked_page(dict(request.query_params.items()), ROWS, 200)
    shown = dataclasses.replace(
        chosen,
        min_reports=chosen.min_reports or (None if alone else 2),
        order=chosen.order or "-date",
        limit=wanted.size,
        offset=wanted.offset,
    )
    with desk.archive.reading(incidents=True) as archive:
        rows = archive.incidents(shown).to_dicts()
        total = archive.count("incidents", shown)
        is_empty = not archive.count("articles")
    kept = {"alone": "yes" if alone else ""}
    return page(
        request,
        "incidents.html",
        title="Incidents",
        active="incidents",
        rows=rows,
        pages=wanted._replace(total=total),
        paged=lambda number: address("/incidents", chosen, **kept, page=number if number > 1 else None),
        download=address("/api/v1/download/incidents/csv", shown),
        order=shown.order,
        orders=ORDERS,
        alone=alone,
        is_empty=is_empty,
        **context,
    )


@get("/incidents/{incident:str}", include_in_schema=False, sync_to_thread=True)
def one_incident(request: Asked, desk: TheDesk, incident: FromPath[str]) -> Response[str]:
    """One incident, by its id or that of one of its events."""
    found = find_incident(desk, incident)
    return page(
        request,
        "incident.html",
        title="An incident",
        active="incidents",
        one=found,
        said=clause(found.type, found.mode, found.actor_names, found.recipient_names),
        sides_differ={name: name in found.conflicts for name in ("actors", "recipients")},
        origins=len({version.origin for version in found.versions}),
    )


def find_incident(desk: Desk, wanted: str) -> Incident:
    """The incident of that id, or that an event of that id belongs to; raises `NotThere`."""
    with desk.archive.reading(incidents=True) as archive:
        try:
            return tell(archive, wanted)
        except UsageError as error:
            raise NotThere(str(error)) from error


def told_by_others(archive: Archive, articles: list[str]) -> dict[tuple[str, str], int]:
    """Of the events of some reports how many reports tell each that several do, as far as incidents were made."""
    rows = archive.ask(
        Clause(
            "SELECT t.article, t.event, i.reports FROM tellings t JOIN incident_rows i USING (incident) "
            "WHERE t.article IN (SELECT unnest(string_split(?, ' ')))",
            (" ".join(sorted(set(articles))),),
        )
    ).rows
    return {(article, event): reports for article, event, reports in rows}


ROUTES = [incidents, one_incident]
