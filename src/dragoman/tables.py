"""Reading the tables that hold Dragoman's knowledge: TSV with a header that says what the columns mean.

A table starts with comment lines (`#`): what it holds, what its columns mean, where the facts come from. The first line
that is not a comment names the columns. Cells are stripped; an empty cell is an empty string; `|` separates
the members of a list. Blank lines and later comment lines are skipped.
"""

from __future__ import annotations

import contextlib
import gc
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from dragoman.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


@dataclass(frozen=True)
class Row:
    """One row: the table's name, the line it stands on (1-based) and its cells by column."""

    table: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> tuple[str, ...]:
        """The members of a `|`-separated cell."""
        cell = self.cells[column]
        if "|" not in cell:
            return (cell,) if cell else ()
        return tuple(part for piece in cell.split("|") if (part := piece.strip()))

    def error(self, problem: str) -> TableError:
        """An error that names this row."""
        return TableError(self.table, self.line, problem)


@contextlib.contextmanager
def made_to_stay() -> Iterator[None]:
    """For making many objects that all stay: no search for garbage among them, which takes as long as making them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def package_file(package: str, name: str) -> Traversable:
    """The file `name` that ships inside `package`."""
    return resources.files(package).joinpath(name)


def read_table(text: str, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table's text; raises `TableError` where the columns are not `columns` or a row has too many
    cells."""
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            if tuple(cells) != columns:
                raise TableError(name, number, f"columns are {cells}, expected {list(columns)}")
            header = cells
            continue
        if len(cells) > len(header):
            raise TableError(name, number, f"{len(cells)} cells, but the header has {len(header)} columns")
        cells += [""] * (len(header) - len(cells))
        yield Row(name, number, dict(zip(header, cells, strict=True)))
    if header is None:
        raise TableError(name, 1, "no header line")
