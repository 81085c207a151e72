"""The forms that words of time take in English: one pattern each, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dragoman.dates.holidays import MOVABLE
from dragoman.dates.values import (
    Anchor,
    Calendar,
    Clock,
    Duration,
    Era,
    Fraction,
    Holiday,
    Interval,
    Kind,
    Offset,
    Recurring,
    Relative,
    Season,
    Trailing,
    Unit,
    Vague,
    Value,
    Weekday,
    Which,
)
from dragoman.dates.words import (
    HOLIDAYS,
    MONTHS,
    NUMBER,
    ORDINAL,
    SEASONS,
    UNIT_WORD,
    WEEKDAYS,
    month_number,
    number_of,
    ordinal_of,
    unit_of,
    weekday_number,
)


@dataclass(frozen=True)
class Match:
    """What a form found: `[start, end)` in the text, kind and value; the parts of a day that the words name."""

    start: int
    end: int
    kind: Kind
    value: Value
    attributive: bool = False
    day_part: str = ""
    clock: str = ""
    parts: tuple[tuple[int, int, Value], ...] = ()


@dataclass(frozen=True)
class Form:
    """A pattern and the function that gives its match a value, or None where the words are not words of time.

    `first` are the words that the form may begin with, in lower case; "0" stands for any digits. The pattern is tried
    nowhere else, which is what makes finding fast: few words of a text begin an expression.
    """

    name: str
    first: frozenset[str]
    expression: str
    build: Callable[[re.Match[str]], Match | None]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression, made when a text first has a word that the form may begin with."""
        return re.compile(self.expression)


# ---------------------------------------------------------------------------------------------------- building blocks
_FULL = "|".join([*MONTHS, *(m.upper() for m in MONTHS)])
_ABBREVIATED = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?"
)
_MONTH = rf"(?P<month>(?:{_FULL})\b|{_ABBREVIATED})"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![\d%]|[,.]\d|\u00b0)"
_BC = r"(?P<bc>\s?(?:BCE?\b|B\.C\.?(?:E\.)?))"
_YEARREF = (
    r"(?P<yearref>(?i:this|last|next|that|(?:the|that)\s+same|the\s+(?:previous|preceding|following|next))\s+(?i:year))"
)
_OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?(?:{_YEAR}|{_YEARREF})|,\s?{_YEAR.replace('year', 'yearb')})"
_DAYNAME = "|".join([*WEEKDAYS, *(d.upper() for d in WEEKDAYS)])
_DAYSHORT = r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?"
_WEEKDAY = rf"(?:(?P<weekday>(?:{_DAYNAME})\b|{_DAYSHORT})\s*,?\s+(?:the\s+)?)?"
_PART = (
    r"(?:(?P<part>(?i:the\s+)?(?i:very\s+)?(?i:early|late|mid)(?:[\s-]+(?:in|on)\b)?(?:[\s-]+(?i:the|or\s+mid))?"
    r"|(?i:the\s+)?(?i:middle|end|close|beginning|start|early\s+part|latter\s+part|latter\s+half|first\s+half|second\s+half|rest)\s+of"
    r"(?:\s+(?i:the))?"
    r"|(?i:the\s+)?(?i:first|second|third|last|final)\s+week\s+(?:of|in)"
    r"|(?i:later|earlier)\s+(?:in)(?:\s+the)?)(?:\s+|-))?"
)
_UNITS = rf"(?i:{UNIT_WORD}s?)\b"
_MANNER = (
    r"(?i:full|consecutive|straight|successive|long|whole|entire|additional|more|single|further|trading|business|"
    r"working|calendar|school)"
)
_NUMBER = rf"(?P<number>(?i:{NUMBER}))"
_ZONE = r"(?P<zone>\s*\(?(?:UTC|GMT|EST|EDT|CET|local\s+time)\b\)?(?:\s?[+-]\d+\))?)?"
_HALF = (
    r"(?P<clock>(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s?(?i:a\.?m\b\.?|p\.?m\b\.?|hrs\b|hours\b|h\b))?"
    r"|(?:1[0-2]|0?\d)\s?(?i:a\.m\.?|p\.m\.?|am\b|pm\b)"
    r"|(?:1[0-2]|0?\d)\s?o['’]clock\b(?:\s+in\s+the\s+(?:morning|afternoon|evening))?"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s*(?:UTC|GMT|hrs\b|hours\b|local\s+time))(?:\s?(?:hrs|hours)\b)?)"
)

# Nouns that follow a number of people or things: "on March 20 people were killed", "2000 troops" name no date.
_COUNTED = (
    r"(?:people|persons|civilians|soldiers|troops|men|women|children|militants|fighters|rebels|police|policemen|refugees|"
    r"protesters|demonstrators|prisoners|migrants|residents|families|households|homes|houses|buildings|villages|workers|"
    r"students|others|more|million|billion|percent|per\s+cent|km|kilomet\w+|miles?|met(?:re|er)s?|m|feet|tonn?es|tons|"
    r"dollars|euros|pounds|troop|strong|ships|tanks|aircraft|planes|missiles|rockets|shells|bombs|rounds|pages|jobs|cases|"
    r"deaths|dead|injured|wounded|casualties|victims|hectares|acres|members|delegates|hours|men|US|American|British|"
    r"Iraqi|Syrian|Russian|Israeli|Palestinian|Afghan|Turkish|Japanese|German|French|Chinese|Soviet|Korean)\b"
)
_NOT_COUNTED = rf"(?!\s+{_COUNTED})"

_PARTS = {
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


_MOMENTS = {"earlier": "so far", "later": "to come"}


def _part(match: re.Match[str]) -> str:
    words = match.groupdict().get("part")
    if not words:
        return ""
    plain = re.sub(r"[\s-]+", " ", words.lower()).strip()
    plain = re.sub(r"^(?:the )?(?:very )?", "", plain)
    plain = re.sub(r" (?:of|in|on)(?: the)?$| the$| or mid$", "", plain)
    return _PARTS.get(plain, "")


def _year(match: re.Match[str]) -> tuple[int | None, int | None, Anchor]:
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


def _is_day(year: int | None, month: int, day: int) -> bool:
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1]:
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return leap or (month, day) != (2, 29)


def _calendar(match: re.Match[str], month: str = "month", day: str = "day") -> Calendar | None:
    groups = match.groupdict()
    year, shift, anchor = _year(match)
    number = int(groups[day]) if groups.get(day) else None
    name = month_number(groups[month])
    if number is not None and not _is_day(year, name, number):
        return None
    weekday = weekday_number(groups["weekday"]) if groups.get("weekday") else None
    return Calendar(
        year,
        name,
        number,
        weekday,
        _part(match) if number is None else "",
        year_shift=shift,
        year_anchor=anchor,
        bc=bool(groups.get("bc")),
    )


def _found(
    match: re.Match[str],
    value: Value | None,
    kind: Kind = "date",
    *,
    attributive: bool = False,
    day_part: str = "",
    clock: str = "",
) -> Match | None:
    if value is None:
        return None
    return Match(match.start(), match.end(), kind, value, attributive, day_part, clock)


FORMS: list[Form] = []


def _form(
    name: str, first: AbstractSet[str], pattern: str
) -> Callable[[Callable[[re.Match[str]], Match | None]], None]:
    def keep(build: Callable[[re.Match[str]], Match | None]) -> None:
        FORMS.append(Form(name, frozenset(first), pattern, build))

    return keep


# The words that forms begin with.
_DIGITS = frozenset({"0"})
_THE = frozenset({"the"})
_APOSTROPHE = frozenset({"'"})
_EVERY = frozenset({"every", "each", "per"})
_MONTH_NAMES = frozenset(m[:n].lower() for m in MONTHS for n in (3, len(m))) | {"sept"}
_DAY_NAMES = frozenset(d[:n].lower() for d in WEEKDAYS for n in (3, 4, 5, len(d), len(d) + 1)) | frozenset(
    f"{d.lower()}s" for d in WEEKDAYS
)
_SEASON_NAMES = frozenset(SEASONS)
_HOLIDAY_WORDS = frozenset(h.split()[0].partition("'")[0] for h in (*HOLIDAYS, *MOVABLE))
_UNIT_WORDS = frozenset(
    f"{u}{s}" for u in "minute hour day weekend week month quarter year decade".split() for s in ("", "s")
) | {"century", "centuries"}
_WHICH_WORDS = _THE | {"last", "this", "next", "that"}
_PART_WORDS = _THE | frozenset(
    "very early late mid middle end close beginning start latter first second third last final rest later "
    "earlier".split()
)
_ORDINAL_WORDS = _DIGITS | frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty".split()
)
_NUMBER_WORDS = _DIGITS | frozenset(
    "half a an couple few several many twenty thirty forty fifty sixty seventy eighty ninety one two three four five "
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
_LONG_WORDS = frozenset(f"{u}long" for u in "hour day week month year decade century".split())
_ABOUT_WORDS = frozenset("about around roughly some almost nearly over more less at up close under just only".split())


# ------------------------------------------------------------------------------------------------------ explicit dates
@_form(
    "day month",
    _DAY_NAMES | _THE | _DIGITS,
    rf"{_WEEKDAY}(?:the\s+)?{_DAY}\s*(?:of\s+)?{_MONTH}(?:{_OF_YEAR}|\s+{_BC.replace('(?P<bc>', '(?:')})?(?!\d)",
)
def _day_month(match: re.Match[str]) -> Match | None:
    return _found(match, _calendar(match))


@_form(
    "day month year, short",
    _DIGITS,
    rf"{_DAY}[\s-](?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\.?[\s-]'?(?P<short>\d\d)(?!\d)",
)
def _day_month_short(match: re.Match[str]) -> Match | None:
    month, day, short = month_number(match["month"]), int(match["day"]), int(match["short"])
    year = (2000 if short < 50 else 1900) + short
    return _found(match, Calendar(year, month, day)) if _is_day(year, month, day) else None


@_form(
    "day-month-year",
    _DIGITS,
    r"(?P<day>\d\d?)-(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*-(?P<year>\d{4})(?!\d)",
)
def _day_month_hyphen(match: re.Match[str]) -> Match | None:
    return _found(match, _calendar(match))


@_form(
    "month day",
    _DAY_NAMES | _MONTH_NAMES,
    rf"{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY}(?![\d%]|[:.,]\d)"
    rf"(?:{_OF_YEAR}|\s+{_YEAR.replace('year', 'yearc')})?(?!\d)",
)
def _month_day(match: re.Match[str]) -> Match | None:
    value, after = _calendar(match), match.string[match.end() : match.end() + 40]
    if value is not None and value.year is None:
        if re.match(rf"\s+{_COUNTED}", after):
            return None
        if (value.month, value.day) == (9, 11) and _TERROR.match(after):
            return _found(match, Calendar(2001, 9, 11), attributive=True)
    return _found(match, value)


# What "the September 11 …" is short for the attacks of 2001.
_TERROR = re.compile(r",?\s+(?:terror(?:ist)?\s+)?(?:attacks?|attackers|hijack\w+)\b")


@_form(
    "days month",
    _DAY_NAMES | _DIGITS,
    rf"{_WEEKDAY}{_DAY}\s*(?P<join>-|\u2013|\u2014|to|and|/)\s*{_DAY2}\s*(?:of\s+)?{_MONTH}(?:{_OF_YEAR})?(?!\d)",
)
def _days_month(match: re.Match[str]) -> Match | None:
    return _days(match)


@_form(
    "month days",
    _DAY_NAMES | _MONTH_NAMES,
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s*(?P<join>-|\u2013|\u2014|to|and)\s*{_DAY2}(?![\d%]|[:.,]\d){_NOT_COUNTED}(?:{_OF_YEAR})?(?!\d)",
)
def _month_days(match: re.Match[str]) -> Match | None:
    return _days(match)


def _days(match: re.Match[str]) -> Match | None:
    start, end = _calendar(match), _calendar(match, day="day2")
    if start is None or end is None or start.day is None or end.day is None or start.day >= end.day:
        return None
    end = Calendar(end.year, end.month, end.day, None, year_shift=end.year_shift, year_anchor=end.year_anchor)
    parts = ((match.start(), match.end("day"), start), (match.start("day2"), match.end(), end))
    return Match(match.start(), match.end(), "date", Interval(start, end), parts=parts)


@_form(
    "ISO date",
    _DIGITS,
    r"(?P<year>(?:1[0-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:T(?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
)
def _iso(match: re.Match[str]) -> Match | None:
    year, month, day = int(match["year"]), int(match["m"]), int(match["d"])
    if not _is_day(year, month, day):
        return None
    clock = match["clock"] or ""
    return _found(match, Calendar(year, month, day), "time" if clock else "date", clock=clock)


@_form(
    "numeric date", _DIGITS, r"(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|\.\d)"
)
def _numeric(match: re.Match[str]) -> Match | None:
    a, b, written = int(match["a"]), int(match["b"]), match["year"]
    dots = match["sep"] == "."
    if dots and len(written) == 2:
        return None
    year = int(written) if len(written) == 4 else (2000 if int(written) < 50 else 1900) + int(written)
    day_first, month_first = _is_day(year, b, a), _is_day(year, a, b) and not dots
    if not day_first and not month_first:
        return None
    if day_first and month_first and a != b:
        return _found(match, Calendar(year, a, b, ambiguous=True))
    return _found(match, Calendar(year, b, a) if day_first else Calendar(year, a, b))


@_form("nine eleven", _DIGITS, r"9/11(?![\d/])")
def _nine_eleven(match: re.Match[str]) -> Match | None:
    return _found(match, Calendar(2001, 9, 11), attributive=True)


@_form(
    "day of the month",
    _THE,
    r"(?<=\b[oO]n )the\s+(?P<day>\d\d?)(?:st|nd|rd|th)"
    r"(?=[,.;)]|\s+(?:and|when|while|as|they|the|he)\b|$)(?:\s+of\s+(?:that|the\s+same)\s+month)?",
)
def _day_alone(match: re.Match[str]) -> Match | None:
    day = int(match["day"])
    return _found(match, Calendar(None, None, day)) if 1 <= day <= 31 else None


# -------------------------------------------------------------------------------------------------------------- months
@_form(
    "month year",
    _PART_WORDS | _MONTH_NAMES,
    rf"{_PART}{_MONTH},?\s+(?:of\s+|in\s+)?(?:{_YEAR}{_NOT_COUNTED}{_BC}?|"
    rf"(?P<bcyear>\d{{1,4}}){_BC.replace('bc', 'era')}|{_YEARREF})",
)
def _month_year(match: re.Match[str]) -> Match | None:
    value = _calendar(match)
    if value is not None and match["bcyear"]:
        value = Calendar(int(match["bcyear"]), value.month, part=value.part, bc=True)
    return _found(match, value)


@_form(
    "month",
    _WHICH_WORDS | _PART_WORDS | _MONTH_NAMES,
    rf"(?:(?P<which>(?i:last|this\s+past|this|next|the\s+following|the\s+previous))\s+)?{_PART}{_MONTH}(?!\.?\s*\d)(?!['’]s\s+[A-Z])",
)
def _month(match: re.Match[str]) -> Match | None:
    text, name = match.string, match["month"]
    which, part = match["which"], match["part"]
    before = text[max(0, match.start() - 24) : match.start()]
    after = text[match.end() : match.end() + 24]
    if name.endswith("."):
        if not (which or part or _TIMELY.search(before)):
            return None
    elif len(name) == 3 and name.lower() != "may":
        return None
    elif name.lower() in {"may", "march", "august"} or name.isupper():
        if not (which or part or _TIMELY.search(before)):
            return None
        if name.lower() in {"may", "march"} and not part and (re.match(r"\s+[A-Z][a-z]", after) and not which):
            return None
    elif re.match(r"\s+(?:[A-Z][a-z]+|\d{5})", after) and re.search(r"[A-Z][a-z]+\s+$", before):
        return None
    if (
        not which
        and not part
        and re.search(r"\b(?:Mr|Mrs|Ms|Dr|Theresa|Prime\s+Minister|President|Black)\.?\s+$", before)
    ):
        return None
    words = re.sub(r"\s+", " ", (which or "").lower())
    kind: Which = {"last": "last", "this past": "last", "this": "this", "next": "next"}.get(words, "")  # type: ignore[assignment]
    return _found(match, Calendar(None, month_number(name), None, None, _part(match), kind))


_TIMELY = re.compile(
    r"\b(?:in|since|until|till|by|during|from|between|through|throughout|before|after|around|for|of|to|last|next|this|early|late|mid)\s+(?:about\s+)?$",
    re.IGNORECASE,
)


# ------------------------------------------------------------------------------------------------------------ weekdays
@_form(
    "weekday",
    _WHICH_WORDS | _PART_WORDS | _DAY_NAMES,
    rf"(?:(?P<which>(?i:last|this\s+past|this|this\s+coming|next|the\s+following|the\s+previous|the\s+same))\s+)?(?P<early>(?i:early|late|earlier|later)\s+(?:on\s+)?)?(?P<day>(?:{_DAYNAME})\b)(?P<plural>s\b)?",
)
def _weekday(match: re.Match[str]) -> Match | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"\b(?:Black|Bloody|Good|Holy|Palm|Easter|Ash|Sheffield|Man)\s+$", before) and not match["which"]:
        return None
    words = re.sub(r"\s+", " ", (match["which"] or "").lower())
    which: Which = {"last": "last", "this past": "last", "this": "this", "this coming": "next", "next": "next"}.get(
        words, ""
    )  # type: ignore[assignment]
    return _found(match, Weekday(weekday_number(match["day"]), which))


@_form(
    "weekdays",
    _EVERY | _DAY_NAMES,
    rf"(?:(?i:every|each)\s+(?P<day>(?:{_DAYNAME})\b)|(?P<plural>(?:{'|'.join(WEEKDAYS)})s)\b)",
)
def _weekdays(match: re.Match[str]) -> Match | None:
    return _found(match, Recurring("week", 1, weekday_number(match["day"] or match["plural"])), "set")


# --------------------------------------------------------------------------------------------- years, decades, seasons
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|during|from|before|after|early|late|mid|through|throughout|year|around|about|circa|ca\.?|"
    r"between|to|and|early in|late in|for|the|back in|than|a|an|its|his|their|our|"
    r"summer|winter|spring|autumn|fall)\s+|mid-|[(\[,]\s*|['’]s\s+)$",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|during|year|early|late|circa|back in)\s+|mid-|\()$", re.IGNORECASE
)
_NOT_YEAR = re.compile(
    r"(?:\b(?:resolution|resolutions|no\.?|number|article|flight|route|highway|boeing|nearly|over|almost|approximately|some|least|"
    r"most|killed|killing|wounded|injured|displaced|arrested|evacuated|detained|only|another|up\s+to|more\s+than|less\s+than|fewer\s+than|"
    r"many\s+as|UNSCR|UNSC|SCR|room|page|section|decision|law|decree|unit|paragraph|model|"
    r"about\s+a|an?\s+estimated|additional|an|these|those)\s+|[#$€£+/.:])$",
    re.IGNORECASE,
)


@_form(
    "year",
    _PART_WORDS | _DIGITS | {"year", "years", "fiscal"},
    rf"{_PART}(?P<label>(?i:the\s+)?(?i:fiscal(?:\s+year)?|years?)\s+)?{_YEAR}{_BC}?(?!-(?:year|strong|man|page|member|pound|mile|met|km|foot)|st\b|nd\b|rd\b|th\b|s\b|\s?(?:GMT|UTC|hrs|hours)\b|/\d)",
)
def _year_form(match: re.Match[str]) -> Match | None:
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    number, bc = int(match["year"]), bool(match["bc"])
    strong = bool(match["part"] or match["label"] or bc or _STRONG_CUE.search(before))
    if not strong:
        if _NOT_YEAR.search(before) or re.match(rf"\s+{_COUNTED}", after):
            return None
        if not 1900 <= number <= 2049 and not _YEAR_CUE.search(before):
            return None
        cued = bool(_YEAR_CUE.search(before)) or 1900 <= number <= 2049
        plural = re.match(r"\s+(?:[a-z]+\s+)?[a-z]+s\b", after) and not re.match(
            r"\s+(?:was|has|is|as|its|this|his)\b", after
        )
        if not cued or (plural and not re.search(r"\b(?:the|a|an|his|their|its)\s+$|['’]s\s+$", before, re.IGNORECASE)):
            return None
    elif re.match(rf"\s+{_COUNTED}", after) and not (match["part"] or match["label"]):
        return None
    attributive = not match["part"] and bool(
        re.search(r"(?:\b(?:the|a|an|his|her|its|their|our)|['’]s)\s+$", before, re.IGNORECASE)
        and re.match(r"\s+[A-Za-z]", after)
    )
    part = _part(match)
    if part in {"first half", "second half"}:
        return _found(match, Fraction(1 if part.startswith("first") else 2, 2, number))
    return _found(match, Calendar(number, part=part, bc=bc), attributive=attributive)


@_form(
    "BC year",
    _PART_WORDS | _DIGITS | {"c", "ca", "circa"},
    rf"(?P<circa>(?i:ca?\.\s|circa\s))?{_PART}(?P<year>\d{{1,4}}){_BC}",
)
def _bc_year(match: re.Match[str]) -> Match | None:
    return _found(match, Calendar(int(match["year"]), part=_part(match), bc=True))


@_form(
    "short year", _APOSTROPHE, r"(?<=\b(?:in|of) )['’](?P<short>\d\d)(?![\w])|(?<=\bsince )['’](?P<short2>\d\d)(?![\w])"
)
def _short_year(match: re.Match[str]) -> Match | None:
    short = int(match["short"] or match["short2"])
    return _found(match, Calendar((2000 if short < 50 else 1900) + short))


@_form(
    "years",
    _DIGITS,
    r"(?P<year>(?:1[0-9]|20)\d\d)\s?[-\u2013\u2014/]\s?(?P<end>(?:(?:1[0-9]|20)\d\d)|\d\d)(?![\d%-]|[.,]\d)",
)
def _years(match: re.Match[str]) -> Match | None:
    start = int(match["year"])
    end = int(match["end"]) if len(match["end"]) == 4 else start // 100 * 100 + int(match["end"])
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 24]
    if not start < end <= start + 120 or _NOT_YEAR.search(before) or re.match(rf"\s+{_COUNTED}", after):
        return None
    first, last = Calendar(start), Calendar(end)
    parts = ((match.start(), match.end("year"), first), (match.start("end"), match.end(), last))
    return Match(match.start(), match.end(), "date", Interval(first, last), parts=parts)


@_form(
    "decade",
    _PART_WORDS | _DIGITS | _APOSTROPHE,
    rf"(?:(?i:the)\s+)?{_PART}(?:(?P<year>(?:1[0-9]|20)\d0)['’]?s|"
    rf"(?<=the )['’]?(?P<short>[2-9]0)['’]?s)\b{_BC}?",
)
def _decade(match: re.Match[str]) -> Match | None:
    first = int(match["year"]) if match["year"] else 1900 + int(match["short"])
    return _found(match, Era(first, 10, _part(match), bool(match["bc"])))


@_form("BC decade", _PART_WORDS | _DIGITS, rf"(?:(?i:the)\s+)?{_PART}(?P<year>\d{{2,3}}0)s{_BC}")
def _bc_decade(match: re.Match[str]) -> Match | None:
    return _found(match, Era(int(match["year"]), 10, _part(match), bc=True))


@_form(
    "century",
    _PART_WORDS | _ORDINAL_WORDS,
    rf"(?:(?i:the)\s+)?{_PART}(?P<ordinal>(?i:{ORDINAL}))[\s-](?i:century){_BC}?",
)
def _century(match: re.Match[str]) -> Match | None:
    number = ordinal_of(match["ordinal"])
    bc = bool(match["bc"])
    if not 1 <= number <= 21:
        return None
    before = match.string[max(0, match.start() - 4) : match.start()]
    attributive = "-" in match.group() or bool(re.search(r"\ba\s+$", before))
    return _found(match, Era((number - 1) * 100, 100, _part(match), bc), attributive=attributive)


_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"


@_form(
    "season year",
    _PART_WORDS | _SEASON_NAMES,
    rf"(?:(?i:the)\s+)?{_PART}{_SEASON},?\s+(?:(?:of\s+|in\s+)?(?:{_YEAR}{_BC}?|"
    rf"(?P<bcyear>\d{{1,4}}){_BC.replace('bc', 'era')}|of\s+{_YEARREF}))(?:[-\u2013/]\d\d(?!\d))?",
)
def _season_year(match: re.Match[str]) -> Match | None:
    year, shift, anchor = _year(match)
    name, part = SEASONS[match["season"].lower()], _part(match)
    if match["bcyear"]:
        return _found(match, Season(name, int(match["bcyear"]), part, bc=True))
    return _found(match, Season(name, year, part, "", shift, anchor, bool(match["bc"])))


@_form("year season", _DIGITS, rf"{_YEAR}\s+(?P<season>spring|summer|autumn|winter)\b")
def _year_season(match: re.Match[str]) -> Match | None:
    return _found(match, Season(SEASONS[match["season"]], int(match["year"])))


@_form(
    "season",
    _WHICH_WORDS | _PART_WORDS | _SEASON_NAMES,
    rf"(?P<which>(?i:last|this|next|the\s+following|the\s+previous|the)\s+)?{_PART}(?P<season>spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Winter)\b(?!-)",
)
def _season(match: re.Match[str]) -> Match | None:
    which = re.sub(r"\s+", " ", (match["which"] or "").lower()).strip()
    name, before = match["season"], match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 24]
    timely = re.search(
        r"\b(?:in|during|by|since|until|till|over|through|throughout|before|after|of)\s+$", before, re.IGNORECASE
    )
    if not (which in {"last", "this", "next"} or match["part"] or timely):
        return None
    if name[0].isupper() and re.match(r"\s+[A-Z]", after):
        return None
    if name == "fall" and not (
        which in {"last", "this", "next"} or (which == "the" and timely and not re.match(r"\s+of\b", after))
    ):
        return None
    kind: Which = which if which in {"last", "this", "next"} else ""  # type: ignore[assignment]
    return _found(match, Season(SEASONS[name.lower()], None, _part(match), kind))


@_form(
    "quarter",
    _THE | _ORDINAL_WORDS | {"last", "final", "q"},
    rf"(?:(?i:the)\s+)?(?:(?P<ordinal>(?i:first|second|third|fourth|last|final))\s+(?P<what>(?i:quarter|half))|Q(?P<q>[1-4]))(?:\s+(?:of\s+|in\s+)?(?:{_YEAR}|{_YEARREF}))?",
)
def _quarter(match: re.Match[str]) -> Match | None:
    year, shift, anchor = _year(match)
    bare = year is None and shift is None and match["q"] is None
    # "the second half" may be that of a match or an operation.
    if bare and (match["what"].lower() == "half" or not match.group().lower().startswith("the")):
        return None
    word = (match["ordinal"] or "").lower()
    of: Literal[2, 4] = 2 if (match["what"] or "").lower() == "half" else 4
    number = int(match["q"]) if match["q"] else {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(word, of)
    return _found(match, Fraction(number, of, year, shift, anchor)) if number <= of else None


_HOLIDAY = "|".join(h.replace("'", "['’]") for h in sorted([*HOLIDAYS, *MOVABLE], key=len, reverse=True))


@_form(
    "holiday",
    _HOLIDAY_WORDS,
    rf"(?P<name>(?i:{_HOLIDAY}))(?:{_OF_YEAR})?\b",
)
def _holiday(match: re.Match[str]) -> Match | None:
    if not match["name"][0].isupper():
        return None
    name = match["name"].lower().replace("’", "'")
    year, shift, anchor = _year(match)
    before = match.string[max(0, match.start() - 10) : match.start()].lower()
    which: Which = "last" if before.endswith("last ") else "next" if before.endswith("next ") else ""
    if name in MOVABLE:
        return _found(match, Holiday(name, year, which, shift, anchor))
    month, day = HOLIDAYS[name]
    return _found(match, Calendar(year, month, day, which=which, year_shift=shift, year_anchor=anchor))


# -------------------------------------------------------------------------------------------- relative to another date
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


@_form(
    "today",
    _PART_WORDS | {"today", "yesterday", "tomorrow", "tonight", "overnight"},
    r"(?:(?P<moment>(?i:earlier|later|early|late))\s+)?(?P<word>(?i:today|yesterday|tomorrow|tonight|overnight))\b(?!['’]s\s+(?:world|generation|youth|society))",
)
def _today(match: re.Match[str]) -> Match | None:
    word = match["word"].lower()
    if word == "tonight":
        return _found(match, Relative("day", 0), "time", day_part="night")
    if word == "overnight":
        return _found(match, Interval(Relative("day", -1), Relative("day", 0)))
    return _found(match, Relative("day", _DAYS[word]))


@_form("day before yesterday", _THE, r"(?i:the\s+day\s+(?P<side>before\s+yesterday|after\s+tomorrow))\b")
def _day_before_yesterday(match: re.Match[str]) -> Match | None:
    return _found(match, Relative("day", -2 if match["side"].lower().startswith("before") else 2))


@_form(
    "this morning",
    _WHICH_WORDS,
    r"(?P<which>(?i:this|last|that(?:\s+same)?|the\s+same|the\s+(?:next|following|previous)))\s+(?P<part>(?i:morning|afternoon|evening|night))\b",
)
def _this_morning(match: re.Match[str]) -> Match | None:
    which, part = re.sub(r"\s+", " ", match["which"].lower()), match["part"].lower()
    shift = {"last": -1, "the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    anchor: Anchor = "published" if which in {"this", "last"} else "reference"
    return _found(match, Relative("day", shift, anchor), "time", day_part=part)


@_form(
    "last week",
    _WHICH_WORDS | _PART_WORDS,
    rf"(?:(?P<moment>(?i:early|late|earlier|later|mid|(?:the\s+)?(?:end|beginning|start|middle)\s+of|the\s+rest\s+of))[\s-]+)?"
    rf"(?P<which>(?i:last|this|next|that(?:\s+same)?|the\s+same|the\s+(?:previous|preceding|following|next)|the\s+coming|the\s+current))\s+(?P<unit>(?i:{UNIT_WORD}))\b(?!-|\s+(?:old|long)\b)",
)
def _last_week(match: re.Match[str]) -> Match | None:
    which, unit = re.sub(r"\s+", " ", match["which"].lower()), unit_of(match["unit"])
    if unit in {"minute", "hour"} or (which == "this" and unit == "century"):
        return None
    shift = (
        -1
        if which.split()[-1] in {"last", "previous", "preceding"}
        else 1
        if which.split()[-1] in {"next", "following", "coming"}
        else 0
    )
    anchor: Anchor = "published" if which in {"last", "this", "next", "the coming", "the current"} else "reference"
    if unit == "day" and which in {"last", "this"}:
        return None if which == "last" else _found(match, Relative("day", 0, "reference"))
    if unit == "century":
        return None
    moment = re.sub(r"\s+", " ", (match["moment"] or "").lower())
    part = _MOMENTS.get(moment) or _PARTS.get(re.sub(r"^the | of$", "", moment), "")
    if part == "mid" and unit == "day":
        part = ""
    if unit == "weekend" and which == "this":
        part = "this"
    return _found(match, Relative(unit, shift, anchor, part))


@_form(
    "later in the year",
    _PART_WORDS,
    r"(?P<moment>(?i:earlier|later|early|late|(?:the\s+)?(?:end|start|beginning|middle)))\s+(?:in|of)\s+the\s+(?P<unit>(?:day|week|month|year|decade))\b(?!\s+(?:of|in)\b)",
)
def _later_in_the_year(match: re.Match[str]) -> Match | None:
    moment = re.sub(r"^(?:the )?", "", re.sub(r"\s+", " ", match["moment"].lower()))
    part = _MOMENTS.get(moment) or _PARTS.get(moment, "")
    return _found(match, Relative(unit_of(match["unit"]), 0, "reference", part))


@_form("since then", {"then"}, r"(?<=\b[Ss]ince )then\b(?!-)")
def _since_then(match: re.Match[str]) -> Match | None:
    return _found(match, Relative("day", 0, "reference"))


@_form("weekend", _WHICH_WORDS, r"(?:(?:the|this\s+past|this\s+coming)\s+)(?P<word>weekend)\b(?!\s+of\b)")
def _weekend(match: re.Match[str]) -> Match | None:
    words = match.group().lower()
    return _found(match, Relative("weekend", -1 if "past" in words else 1 if "coming" in words else 0))


@_form(
    "ago",
    _ABOUT_WORDS | _NUMBER_WORDS | _UNIT_WORDS,
    rf"(?:(?P<about>(?i:about|around|almost|nearly|over|more\s+than|less\s+than|just|some|only)\s+)?{_NUMBER}(?P<half>\s+and\s+a\s+half)?\s+)?(?P<unit>{_UNITS})\s+(?P<side>(?i:ago|earlier|later|previously|beforehand|afterwards?|prior|hence|from\s+now|before|after)\b)",
)
def _ago(match: re.Match[str]) -> Match | None:
    unit, side = unit_of(match["unit"]), re.sub(r"\s+", " ", match["side"].lower())
    after = match.string[match.end() : match.end() + 20]
    if side in {"before", "after", "prior"} and not re.match(r"\s*(?:[.,;:)]|$)", after):
        return None
    if side in {"earlier", "later"} and re.match(r"\s+than\b", after):
        return None
    number = match["number"]
    if number is None and not match["unit"].lower().endswith("s"):
        return None
    count = number_of(number) if number else None
    if count is not None and match["half"]:
        count += 0.5
    direction: Literal[-1, 1] = 1 if side in {"later", "after", "afterwards", "afterward", "hence", "from now"} else -1
    anchor: Anchor = "published" if side in {"ago", "hence", "from now"} else "reference"
    return _found(match, Offset(count, unit, direction, anchor), "time" if unit in {"hour", "minute"} else "date")


@_form(
    "the day before",
    _THE | {"a", "one"},
    r"(?:a|one|the)\s+(?P<unit>day|week|month|year)\s+(?P<side>before|after|earlier|later)(?=\s*(?:[.,;:)]|$))",
)
def _the_day_before(match: re.Match[str]) -> Match | None:
    direction: Literal[-1, 1] = 1 if match["side"] in {"after", "later"} else -1
    return _found(match, Offset(1, unit_of(match["unit"]), direction, "reference"))


@_form(
    "the last days",
    _WHICH_WORDS | {"these", "past", "previous", "preceding", "recent", "coming", "following"},
    rf"(?P<lead>(?i:(?:the|these|this)\s+)?)(?P<side>(?i:last|past|previous|preceding|recent|next|coming|following))\s+(?:{_NUMBER}\s+)?(?:{_MANNER}\s+)?(?P<unit>{_UNITS})",
)
def _the_last_days(match: re.Match[str]) -> Match | None:
    unit, number, side = unit_of(match["unit"]), match["number"], match["side"].lower()
    if re.search(r"\b(?:to|will|would|can|could|may|might|not|they|it)\s+$", match.string[: match.start()][-8:]):
        return None  # "scheduled to last 45 minutes"
    plural = match["unit"].lower().endswith("s")
    lead = match["lead"].strip().lower()
    if (
        not plural
        and number is None
        and not (lead in {"the", "this"} and side in {"last", "past"} and unit != "weekend")
    ):
        return None
    if side in {"last", "next", "coming", "following"} and unit == "day" and not plural:
        return None
    if number is None and plural and side == "last" and re.match(r"\s+of\b", match.string[match.end() :]):
        return None
    count = number_of(number) if number else (None if plural else 1)
    direction: Literal[-1, 1] = 1 if side in {"next", "coming", "following"} else -1
    anchor: Anchor = "reference" if side in {"previous", "preceding", "following"} else "published"
    return _found(match, Trailing(count, unit, direction, anchor, recent=number is None and plural and direction < 0))


# ------------------------------------------------------------------------------------- durations, sets, hours and vague
@_form(
    "duration",
    _ABOUT_WORDS | _NUMBER_WORDS,
    rf"(?P<about>(?i:about|around|roughly|some|almost|nearly|over|more\s+than|less\s+than|at\s+least|up\s+to|close\s+to|under)\s+)?{_NUMBER}(?:[\s-]+and[\s-]+a[\s-]+half)?[\s-]"
    rf"(?:{_MANNER}\s+)?(?P<unit>(?i:{UNIT_WORD}|second)s?)\b(?P<long>[\s-]long\b|-old\b|\s+old\b)?",
)
def _duration(match: re.Match[str]) -> Match | None:
    word, before = match["unit"].lower(), match.string[max(0, match.start() - 40) : match.start()]
    plural = word.endswith("s")
    if re.search(r"\bas\s+$", before) and match["number"].lower() == "many":
        return None  # "the second attack in as many days"
    if word.startswith("second"):
        return _found(match, Duration(number_of(match["number"]), "second"), "duration") if plural else None
    if match["number"].lower() in {"a", "an"} and not plural and not match["long"] and _RATED.search(before):
        return _found(match, Recurring(unit_of(word)), "set")
    unit = unit_of(word)
    count = number_of(match["number"])
    if count is None and not plural:
        return None
    if "and a half" in re.sub(r"[\s-]+", " ", match.group().lower()):
        count = (count or 0) + 0.5
    return _found(match, Duration(count, unit), "duration")


# What is told by the day or year: "15 a year", "twice a week", "300 tons a day".
_RATED = re.compile(
    r"(?:\b(?:once|twice|times|percent|per\s+cent|hundred|thousand|million|billion|dozen)|[\d%]|"
    r"\d[\d,.]*\s+(?:[a-z]+\s+){0,2}[a-z]+s)\s+$",
    re.IGNORECASE,
)


@_form("duration and a half", {"a", "an", "one"}, rf"(?i:an?|one)\s+(?P<unit>(?i:{UNIT_WORD}))\s+(?i:and\s+a\s+half)\b")
def _duration_and_a_half(match: re.Match[str]) -> Match | None:
    return _found(match, Duration(1.5, unit_of(match["unit"])), "duration")


@_form("long duration", _UNIT_WORDS | _LONG_WORDS, rf"(?P<unit>{UNIT_WORD}s?)[\s-]?(?:long|old)\b")
def _long_duration(match: re.Match[str]) -> Match | None:
    word = match["unit"]
    if match.group().endswith("old") and not (word.endswith("s") and "-" in match.group()):
        return None  # "a year old", "decades-old"
    return _found(match, Duration(None if word.endswith("s") else 1, unit_of(word)), "duration")


_SPENT = re.compile(
    r"\b(?:for|within|in|after|over(?:\s+the)?|of|lasting|last(?:s|ed)?|t[ao]ken?|taking|spen[dt]|spending|many|through)"
    r"\s+(?:just\s+|only\s+|mere\s+)?$",
    re.IGNORECASE,
)


@_form("open duration", _UNIT_WORDS, r"(?P<unit>(?i:minutes|hours|days|weeks|months|years|decades|centuries))\b(?!-)")
def _open_duration(match: re.Match[str]) -> Match | None:
    before, after = match.string[max(0, match.start() - 24) : match.start()], match.string[match.end() :][:10]
    if not _SPENT.search(before) and not re.match(r"\s+(?:of|after|before)\b", after):
        return None
    if re.search(r"\b(?:the|these|those|his|her|their|its)\s+$", before) and not re.search(r"\bover\s+the\s+$", before):
        return None
    return _found(match, Duration(None, unit_of(match["unit"])), "duration")


@_form("anniversary", _ORDINAL_WORDS, rf"(?P<ordinal>(?i:{ORDINAL}))\s+(?i:anniversary|birthday)\b")
def _anniversary(match: re.Match[str]) -> Match | None:
    return _found(
        match, Duration(ordinal_of(match["ordinal"]) if "hundred" not in match.group() else None, "year"), "duration"
    )


_SETS: dict[str, Unit] = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
}


@_form(
    "set",
    _EVERY | frozenset(_SETS),
    rf"(?:(?P<word>(?i:daily|weekly|monthly|yearly|annually|annual))|(?P<per>(?i:every|each|per))\s+(?:(?P<number>(?i:{NUMBER}|other))\s+)?(?P<unit>{_UNITS}))\b",
)
def _set(match: re.Match[str]) -> Match | None:
    if match["word"]:
        return _found(match, Recurring(_SETS[match["word"].lower()]), "set")
    number = match["number"]
    count = 2.0 if number and number.lower() == "other" else (number_of(number) or 1.0) if number else 1.0
    return _found(match, Recurring(unit_of(match["unit"]), count), "set")


@_form("clock", _DIGITS, rf"{_HALF}{_ZONE}")
def _clock(match: re.Match[str]) -> Match | None:
    words = match["clock"].lower()
    digits = re.match(r"(\d{1,2})[:.]?(\d\d)?", words)
    if digits is None:
        return None
    half = re.search(r"[ap](?=\.?m\b)|(?<=the )[mae]", words)
    if "." in words[:3] and half is None and not match["zone"]:
        return None  # a decimal number
    hour, minute = int(digits.group(1)), int(digits.group(2) or 0)
    if half is not None:
        hour = hour % 12 + (0 if half.group() == "m" or (half.group() == "a" and "the a" not in words) else 12)
    zone = "Z" if re.search("UTC|GMT", match["zone"] or "") else ""
    return _found(match, Clock(), "time", clock=f"{hour:02d}:{minute:02d}{zone}")


@_form(
    "noon",
    {"noon", "midday", "midnight", "dawn", "dusk", "nightfall", "night", "daybreak", "sunset"},
    r"(?<=\b(?:at|by) )(?P<word>noon|midday|midnight|dawn|dusk|nightfall|night|daybreak|sunset)\b|"
    r"(?<=\b(?:around|before) )(?P<word2>noon|midnight|dawn|dusk)\b",
)
def _noon(match: re.Match[str]) -> Match | None:
    word = match["word"] or match["word2"]
    clock = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}.get(word, "")
    part = {"night": "night", "nightfall": "night", "dusk": "evening", "sunset": "evening"}.get(word, "")
    return _found(match, Clock(), "time", clock=clock, day_part=part or ("" if clock else "morning"))


_VAGUE: dict[str, Literal["past", "present", "future"]] = {
    "now": "present",
    "currently": "present",
    "current": "present",
    "nowadays": "present",
    "presently": "present",
    "at present": "present",
    "at the moment": "present",
    "these days": "present",
    "lately": "past",
    "the time being": "present",
    "recently": "past",
    "recent": "past",
    "former": "past",
    "formerly": "past",
    "the past": "past",
    "the future": "future",
    "the near future": "future",
    "future": "future",
}


@_form(
    "vague",
    {w.split()[0] for w in _VAGUE} | _THE | {"near", "at"},
    r"(?P<word>(?i:now|nowadays|currently|current|presently|at\s+present|at\s+the\s+moment|these\s+days|lately|the\s+time\s+being|recently|recent|former|formerly|the\s+past|(?:the\s+)?(?:near\s+)?future))\b(?!-)",
)
def _vague(match: re.Match[str]) -> Match | None:
    word = re.sub(r"\s+", " ", match["word"].lower())
    return _found(match, Vague(_VAGUE.get(word, "future")), "vague")


_FORMS_BY_FIRST_WORD: dict[str, tuple[tuple[int, Form], ...]] = {
    word: tuple((n, form) for n, form in enumerate(FORMS) if word in form.first)
    for word in frozenset().union(*(form.first for form in FORMS))
}
# Where a form may begin: a word or number that no letter, digit or currency sign stands before.
_WORD = re.compile(r"(?<![\w$€£])(?:[A-Za-z]+|(\d+)|(['’]))")


def candidates(text: str) -> Iterator[Match]:
    """All that any form finds in `text`; the matches overlap."""
    free = [0] * len(FORMS)
    for word in _WORD.finditer(text):
        key = "0" if word.group(1) else "'" if word.group(2) else word.group().lower()
        start = word.start()
        for n, form in _FORMS_BY_FIRST_WORD.get(key, ()):
            match = form.pattern.match(text, start) if start >= free[n] else None
            if match is None:
                continue
            free[n] = match.end()
            found = form.build(match)
            if found is not None and found.start < found.end:
                yield found
