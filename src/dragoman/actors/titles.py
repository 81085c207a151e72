"""Titles: what the words around a person's name say of their side, and the register of a report's persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.memory import Memory, PersonInReport, words_of
from dragoman.actors.named import parties_of_name
from dragoman.actors.persons import as_person, heads_person_name, known_person, parties_of_person, tokens_of_name
from dragoman.actors.roles import parties_of_role
from dragoman.actors.spelling import fold, name_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.naming import RoleHit
    from dragoman.actors.party import Party
    from dragoman.language import Sentence


def register_persons(memory: Memory) -> None:
    """Fills the register of persons: the fullest name of each and the best that is said of their side."""
    for sentence in memory.report.sentences:
        for token in sentence.tokens:
            if not heads_person_name(memory, sentence, token):
                continue
            name_tokens = tokens_of_name(memory, sentence, token)
            name = words_of(memory, sentence, name_tokens)
            surname = fold(name_tokens[-1].text)
            known = known_person(memory, sentence, token)
            described, role = title_of(memory, sentence, token, name_tokens)
            parties: tuple[Party, ...] = ()
            if known:
                full = known.name if len(name_words(name)) == 1 else name
                parties = parties_of_person(memory, known, full, described, role)
            elif described:
                parties = tuple(as_person(memory, p, name, role) for p in described)
            before = memory.persons.get(surname)
            if before is not None:
                told = len(name_words(before.name)) > 1 and before.told
                longer = (
                    name if len(name_words(name)) > 1 and (not told or len(name) > len(before.name)) else before.name
                )
                better = parties if parties and (not before.parties or (role and not before.role)) else before.parties
                memory.persons[surname] = PersonInReport(
                    longer, better, before.role or role, told or len(name_words(name)) > 1
                )
            elif len(name_words(name)) > 1 or parties:
                memory.persons[surname] = PersonInReport(
                    known.name if known and len(name_words(name)) == 1 else name,
                    parties,
                    role,
                    len(name_words(name)) > 1,
                )


def title_of(
    memory: Memory, sentence: Sentence, token: Token, name_tokens: list[Token]
) -> tuple[tuple[Party, ...], str]:
    """What the words around a person's name say of their side: titles before it, a possessor, an apposition."""
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    first = name_tokens[0]
    window: list[Token] = []
    at = first.i - 1
    while at >= sentence.tokens.start and len(window) < 14:
        before = token.doc[at]
        if before.ent_type_ == "PERSON" or (before.i in names and names[before.i].entry.form == "person"):
            break
        ends = before.pos_ in {"VERB", "AUX", "SCONJ"} or before.lower_ in {"with", "by", "to", "between", "that"}
        ends = ends or (before.is_punct and before.text not in {"-", "'", '"', "("})
        if ends and not (before.pos_ == "VERB" and before.text[:1].isupper()):
            break
        window.insert(0, before)
        at -= 1
    role_hits = [h for t in window if (h := roles.get(t.i)) and h.tokens[-1].i == t.i]
    if role_hits:
        anchored = role_hits[-1]
        gap = token.doc[anchored.tokens[-1].i + 1 : first.i]
        if (
            all(
                t.lower_ in {"of", "for", "in", "on", "to", "and", "the", "-", "at", "affairs"}
                or t.i in names
                or t.text[:1].isupper()
                for t in gap
            )
            and anchored.role.kind == "person"
        ):
            lead = (
                role_hits[0]
                if all(h.role.kind == "person" for h in role_hits) and len(role_hits) > 1 and _joined(token, role_hits)
                else anchored
            )
            parties = parties_of_role(memory, sentence, lead, within=(window[0].i, first.i))
            return parties, " ".join(t.text for t in lead.tokens)
    for child in token.children:
        if child.dep_ == "appos" and sentence.block.kind not in {"headline", "standfirst"}:
            hit = roles.get(child.i)
            if hit and hit.role.kind == "person":
                return parties_of_role(memory, sentence, hit), " ".join(t.text for t in hit.tokens)
        if child.dep_ == "poss" and child.i in names:
            owner = parties_of_name(memory, sentence, names[child.i])
            if owner:
                return owner, ""
    if token.dep_ == "appos":
        hit = roles.get(token.head.i)
        if hit and hit.role.kind == "person":
            return parties_of_role(memory, sentence, hit), " ".join(t.text for t in hit.tokens)
    if sentence.block.kind in {"headline", "standfirst"}:
        return (), ""
    # ", a spokesman for the ministry," after the name, where the parse does not show the apposition
    after = name_tokens[-1].i + 1
    doc = token.doc
    if after < sentence.tokens.end and doc[after].text == ",":
        for i in range(after + 1, min(after + 9, sentence.tokens.end)):
            if doc[i].is_punct or doc[i].pos_ in {"VERB", "AUX"}:
                break
            hit = roles.get(i)
            if (
                hit
                and hit.tokens[-1].i == i
                and hit.role.kind == "person"
                and doc[i].dep_ in {"appos", "conj", "nsubj", "ROOT", "attr", "dobj", "pobj"}
            ):
                if (
                    doc[after + 1].lower_ in {"the", "a", "an", "who"}
                    or after + 1 == hit.tokens[0].i
                    or (after + 1) in names
                ):
                    return parties_of_role(memory, sentence, hit), " ".join(t.text for t in hit.tokens)
                break
    return (), ""


def _joined(token: Token, hits: list[RoleHit]) -> bool:
    """Whether several titles before a name are one person's ("Deputy Secretary … and Special Envoy")."""
    return all(h.tokens[-1].i < token.i for h in hits)
