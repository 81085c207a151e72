"""What a trained network answers, for measuring it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from dragoman.model.marking import MarkedSentence
from training.labels import HEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.fit import Reader
    from training.network import Network


@torch.no_grad()
def answers(network: Network, reader: Reader, sentences: Sequence[MarkedSentence]) -> list[dict[str, dict[str, float]]]:
    """For each sentence the probability of each label of each head."""
    order = sorted(range(len(sentences)), key=lambda n: len(sentences[n].text))
    found: dict[int, dict[str, dict[str, float]]] = {}
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        heads, _ = network.answers(*reader.batch(reader.rows([sentences[n] for n in part])))
        told = {name: logits.softmax(-1) for name, logits in heads.items()}
        for k, n in enumerate(part):
            found[n] = {name: dict(zip(labels, told[name][k].tolist(), strict=True)) for name, labels in HEADS.items()}
    return [found[n] for n in range(len(sentences))]


@torch.no_grad()
def tag_logits(network: Network, reader: Reader, texts: Sequence[str], head: str) -> list[list[list[float]]]:
    """For each text the logarithms of the probabilities of the tags of each token."""
    found = []
    for text in texts:
        rows = reader.rows([MarkedSentence(text)])
        logits = network.answers(*reader.batch(rows))[1][head].log_softmax(-1)[0]
        found.append(logits[1:-1].tolist())
    return found
