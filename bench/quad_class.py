"""Which kind of interaction a sentence reports: its penta class, with nothing marked.

usage: python bench/quad_class.py DATA OUT [--model FOLDER]

DATA is JSON Lines with `id` and `text`. OUT gets `id` and `penta`: 0 neutral, 1 verbal and 2 material cooperation,
3 verbal and 4 material conflict.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dragoman.model import MarkedSentence, Model

QUADS = ("neutral", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


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
        for row, said in zip(rows, model.judge([MarkedSentence(r["text"]) for r in rows], ("penta",)), strict=True):
            print(json.dumps({"id": row["id"], "penta": QUADS.index(said.best("penta")[0])}), file=out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
