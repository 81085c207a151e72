"""How far two coders of the passages agree: `python -m training.agreement FIRST.jsonl SECOND.tsv …`

FIRST holds passages (`training/data/passages.jsonl`), SECOND the same texts coded by another, in the written form. Two
events are the same when their triggers share a character. Printed: for events F1 of finding the same, and of those the
share with the same type, mode, status and sides; Cohen's kappa of the types, with "no event" where one coder has none.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.labels import NONE
from training.passages import passage, read_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]


def _events(coded: Json) -> list[Json]:
    return [e for e in coded["events"] if e["type"] != NONE]


def _overlap(a: Json, b: Json) -> bool:
    return any(x[0] < y[1] and y[0] < x[1] for x in a["trigger"] for y in b["trigger"])


def _countries(event: Json, side: str) -> set[str | None]:
    return {p["country"] for p in event[side]}


def _sides(event: Json, side: str) -> set[tuple[str | None, str]]:
    return {(p["country"], p["sectors"][0]) for p in event[side]}


def pairs_of(first: Json, second: Json) -> list[tuple[Json | None, Json | None]]:
    """The events of two codings of one text side by side; None where the other coder has none."""
    left = list(_events(second))
    found: list[tuple[Json | None, Json | None]] = []
    for event in _events(first):
        fitting = [e for e in left if _overlap(event, e)]
        match = max(fitting, key=lambda e: e["type"] == event["type"], default=None)
        if match is not None:
            left.remove(match)
        found.append((event, match))
    return [*found, *((None, e) for e in left)]


def kappa(a: Sequence[str], b: Sequence[str]) -> float:
    """Cohen's kappa of two codings."""
    same = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    one, other = Counter(a), Counter(b)
    chance = sum(one[k] * other[k] for k in one) / len(a) ** 2
    return (same - chance) / (1 - chance)


def main(arguments: list[str]) -> int:
    """Print the agreement; returns the exit status."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    first = {p["text"]: p for p in read_passages(Path(arguments[0]))}
    pairs: list[tuple[Json | None, Json | None]] = []
    texts = silent = 0
    for file in arguments[1:]:
        for line in Path(file).read_text("utf-8").splitlines():
            second = passage(line)
            if second["text"] in first:
                texts += 1
                found = pairs_of(first[second["text"]], second)
                silent += not found
                pairs.extend(found)
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    one, other = (sum(p[n] is not None for p in pairs) for n in (0, 1))
    print(f"{texts} passages, {silent} without an event for both; events: {one} and {other}, {len(both)} the same")
    print(f"events, F1: {2 * len(both) / (one + other):.3f}")
    told = [(a["type"] if a else NONE, b["type"] if b else NONE) for a, b in pairs] + [(NONE, NONE)] * silent
    print(f"type with no event, kappa: {kappa([a for a, _ in told], [b for _, b in told]):.3f}")
    for name in ("type", "mode", "status"):
        print(f"{name}: {sum(a[name] == b[name] for a, b in both) / len(both):.3f}")
    for side in ("actors", "recipients"):
        countries = sum(_countries(a, side) == _countries(b, side) for a, b in both) / len(both)
        sides = sum(_sides(a, side) == _sides(b, side) for a, b in both) / len(both)
        print(f"{side}: countries {countries:.3f}, with sector {sides:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
