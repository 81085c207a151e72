"""From the tags of words to spans: the best sequence of tags in which every "inside" follows its own "begin"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.model.heads import Array

_NEVER = -1e9


@dataclass(frozen=True)
class TaggedSpan:
    """Words with a role: a half-open interval of characters, and how sure the weakest of its words is (0 to 1)."""

    start: int
    end: int
    role: str
    probability: float


def best_tags(logs: Array, labels: Sequence[str]) -> list[int]:
    """The most likely allowed sequence (Viterbi); `logs` are log probabilities, words x tags."""
    allowed = np.full((len(labels), len(labels)), _NEVER, np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after[0] != "I" or (before[0] in "BI" and before[1:] == after[1:]):
                allowed[i, j] = 0.0
    score = logs[0] + np.array([_NEVER if label[0] == "I" else 0.0 for label in labels], np.float32)
    came: list[np.ndarray[tuple[int, ...], np.dtype[np.intp]]] = []
    for row in logs[1:]:
        ways = score[:, None] + allowed
        came.append(ways.argmax(axis=0))
        score = ways.max(axis=0) + row
    path = [int(score.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def tagged_spans(logs: Array, labels: Sequence[str], offsets: Sequence[tuple[int, int]]) -> list[TaggedSpan]:
    """The spans of a text; `offsets` are the characters of each word piece."""
    if not len(logs):
        return []
    tags = best_tags(logs, labels)
    found: list[TaggedSpan] = []
    for n, tag in enumerate(tags):
        start, end = offsets[n]
        label, sure = labels[tag], float(np.exp(logs[n, tag]))
        if label[0] == "B":
            found.append(TaggedSpan(start, end, label[2:], sure))
        elif label[0] == "I":
            last = found[-1]
            found[-1] = TaggedSpan(last.start, end, last.role, min(last.probability, sure))
    return found
