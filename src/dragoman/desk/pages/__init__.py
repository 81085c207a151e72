"""The pages, one module each; each has its `ROUTES`."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from dragoman.desk.pages import (
    actors,
    agreements,
    api,
    behind,
    brief,
    coming,
    entrance,
    events,
    figures,
    files,
    home,
    incidents,
    read,
    reports,
    review,
    review_facts,
    sources,
    time,
)
from dragoman.desk.pages import map as map_

ROUTES: list[ControllerRouterHandler] = [
    *home.ROUTES,
    *entrance.ROUTES,
    *api.ROUTES,
    *files.ROUTES,
    *read.ROUTES,
    *reports.ROUTES,
    *sources.ROUTES,
    *events.ROUTES,
    *behind.ROUTES,
    *incidents.ROUTES,
    *map_.ROUTES,
    *time.ROUTES,
    *actors.ROUTES,
    *agreements.ROUTES,
    *figures.ROUTES,
    *review.ROUTES,
    *review_facts.ROUTES,
    *brief.ROUTES,
    *coming.ROUTES,
]
