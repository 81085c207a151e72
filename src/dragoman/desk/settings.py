"""What the desk is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from dragoman.api import CodesArticles
    from dragoman.desk.security import Key


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the desk is reached, by whom, and how much it takes in.

    `key` is what opens it: a token or a password. `hosts` are the names by which it may be called, without ports;
    empty allows any. `largest_text` and `largest_upload` are in characters and bytes. `coder` and `transport` stand in
    for the coder and the network.
    """

    key: Key
    secret: bytes = b""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    cookie: str = "dragoman"
    session_seconds: int = 7 * 24 * 3600
    largest_text: int = 500_000
    largest_upload: int = 20_000_000
    most_files: int = 200
    rows_a_page: int = 50
    most_rows_a_page: int = 500
    most_waiting: int = 500
    coder: CodesArticles | None = None
    transport: httpx.BaseTransport | None = None
