"""Figures tied to their event, date, place and source.

Needs: the figures as they stand in the text, the events, dates and places of the report. Gives: `Figure` records.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.events import timing
from dragoman.events.attribution import attribute
from dragoman.record import DateRange, Figure, content_id

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.coding import FoundEvents
    from dragoman.facts.figures import FigureMention
    from dragoman.language import ParsedReport, Sentence
    from dragoman.language.quotations import SpeechVerbs, Voice
    from dragoman.record import Event, Place, Span

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
        own_date = timing.nearest_date(sentence, head, dates, []) or _since(mention, dates, sentence, published)
        date = own_date or (event.date if event else None) or timing.report_date(published)
        here = [p for s, p in places.items() if sentence.span.contains(s)]
        place = (event.place if event and event.place else None) or _nearest(mention.span, here)
        home = _home_of_people(mention, actors)
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
                place=(place.country if place.precision == "country" else place.name) if place else home,
                location=place,
                attribution=tuple(p.actor for p in attribute(sentence, head, actors, voices, verbs)),
                event=event.id if event else None,
                confidence=0.9 if mention.kind != "other" else 0.75,
            )
        )
    return tuple(out)


# People of whom a report about one country tells without saying where they are.
_STOCKS = frozenset({"displaced", "refugees", "affected", "killed", "returned"})
_SINCE_THEN = re.compile(r"\b(?:since (?:then|that time)|ever since)\b", re.IGNORECASE)
_AT_HOME = frozenset(
    {"killed", "injured", "casualties", "displaced", "refugees", "returned", "affected", "detained", "missing"}
)


def _home_of_people(mention: FigureMention, actors: ReportActors) -> str | None:
    """The country that the report is mainly about, for people whose place it does not tell."""
    return actors.home if mention.kind in _AT_HOME else None


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


def _since(
    mention: FigureMention, dates: Sequence[DateMention], sentence: Sentence, published: datetime.date | None
) -> DateRange | None:
    """For a stock the time since when it grew: "since 2011" in its sentence, or "since then" after an earlier date."""
    if mention.kind not in _STOCKS or published is None:
        return None
    told = next((d.range for d in dates if d.hedge == "since" and d.range and sentence.span.contains(d.span)), None)
    if told is not None or not _SINCE_THEN.search(sentence.text):
        return told
    before = [d.range for d in dates if d.range and d.span.end <= sentence.span.start and d.kind == "date"]
    if not before or before[-1].start > published:
        return None
    return DateRange(before[-1].start, published, before[-1].precision)


def _nearest(span: Span, places: Sequence[Place]) -> Place | None:
    located = [(abs(p.text.start - span.start), n, p) for n, p in enumerate(places) if p.text is not None]
    return min(located, default=(0, 0, None))[2]
