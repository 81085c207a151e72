from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dragoman.archive import FILTERS, Archive
from dragoman.cli import coding, main
from dragoman.record import Record

LISTS = ("events", "figures", "agreements", "statements", "articles", "incidents", "actors", "places")


@pytest.fixture
def here(tmp_path, monkeypatch, report_text):
    """An empty working folder with one report in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_ARCHIVE", raising=False)
    Path("harbour.txt").write_text(report_text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def coder(fake_coder, monkeypatch):
    """The fake coder in the place of the real one."""
    monkeypatch.setattr(coding, "load_coder", lambda *_: fake_coder)
    monkeypatch.setattr(coding, "coder_version", lambda *_: fake_coder.version)
    return fake_coder


@pytest.fixture
def filed(here, coder, record, capsys):
    """The report, filed in ./dragoman.duckdb."""
    assert main(["read", "harbour.txt", "--published", "2021-03-14"]) == 0
    capsys.readouterr()
    return here


def test_read_shows_what_it_found_and_files_it(here, coder, capsys):
    assert main(["read", "harbour.txt"]) == 0
    said = capsys.readouterr()
    assert "ASSAULT heavy-weapons" in said.out
    assert "Libyan forces (LBY MIL)" in said.out
    assert "1 report read (1 new): 2 events, 1 figure, 1 agreement, 1 statement." in said.err
    assert Path("dragoman.duckdb").exists()


def test_reading_again_does_not_load_the_coder(filed, coder, monkeypatch, capsys):
    monkeypatch.setattr(coding, "load_coder", lambda *_: pytest.fail("the coder was loaded"))
    before = Path("dragoman.duckdb").read_bytes()
    assert main(["read", "harbour.txt", "--published", "2021-03-14"]) == 0
    assert "1 already in the archive" in capsys.readouterr().err
    assert Path("dragoman.duckdb").read_bytes() == before


def test_again_codes_it_anyway(filed, coder):
    assert main(["read", "harbour.txt", "--published", "2021-03-14", "--again"]) == 0
    assert coder.calls == 2


def test_a_newer_coder_codes_it_again(filed, coder, capsys):
    coder.version = "fake 2"
    assert main(["read", "harbour.txt", "--published", "2021-03-14"]) == 0
    assert "1 coded again" in capsys.readouterr().err


def test_no_archive_files_nothing(here, coder):
    assert main(["read", "harbour.txt", "--no-archive"]) == 0
    assert not Path("dragoman.duckdb").exists()


def test_the_archive_is_named_by_option_or_environment(here, coder, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_ARCHIVE", "env.duckdb")
    assert main(["read", "harbour.txt"]) == 0
    assert main(["read", "harbour.txt", "-a", "option.duckdb"]) == 0
    assert Path("env.duckdb").exists()
    assert Path("option.duckdb").exists()
    assert not Path("dragoman.duckdb").exists()


def test_inputs_set_aside_are_listed_and_the_rest_is_read(here, coder, capsys):
    Path("empty.txt").write_bytes(b"")
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert main(["read", "missing.txt", "empty.txt", "picture.txt", "harbour.txt"]) == 1
    said = capsys.readouterr().err
    for name in ("missing.txt", "empty.txt", "picture.txt"):
        assert f"set aside: {name}: " in said
    assert "1 report read (1 new)" in said
    assert "3 inputs set aside." in said
    with Archive("dragoman.duckdb", read_only=True) as archive:
        assert len(archive.sql("FROM failures")) == 3


def test_a_report_that_breaks_the_coder_is_set_aside(here, coder, capsys):
    Path("bad.txt").write_text("This report BREAKS the coder of the ministry.", encoding="utf-8")
    assert main(["read", "bad.txt", "harbour.txt"]) == 1
    said = capsys.readouterr().err
    assert "bad.txt: could not be coded (ZeroDivisionError: a fault)." in said
    assert "1 report read (1 new)" in said


def test_read_prints_records_as_json(here, coder, capsys):
    assert main(["read", "harbour.txt", "--format", "json", "--min-confidence", "0.6"]) == 0
    (value,) = json.loads(capsys.readouterr().out)
    assert [event["type"] for event in value["events"]] == ["ASSAULT"]
    assert main(["read", "harbour.txt", "--format", "jsonl"]) == 0
    assert len(Record.from_json(capsys.readouterr().out).events) == 2
    assert main(["read", "missing", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_long_lists_get_one_line_a_report(here, coder, capsys):
    rows = [
        json.dumps({"body": f"Ministers met in town number {n} and talked.", "day": "2020-01-02"}) for n in range(12)
    ]
    Path("many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert main(["read", "many.jsonl", "--columns", "text=body,date=day"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 12
    assert all("2020-01-02" in line and "no facts" in line for line in out)


@pytest.mark.parametrize("words", ["body", "colour=x", "text="])
def test_columns_that_cannot_be_understood_are_wrong_usage(here, coder, words, capsys):
    assert main(["read", "harbour.txt", "--columns", words]) == 2
    assert "NAME=COLUMN" in capsys.readouterr().err


@pytest.mark.parametrize("command", LISTS)
def test_every_list_has_a_table_and_json_and_csv(filed, command, capsys):
    assert main([command]) == 0
    assert "row" in capsys.readouterr().out
    assert main([command, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert main([command, "--format", "jsonl"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == rows
    assert main([command, "--format", "csv"]) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [list(row) for row in found] == [list(row) for row in rows]


@pytest.mark.parametrize("command", LISTS)
def test_the_help_of_a_list_names_its_filters(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    kind = command if command in FILTERS else "events"
    for name in FILTERS[kind]:
        assert f"--{name.replace('_', '-')}" in said


@pytest.fixture
def told_twice(filed, record_by):
    """A second report of the same events, in the same archive."""
    with Archive("dragoman.duckdb") as archive:
        archive.add(record_by(text=record_by().article.text + "A second report. ", source="second.txt"))
    return filed


def test_incidents_are_brought_up_to_date_and_listed(told_twice, capsys):
    assert main(["incidents", "--min-reports", "2", "--type", "ASSAULT", "-f", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["reports"], row["killed_low"]) == (2, 12)
    assert main(["incidents"]) == 0
    assert "2 (1 own)" in capsys.readouterr().out


def test_an_incident_is_shown_with_its_versions(told_twice, capsys):
    assert main(["incidents", "show", "e-shelling"]) == 0
    said = capsys.readouterr().out
    assert "2 reports, 1 of its own" in said
    assert said.count("shelled the harbour of Sirte") == 2
    assert main(["incidents", "show", "e-shelling", "-f", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["versions"]) == 2
    assert main(["incidents", "show", "e-shelling", "-f", "csv"]) == 0
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == 2


def test_an_unknown_incident_is_wrong_usage(filed, capsys):
    assert main(["incidents", "show", "none"]) == 2
    assert "no incident 'none'" in capsys.readouterr().err


def test_events_are_listed_once_an_incident_if_asked(told_twice, capsys):
    for argv, number in ((["--once"], 1), ([], 2)):
        assert main(["events", "--type", "ASSAULT", "-f", "json", *argv]) == 0
        assert len(json.loads(capsys.readouterr().out)) == number


def test_incidents_are_exported(told_twice, capsys):
    assert main(["export", "incidents.csv", "--what", "incidents", "--type", "ASSAULT"]) == 0
    assert "1 incidents written" in capsys.readouterr().err


def test_the_filters_reach_the_archive(filed, capsys):
    assert main(["events", "--actor", "LBY.MIL", "--since", "2021", "--min-confidence", "0.6", "-f", "json"]) == 0
    assert [row["type"] for row in json.loads(capsys.readouterr().out)] == ["ASSAULT"]


def test_nothing_found_says_what_was_asked(filed, capsys):
    assert main(["events", "--type", "AID"]) == 0
    assert "Nothing found (events: type AID)" in capsys.readouterr().out


def test_a_long_list_says_that_there_is_more(filed, record, capsys):
    events = tuple(msgspec.structs.replace(record.events[0], id=f"e{n}") for n in range(70))
    with Archive("dragoman.duckdb") as archive:
        archive.add(msgspec.structs.replace(record, events=events, coder="fake 2"))
    assert main(["events"]) == 0
    said = capsys.readouterr()
    assert ("50 rows" in said.out, "There are more" in said.err) == (True, True)
    assert main(["events", "-f", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 70


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nonsense"],
        ["read"],
        ["events", "--colour", "red"],
        ["events", "--type", "NOTYPE"],
        ["events", "--actor", "TUR.GOX"],
        ["events", "--min-confidence", "lots"],
        ["events", "--format", "xml"],
        ["events", "--archive", "none.duckdb"],
        ["read", "harbour.txt", "--published", "yesterday"],
        ["read", "harbour.txt", "--min-confidence", "7"],
        ["read", "harbour.txt", "--archive", "."],
        ["show", "ffff"],
        ["show", "\x00"],
        ["sql", "DROP TABLE runs"],
        ["sql", "SELECT nothing"],
        ["export", "out.xlsx"],
        ["export", "out.csv", "--what", "records"],
        ["export", "-", "--format", "parquet"],
        ["export", "no/such/folder/out.csv"],
    ],
)
def test_wrong_usage_gives_a_message_and_status_2(filed, argv, capsys):
    assert main(argv) == 2
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.err or said.out


def test_show_marks_the_facts_in_the_text(filed, record, capsys):
    assert main(["show", "--plain", "harbour.txt", "--published", "2021-03-14"]) == 0
    said = capsys.readouterr().out
    for mark in ("shelled[E1]", "met[E2]", "12 people[F1]", "ceasefire broken[A1]", "called[S1]"):
        assert mark in said


def test_show_takes_the_first_digits_of_an_id(filed, capsys):
    with Archive("dragoman.duckdb", read_only=True) as archive:
        (row,) = archive.articles()
    assert main(["show", row["article"][:4]]) == 0
    assert "shelled[E1]" in capsys.readouterr().out
    assert main(["show", row["article"], "--format", "json"]) == 0
    assert Record.from_json(capsys.readouterr().out).doc == row["article"]


def test_a_report_cannot_command_the_terminal(here, coder, capsys):
    Path("evil.txt").write_text(
        "Ministers \x1b]0;owned\x07 met \x1b[2J in the \u202ecapital\u202c today.", encoding="utf-8"
    )
    assert main(["read", "evil.txt"]) == 0
    assert main(["show", "evil.txt"]) == 0
    said = capsys.readouterr()
    assert not set("\x1b\x07\u202e\u202c") & set(said.out + said.err)


def test_actors_of_a_filter(filed, capsys):
    assert main(["actors", "--type", "ASSAULT", "-f", "json"]) == 0
    assert [row["actor"] for row in json.loads(capsys.readouterr().out)] == ["LBY.MIL"]


def test_sql_answers(filed, capsys):
    assert main(["sql", "SELECT type, date_start FROM events ORDER BY type", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {"type": "ASSAULT", "date_start": "2021-03-12"}
    assert main(["sql", "SHOW TABLES"]) == 0


def test_export_writes_the_format_that_the_name_says(filed, capsys):
    for name in ("a.json", "a.jsonl", "a.csv", "a.geojson", "a.parquet"):
        assert main(["export", name]) == 0
        assert Path(name).stat().st_size > 0
    assert "2 events written to a.csv as csv." in capsys.readouterr().err
    assert main(["export", "-", "--format", "geojson", "--type", "ASSAULT"]) == 0
    assert len(json.loads(capsys.readouterr().out)["features"]) == 1


def test_schema_and_version(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Dragoman record, version 1"
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("dragoman ")


def test_an_archive_in_use_gives_a_message(filed, capsys):
    script = (
        "import sys\nfrom dragoman.archive import Archive\n"
        "a = Archive(sys.argv[1])\nprint('open', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, "dragoman.duckdb"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        status = main(["events"])
        assert holder.stdin is not None
        holder.stdin.close()
    assert status == 2
    assert "is being written by another process" in capsys.readouterr().err
    assert main(["events"]) == 0


@pytest.mark.parametrize("format_", ["table", "json"])
def test_the_reader_may_go_away(filed, format_):
    script = f"import sys; from dragoman.cli import main; sys.exit(main(['events', '-f', '{format_}']))"
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run([sys.executable, "-c", script], stdout=write_end, stderr=subprocess.PIPE, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_that_knows_only_ascii_breaks_nothing(filed):
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from dragoman.cli import main; sys.exit(main(['events']))"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_fault_of_our_own_is_a_message(filed, monkeypatch, capsys):
    monkeypatch.delenv("DRAGOMAN_DEBUG", raising=False)
    monkeypatch.setattr(Archive, "events", lambda *_: 1 / 0)
    assert main(["events"]) == 2
    assert "Something went wrong inside Dragoman (ZeroDivisionError" in capsys.readouterr().err


def test_an_interrupt_keeps_what_was_finished(here, coder, monkeypatch, capsys):
    Path("second.txt").write_text("Ministers met in another town and talked.", encoding="utf-8")
    code = coder.code

    def stop(article):
        if "second" in article.source:
            raise KeyboardInterrupt
        return code(article)

    monkeypatch.setattr(coder, "code", stop, raising=False)
    assert main(["read", "harbour.txt", "second.txt"]) == 130
    assert "Stopped. 1 report read (1 new)" in capsys.readouterr().err
    assert main(["events"]) == 0


def test_the_command_line_starts_without_what_only_coding_needs():
    script = (
        "import sys\nfrom dragoman.cli.entry import main\n"
        "main(['--help'])\n"
        "heavy = {'spacy', 'trafilatura', 'lxml', 'httpx', 'numpy', 'pandas', 'rich.progress'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_series_is_a_table_for_people_and_has_the_ids_for_programs(filed, capsys):
    assert main(["series", "--by", "week"]) == 0
    assert "2021-03-08" in capsys.readouterr().out
    assert main(["series", "--by", "week", "-f", "json"]) == 0
    (bar,) = json.loads(capsys.readouterr().out)
    assert (bar["within"], bar["material_conflict"], bar["ids"]) == ("2021-W10", 1, ["e-shelling"])
    assert main(["series", "--actor", "TUR"]) == 0
    assert "Nothing found" in capsys.readouterr().out


def test_a_brief_is_printed_or_written_by_its_ending(filed, capsys):
    assert main(["brief", "--either", "LBY"]) == 0
    assert capsys.readouterr().out.startswith("# Libya")
    assert main(["brief", "--either", "LBY", "--out", "brief.html"]) == 0
    assert Path("brief.html").read_text("utf-8").startswith("<!doctype html>")
    assert main(["brief", "--agreement", "ceasefire", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "agreement"
    assert main(["brief"]) == 2
    assert "on somebody or something" in capsys.readouterr().err


def test_the_module_ends_with_the_exit_status_of_the_command(here):
    done = subprocess.run([sys.executable, "-m", "dragoman.cli", "show", "nothing.txt"], capture_output=True)
    assert done.returncode == 2
