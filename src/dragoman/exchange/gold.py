"""Reviewed reports as hand-coded records, to measure a coder against or to train one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.archive.filters import Clause
from dragoman.archive.review import JUDGED, Layer, as_judged, judgements
from dragoman.archive.review.standing import events_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.archive import Archive
    from dragoman.record import Actor, DateRange, Event, Place, Record, Span


def judged_articles(archive: Archive, layer: Layer = JUDGED, *, complete: bool) -> list[str]:
    """The ids of reports with a judgement; `complete`: of which every event of the machine was judged."""
    found = archive.ask(
        Clause(
            """
            WITH judged AS (
                SELECT article, unnest(events) AS event FROM standing WHERE ? IS NULL OR reviewer = ?
            )
            SELECT article, EXISTS (
                FROM events e WHERE e.article = s.article
                AND NOT EXISTS (FROM judged j WHERE j.article = e.article AND j.event = e.event)
            ) AS open
            FROM (
                SELECT article FROM standing WHERE ? IS NULL OR reviewer = ?
                UNION SELECT article FROM facts_standing_as_of(?, TIMESTAMP 'infinity')
            ) s ORDER BY article
            """,
            (layer.reviewer,) * 5,
        )
    )
    return [row["article"] for row in found if not (complete and row["open"])]


def gold_records(archive: Archive, layer: Layer = JUDGED, *, complete: bool = True) -> Iterator[dict[str, Any]]:
    """The reviewed reports in the form of hand-coded records (`docs/review.md`), in order of their ids.

    Figures and agreements are as judged, too; those that nobody judged are the machine's. Unless `complete` is False, a
    report counts as reviewed once every event in it is judged.
    """
    for article in judged_articles(archive, layer, complete=complete):
        yield gold_record(as_judged(archive, article, layer))


def gold_record(record: Record) -> dict[str, Any]:
    """A record in the form of a hand-coded one: events numbered in the order of the text, spans as pairs."""
    numbers = {event.id: f"e{n}" for n, event in enumerate(record.events, 1)}
    return {
        "doc": record.doc,
        "published": record.published.isoformat() if record.published else None,
        "events": [_event(event, numbers[event.id]) for event in record.events],
        "figures": [
            {
                "kind": figure.kind,
                "low": figure.low,
                "high": figure.high,
                "span": _span(figure.span),
                "event": numbers.get(figure.event or ""),
                "date": _date(figure.date),
                "place": figure.place,
            }
            for figure in record.figures
        ],
        "agreements": [
            {
                "kind": agreement.kind,
                "name": agreement.name,
                "parties": list(agreement.parties),
                "brokers": list(agreement.brokers),
                "date": agreement.date.isoformat() if agreement.date else None,
                "place": agreement.place,
                "mentions": [{"act": mention.act, "span": _span(mention.span)} for mention in agreement.mentions],
            }
            for agreement in record.agreements
        ],
    }


def training_examples(archive: Archive, layer: Layer = JUDGED) -> Iterator[dict[str, Any]]:
    """One example for each judged event, in order of report and text: the sentence, its marked words, and the codes.

    Spans count from the start of the sentence; a side that is named elsewhere has none. A rejected event has the type
    "none". `machine` holds what the coder had said, None for an event that it missed.
    """
    for article in judged_articles(archive, layer, complete=False):
        record = archive.record(article)
        machine = {event.id: event for event in record.events}
        left = {event.id: event for event in events_of(archive, article, layer)}
        seen: set[str] = set()
        for one in judgements(archive, article=article, reviewer=layer.reviewer):
            if one.undone or one.verb == "undo":
                continue
            for id_ in (*one.made, *one.events):
                if id_ in seen:
                    continue
                seen.add(id_)
                event, before = left.get(id_), machine.get(id_)
                if event is None and one.verb != "reject":
                    continue
                if (told := event or before) is not None:
                    yield _example(record, told, before, one.verb, one.reviewer, rejected=event is None)


def _example(
    record: Record, event: Event, machine: Event | None, verb: str, reviewer: str, *, rejected: bool
) -> dict[str, Any]:
    sentence = next((s for s in event.evidence if any(s.contains(t) for t in event.trigger)), event.evidence[0])

    def inside(span: Span | None) -> list[int] | None:
        if span is None or not sentence.contains(span):
            return None
        return [span.start - sentence.start, span.end - sentence.start]

    def sides(actors: tuple[Actor, ...]) -> list[dict[str, Any]]:
        return [
            {"name": a.name, "country": a.country, "sectors": list(a.sectors), "span": inside(a.text)} for a in actors
        ]

    return {
        "doc": record.doc,
        "published": record.published.isoformat() if record.published else None,
        "text": sentence.of(record.article.text),
        "offset": sentence.start,
        "trigger": [marked for span in event.trigger if (marked := inside(span))],
        "actors": sides(event.actors),
        "recipients": sides(event.recipients),
        "type": "none" if rejected else event.type,
        "mode": "" if rejected else event.mode,
        "cameo": "" if rejected else event.cameo,
        "contexts": [] if rejected else list(event.contexts),
        "status": None if rejected else event.assertion,
        "verdict": verb,
        "reviewer": reviewer,
        "machine": None
        if machine is None
        else {
            "type": machine.type,
            "mode": machine.mode,
            "cameo": machine.cameo,
            "status": machine.assertion,
            "confidence": machine.confidence,
            "coder": record.coder,
        },
    }


def _event(event: Event, number: str) -> dict[str, Any]:
    return {
        "id": number,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "contexts": list(event.contexts),
        "trigger": [_span(span) for span in event.trigger],
        "evidence": [_span(span) for span in event.evidence],
        "actors": [_actor(actor) for actor in event.actors],
        "recipients": [_actor(actor) for actor in event.recipients],
        "date": _date(event.date),
        "place": _place(event.place),
        "assertion": event.assertion,
        "attribution": [_actor(actor) for actor in event.attribution],
        "core": True,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _actor(actor: Actor) -> dict[str, Any]:
    told: dict[str, Any] = {"text": _span(actor.text)} if actor.text else {}
    told |= {"name": actor.name, "country": actor.country, "sectors": list(actor.sectors)}
    return told | ({"kind": actor.kind} if actor.kind else {})


def _date(date: DateRange | None) -> dict[str, Any] | None:
    if date is None:
        return None
    told = {"start": date.start.isoformat(), "end": date.end.isoformat(), "precision": date.precision}
    return told | ({"basis": "report"} if date.basis == "report" else {})


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    told = {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
    return told | {"precision": place.precision}
