"""What has been judged, what of it stands, and the events that come of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.archive.filters import Clause
from dragoman.archive.review.facts import facts_of, record_at
from dragoman.archive.review.layers import JUDGED, Layer
from dragoman.errors import UsageError
from dragoman.record import Event, Record

if TYPE_CHECKING:
    from dragoman.archive.archive import Archive
    from dragoman.record import Span

Verb = Literal["accept", "correct", "reject", "add", "merge", "split", "undo"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the review: who said what on which events, and when (UTC).

    `changes` holds the fields told, `made` the ids of the events that came of it, `undone` whether a later row took it
    back; `undoes` the judgement that an undo takes back.
    """

    judgement: int
    reviewer: str
    made_at: datetime.datetime
    verb: Verb
    article: str
    events: tuple[str, ...]
    made: tuple[str, ...]
    changes: Any = None
    undoes: int | None = None
    blind: bool = False
    note: str = ""
    undone: bool = False


_JUDGEMENTS = """
    SELECT j.*, coalesce((SELECT list(m.event ORDER BY m.rowid) FROM made_events m WHERE m.judgement = j.judgement), [])
        AS made, EXISTS (FROM judgements u WHERE u.undoes = j.judgement) AS undone
    FROM judgements j
"""


def judgements(
    archive: Archive,
    *,
    reviewer: str | None = None,
    article: str | None = None,
    event: str | None = None,
    limit: int | None = None,
) -> tuple[Judgement, ...]:
    """The judgements, the latest first: all, or those of a reviewer, on a report, on an event (or that made it)."""
    clauses = ["true"]
    parameters: list[object] = []
    for sql, value in (
        ("j.reviewer = ?", reviewer),
        ("j.article = ?", article),
        (
            "(list_contains(j.events, ?) OR EXISTS (FROM made_events m WHERE m.judgement = j.judgement "
            "AND m.event = ?))",
            event,
        ),
    ):
        if value is not None:
            clauses.append(sql)
            parameters += [value] * sql.count("?")
    sql = f"{_JUDGEMENTS} WHERE {' AND '.join(clauses)} ORDER BY j.judgement DESC"
    if limit is not None:
        sql += " LIMIT ?"
        parameters.append(limit)
    return tuple(_judgement(row) for row in archive.ask(Clause(sql, tuple(parameters))))


def history(archive: Archive, event: str) -> tuple[Judgement, ...]:
    """What was judged on an event, the oldest first, with what was undone and the undoing."""
    found = judgements(archive, event=event)
    numbers = {one.judgement for one in found}
    undone = [j for j in judgements(archive, article=found[0].article) if j.undoes in numbers] if found else []
    return tuple(sorted((*found, *undone), key=lambda one: one.judgement))


def reviewers(archive: Archive) -> tuple[str, ...]:
    """Who has judged, in order of the first judgement."""
    found = archive.ask(Clause("SELECT reviewer FROM judgements GROUP BY reviewer ORDER BY min(judgement)"))
    return tuple(found.column("reviewer"))


def article_of(archive: Archive, event: str) -> str:
    """The report that an event, the machine's or a reviewer's, is from; raises `UsageError` if there is none."""
    found = archive.ask(
        Clause(
            "SELECT c.article FROM event_rows r JOIN codings c USING (coding) WHERE r.event = ? "
            "UNION SELECT j.article FROM made_events m JOIN judgements j USING (judgement) WHERE m.event = ?",
            (event, event),
        )
    )
    if not found:
        raise UsageError(f"There is no event {event!r} in the archive.")
    return str(found[0]["article"])


def events_of(archive: Archive, article: str, layer: Layer = JUDGED) -> tuple[Event, ...]:
    """The events of a report, by its full id, in a layer; in the order of the text."""
    record = record_at(archive, article, layer)
    held = {event.id: event for event in (record.events if record else ())}
    if layer.judged:
        made: dict[int, list[Event]] = {}
        for row in archive.ask(
            Clause(
                "SELECT m.judgement, m.made FROM made_events m JOIN judgements j USING (judgement) "
                "WHERE j.article = ? ORDER BY m.rowid",
                (article,),
            )
        ):
            made.setdefault(row["judgement"], []).append(msgspec.json.decode(row["made"], type=Event))
        standing = archive.ask(
            Clause(f"SELECT judgement, events FROM {layer.standing} WHERE article = ? ORDER BY judgement", (article,))
        )
        for row in standing:
            for event in row["events"]:
                held.pop(event, None)
            held |= {event.id: event for event in made.get(row["judgement"], ())}
    return tuple(sorted(held.values(), key=_in_the_text))


def _in_the_text(event: Event) -> tuple[Span, str]:
    return (event.trigger or event.evidence)[0], event.id


def as_judged(archive: Archive, article: str, layer: Layer = JUDGED) -> Record:
    """The record of a report with its events, figures and agreements as in the layer.

    Figures and statements follow events that were merged.

    `article` is the report's id or its first digits.
    """
    record = archive.record(article)
    events = events_of(archive, record.doc, layer)
    ids = {event.id for event in events}
    into = _merged_into(archive, record.doc, layer)

    def now_in(event: str | None) -> str | None:
        seen: set[str] = set()
        while event is not None and event not in ids and event not in seen:
            seen.add(event)
            event = into.get(event)
        return event if event in ids else None

    return msgspec.structs.replace(
        record,
        events=events,
        figures=tuple(
            msgspec.structs.replace(f, event=now_in(f.event)) for f in facts_of(archive, record.doc, "figure", layer)
        ),
        agreements=facts_of(archive, record.doc, "agreement", layer),
        statements=tuple(msgspec.structs.replace(s, event=now_in(s.event)) for s in record.statements),
    )


def _merged_into(archive: Archive, article: str, layer: Layer) -> dict[str, str]:
    """Where events went that a standing merge took in."""
    merges = [
        one
        for one in judgements(archive, article=article, reviewer=layer.reviewer)
        if one.verb == "merge" and not one.undone and (layer.as_of is None or one.made_at <= layer.as_of)
    ]
    return {event: one.made[0] for one in reversed(merges) for event in one.events if event != one.made[0]}


def _judgement(row: dict[str, Any]) -> Judgement:
    changes = row["changes"]
    return Judgement(
        judgement=row["judgement"],
        reviewer=row["reviewer"],
        made_at=row["made_at"],
        verb=row["verb"],
        article=row["article"],
        events=tuple(row["events"]),
        made=tuple(row["made"]),
        changes=None if changes is None else msgspec.json.decode(changes),
        undoes=row["undoes"],
        blind=row["blind"],
        note=row["note"] or "",
        undone=row["undone"],
    )
