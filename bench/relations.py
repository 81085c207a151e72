"""What the source does to the target: PLOVER root and penta class of sentences in which both are given.

usage: python bench/relations.py DATA OUT [--model FOLDER]

DATA is JSON Lines with `id`, `text`, and `source` and `target`, each with `spans` (the first one is marked). OUT gets
`id`, `root` (15 roots: CONCEDE and RETREAT are YIELD) and `penta` (1 to 4).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from asked_model import QUADS, Json, write_answers
from dragoman.model import Judgement, MarkedSentence
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Model

ONTOLOGY = load_ontology()


def marked(row: Json) -> MarkedSentence:
    places = {name: tuple((a, b) for a, b in row[name]["spans"][:1]) for name in ("source", "target")}
    return MarkedSentence(row["text"], places["source"], places["target"])


def penta(judgement: Judgement) -> int:
    """The class that the penta head and the roots together find likeliest; a pair with an event is never neutral, and
    yielding is always material."""
    scores = {n: judgement.of("penta", quad) for n, quad in enumerate(QUADS) if n}
    for root, probability in judgement.probabilities["root"].items():
        quad = "material cooperation" if root == "YIELD" else ONTOLOGY.quad(root)
        scores[QUADS.index(quad)] += probability
    return max(scores, key=scores.__getitem__)


def answers(model: Model, rows: list[Json]) -> Iterable[Json]:
    for said in model.judge([marked(r) for r in rows], ("root", "penta")):
        yield {"root": said.best("root")[0], "penta": penta(said)}


if __name__ == "__main__":
    sys.exit(write_answers(__doc__, answers))
