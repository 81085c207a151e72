"""The page of the REST API: its description, drawn by files of ours."""

from __future__ import annotations

from litestar import get
from litestar.response import Response

from dragoman.desk.desk import Asked
from dragoman.desk.rendering import page


@get("/api", include_in_schema=False, sync_to_thread=False)
def api_page(request: Asked) -> Response[str]:
    """What can be asked, and how, with a form to try it."""
    return page(request, "api.html", title="REST API", active="api", origin=str(request.base_url).rstrip("/"))


ROUTES = [api_page]
