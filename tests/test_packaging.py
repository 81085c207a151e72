"""A wheel holds all that the product needs, and nothing of the workplace."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dragoman"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    built = next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    files = {f"dragoman/{p.relative_to(PACKAGE).as_posix()}" for p in PACKAGE.rglob("*") if p.is_file()}
    assert {f for f in files if "__pycache__" not in f} - wheel == set()


def test_no_file_of_the_package_names_a_place_outside_it() -> None:
    outside = re.compile(r"\.\./shared|/home/\w|/root/|/work/")
    texts = [p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".tsv", ".toml", ".sql", ".json"}]
    assert [p.name for p in texts if outside.search(p.read_text("utf-8"))] == []


def test_the_lock_files_name_hashes_and_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index-url|--find-links|file:", text)
