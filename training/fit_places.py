"""Fits the weights that place names are resolved by: `python training/fit_places.py DATA [--out FILE] [--check]`.

DATA is a JSONL file (plain or gzipped) of articles with `text`, `url`, `corpus` and their `toponyms` with
coordinates. The model is a conditional logit: of a name's candidates, the probability falls on those within 161 km of
the right place. As a candidate's features depend on what the other names mean, features and weights are made in
turns. `--check` leaves out one corpus after another, fits on the rest and prints the accuracy on the one left out;
without it the weights are written to FILE (default: `src/dragoman/places/ranking.toml`).
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.language import plain
from dragoman.places import Gazetteer, Toponym, distance_km, load_gazetteer
from dragoman.places.publishers import home_of
from dragoman.places.resolve import FEATURES, Setting, decide, features, grouped, implied_countries
from dragoman.record import Span

TABLE = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "places" / "ranking.toml"
NEAR_KM = 161
TURNS = 4
BY_HAND = ("told",)  # the articles do not tell it; set on our own coded reports
STRENGTH = 2.0  # of the pull towards no weight
FIXED_HEAD = """\
# How much each feature of a candidate counts when a place name may mean many places (`FEATURES` in `resolve.py` says
# what each is). Logarithms of odds, fitted by `training/fit_places.py` on the development halves of GeoWebNews, LGL,
# GeoVirus and TR-News.
"""


def read(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def cases(
    documents: list[dict[str, Any]], gazetteer: Gazetteer, weights: dict[str, float]
) -> tuple[list[tuple[np.ndarray, np.ndarray, float]], float, int]:
    """For each name with a right candidate its features, which are right, its weight; the accuracy; how many."""
    found = []
    right = total = 0
    for document in documents:
        text = plain(document["text"])
        gold = {Span(t["start"], t["end"]): t for t in document["toponyms"]}
        toponyms = [Toponym(span, t["text"]) for span, t in gold.items()]
        groups = grouped(toponyms, gazetteer, text, guess=True)
        url = document.get("url") or ""
        setting = Setting(implied_countries(gazetteer, (), text), home_of(url, gazetteer) if url else None, weights)
        decide(groups, setting)
        total += sum("lat" in t for t in gold.values())
        for group in groups:
            places = [t for m in group.toponyms if "lat" in (t := gold[m.span])]
            if not places:
                continue
            near = np.array(
                [[distance_km((c.lat, c.lon), (t["lat"], t["lon"])) for t in places] for c in group.candidates]
            )
            hits = (near <= NEAR_KM).sum(axis=1).astype(float)
            # Of city and region of one name the very one that is meant, where the gold tells.
            exact = np.array(
                [sum(c.geonames_id == t.get("geonameid", 0) for t in places) for c in group.candidates], float
            )
            wanted = hits + 0.5 * exact * (hits > 0)
            right += int(hits[group.best])
            if hits.max() == 0 or wanted.min() == wanted.max():
                continue
            rows = features(group, groups, setting)
            table = np.array([[row.get(f, 0.0) for f in FEATURES] for row in rows])
            found.append((table, wanted >= wanted.max(), 1.0 + np.log(len(places))))
    return found, right / total, total


def fit(data: list[tuple[np.ndarray, np.ndarray, float]], start: np.ndarray) -> np.ndarray:
    """The weights of greatest likelihood with a pull towards zero, by gradient ascent with growing steps."""
    weights = start.copy()
    tables = np.concatenate([t for t, _, _ in data])
    which = np.concatenate([np.full(len(t), i) for i, (t, _, _) in enumerate(data)])
    right = np.concatenate([r for _, r, _ in data])
    counts = np.array([c for _, _, c in data])
    firsts = np.flatnonzero(np.diff(which, prepend=-1))

    def share(scores: np.ndarray) -> np.ndarray:
        scores = scores - np.maximum.reduceat(scores, firsts)[which]
        power = np.exp(scores)
        return power / np.add.reduceat(power, firsts)[which]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        p = share(tables @ w)
        good = np.add.reduceat(p * right, firsts)
        q = p * right / good[which]
        gradient = -(((q - p) * counts[which]) @ tables) + STRENGTH * w
        return float(-(counts * np.log(good + 1e-12)).sum() + 0.5 * STRENGTH * (w**2).sum()), gradient

    step = 1e-3
    value, gradient = loss(weights)
    for _ in range(20000):
        trial = weights - step * gradient
        new, new_gradient = loss(trial)
        if new < value:
            if value - new < 1e-9 * value:
                break
            weights, value, gradient = trial, new, new_gradient
            step *= 1.3
        else:
            step *= 0.5
    return weights


def fitted(documents: list[dict[str, Any]], gazetteer: Gazetteer) -> dict[str, float]:
    weights = dict(gazetteer.ranking)
    for turn in range(TURNS):
        data, accuracy, _ = cases(documents, gazetteer, weights)
        print(f"  turn {turn}: accuracy {accuracy:.4f} of all, {len(data)} ambiguous names")
        vector = fit(data, np.array([weights[f] for f in FEATURES]))
        weights = dict(zip(FEATURES, map(float, vector), strict=True)) | {f: gazetteer.ranking[f] for f in BY_HAND}
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    documents, gazetteer = read(options.data), load_gazetteer()
    if options.check:
        for corpus in sorted({d["corpus"] for d in documents}):
            weights = fitted([d for d in documents if d["corpus"] != corpus], gazetteer)
            mine = [d for d in documents if d["corpus"] == corpus]
            before = cases(mine, gazetteer, dict(gazetteer.ranking))[1]
            print(f"{corpus}: {cases(mine, gazetteer, weights)[1]:.4f} left out; with the table as it is {before:.4f}")
        return
    weights = fitted(documents, gazetteer)
    lines = [f"{name} = {weights[name]:.2f}" for name in FEATURES]
    text = options.out.read_text("utf-8")
    rest = text[text.index("\n# How sure") :]
    options.out.write_text(FIXED_HEAD + "\n[weights]\n" + "\n".join(lines) + "\n" + rest, "utf-8")
    print("\n".join(lines))
    print(f"accuracy now {cases(documents, dataclasses.replace(gazetteer), weights)[1]:.4f} of all")


if __name__ == "__main__":
    main()
