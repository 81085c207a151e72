"""A record as rows of the archive's tables, and packed whole."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec

from dragoman.archive.sides import side_of, sides_of
from dragoman.record import Record, content_id

if TYPE_CHECKING:
    import datetime

    from dragoman.record import Actor, Article, DateRange, Place, Span

Row = tuple[object, ...]
Rows = dict[str, list[Row]]
"""The rows by table, each in the order of the table's columns without `coding`, which is the first of every table."""


def pack(record: Record) -> bytes:
    """The record as JSON, made small."""
    return zlib.compress(record.to_json().encode(), 6)


def unpack(data: bytes) -> Record:
    """The inverse of `pack`; raises `msgspec.ValidationError` for a record of another format."""
    return Record.from_json(zlib.decompress(data))


def article_digest(article: Article) -> str:
    """What stays the same when the same report is read again, from wherever."""
    return content_id(msgspec.json.encode(msgspec.structs.replace(article, source="")).decode(), length=32)


def record_digest(record: Record) -> str:
    """What stays the same when the same coder reads the same report again, from wherever."""
    article = msgspec.structs.replace(record.article, source="")
    return content_id(msgspec.structs.replace(record, article=article).to_json(), length=32)


def rows_of(record: Record) -> Rows:
    """All rows that a record makes."""
    text = record.article.text
    rows: Rows = {
        "article_rows": [_article(record.article)],
        "block_rows": [
            (n, b.kind, b.span.start, b.span.end, b.reason or None) for n, b in enumerate(record.article.blocks)
        ],
        "event_rows": [],
        "participant_rows": [],
        "evidence_rows": [],
        "reason_rows": [],
        "figure_rows": [],
        "agreement_rows": [],
        "act_rows": [],
        "statement_rows": [],
    }
    _add_events(rows, record, text)
    _add_figures(rows, record, text)
    _add_agreements(rows, record, text)
    _add_statements(rows, record, text)
    return rows


def _article(article: Article) -> Row:
    day = article.published
    return (
        article.id,
        article.source,
        article.title or None,
        article.publisher or None,
        article.url or None,
        article.language,
        day.date if day else None,
        day.basis if day else None,
        day.confidence if day else None,
        article.text,
        article.capture,
    )


def _add_events(rows: Rows, record: Record, text: str) -> None:
    for n, event in enumerate(record.events):
        rows["event_rows"].append(
            (
                n,
                event.id,
                event.type,
                event.mode or None,
                event.cameo or None,
                list(event.contexts),
                sides_of(event.actors),
                sides_of(event.recipients),
                [a.name for a in event.actors],
                [a.name for a in event.recipients],
                sides_of(event.attribution),
                *_date(event.date),
                *_place(event.place),
                event.assertion,
                event.confidence,
                event.evidence[0].of(text) if event.evidence else "",
                _hedge(event.date),
            )
        )
        _add_participants(rows, "event", event.id, "actor", event.actors)
        _add_participants(rows, "event", event.id, "recipient", event.recipients)
        _add_participants(rows, "event", event.id, "attribution", event.attribution)
        _add_evidence(rows, "event", event.id, "evidence", event.evidence, text)
        _add_evidence(rows, "event", event.id, "trigger", event.trigger, text)
        rows["reason_rows"] += [(event.id, i, r.step, r.rule, r.detail or None) for i, r in enumerate(event.why)]


def _add_figures(rows: Rows, record: Record, text: str) -> None:
    for n, figure in enumerate(record.figures):
        place = list(_place(figure.location))
        if figure.location is None and figure.place:
            place[0] = figure.place
            place[1] = figure.place if len(figure.place) == 3 and figure.place.isupper() else None
        rows["figure_rows"].append(
            (
                n,
                figure.id,
                figure.kind,
                _whole(figure.low),
                _whole(figure.high),
                figure.unit or None,
                figure.approximate,
                figure.counted or None,
                sides_of(figure.attribution),
                *_date(figure.date),
                *place,
                figure.event,
                figure.confidence,
                figure.span.start,
                figure.span.end,
                figure.span.of(text),
                _hedge(figure.date),
                figure.part_of,
                figure.term or None,
                figure.measure or None,
            )
        )
        _add_participants(rows, "figure", figure.id, "attribution", figure.attribution)
        _add_evidence(rows, "figure", figure.id, "span", (figure.span,), text)


def _add_agreements(rows: Rows, record: Record, text: str) -> None:
    for n, agreement in enumerate(record.agreements):
        spans = tuple(mention.span for mention in agreement.mentions)
        rows["agreement_rows"].append(
            (
                n,
                agreement.id,
                agreement.kind,
                agreement.name,
                list(agreement.parties),
                list(agreement.brokers),
                list(dict.fromkeys(mention.act for mention in agreement.mentions)),
                agreement.date,
                agreement.place,
                agreement.confidence,
                spans[0].of(text) if spans else "",
            )
        )
        rows["act_rows"] += [
            (
                agreement.id,
                i,
                m.act,
                list(m.by),
                *_date(m.date),
                m.span.start,
                m.span.end,
                m.span.of(text),
                _hedge(m.date),
            )
            for i, m in enumerate(agreement.mentions)
        ]
        _add_evidence(rows, "agreement", agreement.id, "act", spans, text)


def _add_statements(rows: Rows, record: Record, text: str) -> None:
    for n, statement in enumerate(record.statements):
        rows["statement_rows"].append(
            (
                n,
                statement.id,
                side_of(statement.speaker),
                statement.speaker.name,
                statement.stance,
                statement.about.span.of(text),
                sides_of(statement.about.actors),
                list(statement.about.contexts),
                *_date(statement.date),
                statement.event,
                statement.confidence,
                statement.span.start,
                statement.span.end,
                statement.span.of(text),
                _hedge(statement.date),
            )
        )
        _add_participants(rows, "statement", statement.id, "speaker", (statement.speaker,))
        _add_participants(rows, "statement", statement.id, "about", statement.about.actors)
        _add_evidence(rows, "statement", statement.id, "span", (statement.span,), text)
        _add_evidence(rows, "statement", statement.id, "cue", (statement.cue,), text)
        _add_evidence(rows, "statement", statement.id, "about", (statement.about.span,), text)


def _date(date: DateRange | None) -> tuple[datetime.date | None, datetime.date | None, str | None, str | None]:
    return (date.start, date.end, date.precision, date.basis) if date else (None, None, None, None)


def _hedge(date: DateRange | None) -> str | None:
    return (date.hedge or None) if date else None


def _place(place: Place | None) -> Row:
    if place is None:
        return (None,) * 7
    return (
        place.name,
        place.country,
        place.region or None,
        place.precision,
        place.lat,
        place.lon,
        place.geonames_id,
    )


def _whole(number: int | None) -> int | None:
    """A number that the table can hold; the record itself keeps one that is larger than any count can be."""
    return number if number is None or abs(number) < 2**126 else None


def _add_participants(rows: Rows, kind: str, fact: str, role: str, actors: tuple[Actor, ...]) -> None:
    rows["participant_rows"] += [
        (
            kind,
            fact,
            role,
            n,
            actor.id or None,
            actor.name,
            actor.country,
            list(actor.sectors),
            actor.kind,
            actor.role or None,
            side_of(actor),
            actor.text.start if actor.text else None,
            actor.text.end if actor.text else None,
        )
        for n, actor in enumerate(actors)
    ]


def _add_evidence(rows: Rows, kind: str, fact: str, role: str, spans: tuple[Span, ...], text: str) -> None:
    rows["evidence_rows"] += [(kind, fact, role, n, s.start, s.end, s.of(text)) for n, s in enumerate(spans)]
