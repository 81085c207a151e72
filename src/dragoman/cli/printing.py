"""Printing for people and for programs."""

from __future__ import annotations

import datetime
import enum
import re
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console
    from rich.table import Table

    from dragoman.archive import Answer

# A report may hold anything; nothing of it may move the cursor or recolour the terminal.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SHOWN = 50
"""How many rows a table for people has unless --limit says otherwise."""
LONGEST = 160


class ListFormat(enum.StrEnum):
    """How a list is printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def clean(text: str) -> str:
    """The same text with control characters made visible, one for one, so that offsets stay true."""
    return _CONTROL.sub(lambda m: chr(0x2400 + ord(m[0])) if ord(m[0]) < 32 else "\ufffd", text)


def console(*, stderr: bool = False) -> Console:
    """A console; what is not a terminal gets wide lines, as a file can hold them."""
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would end the program, as if something were wrong

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else max(LONGEST, shutil.get_terminal_size((0, 0)).columns)
    return Screen(file=stream, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)


def day_words(start: datetime.date | None, end: datetime.date | None, precision: str | None = "day") -> str:
    """An interval of days in as few words as say it: "2020-12-02", "2020-12", "2011 – 2013"."""
    if start is None or end is None:
        return ""
    if precision == "year" and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y} – {end:%Y}"
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    return f"{start}" if start == end else f"{start} – {end}"


def hedged_words(hedge: str | None, day: str) -> str:
    """A day with its hedge: "by 2020-12-02"."""
    return f"{hedge} {day}" if hedge and day else day


def kind_words(kind: str, term: str | None = "", measure: str | None = "") -> str:
    """A figure's kind with what is told of it beyond: "displaced (fled, flow)"."""
    more = [word.replace("_", " ") for word in (term, measure) if word and word != kind]
    return f"{kind} ({', '.join(more)})" if more else kind


def sides_words(names: Sequence[str], sides: Sequence[str]) -> str:
    """Names with their sides: "Ibrahim Kalin (TUR GOV)"; sides alone where they don't pair up."""
    if len(names) != len(sides):
        return ", ".join([*names, *([f"({', '.join(sides)})"] if sides else [])])
    return ", ".join(n if n == s else f"{n} ({s})" for n, s in zip(names, sides, strict=True))


def range_words(low: int | None, high: int | None, approximate: bool) -> str:
    """A number or its bounds: "5", "about 40", "5,000,000 or more", "24–99"."""
    about = "about " if approximate else ""
    if low is not None and low == high:
        return f"{about}{low:,}"
    if low is None:
        return f"{about}up to {high:,}" if high is not None else "?"
    return f"{about}{low:,} or more" if high is None else f"{about}{low:,}–{high:,}"


def new_table(*columns: str, title: str = "") -> Table:
    """A table for people; columns named with `>` stand to the right."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for name in columns:
        table.add_column(name.removeprefix(">"), justify="right" if name.startswith(">") else "left", overflow="fold")
    return table


def _event_cells(row: Mapping[str, object]) -> tuple[object, ...]:
    return (
        str(row["article"])[:6],
        _when(row),
        " ".join(str(part) for part in (row["type"], row["mode"]) if part),
        _sides(row, "actors"),
        _sides(row, "recipients"),
        ", ".join(str(part) for part in (row["place"], row["country"]) if part),
        row["status"],
        f"{row['confidence']:.2f}",
        _short(str(row["words"])),
    )


def _when(row: Mapping[str, object]) -> str:
    return hedged_words(
        row.get("date_hedge"),  # type: ignore[arg-type]
        day_words(row["date_start"], row["date_end"], row["date_precision"]),  # type: ignore[arg-type]
    )


def _sides(row: Mapping[str, object], column: str) -> str:
    return ", ".join(str(side) for side in row[column]) or "—"  # type: ignore[attr-defined]


def _figure_cells(row: Mapping[str, object]) -> tuple[object, ...]:
    number = range_words(row["low"], row["high"], bool(row["approximate"]))  # type: ignore[arg-type]
    return (
        str(row["article"])[:6],
        _when(row),
        kind_words(str(row["kind"]), row.get("term"), row.get("measure")),  # type: ignore[arg-type]
        f"{number} {row['unit'] or ''}".strip(),
        row["counted"],
        ", ".join(dict.fromkeys(str(part) for part in (row["place"], row["country"]) if part)),
        ", ".join(row["attribution"]),  # type: ignore[arg-type]
        _short(str(row["words"])),
    )


def _incident_cells(row: Mapping[str, object]) -> tuple[object, ...]:
    killed = range_words(row["killed_low"], row["killed_high"], False)  # type: ignore[arg-type]
    return (
        row["incident"],
        *_event_cells(row)[1:6],
        "" if killed == "?" else killed,
        f"{row['reports']}" if row["reports"] == row["publishers"] else f"{row['reports']} ({row['publishers']} own)",
        ", ".join(row["conflicts"]),  # type: ignore[arg-type]
        _short(str(row["words"])),
    )


def _agreement_cells(row: Mapping[str, object]) -> tuple[object, ...]:
    return (
        str(row["article"])[:6],
        row["date"],
        row["kind"],
        row["name"],
        ", ".join(row["parties"]),  # type: ignore[arg-type]
        ", ".join(row["brokers"]),  # type: ignore[arg-type]
        row["place"],
        ", ".join(row["acts"]),  # type: ignore[arg-type]
    )


def _statement_cells(row: Mapping[str, object]) -> tuple[object, ...]:
    return (
        str(row["article"])[:6],
        _when(row),
        sides_words([str(row["speaker_name"])], [str(row["speaker"])]),
        row["stance"],
        _short(str(row["about"])),
    )


_TABLES = {
    "events": (("report", "when", "type", "who", "to whom", "where", "status", ">sure", "words"), _event_cells),
    "incidents": (
        ("incident", "when", "type", "who", "to whom", "where", ">killed", ">reports", "differ in", "words"),
        _incident_cells,
    ),
    "figures": (("report", "when", "kind", ">number", "counted", "where", "according to", "words"), _figure_cells),
    "agreements": (("report", "date", "kind", "name", "parties", "brokers", "where", "acts"), _agreement_cells),
    "statements": (("report", "when", "speaker", "stance", "about"), _statement_cells),
}


def print_answer(answer: Answer, format_: ListFormat, kind: str = "") -> None:
    """Print rows: a table for people, the rest for programs."""
    from dragoman.exchange import write_csv, write_json, write_jsonl

    if format_ is ListFormat.json:
        write_json(answer, sys.stdout)
    elif format_ is ListFormat.jsonl:
        write_jsonl(answer, sys.stdout)
    elif format_ is ListFormat.csv:
        write_csv(answer, answer.columns, sys.stdout)
    else:
        _print_table(answer, kind)


def _print_table(answer: Answer, kind: str) -> None:
    from dragoman.exchange import as_cell

    columns, cells = _TABLES.get(kind, (tuple(answer.columns), lambda row: tuple(row.values())))
    screen = console()
    if not answer:
        screen.print(f"Nothing found ({clean(answer.human)})." if answer.human else "No rows.")
        return
    table = new_table(*columns)
    for row in answer:
        table.add_row(*(clean(_cell(value, as_cell(value))) for value in cells(row)))
    screen.print(table)
    count = f"{len(answer):,} row{'' if len(answer) == 1 else 's'}"
    screen.print(f"{count}: {clean(answer.human)}" if answer.human else count, style="dim")


def _cell(value: object, plain: str) -> str:
    return (
        f"{value:.4g}" if isinstance(value, float) else " ".join(plain.split()) if len(plain) < 400 else _short(plain)
    )


def _short(words: str, longest: int = 110) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
