"""Are the clear statements of hand-coded reports found? `python bench/statements.py GOLD_DIR PRED_DIR [--details]`.

GOLD_DIR and PRED_DIR hold one JSON record per report. The hand coding gives only the clear cases, so what more is found
is counted but not judged. A statement is found where one with its stance overlaps its words; of those found, the share
with the speaker's side right, and of those that are events as well, the share linked to an event of the gold event's
type that overlaps it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from attribution_of_events import same_source

Json = dict[str, Any]


def overlaps(a: list[int], b: list[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def linked(gold: Json, found: Json, golds: Json, founds: Json) -> bool:
    """Whether a found statement is linked to an event of the type that the hand coding links it to."""
    wanted = next((e for e in golds["events"] if e["id"] == gold["event"]), None)
    event = next((e for e in founds["events"] if e["id"] == found.get("event")), None)
    return bool(wanted and event and event["type"] in {wanted["type"], *wanted.get("also", [])})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    wanted = words = stances = speakers = events = links = more = 0
    for file in sorted(options.gold.glob("*.json")):
        golds = json.loads(file.read_text("utf-8"))
        pred = options.pred / file.name
        if "statements" not in golds or not pred.exists():
            continue
        founds = json.loads(pred.read_text("utf-8"))
        met: set[str] = set()
        for gold in golds["statements"]:
            wanted += 1
            here = [s for s in founds["statements"] if overlaps(gold["span"], s["span"])]
            alike = [s for s in here if s["stance"] == gold["stance"]]
            words += bool(here)
            stances += bool(alike)
            found = next((s for s in alike if same_source(gold["speaker"], s["speaker"])), None)
            speakers += found is not None
            met.update(s["id"] for s in here)
            if gold.get("event") and found is not None:
                events += 1
                links += linked(gold, found, golds, founds)
            if options.details and found is None:
                print(f"{file.stem}: {gold['speaker']['name']} {gold['stance']} {gold['span']}", end=" found ")
                print([(s["speaker"]["name"], s["speaker"].get("country"), s["stance"]) for s in here])
        more += sum(s["id"] not in met for s in founds["statements"])
    print(
        f"statements: {wanted} wanted, with words {words / (wanted or 1):.3f}, and stance {stances / (wanted or 1):.3f}"
    )
    print(f"and speaker {speakers / (wanted or 1):.3f}; linked to their event {links / (events or 1):.3f} of {events}")
    print(f"more than the clear cases: {more}")


if __name__ == "__main__":
    main()
