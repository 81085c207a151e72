"""What the lists of the API hold: the columns of the archive's views, with their types."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from dragoman.record import Act, AgreementKind, Assertion, FigureKind, Stance
from dragoman.record.types import DateHedge, DisplacementTerm, FigureMeasure

Row = TypeVar("Row", bound=msgspec.Struct)


class _Told(msgspec.Struct, kw_only=True):
    """What is known of every fact: the report, who published it and when, the words, how sure, and the run."""

    article: str
    title: str | None
    publisher: str | None
    published: datetime.date | None
    run: int
    words: str
    confidence: float


class _Dated(_Told, kw_only=True):
    """And when: the first and the last day, how closely that is known, and from what."""

    date_start: datetime.date | None
    date_end: datetime.date | None
    date_precision: str | None
    date_basis: str | None
    date_hedge: DateHedge | None = None


class _Placed(_Dated, kw_only=True):
    """And where; a country's coordinates are no pin."""

    place: str | None
    country: str | None
    region: str | None
    place_precision: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None


class EventRow(_Placed, kw_only=True):
    """Who did what to whom, when and where. `actors` and `recipients` are sides, such as "TUR GOV"."""

    event: str
    type: str
    mode: str | None
    cameo: str | None
    contexts: list[str]
    actors: list[str]
    recipients: list[str]
    actor_names: list[str]
    recipient_names: list[str]
    attribution: list[str]
    status: Assertion


class IncidentRow(EventRow, kw_only=True):
    """Events of several reports that are one happening, or an event that one report tells; as its best telling has it.

    `reports` tell it, `publishers` of them of their own. `killed_low` and `killed_high` are the lowest and the highest
    number that a report gives. `conflicts` names what reports contradict each other in.
    """

    incident: str
    reports: int
    publishers: int
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    conflicts: list[str]


class FigureRow(_Placed, kw_only=True):
    """A number of people or things; `low` and `high` are its bounds, null where there is none.

    `part_of` is the figure that it is a part of; `term` says how people were displaced or housing was lost, `measure`
    whether a number of displaced counts those who moved or those who are so.
    """

    figure: str
    kind: FigureKind
    low: int | None
    high: int | None
    unit: str | None
    approximate: bool
    counted: str | None
    attribution: list[str]
    event: str | None
    start_char: int
    end_char: int
    part_of: str | None = None
    term: DisplacementTerm | None = None
    measure: FigureMeasure | None = None


class AgreementRow(_Told, kw_only=True):
    """An instrument between parties, and the acts on it that the report tells of."""

    agreement: str
    kind: AgreementKind
    name: str
    parties: list[str]
    brokers: list[str]
    acts: list[Act]
    date: datetime.date | None
    place: str | None


class StatementRow(_Dated, kw_only=True):
    """A position that an actor takes in words."""

    statement: str
    speaker: str
    speaker_name: str
    stance: Stance
    about: str
    about_actors: list[str]
    contexts: list[str]
    event: str | None
    start_char: int
    end_char: int


class ArticleRow(msgspec.Struct, kw_only=True):
    """A report, with the numbers of its facts."""

    article: str
    published: datetime.date | None
    published_basis: str | None
    title: str | None
    publisher: str | None
    url: str | None
    source: str
    events: int
    figures: int
    agreements: int
    statements: int
    coder: str
    added: datetime.datetime


class ActorRow(msgspec.Struct, kw_only=True):
    """Who takes part in the chosen events, and how often."""

    actor: str | None
    name: str
    country: str | None
    side: str
    kind: str | None
    as_actor: int
    as_recipient: int
    events: int
    articles: int


class PlaceRow(msgspec.Struct, kw_only=True):
    """Where the chosen events happened, and how many; a country's coordinates are no pin."""

    place: str
    country: str | None
    region: str | None
    place_precision: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    events: int
    articles: int
    first_day: datetime.date | None
    last_day: datetime.date | None


class RunRow(msgspec.Struct, kw_only=True):
    """One call of the coder on some inputs."""

    run: int
    coder: str
    settings: str | None
    started: datetime.datetime
    ended: datetime.datetime | None
    reports: int
    failures: int


class _Page(msgspec.Struct, kw_only=True):
    """A part of a list: `total` items are chosen, those from `offset` on are here; `query` says what was asked.

    `next` is the address of the next part, null at the end.
    """

    total: int
    offset: int
    query: str
    next: str | None


class EventPage(_Page, kw_only=True):
    """A part of the chosen events."""

    items: list[EventRow]


class IncidentPage(_Page, kw_only=True):
    """A part of the chosen incidents."""

    items: list[IncidentRow]


class FigurePage(_Page, kw_only=True):
    """A part of the chosen figures."""

    items: list[FigureRow]


class AgreementPage(_Page, kw_only=True):
    """A part of the chosen agreements."""

    items: list[AgreementRow]


class StatementPage(_Page, kw_only=True):
    """A part of the chosen statements."""

    items: list[StatementRow]


class ArticlePage(_Page, kw_only=True):
    """A part of the chosen reports."""

    items: list[ArticleRow]


class ActorList(msgspec.Struct, kw_only=True):
    """Actors, the most frequent first."""

    query: str
    items: list[ActorRow]


class PlaceList(msgspec.Struct, kw_only=True):
    """Places, the most frequent first."""

    query: str
    items: list[PlaceRow]


class RunList(msgspec.Struct, kw_only=True):
    """Runs, the latest first."""

    items: list[RunRow]


def rows_of(page: type[msgspec.Struct], found: Iterable[Mapping[str, Any]]) -> list[Any]:
    """The rows of an answer as what the items of a page are."""
    (kind,) = get_args(get_type_hints(page)["items"])
    return [row_of(kind, row) for row in found]


def row_of(kind: type[Row], row: Mapping[str, Any]) -> Row:
    """A row of an answer as a struct; columns that only one of them has are left out. The archive's times are UTC."""
    return kind(**{name: _in_utc(row[name]) for name in kind.__struct_fields__ if name in row})


def _in_utc(value: Any) -> Any:
    return value.replace(tzinfo=datetime.UTC) if isinstance(value, datetime.datetime) else value
