"""Why each event of a report was coded as it was, and what was considered and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.archive.sides import side_of
from dragoman.cli.printing import clean
from dragoman.cli.showing import title_of
from dragoman.explanation import basis_words, parties_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.coder import Explanation
    from dragoman.record import Event


def explanation_lines(explanation: Explanation) -> list[str]:
    """The explanation as lines of text: each event with its words, steps and actors, then what was dropped."""
    record = explanation.record
    lines = [f"{title_of(record.article)}  [{record.doc}]", f"coded by {record.coder}", ""]
    if not record.events:
        lines += ["No event was found.", ""]
    for n, event in enumerate(record.events, 1):
        lines += [*_event_lines(f"E{n}", event, explanation), ""]
    if explanation.dropped:
        lines.append(f"Considered and dropped ({len(explanation.dropped)}):")
        for dropped in sorted(explanation.dropped, key=lambda d: d.span):
            words = " ".join(dropped.words.split())
            lines.append(f"  {dropped.type} “{words}” at {_at(dropped.span)}: {dropped.reason}   [{dropped.frame}]")
    else:
        lines.append("Nothing else was considered.")
    return [clean(line) for line in lines]


def _event_lines(label: str, event: Event, explanation: Explanation) -> Iterator[str]:
    text = explanation.record.article.text
    code = " ".join(part for part in (event.type, event.mode, event.cameo) if part)
    triggers = ", ".join(f"“{' '.join(s.of(text).split())}” at {_at(s)}" for s in event.trigger)
    yield f"{label}  {code}  ({event.assertion}, {event.confidence:.2f})  {triggers}"
    if event.evidence:
        yield f"    in: {' '.join(event.evidence[0].of(text).split())}"
    for reason in event.why:
        yield f"    {reason.step + ':':12} {reason.rule}" + (f"  ({reason.detail})" if reason.detail else "")
    for role, actor in parties_of(event):
        known = f" {actor.id}" if actor.id else ""
        where = f", “{' '.join(actor.text.of(text).split())}” at {_at(actor.text)}" if actor.text else ""
        yield f"    {role + ':':12} {actor.name} → {side_of(actor)}{known}  ({basis_words(actor, explanation)}{where})"
    if event.date:
        words = (
            f"“{event.date.text.of(text)}”" if event.date.text else "the report's date" * (event.date.basis == "report")
        )
        yield f"    {'when:':12} {event.date.start} – {event.date.end} ({event.date.precision})  {words}".rstrip()
    if event.place:
        where = f"  “{event.place.text.of(text)}” at {_at(event.place.text)}" if event.place.text else ""
        yield f"    {'where:':12} {event.place.name}, {event.place.country} ({event.place.precision}){where}"


def _at(span: object) -> str:
    from dragoman.record import Span

    assert isinstance(span, Span)
    return f"{span.start}–{span.end}"
