"""`dragoman actors`: the actors of the archive, and one's own table of actors."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from dragoman.archive import Filter
from dragoman.cli.options import DEFAULT_ARCHIVE, ArchivePath, Listing, with_filters
from dragoman.cli.printing import ListFormat, clean

actors_app = typer.Typer(
    invoke_without_command=True, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]}
)


@actors_app.callback()
@with_filters("events")
def listing(
    ctx: typer.Context, chosen: Filter, archive: ArchivePath = DEFAULT_ARCHIVE, format_: Listing = ListFormat.table
) -> None:
    """List actors, with the number of events that they did and that were done to them; keep a table of one's own.

    The commands below keep a table that every coder reads before the tables that ship.
    """
    from dragoman.cli.app import list_rows

    if ctx.invoked_subcommand is None:
        list_rows("actors", chosen, archive, format_)


@actors_app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name as news writes it.")],
    kind: Annotated[
        str, typer.Option(help="state, igo, ngo, group, party, company, media, person, or role for a noun.")
    ] = "group",
    country: Annotated[str, typer.Option(metavar="ISO3", help="Whose it is; empty for none.")] = "",
    sector: Annotated[list[str] | None, typer.Option(metavar="CODE", help="PLOVER sector; may be given again.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be given again.")] = None,
    office: Annotated[str, typer.Option(help="A person's office, as in the office tables.")] = "",
    start: Annotated[str, typer.Option(metavar="DAY", help="YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    end: Annotated[str, typer.Option(metavar="DAY", help="YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    id_: Annotated[str, typer.Option("--id", help="A stable id; made from the name if not given.")] = "",
) -> None:
    """Add an actor to your table, or replace the row of the same actor and period."""
    from dragoman.actors.own import checked, merged, read_own, write_own

    row = {
        "name": name, "kind": kind, "country": country.upper(), "sectors": [s.upper() for s in sector or ()],
        "aliases": alias or (), "office": office or ("official" if kind == "person" else ""), "start": start,
        "end": end, "id": id_,
    }  # fmt: skip
    actor = checked(row, "the command line", 1)
    path = write_own(merged(read_own(), [actor]))
    typer.echo(clean(f"{actor.slug}: in {path}"))


@actors_app.command(name="import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(help="Tables (.toml .tsv .csv), .actors, .agents, or entities (.jsonl).")
    ],
) -> None:
    """Import actors into your table: tables, PETRARCH and Phoenix dictionaries, FollowTheMoney entities."""
    from dragoman.actors.importing import import_actors
    from dragoman.actors.own import merged, read_own, write_own

    actors = read_own()
    for file in files:
        new = import_actors(file)
        actors = merged(actors, new)
        typer.echo(clean(f"{file}: {len(new)} actors"))
    typer.echo(clean(f"{len(actors)} in {write_own(actors)}"))


@actors_app.command()
def export(file: Annotated[Path, typer.Argument(help="The file to write: .toml, .tsv or .csv.")]) -> None:
    """Export your table."""
    from dragoman.actors.own import read_own, write_own

    actors = read_own()
    typer.echo(clean(f"{len(actors)} actors in {write_own(actors, file)}"))


@actors_app.command()
def lookup(
    name: Annotated[str, typer.Argument(help="A name, a surname or a role.")],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="As of this day: 2020-12-31.")] = None,
) -> None:
    """Look up what the tables say of a name: its id, side, office and years."""
    from dragoman.actors import load_actor_tables
    from dragoman.actors.lookup import readings
    from dragoman.errors import UsageError

    try:
        day = datetime.date.fromisoformat(on) if on else None
    except ValueError:
        raise UsageError(f"--on {on!r} is not a day such as 2020-12-31.") from None
    found = readings(load_actor_tables(), name, day)
    if not found:
        typer.echo(clean(f"No table has {name!r}."))
        raise typer.Exit(1)
    for reading in found:
        typer.echo(clean(reading.line))
