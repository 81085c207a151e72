"""Positions that actors take in words (codebook, section 6).

Needs: a parsed report, its actors, its events. Gives: statements, each linked to the event that it is as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language import verb_arguments
from dragoman.record import Span, Statement, StatementTopic, content_id
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.events.contexts import ContextCues
    from dragoman.language import Arguments, ParsedReport, Sentence
    from dragoman.record import DateRange, Event, Stance

STANCE_COLUMNS = ("lemma", "particle", "clause", "stance")
_VERBAL = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE"})
_UNACCEPTABLE = re.compile(
    r"\b(unacceptable|intolerable|illegal|inexcusable|unjustified|wrong|null and void|a crime)\b"
)
_NECESSARY = re.compile(r"\b(must|should|essential|crucial|need to|needs to|ought to)\b")
_SAY = frozenset(
    {"say", "tell", "state", "add", "note", "stress", "underline", "insist", "declare", "affirm", "believe"}
)


@dataclass(frozen=True)
class StanceVerb:
    """A verb that takes a position; see `stances.tsv`."""

    lemma: str
    particle: str
    clause: bool
    stance: Stance


def load_stance_verbs() -> dict[str, tuple[StanceVerb, ...]]:
    """The table `stances.tsv` by lemma; rows with a particle come first."""
    name = "stances.tsv"
    found: dict[str, list[StanceVerb]] = {}
    for row in read_table(package_file("dragoman.facts", name).read_text("utf-8"), name, STANCE_COLUMNS):
        found.setdefault(row["lemma"], []).append(
            StanceVerb(row["lemma"], row["particle"], row["clause"] == "yes", row["stance"])  # type: ignore[arg-type]
        )
    return {lemma: tuple(sorted(rows, key=lambda r: not r.particle)) for lemma, rows in found.items()}


def find_statements(
    report: ParsedReport,
    actors: ReportActors,
    events: Sequence[Event],
    stances: dict[str, tuple[StanceVerb, ...]],
    cues: ContextCues,
    date: DateRange | None,
) -> tuple[Statement, ...]:
    """The statements of a report in the order of the text; a repeated one (same speaker, stance and words) is given
    once."""
    found: list[Statement] = []
    seen: set[tuple[str, str, str]] = set()
    for sentence in report.sentences:
        for token in sentence.tokens:
            if token.pos_ != "VERB" or (token.lemma_ not in stances and token.lemma_ not in _SAY):
                continue
            arguments = verb_arguments(token)
            if _is_content(token):
                continue
            stance = _stance(token, arguments, stances)
            topic_tokens = _topic(token, arguments)
            if stance is None or not topic_tokens:
                continue
            topic = sentence.span_of(topic_tokens)
            speakers = [p for s in arguments.subjects for p in actors.at(sentence, s)]
            for speaker in _spokesmen(speakers):
                key = (speaker.actor.id, stance, _folded(topic, report))
                if key in seen:
                    continue
                seen.add(key)
                found.append(_statement(report, sentence, token, speaker, stance, topic, actors, events, cues, date))
    return tuple(found)


def _is_content(verb: Token) -> bool:
    """ "Agreed *to support* the committee": a bare infinitive is what is agreed or planned, no position taken."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return to and verb.dep_ in {"xcomp", "acl", "advcl", "pcomp", "conj"}


def _spokesmen(speakers: list[Party]) -> list[Party]:
    """Those who can speak: no owners of things, nobody unknown."""
    return [
        p if p.basis != "owner" else p.as_basis("described")
        for p in speakers
        if p.actor.sectors != ("UNK",) and (p.actor.country or p.actor.sectors or p.actor.kind)
    ]


def _folded(span: Span, report: ParsedReport) -> str:
    return " ".join(span.of(report.article.text).lower().split())


def _stance(verb: Token, arguments: Arguments, stances: dict[str, tuple[StanceVerb, ...]]) -> Stance | None:
    """The position that a verb takes; what is only said counts where the words said judge or demand."""
    after = arguments.particles | {p for p, _ in arguments.prepositions}
    negated = any(c.dep_ == "neg" for c in verb.children)
    clause = " ".join(t.lower_ for _, c in arguments.complements for t in c.subtree)
    if clause and (verb.lemma_ in _SAY):
        if _UNACCEPTABLE.search(clause):
            return "rejects"
        if _NECESSARY.search(clause) and verb.lemma_ in {"say", "tell", "state", "add", "note"}:
            return "urges"
    for row in stances.get(verb.lemma_, ()):
        if row.particle and row.particle not in after:
            continue
        if row.clause and not arguments.complements:
            continue
        if negated:
            return {"supports": "opposes", "affirms": "denies"}.get(row.stance)  # type: ignore[return-value]
        return row.stance
    return None


def _topic(verb: Token, arguments: Arguments) -> list[Token]:
    """The words of what the position is on: the clause, else the object, else what follows the preposition."""
    for _, clause in arguments.complements:
        return [t for t in clause.subtree if not t.is_punct]
    tokens: list[Token] = []
    for target in arguments.objects:
        tokens.extend(t for t in target.subtree if t.i > verb.i or arguments.passive)
    if not tokens:
        for preposition, target in arguments.prepositions:
            if preposition in {"for", "to", "on", "out", "against", "of", "about"}:
                tokens.extend(target.subtree)
                break
    return [t for t in tokens if not t.is_punct]


def _statement(
    report: ParsedReport,
    sentence: Sentence,
    verb: Token,
    speaker: Party,
    stance: Stance,
    topic: Span,
    actors: ReportActors,
    events: Sequence[Event],
    cues: ContextCues,
    date: DateRange | None,
) -> Statement:
    cue = sentence.span_of([verb])
    named = {
        p.actor.id: p.actor
        for t in sentence.tokens_in(topic)
        for p in actors.at(sentence, t)
        if p.actor.id != speaker.actor.id and p.basis != "inferred"
    }
    event = next((e for e in events if e.type in _VERBAL and any(t.overlaps(cue) for t in e.trigger)), None)
    return Statement(
        id=content_id("statement", report.article.id, speaker.actor.id, stance, cue.start),
        speaker=speaker.actor,
        stance=stance,
        span=Span(min(cue.start, topic.start), max(cue.end, topic.end)),
        cue=cue,
        about=StatementTopic(
            span=topic, contexts=cues.find(topic.of(report.article.text)), actors=tuple(named.values())
        ),
        date=(event.date if event else None) or date,
        event=event.id if event else None,
        confidence=0.85 if speaker.basis in {"named", "described"} else 0.7,
    )
