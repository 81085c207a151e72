"""What the source does to the target: PLOVER root and penta class of sentences in which both are given.

usage: python bench/relations.py DATA OUT [--model FOLDER]

DATA is JSON Lines with `id`, `text`, and `source` and `target`, each with `spans` (the first one is marked). OUT gets
`id`, `root` (15 roots: CONCEDE and RETREAT are YIELD) and `penta` (1 to 4).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from dragoman.model import Judgement, MarkedSentence, Model
from dragoman.ontology import load_ontology

QUADS = ("neutral", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
ONTOLOGY = load_ontology()


def marked(row: dict[str, Any]) -> MarkedSentence:
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default="shipped")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines() if line.strip()]
    model = Model.named(options.model)
    if model is None:
        parser.error("--model none: there is nothing to measure")
    with options.out.open("w", encoding="utf-8") as out:
        for row, said in zip(rows, model.judge([marked(r) for r in rows], ("root", "penta")), strict=True):
            print(json.dumps({"id": row["id"], "root": said.best("root")[0], "penta": penta(said)}), file=out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
