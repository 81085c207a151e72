"""Times that name no day: "recently", "currently", "the future"."""

from __future__ import annotations

import re
from typing import Literal

from dragoman.dates.forms.beginnings import THE
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.values import Vague

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


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
    {w.split()[0] for w in _VAGUE} | THE | {"near", "at"},
    r"(?P<word>(?i:now|nowadays|currently|current|presently|at\s+present|at\s+the\s+moment|these\s+days|lately|the\s+time\s+being|recently|recent|former|formerly|the\s+past|(?:the\s+)?(?:near\s+)?future))\b(?!-)",
)
def _vague(match: re.Match[str]) -> Match | None:
    word = re.sub(r"\s+", " ", match["word"].lower())
    return as_match(match, Vague(_VAGUE.get(word, "future")), "vague")
