"""What the archive holds, as a file for others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO, get_args

from dragoman.errors import UsageError
from dragoman.exchange.csv_table import write_csv
from dragoman.exchange.files import whole_file
from dragoman.exchange.geojson import write_geojson
from dragoman.exchange.json_text import write_json, write_jsonl
from dragoman.exchange.parquet import write_parquet

if TYPE_CHECKING:
    from dragoman.archive import Answer, Archive, Filter, Kind

Format = Literal["json", "jsonl", "csv", "geojson", "parquet"]
What = Literal["records", "events", "figures", "agreements", "statements", "articles", "incidents"]
_SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".geojson": "geojson",
    ".parquet": "parquet",
}


def format_of(out: Path) -> Format:
    """The format that a file's ending names; raises `UsageError` for an ending that names none."""
    if found := _SUFFIXES.get(out.suffix.lower()):
        return found
    raise UsageError(f"{out} does not say its format; give --format, one of {', '.join(get_args(Format))}.")


def check_export(format_: Format, what: What | None) -> What:
    """What is exported: unless told, whole records as JSON, else events; raises `UsageError` for what cannot be."""
    chosen: What = what or ("records" if format_ in ("json", "jsonl") else "events")
    if chosen == "records" and format_ not in ("json", "jsonl"):
        raise UsageError(f"Whole records do not fit into {format_}; use json or jsonl, or export events.")
    if chosen not in ("events", "incidents") and format_ == "geojson":
        raise UsageError("Only events and incidents are exported as geojson.")
    return chosen


def export(archive: Archive, out: Path, format_: Format, what: What | None, chosen: Filter) -> int:
    """Write what the filter chooses to the file `out`, whole or not at all; gives how many items.

    `what`: whole records (of reports with an event that the filter chooses), or the facts of one kind. Raises
    `UsageError` for a format and kind that do not go together, `DragomanError` where the file cannot be written.
    """
    kind = check_export(format_, what)
    if os.path.samefile(out, archive.path) if out.exists() else False:
        raise UsageError(f"{out} is the archive itself. Name another file.")
    with whole_file(out) as draft:
        if format_ == "parquet":
            assert kind != "records"
            return write_parquet(archive, kind, chosen, draft)
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            return export_to(archive, stream, format_, kind, chosen)


def export_to(archive: Archive, stream: TextIO, format_: Format, what: What | None, chosen: Filter) -> int:
    """The same into an open text stream; parquet, which is no text, raises `UsageError`."""
    kind = check_export(format_, what)
    if format_ == "parquet":
        raise UsageError("Parquet is no text; name a file.")
    if kind == "records":
        return (write_json if format_ == "json" else write_jsonl)(archive.records(chosen), stream)
    found = rows(archive, kind, chosen)
    if format_ == "json":
        return write_json(found, stream)
    if format_ == "jsonl":
        return write_jsonl(found, stream)
    if format_ == "csv":
        return write_csv(found, found.columns, stream)
    return write_geojson(found, stream)


def rows(archive: Archive, kind: Kind, chosen: Filter) -> Answer:
    """The facts of one kind that a filter chooses."""
    ask = {
        "events": archive.events,
        "figures": archive.figures,
        "agreements": archive.agreements,
        "statements": archive.statements,
        "articles": archive.articles,
        "incidents": archive.incidents,
    }
    return ask[kind](chosen)
