"""What a query gives: rows with named columns, to go through, count, or hand on to pandas or Arrow."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped, unused-ignore]
    import pyarrow  # type: ignore[import-untyped, unused-ignore]

_SHOWN = 20


@dataclass(frozen=True, eq=False, repr=False)
class Answer(Sequence[dict[str, Any]]):
    """The rows of a query, each a dict by column; `human` says in words what was asked."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    human: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> Answer: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | Answer:
        if isinstance(index, slice):
            return Answer(self.columns, self.rows[index], self.human)
        return dict(zip(self.columns, self.rows[index], strict=True))

    def column(self, name: str) -> list[Any]:
        """The values of one column."""
        index = self.columns.index(name)
        return [row[index] for row in self.rows]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts; days are `datetime.date`, lists are lists."""
        return list(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame, days as pandas' times; raises `DragomanError` where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise DragomanError("pandas is not installed. Install it with `pip install pandas`.") from error
        frame = pandas.DataFrame([list(row) for row in self.rows], columns=list(self.columns))
        for name in self.columns:
            values = [value for value in self.column(name) if value is not None]
            if values and all(isinstance(value, datetime.date) for value in values):
                try:
                    frame[name] = pandas.to_datetime(frame[name])
                except (ValueError, OverflowError):  # days that this pandas cannot hold stay as they are
                    continue
        return frame

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table; raises `DragomanError` where pyarrow is not installed."""
        try:
            import pyarrow
        except ImportError as error:
            raise DragomanError("pyarrow is not installed. Install it with `pip install pyarrow`.") from error
        return pyarrow.table({name: self.column(name) for name in self.columns})

    def __repr__(self) -> str:
        """A table of the first rows, with as many columns as a terminal holds."""
        cells = [[_cell(value) for value in row] for row in self.rows[:_SHOWN]]
        widths = [min(28, max([len(name), *(len(row[i]) for row in cells)])) for i, name in enumerate(self.columns)]
        lines = [list(self.columns), *cells]
        shown = [
            "  ".join(cell[:width].ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()[:160]
            for line in lines
        ]
        count = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        more = f", the first {_SHOWN} shown" if len(self) > _SHOWN else ""
        return "\n".join([*shown, f"[{count}{more}{': ' + self.human if self.human else ''}]"])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_cell(part) for part in value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return " ".join(str(value).split())
