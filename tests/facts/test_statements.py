"""Positions in words: who takes which stance, on what, to whom, when, and which event it is as well."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from dragoman.record import Record, Statement

Code = Callable[..., Record]


def about(record: Record, statement: Statement) -> str:
    return statement.about.span.of(record.article.text)


def held(record: Record) -> list[tuple[str, str]]:
    return [(s.speaker.country or s.speaker.name, s.stance) for s in record.statements]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Egypt welcomed the agreement.", "supports"),
        ("Egypt condemned the raid on Jenin.", "condemns"),
        ("Egypt rejected the proposal.", "rejects"),
        ("Egypt urged Israel to lift the blockade.", "urges"),
        ("Egypt denied that it had closed the crossing.", "denies"),
        ("Egypt warned that the dam would harm its farmers.", "warns"),
        ("Egypt reaffirmed its commitment to the treaty.", "affirms"),
        ("Egypt's foreign minister said the blockade was unacceptable.", "rejects"),
        ("Egypt called the report a fabrication.", "denies"),
        ("Egypt dismissed the allegation.", "denies"),
        ("Egypt dismissed the offer.", "rejects"),
    ],
)
def test_each_stance_is_told_by_its_words(code: Code, sentence: str, stance: str) -> None:
    assert ("EGY", stance) in held(code(sentence))


def test_after_said_with_a_colon_the_speaker_holds_what_is_said(code: Code) -> None:
    record = code(
        "Minister on the siege\n\nBritish Foreign Secretary James Cleverly said:\n\n"
        "This siege is unacceptable. The fighting must stop."
    )
    assert held(record) == [("GBR", "rejects"), ("GBR", "urges")]


def test_a_quotation_is_its_speakers(code: Code) -> None:
    record = code("“The sanctions are illegal,” Russian Foreign Minister Sergei Lavrov said in Moscow.")
    assert held(record) == [("RUS", "rejects")]


def test_a_cue_between_commas_gives_the_speaker(code: Code) -> None:
    record = code("The sanctions, Russian Foreign Minister Sergei Lavrov said, are illegal.")
    assert held(record) == [("RUS", "rejects")]


def test_according_to_gives_the_speaker(code: Code) -> None:
    record = code("The sanctions are illegal, according to the Russian foreign ministry.")
    assert held(record) == [("RUS", "rejects")]


def test_the_topic_is_what_is_demanded_with_the_addressee(code: Code) -> None:
    record = code("France urged Israel on Tuesday to open the crossing.")
    (statement,) = record.statements
    assert about(record, statement).endswith("to open the crossing")
    assert [a.country for a in statement.about.actors] == ["ISR"]


def test_whom_a_demand_is_put_to_is_among_the_actors(code: Code) -> None:
    record = code("France called on Israel to withdraw from the town.")
    assert [a.country for a in record.statements[0].about.actors] == ["ISR"]


def test_an_accusation_s_topic_has_the_charge_though_a_day_stands_between(code: Code) -> None:
    record = code("Georgia accused Russia on Monday of breaking the truce.")
    assert about(record, record.statements[0]).endswith("of breaking the truce")


def test_a_clause_before_a_semicolon_is_not_the_topic(code: Code) -> None:
    record = code("The agency counts 800 families in Gori; Georgia appealed to Russia not to shell the town.")
    urging = next(s for s in record.statements if s.stance == "urges")
    assert about(record, urging) == "not to shell the town"


def test_a_statement_is_linked_to_the_event_of_its_words(code: Code) -> None:
    record = code("India condemned the attack on the Turkish embassy in Kabul.")
    accusation = next(e for e in record.events if e.type == "ACCUSE")
    assert [s.event for s in record.statements] == [accusation.id]


def test_a_denial_is_no_event(code: Code) -> None:
    record = code("Iran denied that it had sent drones to Russia.")
    assert [(s.stance, s.event) for s in record.statements] == [("denies", None)]


def test_a_statement_has_its_own_date(code: Code) -> None:
    record = code("On Tuesday Egypt rejected the proposal.")
    date = record.statements[0].date
    assert date is not None
    assert date.start == datetime.date(2020, 12, 1)


def test_without_words_of_time_a_statement_has_the_reports_date(code: Code) -> None:
    date = code("Egypt rejected the proposal.").statements[0].date
    assert date is not None
    assert date.start == datetime.date(2020, 12, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "Egypt may reject the proposal.",
        "If Egypt rejects the proposal, the talks will end.",
        "Egypt's ministers met in Cairo on Monday.",
        "The bridge supports heavy trucks.",
    ],
)
def test_what_is_not_uttered_is_no_statement(code: Code, sentence: str) -> None:
    assert code(sentence).statements == ()


def test_a_newspaper_takes_no_position(code: Code) -> None:
    assert code("The newspaper criticised the plan.").statements == ()


def test_headline_and_body_make_one_statement(code: Code) -> None:
    record = code(
        "Egypt condemns raid on Jenin\n\nEgypt condemned the Israeli raid on Jenin on Wednesday, the ministry said."
    )
    assert held(record).count(("EGY", "condemns")) == 1


def test_each_of_several_speakers_takes_the_position(code: Code) -> None:
    record = code("France and Germany welcomed the ceasefire.")
    assert held(record) == [("FRA", "supports"), ("DEU", "supports")]
