"""Noun phrases, coordinations and prepositional phrases."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from dragoman.coder import Coder
from dragoman.language import conjunction_head, conjuncts, noun_phrase, prepositional_objects


@pytest.fixture(scope="module")
def nlp(coder: Coder) -> Language:
    return coder.nlp


def word(nlp: Language, text: str, form: str) -> Token:
    return next(t for t in nlp(text) if t.text == form)


def test_all_members_of_a_coordination_are_found(nlp: Language) -> None:
    first = word(nlp, "Russia, Iran and Turkey met in Astana.", "Russia")
    assert [t.text for t in conjuncts(first)] == ["Russia", "Iran", "Turkey"]


def test_the_first_member_heads_a_coordination(nlp: Language) -> None:
    last = word(nlp, "Russia, Iran and Turkey met in Astana.", "Turkey")
    assert conjunction_head(last).text == "Russia"


def test_a_noun_phrase_has_what_follows_of_but_no_relative_clause(nlp: Language) -> None:
    head = word(nlp, "The new government of Niger, which took power in July, resigned.", "government")
    assert " ".join(t.text for t in noun_phrase(head)) == "The new government of Niger"


def test_each_object_of_a_preposition_is_given_with_it(nlp: Language) -> None:
    verb = word(nlp, "He spoke with Ghana and Togo.", "spoke")
    assert [(p, t.text) for p, t in prepositional_objects(verb)] == [("with", "Ghana"), ("with", "Togo")]


def test_a_year_before_a_noun_phrase_is_not_part_of_it(nlp: Language) -> None:
    doc = nlp("In 2001 U.S. forces invaded the country.")
    head = next(t for t in doc if t.text == "forces")
    assert " ".join(t.text for t in noun_phrase(head)) == "U.S. forces"
