from __future__ import annotations

import functools
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.reading import article_from_text
from dragoman.record import Figure
from dragoman.tables import read_table
from figures import predicted


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
        ("The number of IDPs rose from 1.1 million to 1.4 million.", 1_400_000, "people", "displaced"),
        ("About 1,5 million people are displaced.", 1_500_000, "people", "displaced"),
        ("There are 3,114 IDP HHs in the town.", 3114, "households", "displaced"),
        ("75,000 - the number of people driven out of their homes", 75_000, "people", "fled"),
        ("Damaged houses 1,808 (out of which a quarter fully)", 1808, "", "damaged_housing"),
        ("A total of 340 houses were totally damaged.", 340, "", "destroyed_housing"),
        ("Gunmen set fire to 22 homes in the village.", 22, "", "destroyed_housing"),
        ("The barrage reduced 50 houses to rubble.", 50, "", "destroyed_housing"),
        ("Dozens of houses were torched and 1,000 people displaced.", 24, "", "destroyed_housing"),
        ("Floods displaced 900 people, who have moved to a relief camp.", 900, "people", "displaced"),
        ("Camps around the town have received 31,000 displaced people.", 31_000, "people", "relief_camp"),
        ("About 400 villagers were chased from their homes.", 400, "people", "fled"),
    ],
)
def test_how_people_were_displaced_has_its_term(text: str, low: int, unit: str, term: str) -> None:
    assert (low, unit, term) in [(f.low, f.unit, f.term) for f in figures_of(text)]


def test_sentences_on_displacement_are_read_as_often_as_before() -> None:
    table = Path(__file__).with_name("displacement_sentences.tsv")
    right = of = 0
    for row in read_table(table.read_text(encoding="utf-8"), table.name, ("text", "figures")):
        record = coder().code(article_from_text(row["text"], source="test"))
        found = [predicted(f) for f in record.figures if f.term]
        told = {f"{f['quantity']} {f['unit']} {f['term']}" for f in found}
        right += len(told & set(row.list("figures")))
        of += len(row.list("figures"))
    assert of == 212
    assert right / of >= 0.96, right


def test_houses_destroyed_are_told_from_houses_damaged() -> None:
    damaged, destroyed = figures_of("Sixty-two houses were damaged and 14 completely destroyed.")
    assert (damaged.low, damaged.term) == (62, "damaged_housing")
    assert (destroyed.low, destroyed.term) == (14, "destroyed_housing")


def test_others_are_what_the_figure_before_counted() -> None:
    razed, damaged = figures_of("Some 100 homes were razed and 36 others damaged on Sunday.")
    assert (razed.term, damaged.low, damaged.term) == ("destroyed_housing", 36, "damaged_housing")
    _, unfit = figures_of("Shelling destroyed 240 homes and made 90 others uninhabitable.")
    assert (unfit.low, unfit.term) == (90, "uninhabitable_housing")


def test_the_displaced_are_counted_in_people_and_in_households() -> None:
    households, people = figures_of("Fighting displaced 3,200 households (approx. 16,000 individuals).")
    assert (households.low, households.unit, households.term) == (3200, "households", "displaced")
    assert (people.low, people.unit, people.term) == (16_000, "people", "displaced")


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


def test_who_is_pushed_into_hunger_has_no_term_of_displacement(coder: Coder) -> None:
    text = "About 47 million people have been pushed into acute hunger by the war."
    (figure,) = coder.code(article_from_text(text, source="x")).figures
    assert (figure.kind, figure.term) == ("affected", "")
