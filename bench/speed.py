"""Speed and memory: how fast reports are coded on one core, how long a start takes, and how much memory it needs.

usage: python bench/speed.py [--reports N] [--words N]

The reports are made from `samples/`: their paragraphs in changing order, with changing numbers, cut to the same
length, so that no two are equal. The batch runs in a process of its own that is kept on one core (where the system
allows it), so its peak memory is its own, and its time includes the start. `dragoman read` is timed in a fresh
process, into a new archive. Beside the time on the clock stands the processor's time, which is what the clock shows
where nothing else runs on that core.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
WORDS = 400
REPORTS = 200
RUNS = 3
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def paragraphs() -> list[str]:
    """The paragraphs of the samples that hold running text."""
    found = []
    for file in sorted(SAMPLES.iterdir()):
        text = file.read_text("utf-8")
        if file.suffix == ".html":
            text = "\n\n".join(re.sub("<[^>]+>", "", p) for p in re.findall(r"<p[^>]*>(.*?)</p>", text, re.DOTALL))
        found += [p.strip() for p in text.split("\n\n") if len(p.split()) > 15]
    return found


def report(number: int, pool: list[str], words: int) -> str:
    """A text of about `words` words, the same for the same number on every machine."""
    chance = random.Random(number)
    chosen, size = [f"CAPITAL, June {number % 28 + 1}, 2022 - Report number {number} of the batch."], 0
    while size < words:
        paragraph = re.sub(r"\b\d{2,3}\b", lambda _: str(chance.randint(11, 999)), chance.choice(pool))
        left = words - size
        sentences = re.split(r"(?<=[.!?])\s+", paragraph)
        while len(sentences) > 1 and len(" ".join(sentences).split()) > left + 20:
            sentences.pop()
        chosen.append(" ".join(sentences))
        size += len(chosen[-1].split())
    return "\n\n".join(chosen)


def one_core() -> None:
    """Keep this process on one core, where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def peak_memory() -> float:
    """The most memory that this process has held, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def batch(reports: int, words: int) -> dict[str, float]:
    """Code the batch in this process."""
    one_core()
    begun = time.perf_counter()
    processor = time.process_time()
    from dragoman import Coder
    from dragoman.reading import article_from_text

    coder = Coder.load()
    loaded = time.perf_counter()
    pool = paragraphs()
    events = total = 0
    for number in range(reports):
        text = report(number, pool, words)
        total += len(text.split())
        record = coder.code(article_from_text(text, source=f"report {number}", published=date(2022, 6, 1)))
        events += len(record.events)
    done = time.perf_counter()
    return {
        "start": loaded - begun,
        "coding": done - loaded,
        "reports_a_second": reports / (done - begun),
        "reports_a_processor_second": reports / (time.process_time() - processor),
        "words_a_report": total / reports,
        "words_a_second": total / (done - loaded),
        "events": events,
        "memory": peak_memory(),
    }


def in_its_own_process(reports: int, words: int) -> dict[str, float]:
    """The same in a fresh process."""
    command = [sys.executable, __file__, "--batch", "--reports", str(reports), "--words", str(words)]
    one_thread = dict.fromkeys(THREADS, "1")
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **one_thread})
    return dict(json.loads(done.stdout))


def command_time(*arguments: str) -> tuple[float, float]:
    """Seconds that a `dragoman` command takes from start to end, by the clock and the processor; each the best of
    several runs."""
    command = Path(sys.executable).with_name("dragoman")
    clock, processor = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DRAGOMAN_ARCHIVE": str(Path(folder, "speed.duckdb"))}
            begun, used = time.perf_counter(), processor_time_of_children()
            subprocess.run([command, *arguments], check=True, capture_output=True, env=environment)
            clock.append(time.perf_counter() - begun)
            processor.append(processor_time_of_children() - used)
    return min(clock), min(processor)


def processor_time_of_children() -> float:
    """Seconds of processor time of all processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--batch", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.batch:
        print(json.dumps(batch(options.reports, options.words)))
        return 0
    found = in_its_own_process(options.reports, options.words)
    one = command_time("read", str(SAMPLES / "doha-agreement-2020.txt"))
    light = command_time("--help")
    rows = (
        ("start: tables, gazetteer and language model", f"{found['start']:.1f} s", ""),
        (
            f"a batch of {options.reports} reports of {found['words_a_report']:.0f} words, one core, start included",
            f"{found['reports_a_second']:.1f} reports/s ({found['reports_a_processor_second']:.1f})",
            "at least 5",
        ),
        ("  the same without the start", f"{found['words_a_second']:,.0f} words/s", ""),
        ("  peak memory", f"{found['memory']:,.0f} MiB", "below 1,024"),
        ("`dragoman read` on one report, fresh process, new archive", f"{one[0]:.2f} s ({one[1]:.2f} s)", "below 3"),
        ("`dragoman --help`", f"{light[0]:.2f} s ({light[1]:.2f} s)", ""),
    )
    python = f"Python {platform.python_version()}"
    print(
        f"{python} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores; best of {RUNS} for commands\n"
    )
    print("| what | measured (processor time) | wanted |\n|---|---:|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
