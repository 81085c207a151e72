"""What is remembered while a report is read: its names, who was mentioned so far, its persons, its speaker and home.

One `Memory` belongs to one pass over one report; the modules beside this one read it and `resolution` fills it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.actors.party import Basis, Party
from dragoman.record import Actor, Span

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from dragoman.actors.naming import SentenceNames
    from dragoman.actors.tables import ActorTables
    from dragoman.language import ParsedReport, Sentence
    from dragoman.language.quotations import Voice


@dataclass(frozen=True)
class PersonInReport:
    """A person the report names: the fullest form of the name and what the report and the tables say of them."""

    name: str
    parties: tuple[Party, ...]
    role: str
    told: bool = True
    """Whether the report itself has the full name."""


@dataclass
class Memory:
    """The state of one pass over one report.

    `resolve` gives the parties of a nominal, from memory where it was met before. `local_home` is the country in
    which each sentence is set, `home` the one that the report is mainly about, `countries` all that it names, most
    often first, `weights` how often, `capitals` how much of that by the name of its capital alone. `placed` is the
    country of each toponym's last token. `titles` leads from the head of a title to the name that it belongs to.
    """

    report: ParsedReport
    tables: ActorTables
    voices: list[Voice]
    day: datetime.date | None
    names: dict[int, SentenceNames]
    resolve: Callable[[Sentence, Token], tuple[Party, ...]]
    by_token: dict[tuple[int, int], tuple[Party, ...]] = field(default_factory=dict)
    history: list[tuple[Sentence, Token, tuple[Party, ...]]] = field(default_factory=list)
    persons: dict[str, PersonInReport] = field(default_factory=dict)
    placed: dict[tuple[int, int], str] = field(default_factory=dict)
    titles: dict[tuple[int, int], Token] = field(default_factory=dict)
    speaker: tuple[Party, ...] = ()
    home: str | None = None
    local_home: dict[int, str | None] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    capitals: dict[str, float] = field(default_factory=dict)


def words_of(memory: Memory, sentence: Sentence, tokens: Sequence[Token]) -> str:
    """The words of some tokens as the report has them, with single spaces."""
    span = sentence.span_of(tokens)
    return " ".join(span.of(memory.report.article.text).split())


def spanned(
    memory: Memory, sentence: Sentence, tokens: Sequence[Token], parties: tuple[Party, ...]
) -> tuple[Party, ...]:
    """The parties as mentioned by `tokens`, without a leading article."""
    trimmed = [t for t in tokens if not (t.pos_ == "DET" and t.i == tokens[0].i)] or list(tokens)
    span = sentence.span_of(trimmed)
    return tuple(with_text(p, span, memory.report.article.text) for p in parties)


def side_of(
    memory: Memory,
    name: str,
    country: str | None,
    sectors: tuple[str, ...],
    basis: Basis,
    role: str,
    *,
    plural: bool = False,
) -> Party:
    """A party that is a side: a country (or none) with sectors, without a name of its own."""
    identity = f"{country or 'none'}.{'.'.join(sectors) or 'none'}"
    return Party(Actor(name, country, sectors, id=identity, role=role), basis, plural=plural, role=role)


def with_text(party: Party, span: Span, text: str | None) -> Party:
    """The party as mentioned at `span`; with `text`, sides without a person take the mention's words as their name."""
    actor = party.actor
    renamed = actor.name
    if text is not None and not party.person and party.form not in {"country"} and not actor.kind:
        renamed = " ".join(span.of(text).split())
    return Party(
        Actor(renamed, actor.country, actor.sectors, span, actor.id, actor.kind, actor.role),
        party.basis, party.form, party.person, party.plural, party.role, party.known,
    )  # fmt: skip
