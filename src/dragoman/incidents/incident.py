"""One incident with its versions: which report says what, and where they contradict each other."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import msgspec

from dragoman.archive.filters import Clause
from dragoman.errors import UsageError
from dragoman.incidents.consensus import ranges_of
from dragoman.incidents.reading import read_tellings

if TYPE_CHECKING:
    from typing import Any

    from dragoman.archive import Archive


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of one kind as a range from the lowest to the highest that a report gives; null: no bound was given.

    `differ` says whether two reports contradict each other.
    """

    kind: str
    low: int | None
    high: int | None
    differ: bool


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a report gives for the event, in its words; `according_to` are sides, empty for the report's own
    voice."""

    figure: str
    kind: str
    low: int | None
    high: int | None
    approximate: bool
    counted: str
    according_to: tuple[str, ...]
    words: str


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as one report tells it.

    `origin` is the same for reports of one publisher and for copies of one text. `words` is the sentence that tells it
    best.
    """

    article: str
    event: str
    origin: int
    title: str
    publisher: str
    published: datetime.date | None
    type: str
    mode: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_names: tuple[str, ...]
    recipient_names: tuple[str, ...]
    date_start: datetime.date | None
    date_end: datetime.date | None
    date_precision: str | None
    date_basis: str | None
    place: str | None
    country: str | None
    place_precision: str | None
    status: str
    confidence: float
    according_to: tuple[str, ...]
    figures: tuple[Told, ...]
    words: str


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """One happening: what its reports say together, and the versions in the order of the reports' days.

    `conflicts` names what they contradict each other in: type, date, place, actors, recipients, or a kind of figure.
    `publishers` counts who tells it of their own.
    """

    incident: str
    type: str
    mode: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_names: tuple[str, ...]
    recipient_names: tuple[str, ...]
    date_start: datetime.date | None
    date_end: datetime.date | None
    date_precision: str | None
    date_basis: str | None
    place: str | None
    country: str | None
    place_precision: str | None
    lat: float | None
    lon: float | None
    tolls: tuple[Toll, ...]
    conflicts: tuple[str, ...]
    reports: int
    publishers: int
    words: str
    versions: tuple[Version, ...]


def incident(archive: Archive, name: str) -> Incident:
    """The incident of that id, or that an event of that id belongs to; raises `UsageError` for none."""
    wanted = name.strip().lower()
    found = archive.incidents(id=wanted, limit=1) if wanted and "," not in wanted else ()
    if not found:
        found = _of_event(archive, wanted)
    if not found:
        raise UsageError(f"There is no incident {name!r} in the archive; `dragoman incidents` lists them.")
    row = found[0]
    members = archive.ask(
        Clause("SELECT coding, event, origin FROM telling_rows WHERE incident = ?", (row["incident"],))
    ).rows
    if not members:
        members = archive.ask(
            Clause("SELECT coding, event, 0 FROM incident_rows WHERE incident = ?", (row["incident"],))
        ).rows
    origin = {(coding, event): number for coding, event, number in members}
    told = read_tellings(archive, sorted({coding for coding, _, _ in members}))
    tellings = [told[key] for key in origin if key in told]
    versions = _versions(archive, origin)
    return Incident(
        incident=row["incident"],
        type=row["type"],
        mode=row["mode"] or "",
        status=row["status"],
        tolls=tuple(Toll(kind=r.kind, low=r.low, high=r.high, differ=r.differ) for r in ranges_of(tellings)),
        conflicts=tuple(row["conflicts"]),
        reports=row["reports"],
        publishers=row["publishers"],
        words=row["words"],
        versions=versions,
        **_sides(row),
        **{n: row[n] for n in (*_WHEN_AND_WHERE, "lat", "lon")},
    )


_WHEN_AND_WHERE = (
    *("date_start", "date_end", "date_precision", "date_basis", "place", "country", "place_precision"),
)  # fmt: skip


def _sides(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(row[name]) for name in ("actors", "recipients", "actor_names", "recipient_names")}


def _of_event(archive: Archive, event: str) -> Any:
    """The incident that an event which nobody else tells is by itself."""
    rows = archive.ask(Clause("SELECT f.incident FROM incidents f WHERE f.event = ? LIMIT 1", (event,))).rows
    return archive.incidents(id=rows[0][0], limit=1) if rows else ()


def _versions(archive: Archive, origin: dict[tuple[int, str], int]) -> tuple[Version, ...]:
    codings = sorted({coding for coding, _ in origin})
    figures: dict[tuple[int, str], list[Told]] = {}
    for row in archive.ask(
        Clause(
            "SELECT coding, event, figure, kind, low, high, approximate, counted, attribution, words FROM figure_rows "
            "WHERE list_contains(?, coding) AND event IS NOT NULL ORDER BY coding, n",
            (codings,),
        )
    ):
        figures.setdefault((row["coding"], row["event"]), []).append(
            Told(
                figure=row["figure"],
                kind=row["kind"],
                low=row["low"],
                high=row["high"],
                approximate=row["approximate"],
                counted=row["counted"] or "",
                according_to=tuple(row["attribution"]),
                words=row["words"],
            )
        )
    rows = archive.ask(
        Clause(
            "SELECT * FROM events f WHERE list_contains(?, f.coding) ORDER BY f.published, f.article, f.n", (codings,)
        )
    )
    return tuple(
        Version(
            article=row["article"],
            event=row["event"],
            origin=origin[row["coding"], row["event"]],
            title=row["title"] or "",
            publisher=row["publisher"] or "",
            published=row["published"],
            type=row["type"],
            mode=row["mode"] or "",
            status=row["status"],
            confidence=row["confidence"],
            according_to=tuple(row["attribution"]),
            figures=tuple(figures.get((row["coding"], row["event"]), ())),
            words=row["words"],
            **_sides(row),
            **{n: row[n] for n in _WHEN_AND_WHERE},
        )
        for row in rows
        if (row["coding"], row["event"]) in origin
    )
