"""GeoJSON (RFC 7946): one feature an event, with a point only where the report gives more than a country."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dragoman.exchange.cells import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

_PINNED = ("point", "city", "region")


def feature_of(event: Mapping[str, object]) -> dict[str, object]:
    """An event's row as a feature.

    `geometry` is null where there is no place or only a country, whose middle is no place where something happened. A
    region's point is its representative one; `place_precision` says so.
    """
    lat, lon = event["lat"], event["lon"]
    located = lat is not None and lon is not None and event["place_precision"] in _PINNED
    return {
        "type": "Feature",
        "id": f"{event['article']}/{event['event']}",
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if located else None,
        "properties": {name: as_json(value) for name, value in event.items() if name not in ("lat", "lon")},
    }


def write_geojson(events: Iterable[Mapping[str, object]], out: TextIO) -> int:
    """A feature collection with a feature a line; gives how many."""
    count = 0
    out.write('{"type": "FeatureCollection", "features": [')
    for event in events:
        out.write((",\n" if count else "\n") + json.dumps(feature_of(event), ensure_ascii=False))
        count += 1
    out.write("\n]}\n")
    return count
