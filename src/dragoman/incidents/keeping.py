"""Incidents in the archive: made from the latest readings, kept until newer readings come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.archive.filters import Clause
from dragoman.archive.sides import side_of_parts
from dragoman.incidents.changes import changes, surroundings
from dragoman.incidents.consensus import consensus
from dragoman.incidents.linking import joined, near_pairs
from dragoman.incidents.origins import origins
from dragoman.incidents.reading import THESE, read_tellings, these, windows
from dragoman.record import content_id
from dragoman.tables import package_file
from dragoman.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.archive import Archive
    from dragoman.archive.filing import Row
    from dragoman.incidents.consensus import Consensus
    from dragoman.incidents.linking import Near
    from dragoman.incidents.reading import Key
    from dragoman.incidents.telling import Side, Telling

_MAKERS = ("likeness.toml", "word_forms.toml", "common_words.tsv")


@cache
def rule_digest() -> str:
    """What stays the same as long as the same tellings are joined."""
    return content_id(__version__, *(package_file("dragoman.incidents", name).read_text("utf-8") for name in _MAKERS))


def are_current(archive: Archive) -> bool:
    """Whether the archive's incidents are made from its latest readings and by this version's rule."""
    kept = archive.ask(Clause("SELECT readings, last_coding, rule FROM incident_state")).rows
    return bool(kept) and kept[0] == (*_readings(archive), rule_digest())


def _readings(archive: Archive) -> tuple[int, int | None]:
    rows = archive.ask(Clause("SELECT count(*), max(coding) FROM latest")).rows
    return rows[0][0], rows[0][1]


def refresh(archive: Archive) -> bool:
    """Make the archive's incidents anew where readings have come since; says whether that was needed.

    Raises `ArchiveError` for an archive that is open for reading only.
    """
    if are_current(archive):
        return False
    number, last = _readings(archive)
    changed = changes(archive, rule_digest())
    if changed is None:
        alike, near, place = _every(archive)
        only = None
    else:
        around = surroundings(archive, changed)
        alike, near = around.tellings, around.near
        place = {telling.key: key for key, telling in alike.items()}
        only = [*alike, *changed.events]
    groups = [group for group in joined([alike[key] for key in place.values()], near) if len(group) > 1]
    own = _origins(archive, [[place[t.key] for t in group] for group in groups])
    tellings: list[Row] = []
    incidents: list[Row] = []
    for group, numbers in zip(groups, own, strict=True):
        together, name = consensus(group), group[0].name
        keys = [place[t.key] for t in group]
        order = [together.best, *(n for n in range(len(group)) if n != together.best)]
        tellings += [(name, *keys[n], at, numbers[n]) for at, n in enumerate(order)]
        incidents.append(_row(name, keys[together.best], group, together, len(set(numbers))))
    archive.keep_incidents(tellings, incidents, readings=number, last_coding=last, rule=rule_digest(), only=only)
    return True


def _every(archive: Archive) -> tuple[dict[Key, Telling], Near, dict[tuple[str, str], Key]]:
    """Of all events those that are like others, in which pairs, and where each stands."""
    near: Near = {}
    place: dict[tuple[str, str], Key] = {}
    for told in windows(archive):
        pairs = near_pairs(told.values())
        of = {telling.key: key for key, telling in told.items()}
        place |= {key: of[key] for pair in pairs for key in pair}
        near |= pairs
    return read_tellings(archive, sorted({coding for coding, _ in place.values()})), near, place


def _origins(archive: Archive, groups: Sequence[Sequence[Key]]) -> list[list[int]]:
    """For each group of events the numbers of their origins."""
    wanted = sorted({coding for group in groups for coding, _ in group})
    rows = archive.ask(
        Clause(
            f"SELECT coding, coalesce(publisher, ''), left(text, 4000) FROM article_rows WHERE coding IN {THESE}",
            (these(wanted),),
        )
    ).rows
    texts = {coding: (publisher, text) for coding, publisher, text in rows}
    return [origins([texts[coding] for coding, _ in group]) for group in groups]


def _row(name: str, key: Key, group: Sequence[Telling], together: Consensus, publishers: int) -> Row:
    days, spot = together.days, together.spot
    ranges = {r.kind: (r.low, r.high) for r in together.ranges}
    return (
        name,
        *key,
        _codes(together.actors),
        _codes(together.recipients),
        [side.name for side in together.actors],
        [side.name for side in together.recipients],
        *((days.start, days.end, days.precision, "text" if days.told else "report") if days else (None,) * 4),
        *(
            (spot.name, spot.country, spot.region or None, spot.precision, spot.lat, spot.lon, spot.geonames_id)
            if spot
            else (None,) * 7
        ),
        len({t.article for t in group}),
        publishers,
        *ranges.get("killed", (None, None)),
        *ranges.get("injured", (None, None)),
        list(together.conflicts),
    )


def _codes(sides: Sequence[Side]) -> list[str]:
    return list(dict.fromkeys(side_of_parts(side.country, side.sectors, side.name) for side in sides))
