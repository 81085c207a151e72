"""Scores of coded reports against hand-coded ones, in the shape of `docs/coded-reports.md`.

A predicted event finds a hand-coded one when its type is accepted and their triggers (failing that, their evidence)
overlap; each finds at most one.
Events that careful coders might leave out (`core` false) are neither demanded nor punished. Other accepted values
stand in `also` (types) and
`alt` (fields).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

Json = dict[str, Any]
_RECIPROCAL = {"CONSULT", "COOPERATE", "AGREE", "SUPPORT"}


@dataclass(frozen=True)
class Scores:
    """F1 of events, of events with the right sides, and of figures; shares of dates, places and status right among
    the found."""

    detection: float
    precision: float
    recall: float
    sides: float
    date: float
    place: float
    status: float
    figures: float


def _accepted(gold: Json) -> list[Json]:
    return [gold, *({**gold, **alt} for alt in gold.get("alt", []))]


def _types(gold: Json) -> set[str]:
    return {gold["type"], *gold.get("also", []), *(a["type"] for a in gold.get("alt", []) if "type" in a)}


def _overlap(spans: list[list[int]], others: list[list[int]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in spans for b in others)


def _sides_equal(gold: list[Json], found: list[Json]) -> bool:
    def by_country(people: list[Json]) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        for person in people:
            out.setdefault(person.get("country") or "-", set()).update(person.get("sectors", []))
        return out

    wanted, got = by_country(gold), by_country(found)
    return wanted.keys() == got.keys() and all(wanted[c] & got[c] or not (wanted[c] or got[c]) for c in wanted)


def _roles_equal(gold: Json, found: Json) -> bool:
    if _sides_equal(gold["actors"], found["actors"]) and _sides_equal(gold["recipients"], found["recipients"]):
        return True
    together = gold["actors"] + gold["recipients"], found["actors"] + found["recipients"]
    return gold["type"] in _RECIPROCAL and _sides_equal(*together)


def _dates_equal(gold: Json, found: Json) -> bool:
    a, b = gold.get("date"), found.get("date")
    if not a or not a.get("start"):
        return not b or b.get("basis") == "report"
    if not b:
        return bool(a.get("basis") == "report")
    start, end = date.fromisoformat(a["start"]), date.fromisoformat(a["end"] or a["start"])
    first, last = date.fromisoformat(b["start"]), date.fromisoformat(b["end"])
    if start > last or first > end:
        return a.get("precision") == b.get("precision") == "day" and abs((start - first).days) <= 1
    length, other = (end - start).days + 1, (last - first).days + 1
    return other <= max(2 * length, 3) and length <= max(2 * other, 3)


def _km(a: Json, b: Json) -> float:
    p, q = radians(a["lat"]), radians(b["lat"])
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b["lon"] - a["lon"]) / 2) ** 2
    return 12742 * asin(sqrt(h))


def _places_equal(gold: Json, found: Json) -> bool:
    a, b = gold.get("place"), found.get("place")
    if not a or not b:
        return not a and not b
    if a.get("country") != b.get("country"):
        return False
    if "country" in {a.get("precision"), b.get("precision")}:
        return a.get("precision") == b.get("precision")
    return None not in (a.get("lat"), b.get("lat")) and _km(a, b) <= 50


def match(golds: list[Json], founds: list[Json]) -> dict[int, int]:
    """Which predicted event finds which hand-coded one: indices of `golds` to indices of `founds`, best agreement
    first."""
    ranked = []
    for i, gold in enumerate(golds):
        for j, found in enumerate(founds):
            triggers = _overlap(gold.get("trigger", []), found["trigger"])
            everything = _overlap(gold["evidence"] + gold.get("trigger", []), found["evidence"] + found["trigger"])
            if found["type"] in _types(gold) and everything:
                sides = any(_roles_equal(v, found) for v in _accepted(gold))
                ranked.append((2 * triggers + sides + 0.5 * gold.get("core", True), -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(ranked, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _f1(right: int, false: int, missed: int) -> float:
    return 2 * right / (2 * right + false + missed) if right else 0.0


def score(golds: dict[str, Json], founds: dict[str, Json]) -> Scores:
    """The scores of `founds` (by report name) against `golds`; a report without a prediction has found nothing."""
    n: Counter[str] = Counter()
    for name, gold in golds.items():
        found = founds.get(name, {"events": [], "figures": []})
        events, predictions = gold["events"], found["events"]
        pairs = match(events, predictions)
        for i, event in enumerate(events):
            if not event.get("core", True):
                continue
            if i not in pairs:
                n["missed"] += 1
                continue
            prediction, variants = predictions[pairs[i]], _accepted(event)
            n["found"] += 1
            n["sides"] += any(_roles_equal(v, prediction) for v in variants)
            n["date"] += any(_dates_equal(v, prediction) for v in variants)
            n["place"] += any(_places_equal(v, prediction) for v in variants)
            n["status"] += any(v["assertion"] == prediction["assertion"] for v in variants)
        n["false"] += len(predictions) - len(pairs)
        left = list(found["figures"])
        for figure in gold.get("figures", []):
            wanted = {(v["kind"], v["low"], v["high"]) for v in _accepted(figure)}
            hits = [p for p in left if _overlap([figure["span"]], [p["span"]])]
            hit = next((p for p in hits if (p["kind"], p["low"], p["high"]) in wanted), None)
            if hit is not None:
                left.remove(hit)
            if figure.get("core", True):
                n["figure" if hit is not None else "figure missed"] += 1
        n["figure false"] += len(left)
    found_count = n["found"] or 1
    return Scores(
        detection=_f1(n["found"], n["false"], n["missed"]),
        precision=n["found"] / ((n["found"] + n["false"]) or 1),
        recall=n["found"] / ((n["found"] + n["missed"]) or 1),
        sides=_f1(n["sides"], n["false"] + n["found"] - n["sides"], n["missed"] + n["found"] - n["sides"]),
        date=n["date"] / found_count,
        place=n["place"] / found_count,
        status=n["status"] / found_count,
        figures=_f1(n["figure"], n["figure false"], n["figure missed"]),
    )
