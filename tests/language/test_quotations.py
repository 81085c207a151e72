"""Who speaks: quotations, "X said:" before paragraphs, and quotations that go on."""

from __future__ import annotations

from dragoman.coder import Coder
from dragoman.language import parse
from dragoman.language.quotations import Voice, find_voices
from dragoman.reading import article_from_text


def voices(coder: Coder, text: str) -> list[Voice]:
    report = next(iter(parse([article_from_text(text, source="test")], coder.nlp)))
    return find_voices(report, coder.events.speech_verbs)


def speakers(coder: Coder, text: str) -> list[str | None]:
    return [v.speaker.text if v.speaker is not None else None for v in voices(coder, text)]


def test_the_speaker_after_a_quotation_is_found(coder: Coder) -> None:
    assert speakers(coder, "“The rebels attacked our village on Monday,” Kone said.") == ["Kone"]


def test_the_speaker_before_a_quotation_is_found(coder: Coder) -> None:
    assert speakers(coder, "Kone told reporters: “We will not accept this agreement at all.”") == ["Kone"]


def test_a_second_quotation_of_the_paragraph_has_the_same_speaker(coder: Coder) -> None:
    text = "“The army attacked us,” Kone said. “Nobody came to help the people of the village.”"
    assert speakers(coder, text) == ["Kone", "Kone"]


def test_after_said_with_a_colon_the_next_paragraphs_are_the_speakers(coder: Coder) -> None:
    text = "Foreign Secretary Philip Hammond said:\n\nI am appalled by this attack on the city.\n\nWe condemn it."
    found = voices(coder, text)
    assert [v.speaker.text for v in found if v.speaker is not None] == ["Hammond", "Hammond"]


def test_a_word_in_quotation_marks_is_no_quotation(coder: Coder) -> None:
    assert voices(coder, "The so-called “army” attacked the town.") == []
