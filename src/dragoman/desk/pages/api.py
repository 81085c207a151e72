"""The page of the REST API: its description in words, with a form to try each operation."""

from __future__ import annotations

from functools import lru_cache

from litestar import Litestar, get
from litestar.response import Response

from dragoman.desk.api.description import whole
from dragoman.desk.api.outline import Outline, outline
from dragoman.desk.desk import Asked
from dragoman.desk.rendering import page

GROUPS = {
    "reports": "Reports",
    "facts": "Facts, as the reports tell them",
    "analysis": "Across reports",
    "review": "Review",
}
EXAMPLES = {
    "NewArticle": '{\n  "text": "France expelled two diplomats on Monday.",\n  "published": "2021-04-20"\n}',
    "NewJudgement": '{\n  "reviewer": "anna",\n  "verb": "accept",\n  "events": ["ARTICLE/EVENT"]\n}',
}
"""What stands in the form of an operation that takes a body, by the body's shape."""


@get("/api", include_in_schema=False, sync_to_thread=True)
def api_page(request: Asked) -> Response[str]:
    """What can be asked, and how, with a form to try it."""
    return page(
        request,
        "api.html",
        title="REST API",
        active="api",
        origin=str(request.base_url).rstrip("/"),
        described=_described(request.app),
        groups=GROUPS,
        examples=EXAMPLES,
    )


@lru_cache(maxsize=1)
def _described(app: Litestar) -> Outline:
    return outline(whole(app.openapi_schema.to_schema()))


ROUTES = [api_page]
