"""How fast the archive files and answers: `python bench/archive.py [EVENTS]` (10,000 unless told).

Each report has five events by turns of actors, types and days. Printed: seconds to file a report, the file's size, and
the median time of each question in milliseconds. The promise: a filtered list of 10,000 events in less than 300 ms.
"""

from __future__ import annotations

import datetime
import statistics
import sys
import tempfile
import time
from pathlib import Path

from dragoman.archive import Archive
from dragoman.record import Actor, Article, Block, DateRange, Event, Place, Record, ReportDate, Span

SIDES = [("TUR", "MIL"), ("SYR", "REB"), ("USA", "GOV"), ("RUS", "MIL"), ("IRQ", "COP"), ("FRA", "GOV")]
TYPES = ["CONSULT", "ASSAULT", "ACCUSE", "REQUEST", "AID", "SUPPORT", "COERCE"]
QUESTIONS = [
    {"actor": "TUR", "type": "CONSULT", "since": "2020-01-01"},
    {"either": "TUR,SYR"},
    {"actor": "turk", "place": "town 3", "text": "column"},
    {"country": "SYR", "min_confidence": 0.5, "limit": 50},
    {},
]


def make_record(number: int) -> Record:
    text = f"Report {number}: a column moved through the town and the ministers spoke of it again. " * 10
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number)
    events = []
    for n in range(5):
        turn = number + n
        sides = [Actor(f"{c} forces", c, (s,), Span(0, 6), f"{c}.{s}") for c, s in (SIDES[turn % 6], SIDES[turn % 5])]
        events.append(
            Event(
                id=f"{number}-{n}",
                type=TYPES[turn % 7],
                trigger=(Span(20, 25),),
                evidence=(Span(0, 80),),
                actors=(sides[0],),
                recipients=(sides[1],),
                date=DateRange(day, day, "day"),
                place=Place(f"Town {turn % 40}", "SYR", "city", 36.0, 37.0),
                confidence=0.4 + (turn % 6) / 10,
            )
        )
    article = Article(
        f"{number:012x}", "bench", text, (Block("paragraph", Span(0, len(text))),), published=ReportDate(day, "given")
    )
    return Record(doc=article.id, published=day, article=article, events=tuple(events), coder="bench")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.duckdb")
        start = time.perf_counter()
        with Archive(path) as archive:
            for number in range(count // 5):
                archive.add(make_record(number))
        print(f"filing: {(time.perf_counter() - start) / (count // 5):.4f} s a report, {path.stat().st_size:,} bytes")
        with Archive(path, read_only=True) as archive:
            for question in QUESTIONS:
                times = []
                for _ in range(5):
                    start = time.perf_counter()
                    found = len(archive.events(**question))
                    times.append(time.perf_counter() - start)
                print(f"{statistics.median(times) * 1000:7.1f} ms  {found:6,} events  {question}")


if __name__ == "__main__":
    main()
