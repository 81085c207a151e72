"""How likely two tellings are of one happening: what they share, weighed by a fitted rule.

The rule is a logistic regression on the features below; its weights stand in `likeness.toml`, fitted by
`python -m training.incidents`. It is asked only of tellings between which there is no `hindrance`.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.incidents.compatible import MUTUAL, VERBAL, agreement, days_apart, same_town
from dragoman.incidents.words import alike, kin
from dragoman.tables import package_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dragoman.incidents.telling import Number, Side, Spot, Telling


@dataclass(frozen=True)
class LikenessRule:
    """The fitted weights of the features, with the intercept, and the likeness from which tellings are joined."""

    weights: Mapping[str, float]
    threshold: float

    def likeness(self, a: Telling, b: Telling) -> float:
        """0 to 1: how likely two tellings without a hindrance between them are of one happening."""
        told = features(a, b)
        score = self.weights["intercept"] + sum(self.weights[name] * value for name, value in told.items())
        return 1.0 / (1.0 + math.exp(-min(max(score, -30.0), 30.0)))


@cache
def load_likeness_rule() -> LikenessRule:
    """The rule of `likeness.toml`."""
    raw = tomllib.loads(package_file("dragoman.incidents", "likeness.toml").read_text("utf-8"))["events"]
    return LikenessRule(raw["weights"], raw["threshold"])


# What each feature says of two tellings.
FEATURES: Mapping[str, Callable[[Telling, Telling], float]] = {
    # The PLOVER type is the same.
    "type": lambda a, b: float(a.type == b.type),
    # The mode is the same (1), or both tell one and they differ (-1).
    "mode": lambda a, b: 0.0 if not a.mode or not b.mode or a.type != b.type else 1.0 if a.mode == b.mode else -1.0,
    # A word of what names the deed is the same.
    "trigger": lambda a, b: float(bool(a.trigger & b.trigger)),
    # The words that name the deed can name one deed (word_forms.toml).
    "kin": lambda a, b: float(bool(kin(a.trigger) & kin(b.trigger))),
    # Who did it: from 1 (the same actor) to -1 (another); 0 where one does not tell it.
    "actors": lambda a, b: _agreed(a, b)[0],
    # To whom.
    "recipients": lambda a, b: _agreed(a, b)[1],
    # Both texts tell the day, and it is the same.
    "day": lambda a, b: float(bool(a.days and b.days and a.days.told and b.days.told) and a.days == b.days),
    # The days that the texts allow do not meet, but are neighbours.
    "neighbours": lambda a, b: float((days_apart(a.days, b.days) or 0) > 0),
    # At least one date is wider than a few days.
    "wide": lambda a, b: float(any(t.days is not None and (t.days.end - t.days.start).days > 2 for t in (a, b))),
    # The same town (1), or one of the two places holds the other (0.3).
    "place": lambda a, b: _place(a.spot, b.spot),
    # A figure of the same kind is the same (1); another (down to -1, the farther the numbers are apart).
    "figures": lambda a, b: _figures(a.numbers, b.numbers),
    # What their sentences say (cosine of weighted stems).
    "words": lambda a, b: alike(a.words, b.words),
    # The same without the deed and the names of sides and place, of what was said, asked or promised: there it is all
    # that tells one from another.
    "topic": lambda a, b: alike(a.rest, b.rest) - 0.3 if a.type in VERBAL else 0.0,
    # What their reports say first.
    "lead": lambda a, b: alike(a.lead, b.lead),
}


def features(a: Telling, b: Telling) -> dict[str, float]:
    """The features of two tellings; the same whichever comes first."""
    return {name: feature(a, b) for name, feature in FEATURES.items()}


def _agreed(a: Telling, b: Telling) -> tuple[float, float]:
    if a.type in MUTUAL and b.type in MUTUAL:
        shared = _shared((*a.actors, *a.recipients), (*b.actors, *b.recipients))
        return shared, shared
    return agreement(a.actors, b.actors) or 0.0, agreement(a.recipients, b.recipients) or 0.0


def _shared(a: Sequence[Side], b: Sequence[Side]) -> float:
    """Of those who deal with one another, how many are in both tellings: 1 for two and more."""
    mine, theirs = {s.country or s.id for s in a}, {s.country or s.id for s in b}
    return min(1.0, len(mine & theirs) / 2)


def _place(a: Spot | None, b: Spot | None) -> float:
    if a is None or b is None:
        return 0.0
    if {a.precision, b.precision} <= {"city", "point"}:
        return float(same_town(a, b))
    return 0.5 if a.precision == b.precision == "region" else 0.3


def _figures(a: Sequence[Number], b: Sequence[Number]) -> float:
    best = 0.0
    for one in a:
        for other in b:
            if one.kind == other.kind:
                x, y = _size(one), _size(other)
                if x == y:
                    return 1.0
                best = min(best, -min(1.0, abs(math.log((x + 1) / (y + 1))) / math.log(10)))
    return best


def _size(number: Number) -> float:
    return float(number.low if number.low is not None else number.high or 0)
