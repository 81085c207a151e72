"""The gazetteer: a compiled file of places with their names, read by blocks as they are asked for.

Needs: nothing but its files. Gives: the places that a name may mean. `gazetteer.bin` contains data of GeoNames
(https://www.geonames.org, CC BY 4.0), selected and changed by `scripts/build_gazetteer.py`, which see for all sources.

The file: `DRGZ0001`, the length of the header (4 bytes), the header (JSON: `meta`, `adjectives`, the tables of blocks),
then the blocks; header and blocks are compressed by zlib. A places block holds lines of places in order of number, a
names block keys in sorted order, each with the numbers of its places and how well the name stands for each.
"""

from __future__ import annotations

import io
import json
import math
import shutil
import tomllib
import zlib
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, cast

from dragoman.errors import DragomanError
from dragoman.places import names
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dragoman.record import PlacePrecision

Feature = Literal["country", "region", "district", "city", "point", "area"]

_MAGIC = b"DRGZ0001"
_BLOCK = 256
_ARTICLE, _SOUND = 3, 4
_PENALTY = (0.0, 0.3, 1.6, 0.3, 2.0)
_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "region": "region",
    "district": "region",
    "area": "region",
    "city": "city",
    "point": "point",
}


class Stored(NamedTuple):
    """A place as the file holds it; `feature` may be "capital"; an empty country or a 0 id is none."""

    name: str
    country: str
    feature: str
    lat: float
    lon: float
    region: str
    geonames_id: int
    population: int


@dataclass(frozen=True)
class Candidate:
    """A place that a name may mean.

    `country` is ISO 3166-1 alpha-3, None for seas and regions that cross borders; `lat` and `lon` are WGS84 degrees;
    `region` is the first-level region that it lies in; `population` counts inhabitants (for regions those of the towns
    within, for points and areas how many a city as well known would have); `score` ranks without context, in about
    the decimal logarithm of that.
    """

    name: str
    country: str | None
    precision: PlacePrecision
    lat: float
    lon: float
    region: str
    geonames_id: int | None
    population: int
    feature: Feature
    capital: bool = False
    score: float = 0.0


def _score(place: Stored, rank: int) -> float:
    size = math.log10(place.population + 100)
    if place.feature == "country":
        size = 6.6 + 0.2 * size
    elif place.feature == "capital":
        size = max(size + 1.0, 6.0)
    elif place.feature == "region":
        size -= 0.6
    elif place.feature == "district":
        size -= 1.3
    return size - _PENALTY[rank]


def keys_of(place: Stored, its_names: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The keys that answer to a place, each with the rank of the name that it comes from."""
    for name, rank in its_names.items():
        key = names.key(name)
        if not key:
            continue
        yield key, rank
        if place.country in names.ARABIC_COUNTRIES:
            bare = names.without_article(key)
            if bare != key:
                yield bare, max(rank, _ARTICLE)
            if place.country not in ("ISR", "AFG") or place.feature != "country":
                sound = names.sound(key)
                if sound:
                    yield "~" + sound, _SOUND


def cells_of(place: Stored) -> str:
    """The line of a places block for a place."""
    return "\t".join(_cell(v) for v in place)


class Packing:
    """A gazetteer file in the making: first all places, then all keys in sorted order, then `write`.

    Compressed blocks go to `blocks` (a file open for writing and reading) as they are full.
    """

    def __init__(self, blocks: BinaryIO) -> None:
        self.places = 0
        self._blocks = blocks
        self._lines: list[str] = []
        self._place_offsets = [0]
        self._name_offsets: list[int] = []
        self._first_keys: list[str] = []
        self._offset = 0

    def add_place(self, line: str) -> None:
        """Adds the line of the next place (`cells_of`)."""
        self.places += 1
        self._lines.append(line)
        if len(self._lines) == _BLOCK:
            self._end_of_places()

    def add_name(self, key: str, ranks: Mapping[int, int]) -> None:
        """Adds a key, greater than all before it, with the rank of its name by the number of each place."""
        if not self._name_offsets:
            self._end_of_places()
            self._name_offsets.append(self._offset)
        if not self._lines:
            self._first_keys.append(key)
        self._lines.append(key + "\t" + ",".join(f"{n}:{r}" if r else str(n) for n, r in sorted(ranks.items())))
        if len(self._lines) == _BLOCK:
            self._end_of_names()

    def write(
        self,
        file: BinaryIO,
        adjectives: Mapping[str, Sequence[str]],
        meta: Mapping[str, object],
        countries: Mapping[str, int],
    ) -> None:
        """Writes the whole file; `countries` are the numbers of the countries' places by ISO 3166-1 alpha-3 code."""
        if not self._name_offsets:
            self._end_of_places()
            self._name_offsets.append(self._offset)
        self._end_of_names()
        header = zlib.compress(
            json.dumps(
                {
                    "meta": meta,
                    "adjectives": adjectives,
                    "places": self._place_offsets,
                    "names": self._name_offsets,
                    "keys": self._first_keys,
                    "countries": countries,
                },
                ensure_ascii=False,
                sort_keys=True,
            ).encode(),
            9,
        )
        file.write(_MAGIC + len(header).to_bytes(4, "big") + header)
        self._blocks.seek(0)
        shutil.copyfileobj(self._blocks, file)

    def _end_of_places(self) -> None:
        if self._lines:
            self._pack()
            self._place_offsets.append(self._offset)

    def _end_of_names(self) -> None:
        if self._lines:
            self._pack()
            self._name_offsets.append(self._offset)

    def _pack(self) -> None:
        block = zlib.compress("\n".join(self._lines).encode(), 9)
        self._blocks.write(block)
        self._offset += len(block)
        self._lines.clear()


def write_gazetteer(
    places: Sequence[tuple[Stored, Mapping[str, int]]],
    adjectives: Mapping[str, tuple[str, ...]],
    meta: Mapping[str, object],
) -> bytes:
    """The file for these places, each with its names and their ranks (0 main, 1 other official, 2 loose)."""
    index: dict[str, dict[int, int]] = defaultdict(dict)
    packing = Packing(io.BytesIO())
    for number, (place, its_names) in enumerate(places):
        packing.add_place(cells_of(place))
        for key, rank in keys_of(place, its_names):
            if rank < index[key].get(number, 9):
                index[key][number] = rank
    for key in sorted(index):
        packing.add_name(key, index[key])
    whole = io.BytesIO()
    packing.write(whole, adjectives, meta, {p.country: n for n, (p, _) in enumerate(places) if p.feature == "country"})
    return whole.getvalue()


def _cell(value: object) -> str:
    return "" if value in (0, "") else f"{value:g}" if isinstance(value, float) and abs(value) < 1e-4 else str(value)


# Names whose answer is remembered; a report asks for the same ones again and again.
_REMEMBERED = 20_000


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """A handle on the compiled places; safe to share between threads. `meta` tells sources and licences.

    `adjectives` maps lower-case adjectives and demonyms ("syrian") to a country (ISO 3166-1 alpha-3); `words` holds the
    members of `words.tsv` by kind, in lower case; `stand_ins` maps other adjectives, demonyms (lower case) and postal
    abbreviations (capitals) to the name of a place and its country ("" where it has none); `ranking` and
    `certainty` hold the weights that `resolve_places` goes by; `countries` are the countries' numbers among the places.
    """

    meta: Mapping[str, object]
    adjectives: Mapping[str, str]
    words: Mapping[str, frozenset[str]] = field(repr=False)
    stand_ins: Mapping[str, tuple[str, str]] = field(repr=False)
    ranking: Mapping[str, float] = field(repr=False)
    certainty: Mapping[str, float] = field(repr=False)
    _data: bytes = field(repr=False)
    _places: Sequence[int] = field(repr=False)
    _names: Sequence[int] = field(repr=False)
    _keys: Sequence[str] = field(repr=False)
    countries: Mapping[str, int] = field(repr=False)
    _place_blocks: dict[int, list[str]] = field(default_factory=dict, repr=False)
    _name_blocks: dict[int, dict[str, str]] = field(default_factory=dict, repr=False)
    _looked_up: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def country_points(self) -> Mapping[str, Candidate]:
        """The countries by ISO 3166-1 alpha-3 code."""
        return {country: _candidate(self._place(number), 0) for country, number in self.countries.items()}

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places that `name` may mean, the likeliest without context first; empty where none is known.

        Case, diacritics, hyphens, dots and a leading article ("the", "al-") do not count. Where nothing answers to the
        whole name, words such as "province" are left out; then spellings that sound alike are tried (Arabic script).
        """
        known = self._looked_up.get(name)
        if known is None:
            if len(self._looked_up) > _REMEMBERED:
                self._looked_up.clear()
            known = self._looked_up[name] = self._lookup(name)
        return known

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        key = names.key(name)
        found = self._entries(key)
        bare = names.without_article(key)
        if bare != key:
            for number, rank in self._entries(bare).items():
                found.setdefault(number, max(rank, _ARTICLE) | 8)
        elif key.endswith("s") and not found and "'" in name:
            found = self._entries(key[:-1].rstrip())
        candidates = [
            _candidate(line, rank & 7)
            for number, rank in found.items()
            if (line := self._place(number)) and (rank < 8 or _arabic(line))
        ]
        if not candidates:
            short, kind = names.split_designator(name)
            if kind and short and names.key(short) != key:
                inner = self.lookup(short)
                features = ("city",) if kind == "city" else ("region", "district", "area")
                return tuple(c for c in inner if c.feature in features) or inner
            sound = names.sound(key)
            if sound:
                candidates = [
                    _candidate(self._place(number), rank) for number, rank in self._entries("~" + sound).items()
                ]
        candidates = _city_before_its_region(candidates)
        candidates.sort(key=lambda c: (-c.score, c.name, c.geonames_id or 0, c.lat))
        return tuple(candidates)

    def stands_for(self, word: str) -> tuple[Candidate, ...]:
        """The places that an adjective, a demonym or a postal abbreviation stands for ("Georgian", "Texan", "TX")."""
        small = word.lower()
        found: tuple[Candidate, ...] = ()
        country = self.adjectives.get(small)
        if country is not None:
            point = self.country_points.get(country)
            found = (point,) if point is not None else ()
        name, where = self.stand_ins.get(word if word.isupper() else small, ("", ""))
        if name:
            found += tuple(
                c
                for c in self.lookup(name)
                if (c.country or "") == where and (c.feature in ("region", "area", "country") or c.population > 100000)
            )[:1]
        return found

    def knows(self, name: str) -> bool:
        """Whether some place answers to the name as it is spelt (articles, case, hyphens and diacritics aside)."""
        key = names.key(name)
        if self._line(key) is not None:
            return True
        bare = names.without_article(key)
        return bare != key and any(_arabic(self._place(n)) for n in self._entries(bare))

    def doubtful(self, name: str) -> bool:
        """Whether a name is mostly something else in prose (a common word, a surname), so that it needs evidence."""
        return name.lower() in self.words["word"] or name.lower() in self.words["person"]

    def place_lines(self) -> Iterator[str]:
        """All places in order of their number, as lines of the file (`cells_of`)."""
        for block in range(len(self._places) - 1):
            data = zlib.decompress(self._data[self._places[block] : self._places[block + 1]])
            yield from data.decode().split("\n")

    def name_entries(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """All keys in order, each with the numbers of its places and the ranks of their names."""
        for block in range(len(self._names) - 1):
            text = zlib.decompress(self._data[self._names[block] : self._names[block + 1]]).decode()
            for line in text.split("\n"):
                key, _, entries = line.partition("\t")
                yield key, list(_numbers_and_ranks(entries).items())

    def adjectives_by_country(self) -> dict[str, list[str]]:
        """The adjectives of each country."""
        found: dict[str, list[str]] = defaultdict(list)
        for word, country in self.adjectives.items():
            found[country].append(word)
        return dict(found)

    def _entries(self, key: str) -> dict[int, int]:
        line = self._line(key)
        return {} if line is None else _numbers_and_ranks(line)

    def _line(self, key: str) -> str | None:
        block = bisect_right(self._keys, key) - 1
        if not key or block < 0:
            return None
        lines = self._name_blocks.get(block)
        if lines is None:
            text = zlib.decompress(self._data[self._names[block] : self._names[block + 1]]).decode()
            lines = dict(line.split("\t") for line in text.split("\n"))
            if len(self._name_blocks) > 400:
                self._name_blocks.clear()
            self._name_blocks[block] = lines
        return lines.get(key)

    def _place_lines(self, block: int) -> list[str]:
        lines = self._place_blocks.get(block)
        if lines is None:
            lines = zlib.decompress(self._data[self._places[block] : self._places[block + 1]]).decode().split("\n")
            if len(self._place_blocks) > 400:
                self._place_blocks.clear()
            self._place_blocks[block] = lines
        return lines

    def _place(self, number: int) -> str:
        return self._place_lines(number // _BLOCK)[number % _BLOCK]


def _numbers_and_ranks(entries: str) -> dict[int, int]:
    return {int(n): int(r or 0) for n, _, r in (part.partition(":") for part in entries.split(","))}


def _city_before_its_region(found: list[Candidate]) -> list[Candidate]:
    """A bare name means the city where a region or district around it is called after it."""
    cities = [c for c in found if c.feature == "city" and c.population >= 5000]
    ranked = []
    for candidate in found:
        namesake = candidate.feature in ("region", "district") and next(
            (
                c
                for c in cities
                if c.country == candidate.country
                and abs(c.lat - candidate.lat) < 2.2
                and abs(c.lon - candidate.lon) * math.cos(math.radians(c.lat)) < 2.2
                and (c.population >= 0.02 * candidate.population or candidate.feature == "district")
            ),
            None,
        )
        if namesake and candidate.score > namesake.score - 0.4:
            candidate = replace(candidate, score=round(namesake.score - 0.4, 3))
        ranked.append(candidate)
    return ranked


def _arabic(line: str) -> bool:
    return line.split("\t", 2)[1] in names.ARABIC_COUNTRIES


def _candidate(line: str, rank: int) -> Candidate:
    name, country, feature, lat, lon, region, geonames_id, population = line.split("\t")
    stored = Stored(
        name, country, feature, float(lat or 0), float(lon or 0), region, int(geonames_id or 0), int(population or 0)
    )
    kind: Feature = "city" if feature == "capital" else feature  # type: ignore[assignment]
    return Candidate(
        name=name,
        country=country or None,
        precision=_PRECISION[kind],
        lat=stored.lat,
        lon=stored.lon,
        region=region,
        geonames_id=stored.geonames_id or None,
        population=stored.population,
        feature=kind,
        capital=feature == "capital",
        score=round(_score(stored, rank), 3),
    )


class GazetteerError(DragomanError):
    """A gazetteer or a dump of one that cannot be read."""


def read_meta(path: Path | str) -> Mapping[str, object]:
    """The `meta` of the gazetteer at `path` without reading its places; raises `GazetteerError`."""
    try:
        with Path(path).open("rb") as file:
            start = file.read(len(_MAGIC) + 4)
            header = file.read(int.from_bytes(start[len(_MAGIC) :], "big"))
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror}).") from error
    return cast("Mapping[str, object]", _header(start, header, path)["meta"])


def _header(start: bytes, header: bytes, path: Path | str) -> dict[str, Any]:
    try:
        if start.startswith(_MAGIC):
            return cast("dict[str, Any]", json.loads(zlib.decompress(header)))
    except (zlib.error, ValueError):
        pass
    raise GazetteerError(f"{path}: not a gazetteer of this version; build it anew with `dragoman places build`.")


def load_gazetteer(path: Path | str | None = None) -> Gazetteer:
    """The gazetteer that ships with Dragoman, or the one built at `path`; `GazetteerError` for another kind of file."""
    try:
        data = (
            Path(path).read_bytes()
            if path is not None
            else resources.files("dragoman.places").joinpath("gazetteer.bin").read_bytes()
        )
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror}).") from error
    start = len(_MAGIC) + 4
    end = start + int.from_bytes(data[len(_MAGIC) : start], "big")
    header = _header(data[:start], data[start:end], path or "gazetteer.bin")
    adjectives = {word.lower(): country for country, words in header["adjectives"].items() for word in words}

    words: dict[str, frozenset[str]] = {kind: frozenset() for kind in ("word", "person", "body", "title")}
    for row in read_table(
        package_file("dragoman.places", "words.tsv").read_text("utf-8"), "words.tsv", ("kind", "members")
    ):
        if row["kind"] not in words:
            raise row.error(f"kind {row['kind']!r}")
        words[row["kind"]] |= {word.lower() for word in row.list("members")}

    stand_ins: dict[str, tuple[str, str]] = {}
    for row in read_table(
        package_file("dragoman.places", "demonyms.tsv").read_text("utf-8"),
        "demonyms.tsv",
        ("place", "country", "words"),
    ):
        for word in row.list("words"):
            stand_ins[word if word.isupper() else word.lower()] = (row["place"], row["country"])

    ranking = tomllib.loads(package_file("dragoman.places", "ranking.toml").read_text("utf-8"))

    def shifted(offsets: Iterable[int]) -> list[int]:
        return [end + offset for offset in offsets]

    return Gazetteer(
        header["meta"],
        adjectives,
        words,
        stand_ins,
        ranking["weights"],
        ranking["certainty"] | {"unit": ranking["weights"]["size"]},
        data,
        shifted(header["places"]),
        shifted(header["names"]),
        header["keys"],
        header["countries"],
    )
