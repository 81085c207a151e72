"""The model as the coder asks it: what is done in this sentence, by this actor, to this recipient, at this trigger?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import UsageError
from dragoman.model.encoder import Encoder
from dragoman.model.heads import Array, Heads, softmax
from dragoman.model.marking import Marked, MarkedSentence, Tokens, mark
from dragoman.model.spans import TaggedSpan, tagged_spans
from dragoman.tables import package_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NONE = "NONE"
FILES = ("encoder.onnx", "heads.npz", "labels.json", "tokenizer.json")


@dataclass(frozen=True)
class Judgement:
    """For each head the probability of each of its labels.

    `type` has the 16 PLOVER types and NONE, `mode` "TYPE/mode", `quad` the quad classes and "neutral", `status` the
    five values of `assertion`, `doer` whether the marked actor does it ("doer") or not ("other").
    """

    probabilities: Mapping[str, Mapping[str, float]]

    def of(self, head: str, label: str) -> float:
        """The probability of a label; 0 for one that the head does not know."""
        return self.probabilities[head].get(label, 0.0)

    def best(self, head: str) -> tuple[str, float]:
        """The likeliest label of a head and its probability."""
        return max(self.probabilities[head].items(), key=lambda item: item[1])


@dataclass(frozen=True)
class Reading:
    """What one reading of a sentence tells: the judgement of the heads, and the spans of a tagger."""

    judgement: Judgement
    spans: tuple[TaggedSpan, ...]


@dataclass(frozen=True)
class Model:
    """A model's folder. Nothing is read before the first question."""

    folder: Path

    @classmethod
    def shipped(cls) -> Model:
        """The model that ships with Dragoman."""
        return cls(Path(str(package_file("dragoman.model", "shipped"))))

    @classmethod
    def named(cls, name: str) -> Model | None:
        """The model that a person names: "shipped", "none" (no model), or a folder that `dragoman train` wrote.

        Raises `UsageError` where the folder holds no model.
        """
        if name in {"shipped", "none"}:
            return cls.shipped() if name == "shipped" else None
        folder = Path(name)
        missing = [f for f in FILES if not (folder / f).is_file()]
        if missing:
            raise UsageError(
                f"{name}: no model there ({', '.join(missing)} missing). Name a folder that `dragoman train` wrote, "
                "or shipped, or none."
            )
        return cls(folder)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder, opened at the first use."""
        return Encoder.open(self.folder)

    @cached_property
    def heads(self) -> Heads:
        """The heads, read at the first use."""
        return Heads.read(self.folder)

    @cached_property
    def version(self) -> str:
        """The name that the model was given when it was trained."""
        about = json.loads((self.folder / "labels.json").read_text("utf-8"))["about"]
        return str(about.get("version", "model without a name"))

    def vectors(self, sentences: Sequence[MarkedSentence]) -> Array:
        """What each marked sentence comes to, sentences x width: the input of the heads."""
        if not sentences:
            return np.empty((0, self.heads.join.bias.shape[0]), np.float32)
        rows = self._marked(sentences)
        states = self.encoder.states([r.ids for _, r in rows])
        return np.stack([self.heads.joined(s, r.marks) for s, (_, r) in zip(states, rows, strict=True)])

    def judge(self, sentences: Sequence[MarkedSentence], heads: Sequence[str] = ()) -> list[Judgement]:
        """What the model says of each marked sentence; of all heads where none is named."""
        return self._judgements(self.vectors(sentences), tuple(heads) or tuple(self.heads.heads))

    def read(self, sentences: Sequence[MarkedSentence], heads: Sequence[str], tagger: str) -> list[Reading]:
        """What heads and a tagger say of each sentence, marked or not, from one reading of it."""
        if not sentences:
            return []
        rows = self._marked(sentences)
        states = self.encoder.states([r.ids for _, r in rows])
        vectors = np.stack([self.heads.joined(s, r.marks) for s, (_, r) in zip(states, rows, strict=True)])
        judged = self._judgements(vectors, heads)
        layer = self.heads.taggers[tagger]
        found = []
        for judgement, seen, (tokens, row) in zip(judged, states, rows, strict=True):
            places = [n for n, word in enumerate(row.words) if word >= 0]
            logs = np.log(softmax(layer(seen[places])))
            offsets = [tokens.offsets[row.words[n]] for n in places]
            found.append(Reading(judgement, tuple(tagged_spans(logs, layer.labels, offsets))))
        return found

    def tag(self, texts: Sequence[str], tagger: str) -> list[tuple[TaggedSpan, ...]]:
        """The spans that a tagger finds in each text: `spans` (source, target or both of the main interaction) or
        `events` (actors, recipients and triggers of all events)."""
        return [r.spans for r in self.read([MarkedSentence(t) for t in texts], (), tagger)]

    def _judgements(self, vectors: Array, heads: Sequence[str]) -> list[Judgement]:
        told: dict[str, Any] = {name: softmax(self.heads.heads[name](vectors)) for name in heads}
        return [
            Judgement(
                {
                    name: dict(zip(self.heads.heads[name].labels, map(float, told[name][n]), strict=True))
                    for name in heads
                }
            )
            for n in range(len(vectors))
        ]

    def _marked(self, sentences: Sequence[MarkedSentence]) -> list[tuple[Tokens, Marked]]:
        texts = list(dict.fromkeys(s.text for s in sentences))
        cut = dict(zip(texts, self.encoder.cut(texts), strict=True))
        return [(cut[s.text], mark(cut[s.text], s)) for s in sentences]
