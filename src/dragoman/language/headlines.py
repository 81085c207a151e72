"""Headlines written With Every Word Capitalised, made like running text, so that the parser can read them.

Length is kept, so offsets stay true. A word keeps its capital if the body has it so in mid-sentence, or has it
nowhere and no table knows it
as a common word.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over per so than that the to up upon via with yet".split()
)


@dataclass(frozen=True)
class Capitals:
    """How the body of a report writes each word in mid-sentence: `upper` always with a capital, `lower` at least once
    without."""

    upper: frozenset[str]
    lower: frozenset[str]


def capitals_of(texts: Iterable[str]) -> Capitals:
    """The capitals of running text; words after a full stop or a quotation mark tell nothing."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match[0]
            if word[0].islower():
                lower[word] += 1
            elif match.start() > 1 and text[match.start() - 1] == " " and text[match.start() - 2] not in '.!?:"”“':
                upper[word.lower()] += 1
    return Capitals(frozenset(w for w in upper if w not in lower), frozenset(lower))


def is_title_case(text: str) -> bool:
    """Whether nearly all longer words of a line begin with a capital."""
    words = [w for w in _WORD.findall(text) if w.lower() not in _SMALL and len(w) > 2]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def running_case(text: str, capitals: Capitals, common: frozenset[str]) -> str:
    """A title-case line with its common words in lower case; `common` are words that are no names. Other lines as
    they are."""
    if not is_title_case(text):
        return text

    def lowered(match: re.Match[str]) -> str:
        word = match[0]
        folded = word.lower()
        if match.start() == 0 or word.isupper() or len(folded) != len(word):
            return word
        if folded in capitals.upper:
            return word
        if folded in capitals.lower or folded in common or folded in _SMALL:
            return folded
        for ending in ("s", "es", "ed", "d", "ing"):
            if folded.endswith(ending) and folded.removesuffix(ending) in common:
                return folded
        return word

    return _WORD.sub(lowered, text)
