"""Opening the archive's file: made when missing, checked, waited for while another process writes it."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
from pathlib import Path

import duckdb

from dragoman.errors import ArchiveBusy, ArchiveError
from dragoman.tables import package_file

SCHEMA_VERSION = 5
_FIRST = "schema.sql"
_ADDED: dict[int, str] = {2: "review.sql", 3: "incidents.sql", 4: "details.sql", 5: "review_facts.sql"}
"""What each layout adds to the one before. A file of an older layout gets what it lacks; what is filed stays."""
_BYTES_A_THREAD = 100_000_000
_FLUSHED_ABOVE = "256KB"
_HOLDER = re.compile(r"\(PID (\d+)\)")
# No extension is ever fetched: the archive works with the network cable out.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def now() -> datetime.datetime:
    """The present time in UTC, as the archive writes it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def open_file(path: Path, *, read_only: bool, wait: float) -> duckdb.DuckDBPyConnection:
    """A connection to the archive at `path`, which is made if it is to be written and isn't there.

    Waits up to `wait` seconds while another process holds it. Raises `ArchiveBusy` after that, `ArchiveError` for a
    path that cannot be used, a file that is no archive of Dragoman, or one made by a newer version.
    """
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder. Name a file, such as {path / 'dragoman.duckdb'}.")
    if not path.exists():
        if read_only:
            raise ArchiveError(
                f"There is no archive at {path}. Make one with `dragoman read FILE --archive {path}`, "
                "or name another with --archive."
            )
        _make(path)
    connection = _connect(path, read_only=read_only, wait=wait)
    try:
        layout = _check(connection, path)
        if layout < SCHEMA_VERSION and not read_only:
            _extend(connection, layout, path)
        elif layout < SCHEMA_VERSION:
            connection.close()
            # What cannot be written to now (a busy file, a disk for reading only) still opens, as it is.
            with contextlib.suppress(ArchiveError), _connect(path, read_only=False, wait=0.0) as writable:
                _extend(writable, _check(writable, path), path)
            connection = _connect(path, read_only=True, wait=wait)
    except BaseException:
        connection.close()
        raise
    return connection


def be_frugal(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Let an open file take little: memory goes back to the system after each question, and few threads are used.

    DuckDB parts a table among threads by row groups of 122,880, so further ones only wait in a file of some 100 MB.
    """
    threads = max(1, min(os.cpu_count() or 1, path.stat().st_size // _BYTES_A_THREAD))
    connection.execute(f"SET threads = {threads}")
    for name in ("allocator_flush_threshold", "allocator_bulk_deallocation_flush_threshold"):
        connection.execute(f"SET {name} = '{_FLUSHED_ABOVE}'")


def _make(path: Path) -> None:
    """Make an empty archive beside its place and move it there whole, so that a crash leaves no half-made file."""
    if not path.parent.is_dir():
        raise ArchiveError(f"There is no folder {path.parent} to put the archive in. Make it first.")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(draft), config=_CONFIG) as connection:
            connection.execute("BEGIN")
            for name in (_FIRST, *_ADDED.values()):
                connection.execute(package_file("dragoman.archive", name).read_text("utf-8"))
            connection.execute("INSERT INTO schema_version VALUES (?, ?)", [SCHEMA_VERSION, now()])
            connection.execute("COMMIT")
        try:
            # Unlike a rename, a link never replaces an archive that another process made meanwhile.
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        except OSError:
            draft.replace(path)
    except (OSError, duckdb.IOException) as error:
        raise ArchiveError(f"{path} cannot be made ({_first_line(error)}). Name another with --archive.") from error
    finally:
        draft.unlink(missing_ok=True)


def _connect(path: Path, *, read_only: bool, wait: float) -> duckdb.DuckDBPyConnection:
    import tenacity

    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception(_is_lock),
        stop=tenacity.stop_after_delay(wait),
        wait=tenacity.wait_fixed(0.2),
        reraise=True,
    )
    try:
        return retrying(duckdb.connect, str(path), read_only=read_only, config=_CONFIG)
    except duckdb.Error as error:
        raise _explained(error, path) from error


def _is_lock(error: BaseException) -> bool:
    return isinstance(error, duckdb.IOException) and "lock" in str(error)


def _explained(error: duckdb.Error, path: Path) -> ArchiveError:
    words = str(error)
    if _is_lock(error):
        holder = _HOLDER.search(words)
        who = f"another process (PID {holder[1]})" if holder else "another process"
        return ArchiveBusy(
            f"{path} is being written by {who}. Wait for it to finish, or use another file with --archive."
        )
    if "different configuration" in words:
        return ArchiveBusy(f"{path} is already open in this program in another way. Close that `Archive` first.")
    if "not a valid DuckDB" in words or "deserialize" in words.lower() or "checksum" in words.lower():
        return ArchiveError(f"{path} is not an archive of Dragoman, or is damaged. Name another with --archive.")
    return ArchiveError(f"{path} cannot be opened ({_first_line(error)}).")


def _extend(connection: duckdb.DuckDBPyConnection, layout: int, path: Path) -> None:
    """Give a file of an older layout the tables and views that it lacks, all or none of them."""
    try:
        connection.execute("BEGIN")
        for number, name in _ADDED.items():
            if number > layout:
                connection.execute(package_file("dragoman.archive", name).read_text("utf-8"))
                connection.execute("INSERT INTO schema_version VALUES (?, ?)", [number, now()])
        connection.execute("COMMIT")
    except duckdb.Error as error:
        with contextlib.suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise ArchiveError(f"{path} could not be brought to layout {SCHEMA_VERSION} ({_first_line(error)}).") from error


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The layout of the archive behind a connection."""
    try:
        row = connection.execute("SELECT max(version) FROM schema_version").fetchone()
    except duckdb.CatalogException:
        row = None
    except duckdb.Error as error:
        raise _explained(error, path) from error
    if row is None or row[0] is None:
        raise ArchiveError(f"{path} is a DuckDB file but not an archive of Dragoman. Name another with --archive.")
    if row[0] > SCHEMA_VERSION:
        raise ArchiveError(
            f"{path} was made by a newer version of Dragoman (layout {row[0]}; this one knows {SCHEMA_VERSION}). "
            "Update Dragoman, or name another with --archive."
        )
    return int(row[0])


def _first_line(error: BaseException) -> str:
    words = getattr(error, "strerror", None) or str(error)
    return str(words).strip().splitlines()[0] if str(words).strip() else type(error).__name__
