"""Where a publisher has its seat."""

from __future__ import annotations

import pytest

from dragoman.places import load_gazetteer
from dragoman.places.gazetteer import Gazetteer
from dragoman.places.publishers import Home, home_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_a_known_paper_has_one_seat(gazetteer: Gazetteer) -> None:
    home = home_of("https://www.oregonlive.com/news/2020/01/story.html", gazetteer)
    assert home is not None
    assert home.points == ((45.52, -122.68),)


def test_an_unknown_paper_is_at_a_town_of_its_name(gazetteer: Gazetteer) -> None:
    home = home_of("www.timaruherald.example.nz", gazetteer)
    assert home is not None
    assert any(abs(lat + 44.4) < 0.5 for lat, _ in home.points)
    assert home.country == "NZL"


def test_an_ending_tells_the_country(gazetteer: Gazetteer) -> None:
    assert home_of("http://qwxz.co.ke/1", gazetteer) == Home((), "KEN")


def test_a_worldwide_address_tells_nothing(gazetteer: Gazetteer) -> None:
    assert home_of("https://www.qwxz.com/world", gazetteer) is None
