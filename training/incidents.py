"""Fits the rules by which tellings become incidents.

usage: python -m training.incidents [--coref FILE] [--words] [--measure]

`--measure` says how `training/data/incidents_held_back.txt` is put together by the rule as it stands, and stops.
`--words` counts `common_words.tsv` anew from `training/data/passages.jsonl`, and stops. Otherwise codes the reports of
`training/data/incidents.txt` and, where it is there, those of FILE (default ../shared/data/event_coref/dev.jsonl.gz),
takes every two marked events without a hindrance between them as a pair, fits a logistic regression on the features of
`dragoman.incidents.likeness` and prints what five-fold cross-validation over scenes says of joined pairs. The same for
marked mentions (`dragoman.incidents.mentions`), on FILE alone. Writes `likeness.toml`.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.coder import Coder
from dragoman.incidents import mentions
from dragoman.incidents.clustering import clusters
from dragoman.incidents.compatible import hindrance
from dragoman.incidents.likeness import FEATURES, LikenessRule, features, load_likeness_rule
from dragoman.incidents.mentions import MentionRule, candidate_pairs, link, reports_of
from dragoman.incidents.telling import Telling, tellings_of
from dragoman.incidents.words import counted, says_something
from dragoman.reading import article_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "dragoman" / "incidents"
REPORTS = ROOT / "training" / "data" / "incidents.txt"
sys.path.insert(0, str(ROOT / "bench"))
from event_coref import mentions_in  # noqa: E402

HELD_BACK = REPORTS.with_name("incidents_held_back.txt")
_MARK = re.compile(r"\[(\w+):([^\]]*)\]")
_PENALTY = 2.0
# Pairs of the coreference corpus count less: its reports have no dates, and most are no political news.
_WEIGHT_OF_COREF = 0.3
_FOLDS = 5
# What is expected of features that the few pairs say little of: the same town and the same figure speak for one
# happening, neighbouring days and wide dates against it; of what was said, the topic decides.
_EXPECTED = {"place": 1.0, "figures": 1.0, "neighbours": -1.5, "wide": -1.5, "topic": 2.0}
# The threshold is the lowest at which cross-validation joins our own reports with this precision.
_WANTED_PRECISION = 0.93
_STEPS = tuple(n / 20 for n in range(8, 19))
_MENTION_STEPS = (0.3, 0.35, 0.4, 0.45)


@dataclass(frozen=True)
class Marked:
    """A telling whose happening is known. `scene` groups what is held out together."""

    telling: Telling
    scene: str
    happening: str
    weight: float


@dataclass(frozen=True)
class Report:
    """A short report with its marks: character intervals by the name of the happening."""

    scene: str
    day: datetime.date
    publisher: str
    title: str
    text: str
    marks: tuple[tuple[str, int, int], ...]


def read_reports(path: Path = REPORTS) -> list[Report]:
    """The marked reports of `training/data/incidents.txt`."""
    reports: list[Report] = []
    scene, head, lines = "", ("", "", ""), list[str]()

    def end() -> None:
        if head[0]:
            text, marks = unmarked("\n".join(lines))
            reports.append(Report(scene, datetime.date.fromisoformat(head[0]), head[1], head[2], text, marks))
        lines.clear()

    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# scene "):
            end()
            head, scene = ("", "", ""), line.removeprefix("# scene ")
        elif line.startswith(("= ", "~ ")):
            end()
            day, publisher, title = (part.strip() for part in line[2:].split("|"))
            head = (day, publisher, title)
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    end()
    return reports


def unmarked(words: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """The text without its marks, and where they stood in it."""
    text, marks, at = "", [], 0
    for found in _MARK.finditer(words):
        text += words[at : found.start()]
        marks.append((found[1], len(text), len(text) + len(found[2])))
        text += found[2]
        at = found.end()
    return text + words[at:], tuple(marks)


def marked_tellings(coder: Coder, path: Path = REPORTS) -> Iterator[Marked]:
    """The events that the coder finds at the marks of our own reports."""
    for number, report in enumerate(read_reports(path)):
        text = f"{report.title}\n\n{report.text}"
        article = article_from_text(
            text, source=f"{report.scene} {number}", published=report.day, publisher=report.publisher
        )
        record = coder.code(article)
        shift = len(report.title) + 2
        for event, telling in zip(record.events, tellings_of(record), strict=True):
            for name, start, end in report.marks:
                if any(s.start < end + shift and start + shift < s.end for s in event.trigger):
                    yield Marked(telling, report.scene, f"{report.scene} {name}", 1.0)
                    break


def coref_tellings(coder: Coder, path: Path) -> Iterator[Marked]:
    """The events that the coder finds at mentions of the coreference corpus; all dated alike, since it has no dates."""
    for row in read_rows(path):
        article = article_from_text(row["text"], source=row["id"], published=datetime.date(2010, 1, 1))
        record = coder.code(article)
        for event, telling in zip(record.events, tellings_of(record), strict=True):
            for mention in row["mentions"]:
                if any(s.start < mention["end"] and mention["start"] < s.end for s in event.trigger):
                    topic = f"{row['corpus']} {row['topic']}"
                    yield Marked(telling, topic, f"{row['corpus']} {mention['cluster']}", _WEIGHT_OF_COREF)
                    break


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The documents of a coreference corpus."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


@dataclass(frozen=True)
class Pairs:
    """Features, whether they are one happening, weights, and the scene of each pair."""

    x: np.ndarray[Any, Any]
    y: np.ndarray[Any, Any]
    weights: np.ndarray[Any, Any]
    scenes: list[str]
    between: list[tuple[int, int]]


def pairs_of(marked: Sequence[Marked]) -> Pairs:
    """Every two tellings of one scene without a hindrance between them."""
    x, y, weights, scenes, between = [], [], [], [], []
    for i, a in enumerate(marked):
        for j in range(i + 1, len(marked)):
            b = marked[j]
            if a.scene == b.scene and hindrance(a.telling, b.telling) is None:
                x.append([1.0, *features(a.telling, b.telling).values()])
                y.append(float(a.happening == b.happening))
                weights.append(min(a.weight, b.weight))
                scenes.append(a.scene)
                between.append((i, j))
    return Pairs(np.array(x), np.array(y), np.array(weights), scenes, between)


def fit(
    x: np.ndarray[Any, Any], y: np.ndarray[Any, Any], weights: np.ndarray[Any, Any], prior: Sequence[float] = ()
) -> np.ndarray[Any, Any]:
    """The weights of the features, the intercept first: a logistic regression by Newton's method, with a penalty on
    what is far from `prior` (else from nought)."""
    wanted = np.array(prior) if len(prior) else np.zeros(x.shape[1])
    found = wanted.copy()
    penalty = _PENALTY * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(60):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (weights * (y - p)) - penalty @ (found - wanted)
        curve = (x * (weights * p * (1 - p))[:, None]).T @ x + penalty + 1e-9 * np.eye(x.shape[1])
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-8:
            break
    return found


def joined(marked: Sequence[Marked], rule: LikenessRule, threshold: float) -> tuple[int, int, int]:
    """Of our own reports' pairs of tellings: joined rightly, joined, to be joined (hindered ones among them)."""
    own = [n for n, m in enumerate(marked) if m.weight == 1.0]

    def likeness(i: int, j: int) -> float | None:
        a, b = marked[i].telling, marked[j].telling
        return rule.likeness(a, b) if hindrance(a, b) is None else None

    home = {n: k for k, group in enumerate(clusters(own, likeness, threshold)) for n in group}
    right = together = wanted = 0
    for at, i in enumerate(own):
        for j in own[at + 1 :]:
            if marked[i].telling.article == marked[j].telling.article:
                continue
            same = marked[i].happening == marked[j].happening
            right += same and home[i] == home[j]
            together += home[i] == home[j]
            wanted += same
    return right, together, wanted


def fit_events(marked: Sequence[Marked]) -> tuple[dict[str, float], float]:
    """Weights by name and the threshold; prints what cross-validation over scenes says."""
    pairs = pairs_of(marked)
    names = ["intercept", *FEATURES]
    prior = [_EXPECTED.get(name, 0.0) for name in names]
    scenes = sorted(set(pairs.scenes))
    fold = {scene: n % _FOLDS for n, scene in enumerate(scenes)}
    folds = np.array([fold[s] for s in pairs.scenes])
    own = sum(m.weight == 1.0 for m in marked)
    print(
        f"events: {len(marked)} tellings ({own} of our own reports), {len(pairs.y)} pairs, {int(pairs.y.sum())} of one"
    )
    rules = {}
    for k in range(_FOLDS):
        told = fit(pairs.x[folds != k], pairs.y[folds != k], pairs.weights[folds != k], prior)
        rules[k] = LikenessRule(dict(zip(names, told.tolist(), strict=True)), 0.5)
    chosen = 0.0
    for threshold in _STEPS:
        right = together = wanted = 0
        for k in range(_FOLDS):
            # a scene whose pairs are all hindered has no fold of its own
            part = [m for m in marked if fold.get(m.scene, 0) == k]
            r, t, w = joined(part, rules[k], threshold)
            right, together, wanted = right + r, together + t, wanted + w
        precision = right / max(1, together)
        print(f"  joined at {threshold:.2f}: precision {precision:.3f}, recall {right / max(1, wanted):.3f}")
        if not chosen and precision >= _WANTED_PRECISION:
            chosen = threshold
    weights = fit(pairs.x, pairs.y, pairs.weights, prior)
    return dict(zip(names, weights.round(3).tolist(), strict=True)), chosen or _STEPS[-1]


def fit_mentions(path: Path, coder: Coder) -> tuple[dict[str, float], float]:
    """Weights by name and the threshold for mentions; prints the scores of clusters put together by the weights of the
    other four folds of topics."""
    names = ["intercept", *mentions.FEATURES]
    x, y, folds, parts = [], [], [], []
    by_corpus: dict[str, list[dict[str, Any]]] = {}
    for row in read_rows(path):
        by_corpus.setdefault(row["corpus"], []).append(row)
    for corpus, rows in sorted(by_corpus.items()):
        topics = sorted({str(row["topic"]) for row in rows})
        told = mentions_in(rows, coder.nlp)
        gold = [f"{corpus} {m['cluster']}" for row in rows for m in row["mentions"]]
        reports = reports_of([row["text"] for row in rows])
        fold_of = [topics.index(str(row["topic"])) % _FOLDS for row in rows]
        parts.append((corpus, told, gold, reports, fold_of))
        for i, j in candidate_pairs(told, reports):
            one, other = fold_of[told[i].report], fold_of[told[j].report]
            if one == other:
                x.append([1.0, *mentions.features(told[i], told[j], reports)])
                y.append(float(gold[i] == gold[j]))
                folds.append(one)
    x_, y_, folds_ = np.array(x), np.array(y), np.array(folds)
    best = (-1.0, _MENTION_STEPS[0])
    rules = [fit(x_[folds_ != k], y_[folds_ != k], np.ones(int((folds_ != k).sum()))) for k in range(_FOLDS)]
    for threshold in _MENTION_STEPS:
        score = {}
        for corpus, told, gold, reports, fold_of in parts:
            found = [""] * len(told)
            for k in range(_FOLDS):
                rule = MentionRule(dict(zip(names, rules[k].tolist(), strict=True)), threshold)
                inside = [n for n, m in enumerate(told) if fold_of[m.report] == k]
                for n, home in zip(inside, link([told[n] for n in inside], reports, rule), strict=True):
                    found[n] = f"{k} {home}"
            score[corpus] = b_cubed(gold, found)
        print(f"  mentions at {threshold}: B3 " + ", ".join(f"{c} {s:.3f}" for c, s in score.items()))
        together = sum(score[corpus] * len(gold) for corpus, _, gold, _, _ in parts)
        best = max(best, (together, threshold))
    weights = fit(x_, y_, np.ones(len(y_)))
    return dict(zip(names, weights.round(3).tolist(), strict=True)), best[1]


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> float:
    """The B-cubed F1 of clusters."""
    both, mine, theirs = Counter(zip(gold, found, strict=True)), Counter(found), Counter(gold)
    precision = sum(n * n / mine[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / theirs[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def write_rule(section: str, weights: dict[str, float], threshold: float) -> str:
    """A section of `likeness.toml`."""
    lines = [f"[{section}]", f"threshold = {threshold}", "", f"[{section}.weights]"]
    return "\n".join([*lines, *(f'"{name}" = {value}' for name, value in weights.items())]) + "\n"


def write_words(passages: Path) -> None:
    """Count `common_words.tsv` anew."""
    texts = [json.loads(line)["text"] for line in passages.read_text("utf-8").splitlines()]
    name = OUT / "common_words.tsv"
    head = [line for line in name.read_text("utf-8").splitlines() if line.startswith("#")]
    rows = [f"{one}\t{weight:.2f}" for one, weight in sorted(counted(texts).items()) if says_something(one)]
    name.write_text("\n".join([*head, "stem\tweight", *rows]) + "\n", "utf-8")


def main() -> int:
    """Fit and write; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coref", type=Path, default=ROOT.parent / "shared/data/event_coref/dev.jsonl.gz")
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    if options.words:
        write_words(ROOT / "training" / "data" / "passages.jsonl")
        return 0
    coder = Coder.load()
    if options.measure:
        marked = list(marked_tellings(coder, HELD_BACK))
        told = sum(len(report.marks) for report in read_reports(HELD_BACK))
        rule = load_likeness_rule()
        right, together, wanted = joined(marked, rule, rule.threshold)
        print(f"{len(marked)} of {told} marked events found; {wanted} pairs of them are of one happening")
        print(f"joined: precision {right / max(1, together):.3f}, recall {right / max(1, wanted):.3f}")
        return 0
    marked = list(marked_tellings(coder))
    if options.coref.is_file():
        marked += coref_tellings(coder, options.coref)
    name = OUT / "likeness.toml"
    head = name.read_text("utf-8").split("\n[events]")[0]
    text = head + "\n" + write_rule("events", *fit_events(marked))
    if options.coref.is_file():
        text += "\n" + write_rule("mentions", *fit_mentions(options.coref, coder))
    name.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
