from __future__ import annotations

import functools

import pytest

from dragoman.coder import Coder
from dragoman.reading import article_from_text
from dragoman.record import Figure


@functools.cache
def coder() -> Coder:
    return Coder.load()


def figures_of(text: str) -> list[Figure]:
    return list(coder().code(article_from_text(text, source="test")).figures)


@pytest.mark.parametrize(
    ("text", "low", "unit", "term"),
    [
        ("Over 1,200 people fled the fighting last week.", 1200, "people", "fled"),
        ("The clashes forced 5,000 people to flee their homes.", 5000, "people", "fled"),
        ("The shelling drove thousands of villagers from their homes.", 2000, "people", "fled"),
        ("Armed men expelled 200 families from the area.", 200, "families", "fled"),
        ("Fighting displaced an additional 2,300 households in Helmand.", 2300, "households", "displaced"),
        ("15 people are dead and 61, 000 people were displaced.", 61_000, "people", "displaced"),
        ("The number of IDPs rose to 2.1 million.", 2_100_000, "people", "displaced"),
        ("Displaced households: 1,240", 1240, "households", "displaced"),
        ("The number of displaced families is estimated to be 349.", 349, "families", "displaced"),
        ("The army evacuated 10,000 residents from the city.", 10_000, "people", "evacuated"),
        ("An attack on Sunday left 300 people without homes.", 300, "people", "homeless"),
        ("The camp hosts 45,000 displaced people.", 45_000, "people", "relief_camp"),
        ("About 600 people took refuge in a church.", 600, "people", "sheltered"),
        ("Some 70,000 people are staying in evacuation centres.", 70_000, "people", "sheltered"),
        ("Some 1,800 residents had moved to safer places.", 1800, "people", "relocated"),
        ("Officials said that 17 families had been moved to temporary housing.", 17, "families", "relocated"),
        ("Torrents of mud buried 27 homes in the village.", 27, "", "destroyed_housing"),
        ("Completely destroyed housing: 146", 146, "", "destroyed_housing"),
        ("Rockets damaged 31 houses in the town.", 31, "", "damaged_housing"),
        ("Two hundred homes are no longer habitable.", 200, "", "uninhabitable_housing"),
    ],
)
def test_how_people_were_displaced_has_its_term(text: str, low: int, unit: str, term: str) -> None:
    assert (low, unit, term) in [(f.low, f.unit, f.term) for f in figures_of(text)]


def test_houses_destroyed_are_told_from_houses_damaged() -> None:
    damaged, destroyed = figures_of("Sixty-two houses were damaged and 14 completely destroyed.")
    assert (damaged.low, damaged.term) == (62, "damaged_housing")
    assert (destroyed.low, destroyed.term) == (14, "destroyed_housing")


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed 12 civilians in the town.",
        "Some 15,000 people were trapped and unable to leave.",
        "The country deployed 500 troops.",
    ],
)
def test_other_figures_have_no_term(text: str) -> None:
    assert {f.term for f in figures_of(text)} == {""}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Some 4,000 people fled the town on Monday.", "flow"),
        ("More than 40,000 people have been newly displaced by violence.", "flow"),
        ("Since October 11,735 families have been displaced.", "flow"),
        ("More than 3 million people remain internally displaced.", "stock"),
        ("As of January there were 1,899,830 IDPs in the country.", "stock"),
        ("The district hosts 45,000 refugees.", "stock"),
        ("Some 14,000 refugees have returned to the city.", "flow"),
        ("Shelling killed 12 people.", ""),
    ],
)
def test_those_who_moved_are_a_flow_and_those_who_are_displaced_a_stock(text: str, measure: str) -> None:
    assert [f.measure for f in figures_of(text)] == [measure]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed 12 people, among them three children.",
        "Shelling killed 12 people, including at least three children.",
        "Shelling killed 12 people, three of them children.",
        "Of the 12 people killed, three were children.",
    ],
)
def test_a_part_names_the_figure_that_it_is_a_part_of(text: str) -> None:
    whole, part = figures_of(text)
    assert (whole.low, part.low) == (12, 3)
    assert whole.part_of is None
    assert part.part_of == whole.id


def test_the_second_of_two_places_has_the_figures_kind() -> None:
    first, second = figures_of("The army says 709 people were displaced in Homs and 363 in Hama.")
    assert (first.kind, first.low, second.kind, second.low) == ("displaced", 709, "displaced", 363)


def test_people_and_families_told_together_are_two_figures() -> None:
    people, families = figures_of("By December 103,872 people (17,312 families) were displaced.")
    assert (people.low, people.unit, people.kind) == (103_872, "people", "displaced")
    assert (families.low, families.unit, families.kind) == (17_312, "families", "displaced")
