"""Full calendar dates as reports write them: "December 02, 2020", "2 Dec 2020", "2020-12-02", "3 APR 90".

Only dates with day, month and year (and, for datelines, day and month) are read here: they serve to find out when a
report appeared. Expressions of time in sentences are the business of `dragoman.dates`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.record import Span

_MONTH_NAMES = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s{1,3})"
_MONTH_WORDS = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_MONTH_WORDS})\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"

_MONTH_FIRST = re.compile(rf"(?<!\w){_WEEKDAY}?{_MONTH}\s{{0,3}}{_DAY}(?!\d),?\s{{1,3}}{_YEAR}(?!\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"(?<![\w.:/]){_WEEKDAY}?{_DAY}(?:\s{{1,3}}(?:of\s{{1,3}})?|-){_MONTH},?(?:\s{{1,3}}|-){_YEAR}(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(rf"(?<![\w/-]){_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")
_SLASHES = re.compile(
    r"(?<![\w/.-])(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:1[89]|20)\d\d)(?![\w/-])"
)
_YEARLESS = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY}?{_MONTH}\s{{0,3}}{_DAY}(?!\d)|{_WEEKDAY}?"
    rf"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s{{1,3}}(?P<month2>{_MONTH_WORDS})\b\.?)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(rf"(?<!\w){_DAY}\s{{1,3}}{_MONTH}\s{{1,3}}(?P<year>\d\d)(?!\d)", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d,]\d|%|\d)")
_ADDRESS = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>0?[1-9]|1[0-2]|{_MONTH_WORDS})(?P=mark)"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
)
_ISO_PREFIX = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T\s].*|Z?\s*)$", re.DOTALL)


class WrittenDate(NamedTuple):
    """A date and the words that name it."""

    date: datetime.date
    span: Span


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def full_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """The dates with day, month and year in `text[start:end]`, in order.

    A date in digits alone (02/12/2020) is read only where one of the two numbers must be the day.
    """
    end = len(text) if end is None else end
    found: list[WrittenDate] = []
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _ISO):
        for match in pattern.finditer(text, start, end):
            month = match["month"].lower()
            date = _day(int(match["year"]), _MONTHS[month] if month in _MONTHS else int(month), int(match["day"]))
            if date is not None:
                found.append(WrittenDate(date, Span(match.start(), match.end())))
    for match in _SLASHES.finditer(text, start, end):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        date = None
        if a > 12 or a == b:
            date = _day(year, b, a)
        elif b > 12:
            date = _day(year, a, b)
        if date is not None:
            found.append(WrittenDate(date, Span(match.start(), match.end())))
    return iter(sorted(found, key=lambda item: item.span))


def dates_without_year(text: str, start: int, end: int) -> Iterator[tuple[int, int, Span]]:
    """Month, day and words of dates such as "Dec 2" and "2 December" in `text[start:end]`."""
    for match in _YEARLESS.finditer(text, start, end):
        month = match["month"] or match["month2"]
        yield _MONTHS[month.lower()], int(match["day"] or match["day2"]), Span(match.start(), match.end())


def short_year_dates(text: str, start: int, end: int) -> Iterator[WrittenDate]:
    """Dates such as "3 APR 90", as the wires of the last century wrote them: years 50 to 99 are 1950 to 1999."""
    for match in _SHORT_YEAR.finditer(text, start, end):
        short = int(match["year"])
        date = _day(1900 + short if short >= 50 else 2000 + short, _MONTHS[match["month"].lower()], int(match["day"]))
        if date is not None:
            yield WrittenDate(date, Span(match.start(), match.end()))


def years(text: str) -> frozenset[int]:
    """The years that stand in `text` as four digits."""
    return frozenset(int(match.group()) for match in _YEAR_ALONE.finditer(text))


def date_in_address(url: str) -> datetime.date | None:
    """The day in a web address (/2020/12/02/, 2020-12-02, /20201202), or None."""
    for match in _ADDRESS.finditer(url.lower()):
        month = match["month"]
        date = _day(int(match["year"]), _MONTHS[month] if month in _MONTHS else int(month), int(match["day"]))
        if date is not None and (match["mark"] or len(match.group()) == 8):
            return date
    return None


def parse_date(text: str) -> datetime.date | None:
    """The day that a field of metadata names, in ISO 8601 or in words; None where it names none.

    A time of day and a zone are left aside: the date is the one its publisher wrote.
    """
    if match := _ISO_PREFIX.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return next((found.date for found in full_dates(text[:200])), None)
