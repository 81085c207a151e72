"""How names are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.spelling import fold, name_words, plural


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Erdoğan", "erdogan"), ("Łódź", "lodz"), ("U.S.", "us"), ("Diyarbakır", "diyarbakir"), ("Ærø", "aero")],
)
def test_letters_are_compared_without_their_marks(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_hyphens_apostrophes_and_the_article_do_not_count() -> None:
    assert name_words("the Ja’afari-led People's Party") == ("ja", "afari", "led", "people", "party")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_the_words_of_a_name_are_folded(name: str) -> None:
    assert all(word == fold(word) for word in name_words(name))


@pytest.mark.parametrize(
    ("one", "many"), [("deputy", "deputies"), ("gunman", "gunmen"), ("church", "churches"), ("key", "keys")]
)
def test_nouns_have_their_regular_plural(one: str, many: str) -> None:
    assert plural(one) == many
