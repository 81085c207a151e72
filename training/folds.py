"""Folds that keep near-copies on one side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHINGLE = 3
# Of two texts that share this part of their three-word runs (Jaccard), one is a near-copy of the other.
_ALIKE = 0.4


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1)))


def groups_of(texts: Sequence[str]) -> list[int]:
    """For each text the number of its group; near-copies have the same."""
    shingles = [_shingles(t) for t in texts]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, found in enumerate(shingles):
        for shingle in found:
            holders[shingle].append(n)
    parent = list(range(len(texts)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for n, found in enumerate(shingles):
        shared = Counter(other for shingle in found for other in holders[shingle] if other < n)
        for other, count in shared.items():
            if count / len(found | shingles[other]) >= _ALIKE:
                parent[root(n)] = root(other)
    return [root(n) for n in range(len(texts))]


def fold_of(group: int, folds: int) -> int:
    """The fold of a group, spread evenly and the same in every run."""
    return (group * 2654435761 >> 7) % folds
