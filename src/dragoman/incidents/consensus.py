"""What the tellings of one happening say together, and where they contradict each other.

Nothing is averaged: where reports agree, the finer word holds; where they do not, the happening is told as the telling
that is best supported has it, and the contradiction is named.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.incidents.compatible import agreement, days_apart, places_differ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.incidents.telling import Days, Side, Spot, Telling

FIELDS = ("type", "date", "place", "actors", "recipients")
"""What tellings can contradict each other in, besides kinds of figures."""
_FINENESS = {"point": 0, "city": 0, "region": 1, "country": 2}


@dataclass(frozen=True)
class Range:
    """The numbers of one kind that the tellings give: the lowest and the highest; None: no such bound was given.

    `differ` is True where two of them contradict each other.
    """

    kind: str
    low: int | None
    high: int | None
    differ: bool


@dataclass(frozen=True)
class Consensus:
    """`best` is the place in the list of the telling that stands for all; `type`, `days`, `spot`, `actors` and
    `recipients` are what they say together."""

    best: int
    type: str
    days: Days | None
    spot: Spot | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    ranges: tuple[Range, ...]
    conflicts: tuple[str, ...]


def consensus(tellings: Sequence[Telling]) -> Consensus:
    """What some tellings of one happening say together; they stand in order of time."""
    type_ = _most(Counter(t.type for t in tellings), [t.type for t in tellings])
    best = max(range(len(tellings)), key=lambda n: (tellings[n].type == type_, *_worth(tellings[n]), -n))
    alike = [tellings[best], *(t for n, t in enumerate(tellings) if n != best)]
    ranges = ranges_of(tellings)
    return Consensus(
        best=best,
        type=type_,
        days=_days([t.days for t in alike if t.days]),
        spot=_spot([t.spot for t in alike if t.spot]),
        actors=_sides([t.actors for t in alike]),
        recipients=_sides([t.recipients for t in alike]),
        ranges=ranges,
        conflicts=_conflicts(tellings, ranges),
    )


def _most(counted: Counter[str], order: Sequence[str]) -> str:
    """The most frequent; of equals the one that comes first."""
    return max(counted, key=lambda one: (counted[one], -order.index(one)))


def _worth(telling: Telling) -> tuple[bool, bool, bool, float]:
    """How well a telling can stand for all: with its sides, a day, a town, and sure."""
    town = telling.spot is not None and telling.spot.precision in ("city", "point")
    return bool(telling.actors), bool(telling.days and telling.days.told), town, telling.confidence


def _days(told: Sequence[Days]) -> Days | None:
    """The day that most texts tell; without one, the shortest interval."""
    days = [d for d in told if d.told]
    if not days:
        return min(told, key=lambda d: (d.end - d.start, d.start), default=None)
    shortest = min((d.end - d.start for d in days), default=datetime.timedelta())
    exact = [d for d in days if d.end - d.start == shortest]
    counted = Counter(exact)
    return max(exact, key=lambda d: (counted[d], -exact.index(d)))


def _spot(told: Sequence[Spot]) -> Spot | None:
    """The finest place; of equally fine ones the one that most tell."""
    if not told:
        return None
    finest = min(_FINENESS[s.precision] for s in told)
    fine = [s for s in told if _FINENESS[s.precision] == finest]
    counted = Counter((s.name, s.country) for s in fine)
    return max(fine, key=lambda s: (counted[s.name, s.country], -fine.index(s)))


def _sides(told: Sequence[Sequence[Side]]) -> tuple[Side, ...]:
    """The sides of the first telling that has any, the best one's."""
    return next((tuple(sides) for sides in told if sides), ())


def ranges_of(tellings: Sequence[Telling]) -> tuple[Range, ...]:
    """The numbers that the tellings give, by kind.

    Of several numbers of one kind in one telling the largest counts: the others are parts of it.
    """
    by_kind: dict[str, list[tuple[int | None, int | None]]] = {}
    for telling in tellings:
        largest: dict[str, tuple[int | None, int | None]] = {}
        for kind, low, high in telling.numbers:
            if kind not in largest or _middle(low, high) > _middle(*largest[kind]):
                largest[kind] = (low, high)
        for kind, bounds in largest.items():
            by_kind.setdefault(kind, []).append(bounds)
    return tuple(_range(kind, bounds) for kind, bounds in sorted(by_kind.items()))


def _middle(low: int | None, high: int | None) -> int:
    return low if low is not None else high or 0


def _range(kind: str, bounds: Sequence[tuple[int | None, int | None]]) -> Range:
    lows = [low if low is not None else high for low, high in bounds]
    highs = [high if high is not None else low for low, high in bounds]
    # "at least 30" and 31 go together, 30 and 31 do not
    least = max((low for low, _ in bounds if low is not None), default=None)
    most = min((high for _, high in bounds if high is not None), default=None)
    differ = least is not None and most is not None and least > most
    known_lows, known_highs = [n for n in lows if n is not None], [n for n in highs if n is not None]
    return Range(kind, min(known_lows, default=None), max(known_highs, default=None), differ)


def _conflicts(tellings: Sequence[Telling], ranges: Sequence[Range]) -> tuple[str, ...]:
    found: list[str] = []
    if len({t.type for t in tellings}) > 1:
        found.append("type")
    for at, a in enumerate(tellings):
        for b in tellings[at + 1 :]:
            if _days_differ(a.days, b.days):
                found.append("date")
            if places_differ(a, b):
                found.append("place")
            if agreement(a.actors, b.actors) == -1.0:
                found.append("actors")
            if agreement(a.recipients, b.recipients) == -1.0:
                found.append("recipients")
    found += [r.kind for r in ranges if r.differ]
    return tuple(dict.fromkeys(found))


def _days_differ(a: Days | None, b: Days | None) -> bool:
    if a is None or b is None:
        return False
    return bool(days_apart(a, b)) or (a.told and b.told and not (a.start <= b.end and b.start <= a.end))
