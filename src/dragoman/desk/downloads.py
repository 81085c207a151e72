"""A view as a file: just the facts that its filter chooses, in one of the formats of `dragoman export`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from litestar.background_tasks import BackgroundTask
from litestar.response import File

from dragoman.archive.filters import Filter, Kind
from dragoman.desk.holding import Holding
from dragoman.exchange import Format, export

MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}
"""The formats, and what each is called on the web."""


def download(holding: Holding, kind: Kind, format_: Format, chosen: Filter, *, attach: bool = True) -> Any:
    """The answer that carries the file; it is written as a temporary file first."""
    handle, name = tempfile.mkstemp(suffix=f".{format_}", prefix="dragoman-")
    os.close(handle)
    path = Path(name)
    try:
        with holding.reading(incidents=kind == "incidents" or bool(chosen.once)) as archive:
            export(archive, path, format_, kind, chosen)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return File(
        path=path,
        filename=f"{'reports' if kind == 'articles' else kind}.{format_}",
        media_type=MEDIA_TYPES[format_],
        content_disposition_type="attachment" if attach else "inline",
        background=BackgroundTask(_remove, path),
    )


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
