"""Noun phrases and their conjuncts, on spaCy's dependency parse (ClearNLP labels)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_OUTSIDE = frozenset({"conj", "cc", "relcl", "acl", "appos", "punct", "advcl", "preconj", "dep", "case"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det", "quantmod", "npadvmod"})


def conjuncts(head: Token) -> list[Token]:
    """`head` and the nominals coordinated with it further on: "Russia, Iran and Turkey" gives three from the first."""
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in NOMINAL:
            found.extend(conjuncts(child))
    return found


def conjunction_head(token: Token) -> Token:
    """The first member of the coordination that `token` belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_BEFORE_A_YEAR = frozenset("in since by during until before after from late early mid".split())


def noun_phrase(head: Token) -> list[Token]:
    """The phrase of a nominal head with its determiners, modifiers and possessors and "of" complement, in order.

    Without coordinated phrases, clauses, appositions and other prepositional phrases.
    """
    members = {head.i: head}
    for child in head.children:
        if child.dep_ in _OUTSIDE:
            continue
        if child.dep_ == "prep":
            if child.lower_ == "of" and child.i > head.i:
                for member in _inner_subtree(child):
                    members[member.i] = member
            continue
        if child.dep_ in _MODIFIERS or child.i < head.i:
            for member in _inner_subtree(child):
                members[member.i] = member
    ordered = [members[i] for i in sorted(members)]
    while len(ordered) > 1 and ordered[-1].is_punct and ordered[-1].i != head.i:
        ordered.pop()
    while len(ordered) > 1 and ordered[0].i != head.i and (ordered[0].is_punct or _is_when(ordered[0])):
        ordered.pop(0)
    return ordered


def _is_when(first: Token) -> bool:
    """Whether a number before a phrase is the year of the words before it: "In 2001 U.S. forces invaded"."""
    return bool(_YEAR.fullmatch(first.text)) and first.i > 0 and first.nbor(-1).lower_ in _BEFORE_A_YEAR


def _inner_subtree(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in {"relcl", "acl", "appos", "advcl"}:
            yield from _inner_subtree(child)


def modifiers(head: Token) -> list[Token]:
    """The compounds, adjectives and nominal modifiers before a noun, those of its compounds included, in order."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in {"compound", "amod", "nmod"} and child.i < head.i:
            found.extend(modifiers(child))
            found.append(child)
            found.extend(c for c in conjuncts(child)[1:] if c.i < head.i)
    return sorted(found, key=lambda t: t.i)


def prepositional_objects(head: Token) -> Iterator[tuple[str, Token]]:
    """Each preposition that hangs on `head` (or on one of those prepositions: "out of") with each of its objects."""
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "PART", "VERB", "ADV"}:
            for target in child.children:
                if target.dep_ in {"pobj", "pcomp"} and target.pos_ in NOMINAL:
                    for member in conjuncts(target):
                        yield child.lower_, member
            yield from prepositional_objects(child)
        elif child.dep_ in {"prt", "advmod"} and child.lower_ in {"out", "away", "off", "back", "up", "down"}:
            yield from prepositional_objects(child)


def is_clause_head(token: Token) -> bool:
    """Whether a verb or auxiliary heads a clause (has a subject, or is a complement, relative, adverbial or the
    root)."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}
