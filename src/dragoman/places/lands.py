"""The country of a name of a place, also where the place itself cannot be told: "police in Kisumu" are Kenya's.

Needs: toponyms, the gazetteer, the places that were resolved. Gives: ISO 3166-1 alpha-3 codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.places.resolve import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.places.find import Toponym
    from dragoman.places.gazetteer import Gazetteer
    from dragoman.record import Place, Span

# By how much the likeliest place of a name must be above those of other countries (tenfold of inhabitants).
_CLEARLY = 0.8
# About fifteen thousand inhabitants.
_OF_SOME_SIZE = 4.2


def countries_of_names(
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    places: Mapping[Span, Place],
    *,
    countries: Sequence[str] = (),
) -> dict[Span, str]:
    """The country that each toponym lies in.

    A name without a place in `places` lies in one of the report's `countries` if there is such a place in just one of
    them, or where all its likely places are. The others are left out.
    """
    found: dict[Span, str] = {}
    known: dict[str, str | None] = {}
    for toponym in toponyms:
        place = places.get(toponym.span)
        if place is not None:
            if place.country is not None:
                found[toponym.span] = place.country
            continue
        if toponym.text not in known:
            known[toponym.text] = country_of_name(toponym.text, gazetteer, countries)
        country = known[toponym.text]
        if country is not None:
            found[toponym.span] = country
    return found


def capital_named(names: Sequence[str], country: str, gazetteer: Gazetteer) -> Place | None:
    """The first of `names` that is the capital of `country` (ISO 3166-1 alpha-3)."""
    for name in names:
        for candidate in gazetteer.lookup(name):
            if candidate.capital and candidate.country == country:
                return place_of(candidate, None)
    return None


def country_of_town(name: str, gazetteer: Gazetteer, countries: Sequence[str], sure: bool = False) -> str | None:
    """The country of a town that stands beside a role.

    Where nothing but its name tells it to be a town (not `sure`), it must be of some size, and no common word.
    """
    if sure:
        return country_of_name(name, gazetteer, countries)
    return None if gazetteer.doubtful(name) else country_of_name(name, gazetteer, countries, least=_OF_SOME_SIZE)


def country_of_name(name: str, gazetteer: Gazetteer, countries: Sequence[str], *, least: float = 0.0) -> str | None:
    """The country that places of a name lie in.

    It is the one of `countries` that has such a place, else the one where all likely places are, if they have at least
    the score `least`; None where that cannot be told.
    """
    best: dict[str, float] = {}
    for candidate in gazetteer.lookup(name):
        if candidate.country is not None:
            best[candidate.country] = max(best.get(candidate.country, 0.0), candidate.score)
    here = [country for country in countries if country in best]
    if len(here) == 1:
        return here[0]
    ranked = sorted(best, key=lambda country: -best[country])
    if ranked and best[ranked[0]] >= least and (len(ranked) == 1 or best[ranked[0]] - best[ranked[1]] >= _CLEARLY):
        return ranked[0]
    return None
