"""Why each event of a report was coded as it was, and what was considered and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.archive.sides import side_of
from dragoman.cli.printing import clean
from dragoman.cli.showing import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.coder import Explanation
    from dragoman.record import Actor, Event

_BASIS = {
    "named": "named",
    "described": "described by a role",
    "referred": "meant by a pronoun or phrase",
    "inferred": "inferred from the report as a whole",
    "owner": "owner of what is named",
}


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


def explanation_data(explanation: Explanation) -> dict[str, object]:
    """The same for programs."""
    return {
        "doc": explanation.record.doc,
        "coder": explanation.record.coder,
        "events": [
            {
                "id": event.id,
                "type": event.type,
                "mode": event.mode,
                "cameo": event.cameo,
                "confidence": event.confidence,
                "trigger": [[s.start, s.end] for s in event.trigger],
                "why": [{"step": r.step, "rule": r.rule, "detail": r.detail} for r in event.why],
                "actors": [
                    {"role": role, "name": a.name, "side": side_of(a), "id": a.id, "recognised": _basis(a, explanation)}
                    for role, a in _parties(event)
                ],
            }
            for event in explanation.record.events
        ],
        "dropped": [
            {
                "span": [d.span.start, d.span.end],
                "words": d.words,
                "frame": d.frame,
                "type": d.type,
                "reason": d.reason,
            }
            for d in explanation.dropped
        ],
    }


def _event_lines(label: str, event: Event, explanation: Explanation) -> Iterator[str]:
    text = explanation.record.article.text
    code = " ".join(part for part in (event.type, event.mode, event.cameo) if part)
    triggers = ", ".join(f"“{' '.join(s.of(text).split())}” at {_at(s)}" for s in event.trigger)
    yield f"{label}  {code}  ({event.assertion}, {event.confidence:.2f})  {triggers}"
    if event.evidence:
        yield f"    in: {' '.join(event.evidence[0].of(text).split())}"
    for reason in event.why:
        yield f"    {reason.step + ':':12} {reason.rule}" + (f"  ({reason.detail})" if reason.detail else "")
    for role, actor in _parties(event):
        known = f" {actor.id}" if actor.id else ""
        where = f", “{' '.join(actor.text.of(text).split())}” at {_at(actor.text)}" if actor.text else ""
        yield f"    {role + ':':12} {actor.name} → {side_of(actor)}{known}  ({_basis(actor, explanation)}{where})"
    if event.date:
        words = (
            f"“{event.date.text.of(text)}”" if event.date.text else "the report's date" * (event.date.basis == "report")
        )
        yield f"    {'when:':12} {event.date.start} – {event.date.end} ({event.date.precision})  {words}".rstrip()
    if event.place:
        where = f"  “{event.place.text.of(text)}” at {_at(event.place.text)}" if event.place.text else ""
        yield f"    {'where:':12} {event.place.name}, {event.place.country} ({event.place.precision}){where}"


def _parties(event: Event) -> Iterator[tuple[str, Actor]]:
    for role, actors in (("actor", event.actors), ("recipient", event.recipients), ("according to", event.attribution)):
        for actor in actors:
            yield role, actor


def _basis(actor: Actor, explanation: Explanation) -> str:
    """How the actor was recognised, from the mention in the report that it stands for."""
    fallback = ""
    for parties in explanation.actors.by_token.values():
        for party in parties:
            words = _BASIS[party.basis] + (f" as a {party.form}" if party.form else "")
            words += f", {party.role}" if party.role else ""
            if actor.text is not None and party.actor.text == actor.text:
                return words
            if party.actor.id == actor.id and party.actor.name == actor.name:
                fallback = fallback or words
    return fallback or "from the sentence"


def _at(span: object) -> str:
    from dragoman.record import Span

    assert isinstance(span, Span)
    return f"{span.start}–{span.end}"
