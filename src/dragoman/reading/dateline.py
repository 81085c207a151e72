"""Datelines: "ANKARA, Dec 2 (Reuters) –", "GENEVA, 2 December 2020 –", "BOGOTA, 3 APR 90 (RADIO) --"."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from dragoman.reading.written_dates import dates_without_year, full_dates, short_year_dates
from dragoman.record import Span

_PLACE_WORD = r"(?:[A-Z][\w.'’-]*|al-[A-Z]\w+|de|del|la|el|of|the|and|al)"
_PLACE = rf"{_PLACE_WORD}(?:[ /]{_PLACE_WORD}){{0,5}}"
_DATE = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?(?:[A-Z][A-Za-z]{2,8}\.? ?\d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Z][A-Za-z]{2,8}\.?,?(?: \d{4}| \d\d(?!\d))?|\d{4}-\d\d-\d\d)"
)
_DATELINE = re.compile(
    rf"(?:TEXT:\s*)?(?:(?P<first>{_DATE})[,:]? (?:[-–—] )?)?(?P<place>{_PLACE}(?:, {_PLACE}){{0,2}})?"
    rf"(?:(?:,| [-–—]|[-–—]| \||\.)? ?(?P<date>{_DATE}))?,? ?(?:[(\[](?P<agency>[A-Z][^()\[\]]{{1,60}})[)\]])?"
    r"\s?(?P<mark>--+|[-–—―](?!\w)|:|\s?\.\s?[-–—]+)\s?"
)
_AGENCY_FIRST = re.compile(r"[(\[](?P<agency>[A-Z][\w.' ]{1,30})[)\]]\s?(?P<mark>--+|[-–—―:])?\s?(?=\S)")
_MONTHS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)


class Dateline(NamedTuple):
    """The opening of a report: place and agency as written, the date's words and value, and where the dateline ends.

    `date` is set where the year is written, `month_day` where it is not.
    """

    span: Span
    place: str
    agency: str
    date: datetime.date | None
    month_day: tuple[int, int] | None
    date_span: Span | None


def find_dateline(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The dateline that opens the paragraph `text[start:end]`, or None.

    A place before a dash or colon counts only where it is in capitals or a date or an agency stands with it.
    """
    end = len(text) if end is None else end
    end = min(end, start + 240)
    match = _DATELINE.match(text, start, end)
    if match is not None:
        place = match["place"] or ""
        agency = match["agency"] or ""
        group = "date" if match["date"] else "first" if match["first"] else ""
        dated = bool((group and _MONTHS.search(match[group])) or (group and "-" in match[group]))
        if place and (
            (
                place.isupper()
                and len(place) > 2
                and match["mark"] != ":"
                and _all_upper_is_unusual(text, match.end(), end)
            )
            or dated
            or (agency and match["mark"] != ":")
        ):
            date, month_day, span = _date(text, *match.span(group)) if dated else (None, None, None)
            return Dateline(Span(start, match.end()), place, agency, date, month_day, span)
    if match := _AGENCY_FIRST.match(text, start, end):
        return Dateline(Span(start, match.end()), "", match["agency"], None, None, None)
    return None


def _all_upper_is_unusual(text: str, start: int, end: int) -> bool:
    following = text[start:end]
    return any(character.islower() for character in following)


def _date(text: str, start: int, end: int) -> tuple[datetime.date | None, tuple[int, int] | None, Span | None]:
    for found in (*full_dates(text, start, end), *short_year_dates(text, start, end)):
        return found.date, None, found.span
    for month, day, span in dates_without_year(text, start, end):
        return None, (month, day), span
    return None, None, None
