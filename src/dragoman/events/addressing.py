"""Whom words about a deed are for: those who did it.

"Britain condemned the shelling of the town by the rebels": the rebels, not the town, are who is condemned.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.actors.party import Party
    from dragoman.events.candidate import Candidate
    from dragoman.events.merging import MergedEvent, Telling

# The deeds that each kind of words may be on.
_ON_DEEDS = {
    "ACCUSE": frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION", "REJECT"}),
    "REQUEST": frozenset({"ASSAULT", "COERCE"}),
    "SUPPORT": frozenset({"RETREAT", "CONCEDE", "AGREE", "COERCE", "AID"}),
}
_STOPS = frozenset({"end", "halt", "stop", "cessation", "cease", "stoppage"})


def address(merged: Sequence[MergedEvent], tellings: Sequence[Telling]) -> list[MergedEvent]:
    """The events with the recipients of words on a deed set to its doers, wherever in the report these are told.

    Where nobody tells who did it, a condemned deed leaves the condemnation without a recipient.
    """
    return [_addressed(event, merged, tellings) for event in merged]


def _addressed(event: MergedEvent, merged: Sequence[MergedEvent], tellings: Sequence[Telling]) -> MergedEvent:
    deeds = [d for t in event.tellings if (d := _deed_of(t, tellings)) is not None]
    if not deeds:
        return event
    acting = {p.actor.id for p in event.actors}
    doers: dict[str, Party] = {}
    for deed in deeds:
        told_in = next((e for e in merged if any(t is deed for t in e.tellings)), None)
        for party in told_in.actors if told_in else deed.candidate.actors:
            if party.actor.id not in acting:
                doers.setdefault(party.actor.id, party)
    best = event.best.candidate
    objects = {t.i for t in best.arguments.objects}
    object_is_deed = any(d.candidate.head.i in objects for d in deeds)
    addressed = any(p.basis != "owner" for p in event.recipients)
    if doers and (object_is_deed or not addressed):
        return replace(event, recipients=tuple(doers.values()))
    if object_is_deed and best.type == "ACCUSE":
        # those who suffered the deed are not blamed for it
        victims = {p.actor.id for d in deeds for p in d.candidate.recipients}
        return replace(event, recipients=tuple(p for p in event.recipients if p.actor.id not in victims))
    return event


def _deed_of(telling: Telling, tellings: Sequence[Telling]) -> Telling | None:
    """The deed that a verbal act is on: its object, or inside its object or clause, in the same sentence."""
    candidate = telling.candidate
    wanted = _ON_DEEDS.get(candidate.type)
    if wanted is None or (candidate.type == "REQUEST" and not _asks_for_an_end(candidate)):
        return None
    targets = {t.i for t in candidate.arguments.objects}
    targets |= {t.i for p, t in candidate.arguments.prepositions if p in {"for", "on", "of", "at", "over"}}
    targets |= {clause.i for _, clause in candidate.arguments.complements}
    for other in tellings:
        deed = other.candidate
        if other is telling or deed.sentence.index != candidate.sentence.index or deed.type not in wanted:
            continue
        if deed.head.i in targets or any(a.i in targets for a in list(deed.head.ancestors)[:5]):
            return other
    return None


def _asks_for_an_end(candidate: Candidate) -> bool:
    asked = (*candidate.arguments.objects, *(t for _, t in candidate.arguments.prepositions))
    return any(t.lemma_.lower() in _STOPS for t in asked)
