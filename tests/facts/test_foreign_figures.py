from __future__ import annotations

import functools

import pytest

from dragoman.coder import Coder
from dragoman.facts.foreign_words import load_foreign_words
from dragoman.reading import article_from_text
from dragoman.record import Figure


@functools.cache
def coder() -> Coder:
    return Coder.load(model=None)


def figures_of(text: str) -> list[Figure]:
    return list(coder().code(article_from_text(text, source="test")).figures)


@pytest.mark.parametrize(
    ("text", "low", "unit", "term"),
    [
        ("Les combats autour de Bambari ont fait 12 500 déplacés.", 12_500, "people", "displaced"),
        ("Plus de 900 ménages ont fui les attaques de la semaine dernière.", 900, "households", "fled"),
        ("Quelque 1,2 million de personnes sont déplacées dans la région.", 1_200_000, "people", "displaced"),
        ("Une trentaine de familles ont été relogées.", 30, "families", "relocated"),
        ("Personnes déplacées : 8 430", 8430, "people", "displaced"),
        ("Quatre-vingt-dix maisons ont été brûlées.", 90, "", "destroyed_housing"),
        ("Unas 340 familias se desplazaron por los combates.", 340, "families", "displaced"),
        ("El terremoto destruyó 1.250 viviendas.", 1250, "", "destroyed_housing"),
        ("La crecida obligó a evacuar una docena de casas.", 12, "households", "evacuated"),
        ("En Guerrero, 2 mil 300 personas siguen desplazadas.", 2300, "people", "displaced"),
        ("Miles de campesinos han huido de la zona.", 2000, "people", "fled"),
        ("As cheias deixaram duas mil pessoas desabrigadas.", 2000, "people", "homeless"),
        ("Mais de 4.000 famílias foram deslocadas pelos ataques.", 4000, "families", "displaced"),
        ("نزوح 300 عائلة من المدينة", 300, "families", "displaced"),
        ("تم إجلاء أكثر من 1200 شخص", 1200, "people", "evacuated"),
    ],
)
def test_displacement_is_read_in_other_languages(text: str, low: int, unit: str, term: str) -> None:
    assert (low, unit, term) in [(f.low, f.unit, f.term) for f in figures_of(text)]


def test_damaged_letters_and_missing_accents_are_read_as_the_letters_they_were() -> None:
    (damaged,) = figures_of("M\ufffds de 80 familias fueron evacuadas de las viviendas.")
    assert (damaged.low, damaged.high, damaged.term) == (80, None, "evacuated")
    (bare,) = figures_of("Plus de 80 familles deplacees ont quitte le site.")
    assert (bare.low, bare.unit, bare.term) == (80, "families", "displaced")


def test_people_counted_again_as_households_share_what_became_of_them() -> None:
    people, families = figures_of("El desplazamiento de 610 personas (140 familias) fue reportado ayer.")
    assert (people.low, people.unit, people.term) == (610, "people", "displaced")
    assert (families.low, families.unit, families.term) == (140, "families", "displaced")


def test_a_range_and_its_words_give_both_bounds() -> None:
    (figure,) = figures_of("Entre 200 y 300 personas huyeron de la aldea.")
    assert (figure.low, figure.high) == (200, 300)


def test_the_dead_and_the_wounded_are_counted_in_other_languages() -> None:
    found = {(f.kind, f.low) for f in figures_of("El ataque dejó 14 muertos y 30 heridos en la ciudad.")}
    assert found == {("killed", 14), ("injured", 30)}


@pytest.mark.parametrize(
    "text",
    [
        "Le camp se trouve à 35 kilomètres de la ville.",
        "La reunión duró 12 horas y terminó el 22 de octubre.",
        "Os deputados aprovaram 27 artigos da lei.",
    ],
)
def test_numbers_of_other_things_are_no_figures_of_people(text: str) -> None:
    assert not [f for f in figures_of(text) if f.kind != "other"]


def test_an_english_report_is_read_as_english() -> None:
    (figure,) = figures_of("Clashes near San Juan de las Casas displaced 150 families on Monday.")
    assert (figure.counted, figure.unit, figure.term) == ("families", "families", "displaced")


def test_every_row_of_the_table_can_be_read() -> None:
    for words in load_foreign_words():
        assert words.number.pattern
        assert set(words.patterns) == {"unit", "term", "kind", "not"}
