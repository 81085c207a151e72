"""The heads: linear layers on what the encoder says of the marked places, kept apart from the encoder so that they can
be fitted to other events without it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Array = np.ndarray[Any, np.dtype[np.float32]]


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    summed: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return summed


def gelu(x: Array) -> Array:
    """x Φ(x), with the error function to seven digits (Abramowitz and Stegun 7.1.26), as the network was trained."""
    z = np.abs(x) / np.float32(np.sqrt(2.0))
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - series * np.exp(-z * z))
    out: Array = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return out


@dataclass(frozen=True)
class Linear:
    """One linear layer and the labels of its outputs."""

    weight: Array
    bias: Array
    labels: tuple[str, ...] = ()

    def __call__(self, x: Array) -> Array:
        """The logits of one vector or of a row of them."""
        # Not `x @ weight.T`: numpy gives that to a library which wakes a thread on every core and lets it wait for more
        # in a loop; for layers as small as these that takes ten times the time, of all cores.
        out: Array = np.einsum("...i,oi->...o", x, self.weight) + self.bias
        return out


@dataclass(frozen=True)
class Heads:
    """The joining layer, a head for each question that is asked of a marked sentence, and the taggers of words."""

    join: Linear
    heads: Mapping[str, Linear]
    taggers: Mapping[str, Linear]
    about: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Heads:
        """The heads of a model's folder (`heads.npz`, `labels.json`).

        Raises `OSError` where a file is missing, `ValueError` where the two do not belong together.
        """
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        with np.load(folder / "heads.npz") as arrays:

            def layer(name: str, names: list[str]) -> Linear:
                weight, bias = (arrays[f"{name}.{part}"].astype(np.float32) for part in ("weight", "bias"))
                if names and len(names) != len(bias):
                    raise ValueError(f"{folder}: {len(names)} labels for the {len(bias)} outputs of the head {name!r}")
                return Linear(weight, bias, tuple(names))

            return cls(
                layer("join", []),
                {name: layer(name, names) for name, names in labels["heads"].items()},
                {name: layer(f"tags.{name}", names) for name, names in labels["taggers"].items()},
                labels["about"],
            )

    def joined(self, states: Array, marks: tuple[int, int, int]) -> Array:
        """What a marked sentence comes to, as one vector: its first token's state, those at the three opening marks
        (zeros for a mark that is not there), and the mean of all, joined."""
        width = states.shape[1]
        picked = np.zeros((5, width), np.float32)
        picked[0] = states[0]
        for n, place in enumerate(marks, 1):
            if place:
                picked[n] = states[place]
        picked[4] = states.mean(axis=0)
        return gelu(self.join(picked.reshape(-1)))
