"""Who acts and on whom: the source and target phrases of the main interaction of each sentence.

usage: python bench/actor_spans.py DATA OUT [--model FOLDER]

DATA is JSON Lines with `id` and `text`. OUT gets `id` and `spans`, each with `start`, `end` and `role` (source, target
or both).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from asked_model import Json, write_answers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Model


def answers(model: Model, rows: list[Json]) -> Iterable[Json]:
    for spans in model.tag([r["text"] for r in rows], "spans"):
        yield {"spans": [{"start": s.start, "end": s.end, "role": s.role} for s in spans]}


if __name__ == "__main__":
    sys.exit(write_answers(__doc__, answers))
