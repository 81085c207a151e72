"""Mentions become actors: one rule a test, on sentences of our own from several regions."""

from __future__ import annotations

import datetime

import pytest

from dragoman.actors import ReportActors, find_actors
from dragoman.coder import Coder
from dragoman.language import ParsedReport, parse
from dragoman.language.quotations import find_voices
from dragoman.reading import article_from_text

Side = tuple[str | None, str]


def read(coder: Coder, text: str, day: str = "2020-12-03") -> tuple[ParsedReport, ReportActors]:
    article = article_from_text(text, source="test", published=datetime.date.fromisoformat(day))
    report = next(iter(parse([article], coder.nlp, coder.events.frames.words | coder.actors.role_words)))
    voices = find_voices(report, coder.events.speech_verbs)
    return report, find_actors(report, coder.actors, voices, day=datetime.date.fromisoformat(day))


def sides(coder: Coder, text: str, word: str, day: str = "2020-12-03") -> list[Side]:
    """The sides that the last occurrence of a word as a mention's head stands for."""
    report, actors = read(coder, text, day)
    found: list[Side] = []
    for sentence in report.sentences:
        for token in sentence.tokens:
            if token.text == word and actors.at(sentence, token):
                found = [
                    (p.actor.country, p.actor.sectors[0] if p.actor.sectors else "") for p in actors.at(sentence, token)
                ]
    return found


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya sent a delegation to Somalia.", "Kenya", [("KEN", "GOV")]),
        ("Turkish Foreign Minister Mevlut Cavusoglu spoke.", "Cavusoglu", [("TUR", "GOV")]),
        ("Russia's Vladimir Putin agreed.", "Putin", [("RUS", "GOV")]),
        ("Congolese troops advanced.", "troops", [("COD", "MIL")]),
        ("Police in Nairobi fired tear gas.", "Police", [("KEN", "COP")]),
        ("Colombian rebels attacked.", "rebels", [("COL", "REB")]),
        ("Hezbollah fighters crossed the border.", "fighters", [("LBN", "REB")]),
        ("The White House rejected the offer.", "House", [("USA", "GOV")]),
        ("Peshmerga forces advanced.", "forces", [("IRQ", "MIL")]),
        ("Burmese students marched.", "students", [("MMR", "EDU")]),
        ("Gunmen killed the mayor.", "Gunmen", [(None, "UAF")]),
        ("The Security Council met.", "Council", [(None, "")]),
        ("Islamic State of Iraq and the Levant terrorists fled.", "terrorists", [(None, "REB")]),
        ("Russian and Syrian warplanes bombed the town.", "warplanes", [("RUS", "MIL"), ("SYR", "MIL")]),
        (
            "The presidents of Poland, Ukraine and Estonia met.",
            "presidents",
            [("POL", "GOV"), ("UKR", "GOV"), ("EST", "GOV")],
        ),
        ("Former Finnish president Martti Ahtisaari arrived.", "Ahtisaari", [("FIN", "ELI")]),
        ("30 Britons were murdered.", "Britons", [("GBR", "CVL")]),
    ],
)
def test_a_phrase_is_coded_by_its_own_words(text: str, word: str, expected: list[Side], coder: Coder) -> None:
    assert sides(coder, text, word) == expected


def test_an_office_holder_has_the_side_of_the_day(coder: Coder) -> None:
    assert sides(coder, "Angela Merkel spoke in Berlin.", "Merkel", "2015-06-01") == [("DEU", "GOV")]
    assert sides(coder, "Angela Merkel spoke in Berlin.", "Merkel", "2023-06-01") == [("DEU", "ELI")]


def test_an_armed_group_that_came_to_power_changes_side(coder: Coder) -> None:
    assert sides(coder, "The Taliban arrested a journalist.", "Taliban", "2010-01-01") == [("AFG", "REB")]
    assert sides(coder, "The Taliban arrested a journalist.", "Taliban", "2022-01-01") == [("AFG", "GOV")]


def test_a_surname_stands_for_the_person_named_before(coder: Coder) -> None:
    text = "Turkish presidential spokesman Ibrahim Kalin met reporters.\n\nKalin rejected the plan."
    assert sides(coder, text, "Kalin") == [("TUR", "GOV")]


def test_two_officials_are_the_last_two_named(coder: Coder) -> None:
    text = "Iraqi Premier Haider al-Abadi met US Defense Secretary Ash Carter.\n\nThe two officials discussed Mosul."
    assert sides(coder, text, "officials", "2016-12-11") == [("IRQ", "GOV"), ("USA", "GOV")]


def test_they_are_the_subjects_before(coder: Coder) -> None:
    text = "Ethiopia and Eritrea signed a declaration in Asmara.\n\nThey agreed to open their embassies."
    assert sides(coder, text, "They", "2018-07-09") == [("ETH", "GOV"), ("ERI", "GOV")]


def test_the_group_is_the_organisation_named_before(coder: Coder) -> None:
    text = "Boko Haram attacked a village in Borno.\n\nThe group burned down the school."
    assert sides(coder, text, "group", "2016-05-01") == [("NGA", "REB")]


def test_we_in_a_statement_is_the_government_that_makes_it(coder: Coder) -> None:
    text = "Statement on the attack in Salisbury\n\nCanada is expelling four diplomats.\n\nWe condemn this attack."
    assert sides(coder, text, "We", "2018-03-26") == [("CAN", "GOV")]


def test_his_delegation_belongs_to_the_one_it_is_joined_with(coder: Coder) -> None:
    text = "Turkish spokesman Ibrahim Kalin received US envoy James Jeffrey and his delegation in Ankara."
    assert sides(coder, text, "delegation") == [("USA", "GOV")]


def test_the_regimes_forces_are_those_of_the_regime_named_before(coder: Coder) -> None:
    text = "The war in Syria goes on.\n\nThe regime broke the truce.\n\nRussia and the regime forces attacked the town."
    assert sides(coder, text, "forces") == [("SYR", "MIL")]


def test_a_capital_that_acts_is_its_government_and_else_a_place(coder: Coder) -> None:
    assert sides(coder, "Ankara rejected the proposal.", "Ankara") == [("TUR", "GOV")]
    assert sides(coder, "The talks were held in Ankara.", "Ankara") == []


def test_backed_by_a_country_is_not_of_that_country(coder: Coder) -> None:
    assert ("IRN", "REB") not in sides(coder, "Iran-backed rebels attacked Marib in Yemen.", "rebels")


def test_a_first_name_that_is_a_country_is_a_person(coder: Coder) -> None:
    assert ("ISR", "GOV") not in sides(coder, "Chad Wolf resigned on Monday.", "Wolf")


def test_an_agent_that_is_a_poison_is_no_agent(coder: Coder) -> None:
    assert sides(coder, "A nerve agent was used in Salisbury.", "agent") == []
