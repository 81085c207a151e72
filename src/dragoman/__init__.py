"""Dragoman reads news reports and turns them into a record of political events.

::

    import dragoman

    record = dragoman.code("…", published="2020-12-03")
    for event in record.events:
        print(event.type, event.actors, event.recipients, event.date, event.place, event.evidence)

    archive = dragoman.Archive("syria.duckdb")
    archive.add(record)
    archive.events(actor="TUR", type="CONSULT", since="2020-01-01").to_pandas()

Importing it is quick and loads nothing; the first use of a name brings the part that it stands in.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.api import code
    from dragoman.archive import Answer, Archive, Filter
    from dragoman.coder import Coder
    from dragoman.errors import ArchiveBusy, ArchiveError, DragomanError, InputError, TableError, UsageError
    from dragoman.reading import Columns, SetAside, read
    from dragoman.record import (
        Actor,
        Agreement,
        AgreementMention,
        Article,
        Block,
        DateRange,
        Event,
        Figure,
        Place,
        Reason,
        Record,
        ReportDate,
        Span,
        Statement,
        StatementTopic,
    )
    from dragoman.version import __version__

_PARTS = {
    "dragoman.api": ("code",),
    "dragoman.archive": ("Answer", "Archive", "Filter"),
    "dragoman.coder": ("Coder",),
    "dragoman.errors": ("ArchiveBusy", "ArchiveError", "DragomanError", "InputError", "TableError", "UsageError"),
    "dragoman.reading": ("Columns", "SetAside", "read"),
    "dragoman.record": (
        *("Actor", "Agreement", "AgreementMention", "Article", "Block", "DateRange", "Event", "Figure", "Place"),
        *("Reason", "Record", "ReportDate", "Span", "Statement", "StatementTopic"),
    ),
    "dragoman.version": ("__version__",),
}
_HOME = {name: part for part, names in _PARTS.items() for name in names}

__all__ = [
    "Actor",
    "Agreement",
    "AgreementMention",
    "Answer",
    "Archive",
    "ArchiveBusy",
    "ArchiveError",
    "Article",
    "Block",
    "Coder",
    "Columns",
    "DateRange",
    "DragomanError",
    "Event",
    "Figure",
    "Filter",
    "InputError",
    "Place",
    "Reason",
    "Record",
    "ReportDate",
    "SetAside",
    "Span",
    "Statement",
    "StatementTopic",
    "TableError",
    "UsageError",
    "__version__",
    "code",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
