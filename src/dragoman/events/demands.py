"""Demands without a verb of demanding: "Israel must withdraw", said by somebody else, is a REQUEST (codebook, case 20).

Needs: a sentence, who its nominals are, who speaks. Gives: candidates with the modal's verb as trigger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.events.candidate import Candidate
from dragoman.events.frame import Frame
from dragoman.language import verb_arguments
from dragoman.record import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.language import Sentence

_MODALS = frozenset({"must", "should"})
_DEMAND = Frame(
    name="demands:must", pos="verb", lemma="must", type="REQUEST", mode="change", cameo="100", needs="both", weight=0.6
)


def is_demand(candidate: Candidate) -> bool:
    """Whether a proposal comes from this module and not from a frame of the tables."""
    return candidate.frame is _DEMAND


def find_demands(
    sentence: Sentence, actors: ReportActors, speakers: Callable[[Token], tuple[Party, ...]]
) -> list[Candidate]:
    """What a speaker says that another political actor must do."""
    found = []
    for token in sentence.tokens:
        if token.lower_ not in _MODALS or token.dep_ != "aux":
            continue
        verb = token.head
        if any(c.dep_ == "neg" for c in verb.children) and token.lower_ == "should":
            continue
        arguments = verb_arguments(verb)
        addressed = tuple(
            p
            for t in (arguments.objects if arguments.passive else arguments.subjects)
            for p in actors.at(sentence, t)
            if p.basis in {"named", "described"} and t.tag_ not in {"PRP", "PRP$"}
        )
        if not addressed or any(c.lower_ in {"if", "whether", "unless"} for c in verb.children):
            continue
        taken = {p.actor.id for p in addressed}
        said_by = tuple(p for p in speakers(verb) if p.actor.id not in taken)
        if not said_by:
            continue
        found.append(
            Candidate(
                frame=_DEMAND,
                sentence=sentence,
                head=token,
                words=(token, verb),
                arguments=arguments,
                actors=said_by[:1],
                recipients=addressed,
                satisfied=True,
                type=_DEMAND.type,
                mode=_DEMAND.mode,
                cameo=_DEMAND.cameo,
                score=_DEMAND.weight,
                why=(Reason("frame", _DEMAND.name, f"{token.text} {verb.text}"),),
            )
        )
    return found
