"""The building blocks of the forms: patterns of months, days, years and parts of them, and what their words mean."""

from __future__ import annotations

import re

from dragoman.dates.values import Anchor, Calendar
from dragoman.dates.words import MONTHS, NUMBER, UNIT_WORD, WEEKDAYS, month_number, weekday_number

_FULL = "|".join([*MONTHS, *(m.upper() for m in MONTHS)])
_ABBREVIATED = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?"
)
MONTH = rf"(?P<month>(?:{_FULL})\b|{_ABBREVIATED})"
DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
DAY2 = r"(?P<day2>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![\d%]|[,.]\d|\u00b0)"
BC = r"(?P<bc>\s?(?:BCE?\b|B\.C\.?(?:E\.)?))"
YEARREF = (
    r"(?P<yearref>(?i:this|last|next|that|(?:the|that)\s+same|the\s+(?:previous|preceding|following|next))\s+(?i:year))"
)
OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?(?:{YEAR}|{YEARREF})|,\s?{YEAR.replace('year', 'yearb')})"
DAYNAME = "|".join([*WEEKDAYS, *(d.upper() for d in WEEKDAYS)])
_DAYSHORT = r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?"
WEEKDAY = rf"(?:(?P<weekday>(?:{DAYNAME})\b|{_DAYSHORT})\s*,?\s+(?:the\s+)?)?"
PART = (
    r"(?:(?P<part>(?i:the\s+)?(?i:very\s+)?(?i:early|late|mid)(?:[\s-]+(?:in|on)\b)?(?:[\s-]+(?i:the|or\s+mid))?"
    r"|(?i:the\s+)?(?i:middle|end|close|beginning|start|early\s+part|latter\s+part|latter\s+half|first\s+half|second\s+half|rest)\s+of"
    r"(?:\s+(?i:the))?"
    r"|(?i:the\s+)?(?i:first|second|third|last|final)\s+week\s+(?:of|in)"
    r"|(?i:later|earlier)\s+(?:in)(?:\s+the)?)(?:\s+|-))?"
)
UNITS = rf"(?i:{UNIT_WORD}s?)\b"
MANNER = (
    r"(?i:full|consecutive|straight|successive|long|whole|entire|additional|more|single|further|trading|business|"
    r"working|calendar|school)"
)
COUNT = rf"(?P<number>(?i:{NUMBER}))"
ZONE = r"(?P<zone>\s*\(?(?:UTC|GMT|EST|EDT|CET|local\s+time)\b\)?(?:\s?[+-]\d+\))?)?"
CLOCK = (
    r"(?P<clock>(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s?(?i:a\.?m\b\.?|p\.?m\b\.?|hrs\b|hours\b|h\b))?"
    r"|(?:1[0-2]|0?\d)\s?(?i:a\.m\.?|p\.m\.?|am\b|pm\b)"
    r"|(?:1[0-2]|0?\d)\s?o['’]clock\b(?:\s+in\s+the\s+(?:morning|afternoon|evening))?"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s*(?:UTC|GMT|hrs\b|hours\b|local\s+time))(?:\s?(?:hrs|hours)\b)?)"
)

# Nouns that follow a number of people or things: "on March 20 people were killed", "2000 troops" name no date.
COUNTED = (
    r"(?:people|persons|civilians|soldiers|troops|men|women|children|militants|fighters|rebels|police|policemen|refugees|"
    r"protesters|demonstrators|prisoners|migrants|residents|families|households|homes|houses|buildings|villages|workers|"
    r"students|others|more|million|billion|percent|per\s+cent|km|kilomet\w+|miles?|met(?:re|er)s?|m|feet|tonn?es|tons|"
    r"dollars|euros|pounds|troop|strong|ships|tanks|aircraft|planes|missiles|rockets|shells|bombs|rounds|pages|jobs|cases|"
    r"deaths|dead|injured|wounded|casualties|victims|hectares|acres|members|delegates|hours|men|US|American|British|"
    r"Iraqi|Syrian|Russian|Israeli|Palestinian|Afghan|Turkish|Japanese|German|French|Chinese|Soviet|Korean)\b"
)
NOT_COUNTED = rf"(?!\s+{COUNTED})"

PARTS = {
    "early": "early",
    "beginning": "start",
    "start": "start",
    "early part": "early",
    "first half": "first half",
    "second half": "second half",
    "latter half": "second half",
    "latter part": "late",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "rest": "",
    "later": "",
    "earlier": "",
    "first week": "week 1",
    "second week": "week 2",
    "third week": "week 3",
    "last week": "week -1",
    "final week": "week -1",
}


MOMENTS = {"earlier": "so far", "later": "to come"}


def part_of(match: re.Match[str]) -> str:
    """The part of a month, year or season that the group `part` names ("early", "week 1"), or ""."""
    words = match.groupdict().get("part")
    if not words:
        return ""
    plain = re.sub(r"[\s-]+", " ", words.lower()).strip()
    plain = re.sub(r"^(?:the )?(?:very )?", "", plain)
    plain = re.sub(r" (?:of|in|on)(?: the)?$| the$| or mid$", "", plain)
    return PARTS.get(plain, "")


def year_of(match: re.Match[str]) -> tuple[int | None, int | None, Anchor]:
    """Year, years from the anchor's, and the anchor."""
    groups = match.groupdict()
    number = groups.get("year") or groups.get("yearb") or groups.get("yearc")
    if number:
        return int(number), None, "published"
    words = (groups.get("yearref") or "").lower()
    if not words:
        return None, None, "published"
    first = words.split()[-2]
    if words.startswith("the") or first in {"that", "same"}:
        return None, {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get(first, 0), "reference"
    return None, {"this": 0, "last": -1, "next": 1}[first], "published"


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day in the calendar; in an unknown year there may be a 29 February."""
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1]:
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return leap or (month, day) != (2, 29)


def calendar_of(match: re.Match[str], month: str = "month", day: str = "day") -> Calendar | None:
    """The day or month that the groups `month` and `day` name with weekday and year; None for a day that is none."""
    groups = match.groupdict()
    year, shift, anchor = year_of(match)
    number = int(groups[day]) if groups.get(day) else None
    name = month_number(groups[month])
    if number is not None and not is_day(year, name, number):
        return None
    weekday = weekday_number(groups["weekday"]) if groups.get("weekday") else None
    return Calendar(
        year,
        name,
        number,
        weekday,
        part_of(match) if number is None else "",
        year_shift=shift,
        year_anchor=anchor,
        bc=bool(groups.get("bc")),
    )
