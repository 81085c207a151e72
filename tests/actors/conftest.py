"""What the tests of actors share: the sides that a word of a text stands for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from dragoman.actors import Party, find_actors
from dragoman.coder import Coder
from dragoman.language import parse
from dragoman.language.quotations import find_voices
from dragoman.places import countries_of_names, country_of_town, find_toponyms, resolve_places
from dragoman.reading import article_from_text
from dragoman.record import Span

Side = tuple[str | None, str]


@dataclass(frozen=True)
class Reader:
    """Reads texts for their actors, with the toponyms of the gazetteer where `with_places`."""

    coder: Coder

    def parties(
        self, text: str, word: str, day: str | None = "2020-12-03", *, with_places: bool = False
    ) -> list[Party]:
        """The parties at the last occurrence of a word that is some actor; no two of one side.

        `day` None makes a text without a date.
        """
        published = datetime.date.fromisoformat(day) if day else None
        article = article_from_text(text, source="test", published=published)
        report = next(
            iter(parse([article], self.coder.nlp, self.coder.events.frames.words | self.coder.actors.role_words))
        )
        gazetteer = self.coder.gazetteer

        def places(countries: tuple[str, ...]) -> Mapping[Span, str]:
            toponyms = find_toponyms(report, gazetteer)
            placed = resolve_places(toponyms, gazetteer, countries=countries, text=article.text)
            return countries_of_names(toponyms, gazetteer, placed, countries=countries)

        def town(name: str, countries: tuple[str, ...], sure: bool) -> str | None:
            return country_of_town(name, gazetteer, countries, sure)

        voices = find_voices(report, self.coder.events.speech_verbs)
        chosen = {"places": places, "town": town} if with_places else {}
        actors = find_actors(report, self.coder.actors, voices, day=published, **chosen)
        found: list[Party] = []
        for sentence in report.sentences:
            for token in sentence.tokens:
                if token.text == word and actors.at(sentence, token):
                    found = list(actors.at(sentence, token))
        return found

    def sides(self, text: str, word: str, day: str | None = "2020-12-03", *, with_places: bool = False) -> list[Side]:
        """Country and first sector of each of these parties."""
        parties = self.parties(text, word, day, with_places=with_places)
        return [(p.actor.country, p.actor.sectors[0] if p.actor.sectors else "") for p in parties]


@pytest.fixture(scope="session")
def reader(coder: Coder) -> Reader:
    """A reader with the tables that ship."""
    return Reader(coder)


@pytest.fixture(scope="session")
def sides(reader: Reader) -> Callable[..., list[Side]]:
    """`sides(text, word, day="2020-12-03", with_places=False)`."""
    return reader.sides


@pytest.fixture(scope="session")
def parties(reader: Reader) -> Callable[..., list[Party]]:
    """`parties(text, word, day="2020-12-03", with_places=False)`."""
    return reader.parties
