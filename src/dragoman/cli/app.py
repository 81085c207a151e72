"""The commands."""

from __future__ import annotations

import datetime
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer
from typer.core import TyperGroup

from dragoman.archive import Archive, Filter
from dragoman.cli.actors import actors_app
from dragoman.cli.incidents import asked, incidents_app
from dragoman.cli.options import DEFAULT_ARCHIVE, ArchivePath, Listing, with_filters
from dragoman.cli.printing import SHOWN, ListFormat, clean, console, print_answer
from dragoman.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.archive import Answer, Kind
    from dragoman.exchange import Format, What
    from dragoman.reading import SetAside
    from dragoman.record import Article, Record


class _Commands(TyperGroup):
    """The commands, which end well when nobody reads their output any more (`| head`)."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        return result


app = typer.Typer(
    name="dragoman",
    cls=_Commands,
    help="Reads news reports and turns them into a record of political events: who did what to whom, when, where, "
    "according to whom, and in which words.",
    epilog="Exit status: 0 all well; 1 some inputs set aside (listed); 2 wrong usage, or nothing could be done.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ReadFormat(StrEnum):
    """How `read` prints what it found."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


class OneFormat(StrEnum):
    """How one report is printed."""

    text = "text"
    json = "json"


class SeriesPeriod(StrEnum):
    """The periods of `series`."""

    day = "day"
    week = "week"
    month = "month"
    year = "year"


class BriefFormat(StrEnum):
    """The forms of `brief`."""

    markdown = "markdown"
    html = "html"
    json = "json"


class ExportFormat(StrEnum):
    """The formats of `export`."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"
    parquet = "parquet"


class ExportWhat(StrEnum):
    """What `export` writes."""

    records = "records"
    events = "events"
    figures = "figures"
    agreements = "agreements"
    statements = "statements"
    articles = "articles"
    incidents = "incidents"


Day = Annotated[
    str | None, typer.Option(metavar="DAY", help="The day the reports appeared, as 2020-12-31, if they don't say.")
]
ColumnNames = Annotated[
    str | None,
    typer.Option(metavar="NAME=COLUMN,…", help="Names of a table's columns: text=body,date=pub,title=head."),
]
ModelName = Annotated[
    str,
    typer.Option(
        "--model",
        envvar="DRAGOMAN_MODEL",
        metavar="FOLDER",
        help="shipped, none (frames alone), or a folder that `dragoman train` wrote.",
    ),
]
_FULL_REPORTS = 10


@app.command()
def read(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, web addresses, or - for standard input.")],
    archive: ArchivePath = DEFAULT_ARCHIVE,
    published: Day = None,
    no_archive: Annotated[bool, typer.Option("--no-archive", help="Show what is found and file nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Code reports again that are archived already.")] = False,
    format_: Annotated[ReadFormat, typer.Option("--format", "-f", help="table for people.")] = ReadFormat.table,
    min_confidence: Annotated[float, typer.Option(metavar="X", help="Show events at least this sure, 0 to 1.")] = 0.0,
    columns: ColumnNames = None,
    model: ModelName = "shipped",
) -> None:
    """Code reports, file them in the archive, and show what was found."""
    from dragoman.cli.coding import Reading, parse_columns
    from dragoman.cli.reporting import report_reading

    Filter(min_confidence=min_confidence)
    reading = Reading(
        None if no_archive else Archive(archive),
        published=_day(published),
        columns=parse_columns(columns),
        again=again,
        model=model,
        settings={"sources": sources, "published": published, "columns": columns, "model": model},
    )
    try:
        status = report_reading(reading, sources, format_.value, min_confidence=min_confidence, full=_FULL_REPORTS)
    finally:
        if reading.archive is not None:
            reading.archive.close()
    raise typer.Exit(status)


@app.command()
def show(
    report: Annotated[str, typer.Argument(help="A report's id or its first digits, or a file, address, or -.")],
    archive: ArchivePath = DEFAULT_ARCHIVE,
    plain: Annotated[bool, typer.Option("--plain", help="No colours.")] = False,
    published: Day = None,
    format_: Annotated[OneFormat, typer.Option("--format", "-f", help="json gives the record.")] = OneFormat.text,
) -> None:
    """Show a report with its facts marked in the text."""
    from dragoman.cli.showing import print_marked

    records, aside = _records(report, archive, published)
    screen = console()
    screen.no_color = plain or screen.no_color
    for record in records:
        if format_ is OneFormat.json:
            print(record.to_json(indent=1))
        else:
            print_marked(record, screen)
    _finish(aside)


@app.command()
def explain(
    report: Annotated[str, typer.Argument(help="A report's id or its first digits, or a file, address, or -.")],
    archive: ArchivePath = DEFAULT_ARCHIVE,
    published: Day = None,
    format_: Annotated[OneFormat, typer.Option("--format", "-f", help="json for programs.")] = OneFormat.text,
) -> None:
    """Tell why each event of a report was coded as it was, and what was dropped."""
    from dragoman.cli.coding import load_coder
    from dragoman.cli.explaining import explanation_lines
    from dragoman.explanation import explanation_data

    articles, aside = _articles(report, archive, published)
    for article in articles:
        explanation = load_coder().explain(article)
        if format_ is OneFormat.json:
            _print_json(explanation_data(explanation))
        else:
            print("\n".join(explanation_lines(explanation)))
    _finish(aside)


@app.command()
@with_filters("events")
def events(chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table) -> None:
    """List events: who did what to whom, when and where."""
    list_rows("events", chosen, archive, format_)


@app.command()
@with_filters("figures")
def figures(chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table) -> None:
    """List figures: the killed, the displaced, the arrested, …"""
    list_rows("figures", chosen, archive, format_)


@app.command()
@with_filters("agreements")
def agreements(chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table) -> None:
    """List agreements: parties, brokers, and what was done with them."""
    list_rows("agreements", chosen, archive, format_)


@app.command()
@with_filters("statements")
def statements(chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table) -> None:
    """List statements: who takes which position on what. --actor is the speaker, --recipient who is spoken of."""
    list_rows("statements", chosen, archive, format_)


@app.command()
@with_filters("articles")
def articles(chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table) -> None:
    """List the reports in the archive, with the numbers of their facts."""
    list_rows("articles", chosen, archive, format_)


app.add_typer(incidents_app, name="incidents")
app.add_typer(actors_app, name="actors")


_places = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]})
app.add_typer(_places, name="places")


@_places.callback(invoke_without_command=True)
@with_filters("events")
def places(
    call: typer.Context, chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table
) -> None:
    """List places, with the number of events that happened there; with `build`, make a gazetteer of your own."""
    if call.invoked_subcommand is None:
        list_rows("places", chosen, archive, format_)


@_places.command("build")
def build_places(
    dump: Annotated[Path, typer.Argument(help="allCountries.zip or a country's zip, downloaded from GeoNames.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path("gazetteer.bin"),
    least: Annotated[int, typer.Option(min=0, help="Leave out towns and villages with fewer inhabitants.")] = 0,
    country: Annotated[list[str] | None, typer.Option(help="Take only this country (SY); may be repeated.")] = None,
) -> None:
    """Build a gazetteer from a GeoNames dump: every village, river and mountain that it holds, besides what ships.

    Set the environment variable DRAGOMAN_GAZETTEER to the file to have reports coded with it.
    """
    from dragoman.places.building import build_gazetteer

    built = build_gazetteer(dump, out, least=least, countries=frozenset(c.upper() for c in country or ()))
    if built.unreadable:
        typer.echo(f"{built.unreadable} lines of {dump} could not be read and were left out.", err=True)
    typer.echo(f"{built.path}: {built.places:,} places, {built.added:,} of them from {dump.name}.")
    typer.echo(f"Use it: DRAGOMAN_GAZETTEER={built.path.resolve()} dragoman read …")


@app.command()
@with_filters("events")
def series(
    chosen: Filter,
    archive: ArchivePath = DEFAULT_ARCHIVE,
    by: Annotated[SeriesPeriod | None, typer.Option(help="Length of a period; else one that fits.")] = None,
    judged: Annotated[bool, typer.Option("--judged", help="Count events as judged in review.")] = False,
    format_: Listing = ListFormat.table,
) -> None:
    """Count events over time by quad class, with the PLOVER score and the number of reports read."""
    from dragoman.analysis import series as count_over_time
    from dragoman.archive.review import JUDGED, MACHINE
    from dragoman.cli.analysing import print_series

    with asked(archive, chosen) as opened:
        found = count_over_time(opened, chosen, by=by.value if by else None, layer=JUDGED if judged else MACHINE)
    print_series(found, format_)


@app.command()
@with_filters("events")
def brief(
    chosen: Filter,
    archive: ArchivePath = DEFAULT_ARCHIVE,
    agreement: Annotated[
        str | None, typer.Option(metavar="NAME", help="An agreement's id or part of its name: a brief on it.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it there instead of printing it.")] = None,
    format_: Annotated[
        BriefFormat | None, typer.Option("--format", "-f", help="Else told by the file's ending; markdown.")
    ] = None,
) -> None:
    """Tell what happened in sentences with footnotes: --either TUR for an actor, TUR,SYR for a pair; --place; …"""
    from dragoman.cli.analysing import write_brief

    with asked(archive, chosen) as opened:
        write_brief(opened, chosen, agreement, out, format_.value if format_ else None)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SELECT over the views articles, events, participants, figures, …")],
    archive: ArchivePath = DEFAULT_ARCHIVE,
    format_: Listing = ListFormat.table,
) -> None:
    """Ask the archive in SQL; nothing can be changed. `dragoman sql "SHOW TABLES"` lists the tables."""
    with Archive(archive, read_only=True) as opened:
        print_answer(opened.sql(query), format_)


@app.command()
@with_filters("events")
def export(
    chosen: Filter,
    out: Annotated[str, typer.Argument(help="The file to write, or - for standard output.")],
    archive: ArchivePath = DEFAULT_ARCHIVE,
    format_: Annotated[
        ExportFormat | None, typer.Option("--format", "-f", help="Else told by the file's ending.")
    ] = None,
    what: Annotated[
        ExportWhat | None,
        typer.Option(help="Whole records (the default as json, jsonl) or one kind of fact (events, else)."),
    ] = None,
) -> None:
    """Write events, other facts or whole records to a file: JSON, JSON Lines, CSV, GeoJSON, Parquet."""
    from dragoman.exchange import export as write
    from dragoman.exchange import export_to as write_to
    from dragoman.exchange import format_of

    path = Path(out)
    wanted: Format = format_.value if format_ else "json" if out == "-" else format_of(path)
    kind: What | None = what.value if what else None
    with asked(archive, chosen, kind or "events") as opened:
        if out == "-":
            write_to(opened, sys.stdout, wanted, kind, chosen)
            return
        count = write(opened, path, wanted, kind, chosen)
    named = kind or ("records" if wanted in ("json", "jsonl") else "events")
    print(f"{count:,} {named} written to {out} as {wanted}.", file=sys.stderr)


@app.command()
def desk(
    archive: Annotated[Path, typer.Argument(envvar="DRAGOMAN_ARCHIVE", help="The archive's file.")] = DEFAULT_ARCHIVE,
    host: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let others in, at this address of this machine; asks for a password."),
    ] = None,
    port: Annotated[
        int | None, typer.Option(metavar="N", help="The port; else the first free one from 8720 on.")
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Open the desk: read, question, map and check the archive in a browser, and over REST."""
    from dragoman.cli.serving import serve

    serve(archive, host=host, port=port, browser=not no_browser)


@app.command()
def train(
    data: Annotated[Path, typer.Option("--data", metavar="FILE", help="Coded examples, JSON Lines (docs/model.md).")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the model is written.")] = Path("model"),
    model: ModelName = "shipped",
) -> None:
    """Fit the model's heads to coded examples of your own, for your own reports or types of event."""
    from dragoman.cli.training import train_heads

    train_heads(data, out, model)


@app.command()
def evaluate(
    data: Annotated[Path, typer.Argument(metavar="FILE", help="Coded examples, JSON Lines (docs/model.md).")],
    model: ModelName = "shipped",
    format_: Annotated[OneFormat, typer.Option("--format", "-f", help="json for programs.")] = OneFormat.text,
) -> None:
    """Hold the model against coded examples: precision and recall per type, and how sure it may be."""
    from dragoman.cli.training import evaluate_model

    evaluate_model(data, model, as_json=format_ is OneFormat.json)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    from dragoman.record.schema import schema_text

    print(schema_text(), end="")


@app.command()
def version() -> None:
    """Print the version, and that of the language model."""
    from dragoman.cli.coding import coder_version
    from dragoman.version import __version__

    print(coder_version() or f"dragoman {__version__}")


# -- what the commands share ------------------------------------------------------------------------------------------


def list_rows(kind: Literal["actors", "places"] | Kind, chosen: Filter, archive: Path, format_: ListFormat) -> None:
    """Print what the archive holds of a kind."""
    import dataclasses

    shown = chosen
    if format_ is ListFormat.table and chosen.limit is None:
        shown = dataclasses.replace(chosen, limit=SHOWN + 1)
    with asked(archive, chosen, kind) as opened:
        answer = cast("Answer", getattr(opened, kind)(shown))
    more = shown is not chosen and len(answer) > SHOWN
    print_answer(answer[:SHOWN] if more else answer, format_, kind)
    if more:
        print(f"There are more; --limit {10 * SHOWN} shows more of them, --format csv all.", file=sys.stderr)


def _day(words: str | None) -> datetime.date | None:
    if words is None:
        return None
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"The date {words!r} cannot be read; write it as 2020-12-31.") from None


def _is_source(report: str) -> bool:
    """Whether `report` names something to read rather than a report of the archive."""
    from dragoman.reading.addresses import is_address

    try:
        return report == "-" or is_address(report) or Path(report).exists()
    except (OSError, ValueError):
        return False


def _articles(report: str, archive: Path, published: str | None) -> tuple[list[Article], list[SetAside]]:
    """The articles that `report` means: those of a source, else one of the archive."""
    from dragoman.reading import SetAside, read

    if not _is_source(report):
        return [_archived(report, archive).article], []
    items = list(read(report, published=_day(published)))
    return [i for i in items if not isinstance(i, SetAside)], [i for i in items if isinstance(i, SetAside)]


def _records(report: str, archive: Path, published: str | None) -> tuple[Iterator[Record], list[SetAside]]:
    """The records that `report` means: those of a source, coded unless they are archived, else one of the archive."""
    if not _is_source(report):
        return iter([_archived(report, archive)]), []
    found, aside = _articles(report, archive, published)
    return (_record(article, archive) for article in found), aside


def _record(article: Article, archive: Path) -> Record:
    from dragoman.cli.coding import coder_version, load_coder

    if archive.exists():
        try:
            with Archive(archive, read_only=True, wait=0.5) as opened:
                if opened.has(article, coder_version()):
                    return opened.record(article.id)
        except ArchiveError:  # the archive only saves time here
            pass
    return load_coder().code(article)


def _archived(report: str, archive: Path) -> Record:
    if not archive.exists():
        raise UsageError(f"There is no file {report}, and no archive at {archive} to look for a report of that id.")
    with Archive(archive, read_only=True) as opened:
        return opened.record(report)


def _print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


def _finish(aside: list[SetAside]) -> None:
    for item in aside:
        print(f"dragoman: set aside: {clean(str(item))}", file=sys.stderr)
    raise typer.Exit(1 if aside else 0)
