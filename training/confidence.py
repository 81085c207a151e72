"""Fits the rule that joins frames and model to a confidence: `python -m training.confidence`.

usage: python -m training.confidence [--reports DIR] [--out FILE] [--model FOLDER]

Codes the passages held back for calibration, our own whole reports (`tests/reports`) and, where they are there, the
development reports of `--reports` (default ../shared/data/reports), marks each event that was found as right or wrong,
fits a logistic regression on the features of `dragoman.events.confidence`, chooses the threshold with the best F1 of
detection, and writes `confidence.toml`. Prints F1 and the expected calibration error by five-fold cross-validation
over documents.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.coder import Coder
from dragoman.events.confidence import FEATURES, MODEL_FEATURES, ConfidenceRule, features
from dragoman.model import NONE, Model
from dragoman.reading import article_from_bytes, article_from_text
from training.folds import fold_of
from training.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.events.merging import MergedEvent
    from dragoman.record import Article

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "dragoman" / "events" / "confidence.toml"
sys.path.insert(0, str(ROOT / "bench"))
_PENALTY = 1.0
_TOLERANCE = 0.01
_STEP = 0.02
# What each kind of document counts: a report is what the coder is for; passages were picked because they tell an event
# or seem to.
_WEIGHTS = {"passages": 0.4, "reports": 1.0}


@dataclass(frozen=True)
class Recording(ConfidenceRule):
    """A rule that drops nothing and writes down the features of each event; the confidence that it gives an event is
    the number of its row."""

    rows: list[dict[str, float]] = field(default_factory=list)

    def confidence(self, event: MergedEvent) -> float:
        """The number of the row that was just written."""
        self.rows.append(features(event))
        return float(len(self.rows) - 1)

    def threshold(self, event: MergedEvent) -> float:
        """Below every row's number."""
        return -1.0


@dataclass(frozen=True)
class Judged:
    """An event that was found: its features, whether it is right (None: neither demanded nor punished), its document
    and what kind of document that is."""

    features: dict[str, float]
    right: bool | None
    document: int
    kind: str


def documents(reports: Path) -> Iterator[tuple[str, Article, dict[str, Any]]]:
    """Each document's kind, its article, and its coding in the shape of hand-coded records."""
    for passage in read_passages():
        if passage["split"] == "calibration":
            yield "passages", article_from_text(passage["text"], source=passage["id"]), _gold_of(passage)
    for path in sorted((ROOT / "tests" / "reports").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = next(p for p in (path.with_suffix(".txt"), path.with_suffix(".html")) if p.exists())
        given = datetime.date.fromisoformat(gold["published"])
        yield (
            "reports",
            article_from_bytes(source.read_bytes(), source=source.name, name=source.name, published=given),
            gold,
        )
    if reports.is_dir():
        meta = json.loads((reports / "meta.json").read_text("utf-8"))
        for path in sorted((reports / "text").glob("*.txt")):
            gold = json.loads((reports / "gold" / f"{path.stem}.json").read_text("utf-8"))
            day = datetime.date.fromisoformat(meta[path.stem]["published"])
            yield "reports", article_from_text(path.read_text("utf-8"), source=path.stem, published=day), gold


def _gold_of(passage: dict[str, Any]) -> dict[str, Any]:
    """A passage in the shape of a hand-coded report; what is hypothetical is neither demanded nor punished."""
    events = [
        {
            "type": e["type"],
            "trigger": e["trigger"],
            "evidence": [[0, len(passage["text"])]],
            "actors": [],
            "recipients": [],
            "core": e["status"] != "hypothetical",
        }
        for e in passage["events"]
        if e["type"] != NONE
    ]
    return {"events": events}


def judged_events(coder: Coder, reports: Path) -> tuple[list[Judged], Counter[str]]:
    """Every event that the coder finds in the documents, and how many they hold, by kind."""
    from scoring import match

    recording = Recording({}, {}, 0.0, 0.0)
    coder = replace(coder, events=replace(coder.events, confidence=recording))
    found: list[Judged] = []
    wanted: Counter[str] = Counter()
    for number, (kind, article, gold) in enumerate(documents(reports)):
        record = json.loads(coder.code(article).to_json())
        pairs = match(gold["events"], record["events"])
        of_found = {j: i for i, j in pairs.items()}
        wanted[kind] += sum(e.get("core", True) for e in gold["events"])
        for j, event in enumerate(record["events"]):
            right: bool | None = j in of_found
            if j in of_found and not gold["events"][of_found[j]].get("core", True):
                right = None
            found.append(Judged(recording.rows[int(event["confidence"])], right, number, kind))
    return found, wanted


def fit(rows: Sequence[Judged], names: Sequence[str]) -> np.ndarray[Any, Any]:
    """The weights of the features, the intercept first: a logistic regression with a small penalty, by Newton's
    method."""
    used = [r for r in rows if r.right is not None]
    x = np.array([[1.0, *(r.features[n] for n in names)] for r in used])
    y = np.array([float(bool(r.right)) for r in used])
    w = np.array([_WEIGHTS[r.kind] for r in used])
    weights = np.zeros(x.shape[1])
    penalty = _PENALTY * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        slope = x.T @ (w * (y - p)) - penalty @ weights
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def given(rows: Sequence[Judged], names: Sequence[str], weights: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The confidence of each event."""
    x = np.array([[1.0, *(r.features[n] for n in names)] for r in rows])
    confidence: np.ndarray[Any, Any] = 1.0 / (1.0 + np.exp(-x @ weights))
    return confidence


def calibration_error(rows: Sequence[Judged], told: Sequence[float], least: float) -> float:
    """The expected calibration error of the events that are kept, over ten bins."""
    kept = [(c, bool(r.right)) for r, c in zip(rows, told, strict=True) if c >= least and r.right is not None]
    error = 0.0
    for n in range(10):
        inside = [k for k in kept if n / 10 <= k[0] < (n + 1) / 10 + (n == 9)]
        if inside:
            error += abs(sum(c for c, _ in inside) - sum(r for _, r in inside)) / len(kept)
    return error


def f1(rows: Sequence[Judged], told: Sequence[float], least: float, wanted: int, kind: str) -> float:
    """F1 of detection on one kind of document when events below `least` are dropped."""
    kept = [r.right for r, c in zip(rows, told, strict=True) if c >= least and r.kind == kind]
    hits, false = kept.count(True), kept.count(False)
    return 2 * hits / (hits + false + wanted) if wanted else 0.0


def fitted(rows: list[Judged], wanted: Counter[str], names: list[str]) -> tuple[dict[str, float], float]:
    """Weights by name and the threshold; prints what cross-validation says of them."""
    told = np.zeros(len(rows))
    for fold in range(5):
        inside = [n for n, r in enumerate(rows) if fold_of(r.document, 5) == fold]
        others = [r for r in rows if fold_of(r.document, 5) != fold]
        told[inside] = given([rows[n] for n in inside], names, fit(others, names))
    kinds = sorted(wanted)
    steps = [n * _STEP for n in range(10, 36)]
    reached = {s: sum(_WEIGHTS[k] * f1(rows, told, s, wanted[k], k) for k in kinds) for s in steps}
    # with the model the lowest of thresholds about as good, since a reader can ask for surer events; with frames alone,
    # whose confidence says less, the highest
    good = [step for step, score in reached.items() if score >= max(reached.values()) - _TOLERANCE]
    least = min(good) if "type" in names else max(good)
    for kind in kinds:
        own = [(r, c) for r, c in zip(rows, told, strict=True) if r.kind == kind]
        error = calibration_error([r for r, _ in own], [c for _, c in own], least)
        best = f1(rows, told, least, wanted[kind], kind)
        print(f"  {kind}: F1 {best:.3f} at {least:.2f}, calibration error {error:.3f}")
    print(f"  all: calibration error {calibration_error(rows, told, least):.3f}")
    weights = fit(rows, names)
    return dict(zip(["intercept", *names], weights.round(3).tolist(), strict=True)), least


def main() -> int:
    """Fit both rules and write them; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=ROOT.parent / "shared" / "data" / "reports")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--model", default="shipped")
    options = parser.parse_args()
    text = "# How sure an event is (confidence.py says what each feature means). By `python -m training.confidence`.\n"
    for section, model, names in (
        ("frames_alone", None, list(FEATURES)),
        ("with_model", Model.named(options.model), [*FEATURES, *MODEL_FEATURES]),
    ):
        rows, wanted = judged_events(Coder.load(model=model), options.reports)
        print(f"{section}: {len(rows)} events, {sum(bool(r.right) for r in rows)} right")
        weights, least = fitted(rows, wanted, names)
        text += f"\n[{section}]\nthreshold = {least}\n\n[{section}.weights]\n"
        text += "".join(f"{name} = {value}\n" for name, value in weights.items())
    options.out.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
