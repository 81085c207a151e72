"""Headlines in title case are made readable for the parser, of the same length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.headlines import capitals_of, is_title_case, running_case

COMMON = frozenset({"discuss", "next", "moves", "fight", "minister", "prime"})


def test_a_line_with_every_long_word_capitalised_is_title_case() -> None:
    assert is_title_case("Carter, Iraqi Prime Minister Discuss Next Moves in Mosul Fight")


def test_running_text_is_not_title_case() -> None:
    assert not is_title_case("Carter and the Iraqi prime minister discuss the next moves in the Mosul fight")


def test_common_words_lose_their_capital_and_names_keep_it() -> None:
    capitals = capitals_of(["The two met in Baghdad to talk about Mosul with Iraqi officials."])
    line = running_case("Carter, Iraqi Prime Minister Discuss Next Moves in Mosul Fight", capitals, COMMON)
    assert line == "Carter, Iraqi prime minister discuss next moves in Mosul fight"


@given(st.text(max_size=80))
def test_the_length_never_changes(text: str) -> None:
    assert len(running_case(text, capitals_of([text]), COMMON)) == len(text)
