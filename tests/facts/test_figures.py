from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.facts.figures import FigureMention, FigureWords, find_figures, load_figure_words
from dragoman.facts.numbers import find_numbers, parse_number
from dragoman.language import load_pipeline, parse
from dragoman.record import Article, Block, Span

if TYPE_CHECKING:
    from spacy.language import Language


@functools.cache
def loaded() -> tuple[Language, FigureWords]:
    return load_pipeline(), load_figure_words()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return loaded()[0]


@pytest.fixture(scope="module")
def words() -> FigureWords:
    return loaded()[1]


def figures_of(text: str, nlp: Language, words: FigureWords) -> list[FigureMention]:
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]+", text))
    [report] = parse([Article(id="a", source=text, text=text, blocks=blocks)], nlp)
    return find_figures(report, words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 28 people and injured 60 others.", [("killed", 28, 28), ("injured", 60, 60)]),
        ("At least 12 people were killed and 30 wounded.", [("killed", 12, None), ("injured", 30, 30)]),
        ("The attack left 20 dead and dozens injured.", [("killed", 20, 20), ("injured", 24, 99)]),
        ("The death toll rose to 41.", [("killed", 41, 41)]),
        ("He mourned the deaths of 12 civilians.", [("killed", 12, 12)]),
        ("Half of the crew and 12 passengers drowned.", [("killed", 12, 12)]),
        ("Shelling wounded scores of others.", [("injured", 40, 99)]),
        ("Among the dead were 12 women.", [("killed", 12, 12)]),
        ("Some 60 civilians were killed and injured.", [("casualties", 60, 60)]),
        ("The army suffered more than 400 casualties.", [("casualties", 400, None)]),
        ("More than 200 people were detained and 15 are missing.", [("detained", 200, None), ("missing", 15, 15)]),
        ("The rebels freed 12 soldiers and two policemen.", [("released", 12, 12), ("released", 2, 2)]),
        ("Gunmen kidnapped 20 schoolgirls.", [("abducted", 20, 20)]),
        ("About 5,000 refugees have returned to their villages.", [("returned", 5000, 5000)]),
        ("The camp shelters 9 300 refugees.", [("refugees", 9300, 9300)]),
        ("The country hosts 1.5 million asylum seekers.", [("refugees", 1_500_000, 1_500_000)]),
        ("There are 1.5 million refugees in the country.", [("refugees", 1_500_000, 1_500_000)]),
        ("Half a million people have fled their homes.", [("displaced", 500_000, 500_000)]),
        ("Floods forced 17,000 to leave their homes.", [("displaced", 17_000, 17_000)]),
        ("Tens of thousands of demonstrators marched.", [("protesters", 20_000, 99_999)]),
        ("The country will send 1,500 more troops.", [("troops", 1500, 1500)]),
        ("They are in need: 2 million people are in need of food.", [("affected", 2_000_000, 2_000_000)]),
        ("Planes flew over 870 missions.", [("other", 870, None)]),
        ("Number of displaced: 452", [("displaced", 452, 452)]),
        ("As many as 30 rebels were killed.", [("killed", None, 30)]),
    ],
)
def test_the_words_around_a_number_give_kind_and_bounds(
    text: str, expected: list[tuple[str, int | None, int | None]], nlp: Language, words: FigureWords
) -> None:
    assert [(f.kind, f.low, f.high) for f in figures_of(text, nlp, words)] == expected


@pytest.mark.parametrize(
    ("text", "kind", "low", "unit"),
    [
        ("The bloc pledged 1.5 billion euros in aid.", "aid_money", 1_500_000_000, "EUR"),
        ("Britain has given £59.5 million in humanitarian relief.", "aid_money", 59_500_000, "GBP"),
        ("It is a $120bn economy.", "other", 120_000_000_000, "USD"),
    ],
)
def test_money_is_aid_only_beside_words_of_giving(
    text: str, kind: str, low: int, unit: str, nlp: Language, words: FigureWords
) -> None:
    [figure] = figures_of(text, nlp, words)
    assert (figure.kind, figure.low, figure.unit) == (kind, low, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The 25-year-old met the two leaders in 2015.",
        "It is 30 km from the border and 12 percent larger.",
        "Resolution 2254 was adopted on 18 December.",
        "An F-16 flew for three hours at 7 pm.",
        "The two sides met.",
        "They won 2-1, the third win in five days.",
        "One of the leaders spoke to two of us.",
        "The 12-member council agreed.",
    ],
)
def test_measures_dates_names_and_the_two_sides_are_no_figures(text: str, nlp: Language, words: FigureWords) -> None:
    assert figures_of(text, nlp, words) == []


def test_a_part_takes_the_kind_of_the_whole(nlp: Language, words: FigureWords) -> None:
    whole, part = figures_of("A blast killed 12 people, including three children.", nlp, words)
    assert (whole.kind, whole.part_of) == ("killed", None)
    assert (part.kind, part.low, part.part_of) == ("killed", 3, 0)


def test_the_span_runs_from_the_qualifier_to_the_noun(nlp: Language, words: FigureWords) -> None:
    text = "First line.\nOfficials said at least 35 more innocent civilians were killed."
    [figure] = figures_of(text, nlp, words)
    assert figure.span.of(text) == "at least 35 more innocent civilians"
    assert figure.counted_span is not None
    assert figure.counted_span.of(text) == figure.counted
    assert figure.counted.endswith("civilians")
    assert figure.cue_span is not None
    assert figure.cue_span.of(text) == "killed"
    assert (figure.unit, figure.sentence) == ("people", 1)


def test_families_are_counted_as_families(nlp: Language, words: FigureWords) -> None:
    [figure] = figures_of("Some 800 families were displaced.", nlp, words)
    assert (figure.kind, figure.unit, figure.approximate) == ("displaced", "families", True)


@pytest.mark.parametrize(
    ("words_", "value"),
    [
        ("two dozen", 24),
        ("half a million", 500_000),
        ("one hundred and twenty-five", 125),
        ("two and a half million", 2_500_000),
        ("12,754", 12_754),
        ("9 300", 9_300),
        ("24K", 24_000),
        ("1.5 million", 1_500_000),
        ("three hundred thousand", 300_000),
        ("two three", None),
    ],
)
def test_numbers_in_words_and_digits_have_their_value(words_: str, value: int | None) -> None:
    assert parse_number(words_) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 20 and 30", 20, 30),
        ("20-30", 20, 30),
        ("2 to 3 million", 2_000_000, 3_000_000),
        ("no fewer than 15", 15, None),
        ("fewer than 15", None, 15),
        ("20 or more", 20, None),
        ("100+", 100, None),
        ("hundreds of thousands", 200_000, 999_999),
        ("millions", 2_000_000, 9_999_999),
        ("at least another 30", 30, None),
    ],
)
def test_the_qualifier_opens_or_sets_the_bounds(text: str, low: int | None, high: int | None) -> None:
    [number] = find_numbers(f"killed {text} people")
    assert (number.low, number.high) == (low, high)


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_with_thousands_separators_keeps_its_value(value: int) -> None:
    [number] = find_numbers(f"some {value:,} people")
    assert (number.low, number.high, number.approximate) == (value, value, True)


VOCABULARY = (
    "at least|more than|12|two|dozens of|people|killed|wounded|$5 million|tanks|and|,|including|3 of them|"
    "between 5 and 9|2015|troops|were|the|toll of|\n|“|’s"
)
PIECES = st.sampled_from(VOCABULARY.split("|"))


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_spans_and_bounds_hold_in_any_text(text: str) -> None:
    nlp, words = loaded()
    for figure in figures_of(text, nlp, words):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        if figure.part_of is not None:
            assert figure.part_of >= 0


@pytest.mark.parametrize("text", ["Norway has expelled 23 Russian diplomats.", "The expulsion of 12 UN officials."])
def test_officials_who_are_sent_home_are_not_displaced(text: str, nlp: Language, words: FigureWords) -> None:
    assert {f.kind for f in figures_of(text, nlp, words)} <= {"other"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("About 47 million people have been pushed into acute hunger.", "affected"),
        ("The drought drove 40,000 families into poverty.", "affected"),
        ("The army drove 12,000 people into Kenya.", "displaced"),
    ],
)
def test_who_is_pushed_into_hunger_is_not_displaced(text: str, kind: str, nlp: Language, words: FigureWords) -> None:
    assert [f.kind for f in figures_of(text, nlp, words)] == [kind]
