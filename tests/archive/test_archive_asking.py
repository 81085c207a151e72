from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

import dragoman.archive as archive_package
from dragoman.archive import FILTERS, HELP, Archive, Filter
from dragoman.errors import UsageError


@pytest.fixture
def archive(tmp_path, record):
    with Archive(tmp_path / "test.duckdb") as opened:
        opened.add(record)
        yield opened


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["ASSAULT", "CONSULT"]),
        ({"actor": "LBY"}, ["ASSAULT", "CONSULT"]),
        ({"actor": "LBY.MIL"}, ["ASSAULT"]),
        ({"actor": "LBY MIL"}, ["ASSAULT"]),
        ({"actor": "MIL"}, ["ASSAULT"]),
        ({"actor": "tunis"}, ["CONSULT"]),
        ({"actor": "unisia"}, []),
        ({"recipient": "un"}, ["CONSULT"]),
        ({"recipient": "UN"}, ["CONSULT"]),
        ({"recipient": "nations"}, ["CONSULT"]),
        ({"actor": "un"}, []),
        ({"either": "un"}, ["CONSULT"]),
        ({"either": "TUN,LBY"}, ["CONSULT"]),
        ({"either": "TUN,FRA"}, []),
        ({"attribution": "mayor"}, ["ASSAULT"]),
        ({"type": "assault"}, ["ASSAULT"]),
        ({"type": "ASSAULT,CONSULT"}, ["ASSAULT", "CONSULT"]),
        ({"mode": "heavy-weapons"}, ["ASSAULT"]),
        ({"cameo": "19"}, ["ASSAULT"]),
        ({"context": "military"}, ["ASSAULT"]),
        ({"country": "LBY"}, ["ASSAULT"]),
        ({"country": "libya"}, ["ASSAULT"]),
        ({"place": "sirt"}, ["ASSAULT"]),
        ({"place": "Surt"}, ["ASSAULT"]),
        ({"place": "2210554"}, ["ASSAULT"]),
        ({"since": "2021-03-13"}, ["CONSULT"]),
        ({"until": "2021-03-13"}, ["ASSAULT"]),
        ({"since": "2021", "until": "2021-03"}, ["ASSAULT", "CONSULT"]),
        ({"until": "2020"}, []),
        ({"since": datetime.date(2021, 3, 13)}, ["CONSULT"]),
        ({"quad": "material conflict"}, ["ASSAULT"]),
        ({"within": "2021-03-12"}, ["ASSAULT"]),
        ({"within": "2021-W10"}, ["ASSAULT", "CONSULT"]),
        ({"within": "2021-03-13..2021-04"}, ["CONSULT"]),
        ({"within": "2020"}, []),
        ({"id": "e-meeting"}, ["CONSULT"]),
        ({"id": "e-meeting,E-SHELLING"}, ["ASSAULT", "CONSULT"]),
        ({"status": "future"}, ["CONSULT"]),
        ({"min_confidence": 0.6}, ["ASSAULT"]),
        ({"text": "SHELLED"}, ["ASSAULT"]),
        ({"text": "100%"}, []),
        ({"limit": 1}, ["ASSAULT"]),
        ({"offset": 1}, ["CONSULT"]),
        ({"actor": "x' OR 1=1 --"}, []),
        ({"actor": "("}, []),
    ],
)
def test_a_filter_chooses_the_events_that_it_says(archive, filters, found):
    assert archive.events(**filters).column("type") == found


@pytest.mark.parametrize(
    ("kind", "filters", "count"),
    [
        ("figures", {"kind": "killed", "country": "LBY", "text": "12"}, 1),
        ("figures", {"kind": "injured"}, 0),
        ("figures", {"attribution": "LBY.GOV"}, 1),
        ("agreements", {"actor": "LBY", "act": "violated", "kind": "ceasefire"}, 1),
        ("agreements", {"actor": "LBY.REB"}, 1),
        ("agreements", {"actor": "United"}, 1),
        ("agreements", {"actor": "SYR"}, 0),
        ("agreements", {"since": "2020-10-23", "until": "2020-10-23"}, 1),
        ("agreements", {"since": "2021"}, 0),
        ("statements", {"actor": "FRA", "recipient": "LBY", "stance": "claims"}, 1),
        ("statements", {"either": "LBY,FRA"}, 1),
        ("statements", {"actor": "LBY"}, 0),
        ("articles", {"text": "harbour", "since": "2021-03-14"}, 1),
        ("articles", {"since": "2021-03-15"}, 0),
    ],
)
def test_the_other_facts_have_filters_too(archive, kind, filters, count):
    assert len(getattr(archive, kind)(**filters)) == count


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"type": "CONSUL"}, "Unknown type 'CONSUL'; valid: ACCUSE, AGREE"),
        ({"mode": "loud"}, "Unknown mode"),
        ({"context": "x"}, "Unknown context"),
        ({"status": "maybe"}, "actual, historical, future, hypothetical, negated"),
        ({"actor": "TUR.GOX"}, r"Unknown sector 'GOX' in 'TUR.GOX'; valid: .*GOV"),
        ({"actor": " "}, "empty"),
        ({"either": "TUR,SYR,USA"}, "more than two"),
        ({"country": "Syrien"}, r"Unknown country 'Syrien'.*SYR \(Syria\)"),
        ({"since": "yesterday"}, "'yesterday' is not a day"),
        ({"since": "2021-02-30"}, "is not a day"),
        ({"since": "2021", "until": "2020"}, "is empty"),
        ({"min_confidence": 2}, "between 0 and 1"),
        ({"limit": -1}, "limit -1"),
        ({"cameo": "4x"}, "digits"),
        ({"colour": "red"}, "Unknown filter 'colour'; valid: actor"),
        ({"stance": "claims"}, "events have no filter 'stance'"),
    ],
)
def test_a_bad_filter_names_the_value_and_the_valid_ones(archive, filters, message):
    with pytest.raises(UsageError, match=message):
        archive.events(**filters)


def test_a_kind_of_figure_is_no_kind_of_agreement(archive):
    with pytest.raises(UsageError, match="Unknown kind 'killed'; valid: ceasefire"):
        archive.agreements(kind="killed")


def test_a_filter_says_itself_in_words():
    assert Filter(actor="TUR", since="2020").human() == "events: actor TUR, since 2020"
    assert Filter().human("figures") == "all figures"


def test_every_filter_has_a_help_line_and_belongs_to_some_kind_of_fact():
    names = set(Filter.__dataclass_fields__)
    assert names == set(HELP) == {name for kind in FILTERS.values() for name in kind}


def test_actors_are_counted_by_side(archive):
    counted = {row["actor"]: (row["as_actor"], row["as_recipient"]) for row in archive.actors()}
    assert counted == {"LBY.MIL": (1, 0), "TUN.GOV": (1, 0), "LBY.GOV": (1, 0), "un": (0, 1)}
    assert archive.actors(type="ASSAULT").column("actor") == ["LBY.MIL"]


def test_places_are_counted(archive):
    assert [(row["place"], row["events"]) for row in archive.places()] == [("Sirte", 1), ("Tunisia", 1)]


def test_an_answer_is_a_sequence_of_rows_and_shows_itself_as_a_table(archive):
    answer = archive.events()
    assert answer[0]["type"] == "ASSAULT"
    assert answer.to_dicts() == list(answer)
    assert len(answer[:1]) == 1
    assert "ASSAULT" in repr(answer)
    assert "[2 rows: all events]" in repr(answer)


def test_an_answer_becomes_a_data_frame_with_times(archive):
    pytest.importorskip("pandas")
    frame = archive.events().to_pandas()
    assert list(frame["type"]) == ["ASSAULT", "CONSULT"]
    assert frame["date_start"].dt.year.tolist() == [2021, 2021]
    assert archive.events(type="AID").to_pandas().empty


def test_an_answer_becomes_an_arrow_table(archive):
    pytest.importorskip("pyarrow")
    assert archive.events().to_arrow().column("actors").to_pylist() == [["LBY MIL"], ["TUN GOV", "LBY GOV"]]


def test_sql_may_ask_anything(archive):
    assert archive.sql("SELECT count(*) AS n, 1 AS n FROM events").to_dicts() == [{"n": 2, "n_2": 1}]


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM runs",
        "DROP VIEW events",
        "COPY events TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "SELECT 1; DROP TABLE runs",
        "EXPLAIN ANALYZE DELETE FROM runs",
        "WITH x AS (SELECT 1) INSERT INTO failures SELECT 1, '', '', '', now() FROM x",
        "",
        "SELEC 1",
        "SELECT nothing FROM events",
    ],
)
def test_sql_that_is_no_query_is_refused_and_changes_nothing(archive, query):
    with pytest.raises(UsageError):
        archive.sql(query)
    assert len(archive.runs()) == 1
    assert len(archive.events()) == 2


def test_every_table_of_the_schema_is_explained():
    text = Path(archive_package.__file__).with_name("schema.sql").read_text("utf-8")
    assert len(re.findall(r"-- [^\n]+\nCREATE TABLE (\w+)", text)) == text.count("CREATE TABLE") > 0
