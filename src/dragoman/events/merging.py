"""Tellings of one event within a report become one event with all their evidence.

Two tellings are one event when nothing that both tell differs (type, sides, date, place, status, kind of deed) and
something that both tell
agrees, or when the words themselves say so: "the attack", a headline, a deed and what it did ("a blast that killed
12"). What needs sides to be an
event and has none ("the meeting focused on …") can only tell again what another telling told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.events import setting, timing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.actors.party import Party
    from dragoman.events.candidate import Candidate
    from dragoman.record import DateRange, Place

_DISPLAY = frozenset({"headline", "standfirst", "caption", "heading"})
_VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
_PEOPLE = frozenset({"CVL", "REF"})
# How many sentences back "the attack" may point.
_NEAR = 4


@dataclass(frozen=True)
class Telling:
    """A judged candidate with its date, place, contexts and source.

    `group` is the same for tellings of one sentence that the parse shows to be one event (a deed and its consequence).
    """

    candidate: Candidate
    date: DateRange | None
    place: Place | None
    contexts: tuple[str, ...]
    attribution: tuple[Party, ...]
    group: int = -1


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


def merge(tellings: Sequence[Telling]) -> list[MergedEvent]:
    """The events that a report's tellings make, in the order of the text."""
    events: list[MergedEvent] = []
    # body text first, so that headlines and captions, which tell less, join what they announce
    full = sorted(
        (t for t in tellings if t.candidate.satisfied),
        key=lambda t: (t.candidate.spotted, _displayed(t.candidate), t.candidate.sentence.index, t.candidate.head.i),
    )
    for telling in full:
        home = next((n for n, event in enumerate(events) if _linked(event, telling)), None)
        if home is None:
            home = _nearest([n for n, event in enumerate(events) if _same(event, telling)], events, telling)
        if home is None and telling.candidate.spotted:
            # what no frame knows more often tells again what a frame found beside it than something new
            again = [n for n, event in enumerate(events) if _tells_again(event, telling, spotted=True)]
            home = _nearest([n for n in again if _distance(events[n], telling) <= 1], events, telling)
        if home is None:
            events.append(_alone(telling))
        else:
            events[home] = _join(events[home], telling)
    for telling in tellings:
        if telling.candidate.satisfied:
            continue
        fitting = [n for n, event in enumerate(events) if _linked(event, telling) or _tells_again(event, telling)]
        home = _nearest(fitting, events, telling)
        if home is not None and _distance(events[home], telling) <= _NEAR:
            events[home] = _join(events[home], telling)
    return sorted(events, key=lambda e: min(t.candidate.sentence.index for t in e.tellings))


def _alone(telling: Telling) -> MergedEvent:
    candidate = telling.candidate
    return MergedEvent(
        (telling,), candidate.actors, candidate.recipients, telling.date, telling.place, telling.contexts
    )


def _displayed(candidate: Candidate) -> bool:
    return candidate.sentence.block.kind in _DISPLAY


def _distance(event: MergedEvent, telling: Telling) -> int:
    here = telling.candidate.sentence.index
    return min(abs(t.candidate.sentence.index - here) for t in event.tellings)


def _nearest(numbers: list[int], events: list[MergedEvent], telling: Telling) -> int | None:
    return min(numbers, key=lambda n: _distance(events[n], telling), default=None)


def _linked(event: MergedEvent, telling: Telling) -> bool:
    return telling.group >= 0 and any(t.group == telling.group for t in event.tellings)


# --- sides ---------------------------------------------------------------------------------------------------------


def codes(parties: Sequence[Party]) -> set[tuple[str | None, str]]:
    """What parties are told apart by: the country, or the organisation where there is none."""
    return {(p.actor.country, p.actor.id if p.actor.country is None else "") for p in parties}


def _sectored(parties: Sequence[Party]) -> set[tuple[str | None, str]]:
    return {(p.actor.country, p.actor.sectors[0] if p.actor.sectors else p.actor.id) for p in parties}


def _inferred(parties: Sequence[Party]) -> bool:
    return all(p.basis == "inferred" for p in parties)


def _owning(parties: Sequence[Party]) -> bool:
    return all(p.basis == "owner" for p in parties)


def _compare(a: Sequence[Party], b: Sequence[Party]) -> int:
    """1 where two tellings of a side agree, 0 where one of them does not tell it, -1 where they differ.

    People whose country was only inferred agree with other people; whoever owns the thing that was met may be told
    elsewhere as somebody else.
    """
    x, y = codes(a), codes(b)
    if not x or not y:
        return 0
    if x <= y or y <= x:
        return 1
    if _inferred(a) or _inferred(b):
        sectors = {s for p in a for s in p.actor.sectors} & {s for p in b for s in p.actor.sectors}
        return 1 if sectors & _PEOPLE else -1
    return 0 if _owning(a) or _owning(b) else -1


# --- one event or two ----------------------------------------------------------------------------------------------


def _same(event: MergedEvent, telling: Telling) -> bool:
    """Whether a full telling tells an event that was told before."""
    first, other = event.best.candidate, telling.candidate
    if first.type != other.type or not _circumstances_agree(event, telling):
        return False
    if first.type == "CONSULT":
        return _same_meeting(event, telling)
    actors, recipients = _compare(event.actors, other.actors), _compare(event.recipients, other.recipients)
    if actors < 0 or recipients < 0:
        return False
    if first.type in _VERBAL:
        return _same_words(event, telling, recipients)
    if not _same_kind_of_deed(event, other):
        return False
    if _displayed(other) or any(_displayed(t.candidate) for t in event.tellings):
        return True
    if _definite(other) and not (other.actors and other.recipients) and _distance(event, telling) <= _NEAR:
        return True
    if actors > 0:
        return True
    if (
        _distance(event, telling) == 0
        and not (event.actors and other.actors)
        and not (event.recipients and other.recipients)
    ):
        return True  # one sentence tells who, the other whom
    own_day = bool(event.date and telling.date and event.date.basis == telling.date.basis == "text")
    near = _distance(event, telling) <= 1
    if recipients > 0:
        people = {s for p in other.recipients for s in p.actor.sectors[:1]}
        return near or own_day or (not people & _PEOPLE and _distance(event, telling) <= _NEAR)
    same_place = event.place is not None and telling.place is not None
    alike = any(t.candidate.head.lemma_ == other.head.lemma_ for t in event.tellings)
    return (own_day and same_place) or (near and (alike or same_place or own_day))


def _tells_again(event: MergedEvent, telling: Telling, *, spotted: bool = False) -> bool:
    """Whether a telling without the sides it needs, or one that only the model sees, can be of this event."""
    other = telling.candidate
    if event.best.candidate.type != other.type or not _circumstances_agree(event, telling):
        return False
    if _compare(event.actors, other.actors) < 0 or _compare(event.recipients, other.recipients) < 0:
        return other.type == "CONSULT" and bool(
            codes((*other.actors, *other.recipients)) & codes((*event.actors, *event.recipients))
        )
    if spotted:
        return True
    if other.type in _VERBAL:
        return _displayed(other) or any(t.candidate.head.lemma_ == other.head.lemma_ for t in event.tellings)
    return _definite(other) or other.type == "CONSULT" or _displayed(other) or _distance(event, telling) == 0


def _circumstances_agree(event: MergedEvent, telling: Telling) -> bool:
    first, other = event.best.candidate, telling.candidate
    if (first.assertion == "negated") != (other.assertion == "negated"):
        return False
    if first.type not in _VERBAL and (first.assertion == "future") != (other.assertion == "future"):
        return False
    return timing.compatible(event.date, telling.date) and setting.compatible(event.place, telling.place)


def _same_meeting(event: MergedEvent, telling: Telling) -> bool:
    other = telling.candidate
    together, theirs = _sectored((*event.actors, *event.recipients)), _sectored((*other.actors, *other.recipients))
    if not together or not theirs:
        return True
    if theirs <= together or together <= theirs:
        return len(theirs & together) > 1 or len(theirs) == 1 or len(together) == 1
    return len(together & theirs) > 1


def _same_words(event: MergedEvent, telling: Telling, recipients: int) -> bool:
    """Whether a speaker's two verbal acts of one type are one: one is told in headline or standfirst, or word or
    addressee agree."""
    other = telling.candidate
    for told in event.tellings:
        first = told.candidate
        if _displayed(first) or _displayed(other):
            return True
        code_fits = first.cameo == other.cameo or _general(first.cameo) or _general(other.cameo)
        alike = first.head.lemma_ == other.head.lemma_ or first.sentence.index == other.sentence.index
        if code_fits and (alike or recipients > 0):
            return True
    return False


def _same_kind_of_deed(event: MergedEvent, other: Candidate) -> bool:
    """Whether a deed's code fits all the finer codes that were told: a bombardment is an attack, but no abduction."""
    if _general(other.cameo):
        return True
    finer = [t.candidate for t in event.tellings if not _general(t.candidate.cameo)]
    return all(c.cameo[:3] == other.cameo[:3] or (c.mode == other.mode and c.mode != "") for c in finer)


def _general(cameo: str) -> bool:
    return len(cameo) <= 2 or cameo.endswith("0")


def _definite(candidate: Candidate) -> bool:
    """ "The attack", "these strikes": a noun that points back."""
    return candidate.frame.pos == "noun" and any(
        c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those", "both"}
        for c in candidate.head.children
    )


# --- together ------------------------------------------------------------------------------------------------------


def _join(event: MergedEvent, telling: Telling) -> MergedEvent:
    actors, recipients = event.actors, event.recipients
    if not telling.candidate.spotted:
        actors, recipients = _joined_sides(event, telling.candidate)
    return MergedEvent(
        tuple(sorted((*event.tellings, telling), key=_rank)),
        actors,
        recipients,
        timing.more_exact(event.date, telling.date),
        setting.more_exact(event.place, telling.place),
        tuple(dict.fromkeys((*event.contexts, *telling.contexts))),
    )


def _joined_sides(event: MergedEvent, other: Candidate) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The sides that two tellings tell together; who visits and who hosts, where one of them tells it."""
    if other.type == "CONSULT":
        for (a, b), whole in (
            ((event.actors, event.recipients), other.actors),
            ((other.actors, other.recipients), event.actors),
        ):
            if a and b and codes(whole) <= codes((*a, *b)):
                return a, b
    actors = _richer(event.actors, other.actors)
    acting = {p.actor.id for p in actors}
    return actors, tuple(p for p in _richer(event.recipients, other.recipients) if p.actor.id not in acting)


def _rank(telling: Telling) -> tuple[bool, bool, float, int]:
    """Best first: with the sides it needs, in body text, sure and complete, early."""
    candidate = telling.candidate
    sides = bool(candidate.actors) + bool(candidate.recipients)
    return (
        not candidate.satisfied,
        candidate.spotted or _displayed(candidate),
        -(candidate.score + 0.2 * sides),
        candidate.sentence.index,
    )


def _richer(a: tuple[Party, ...], b: tuple[Party, ...]) -> tuple[Party, ...]:
    """The fuller of two tellings of a side: named before inferred, then the one with more countries."""
    if not a or not b:
        return a or b
    if _inferred(a) and not _inferred(b):
        return b
    if _inferred(b) or codes(b) <= codes(a):
        return a
    return b if codes(a) <= codes(b) else a
