"""Place names as keys: what is left of a name when spelling habits are taken out.

Needs: nothing. Gives: keys that the compiled gazetteer is sorted by; the compiler and the reader use the same
functions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "Þ": "Th",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ß": "ss",
        "ə": "a",
        "Ə": "A",
        "&": " and ",
    }
)
_APOSTROPHES = re.compile(r"['`´’‘ʼʻʽʾʿ′ʹ]")
_GAPS = re.compile(r"[\s\-‐‑‒–—_/]+")
_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

ARABIC_ARTICLES = ("al", "el", "ar", "as", "ash", "at", "ad", "adh", "an", "az", "er", "es", "ez", "et", "ed")
"""Arabic articles as they stand before a name in Latin letters, with and without assimilation."""

ARABIC_COUNTRIES = frozenset(
    [
        "DZA",
        "BHR",
        "TCD",
        "COM",
        "DJI",
        "EGY",
        "IRQ",
        "JOR",
        "KWT",
        "LBN",
        "LBY",
        "MRT",
        "MAR",
        "OMN",
        "PSE",
        "QAT",
        "SAU",
        "SOM",
        "SDN",
        "SYR",
        "TUN",
        "ARE",
        "YEM",
        "ESH",
        "ISR",
        "ERI",
        "IRN",
        "AFG",
    ]
)
"""Where names are written from Arabic script, so that articles and vowels vary (ISO 3166-1 alpha-3)."""

DESIGNATORS: dict[str, str] = {
    **dict.fromkeys(
        [
            "province",
            "governorate",
            "region",
            "state",
            "district",
            "county",
            "oblast",
            "prefecture",
            "department",
            "canton",
            "wilayat",
            "wilaya",
            "krai",
            "territory",
            "republic",
            "subdistrict",
            "municipality",
            "countryside",
            "division",
            "emirate",
            "autonomous",
        ],
        "region",
    ),
    **dict.fromkeys(
        [
            "city",
            "town",
            "village",
            "township",
            "neighborhood",
            "neighbourhood",
            "suburb",
            "hamlet",
            "settlement",
            "capital",
        ],
        "city",
    ),
}
"""English words that say what kind of place a name names, with the kind."""


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """The name in plain lower-case letters, hyphens as spaces, dots, apostrophes and a leading "the" taken out."""
    text = _plain(_plain(_APOSTROPHES.sub("", name)).translate(_LETTERS))
    text = re.sub(r"\.(?=\w\.|\w$)", "", text)
    text = re.sub(r"[^\w\s\-‐‑‒–—/]", " ", text)
    words = [_WORDS.get(w, w) for w in _GAPS.sub(" ", text).strip().split(" ")]
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def without_article(plain_key: str) -> str:
    """A key without its Arabic article ("ar raqqah": "raqqah"); the key itself where it has none."""
    first, _, rest = plain_key.partition(" ")
    return rest if rest and first in ARABIC_ARTICLES else plain_key


_SOUNDS = (
    (re.compile(r"\b(?:" + "|".join(ARABIC_ARTICLES) + r") "), ""),
    (re.compile(r"ou|oo|w(?![aeiou])"), "u"),
    (re.compile(r"ee|ei|ai|ay|ey|y(?![aeiou])"), "i"),
    (re.compile(r"dh|dj"), "d"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"kh|q"), "k"),
    (re.compile(r"th"), "t"),
    (re.compile(r"[aeio]h?\b"), ""),
    (re.compile(r"h\b"), ""),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"[eo]"), "a"),
    (re.compile(r"ia|aa"), "a"),
    (re.compile(r"i"), "a"),
)


def sound(plain_key: str) -> str:
    """A coarse key for names from Arabic script, equal for common spellings of one name; "" if too little is left."""
    text = plain_key
    for pattern, replacement in _SOUNDS:
        text = pattern.sub(replacement, text)
    text = text.replace(" ", "")
    return text if len(text) >= 4 else ""


def split_designator(name: str) -> tuple[str, str]:
    """A name without words such as "Province" or "City of", and the kind they tell: "region", "city" or ""."""
    words = name.split()
    if words and words[0].lower() in ("the", "The"):
        words = words[1:]
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in DESIGNATORS:
        return " ".join(words[2:]), DESIGNATORS[words[0].lower()]
    kind = ""
    while len(words) > 1 and words[-1].lower() in DESIGNATORS:
        kind = DESIGNATORS[words[-1].lower()]
        words = words[:-1]
    return " ".join(words), kind
