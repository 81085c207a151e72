"""The REST API under /api/v1: the same filters as the pages, described in OpenAPI 3.1 from the record's classes."""

from __future__ import annotations

from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ControllerRouterHandler

from dragoman.desk.api import analysis, articles, facts, review
from dragoman.desk.api.description import Description
from dragoman.version import __version__

ROUTES: list[ControllerRouterHandler] = [*articles.ROUTES, *facts.ROUTES, *analysis.ROUTES, *review.ROUTES]

OPENAPI = OpenAPIConfig(
    title="Dragoman",
    version=__version__,
    path="/api/v1/schema",
    use_handler_docstrings=True,
    components=Components(
        security_schemes={
            "token": SecurityScheme(type="http", scheme="bearer", description="The token that the desk printed."),
            "password": SecurityScheme(type="http", scheme="basic", description="Any name, and the desk's password."),
        }
    ),
    security=[{"token": []}, {"password": []}],
    render_plugins=[Description()],
)
