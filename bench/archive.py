"""How fast the archive answers: `python bench/archive.py [ARCHIVE] [--events N]`.

Without ARCHIVE one is made first (`bench/make_archive.py`, 100,000 events unless told).
Printed: the median time in milliseconds of each question: a page of 50 rows for every filter, and their number. The
promise: each below 300 ms on an archive of 100,000 events. Exit status 1 where one is not.
"""

from __future__ import annotations

import argparse
import functools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import make_archive
from dragoman.archive import Archive, Filter
from dragoman.archive.filters import Clause

PROMISE = 300.0
FILTERS: list[dict[str, Any]] = [
    {},
    {"actor": "TUR", "type": "CONSULT", "since": "2020-01-01"},
    {"actor": "turk"},
    {"recipient": "SYR.REB"},
    {"either": "TUR,SYR"},
    {"attribution": "RUS"},
    {"quad": "material conflict"},
    {"mode": "visit"},
    {"context": "military"},
    {"cameo": "19"},
    {"country": "SYR", "min_confidence": 0.5},
    {"place": "alepp"},
    {"within": "2019-W12"},
    {"since": "2016", "until": "2018"},
    {"status": "future"},
    {"publisher": "post"},
    {"text": "relief"},
    {"article": "28e"},
]


def median(ask: Callable[[], object], times: int = 5) -> float:
    """The median time of a call, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def questions(archive: Archive) -> list[tuple[str, Callable[[], object]]]:
    """What is asked, each with its name."""
    asked: list[tuple[str, Callable[[], object]]] = []
    for given in FILTERS:
        name = ", ".join(f"{k}={v}" for k, v in given.items()) or "no filter"
        asked.append((f"events, 50 rows: {name}", functools.partial(archive.events, limit=50, **given)))
        where = Filter(**given).where("events")
        count = Clause(f"SELECT count(*) FROM events f WHERE {where.sql}", where.parameters)
        asked.append((f"events, number: {name}", functools.partial(archive.ask, count)))
    kinds = ("figures", "agreements", "statements", "articles", "actors", "places")
    return asked + [(f"{kind}, 50 rows", functools.partial(getattr(archive, kind), limit=50)) for kind in kinds]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, nargs="?")
    parser.add_argument("--events", type=int, default=100_000)
    options = parser.parse_args()
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        path = options.archive or Path(folder, "bench.duckdb")
        if options.archive is None:
            start = time.perf_counter()
            make_archive.make(path, options.events, seed=1)
            print(f"made and filed in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        with Archive(path, read_only=True) as archive:
            for name, ask in questions(archive):
                taken = median(ask)
                slow += taken > PROMISE
                print(f"{taken:7.1f} ms  {name}{'  TOO SLOW' if taken > PROMISE else ''}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
