"""What all tests share: one coder, loaded once, and ways to code a sentence or parse one."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.record import Record

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
if str(ROOT / "bench") not in sys.path:
    sys.path.insert(0, str(ROOT / "bench"))

# No test reads the table of actors that the person who runs it may keep.
os.environ["DRAGOMAN_ACTORS"] = str(Path(tempfile.gettempdir(), "dragoman-tests", "no-actors.tsv"))

THE_DAY = datetime.date(2020, 12, 3)  # a Thursday


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with the tables that ship."""
    return Coder.load()


@pytest.fixture(scope="session")
def code(coder: Coder) -> Callable[..., Record]:
    """`code(text, published=THE_DAY)`: the record of a text."""
    from dragoman.reading import article_from_text

    def code_text(text: str, published: datetime.date | None = THE_DAY) -> Record:
        return coder.code(article_from_text(text, source="test", published=published))

    return code_text


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development data (../shared) is not here")
    return SHARED
