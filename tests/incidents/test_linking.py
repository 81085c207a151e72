"""Tellings become happenings."""

from __future__ import annotations

import random
from collections.abc import Callable

from hand_made_tellings import ALEPPO, IDLIB, RUSSIA, SYRIA, day, make_telling
from hypothesis import given
from hypothesis import strategies as st

from dragoman.incidents import link
from dragoman.incidents.linking import candidate_pairs
from dragoman.incidents.telling import Days, Number, Telling

Maker = Callable[..., Telling]


def groups(tellings: list[Telling]) -> set[frozenset[str]]:
    """Which reports tell the same."""
    return {frozenset(t.article for t in group) for group in link(tellings)}


def test_three_reports_of_one_attack_are_one_happening(telling: Maker) -> None:
    told = [
        telling("a"),
        telling("b", sentence="A market in Aleppo was bombed by Syrian planes, twelve dead", numbers=()),
        telling(
            "c",
            deed="air strikes",
            sentence="Air strikes by Syrian planes on a crowded market of Aleppo killed 15 civilians",
            numbers=(Number("killed", 15, 15),),
        ),
        telling("d", spot=IDLIB, sentence="Syrian planes bombed a hospital in Idlib and killed two nurses"),
    ]
    assert groups(told) == {frozenset("abc"), frozenset("d")}


def test_attacks_of_the_same_words_on_different_days_stay_apart(telling: Maker) -> None:
    assert groups([telling("a"), telling("b", days=day(3))]) == {frozenset("a"), frozenset("b")}


def test_a_vague_telling_does_not_chain_two_attacks(telling: Maker) -> None:
    week = Days(day(0).start, day(6).start, "week")
    found = groups([telling("a"), telling("b", days=day(4)), telling("c", days=week)])
    assert not any({"a", "b"} <= group for group in found)


def test_events_that_share_nobody_are_not_even_compared(telling: Maker) -> None:
    told = [telling("a"), telling("b", actors=(RUSSIA,), recipients=(), spot=None)]
    assert list(candidate_pairs(told)) == []


def test_each_pair_is_compared_once(telling: Maker) -> None:
    week = Days(day(0).start, day(6).start, "week")
    told = [telling("a", days=week), telling("b", days=week), telling("c")]
    pairs = list(candidate_pairs(told))
    assert sorted(pairs) == [(0, 1), (0, 2), (1, 2)]


@given(
    st.lists(
        st.tuples(st.sampled_from([ALEPPO, IDLIB, SYRIA, None]), st.integers(0, 3), st.booleans(), st.integers(0, 2)),
        min_size=2,
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reports_does_not_matter(
    drawn: list[tuple[object, int, bool, int]], chance: random.Random
) -> None:
    sentences = (
        "Syrian planes bombed a crowded market and killed twelve civilians",
        "An air strike on a hospital killed two nurses",
        "Twelve people died when jets struck the market, rescuers said",
    )
    told = [
        make_telling(f"r{n}", spot=spot, days=day(late, told=told), sentence=sentences[which])
        for n, (spot, late, told, which) in enumerate(drawn)
    ]
    expected = link(told)
    chance.shuffle(told)
    assert link(told) == expected
