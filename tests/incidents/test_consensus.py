"""What tellings say together, and what they contradict each other in."""

from __future__ import annotations

from collections.abc import Callable

from hand_made_tellings import ALEPPO, ARMY, RUSSIA, SYRIA, day

from dragoman.incidents.consensus import Range, consensus
from dragoman.incidents.telling import Number, Telling

Maker = Callable[..., Telling]


def test_tolls_are_a_range_and_their_difference_is_named(telling: Maker) -> None:
    found = consensus([telling("a"), telling("b", numbers=(Number("killed", 15, 15),))])
    assert found.ranges == (Range("killed", 12, 15, True),)
    assert "killed" in found.conflicts


def test_at_least_twelve_and_fifteen_do_not_contradict_each_other(telling: Maker) -> None:
    found = consensus(
        [telling("a", numbers=(Number("killed", 12, None),)), telling("b", numbers=(Number("killed", 15, 15),))]
    )
    assert found.ranges == (Range("killed", 12, 15, False),)
    assert found.conflicts == ()


def test_of_several_numbers_in_one_report_the_whole_counts(telling: Maker) -> None:
    found = consensus([telling("a", numbers=(Number("killed", 3, 3), Number("killed", 12, 12)))])
    assert found.ranges == (Range("killed", 12, 12, False),)


def test_the_finer_place_and_the_told_day_hold(telling: Maker) -> None:
    found = consensus([telling("a", spot=SYRIA, days=day(1, told=False)), telling("b")])
    assert found.spot == ALEPPO
    assert found.days == day(0)
    assert found.conflicts == ()


def test_the_best_telling_has_its_sides(telling: Maker) -> None:
    found = consensus([telling("a", actors=()), telling("b")])
    assert (found.best, found.actors) == (1, (ARMY,))


def test_disputed_actors_and_days_are_named(telling: Maker) -> None:
    found = consensus([telling("a"), telling("b", actors=(RUSSIA,), days=day(1))])
    assert set(found.conflicts) == {"date", "actors"}
