"""Fetching a page from the web: http and https only, with a time limit, a size limit and three tries."""

from __future__ import annotations

from typing import NamedTuple

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from dragoman.errors import InputError
from dragoman.reading.addresses import is_address
from dragoman.version import __version__

_TRIES = 3
_SECONDS = 20.0


class Fetched(NamedTuple):
    """What an address gave: its bytes, their declared type and character set ("" if none), the address at the end."""

    data: bytes
    content_type: str
    charset: str
    url: str


def _worth_another_try(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500 or error.response.status_code == 429
    return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.UnsupportedProtocol)


def fetch(
    url: str,
    *,
    limit: int,
    transport: httpx.BaseTransport | None = None,
    seconds: float = _SECONDS,
    first_wait: float = 0.5,
) -> Fetched:
    """The bytes at `url`, at most `limit` of them; transport errors and answers of 5xx are tried again twice.

    `seconds` limits each wait for the network, `first_wait` is the pause in seconds before the second try, doubled for
    the third. `transport` stands in for the network. Raises `InputError` where nothing usable came.
    """
    if not is_address(url):
        raise InputError(url, "not an http or https address.", "Give an address that starts with http:// or https://.")
    tries = Retrying(
        stop=stop_after_attempt(_TRIES),
        wait=wait_exponential(multiplier=first_wait, max=8),
        retry=retry_if_exception(_worth_another_try),
        reraise=True,
    )
    try:
        return tries(_fetch_once, url, limit, transport, seconds)
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        raise InputError(
            url, f"the server answered {status}.", "Check the address, or save the page and give the file."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        problem = str(error) or type(error).__name__
        raise InputError(url, f"could not be fetched ({problem}).", "Check the address and the network.") from error


def _fetch_once(url: str, limit: int, transport: httpx.BaseTransport | None, seconds: float) -> Fetched:
    headers = {
        "User-Agent": f"dragoman/{__version__}",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    }
    with (
        httpx.Client(transport=transport, timeout=seconds, follow_redirects=True, headers=headers) as client,
        client.stream("GET", url) as response,
    ):
        response.raise_for_status()
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes(65_536):
            size += len(part)
            if size > limit:
                raise InputError(url, f"larger than {limit:,} bytes.", "Raise the limit, or save the part you need.")
            parts.append(part)
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        return Fetched(b"".join(parts), kind, response.charset_encoding or "", str(response.url))
