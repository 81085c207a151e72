"""Writes a trained network as the product reads it: the encoder as ONNX in 8 bits, the heads as arrays, the labels."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from training.labels import HEADS, TAGGERS

if TYPE_CHECKING:
    from pathlib import Path

    from training.network import Network


class _Encoder(nn.Module):
    """The encoder with token numbers and their mask as its only inputs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        states: torch.Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states


def export(network: Network, tokenizer: Path, out: Path, about: dict[str, object]) -> None:
    """Write `encoder.onnx`, `heads.npz`, `labels.json` and `tokenizer.json` into the folder `out`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    whole, ready = out / "whole.onnx", out / "ready.onnx"
    ids = torch.randint(1000, 20000, (2, 16))
    torch.onnx.export(
        _Encoder(network),
        (ids, torch.ones_like(ids)),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_axes={n: {0: "sentences", 1: "tokens"} for n in ("ids", "mask", "states")},
        opset_version=17,
        dynamo=False,
    )
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(out / "encoder.onnx"),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    whole.unlink()
    ready.unlink()
    arrays = {"join.weight": network.join.weight, "join.bias": network.join.bias}
    for name in HEADS:
        arrays |= {f"{name}.{part}": getattr(network.heads[f"to_{name}"], part) for part in ("weight", "bias")}
    for name in TAGGERS:
        arrays |= {f"tags.{name}.{part}": getattr(network.taggers[name], part) for part in ("weight", "bias")}
    np.savez_compressed(out / "heads.npz", **{k: v.detach().numpy().astype(np.float16) for k, v in arrays.items()})
    labels = {"heads": HEADS, "taggers": TAGGERS, "about": about}
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
    shutil.copyfile(tokenizer, out / "tokenizer.json")
