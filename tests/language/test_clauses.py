"""Logical subjects and objects: who does what to whom, whatever the grammar."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from dragoman.coder import Coder
from dragoman.language import Arguments, verb_arguments


@pytest.fixture(scope="module")
def nlp(coder: Coder) -> Language:
    return coder.nlp


def arguments(nlp: Language, sentence: str, word: str) -> Arguments:
    return verb_arguments(next(t for t in nlp(sentence) if t.text == word))


def words(tokens: tuple[Token, ...]) -> list[str]:
    return [t.text for t in tokens]


def test_an_active_verb_has_its_subject_and_object(nlp: Language) -> None:
    found = arguments(nlp, "Rebels attacked the town.", "attacked")
    assert (words(found.subjects), words(found.objects)) == (["Rebels"], ["town"])


def test_the_agent_of_a_passive_is_the_subject(nlp: Language) -> None:
    found = arguments(nlp, "The town was attacked by rebels.", "attacked")
    assert (words(found.subjects), words(found.objects)) == (["rebels"], ["town"])


def test_a_participle_after_a_noun_has_the_noun_as_object(nlp: Language) -> None:
    found = arguments(nlp, "The village, seized by the army in May, is empty.", "seized")
    assert (words(found.subjects), words(found.objects)) == (["army"], ["village"])


def test_a_relative_pronoun_stands_for_its_noun(nlp: Language) -> None:
    found = arguments(nlp, "The soldiers who killed the protesters were arrested.", "killed")
    assert words(found.subjects) == ["soldiers"]


def test_the_subject_of_an_agreed_act_is_who_agreed(nlp: Language) -> None:
    assert words(arguments(nlp, "Turkey agreed to withdraw its troops.", "withdraw").subjects) == ["Turkey"]


def test_the_subject_of_an_urged_act_is_who_was_urged(nlp: Language) -> None:
    assert words(arguments(nlp, "France urged Israel to stop the raids.", "stop").subjects) == ["Israel"]


def test_coordinated_subjects_all_count(nlp: Language) -> None:
    found = arguments(nlp, "Russia, Iran and Turkey met in Sochi.", "met")
    assert words(found.subjects) == ["Russia", "Iran", "Turkey"]


def test_coordinated_verbs_share_their_object(nlp: Language) -> None:
    assert words(arguments(nlp, "Gunmen attacked and burned the church.", "attacked").objects) == ["church"]


def test_what_follows_as_participle_has_the_subject_of_the_clause(nlp: Language) -> None:
    assert words(arguments(nlp, "Troops shelled the camp, killing five people.", "killing").subjects) == ["Troops"]


def test_the_accused_is_the_subject_of_what_he_is_accused_of(nlp: Language) -> None:
    assert words(arguments(nlp, "They accused Iran of arming the rebels.", "arming").subjects) == ["Iran"]


def test_a_lemma_that_the_pipeline_gets_wrong_is_corrected(nlp: Language) -> None:
    assert next(t for t in nlp("Soldiers waged a campaign.") if t.text == "waged").lemma_ == "wage"
