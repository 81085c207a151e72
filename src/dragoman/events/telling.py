"""The steps that make a telling of a proposal: status, date, code, place, source, contexts.

Needs: a proposal and what is known of its sentence. Gives: a `Telling`, or the reason why the proposal is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.events import timing
from dragoman.events.assertion import judge
from dragoman.events.attribution import attribute, claimants
from dragoman.events.demands import is_demand
from dragoman.events.merging import Telling
from dragoman.events.refining import refine
from dragoman.events.setting import event_place
from dragoman.events.struck import with_struck
from dragoman.record import Reason

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.candidate import Candidate
    from dragoman.events.tables import EventTables
    from dragoman.language import Sentence
    from dragoman.language.said import Said
    from dragoman.record import DateRange, Place

_DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_POSSIBLY = frozenset({"may", "might", "could"})
_TELL = frozenset({"say", "tell", "report", "announce", "suggest", "write", "state", "add"})
_WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True)
class Scene:
    """What is known of a sentence before its events: who, where, when, and whose words."""

    sentence: Sentence
    actors: ReportActors
    said: Said
    places: Sequence[Place]
    dates: Sequence[DateMention]
    published: datetime.date | None


def tell_all(
    proposals: Sequence[Candidate], scene: Scene, tables: EventTables
) -> tuple[list[Telling], list[tuple[Candidate, str]]]:
    """The tellings that a sentence's proposals make, and the proposals that are dropped, each with the reason."""
    heads = frozenset(c.head.i for c in proposals)
    judged = [_judged(c, heads - {c.head.i}, tables) for c in proposals]
    dropped = [(c, reason) for c in judged if (reason := _why_dropped(c))]
    standing = [c for c in judged if not _why_dropped(c)]
    rivals = tuple(c.head for c in standing)
    when = {c.head.i: _own_date(c, scene, rivals) for c in standing}
    where = {c.head.i: event_place(c, scene.places) for c in standing}
    told = []
    for candidate in standing:
        deed = _deed_done_to(candidate, standing)
        date = when[candidate.head.i] or (when[deed.head.i] if deed else None)
        place = where[candidate.head.i] or (where[deed.head.i] if deed else None)
        result = _tell(candidate, date, place, scene, tables)
        if isinstance(result, Telling):
            told.append(result)
        else:
            dropped.append(result)
    return told, dropped


def _own_date(candidate: Candidate, scene: Scene, rivals: Sequence[Token]) -> DateRange | None:
    head, sentence = candidate.head, scene.sentence
    dates = scene.dates
    if candidate.assertion == "actual":
        dates = timing.not_ahead(dates, scene.published)
    near = timing.nearest_date(sentence, head, dates, rivals)
    if near is not None and candidate.type in _WORDS and timing.of_its_content(sentence, head, near, scene.published):
        return None
    return near or timing.background_date(sentence, head, scene.dates, scene.published)


def _deed_done_to(candidate: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """The deed that meets what a noun names ("cracked down on *protests*", "dispersed the *march*"): both are then
    and there."""
    if candidate.frame.pos != "noun":
        return None
    for other in others:
        met = {t.i for t in other.arguments.objects} | {t.i for _, t in other.arguments.prepositions}
        if other is not candidate and other.type in _DEEDS and candidate.head.i in met:
            return other
    return None


def _tell(
    candidate: Candidate, date: DateRange | None, place: Place | None, scene: Scene, tables: EventTables
) -> Telling | tuple[Candidate, str]:
    """The telling that a judged, dated and placed proposal makes, or the proposal and the reason why it is dropped."""
    if candidate.assertion == "actual" and timing.is_long_before(date, scene.published):
        why = Reason("status", "long before the report", str(date and date.end))
        candidate = replace(candidate, assertion="historical", why=(*candidate.why, why))
    candidate = refine(candidate, tables.refinements, tables.frames)
    if candidate.assertion == "negated" and not candidate.satisfied:
        return candidate, "negated, and not said of whom"
    candidate = with_struck(_anchored(candidate, place, date), scene.places)
    # the speaker of a verbal act is its actor, not where the news of it comes from (codebook, case 16)
    acting = {p.actor.id for p in candidate.actors} if candidate.type in _WORDS else set()
    sources = attribute(scene.sentence, candidate.head, scene.actors, scene.said)
    claimed = claimants(scene.sentence, candidate.head, scene.actors) if candidate.type in _DEEDS else ()
    return Telling(
        candidate,
        date or timing.report_date(scene.published),
        place,
        _contexts(candidate, scene, tables),
        (*claimed, *(p for p in sources if p.actor.id not in acting)),
    )


def _judged(candidate: Candidate, others: frozenset[int], tables: EventTables) -> Candidate:
    if is_demand(candidate):
        return candidate
    judgement = judge(candidate.head, tables.governors, tables.light_verbs, others)
    return replace(
        candidate,
        assertion=judgement.assertion,
        nested=judgement.nested,
        why=(*candidate.why, Reason("status", judgement.assertion, judgement.rule)),
    )


def _why_dropped(candidate: Candidate) -> str:
    rule = candidate.why[-1].detail
    if candidate.nested:
        return f"content of another act ({rule})"
    if candidate.assertion == "hypothetical" and not _is_told_as_possible(candidate, rule):
        return f"hypothetical ({rule})"
    if candidate.assertion == "negated" and not candidate.actors:
        return f"negated ({rule})"
    return ""


def _is_told_as_possible(candidate: Candidate, rule: str) -> bool:
    """ "Israel may attack", "the minister said Israel might attack": what an actor might do is told for itself; what is
    feared, asked for or depends on something else is not."""
    head = candidate.head
    told = head.dep_ == "ROOT" or (head.dep_ == "ccomp" and head.head.lemma_ in _TELL and head.head.dep_ == "ROOT")
    return rule.split(" ")[0].lower() in _POSSIBLY and told and candidate.satisfied and bool(candidate.actors)


def _anchored(candidate: Candidate, place: Place | None, date: DateRange | None) -> Candidate:
    """Whether sides, place and day make the words an event of its own; else they can only tell another one again.

    One side with a place or a day is as good as two sides; a bare deed ("the fighting") needs a place or a day.
    """
    told = bool(candidate.actors or candidate.recipients)
    if candidate.satisfied:
        return candidate if told or place or date else replace(candidate, satisfied=False)
    noun = candidate.frame.pos == "noun"
    if candidate.type == "CONSULT" and noun and place and date:
        return replace(candidate, satisfied=True, score=candidate.score * 0.8)
    deed = candidate.type in _DEEDS and candidate.frame.weight >= 0.5 and not candidate.frame.reciprocal
    if deed and (place or date) and (told or noun):
        return replace(candidate, satisfied=True, score=candidate.score * 0.9)
    return candidate


def _contexts(candidate: Candidate, scene: Scene, tables: EventTables) -> tuple[str, ...]:
    own = tables.cues.find(scene.sentence.text)
    return tuple(dict.fromkeys((*candidate.frame.contexts, *own)))
