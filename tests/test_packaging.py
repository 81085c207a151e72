"""The wheel holds all that the installed package needs, and nothing of the machine on which it was built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dragoman"
TABLES = {".tsv", ".toml", ".sql", ".bin", ".json"}
LOCKS = ("requirements.lock", "requirements-dev.lock")
ELSEWHERE = re.compile(rb"\.\./shared|/shared/|/work/|/home/\w|/root/|/Users/\w|[A-Z]:\\Users")


def package_files() -> list[Path]:
    return [f for f in sorted(PACKAGE.rglob("*")) if f.is_file() and "__pycache__" not in f.parts]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_every_module_and_table_of_the_package(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = [f for f in package_files() if f.suffix in TABLES | {".py"} or f.name == "py.typed"]
    assert {f.suffix for f in wanted} >= TABLES
    assert not [str(f) for f in wanted if f.relative_to(PACKAGE.parent).as_posix() not in inside]


def test_the_wheel_holds_nothing_but_the_package_and_its_licences(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in inside if not re.match(r"dragoman/|dragoman-[\w.]+\.dist-info/", name)]
    assert {Path(name).name for name in inside if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_the_wheel_holds_what_the_desks_pages_load_and_the_samples(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    desk = "dragoman/desk/"
    templates = {f"{desk}templates/{file.name}" for file in (PACKAGE / "desk" / "templates").iterdir()}
    named = set(re.findall(r"static\('([^']+)'\)", "".join(f.read_text("utf-8") for f in PACKAGE.rglob("*.html"))))
    assert {"desk.css", "built/desk.js", "built/charts.js"} <= named
    built = {f"{desk}static/{name}" for name in {*named, "built/world.json", "built/LICENCES.txt"}}
    packed = {f"{name}.br" for name in built if "/built/" in name and name.endswith((".js", ".css", ".json"))}
    samples = {f"dragoman/samples/{file.name}" for file in (ROOT / "samples").iterdir()}
    assert not (templates | built | packed | samples) - inside


def test_the_wheel_runs_from_where_it_is_unpacked(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = (
        "import dragoman, pathlib\n"
        f"assert pathlib.Path(dragoman.__file__).is_relative_to({str(tmp_path)!r}), dragoman.__file__\n"
        "record = dragoman.code('France expelled two Russian diplomats on Monday.', published='2021-04-20')\n"
        "print(record.events[0].type, record.events[0].date.start)\n"
        "archive = dragoman.Archive('one.duckdb')\n"
        "archive.add(record)\n"
        "print(len(archive.events(type='SANCTION')))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["SANCTION", "2021-04-19", "1"]


@pytest.mark.parametrize("file", package_files(), ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_no_file_of_the_package_leads_out_of_it(file: Path) -> None:
    found = ELSEWHERE.search(file.read_bytes())
    assert not found, found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_each_package_with_hashes_and_names_no_index_or_path(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    requirements = re.findall(r"^(\S.*?)(?=^\S|\Z)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE), re.M | re.S)
    assert len(requirements) > 30
    assert not [r for r in requirements if not re.match(r"[\w.-]+(\[\w+\])?==\S+", r) or "--hash=sha256:" not in r]
    assert not re.search(r"https?://|file:|--index|--extra-index|--find-links|(?<!\w)/\w+/", text)
    assert "torch" not in text


def test_the_locks_hold_all_that_the_package_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    def plain(requirement: str) -> str:
        return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]

    wanted = {"requirements.lock": project["dependencies"]}
    wanted["requirements-dev.lock"] = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for lock, requirements in wanted.items():
        locked = {plain(line) for line in (ROOT / lock).read_text("utf-8").splitlines() if "==" in line}
        assert not {plain(r) for r in [*requirements, "hatchling"]} - locked, lock


def test_set_up_installs_again_when_a_lock_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("set_up", ROOT / "scripts" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    set_up = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(set_up)
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    monkeypatch.setattr(set_up, "VENV", tmp_path / ".venv")
    for name in ("pyproject.toml", *LOCKS):
        (tmp_path / name).write_text("first")
    python = set_up.environment_python(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    assert not set_up.ready("use")
    set_up.mark("develop").write_text(set_up.digest("develop"))
    assert set_up.ready("develop")
    assert set_up.ready("use"), "what tests need holds what use needs"
    (tmp_path / "requirements-dev.lock").write_text("second")
    assert not set_up.ready("develop")
