"""CSV: one row a fact, lists joined with semicolons, UTF-8, quoted as in RFC 4180."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from dragoman.exchange.cells import as_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO


def write_csv(rows: Iterable[Mapping[str, object]], columns: Sequence[str], out: TextIO) -> int:
    """A header and the rows; gives how many. NUL, which no CSV reader takes, becomes U+FFFD."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([as_cell(row[name]).replace("\x00", "\ufffd") for name in columns])
        count += 1
    return count
