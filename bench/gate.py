"""The accuracy gate: codes the hand-coded reports and compares the scores with the floors in `bench/floors.toml`.

usage: python bench/gate.py [--data DIR]

DIR (default ../shared/data/reports) holds `text/`, `meta.json`, `gold/` and the scorer `score.py`. Exit status 0 when
every score is at or above its floor, or when DIR is not there (it says so); 1 when a score is below its floor.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "reports"
FLOORS = ROOT / "bench" / "floors.toml"


def scores_of(printed: str) -> dict[str, float]:
    """The scores that the scorer printed, F1 where it gives precision and recall as well."""
    scores = {}
    for line in printed.splitlines():
        name, *rest = line.split() or [""]
        last = rest[-1] if rest else ""
        if re.fullmatch(r"[01]\.\d+", last):
            scores[name] = float(last)
    return scores


def measure(data: Path) -> dict[str, float]:
    """Code the reports of `data` and score them."""
    with tempfile.TemporaryDirectory() as out:
        code = [sys.executable, str(ROOT / "bench" / "reports.py"), str(data / "text"), str(data / "meta.json"), out]
        subprocess.run(code, check=True)
        score = [sys.executable, str(data / "score.py"), str(data / "gold"), out]
        return scores_of(subprocess.run(score, check=True, capture_output=True, text=True).stdout)


def verdict(scores: dict[str, float], floors: dict[str, float]) -> tuple[list[str], bool]:
    """A line for each floor, and whether all hold; a floor without a score does not hold."""
    lines, held = [f"{'':10} {'score':>6} {'floor':>6}"], True
    for name, floor in floors.items():
        score = scores.get(name)
        good = score is not None and score >= floor
        held &= good
        shown = "none" if score is None else f"{score:.3f}"
        lines.append(f"{name:10} {shown:>6} {floor:6.2f}  {'ok' if good else 'BELOW ITS FLOOR'}")
    return lines, held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    if not options.data.is_dir():
        print("The accuracy gate is skipped: the coded reports are not there.")
        return 0
    lines, held = verdict(measure(options.data), tomllib.loads(FLOORS.read_text("utf-8"))["floors"])
    print("\n".join(lines))
    if not held:
        print("The gate is shut: a score is below its floor (bench/floors.toml).", file=sys.stderr)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
