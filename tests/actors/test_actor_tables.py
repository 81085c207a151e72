"""The tables of countries, organisations and roles: their form, their codes, and names that must mean one thing."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise

import pytest

from dragoman.actors.tables import (
    COUNTRY_COLUMNS,
    NATIONAL_ROLE_COLUMNS,
    OFFICE_COLUMNS,
    ORGANISATION_COLUMNS,
    ROLE_COLUMNS,
    ActorTables,
    Organisation,
    load_actor_tables,
    name_words,
)
from dragoman.ontology import load_ontology
from dragoman.tables import Row, package_file, read_table

# the officially assigned codes of ISO 3166-1 alpha-3
ISO_3166 = frozenset(
    re.findall(
        "[A-Z]{3}",
        """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR
    BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP
    CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB
    GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN
    KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD
    MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN
    PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM
    SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR
    UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    """,
    )
)
ORGANISATION_KINDS = frozenset({"state", "igo", "ngo", "group", "party", "company", "media"})
# peoples of two countries: only the text can tell (see the head of countries.tsv)
SHARED_DEMONYMS = frozenset({("congolese",), ("dominican",), ("dominicans",)})
FIRST_DAY, LAST_DAY = datetime.date.min, datetime.date.max


@cache
def tables() -> ActorTables:
    return load_actor_tables()


@cache
def rows(table: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(read_table(package_file("dragoman.actors", table).read_text("utf-8"), table, columns))


def organisation_rows() -> tuple[Row, ...]:
    return rows("organisations.tsv", ORGANISATION_COLUMNS)


def country_rows() -> tuple[Row, ...]:
    return rows("countries.tsv", COUNTRY_COLUMNS)


def key(name: str) -> tuple[tuple[str, ...], str]:
    """What makes two names the same: their words, and the letters of an acronym, which matches only as written."""
    letters = re.sub(r"\W", "", name)
    return name_words(name), letters if letters.isupper() and len(letters) <= 5 else ""


def readings(text: str) -> list[Organisation]:
    """The organisations that a name stands for, in all periods."""
    words = name_words(text)
    return [
        organisation
        for name, entry in tables().names.get(words[0], ())
        if name == words and (not entry.exact or entry.exact == text.replace(".", ""))
        for organisation in entry.organisation
    ]


def test_every_iso_3166_code_is_a_country() -> None:
    assert len(ISO_3166) == 249
    assert set(tables().countries) - ISO_3166 == {"XKX"}
    assert ISO_3166 - set(tables().countries) == set()


def test_the_two_letter_codes_of_countries_are_distinct() -> None:
    codes = [row["iso2"] for row in country_rows()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)


def test_the_tables_have_enough_rows() -> None:
    assert len(organisation_rows()) >= 450
    assert len(rows("roles.tsv", ROLE_COLUMNS)) >= 600
    assert len(country_rows()) >= 249


@pytest.mark.parametrize(
    ("table", "columns"), [("organisations.tsv", ORGANISATION_COLUMNS), ("roles.tsv", ROLE_COLUMNS)]
)
def test_every_sector_is_one_of_the_ontology(table: str, columns: tuple[str, ...]) -> None:
    known = load_ontology().sectors
    assert [
        (row.line, sector) for row in rows(table, columns) for sector in row.list("sectors") if sector not in known
    ] == []


def test_every_country_code_of_organisations_and_roles_is_a_country() -> None:
    known = {"", *tables().countries}
    assert [(row.line, row["country"]) for row in organisation_rows() if row["country"] not in known] == []
    national = rows("national_roles.tsv", NATIONAL_ROLE_COLUMNS)
    assert [(row.line, row["country"]) for row in national if row["country"] not in known] == []


def test_every_organisation_has_a_slug_a_name_and_a_known_kind() -> None:
    wrong = [
        (row.line, row["id"])
        for row in organisation_rows()
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])
        or not row["name"]
        or row["kind"] not in ORGANISATION_KINDS
    ]
    assert wrong == []


def test_intergovernmental_organisations_have_no_country_and_no_sector() -> None:
    assert [
        row["id"] for row in organisation_rows() if row["kind"] == "igo" and (row["country"] or row["sectors"])
    ] == []


def test_state_organs_armed_groups_parties_and_media_have_a_sector() -> None:
    sectored = {"state", "group", "party", "media", "company"}
    assert [row["id"] for row in organisation_rows() if row["kind"] in sectored and not row["sectors"]] == []


def test_state_organs_have_a_country() -> None:
    assert [row["id"] for row in organisation_rows() if row["kind"] == "state" and not row["country"]] == []


def test_an_organisation_with_several_rows_has_one_side_at_a_time() -> None:
    overlapping = []
    for key_, periods in tables().organisations.items():
        ordered = sorted(periods, key=lambda o: o.period.start or FIRST_DAY)
        for earlier, later in pairwise(ordered):
            if (earlier.period.end or LAST_DAY) >= (later.period.start or FIRST_DAY):
                overlapping.append(key_)
    assert overlapping == []


def test_no_period_ends_before_it_starts() -> None:
    assert [
        o.id
        for periods in tables().organisations.values()
        for o in periods
        if (o.period.start or FIRST_DAY) > (o.period.end or LAST_DAY)
    ] == []


def test_all_rows_of_an_organisation_have_the_same_names() -> None:
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in organisation_rows():
        names[row["id"]].add((row["name"], row["aliases"]))
    assert [id_ for id_, forms in names.items() if len(forms) > 1] == []


def test_no_name_belongs_to_two_organisations() -> None:
    owners: dict[tuple[tuple[str, ...], str], set[str]] = defaultdict(set)
    for row in organisation_rows():
        for name in (row["name"], *row.list("aliases")):
            owners[key(name)].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_name_belongs_to_two_countries() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in country_rows():
        for column in ("aliases", "demonyms", "capital", "metonyms"):
            for name in row.list(column):
                owners[name_words(name)].add(row["iso3"])
        owners[name_words(row["name"])].add(row["iso3"])
    assert {name for name, codes in owners.items() if len(codes) > 1} == SHARED_DEMONYMS


def test_no_organisation_bears_the_name_of_a_country() -> None:
    countries = {
        key(name) for row in country_rows() for name in (row["name"], *row.list("aliases"), *row.list("metonyms"))
    }
    peoples = {
        (name_words(name), "") for row in country_rows() for name in (*row.list("demonyms"), *row.list("capital"))
    }
    names = {key(name): row["id"] for row in organisation_rows() for name in (row["name"], *row.list("aliases"))}
    assert {name: id_ for name, id_ in names.items() if name in countries | peoples} == {}


def test_no_organisation_is_named_twice_in_one_row() -> None:
    repeated = []
    for row in organisation_rows():
        names = [key(name) for name in (row["name"], *row.list("aliases"))]
        if len(set(names)) < len(names):
            repeated.append(row["id"])
    assert repeated == []


def test_an_acronym_that_is_a_word_matches_only_in_capitals() -> None:
    """Words such as "is", "who", "it", "us" must not name anyone in running text."""
    words = re.findall(
        "[a-z]+",
        "a an and are as at be but by can for he her his i ice if in is it let mend model no not of on or our pace "
        "quad raw she so the they to un up us we who",
    )
    loose = {
        word
        for word in words
        for name, entry in tables().names.get(word, ())
        if len(name) == 1 and not entry.exact and entry.form == "organisation"
    }
    assert loose == set()


def test_every_organisation_of_the_office_tables_is_known() -> None:
    folder = package_file("dragoman.actors", "")
    unknown = set()
    for file in folder.iterdir():
        if re.fullmatch(r"offices_\w+\.tsv", file.name):
            for row in rows(file.name, OFFICE_COLUMNS):
                slug = row["organisation"]
                if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) and slug not in tables().organisations:
                    unknown.add(slug)
    assert unknown == set()


@pytest.mark.parametrize(
    ("name", "day", "country", "sectors"),
    [
        ("Taliban", datetime.date(2000, 5, 1), "AFG", ("GOV",)),
        ("Taliban", datetime.date(2010, 5, 1), "AFG", ("REB",)),
        ("Taliban", datetime.date(2021, 8, 15), "AFG", ("GOV",)),
        ("Hayat Tahrir al-Sham", datetime.date(2020, 1, 1), "SYR", ("REB",)),
        ("HTS", datetime.date(2025, 1, 1), "SYR", ("GOV",)),
        ("Rapid Support Forces", datetime.date(2019, 6, 3), "SDN", ("MIL",)),
        ("RSF", datetime.date(2023, 4, 16), "SDN", ("REB",)),
        ("PLO", datetime.date(1975, 1, 1), "PSE", ("REB",)),
        ("PLO", datetime.date(1999, 1, 1), "PSE", ("GOV",)),
        ("FARC", datetime.date(2003, 2, 7), "COL", ("REB",)),
    ],
)
def test_an_organisation_takes_the_side_it_had_on_the_day(
    name: str, day: datetime.date, country: str, sectors: tuple[str, ...]
) -> None:
    assert {(o.country, o.sectors) for o in readings(name) if o.period.holds(day)} == {(country, sectors)}


@pytest.mark.parametrize("name", ["Islamic State", "ISIL", "ISIS", "IS", "Daesh", "Da'esh", "Dae'sh", "IS group"])
def test_the_islamic_state_is_one_group_without_a_country_under_all_its_names(name: str) -> None:
    assert {(o.id, o.country, o.sectors) for o in readings(name)} == {("islamic-state", None, ("REB",))}


@pytest.mark.parametrize("name", ["al-Qaida", "al-Qaeda", "Al Qaeda", "al-Qa'ida", "al-Qaïda"])
def test_al_qaida_is_one_group_without_a_country_in_all_spellings(name: str) -> None:
    assert {(o.id, o.country, o.sectors) for o in readings(name)} == {("al-qaida", None, ("REB",))}


@pytest.mark.parametrize(
    "name", ["UN", "U.N.", "United Nations", "UN Security Council", "NATO", "European Union", "WHO"]
)
def test_an_intergovernmental_organisation_is_an_actor_of_its_own(name: str) -> None:
    assert {(o.kind, o.country, o.sectors) for o in readings(name)} == {("igo", None, ())}
