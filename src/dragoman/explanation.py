"""An explanation of a record as plain values: for the command line, the desk and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.archive.sides import side_of

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


def explanation_data(explanation: Explanation) -> dict[str, object]:
    """Why each event was coded as it was and what was dropped, as plain values."""
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
                    {
                        "role": role,
                        "name": a.name,
                        "side": side_of(a),
                        "id": a.id,
                        "recognised": basis_words(a, explanation),
                    }
                    for role, a in parties_of(event)
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


def parties_of(event: Event) -> Iterator[tuple[str, Actor]]:
    """Everyone who takes part in an event, with the role."""
    for role, actors in (("actor", event.actors), ("recipient", event.recipients), ("according to", event.attribution)):
        for actor in actors:
            yield role, actor


def basis_words(actor: Actor, explanation: Explanation) -> str:
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
