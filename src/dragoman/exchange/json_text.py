"""JSON and JSON Lines, of rows or of whole records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dragoman.exchange.cells import as_json
from dragoman.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO


def write_json(items: Iterable[Record | Mapping[str, object]], out: TextIO) -> int:
    """One JSON array with an item a line; gives how many."""
    count = 0
    for item in items:
        out.write(("[\n" if count == 0 else ",\n") + line_of(item))
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count


def write_jsonl(items: Iterable[Record | Mapping[str, object]], out: TextIO) -> int:
    """One JSON object a line; gives how many."""
    count = 0
    for item in items:
        out.write(line_of(item) + "\n")
        count += 1
    return count


def line_of(item: Record | Mapping[str, object]) -> str:
    """A record or a row as one line of JSON."""
    return item.to_json() if isinstance(item, Record) else json.dumps(as_json(item), ensure_ascii=False)
