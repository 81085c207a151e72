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
from dragoman.places import find_toponyms, resolve_places
from dragoman.reading import article_from_text
from dragoman.record import Place, Span

Side = tuple[str | None, str]


@dataclass(frozen=True)
class Reader:
    """Reads texts for their actors, with the toponyms of the gazetteer where `with_places`."""

    coder: Coder

    def parties(self, text: str, word: str, day: str = "2020-12-03", *, with_places: bool = False) -> list[Party]:
        """The parties at the last occurrence of a word that is some actor; no two of one side."""
        published = datetime.date.fromisoformat(day)
        article = article_from_text(text, source="test", published=published)
        report = next(
            iter(parse([article], self.coder.nlp, self.coder.events.frames.words | self.coder.actors.role_words))
        )
        gazetteer = self.coder.gazetteer

        def places(countries: tuple[str, ...]) -> Mapping[Span, Place]:
            return resolve_places(find_toponyms(report, gazetteer), gazetteer, countries=countries, text=article.text)

        voices = find_voices(report, self.coder.events.speech_verbs)
        chosen = places if with_places else None
        actors = find_actors(report, self.coder.actors, voices, day=published, places=chosen)
        found: list[Party] = []
        for sentence in report.sentences:
            for token in sentence.tokens:
                if token.text == word and actors.at(sentence, token):
                    found = list(actors.at(sentence, token))
        return found

    def sides(self, text: str, word: str, day: str = "2020-12-03", *, with_places: bool = False) -> list[Side]:
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
