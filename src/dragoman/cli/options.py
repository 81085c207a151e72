"""Options that several commands share; those of the filters come from their one definition in `archive.filters`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from dragoman.archive.filters import FILTERS, HELP, Filter, Kind
from dragoman.cli.printing import ListFormat

ArchivePath = Annotated[
    Path,
    typer.Option("--archive", "-a", envvar="DRAGOMAN_ARCHIVE", help="The archive's file.", show_default=True),
]
DEFAULT_ARCHIVE = Path("dragoman.duckdb")
Listing = Annotated[ListFormat, typer.Option("--format", "-f", help="table for people; the others for programs.")]

_TYPES: dict[str, type] = {
    **dict.fromkeys(("run", "min_reports", "min_publishers", "limit", "offset"), int),
    "min_confidence": float,
    "once": bool,
}
_METAVARS = {
    **dict.fromkeys(("actor", "recipient", "either", "attribution"), "WHO"),
    **dict.fromkeys(("since", "until"), "DAY"),
    **dict.fromkeys(("run", "min_reports", "min_publishers", "limit", "offset"), "N"),
    "min_confidence": "X",
}


def with_filters(kind: Kind) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command that takes the filters of `kind` as options and gets them as one `Filter` in `chosen`."""

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        own = [
            parameter.replace(annotation=hints[name])
            for name, parameter in inspect.signature(command).parameters.items()
            if name != "chosen"
        ]
        options = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=None,
                annotation=Annotated[
                    _TYPES.get(name, str) | None,
                    typer.Option(
                        f"--{name.replace('_', '-')}",
                        help=HELP[name],
                        metavar=None if name == "once" else _METAVARS.get(name, name.upper()),
                        rich_help_panel="Filters",
                        show_default=False,
                    ),
                ],
            )
            for name in FILTERS[kind]
        ]

        @functools.wraps(command)
        def run(**given: Any) -> None:
            filters = {name: given.pop(name) for name in FILTERS[kind]}
            command(chosen=Filter(**filters), **given)

        run.__signature__ = inspect.Signature([*own, *options])  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in (*own, *options)}
        return run

    return wrap
