"""Figures tied to their event, date, place and source.

Needs: the figures as they stand in the text, the events, dates and places of the report. Gives: `Figure` records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.events import timing
from dragoman.events.attribution import attribute
from dragoman.record import Figure, content_id

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.coding import FoundEvents
    from dragoman.facts.figures import FigureMention
    from dragoman.language import ParsedReport
    from dragoman.language.quotations import SpeechVerbs, Voice
    from dragoman.record import DateRange, Event, Place, Span

# Which events a figure of a kind may belong to, best first.
_EVENT_TYPES = {
    "killed": ("ASSAULT",),
    "injured": ("ASSAULT", "PROTEST"),
    "casualties": ("ASSAULT",),
    "detained": ("COERCE", "SANCTION", "ASSAULT"),
    "released": ("RETREAT", "CONCEDE"),
    "abducted": ("ASSAULT",),
    "displaced": ("ASSAULT", "COERCE"),
    "protesters": ("PROTEST",),
    "troops": ("MOBILIZE", "RETREAT", "CONCEDE", "AID", "AGREE", "ASSAULT"),
    "aid_money": ("AID", "AGREE", "COOPERATE"),
    "returned": ("RETREAT",),
}


def tie_figures(
    report: ParsedReport,
    mentions: Sequence[FigureMention],
    actors: ReportActors,
    places: dict[Span, Place],
    dates: Sequence[DateMention],
    voices: list[Voice],
    found: FoundEvents,
    verbs: SpeechVerbs,
    *,
    published: datetime.date | None,
) -> tuple[Figure, ...]:
    """The figures of a report with what they belong to, in the order of the text."""
    out = []
    for mention in mentions:
        sentence = report.sentences[mention.sentence]
        tokens = sentence.tokens_in(mention.counted_span or mention.span) or sentence.tokens_in(mention.span)
        head = min(tokens, key=lambda t: len(list(t.ancestors)))
        event = _event_of(mention, found.events, sentence.span)
        own_date = timing.nearest_date(sentence, head, dates, [])
        date = own_date or (event.date if event else None) or timing.report_date(published)
        here = [p for s, p in places.items() if sentence.span.contains(s)]
        place = (event.place if event and event.place else None) or _nearest(mention.span, here)
        out.append(
            Figure(
                id=content_id("figure", report.article.id, mention.kind, mention.span.start, mention.span.end),
                kind=mention.kind,
                low=mention.low,
                high=mention.high,
                span=mention.span,
                unit=mention.unit,
                approximate=mention.approximate,
                counted=mention.counted,
                date=date,
                place=(place.country if place.precision == "country" else place.name) if place else None,
                location=place,
                attribution=tuple(p.actor for p in attribute(sentence, head, actors, voices, verbs)),
                event=event.id if event else None,
                confidence=0.9 if mention.kind != "other" else 0.75,
            )
        )
    return tuple(out)


def _event_of(mention: FigureMention, events: Sequence[Event], sentence: Span) -> Event | None:
    """The event told in the figure's sentence whose type fits its kind, the one with the nearest trigger."""
    fitting = _EVENT_TYPES.get(mention.kind)
    near = [
        (abs(t.start - mention.span.start), n, e)
        for n, e in enumerate(events)
        for t in e.trigger
        if sentence.contains(t) and (fitting is None or e.type in fitting)
    ]
    if fitting is None and mention.kind != "other":
        return None
    return min(near, default=(0, 0, None))[2]


def _nearest(span: Span, places: Sequence[Place]) -> Place | None:
    located = [(abs(p.text.start - span.start), n, p) for n, p in enumerate(places) if p.text is not None]
    return min(located, default=(0, 0, None))[2]
