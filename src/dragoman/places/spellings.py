"""Which alternate names of a place can stand in English prose.

Needs: nothing. Gives: the judgement that the compilers of gazetteers go by.
"""

from __future__ import annotations

import re
import unicodedata

from dragoman.places.names import ARABIC_ARTICLES


def latin(name: str) -> bool:
    """Whether all letters are Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") or c in "ʼʻʽʾʿ" for c in name)


def useful_alternate(name: str) -> bool:
    """Whether an alternate name could stand in English prose: no other script, airport code or transcription."""
    if not latin(name) or len(name) < 3 or re.search(r"\d|[(),;:/]", name):
        return False
    words = re.findall(r"[^\W\d_]+", name)
    if not words or (len(name) <= 4 and name.isupper()):
        return False
    first = words[0]
    return first[0].isupper() or (len(words) > 1 and first in ARABIC_ARTICLES and words[1][0].isupper())
