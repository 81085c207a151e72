"""The application: routes, what is checked before each, and what is sent with every answer."""

from __future__ import annotations

import dataclasses
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide

from dragoman.archive import Archive
from dragoman.desk import api, pages
from dragoman.desk.desk import Desk
from dragoman.desk.doors import check_in
from dragoman.desk.problems import handle
from dragoman.desk.security import HEADERS
from dragoman.desk.settings import Settings

if TYPE_CHECKING:
    from litestar.types import Message, Scope

_HEADERS = tuple((name.encode(), value.encode()) for name, value in HEADERS)


def make_app(archive_path: str | os.PathLike[str], settings: Settings) -> Litestar:
    """The desk over the archive at `archive_path`, which is made where it isn't there.

    Raises `ArchiveError` for a file that is no archive. Nothing is loaded that takes long: the coder is, when the first
    report is to be read.
    """
    path = Path(archive_path)
    Archive(path).close()  # makes it, or says what is wrong with it, before anybody asks
    if not settings.secret:
        settings = dataclasses.replace(settings, secret=secrets.token_bytes(32))
    desk = Desk(path, settings)

    async def let_go() -> None:
        desk.jobs.stop()
        desk.archive.close()

    return Litestar(
        route_handlers=[*pages.ROUTES, *api.ROUTES],
        state=State({"desk": desk}),
        dependencies={"desk": Provide(_desk, sync_to_thread=False)},
        before_request=check_in,
        before_send=[_add_headers],
        exception_handlers={Exception: handle},
        compression_config=CompressionConfig(
            backend="gzip", minimum_size=700, gzip_compress_level=6, exclude=["^/static/"]
        ),
        openapi_config=api.OPENAPI,
        request_max_body_size=settings.largest_upload + 1_000_000,
        on_shutdown=[let_go],
        logging_config=None,
    )


def _desk(state: State) -> Desk:
    desk: Desk = state.desk
    return desk


async def _add_headers(message: Message, scope: Scope) -> None:
    if message["type"] == "http.response.start":
        kept: list[Any] = [pair for pair in message["headers"] if pair[0].lower() not in dict(_HEADERS)]
        message["headers"] = [*kept, *_HEADERS]
