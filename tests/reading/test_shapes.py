from __future__ import annotations

import pytest

from dragoman.reading.shapes import closes_sentence, heading_shaped, headline_shaped, picture_caption


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ada Brill (2nd R) greets envoy Oren Tal in Corvo",
        "Ada Brill (R) and Oren Tal (L) at the gate",
        "FILE PHOTO: A guard stands at the gate in Corvo",
        "In this photo released by the army, soldiers stand at the gate",
        "Smoke is seen after shelling in the old town [Jane Doe/Reuters]",
    ],
)
def test_words_under_a_picture_are_a_caption(text: str) -> None:
    assert picture_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Senator John Roe (R) said that the bill on arms for the rebels would not pass before the summer.",
        "The minister said that photographs of the site had been sent to the court.",
        "Two men were seen as likely successors, diplomats said.",
    ],
)
def test_a_sentence_of_a_report_is_no_caption(text: str) -> None:
    assert not picture_caption(text)


def test_an_abbreviation_does_not_close_a_sentence() -> None:
    assert not closes_sentence("Rebels reject plan of the U.S.")
    assert closes_sentence("“Rebels reject the plan.”")


def test_a_headline_is_short_and_open_and_a_heading_shorter() -> None:
    assert headline_shaped("Rebels reject plan to leave the city")
    assert not headline_shaped("Rebels rejected the plan on Monday.")
    assert heading_shaped("Aid convoys")
    assert not heading_shaped("the minister said")
