"""The way in and out: the page that asks for the token or the password."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from anyio import to_thread
from litestar import get, post
from litestar.response import Redirect, Response

from dragoman.desk.desk import Asked, Desk, TheDesk
from dragoman.desk.doors import set_session, try_key
from dragoman.desk.rendering import page


@get("/login", include_in_schema=False, sync_to_thread=False)
def login_page(request: Asked, desk: TheDesk) -> Response[Any]:
    """Asks for what opens the desk."""
    if request.state.session is not None:
        return Redirect("/")
    return _page(request, desk, request.query_params.get("next", ""), wrong="wrong" in request.query_params)


@post("/login", include_in_schema=False, status_code=200)
async def login(request: Asked, desk: TheDesk) -> Response[Any]:
    """Lets in whoever has it. Each try needs no form token: it changes nothing but who is asking."""
    form = await request.form()
    back = _own_address(str(form.get("next", "")))
    if not await to_thread.run_sync(try_key, request, desk, str(form.get("key", ""))):
        return _page(request, desk, back, wrong=True, status=401)
    response: Response[Any] = Redirect(back or "/", status_code=303)
    set_session(response, desk, desk.sessions.new())
    return response


@post("/logout", include_in_schema=False, status_code=200, sync_to_thread=False)
def logout(desk: TheDesk) -> Response[Any]:
    """Takes the session away."""
    response: Response[Any] = Redirect("/login", status_code=303)
    response.delete_cookie(desk.settings.cookie)
    return response


def _page(request: Asked, desk: Desk, back: str, *, wrong: bool, status: int = 200) -> Response[str]:
    return page(
        request,
        "login.html",
        title="Come in",
        active="",
        status=status,
        kind=desk.settings.key.kind,
        back=_own_address(back),
        wrong=wrong,
    )


def _own_address(given: str) -> str:
    """An address of this desk, or nothing: nobody is sent elsewhere by a link to the way in."""
    parts = urlsplit(given)
    is_own = given.startswith("/") and not given.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return given if is_own and given.isprintable() else ""


ROUTES = [login_page, login, logout]
