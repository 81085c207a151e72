"""Fits how sure a choice of a small place is: `python training/fit_certainty.py DATA`.

DATA is a JSONL file (plain or gzipped) of articles with `id`, `text` and their `toponyms` with coordinates. Of the
names that `find_toponyms` finds, and that `resolve_places` gives a place of fewer than 100,000 people, a choice is
right where a toponym of the gold stands there within 161 km. Prints the weights for `[certainty]` of
`src/dragoman/places/ranking.toml`, and what a threshold keeps.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from dragoman.language import plain
from dragoman.places import distance_km, find_toponyms, load_gazetteer
from dragoman.places.resolve import WELL_KNOWN, Setting, decide, grouped, implied_countries
from fit_mentions import parsed
from fit_places import NEAR_KM, read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    documents, gazetteer = read(parser.parse_args().data), load_gazetteer()
    table, right = [], []
    unit = gazetteer.ranking["size"]
    for document, report in zip(documents, parsed(documents), strict=True):
        text = plain(document["text"])
        groups = grouped(find_toponyms(report, gazetteer), gazetteer, text)
        decide(groups, Setting(implied_countries(gazetteer, (), text), None, gazetteer.ranking))
        for group in groups:
            choice, span = group.choice, group.toponyms[0].span
            if choice.feature in ("country", "region", "area") or choice.population >= WELL_KNOWN:
                continue
            gold = next((t for t in document["toponyms"] if t["start"] < span.end and span.start < t["end"]), None)
            if gold is not None and "lat" not in gold:
                continue
            gain = group.scores[group.best] / unit - choice.score
            table.append((1.0, choice.score, gain, group.confidence, float(gazetteer.doubtful(group.text))))
            right.append(
                gold is not None and distance_km((choice.lat, choice.lon), (gold["lat"], gold["lon"])) <= NEAR_KM
            )
    x, y = np.array(table), np.array(right, float)
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, x.T @ (p - y) + 0.1 * weights)
    for name, weight in zip(("always", "size", "gain", "share", "doubtful"), weights, strict=True):
        print(f"{name} = {weight:.2f}")
    p = 1 / (1 + np.exp(-x @ weights))
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = p >= least
        print(
            f"least {least}: {kept.sum()} of {len(y)} kept, {y[kept].mean():.3f} right; "
            f"of the others {y[~kept].mean():.3f}"
        )


if __name__ == "__main__":
    main()
