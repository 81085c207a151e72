"""How far apart two words of a sentence are in its parse, counting the clause bounds between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a step over the arc costs beyond one: words beyond these bounds belong to another clause.
_BOUNDS = {
    "ccomp": 6.0,
    "relcl": 3.0,
    "advcl": 2.0,
    "acl": 1.5,
    "conj": 1.0,
    "parataxis": 4.0,
    "xcomp": 0.5,
    "appos": 1.0,
}


# What is announced takes the day of the announcement, what is merely said does not take the day of the saying.
_ANNOUNCE = frozenset({"announce", "declare", "proclaim"})


def tree_distance(a: Token, b: Token) -> float:
    """The cost of the path between two tokens of one sentence; 0 for a token and itself.

    A coordination of nouns costs less than one of clauses.
    """
    above_a = [a, *a.ancestors]
    index = {t.i: n for n, t in enumerate(above_a)}
    path_b: list[Token] = []
    for token in (b, *b.ancestors):
        if token.i in index:
            return _cost(above_a[: index[token.i]]) + _cost(path_b)
        path_b.append(token)
    return 50.0


def _cost(arcs: list[Token]) -> float:
    total = 0.0
    for token in arcs:
        extra = _BOUNDS.get(token.dep_, 0.0)
        if token.dep_ == "ccomp" and token.head.lemma_ in _ANNOUNCE:
            extra = 2.0
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
            extra += 2.0
        total += 1.0 + extra
    return total
