"""Figures of displacement: `python bench/figures.py DATA OUT` writes predictions for the figures scorer.

DATA is JSON Lines with `id` and `text`. The figures are those of the whole record, with their term, place and country.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.coder import Coder
from dragoman.record import Article, Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.record import Figure

_NAMES = {
    "displaced": "Displaced",
    "evacuated": "Evacuated",
    "fled": "Forced to Flee",
    "homeless": "Homeless",
    "relief_camp": "In Relief Camp",
    "sheltered": "Sheltered",
    "relocated": "Relocated",
    "destroyed_housing": "Destroyed Housing",
    "damaged_housing": "Partially Destroyed Housing",
    "uninhabitable_housing": "Uninhabitable Housing",
}


def article(row: dict[str, str]) -> Article:
    """An excerpt as a report; its lines are often broken in mid-sentence, as copied from a PDF file."""
    text = re.sub(r"(?<![.:;!?\n])\n(?!\s*\n)", " ", row["text"])
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(id=row["id"], source=text, text=text, blocks=blocks)


def predicted(figure: Figure) -> dict[str, object]:
    """A figure in the scorer's words."""
    term = _NAMES[figure.term]
    place = figure.location
    return {
        "quantity": figure.low if figure.low is not None else figure.high,
        "unit": "households" if term.endswith("Housing") or figure.unit in {"families", "households"} else "people",
        "term": term,
        "location": place.name if place else figure.place,
        "country": place.country if place else figure.place,
    }


def rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8") as data:
        for line in data:
            yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    coder = Coder.load()
    with options.out.open("w", encoding="utf-8") as out:
        for row in rows(options.data):
            record = coder.code(article(row))
            figures = [predicted(f) for f in record.figures if f.term]
            out.write(json.dumps({"id": row["id"], "figures": figures}) + "\n")


if __name__ == "__main__":
    main()
