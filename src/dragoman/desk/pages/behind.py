"""The events behind a number, each with its sentence: a list for panels, and a page where there is no script."""

from __future__ import annotations

import dataclasses

from litestar import get
from litestar.response import Response

from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.filtering import address, read_filter, said
from dragoman.desk.rendering import page

MOST = 40


@get("/behind", include_in_schema=False, sync_to_thread=True)
def behind(request: Asked, desk: TheDesk) -> Response[str]:
    """The events that a filter chooses, the first of them with their sentences."""
    chosen = read_filter(request.query_params.multi_items(), "events")
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        rows = archive.events(dataclasses.replace(chosen, limit=MOST, offset=None)).to_dicts()
        total = archive.count("events", chosen)
    return page(
        request,
        "behind.html",
        title="Events behind a number",
        active="events",
        rows=rows,
        total=total,
        human=said(chosen),
        more=address("/events", chosen),
        is_part="hx-request" in request.headers,
    )


ROUTES = [behind]
