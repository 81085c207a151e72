"""Pages from templates. Everything is escaped; what all pages share is put in here."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request
from litestar.response import Response
from markupsafe import Markup

from dragoman.desk import words
from dragoman.desk.navigation import NAVIGATION
from dragoman.exchange import as_json
from dragoman.version import __version__

_THEMES = ("light", "dark")


@cache
def environment() -> Environment:
    """The templates, with the words for codes at hand."""
    made = Environment(
        loader=PackageLoader("dragoman.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["words"] = words
    made.globals["signed"] = words.signed
    made.filters["many"] = words.many
    made.filters["plain"] = words.plain
    made.filters["json_data"] = json_data
    made.filters["said_in"] = lambda span, record: span.of(record.article.text)
    made.filters["side_said"] = words.side_words
    return made


def json_data(value: Any) -> Markup:
    """A value as JSON that can stand in `<script type="application/json">`: nothing in it ends the element."""
    text = json.dumps(as_json(value), ensure_ascii=False)
    return Markup(
        text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028")
    )


def page(
    request: Request[Any, Any, Any],
    template: str,
    *,
    title: str,
    active: str,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **context: Any,
) -> Response[str]:
    """A page: `active` is the key of its entry in the navigation; the rest goes to the template.

    Every template knows: `desk`, `title`, `active`, `navigation`, `signed_in`, `csrf` (for forms), `theme`, `static`
    (a file's address), `words`, `path` and `query` of the request.
    """
    desk = request.app.state.desk
    session = getattr(request.state, "session", None)
    theme = request.cookies.get("dragoman-theme", "")
    body = (
        environment()
        .get_template(template)
        .render(
            desk=desk,
            title=title,
            active=active,
            navigation=NAVIGATION,
            signed_in=session is not None,
            csrf=desk.sessions.form_token(session) if session else "",
            theme=theme if theme in _THEMES else "",
            static=desk.files.address,
            path=request.url.path,
            query=request.url.query,
            archive_name=desk.archive.path.name,
            version=__version__,
            **context,
        )
    )
    return Response(
        body,
        status_code=status,
        media_type="text/html",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
