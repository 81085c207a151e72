"""The events of a report: frames propose, each proposal is judged, dated, placed and attributed, and tellings are
merged.

Needs: a parsed report, its actors, places, dates and quotations. Gives: events, and every proposal that was dropped
with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events.addressing import address
from dragoman.events.assembling import assemble, confidence
from dragoman.events.attribution import attribute
from dragoman.events.consequences import link_consequences
from dragoman.events.demands import find_demands
from dragoman.events.merging import merge
from dragoman.events.proposing import Proposer
from dragoman.events.telling import Scene, tell_all

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.candidate import Candidate
    from dragoman.events.merging import Telling
    from dragoman.events.tables import EventTables
    from dragoman.language import ParsedReport, Sentence
    from dragoman.language.said import Said
    from dragoman.record import Event, Place, Span

# Events below this confidence are dropped; found on the dev reports (bench/reports.py), not to be tuned without them.
THRESHOLD = 0.42


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


def find_events(
    report: ParsedReport,
    actors: ReportActors,
    places: dict[Span, Place],
    dates: Sequence[DateMention],
    said: Said,
    tables: EventTables,
    *,
    published: datetime.date | None,
) -> FoundEvents:
    """The events of a report, in the order of the text."""
    proposer = Proposer(tables.frames, tables.light_verbs)
    tellings: list[Telling] = []
    dropped: list[Dropped] = []
    for sentence in report.sentences:
        proposals = _proposals(sentence, proposer, actors, said, tables)
        if not proposals:
            continue
        scene = Scene(
            sentence=sentence,
            actors=actors,
            said=said,
            places=[p for s, p in places.items() if sentence.span.contains(s)],
            dates=[d for d in dates if sentence.span.contains(d.span)],
            published=published,
        )
        told, refused = tell_all(proposals, scene, tables)
        tellings.extend(told)
        dropped.extend(_dropped(candidate, reason) for candidate, reason in refused)
    tellings = link_consequences(tellings)
    kept = []
    for event in address(merge(tellings), tellings):
        sure = confidence(event)
        if sure < THRESHOLD:
            dropped.append(_dropped(event.best.candidate, f"confidence {sure:.2f} below {THRESHOLD}"))
        else:
            kept.append(event)
    return FoundEvents(tuple(assemble(report, e, tables.ontology) for e in kept), tuple(dropped))


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
