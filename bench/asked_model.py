"""What the benches of the model alone share: rows in, the model's answers out.

usage of such a bench: python bench/NAME.py DATA OUT [--model FOLDER]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.model import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Json = dict[str, Any]
# The classes of the public sets, in the order of their numbers.
QUADS = ("neutral", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def write_answers(description: str | None, answers: Callable[[Model, list[Json]], Iterable[Json]]) -> int:
    """Read the rows of DATA, ask the model, and write a line for each row with its `id` and its answer; gives the
    exit status."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default="shipped")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines() if line.strip()]
    model = Model.named(options.model)
    if model is None:
        parser.error("--model none: there is nothing to measure")
    with options.out.open("w", encoding="utf-8") as out:
        for row, answer in zip(rows, answers(model, rows), strict=True):
            print(json.dumps({"id": row["id"], **answer}), file=out)
    return 0
