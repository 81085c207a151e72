"""Finding words of time in a text: the longest form at each place, ranges and times of day put together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.dates.forms import Match, candidates
from dragoman.dates.values import (
    Calendar,
    Clock,
    Duration,
    Era,
    Fraction,
    Interval,
    Kind,
    Lasting,
    Offset,
    Relative,
    Season,
    TimeExpression,
    Weekday,
)
from dragoman.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.record.types import DateHedge

_HEDGES: tuple[tuple[re.Pattern[str], DateHedge], ...] = (
    (
        re.compile(r"\b(?:around|about|circa|approximately|roughly|some\s+time\s+in|sometime\s+in)\s+$", re.IGNORECASE),
        "around",
    ),
    (re.compile(r"\bsince\s+(?:at\s+least\s+)?(?:the\s+)?$", re.IGNORECASE), "since"),
    (re.compile(r"\b(?:until|till|(?<!-)up\s+to|through)\s+(?:the\s+)?$", re.IGNORECASE), "until"),
    (re.compile(r"\b(?:before|prior\s+to|ahead\s+of)\s+(?:the\s+)?$", re.IGNORECASE), "before"),
    (re.compile(r"\b(?:after|following)\s+(?:the\s+)?$", re.IGNORECASE), "after"),
    (re.compile(r"\b(?:by|no\s+later\s+than)\s+(?:the\s+)?$", re.IGNORECASE), "by"),
)
_TO = re.compile(
    r"\s*(?:-|\u2013|\u2014)\s*|,?\s+(?:to|until|till|through|up\s+to|and\s+until)\s+(?:the\s+)?(?:on\s+)?"
)
_AND = re.compile(r",?\s+and\s+(?:on\s+)?(?:the\s+)?")
_FROM = re.compile(r"\b(?P<word>from|between)\s+(?:the\s+)?(?:on\s+)?(?:about\s+)?$", re.IGNORECASE)
_JOIN = re.compile(r",?\s+(?:(?:at|on|around|about|by|of)\s+)*(?:about\s+)?|,\s*")
_PART_BEFORE = re.compile(
    r"\b(?:the\s+)?(?:early\s+|late\s+)?(?:(?P<part>morning|afternoon|evening|night)|early\s+hours)\s+(?:of|on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"(?:\s+(?:early|late))?\s+(?:at\s+)?(?P<part>morning|afternoon|evening|night)\b", re.IGNORECASE
)


def find_times(text: str) -> list[TimeExpression]:
    """The words of time in `text`, in order, none overlapping another; nothing is placed on the calendar yet."""
    chosen = _absorb_day_parts(text, _choose(candidates(text)))
    chosen = _join_clocks(text, chosen)
    expressions = [_expression(text, m) for m in chosen]
    return _join_lengths(text, _lend_years(text, _join_ranges(text, expressions)))


def _choose(found: Iterable[Match]) -> list[Match]:
    """The longest of the matches that overlap; of equals the first form's."""
    order = sorted(enumerate(found), key=lambda pair: (pair[1].start - pair[1].end, pair[1].start, pair[0]))
    taken: list[Match] = []
    for _, match in order:
        if all(match.end <= other.start or other.end <= match.start for other in taken):
            taken.append(match)
    return sorted(taken, key=lambda m: m.start)


def _is_day(match: Match) -> bool:
    value = match.value.start if isinstance(match.value, Interval) else match.value
    return (
        isinstance(value, Weekday)
        or (isinstance(value, Calendar) and value.day is not None)
        or (isinstance(value, Relative) and value.unit == "day")
    )


def _absorb_day_parts(text: str, matches: list[Match]) -> list[Match]:
    """ "Friday night" and "the night of 3-4 May" are one expression each."""
    out: list[Match] = []
    for match in matches:
        if out and match.start < out[-1].end:
            continue  # swallowed by the part of the day
        if _is_day(match) and not match.day_part:
            floor = out[-1].end if out else 0
            before = _PART_BEFORE.search(text, max(floor, match.start - 40), match.start)
            after = _PART_AFTER.match(text, match.end)
            if before:
                match = replace(
                    match, start=before.start(), kind="time", day_part=(before["part"] or "morning").lower()
                )
            elif after:
                match = replace(match, end=after.end(), kind="time", day_part=after["part"].lower())
        out.append(match)
    return out


def _join_clocks(text: str, matches: list[Match]) -> list[Match]:
    """ "at 7 pm on Friday": an hour beside a day belongs to it."""
    out: list[Match] = []
    for match in matches:
        if out and _JOIN.fullmatch(text, out[-1].end, match.start):
            last = out[-1]
            if isinstance(last.value, Clock) and _is_day(match) and not isinstance(match.value, Interval):
                out[-1] = replace(
                    match,
                    start=last.start,
                    kind="time",
                    clock=last.clock or match.clock,
                    day_part=match.day_part or last.day_part,
                )
                continue
            if (
                isinstance(match.value, Clock)
                and _is_day(last)
                and not isinstance(last.value, Interval)
                and not last.clock
            ):
                out[-1] = replace(
                    last, end=match.end, kind="time", clock=match.clock, day_part=last.day_part or match.day_part
                )
                continue
        out.append(match)
    return out


def _hedge(text: str, start: int) -> DateHedge:
    before = text[max(0, start - 24) : start]
    return next((name for pattern, name in _HEDGES if pattern.search(before)), "")


def _expression(text: str, match: Match) -> TimeExpression:
    span = Span(match.start, match.end)
    hedge = _hedge(text, match.start) if match.kind in {"date", "time"} else ""
    parts = tuple(TimeExpression(Span(start, end), text[start:end], "date", value) for start, end, value in match.parts)
    return TimeExpression(
        span,
        span.of(text),
        match.kind,
        match.value,
        hedge,
        match.attributive,
        match.day_part,
        match.clock,
        parts,
    )


_RANGED = (Calendar, Weekday, Season, Relative, Era, Fraction, Offset)


def _join_ranges(text: str, expressions: list[TimeExpression]) -> list[TimeExpression]:
    """ "from 2014 to 2016", "between March 5 and March 9" and "30 June - 4 July" are one interval each."""
    out: list[TimeExpression] = []
    for expression in expressions:
        joined = _range(text, out[-1], expression) if out else None
        if joined is None:
            out.append(expression)
        else:
            out[-1] = joined
    return out


def _range(text: str, first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    if (
        not isinstance(first.value, _RANGED)
        or not isinstance(second.value, _RANGED)
        or first.kind not in {"date", "time"}
    ):
        return None
    between = text[first.span.end : second.span.start]
    lead = _FROM.search(text[max(0, first.span.start - 24) : first.span.start])
    opening = lead["word"].lower() if lead else ""
    closed = _AND.fullmatch(between) if opening == "between" else _TO.fullmatch(between)
    if not closed or (
        not opening and between.strip() not in {"-", "\u2013", "\u2014", "to", "until", "through", "till"}
    ):
        return None
    if not _comparable(first, second):
        return None
    start, value = first.span.start, second.value
    if lead:
        start = max(0, first.span.start - 24) + lead.start()
    kind: Kind = "date"
    span = Span(start, second.span.end)
    return TimeExpression(
        span, span.of(text), kind, Interval(_lend_year(first.value, value), value), "", False, "", "", (first, second)
    )


_COORDINATED = re.compile(r",?\s+(?:and|or)\s+(?:in\s+|on\s+)?(?:the\s+)?|,\s+(?:in\s+|on\s+)?|\s?&\s?")


def _lend_years(text: str, expressions: list[TimeExpression]) -> list[TimeExpression]:
    """ "In April, May and June 1955", "summer and autumn 1918": the year named last is that of all."""
    out = list(expressions)
    for n in range(len(out) - 2, -1, -1):
        first, second = out[n], out[n + 1]
        a, b = first.value, second.value
        if not _COORDINATED.fullmatch(text, first.span.end, second.span.start):
            continue
        if isinstance(a, Season) and isinstance(b, Season) and a.year is None and b.year is not None and not a.which:
            out[n] = replace(first, value=replace(a, year=b.year))
        elif isinstance(a, Calendar) and isinstance(b, Calendar) and a.month is not None and b.month is not None:
            same_grain = (a.day is None) == (b.day is None)
            if same_grain and not a.which and a.weekday is None:
                out[n] = replace(first, value=_lend_year(a, b))
    return out


_BEGINNING = re.compile(
    r"(?:\s+[a-z]+){0,2},?\s+(?:from|(?:starting|beginning|effective|commencing)(?:\s+(?:on|from|in))?)\s+(?:the\s+)?"
)


def _join_lengths(text: str, expressions: list[TimeExpression]) -> list[TimeExpression]:
    """ "For 30 days from 1 May", "a three-day visit beginning on Monday": the length from its first day."""
    out: list[TimeExpression] = []
    for expression in expressions:
        length = out[-1] if out else None
        if (
            length is not None
            and isinstance(length.value, Duration)
            and isinstance(expression.value, Calendar | Weekday | Relative)
            and _BEGINNING.fullmatch(text, length.span.end, expression.span.start)
        ):
            span = Span(length.span.start, expression.span.end)
            value = Lasting(length.value, expression.value)
            out[-1] = TimeExpression(span, span.of(text), "date", value, parts=(length, expression))
        else:
            out.append(expression)
    return out


def _comparable(first: TimeExpression, second: TimeExpression) -> bool:
    """ "Monday to 2016" is no range, nor "2015 - Friday"."""
    a, b = first.value, second.value
    if isinstance(a, Calendar) and isinstance(b, Calendar):
        return not (a.day is None and b.day is not None and b.month is None)
    if isinstance(b, Relative) or isinstance(a, Relative):
        return True
    return type(a) is type(b)


def _lend_year(first: object, second: object) -> Calendar | Weekday | Season | Relative | Era | Fraction | Offset:
    """The first end of a range takes the year that only the second names ("5 March to 9 April 2015")."""
    if (
        isinstance(first, Calendar)
        and isinstance(second, Calendar)
        and first.year is None
        and first.year_shift is None
        and not second.bc
    ):
        later = first.month is not None and second.month is not None and first.month > second.month
        if second.year is not None:
            return replace(first, year=second.year - 1 if later else second.year)
        if second.year_shift is not None:
            return replace(first, year_shift=second.year_shift - int(later), year_anchor=second.year_anchor)
    assert isinstance(first, _RANGED)
    return first
