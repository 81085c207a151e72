"""The archive: one DuckDB file that holds reports, what was found in them, and by which version."""

from __future__ import annotations

import contextlib
import itertools
import os
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

import duckdb
import msgspec

from dragoman.archive import queries
from dragoman.archive.answer import Answer
from dragoman.archive.bulk import insert_rows, rows_of_all
from dragoman.archive.filing import article_digest, pack, record_digest, rows_of, unpack
from dragoman.archive.filters import Clause, Filter, Kind
from dragoman.archive.keeping import keep
from dragoman.archive.opening import be_frugal, now, open_file
from dragoman.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from dragoman.archive.filing import Row
    from dragoman.archive.review.facts import Fact, FactKind, FactVerb
    from dragoman.archive.review.standing import Verb
    from dragoman.reading import SetAside
    from dragoman.record import Article, Event, Record

Filed = Literal["new", "unchanged", "replaced"]


class Overview(NamedTuple):
    """How many events were chosen, a page of them, and for each facet the most frequent values with their numbers."""

    total: int
    events: Answer
    facets: dict[str, list[tuple[str, int]]]


_ROWS_AT_ONCE = 200
_RECORDS_AT_ONCE = 2000


class Archive:
    """The archive in the file `path`, made if it isn't there; `with Archive(path) as archive:` closes it at the end.

    Only one process at a time may write; opening waits up to `wait` seconds for another. `read_only` archives may be
    open in many processes at once. A `frugal` one gives memory back after each question and uses no more threads than
    its size can employ; that holds for all that this program has open of the file. Raises `ArchiveBusy`, or
    `ArchiveError` for a file that cannot be used.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, read_only: bool = False, wait: float = 5.0, frugal: bool = False
    ) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._connection = open_file(self.path, read_only=read_only, wait=wait)
        if frugal:
            be_frugal(self._connection, self.path)
        self._own_runs: dict[str, int] = {}
        # One transaction at a time: threads of one program share the connection.
        self._writing = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({str(self.path)!r}{', read_only=True' if self.read_only else ''})"

    def close(self) -> None:
        """End the runs that `add` began by itself, and let go of the file. Closing twice does no harm."""
        try:
            for run in self._own_runs.values():
                self.end_run(run)
        finally:
            self._own_runs.clear()
            self._connection.close()

    # -- filing --------------------------------------------------------------------------------------------------------

    def begin_run(self, coder: str, settings: Mapping[str, object] | None = None) -> int:
        """A new run by the coder version `coder`, told `settings`; its number goes to `add` and `set_aside`."""
        self._writable()
        row = self._one(
            "INSERT INTO runs SELECT coalesce(max(run), 0) + 1, ?, ?, ?, NULL FROM runs RETURNING run",
            (coder, msgspec.json.encode(settings or {}, enc_hook=str).decode(), now()),
        )
        assert row is not None
        return int(row[0])

    def end_run(self, run: int) -> None:
        """Write down that the run came to its end."""
        self._execute("UPDATE runs SET ended = ? WHERE run = ?", (now(), run))

    @contextlib.contextmanager
    def run(self, coder: str, settings: Mapping[str, object] | None = None) -> Iterator[int]:
        """A run that ends with the `with` block; one that is cut off keeps no end."""
        run = self.begin_run(coder, settings)
        yield run
        self.end_run(run)

    def has(self, article: Article, coder: str) -> bool:
        """Whether this very report, from whatever source, was last read by this version of the coder."""
        row = self._one(
            "SELECT coder, article_digest FROM codings WHERE article = ? ORDER BY coding DESC LIMIT 1", (article.id,)
        )
        return row is not None and row == (coder, article_digest(article))

    def add(self, record: Record, run: int | None = None) -> Filed:
        """File a record, all of it or, on an error, nothing; says what came of it.

        "unchanged": the archive already holds these facts by this coder. "replaced": they are now the report's facts,
        and the older ones are kept beside them. Without `run`, this archive begins one of its own.
        """
        self._writable()
        digest = record_digest(record)
        last = self._one(
            "SELECT coder, record_digest FROM codings WHERE article = ? ORDER BY coding DESC LIMIT 1", (record.doc,)
        )
        if last == (record.coder, digest):
            return "unchanged"
        if run is None:
            if record.coder not in self._own_runs:
                self._own_runs[record.coder] = self.begin_run(record.coder)
            run = self._own_runs[record.coder]
        rows = rows_of(record)
        with self._transaction():
            row = self._one(
                "INSERT INTO codings SELECT coalesce(max(coding), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM codings "
                "RETURNING coding",
                (record.doc, run, record.coder, now(), article_digest(record.article), digest, pack(record)),
            )
            assert row is not None
            for table, table_rows in rows.items():
                for start in range(0, len(table_rows), _ROWS_AT_ONCE):
                    part = table_rows[start : start + _ROWS_AT_ONCE]
                    marks = f"({', '.join('?' * (len(part[0]) + 1))})"
                    self._execute(
                        f"INSERT INTO {table} VALUES {', '.join([marks] * len(part))}",
                        [cell for one in part for cell in (row[0], *one)],
                    )
        return "new" if last is None else "replaced"

    def add_many(self, records: Iterable[Record], run: int | None = None) -> Counter[Filed]:
        """File many records much faster than one by one; says how many were new, unchanged and replaced.

        They are filed in parts of some hundreds, each part whole or not at all.
        """
        self._writable()
        outcomes: Counter[Filed] = Counter()
        remaining = iter(records)
        while part := list(itertools.islice(remaining, _RECORDS_AT_ONCE)):
            if run is None:
                run = self.begin_run(part[0].coder)
                self._own_runs.setdefault(f"{part[0].coder} in bulk", run)
            docs = list({record.doc for record in part})
            held = self.ask(
                Clause(
                    "SELECT article, coder, record_digest FROM codings WHERE coding IN (FROM latest) "
                    "AND list_contains(?, article)",
                    (docs,),
                )
            )
            known = {article: (coder, digest) for article, coder, digest in held.rows}
            highest = self._one("SELECT coalesce(max(coding), 0) FROM codings")
            assert highest is not None
            rows, filed = rows_of_all(part, run, highest[0] + 1, known)
            with self._transaction(), _explained():
                insert_rows(self._connection, rows)
            seen = set(known)
            for article, fresh in filed:
                outcomes["unchanged" if not fresh else "replaced" if article in seen else "new"] += 1
                seen.add(article)
        return outcomes

    def set_aside(self, item: SetAside, run: int) -> None:
        """Write down an input that could not be read or coded, with the run that met it."""
        self._writable()
        self._execute(
            "INSERT INTO failures VALUES (?, ?, ?, ?, ?)", (run, item.source, item.problem, item.remedy or None, now())
        )

    def judge(
        self,
        *,
        verb: Verb,
        article: str,
        reviewer: str,
        events: Sequence[str] = (),
        made: Sequence[Event] = (),
        changes: str | None = None,
        undoes: int | None = None,
        blind: bool = False,
        note: str = "",
    ) -> int:
        """Write down a judgement with the events that it made; gives its number. See `archive.review` for what to call.

        Raises `UsageError` for a reviewer without a name.
        """
        self._writable()
        who = _named(reviewer)
        record = self.record(article)
        rows = rows_of(msgspec.structs.replace(record, events=tuple(made), figures=(), agreements=(), statements=()))
        with self._transaction():
            row = self._one(
                "INSERT INTO judgements SELECT coalesce(max(judgement), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? "
                "FROM judgements RETURNING judgement",
                (who, now(), verb, record.doc, list(events), changes, undoes, blind, note or None),
            )
            assert row is not None
            number = int(row[0])
            for event in made:
                self._execute(
                    "INSERT INTO made_events VALUES (?, ?, ?)", (number, event.id, msgspec.json.encode(event).decode())
                )
            for table in ("event_rows", "participant_rows", "evidence_rows", "reason_rows"):
                for cells in rows[table]:
                    self._execute(f"INSERT INTO {table} VALUES (?{', ?' * len(cells)})", [-number, *cells])
        return number

    def keep_incidents(
        self,
        tellings: Sequence[Row],
        incidents: Sequence[Row],
        *,
        readings: int,
        last_coding: int | None,
        rule: str,
        only: Sequence[Row] | None = None,
    ) -> None:
        """Keep which events are one incident, in place of what was kept before, or of what was kept of the events
        `only`; `incidents.refresh` calls this."""
        self._writable()
        with self._transaction(), _explained():
            keep(
                self._connection,
                tellings,
                incidents,
                readings=readings,
                last_coding=last_coding,
                rule=rule,
                only=only,
            )

    def judge_fact(
        self,
        *,
        kind: FactKind,
        verb: FactVerb,
        article: str,
        reviewer: str,
        fact: str,
        made: Fact | None = None,
        changes: str | None = None,
        undoes: int | None = None,
        blind: bool = False,
        note: str = "",
    ) -> int:
        """Write down a judgement of a figure or agreement with what it made; gives its number. See `archive.review`.

        Raises `UsageError` for a reviewer without a name.
        """
        self._writable()
        who = _named(reviewer)
        record = self.record(article)
        bare = msgspec.structs.replace(record, events=(), figures=(), agreements=(), statements=())
        whole = bare if made is None else msgspec.structs.replace(bare, **{f"{kind}s": (made,)})
        rows = rows_of(whole)
        with self._transaction():
            row = self._one(
                "INSERT INTO fact_judgements SELECT coalesce(max(judgement), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? "
                "FROM fact_judgements RETURNING judgement",
                (
                    *(who, now(), verb, kind, record.doc, fact, changes, undoes, blind, note or None),
                    None if made is None else msgspec.json.encode(made).decode(),
                ),
            )
            assert row is not None
            number = int(row[0])
            for table in ("figure_rows", "agreement_rows", "act_rows", "participant_rows", "evidence_rows"):
                for cells in rows[table]:
                    self._execute(f"INSERT INTO {table} VALUES (?{', ?' * len(cells)})", [-number, *cells])
        return number

    # -- asking --------------------------------------------------------------------------------------------------------

    def events(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Events in order of time: `archive.events(actor="TUR", type="CONSULT", since="2020-01-01")`.

        Filters are those of `Filter`; raises `UsageError` for an unknown filter or value.
        """
        return self._list("events", chosen, filters)

    def figures(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Figures in order of time; see `Filter`."""
        return self._list("figures", chosen, filters)

    def agreements(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Agreements in order of time; see `Filter`."""
        return self._list("agreements", chosen, filters)

    def statements(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Statements in order of time; see `Filter`. `actor` is the speaker, `recipient` who is spoken of."""
        return self._list("statements", chosen, filters)

    def incidents(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Incidents in order of time, as they were when `dragoman.incidents.refresh` last made them; see `Filter`.

        An incident is chosen if one of its events is: as one of its reports tells it.
        """
        return self._list("incidents", chosen, filters)

    def articles(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Reports in order of their dates, with the numbers of their facts; `text` is searched in the whole report."""
        return self._list("articles", chosen, filters)

    def count(self, kind: Kind, chosen: Filter | None = None, /, **filters: Any) -> int:
        """How many facts of a kind the filters choose, whatever `limit` and `offset` say."""
        return int(self.ask(queries.count(kind, _filter(chosen, filters))).rows[0][0])

    def overview(
        self, chosen: Filter | None = None, /, *, facets: tuple[str, ...] = tuple(queries.FACETS), most: int = 12
    ) -> Overview:
        """A page of events (by `limit`, `offset` and `order`) with how all chosen events spread over the facets."""
        asked = chosen or Filter()
        # One question after the other on one connection: together they would hold several times the memory.
        with _explained(), self._connection.cursor() as cursor:
            _put(cursor, queries.choosing(asked))
            total = int(_put(cursor, Clause("SELECT count(*) FROM chosen"))[0][0])
            found = {name: _put(cursor, queries.facet(name, most)) for name in facets}
            keys = [] if asked.limit == 0 else _put(cursor, queries.keys_of_page(asked))
        rows = self.ask(queries.rows_of_page(keys), asked.human("events"))
        by_key = {(row[0], row[1]): row[2:] for row in rows.rows}
        page = Answer(rows.columns[2:], tuple(by_key[key] for key in keys), rows.human)
        return Overview(total, page, found)

    def actors(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Who takes part in the events that the filters choose, and how often, the most frequent first."""
        asked = _filter(chosen, filters)
        return self.ask(queries.actors(asked), asked.human("events"))

    def places(self, chosen: Filter | None = None, /, **filters: Any) -> Answer:
        """Where the events happened that the filters choose, and how many, the most frequent first."""
        asked = _filter(chosen, filters)
        return self.ask(queries.places(asked), asked.human("events"))

    def runs(self) -> Answer:
        """The runs, the latest first, with how many reports each filed and how many inputs it set aside."""
        return self.ask(
            Clause(
                "SELECT r.*, (SELECT count(*) FROM codings c WHERE c.run = r.run) AS reports, "
                "(SELECT count(*) FROM failures f WHERE f.run = r.run) AS failures FROM runs r ORDER BY run DESC"
            ),
            "runs",
        )

    def records(self, chosen: Filter | None = None, /, **filters: Any) -> Iterator[Record]:
        """The whole records of the reports that have an event of those that the filters choose; all without filters."""
        question = queries.records(_filter(chosen, filters))
        with _explained():
            cursor = self._connection.cursor().execute(question.sql, list(question.parameters))
        while True:
            with _explained():
                rows = cursor.fetchmany(100)
            if not rows:
                return
            for row in rows:
                yield _unpacked(row[0])

    def find(self, prefix: str) -> str:
        """The id of the one report whose id begins with `prefix`; raises `ArchiveError` for none or several."""
        wanted = prefix.strip().lower()
        found = self.ask(
            Clause(
                "SELECT article, title FROM articles WHERE starts_with(article, ?) ORDER BY article LIMIT 9", (wanted,)
            )
        )
        ids = found.column("article")
        if wanted in ids:
            return wanted
        if not ids or not wanted:
            raise ArchiveError(f"{self.path} has no report {prefix!r}. `dragoman articles` lists those it has.")
        if len(ids) > 1:
            listed = "; ".join(f"{row['article']} {(row['title'] or '')[:40]}".strip() for row in found[:8])
            more = "; …" if len(ids) > 8 else ""
            raise ArchiveError(f"Several reports begin with {prefix!r}: {listed}{more}. Give more digits.")
        return str(ids[0])

    def record(self, article: str) -> Record:
        """The record of a report, by its id or the first digits of it, exactly as it was filed; see `find`."""
        row = self._one(
            "SELECT record FROM codings WHERE article = ? ORDER BY coding DESC LIMIT 1", (self.find(article),)
        )
        assert row is not None
        return _unpacked(row[0])

    def reading(self, coding: int) -> Record:
        """The record of one reading, by its number in `codings`; raises `ArchiveError` for none."""
        row = self._one("SELECT record FROM codings WHERE coding = ?", (coding,))
        if row is None:
            raise ArchiveError(f"{self.path} has no reading {coding}.")
        return _unpacked(row[0])

    def sql(self, query: str) -> Answer:
        """What one SQL query gives; it may only read. Raises `UsageError` for anything else and for bad SQL."""
        try:
            statements = duckdb.extract_statements(query)
        except duckdb.Error as error:
            raise UsageError(f"This SQL cannot be understood: {str(error).strip()}") from error
        if len(statements) != 1:
            raise UsageError(f"Give one SQL query; this is {len(statements)}.")
        allowed = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
        if statements[0].type not in allowed:
            raise UsageError(
                f"{statements[0].type.name} is not a query. The archive is only read here: use SELECT; "
                "new facts come from `dragoman read`."
            )
        cursor = self._connection.cursor()
        try:
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            try:
                cursor.execute(statements[0])
                columns = _distinct([column[0] for column in cursor.description or ()])
                return Answer(columns, tuple(cursor.fetchall()))
            finally:
                cursor.execute("ROLLBACK")
        except duckdb.Error as error:
            raise UsageError(f"The query failed: {str(error).strip()}") from error

    def write_parquet(self, kind: Kind, out: Path, chosen: Filter | None = None) -> int:
        """Write the facts that the filter chooses as Parquet to `out`; gives how many."""
        question = queries.listing(kind, chosen or Filter())
        with _explained():
            relation = self._connection.cursor().sql(question.sql, params=list(question.parameters))
            relation.write_parquet(str(out), compression="zstd")
            count = self._connection.cursor().execute("SELECT count(*) FROM read_parquet(?)", [str(out)]).fetchone()
        return int(count[0]) if count else 0

    # -- how it is done ------------------------------------------------------------------------------------------------

    def _list(self, kind: Kind, chosen: Filter | None, filters: dict[str, Any]) -> Answer:
        asked = _filter(chosen, filters)
        return self.ask(queries.listing(kind, asked), asked.human(kind))

    def ask(self, question: Clause, human: str = "") -> Answer:
        """What a question made by this package's own functions gives; `human` says it in words."""
        with _explained():
            cursor = self._connection.cursor().execute(question.sql, list(question.parameters))
            columns = _distinct([column[0] for column in cursor.description or ()])
            return Answer(columns, tuple(cursor.fetchall()), human)

    def _one(self, sql: str, parameters: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
        with _explained():
            row: tuple[Any, ...] | None = self._connection.execute(sql, list(parameters)).fetchone()
            return row

    def _execute(self, sql: str, parameters: tuple[Any, ...] | list[Any] = ()) -> None:
        with _explained():
            self._connection.execute(sql, list(parameters))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._writing:
            self._execute("BEGIN")
            try:
                yield
            except BaseException:
                with contextlib.suppress(ArchiveError):
                    self._execute("ROLLBACK")
                raise
            self._execute("COMMIT")

    def _writable(self) -> None:
        if self.read_only:
            raise ArchiveError(f"{self.path} was opened for reading only.")


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except duckdb.ConnectionException as error:
        raise ArchiveError("The archive is closed. Open it again.") from error
    except duckdb.Error as error:
        raise ArchiveError(f"The archive could not be used: {str(error).strip()}") from error


def _named(reviewer: str) -> str:
    who = " ".join(reviewer.split())
    if not who:
        raise UsageError("Who judges? Give the reviewer's name.")
    return who


def _put(cursor: duckdb.DuckDBPyConnection, question: Clause) -> list[tuple[Any, ...]]:
    """The rows that a question gives on a connection that has tables of its own."""
    return cursor.execute(question.sql, list(question.parameters)).fetchall()


def _unpacked(data: bytes) -> Record:
    try:
        return unpack(data)
    except msgspec.MsgspecError as error:
        raise ArchiveError(
            f"A record was written by another version in a form that this one does not know ({error}). Read it again."
        ) from error


def _filter(chosen: Filter | None, filters: dict[str, Any]) -> Filter:
    if chosen is not None and filters:
        raise UsageError("Give a Filter or filters by name, not both.")
    if unknown := [name for name in filters if name not in Filter.__dataclass_fields__]:
        raise UsageError(f"Unknown filter {unknown[0]!r}; valid: {', '.join(Filter.__dataclass_fields__)}.")
    return chosen or Filter(**filters)


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Column names, each once, so that rows can be dicts."""
    found: list[str] = []
    for name in names:
        number = 2
        fresh = name
        while fresh in found:
            fresh, number = f"{name}_{number}", number + 1
        found.append(fresh)
    return tuple(found)
