"""The hand-made record of `tests/archive/hand_made_records.py`, filed, with its two events by name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from hand_made_records import record, record_by

from dragoman.archive import Archive

__all__ = ["record", "record_by"]

SHELLING, MEETING = "e-shelling", "e-meeting"


@pytest.fixture
def archive(tmp_path, record) -> Iterator[Archive]:
    with Archive(tmp_path / "test.duckdb") as opened:
        opened.add(record)
        yield opened
