"""Months: "March 2018", "last May", "early June"."""

from __future__ import annotations

import re

from dragoman.dates.forms.beginnings import MONTH_NAMES, PART_WORDS, WHICH_WORDS
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import BC, MONTH, NOT_COUNTED, PART, YEAR, YEARREF, calendar_of, part_of
from dragoman.dates.values import Calendar, Which
from dragoman.dates.words import month_number

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


@_form(
    "month year",
    PART_WORDS | MONTH_NAMES,
    rf"{PART}{MONTH},?\s+(?:of\s+|in\s+)?(?:{YEAR}{NOT_COUNTED}{BC}?|"
    rf"(?P<bcyear>\d{{1,4}}){BC.replace('bc', 'era')}|{YEARREF})",
)
def _month_year(match: re.Match[str]) -> Match | None:
    value = calendar_of(match)
    if value is not None and match["bcyear"]:
        value = Calendar(int(match["bcyear"]), value.month, part=value.part, bc=True)
    return as_match(match, value)


@_form(
    "month",
    WHICH_WORDS | PART_WORDS | MONTH_NAMES,
    rf"(?:(?P<which>(?i:last|this\s+past|this|next|the\s+following|the\s+previous))\s+)?{PART}{MONTH}(?!\.?\s*\d)(?!['’]s\s+[A-Z])",
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
    return as_match(match, Calendar(None, month_number(name), None, None, part_of(match), kind))


_TIMELY = re.compile(
    r"\b(?:in|since|until|till|by|during|from|between|through|throughout|before|after|around|for|of|to|last|next|this|early|late|mid)\s+(?:about\s+)?$",
    re.IGNORECASE,
)
