"""Scores by cross-validation: `python -m training.crossval --data own|public|both [--folds 0,1,2,3,4] [--keep FILE]`.

The public development sets are cut into five folds, near-copies on one side; a fold is measured with a model that is
trained on the others, on our own passages and leads (but those held back), or on both. `--keep` is the file with the
weights of the first stage (`training.train`). Printed after each fold, over all so far:
roots and penta classes of `relations`, penta classes of `quad_class`, exact spans of `actor_spans`; and types of the
passages held back for measuring, actors, recipients and triggers given.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from dragoman.model.marking import MarkedSentence
from dragoman.model.spans import tagged_spans
from training.asking import answers, tag_logits
from training.examples import of_passages, of_relations
from training.fit import Settings, fit, of_weights
from training.folds import fold_of, groups_of
from training.labels import QUADS, SPAN_TAGS, penta_of_root
from training.passages import read_passages
from training.train import FIRST, PUBLIC, PUBLIC_SETS, first_stage, public_material, public_rows, second_stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.fit import Reader
    from training.network import Network

FOLDS = 5


@dataclass
class Tally:
    """Right and wrong answers so far."""

    roots: list[tuple[str, str]] = field(default_factory=list)
    pentas: list[tuple[int, int]] = field(default_factory=list)
    quads: list[tuple[int, int]] = field(default_factory=list)
    types: list[tuple[str, str]] = field(default_factory=list)
    spans: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """The scores so far."""
        found, told, there = (self.spans[k] for k in ("found", "told", "there"))
        precision, recall, f1 = found / max(1, told), found / max(1, there), 2 * found / max(1, told + there)
        parts = [
            f"relations root F1 {macro_f1(self.roots):.3f} accuracy {accuracy(self.roots):.3f}",
            f"penta F1 {macro_f1(self.pentas):.3f}",
            f"quad_class F1 {macro_f1(self.quads):.3f}",
            f"actor_spans P {precision:.3f} R {recall:.3f} F1 {f1:.3f}",
            f"passages type F1 {macro_f1(self.types):.3f} accuracy {accuracy(self.types):.3f}",
        ]
        return "; ".join(parts)


def accuracy(pairs: Sequence[tuple[Any, Any]]) -> float:
    """The share of equal pairs."""
    return sum(a == b for a, b in pairs) / max(1, len(pairs))


def macro_f1(pairs: Sequence[tuple[Any, Any]]) -> float:
    """The mean of the F1 of each gold class."""
    scores = []
    for kind in {gold for gold, _ in pairs}:
        hits = sum(gold == told == kind for gold, told in pairs)
        total = sum((gold == kind) + (told == kind) for gold, told in pairs)
        scores.append(2 * hits / total)
    return sum(scores) / max(1, len(scores))


def best(probabilities: dict[str, float]) -> str:
    """The likeliest label."""
    return max(probabilities, key=probabilities.__getitem__)


def penta_of(said: dict[str, dict[str, float]]) -> int:
    """The class that the quad head and the roots together find likeliest, as `bench/relations.py` has it."""
    scores = dict(said["penta"])
    for root, probability in said["root"].items():
        scores[penta_of_root(root)] += probability
    scores.pop("neutral")
    return QUADS.index(best(scores))


def measure(network: Network, reader: Reader, rows: dict[str, list[dict[str, Any]]], tally: Tally) -> None:
    """Add the answers of a network to rows of the three public sets."""
    relations = rows["relations"]
    marked = [e.sentence for e in of_relations(relations).examples]
    for row, said in zip(relations, answers(network, reader, marked), strict=True):
        tally.roots.append((row["root"], best(said["root"])))
        tally.pentas.append((row["penta"], penta_of(said)))
    plain = [MarkedSentence(r["text"]) for r in rows["quad_class"]]
    for row, said in zip(rows["quad_class"], answers(network, reader, plain), strict=True):
        tally.quads.append((row["penta"], QUADS.index(best(said["penta"]))))
    texts = [r["text"] for r in rows["actor_spans"]]
    for row, logs in zip(rows["actor_spans"], tag_logits(network, reader, texts, "spans"), strict=True):
        offsets = reader.tokens(row["text"]).offsets[: len(logs)]
        told = {(s.start, s.end, s.role) for s in tagged_spans(np.array(logs, np.float32), SPAN_TAGS, offsets)}
        there = {(s["start"], s["end"], s["role"]) for s in row["spans"]}
        tally.spans += Counter(found=len(told & there), told=len(told), there=len(there))


def measure_passages(network: Network, reader: Reader, tally: Tally) -> None:
    """Add the types of the events of the passages held back for measuring."""
    held = of_passages([p for p in read_passages() if p["split"] == "test"]).examples
    marked = [e for e in held if e.sentence.trigger]
    for example, said in zip(marked, answers(network, reader, [e.sentence for e in marked]), strict=True):
        tally.types.append((example.right["type"][0], best(said["type"])))


def main() -> int:
    """Train and measure fold by fold; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", choices=("own", "public", "both"), default="both")
    parser.add_argument("--public", type=Path, default=PUBLIC)
    parser.add_argument("--folds", default="0,1,2,3,4")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rows = public_rows(options.public)
    groups = iter(groups_of([row["text"] for name in PUBLIC_SETS for row in rows[name]]))
    fold = {name: [fold_of(next(groups), FOLDS) for _ in rows[name]] for name in PUBLIC_SETS}
    first = first_stage(FIRST, options.keep) if options.data != "public" else {}
    tally = Tally()
    for held in map(int, options.folds.split(",")):
        inside = {name: [r for r, f in zip(rows[name], fold[name], strict=True) if f == held] for name in PUBLIC_SETS}
        others = {name: [r for r, f in zip(rows[name], fold[name], strict=True) if f != held] for name in PUBLIC_SETS}
        if options.data == "public":
            network, reader = fit(public_material(others), Settings())
        elif options.data == "both":
            network, reader = second_stage(others, first, 1)
        else:
            network, reader = of_weights(first)
        measure(network, reader, rows if options.data == "own" else inside, tally)
        measure_passages(network, reader, tally)
        print(json.dumps({"data": options.data, "fold": held}), tally.line(), flush=True)
        if options.data == "own":
            break
    return 0


if __name__ == "__main__":
    sys.exit(main())
