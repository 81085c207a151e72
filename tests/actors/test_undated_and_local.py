"""Sides in texts without a date, of people of a town, of parts of organisations, and of adjectives of a country."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from dragoman.actors.persons import as_of, person_party
from dragoman.actors.tables import KnownPerson, Office, Period

Side = tuple[str | None, str]
Sides = Callable[..., list[Side]]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Khrushchev promised the farmers better harvests.", "Khrushchev", "RUS"),
        ("Nasser refused to see the envoy.", "Nasser", "EGY"),
        ("The crowd cheered when Nehru spoke.", "Nehru", "IND"),
        ("Mr Eisenhower sent a letter to his ministers.", "Eisenhower", "USA"),
        ("Mobutu ordered the soldiers back to barracks.", "Mobutu", "COD"),
        ("Assad received the delegation on the steps.", "Assad", "SYR"),
    ],
)
def test_a_surname_of_one_famous_ruler_is_that_ruler_where_the_date_is_unknown(
    sides: Sides, text: str, name: str, country: str
) -> None:
    assert sides(text, name, None) == [(country, "GOV")]


def test_a_surname_of_many_is_nobody_known_where_the_date_is_unknown(sides: Sides) -> None:
    assert ("GBR", "GOV") not in sides("Brown lost the keys of the boathouse.", "Brown", None)


def test_of_rulers_of_one_surname_the_text_names_the_country_of_one(sides: Sides) -> None:
    assert sides("Honduras recalled its envoy after Castro spoke.", "Castro", None) == [("HND", "GOV")]


def test_a_full_name_told_before_is_not_the_ruler_of_that_surname(sides: Sides) -> None:
    text = "The painter Milton Nasser opened his show. Nasser thanked the visitors."
    assert ("EGY", "GOV") not in sides(text, "Nasser", None)


def test_a_general_who_rules_acts_for_the_government(sides: Sides) -> None:
    assert sides("General Abacha dissolved the parties of Nigeria.", "Abacha", "1994-03-01") == [("NGA", "GOV")]


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("Residents of Plovdiv blocked the bridge.", "Residents", ("BGR", "CVL")),
        ("The Gdansk shipyard workers downed tools.", "workers", ("POL", "LAB")),
        ("Police in Kisumu fired on the crowd.", "Police", ("KEN", "COP")),
        ("Umtali's police called up reservists.", "police", ("ZWE", "COP")),
    ],
)
def test_people_named_with_their_town_are_of_its_country(sides: Sides, text: str, word: str, side: Side) -> None:
    assert sides(text, word, None, with_places=True) == [side]


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Peking censured Hanoi over the border posts.", "Hanoi", "VNM"),
        ("France has protested to Ankara over the flights.", "Ankara", "TUR"),
        ("Sweden recalled its ambassador from Teheran.", "Teheran", "IRN"),
        ("Tokyo is unwilling to pay for the reactors.", "Tokyo", "JPN"),
    ],
)
def test_a_capital_that_acts_or_is_dealt_with_is_its_government(
    sides: Sides, text: str, word: str, country: str
) -> None:
    assert sides(text, word, None) == [(country, "GOV")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Bombers raided Hanoi for the third night.", "Hanoi"),
        ("The minister flew to Ankara on Monday.", "Ankara"),
        ("Tokyo's streets were empty.", "Tokyo"),
    ],
)
def test_a_capital_where_something_is_or_happens_is_no_side(sides: Sides, text: str, word: str) -> None:
    assert sides(text, word, None) == []


def test_brussels_is_the_european_union_unless_the_text_is_on_belgium(sides: Sides) -> None:
    assert sides("Brussels offered London a longer transition.", "Brussels") == [(None, "")]
    assert sides("Brussels offered the Belgian unions a raise.", "Brussels") == [("BEL", "GOV")]


def test_adjectives_of_two_countries_share_the_noun(sides: Sides) -> None:
    text = "Serbian and Bosnian border officers caught the smugglers."
    assert sides(text, "Bosnian") == [("BIH", "COP")]


def test_an_ethnic_adjective_does_not_tell_the_country(sides: Sides) -> None:
    text = "Ethnic Albanian guerrillas attacked a patrol in Macedonia."
    assert ("ALB", "REB") not in sides(text, "guerrillas")


def test_the_council_of_a_text_of_the_united_nations_is_theirs(sides: Sides) -> None:
    text = "The Council demands that all States comply with resolution 418."
    assert sides(text, "Council", None) == [(None, "")]


def test_the_secretary_general_without_an_organisation_is_that_of_the_united_nations(sides: Sides) -> None:
    assert sides("The Secretary-General will travel to Khartoum.", "General", None) == [(None, "")]


def test_many_foreign_ministers_are_of_no_one_country(sides: Sides) -> None:
    assert sides("Twenty-six foreign ministers met in Jakarta.", "ministers") == [(None, "GOV")]


def test_the_republic_of_a_country_is_the_country(sides: Sides) -> None:
    assert sides("The Republic of Hungary thanks its neighbours.", "Republic") == [("HUN", "GOV")]


def test_congress_is_that_of_the_country_the_report_is_on(sides: Sides) -> None:
    assert sides("Peru's president sent tanks to close Congress.", "Congress") == [("PER", "LEG")]
    assert sides("Congress passed the bill on Friday.", "Congress") == [("USA", "LEG")]


def test_he_may_be_one_who_is_named_by_office_alone(sides: Sides) -> None:
    text = "France's prime minister offered to quit. He has promised a vote."
    assert sides(text, "He") == [("FRA", "GOV")]


def test_a_title_joined_by_and_to_a_name_is_another_persons(sides: Sides) -> None:
    text = "Defense Secretary Ash Carter met Iraqi Prime Minister Haider al-Abadi. The secretary and Abadi agreed."
    assert sides(text, "secretary", "2016-10-22") == [("USA", "GOV")]


def test_the_shah_is_no_namesake(sides: Sides) -> None:
    assert sides("The Shah left for Aswan.", "Shah", "1979-01-16") == [("IRN", "GOV")]


def test_his_french_counterpart_is_of_france_alone(sides: Sides) -> None:
    text = "Chad's foreign minister telephoned his French counterpart."
    assert [country for country, _ in sides(text, "counterpart")] == ["FRA"]


def test_a_former_president_is_president_in_an_event_of_his_years() -> None:
    carter = KnownPerson(
        "Jimmy Carter",
        (Office("USA", "", "head_of_state", ("GOV",), Period(datetime.date(1977, 1, 20), datetime.date(1981, 1, 20))),),
    )
    former = person_party(carter, "Mr Carter", "USA", ("ELI",), "former head of state", changing=True)
    assert as_of(former, datetime.date(1980, 4, 7)).actor.sectors == ("GOV",)
    assert as_of(former, datetime.date(1994, 6, 15)).actor.sectors == ("ELI",)
