"""The country of a role that names none, and of pairs and possessors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors import Party

Side = tuple[str | None, str]


def test_rebels_who_sign_abroad_are_of_the_country_that_the_report_is_about(sides: Callable[..., list[Side]]) -> None:
    text = "The war in Sudan goes on.\n\nThe Government of Sudan and two rebel movements signed protocols in Abuja."
    assert sides(text, "movements", "2004-11-12") == [("SDN", "REB")]


def test_police_are_those_of_the_town_where_they_act(sides: Callable[..., list[Side]]) -> None:
    text = "German journalist Mia Kurz was freed.\n\nPolice in Izmir took away her papers."
    assert sides(text, "Police", with_places=True) == [("TUR", "COP")]


def test_an_envoy_is_not_of_the_country_where_he_is(sides: Callable[..., list[Side]]) -> None:
    assert sides("Kenya sent an envoy to Berlin in Germany.", "envoy") == [("KEN", "GOV")]


def test_a_government_up_against_an_opposition_leader_is_of_his_country(sides: Callable[..., list[Side]]) -> None:
    text = "The war in Egypt went on.\n\nBritish opposition leader Hugh Gaitskell denounced the Government."
    assert sides(text, "Government", "1956-11-01") == [("GBR", "GOV")]


def test_drones_of_nobody_are_nobodys(sides: Callable[..., list[Side]]) -> None:
    assert sides("Drones struck oil plants in Saudi Arabia.", "Drones", "2019-09-15") == []


def test_both_sides_are_those_last_named_together(sides: Callable[..., list[Side]]) -> None:
    text = (
        "Iran and Saudi Arabia agreed to restore relations.\n\nChina's top diplomat, Wang Yi, was host.\n\n"
        "Both sides thanked China."
    )
    assert sides(text, "sides", "2023-03-10") == [("IRN", "GOV"), ("SAU", "GOV")]


def test_both_countries_are_those_last_named_together(sides: Callable[..., list[Side]]) -> None:
    text = "Egypt and Israel signed a treaty in Washington.\n\nMr. Carter promised arms to both countries."
    assert sides(text, "countries", "1979-03-26") == [("EGY", "GOV"), ("ISR", "GOV")]


def test_both_capitals_of_talks_between_them_act(sides: Callable[..., list[Side]]) -> None:
    text = "Algeria mediated between Washington and Tehran."
    assert sides(text, "Washington", "1981-01-20") == [("USA", "GOV")]
    assert sides(text, "Tehran", "1981-01-20") == [("IRN", "GOV")]


@pytest.mark.parametrize("word", ["government", "people"])
def test_what_follows_of_belongs_to_both_nouns_before_it(word: str, parties: Callable[..., list[Party]]) -> None:
    text = "Canada supports the government and people of Peru."
    assert [p.actor.country for p in parties(text, word)] == ["PER"]


def test_all_members_of_a_list_of_countries_act(parties: Callable[..., list[Party]]) -> None:
    text = "Indonesia, Malaysia, the Philippines and Singapore called for the release of prisoners."
    found = {p.actor.country for p in parties(text, "Indonesia")} | {p.actor.country for p in parties(text, "Malaysia")}
    assert {"IDN", "MYS"} <= found


def test_its_is_never_we(parties: Callable[..., list[Party]]) -> None:
    text = "Statement by the United States\n\nWe condemn the Asad regime's attacks, as well as its siege of towns."
    assert [p.actor.country for p in parties(text, "its", "2016-06-10")] == ["SYR"]


def test_the_supporters_of_protesters_are_no_government(sides: Callable[..., list[Side]]) -> None:
    text = "Some 1,000 Palestinians and their supporters marched."
    assert ("PSE", "CVL") in sides(text, "supporters", "1979-03-26")


def test_bombers_of_a_country_are_its_aircraft(sides: Callable[..., list[Side]]) -> None:
    assert sides("British bombers attacked airfields near Cairo.", "bombers", "1956-11-01") == [("GBR", "MIL")]
    assert sides("Suicide bombers attacked a market in Kano.", "bombers", "2014-11-01") == [(None, "UAF")]


def test_a_dateline_is_no_part_of_an_actors_name(parties: Callable[..., list[Party]]) -> None:
    text = "LONDON, Nov. 1, 1956 — British bombers attacked airfields near Cairo."
    assert all("LONDON" not in p.actor.name for p in parties(text, "bombers", "1956-11-01"))


@pytest.mark.parametrize(
    "text",
    [
        "The government of Kenya cracked down on protests in March.",
        "Kenyan police fired tear gas at protests over the price of bread.",
        "Student protests were broken up by police in Kenya.",
    ],
)
def test_protests_that_something_is_done_to_stand_for_the_protesters(
    sides: Callable[..., list[Side]], text: str
) -> None:
    assert [(country, sector) for country, sector in sides(text, "protests")] in (
        [("KEN", "CVL")],
        [("KEN", "EDU")],
    )


def test_a_protest_that_is_lodged_stands_for_nobody(sides: Callable[..., list[Side]]) -> None:
    assert sides("Kenya lodged a protest with Somalia over the border.", "protest") == []


def test_hundreds_of_rebels_are_rebels(sides: Callable[..., list[Side]]) -> None:
    assert sides("The army in Mali said hundreds of rebels had been killed.", "hundreds") == [("MLI", "REB")]


def test_a_successor_with_a_name_is_the_one_who_is_named(sides: Callable[..., list[Side]]) -> None:
    text = "Pervez Musharraf's successor, Asif Ali Zardari, flew to Beijing."
    assert sides(text, "successor", "2008-10-14") == [("PAK", "GOV")]


def test_supporters_of_a_politician_are_people_of_the_country(sides: Callable[..., list[Side]]) -> None:
    text = "Pakistan's president Asif Ali Zardari stayed at home. His supporters fought with police."
    assert sides(text, "supporters", "2010-03-01") == [("PAK", "CVL")]
