"""Draws a report with its facts marked and its events below: `python scripts/draw_picture.py OUT.svg`.

The picture of the README is made by this from `samples/`, so it shows what the program does and nothing else.
"""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

from rich.console import Console

from dragoman import Coder, Record, SetAside, read
from dragoman.cli.showing import marked_blocks, print_found

ROOT = Path(__file__).resolve().parent.parent
REPORT = "samples/bamako-coup-2020.html"
WIDTH = 116


def coded(source: str) -> Record:
    os.chdir(ROOT)
    (item,) = read(source)
    if isinstance(item, SetAside):
        raise SystemExit(str(item))
    return Coder.load().code(item)


def picture(record: Record, title: str) -> str:
    """The SVG; it names no font of the web, so that nothing is fetched when it is looked at."""
    screen = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for block, line in zip(record.article.blocks, marked_blocks(record), strict=True):
        if block.kind != "furniture":
            screen.print(line)
            screen.print()
    print_found(record, "", screen)
    svg = screen.export_svg(title=title, unique_id="dragoman")
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    Path(arguments[0]).write_text(picture(coded(REPORT), f"dragoman show {REPORT}"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
