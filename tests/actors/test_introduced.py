"""Organisations that only the report itself introduces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors import Party

Side = tuple[str | None, str]


def test_an_acronym_in_brackets_stands_for_the_name_before_it(parties: Callable[..., list[Party]]) -> None:
    text = "The Valley Recovery Trust Fund (VRTF) was set up for Syria.\n\nThe VRTF paid for a bakery."
    assert [p.actor.id for p in parties(text, "VRTF")] == ["valley-recovery-trust-fund"]


def test_a_fund_has_no_country_and_no_sector(sides: Callable[..., list[Side]]) -> None:
    text = "The Valley Recovery Trust Fund (VRTF) was set up for Syria.\n\nThe VRTF paid for a bakery."
    assert sides(text, "VRTF") == [(None, "")]


def test_a_movement_is_a_party_of_the_country_that_the_report_is_about(sides: Callable[..., list[Side]]) -> None:
    text = (
        "The Movement for National Change (MNC) called for protests in Zimbabwe.\n\nThe MNC said the vote was rigged."
    )
    assert sides(text, "MNC", "2018-08-05") == [("ZWE", "PTY")]


def test_a_liberation_army_is_armed(sides: Callable[..., list[Side]]) -> None:
    text = "The Green Mountains Liberation Army (GMLA) attacked a police post in Myanmar.\n\nThe GMLA took hostages."
    assert sides(text, "GMLA", "2018-08-05") == [("MMR", "REB")]


def test_the_acronym_of_a_known_organisation_is_that_organisation(parties: Callable[..., list[Party]]) -> None:
    text = "The Kurdistan Workers' Party (KWP) fired on soldiers in Turkey.\n\nThe KWP denied it."
    assert [p.actor.id for p in parties(text, "KWP")] == ["pkk"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "The rebel group Ansar al-Watan attacked a convoy in Mali.\n\nAnsar al-Watan claimed it.",
            "Watan",
            ("MLI", "REB"),
        ),
        ("The drug cartel Los Vientos killed ten policemen in Mexico.", "Vientos", ("MEX", "CRM")),
        ("Jabhat al-Noor, a rebel group, shelled a base in Syria.\n\nJabhat al-Noor withdrew.", "Noor", ("SYR", "REB")),
    ],
)
def test_a_name_beside_a_noun_for_a_group_is_such_a_group(
    text: str, word: str, expected: Side, sides: Callable[..., list[Side]]
) -> None:
    assert expected in sides(text, word, "2018-08-05")


def test_the_group_and_its_name_are_one_party(parties: Callable[..., list[Party]]) -> None:
    text = "The rebel group Ansar al-Watan attacked a convoy in Mali."
    assert [p.actor.id for p in parties(text, "group", "2018-08-05")] == ["ansar-al-watan"]


def test_the_acronym_of_an_office_is_no_organisation(parties: Callable[..., list[Party]]) -> None:
    text = "He was named Principal Deputy Space Adviser (PDSA).\n\nThe PDSA resigned."
    assert all(p.actor.id != "principal-deputy-space-adviser" for p in parties(text, "PDSA"))


def test_initials_that_do_not_fit_introduce_nothing(parties: Callable[..., list[Party]]) -> None:
    assert parties("Dozens fled from Kidal (ABC).\n\nABC was quiet.", "ABC") == []
