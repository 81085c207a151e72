"""A gazetteer of one's own: the shipped places and those of a GeoNames dump, in one file for `load_gazetteer`.

Needs: a dump as GeoNames gives it out (https://www.geonames.org, CC BY 4.0): `allCountries.zip`, a country's zip such
as `SY.zip`, or the text file inside. Gives: a compiled gazetteer. What ships with Dragoman stays as it is; of the dump
come populated places, regions of all levels, waters, mountains, islands, parks and sites that Dragoman does not hold
yet, with their alternate names in Latin letters.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.places.gazetteer import GazetteerError, Packing, Stored, cells_of, keys_of, load_gazetteer
from dragoman.places.spellings import useful_alternate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.places.gazetteer import Gazetteer

_COLUMNS = 19
_AT_ONCE = 50_000
_POINTS = frozenset(
    "AIRB AIRF AIRP AIRH BDG BRKS CMP CMPRF CMPQ CSTM DAM FT HSP INSM MLB MNMT MUS NUC OILR PAL PRN PRT PS RET RSRT "
    "SQR STDM UNIV MKT MSQE CH TMPL SHRN BLDG GOVL PO STNR STNM HTL ZOO".split()
)
_AREAS = frozenset(
    # waters
    "SEA OCN GULF BAY STRT CHN SD STM STMC STMS LK LKS RSV CNL DLTA EST FJD LGN SWMP GLCR HBR INLT OAS WAD WADS "
    "RF FLLS "
    # the shape of the land
    "ISL ISLS ISLT ATOL MT MTS PK PKS HLL HLLS RDGE VAL VALS PEN CAPE PT DSRT PLN PLNS PLAT UPLD PASS CNYN VLC FRST "
    "BCH "
    # lands that are no regions of the state
    "RGN RGNE RGNH RGNL AREA PRK RES RESN RESF RESA RESW RESH CONT LCTY IND INDS MILB NVB OILF CST COLF ZN".split()
)
_DISTRICTS = frozenset("ADM2 ADM3 ADM4 ADM5 ADMD".split())
_TOWNS = frozenset("PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLC PPLF PPLG PPLL PPLR PPLS PPLX STLMT".split())
_WEIGHT = {
    "AIRP": 8000,
    "UNIV": 8000,
    "CMPRF": 10000,
    "DAM": 3000,
    "MILB": 5000,
    "SEA": 60000,
    "OCN": 60000,
    "GULF": 30000,
}
"""How many inhabitants a city as well known would have, for what has none; others 1,000."""


@dataclass(frozen=True)
class Built:
    """What came of a build: the file, how many places it holds, how many of them come from the dump, and how many lines
    of the dump could not be read."""

    path: Path
    places: int
    added: int
    unreadable: int


def build_gazetteer(dump: Path, out: Path, *, least: int = 0, countries: frozenset[str] = frozenset()) -> Built:
    """Compiles the shipped gazetteer and the places of `dump` into `out`, which is replaced at once when all is done.

    `least` leaves out populated places with fewer inhabitants (GeoNames does not know most villages' number: 0 takes
    them all); `countries` (ISO 3166-1 alpha-2) takes only those. Memory stays small whatever the dump's size; the
    names are sorted on disk. Raises `GazetteerError` for a dump that is none.
    """
    shipped = load_gazetteer()
    regions, known, three_letters = _held(shipped, dump)
    added = unreadable = 0
    digest = hashlib.sha256()
    with (
        tempfile.TemporaryDirectory(dir=out.parent if out.parent.is_dir() else None) as folder,
        closing(sqlite3.connect(Path(folder, "names.sqlite"))) as store,
    ):
        store.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE n (k TEXT, p INT, r INT)"
        )
        with Path(folder, "blocks").open("w+b") as blocks:
            packing = Packing(blocks)
            rows: list[tuple[str, int, int]] = []
            for line in shipped.place_lines():
                packing.add_place(line)
            for key, entries in shipped.name_entries():
                rows += [(key, place, rank) for place, rank in entries]
                rows = _flushed(rows, store)
            for fields in _lines(dump):
                if len(fields) != _COLUMNS:
                    unreadable += 1
                    continue
                if (countries and fields[8] not in countries) or int(fields[0]) in known:
                    continue
                try:
                    place = _place(fields, regions, three_letters, least)
                except ValueError:
                    unreadable += 1
                    continue
                if place is None:
                    continue
                line = cells_of(place)
                digest.update(line.encode())
                packing.add_place(line)
                rows += [(key, packing.places - 1, rank) for key, rank in keys_of(place, _names(fields))]
                added += 1
                rows = _flushed(rows, store)
            _flushed(rows, store, all_of_them=True)
            last = ""
            numbers: dict[int, int] = {}
            for key, place_number, rank in store.execute("SELECT k, p, min(r) FROM n GROUP BY k, p ORDER BY k, p"):
                if key != last and numbers:
                    packing.add_name(last, numbers)
                    numbers = {}
                last = key
                numbers[place_number] = rank
            if numbers:
                packing.add_name(last, numbers)
            meta = {
                **shipped.meta,
                "title": f"Gazetteer of Dragoman with {dump.name}",
                "places": packing.places,
                "id": digest.hexdigest()[:12],
            }
            with Path(folder, "whole").open("wb") as whole:
                packing.write(whole, shipped.adjectives_by_country(), meta, shipped.countries)
            os.replace(Path(folder, "whole"), out)
    return Built(out, packing.places, added, unreadable)


def _flushed(
    rows: list[tuple[str, int, int]], store: sqlite3.Connection, *, all_of_them: bool = False
) -> list[tuple[str, int, int]]:
    if len(rows) < _AT_ONCE and not all_of_them:
        return rows
    store.executemany("INSERT INTO n VALUES (?, ?, ?)", rows)
    return []


@contextmanager
def _opened(dump: Path) -> Iterator[io.TextIOBase]:
    """The text of a dump: of the file itself, or of the one table inside the zip."""
    try:
        if zipfile.is_zipfile(dump):
            with zipfile.ZipFile(dump) as archive:
                inside = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
                if len(inside) != 1:
                    raise GazetteerError(
                        f"{dump}: holds {len(inside)} tables, expected one such as allCountries.txt. "
                        "Download allCountries.zip or a country's zip from GeoNames."
                    )
                with archive.open(inside[0]) as raw:
                    yield io.TextIOWrapper(raw, "utf-8", errors="replace", newline="\n")
        else:
            with dump.open(encoding="utf-8", errors="replace", newline="\n") as text:
                yield text
    except (OSError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"{dump}: cannot be read ({error}). Download it again from GeoNames.") from error


def _lines(dump: Path) -> Iterator[list[str]]:
    with _opened(dump) as text:
        for line in text:
            if line.strip():
                yield line.rstrip("\r\n").split("\t")


def _held(shipped: Gazetteer, dump: Path) -> tuple[dict[tuple[str, str], str], set[int], dict[str, str]]:
    """Names of first-level regions by country and code, ids that ship, and alpha-3 codes by alpha-2; raises where the
    dump's first line is no line of GeoNames."""
    by_id: dict[int, tuple[str, str, str]] = {}
    for line in shipped.place_lines():
        name, country, feature, _, _, _, identifier, _ = line.split("\t")
        if identifier:
            by_id[int(identifier)] = (name, country, feature)
    regions: dict[tuple[str, str], str] = {}
    three: dict[str, str] = {}
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for number, fields in enumerate(_lines(dump)):
        if number == 0 and (len(fields) != _COLUMNS or not fields[0].isdigit()):
            raise GazetteerError(
                f"{dump}: is no GeoNames dump (its first line has {len(fields)} columns, expected {_COLUMNS}). "
                "Download allCountries.zip or a country's zip from GeoNames."
            )
        if len(fields) != _COLUMNS or not fields[0].isdigit():
            continue
        known = by_id.get(int(fields[0]))
        if known is not None and known[1]:
            counted[fields[8]][known[1]] += 1
        if fields[7] == "ADM1":
            regions[fields[8], fields[10]] = known[0] if known is not None and known[2] == "region" else fields[1]
    for two, of in counted.items():
        three[two] = max(of, key=lambda code: of[code])
    return regions, set(by_id), three


def _place(
    fields: list[str], regions: dict[tuple[str, str], str], three_letters: dict[str, str], least: int
) -> Stored | None:
    """The place of a line of the dump, or None for what no report names: roads, wells, farms, undersea features."""
    code, two = fields[7], fields[8]
    people = int(fields[14] or 0)
    if code in _TOWNS:
        feature = "city"
        if people < least:
            return None
    elif code in _DISTRICTS:
        feature = "district"
    elif code == "ADM1":
        feature = "region"
    elif code in _AREAS:
        feature, people = "area", _WEIGHT.get(code, 1000)
    elif code in _POINTS:
        feature, people = "point", _WEIGHT.get(code, 1000)
    else:
        return None
    country = three_letters.get(two, "")
    if not country and feature != "area":
        return None
    region = "" if feature in ("region", "area") else regions.get((two, fields[10]), "")
    lat, lon = round(float(fields[4]), 4), round(float(fields[5]), 4)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(fields[4:6])
    return Stored(fields[1], country, feature, lat, lon, region, int(fields[0]), people)


def _names(fields: list[str]) -> dict[str, int]:
    found = {fields[1]: 0}
    if fields[2]:
        found.setdefault(fields[2], 0)
    for name in fields[3].split(","):
        if useful_alternate(name.strip()):
            found.setdefault(name.strip(), 2)
    return found
