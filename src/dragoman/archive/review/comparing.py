"""Agreement of reviewers who judged the same events: per field, Cohen's kappa, Krippendorff's alpha.

A unit is an event of the machine that both judged, or an event that one added (with the other's of overlapping words,
if there is one) in a report that both judged something of. Its value for a reviewer is the field of the event as that
reviewer alone left it; a rejected or missing event has the type "no event" and no other fields, so that only the type
is compared where one of them sees no event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from dragoman.archive.filters import Clause
from dragoman.archive.review.layers import Layer
from dragoman.archive.review.standing import events_of, judgements
from dragoman.archive.sides import sides_of

if TYPE_CHECKING:
    from dragoman.archive.archive import Archive
    from dragoman.record import Event

NO_EVENT = "no event"

_FIELDS: dict[str, Callable[[Event], Hashable]] = {
    "type": lambda e: e.type,
    "mode": lambda e: e.mode,
    "cameo": lambda e: e.cameo,
    "contexts": lambda e: tuple(sorted(e.contexts)),
    "actors": lambda e: tuple(sorted(sides_of(e.actors))),
    "recipients": lambda e: tuple(sorted(sides_of(e.recipients))),
    "date": lambda e: (e.date.start, e.date.end) if e.date else None,
    "place": lambda e: (e.place.name, e.place.country) if e.place else None,
    "status": lambda e: e.assertion,
    "attribution": lambda e: tuple(sorted(sides_of(e.attribution))),
}
KAPPA_FIELDS = ("type", "mode", "status")


class FieldAgreement(msgspec.Struct, frozen=True):
    """How two reviewers agree in one field: of `units` they agree in `agreed`; `disagreed` are the events' ids.

    `kappa` is Cohen's, for fields with a fixed list of values; None where it is not defined.
    """

    field: str
    units: int
    agreed: int
    share: float | None
    kappa: float | None
    disagreed: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True):
    """The agreement of two reviewers; `alpha_type` is Krippendorff's alpha of the type over all reviewers."""

    reviewers: tuple[str, str]
    units: int
    fields: tuple[FieldAgreement, ...]
    alpha_type: float | None
    alpha_reviewers: tuple[str, ...]


Unit = dict[str, "Event | None"]
"""One event as each reviewer left it; None where they see no event. Who did not judge it is missing."""


def compare(archive: Archive, one: str, two: str) -> Comparison:
    """How two reviewers agree on what both judged."""
    names = tuple(archive.ask(Clause("SELECT DISTINCT reviewer FROM standing ORDER BY reviewer")).column("reviewer"))
    units = units_of(archive, tuple(dict.fromkeys((one, two, *names))))
    both = {key: unit for key, unit in units.items() if one in unit and two in unit}
    fields = []
    for field, value in _FIELDS.items():
        pairs: list[tuple[Hashable, Hashable]] = []
        disagreed = []
        for key, unit in both.items():
            a, b = unit[one], unit[two]
            if field == "type":
                pair = (a.type if a else NO_EVENT, b.type if b else NO_EVENT)
            elif a is None or b is None:
                continue
            else:
                pair = (value(a), value(b))  # type: ignore[assignment]
            pairs.append(pair)
            if pair[0] != pair[1]:
                disagreed.append(key)
        agreed = len(pairs) - len(disagreed)
        fields.append(
            FieldAgreement(
                field,
                len(pairs),
                agreed,
                agreed / len(pairs) if pairs else None,
                cohens_kappa(pairs) if field in KAPPA_FIELDS else None,
                tuple(disagreed),
            )
        )
    types = [[event.type if event else NO_EVENT for event in unit.values()] for unit in units.values()]
    return Comparison((one, two), len(both), tuple(fields), krippendorffs_alpha(types), names)


def units_of(archive: Archive, names: Sequence[str]) -> dict[str, Unit]:
    """What at least two of the reviewers judged, by the event's id."""
    units: dict[str, Unit] = {}
    judged: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    added: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in judgements(archive):
        if one.reviewer not in names or one.undone or one.verb == "undo":
            continue
        judged[one.article][one.reviewer].update(one.events)
        if one.verb == "add" and not one.events:
            added[one.article][one.reviewer] += one.made
    for article, by in judged.items():
        if len(by) < 2:
            continue
        machine = {event.id for event in archive.record(article).events}
        left = {
            name: {event.id: event for event in events_of(archive, article, Layer(judged=True, reviewer=name))}
            for name in by
        }
        for event in sorted({event for events in by.values() for event in events} & machine):
            unit: Unit = {name: left[name].get(event) for name in names if event in by.get(name, ())}
            if len(unit) > 1:
                units[event] = unit
        paired: set[tuple[str, str]] = set()
        for name in names:
            for event in added[article].get(name, []):
                mine = left.get(name, {}).get(event)
                if mine is None or (name, event) in paired:
                    continue
                unit = {other: None for other in names if other in by}
                unit[name] = mine
                for other in names:
                    for theirs_id in added[article].get(other, []) if other != name else []:
                        theirs = left[other].get(theirs_id)
                        if theirs and (other, theirs_id) not in paired and _same_words(mine, theirs):
                            unit[other] = theirs
                            paired.add((other, theirs_id))
                            break
                units[event] = unit
    return units


def _same_words(one: Event, two: Event) -> bool:
    return any(a.overlaps(b) for a in one.trigger for b in two.trigger)


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two coders' values: agreement beyond what their own frequencies give by chance.

    None without pairs, or where both always say the same one thing, for which it is not defined.
    """
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[value] * second[value] for value in first) / count**2
    if expected == 1:
        return None
    observed = sum(a == b for a, b in pairs) / count
    return (observed - expected) / (1 - expected)


def krippendorffs_alpha(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: one sequence a unit, with the values that coders gave it.

    Any number of coders, who need not have coded every unit. None where no unit has two values, or all values are the
    same.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    total = sum(len(unit) for unit in pairable)
    if total < 2:
        return None
    disagreement = 0.0
    frequency: Counter[Hashable] = Counter()
    for unit in pairable:
        counts = Counter(unit)
        frequency.update(counts)
        disagreement += sum(2 * counts[a] * counts[b] for a, b in combinations(counts, 2)) / (len(unit) - 1)
    expected = sum(2 * frequency[a] * frequency[b] for a, b in combinations(frequency, 2)) / (total - 1)
    return None if expected == 0 else 1 - disagreement / expected
