"""Figures tied to their event, date, place and source.

Needs: the figures as they stand in the text, the events, dates and places of the report. Gives: `Figure` records.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.events import timing
from dragoman.events.attribution import attribute
from dragoman.facts.displacement import displacement_term, flow_or_stock
from dragoman.record import DateRange, Figure, Span, content_id

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.coding import FoundEvents
    from dragoman.facts.figures import FigureMention
    from dragoman.language import ParsedReport, Sentence
    from dragoman.language.said import Said
    from dragoman.record import Event, Place

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


# Kinds of people, who are counted where the report is set if it names no place.
_PEOPLE = frozenset(
    {"killed", "injured", "casualties", "missing", "detained", "displaced", "returned", "affected", "protesters"}
)
_SINCE_THEN = re.compile(r"\b(?:since then|ever since|since that (?:time|day|date))\b(?! the\b)", re.IGNORECASE)
_MORE = re.compile(r"\b(?:others?|another|more(?! than)|further|additional)\b", re.IGNORECASE)


def tie_figures(
    report: ParsedReport,
    mentions: Sequence[FigureMention],
    actors: ReportActors,
    places: dict[Span, Place],
    dates: Sequence[DateMention],
    said: Said,
    found: FoundEvents,
    *,
    published: datetime.date | None,
) -> tuple[Figure, ...]:
    """The figures of a report with what they belong to, in the order of the text."""
    out: list[Figure] = []
    for mention in mentions:
        sentence = report.sentences[mention.sentence]
        tokens = sentence.tokens_in(mention.counted_span or mention.span) or sentence.tokens_in(mention.span)
        head = min(tokens, key=lambda t: len(list(t.ancestors)))
        event = _event_of(mention, found.events, sentence.span)
        before = _figure_before(out, sentence, report) if _MORE.search(sentence.text) else None
        date = (
            _since_then(sentence, report, dates, published)
            or timing.nearest_date(sentence, head, dates, [])
            or (event.date if event else None)
            or (before.date if before else None)
            or timing.report_date(published)
        )
        here = [p for s, p in places.items() if sentence.span.contains(s)]
        location = (event.place if event and event.place else None) or _nearest(mention.span, here)
        if location is None and before is not None:
            location = before.location
        place = (location.country if location.precision == "country" else location.name) if location else None
        if place is None and mention.kind in _PEOPLE:
            place = actors.home
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
                place=place,
                location=location,
                attribution=tuple(p.actor for p in attribute(sentence, head, actors, said)),
                event=event.id if event else None,
                part_of=out[mention.part_of].id if mention.part_of is not None else None,
                term=mention.term
                if mention.term is not None
                else displacement_term(mention, sentence.text, sentence.offset + sentence.tokens.start_char),
                measure=flow_or_stock(mention, sentence.text, sentence.offset + sentence.tokens.start_char),
                confidence=0.9 if mention.kind != "other" else 0.75,
            )
        )
    return tuple(out)


def _since_then(
    sentence: Sentence, report: ParsedReport, dates: Sequence[DateMention], published: datetime.date | None
) -> DateRange | None:
    """The time from the last date told before to the report, where a sentence says "since then"."""
    match = _SINCE_THEN.search(sentence.text)
    if match is None or published is None:
        return None
    earliest = report.sentences[max(0, sentence.index - 2)].span.start
    told = [d.range for d in dates if d.range is not None and earliest <= d.span.start < sentence.span.start]
    if not told or told[-1].start > published:
        return None
    words = _span_within(sentence, match.start(), match.end())
    return DateRange(told[-1].start, published, told[-1].precision, words)


def _span_within(sentence: Sentence, start: int, end: int) -> Span:
    first = sentence.offset + sentence.tokens.start_char
    return Span(first + start, first + end)


def _figure_before(figures: Sequence[Figure], sentence: Sentence, report: ParsedReport) -> Figure | None:
    """The figure that "five others" and "20 more" add to: the last one of the same paragraph that belongs to an
    event."""
    block = sentence.block.span
    last = next((f for f in reversed(figures) if block.contains(f.span) and f.event is not None), None)
    told_in = report.sentence_at(last.span.start) if last is not None else None
    return last if told_in is not None and sentence.index - told_in.index <= 2 else None


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
