"""The types that everything speaks.

All are frozen; spans are half-open intervals of Unicode code points into `Article.text`. Field names are those of the
JSON form (`docs/record.md`), which is the shape of hand-coded records with what a program adds.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

BlockKind = Literal["headline", "standfirst", "heading", "paragraph", "caption", "quote", "furniture"]
ActorKind = Literal["state", "igo", "ngo", "group", "party", "person", "company", "media"]
DisplacementTerm = Literal[
    "",
    "displaced",
    "evacuated",
    "fled",
    "homeless",
    "relief_camp",
    "sheltered",
    "relocated",
    "destroyed_housing",
    "damaged_housing",
    "uninhabitable_housing",
]
FigureMeasure = Literal["", "flow", "stock"]
DateHedge = Literal["", "around", "by", "before", "after", "since", "until"]
DatePrecision = Literal["day", "week", "month", "season", "year", "decade"]
PlacePrecision = Literal["point", "city", "region", "country"]
Assertion = Literal["actual", "historical", "future", "hypothetical", "negated"]
FigureKind = Literal[
    "killed",
    "injured",
    "casualties",
    "missing",
    "detained",
    "released",
    "abducted",
    "displaced",
    "refugees",
    "returned",
    "affected",
    "protesters",
    "troops",
    "aid_money",
    "other",
]
AgreementKind = Literal[
    "ceasefire",
    "memorandum",
    "treaty",
    "accord",
    "peace_agreement",
    "protocol",
    "roadmap",
    "resolution",
    "deal",
]
Act = Literal[
    "called_for",
    "proposed",
    "negotiated",
    "declared",
    "adopted",
    "reached",
    "signed",
    "ratified",
    "entered_into_force",
    "affirmed",
    "extended",
    "implemented",
    "violated",
    "suspended",
    "withdrawn",
    "ended",
]
Stance = Literal["affirms", "supports", "opposes", "condemns", "rejects", "urges", "denies", "warns", "claims"]


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """`[start, end)` in code points of the report's text; `[start, end]` in JSON."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words that the span names."""
        return text[self.start : self.end]


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """One piece of a page: its kind, where it stands, and for furniture the reason why it is not coded."""

    kind: BlockKind
    span: Span
    reason: str = ""


class ReportDate(msgspec.Struct, frozen=True, omit_defaults=True):
    """The day a report appeared, how that was found, and how sure it is (0 to 1).

    `basis`: `given` by the caller, `metadata`, `dateline`, `caption`, `text` (a full date in the text), `address`
    (a date in the web address). `agrees_with` holds the spans of weekdays and other words that fit it; `span` the
    words it was read from.
    """

    date: datetime.date
    basis: Literal["given", "metadata", "dateline", "caption", "text", "address"]
    confidence: float = 1.0
    span: Span | None = None
    agrees_with: tuple[Span, ...] = ()


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """A run of `Article.text` that came from `capture`: text offset, capture offset, and the lengths of both.

    Where the lengths are equal the run maps character by character; else (a character reference, collapsed space) as
    a whole.
    """

    text: int
    capture: int
    text_length: int
    capture_length: int


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """A report as it was received, cut into blocks.

    `text` is what all spans point into. For plain text it is the source exactly as received. For HTML it is the
    page's visible text, `capture` the page's source as received, and `segments` the map from one to the other.
    `id` is made from the content, so the same report has the same id everywhere.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = "en"
    published: ReportDate | None = None
    capture: str | None = None
    segments: tuple[Segment, ...] = ()


class DateRange(msgspec.Struct, frozen=True, omit_defaults=True):
    """An interval in whole days, both ends included, with its precision and the words that it came from.

    `basis` is "report" where the text has no words of time and the report's own date stands in, else "text". `hedge` is
    the word that keeps the interval from being the plain time of the fact: "around" (or about), "by" (not later than),
    "before", "after", "since", "until"; empty where there is none.
    """

    start: datetime.date
    end: datetime.date
    precision: DatePrecision
    text: Span | None = None
    basis: Literal["text", "report"] = "text"
    hedge: DateHedge = ""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A point or region of the gazetteer. `country` is ISO 3166-1 alpha-3; coordinates are WGS84 degrees.

    A country's coordinates are those of a representative point and not to be drawn as a pin.
    """

    name: str
    country: str | None
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None
    region: str = ""
    geonames_id: int | None = None
    text: Span | None = None


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """A side of an event as the report mentions it, with the code of the side it acts for.

    `id` is the same in every report for the same actor; `text` the mention; `name` the fullest name in the report.
    """

    name: str
    country: str | None
    sectors: tuple[str, ...]
    text: Span | None = None
    id: str = ""
    kind: ActorKind | None = None
    role: str = ""


class Reason(msgspec.Struct, frozen=True):
    """One step on the way to a fact: which step, which rule or table row, and what it saw."""

    step: str
    rule: str
    detail: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, when, where, according to whom, and in which words (codebook, section 1)."""

    id: str
    type: str
    mode: str = ""
    cameo: str = ""
    contexts: tuple[str, ...] = ()
    trigger: tuple[Span, ...]
    evidence: tuple[Span, ...]
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: DateRange | None = None
    place: Place | None = None
    assertion: Assertion = "actual"
    attribution: tuple[Actor, ...] = ()
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number of people or things that the report gives (codebook, section 2).

    `low` and `high` are equal when exact; a missing bound is None. `place` is a name, or a country's ISO code;
    `location` the same as a place. `counted` says who or what was counted. `part_of` is the id of the figure that this
    one is a part of ("12 people, among them three children"). `term` says in the terms of the Internal Displacement
    Monitoring Centre how people were displaced or what became of their housing, `measure` whether a number of
    displaced, refugees or returned counts those who moved (a flow) or those who are so (a stock); both are empty where
    it isn't told.
    """

    id: str
    kind: FigureKind
    low: int | None
    high: int | None
    span: Span
    unit: str = ""
    approximate: bool = False
    counted: str = ""
    date: DateRange | None = None
    place: str | None = None
    location: Place | None = None
    attribution: tuple[Actor, ...] = ()
    event: str | None = None
    part_of: str | None = None
    term: DisplacementTerm = ""
    measure: FigureMeasure = ""
    confidence: float = 1.0


class AgreementMention(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An act on an agreement: what was done with it, in which words, by whom (side codes) and when."""

    act: Act
    span: Span
    by: tuple[str, ...] = ()
    date: DateRange | None = None


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument between parties (codebook, section 3); `parties` and `brokers` are side codes such as "SYR REB"."""

    id: str
    kind: AgreementKind
    name: str
    parties: tuple[str, ...] = ()
    brokers: tuple[str, ...] = ()
    date: datetime.date | None = None
    place: str | None = None
    mentions: tuple[AgreementMention, ...]
    confidence: float = 1.0


class StatementTopic(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a statement is about: its words, its contexts and the actors that it names."""

    span: Span
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A position an actor takes in words (codebook, section 6); `event` is the id of the event that it is as well."""

    id: str
    speaker: Actor
    stance: Stance
    span: Span
    cue: Span
    about: StatementTopic
    date: DateRange | None = None
    event: str | None = None
    confidence: float = 1.0


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that was found in one report, by which version of the coder."""

    doc: str
    published: datetime.date | None
    article: Article
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    statements: tuple[Statement, ...] = ()
    coder: str
    format: Literal["dragoman.record.v1"] = "dragoman.record.v1"

    def to_json(self, *, indent: int = 0) -> str:
        """The record as JSON text (`docs/record.md`); equal records give equal bytes."""
        data = msgspec.json.encode(self)
        return (msgspec.json.format(data, indent=indent) if indent else data).decode()

    @classmethod
    def from_json(cls, data: str | bytes) -> Record:
        """The inverse of `to_json`; raises `msgspec.ValidationError`, which names the path of a bad value."""
        return msgspec.json.decode(data, type=cls)
