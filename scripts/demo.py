"""Reads the sample reports into a new archive and asks it a few questions: `python scripts/demo.py [ARCHIVE]`.

This is what `make demo` runs. Each command is printed as one would type it, then carried out.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Six reports are read, coded and filed in one file.", ("read", "samples")),
    ("What happened between the United States and Afghanistan?", ("events", "--either", "USA,AFG")),
    ("Who used force, and against whom?", ("events", "--type", "ASSAULT,COERCE", "--min-confidence", "0.7")),
    ("Which agreements are told of?", ("agreements",)),
    ("How many people were driven from their homes, and who says so?", ("figures", "--kind", "displaced")),
    ("Any question can be put in SQL.", ("sql", "SELECT type, count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC")),
)

FURTHER: tuple[tuple[str, str], ...] = (
    ("dragoman show samples/bamako-coup-2020.html", "a report with its facts marked in the text"),
    ("dragoman explain samples/bamako-coup-2020.html", "why each event was coded as it was"),
    ("dragoman statements -a {archive}", "positions that actors took"),
    ("dragoman actors -a {archive}", "who took part, and how often"),
    ("dragoman export events.csv -a {archive}", "or .json, .jsonl, .geojson, .parquet"),
    ("dragoman read YOUR-REPORT.txt", "your own: text, HTML, folders, addresses, JSONL, CSV"),
    ("dragoman --help", "all commands"),
)
IN_A_BROWSER = """
To see it in a browser, the reports with their facts marked, the events to filter and download, a map and more:

  .venv/bin/dragoman desk {archive}

To look further (the archive is {archive}; the command stands in .venv/bin):
"""
WHERE_MORE_IS_TOLD = (
    "docs/tour.md leads through them, docs/desk.md through the pages; docs/record.md says what a record holds."
)


def look_further(archive: str) -> str:
    """What to do next, with the name of the archive put in."""
    lines = [(line.format(archive=archive), words) for line, words in FURTHER]
    width = max(len(line) for line, _ in lines)
    told = [f"  {line.ljust(width)}  {words}" for line, words in lines]
    return "\n".join((IN_A_BROWSER.format(archive=archive), *told, "", "  " + WHERE_MORE_IS_TOLD))


def command() -> Path:
    """The `dragoman` that stands beside this Python."""
    return Path(sys.executable).with_name("dragoman.exe" if os.name == "nt" else "dragoman")


def main(arguments: list[str]) -> int:
    """Run the steps; returns the status of the first that fails, else 0."""
    archive = arguments[0] if arguments else "demo.duckdb"
    for name in (archive, archive + ".wal"):
        (ROOT / name).unlink(missing_ok=True)
    for words, step in STEPS:
        line = ("dragoman", *step, "-a", archive)
        print(f"\n\033[1m{words}\033[0m" if sys.stdout.isatty() else f"\n{words}")
        print(f"$ {shlex.join(line)}\n", flush=True)
        status = subprocess.run([command(), *line[1:]], cwd=ROOT, check=False).returncode
        if status:
            return status
    print(look_further(archive))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
