"""A user's own actors: one table in one file, read before the tables that ship.

A row is an organisation, a person in an office or a role noun. `own_file` says where the table lies; `read_own`,
`write_own` and `merged` keep it. TOML, TSV and CSV hold the same columns.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.actors.spelling import name_words
from dragoman.errors import TableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KINDS = ("state", "igo", "ngo", "group", "party", "company", "media", "person", "role")
LISTS = ("aliases", "sectors")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class OwnActor:
    """One actor of a user's table in one period of its life.

    `kind` is one of `KINDS`: an organisation of that kind, a `person`, or a `role` (a noun such as "river guard", whose
    sector holds in any country). `country` is ISO 3166-1 alpha-3 or empty, `sectors` are PLOVER's, `office` is what a
    person holds (`head_of_state`, `minister`, …), `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD, empty where open.
    """

    name: str
    kind: str = "group"
    country: str = ""
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    office: str = ""
    start: str = ""
    end: str = ""
    id: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows the same fact: the actor and the beginning of the period."""
        return self.slug, self.start, self.office

    @property
    def slug(self) -> str:
        """The id, made from the name where none is given."""
        return self.id or "-".join(name_words(self.name))


COLUMNS = tuple(f.name for f in fields(OwnActor))


def own_file() -> Path:
    """Where the user's table lies: `DRAGOMAN_ACTORS`, else `dragoman/actors.tsv` in the folder for settings."""
    given = os.environ.get("DRAGOMAN_ACTORS")
    if given:
        return Path(given)
    folder = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(folder) if folder else Path.home() / ".config") / "dragoman" / "actors.tsv"


def read_own(path: Path | None = None) -> tuple[OwnActor, ...]:
    """The rows of a table (`own_file()` by default, where a missing file is an empty table).

    Raises `TableError` for a row that is not right, `UsageError` for a file of another kind.
    """
    if path is None:
        path = own_file()
        if not path.is_file():
            return ()
    text = path.read_text("utf-8-sig")
    match path.suffix.lower():
        case ".toml":
            return tuple(_from_toml(text, path.name))
        case ".tsv" | ".txt":
            return tuple(_from_lines(text, path.name, "\t"))
        case ".csv":
            return tuple(_from_lines(text, path.name, ","))
    raise UsageError(f"{path}: not a table of actors; the name must end in .toml, .tsv or .csv.")


def _from_toml(text: str, table: str) -> Iterable[OwnActor]:
    try:
        rows = tomllib.loads(text).get("actor", [])
    except tomllib.TOMLDecodeError as error:
        raise TableError(table, 1, f"is no TOML ({error})") from None
    for number, row in enumerate(rows, 1):
        yield checked(row, table, number)


def _from_lines(text: str, table: str, comma: str) -> Iterable[OwnActor]:
    header: list[str] | None = None
    lines = io.StringIO(text)
    if comma == "\t":
        reader = csv.reader(lines, delimiter=comma, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(lines, delimiter=comma)
    for cells in reader:
        if not any(cells) or cells[0].startswith("#"):
            continue
        if header is None:
            header = [cell.strip().lower() for cell in cells]
            if "name" not in header:
                raise TableError(table, reader.line_num, f"no column is called name; the columns are {header}")
            continue
        if len(cells) > len(header):
            raise TableError(table, reader.line_num, f"{len(cells)} cells, but the header has {len(header)} columns")
        yield checked(dict(zip(header, cells, strict=False)), table, reader.line_num)


def checked(row: dict[str, Any], table: str, line: int) -> OwnActor:
    """A row as an actor; raises `TableError` that names the table and the line (of TOML the actor's number)."""
    unknown = sorted(set(row) - set(COLUMNS))
    if unknown:
        raise TableError(table, line, f"unknown column {unknown[0]!r}; known are {', '.join(COLUMNS)}")
    values: dict[str, Any] = {}
    for column, value in row.items():
        if column in LISTS:
            parts = value.split("|") if isinstance(value, str) else value
            values[column] = tuple(str(part).strip() for part in parts if str(part).strip())
        else:
            values[column] = str(value).strip()
    actor = OwnActor(**{"name": "", **values, **({} if values.get("kind") else {"kind": "group"})})
    if not name_words(actor.name):
        raise TableError(table, line, "an actor has no name")
    if actor.kind not in KINDS:
        raise TableError(table, line, f"kind is {actor.kind!r}, expected one of {', '.join(KINDS)}")
    if actor.country and not _CODE.fullmatch(actor.country):
        raise TableError(table, line, f"country is {actor.country!r}, expected three capitals (ISO 3166-1 alpha-3)")
    for sector in actor.sectors:
        if not _CODE.fullmatch(sector):
            raise TableError(table, line, f"sector is {sector!r}, expected three capitals as in PLOVER")
    for column in ("start", "end"):
        day = getattr(actor, column)
        if day and not _is_date(day):
            raise TableError(table, line, f"{column} is {day!r}, expected YYYY, YYYY-MM or YYYY-MM-DD")
    return actor


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(datetime.date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


def merged(actors: Sequence[OwnActor], new: Iterable[OwnActor]) -> tuple[OwnActor, ...]:
    """The table with rows added; a row of the same actor and period takes the place of the former."""
    rows = {a.key: a for a in actors}
    rows.update((a.key, a) for a in new)
    return tuple(rows.values())


def write_own(actors: Iterable[OwnActor], path: Path | None = None) -> Path:
    """Writes a table, in the form that the name's ending tells, and gives its path; the file is replaced as a whole."""
    path = path or own_file()
    match path.suffix.lower():
        case ".toml":
            text = _as_toml(actors)
        case ".tsv":
            text = _as_lines(actors, "\t")
        case ".csv":
            text = _as_lines(actors, ",")
        case _:
            raise UsageError(f"{path}: the name must end in .toml, .tsv or .csv.")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
    return path


def _as_lines(actors: Iterable[OwnActor], comma: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=comma, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    rows = [COLUMNS, *(["|".join(v) if isinstance(v, tuple) else v for v in asdict(a).values()] for a in actors)]
    if comma == "\t":
        return "".join("\t".join(re.sub(r"\s+", " ", cell) for cell in row) + "\n" for row in rows)
    writer.writerows(rows)
    return out.getvalue()


def _as_toml(actors: Iterable[OwnActor]) -> str:
    lines: list[str] = []
    for actor in actors:
        lines.append("[[actor]]")
        for column, value in asdict(actor).items():
            if isinstance(value, tuple) and value:
                lines.append(f"{column} = [{', '.join(_quoted(v) for v in value)}]")
            elif isinstance(value, str) and value:
                lines.append(f"{column} = {_quoted(value)}")
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    plain = re.sub(r"[\x00-\x1f\x7f]", " ", text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
