"""Things that are alike in pairs become clusters: average linkage, with pairs that must never meet.

The two most alike clusters are joined first, again and again, as long as the mean likeness over all pairs between them
reaches the threshold and no pair is forbidden. The result does not depend on the order in which pairs are given.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def components(number: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """What is connected by pairs, of the things 0 to `number` - 1; those that are alone are left out."""
    parent = list(range(number))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for i, j in pairs:
        a, b = root(i), root(j)
        if a != b:
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for n in range(number):
        groups.setdefault(root(n), []).append(n)
    return [group for group in groups.values() if len(group) > 1]


def clusters(members: list[int], likeness: Callable[[int, int], float | None], threshold: float) -> list[list[int]]:
    """The clusters of `members`, each in order, by their likeness (None: forbidden)."""
    held: dict[int, list[int]] = {n: [n] for n in members}
    # the sum of likenesses between two clusters; None where a pair between them is forbidden
    sums: dict[int, dict[int, float | None]] = {n: {} for n in members}
    heap: list[tuple[float, int, int]] = []
    for at, i in enumerate(members):
        for j in members[at + 1 :]:
            found = likeness(i, j)
            sums[i][j] = sums[j][i] = found
            if found is not None and found >= threshold:
                heap.append((-found, i, j))
    heapq.heapify(heap)
    while heap:
        minus, i, j = heapq.heappop(heap)
        if i not in held or j not in held:
            continue
        between = sums[i][j]
        if between is None or -between / (len(held[i]) * len(held[j])) != minus:
            continue  # an older entry
        held[i] += held.pop(j)
        gone = sums.pop(j)
        del sums[i][j]
        for other, theirs in gone.items():
            if other == i:
                continue
            del sums[other][j]
            mine = sums[i][other]
            both = None if mine is None or theirs is None else mine + theirs
            sums[i][other] = sums[other][i] = both
            if both is not None:
                mean = both / (len(held[i]) * len(held[other]))
                if mean >= threshold:
                    heapq.heappush(heap, (-mean, min(i, other), max(i, other)))
    return [sorted(group) for group in held.values()]


def as_pairs(found: Mapping[tuple[int, int], float]) -> Callable[[int, int], float]:
    """A likeness from a table of pairs (smaller number first); 0 for those that it lacks."""
    return lambda i, j: found.get((i, j) if i < j else (j, i), 0.0)
