"""Which kind of interaction a sentence reports: its penta class, with nothing marked.

usage: python bench/quad_class.py DATA OUT [--model FOLDER]

DATA is JSON Lines with `id` and `text`. OUT gets `id` and `penta`: 0 neutral, 1 verbal and 2 material cooperation,
3 verbal and 4 material conflict.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from asked_model import QUADS, Json, write_answers
from dragoman.model import MarkedSentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Model


def answers(model: Model, rows: list[Json]) -> Iterable[Json]:
    for said in model.judge([MarkedSentence(r["text"]) for r in rows], ("penta",)):
        yield {"penta": QUADS.index(said.best("penta")[0])}


if __name__ == "__main__":
    sys.exit(write_answers(__doc__, answers))
