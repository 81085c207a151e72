"""Times of day: "10:30 p.m. GMT", "noon"."""

from __future__ import annotations

import re

from dragoman.dates.forms.beginnings import DIGITS
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import CLOCK, ZONE
from dragoman.dates.values import Clock

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


@_form("clock", DIGITS, rf"{CLOCK}{ZONE}")
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
    return as_match(match, Clock(), "time", clock=f"{hour:02d}:{minute:02d}{zone}")


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
    return as_match(match, Clock(), "time", clock=clock, day_part=part or ("" if clock else "morning"))
