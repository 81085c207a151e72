"""`dragoman incidents` and `dragoman incidents show`; and opening an archive whose incidents are up to date."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.archive import Archive, Filter
from dragoman.cli.options import DEFAULT_ARCHIVE, ArchivePath, Listing, with_filters
from dragoman.cli.printing import ListFormat, clean, console, new_table
from dragoman.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dragoman.incidents import Incident, Version

incidents_app = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]})


@incidents_app.callback(invoke_without_command=True)
@with_filters("incidents")
def incidents(
    call: typer.Context, chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table
) -> None:
    """List incidents: events of several reports that are one happening; `show ID` tells one with all its versions."""
    if call.invoked_subcommand is None:
        from dragoman.cli.app import list_rows

        list_rows("incidents", chosen, archive, format_)


@incidents_app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The incident's id, or that of one of its events.")],
    archive: ArchivePath = DEFAULT_ARCHIVE,
    format_: Listing = ListFormat.table,
) -> None:
    """Tell one incident: which report says what, and where they contradict each other."""
    from dragoman.incidents import incident

    with with_incidents(archive) as opened:
        found = incident(opened, name)
    if format_ is ListFormat.table:
        _print(found)
        return
    import msgspec

    from dragoman.archive import Answer
    from dragoman.cli.printing import print_answer

    if format_ is ListFormat.json:
        print(msgspec.json.format(msgspec.json.encode(found), indent=1).decode())
        return
    rows = [msgspec.structs.asdict(version) for version in found.versions]
    for row in rows:
        row["figures"] = [f"{told.kind} {told.words}" for told in row["figures"]]
    columns = tuple(rows[0])
    print_answer(Answer(columns, tuple(tuple(row.values()) for row in rows)), format_)


@contextlib.contextmanager
def asked(path: Path, chosen: Filter, kind: str = "events") -> Iterator[Archive]:
    """The archive to ask for facts of a kind; with its incidents up to date where the question is about them."""
    opening = with_incidents(path) if kind == "incidents" or chosen.once else Archive(path, read_only=True)
    with opening as opened:
        yield opened


@contextlib.contextmanager
def with_incidents(path: Path) -> Iterator[Archive]:
    """The archive with its incidents made anew where reports have been read since.

    Where it cannot be written (another process does, a disk for reading only) it is asked as it is, with a word about
    that.
    """
    from dragoman.incidents import are_current, refresh

    with Archive(path, read_only=True) as opened:
        current = are_current(opened)
    if not current:
        try:
            with Archive(path) as writable:
                refresh(writable)
        except ArchiveError as error:
            print(f"dragoman: incidents are as of an earlier time: {clean(str(error))}", file=sys.stderr)
    with Archive(path, read_only=True) as opened:
        yield opened


def _print(found: Incident) -> None:
    from dragoman.analysis.wording import clause
    from dragoman.cli.printing import day_words, range_words

    screen = console()
    said = clause(found.type, found.mode, found.actor_names, found.recipient_names)
    when = day_words(found.date_start, found.date_end, found.date_precision)
    where = ", ".join(part for part in (found.place, found.country) if part)
    screen.print(_safe(said), style="bold")
    told = f"{found.reports:,} report{'' if found.reports == 1 else 's'}"
    own = f"{found.publishers:,} of {'its' if found.publishers == 1 else 'their'} own"
    screen.print(
        _safe(" · ".join(part for part in (found.type, when, where, f"{told}, {own}", found.incident) if part))
    )
    for toll in found.tolls:
        differ = " (reports differ)" if toll.differ else ""
        screen.print(_safe(f"{toll.kind}: {range_words(toll.low, toll.high, False)}{differ}"))
    if found.conflicts:
        screen.print(_safe(f"Reports contradict each other in: {', '.join(found.conflicts)}."))
    table = new_table("report", "publisher", "published", "when", "who", "to whom", "where", "figures", "words")
    for version in found.versions:
        table.add_row(*(_safe(cell) for cell in _cells(version)))
    screen.print(table)


def _cells(version: Version) -> tuple[Any, ...]:
    from dragoman.cli.printing import day_words

    return (
        version.article[:6],
        version.publisher or "—",
        str(version.published or "—"),
        day_words(version.date_start, version.date_end, version.date_precision),
        ", ".join(version.actors) or "—",
        ", ".join(version.recipients) or "—",
        ", ".join(part for part in (version.place, version.country) if part),
        "; ".join(f"{told.kind}: {told.words}" for told in version.figures),
        " ".join(version.words.split()),
    )


def _safe(value: Any) -> str:
    return clean(str(value))
