"""Attribution, demands without a verb of demanding, and whom words are for."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.record import Event, Record

Code = Callable[..., Record]


def one(record: Record, type_: str) -> Event:
    return next(e for e in record.events if e.type == type_)


def sources(event: Event) -> list[tuple[str | None, str]]:
    return [(a.country, a.sectors[0] if a.sectors else "") for a in event.attribution]


def test_what_an_official_said_is_attributed_to_his_side(code: Code) -> None:
    record = code("Armenian forces shelled Ganja on Sunday, the Azerbaijani defence ministry said.")
    assert sources(one(record, "ASSAULT")) == [("AZE", "GOV")]


def test_according_to_names_the_source(code: Code) -> None:
    record = code("Sudanese soldiers arrested three journalists in Khartoum, according to Amnesty International.")
    assert [a.name for a in one(record, "COERCE").attribution] == ["Amnesty International"]


def test_a_quotation_is_attributed_to_its_speaker(code: Code) -> None:
    record = code('"Rebels have attacked two villages near Goma," Congolese army spokesman Leon Kasonga said.')
    assert sources(one(record, "ASSAULT")) == [("COD", "MIL")]


def test_the_speaker_of_a_verbal_act_is_its_actor_not_its_source(code: Code) -> None:
    record = code("Egypt condemned the attack on Beirut, the foreign ministry said.")
    accusation = one(record, "ACCUSE")
    assert [a.country for a in accusation.actors] == ["EGY"]


def test_the_reports_own_voice_has_no_source(code: Code) -> None:
    assert one(code("Libyan rebels attacked Sirte on Monday."), "ASSAULT").attribution == ()


def test_what_a_speaker_says_another_must_do_is_a_request(code: Code) -> None:
    record = code("Israel must withdraw its troops from Lebanon, French President Emmanuel Macron said.")
    request = one(record, "REQUEST")
    assert [a.country for a in request.actors] == ["FRA"]
    assert [a.country for a in request.recipients] == ["ISR"]


def test_what_someone_must_do_is_no_event_when_nobody_says_so(code: Code) -> None:
    assert [e.type for e in code("Israel must withdraw its troops from Lebanon.").events] == []


def test_condemnation_goes_to_those_named_elsewhere_as_the_attackers(code: Code) -> None:
    record = code(
        "Taliban fighters attacked a school in Kabul on Monday, killing 20 people.\n\nIndia condemned the attack."
    )
    assert [a.sectors for a in one(record, "ACCUSE").recipients] == [("REB",)]
