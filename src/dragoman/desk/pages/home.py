"""The first page: what the archive holds, or how to fill it."""

from __future__ import annotations

from litestar import get
from litestar.response import Response

from dragoman.archive import Filter
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.rendering import page


@get("/", include_in_schema=False, sync_to_thread=True)
def home(request: Asked, desk: TheDesk) -> Response[str]:
    """Counts, the latest reports, and the way to each page."""
    with desk.archive.reading() as archive:
        counts = {kind: archive.count(kind) for kind in ("articles", "events", "figures", "agreements", "statements")}
        spread = archive.overview(Filter(limit=0), facets=("type", "country"), most=16).facets
        latest = archive.articles(order="-added", limit=6).to_dicts()
        span = archive.sql("SELECT min(date_start), max(date_end) FROM events WHERE status = 'actual'").rows[0]
    return page(
        request,
        "home.html",
        title="Dragoman",
        active="home",
        counts=counts,
        types=spread["type"],
        countries=spread["country"],
        latest=latest,
        span=span,
    )


ROUTES = [home]
