"""Titles: what the words around a person's name say of their side, and the register of a report's persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.memory import Memory, PersonInReport, words_of
from dragoman.actors.named import parties_of_name
from dragoman.actors.persons import (
    HONORIFICS,
    as_person,
    by_office,
    heads_person_name,
    known_person,
    parties_of_person,
    register_key,
    same_person,
    tokens_of_name,
)
from dragoman.actors.roles import parties_of_role
from dragoman.actors.spelling import fold, name_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.naming import RoleHit
    from dragoman.actors.party import Party
    from dragoman.language import Sentence


_TITLE_WORDS = frozenset({"of", "for", "in", "on", "to", "and", "the", "-", "at", "affairs"})


def register_persons(memory: Memory) -> None:
    """Fills the register of persons: the fullest name of each and the best that is said of their side."""
    for sentence in memory.report.sentences:
        for token in sentence.tokens:
            if not heads_person_name(memory, sentence, token):
                continue
            name_tokens = tokens_of_name(memory, sentence, token)
            name = words_of(memory, sentence, name_tokens)
            key = register_key(memory, name)
            known = known_person(memory, sentence, token)
            titles = titles_beside(memory, sentence, token, name_tokens)
            described, role = title_of(memory, sentence, token, titles)
            for title in titles:
                memory.titles[sentence.index, title.hit.head.i] = token
            if known is None and titles and titles[0].hit.role.office and described[:1]:
                inferred = described[0].basis == "inferred" and len(name_words(name)) == 1
                known = by_office(memory, name_words(name)[0], titles[0].hit.role.office) if inferred else None
            before = memory.persons.get(key)
            if known and before is not None and not same_person(before, known, name):
                known = None
            parties: tuple[Party, ...] = ()
            if known:
                full = known.name if len(name_words(name)) == 1 else name
                parties = parties_of_person(memory, known, full, described, role)
            elif described:
                parties = tuple(as_person(memory, p, name, role) for p in described)
            if before is not None:
                told = len(name_words(before.name)) > 1 and before.told
                longer = (
                    name if len(name_words(name)) > 1 and (not told or len(name) > len(before.name)) else before.name
                )
                better = parties if parties and (not before.parties or (role and not before.role)) else before.parties
                memory.persons[key] = PersonInReport(
                    longer, better, before.role or role, told or len(name_words(name)) > 1
                )
            elif len(name_words(name)) > 1 or parties:
                memory.persons[key] = PersonInReport(
                    known.name if known and len(name_words(name)) == 1 else name,
                    parties,
                    role,
                    len(name_words(name)) > 1,
                )


@dataclass(frozen=True)
class Title:
    """A role that stands beside a person's name; `within` are the tokens from the title's first to the name, where
    their order tells more than the parse."""

    hit: RoleHit
    within: tuple[int, int] | None = None


def title_of(memory: Memory, sentence: Sentence, token: Token, titles: list[Title]) -> tuple[tuple[Party, ...], str]:
    """What the words around a person's name say of their side, and the title: a role, or else a possessor.

    Of a rank before the name and "commander of X" after it the one that names whose it is.
    """
    told: list[tuple[tuple[Party, ...], str]] = []
    for title in titles:
        parties = parties_of_role(memory, sentence, title.hit, within=title.within)
        told.append((parties, " ".join(t.text for t in title.hit.tokens)))
        if parties and parties[0].basis != "inferred":
            return told[-1]
    if told:
        return told[0]
    names = memory.names[sentence.index].names
    for child in token.children:
        if child.dep_ == "poss" and child.i in names:
            owner = parties_of_name(memory, sentence, names[child.i])
            if owner:
                return owner, ""
    return (), ""


def titles_beside(memory: Memory, sentence: Sentence, token: Token, name_tokens: list[Token]) -> list[Title]:
    """The roles beside a person's name: before it, in apposition, or between commas after or before it."""
    roles = memory.names[sentence.index].roles
    line = sentence.block.kind in {"headline", "standfirst"}
    found = [_title_before(memory, sentence, token, name_tokens[0])]
    appositions = [c for c in token.children if c.dep_ == "appos" and not line]
    if token.dep_ == "appos":
        appositions.append(token.head)
    for other in appositions:
        hit = roles.get(other.i)
        if hit and hit.role.kind == "person":
            found.append(Title(hit))
    if not line:
        found.append(_title_after(memory, sentence, name_tokens))
    if not line and not any(found):
        found.append(_title_with_comma(memory, sentence, name_tokens))
    return [title for title in found if title is not None]


def _title_before(memory: Memory, sentence: Sentence, token: Token, first: Token) -> Title | None:
    """ "Turkish Foreign Minister X", "Special Envoy for the Coalition X"."""
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    window: list[Token] = []
    at = first.i - 1
    while at >= sentence.tokens.start and len(window) < 14:
        before = token.doc[at]
        if before.i in names and names[before.i].entry.form == "organisation":
            window.insert(0, before)
            at -= 1
            continue
        if before.ent_type_ == "PERSON" or (before.i in names and names[before.i].entry.form == "person"):
            break
        others = before.i in roles and before.tag_ in {"NNS", "NNPS"} and any(t.lower_ == "and" for t in window)
        if others:
            break
        ends = before.pos_ in {"VERB", "AUX", "SCONJ"} or before.lower_ in {"with", "by", "to", "between", "that"}
        ends = ends or (before.is_punct and before.text not in {"-", "'", '"', "("})
        if ends and not (before.pos_ == "VERB" and before.text[:1].isupper()):
            break
        window.insert(0, before)
        at -= 1
    hits = [h for t in window if (h := roles.get(t.i)) and h.tokens[-1].i == t.i]
    if not hits or hits[-1].role.kind != "person":
        return None
    gap = token.doc[hits[-1].tokens[-1].i + 1 : first.i]
    if len(gap) and gap[-1].lower_ in {"and", "or"}:
        return None  # "the secretary and Abadi" are two
    if not all(t.lower_ in _TITLE_WORDS or t.i in names or t.text[:1].isupper() for t in gap):
        return None
    lead = hits[0] if all(h.role.kind == "person" for h in hits) and _joined(token, hits) else hits[-1]
    return Title(lead, (window[0].i, first.i))


def _title_after(memory: Memory, sentence: Sentence, name_tokens: list[Token]) -> Title | None:
    """ "X, a spokesman for the ministry," where the parse does not show the apposition."""
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    after = name_tokens[-1].i + 1
    doc = name_tokens[-1].doc
    if after >= sentence.tokens.end or doc[after].text != ",":
        return None
    for i in range(after + 1, min(after + 9, sentence.tokens.end)):
        if doc[i].is_punct or doc[i].pos_ in {"VERB", "AUX"}:
            return None
        hit = roles.get(i)
        if hit is None or hit.tokens[-1].i != i or hit.role.kind != "person":
            continue
        if hit.head.dep_ not in {"appos", "conj", "nsubj", "ROOT", "attr", "dobj", "pobj"}:
            continue
        opens = doc[after + 1].lower_ in {"the", "a", "an", "who"} or after + 1 == hit.tokens[0].i or after + 1 in names
        return Title(hit) if opens else None
    return None


def _title_with_comma(memory: Memory, sentence: Sentence, name_tokens: list[Token]) -> Title | None:
    """ "The Minister of Foreign Affairs of Iraq, Dr X," where the parse does not show the apposition."""
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    doc = name_tokens[0].doc
    at = name_tokens[0].i - 1
    while at > sentence.tokens.start and fold(doc[at].text) in HONORIFICS:
        at -= 1
    after = name_tokens[-1].i + 1
    if doc[at].text != "," or (after < sentence.tokens.end and doc[after].text != ","):
        return None
    found: RoleHit | None = None
    at -= 1
    for i in range(at, max(sentence.tokens.start - 1, at - 10), -1):
        token = doc[i]
        if token.is_punct or token.pos_ in {"VERB", "AUX"} or token.lower_ in {"and", "with", "by"}:
            break
        if token.ent_type_ == "PERSON" and token.i not in names:
            return None
        hit = roles.get(i)
        if hit is not None and hit.role.kind == "person" and hit.head.tag_ in {"NN", "NNP"}:
            found = hit
    return Title(found) if found is not None else None


def _joined(token: Token, hits: list[RoleHit]) -> bool:
    """Whether several titles before a name are one person's ("Deputy Secretary … and Special Envoy")."""
    return all(h.tokens[-1].i < token.i for h in hits)
