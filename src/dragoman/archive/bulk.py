"""Filing many records at once, through files of JSON lines, which DuckDB reads far faster than single inserts."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.archive.filing import article_digest, pack, record_digest, rows_of
from dragoman.archive.opening import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import duckdb

    from dragoman.archive.filing import Row
    from dragoman.record import Record


def insert_rows(
    connection: duckdb.DuckDBPyConnection, rows: Mapping[str, Sequence[Row]], folder: Path | None = None
) -> None:
    """Put whole rows, every column in order, into their tables; `folder` holds the files meanwhile.

    Bytes go as base64. Raises `duckdb.Error` for rows that do not fit; wrap it in a transaction to have all or none.
    """
    with tempfile.TemporaryDirectory(dir=folder) as place:
        for table, table_rows in rows.items():
            if not table_rows:
                continue
            columns = [(row[0], row[1]) for row in connection.execute(f"DESCRIBE {table}").fetchall()]
            names = [name for name, _ in columns]
            file = Path(place, f"{table}.jsonl")
            with file.open("wb") as out:
                for row in table_rows:
                    out.write(msgspec.json.encode(dict(zip(names, row, strict=True))))
                    out.write(b"\n")
            types = {name: "VARCHAR" if type_ in ("BLOB", "JSON") else type_ for name, type_ in columns}
            read = ", ".join(f"from_base64({name})" if type_ == "BLOB" else f'"{name}"' for name, type_ in columns)
            connection.execute(
                f"INSERT INTO {table} SELECT {read} FROM read_json(?, format = 'newline_delimited', "
                f"maximum_object_size = 268435456, columns = {_struct(types)})",
                [str(file)],
            )


def rows_of_all(
    records: Iterable[Record], run: int, first: int, known: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, list[Row]], list[tuple[str, bool]]]:
    """All rows of some records, numbered from the coding `first`, without those that `known` holds already.

    `known` gives coder and digest of the latest reading by article; the second result says for each record its article
    and whether it is filed.
    """
    rows: dict[str, list[Row]] = {"codings": []}
    latest = dict(known)
    outcomes: list[tuple[str, bool]] = []
    number = first
    for record in records:
        digest = record_digest(record)
        fresh = latest.get(record.doc) != (record.coder, digest)
        outcomes.append((record.doc, fresh))
        if not fresh:
            continue
        latest[record.doc] = (record.coder, digest)
        rows["codings"].append(
            (
                number,
                record.doc,
                run,
                record.coder,
                now(),
                article_digest(record.article),
                digest,
                base64.b64encode(pack(record)).decode(),
            )
        )
        for table, table_rows in rows_of(record).items():
            rows.setdefault(table, []).extend((number, *row) for row in table_rows)
        number += 1
    return rows, outcomes


def _struct(types: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"\"{name}\": '{type_}'" for name, type_ in types.items()) + "}"
