"""A user's own table: reading, writing, importing others' lists, and its precedence."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.actors import load_actor_tables
from dragoman.actors.importing import from_actors, from_agents, import_actors, side_of_code
from dragoman.actors.lookup import readings
from dragoman.actors.own import OwnActor, merged, own_file, read_own, write_own
from dragoman.cli.app import app
from dragoman.errors import TableError, UsageError

GUARD = OwnActor("River Guard", "group", "MLI", ("REB",), ("Guardians of the River",), id="river-guard")
MAYOR = OwnActor("Awa Diallo", "person", "MLI", ("GOV",), office="minister", start="2015", end="2018-06")


@pytest.mark.parametrize("ending", ["toml", "tsv", "csv"])
def test_a_table_is_read_as_it_was_written(tmp_path: Path, ending: str) -> None:
    file = write_own([GUARD, MAYOR], tmp_path / f"own.{ending}")
    assert read_own(file) == (GUARD, MAYOR)


def test_a_name_with_quotes_and_tabs_survives(tmp_path: Path) -> None:
    odd = OwnActor('The "Free" Guard\\West', "group")
    assert read_own(write_own([odd], tmp_path / "own.toml")) == (odd,)
    assert read_own(write_own([OwnActor("Free\tGuard")], tmp_path / "own.tsv")) == (OwnActor("Free Guard"),)


def test_columns_may_be_few_and_in_any_order(tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("country,name,sectors\nMLI,River Guard,REB\n", "utf-8")
    assert read_own(file) == (OwnActor("River Guard", "group", "MLI", ("REB",)),)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("River Guard\tclub\tMLI", "kind is 'club'"),
        ("River Guard\tgroup\tMali", "country is 'Mali'"),
        ("\tgroup\tMLI", "no name"),
    ],
)
def test_a_row_that_is_not_right_is_named_by_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    file = tmp_path / "own.tsv"
    file.write_text(f"name\tkind\tcountry\n{row}\n", "utf-8")
    with pytest.raises(TableError, match=f"own.tsv, line 2: .*{message}"):
        read_own(file)


def test_a_table_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_text("", "utf-8")
    with pytest.raises(UsageError, match=r"\.toml, \.tsv or \.csv"):
        read_own(tmp_path / "own.xlsx")


def test_a_row_of_the_same_actor_and_period_takes_the_place_of_the_former() -> None:
    later = OwnActor("River Guard", "group", "NER", ("PRM",), id="river-guard")
    assert merged([GUARD, MAYOR], [later]) == (later, MAYOR)


def test_a_missing_user_file_is_an_empty_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_ACTORS", str(tmp_path / "none.tsv"))
    assert read_own() == ()


def test_ones_own_organisation_comes_before_that_of_the_tables() -> None:
    own = [OwnActor("Hezbollah", "party", "LBN", ("LEG",), id="my-hezbollah")]
    assert readings(load_actor_tables(own=own), "Hezbollah")[0].id == "my-hezbollah"


def test_ones_own_person_holds_the_office_in_its_years() -> None:
    tables = load_actor_tables(own=[MAYOR])
    assert [r.sectors for r in readings(tables, "Awa Diallo", datetime.date(2016, 1, 1))] == [("GOV",)]
    assert readings(tables, "Awa Diallo", datetime.date(2019, 1, 1)) == []


def test_ones_own_role_is_a_role() -> None:
    tables = load_actor_tables(own=[OwnActor("river guard", "role", "", ("PRM",))])
    assert readings(tables, "river guards")[-1].sectors == ("PRM",)


@pytest.mark.parametrize(
    ("code", "side"),
    [
        ("AFGGOVMIL", ("state", "AFG", ("GOV", "MIL"))),
        ("AFG", ("state", "AFG", ("GOV",))),
        ("LBNREB", ("group", "LBN", ("REB",))),
        ("IGOUNO", ("igo", "", ())),
        ("USAMED", ("group", "USA", ("JRN",))),
        ("ROMGOV", ("state", "ROU", ("GOV",))),
        ("NGOHLH", ("ngo", "", ("SOC", "MED"))),
    ],
)
def test_a_cameo_actor_code_is_a_country_and_sectors(code: str, side: tuple[str, str, tuple[str, ...]]) -> None:
    assert side_of_code(code) == side


def test_a_dictionary_of_actors_gives_names_other_names_and_dates() -> None:
    text = (
        "KARIM_ODWA_  ; a made-up minister\n+K._ODWA_\n\t[KENGOV 20030105-20071231]\n\t[KENELI >080101]\n"
        "LAKE_FRONT_ [TZAREB]\n"
    )
    found = list(from_actors(text, "made.actors"))
    assert [(a.name, a.kind, a.country, a.sectors, a.start, a.end) for a in found] == [
        ("Karim Odwa", "person", "KEN", ("GOV",), "2003-01-05", "2007-12-31"),
        ("Karim Odwa", "person", "KEN", ("ELI",), "2008-01-01", ""),
        ("Lake Front", "group", "TZA", ("REB",), "", ""),
    ]
    assert found[0].aliases == ("K. Odwa",)


def test_a_date_that_is_none_is_named_by_its_line() -> None:
    with pytest.raises(TableError, match=r"made\.actors, line 2: '20031305'"):
        list(from_actors("KARIM_ODWA_\n\t[KENGOV >20031305]\n", "made.actors"))


def test_a_dictionary_of_agents_gives_roles() -> None:
    text = "!PERSON! = MAN\nLAKE_WARDEN {LAKE_WARDENS} [~COP]\n{CANOE}MAN_ [~CVL]\n"
    warden = OwnActor("lake warden", "role", "", ("COP",), ("lake wardens",))
    assert next(iter(from_agents(text, "made.agents"))) == warden


def test_entities_give_persons_and_bodies(tmp_path: Path) -> None:
    file = tmp_path / "made.jsonl"
    rows = [
        {"id": "Q1", "schema": "Person", "caption": "Tomas Velk",
         "properties": {"name": ["Tomas Velk", "Томас Велк"], "country": ["cz"], "topics": ["role.pep"]}},
        {"id": "Q2", "schema": "Company", "caption": "Velk Shipping", "properties": {"jurisdiction": ["lt"]}},
        {"id": "Q3", "schema": "Address", "properties": {"full": ["1 Some Street"]}},
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert [(a.id, a.name, a.kind, a.country, a.sectors) for a in import_actors(file)] == [
        ("q1", "Tomas Velk", "person", "CZE", ("GOV",)),
        ("q2", "Velk Shipping", "company", "LTU", ("BUS",)),
    ]


def test_the_command_adds_exports_imports_and_looks_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_ACTORS", str(tmp_path / "own.tsv"))
    run = CliRunner().invoke
    added = run(app, ["actors", "add", "River Guard", "--country", "mli", "--sector", "reb"])
    assert added.exit_code == 0, added.output
    assert read_own(own_file())[0].sectors == ("REB",)
    assert run(app, ["actors", "export", str(tmp_path / "out.toml")]).exit_code == 0
    own_file().unlink()
    assert "1 actors" in run(app, ["actors", "import", str(tmp_path / "out.toml")]).output
    looked = run(app, ["actors", "lookup", "River Guard"])
    assert looked.output.startswith("river-guard  River Guard  group  MLI REB")
    assert run(app, ["actors", "lookup", "Nobody At All"]).exit_code == 1


def test_without_a_command_the_actors_of_the_archive_are_listed(tmp_path: Path) -> None:
    out = CliRunner().invoke(app, ["actors", "--archive", str(tmp_path / "none.duckdb")])
    assert "none.duckdb" in str(out.exception or out.output)
