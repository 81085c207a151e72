"""Days of a month: "3 March 2018", "March 3-5", "2018-03-03", "the 3rd"."""

from __future__ import annotations

import re

from dragoman.dates.forms.beginnings import DAY_NAMES, DIGITS, MONTH_NAMES, THE
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import (
    BC,
    COUNTED,
    DAY,
    DAY2,
    MONTH,
    NOT_COUNTED,
    OF_YEAR,
    WEEKDAY,
    YEAR,
    calendar_of,
    is_day,
)
from dragoman.dates.values import Calendar, Interval
from dragoman.dates.words import month_number

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


@_form(
    "day month",
    DAY_NAMES | THE | DIGITS,
    rf"{WEEKDAY}(?:the\s+)?{DAY}\s*(?:of\s+)?{MONTH}(?:{OF_YEAR}|\s+{BC.replace('(?P<bc>', '(?:')})?(?!\d)",
)
def _day_month(match: re.Match[str]) -> Match | None:
    return as_match(match, calendar_of(match))


@_form(
    "day month year, short",
    DIGITS,
    rf"{DAY}[\s-](?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\.?[\s-]'?(?P<short>\d\d)(?!\d)",
)
def _day_month_short(match: re.Match[str]) -> Match | None:
    month, day, short = month_number(match["month"]), int(match["day"]), int(match["short"])
    year = (2000 if short < 50 else 1900) + short
    return as_match(match, Calendar(year, month, day)) if is_day(year, month, day) else None


@_form(
    "day-month-year",
    DIGITS,
    r"(?P<day>\d\d?)-(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*-(?P<year>\d{4})(?!\d)",
)
def _day_month_hyphen(match: re.Match[str]) -> Match | None:
    return as_match(match, calendar_of(match))


@_form(
    "month day",
    DAY_NAMES | MONTH_NAMES,
    rf"{WEEKDAY}{MONTH}\s+(?:the\s+)?{DAY}(?![\d%]|[:.,]\d)"
    rf"(?:{OF_YEAR}|\s+{YEAR.replace('year', 'yearc')})?(?!\d)",
)
def _month_day(match: re.Match[str]) -> Match | None:
    value, after = calendar_of(match), match.string[match.end() : match.end() + 40]
    if value is not None and value.year is None:
        if re.match(rf"\s+{COUNTED}", after):
            return None
        if (value.month, value.day) == (9, 11) and _TERROR.match(after):
            return as_match(match, Calendar(2001, 9, 11), attributive=True)
    return as_match(match, value)


# What "the September 11 …" is short for the attacks of 2001.
_TERROR = re.compile(r",?\s+(?:terror(?:ist)?\s+)?(?:attacks?|attackers|hijack\w+)\b")


@_form(
    "days month",
    DAY_NAMES | DIGITS,
    rf"{WEEKDAY}{DAY}\s*(?P<join>-|\u2013|\u2014|to|and|/)\s*{DAY2}\s*(?:of\s+)?{MONTH}(?:{OF_YEAR})?(?!\d)",
)
def _days_month(match: re.Match[str]) -> Match | None:
    return _days(match)


@_form(
    "month days",
    DAY_NAMES | MONTH_NAMES,
    rf"{WEEKDAY}{MONTH}\s+{DAY}\s*(?P<join>-|\u2013|\u2014|to|and)\s*{DAY2}(?![\d%]|[:.,]\d){NOT_COUNTED}(?:{OF_YEAR})?(?!\d)",
)
def _month_days(match: re.Match[str]) -> Match | None:
    return _days(match)


def _days(match: re.Match[str]) -> Match | None:
    start, end = calendar_of(match), calendar_of(match, day="day2")
    if start is None or end is None or start.day is None or end.day is None or start.day >= end.day:
        return None
    end = Calendar(end.year, end.month, end.day, None, year_shift=end.year_shift, year_anchor=end.year_anchor)
    parts = ((match.start(), match.end("day"), start), (match.start("day2"), match.end(), end))
    return Match(match.start(), match.end(), "date", Interval(start, end), parts=parts)


@_form(
    "ISO date",
    DIGITS,
    r"(?P<year>(?:1[0-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:T(?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
)
def _iso(match: re.Match[str]) -> Match | None:
    year, month, day = int(match["year"]), int(match["m"]), int(match["d"])
    if not is_day(year, month, day):
        return None
    clock = match["clock"] or ""
    return as_match(match, Calendar(year, month, day), "time" if clock else "date", clock=clock)


@_form(
    "numeric date", DIGITS, r"(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|\.\d)"
)
def _numeric(match: re.Match[str]) -> Match | None:
    a, b, written = int(match["a"]), int(match["b"]), match["year"]
    dots = match["sep"] == "."
    if dots and len(written) == 2:
        return None
    year = int(written) if len(written) == 4 else (2000 if int(written) < 50 else 1900) + int(written)
    day_first, month_first = is_day(year, b, a), is_day(year, a, b) and not dots
    if not day_first and not month_first:
        return None
    if day_first and month_first and a != b:
        return as_match(match, Calendar(year, a, b, ambiguous=True))
    return as_match(match, Calendar(year, b, a) if day_first else Calendar(year, a, b))


@_form("nine eleven", DIGITS, r"9/11(?![\d/])")
def _nine_eleven(match: re.Match[str]) -> Match | None:
    return as_match(match, Calendar(2001, 9, 11), attributive=True)


@_form(
    "day of the month",
    THE,
    r"(?<=\b[oO]n )the\s+(?P<day>\d\d?)(?:st|nd|rd|th)"
    r"(?=[,.;)]|\s+(?:and|when|while|as|they|the|he)\b|$)(?:\s+of\s+(?:that|the\s+same)\s+month)?",
)
def _day_alone(match: re.Match[str]) -> Match | None:
    day = int(match["day"])
    return as_match(match, Calendar(None, None, day)) if 1 <= day <= 31 else None
