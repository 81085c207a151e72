from __future__ import annotations

import datetime
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import msgspec
import pytest

from dragoman.archive import Archive
from dragoman.archive import archive as archive_module
from dragoman.archive.bulk import insert_rows, rows_of_all
from dragoman.errors import ArchiveBusy, ArchiveError, UsageError
from dragoman.reading import SetAside
from dragoman.record import DateRange


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.duckdb"


def counts(archive: Archive, *tables: str) -> list[int]:
    return [archive.sql(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in tables]


def test_a_record_comes_back_as_it_was_filed(path, record):
    with Archive(path) as archive:
        assert archive.add(record) == "new"
    with Archive(path, read_only=True) as archive:
        assert archive.record(record.doc[:4]) == record


def test_reading_the_same_report_again_changes_nothing(path, record, record_by):
    with Archive(path) as archive:
        archive.add(record)
        before = counts(archive, "codings", "runs", "event_rows", "evidence_rows", "article_rows")
        assert archive.add(record_by(source="elsewhere.txt")) == "unchanged"
        assert counts(archive, "codings", "runs", "event_rows", "evidence_rows", "article_rows") == before
        assert archive.articles()[0]["source"] == "harbour.txt"


def test_a_newer_coder_replaces_the_facts_and_the_old_run_is_kept(path, record):
    newer = msgspec.structs.replace(record, coder="fake 2", events=record.events[:1])
    with Archive(path) as archive:
        archive.add(record)
        assert archive.add(newer) == "replaced"
        assert counts(archive, "events", "event_rows", "runs", "articles") == [1, 3, 2, 1]
        assert archive.record(record.doc) == newer


def test_the_archive_tells_what_it_held_at_an_earlier_time(path, record):
    with Archive(path) as archive:
        archive.add(record)
        earlier = archive.sql("SELECT max(added) AS t FROM codings")[0]["t"]
        archive.add(msgspec.structs.replace(record, coder="fake 2", events=()))
        held = archive.sql(
            f"SELECT count(*) AS n FROM event_rows WHERE coding IN (FROM latest_as_of(TIMESTAMP '{earlier}'))"
        )
        assert (held[0]["n"], len(archive.events())) == (2, 0)


def test_has_knows_a_report_by_its_content_and_coder(path, record, record_by):
    with Archive(path) as archive:
        archive.add(record)
        assert archive.has(record_by(source="elsewhere.txt").article, "fake 1")
        assert not archive.has(record.article, "fake 2")
        assert not archive.has(msgspec.structs.replace(record.article, title="Another"), "fake 1")


def test_a_record_that_fails_half_way_leaves_no_row(path, record, monkeypatch):
    rows = archive_module.rows_of(record)
    monkeypatch.setattr(archive_module, "rows_of", lambda _: {**rows, "statement_rows": [("too", "few")]})
    with Archive(path) as archive:
        with pytest.raises(ArchiveError):
            archive.add(record)
        assert counts(archive, "codings", "article_rows", "event_rows", "statement_rows") == [0, 0, 0, 0]
        monkeypatch.undo()
        assert archive.add(record) == "new"


def test_every_evidence_row_holds_the_words_of_its_span(path, record):
    with Archive(path) as archive:
        archive.add(record)
        found = archive.sql(
            "SELECT words, substr(text, start_char + 1, end_char - start_char) AS cut "
            "FROM evidence JOIN articles USING (article)"
        )
        assert len(found) == 10
        assert all(row["words"] == row["cut"] for row in found)


def test_inputs_set_aside_are_written_down_with_their_run(path):
    with Archive(path) as archive:
        with archive.run("fake 1", {"sources": ["a.pdf"]}) as run:
            archive.set_aside(SetAside("a.pdf", "this is a PDF.", "Save it as text."), run)
        (row,) = archive.sql("SELECT source, problem, settings, ended FROM failures JOIN runs USING (run)")
        assert (row["source"], row["problem"], row["settings"]) == ("a.pdf", "this is a PDF.", '{"sources":["a.pdf"]}')
        assert row["ended"] is not None


def test_an_archive_for_reading_refuses_to_file(path, record):
    Archive(path).close()
    with Archive(path, read_only=True) as archive, pytest.raises(ArchiveError, match="reading only"):
        archive.add(record)


def test_a_missing_archive_is_not_made_by_asking_it(path):
    with pytest.raises(ArchiveError, match=r"no archive at .*dragoman read"):
        Archive(path, read_only=True)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"x" * 100_000])
def test_a_file_that_is_no_archive_is_refused_and_left_alone(path, content):
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(ArchiveError, match="not an archive"):
            Archive(path, read_only=read_only)
    assert path.read_bytes() == content


def test_a_database_of_someone_else_is_refused(path):
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(ArchiveError, match="not an archive of Dragoman"):
        Archive(path)


def test_an_archive_of_a_newer_version_is_refused_with_the_reason(path):
    Archive(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(ArchiveError, match="newer version"):
        Archive(path)


def test_a_folder_and_a_missing_folder_are_named(tmp_path):
    with pytest.raises(ArchiveError, match="is a folder"):
        Archive(tmp_path)
    with pytest.raises(ArchiveError, match="no folder"):
        Archive(tmp_path / "none" / "a.duckdb")


def test_a_closed_archive_says_so(path):
    archive = Archive(path)
    archive.close()
    archive.close()
    with pytest.raises(ArchiveError, match="closed"):
        archive.events()


def test_two_writers_in_two_processes_give_a_message_that_names_the_holder(path):
    with Archive(path):
        script = (
            "import sys\nfrom dragoman.archive import Archive\nfrom dragoman.errors import ArchiveBusy\n"
            "try:\n    Archive(sys.argv[1], wait=0.3)\nexcept ArchiveBusy as error:\n    print(error)\n"
        )
        done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert "is being written by another process (PID" in done.stdout


def test_the_same_file_opened_in_two_ways_in_one_program_is_busy(path):
    with Archive(path), pytest.raises(ArchiveBusy):
        Archive(path, read_only=True)


def test_many_may_read_at_once(path, record):
    with Archive(path) as archive:
        archive.add(record)
    with Archive(path, read_only=True) as one, Archive(path, read_only=True) as two:
        assert len(one.events()) == len(two.events()) == 2


def test_a_killed_process_leaves_all_finished_reports(path, record):
    script = """
import os, sys
import msgspec
from dragoman.archive import Archive
from dragoman.archive import archive as module
from dragoman.record import Record

record = Record.from_json(sys.stdin.buffer.read())
archive = Archive(sys.argv[1])
for number in range(3):
    article = msgspec.structs.replace(record.article, id=f"doc{number}")
    archive.add(msgspec.structs.replace(record, doc=article.id, article=article))
insert = archive._execute
def die(sql, parameters=()):
    insert(sql, parameters)
    if "evidence_rows" in sql:
        os.kill(os.getpid(), 9)
archive._execute = die
archive.add(msgspec.structs.replace(record, doc="doc3"))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], input=record.to_json().encode(), capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr
    with Archive(path, read_only=True) as archive:
        assert archive.articles().column("article") == ["doc0", "doc1", "doc2"]
        assert len(archive.events()) == 6
    with Archive(path) as archive:
        assert archive.add(record) == "new"


def test_an_id_is_found_by_its_first_digits_and_others_are_explained(path, record):
    other = msgspec.structs.replace(record, doc="abc1", article=msgspec.structs.replace(record.article, id="abc1"))
    third = msgspec.structs.replace(record, doc="abc2", article=msgspec.structs.replace(record.article, id="abc2"))
    with Archive(path) as archive:
        for each in (other, third):
            archive.add(each)
        assert archive.find("ABC1") == "abc1"
        with pytest.raises(ArchiveError, match=r"Several reports .*abc1.*abc2"):
            archive.find("abc")
        for wrong in ("zzz", "", "%"):
            with pytest.raises(ArchiveError, match="no report"):
                archive.find(wrong)


def test_a_number_larger_than_a_column_holds_does_not_break_the_archive(path, record):
    huge = msgspec.structs.replace(record.figures[0], low=10**18, high=2**63 - 1)
    with Archive(path) as archive:
        archive.add(msgspec.structs.replace(record, figures=(huge,)))
        assert archive.figures()[0]["high"] == 2**63 - 1


def test_many_records_filed_at_once_are_as_if_filed_one_by_one(tmp_path, record, record_by):
    other = record_by(text=record.article.text + "More.\x00\u2028\n")
    newer = msgspec.structs.replace(record, coder="fake 2")
    with Archive(tmp_path / "one.duckdb") as one, Archive(tmp_path / "many.duckdb") as many:
        outcomes = [one.add(r) for r in (record, other, record, newer)]
        assert many.add_many([record, other, record, newer]) == Counter(outcomes)
        for table in ("article_rows", "event_rows", "participant_rows", "evidence_rows", "figure_rows", "act_rows"):
            query = f"SELECT * FROM {table} ORDER BY ALL"
            assert list(one.sql(query)) == list(many.sql(query))
        assert many.record(record.doc) == newer
        assert many.record(other.doc) == other


def test_many_records_are_filed_whole_or_not_at_all(path, record, monkeypatch):
    with Archive(path) as archive:
        monkeypatch.setattr(archive_module, "insert_rows", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            archive.add_many([record])
        assert counts(archive, "codings", "event_rows") == [0, 0]


@pytest.fixture
def old_path(path, record):
    """An archive as the first layout made it, with a record."""
    schema = Path(archive_module.__file__).with_name("schema.sql").read_text("utf-8")
    with duckdb.connect(str(path)) as connection:
        connection.execute(schema)
        connection.execute("INSERT INTO schema_version VALUES (1, now()::TIMESTAMP)")
        rows = rows_of_all([record], 1, 1, {})[0]
        width = {table: len(connection.execute(f"DESCRIBE {table}").fetchall()) for table in rows}
        insert_rows(connection, {table: [row[: width[table]] for row in filed] for table, filed in rows.items()})
    return path


def test_an_archive_of_the_first_layout_gets_what_it_lacks_and_keeps_its_facts(old_path, record):
    with Archive(old_path) as archive:
        assert archive.record(record.doc) == record
        assert archive.sql("SELECT event FROM judged_events").rows == archive.sql("SELECT event FROM events").rows
        assert archive.sql("SELECT version FROM schema_version ORDER BY 1").column("version") == [1, 2, 3, 4, 5]


def test_figures_filed_before_layout_4_have_no_details_and_those_filed_after_have(old_path, record):
    whole = msgspec.structs.replace(record.figures[0], id="aaaaaaaaaaaa", term="fled", measure="flow")
    part = msgspec.structs.replace(whole, id="bbbbbbbbbbbb", part_of=whole.id)
    later = msgspec.structs.replace(record, figures=(whole, part), coder="later")
    with Archive(old_path) as archive:
        figures = archive.figures()
        assert {(row["term"], row["measure"], row["part_of"]) for row in figures} == {(None, None, None)}
        archive.add(later)
        told = archive.sql("SELECT term, measure, part_of FROM figures ORDER BY n").rows
        assert list(told) == [("fled", "flow", None), ("fled", "flow", "aaaaaaaaaaaa")]


def test_the_hedge_of_a_date_is_filed_with_it(path, record):
    day = datetime.date(2020, 12, 1)
    date = DateRange(day, day, "day", hedge="by")
    hedged = msgspec.structs.replace(record, events=(msgspec.structs.replace(record.events[0], date=date),))
    with Archive(path) as archive:
        archive.add(hedged)
        assert archive.events().column("date_hedge") == ["by"]
        assert archive.sql("SELECT date_hedge FROM judged_events").column("date_hedge") == ["by"]


def test_an_archive_of_the_first_layout_opens_for_reading_and_is_brought_up_to_date(old_path):
    with Archive(old_path, read_only=True) as archive:
        assert len(archive.sql("SELECT * FROM judged_events")) == 2


def test_an_archive_of_the_first_layout_that_cannot_be_written_to_opens_as_it_is(old_path, monkeypatch):
    def refuse(*_):
        raise ArchiveError("a disk for reading only")

    monkeypatch.setattr("dragoman.archive.opening._extend", refuse)
    with Archive(old_path, read_only=True) as archive:
        assert len(archive.events()) == 2


def test_figures_are_chosen_by_how_people_were_displaced(path, record):
    fled = msgspec.structs.replace(record.figures[0], id="aaaaaaaaaaaa", term="fled", measure="flow")
    housed = msgspec.structs.replace(fled, id="bbbbbbbbbbbb", term="sheltered", measure="stock")
    with Archive(path) as archive:
        archive.add(msgspec.structs.replace(record, figures=(fled, housed)))
        assert archive.figures(term="fled,evacuated").column("figure") == ["aaaaaaaaaaaa"]
        assert archive.figures(measure="stock").column("figure") == ["bbbbbbbbbbbb"]
        with pytest.raises(UsageError, match="term"):
            archive.figures(term="walked")
