"""Web addresses: what is one, and whose host it names."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_address(source: str) -> bool:
    """Whether `source` is an http or https address rather than a path."""
    return source.lower().startswith(("http://", "https://"))


def host_name(url: str) -> str:
    """The host of a web address without "www.", or an empty string where it names none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
