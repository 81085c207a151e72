"""What keeps two tellings from being one happening, whatever their words."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

import pytest
from hand_made_tellings import ALEPPO, ARMY, CIVILIANS, IDLIB, REBELS, RUSSIA, SYRIA, day

from dragoman.incidents.compatible import hindrance
from dragoman.incidents.telling import Days, Side, Telling

Maker = Callable[..., Telling]


def test_two_tellings_of_one_attack_have_no_hindrance(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("b")) is None


def test_two_events_of_one_report_are_two(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("a", event="e2")) == "report"


def test_an_attack_is_no_arrest_of_yesterday_and_no_speech(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("b", type="ACCUSE")) == "type"


def test_towns_apart_are_two_places(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("b", spot=IDLIB)) == "place"


@pytest.mark.parametrize("spot", [SYRIA, None])
def test_a_town_lies_in_its_country_and_may_be_where_no_place_is_told(telling: Maker, spot: object) -> None:
    assert hindrance(telling("a"), telling("b", spot=spot)) is None


def test_days_apart_are_two_days(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("b", days=day(2))) == "date"
    assert hindrance(telling("a"), telling("b", days=day(1))) is None


def test_a_report_of_the_next_day_without_words_of_time_may_tell_it(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("b", days=day(2, told=False))) is None
    assert hindrance(telling("a"), telling("b", days=day(5, told=False))) == "date"


def test_what_is_dated_by_the_year_or_not_at_all_is_never_joined(telling: Maker) -> None:
    year = Days(datetime.date(2019, 1, 1), datetime.date(2019, 12, 31), "year")
    assert hindrance(telling("a"), telling("b", days=year)) == "date"
    assert hindrance(telling("a"), telling("b", days=None)) == "date"


def test_who_attacked_may_be_disputed_in_one_town_on_one_day(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("b", actors=(RUSSIA,))) is None
    assert hindrance(telling("a"), telling("b", actors=(RUSSIA,), spot=None)) == "sides"


def test_who_accused_whom_is_not_disputed(telling: Maker) -> None:
    said = telling("a", type="ACCUSE", actors=(ARMY,), recipients=(RUSSIA,))
    other = dataclasses.replace(said, article="b", actors=(Side("FRA.GOV", "FRA", ("GOV",), "France"),))
    assert hindrance(said, other) == "sides"


def test_a_meeting_is_known_by_those_who_met(telling: Maker) -> None:
    met = telling("a", type="CONSULT", actors=(ARMY, RUSSIA), recipients=())
    turned = telling("b", type="CONSULT", actors=(RUSSIA,), recipients=(ARMY,))
    others = telling("c", type="CONSULT", actors=(RUSSIA, Side("TUR.GOV", "TUR", ("GOV",), "Turkey")), recipients=())
    assert hindrance(met, turned) is None
    assert hindrance(met, others) == "sides"


def test_what_happened_is_not_what_was_planned_or_denied(telling: Maker) -> None:
    assert hindrance(telling("a"), telling("b", status="negated")) == "status"
    assert hindrance(telling("a"), telling("b", status="historical")) is None


def test_a_hindrance_does_not_depend_on_the_order(telling: Maker) -> None:
    tellings = [
        telling("a"),
        telling("b", spot=IDLIB, days=day(1)),
        telling("c", actors=(REBELS,), recipients=(ARMY,)),
        telling("d", spot=ALEPPO, recipients=(CIVILIANS, REBELS), type="COERCE"),
    ]
    for one in tellings:
        for other in tellings:
            assert hindrance(one, other) == hindrance(other, one)
