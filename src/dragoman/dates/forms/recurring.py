"""What comes again and again: "daily", "every two weeks"."""

from __future__ import annotations

import re

from dragoman.dates.forms.beginnings import EVERY
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import UNITS
from dragoman.dates.values import Recurring, Unit
from dragoman.dates.words import NUMBER, number_of, unit_of

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


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
    EVERY | frozenset(_SETS),
    rf"(?:(?P<word>(?i:daily|weekly|monthly|yearly|annually|annual))|(?P<per>(?i:every|each|per))\s+(?:(?P<number>(?i:{NUMBER}|other))\s+)?(?P<unit>{UNITS}))\b",
)
def _set(match: re.Match[str]) -> Match | None:
    if match["word"]:
        return as_match(match, Recurring(_SETS[match["word"].lower()]), "set")
    number = match["number"]
    count = 2.0 if number and number.lower() == "other" else (number_of(number) or 1.0) if number else 1.0
    return as_match(match, Recurring(unit_of(match["unit"]), count), "set")
