from __future__ import annotations

import pytest

from dragoman.events.contexts import load_context_cues
from dragoman.ontology import load_ontology


@pytest.fixture(scope="module")
def cues():
    return load_context_cues(load_ontology())


def test_contexts_come_in_the_order_of_their_first_cues(cues):
    assert cues.find("After the terrorist attack the election went on, terrorists or not.")[:2] == cues.find(
        "terrorist"
    ) + cues.find("election")


@pytest.mark.parametrize(("one", "many"), [("army", "armies"), ("election", "elections"), ("refugee", "Refugees")])
def test_a_cue_counts_in_its_plural(cues, one, many):
    assert cues.find(one) == cues.find(many)


def test_a_cue_counts_only_as_whole_words(cues):
    assert cues.find("election") != ()
    assert cues.find("electioneering preelection") == ()
