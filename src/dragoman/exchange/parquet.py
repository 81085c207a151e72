"""Parquet, written by DuckDB: one row a fact, with real lists, days and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.archive import Archive, Filter, Kind


def write_parquet(archive: Archive, kind: Kind, chosen: Filter, out: Path) -> int:
    """The facts of one kind that a filter chooses; gives how many."""
    return archive.write_parquet(kind, out, chosen)
