"""The network: one encoder, a layer that joins what stands at the marks and the mean, several heads, two taggers."""

from __future__ import annotations

import torch
from torch import nn
from transformers import AutoModel

from training.labels import HEADS, TAGGERS

WIDTH = 384


class Network(nn.Module):
    """Hidden states of the marked tokens, joined to one vector per sentence; a linear head per question."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        self.join = nn.Linear(5 * WIDTH, WIDTH)
        self.heads = nn.ModuleDict({f"to_{name}": nn.Linear(WIDTH, len(labels)) for name, labels in HEADS.items()})
        self.taggers = nn.ModuleDict({name: nn.Linear(WIDTH, len(tags)) for name, tags in TAGGERS.items()})
        self.dropout = nn.Dropout(0.1)

    def hidden(self, ids: torch.Tensor) -> torch.Tensor:
        """The hidden states of a batch (sentences x tokens x 384); 0 pads."""
        states: torch.Tensor = self.encoder(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
        return states

    def joined(self, states: torch.Tensor, ids: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        """One vector for each sentence (sentences x 384) from the states at its start and its opening marks, and their
        mean; `marks` holds the positions of the three opening marks, 0 for a mark that is not there."""
        places = torch.cat([torch.zeros_like(marks[:, :1]), marks], dim=1)
        picked = torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, WIDTH))
        there = torch.cat([torch.ones_like(marks[:, :1]), (marks > 0).long()], dim=1).unsqueeze(-1)
        words = (ids != 0).unsqueeze(-1).to(states.dtype)
        mean = (states * words).sum(1) / words.sum(1)
        return nn.functional.gelu(self.join(torch.cat([(picked * there).flatten(1), mean], dim=1)))

    def answers(
        self, ids: torch.Tensor, marks: torch.Tensor
    ) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
        """The logits of each head for the sentences, and of each tagger for their tokens."""
        states = self.dropout(self.hidden(ids).float())
        joined = self.dropout(self.joined(states, ids, marks))
        heads = {name: self.heads[f"to_{name}"](joined) for name in HEADS}
        return heads, {name: tagger(states) for name, tagger in self.taggers.items()}
