"""Toponyms in reports: what is one, what kind, and which place it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import ParsedReport, load_pipeline, parse
from dragoman.places import Gazetteer, Toponym, distance_km, find_toponyms, load_gazetteer, resolve_places
from dragoman.record import Article, Block, Place, Span


@pytest.fixture(scope="session")
def pipeline() -> Any:
    return load_pipeline()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def report(text: str, pipeline: Any) -> ParsedReport:
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]+", text))
    (parsed,) = parse([Article(id="t", source="t", text=text, blocks=blocks)], pipeline)
    return parsed


@pytest.fixture(scope="session")
def names_in(pipeline: Any, gazetteer: Gazetteer) -> Any:
    def names(text: str) -> dict[str, str]:
        return {t.text: t.hint for t in find_toponyms(report(text, pipeline), gazetteer)}

    return names


@pytest.fixture(scope="session")
def places_in(pipeline: Any, gazetteer: Gazetteer) -> Any:
    def places(text: str, *countries: str) -> dict[str, Place]:
        toponyms = find_toponyms(report(text, pipeline), gazetteer)
        found = resolve_places(toponyms, gazetteer, countries=countries, text=text)
        return {span.of(text): place for span, place in found.items()}

    return places


def only(
    name: str, gazetteer: Gazetteer, text: str = "", hint: Any = "", countries: tuple[str, ...] = ()
) -> Place | None:
    text = text or name
    at = text.index(name)
    span = Span(at, at + len(name))
    return resolve_places([Toponym(span, name, hint)], gazetteer, countries=countries, text=text).get(span)


def test_toponyms_stand_where_their_spans_say(pipeline: Any, gazetteer: Gazetteer) -> None:
    text = "Talks opened in Geneva.\nTroops left the Gaza Strip and moved to northern Syria."
    for toponym in find_toponyms(report(text, pipeline), gazetteer):
        assert toponym.span.of(text) == toponym.text


def test_the_article_is_left_out(names_in: Any) -> None:
    assert "Gaza Strip" in names_in("Aid convoys entered the Gaza Strip on Monday.")


def test_a_demonym_is_no_toponym(names_in: Any) -> None:
    assert names_in("The Syrian and Turkish ministers met Iraqi officials.") == {}


def test_a_place_in_the_name_of_an_organisation_is_none(names_in: Any) -> None:
    found = names_in("Fighters of the Islamic State of Iraq and the Levant attacked, the New York Times wrote.")
    assert not {"Iraq", "Levant", "New York"} & set(found)


def test_a_surname_is_no_toponym(names_in: Any) -> None:
    found = names_in("Philip Hammond spoke with John Kerry. Hammond said the talks went well. Kerry agreed.")
    assert found == {}


def test_a_common_word_is_no_toponym(names_in: Any) -> None:
    assert names_in("Police said on Monday that most were released. March was quiet. Many left. Reading helps.") == {}


def test_a_common_word_is_one_after_town_of(names_in: Any) -> None:
    assert names_in("The army retook the town of Hit.").get("Hit") == "city"


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("Shells hit the city of Idlib overnight.", "Idlib", "city"),
        ("Shells hit Idlib city overnight.", "Idlib", "city"),
        ("Shells fell in Idlib province overnight.", "Idlib", "region"),
        ("Protests were held in Nineveh governorate.", "Nineveh", "region"),
        ("Shells fell in Idlib overnight.", "Idlib", ""),
    ],
)
def test_the_words_beside_a_name_tell_its_kind(names_in: Any, text: str, name: str, hint: str) -> None:
    assert names_in(text)[name] == hint


def test_where_a_report_was_written_is_no_place_of_the_report(names_in: Any) -> None:
    assert names_in("BEIRUT (Reuters) - The two sides agreed to talk on Friday.") == {}


def test_a_preposition_at_the_start_is_no_part_of_a_name(names_in: Any) -> None:
    assert "Kobane" in names_in("Near Kobane, six airstrikes struck tactical units.")


def test_a_bare_name_means_the_city_and_with_province_the_region(places_in: Any) -> None:
    places = places_in("Air strikes hit Aleppo on Sunday.")
    assert places["Aleppo"].precision == "city"
    places = places_in("Air strikes hit Aleppo province on Sunday.")
    assert places["Aleppo"].precision == "region"


def test_a_named_container_decides(places_in: Any) -> None:
    assert places_in("A man was killed in Springfield, Illinois.")["Springfield"].region == "Illinois"
    assert places_in("The conference was held in Paris, Texas.")["Paris"].region == "Texas"


@pytest.mark.parametrize(("other", "country"), [("Misrata and Benghazi", "LBY"), ("Beirut and Sidon", "LBN")])
def test_tripoli_is_where_the_other_places_are(places_in: Any, other: str, country: str) -> None:
    assert (
        places_in(f"Clashes broke out in Tripoli on Monday. Roads to {other} were closed.")["Tripoli"].country
        == country
    )


def test_countries_spoken_of_decide(gazetteer: Gazetteer) -> None:
    assert only("Tripoli", gazetteer, countries=("LBN",)).country == "LBN"  # type: ignore[union-attr]
    assert only("Tripoli", gazetteer, countries=("LBY",)).country == "LBY"  # type: ignore[union-attr]


def test_georgia_is_the_state_among_american_places(places_in: Any) -> None:
    assert places_in("Storms hit Atlanta, Georgia, and parts of Alabama and Tennessee.")["Georgia"].country == "USA"


def test_georgia_is_the_country_among_its_neighbours(places_in: Any) -> None:
    place = places_in("Ministers of Georgia and Armenia met in Tbilisi.")["Georgia"]
    assert (place.country, place.precision) == ("GEO", "country")


def test_a_camp_is_a_point(gazetteer: Gazetteer) -> None:
    place = only("Zaatari camp", gazetteer)
    assert place is not None
    assert (place.country, place.precision) == ("JOR", "point")


def test_an_airport_stands_at_its_city(gazetteer: Gazetteer) -> None:
    place = only("Kabul International Airport", gazetteer)
    assert place is not None
    assert place.country == "AFG"


def test_an_unknown_name_is_left_out(gazetteer: Gazetteer) -> None:
    assert only("Qwxzabad", gazetteer) is None


def test_a_village_without_evidence_is_left_out(gazetteer: Gazetteer) -> None:
    assert only("Opp", gazetteer, text="He said Opp was late.") is None


def test_the_place_keeps_the_span_of_its_name(places_in: Any) -> None:
    text = "Troops entered Raqqa."
    place = places_in(text)["Raqqa"]
    assert place.text is not None
    assert place.text.of(text) == "Raqqa"


_points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(_points, _points)
def test_distance_is_symmetric_and_within_half_the_earth(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= 20016


def test_distance_between_two_cities_is_right() -> None:
    assert distance_km((51.507, -0.128), (48.857, 2.352)) == pytest.approx(344, abs=3)
