"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dragoman.errors import UsageError


class Page(NamedTuple):
    """Which part of a list is shown: its number from 1 on, how many rows a page has, and how many rows there are."""

    number: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """The number of the first row shown, from 1 on."""
        return min(self.offset + 1, self.total)

    @property
    def last_row(self) -> int:
        """The number of the last row shown."""
        return min(self.offset + self.size, self.total)


def asked_page(query: Mapping[str, str], size: int, most: int) -> Page:
    """The page that `page` and `rows` of an address ask for, of a list whose length is not known yet."""
    number, rows = _whole(query, "page", 1), min(_whole(query, "rows", size), most)
    return Page(number, rows, 0)


def _whole(query: Mapping[str, str], name: str, default: int) -> int:
    words = query.get(name, "").strip()
    if not words:
        return default
    if not words.isdecimal() or not 0 < int(words) < 10**9:
        raise UsageError(f"{name} {words!r} is not a number of 1 or more.")
    return int(words)
