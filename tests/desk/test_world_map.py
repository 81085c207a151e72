from __future__ import annotations

import re

import pytest

from dragoman.analysis.brief import PlaceCount
from dragoman.desk.world_map import HEIGHT, WIDTH, borders, drawing

pytestmark = pytest.mark.skipif(not borders(), reason="the pages' files are not built (scripts/build_frontend.py)")


def place(name: str, country: str, precision: str = "city", lat: float | None = None, lon: float | None = None, **more):
    counts = more.pop("counts", (0, 0, 0, 2))
    return PlaceCount(
        name=name, country=country, precision=precision, lat=lat, lon=lon, events=sum(counts), counts=counts
    )


BAMAKO = place("Bamako", "MLI", lat=12.65, lon=-8.0)


def test_a_town_is_marked_and_named_with_its_events() -> None:
    svg = drawing([BAMAKO])
    assert svg.count('class="town mx"') == 1
    assert ">Bamako 2</text>" in svg
    assert "told" not in svg, "the country of a town is not tinted"


def test_what_is_known_to_a_country_or_region_tints_it_and_has_no_mark() -> None:
    svg = drawing([place("Gao", "MLI", "region", 16.3, 0.1), place("Mali", "MLI", "country", 17.0, -4.0)])
    assert svg.count('class="land told mx"') == 1
    assert 'class="town' not in svg
    assert ">Mali 4</text>" in svg


def test_the_two_polygons_of_somalia_take_one_colour() -> None:
    assert drawing([place("Somalia", "SOM", "country")]).count('class="land told') == 2


def test_cooperation_is_round_and_conflict_stands_on_its_corner() -> None:
    talks = place("Doha", "QAT", lat=25.3, lon=51.5, counts=(3, 0, 0, 0))
    svg = drawing([talks, place("Basra", "IRQ", lat=30.5, lon=47.8)])
    assert ('<circle class="town vc"' in svg, '<polygon class="town mx"' in svg) == (True, True)


def test_towns_that_would_touch_are_one_mark() -> None:
    svg = drawing([BAMAKO, place("Kati", "MLI", lat=12.74, lon=-8.07), place("Tokyo", "JPN", lat=35.7, lon=139.7)])
    assert svg.count('<polygon class="town') == 2
    assert "Bamako and 1 more 4" in svg


def test_marks_and_names_stay_inside_the_drawing() -> None:
    towns = [place(f"Town {n}", "RUS", lat=50 + n / 3, lon=30 + 12 * n) for n in range(12)]
    svg = drawing(towns)
    for x, y in re.findall(r'<text class="town" x="([-\d.]+)" y="([-\d.]+)"', svg):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT
    assert len(svg) < 120_000


def test_a_name_from_a_report_is_never_markup() -> None:
    svg = drawing([place("<script>alert(1)</script>", "MLI", lat=12.65, lon=-8.0)])
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawing([]) == ""
    assert drawing([place("somewhere", "", "region")]) == ""
