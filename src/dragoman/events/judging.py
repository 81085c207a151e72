"""The model's voice: each proposal of the frames is shown to the model with its sides and its trigger marked.

Needs: proposals of reports and the model. Gives: the proposals with a `Judgement` each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.events.demands import is_demand
from dragoman.events.spotting import spotted, tagged_parties
from dragoman.model import NONE, MarkedSentence
from dragoman.record import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.events.candidate import Candidate
    from dragoman.language import Sentence
    from dragoman.model import Judgement, Model, TaggedSpan
    from dragoman.ontology import Ontology

# What is asked of the model for an event; its other heads answer other questions.
HEADS = ("type", "mode", "doer")


# Acts of these types are hardly ever told without whom they are on.
_ON_SOMEBODY = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AID", "REJECT", "SANCTION"})
# The model overrules a frame's type where it is as sure of another as this, and gives the frame's no more than that.
_SURE, _DOUBTED = 0.95, 0.03
# A proposal without all the sides that its frame asks for stands if the model gives its type the first probability; a
# trigger that only the model sees needs the second, or the third where one country does it to another.
_LIKELY, _SPOTTED, _BETWEEN_COUNTRIES = 0.6, 0.93, 0.6


@dataclass(frozen=True)
class Proposals:
    """The proposals in each sentence of a report, and who its nominals are."""

    sentences: Sequence[Sentence]
    actors: ReportActors
    candidates: Sequence[Sequence[Candidate]]


def judged(reports: Sequence[Proposals], model: Model, ontology: Ontology) -> list[Proposals]:
    """The proposals of several reports with what the model says of them, and those that only the model sees.

    All is read together: each proposal marked in its sentence, a sentence without proposals as it stands. The first
    reading of a sentence also tells which words are triggers and sides; a trigger without a proposal gets one, which
    is then shown to the model in its turn.
    """
    asked = [_questions(s, c, r.actors) for r in reports for s, c in zip(r.sentences, r.candidates, strict=True)]
    read = iter(model.read([q for of_sentence in asked for q in of_sentence], HEADS, "events"))
    questions = iter(asked)
    heard: list[list[list[Candidate]]] = []
    fresh: list[list[list[Candidate]]] = []
    for report in reports:
        heard.append([])
        fresh.append([])
        for sentence, candidates in zip(report.sentences, report.candidates, strict=True):
            readings = [next(read) for _ in next(questions)]
            spans = readings[0].spans if readings else ()
            told = [_sided(c, spans, len(candidates) == 1, report.actors) for c in candidates]
            heard[-1].append([_heard(c, r.judgement, ontology) for c, r in zip(told, readings, strict=False)])
            fresh[-1].append(spotted(sentence, candidates, spans, report.actors))
    said = iter(model.judge([marked(c) for report in fresh for found in report for c in found], HEADS))
    return [
        replace(
            report,
            candidates=[
                [*known, *(typed for c in found if (typed := _typed(c, next(said), ontology)) is not None)]
                for known, found in zip(old, new, strict=True)
            ],
        )
        for report, old, new in zip(reports, heard, fresh, strict=True)
    ]


def _questions(sentence: Sentence, candidates: Sequence[Candidate], actors: ReportActors) -> list[MarkedSentence]:
    """What the model reads of a sentence: each proposal marked in it, or the sentence as it stands."""
    if not candidates and _worth_reading(sentence, actors):
        return [MarkedSentence(sentence.text)]
    return [marked(c) for c in candidates]


def _worth_reading(sentence: Sentence, actors: ReportActors) -> bool:
    """Whether a sentence in which the frames see nothing names a political actor."""
    return any(actors.at(sentence, t) for t in sentence.tokens)


def _sided(candidate: Candidate, spans: Sequence[TaggedSpan], lone: bool, actors: ReportActors) -> Candidate:
    """The proposal with the recipients that the model tags, where its frame found none and the act is on somebody."""
    if candidate.frame.reciprocal or candidate.recipients or candidate.type not in _ON_SOMEBODY:
        return candidate
    acting = {p.actor.id for p in candidate.actors}
    near = None if lone else candidate.head
    tagged = tagged_parties(candidate.sentence, spans, "recipient", actors, near)
    tagged = tuple(p for p in tagged if p.actor.id not in acting)
    if not tagged:
        return candidate
    why = Reason("model", "recipient tagged", "; ".join(p.actor.name for p in tagged))
    return replace(candidate, recipients=tagged, why=(*candidate.why, why))


def _heard(candidate: Candidate, judgement: Judgement, ontology: Ontology) -> Candidate:
    kind, sure = judgement.best("type")
    candidate = replace(candidate, judgement=judgement)
    if kind == NONE or is_demand(candidate):
        return candidate
    if kind != candidate.type and sure >= _SURE and judgement.of("type", candidate.type) <= _DOUBTED:
        candidate = _with_type(candidate, kind, judgement, ontology, f"rather than {candidate.type}")
    if (
        not candidate.satisfied
        and (candidate.actors or candidate.recipients)
        and kind == candidate.type
        and sure >= _LIKELY
    ):
        why = Reason("model", f"{kind} with the sides that are told", f"{sure:.2f}")
        candidate = replace(candidate, satisfied=True, why=(*candidate.why, why))
    return candidate


def _typed(candidate: Candidate, judgement: Judgement, ontology: Ontology) -> Candidate | None:
    """A spotted proposal with the type that the model gives it; None where it sees no event."""
    kind, sure = judgement.best("type")
    if kind == NONE or sure < (_BETWEEN_COUNTRIES if _is_between_countries(candidate) else _SPOTTED):
        return None
    return _with_type(replace(candidate, judgement=judgement), kind, judgement, ontology, f"{sure:.2f}")


def _is_between_countries(candidate: Candidate) -> bool:
    acting, met = ({p.actor.country for p in side} for side in (candidate.actors, candidate.recipients))
    return bool(acting and met) and None not in acting | met and not acting & met


def _with_type(candidate: Candidate, kind: str, judgement: Judgement, ontology: Ontology, why: str) -> Candidate:
    mode = _mode(judgement, kind)
    return replace(
        candidate,
        type=kind,
        mode=mode,
        cameo=general_code(ontology, kind, mode),
        why=(*candidate.why, Reason("model", kind, why)),
    )


def _mode(judgement: Judgement, kind: str) -> str:
    label, sure = judgement.best("mode")
    own, _, mode = label.partition("/")
    return mode if own == kind and sure >= 0.5 else ""


def general_code(ontology: Ontology, kind: str, mode: str = "") -> str:
    """The most general CAMEO code of a type and mode; of the type where the mode has none of its own."""
    codes = [c for c in ontology.cameo.values() if c.type == kind]
    own = [c.code for c in codes if c.mode == mode] or [c.code for c in codes]
    return min(own, key=lambda code: (len(code.rstrip("0")), code), default="")


def marked(candidate: Candidate) -> MarkedSentence:
    """A proposal's sentence with its actors, recipients and trigger marked."""
    sentence = candidate.sentence
    return MarkedSentence(
        sentence.text,
        _mentions(candidate.actors, sentence),
        _mentions(candidate.recipients, sentence),
        _words(candidate.words, sentence),
    )


def _start(sentence: Sentence) -> int:
    return sentence.offset + int(sentence.tokens.start_char)


def _mentions(parties: Iterable[Party], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Where the sentence itself mentions the parties."""
    start = _start(sentence)
    places = {
        (span.start - start, span.end - start)
        for party in parties
        if (span := party.actor.text) is not None and start <= span.start and span.end <= start + len(sentence.text)
    }
    return tuple(sorted(places))


def _words(words: Iterable[Token], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The trigger's words, neighbours as one place."""
    start = int(sentence.tokens.start_char)
    places: list[tuple[int, int]] = []
    for token in sorted(words, key=lambda t: t.i):
        begin, end = token.idx - start, token.idx - start + len(token.text)
        if places and begin - places[-1][1] <= 1:
            places[-1] = (places[-1][0], end)
        else:
            places.append((begin, end))
    return tuple(places)
