"""How long: "for three months", "decades", "a year and a half"; anniversaries."""

from __future__ import annotations

import re

from dragoman.dates.forms.beginnings import ABOUT_WORDS, LONG_WORDS, NUMBER_WORDS, ORDINAL_WORDS, UNIT_WORDS
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import COUNT, MANNER
from dragoman.dates.values import Duration, Recurring
from dragoman.dates.words import ORDINAL, UNIT_WORD, number_of, ordinal_of, unit_of

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


@_form(
    "duration",
    ABOUT_WORDS | NUMBER_WORDS,
    rf"(?P<about>(?i:about|around|roughly|some|almost|nearly|over|more\s+than|less\s+than|at\s+least|up\s+to|close\s+to|under)\s+)?{COUNT}(?:[\s-]+and[\s-]+a[\s-]+half)?[\s-]"
    rf"(?:{MANNER}\s+)?(?P<unit>(?i:{UNIT_WORD}|second)s?)\b(?P<long>[\s-]long\b|-old\b|\s+old\b)?",
)
def _duration(match: re.Match[str]) -> Match | None:
    word, before = match["unit"].lower(), match.string[max(0, match.start() - 40) : match.start()]
    plural = word.endswith("s")
    if re.search(r"\bas\s+$", before) and match["number"].lower() == "many":
        return None  # "the second attack in as many days"
    if word.startswith("second"):
        return as_match(match, Duration(number_of(match["number"]), "second"), "duration") if plural else None
    if match["number"].lower() in {"a", "an"} and not plural and not match["long"] and _RATED.search(before):
        return as_match(match, Recurring(unit_of(word)), "set")
    unit = unit_of(word)
    count = number_of(match["number"])
    if count is None and not plural:
        return None
    if "and a half" in re.sub(r"[\s-]+", " ", match.group().lower()):
        count = (count or 0) + 0.5
    return as_match(match, Duration(count, unit), "duration")


# What is told by the day or year: "15 a year", "twice a week", "300 tons a day".
_RATED = re.compile(
    r"(?:\b(?:once|twice|times|percent|per\s+cent|hundred|thousand|million|billion|dozen)|[\d%]|"
    r"\d[\d,.]*\s+(?:[a-z]+\s+){0,2}[a-z]+s)\s+$",
    re.IGNORECASE,
)


@_form("duration and a half", {"a", "an", "one"}, rf"(?i:an?|one)\s+(?P<unit>(?i:{UNIT_WORD}))\s+(?i:and\s+a\s+half)\b")
def _duration_and_a_half(match: re.Match[str]) -> Match | None:
    return as_match(match, Duration(1.5, unit_of(match["unit"])), "duration")


@_form("long duration", UNIT_WORDS | LONG_WORDS, rf"(?P<unit>{UNIT_WORD}s?)[\s-]?(?:long|old)\b")
def _long_duration(match: re.Match[str]) -> Match | None:
    word = match["unit"]
    if match.group().endswith("old") and not (word.endswith("s") and "-" in match.group()):
        return None  # "a year old", "decades-old"
    return as_match(match, Duration(None if word.endswith("s") else 1, unit_of(word)), "duration")


_SPENT = re.compile(
    r"\b(?:for|within|in|after|over(?:\s+the)?|of|lasting|last(?:s|ed)?|t[ao]ken?|taking|spen[dt]|spending|many|through)"
    r"\s+(?:just\s+|only\s+|mere\s+)?$",
    re.IGNORECASE,
)


@_form("open duration", UNIT_WORDS, r"(?P<unit>(?i:minutes|hours|days|weeks|months|years|decades|centuries))\b(?!-)")
def _open_duration(match: re.Match[str]) -> Match | None:
    before, after = match.string[max(0, match.start() - 24) : match.start()], match.string[match.end() :][:10]
    if not _SPENT.search(before) and not re.match(r"\s+(?:of|after|before)\b", after):
        return None
    if re.search(r"\b(?:the|these|those|his|her|their|its)\s+$", before) and not re.search(r"\bover\s+the\s+$", before):
        return None
    return as_match(match, Duration(None, unit_of(match["unit"])), "duration")


@_form("anniversary", ORDINAL_WORDS, rf"(?P<ordinal>(?i:{ORDINAL}))\s+(?i:anniversary|birthday)\b")
def _anniversary(match: re.Match[str]) -> Match | None:
    return as_match(
        match, Duration(ordinal_of(match["ordinal"]) if "hundred" not in match.group() else None, "year"), "duration"
    )
