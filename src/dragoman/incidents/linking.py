"""Tellings become happenings: which are compared at all, and which are joined.

Only tellings that allow a common day (or neighbouring ones) and share a country or an actor are compared; those that
are alike enough are clustered. The result depends neither on the order of the tellings nor on what else was read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.incidents.clustering import clusters, components
from dragoman.incidents.compatible import SLIP, hindrance, is_vague, may_be_one_type, reach
from dragoman.incidents.likeness import load_likeness_rule

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.incidents.likeness import LikenessRule
    from dragoman.incidents.telling import Telling

_LARGEST = 400
"""More tellings than this, connected by likenesses, are first taken apart at a higher threshold."""
_HIGHER = 0.05


Key = tuple[str, str]
Near = dict[tuple[Key, Key], float]
"""How alike tellings are that are alike enough to be joined, by the reports and ids of both."""


def link(tellings: Iterable[Telling], rule: LikenessRule | None = None) -> list[list[Telling]]:
    """The tellings grouped by happening, each group and all groups in order of time; one alone is a group, too."""
    told = list(tellings)
    return joined(told, near_pairs(told, rule), rule)


def near_pairs(tellings: Iterable[Telling], rule: LikenessRule | None = None) -> Near:
    """The pairs of tellings that are alike enough to be joined, the earlier first."""
    rule = rule or load_likeness_rule()
    ordered = sorted(tellings, key=_order)
    found: Near = {}
    for i, j in candidate_pairs(ordered):
        a, b = ordered[i], ordered[j]
        if hindrance(a, b) is None:
            likeness = rule.likeness(a, b)
            if likeness >= rule.threshold:
                found[a.key, b.key] = likeness
    return found


def joined(tellings: Iterable[Telling], pairs: Near, rule: LikenessRule | None = None) -> list[list[Telling]]:
    """The tellings grouped by happening, from the pairs that are alike enough."""
    rule = rule or load_likeness_rule()
    ordered = sorted(tellings, key=_order)
    number = {telling.key: n for n, telling in enumerate(ordered)}
    near = {(number[a], number[b]): likeness for (a, b), likeness in sorted(pairs.items())}

    def likeness_of(i: int, j: int) -> float | None:
        a, b = ordered[i], ordered[j]
        if (i, j) in near:
            return near[i, j]
        return None if hindrance(a, b) else rule.likeness(a, b)

    found: list[list[int]] = []
    together: set[int] = set()
    for group in _pieces(len(ordered), near, rule.threshold):
        for cluster in clusters(group, likeness_of, rule.threshold):
            if len(cluster) > 1:
                found.append(cluster)
                together.update(cluster)
    found += [[n] for n in range(len(ordered)) if n not in together]
    return [[ordered[n] for n in group] for group in sorted(found)]


def _order(telling: Telling) -> tuple[str, str, str]:
    """By the report's day, then by what never changes."""
    return (telling.published.isoformat() if telling.published else "9999", telling.article, telling.event)


def candidate_pairs(ordered: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs that are compared, the smaller number first: each once."""
    first: dict[int, datetime.date] = {}
    by_day: dict[int, list[int]] = defaultdict(list)
    anchors: dict[int, frozenset[str]] = {}
    for n, telling in enumerate(ordered):
        if telling.days is None or is_vague(telling.days):
            continue
        start, end = reach(telling.days)
        first[n] = start
        anchors[n] = _anchors(telling)
        for day in range(start.toordinal(), end.toordinal() + 1 + SLIP):
            by_day[day].append(n)
    for day, numbers in sorted(by_day.items()):
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n in numbers:
            for anchor in anchors[n]:
                blocks[anchor, ordered[n].type].append(n)
        types: dict[str, list[str]] = defaultdict(list)
        for anchor, type_ in blocks:
            types[anchor].append(type_)
        seen: set[tuple[int, int]] = set()
        for anchor, present in sorted(types.items()):
            for at, type_ in enumerate(sorted(present)):
                for other in sorted(present)[at:]:
                    if may_be_one_type(type_, other):
                        seen.update(_new(blocks[anchor, type_], blocks[anchor, other], type_ == other, day, first))
        yield from sorted(seen)


def _new(
    mine: list[int], theirs: list[int], same: bool, day: int, first: dict[int, datetime.date]
) -> Iterator[tuple[int, int]]:
    """The pairs of two lists that meet on this day for the first time."""
    starts = {n: first[n].toordinal() == day for n in (*mine, *theirs)}
    for at, i in enumerate(mine):
        for j in mine[at + 1 :] if same else theirs:
            if starts[i] or starts[j]:
                yield (i, j) if i < j else (j, i)


def _anchors(telling: Telling) -> frozenset[str]:
    """The countries, and the actors without one, that a telling names; one of them is named by another telling of the
    same happening."""
    sides = (*telling.actors, *telling.recipients)
    found = {side.country or side.id for side in sides}
    if telling.spot is not None and telling.spot.country:
        found.add(telling.spot.country)
    return frozenset(found - {""}) or frozenset({""})


def _pieces(number: int, near: dict[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """What is connected by likenesses, in pieces that can be clustered."""
    done: list[list[int]] = []
    todo = [(components(number, near), threshold)]
    while todo:
        groups, at = todo.pop()
        for group in groups:
            if len(group) <= _LARGEST or at >= 1.0:
                done.append(group[:])
                continue
            inside = set(group)
            higher = at + _HIGHER
            strong = [pair for pair, likeness in near.items() if pair[0] in inside and likeness >= higher]
            todo.append((components(number, strong), higher))
    return done
