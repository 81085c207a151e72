"""Each event has its own day and place, not its sentence's."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.record import Event, Record
from dragoman.tables import read_table

Code = Callable[..., Record]


def one(record: Record, type_: str) -> Event:
    return next(e for e in record.events if e.type == type_)


def day(event: Event) -> str:
    assert event.date is not None
    return str(event.date.start)


def place(event: Event) -> str | None:
    return event.place.name if event.place else None


def test_without_words_of_time_an_event_has_the_day_of_the_report(code: Code) -> None:
    event = one(code("Rebels shelled Aleppo."), "ASSAULT")
    assert event.date is not None
    assert (event.date.basis, day(event)) == ("report", "2020-12-03")


def test_the_day_of_an_attack_is_not_that_of_its_condemnation(code: Code) -> None:
    record = code("France on Wednesday condemned the 25 November attack on Kabul.")
    assert day(one(record, "ACCUSE")) == "2020-12-02"
    assert day(one(record, "ASSAULT")) == "2020-11-25"


def test_coordinated_deeds_share_their_day(code: Code) -> None:
    record = code("Azerbaijani troops attacked Armenian positions on 9 November and seized the town of Shusha.")
    assert day(one(record, "COERCE")) == "2020-11-09"


def test_since_with_a_when_clause_dates_its_beginning(code: Code) -> None:
    record = code("Syria has been at war since March 2011, when government troops attacked protesters in Daraa.")
    event = one(record, "ASSAULT")
    assert event.date is not None
    assert event.date.end < datetime.date(2011, 5, 1)


def test_an_attack_is_where_it_happened_not_where_it_was_reported(code: Code) -> None:
    record = code("Gunmen attacked a church in the Nigerian city of Kano on Sunday, officials said in Abuja.")
    assert place(one(record, "ASSAULT")) == "Kano"


def test_ground_taken_is_the_place_of_its_taking(code: Code) -> None:
    assert place(one(code("Ethiopian troops captured the town of Adwa on Monday."), "COERCE")) == "Adwa"


def test_the_city_is_chosen_before_its_country(code: Code) -> None:
    assert place(one(code("A suicide bomber killed 12 people in Kandahar in Afghanistan."), "ASSAULT")) == "Kandahar"


@pytest.mark.parametrize(
    "sentence",
    ["Russia accused Turkey of sending fighters to Libya.", "Iran and Oman discussed the war in Yemen on Monday."],
)
def test_what_words_are_about_is_not_where_they_were_spoken(sentence: str, code: Code) -> None:
    record = code(sentence)
    assert place(one(record, "ACCUSE" if "accused" in sentence else "CONSULT")) is None


def test_talks_have_the_place_where_they_were_held(code: Code) -> None:
    record = code("Russian Foreign Minister Sergei Lavrov met Mevlut Cavusoglu in Antalya on Tuesday.")
    assert place(one(record, "CONSULT")) == "Antalya"


def test_what_was_promised_has_not_the_day_that_it_is_due(code: Code) -> None:
    event = one(code("The Kurdish rebels undertook to hand over their weapons to Turkey by 31 December."), "AGREE")
    assert day(event) == "2020-12-03"


def test_a_participle_has_the_day_of_its_clause(code: Code) -> None:
    record = code("On 30 November Russian warplanes attacked rebels in Idlib, killing 30 Turkish soldiers.")
    assert {day(e) for e in record.events if e.type == "ASSAULT"} == {"2020-11-30"}


def test_the_third_of_three_coordinated_deeds_shares_their_day(code: Code) -> None:
    record = code("Rebels shelled Aleppo on 1 December, stormed a prison and attacked Turkish troops.")
    assert {day(e) for e in record.events if e.type == "ASSAULT"} == {"2020-12-01"}


def test_what_is_said_now_of_last_years_election_is_said_now(code: Code) -> None:
    event = one(code("Russia accuses Ukraine of fraud in last year's election."), "ACCUSE")
    assert day(event) == "2020-12-03"


def test_since_then_runs_from_the_time_before_to_the_report(code: Code) -> None:
    record = code(
        "Rebels took up arms in Aleppo in February 2020. Since then Russian warplanes have bombed the rebels."
    )
    event = next(e for e in record.events if e.date and e.date.end.isoformat() == "2020-12-03")
    assert day(event) == "2020-02-01"


def test_the_capital_is_that_of_the_country_spoken_of(code: Code) -> None:
    record = code("Protesters marched in Sudan on Saturday. Police arrested 40 people in the capital.")
    assert place(one(record, "COERCE")) == "Khartoum"


def test_the_city_is_the_one_named_before(code: Code) -> None:
    record = code("The Taliban seized Kunduz. They killed dozens of policemen in the city.")
    assert place(one(record, "ASSAULT")) == "Kunduz"


def test_there_is_the_place_named_before(code: Code) -> None:
    record = code("The Taliban seized Kunduz. They killed dozens of policemen there.")
    assert place(one(record, "ASSAULT")) == "Kunduz"


def test_another_city_is_not_the_one_named_before(code: Code) -> None:
    record = code("The Taliban seized Kunduz. They killed dozens of policemen in a northern city.")
    assert place(one(record, "ASSAULT")) is None


def test_a_district_is_where_the_event_was_though_its_people_come_from_elsewhere(code: Code) -> None:
    record = code("Troops loyal to General Haftar, based in Benghazi, attacked the town of Sirte.")
    assert place(one(record, "ASSAULT")) == "Sirte"


def test_what_was_done_before_was_done_elsewhere(code: Code) -> None:
    record = code("Saudi Arabia cut ties with Iran after protesters stormed its embassy in Tehran.")
    assert place(one(record, "SANCTION")) is None


def test_words_are_spoken_where_their_speaker_speaks(code: Code) -> None:
    record = code("Iran's foreign minister, speaking in Moscow, condemned the American strikes.")
    assert place(one(record, "ACCUSE")) in {"Moscow", "Moskva"}


def test_a_condemnation_does_not_take_the_place_of_what_it_condemns(code: Code) -> None:
    assert place(one(code("France strongly condemned the attacks in Kabul."), "ACCUSE")) is None


def test_the_finest_place_that_lies_in_the_others_is_the_event_s(code: Code) -> None:
    record = code("Israeli forces shot dead a Palestinian in the West Bank city of Jenin.")
    assert place(one(record, "ASSAULT")) in {"Jenin", "Janīn"}


def test_passages_are_placed_as_often_as_before(code: Code) -> None:
    table = Path(__file__).with_name("event_places.tsv")
    right = found = 0
    for row in read_table(table.read_text(encoding="utf-8"), table.name, ("text", "trigger", "place")):
        trigger = row["trigger"].lower()
        events = [e for e in code(row["text"]).events if any(trigger in s.of(row["text"]).lower() for s in e.trigger)]
        found += bool(events)
        right += any(_same_place(place(e), row["place"]) for e in events)
    assert found >= 95
    assert right / found >= 0.88, right


def _same_place(name: str | None, wanted: str) -> bool:
    if wanted == "-" or name is None:
        return wanted == "-" and name is None
    bare, plain = _bare(wanted), _bare(name)
    return bare in plain or plain in bare


def _bare(name: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return "".join(letters).strip("‘’")
