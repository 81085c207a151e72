"""According to whom: the speakers above an event, innermost first.

Needs: an event's head, the quotations, who the nominals are. Gives: parties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language import prepositional_objects, surface_subjects
from dragoman.language.quotations import SpeechVerbs, Voice, voice_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.language import Sentence


def attribute(
    sentence: Sentence, head: Token, actors: ReportActors, voices: list[Voice], verbs: SpeechVerbs
) -> tuple[Party, ...]:
    """Who the report gives as the origin of what `head` tells."""
    found: list[Party] = []

    def add(parties: tuple[Party, ...]) -> None:
        for party in parties:
            if party.basis != "owner" and all(party.actor.id != f.actor.id for f in found):
                found.append(party)

    token = head
    for _ in range(12):
        above = token.head
        if above.i == token.i:
            break
        reports = above.pos_ in {"VERB", "AUX"} and above.lemma_ in verbs.verbs
        beside = token.dep_ in {"advcl", "parataxis"} and above.lemma_ in {"say", "add", "tell"}
        if reports and (token.dep_ == "ccomp" or beside):
            for subject in surface_subjects(above):
                add(actors.at(sentence, subject))
        token = above
    for child in (c for t in (head, *head.ancestors) for c in t.children):
        if (child.dep_ in {"prep", "advmod", "pcomp"} and child.lower_ == "according") or (
            child.dep_ == "prep" and child.lower_ == "per"
        ):
            for preposition, target in prepositional_objects(child):
                if preposition == "to":
                    add(_speaker(sentence, target, actors))
        if (
            child.dep_ in {"parataxis", "ccomp"}
            and child.pos_ == "VERB"
            and child.lemma_ in {"say", "add", "tell", "report"}
            and child.i > head.i
        ):
            for subject in surface_subjects(child):
                if subject.head.i == child.i:
                    add(actors.at(sentence, subject))
    voice = voice_at(voices, sentence.offset + head.idx)
    if voice is not None and voice.speaker is not None and voice.sentence is not None:
        add(_speaker(voice.sentence, voice.speaker, actors))
    return tuple(found)


def _speaker(sentence: Sentence, token: Token, actors: ReportActors) -> tuple[Party, ...]:
    """The party that a source phrase stands for; of "a Defense Department news release" the department."""
    return tuple(p.as_basis("described") if p.basis == "owner" else p for p in actors.at(sentence, token))
