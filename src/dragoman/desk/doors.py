"""At the door of every request: is the host ours, who is it, and does a form come from one of our own pages?"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from litestar import Request
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException, TooManyRequestsException
from litestar.response import Redirect, Response

from dragoman.desk.desk import Desk
from dragoman.desk.security import Session

OPEN = ("/static/", "/login", "/favicon.ico")
"""What anybody may ask for: the way in, and the files that draw it."""
_SAFE = {"GET", "HEAD", "OPTIONS"}
FORM_TOKEN = "csrf"
HEADER_TOKEN = "x-csrf-token"


def is_api(request: Request[Any, Any, Any]) -> bool:
    """Whether a program asks, and wants problems as JSON."""
    return request.url.path.startswith("/api/")


async def check_in(request: Request[Any, Any, Any]) -> Response[Any] | None:
    """Let a request in, or answer it here; leaves the session in `request.state.session`."""
    desk: Desk = request.app.state.desk
    check_host(request, desk)
    path = request.url.path
    session = desk.sessions.read(request.cookies.get(desk.settings.cookie))
    request.state.session = session
    if path.startswith(OPEN):
        return None
    if session is None:
        if token := request.query_params.get("token"):
            return _come_in_by_address(request, desk, token)
        if authorization := request.headers.get("authorization"):
            await _by_header(request, desk, authorization)
            return None
        raise NotAuthorizedException("This desk is locked. Come in by the address it printed, or at /login.")
    if "token" in request.query_params:
        return Redirect(_without_token(request))
    if request.method not in _SAFE:
        await _check_form(request, desk, session)
    return None


def check_host(request: Request[Any, Any, Any], desk: Desk) -> None:
    """Refuse a name that isn't ours: a page elsewhere may have made its own name lead here."""
    allowed = desk.settings.hosts
    host = request.headers.get("host", "")
    name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    if allowed and name.lower() not in allowed:
        raise PermissionDeniedException(f"The desk does not answer to the name {name[:80]!r}.")


def place_of(request: Request[Any, Any, Any]) -> str:
    """Where a request comes from, for limiting tries."""
    return request.client.host if request.client else "?"


def try_key(request: Request[Any, Any, Any], desk: Desk, given: str) -> bool:
    """Whether these words open the desk; raises `TooManyRequestsException` after too many wrong ones."""
    place = place_of(request)
    if wait := desk.tries.wait(place):
        raise TooManyRequestsException(
            f"Too many wrong tries. Wait {int(wait) + 1} seconds.", headers={"Retry-After": str(int(wait) + 1)}
        )
    if desk.settings.key.opens(given):
        desk.tries.succeeded(place)
        return True
    desk.tries.failed(place)
    return False


def set_session(response: Response[Any], desk: Desk, session: Session) -> None:
    """Give the browser its session."""
    response.set_cookie(
        key=desk.settings.cookie,
        value=desk.sessions.cookie(session),
        max_age=desk.settings.session_seconds,
        httponly=True,
        samesite="lax",
        path="/",
    )


def _come_in_by_address(request: Request[Any, Any, Any], desk: Desk, token: str) -> Response[Any]:
    if desk.settings.key.kind != "token" or not try_key(request, desk, token):
        raise NotAuthorizedException("This token does not open the desk; it is from an earlier start, or cut short.")
    response = Redirect(_without_token(request))
    set_session(response, desk, desk.sessions.new())
    return response


def _without_token(request: Request[Any, Any, Any]) -> str:
    rest = "&".join(p for p in str(request.url.query).split("&") if p and not p.startswith("token="))
    # One slash only: "//host" would lead elsewhere.
    return "/" + request.url.path.lstrip("/\\") + (f"?{rest}" if rest else "")


async def _by_header(request: Request[Any, Any, Any], desk: Desk, authorization: str) -> None:
    from anyio import to_thread

    scheme, _, words = authorization.partition(" ")
    given = ""
    if scheme.lower() == "bearer" and desk.settings.key.kind == "token":
        given = words.strip()
    elif scheme.lower() == "basic":
        try:
            given = base64.b64decode(words, validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            given = ""
    # Hashing a password takes long on purpose, and must not hold up the others.
    if not given or not await to_thread.run_sync(try_key, request, desk, given):
        raise NotAuthorizedException("The desk does not know this token or password.")


async def _check_form(request: Request[Any, Any, Any], desk: Desk, session: Session) -> None:
    given = request.headers.get(HEADER_TOKEN, "")
    if not given and request.content_type[0] in ("application/x-www-form-urlencoded", "multipart/form-data"):
        given = str((await request.form()).get(FORM_TOKEN, ""))
    if not desk.sessions.is_form_token(session, given):
        raise PermissionDeniedException("This form is out of date. Load the page again and send it once more.")
