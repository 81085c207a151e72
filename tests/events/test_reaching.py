"""Whom an act reaches where no place of its frame names anyone."""

from __future__ import annotations

import pytest

from dragoman.coder import Coder
from dragoman.reading import article_from_text


def recipients(coder: Coder, text: str, kind: str) -> list[str | None]:
    events = coder.code(article_from_text(text, source="one sentence")).events
    return [a.country for e in events if e.type == kind for a in e.recipients]


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("Norway has agreed to lift a ban on imports of Danish pork.", "AGREE", "DNK"),
        ("Jordan rejected a plan offered by Syria.", "REJECT", "SYR"),
        ("Peru demanded that Chile's president resign.", "REQUEST", "CHL"),
        ("Kenya has threatened to close the camps of Somali refugees.", "THREATEN", "SOM"),
    ],
)
def test_the_party_inside_what_an_act_is_about_is_its_recipient(
    coder: Coder, text: str, kind: str, country: str
) -> None:
    assert recipients(coder, text, kind) == [country]


def test_ones_own_forces_are_no_recipients(coder: Coder) -> None:
    assert recipients(coder, "Bulgaria agreed to withdraw its soldiers from the base.", "AGREE") == []


def test_where_and_when_an_act_was_done_is_no_recipient(coder: Coder) -> None:
    assert recipients(coder, "Poland agreed to the plan during a meeting in Sweden.", "AGREE") == []


def test_a_state_of_emergency_is_no_party(coder: Coder) -> None:
    assert recipients(coder, "Sri Lanka's president declared a state of emergency on Monday.", "COERCE") == []


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Ethiopian aircraft bombed the town of Mekelle.", "ASSAULT", ("ETH", "CVL")),
        ("Rebels shelled an army base near Kabul.", "ASSAULT", ("AFG", "MIL")),
        ("Hezbollah threatened to shell Haifa.", "THREATEN", ("ISR", "CVL")),
    ],
)
def test_a_place_that_was_struck_stands_for_those_who_are_there(
    coder: Coder, text: str, kind: str, side: tuple[str, str]
) -> None:
    events = coder.code(article_from_text(text, source="one sentence")).events
    assert [(a.country, a.sectors[0]) for e in events if e.type == kind for a in e.recipients] == [side]


def test_a_phrase_after_the_time_is_the_verbs(coder: Coder) -> None:
    (event,) = coder.code(
        article_from_text("Egypt's foreign minister conferred for three hours with Cuba's president.", source="x")
    ).events
    assert {a.country for a in event.actors} == {"EGY", "CUB"}


def test_another_office_of_the_same_state_may_be_the_recipient(coder: Coder) -> None:
    text = "Romania's president refused a request from the justice minister to open the archive."
    events = coder.code(article_from_text(text, source="one sentence")).events
    assert [a.country for e in events if e.type == "REJECT" for a in e.recipients] == ["ROU"]


def test_calling_somebody_something_is_no_telephone_call(coder: Coder) -> None:
    text = "President Trump called Britain's ambassador a very stupid guy."
    assert [e.type for e in coder.code(article_from_text(text, source="one sentence")).events] == ["ACCUSE"]


def test_a_series_of_deeds_did_what_it_did(coder: Coder) -> None:
    text = "A series of U.S. airstrikes in Idlib killed more than 20 Syrian rebels."
    (event,) = coder.code(article_from_text(text, source="one sentence")).events
    assert [a.country for a in event.actors] == ["USA"]


def test_what_is_upheld_in_a_country_is_not_its_governments(coder: Coder) -> None:
    text = "The Norwegian envoy affirmed his country's commitment to peace in Colombia."
    assert recipients(coder, text, "SUPPORT") == []


def test_who_travels_to_a_foreign_capital_visits_its_government(coder: Coder) -> None:
    text = "Hungary's president travelled to Moscow on an official visit."
    (event,) = coder.code(article_from_text(text, source="x")).events
    assert [(a.name, a.country, a.sectors) for a in event.recipients] == [("Moscow", "RUS", ("GOV",))]


def test_whom_a_visit_meets_is_called_by_the_place(coder: Coder) -> None:
    (event,) = coder.code(article_from_text("Peru's president made an official visit to Prague.", source="x")).events
    assert [(a.name, a.country) for a in event.recipients] == [("Prague", "CZE")]


def test_wanting_to_do_something_oneself_is_no_request(coder: Coder) -> None:
    own = "On behalf of Germany I want to convey my condolences to the families of the victims in Turkey."
    assert recipients(coder, own, "REQUEST") == []
    assert recipients(coder, "Germany wants Iran to release the sailors.", "REQUEST") == ["IRN"]
