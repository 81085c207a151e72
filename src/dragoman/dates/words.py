"""The words of the English calendar and of small numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.dates.values import SeasonName, Unit

MONTHS = "January February March April May June July August September October November December".split()
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS: dict[str, SeasonName] = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
}
HOLIDAYS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "new year eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "armistice day": (11, 11),
    "epiphany": (1, 6),
    "nowruz": (3, 21),
    "bastille day": (7, 14),
    "halloween": (10, 31),
}

_ONES = re.split(
    r"\s+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SMALL = {w: n for n, w in enumerate(_ONES)}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}

NUMBER = (
    r"(?:\d{1,3}(?:[.,]\d{1,3})?|half\s+an?|an?\s+half|a\s+couple\s+of|couple\s+of|(?:a\s+)?few|several|many|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:a|one)\s+hundred|a\s+dozen|an?)"
)
UNIT_WORD = r"(?:minute|hour|day|weekend|week|month|quarter|year|decade|centur(?:y|ie))"
_UNITS: dict[str, Unit] = {
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "weekend": "weekend",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "centurie": "century",
}


def month_number(word: str) -> int:
    """1 to 12 of a month's name or its abbreviation."""
    return _SHORT.index(word.lower()[:3]) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 of a weekday's name or its abbreviation."""
    return next(n for n, day in enumerate(WEEKDAYS) if day.lower().startswith(word.lower()[:3]))


def unit_of(word: str) -> Unit:
    """The unit of "weeks", "week" or "Week"."""
    return _UNITS[word.lower().rstrip("s")]


def number_of(words: str) -> float | None:
    """The number that `words` name; None where they leave it open ("several"). "a couple of" is 2, "half a" 0.5."""
    text = re.sub(r"[\s-]+", " ", words.lower()).strip()
    if re.fullmatch(r"[\d.,]+", text):
        return float(text.replace(",", ""))
    if text in {"half a", "half an", "a half", "an half"}:
        return 0.5
    if "couple" in text:
        return 2
    if "hundred" in text:
        return 100
    if "dozen" in text:
        return 12
    if text in {"a", "an"}:
        return 1
    total = 0
    for word in text.split():
        if word in _SMALL:
            total += _SMALL[word]
        elif word in _TENS:
            total += _TENS[word]
        else:
            return None
    return total


def ordinal_of(word: str) -> int:
    """The number of "19th" or "nineteenth"."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _ORDINALS[word.lower()]


ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
