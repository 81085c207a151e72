"""A gazetteer of one's own from a GeoNames dump."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.places import Gazetteer, load_gazetteer
from dragoman.places.building import build_gazetteer
from dragoman.places.gazetteer import GazetteerError, read_meta


def line(
    identifier: int,
    name: str,
    point: tuple[float, float],
    code: str,
    *,
    alternates: str = "",
    admin1: str = "09",
    people: int = 0,
) -> str:
    kind = "A" if code.startswith("ADM") else "P"
    cells = (identifier, name, name, alternates, *point, kind, code, "SY", "", admin1, "", "", "", people, "", 100)
    return "\t".join(map(str, (*cells, "Asia/Damascus", "2026-01-01")))


LINES = (
    line(170063, "Aleppo", (36.2, 37.16), "PPLA", people=1_600_000),  # ships with Dragoman
    line(990000001, "Qal'at Azraq", (36.1, 37.3), "PPL", alternates="Kalat Azraq,قلعة"),
    line(990000002, "Wadi Nuhas", (36.3, 37.4), "WAD"),
    line(990000003, "Bi'r Zaytun", (36.3, 37.5), "WLL"),
    line(990000004, "Tall Hajar", (36.4, 37.6), "PPL", people=40),
)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", "\n".join((*LINES, "a line\tcut short")) + "\n")
    return path


@pytest.fixture(scope="module")
def built(dump: Path) -> Gazetteer:
    out = dump.parent / "own.bin"
    result = build_gazetteer(dump, out)
    assert (result.added, result.unreadable) == (3, 1)
    return load_gazetteer(out)


def test_a_village_of_the_dump_is_found_by_each_of_its_names(built: Gazetteer) -> None:
    for name in ("Qal'at Azraq", "Kalat Azraq"):
        (found,) = built.lookup(name)
        assert (found.country, found.lat, found.geonames_id) == ("SYR", 36.1, 990000001)


def test_what_ships_stays_as_it_is(built: Gazetteer) -> None:
    shipped = load_gazetteer()
    for name in ("Aleppo", "Syria", "Springfield", "the Sahel"):
        assert built.lookup(name) == shipped.lookup(name)
    assert set(built.country_points) == set(shipped.country_points)
    assert built.adjectives == shipped.adjectives


def test_a_valley_is_an_area_and_a_well_is_left_out(built: Gazetteer) -> None:
    assert [c.feature for c in built.lookup("Wadi Nuhas")] == ["area"]
    assert not built.knows("Bi'r Zaytun")


def test_small_villages_can_be_left_out(dump: Path, tmp_path: Path) -> None:
    assert build_gazetteer(dump, tmp_path / "g.bin", least=100).added == 1


def test_other_countries_can_be_left_out(dump: Path, tmp_path: Path) -> None:
    assert build_gazetteer(dump, tmp_path / "g.bin", countries=frozenset({"IQ"})).added == 0


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("not\ta dump\n", "utf-8")
    with pytest.raises(GazetteerError, match="is no GeoNames dump"):
        build_gazetteer(path, tmp_path / "g.bin")
    assert not (tmp_path / "g.bin").exists()


def test_the_file_says_which_dump_it_is_from(built: Gazetteer, dump: Path) -> None:
    meta = read_meta(dump.parent / "own.bin")
    assert "SY.zip" in str(meta["title"])
    assert meta["id"]


def test_the_command_builds_and_says_how_to_use_it(
    dump: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["places", "build", str(dump), "--out", str(tmp_path / "own.bin")]) == 0
    assert "DRAGOMAN_GAZETTEER" in capsys.readouterr().out


def test_the_coder_s_version_names_the_gazetteer(built: Gazetteer, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.cli.coding import coder_version

    before = coder_version()
    monkeypatch.setenv("DRAGOMAN_GAZETTEER", str(dump.parent / "own.bin"))
    assert coder_version() == before[:-1] + f", gazetteer {built.meta['id']})"
