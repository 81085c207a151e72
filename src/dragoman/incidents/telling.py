"""One event as one report tells it, with all that incidents are known by.

Needs: a record, or rows of the archive. Gives: a `Telling`, a plain value without spans or text, small enough that a
hundred thousand fit in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.incidents.words import telling_words
from dragoman.record import content_id

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from dragoman.record import Actor, Place, Record

COUNTED = ("killed", "injured", "casualties", "detained", "released", "abducted", "displaced", "protesters")
"""The kinds of figures that tell happenings apart, and that reports of one happening give differently."""
_LEAD = 700
"""So many characters from the beginning of a report say what it is about."""


class Side(NamedTuple):
    """An actor as far as sides are compared: its id, country and sectors, and its name in the report."""

    id: str
    country: str | None
    sectors: tuple[str, ...]
    name: str = ""


class Days(NamedTuple):
    """An interval of days, both ends included; `told` is False where only the report's own date is known."""

    start: datetime.date
    end: datetime.date
    precision: str = "day"
    told: bool = True


class Spot(NamedTuple):
    """A place as far as places are compared. `precision`: point, city, region or country."""

    name: str
    country: str | None
    precision: str
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


class Number(NamedTuple):
    """A figure that belongs to the event: its kind and bounds; None: no bound."""

    kind: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event of a report. `words` are the telling stems of its sentences, `rest` those
    that are neither sides nor place nor deed, `lead` those of the report's beginning with its headline, `trigger` the
    stems of the words that name the deed."""

    article: str
    event: str
    type: str
    mode: str = ""
    cameo: str = ""
    status: str = "actual"
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()
    days: Days | None = None
    spot: Spot | None = None
    numbers: tuple[Number, ...] = ()
    trigger: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    published: datetime.date | None = None
    publisher: str = ""
    confidence: float = 1.0

    @property
    def key(self) -> tuple[str, str]:
        """What names the event: its report and its id there."""
        return self.article, self.event

    @property
    def name(self) -> str:
        """The id of an incident whose first telling this is."""
        return content_id("incident", self.article, self.event)


def lead_of(title: str, text: str) -> str:
    """What a report says first: its headline and the beginning of its text."""
    return f"{title} {text[:_LEAD]}"


def rest_of(words: frozenset[str], trigger: frozenset[str], names: Iterable[str]) -> frozenset[str]:
    """What is left of an event's words without the deed and the names of sides and place."""
    return words - trigger - telling_words(" ".join(names))


def tellings_of(record: Record) -> Iterator[Telling]:
    """The events of a record as tellings, in the record's order."""
    article = record.article
    lead = telling_words(lead_of(article.title, article.text))
    numbers: dict[str, list[Number]] = {}
    for figure in record.figures:
        if figure.event and figure.kind in COUNTED:
            numbers.setdefault(figure.event, []).append(Number(figure.kind, figure.low, figure.high))
    for event in record.events:
        trigger = telling_words(" ".join(s.of(article.text) for s in event.trigger))
        words = telling_words(" ".join(s.of(article.text) for s in event.evidence))
        names = [a.name for a in (*event.actors, *event.recipients)]
        yield Telling(
            article=record.doc,
            event=event.id,
            type=event.type,
            mode=event.mode,
            cameo=event.cameo,
            status=event.assertion,
            actors=tuple(_side(a) for a in event.actors),
            recipients=tuple(_side(a) for a in event.recipients),
            days=(
                Days(event.date.start, event.date.end, event.date.precision, event.date.basis == "text")
                if event.date
                else None
            ),
            spot=_spot(event.place),
            numbers=tuple(numbers.get(event.id, ())),
            trigger=trigger,
            words=words,
            rest=rest_of(words, trigger, [*names, *((event.place.name, event.place.region) if event.place else ())]),
            lead=lead,
            published=record.published,
            publisher=article.publisher,
            confidence=event.confidence,
        )


def _side(actor: Actor) -> Side:
    return Side(actor.id, actor.country, actor.sectors, actor.name)


def _spot(place: Place | None) -> Spot | None:
    if place is None:
        return None
    return Spot(
        *(place.name, place.country, place.precision, place.region, place.lat, place.lon, place.geonames_id)
    )  # fmt: skip
