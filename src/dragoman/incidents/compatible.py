"""Whether two tellings can be of one happening at all: what no likeness of words makes up for.

`hindrance` names the reason why not. A cluster of tellings never holds two with a hindrance between them, so a chain of
likenesses cannot join Monday's attack with Friday's.
"""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Literal

from dragoman.places import distance_km
from dragoman.tables import package_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.incidents.telling import Days, Side, Spot, Telling

Hindrance = Literal["report", "type", "status", "date", "place", "sides"]

VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
"""Types where it is chance who is called the actor and who the recipient."""
LONGEST_DAYS = 31
"""What is dated within a longer time is too vague to be called the same as anything."""
_TOLD_LATE = 2
"""An event without words of time happened on the day of its report or up to so many days before."""
SLIP = 1
"""So many days may lie between two days that the texts tell: nights, time zones, slips."""
_NEAR_KM = 25.0
_PLACED = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
_NOBODY = frozenset({"UAF", "UNK"})


def hindrance(a: Telling, b: Telling) -> Hindrance | None:
    """Why two tellings cannot be of one happening; None where they may be."""
    if not may_be_one_type(a.type, b.type):
        return "type"
    if _happened(a.status) != _happened(b.status):
        return "status"
    if a.article == b.article:
        return "report"
    apart = days_apart(a.days, b.days)
    if apart is None or apart > SLIP:
        return "date"
    if places_differ(a, b):
        return "place"
    if _sides_differ(a, b):
        return "sides"
    return None


def _happened(status: str) -> str:
    return "actual" if status == "historical" else status


def may_be_one_type(a: str, b: str) -> bool:
    """Whether reports may tell one happening as these two types."""
    return a == b or (a, b) in _near_types()


@cache
def _near_types() -> frozenset[tuple[str, str]]:
    raw: Mapping[str, Sequence[str]] = tomllib.loads(
        package_file("dragoman.incidents", "likeness.toml").read_text("utf-8")
    )["near_types"]
    return frozenset(pair for one, others in raw.items() for other in others for pair in ((one, other), (other, one)))


# -- days ------------------------------------------------------------------------------------------------------------


def reach(days: Days) -> tuple[datetime.date, datetime.date]:
    """The days on which the event may have happened."""
    return (days.start if days.told else days.start - datetime.timedelta(days=_TOLD_LATE)), days.end


def days_apart(a: Days | None, b: Days | None) -> int | None:
    """How many days lie between what two tellings allow, 0 where they overlap; None where one has no usable date."""
    if a is None or b is None or is_vague(a) or is_vague(b):
        return None
    (first, last), (start, end) = reach(a), reach(b)
    return max(0, (start - last).days, (first - end).days)


def is_vague(days: Days) -> bool:
    """Whether a date is too wide to tell happenings apart."""
    return (days.end - days.start).days >= LONGEST_DAYS


# -- places ----------------------------------------------------------------------------------------------------------


def places_differ(a: Telling, b: Telling) -> bool:
    """Whether two events happened in different places.

    Words and sanctions are placed by what they are about as often as by where they were spoken, and talks by their
    topic: there only two towns tell them apart, or nothing.
    """
    if a.type in _PLACED and b.type in _PLACED:
        return not places_fit(a.spot, b.spot)
    towns = {"city", "point"}
    if a.type == b.type == "CONSULT" and a.spot and b.spot and {a.spot.precision, b.spot.precision} <= towns:
        return not same_town(a.spot, b.spot)
    return False


def places_fit(a: Spot | None, b: Spot | None) -> bool:
    """Whether two places may be one: one is not told, holds the other, or they are the same or near each other."""
    if a is None or b is None:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if "country" in (a.precision, b.precision):
        return True
    if a.precision == "region" or b.precision == "region":
        if a.precision == b.precision:
            return a.name == b.name
        region, town = (a, b) if a.precision == "region" else (b, a)
        return not town.region or region.name == town.region or region.region == town.region
    return same_town(a, b)


def same_town(a: Spot, b: Spot) -> bool:
    """Whether two towns or points are the same or next to each other."""
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.name == b.name
    return abs(a.lat - b.lat) < 1.0 and distance_km((a.lat, a.lon), (b.lat, b.lon)) <= _NEAR_KM


# -- sides -----------------------------------------------------------------------------------------------------------


def agreement(a: Sequence[Side], b: Sequence[Side]) -> float | None:
    """How far two tellings agree on a side: 1 the same actor, 0.7 country and sector, 0.4 the country, 0 somebody
    unknown on one of them, -1 others; None where one does not tell it."""
    if not a or not b:
        return None
    best = -1.0
    for one in a:
        for other in b:
            if one.id and one.id == other.id:
                return 1.0
            if one.country and one.country == other.country:
                best = max(best, 0.7 if set(one.sectors) & set(other.sectors) else 0.4)
            elif one.country is None and other.country is None and one.name and one.name == other.name:
                return 1.0
            elif _is_nobody(one) or _is_nobody(other):
                best = max(best, 0.0)
    return best


def _is_nobody(side: Side) -> bool:
    return bool(_NOBODY & set(side.sectors)) or (side.country is None and not side.id)


def countries(sides: Sequence[Side]) -> set[str]:
    """What sides are told apart by where many meet: country, else id or name."""
    return {side.country or side.id or side.name for side in sides}


def _sides_differ(a: Telling, b: Telling) -> bool:
    if a.type in MUTUAL and b.type in MUTUAL:
        mine, theirs = countries((*a.actors, *a.recipients)), countries((*b.actors, *b.recipients))
        if not mine or not theirs:
            return False
        shared = len(mine & theirs)
        return not (shared >= 2 or (shared == 1 and min(len(mine), len(theirs)) == 1))
    actors, recipients = agreement(a.actors, b.actors), agreement(a.recipients, b.recipients)
    if a.type == b.type == "ASSAULT":
        # it may be disputed who did it, and a report may name one of several whom it hit; but not both
        return actors == -1.0 and (recipients in (-1.0, None) or not _same_town_and_day(a, b))
    return actors == -1.0 or (recipients == -1.0 and a.type in VERBAL)


def _same_town_and_day(a: Telling, b: Telling) -> bool:
    towns = {"city", "point"}
    return bool(
        a.spot and b.spot and {a.spot.precision, b.spot.precision} <= towns and a.days and b.days and a.days == b.days
    )
