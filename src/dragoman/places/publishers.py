"""Where a report's publisher has its seat: a weak hint on what its place names mean, used last.

Needs: an address or a publisher's name, `publishers.tsv` and the gazetteer. Gives: a `Home` or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.places.gazetteer import Gazetteer

_NOT_A_NAME = re.compile(r"^(?:the|daily|my|news|online|thisis|get|weekly)")
_SHORTEST = 6


@dataclass(frozen=True)
class Home:
    """A publisher's seat: points (WGS84 degrees; several where its name does not tell which), or only a country
    (ISO 3166-1 alpha-3)."""

    points: tuple[tuple[float, float], ...] = ()
    country: str = ""


@lru_cache(maxsize=1)
def _publishers() -> Mapping[str, Home]:
    found = {}
    text = package_file("dragoman.places", "publishers.tsv").read_text("utf-8")
    for row in read_table(text, "publishers.tsv", ("domain", "country", "lat", "lon")):
        points = ((float(row["lat"]), float(row["lon"])),) if row["lat"] else ()
        found[row["domain"]] = Home(points, row["country"])
    return found


@lru_cache(maxsize=256)
def home_of(publisher: str, gazetteer: Gazetteer) -> Home | None:
    """The seat of the publisher with this address (URL or domain), or whose name begins with that of a town.

    "www.gainesvilleregister.com" is at a Gainesville; where no seat is known, the domain's ending tells the country.
    """
    domain = _domain(publisher)
    known = _publishers()
    parts = domain.split(".")
    for start in range(len(parts) - 1):
        home = known.get(".".join(parts[start:]))
        if home is not None:
            return home
    country = known.get("." + parts[-1], Home()).country if len(parts) > 1 else ""
    label = max(parts[:-1], key=len) if len(parts) > 1 else re.sub(r"\W", "", domain)
    points = _named_after(_NOT_A_NAME.sub("", label.replace("-", "")), country, gazetteer)
    return Home(points, country) if points or country else None


def _domain(publisher: str) -> str:
    host = urlsplit(publisher).netloc if "://" in publisher else publisher.split("/")[0]
    return host.lower().removeprefix("www.").split(":")[0]


def _named_after(label: str, country: str, gazetteer: Gazetteer) -> tuple[tuple[float, float], ...]:
    for end in range(len(label), _SHORTEST - 1, -1):
        name = label[:end]
        if gazetteer.knows(name) and not gazetteer.doubtful(name):
            hits = [c for c in gazetteer.lookup(name) if c.feature != "country" and country in ("", c.country)]
            return tuple((c.lat, c.lon) for c in hits[:12])
    return ()
