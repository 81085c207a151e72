"""Whose a role is that names no country: "the police", "rebels", "an envoy" are of some country all the same.

The place in the clause tells it, the setting of the paragraph, the report as a whole; never a person's title.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.language import prepositional_objects, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.memory import Memory
    from dragoman.actors.tables import Role
    from dragoman.language import Sentence

_POWERS = frozenset({"GOV", "MIL", "REB", "OPP", "LEG", "PRM"})
PLACE_PREPOSITIONS = frozenset(
    "in at near inside across around throughout outside within from into toward towards".split()
)
_SAYING = frozenset("say announce report confirm identify state release tell declare".split())
# What parties to a conflict do on third ground.
_MEETING = frozenset(
    "sign initial meet agree negotiate talk hold convene confer gather reach resume open attend".split()
)
# Those whom a country sends abroad: the place where they are says nothing of whose they are.
_ABROAD = frozenset("envoy ambassador diplomat delegation attache emissary negotiator consul team".split())


def country_here(memory: Memory, sentence: Sentence, head: Token, role: Role) -> str | None:
    """The country of a role that names none: from the place that its clause names, its paragraph, or the report."""
    if role.kind == "person" and "MIL" in role.sectors and head.tag_ not in {"NNS", "NNPS"}:
        army = _army_of_report(memory)
        if army is not None:
            return army
    if role.role.split()[-1] in _ABROAD:
        return _sender(memory, sentence, head)
    names = memory.names[sentence.index].names
    for ancestor in (head, *head.ancestors):
        for preposition, target in prepositional_objects(ancestor):
            hit = names.get(target.i)
            local = hit.entry.country if hit is not None else memory.placed.get((sentence.index, target.i))
            if set(role.sectors) & _POWERS and ancestor.lemma_ in _MEETING and local != memory.home:
                continue
            if preposition in PLACE_PREPOSITIONS and local and is_at_home(local, role, memory):
                return local
    critic = _critic_of(memory, sentence, head, role)
    if critic is not None:
        return critic
    if role.office and memory.speaker and role.kind == "person":
        return memory.speaker[0].actor.country
    own = {p.actor.country for p in memory.speaker}
    for back in range(sentence.index, max(-1, sentence.index - 4), -1):
        local = memory.local_home.get(back)
        elsewhere = memory.report.sentences[back].offset != sentence.offset
        here = is_at_home(local, role, memory, strict=elsewhere) if local else False
        if local and local not in own and here:
            return local
    return memory.home


def _sender(memory: Memory, sentence: Sentence, head: Token) -> str | None:
    """The country that an envoy or a delegation comes from: the subject's or the speaker's, never that of the place."""
    verb = next((a for a in head.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is not None and head.dep_ not in {"nsubj", "nsubjpass"}:
        names = memory.names[sentence.index].names
        origins = [t for preposition, t in prepositional_objects(verb) if preposition == "from" and t.i in names]
        if origins and names[origins[0].i].entry.country:
            return names[origins[0].i].entry.country
        for subject in surface_subjects(verb):
            for party in memory.by_token.get((sentence.index, subject.i), ()):
                if party.actor.country:
                    return party.actor.country
    return memory.speaker[0].actor.country if memory.speaker else memory.home


def _army_of_report(memory: Memory) -> str | None:
    """The country whose forces speak in the report: a rank without a country is theirs, not the battlefield's."""
    if memory.speaker:
        return memory.speaker[0].actor.country
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for known in memory.names.values():
        for hit in {id(h): h for h in known.names.values()}.values():
            speaks = hit.tokens[-1].dep_ == "nsubj" and hit.tokens[-1].head.lemma_ in _SAYING
            for organisation in hit.entry.organisation[:1]:
                if organisation.kind == "state" and "MIL" in organisation.sectors and organisation.country:
                    counts[organisation.country] += speaks
                    named[organisation.country] += 1
    speaking = [country for country, times in counts.most_common(1) if times]
    return speaking[0] if speaking else next(iter(named), None) if len(named) == 1 else None


def _critic_of(memory: Memory, sentence: Sentence, head: Token, role: Role) -> str | None:
    """The country of the opposition, parliament or people that a government, parliament or army is up against."""
    verb = next((a for a in head.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is None or not set(role.sectors) & {"GOV", "LEG", "JUD"} or role.kind == "people":
        return None
    for subject in surface_subjects(verb):
        for party in memory.by_token.get((sentence.index, subject.i), ()):
            if subject.i != head.i and party.actor.country and set(party.actor.sectors) & {"OPP", "LEG", "JUD"}:
                return party.actor.country
    return None


def is_at_home(local: str, role: Role, memory: Memory, *, strict: bool = False) -> bool:
    """Whether a role may belong to the country in which a sentence is set.

    People and police are those of the place. A government, army or opposition signs and speaks abroad as well: the
    place counts
    where the report is about that country too, and `strict` for all where it is that of another paragraph.
    """
    if memory.home is None or not (strict or set(role.sectors) & _POWERS):
        return True
    return memory.weights.get(local, 0.0) >= 0.5 * memory.weights.get(memory.home, 0.0)
