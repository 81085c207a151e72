"""Seasons, quarters of a year and holidays: "spring 2019", "the third quarter", "Easter"."""

from __future__ import annotations

import re
from typing import Literal

from dragoman.dates.forms.beginnings import (
    DIGITS,
    HOLIDAY_WORDS,
    ORDINAL_WORDS,
    PART_WORDS,
    SEASON_NAMES,
    THE,
    WHICH_WORDS,
)
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import BC, OF_YEAR, PART, YEAR, YEARREF, part_of, year_of
from dragoman.dates.holidays import MOVABLE
from dragoman.dates.values import Calendar, Fraction, Holiday, Season, Which
from dragoman.dates.words import HOLIDAYS, SEASONS

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"


@_form(
    "season year",
    PART_WORDS | SEASON_NAMES,
    rf"(?:(?i:the)\s+)?{PART}{_SEASON},?\s+(?:(?:of\s+|in\s+)?(?:{YEAR}{BC}?|"
    rf"(?P<bcyear>\d{{1,4}}){BC.replace('bc', 'era')}|of\s+{YEARREF}))(?:[-\u2013/]\d\d(?!\d))?",
)
def _season_year(match: re.Match[str]) -> Match | None:
    year, shift, anchor = year_of(match)
    name, part = SEASONS[match["season"].lower()], part_of(match)
    if match["bcyear"]:
        return as_match(match, Season(name, int(match["bcyear"]), part, bc=True))
    return as_match(match, Season(name, year, part, "", shift, anchor, bool(match["bc"])))


@_form("year season", DIGITS, rf"{YEAR}\s+(?P<season>spring|summer|autumn|winter)\b")
def _year_season(match: re.Match[str]) -> Match | None:
    return as_match(match, Season(SEASONS[match["season"]], int(match["year"])))


@_form(
    "season",
    WHICH_WORDS | PART_WORDS | SEASON_NAMES,
    rf"(?P<which>(?i:last|this|next|the\s+following|the\s+previous|the)\s+)?{PART}(?P<season>spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Winter)\b(?!-)",
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
    return as_match(match, Season(SEASONS[name.lower()], None, part_of(match), kind))


@_form(
    "quarter",
    THE | ORDINAL_WORDS | {"last", "final", "q"},
    rf"(?:(?i:the)\s+)?(?:(?P<ordinal>(?i:first|second|third|fourth|last|final))\s+(?P<what>(?i:quarter|half))|Q(?P<q>[1-4]))(?:\s+(?:of\s+|in\s+)?(?:{YEAR}|{YEARREF}))?",
)
def _quarter(match: re.Match[str]) -> Match | None:
    year, shift, anchor = year_of(match)
    bare = year is None and shift is None and match["q"] is None
    # "the second half" may be that of a match or an operation.
    if bare and (match["what"].lower() == "half" or not match.group().lower().startswith("the")):
        return None
    word = (match["ordinal"] or "").lower()
    of: Literal[2, 4] = 2 if (match["what"] or "").lower() == "half" else 4
    number = int(match["q"]) if match["q"] else {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(word, of)
    return as_match(match, Fraction(number, of, year, shift, anchor)) if number <= of else None


_HOLIDAY = "|".join(h.replace("'", "['’]") for h in sorted([*HOLIDAYS, *MOVABLE], key=len, reverse=True))


@_form(
    "holiday",
    HOLIDAY_WORDS,
    rf"(?P<name>(?i:{_HOLIDAY}))(?:{OF_YEAR})?\b",
)
def _holiday(match: re.Match[str]) -> Match | None:
    if not match["name"][0].isupper():
        return None
    name = match["name"].lower().replace("’", "'")
    year, shift, anchor = year_of(match)
    before = match.string[max(0, match.start() - 10) : match.start()].lower()
    which: Which = "last" if before.endswith("last ") else "next" if before.endswith("next ") else ""
    if name in MOVABLE:
        return as_match(match, Holiday(name, year, which, shift, anchor))
    month, day = HOLIDAYS[name]
    return as_match(match, Calendar(year, month, day, which=which, year_shift=shift, year_anchor=anchor))
