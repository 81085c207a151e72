"""Fits the heads to coded examples of a user's own, with the encoder as it is: minutes, not hours.

Each head is a multinomial logistic regression on what the encoder makes of a marked sentence. It starts from the
shipped head, and a penalty keeps it near that, so that a few hundred examples bend it without breaking it; labels that
the shipped head does not know start from nothing.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.model.heads import Array, Heads, Linear, softmax
from dragoman.model.model import NONE, Model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dragoman.model.coded import CodedExample

HEADS = ("type", "mode", "status")
# Passes over all examples, and how strongly the weights are kept near where they started.
_STEPS, _RATE, _PENALTY = 400, 0.02, 0.02
_BINS = 5


def fit_head(vectors: Array, labels: Sequence[str], start: Linear) -> Linear:
    """The head that fits the labels of the vectors, starting from `start`; new labels are added at the end.

    Adam on the mean cross-entropy plus `_PENALTY` times the squared distance of the weights from where they
    started; the same data give the same head.
    """
    names = (*start.labels, *sorted(set(labels) - set(start.labels)))
    width, known = vectors.shape[1], len(start.labels)
    first = np.zeros((len(names), width + 1), np.float32)
    first[:known, :-1], first[:known, -1] = start.weight, start.bias
    if known and len(names) > known:
        first[known:, -1] = start.bias.mean()
    weights = first.copy()
    inputs = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
    wanted = np.zeros((len(labels), len(names)), np.float32)
    wanted[np.arange(len(labels)), [names.index(label) for label in labels]] = 1.0
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        told = softmax(inputs @ weights.T)
        slope = (told - wanted).T @ inputs / len(inputs) + 2 * _PENALTY * (weights - first) / width
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        rate = _RATE * (1.0 - step / (_STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return Linear(weights[:, :-1].copy(), weights[:, -1].copy(), names)


def fit_heads(model: Model, examples: Sequence[CodedExample]) -> Heads:
    """The model's heads, those of `HEADS` fitted to the examples."""
    vectors = model.vectors([e.sentence for e in examples])
    heads = dict(model.heads.heads)
    for name in HEADS:
        rows = [n for n, e in enumerate(examples) if name in e.labels]
        if rows:
            heads[name] = fit_head(vectors[rows], [examples[n].labels[name] for n in rows], heads[name])
    about = {**model.heads.about, "fitted": len(examples), "version": f"{model.version}+{len(examples)}"}
    return Heads(model.heads.join, heads, model.heads.taggers, about)


def write_model(model: Model, heads: Heads, folder: Path) -> None:
    """A model's folder with the encoder of `model` and other heads.

    Raises `OSError` where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("encoder.onnx", "tokenizer.json"):
        if (folder / name).resolve() != (model.folder / name).resolve():
            shutil.copyfile(model.folder / name, folder / name)
    arrays = {"join.weight": heads.join.weight, "join.bias": heads.join.bias}
    for prefix, layers in (("", heads.heads), ("tags.", heads.taggers)):
        for name, layer in layers.items():
            arrays |= {f"{prefix}{name}.weight": layer.weight, f"{prefix}{name}.bias": layer.bias}
    packed: dict[str, Any] = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(folder / "heads.npz", **packed)
    labels = {
        "heads": {name: list(layer.labels) for name, layer in heads.heads.items()},
        "taggers": {name: list(layer.labels) for name, layer in heads.taggers.items()},
        "about": dict(heads.about),
    }
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")


@dataclass(frozen=True)
class TypeScore:
    """How well one type is told: of those given how many are right, of those there how many are found; counts."""

    type: str
    precision: float
    recall: float
    f1: float
    coded: int
    told: int


@dataclass(frozen=True)
class Reliability:
    """Of the answers given with a probability from `low` to `high`: their number, mean probability and share right."""

    low: float
    high: float
    answers: int
    mean: float
    right: float


@dataclass(frozen=True)
class Evaluation:
    """What a model is worth on coded examples; `calibration_error` is the mean gap between probability and share right
    (expected calibration error over five bins)."""

    examples: int
    accuracy: float
    macro_f1: float
    types: tuple[TypeScore, ...]
    reliability: tuple[Reliability, ...]
    calibration_error: float


def evaluate(model: Model, examples: Sequence[CodedExample]) -> Evaluation:
    """The model's types held against the coded ones."""
    told = [j.best("type") for j in model.judge([e.sentence for e in examples], ("type",))]
    return score([e.labels["type"] for e in examples], told)


def score(coded: Sequence[str], told: Sequence[tuple[str, float]]) -> Evaluation:
    """Precision, recall and F1 per type, and how far probabilities can be believed; `told` are types with their
    probabilities."""
    types = []
    for kind in sorted({*coded, *(k for k, _ in told)}, key=lambda k: (k == NONE, k)):
        both = sum(c == k == kind for c, (k, _) in zip(coded, told, strict=True))
        there, given = sum(c == kind for c in coded), sum(k == kind for k, _ in told)
        f1 = 2 * both / (there + given) if there + given else 0.0
        types.append(TypeScore(kind, both / given if given else 0.0, both / there if there else 0.0, f1, there, given))
    bins = []
    for n in range(_BINS):
        low, high = n / _BINS, (n + 1) / _BINS
        inside = [
            (p, c == k) for c, (k, p) in zip(coded, told, strict=True) if low <= p < high or (high == 1.0 and p == 1.0)
        ]
        if inside:
            mean, right = (sum(x) / len(inside) for x in zip(*inside, strict=True))
            bins.append(Reliability(low, high, len(inside), mean, right))
    present = [t for t in types if t.coded]
    return Evaluation(
        len(coded),
        sum(c == k for c, (k, _) in zip(coded, told, strict=True)) / len(coded),
        sum(t.f1 for t in present) / len(present),
        tuple(types),
        tuple(bins),
        sum(b.answers * abs(b.mean - b.right) for b in bins) / len(coded),
    )
