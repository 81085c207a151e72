"""How many tell a thing of their own: reports of one publisher, and copies of one wire text, count once."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from dragoman.incidents.clustering import components

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_RUN = 5
_COPIED = 0.5
"""The share of the shorter text's runs of words that stand in the longer one, from which it is a copy."""


def shingles(text: str) -> frozenset[int]:
    """The runs of five words of a text, as numbers that are the same in every process."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1)))
    return frozenset(_number(run) for run in runs)


def _number(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))


def is_copy(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether one of two texts is mostly the other's words."""
    return len(a & b) >= _COPIED * max(1, min(len(a), len(b)))


def origins(reports: Sequence[tuple[str, str]]) -> list[int]:
    """For each report (its publisher, "" where unknown, and its text) the number of its origin, from 0 in order."""
    cut = [shingles(text) for _, text in reports]
    same = [
        (i, j)
        for i in range(len(reports))
        for j in range(i + 1, len(reports))
        if (reports[i][0] and reports[i][0].casefold() == reports[j][0].casefold()) or is_copy(cut[i], cut[j])
    ]
    root = list(range(len(reports)))
    for group in components(len(reports), same):
        for n in group:
            root[n] = group[0]
    numbers: dict[int, int] = {}
    return [numbers.setdefault(one, len(numbers)) for one in root]
