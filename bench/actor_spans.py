"""Who acts and on whom: the source and target phrases of the main interaction of each sentence.

usage: python bench/actor_spans.py DATA OUT [--model FOLDER]

DATA is JSON Lines with `id` and `text`. OUT gets `id` and `spans`, each with `start`, `end` and `role` (source, target
or both).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dragoman.model import Model


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default="shipped")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines() if line.strip()]
    model = Model.named(options.model)
    if model is None:
        parser.error("--model none: there is nothing to measure")
    with options.out.open("w", encoding="utf-8") as out:
        for row, spans in zip(rows, model.tag([r["text"] for r in rows], "spans"), strict=True):
            told = [{"start": s.start, "end": s.end, "role": s.role} for s in spans]
            print(json.dumps({"id": row["id"], "spans": told}), file=out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
