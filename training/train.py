"""Makes the model that ships: `python -m training.train --out src/dragoman/model/shipped`.

usage: python -m training.train --out FOLDER [--data own|public|both] [--public DIR] [--seed N] [--threads N]
       [--keep FILE] [--weights FILE]

The material is our own coded passages and leads (`training/data`, all but those held back) and, where the folder
`--public` (default ../shared/data) is there, the development parts of `relations`, `quad_class` and `actor_spans`.
`both` trains in two stages: on our own material, then on the public data with it.
`--keep` keeps the weights of the first stage in a file, and starts from them where the file is there already;
`--weights` takes those that the model ends with.
`training/requirements.txt` names what must be installed. The same seed, threads and versions give the same model.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from training.examples import Material, of_passages, of_relations, of_sentences, read_rows
from training.export import export
from training.fit import Settings, base_model, fit, of_weights
from training.passages import read_passages

if TYPE_CHECKING:
    from training.fit import Reader
    from training.network import Network

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT.parent / "shared" / "data"
PUBLIC_SETS = ("relations", "quad_class", "actor_spans")


FIRST = Settings(epochs=4)
SECOND = Settings(epochs=2, rate=5e-5, head_rate=5e-4)


def own_material() -> Material:
    """Our passages and leads, but for those held back."""
    return of_passages([p for p in read_passages() if p["split"] == "train"])


def public_material(rows: dict[str, list[dict[str, Any]]]) -> Material:
    """Rows of the public development sets by their names: relations met twice in a pass, sentences without marks, of
    which the second stage has no others with their labels, four times."""
    sentences = of_sentences(rows["quad_class"], rows["actor_spans"])
    return of_relations(rows["relations"]).twice() + sentences.twice().twice()


def public_rows(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The public development sets by their names."""
    return {name: read_rows(folder / name / "dev.jsonl") for name in PUBLIC_SETS}


def first_stage(settings: Settings, kept: Path | None) -> dict[str, torch.Tensor]:
    """The weights after training on our own material, or those that an earlier run kept."""
    if kept is not None and kept.exists():
        found: dict[str, torch.Tensor] = torch.load(kept)
        return found
    weights: dict[str, torch.Tensor] = fit(own_material(), settings)[0].state_dict()
    if kept is not None:
        torch.save(weights, kept)
    return weights


def second_stage(
    rows: dict[str, list[dict[str, Any]]], start: dict[str, torch.Tensor], seed: int
) -> tuple[Network, Reader]:
    """The network after training on public rows and our own material."""
    return fit(public_material(rows) + own_material(), replace(SECOND, seed=seed), start=start)


def trained(data: str, public: Path, seed: int, kept: Path | None) -> Network:
    """A network of our own material, of the public development data, or of both."""
    if data == "public":
        return fit(public_material(public_rows(public)), Settings(seed=seed))[0]
    weights = first_stage(replace(FIRST, seed=seed), kept)
    if data == "both":
        return second_stage(public_rows(public), weights, seed)[0]
    return of_weights(weights)[0]


def main() -> int:
    """Train and export; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", choices=("own", "public", "both"), default="both")
    parser.add_argument("--public", type=Path, default=PUBLIC)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    start = time.time()
    network = trained(options.data, options.public, options.seed, options.keep)
    about = {
        "version": f"events-2.{options.data}",
        "base": "all-MiniLM-L6-v2",
        "data": options.data,
        "seed": options.seed,
        "minutes": round((time.time() - start) / 60, 1),
    }
    if options.weights is not None:
        torch.save(network.state_dict(), options.weights)
    export(network, base_model() / "tokenizer.json", options.out, about)
    print(f"{options.out}: {about}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
