"""The gazetteer: look-ups by name, ranking, and the compiled file."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.places import Gazetteer, load_gazetteer
from dragoman.places.gazetteer import GazetteerError, Stored, write_gazetteer
from dragoman.places.names import key, without_article


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Jenin", "PSE", 32.46, 35.30),
        ("Ar Raqqah", "SYR", 35.95, 39.01),
        ("al-Raqqa", "SYR", 35.95, 39.01),
        ("Deir Ezzor", "SYR", 35.34, 40.14),
        ("Qayyarah Airfield West", "IRQ", 35.77, 43.13),
        ("Talmenes", "SYR", 35.64, 36.74),
        ("São Tomé", "STP", 0.34, 6.73),
        ("Zaporizhzhya", "UKR", 47.85, 35.12),
        ("Washington", "USA", 38.9, -77.04),
        ("Mekelle", "ETH", 13.5, 39.47),
        ("Moria camp", "GRC", 39.13, 26.50),
        ("Mek'ele", "ETH", 13.5, 39.47),
    ],
)
def test_a_name_gives_the_place_most_readers_think_of(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    best = gazetteer.lookup(name)[0]
    assert best.country == country
    assert abs(best.lat - lat) < 0.3
    assert abs(best.lon - lon) < 0.3


@pytest.mark.parametrize("name", ["Syria", "U.S.", "the Netherlands", "Côte d'Ivoire", "Cote d'Ivoire", "DR Congo"])
def test_countries_are_in_the_gazetteer(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].feature == "country"


def test_every_country_has_a_point_of_its_own(gazetteer: Gazetteer) -> None:
    points = gazetteer.country_points
    assert len(points) > 220
    assert len({(c.lat, c.lon) for c in points.values()}) == len(points)


def test_a_region_across_borders_has_no_country(gazetteer: Gazetteer) -> None:
    sahel = gazetteer.lookup("the Sahel")[0]
    assert (sahel.country, sahel.precision, sahel.feature) == (None, "region", "area")


def test_a_word_such_as_province_leaves_the_region(gazetteer: Gazetteer) -> None:
    assert {c.feature for c in gazetteer.lookup("Idlib province")} <= {"region", "district", "area"}


def test_a_word_such_as_city_leaves_the_town(gazetteer: Gazetteer) -> None:
    assert {c.feature for c in gazetteer.lookup("the city of Idlib")} == {"city"}


def test_unknown_names_give_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xyzzyville Quux") == ()


def test_the_file_names_source_and_licence(gazetteer: Gazetteer) -> None:
    assert "CC BY 4.0" in str(gazetteer.meta["attribution"])
    assert "geonames.org" in str(gazetteer.meta["attribution"])


def test_the_gazetteer_loads_at_once() -> None:
    start = time.perf_counter()
    load_gazetteer()
    assert time.perf_counter() - start < 0.4


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"no gazetteer")
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        load_gazetteer(path)


def test_a_compiled_place_reads_back_as_it_was(tmp_path: Path) -> None:
    place = Stored("Ar Rastan", "SYR", "city", 34.93, 36.73, "Homs", 12345, 39834)
    data = write_gazetteer([(place, {"Ar Rastan": 0, "Rastan": 1})], {"SYR": ("Syrian",)}, {"title": "t"})
    path = tmp_path / "one.bin"
    path.write_bytes(data)
    gazetteer = load_gazetteer(path)
    (found,) = gazetteer.lookup("al-Rastan")
    assert (found.name, found.country, found.lat, found.lon) == ("Ar Rastan", "SYR", 34.93, 36.73)
    assert (found.region, found.geonames_id, found.population) == ("Homs", 12345, 39834)
    assert gazetteer.adjectives == {"syrian": "SYR"}


def test_compiling_twice_gives_the_same_bytes() -> None:
    places = [(Stored(n, "SYR", "city", 1.0, 2.0, "", i, 10), {n: 0}) for i, n in enumerate(["A b", "Ç", "al-D"], 1)]
    assert write_gazetteer(places, {}, {}) == write_gazetteer(places, {}, {})


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    once = key(name)
    assert key(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("São Paulo", "SAO PAULO"),
        ("U.S.", "US"),
        ("the Gaza Strip", "Gaza Strip"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Sana'a", "Sana’a"),
        ("Łódź", "Lodz"),
    ],
)
def test_spelling_habits_do_not_count(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_only_a_leading_arabic_article_is_taken_off() -> None:
    assert without_article("ar raqqah") == "raqqah"
    assert without_article("arish") == "arish"
    assert without_article("al") == "al"


@cache
def _shared() -> Gazetteer:
    return load_gazetteer()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20))
def test_any_text_can_be_looked_up(name: str) -> None:
    found = _shared().lookup(name)
    assert list(found) == sorted(found, key=lambda c: -c.score)
