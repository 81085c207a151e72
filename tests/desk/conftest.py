"""A desk over an archive with two hand-made reports, and a client that has come in."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from dragoman.archive import Archive
from dragoman.desk import Settings, make_app
from dragoman.desk.security import Key

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))

from hand_made_records import TEXT, FakeCoder, make_record, record

__all__ = ["record"]
TOKEN = "a-token-for-the-tests"


@pytest.fixture(scope="session")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, made once."""
    path = tmp_path_factory.mktemp("desk") / "desk.duckdb"
    with Archive(path) as archive:
        archive.add(make_record(publisher="Harbour Post"))
        archive.add(make_record(text=TEXT + "A second report. ", source="second.txt"))
    return path


@pytest.fixture(scope="module")
def shared_client(two_reports: Path) -> Iterator[TestClient[Litestar]]:
    """A browser that has come in to a desk that several tests share, because they change nothing."""
    with TestClient(make_app(two_reports, Settings(key=Key.token(TOKEN), hosts=(), coder=FakeCoder()))) as client:
        assert client.get(f"/?token={TOKEN}").status_code == 200
        yield client


@pytest.fixture
def archive_path(two_reports: Path, tmp_path: Path) -> Path:
    """An archive of one's own."""
    return Path(shutil.copy(two_reports, tmp_path / "desk.duckdb"))


@pytest.fixture
def app(archive_path: Path) -> Litestar:
    return make_app(archive_path, Settings(key=Key.token(TOKEN), hosts=(), coder=FakeCoder()))


@pytest.fixture
def stranger(app: Litestar) -> Iterator[TestClient[Litestar]]:
    """A browser that has not come in."""
    with TestClient(app) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient[Litestar]) -> TestClient[Litestar]:
    """A browser that has come in by the address that was printed."""
    answer = stranger.get(f"/?token={TOKEN}")
    assert answer.status_code == 200
    assert "token" not in str(answer.url)
    return stranger
