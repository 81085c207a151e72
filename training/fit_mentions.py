"""Fits the weights that mentions of places are found by: `python training/fit_mentions.py DATA [--out FILE] [--check]`.

DATA is a JSONL file (plain or gzipped) of articles with `id`, `text`, `corpus` and their `toponyms` (`start`, `end`).
The model is a logistic regression over the clues of each proposed span (`dragoman.places.mentions.clues_of`); clues
of fewer than eight spans or four articles are left out. `--check` fits on four fifths of the articles and prints
precision, recall and F1 on the fifth, five times over, and the same with one corpus after another left out; without
it the weights are written to FILE (default: `src/dragoman/places/mentions.toml`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.language import ParsedReport, load_pipeline, parse
from dragoman.places import load_gazetteer
from dragoman.places.mentions import LEAST, proposals_with_clues
from dragoman.record import Article, Block, Span

TABLE = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "places" / "mentions.toml"
STRENGTH = 1.0  # of the pull towards no weight
HEAD = """\
# How much each clue speaks for a span being a mention of a place (`clues_of` in `mentions.py` says what each is).
# Logarithms of odds, fitted by `training/fit_mentions.py` on the development halves of GeoWebNews, LGL, GeoVirus and
# TR-News; those near zero are left out.

[weights]
"""


@dataclass
class Case:
    """A proposed span: its article (by number), sentence and tokens, its clues, whether it is a toponym."""

    article: int
    sentence: int
    start: int
    end: int
    clues: list[str]
    right: bool


def article_of(identifier: str, text: str) -> Article:
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*[^\s][^\n]*", text))
    return Article(id=identifier, source=identifier, text=text, blocks=blocks)


def parsed(documents: list[dict[str, Any]]) -> Iterator[ParsedReport]:
    return parse((article_of(d["id"], d["text"]) for d in documents), load_pipeline())


def cases(documents: list[dict[str, Any]], reports: Iterable[ParsedReport]) -> list[Case]:
    gazetteer = load_gazetteer()
    found = []
    for number, (document, report) in enumerate(zip(documents, reports, strict=True)):
        gold = {(t["start"], t["end"]) for t in document["toponyms"]}
        for p, clues in proposals_with_clues(report, gazetteer):
            tokens = list(p.sentence.tokens)
            span = p.sentence.span_of(tokens[p.start : p.end])
            found.append(Case(number, p.sentence.index, p.start, p.end, clues, (span.start, span.end) in gold))
    return found


def fit(some: list[Case]) -> dict[str, float]:
    """The weights of greatest likelihood with a pull towards zero."""
    often: Counter[str] = Counter(c for case in some for c in case.clues)
    articles: dict[str, set[int]] = defaultdict(set)
    for case in some:
        for clue in case.clues:
            articles[clue].add(case.article)
    names = sorted(c for c, n in often.items() if n >= 8 and len(articles[c]) >= 4)
    number = {c: i for i, c in enumerate(names)}
    rows = np.concatenate([np.full(sum(c in number for c in case.clues), i) for i, case in enumerate(some)])
    columns = np.array([number[c] for case in some for c in case.clues if c in number])
    right = np.array([case.right for case in some], float)
    weights = np.zeros(len(names))
    first = np.zeros_like(weights)
    second = np.zeros_like(weights)
    for turn in range(1, 601):
        scores = np.bincount(rows, weights[columns], len(some))
        wrong = 1 / (1 + np.exp(-scores)) - right
        gradient = np.bincount(columns, wrong[rows], len(names)) + STRENGTH * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        rate = 0.05 if turn < 400 else 0.01
        weights -= rate * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.999**turn)) + 1e-8)
    return dict(zip(names, map(float, weights), strict=True))


def score(some: list[Case], weights: dict[str, float], least: float) -> tuple[int, int]:
    """How many spans are taken, and how many of them are right."""
    scored = sorted(
        ((sum(weights.get(c, 0.0) for c in case.clues), case) for case in some),
        key=lambda pair: (-pair[0], pair[1].start - pair[1].end),
    )
    used: dict[tuple[int, int], set[int]] = defaultdict(set)
    taken = right = 0
    for value, case in scored:
        if 1 / (1 + np.exp(-value)) < least:
            break
        cells, tokens = used[case.article, case.sentence], range(case.start, case.end)
        if cells.isdisjoint(tokens):
            cells.update(tokens)
            taken += 1
            right += case.right
    return taken, right


def report(title: str, documents: list[dict[str, Any]], folds: list[set[int]], all_cases: list[Case]) -> None:
    for least in (0.2, 0.25, 0.3, LEAST, 0.4, 0.5):
        totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for fold in folds:
            weights = FITTED.setdefault((title, tuple(sorted(fold))), {}) or fit(
                [c for c in all_cases if c.article not in fold]
            )
            FITTED[title, tuple(sorted(fold))] = weights
            for corpus in sorted({d["corpus"] for d in documents}):
                mine = {i for i in fold if documents[i]["corpus"] == corpus}
                taken, right = score([c for c in all_cases if c.article in mine], weights, least)
                for key in (corpus, "all"):
                    for at, value in enumerate((taken, right, sum(len(documents[i]["toponyms"]) for i in mine))):
                        totals[key][at] += value
        print(
            f"{title} {least:.2f}",
            "; ".join(
                f"{k} P {r / (t or 1):.3f} R {r / g:.3f} F1 {2 * r / (t + g):.3f}" for k, (t, r, g) in totals.items()
            ),
        )


FITTED: dict[tuple[str, tuple[int, ...]], dict[str, float]] = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    opener = gzip.open if options.data.suffix == ".gz" else open
    with opener(options.data, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    all_cases = cases(documents, parsed(documents))
    proposed, gold = sum(c.right for c in all_cases), sum(len(d["toponyms"]) for d in documents)
    print(f"{len(all_cases)} spans proposed, {proposed} of {gold} toponyms among them", file=sys.stderr)
    if options.check:
        report("fifths", documents, [set(range(i, len(documents), 5)) for i in range(5)], all_cases)
        corpora = sorted({d["corpus"] for d in documents})
        report(
            "corpora", documents, [{i for i, d in enumerate(documents) if d["corpus"] == c} for c in corpora], all_cases
        )
        return
    weights = fit(all_cases)
    lines = [f"{json.dumps(c)} = {w:.2f}" for c, w in sorted(weights.items()) if abs(w) >= 0.05]
    options.out.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} weights")


if __name__ == "__main__":
    main()
