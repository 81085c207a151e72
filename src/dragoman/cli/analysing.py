"""What `dragoman series` and `dragoman brief` print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec

from dragoman.analysis import QUADS, as_html, as_markdown
from dragoman.analysis import brief as make_brief
from dragoman.archive import Answer
from dragoman.cli.printing import ListFormat, clean, console, new_table, print_answer
from dragoman.exchange.files import whole_file

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.analysis import Series
    from dragoman.archive import Archive, Filter

_WIDTH = 30


def print_series(found: Series, format_: ListFormat) -> None:
    """A series: for people with bars, for programs with the ids of the events behind each count."""
    if format_ is ListFormat.table:
        _print_table(found)
        return
    columns = (
        "start",
        "end",
        "within",
        "events",
        *(quad.replace(" ", "_") for quad in QUADS),
        "score",
        "reports",
        "ids",
    )
    rows = tuple(
        (
            *(bar.start, bar.end, bar.within, bar.events, *bar.counts, bar.score, bar.reports),
            [event for ids in bar.ids for event in ids],
        )
        for bar in found.bars
    )
    print_answer(Answer(columns, rows, found.human), format_)


def write_brief(archive: Archive, chosen: Filter, agreement: str | None, out: Path | None, format_: str | None) -> None:
    """Make a brief and write it to a file, or print it."""
    if format_ is None:
        endings = {".html": "html", ".htm": "html", ".json": "json"}
        format_ = endings.get(out.suffix.lower(), "markdown") if out else "markdown"
    made = make_brief(archive, chosen, agreement=agreement)
    if format_ == "json":
        text = msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"
    else:
        text = as_html(made) if format_ == "html" else as_markdown(made)
    if out is None:
        sys.stdout.write(clean(text) if sys.stdout.isatty() else text)
        return
    with whole_file(out) as draft:
        draft.write_text(text, "utf-8", newline="\n")
    print(f"A brief with {len(made.notes):,} footnotes written to {out} as {format_}.", file=sys.stderr)


def _print_table(found: Series) -> None:
    screen = console()
    shown = [bar for bar in found.bars if bar.events]
    if not shown:
        screen.print(f"Nothing found ({clean(found.human)}).")
        return
    table = new_table(f"{found.by} from", ">events", *(f">{quad}" for quad in QUADS), ">score", ">reports", "")
    most = max(bar.events for bar in shown)
    for bar in shown:
        score = "" if bar.score is None else f"{bar.score:+.2f}"
        cells = [
            str(bar.start),
            f"{bar.events:,}",
            *(f"{n:,}" if n else "" for n in bar.counts),
            score,
            f"{bar.reports:,}",
        ]
        table.add_row(*cells, "▇" * max(1, round(_WIDTH * bar.events / most)))
    screen.print(table)
    apart = [
        f"{n:,} {words}"
        for n, words in ((found.wider, f"with dates wider than a {found.by}"), (found.undated, "undated"))
        if n
    ]
    left = f"; not placed: {', '.join(apart)}" if apart else ""
    screen.print(f"{found.events:,} events: {clean(found.human)}{left}", style="dim")
