"""The events of a report: frames propose, each proposal is judged, dated, placed and attributed, and tellings are
merged.

Needs: a parsed report, its actors, places, dates and quotations. Gives: events, and every proposal that was dropped
with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events.addressing import address
from dragoman.events.assembling import assemble
from dragoman.events.attribution import attribute
from dragoman.events.consequences import link_consequences
from dragoman.events.demands import find_demands
from dragoman.events.judging import Proposals
from dragoman.events.merging import merge
from dragoman.events.proposing import Proposer
from dragoman.events.telling import Scene, tell_all

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.candidate import Candidate
    from dragoman.events.merging import MergedEvent, Telling
    from dragoman.events.tables import EventTables
    from dragoman.language import ParsedReport, Sentence
    from dragoman.language.said import Said
    from dragoman.record import Event, Place, Span


@dataclass(frozen=True)
class Dropped:
    """A proposal that did not become an event: where, which frame, and why not."""

    span: Span
    words: str
    frame: str
    type: str
    reason: str


@dataclass(frozen=True)
class FoundEvents:
    """The events of a report and what was proposed but dropped."""

    events: tuple[Event, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class Groundwork:
    """What is known of a report before its events: who, where, when, and whose words."""

    report: ParsedReport
    actors: ReportActors
    places: dict[Span, Place]
    dates: Sequence[DateMention]
    said: Said
    published: datetime.date | None


def propose_events(ground: Groundwork, tables: EventTables) -> Proposals:
    """What the frames propose in each sentence of a report."""
    proposer = Proposer(tables.frames, tables.light_verbs)
    return Proposals(
        ground.report.sentences,
        ground.actors,
        [_proposals(s, proposer, ground.actors, ground.said, tables) for s in ground.report.sentences],
    )


def find_events(ground: Groundwork, proposals: Proposals, tables: EventTables) -> FoundEvents:
    """The events that a report's proposals make, in the order of the text."""
    merged, dropped = _merged(ground, proposals, tables)
    rule = tables.confidence
    kept = []
    for event in merged:
        sure, least = rule.confidence(event), rule.threshold(event)
        if sure < least:
            dropped.append(_dropped(event.best.candidate, f"confidence {sure:.2f} below {least:.2f}"))
        else:
            kept.append(event)
    return FoundEvents(tuple(assemble(ground.report, e, tables.ontology, rule) for e in kept), tuple(dropped))


def _merged(ground: Groundwork, proposals: Proposals, tables: EventTables) -> tuple[list[MergedEvent], list[Dropped]]:
    tellings: list[Telling] = []
    dropped: list[Dropped] = []
    for sentence, proposed in zip(proposals.sentences, proposals.candidates, strict=True):
        if not proposed:
            continue
        scene = Scene(
            sentence=sentence,
            actors=ground.actors,
            said=ground.said,
            places=[p for s, p in ground.places.items() if sentence.span.contains(s)],
            dates=[d for d in ground.dates if sentence.span.contains(d.span)],
            published=ground.published,
        )
        told, refused = tell_all(proposed, scene, tables)
        tellings.extend(told)
        dropped.extend(_dropped(candidate, reason) for candidate, reason in refused)
    tellings = link_consequences(tellings)
    return list(address(merge(tellings), tellings)), dropped


def _proposals(
    sentence: Sentence, proposer: Proposer, actors: ReportActors, said: Said, tables: EventTables
) -> list[Candidate]:
    """What frames propose, and demands without a verb of demanding; what is demanded is no event of its own."""
    demands = find_demands(
        sentence,
        actors,
        lambda token: attribute(sentence, token, actors, said) or actors.speaker,
    )
    demanded = {t.i for d in demands for t in d.words[-1].subtree}
    governors = {d.words[-1].head.i for d in demands}
    framed = proposer.propose(sentence, actors)
    return [*demands, *(c for c in framed if c.head.i not in demanded or c.head.i in governors)]


def _dropped(candidate: Candidate, reason: str) -> Dropped:
    return Dropped(
        candidate.sentence.span_of(candidate.words),
        " ".join(t.text for t in candidate.words),
        candidate.frame.name,
        candidate.type,
        reason,
    )
