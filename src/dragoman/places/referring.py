"""Places meant again by what they are: "the city", "the capital", "the province", "there".

Needs: a parsed report and its resolved places. Gives: places by the span of the word that refers to them.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

import msgspec

from dragoman.places.resolve import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from spacy.tokens import Token

    from dragoman.language import ParsedReport, Sentence
    from dragoman.places.gazetteer import Gazetteer
    from dragoman.record import Place, Span

# What a noun may mean, and how many sentences back the place may have been named.
_TOWNS = frozenset(
    "city town village port suburb neighborhood neighbourhood township settlement hamlet metropolis".split()
)
_REGIONS = frozenset("province governorate district county territory enclave peninsula island valley".split())
_SITES = frozenset("area location site scene compound".split())
_FITS: Mapping[str, tuple[frozenset[str], int]] = {
    **dict.fromkeys(_TOWNS, (frozenset({"city", "point"}), 2)),
    **dict.fromkeys(_REGIONS, (frozenset({"region"}), 3)),
    **dict.fromkeys(_SITES, (frozenset({"city", "point", "region"}), 1)),
    "there": (frozenset({"city", "point", "region"}), 1),
}
_CAPITAL = "capital"
_LANDS = frozenset({"country", "nation"})
_POINTING = frozenset({"the", "that", "this"})
# Adjectives that do not make it another place.
_SAME = frozenset("same whole entire besieged embattled beleaguered stricken troubled restive".split())


def find_references(
    report: ParsedReport,
    places: Mapping[Span, Place],
    gazetteer: Gazetteer,
    *,
    home: str | None,
    capital_of: Callable[[str], Place | None],
) -> dict[Span, Place]:
    """The words of `report` that mean a place named before, each with that place.

    `home` is the country that the report is about, by whose capital "the capital" is taken where no country was named
    near it; `capital_of` gives the capital of a country (ISO 3166-1 alpha-3).
    """
    named = sorted(places.items())
    starts = [span.start for span, _ in named]
    found: dict[Span, Place] = {}
    for sentence in report.sentences:
        for token in sentence.tokens:
            word = token.lower_
            if word != _CAPITAL and word not in _FITS and word not in _LANDS:
                continue
            span = sentence.span_of([token])
            if word == "there" and (token.tag_ != "RB" or token.dep_ != "advmod"):
                continue
            if word != "there" and not _refers(token, sentence, places, gazetteer):
                continue
            before = named[: bisect.bisect_left(starts, span.start)]
            if word in _LANDS:
                country = _last_country(before, report, sentence) or home
                point = gazetteer.country_points.get(country or "")
                meant = place_of(point, None) if point is not None else None
            elif word == _CAPITAL:
                country = _whose(token, sentence, places, gazetteer) or _last_country(before, report, sentence) or home
                meant = capital_of(country) if country else None
            else:
                kinds, back = _FITS[word]
                first = report.sentences[max(0, sentence.index - back)].span.start
                meant = next(
                    (p for s, p in reversed(before) if s.start >= first and p.precision in kinds and p.lat is not None),
                    None,
                )
            if meant is not None:
                found[span] = msgspec.structs.replace(meant, text=span)
    return found


def _refers(token: Token, sentence: Sentence, places: Mapping[Span, Place], gazetteer: Gazetteer) -> bool:
    """Whether the noun points back, and does not name a place of its own ("the city of Homs", "the port city")."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "poss", "amod"}:
        return False
    pointing = False
    for child in token.children:
        if child.dep_ == "det":
            pointing = child.lower_ in _POINTING
        elif child.dep_ == "poss":
            pointing = pointing or token.lower_ == _CAPITAL
        elif child.dep_ in {"amod", "compound", "nmod", "nummod"} and child.lower_ not in _SAME:
            if token.lower_ != _CAPITAL or child.lower_ not in gazetteer.adjectives:
                return False  # "the northern city", "the provincial capital"
        elif child.dep_ in {"relcl", "acl"}:
            return False
    if not pointing:
        return False
    own = _spans(sentence, (t for c in token.children if c.dep_ in {"prep", "appos"} for t in c.subtree))
    inside = [p for s, p in places.items() if any(s.overlaps(o) for o in own)]
    return not inside or (token.lower_ == _CAPITAL and all(p.precision == "country" for p in inside))


def _spans(sentence: Sentence, tokens: Iterable[Token]) -> list[Span]:
    return [sentence.span_of([t]) for t in tokens]


def _whose(token: Token, sentence: Sentence, places: Mapping[Span, Place], gazetteer: Gazetteer) -> str | None:
    """The country named with "capital": "Mali's capital", "the Malian capital", "the capital of Mali"."""
    for child in token.children:
        if child.dep_ == "amod":
            country = gazetteer.adjectives.get(child.lower_)
            if country is not None:
                return country
        if child.dep_ in {"poss", "prep"}:
            spans = _spans(sentence, child.subtree)
            inside = [p for s, p in places.items() if p.country and any(s.overlaps(o) for o in spans)]
            if inside:
                return inside[0].country
    return None


def _last_country(before: Sequence[tuple[Span, Place]], report: ParsedReport, sentence: Sentence) -> str | None:
    first = report.sentences[max(0, sentence.index - 3)].span.start
    return next((p.country for s, p in reversed(before) if s.start >= first and p.country), None)
