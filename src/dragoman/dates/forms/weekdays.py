"""Days of the week: "Monday", "last Friday", "Mondays"."""

from __future__ import annotations

import re

from dragoman.dates.forms.beginnings import DAY_NAMES, EVERY, PART_WORDS, WHICH_WORDS
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import DAYNAME
from dragoman.dates.values import Recurring, Weekday, Which
from dragoman.dates.words import WEEKDAYS, weekday_number

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


@_form(
    "weekday",
    WHICH_WORDS | PART_WORDS | DAY_NAMES,
    rf"(?:(?P<which>(?i:last|this\s+past|this|this\s+coming|next|the\s+following|the\s+previous|the\s+same))\s+)?(?P<early>(?i:early|late|earlier|later)\s+(?:on\s+)?)?(?P<day>(?:{DAYNAME})\b)(?P<plural>s\b)?",
)
def _weekday(match: re.Match[str]) -> Match | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"\b(?:Black|Bloody|Good|Holy|Palm|Easter|Ash|Sheffield|Man)\s+$", before) and not match["which"]:
        return None
    words = re.sub(r"\s+", " ", (match["which"] or "").lower())
    which: Which = {"last": "last", "this past": "last", "this": "this", "this coming": "next", "next": "next"}.get(
        words, ""
    )  # type: ignore[assignment]
    return as_match(match, Weekday(weekday_number(match["day"]), which))


@_form(
    "weekdays",
    EVERY | DAY_NAMES,
    rf"(?:(?i:every|each)\s+(?P<day>(?:{DAYNAME})\b)|(?P<plural>(?:{'|'.join(WEEKDAYS)})s)\b)",
)
def _weekdays(match: re.Match[str]) -> Match | None:
    return as_match(match, Recurring("week", 1, weekday_number(match["day"] or match["plural"])), "set")
