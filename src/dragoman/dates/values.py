"""What words of time mean before they are placed on the calendar.

A value says only what the words say: "25 June" is a `Calendar` without a year, "last week" a `Relative`. `resolve`
fills in the rest from the report's date, and a value that is complete has exactly one interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from dragoman.record import DateRange, Span
    from dragoman.record.types import DateHedge, DatePrecision

Kind = Literal["date", "time", "duration", "set", "vague"]
Unit = Literal["second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "year", "decade", "century"]
Anchor = Literal["published", "reference"]
Tense = Literal["past", "future", ""]
Which = Literal["", "last", "this", "next"]
SeasonName = Literal["spring", "summer", "autumn", "winter"]


@dataclass(frozen=True)
class Calendar:
    """A year, month or day, as far as the words name it.

    `part` is "early", "mid", "late", "start", "end", or a week of a month ("week 1", "week -1" the last). `which` is
    the word before a bare month ("last July"). `year_shift` counts years from the anchor's year ("June last year").
    `bc` years are not in Python's calendar and have no interval. `ambiguous`: "02/12/2020", where day and month may
    change places.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    which: Which = ""
    year_shift: int | None = None
    year_anchor: Anchor = "published"
    bc: bool = False
    ambiguous: bool = False


@dataclass(frozen=True)
class Season:
    """A season of a year; winter begins in December of its year. Seasons are those of the northern hemisphere."""

    name: SeasonName
    year: int | None = None
    part: str = ""
    which: Which = ""
    year_shift: int | None = None
    year_anchor: Anchor = "published"
    bc: bool = False


@dataclass(frozen=True)
class Holiday:
    """A holiday without a fixed day ("Easter 2015", "Ramadan"); `name` is one of `holidays.MOVABLE`."""

    name: str
    year: int | None = None
    which: Which = ""
    year_shift: int | None = None
    year_anchor: Anchor = "published"


@dataclass(frozen=True)
class Fraction:
    """A quarter (`of` 4) or a half (`of` 2) of a year, counted from 1."""

    number: int
    of: Literal[2, 4]
    year: int | None = None
    year_shift: int | None = None
    year_anchor: Anchor = "published"


@dataclass(frozen=True)
class Era:
    """A decade or century: the first year and the number of years."""

    first: int
    years: Literal[10, 100]
    part: str = ""
    bc: bool = False


@dataclass(frozen=True)
class Weekday:
    """A day of the week, Monday 0."""

    day: int
    which: Which = ""


@dataclass(frozen=True)
class Relative:
    """A calendar unit counted from the anchor's: "last week" is the week at -1, "today" the day at 0."""

    unit: Unit
    shift: int
    anchor: Anchor = "published"
    part: str = ""


@dataclass(frozen=True)
class Offset:
    """A time at some distance from the anchor: "two days ago", "three weeks earlier". `count` None: "days later"."""

    count: float | None
    unit: Unit
    direction: Literal[-1, 1]
    anchor: Anchor = "published"


@dataclass(frozen=True)
class Trailing:
    """A stretch of time that ends or begins at the anchor: "the last 24 hours", "recent weeks", "the coming days"."""

    count: float | None
    unit: Unit
    direction: Literal[-1, 1]
    anchor: Anchor = "published"
    recent: bool = False


@dataclass(frozen=True)
class Duration:
    """A length of time without a place on the calendar."""

    count: float | None
    unit: Unit


@dataclass(frozen=True)
class Lasting:
    """A length of time from a day on: "30 days from 1 May"."""

    length: Duration
    start: Value


@dataclass(frozen=True)
class Recurring:
    """Something that comes back: "daily", "every two weeks", "Fridays"."""

    unit: Unit
    count: float = 1
    weekday: int | None = None


@dataclass(frozen=True)
class Vague:
    """Now, the past or the future, and no more than that."""

    where: Literal["past", "present", "future"]


@dataclass(frozen=True)
class Clock:
    """A time of day on a day that the words do not name."""


@dataclass(frozen=True)
class Stretch:
    """Days on the calendar, both ends included: what a week, a weekend or "the last two months" comes to."""

    start: dt.date
    end: dt.date
    precision: DatePrecision


@dataclass(frozen=True)
class Interval:
    """From one time to another."""

    start: Value
    end: Value


Value = (
    Calendar
    | Season
    | Holiday
    | Fraction
    | Era
    | Weekday
    | Relative
    | Offset
    | Trailing
    | Duration
    | Lasting
    | Recurring
    | Vague
    | Clock
    | Stretch
    | Interval
)


@dataclass(frozen=True)
class TimeExpression:
    """Words of time in a text.

    `span` counts in the text that was searched; `words` are the text there. `attributive`: the words only qualify a
    noun ("the 1967 borders", "the 9/11 attacks"), so they do not say when anything in the sentence happened. `day_part`
    is "morning", "afternoon", "evening" or "night" and `clock` an hour "HH:MM" with "Z" for UTC, where they say so.
    `parts` are the expressions that an interval was put together from.
    """

    span: Span
    words: str
    kind: Kind
    value: Value
    hedge: DateHedge = ""
    attributive: bool = False
    day_part: str = ""
    clock: str = ""
    parts: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True)
class DateMention:
    """A time expression with its interval; `range` is None for durations, sets, vague words and the unknown."""

    span: Span
    range: DateRange | None
    kind: Kind
    hedge: DateHedge
    expression: TimeExpression
