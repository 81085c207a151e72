"""How training examples are made from passages and leads."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.examples import Example, of_passages, renamed
from training.passages import PassageError, passage

LEAD = (
    "wire europe-west 2010s\t[a1=FRA.GOV Paris] and [a1r1=DEU.GOV Berlin] [t1 signed] a treaty on border rivers."
    "\t1:AGREE//actual/057\troot=SUPPORT"
)


def test_a_lead_trains_the_root_that_it_names_and_the_type_of_our_codebook() -> None:
    with_trigger, lead = of_passages([passage(LEAD)]).examples

    assert with_trigger.right["type"] == ("AGREE",)
    assert "root" not in with_trigger.right
    assert lead.right["root"] == ("SUPPORT",)
    assert lead.right["penta"] == ("verbal cooperation",)
    assert lead.sentence.trigger == ()


def test_who_is_on_both_sides_of_a_lead_is_the_recipient_of_its_root_and_an_actor_of_its_event() -> None:
    with_trigger, lead = of_passages([passage(LEAD)]).examples

    assert (with_trigger.sentence.actor, with_trigger.sentence.recipient) == (((0, 5), (10, 16)), ())
    assert (lead.sentence.actor, lead.sentence.recipient) == (((0, 5),), ((10, 16),))


def test_a_root_that_the_relations_do_not_have_is_refused() -> None:
    with pytest.raises(PassageError, match="CONCEDE"):
        passage(LEAD.replace("SUPPORT", "CONCEDE"))


@given(st.integers(0, 10_000), st.sampled_from(["Oslo", "the generals in Naypyidaw", "X"]))
def test_another_name_moves_the_marks_with_the_words(seed: int, name: str) -> None:
    example: Example = of_passages([passage(LEAD.replace("[a1r1=", "[r1="))]).examples[0]

    sentence = renamed(example, [name], random.Random(seed)).sentence

    said = {sentence.text[a:b] for a, b in (*sentence.actor, *sentence.recipient)}
    assert said <= {"Paris", "Berlin", name}
    assert [sentence.text[a:b] for a, b in sentence.trigger] == ["signed"]
