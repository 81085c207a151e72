"""How names and nouns are compared: cut into words alike, in lower case, without diacritics and full stops."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BETWEEN_WORDS = re.compile(r"[\s\-–—'’‘ʼ/(),&+]+")
_POSSESSIVE = re.compile(r"['’‘ʼ]s\b")
_PLURALS = (
    (re.compile(r"(?<=[^aeiou])y$"), "ies"),
    (re.compile(r"(s|x|z|ch|sh)$"), r"\1es"),
    (re.compile(r"man$"), "men"),
)
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", ".": ""})


@cache
def fold(word: str) -> str:
    """A word in lower case without diacritics and full stops, as names are compared."""
    if word.isascii():
        return word.replace(".", "").lower()
    decomposed = unicodedata.normalize("NFKD", word).lower()
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


def pieces(text: str) -> list[str]:
    """The words of a name or of a piece of text, as written: cut at spaces, hyphens, apostrophes and slashes; "the"
    and "'s" left out.

    Tables and text are cut alike, so that "People's Protection Units" and "Islamic State of Iraq and the Levant" match.
    """
    return [p for p in _BETWEEN_WORDS.split(_POSSESSIVE.sub("", text)) if p and fold(p) not in {"", "the"}]


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    plain = name.replace(" ", "")
    if plain.isascii() and plain.isalnum():
        return tuple(word for word in name.lower().split() if word != "the")
    return tuple(fold(p) for p in pieces(name))


def plural(noun: str) -> str:
    """The regular plural of an English noun phrase (its last word)."""
    for pattern, replacement in _PLURALS:
        if pattern.search(noun):
            return pattern.sub(replacement, noun)
    return noun + "s"
