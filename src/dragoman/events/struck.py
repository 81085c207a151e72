"""Whose the place is that was struck: "shelled the town of Kadugli" met its people, "a base near Herat" soldiers.

Whoever visits a town visits its government.

Needs: a deed or visit without a recipient, and the places of its sentence. Gives: it with those of the place that is,
or lies in, what was struck or visited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.party import Party
from dragoman.language import verb_arguments
from dragoman.record import Actor, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from dragoman.events.candidate import Candidate
    from dragoman.record import Place

_DEEDS = frozenset({"ASSAULT", "COERCE", "THREATEN"})
_TARGETS = frozenset({"on", "at", "against", "of", "into", "upon"})
_OF_FORCES = frozenset(
    "base airbase airfield barracks garrison position checkpoint outpost post headquarters convoy patrol trench "
    "bunker depot ship warship tank aircraft helicopter".split()
)


def with_struck(candidate: Candidate, places: Sequence[Place]) -> Candidate:
    """The deed with the people of the place it struck, where nobody is told to be its recipient."""
    visit = candidate.mode == "visit" and not candidate.frame.reciprocal
    strikes = candidate.type in _DEEDS and candidate.mode != "seize"
    if candidate.recipients or not (visit or strikes):
        return candidate
    own = {p.actor.country for p in candidate.actors}
    sentence = candidate.sentence
    for target in _targets(candidate):
        inside = {t.i for t in _phrase(target)}
        for place in places:
            if place.country is None or place.text is None:
                continue
            if not any(t.i in inside for t in sentence.tokens_in(place.text)):
                continue
            if visit and place.country in own:
                continue
            sector = "GOV" if visit else "MIL" if target.lemma_.lower() in _OF_FORCES else "CVL"
            words = sentence.tokens_in(place.text) if visit else _phrase(target)
            span = sentence.span_of(words)
            name = " ".join(t.text for t in words)
            actor = Actor(name, place.country, (sector,), span, f"{place.country}.{sector}")
            why = Reason("recipient", "people of the place struck", place.name)
            return replace(candidate, recipients=(Party(actor, "owner"),), why=(*candidate.why, why))
    return candidate


def _targets(candidate: Candidate) -> Iterable[Token]:
    for kind, clause in candidate.arguments.complements:
        if kind == "to" and candidate.type == "THREATEN":
            yield from verb_arguments(clause).objects
    yield from candidate.arguments.objects
    towards = _TARGETS | {"to", "in"} if candidate.mode == "visit" else _TARGETS
    yield from (t for p, t in candidate.arguments.prepositions if p in towards)


def _phrase(head: Token) -> list[Token]:
    outside = {t.i for c in head.children if c.dep_ in {"relcl", "acl", "conj", "appos"} for t in c.subtree}
    return [t for t in head.subtree if t.i not in outside]
