"""Whom an act reaches where no place of its frame names anyone: the party inside what the act is about.

Examples: "agreed to lift a ban on imports of *British* beef", "opened an inquiry into the conduct of the *army*",
"rejected a plan offered by *Paris*", "demanded that the *mayor* resign".

Needs: a candidate of the frames, who its nominals are. Gives: the candidate with recipients, where it had none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.language import antecedent, conjuncts
from dragoman.record import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.events.candidate import Candidate
    from dragoman.language import Sentence

# Massing troops is not done to anybody, unless the words say so.
_REACHING = frozenset(
    "AGREE SUPPORT CONCEDE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION COERCE ASSAULT".split()
)
# Words that may be about one's own forces; in other acts these are means.
_FORCES = frozenset({"MIL", "COP", "PRM"})
_ON_ONES_OWN = frozenset({"ACCUSE", "REQUEST", "REJECT"})
# Phrases of time, place and manner tell when, where and how, not on whom.
_CIRCUMSTANCES = frozenset(
    "in at near inside outside around since during after before until under despite amid like as within through "
    "throughout according because following by out off beside along among".split()
)
# Within a thing, what it is in or by may tell whose it is: "reactors in North Korea", "a plan by Paris".
_OF_THINGS = _CIRCUMSTANCES - {"in", "by", "at", "near", "inside", "off"}
# What is upheld in a country is not its government's: "commitment to de-escalation in Syria".
_FOR_A_PLACE = frozenset({"SUPPORT"})
# "In response to", "in the wake of": why or when.
_REASONS = frozenset("response retaliation wake bid protest exchange return connection face front light case".split())
# What others made is theirs when it is refused or blamed: "rejected a plan offered by Paris".
_OF_MAKERS = frozenset({"REJECT", "ACCUSE", "AGREE"})
_FARTHEST = 5


def reaching(candidate: Candidate, sentence: Sentence, actors: ReportActors) -> Candidate:
    """The candidate with the nearest party inside what it is about as its recipient, where it had none.

    That party is taken as an owner: whoever is told elsewhere to be meant comes before it.
    """
    if candidate.recipients or candidate.frame.reciprocal or candidate.type not in _REACHING or not candidate.actors:
        return candidate
    level = list(_starts(candidate))
    seen = {candidate.head.i}
    for _ in range(_FARTHEST):
        level = [t for t in level if t.i not in seen]
        seen |= {t.i for t in level}
        for owners in (False, True):
            for token in level:
                met = _met(token, owners, candidate, sentence, actors)
                if met:
                    why = Reason("recipient", "inside what it is about", f"{met[0].actor.name}: {token.text}")
                    return replace(candidate, recipients=met, why=(*candidate.why, why))
        level = [below for token in level for below in _below(token, candidate)]
    return candidate


def _met(
    token: Token, owners: bool, candidate: Candidate, sentence: Sentence, actors: ReportActors
) -> tuple[Party, ...]:
    countries = {p.actor.country for p in candidate.actors}
    found: dict[str, Party] = {}
    for member in conjuncts(antecedent(token)):
        if member.ent_type_ in {"DATE", "TIME"}:
            continue
        for party in actors.at(sentence, member):
            if (party.basis == "owner") != owners or any(party.is_same_as(a) for a in candidate.actors):
                continue
            means = owners or bool(_FORCES & set(party.actor.sectors)) or any(c.tag_ == "PRP$" for c in member.children)
            own = party.actor.country in countries and means
            if own and candidate.type not in _ON_ONES_OWN:
                continue
            found.setdefault(party.actor.id or party.actor.name, party.as_basis("owner"))
    return tuple(found.values())


def _starts(candidate: Candidate) -> Iterator[Token]:
    """What the act is about: its objects, its phrases and its clauses."""
    arguments = candidate.arguments
    yield from arguments.indirect_objects
    yield from arguments.objects
    # what is called for is not called on
    passed = _CIRCUMSTANCES | {"for"} if candidate.type == "REQUEST" else _CIRCUMSTANCES
    yield from (t for p, t in arguments.prepositions if p not in passed and not _of_circumstance(t))
    yield from (clause for _, clause in arguments.complements)


def _below(token: Token, candidate: Candidate) -> Iterator[Token]:
    """What stands one step further inside a thing or a clause."""
    clause = token.pos_ in {"VERB", "AUX"}
    # ground that is taken is nobody's but the enemy's
    passed = _CIRCUMSTANCES if clause or candidate.mode == "seize" or candidate.type in _FOR_A_PLACE else _OF_THINGS
    for child in token.children:
        if child.dep_ in {"dobj", "dative", "nsubj", "nsubjpass", "oprd", "attr", "xcomp", "ccomp", "pcomp", "conj"}:
            yield child
        elif child.dep_ == "agent":
            if candidate.type in _OF_MAKERS:
                yield from _objects(child)
        elif child.dep_ == "prep" and child.lower_ not in passed:
            yield from (t for t in _objects(child) if child.lower_ != "in" or t.lemma_ not in _REASONS)
        elif child.dep_ == "acl" and not clause:
            yield child


def _of_circumstance(target: Token) -> bool:
    """ "According to officials", "because of the strike": the inner preposition says less than the outer one."""
    outer = target.head.head
    return outer.dep_ == "prep" and outer.lower_ in _CIRCUMSTANCES


def _objects(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield child
        elif child.dep_ == "prep":
            yield from _objects(child)
