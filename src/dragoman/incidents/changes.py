"""What has changed since incidents were made, and which events that can touch: the rest need not be looked at again.

The outcome is the same as if all were made anew: likenesses join events only within weeks, so the surroundings of what
has changed are widened until nothing in them is like anything outside.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.archive.filters import Clause
from dragoman.incidents.clustering import components
from dragoman.incidents.linking import near_pairs
from dragoman.incidents.reading import REACH, read_window

if TYPE_CHECKING:
    from dragoman.archive import Archive
    from dragoman.incidents.linking import Near
    from dragoman.incidents.reading import Key
    from dragoman.incidents.telling import Telling

_MOST = 0.1
"""Where more than this share of the events is new, all incidents are made anew, which is quicker."""

Period = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class Changes:
    """The days on which events came or went, and the events that came, dated or not."""

    days: tuple[datetime.date, ...]
    events: tuple[Key, ...]


@dataclass(frozen=True)
class Surroundings:
    """The events that what has changed can touch, and which of them are alike."""

    tellings: dict[Key, Telling]
    near: Near


def changes(archive: Archive, rule: str) -> Changes | None:
    """What has changed since the archive's incidents were made; None where all is to be made anew."""
    kept = archive.ask(Clause("SELECT last_coding, rule FROM incident_state")).rows
    if not kept or kept[0][1] != rule:
        return None
    last = kept[0][0] or 0
    came = archive.ask(Clause("SELECT coding, event, date_start FROM events WHERE coding > ?", (last,))).rows
    went = archive.ask(
        Clause(
            "SELECT DISTINCT r.date_start FROM event_rows r WHERE r.coding <= ? AND r.coding NOT IN (FROM latest) "
            "AND r.coding > 0 AND (r.coding, r.event) IN (SELECT coding, event FROM incident_rows UNION ALL "
            "SELECT coding, event FROM telling_rows)",
            (last,),
        )
    ).rows
    number = archive.ask(Clause("SELECT count(*) FROM events")).rows[0][0]
    if len(came) > _MOST * number:
        return None
    days = {day for *_, day in came} | {day for (day,) in went}
    return Changes(
        tuple(sorted(day for day in days if day is not None)), tuple((coding, event) for coding, event, _ in came)
    )


def surroundings(archive: Archive, changed: Changes) -> Surroundings:
    """The events that changes can touch: nothing among them is like an event outside."""
    periods = _merged([_around(day) for day in changed.days])
    while True:
        tellings: dict[Key, Telling] = {}
        near: Near = {}
        touched: list[Period] = []
        for first, last in periods:
            # what lies beyond the edge is read as well, to see whether it is like something within
            told = read_window(archive, _earlier(first), _later(last))
            pairs = near_pairs(told.values())
            number = {telling.key: n for n, telling in enumerate(told.values())}
            keys = list(told)
            starts = [telling.days.start for telling in told.values() if telling.days]
            inside = [first <= start <= last for start in starts]
            for group in components(len(told), [(number[a], number[b]) for a, b in pairs]):
                if any(inside[n] for n in group) and not all(inside[n] for n in group):
                    touched += [(starts[n], starts[n]) for n in group]
            tellings |= {key: told[key] for key, within in zip(keys, inside, strict=True) if within}
            near |= {(a, b): likeness for (a, b), likeness in pairs.items() if inside[number[a]] and inside[number[b]]}
        if not touched:
            return Surroundings(tellings, near)
        periods = _merged([*periods, *touched])


def _around(day: datetime.date) -> Period:
    return _earlier(day), _later(day)


def _earlier(day: datetime.date) -> datetime.date:
    return day - min(REACH, day - datetime.date.min)


def _later(day: datetime.date) -> datetime.date:
    return day + min(REACH, datetime.date.max - day)


def _merged(periods: list[Period]) -> list[Period]:
    """Periods, those that meet or nearly meet put together."""
    found: list[Period] = []
    for first, last in sorted(periods):
        if found and first <= _later(found[-1][1]):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
