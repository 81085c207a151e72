"""Tellings of one event become one event; different events stay apart."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.record import Record

Code = Callable[..., Record]


def of_type(record: Record, type_: str) -> list[str]:
    return [",".join(sorted({a.country or "-" for a in e.actors})) for e in record.events if e.type == type_]


def test_headline_and_body_tell_one_meeting(code: Code) -> None:
    record = code(
        "Erdogan and Putin meet in Sochi\n\n"
        "Turkish President Recep Tayyip Erdogan met Russian President Vladimir Putin in Sochi on Wednesday.\n\n"
        "The two leaders discussed Syria."
    )
    meetings = [e for e in record.events if e.type == "CONSULT"]
    assert len(meetings) == 1
    assert len(meetings[0].evidence) == 3


def test_a_blast_and_those_it_killed_are_one_event(code: Code) -> None:
    record = code("A car bomb attack on a market in Baghdad killed 12 people on Tuesday.")
    attacks = [e for e in record.events if e.type == "ASSAULT"]
    assert len(attacks) == 1
    assert [a.sectors[0] for a in attacks[0].recipients] == ["CVL"]


def test_attacks_in_two_places_on_two_days_are_two_events(code: Code) -> None:
    record = code(
        "Boko Haram gunmen attacked a village near Maiduguri on Monday.\n\n"
        "On Wednesday Boko Haram fighters attacked an army base in Diffa in Niger."
    )
    assert len(of_type(record, "ASSAULT")) == 2


def test_attacks_by_different_sides_are_two_events(code: Code) -> None:
    record = code("Israeli warplanes bombed Gaza on Tuesday. Hamas fighters shelled Ashkelon on Tuesday.")
    assert len(of_type(record, "ASSAULT")) == 2


def test_the_attack_points_back(code: Code) -> None:
    record = code("Rebels attacked a police station in Kathmandu on Tuesday.\n\nThe attack lasted two hours.")
    attacks = [e for e in record.events if e.type == "ASSAULT"]
    assert len(attacks) == 1
    assert len(attacks[0].evidence) == 2


def test_two_demands_of_different_content_stay_apart(code: Code) -> None:
    record = code(
        "The United States urged Sudan to release the prisoners.\n\n"
        "The United States called on Rwanda to withdraw its troops."
    )
    assert len(of_type(record, "REQUEST")) == 2


def test_condemning_an_attack_is_directed_at_the_attackers(code: Code) -> None:
    record = code("Britain condemned the shelling of Goma by M23 rebels.")
    accusation = next(e for e in record.events if e.type == "ACCUSE")
    assert [(a.country, a.sectors) for a in accusation.recipients] == [("COD", ("REB",))]
