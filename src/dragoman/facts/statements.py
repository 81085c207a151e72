"""Positions that actors take in words (codebook, section 6).

Needs: a parsed report, its actors, quotations, dates and events. Gives: statements, each linked to the event that
it is as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events import timing
from dragoman.events.attribution import sources_of
from dragoman.facts.stances import (
    SAYING,
    StanceVerb,
    StanceWords,
    load_stance_verbs,
    naming_stance,
    noun_stance,
    said_stance,
    verb_stance,
)
from dragoman.language import conjuncts, noun_phrase, prepositional_objects, verb_arguments
from dragoman.language.quotations import voice_at
from dragoman.language.said import Said
from dragoman.record import Span, Statement, StatementTopic, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.events.contexts import ContextCues
    from dragoman.language import Arguments, ParsedReport, Sentence
    from dragoman.record import DateRange, Event, Stance

# The event types that a position may be as well.
_TYPES: dict[Stance, frozenset[str]] = {
    "supports": frozenset({"SUPPORT"}),
    "affirms": frozenset({"SUPPORT", "AGREE"}),
    "condemns": frozenset({"ACCUSE"}),
    "opposes": frozenset({"ACCUSE", "REJECT"}),
    "rejects": frozenset({"REJECT", "ACCUSE"}),
    "urges": frozenset({"REQUEST"}),
    "warns": frozenset({"THREATEN"}),
}
_VERBAL = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "CONCEDE"})
# Things that speak for their owner: "a statement by Kalin's office underlined".
_MOUTHPIECES = frozenset(
    "statement communique communiqué office ministry letter declaration message release tweet post speech note "
    "spokesman spokeswoman spokesperson resolution report".split()
)
# What is said to be so: to dismiss it is to deny it (codebook, case 5).
_CLAIMS = frozenset("claim charge allegation accusation report suggestion rumour rumor assertion".split())
# Forms of attribution in which a sentence speaks for its source, beside "X said that".
_BESIDE = frozenset({"aside", "parataxis", "as", "according", "named"})
_SILENT_SECTORS = frozenset({"UNK", "JRN", "UAF"})
_SILENT_KINDS = frozenset({"media", "company"})
_ARMED = frozenset({"MIL", "REB", "PRM"})
_FRAMING = frozenset({"headline", "standfirst", "heading", "caption"})
_STOP = frozenset(
    "the a an of in on to and for that with by at from its their his her is are was were be has have".split()
)
# Verbs whose object is the addressee, so that what it is about follows.
_TAKING = frozenset("accuse blame warn caution condemn criticise criticize thank praise congratulate".split())
# Verbs whose "on" or "to" leads to the addressee.
_ADDRESSING = frozenset("call appeal say speak write complain apologise apologize reply respond".split())
_TOPIC_PREPOSITIONS = ("for", "to", "on", "out", "against", "of", "about", "over", "at", "with", "by", "behind")


@dataclass(frozen=True, eq=False)
class _Position:
    """A position as it stands in one sentence."""

    sentence: Sentence
    cue: Token
    speaker: Party
    stance: Stance
    topic: Span


def find_statements(
    report: ParsedReport,
    actors: ReportActors,
    events: Sequence[Event],
    stances: StanceWords,
    cues: ContextCues,
    date: DateRange | None,
    *,
    said: Said | None = None,
    dates: Sequence[DateMention] = (),
) -> tuple[Statement, ...]:
    """The statements of a report in the order of the text; one that headline and body tell is given once, from the
    body.

    `date` is the report's own; `said` its attributions and quotations, whose speakers hold what they say; `dates` its
    words of time. The actors that a statement is about include those it is addressed to.
    """
    said = said or Said()
    positions = [
        _Position(sentence, cue, speaker, stance, topic)
        for sentence in report.sentences
        for cue, stance, topic, parties in _positions(sentence, report, actors, stances, said)
        for speaker in _spokesmen(parties)
    ]
    kept = _without_repetitions(positions, report.article.text)
    return tuple(_statement(report, p, actors, events, cues, date, dates) for p in kept)


_Found = tuple["Token", "Stance", Span, "list[Party]"]


def _positions(
    sentence: Sentence, report: ParsedReport, actors: ReportActors, stances: StanceWords, said: Said
) -> Iterator[_Found]:
    """Each position told in a sentence: its cue, stance, topic, and who might hold it."""
    judged: set[int] = set()
    for token in sentence.tokens:
        noun = noun_stance(token, stances)
        if noun is not None:
            topic = _topic_of_noun(token)
            if topic:
                judged.update({token.i} | ({token.head.i} if noun[1] is not None else set()))
                yield token, noun[0], sentence.span_of(topic), _speakers_of_noun(sentence, token, noun[1], actors)
    for token in sentence.tokens:
        if token.pos_ not in {"VERB", "AUX"} or token.i in judged:
            continue
        arguments = verb_arguments(token)
        clauses = [c for kind, c in arguments.complements if kind == "that"]
        verdict = next((s for c in clauses if (s := said_stance(c, stances))), None) if token.lemma_ in SAYING else None
        own = verb_stance(token, arguments, stances)
        if own == "rejects" and token.lemma_ == "dismiss":
            dismissed = {t.lemma_ for t in (*arguments.objects, *([token.head] if token.dep_ == "relcl" else []))}
            own = "denies" if dismissed & _CLAIMS else own
        named = naming_stance(token, stances)
        if verdict is not None and own in {None, "affirms", "claims"}:
            judged.update(c.i for c in clauses)
            yield token, verdict[0], sentence.span_of(_words(clauses[0])), _speakers(sentence, token, arguments, actors)
        elif named is not None:
            told = _trimmed([t for part in named[1:] for t in part.subtree])
            yield token, named[0], sentence.span_of(told), _speakers(sentence, token, arguments, actors)
        elif own is not None:
            about = _told_topic(sentence, token, said) or _span(sentence, _topic(token, arguments))
            if about is not None and not _is_deed(sentence, token, arguments, actors):
                yield token, own, about, _speakers(sentence, token, arguments, actors)
    yield from _in_own_voice(sentence, actors, stances, said, judged)
    yield from _after_colon(sentence, actors, stances)


def _is_deed(sentence: Sentence, verb: Token, arguments: Arguments, actors: ReportActors) -> bool:
    """Whether forces are helped rather than a position taken: "the coalition supports the Iraqi forces"."""
    if verb.lemma_ not in {"support", "back", "defend"}:
        return False
    sides = [p for t in (*arguments.subjects, *arguments.objects) for p in actors.at(sentence, t)]
    return any(set(p.actor.sectors) & _ARMED for p in sides)


def _told_topic(sentence: Sentence, verb: Token, said: Said) -> Span | None:
    """The content that the report gives to this cue where the cue is followed by it: "urged *the army to leave*"."""
    for attribution in said.attributions:
        if attribution.sentence is sentence and attribution.cue.i == verb.i:
            if attribution.frame not in {"to", "obj", "ing", "relative"} or not attribution.content_spans:
                return None
            if attribution.frame == "relative":
                return attribution.content_spans[0]
            first, last = attribution.content_spans[0].start, attribution.content_spans[-1].end
            return Span(first, last) if first > sentence.offset + verb.idx else None
    return None


def _span(sentence: Sentence, tokens: list[Token]) -> Span | None:
    return sentence.span_of(tokens) if tokens else None


def _in_own_voice(
    sentence: Sentence, actors: ReportActors, stances: StanceWords, said: Said, judged: set[int]
) -> Iterator[_Found]:
    """Verdicts and demands in a quotation, in a text whose author is an actor, and before "according to X"."""
    root = sentence.tokens.root
    for clause in (root, *(c for c in root.children if c.dep_ in {"conj", "ccomp"})):
        if clause.i in judged:
            continue
        verdict = said_stance(clause, stances)
        if verdict is None:
            continue
        speakers: list[Party] = []
        at = sentence.offset + verdict[1].idx
        voice = voice_at(said.voices, at)
        told = [p for a in said.over(at) if a.frame in _BESIDE for p in sources_of(a, actors, said)]
        if voice is not None and voice.speaker is not None and voice.sentence is not None:
            speakers = list(actors.at(voice.sentence, voice.speaker))
        elif told:
            speakers = told
        elif clause.dep_ == "ccomp":
            continue
        elif voice is None and sentence.block.kind not in _FRAMING:
            speakers = list(actors.speaker)
        source_words = {t.i for c in clause.children if c.lower_ == "according" for t in c.subtree}
        quoted = sentence.tokens_in(voice.span) if voice is not None else list(sentence.tokens)
        inside = {t.i for t in quoted} - source_words
        topic = _trimmed([t for t in clause.subtree if t.i in inside]) or [verdict[1]]
        yield verdict[1], verdict[0], sentence.span_of(topic), speakers


def _after_colon(sentence: Sentence, actors: ReportActors, stances: StanceWords) -> Iterator[_Found]:
    """ "Erdogan: The embargo is unacceptable": a headline's speaker before the colon."""
    if sentence.block.kind not in {"headline", "heading", "standfirst"}:
        return
    colon = next((t for t in sentence.tokens if t.text == ":"), None)
    if colon is None or colon.i - sentence.tokens.start > 6:
        return
    before = [t for t in sentence.tokens if t.i < colon.i]
    after = [t for t in sentence.tokens if t.i > colon.i]
    speakers = [p for t in before for p in actors.at(sentence, t)]
    if not speakers or not after:
        return
    inside = {t.i for t in after}
    for head in after:
        if head.pos_ in {"VERB", "AUX"} and (head.head.i not in inside or head.head.i == head.i):
            said = said_stance(head, stances)
            own = verb_stance(head, verb_arguments(head), stances)
            stance = said[0] if said else own
            if stance is not None:
                yield (said[1] if said else head), stance, sentence.span_of(_trimmed(after)), speakers[:1]
                return


def _speakers(sentence: Sentence, verb: Token, arguments: Arguments, actors: ReportActors) -> list[Party]:
    found = [p for s in arguments.subjects for p in _voice_of(sentence, s, actors)]
    if not found and verb.dep_ == "acl" and verb.head.lemma_.lower() in _MOUTHPIECES:
        # "in a statement condemning the coup, the Union urged …": the statement is that of the main verb's subject
        above = next((a for a in verb.head.ancestors if a.pos_ == "VERB"), None)
        found = list(_main_subjects(sentence, above, actors)) if above is not None else []
    return found


def _main_subjects(sentence: Sentence, verb: Token, actors: ReportActors) -> Iterator[Party]:
    for subject in verb_arguments(verb).subjects:
        yield from _voice_of(sentence, subject, actors)


def _speakers_of_noun(sentence: Sentence, noun: Token, verb: Token | None, actors: ReportActors) -> list[Party]:
    if verb is not None:
        return _speakers(sentence, verb, verb_arguments(verb), actors)
    return [p for c in noun.children if c.dep_ == "poss" for p in actors.at(sentence, c)]


def _voice_of(sentence: Sentence, token: Token, actors: ReportActors) -> list[Party]:
    """Who speaks where `token` is the subject: the party itself, or the owner of a statement or an office."""
    parties = actors.at(sentence, token)
    mouthpiece = token.lemma_.lower() in _MOUTHPIECES
    found = [p.as_basis("described") if p.basis == "owner" else p for p in parties if mouthpiece or p.basis != "owner"]
    if not found and mouthpiece:
        found = [
            p for w, t in prepositional_objects(token) if w in {"by", "from", "of"} for p in actors.at(sentence, t)
        ]
    return found


def _spokesmen(speakers: Iterable[Party]) -> list[Party]:
    """Those of the speakers who are political actors."""
    found: dict[str, Party] = {}
    for party in speakers:
        actor = party.actor
        known = actor.country or actor.sectors or (actor.kind and (actor.kind != "person" or actor.role))
        if known and actor.kind not in _SILENT_KINDS and not set(actor.sectors[:1]) & _SILENT_SECTORS:
            found.setdefault(actor.id, party)
    return list(found.values())


def _words(head: Token) -> list[Token]:
    return _trimmed(list(head.subtree))


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without punctuation at the ends."""
    members = sorted((t for t in tokens if not t.is_space), key=lambda t: t.i)
    while members and members[0].is_punct:
        members.pop(0)
    while members and members[-1].is_punct:
        members.pop()
    return members


def _topic(verb: Token, arguments: Arguments) -> list[Token]:
    """The words of what the position is on: object and clause, else what follows the preposition."""
    tokens: list[Token] = []
    for target in arguments.objects:
        relative = target.i < verb.i and target.is_ancestor(verb)
        tokens.extend(
            noun_phrase(target) if relative else (t for t in target.subtree if t.i > verb.i or arguments.passive)
        )
    for _, clause in arguments.complements:
        if clause.i < verb.i and (tokens or len(arguments.complements) > 1 or _semicolon_between(clause, verb)):
            continue  # a clause of its own that the parse hangs on this one
        if clause.dep_ != "advcl" or not tokens:
            tokens.extend(t for t in clause.subtree if t.i != verb.i)
    if tokens and verb.lemma_ in _TAKING:
        for child in verb.children:
            if child.dep_ == "prep" and child.i > verb.i and child.lower_ in {"of", "for", "against", "over", "about"}:
                tokens.extend(child.subtree)
    if not tokens:
        for preposition, target in arguments.prepositions:
            if preposition in _TOPIC_PREPOSITIONS and target.i != verb.i:
                tokens.extend(target.subtree)
                break
    return _trimmed([t for t in tokens if t.i != verb.i])


def _semicolon_between(a: Token, b: Token) -> bool:
    return any(t.text == ";" for t in a.doc[a.i : b.i])


def _topic_of_noun(noun: Token) -> list[Token]:
    tokens: list[Token] = []
    for child in noun.children:
        if child.dep_ in {"prep", "acl"} and child.i > noun.i:
            tokens.extend(t for t in child.subtree if child.dep_ == "acl" or t.i != child.i)
    if not tokens and noun.head.pos_ == "VERB":
        for child in noun.head.children:
            if child.dep_ == "prep" and child.i > noun.i and child.lower_ in _TOPIC_PREPOSITIONS:
                tokens.extend(t for t in child.subtree if t.i != child.i)
    return _trimmed(tokens)


def _without_repetitions(positions: list[_Position], text: str) -> list[_Position]:
    """Each position once: a later one on the same words is dropped, and a headline's gives way to the body's."""
    kept: list[_Position] = []
    for position in sorted(positions, key=lambda p: p.sentence.block.kind in _FRAMING):
        if not any(_repeats(position, other, text) for other in kept):
            kept.append(position)
    return sorted(kept, key=lambda p: (p.sentence.index, p.cue.i))


def _repeats(position: _Position, other: _Position, text: str) -> bool:
    a, b = position.speaker.actor, other.speaker.actor
    alike = a.id == b.id or (
        position.sentence.block.kind in _FRAMING and a.country == b.country and bool(set(a.sectors) & set(b.sectors))
    )
    if not alike or position.stance != other.stance:
        return False
    if position.cue.i == other.cue.i and position.sentence.index == other.sentence.index:
        return True
    mine, theirs = _content(position.topic, text), _content(other.topic, text)
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _content(span: Span, text: str) -> set[str]:
    words = {w.strip(".,;:'\"’”“()") for w in span.of(text).lower().split()}
    return {w for w in words if w and w not in _STOP} or words


def _statement(
    report: ParsedReport,
    position: _Position,
    actors: ReportActors,
    events: Sequence[Event],
    cues: ContextCues,
    date: DateRange | None,
    dates: Sequence[DateMention],
) -> Statement:
    sentence, speaker = position.sentence, position.speaker
    cue = sentence.span_of([position.cue])
    named = {
        p.actor.id: p.actor
        for t in (*_addressees(position.cue), *sentence.tokens_in(position.topic))
        for p in actors.at(sentence, t)
        if p.actor.id != speaker.actor.id and p.basis not in {"inferred", "owner"}
    }
    event = _event_of(position, cue, events)
    return Statement(
        id=content_id("statement", report.article.id, speaker.actor.id, position.stance, cue.start),
        speaker=speaker.actor,
        stance=position.stance,
        span=Span(min(cue.start, position.topic.start), max(cue.end, position.topic.end)),
        cue=cue,
        about=StatementTopic(
            span=position.topic,
            contexts=cues.find(position.topic.of(report.article.text)),
            actors=tuple(named.values()),
        ),
        date=(event.date if event else None)
        or timing.nearest_date(sentence, position.cue, _near(dates, position), [])
        or date,
        event=event.id if event else None,
        confidence=0.85 if speaker.basis in {"named", "described"} else 0.7,
    )


def _addressees(cue: Token) -> list[Token]:
    """Those to whom words are said: "told *the envoy* that", "called on *both sides* to", "appealed to *Paris*"."""
    if cue.pos_ != "VERB":
        return []
    direct = [c for c in cue.children if c.dep_ in {"dobj", "dative"} and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    clause = any(c.dep_ in {"ccomp", "xcomp"} for c in cue.children)
    through = [t for p, t in prepositional_objects(cue) if p in {"on", "upon", "to"} and cue.lemma_ in _ADDRESSING]
    return [*(m for c in direct if clause for m in conjuncts(c)), *through]


def _near(dates: Sequence[DateMention], position: _Position) -> list[DateMention]:
    """The dates that are not part of what the position is on."""
    return [d for d in dates if not position.topic.overlaps(d.span)]


def _event_of(position: _Position, cue: Span, events: Sequence[Event]) -> Event | None:
    """The verbal event that the statement is: told by the same words, else by the same speaker in the same sentence."""
    same_words = (e for e in events if e.type in _VERBAL and any(t.overlaps(cue) for t in e.trigger))
    found = next(same_words, None)
    if found is not None:
        return found
    wanted = _TYPES.get(position.stance, frozenset())
    return next(
        (
            e
            for e in events
            if e.type in wanted
            and any(a.id == position.speaker.actor.id for a in e.actors)
            and any(t.overlaps(position.sentence.span) for t in e.trigger)
        ),
        None,
    )


__all__ = ["StanceVerb", "StanceWords", "find_statements", "load_stance_verbs"]
