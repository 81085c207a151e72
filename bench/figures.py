"""Figures of displacement: `python bench/figures.py DATA OUT` writes predictions for the figures scorer.

DATA is JSON Lines with `id` and `text`. The task's terms (Evacuated, Homeless, Destroyed Housing, ...) are finer than
Dragoman's kinds: they follow from the word that decided the kind.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.facts.figures import FigureMention, find_figures, load_figure_words
from dragoman.language import load_pipeline, parse
from dragoman.record import Article, Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOUSING = re.compile(r"\b(?:home|house|dwelling|building|apartment|shelter|hut|housing)s?\b", re.IGNORECASE)
_TERMS: tuple[tuple[str, str], ...] = (
    (r"\bevacuat", "Evacuated"),
    (r"\bhomeless\b|\b(?:lost|los[ei]n?g?) their (?:home|house)", "Homeless"),
    (r"\brelief camp|\bcamps?\b", "In Relief Camp"),
    (r"\bshelter|\baccommodat|\bhoused\b", "Sheltered"),
    (r"\brelocat|\bresettl|\brehous", "Relocated"),
    (r"\bfled\b|\bflee|\bforced\b|\bleave|\bleft\b|\bdriven\b|\bescap", "Forced to Flee"),
)


def article(row: dict[str, str]) -> Article:
    text = row["text"]
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(id=row["id"], source=text, text=text, blocks=blocks)


def term(figure: FigureMention, text: str) -> str | None:
    """The task's term, None for figures that it does not ask for."""
    around = text[max(0, figure.span.start - 60) : figure.span.end + 80].lower()
    if figure.kind == "other" and _HOUSING.search(figure.counted):
        if figure.cue in {"damage", "damaged"} and "destroy" not in around:
            return "Partially Destroyed Housing"
        if re.search("uninhabitable|unliveable", around):
            return "Uninhabitable Housing"
        if re.search("destr[ou]|demolish|raze|burn|flatten|wash|collapse|gutted|torch", around):
            return "Destroyed Housing"
        return "Partially Destroyed Housing" if re.search("damage|flood", around) else None
    if figure.kind not in {"displaced", "refugees", "returned", "affected", "other"}:
        return None
    if "relief camp" in around:
        return "In Relief Camp"
    for words in (figure.cue, around):
        for pattern, name in _TERMS:
            if re.search(pattern, words):
                return name
        if re.search("displac|idp|uproot", words):
            return "Displaced"
    return "Displaced" if figure.kind == "displaced" else None


def rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8") as data:
        for line in data:
            yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    words = load_figure_words()
    articles = [article(row) for row in rows(options.data)]
    with options.out.open("w", encoding="utf-8") as out:
        for report in parse(articles, load_pipeline()):
            figures = []
            for figure in find_figures(report, words):
                name = term(figure, report.article.text)
                if name is not None:
                    quantity = figure.low if figure.low is not None else figure.high
                    housing = name.endswith("Housing") or figure.unit in {"families", "households"}
                    unit = "households" if housing else "people"
                    figures.append({"quantity": quantity, "unit": unit, "term": name})
            out.write(json.dumps({"id": report.article.id, "figures": figures}) + "\n")


if __name__ == "__main__":
    main()
