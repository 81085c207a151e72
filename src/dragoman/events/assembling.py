"""Merged tellings become `Event` records: code, sides as of this event, evidence, confidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.persons import as_of
from dragoman.events.refining import side_in_event
from dragoman.record import Actor, Event, content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.actors.party import Party
    from dragoman.events.merging import MergedEvent
    from dragoman.language import ParsedReport
    from dragoman.ontology import Ontology
    from dragoman.record import Place

# How far each way of recognising an actor is trusted.
_TRUST = {"named": 1.0, "described": 1.0, "referred": 0.95, "inferred": 0.85, "owner": 0.85}
# Sides that act for no public body: what they do to one another is private, unless many do it or it is violence.
_PRIVATE = frozenset({"UNK", "CVL", "EDU", "BUS", "MED", "JRN", "AGR", "CRM"})
# Murder, stabbing and rape (CAMEO), which are common crimes where no public body, group or crowd is a side.
_COMMON_CRIMES = frozenset({"180", "182", "1821"})
_BETWEEN_PUBLIC_SIDES = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID"}
)
_LOCAL = frozenset({"CVL", "REF", "MED", "EDU", "REL", "LAB", "JRN", "COP", "REB", "AGR", "BUS"})


def confidence(event: MergedEvent) -> float:
    """0 to 1: the frame's weight, less where sides are guessed or nothing has happened yet, more for each further
    telling."""
    best = event.best.candidate
    score = best.score
    parties = (*event.actors, *event.recipients)
    if parties:
        score *= min(_TRUST[p.basis] for p in parties)
        score *= _publicness(parties, acting=bool(event.actors), deed=best.type not in _BETWEEN_PUBLIC_SIDES)
        if best.type == "CONSULT" and any(p.actor.sectors == ("JRN",) for p in parties):
            score *= 0.45  # meeting the press (codebook, case 24)
    if best.cameo in _COMMON_CRIMES and all(_is_private(p) for p in parties):
        score *= 0.5
    if best.assertion in {"negated", "future"}:
        score *= 0.85
    full_tellings = sum(t.candidate.satisfied for t in event.tellings)
    return round(min(0.98, score * (1.0 + 0.06 * (full_tellings - 1))), 3)


def _publicness(parties: Sequence[Party], *, acting: bool, deed: bool) -> float:
    """A factor below 1 where all sides are private: what they do to one another concerns no public body."""
    if all(p.actor.sectors == ("UNK",) and not p.person for p in parties):
        return 0.6
    private = all(_is_private(p) or (not deed and _is_private_group(p)) for p in parties)
    return 0.45 if private and (acting or not deed) else 1.0


def _is_private(party: Party) -> bool:
    """One person who acts for no public body."""
    sectors = set(party.actor.sectors)
    return sectors == {"UNK"} or (party.person and bool(sectors) and sectors <= _PRIVATE | {"LAB", "SOC"})


def _is_private_group(party: Party) -> bool:
    return bool(party.actor.sectors) and set(party.actor.sectors) <= _PRIVATE


def assemble(report: ParsedReport, event: MergedEvent, ontology: Ontology) -> Event:
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
        confidence=confidence(event),
        why=best.why,
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
