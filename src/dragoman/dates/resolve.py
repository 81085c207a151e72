"""Placing words of time on the calendar.

`complete` fills in what the words leave open (the year of "25 June", the week of "last week"); `interval` gives the
days that a complete value covers; `resolve` does both.
"""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.dates.holidays import holiday_days
from dragoman.dates.values import (
    Anchor,
    Calendar,
    Clock,
    Duration,
    Era,
    Fraction,
    Holiday,
    Interval,
    Lasting,
    Offset,
    Relative,
    Season,
    Stretch,
    Tense,
    TimeExpression,
    Trailing,
    Value,
    Weekday,
    Which,
)
from dragoman.record import DateRange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.record.types import DatePrecision

_DAY = dt.timedelta(days=1)
_SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_ORDER: tuple[DatePrecision, ...] = ("day", "week", "month", "season", "year", "decade")
# How much farther a coming day may be than the past one and no longer be meant, where the tense is not known.
_FUTURE_WEIGHT = 3


def resolve(
    expression: TimeExpression,
    *,
    published: dt.date | None,
    reference: Stretch | None = None,
    tense: Tense = "",
    narrative: bool = False,
) -> DateRange | None:
    """The days that `expression` names, or None for durations, sets, vague words and what cannot be known.

    `published` is the report's date, `reference` the last explicit time before the words ("the same day"); it stands
    in for a missing `published`. `narrative`: dates without a year follow on from `reference`, not `published`. `text`
    of the range is the expression's span. An expression hedged with "since" runs to the report's date.
    """
    value = complete(
        expression.value,
        published=published,
        reference=reference,
        tense=tense,
        hedge=expression.hedge,
        narrative=narrative,
    )
    if value is None:
        return None
    if isinstance(value, Clock):
        if reference is None:
            return None
        value = _day(reference.start)
        assert value is not None
    found = interval(value)
    if found is None:
        return None
    start, end, precision = found
    if expression.hedge == "since" and published is not None and start <= published:
        end = published
    elif (
        expression.hedge == "until"
        and published is not None
        and published <= end
        and isinstance(expression.value, Weekday | Calendar)
    ):
        start = published
    return DateRange(start, max(start, end), precision, expression.span, hedge=expression.hedge)


# ------------------------------------------------------------------------------------------------------------- complete
def complete(
    value: Value,
    *,
    published: dt.date | None,
    reference: Stretch | None = None,
    tense: Tense = "",
    hedge: str = "",
    narrative: bool = False,
) -> Value | None:
    """`value` with nothing left open, as a `Calendar`, `Season`, `Fraction`, `Era`, `Stretch`, `Interval` or `Clock`.

    None: a duration, a set, vague words, or nothing to count from.
    """
    if not tense and hedge in {"until", "by"} and published is not None:
        tense = "future"
    last = reference.start if reference is not None else None
    base = (last or published) if narrative else (published or last)
    anchors: dict[Anchor, dt.date | None] = {"published": base, "reference": last or published}
    story = (reference or _one_day(published)) if narrative else None
    if isinstance(value, Interval):
        return _complete_interval(value, published, reference, tense, narrative)
    if isinstance(value, Lasting):
        first = complete(value.start, published=published, reference=reference, tense=tense, narrative=narrative)
        return None if first is None else _lasting(value.length, first)
    if isinstance(value, Calendar):
        return _complete_calendar(value, anchors, tense, story)
    if isinstance(value, Season):
        return _complete_season(value, anchors, tense, story)
    if isinstance(value, Holiday):
        return _complete_holiday(value, anchors, tense, story)
    if isinstance(value, Fraction):
        return _complete_fraction(value, anchors)
    if isinstance(value, Era | Clock):
        return value
    anchor = anchors[value.anchor] if isinstance(value, Relative | Offset | Trailing) else base
    if anchor is None:
        return None
    if isinstance(value, Weekday):
        return _day(_weekday(value, anchor, tense))
    if isinstance(value, Relative):
        return _relative(value, anchor, tense)
    if isinstance(value, Offset):
        return _offset(value, anchor)
    if isinstance(value, Trailing):
        return _trailing(value, anchor)
    return None


def _one_day(day: dt.date | None) -> Stretch | None:
    return None if day is None else Stretch(day, day, "day")


def _day(day: dt.date | None) -> Calendar | None:
    return None if day is None else Calendar(day.year, day.month, day.day)


def _complete_interval(
    value: Interval, published: dt.date | None, reference: Stretch | None, tense: Tense, narrative: bool
) -> Value | None:
    end = complete(value.end, published=published, reference=reference, tense=tense, narrative=narrative)
    found = interval(end) if end is not None else None
    if end is None or found is None:
        return None
    first = value.start
    if isinstance(first, Calendar) and first.year is None and first.year_shift is None and first.month is not None:
        # "November to March": the start is the last such month before the end.
        year = found[1].year - int((first.month, first.day or 1) > (found[1].month, found[1].day))
        start: Value | None = replace(first, year=year)
    elif isinstance(first, Weekday):
        start = _day(found[0] - _DAY * ((found[0].weekday() - first.day) % 7))
    else:
        start = complete(first, published=published, reference=reference, tense=tense, narrative=narrative)
    return None if start is None else Interval(start, end)


def _complete_calendar(
    value: Calendar, anchors: dict[Anchor, dt.date | None], tense: Tense, story: Stretch | None
) -> Calendar | None:
    if value.ambiguous:
        return _unambiguous(value, anchors["published"])
    if value.year is not None:
        return value
    anchor = anchors[value.year_anchor] if value.year_shift is not None else anchors["published"]
    if anchor is None:
        return None
    if value.year_shift is not None:
        return _in_year(value, anchor.year + value.year_shift)
    if value.month is None:
        return _day_of_month(value, anchors["reference"] or anchor)
    years = [y for y in range(anchor.year - 8, anchor.year + 9) if _in_year(value, y) is not None]
    if value.weekday is not None and value.day is not None:
        # The weekday says which year is meant, unless it is wrong.
        fitting = [
            y
            for y in years
            if dt.date(y, value.month, value.day).weekday() == value.weekday and abs(y - anchor.year) <= 2
        ]
        years = fitting or years
    plain = replace(value, which="", part="")
    spans = {y: found for y in years if (found := interval(replace(plain, year=y))) is not None}
    if not value.which and value.day is None and value.month == anchor.month and not tense and story is None:
        return _in_year(value, anchor.year)
    year = _nearest_year(spans, value.which, anchor, tense, story)
    return None if year is None else _in_year(value, year)


def _in_year(value: Calendar, year: int) -> Calendar | None:
    """`value` in `year`; None where that year lacks the day (29 February)."""
    if not 1 <= year <= 9999:
        return None
    if value.day is not None and value.month is not None and value.day > _calendar.monthrange(year, value.month)[1]:
        return None
    return replace(value, year=year, year_shift=None, which="")


def _unambiguous(value: Calendar, anchor: dt.date | None) -> Calendar | None:
    """Of the two readings of "02/12/2020" the one within six weeks of the anchor, if only one is."""
    assert value.month is not None
    assert value.day is not None
    readings = [replace(value, ambiguous=False), replace(value, month=value.day, day=value.month, ambiguous=False)]
    if anchor is None:
        return None
    near = [r for r in readings if (found := interval(r)) is not None and abs((found[0] - anchor).days) <= 42]
    return near[0] if len(near) == 1 else None


def _day_of_month(value: Calendar, anchor: dt.date) -> Calendar | None:
    """ "the 13th": of the anchor's month."""
    assert value.day is not None
    if value.day > _calendar.monthrange(anchor.year, anchor.month)[1]:
        return None
    return replace(value, year=anchor.year, month=anchor.month)


def _nearest_year(
    spans: dict[int, tuple[dt.date, dt.date, DatePrecision]],
    which: Which,
    anchor: dt.date,
    tense: Tense,
    story: Stretch | None,
) -> int | None:
    """The year meant, of those in which a time has the days of `spans`."""
    past = [y for y, (start, _, _) in spans.items() if start <= anchor]
    coming = [y for y, (_, end, _) in spans.items() if end >= anchor]
    before = [y for y, (_, end, _) in spans.items() if end < anchor]
    after = [y for y, (start, _, _) in spans.items() if start > anchor]
    if which == "last":
        return max(before, default=None)
    if which == "next":
        return min(after, default=None)
    if which == "this":
        return anchor.year
    if story is not None:
        return min(spans, key=lambda y: _narrative_distance(spans[y], story), default=None)
    if tense == "future":
        return min(coming, default=None)
    if tense == "past" or not after or not past:
        return max(past, default=None)
    back, ahead = max(past), min(after)
    if (anchor - spans[back][0]).days == 0 or back in coming:
        return back
    near_past, near_coming = (anchor - spans[back][1]).days, (spans[ahead][0] - anchor).days
    return ahead if near_coming * _FUTURE_WEIGHT < near_past else back


def _narrative_distance(span: tuple[dt.date, dt.date, DatePrecision], story: Stretch) -> float:
    """Days between a time and the last one that a story named; another year counts half as far again."""
    start, end, _ = span
    if start <= story.end and story.start <= end:
        return 0
    if start > story.end:
        return (start - story.end).days * (1 if start.year == story.end.year else 1.5)
    return (story.start - end).days * (1 if end.year == story.start.year else 1.5)


def _complete_season(
    value: Season, anchors: dict[Anchor, dt.date | None], tense: Tense, story: Stretch | None
) -> Season | None:
    if value.year is not None:
        return value
    anchor = anchors[value.year_anchor] if value.year_shift is not None else anchors["published"]
    if anchor is None:
        return None
    if value.year_shift is not None:
        return replace(value, year=anchor.year + value.year_shift, year_shift=None)
    options = [replace(value, year=y, which="") for y in range(anchor.year - 2, anchor.year + 3) if 1 <= y < 9999]
    spans = [(o, found) for o in options if (found := interval(replace(o, part=""))) is not None]
    if value.which == "this":
        current = [o for o, (start, end, _) in spans if start <= anchor <= end]
        return current[0] if current else next(o for o in options if o.year == anchor.year)
    if value.which == "last":
        return max((o for o, (_, end, _) in spans if end < anchor), key=lambda o: o.year or 0, default=None)
    if value.which == "next" or tense == "future":
        return min(
            (o for o, (start, end, _) in spans if (start if value.which else end) > anchor),
            key=lambda o: o.year or 0,
            default=None,
        )
    if story is not None:
        return min(spans, key=lambda pair: _narrative_distance(pair[1], story), default=(None, None))[0]
    return max((o for o, (start, _, _) in spans if start <= anchor), key=lambda o: o.year or 0, default=None)


def _complete_holiday(
    value: Holiday, anchors: dict[Anchor, dt.date | None], tense: Tense, story: Stretch | None
) -> Stretch | None:
    year = value.year
    anchor = anchors[value.year_anchor] if value.year_shift is not None else anchors["published"]
    if year is None:
        if anchor is None:
            return None
        year = anchor.year + (value.year_shift or 0)
        if value.year_shift is None:
            near = {y: found for y in range(year - 2, year + 3) if (found := holiday_days(value.name, y)) is not None}
            chosen = _nearest_year(near, value.which, anchor, tense, story)
            if chosen is None:
                return None
            year = chosen
    found = holiday_days(value.name, year)
    return Stretch(*found) if found is not None else None


def _complete_fraction(value: Fraction, anchors: dict[Anchor, dt.date | None]) -> Fraction | None:
    if value.year is not None:
        return value
    anchor = anchors[value.year_anchor] if value.year_shift is not None else anchors["published"]
    if anchor is None:
        return None
    if value.year_shift is not None:
        return replace(value, year=anchor.year + value.year_shift, year_shift=None)
    begun = (anchor.month - 1) * value.of // 12 + 1 >= value.number
    return replace(value, year=anchor.year if begun else anchor.year - 1)


def _weekday(value: Weekday, anchor: dt.date, tense: Tense) -> dt.date | None:
    ahead = (value.day - anchor.weekday()) % 7
    try:
        if value.which == "last":
            return anchor - _DAY * ((anchor.weekday() - value.day) % 7 or 7)
        if value.which == "next":
            return anchor + _DAY * (ahead or 7)
        if value.which == "this":
            return anchor - _DAY * anchor.weekday() + _DAY * value.day
        if tense == "future":
            return anchor + _DAY * ahead
        return anchor - _DAY * ((anchor.weekday() - value.day) % 7)
    except OverflowError:
        return None


def _shift_months(day: dt.date, months: int) -> dt.date | None:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, _calendar.monthrange(year, month + 1)[1]))


def _relative(value: Relative, anchor: dt.date, tense: Tense) -> Value | None:
    try:
        if value.unit == "day":
            return _day(anchor + _DAY * value.shift)
        if value.part in {"so far", "to come"} and value.shift == 0:
            whole = interval(_relative(replace(value, part=""), anchor, tense) or Clock())
            if whole is not None:
                return (
                    Stretch(whole[0], anchor, whole[2])
                    if value.part == "so far"
                    else Stretch(anchor, whole[1], whole[2])
                )
        if value.unit == "week":
            monday = anchor - _DAY * anchor.weekday() + 7 * _DAY * value.shift
            first, last = {"early": (0, 2), "start": (0, 1), "mid": (1, 4), "late": (3, 6), "end": (4, 6)}.get(
                value.part, (0, 6)
            )
            return Stretch(monday + first * _DAY, monday + last * _DAY, "week")
        if value.unit == "weekend":
            saturday = anchor - _DAY * ((anchor.weekday() - 5) % 7)
            if (
                value.shift == 0
                and anchor.weekday() < 5
                and (tense == "future" or (value.part == "this" and tense != "past" and anchor.weekday() > 1))
            ):
                saturday += 7 * _DAY
            elif value.shift > 0 or (value.shift < 0 and anchor.weekday() >= 5):
                saturday += 7 * _DAY * value.shift
            return Stretch(saturday, saturday + _DAY, "day")
    except OverflowError:
        return None
    if value.unit == "month":
        month = _shift_months(anchor.replace(day=1), value.shift)
        return None if month is None else Calendar(month.year, month.month, part=value.part)
    if value.unit == "quarter":
        month = _shift_months(anchor.replace(day=1), 3 * value.shift)
        return None if month is None else Fraction((month.month - 1) // 3 + 1, 4, month.year)
    year = anchor.year + value.shift * (10 if value.unit == "decade" else 1)
    if not 1 <= year <= 9980:
        return None
    return Era(year // 10 * 10, 10, value.part) if value.unit == "decade" else Calendar(year, part=value.part)


def _offset(value: Offset, anchor: dt.date) -> Value | None:
    if value.count is None:
        return None
    steps = math.floor(value.count) * value.direction
    try:
        if value.unit in {"minute", "hour"}:
            days = math.floor(value.count / 24) if value.unit == "hour" else 0
            return _day(anchor + _DAY * days * value.direction)
        if value.unit in {"day", "weekend"}:
            return _day(anchor + _DAY * steps)
        if value.unit == "week":
            day = anchor + _DAY * round(7 * value.count) * value.direction
            return Stretch(day - 3 * _DAY, day + 3 * _DAY, "week")
        if value.unit in {"month", "quarter"}:
            months = round(value.count * (3 if value.unit == "quarter" else 1)) * value.direction
            month = _shift_months(anchor, months)
            return None if month is None else Calendar(month.year, month.month)
        if value.count % 1:
            month = _shift_months(anchor, round(12 * value.count) * value.direction)
            return None if month is None else Calendar(month.year, month.month)
        year = anchor.year + steps * {"decade": 10, "century": 100}.get(value.unit, 1)
        return Calendar(year) if 1 <= year <= 9999 else None
    except OverflowError:
        return None


_RECENT = {
    "second": 0,
    "minute": 0,
    "hour": 0,
    "day": 7,
    "weekend": 14,
    "week": 28,
    "month": 90,
    "quarter": 270,
    "year": 5 * 365,
    "decade": 30 * 365,
}
_UNIT_PRECISION: dict[str, DatePrecision] = {
    "second": "day",
    "minute": "day",
    "hour": "day",
    "day": "day",
    "weekend": "day",
    "week": "week",
    "month": "month",
    "quarter": "season",
    "year": "year",
    "decade": "decade",
}


def _trailing(value: Trailing, anchor: dt.date) -> Value | None:
    if value.unit == "century":
        return None
    try:
        other: dt.date | None
        if value.count is None:
            other = anchor + _DAY * _RECENT[value.unit] * value.direction
        elif value.unit in {"minute", "hour"}:
            hours = value.count if value.unit == "hour" else value.count / 60
            other = anchor + _DAY * math.ceil(hours / 24) * value.direction
        elif value.unit in {"day", "weekend", "week"}:
            other = anchor + _DAY * math.ceil(value.count * (1 if value.unit == "day" else 7)) * value.direction
        else:
            months = round(value.count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[value.unit])
            other = _shift_months(anchor, months * value.direction)
    except OverflowError:
        return None
    if other is None:
        return None
    start, end = sorted((anchor, other))
    return Stretch(start, end, _UNIT_PRECISION[value.unit])


def _lasting(length: Duration, first: Value) -> Value | None:
    found = interval(first)
    if found is None or length.count is None:
        return first
    beyond = _trailing(Trailing(length.count, length.unit, 1), found[0])
    if not isinstance(beyond, Stretch):
        return first
    return Stretch(found[0], max(found[1], beyond.end - _DAY), found[2])


# ------------------------------------------------------------------------------------------------------------- interval
def interval(value: Value) -> tuple[dt.date, dt.date, DatePrecision] | None:
    """First and last day of a complete value and its precision; None for dates that Python has not."""
    try:
        if isinstance(value, Calendar):
            return None if value.bc else _calendar_days(value)
        if isinstance(value, Season):
            return None if value.bc else _season_days(value)
        if isinstance(value, Fraction):
            return _fraction_days(value)
        if isinstance(value, Era):
            return None if value.bc else _era_days(value)
        if isinstance(value, Interval):
            return _joined(interval(v) for v in (value.start, value.end))
        if isinstance(value, Stretch):
            return value.start, value.end, value.precision
    except (ValueError, OverflowError):
        return None
    return None


def _calendar_days(value: Calendar) -> tuple[dt.date, dt.date, DatePrecision] | None:
    if value.year is None or value.ambiguous:
        return None
    if value.month is None:
        first, last = {
            "early": (1, 4),
            "mid": (5, 8),
            "late": (9, 12),
            "start": (1, 2),
            "end": (11, 12),
            "first half": (1, 6),
            "second half": (7, 12),
        }.get(value.part, (1, 12))
        end = dt.date(value.year, last, _calendar.monthrange(value.year, last)[1])
        return dt.date(value.year, first, 1), end, "season" if (first, last) != (1, 12) else "year"
    length = _calendar.monthrange(value.year, value.month)[1]
    if value.day is not None:
        day = dt.date(value.year, value.month, value.day)
        return day, day, "day"
    first, last, precision = _MONTH_PARTS.get(value.part, (1, 31, "month"))
    if first < 0:
        first = length + first + 1
    return dt.date(value.year, value.month, first), dt.date(value.year, value.month, min(last, length)), precision


_MONTH_PARTS: dict[str, tuple[int, int, DatePrecision]] = {
    "early": (1, 10, "week"),
    "start": (1, 7, "week"),
    "end": (-7, 31, "week"),
    "mid": (11, 20, "week"),
    "late": (21, 31, "week"),
    "first half": (1, 15, "week"),
    "second half": (16, 31, "week"),
    "week 1": (1, 7, "week"),
    "week 2": (8, 14, "week"),
    "week 3": (15, 21, "week"),
    "week -1": (-7, 31, "week"),
}


def _season_days(value: Season) -> tuple[dt.date, dt.date, DatePrecision] | None:
    if value.year is None:
        return None
    month = _SEASON_START[value.name]
    offset = {"early": (0, 0), "mid": (1, 1), "late": (2, 2), "start": (0, 0), "end": (2, 2)}.get(value.part, (0, 2))
    first, last = month + offset[0], month + offset[1]
    start = dt.date(value.year + (first > 12), (first - 1) % 12 + 1, 1)
    year, month = value.year + (last > 12), (last - 1) % 12 + 1
    return start, dt.date(year, month, _calendar.monthrange(year, month)[1]), "month" if first == last else "season"


def _fraction_days(value: Fraction) -> tuple[dt.date, dt.date, DatePrecision] | None:
    if value.year is None:
        return None
    months = 12 // value.of
    last = value.number * months
    return (
        dt.date(value.year, last - months + 1, 1),
        dt.date(value.year, last, _calendar.monthrange(value.year, last)[1]),
        "season",
    )


def _era_days(value: Era) -> tuple[dt.date, dt.date, DatePrecision]:
    third = value.years * 3 // 10
    first, last = {
        "early": (0, third),
        "start": (0, third),
        "mid": (third, value.years - third - 1),
        "late": (value.years - third - 1, value.years - 1),
        "end": (value.years - third - 1, value.years - 1),
        "first half": (0, value.years // 2 - 1),
        "second half": (value.years // 2, value.years - 1),
    }.get(value.part, (0, value.years - 1))
    return dt.date(max(1, value.first + first), 1, 1), dt.date(value.first + last, 12, 31), "decade"


def _joined(
    ends: Iterable[tuple[dt.date, dt.date, DatePrecision] | None],
) -> tuple[dt.date, dt.date, DatePrecision] | None:
    start, end = ends
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1], max(start[2], end[2], key=_ORDER.index)
