"""Makes the model that ships: `python -m training.train --out src/dragoman/model/shipped`.

usage: python -m training.train --out FOLDER [--data passages|public|both] [--public DIR] [--seed N] [--epochs N]
       [--threads N]

The material is our own coded passages (`training/data/passages.jsonl`, all but those held back) and, where the folder
`--public` (default ../shared/data) is there, the development parts of `relations`, `quad_class` and `actor_spans`.
`training/requirements.txt` names what must be installed. The same seed, threads and versions give the same model.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch

from training.examples import Material, of_passages, of_relations, of_sentences, read_rows
from training.export import export
from training.fit import Settings, base_model, fit
from training.passages import read_passages

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT.parent / "shared" / "data"


def material(data: str, public: Path) -> Material:
    """What to train on: our passages, the public development data, or both."""
    found = Material()
    if data != "public":
        found += of_passages([p for p in read_passages() if p["split"] == "train"])
    if data != "passages":
        relations, quads, spans = (
            read_rows(public / name / "dev.jsonl") for name in ("relations", "quad_class", "actor_spans")
        )
        found += (of_relations(relations) + of_sentences(quads, spans)).twice()
    return found


def main() -> int:
    """Train and export; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", choices=("passages", "public", "both"), default="both")
    parser.add_argument("--public", type=Path, default=PUBLIC)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    start = time.time()
    found = material(options.data, options.public)
    print(f"{len(found.examples)} marked and {len(found.plain)} plain sentences", file=sys.stderr)
    network, _ = fit(found, Settings(seed=options.seed, epochs=options.epochs))
    about = {
        "version": f"events-1.{options.data}",
        "base": "all-MiniLM-L6-v2",
        "data": options.data,
        "marked": len(found.examples),
        "plain": len(found.plain),
        "seed": options.seed,
        "epochs": options.epochs,
        "minutes": round((time.time() - start) / 60, 1),
    }
    export(network, base_model() / "tokenizer.json", options.out, about)
    print(f"{options.out}: {about}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
