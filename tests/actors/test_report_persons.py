"""Persons of a report: titles, namesakes, later mentions, office holders by day."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.actors import Party

Side = tuple[str | None, str]


def test_a_title_without_a_name_is_the_person_who_holds_it(parties: Callable[..., list[Party]]) -> None:
    text = "South African President Cyril Ramaphosa met miners.\n\nThe South African president promised reform."
    assert [p.actor.name for p in parties(text, "president", "2018-08-10")] == ["Cyril Ramaphosa"]


def test_a_secretary_is_the_minister_of_a_country_that_has_secretaries(parties: Callable[..., list[Party]]) -> None:
    text = "Ash Carter met Iraqi Prime Minister Haider al-Abadi.\n\nThe secretary praised him."
    assert [p.actor.name for p in parties(text, "secretary", "2016-12-11")] == ["Ash Carter"]


def test_the_prime_minister_is_not_the_defence_minister(parties: Callable[..., list[Party]]) -> None:
    text = "Ash Carter met Iraqi Prime Minister Haider al-Abadi.\n\nCarter praised the prime minister."
    assert [p.actor.name for p in parties(text, "minister", "2016-12-11")] == ["Haider al-Abadi"]


def test_him_is_not_the_one_who_urges(parties: Callable[..., list[Party]]) -> None:
    text = "Secretary Kerry called Russian Foreign Minister Lavrov and urged him to stop."
    assert [p.actor.name for p in parties(text, "him", "2016-12-11")] == ["Sergei Lavrov"]


def test_two_persons_of_one_surname_are_two(sides: Callable[..., list[Side]]) -> None:
    text = "Kenyan minister Alice Otieno met Ugandan general Peter Otieno.\n\nPeter Otieno left."
    assert sides(text, "Otieno") == [("UGA", "MIL")]


def test_a_title_before_a_comma_belongs_to_the_name_after_it(sides: Callable[..., list[Side]]) -> None:
    text = "Julie Bishop met with the Minister of Foreign Affairs of Iraq, Dr Karim Al-Obaidi, in Canberra."
    assert sides(text, "Minister", "2015-02-12") == [("IRQ", "GOV")]


def test_a_rank_after_the_generals_of_another_country_is_no_part_of_theirs(sides: Callable[..., list[Side]]) -> None:
    text = "Yugoslav generals and the British Lieutenant-General Sir John Underhill signed the accord."
    assert sides(text, "Underhill", "1999-06-10") == [("GBR", "MIL")]


def test_a_known_name_with_another_first_name_before_it_is_someone_else(parties: Callable[..., list[Party]]) -> None:
    text = "The junta in Niger arrested Oil Minister Sani Mahamadou Issoufou."
    assert [p.actor.id for p in parties(text, "Issoufou", "2023-08-08")] != ["person:mahamadou-issoufou"]


def test_a_leader_of_some_years_ago_is_known_by_surname(sides: Callable[..., list[Side]]) -> None:
    assert sides("Obama will speak in Nairobi.", "Obama", "2018-06-01") == [("USA", "ELI")]


def test_all_members_of_a_list_in_apposition_count(parties: Callable[..., list[Party]]) -> None:
    text = (
        "Russia's envoy, Viktor Chernomyrdin, and Finland's president, Martti Ahtisaari, persuaded Slobodan Milosevic."
    )
    found = {p.actor.name for p in parties(text, "envoy", "1999-06-10")}
    assert found == {"Viktor Chernomyrdin", "Martti Ahtisaari"}


def test_a_country_before_an_organisation_only_says_whose_it_is(sides: Callable[..., list[Side]]) -> None:
    text = "Lebanon's Hezbollah leader Hassan Nasrallah threatened Israel."
    assert sides(text, "Nasrallah", "2012-01-31") == [("LBN", "REB")]
