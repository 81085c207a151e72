"""Who says what, with which words: sources, cues and contents with their extents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coder import Coder
from dragoman.language import parse
from dragoman.language.attributions import Attribution, find_attributions, load_attribution_cues, outermost
from dragoman.reading import article_from_text

Told = tuple[str, str, str]
Find = Callable[[str], list[Told]]


@pytest.fixture(name="attributions")
def _attributions(coder: Coder) -> Callable[[str], list[tuple[str, Attribution]]]:
    cues = load_attribution_cues()

    def find(text: str) -> list[tuple[str, Attribution]]:
        report = next(iter(parse([article_from_text(text, source="test")], coder.nlp)))
        return [(report.article.text, a) for a in find_attributions(report, cues)]

    return find


@pytest.fixture(name="told")
def _told(attributions: Callable[[str], list[tuple[str, Attribution]]]) -> Find:
    """Source, cue and content of each outermost attribution, pieces joined by a bar."""

    def find(text: str) -> list[Told]:
        found = attributions(text)
        kept = outermost([a for _, a in found])

        def words(source: str, attribution: Attribution) -> Told:
            parts = (attribution.source_spans, attribution.cue_spans, attribution.content_spans)
            first, second, third = (" | ".join(s.of(source) for s in part) for part in parts)
            return first, second, third

        return [words(t, a) for t, a in found if a in kept]

    return find


def test_a_reported_clause_is_content_with_its_that(told: Find) -> None:
    text = "The defence ministry said on Monday that rebels had shelled the airport."
    assert told(text) == [("The defence ministry", "said", "that rebels had shelled the airport")]


def test_a_source_is_given_with_its_apposition(told: Find) -> None:
    text = "Amina Yusuf, a nurse at the clinic, said soldiers had taken the medicine."
    assert told(text)[0][0].startswith("Amina Yusuf, a nurse at the clinic")


def test_a_quotation_keeps_its_marks(told: Find) -> None:
    text = "“We have no water left,” the mayor of Aden said."
    assert told(text) == [("the mayor of Aden", "said", "“We have no water left,”")]


def test_the_subject_may_follow_its_verb(told: Find) -> None:
    text = "“The bridge is gone,” said Colonel Petrov."
    assert told(text) == [("Colonel Petrov", "said", "“The bridge is gone,”")]


def test_a_quotation_cut_in_two_is_one_content(told: Find) -> None:
    text = "“The talks,” the envoy said on Friday, “have failed for good.”"
    assert told(text) == [("the envoy", "said", "“The talks,” | “have failed for good.”")]


def test_a_quotation_goes_on_after_the_cue_s_sentence(told: Find) -> None:
    text = "“They came at night,” Odhiambo said. “Nobody could stop them.”"
    assert told(text) == [("Odhiambo", "said", "“They came at night,” | “Nobody could stop them.”")]


def test_after_a_colon_the_next_paragraph_is_the_speakers(told: Find) -> None:
    text = "The minister told parliament:\n\n“We shall not sign this treaty.”"
    assert told(text) == [("The minister", "told | :", "“We shall not sign this treaty.”")]


def test_a_cue_between_commas_leaves_content_on_both_sides(told: Find) -> None:
    text = "The convoy, two officials said, had left the town before dawn."
    assert told(text) == [("two officials", "said", "The convoy | had left the town before dawn")]


def test_according_to_gives_source_and_clause(told: Find) -> None:
    text = "Troops arrested forty students, according to the lawyers' union."
    assert told(text) == [("the lawyers' union", "according to", "Troops arrested forty students")]


def test_a_noun_attributes_with_its_owner(told: Find) -> None:
    text = "Moscow's claim that Kiev had attacked first was false."
    assert told(text)[0] == ("Moscow's", "claim", "that Kiev had attacked first")


def test_a_headline_attributes_with_a_colon(told: Find) -> None:
    text = "Ortega: No talks before the blockade ends\n\nTalks stalled in the capital on Monday, and nobody came."
    assert told(text)[0] == ("Ortega", ":", "No talks before the blockade ends")


def test_plans_and_wishes_are_attributed(attributions: Callable[[str], list[tuple[str, Attribution]]]) -> None:
    kinds = {a.cue.lemma_: a.kind for _, a in attributions("Turkey plans to send troops. The envoy hopes they stay.")}
    assert kinds == {"plan": "plan", "hope": "view"}


def test_an_attribution_inside_another_is_found_but_not_outermost(
    attributions: Callable[[str], list[tuple[str, Attribution]]],
) -> None:
    found = [a for _, a in attributions("Officials told Reuters that witnesses said the army fired first.")]
    assert [a.cue.text for a in found] == ["told", "said"]
    assert [a.cue.text for a in outermost(found)] == ["told"]


def test_words_in_quotation_marks_are_no_cues(told: Find) -> None:
    text = "“I said that we would win,” the general recalled."
    assert [cue for _, cue, _ in told(text)] == ["recalled"]


def test_a_plain_report_has_no_attribution(told: Find) -> None:
    assert told("Rebels shelled the airport on Monday.") == []
