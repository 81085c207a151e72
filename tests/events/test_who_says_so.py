"""Attribution, demands without a verb of demanding, and whom words are for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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


def test_of_several_sources_the_innermost_is_first(code: Code) -> None:
    record = code(
        "Witnesses said that soldiers had killed two boys in Mopti, a Malian government spokesman told Reuters."
    )
    told = sources(one(record, "ASSAULT"))
    assert len(told) == 2
    assert told[1] == ("MLI", "GOV")


def test_what_an_accuser_says_is_attributed_to_him(code: Code) -> None:
    record = code("Georgia accused Russian forces on Wednesday of looting houses in Gori.")
    assert sources(one(record, "COERCE")) == [("GEO", "GOV")]


def test_who_claims_an_attack_is_its_source(code: Code) -> None:
    record = code("Islamic State claimed responsibility for the attack in Kabul on Monday that killed ten people.")
    assert [a.name for a in one(record, "ASSAULT").attribution] == ["Islamic State"]


def test_a_paper_cited_again_is_that_of_its_author(code: Code) -> None:
    record = code(
        "Six people died near Sirte, according to a Defense Department news release.\n\n"
        "American aircraft bombed the town on Sunday, the release said."
    )
    assert sources(one(record, "ASSAULT"))[0][0] == "USA"


def test_a_source_that_nobody_knows_is_described_in_the_reports_words(code: Code) -> None:
    record = code("Soldiers shot dead four farmers near Mubi on Friday, two hospital officials said.")
    assert [a.name for a in one(record, "ASSAULT").attribution] == ["two hospital officials"]


def test_a_statement_announced_with_a_colon_is_its_authors(code: Code) -> None:
    record = code(
        "Mali's foreign minister issued the following statement:\n\n“Rebels attacked the town of Gao on Monday.”"
    )
    assert sources(one(record, "ASSAULT")) == [("MLI", "GOV")]


def test_police_who_tell_of_their_own_arrests_are_their_source(code: Code) -> None:
    record = code("Kenyan police said on Monday that they had arrested nine protesters in Nairobi.")
    assert sources(one(record, "COERCE")) == [("KEN", "COP")]


def test_who_condemns_a_deed_is_not_its_source(code: Code) -> None:
    record = code("Rebels attacked Bangui on Monday. France condemned the attack.")
    assert one(record, "ASSAULT").attribution == ()


@pytest.mark.parametrize(
    ("text", "type_", "words"),
    [
        ("Gunmen reportedly killed six villagers in Borno on Monday.", "ASSAULT", "reportedly"),
        ("The rebels allegedly abducted a priest in Goma.", "ASSAULT", "allegedly"),
        ("It is understood that the Sudanese army arrested two generals.", "COERCE", "is understood"),
        ("The group is believed to have kidnapped 12 students in Kaduna.", "ASSAULT", "is believed"),
        ("The army's alleged massacre of civilians in Izium shocked the world.", "ASSAULT", "alleged"),
    ],
)
def test_hearsay_is_attributed_to_the_report_s_words_for_it(code: Code, text: str, type_: str, words: str) -> None:
    (source,) = one(code(text), type_).attribution
    assert (source.name, source.country, source.sectors) == (words, None, ())
    assert source.text is not None
    assert source.text.of(text) == words


def test_a_named_source_is_preferred_to_hearsay(code: Code) -> None:
    record = code("Police in Nairobi said that gunmen had reportedly shot two guards.")
    assert [a.country for a in one(record, "ASSAULT").attribution] == ["KEN"]


def test_one_deed_of_two_may_be_hearsay(code: Code) -> None:
    record = code("Rebels shelled the town of Goma on Monday, and reportedly abducted a doctor.")
    told = {e.trigger[0].of(record.article.text): [a.name for a in e.attribution] for e in record.events}
    assert told == {"shelled": [], "abducted": ["reportedly"]}
