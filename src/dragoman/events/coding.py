"""The events of a report: frames propose, each proposal is judged, dated, placed and attributed, and tellings are merged.

Needs: a parsed report, its actors, places, dates and quotations. Gives: events, and every proposal that was dropped with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.actors.party import Party
from dragoman.events import timing
from dragoman.events.assertion import Governors, judge, load_governors
from dragoman.events.attribution import attribute
from dragoman.events.demands import find_demands
from dragoman.events.consequences import link_consequences
from dragoman.events.contexts import ContextCues, load_context_cues
from dragoman.events.frame import Frames, load_frames
from dragoman.events.merging import MergedEvent, Telling, merge
from dragoman.events.proposing import LightVerb, Proposer, load_light_verbs
from dragoman.events.refining import Refinements, load_refinements, refine, side_in_event
from dragoman.events.setting import event_place
from dragoman.language.quotations import SpeechVerbs, Voice, load_speech_verbs
from dragoman.record import Actor, Event, Reason, Span, content_id

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.candidate import Candidate
    from dragoman.language import ParsedReport, Sentence
    from dragoman.ontology import Ontology
    from dragoman.record import DateRange, Place

# Candidates below this score are dropped; found on the dev reports (bench/reports.py), not to be tuned without them.
THRESHOLD = 0.42
_LOCAL = frozenset({"CVL", "REF", "MED", "EDU", "REL", "LAB", "JRN", "COP", "REB", "AGR", "BUS"})
_DISCOUNT = {"named": 1.0, "described": 1.0, "referred": 0.95, "inferred": 0.85, "owner": 0.85}


@dataclass(frozen=True)
class Dropped:
    """A proposal that did not become an event: where, which frame, and why not."""

    span: Span
    words: str
    frame: str
    type: str
    reason: str


@dataclass(frozen=True)
class EventTables:
    """All tables of the events package as one frozen object."""

    ontology: Ontology
    frames: Frames
    light_verbs: dict[str, tuple[LightVerb, ...]]
    governors: Governors
    refinements: Refinements
    cues: ContextCues
    speech_verbs: SpeechVerbs


def load_event_tables(ontology: Ontology) -> EventTables:
    """The tables that ship with Dragoman; raises `TableError` for a malformed row."""
    return EventTables(
        ontology,
        load_frames(ontology),
        load_light_verbs(),
        load_governors(),
        load_refinements(ontology),
        load_context_cues(ontology),
        load_speech_verbs(),
    )


@dataclass(frozen=True)
class FoundEvents:
    """The events of a report, the merged tellings that they were made from (same order), and what was dropped."""

    events: tuple[Event, ...]
    merged: tuple[MergedEvent, ...]
    dropped: tuple[Dropped, ...]


def find_events(
    report: ParsedReport,
    actors: ReportActors,
    places: dict[Span, Place],
    dates: Sequence[DateMention],
    voices: list[Voice],
    tables: EventTables,
    *,
    published: datetime.date | None,
) -> FoundEvents:
    """The events of a report, in the order of the text."""
    proposer = Proposer(tables.frames, tables.light_verbs)
    tellings: list[Telling] = []
    dropped: list[Dropped] = []
    for sentence in report.sentences:
        candidates = proposer.propose(sentence, actors)
        demanded = find_demands(
            sentence, actors, lambda t, s=sentence: attribute(s, t, actors, voices, tables.speech_verbs) or actors.speaker
        )
        inside = {t.i for d in demanded for t in d.words[1].subtree}
        candidates = [*demanded, *(c for c in candidates if c.head.i not in inside or c.head.i in {d.words[1].head.i for d in demanded})]
        if not candidates:
            continue
        heads = frozenset(c.head.i for c in candidates)
        here = [p for s, p in places.items() if sentence.span.contains(s)]
        around = _neighbourhood(report, sentence)
        for proposed in candidates:
            candidate, reason = _judged(proposed, sentence, heads, tables)
            if reason:
                dropped.append(_dropped(candidate, reason))
                continue
            rivals = [c.head for c in candidates]
            date = timing.nearest_date(sentence, candidate.head, dates, rivals)
            if timing.is_long_before(date, published) and candidate.assertion == "actual":
                candidate = replace(candidate, assertion="historical", why=(*candidate.why, Reason("status", "long before the report", str(date and date.end))))
            candidate = refine(candidate, tables.refinements, tables.frames)
            if candidate.assertion == "negated" and not candidate.recipients:
                dropped.append(_dropped(candidate, "negated, and not said to whom"))
                continue
            place = event_place(candidate, here)
            sources = attribute(sentence, candidate.head, actors, voices, tables.speech_verbs)
            acting = {p.actor.id for p in candidate.actors}
            sources = tuple(p for p in sources if p.actor.id not in acting)
            own = tables.cues.find(sentence.text)
            contexts = tuple(dict.fromkeys((*candidate.frame.contexts, *own, *(c for c in tables.cues.find(around) if c in own))))
            candidate = _anchored(candidate, place, date)
            tellings.append(Telling(candidate, date or timing.report_date(published), place, contexts, sources))
    tellings = link_consequences(tellings)
    merged = _directed(merge(tellings), tellings)
    kept = []
    for event in merged:
        confidence = _confidence(event)
        if confidence < THRESHOLD:
            dropped.append(_dropped(event.best.candidate, f"confidence {confidence:.2f} below {THRESHOLD}"))
        else:
            kept.append(event)
    return FoundEvents(tuple(_event(report, e, tables) for e in kept), tuple(kept), tuple(dropped))


def _anchored(candidate: Candidate, place: Place | None, date: DateRange | None) -> Candidate:
    """A bare noun ("the fighting") is an event of its own only where a side, a place or a date ties it to something."""
    told = bool(candidate.actors or candidate.recipients)
    if not candidate.satisfied:
        # one side and a place or day are as good as two sides; a bare deed needs place or day and a telling noun
        anchored = bool(place or date)
        if candidate.type == "CONSULT" and candidate.frame.pos == "noun" and place and date:
            return replace(candidate, satisfied=True, score=candidate.score * 0.8)
        deed = candidate.type in {"ASSAULT", "PROTEST", "COERCE"} and candidate.frame.weight >= 0.5
        if deed and anchored and (told or candidate.frame.pos == "noun") and not candidate.frame.reciprocal:
            return replace(candidate, satisfied=True, score=candidate.score * 0.9)
        return candidate
    if told or place or date:
        return candidate
    return replace(candidate, satisfied=False)


# Verbal acts on a deed: what is condemned, welcomed or to be ended tells whom the words are for.
_ON_DEEDS = {"ACCUSE": frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION", "REJECT"}), "REQUEST": frozenset({"ASSAULT", "COERCE"}), "SUPPORT": frozenset({"RETREAT", "CONCEDE", "AGREE", "COERCE", "AID"})}  # fmt: skip


_STOPS = frozenset({"end", "halt", "stop", "cessation", "cease", "stoppage"})


def _deed_of(telling: Telling, tellings: list[Telling]) -> Telling | None:
    """The deed that a verbal act is on: told by its object, or inside its object or clause, in the same sentence."""
    candidate = telling.candidate
    wanted = _ON_DEEDS.get(candidate.type)
    if wanted is None:
        return None
    targets = {t.i for t in candidate.arguments.objects}
    if candidate.type == "REQUEST" and not any(t.lemma_.lower() in _STOPS for t in (*candidate.arguments.objects, *(t for _, t in candidate.arguments.prepositions))):
        return None
    targets |= {t.i for p, t in candidate.arguments.prepositions if p in {"for", "on", "of", "at", "over"}}
    targets |= {clause.i for _, clause in candidate.arguments.complements}
    for other in tellings:
        deed = other.candidate
        if deed.sentence.index != candidate.sentence.index or deed.type not in wanted or other is telling:
            continue
        if deed.head.i in targets or any(a.i in targets for a in list(deed.head.ancestors)[:5]):
            return other
    return None


def _directed(merged: list[MergedEvent], tellings: list[Telling]) -> list[MergedEvent]:
    """Verbal acts on a deed are directed at those who did it.

    "Britain condemned the shelling of the town by the rebels": the rebels, not the town, are who is condemned. Who did it may be told elsewhere in
    the report; where nobody tells, a condemned deed leaves the condemnation without a recipient.
    """
    out = []
    for event in merged:
        deeds = [d for t in event.tellings if (d := _deed_of(t, tellings)) is not None]
        if not deeds:
            out.append(event)
            continue
        doers: dict[str, Party] = {}
        acting = {p.actor.id for p in event.actors}
        for deed in deeds:
            home = next((e for e in merged if any(t is deed for t in e.tellings)), None)
            for party in home.actors if home else deed.candidate.actors:
                if party.actor.id not in acting:
                    doers.setdefault(party.actor.id, party)
        objects = {t.i for t in event.best.candidate.arguments.objects}
        about_deed = any(d.candidate.head.i in objects for d in deeds)
        named = [p for p in event.recipients if p.basis != "owner"]
        if doers and (about_deed or not named):
            event = replace(event, recipients=tuple(doers.values()))
        elif about_deed and event.best.candidate.type == "ACCUSE":
            event = replace(event, recipients=())
        out.append(event)
    return out


def _neighbourhood(report: ParsedReport, sentence: Sentence) -> str:
    near = report.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return " ".join(s.text for s in near)


def _dropped(candidate: Candidate, reason: str) -> Dropped:
    return Dropped(
        candidate.sentence.span_of(candidate.words),
        " ".join(t.text for t in candidate.words),
        candidate.frame.name,
        candidate.type,
        reason,
    )


def _judged(
    candidate: Candidate, sentence: Sentence, heads: frozenset[int], tables: EventTables
) -> tuple[Candidate, str]:
    """The candidate with its status, and the reason for dropping it, if there is one."""
    if candidate.frame.name.startswith("demands:"):
        return candidate, ""
    judgement = judge(candidate.head, tables.governors, tables.light_verbs, heads - {candidate.head.i})
    candidate = replace(
        candidate,
        assertion=judgement.assertion,
        nested=judgement.nested,
        why=(*candidate.why, Reason("status", judgement.assertion, judgement.rule)),
    )
    if judgement.nested:
        return candidate, f"content of another act ({judgement.rule})"
    if judgement.assertion == "hypothetical":
        return candidate, f"hypothetical ({judgement.rule})"
    if judgement.assertion == "negated" and not candidate.actors:
        return candidate, f"negated ({judgement.rule})"
    return candidate, ""


def _confidence(event: MergedEvent) -> float:
    best = event.best.candidate
    score = best.score
    parties = (*event.actors, *event.recipients)
    if parties:
        score *= min(_DISCOUNT[p.basis] for p in parties)
        if all(p.actor.sectors == ("UNK",) for p in parties):
            score *= 0.6
    if best.assertion in {"negated", "future"}:
        score *= 0.85
    satisfied = sum(t.candidate.satisfied for t in event.tellings)
    return round(min(0.98, score * (1.0 + 0.06 * (satisfied - 1))), 3)


def _party_actors(parties: tuple[Party, ...], event: MergedEvent, role: str) -> tuple[Actor, ...]:
    best = event.best.candidate
    found: dict[str, Actor] = {}
    for party in parties:
        coded = side_in_event(_at_home(party, event.place), best.type, best.cameo, role).actor
        found.setdefault(coded.id or coded.name, coded)
    return tuple(found.values())


def _at_home(party: Party, place: Place | None) -> Party:
    """People whose country was inferred from the report are those of the place where the event is."""
    actor = party.actor
    if party.basis != "inferred" or party.person or place is None or place.country is None or actor.country in {None, place.country}:
        return party
    if not set(actor.sectors) & _LOCAL:
        return party
    moved = Actor(actor.name, place.country, actor.sectors, actor.text, f"{place.country}.{'.'.join(actor.sectors)}", actor.kind, actor.role)
    return replace(party, actor=moved)


def _event(report: ParsedReport, event: MergedEvent, tables: EventTables) -> Event:
    best = event.best.candidate
    text = report.article.text
    triggers = tuple(dict.fromkeys(t.candidate.sentence.span_of([t.candidate.head]) for t in event.tellings))
    evidence = tuple(dict.fromkeys(t.candidate.sentence.span for t in event.tellings))
    cameo = best.cameo
    table_contexts = tables.ontology.cameo[cameo].contexts if cameo in tables.ontology.cameo else ()
    sources: dict[str, Actor] = {}
    for telling in event.tellings:
        for party in telling.attribution:
            sources.setdefault(party.actor.id or party.actor.name, party.actor)
    del text
    return Event(
        id=content_id("event", report.article.id, best.type, triggers[0].start, triggers[0].end),
        type=best.type,
        mode=best.mode,
        cameo=cameo,
        contexts=tuple(dict.fromkeys((*event.contexts, *(table_contexts if not event.contexts else ())))),
        trigger=triggers,
        evidence=evidence,
        actors=_party_actors(event.actors, event, "actor"),
        recipients=_party_actors(event.recipients, event, "recipient"),
        date=event.date,
        place=event.place,
        assertion=best.assertion,  # type: ignore[arg-type]
        attribution=tuple(sources.values()),
        confidence=_confidence(event),
        why=best.why,
    )
