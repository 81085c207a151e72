"""What the model sees and the frames do not: tagged triggers without a proposal, with the sides that are tagged.

Needs: a sentence, its proposals, the spans that the model tagged in it, who its nominals are. Gives: a proposal for
each trigger that had none. A spotted proposal has a frame made for it, named
`model`, and no type before the model is asked for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.events.candidate import SPOTTED, Candidate
from dragoman.events.frame import Frame
from dragoman.language import Arguments, verb_arguments
from dragoman.language.distance import tree_distance
from dragoman.record import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.language import Sentence
    from dragoman.model import TaggedSpan

# A tag below this probability is passed over.
_TRIGGER, _SIDE = 0.5, 0.5
# A tagged side farther than this from a trigger in the parse belongs to another, where the sentence has several.
_FAR = 7.0


def spotted(
    sentence: Sentence, candidates: Sequence[Candidate], spans: Sequence[TaggedSpan], actors: ReportActors
) -> list[Candidate]:
    """A proposal for each tagged trigger that no proposal has among its words."""
    owned = {t.i for c in candidates for t in c.words}
    words = _tokens(sentence, spans, "trigger", _TRIGGER)
    lone = len(words) + len(candidates) == 1
    found = []
    for tokens in words:
        head = _root(tokens)
        if head.dep_ in {"aux", "auxpass", "neg", "prt"}:
            head = head.head
        if any(t.i in owned for t in (*tokens, head)) or head.pos_ not in {
            "VERB",
            "NOUN",
            "PROPN",
            "ADJ",
            "AUX",
            "ADV",
            "ADP",
        }:
            continue
        arguments = verb_arguments(head) if head.pos_ in {"VERB", "AUX"} else Arguments()
        acting = _by_parse(arguments.subjects, sentence, actors)
        receiving = _by_parse((*arguments.objects, *arguments.indirect_objects), sentence, actors)
        tagged = {
            role: tagged_parties(sentence, spans, role, actors, None if lone else head)
            for role in ("actor", "recipient")
        }
        acting, receiving = tagged["actor"] or acting, tagged["recipient"] or receiving
        doing = {p.actor.id for p in acting}
        receiving = tuple(p for p in receiving if p.actor.id not in doing)
        if acting or receiving:
            found.append(_candidate(sentence, head, tuple(tokens), arguments, acting, receiving))
    return found


def _candidate(
    sentence: Sentence,
    head: Token,
    words: tuple[Token, ...],
    arguments: Arguments,
    acting: tuple[Party, ...],
    receiving: tuple[Party, ...],
) -> Candidate:
    return Candidate(
        frame=_FRAMES["verb" if head.pos_ in {"VERB", "AUX"} else "noun"],
        sentence=sentence,
        head=head,
        words=words,
        arguments=arguments,
        actors=acting,
        recipients=receiving,
        satisfied=True,
        type="",
        mode="",
        cameo="",
        score=_FRAMES["verb"].weight,
        why=(Reason("model", "trigger tagged", " ".join(t.text for t in words)),),
    )


_FRAMES = {
    "verb": Frame(name=SPOTTED, pos="verb", weight=0.5),
    "noun": Frame(name=SPOTTED, pos="noun", weight=0.5),
}


def _tokens(sentence: Sentence, spans: Sequence[TaggedSpan], role: str, least: float) -> list[list[Token]]:
    """The words of each tagged span of a role."""
    start = int(sentence.tokens.start_char)
    found = []
    for span in spans:
        if span.role != role or span.probability < least:
            continue
        inside = [
            t
            for t in sentence.tokens
            if t.idx - start < span.end and t.idx - start + len(t.text) > span.start and not t.is_space
        ]
        if inside:
            found.append(inside)
    return found


def _root(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


def _by_parse(tokens: Sequence[Token], sentence: Sentence, actors: ReportActors) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for token in tokens:
        for party in actors.at(sentence, token):
            found.setdefault(party.actor.id or party.actor.name, party)
    return tuple(found.values())


def tagged_parties(
    sentence: Sentence,
    spans: Sequence[TaggedSpan],
    role: str,
    actors: ReportActors,
    near: Token | None = None,
) -> tuple[Party, ...]:
    """Whom the tagged spans of a role stand for; where `near` is given, only the one nearest to it in the parse and
    those joined to that one."""
    words = _tokens(sentence, spans, role, _SIDE)
    if near is not None and words:
        roots = [_root(tokens) for tokens in words]
        first = min(roots, key=lambda t: tree_distance(t, near))
        joined = [root is first or root in first.conjuncts for root in roots]
        words = [w for w, own in zip(words, joined, strict=True) if own] if tree_distance(first, near) <= _FAR else []
    found: dict[str, Party] = {}
    for tokens in words:
        root = _root(tokens)
        resolved = actors.at(sentence, root) or next(
            (parties for t in reversed(tokens) if (parties := actors.at(sentence, t))), ()
        )
        for party in resolved:
            found.setdefault(party.actor.id or party.actor.name, party)
    return tuple(found.values())
