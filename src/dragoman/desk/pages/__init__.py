"""The pages, one module each; each has its `ROUTES`."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from dragoman.desk.pages import api, coming, entrance, events, files, home, read, reports, sources

ROUTES: list[ControllerRouterHandler] = [
    *home.ROUTES,
    *entrance.ROUTES,
    *api.ROUTES,
    *files.ROUTES,
    *read.ROUTES,
    *reports.ROUTES,
    *sources.ROUTES,
    *events.ROUTES,
    *coming.ROUTES,
]
