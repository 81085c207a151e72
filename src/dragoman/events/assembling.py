"""Merged tellings become `Event` records: code, sides as of this event, evidence, confidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.persons import as_of
from dragoman.events.confidence import voices
from dragoman.events.refining import side_in_event
from dragoman.record import Actor, Event, content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.actors.party import Party
    from dragoman.events.confidence import ConfidenceRule
    from dragoman.events.merging import MergedEvent
    from dragoman.language import ParsedReport
    from dragoman.ontology import Ontology
    from dragoman.record import Place

_LOCAL = frozenset({"CVL", "REF", "MED", "EDU", "REL", "LAB", "JRN", "COP", "REB", "AGR", "BUS"})


def assemble(report: ParsedReport, event: MergedEvent, ontology: Ontology, rule: ConfidenceRule) -> Event:
    """The record of a merged event."""
    best = event.best.candidate
    triggers = tuple(dict.fromkeys(t.candidate.sentence.span_of([t.candidate.head]) for t in event.tellings))
    of_code = ontology.cameo[best.cameo].contexts if best.cameo in ontology.cameo else ()
    sources: dict[str, Actor] = {}
    for telling in event.tellings:
        for party in telling.attribution:
            sources.setdefault(party.actor.id or party.actor.name, party.actor)
    return Event(
        id=content_id("event", report.article.id, best.type, triggers[0].start, triggers[0].end),
        type=best.type,
        mode=best.mode,
        cameo=best.cameo,
        contexts=event.contexts or of_code,
        trigger=triggers,
        evidence=tuple(dict.fromkeys(t.candidate.sentence.span for t in event.tellings)),
        actors=_sides(event.actors, event, "actor"),
        recipients=_sides(event.recipients, event, "recipient"),
        date=event.date,
        place=event.place,
        assertion=best.assertion,
        attribution=tuple(sources.values()),
        confidence=rule.confidence(event),
        why=(*best.why, *voices(event, rule)),
    )


def _sides(parties: Sequence[Party], event: MergedEvent, role: str) -> tuple[Actor, ...]:
    best = event.best.candidate
    found: dict[str, Actor] = {}
    for party in parties:
        if event.date is not None and event.date.basis == "text":
            party = as_of(party, event.date.start)
        coded = side_in_event(_at_home(party, event.place), best.type, best.cameo, role).actor
        found.setdefault(coded.id or coded.name, coded)
    return tuple(found.values())


def _at_home(party: Party, place: Place | None) -> Party:
    """People whose country was inferred from the report are those of the place where the event is."""
    actor = party.actor
    if party.basis != "inferred" or party.person or not set(actor.sectors) & _LOCAL:
        return party
    if place is None or place.country is None or actor.country in {None, place.country}:
        return party
    identity = f"{place.country}.{'.'.join(actor.sectors)}"
    moved = Actor(actor.name, place.country, actor.sectors, actor.text, identity, actor.kind, actor.role)
    return replace(party, actor=moved)
