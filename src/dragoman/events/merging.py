"""Tellings of one event within a report become one event with all their evidence.

Two tellings are one event when type, sides, date, place and status agree as far as both tell them. What needs nothing to be told
("the meeting focused on …") joins the nearest event of its type and is no event by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.events import setting, timing

if TYPE_CHECKING:
    from dragoman.actors.party import Party
    from dragoman.events.candidate import Candidate
    from dragoman.record import DateRange, Place

# Types that a report tells again and again in other words: sides that are merely missing never keep tellings apart.
_DISPLAY = frozenset({"headline", "standfirst", "caption", "heading"})
_PEOPLE = frozenset({"CVL", "REF"})
_ONE_BY_NATURE = frozenset({"CONSULT"})


@dataclass(frozen=True)
class Telling:
    """A judged candidate with its date, place, contexts and source."""

    candidate: Candidate
    date: DateRange | None
    place: Place | None
    contexts: tuple[str, ...]
    attribution: tuple[Party, ...]


@dataclass(frozen=True)
class MergedEvent:
    """The tellings of one event, the best first, and what they say together."""

    tellings: tuple[Telling, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: DateRange | None
    place: Place | None
    contexts: tuple[str, ...] = field(default=())

    @property
    def best(self) -> Telling:
        """The telling that gives type, mode and code."""
        return self.tellings[0]


def _codes(parties: tuple[Party, ...]) -> set[tuple[str | None, str]]:
    return {(p.actor.country, p.actor.id if p.actor.country is None else "") for p in parties}


def _sectored(parties: tuple[Party, ...]) -> set[tuple[str | None, str]]:
    return {(p.actor.country, p.actor.sectors[0] if p.actor.sectors else p.actor.id) for p in parties}


def _sides_agree(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether one side's countries (or organisations) are among the other's, or one side is not told.

    A country that was only inferred keeps nothing apart where the sectors agree.
    """
    x, y = _codes(a), _codes(b)
    if not x or not y or x <= y or y <= x:
        return True
    if all(p.basis == "inferred" for p in a) or all(p.basis == "inferred" for p in b):
        return bool(_PEOPLE & {s for p in a for s in p.actor.sectors} & {s for p in b for s in p.actor.sectors})
    return False


def _same(a: MergedEvent, b: Telling) -> bool:
    first, other = a.best.candidate, b.candidate
    if first.type != other.type:
        return False
    if (first.assertion == "negated") != (other.assertion == "negated"):
        return False
    if first.type in _ONE_BY_NATURE:
        together = _sectored((*a.actors, *a.recipients))
        theirs = _sectored((*other.actors, *other.recipients))
        sides = not theirs or not together or bool(together & theirs)
        if theirs and together and not (theirs <= together or together <= theirs) and len(together & theirs) < 2 and first.sentence.index != other.sentence.index and len(theirs) > 1 and len(together) > 1:
            sides = False
    else:
        sides = _sides_agree(a.actors, other.actors) and _sides_agree(a.recipients, other.recipients)
        if not a.actors and not a.recipients and not other.actors and not other.recipients:
            sides = (
                first.head.lemma_ == other.head.lemma_
                or first.cameo == other.cameo
                or any(t.candidate.sentence.index == other.sentence.index for t in a.tellings)
                or (a.place is not None and b.place is not None)
                or bool(a.date and b.date and a.date.basis == b.date.basis == "text")
            )
    if not sides or not timing.compatible(a.date, b.date) or not setting.compatible(a.place, b.place):
        return False
    if first.type in {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT"}:
        return _same_words(a, b)
    if first.assertion != other.assertion and "future" in {first.assertion, other.assertion}:
        return False
    return first.cameo[:3] == other.cameo[:3] or _general(first.cameo) or _general(other.cameo) or first.type in _ONE_BY_NATURE or first.mode == other.mode


def _general(cameo: str) -> bool:
    return len(cameo) <= 2 or cameo.endswith("0")


def _same_words(a: MergedEvent, b: Telling) -> bool:
    """Whether a speaker's two verbal acts of one type are one: one is told in headline, standfirst or caption, or word or addressee and code are the same."""
    other = b.candidate
    for telling in a.tellings:
        first = telling.candidate
        if _DISPLAY & {first.sentence.block.kind, other.sentence.block.kind}:
            return True
        codes = first.cameo == other.cameo or _general(first.cameo) or _general(other.cameo)
        addressed = bool(first.recipients and other.recipients and _codes(first.recipients) & _codes(other.recipients))
        if codes and (first.head.lemma_ == other.head.lemma_ or addressed or first.sentence.index == other.sentence.index):
            return True
    return False


def _join(event: MergedEvent, telling: Telling) -> MergedEvent:
    candidate = telling.candidate
    tellings = (*event.tellings, telling)
    ranked = tuple(sorted(tellings, key=_rank))
    return MergedEvent(
        ranked,
        _richer(event.actors, candidate.actors),
        _without(_richer(event.recipients, candidate.recipients), _richer(event.actors, candidate.actors)),
        timing.more_exact(event.date, telling.date),
        setting.more_exact(event.place, telling.place),
        tuple(dict.fromkeys((*event.contexts, *telling.contexts))),
    )


def _rank(telling: Telling) -> tuple[bool, bool, float, int]:
    candidate = telling.candidate
    display = candidate.sentence.block.kind in _DISPLAY
    sides = bool(candidate.actors) + bool(candidate.recipients)
    return (not candidate.satisfied, display, -(candidate.score + 0.2 * sides), candidate.sentence.index)


def _richer(a: tuple[Party, ...], b: tuple[Party, ...]) -> tuple[Party, ...]:
    """The fuller of two tellings of a side: more countries first, then those recognised by name."""
    if not a:
        return b
    if not b:
        return a
    if all(p.basis == "inferred" for p in a) and not all(p.basis == "inferred" for p in b):
        return b
    if all(p.basis == "inferred" for p in b) or _codes(b) <= _codes(a):
        return a
    if _codes(a) <= _codes(b):
        return b
    return a


def _without(recipients: tuple[Party, ...], actors: tuple[Party, ...]) -> tuple[Party, ...]:
    acting = {p.actor.id for p in actors}
    return tuple(p for p in recipients if p.actor.id not in acting)


def merge(tellings: list[Telling]) -> list[MergedEvent]:
    """The events that a report's tellings make, in the order of the text."""
    events: list[MergedEvent] = []
    full = [t for t in tellings if t.candidate.satisfied]
    # body text first, so that headlines and captions, which tell less, join what they announce
    full.sort(key=lambda t: (t.candidate.sentence.block.kind in _DISPLAY, t.candidate.sentence.index, t.candidate.head.i))
    for telling in full:
        home = next((n for n, event in enumerate(events) if _same(event, telling)), None)
        if home is None:
            candidate = telling.candidate
            events.append(
                MergedEvent((telling,), candidate.actors, candidate.recipients, telling.date, telling.place, telling.contexts)
            )
        else:
            events[home] = _join(events[home], telling)
    for telling in tellings:
        if telling.candidate.satisfied:
            continue
        fitting = [n for n, event in enumerate(events) if event.best.candidate.type == telling.candidate.type and _same(event, telling)]
        if fitting:
            here = telling.candidate.sentence.index
            nearest = min(fitting, key=lambda n: min(abs(t.candidate.sentence.index - here) for t in events[n].tellings))
            if any(abs(t.candidate.sentence.index - here) <= 4 for t in events[nearest].tellings):
                events[nearest] = _join(events[nearest], telling)
    return sorted(events, key=lambda e: min(t.candidate.sentence.index for t in e.tellings))


def relocate(telling: Telling, place: Place | None) -> Telling:
    """The telling at another place."""
    return replace(telling, place=place)
