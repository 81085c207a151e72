"""The tables of office holders: their form, and facts that news since 1990 leans on."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache

import pytest

from dragoman.tables import Row, package_file, read_table

COLUMNS = ("name", "aliases", "country", "organisation", "office", "sectors", "start", "end")
COUNTRY_COLUMNS = ("iso3", "iso2", "name", "aliases", "demonyms", "capital", "metonyms")
OFFICES = frozenset(
    [
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
        "vice_president",
        "deputy",
        "spokesman",
        "envoy",
        "ambassador_un",
        "army_chief",
        "party_leader",
        "opposition_leader",
        "secretary_general",
        "special_envoy",
        "organisation_head",
        "group_leader",
        "legislature_leader",
        "monarch",
        "minister",
        "governor",
    ]
)
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@cache
def office_rows() -> tuple[Row, ...]:
    """All rows of all office tables that ship with the package."""
    folder = package_file("dragoman.actors", "")
    tables = sorted((f for f in folder.iterdir() if re.fullmatch(r"offices_\w+\.tsv", f.name)), key=lambda f: f.name)
    return tuple(row for file in tables for row in read_table(file.read_text("utf-8"), file.name, COLUMNS))


def places_in(rows: list[Row]) -> list[str]:
    return [f"{row.table}:{row.line} {row['name']}" for row in rows]


def first_day(date: str) -> datetime.date:
    year, month, day = ([int(part) for part in date.split("-")] + [1, 1])[:3]
    return datetime.date(year, month, day)


def starts_no_later_than_it_ends(row: Row) -> bool:
    """Whether the dates agree as far as both are known."""
    shared = min(len(row["start"]), len(row["end"]))
    return row["start"][:shared] <= row["end"][:shared]


def holders(key: str, office: str, day: str) -> set[str]:
    """Who held the office of a country (ISO3) or organisation (slug) on a day (YYYY-MM-DD)."""
    return {
        row["name"]
        for row in office_rows()
        if key in {row["country"], row["organisation"]}
        and row["office"] == office
        and row["start"] <= day
        and (not row["end"] or day[: len(row["end"])] <= row["end"])
    }


def test_the_tables_hold_at_least_1500_offices_of_persons() -> None:
    assert len({(row["name"], row["country"], row["organisation"], row["office"]) for row in office_rows()}) >= 1500


def test_every_office_has_a_holder_and_a_country_or_an_organisation() -> None:
    assert not places_in([r for r in office_rows() if not r["name"] or not (r["country"] or r["organisation"])])


def test_every_country_of_an_office_is_a_known_country() -> None:
    text = package_file("dragoman.actors", "countries.tsv").read_text("utf-8")
    known = {row["iso3"] for row in read_table(text, "countries.tsv", COUNTRY_COLUMNS)}
    assert not places_in([r for r in office_rows() if r["country"] and r["country"] not in known])


def test_every_sector_of_an_office_is_a_sector_of_the_ontology() -> None:
    ontology = tomllib.loads(package_file("dragoman.ontology", "plover.toml").read_text("utf-8"))
    assert not places_in([r for r in office_rows() if not set(r.list("sectors")) <= set(ontology["sectors"])])


def test_every_office_is_of_a_known_kind() -> None:
    assert not places_in([r for r in office_rows() if r["office"] not in OFFICES])


def test_every_date_of_an_office_is_a_day_month_or_year_of_the_calendar() -> None:
    for row in office_rows():
        for date in filter(None, (row["start"], row["end"])):
            assert DATE.fullmatch(date), f"{row.table}:{row.line} {date}"
            first_day(date)


def test_every_office_has_a_start() -> None:
    assert not places_in([r for r in office_rows() if not r["start"]])


def test_no_office_ends_before_it_starts() -> None:
    assert not places_in([r for r in office_rows() if not starts_no_later_than_it_ends(r)])


def test_no_office_stands_twice_in_a_table() -> None:
    seen: set[tuple[str, ...]] = set()
    twice: list[Row] = []
    for row in office_rows():
        key = (row.table, *(row[c] for c in ("name", "country", "organisation", "office", "start")))
        if key in seen:
            twice.append(row)
        seen.add(key)
    assert not places_in(twice)


def test_no_alias_repeats_the_name_or_another_alias() -> None:
    assert not places_in([r for r in office_rows() if len({r["name"], *r.list("aliases")}) <= len(r.list("aliases"))])


@pytest.mark.parametrize(
    ("key", "office", "day", "name"),
    [
        ("DEU", "head_of_government", "2010-05-01", "Angela Merkel"),
        ("DEU", "foreign_minister", "1991-06-01", "Hans-Dietrich Genscher"),
        ("RUS", "foreign_minister", "2015-01-01", "Sergei Lavrov"),
        ("RUS", "head_of_state", "2010-01-01", "Dmitry Medvedev"),
        ("USA", "head_of_state", "1999-03-24", "Bill Clinton"),
        ("USA", "defence_minister", "2003-03-20", "Donald Rumsfeld"),
        ("USA", "foreign_minister", "2013-09-14", "John Kerry"),
        ("GBR", "head_of_government", "1990-12-31", "John Major"),
        ("GBR", "foreign_minister", "2018-08-01", "Jeremy Hunt"),
        ("TUR", "head_of_government", "2011-11-15", "Recep Tayyip Erdogan"),
        ("FRA", "foreign_minister", "2013-06-01", "Laurent Fabius"),
        ("UKR", "head_of_state", "2022-02-24", "Volodymyr Zelenskyy"),
        ("BRA", "head_of_state", "2005-06-01", "Luiz Inacio Lula da Silva"),
        ("COL", "head_of_state", "2016-09-26", "Juan Manuel Santos"),
        ("un", "secretary_general", "1994-04-07", "Boutros Boutros-Ghali"),
        ("nato", "secretary_general", "2011-03-31", "Anders Fogh Rasmussen"),
        ("eu", "foreign_minister", "2012-01-01", "Catherine Ashton"),
        ("hezbollah", "group_leader", "2006-07-12", "Hassan Nasrallah"),
    ],
)
def test_the_holder_of_an_office_on_a_day_is_known(key: str, office: str, day: str, name: str) -> None:
    assert name in holders(key, office, day)


def test_an_office_is_no_longer_held_after_its_end() -> None:
    assert "Angela Merkel" not in holders("DEU", "head_of_government", "2022-01-01")


def test_the_great_powers_never_lack_a_foreign_minister_for_long() -> None:
    gaps = [
        (country, year)
        for country in ("USA", "GBR", "FRA", "DEU", "RUS", "TUR", "ITA")
        for year in range(1990, 2026)
        if not holders(country, "foreign_minister", f"{year}-12-01")
        and not holders(country, "foreign_minister", f"{year}-06-01")
    ]
    assert not gaps
