"""Words that tell one happening from another."""

from __future__ import annotations

import pytest

from dragoman.incidents.words import alike, kin, stem, telling_words, weight


@pytest.mark.parametrize(
    ("one", "other"),
    [("strikes", "struck"), ("bombed", "bombing"), ("killed", "killing"), ("Met", "meetings"), ("cities", "city")],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_that_stand_everywhere_say_nothing() -> None:
    assert telling_words("The president said that they were in the market") == {stem("president"), stem("market")}


def test_a_rare_name_says_more_than_a_common_noun() -> None:
    assert weight(stem("Maarat")) > weight(stem("president"))


def test_likeness_is_one_for_the_same_words_and_nought_for_others() -> None:
    words, others = telling_words("planes bombed the market"), telling_words("ministers signed a treaty")
    assert alike(words, words) == pytest.approx(1.0)
    assert alike(words, others) == 0.0


def test_words_for_one_deed_are_kin() -> None:
    assert kin({stem("arrested")}) & kin({stem("nabbed")})
    assert not kin({stem("arrested")}) & kin({stem("praised")})
