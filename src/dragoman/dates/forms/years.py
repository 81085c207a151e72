"""Years, decades and centuries: "in 1998", "the 1990s", "'98", "the 19th century", also before Christ."""

from __future__ import annotations

import re

from dragoman.dates.forms.beginnings import APOSTROPHE, DIGITS, ORDINAL_WORDS, PART_WORDS
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import BC, COUNTED, PART, YEAR, part_of
from dragoman.dates.values import Calendar, Era, Fraction, Interval
from dragoman.dates.words import ORDINAL, ordinal_of

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


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
    PART_WORDS | DIGITS | {"year", "years", "fiscal"},
    rf"{PART}(?P<label>(?i:the\s+)?(?i:fiscal(?:\s+year)?|years?)\s+)?{YEAR}{BC}?(?!-(?:year|strong|man|page|member|pound|mile|met|km|foot)|st\b|nd\b|rd\b|th\b|s\b|\s?(?:GMT|UTC|hrs|hours)\b|/\d)",
)
def _year_form(match: re.Match[str]) -> Match | None:
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    number, bc = int(match["year"]), bool(match["bc"])
    strong = bool(match["part"] or match["label"] or bc or _STRONG_CUE.search(before))
    if not strong:
        if _NOT_YEAR.search(before) or re.match(rf"\s+{COUNTED}", after):
            return None
        if not 1900 <= number <= 2049 and not _YEAR_CUE.search(before):
            return None
        cued = bool(_YEAR_CUE.search(before)) or 1900 <= number <= 2049
        plural = re.match(r"\s+(?:[a-z]+\s+)?[a-z]+s\b", after) and not re.match(
            r"\s+(?:was|has|is|as|its|this|his)\b", after
        )
        if not cued or (plural and not re.search(r"\b(?:the|a|an|his|their|its)\s+$|['’]s\s+$", before, re.IGNORECASE)):
            return None
    elif re.match(rf"\s+{COUNTED}", after) and not (match["part"] or match["label"]):
        return None
    attributive = not match["part"] and bool(
        re.search(r"(?:\b(?:the|a|an|his|her|its|their|our)|['’]s)\s+$", before, re.IGNORECASE)
        and re.match(r"\s+[A-Za-z]", after)
    )
    part = part_of(match)
    if part in {"first half", "second half"}:
        return as_match(match, Fraction(1 if part.startswith("first") else 2, 2, number))
    return as_match(match, Calendar(number, part=part, bc=bc), attributive=attributive)


@_form(
    "BC year",
    PART_WORDS | DIGITS | {"c", "ca", "circa"},
    rf"(?P<circa>(?i:ca?\.\s|circa\s))?{PART}(?P<year>\d{{1,4}}){BC}",
)
def _bc_year(match: re.Match[str]) -> Match | None:
    return as_match(match, Calendar(int(match["year"]), part=part_of(match), bc=True))


@_form(
    "short year", APOSTROPHE, r"(?<=\b(?:in|of) )['’](?P<short>\d\d)(?![\w])|(?<=\bsince )['’](?P<short2>\d\d)(?![\w])"
)
def _short_year(match: re.Match[str]) -> Match | None:
    short = int(match["short"] or match["short2"])
    return as_match(match, Calendar((2000 if short < 50 else 1900) + short))


@_form(
    "years",
    DIGITS,
    r"(?P<year>(?:1[0-9]|20)\d\d)\s?[-\u2013\u2014/]\s?(?P<end>(?:(?:1[0-9]|20)\d\d)|\d\d)(?![\d%-]|[.,]\d)",
)
def _years(match: re.Match[str]) -> Match | None:
    start = int(match["year"])
    end = int(match["end"]) if len(match["end"]) == 4 else start // 100 * 100 + int(match["end"])
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 24]
    if not start < end <= start + 120 or _NOT_YEAR.search(before) or re.match(rf"\s+{COUNTED}", after):
        return None
    first, last = Calendar(start), Calendar(end)
    parts = ((match.start(), match.end("year"), first), (match.start("end"), match.end(), last))
    return Match(match.start(), match.end(), "date", Interval(first, last), parts=parts)


@_form(
    "decade",
    PART_WORDS | DIGITS | APOSTROPHE,
    rf"(?:(?i:the)\s+)?{PART}(?:(?P<year>(?:1[0-9]|20)\d0)['’]?s|"
    rf"(?<=the )['’]?(?P<short>[2-9]0)['’]?s)\b{BC}?",
)
def _decade(match: re.Match[str]) -> Match | None:
    first = int(match["year"]) if match["year"] else 1900 + int(match["short"])
    return as_match(match, Era(first, 10, part_of(match), bool(match["bc"])))


@_form("BC decade", PART_WORDS | DIGITS, rf"(?:(?i:the)\s+)?{PART}(?P<year>\d{{2,3}}0)s{BC}")
def _bc_decade(match: re.Match[str]) -> Match | None:
    return as_match(match, Era(int(match["year"]), 10, part_of(match), bc=True))


@_form(
    "century",
    PART_WORDS | ORDINAL_WORDS,
    rf"(?:(?i:the)\s+)?{PART}(?P<ordinal>(?i:{ORDINAL}))[\s-](?i:century){BC}?",
)
def _century(match: re.Match[str]) -> Match | None:
    number = ordinal_of(match["ordinal"])
    bc = bool(match["bc"])
    if not 1 <= number <= 21:
        return None
    before = match.string[max(0, match.start() - 4) : match.start()]
    attributive = "-" in match.group() or bool(re.search(r"\ba\s+$", before))
    return as_match(match, Era((number - 1) * 100, 100, part_of(match), bc), attributive=attributive)
