"""The encoder: token numbers in, hidden states out. ONNX Runtime on the CPU, weights in 8 bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.model.marking import PADDING, Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Sentences read at once; on one core larger batches only cost memory.
_BATCH = 16


@dataclass(frozen=True)
class Encoder:
    """An opened encoder and the tokenizer that goes with it."""

    session: Any
    tokenizer: Any

    @classmethod
    def open(cls, folder: Path, *, threads: int = 1) -> Encoder:
        """The encoder of a model's folder (`encoder.onnx`, `tokenizer.json`).

        Raises `OSError` where a file is missing.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        weights = (folder / "encoder.onnx").read_bytes()
        session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(session, tokenizer)

    def cut(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of plain texts."""
        return [Tokens(c.ids, c.offsets) for c in self.tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def states(self, rows: Sequence[tuple[int, ...]]) -> list[np.ndarray[Any, np.dtype[np.float32]]]:
        """For each row of token numbers its hidden states, tokens x width, in the order of the rows.

        Rows of like length are read together, so that little is spent on padding.
        """
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        found: list[np.ndarray[Any, np.dtype[np.float32]]] = [np.empty(0, np.float32)] * len(rows)
        for at in range(0, len(order), _BATCH):
            part = order[at : at + _BATCH]
            ids = np.full((len(part), max(len(rows[n]) for n in part)), PADDING, np.int64)
            for k, n in enumerate(part):
                ids[k, : len(rows[n])] = rows[n]
            (states,) = self.session.run(None, {"ids": ids, "mask": (ids != PADDING).astype(np.int64)})
            for k, n in enumerate(part):
                found[n] = states[k, : len(rows[n])]
        return found
