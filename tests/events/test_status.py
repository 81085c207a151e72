"""Did it happen: one status rule a test, told on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coder import Coder
from dragoman.reading import article_from_text
from dragoman.record import Record

Code = Callable[..., Record]


def statuses(record: Record, type_: str) -> list[str]:
    return [e.assertion for e in record.events if e.type == type_]


def test_a_past_attack_is_actual(code: Code) -> None:
    assert statuses(code("Turkish warplanes bombed Kurdish rebels in northern Iraq on Tuesday."), "ASSAULT") == [
        "actual"
    ]


def test_an_attack_years_before_the_report_is_historical(code: Code) -> None:
    assert statuses(code("Russian troops attacked Georgian forces in South Ossetia in August 2008."), "ASSAULT") == [
        "historical"
    ]


def test_a_visit_still_to_come_is_an_agreement_to_meet(code: Code) -> None:
    record = code("The Turkish foreign minister will visit Iran next week, the ministry said.")
    assert [e.type for e in record.events] == ["AGREE"]


@pytest.mark.parametrize(
    "sentence",
    [
        "If Russia attacked Ukraine, the refugees would flee.",
        "Turkey fears that Russian forces could bomb Idlib.",
        "Iran has the ability to attack Israel.",
    ],
)
def test_what_is_feared_or_depends_on_something_is_no_event(sentence: str, code: Code) -> None:
    assert statuses(code(sentence), "ASSAULT") == []


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("France urged Israel to withdraw its troops from Gaza.", "REQUEST"),
        ("Iran threatened to attack American troops in Iraq.", "THREATEN"),
        ("Russia refused to withdraw its troops from Georgia.", "REJECT"),
        ("Germany promised to send medicine to Armenia.", "AGREE"),
    ],
)
def test_what_is_demanded_threatened_refused_or_promised_is_no_second_event(
    sentence: str, act: str, code: Code
) -> None:
    assert [e.type for e in code(sentence).events] == [act]


def test_a_denied_attack_is_not_told_as_actual(code: Code) -> None:
    record = code("Syrian government troops did not attack the rebels in Aleppo on Tuesday.")
    assert "actual" not in statuses(record, "ASSAULT")


def test_a_refusal_in_the_future_is_a_rejection(code: Code) -> None:
    record = code("Israel will not release the Palestinian prisoners, Prime Minister Benjamin Netanyahu said.")
    assert [e.type for e in record.events] == ["REJECT"]


def test_would_after_said_is_a_future(code: Code) -> None:
    record = code("Ethiopia said it would withdraw its troops from Somalia.")
    assert record.events[0].type in {"AGREE", "CONCEDE"}


def test_a_purpose_is_no_event(code: Code) -> None:
    record = code("France bought drones to attack the militants in Mali.")
    assert statuses(record, "ASSAULT") == []


def test_an_attack_that_is_condemned_did_happen(code: Code) -> None:
    record = code("Britain will condemn the Russian attack on Kharkiv.")
    assert statuses(record, "ASSAULT") == ["actual"]


def test_an_announced_hostile_act_in_the_first_person_is_a_threat(code: Code) -> None:
    record = code('"We will bomb the rebels in Idlib," the Syrian defence minister said.')
    assert [e.type for e in record.events] == ["THREATEN"]


def test_not_only_is_no_negation(code: Code) -> None:
    record = code("Russian warplanes not only bombed Idlib but also attacked rebels in Hama.")
    assert statuses(record, "ASSAULT")
    assert set(statuses(record, "ASSAULT")) == {"actual"}


def test_what_nearly_happened_did_not(code: Code) -> None:
    assert "actual" not in statuses(code("Russian warplanes nearly bombed Turkish troops in Idlib."), "ASSAULT")


def test_a_number_that_is_nearly_reached_leaves_the_event_actual(code: Code) -> None:
    assert statuses(code("Russian warplanes killed nearly 20 rebels in Idlib."), "ASSAULT") == ["actual"]


def test_a_headline_with_a_bare_infinitive_lies_ahead(code: Code) -> None:
    assert "actual" not in [e.assertion for e in code("Russia to withdraw troops from Georgia").events]


def test_what_one_would_like_to_say_is_said(code: Code) -> None:
    sentence = 'The French foreign minister said: "We would like to condemn the attack in Kabul."'
    assert {e.assertion for e in code(sentence).events} == {"actual"}


def test_a_participle_lies_ahead_with_its_clause(code: Code) -> None:
    record = code("Russian warplanes will strike rebels in Hama next week, bombing Idlib on Sunday.")
    assert "actual" not in statuses(record, "ASSAULT")


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("Slovakia may suspend aid to Ukraine.", "hypothetical"),
        ("Peru and Chile failed to reach agreement on the border.", "negated"),
        ("Cuba did not free the prisoners.", "negated"),
    ],
)
def test_what_an_actor_might_do_or_did_not_do_is_told_where_its_sides_are(
    coder: Coder, text: str, assertion: str
) -> None:
    (event,) = coder.code(article_from_text(text, source="one sentence")).events
    assert event.assertion == assertion


def test_who_calls_to_congratulate_does_so(coder: Coder) -> None:
    events = coder.code(
        article_from_text("Canada's premier called Japan's prime minister to congratulate him.", source="x")
    ).events
    told = [(e.type, [a.country for a in e.actors], [a.country for a in e.recipients]) for e in events]
    assert ("SUPPORT", ["CAN"], ["JPN"]) in told
