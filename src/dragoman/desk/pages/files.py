"""The pages' own files, and the licences of what was bundled into them."""

from __future__ import annotations

from typing import Any

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Response

from dragoman.desk.desk import Asked, TheDesk


@get("/static/{name:path}", include_in_schema=False, sync_to_thread=True)
def static_file(request: Asked, desk: TheDesk, name: FromPath[str]) -> Response[Any]:
    """One file, packed where the browser takes that."""
    file = desk.files.get(name.lstrip("/"), request.headers.get("accept-encoding", ""))
    if file is None:
        raise NotFoundException("There is no such file.")
    etag = f'"{file.digest}"'
    headers = {
        "ETag": etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "public, max-age=31536000, immutable"
        if request.query_params.get("v") == file.digest
        else "no-cache",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(b"", status_code=304, headers=headers)
    if file.packing:
        headers["Content-Encoding"] = file.packing
    return Response(file.data, media_type=file.content_type, headers=headers)


@get("/favicon.ico", include_in_schema=False, sync_to_thread=False)
def favicon(desk: TheDesk) -> Redirect:
    """Where browsers look for it unasked."""
    return Redirect(desk.files.address("icon.svg"))


ROUTES = [static_file, favicon]
