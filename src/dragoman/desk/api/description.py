"""The description of the API in OpenAPI 3.1: Litestar's, with the record's classes as msgspec describes them."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec
from litestar.openapi.plugins import JsonRenderPlugin

from dragoman.desk.api import rows
from dragoman.desk.api.articles import NewArticle
from dragoman.desk.desk import Asked
from dragoman.desk.problems import Problem
from dragoman.record import Record

_TYPES = (
    *(Record, NewArticle, Problem, rows.EventPage, rows.IncidentPage, rows.FigurePage, rows.AgreementPage),
    *(rows.StatementPage, rows.ArticlePage, rows.ActorList, rows.PlaceList, rows.RunList),
)


class Description(JsonRenderPlugin):
    """Gives the description; a span is a pair of numbers there, as it is in what the API sends."""

    def render(self, request: Asked, openapi_schema: dict[str, Any]) -> bytes:
        """The description as JSON."""
        return msgspec.json.encode(whole(openapi_schema))


def whole(document: dict[str, Any]) -> dict[str, Any]:
    """Litestar's description with the record's classes put in as msgspec describes them."""
    _, found = msgspec.json.schema_components(_TYPES, ref_template="#/components/schemas/{name}")
    schemas = document.get("components", {}).get("schemas", {})
    named = {name: _tidy(schema) for name, schema in found.items()}
    return {**document, "components": {**document.get("components", {}), "schemas": {**schemas, **named}}}


def _tidy(value: Any) -> Any:
    """The same with descriptions as plain prose, without the indentation of the code."""
    if isinstance(value, dict):
        return {
            k: inspect.cleandoc(v) if k == "description" and isinstance(v, str) else _tidy(v) for k, v in value.items()
        }
    return [_tidy(part) for part in value] if isinstance(value, list) else value
