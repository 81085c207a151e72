"""What went wrong, said to people as a page and to programs as a problem detail (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request
from litestar.exceptions import HTTPException
from litestar.response import Redirect, Response

from dragoman.desk.doors import is_api
from dragoman.desk.rendering import page
from dragoman.errors import ArchiveBusy, ArchiveError, DragomanError, InputError, UsageError

_LOG = logging.getLogger("dragoman.desk")


class NotThere(DragomanError):  # noqa: N818  # said as a message, "not there"
    """What an address names is not in the archive."""


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A problem detail (RFC 9457): its kind in a few words, what was wrong with this request, and what to do."""

    title: str
    status: int
    detail: str = ""
    type: str = "about:blank"


_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotThere, 404),
    (UsageError, 400),
    (InputError, 422),
    (ArchiveBusy, 503),
    (ArchiveError, 500),
)
_TITLES = {
    401: "This desk is locked",
    403: "Not allowed",
    404: "Not there",
    405: "Not possible here",
    400: "This request makes no sense",
    413: "Too large",
    415: "This kind of content is not understood",
    422: "This cannot be read as a report",
    429: "Too many tries",
    500: "Something went wrong",
    503: "The archive is busy",
}


def handle(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to a request that failed."""
    status, detail, headers = _told(error)
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    if status >= 500 and not isinstance(error, DragomanError):
        _LOG.exception("%s %s failed", request.method, request.url.path, exc_info=error)
    if is_api(request):
        if status == 401:
            headers["WWW-Authenticate"] = 'Bearer realm="dragoman", Basic realm="dragoman"'
        body = msgspec.json.encode(Problem(title=title, status=status, detail=detail))
        return Response(body, status_code=status, media_type="application/problem+json", headers=headers)
    if status == 401 and request.headers.get("hx-request") is None:
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        if "token" in request.query_params:
            return Redirect("/login?wrong=1")
        return Redirect("/login" + ("" if asked in ("/", "") else f"?next={quote(asked, safe='/')}"))
    return page(
        request, "problem.html", title=title, active="", status=status, headers=headers, detail=detail, number=status
    )


def _told(error: Exception) -> tuple[int, str, dict[str, str]]:
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return status, str(error), {"Retry-After": "2"} if status == 503 else {}
    if isinstance(error, HTTPException):
        return error.status_code, _detail(error), dict(error.headers or {})
    if isinstance(error, DragomanError):
        return 500, str(error), {}
    return 500, "This is a fault of Dragoman; the window in which the desk was started says more.", {}


def _detail(error: HTTPException) -> str:
    words = error.detail or ""
    extra = error.extra
    if isinstance(extra, list):
        found = [f"{e.get('key', '')}: {e.get('message', '')}".strip(": ") for e in extra if isinstance(e, Mapping)]
        words = "; ".join(found) or words
    return words if words != HTTPStatus(error.status_code).phrase else ""
