"""The sentence that holds some words of a report, for showing them where they stand."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+|\n\s*\n|\n(?=\S)")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|St|No|vs|etc)|\b[A-Z])\.$")
_FAR = 600


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around the characters `start` to `end`, without line breaks; a very long one is cut."""
    first, last = max(0, start - _FAR), min(len(text), end + _FAR)
    for match in _END.finditer(text, first, start):
        if not _ABBREVIATED.search(text[max(first, match.start() - 6) : match.start()]):
            first = match.end()
    for match in _END.finditer(text, max(end - 1, start), last):
        if match.start() >= end - 1 and not _ABBREVIATED.search(text[max(start, match.start() - 6) : match.start()]):
            last = match.start()
            break
    return " ".join(text[first:last].split())
