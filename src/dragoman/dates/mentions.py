"""The dates of a text: found, placed on the calendar, each counted from the one before it where its words say so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from dragoman.dates.find import find_times
from dragoman.dates.resolve import resolve
from dragoman.dates.tense import tense_at as tense_from_words
from dragoman.dates.values import (
    Calendar,
    Clock,
    DateMention,
    Duration,
    Interval,
    Offset,
    Relative,
    Stretch,
    TimeExpression,
    Trailing,
)
from dragoman.record import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from dragoman.dates.values import Tense
    from dragoman.record import DateRange

# A date this much older than the report (in days) tells a past story, in which months without a year follow on from it.
_OLD_STORY = 270


def find_dates(
    text: str,
    *,
    published: dt.date | None,
    offset: int = 0,
    tense_at: Callable[[int], Tense] | None = None,
    narrative: bool = False,
) -> list[DateMention]:
    """The time expressions of `text` with their intervals.

    `offset` is added to all spans. `tense_at` tells the tense at an offset of `text` (default: `dates.tense.tense_at`).
    `narrative`: the text tells history in its own order, so the report's date is no guide to its dates.
    Within a paragraph a month without a year follows on from an explicit date long before the report's.
    """
    reference: Stretch | None = None
    story: Stretch | None = None
    last_end = 0
    out: list[DateMention] = []
    for expression in find_times(text):
        if "\n" in text[last_end : expression.span.start]:
            story = None
        last_end = expression.span.end
        tense: Tense = ""
        if not narrative and not _qualifies(text, expression):
            tense = (tense_at or (lambda at: tense_from_words(text, at)))(expression.span.start)
        follows = story is not None and tense != "future" and _is_month_or_day(expression)
        near = story if follows else reference
        if isinstance(expression.value, Clock) and near is not None and near.precision != "day":
            near = None if published is None else Stretch(published, published, "day")
        found = resolve(
            expression,
            published=published,
            reference=near,
            tense=tense,
            narrative=narrative or follows,
        )
        if found is None and isinstance(expression.value, Duration) and not narrative:
            found = _ongoing(text, expression, expression.value, published)
        if found is not None and expression.kind in {"date", "time"} and not expression.attributive:
            if _moves_reference(text, expression, found, reference, narrative):
                reference = Stretch(found.start, found.end, found.precision)
            if _names_year(expression) and found.precision in {"day", "month"} and expression.hedge != "since":
                old = published is not None and (published - found.end).days > _OLD_STORY
                story = Stretch(found.start, found.end, found.precision) if old else None
        out.append(_shifted(expression, found, offset))
    return out


# "Has besieged the town for three months": up to the report.
_PERFECT = re.compile(
    r"\b(?:has|have|['’]ve)\s+(?!to\b)(?:[\w'’-]+\s+){1,8}for\s+(?:(?:the|at|more|over|almost|nearly|about|some|least|than)"
    r"\s+){0,3}$"
)


def _ongoing(text: str, expression: TimeExpression, length: Duration, published: dt.date | None) -> DateRange | None:
    """The time up to the report that something "has been going on for"."""
    start = expression.span.start
    if published is None or length.count is None or not _PERFECT.search(text, max(0, start - 90), start):
        return None
    trailing = replace(expression, value=Trailing(length.count, length.unit, -1))
    return resolve(trailing, published=published)


def _qualifies(text: str, expression: TimeExpression) -> bool:
    """ "the September 17 strike": the verb's tense is not that of the strike."""
    before, after = text[: expression.span.start][-5:].lower(), text[expression.span.end :][:2]
    return before.endswith(("the ", "its ")) and after[:1] == " " and after[1:].isalpha()


def _is_month_or_day(expression: TimeExpression) -> bool:
    value = expression.value.end if isinstance(expression.value, Interval) else expression.value
    return (
        isinstance(value, Calendar)
        and value.month is not None
        and value.year is None
        and not value.which
        and value.year_shift is None
    )


def _names_year(expression: TimeExpression) -> bool:
    value = expression.value.end if isinstance(expression.value, Interval) else expression.value
    return isinstance(value, Calendar) and value.year is not None


def _moves_reference(
    text: str, expression: TimeExpression, found: DateRange, reference: Stretch | None, narrative: bool
) -> bool:
    if narrative:
        # "In 1941" after a day of 1941 says nothing new.
        known = reference is not None and found.start <= reference.start and reference.end <= found.end
        return not known and found.precision != "decade" and not _digresses(text, expression)
    return expression.hedge != "since" and found.precision not in {"year", "decade"}


def _digresses(text: str, expression: TimeExpression) -> bool:
    """Whether a story only looks back: "two years earlier", "the previous year", a year in brackets."""
    value = expression.value
    back = isinstance(value, Offset) and value.direction < 0 and value.unit in {"year", "decade", "century"}
    back = back or (isinstance(value, Relative) and value.shift < 0 and value.unit in {"year", "decade"})
    return back or (text[expression.span.start - 1 : expression.span.start] == "(" and _names_year(expression))


def _shifted(expression: TimeExpression, found: DateRange | None, offset: int) -> DateMention:
    span = Span(expression.span.start + offset, expression.span.end + offset)
    moved = None if found is None else msgspec.structs.replace(found, text=span)
    return DateMention(
        span, moved, expression.kind, expression.hedge, replace(expression, span=span) if offset else expression
    )
