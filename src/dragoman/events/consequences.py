"""A deed and what it did are one event: "a blast that killed 12", "the army shelled the town, killing a child".

Needs: the tellings of a report. Gives: the same tellings, those of one event with the same group, each with what the
other tells.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.events import setting, timing
from dragoman.language import prepositional_objects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.events.candidate import Candidate
    from dragoman.events.merging import Telling

_HARM = frozenset(
    "kill wound injure hurt maim leave destroy damage claim take hit displace flatten raze target devastate "
    "demolish slay murder".split()
)
_DEEDS = frozenset({"ASSAULT"})


def link_consequences(tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings with their groups; a deed takes its victims from its consequence, which takes its doer, day and place
    from the deed."""
    out = list(tellings)
    group = 0
    for n, telling in enumerate(out):
        if telling.candidate.type not in _DEEDS or telling.candidate.head.lemma_ not in _HARM:
            continue
        cause = next(
            (
                m
                for m, other in enumerate(out)
                if m != n
                and other.candidate.sentence.index == telling.candidate.sentence.index
                and other.candidate.type in _DEEDS
                and _did(other.candidate, telling.candidate)
                and timing.compatible(other.date, telling.date)
                and setting.compatible(other.place, telling.place)
            ),
            None,
        )
        if cause is None:
            continue
        deed = out[cause]
        number = deed.group if deed.group >= 0 else group
        group += 1
        date = timing.more_exact(deed.date, telling.date)
        place = setting.more_exact(deed.place, telling.place)
        actors = deed.candidate.actors or telling.candidate.actors
        acting = {p.actor.id for p in actors}
        harmed = tuple(p for p in telling.candidate.recipients if p.actor.id not in acting)
        recipients = deed.candidate.recipients or harmed
        satisfied = deed.candidate.satisfied or telling.candidate.satisfied
        out[cause] = replace(
            deed,
            candidate=replace(deed.candidate, actors=actors, recipients=recipients, satisfied=satisfied),
            date=date,
            place=place,
            group=number,
        )
        out[n] = replace(
            telling,
            candidate=replace(telling.candidate, actors=actors, recipients=harmed or recipients),
            date=date,
            place=place,
            group=number,
        )
    return out


def _below(token: Token, words: set[int]) -> bool:
    """Whether a clause lies below one of the words without a reported clause or another subject's clause between."""
    above = token
    for _ in range(8):
        if above.dep_ in {"ccomp", "parataxis"} or above.head.i == above.i:
            return False
        above = above.head
        if above.i in words:
            return True
    return False


def _did(deed: Candidate, harm: Candidate) -> bool:
    """Whether `harm` tells what `deed` did: the deed is its subject, or its clause hangs on the deed's."""
    words = {t.i for t in deed.words}
    # "a series of air strikes killed 20"
    counted = {t.i for s in harm.arguments.subjects for p, t in prepositional_objects(s) if p == "of"}
    if any(t.i in words for t in harm.arguments.subjects) or counted & {deed.head.i}:
        return True
    if harm.head.dep_ == "advcl" and harm.head.tag_ == "VBG" and harm.head.head.i in words:
        return True
    if any(p == "in" and t.i in words for p, t in harm.arguments.prepositions):
        return True  # "killed in the attack"
    if not harm.actors and harm.head.dep_ in {"relcl", "conj"} and _below(harm.head, words):
        return True  # "an attack on the town on Friday that killed 12": the relative hangs on the wrong noun
    return (
        harm.head.dep_ == "conj"
        and harm.head.head.i in words
        and not any(c.dep_ == "nsubj" for c in harm.head.children)
    )
