"""All mentions of places, in whatever function, and their resolution at the best guess."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from dragoman.language import ParsedReport, load_pipeline, parse
from dragoman.places import Gazetteer, find_mentions, load_gazetteer, resolve_places
from dragoman.places.resolve import FEATURES
from dragoman.record import Article, Block, Place, Span


def parsed(text: str, pipeline: Any) -> ParsedReport:
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]+", text))
    (report,) = parse([Article(id="t", source="t", text=text, blocks=blocks)], pipeline)
    return report


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return load_pipeline()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def mentions_in(pipeline: Any, gazetteer: Gazetteer) -> Any:
    def mentions(text: str) -> list[str]:
        report = parsed(text, pipeline)
        found = find_mentions(report, gazetteer)
        assert [t.span.of(text) for t in found] == [t.text for t in found]
        return [t.text for t in found]

    return mentions


@pytest.fixture(scope="module")
def places_in(pipeline: Any, gazetteer: Gazetteer) -> Any:
    def places(text: str, publisher: str = "") -> dict[str, Place]:
        report = parsed(text, pipeline)
        found = resolve_places(find_mentions(report, gazetteer), gazetteer, text=text, publisher=publisher, guess=True)
        return {span.of(text): place for span, place in found.items()}

    return places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("French officials met the Turkish delegation on Monday.", "French"),
        ("Many Texans lost their homes in the storm.", "Texans"),
        ("Residents of Walker County were told to leave.", "Walker County"),
        ("A man from Paducah, Ky., was charged on Friday.", "Ky."),
        ("Crowds gathered on the banks of the Mississippi River.", "Mississippi River"),
        ("The delegation flew from Nairobi to Kampala on Sunday.", "Kampala"),
        ("KYIV, March 3 (Agency) - Two soldiers were killed.", "KYIV"),
    ],
)
def test_a_place_is_found_in_whatever_function(mentions_in: Any, text: str, name: str) -> None:
    assert name in mentions_in(text)


@pytest.mark.parametrize(
    "text", ["The committee will vote on the plan next week.", "Jordan Smith said he had read the letter."]
)
def test_a_report_without_places_has_no_mentions(mentions_in: Any, text: str) -> None:
    assert mentions_in(text) == []


def test_mentions_do_not_overlap(pipeline: Any, gazetteer: Gazetteer) -> None:
    text = "The University of Texas at Austin and New York City signed the deal in West Virginia."
    report = parsed(text, pipeline)
    found = find_mentions(report, gazetteer, least=0.05)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_more_is_found_with_a_lower_threshold(pipeline: Any, gazetteer: Gazetteer) -> None:
    text = "The Kenya Airways flight from Mombasa was late, the Standard said."
    report = parsed(text, pipeline)
    assert len(find_mentions(report, gazetteer, least=0.01)) >= len(find_mentions(report, gazetteer, least=0.9))


def test_an_adjective_stands_for_its_country(places_in: Any) -> None:
    place = places_in("Georgian police detained two men in Tbilisi.")["Georgian"]
    assert (place.country, place.precision) == ("GEO", "country")


def test_an_inhabitant_stands_for_the_region(places_in: Any) -> None:
    assert places_in("Many Texans lost their homes in the storm.")["Texans"].name == "Texas"


def test_a_town_is_the_one_that_the_paper_is_at(places_in: Any) -> None:
    text = "A Gainesville man was charged with theft on Tuesday, Gainesville police said."
    assert places_in(text, "http://www.gainesvilletimes.com/news/1")["Gainesville"].region == "Georgia"
    assert places_in(text, "http://www.gainesvilleregister.com/local/1")["Gainesville"].region == "Texas"


def test_what_the_text_says_outweighs_the_paper(places_in: Any) -> None:
    text = "A man was found dead in Gainesville, Florida, on Tuesday."
    assert places_in(text, "http://www.gainesvilletimes.com/news/1")["Gainesville"].region == "Florida"


def test_the_weights_are_those_of_the_features(gazetteer: Gazetteer) -> None:
    assert set(gazetteer.ranking) == set(FEATURES)
