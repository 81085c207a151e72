"""Resolving toponyms: all of a report's names together, each to the place that fits the others best.

Needs: toponyms, the gazetteer, countries the report speaks of otherwise. Gives: places by span.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.places import names
from dragoman.record import Place, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.places.find import Toponym
    from dragoman.places.gazetteer import Candidate, Gazetteer

_EARTH_KM = 6371.0088
# Weights in the unit of `Candidate.score`, tenfold of inhabitants; set on development data.
_COUNTRY = 3.2
_NO_COUNTRY = 1.5
_NEAR = 3.0
_REACH_KM = 80.0
_WITHIN = 4.0
_SITE_WORDS = re.compile(
    r"(?:\s+(?:International|Military|Refugee|Central|General|Air|West|East|North|South|Old))*\s+"
    r"(?:Airport|Airbase|Air Base|Airfield|Base|Camp|Dam"
    r"|Crossing|Hospital|Bridge|Prison|Port|Refinery|Square|Stadium|University"
    r"|airport|airbase"
    r"|air base|airfield|base|camp|dam|crossing|hospital|bridge|prison|port|refinery)(?:\s+(?:West|East|North|South))?$"
)
_COMMA = re.compile(
    r"\s*(?:,|\()\s*(?:in\s+|in the\s+)?(?:(?:north|south|east|west|central|upper|lower)\w*[ -])*(?:the )?$",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?:\s+\w+)?,?\s+(?:in|of)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central|upper|lower|rural|far)\w*[ -](?:the )?)*$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:'s|’s|s'|')\s+"
    r"(?:(?:north|south|east|west|central|capital|second|largest|port|city|town|of|besieged|the)\w*,?[ -])*$",
    re.IGNORECASE,
)


@dataclass
class _Group:
    """All mentions of one name in a report."""

    text: str
    toponyms: list[Toponym]
    candidates: list[Candidate]
    within: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)
    scores: list[float] = field(default_factory=list)
    best: int = 0
    confidence: float = 0.0

    @property
    def choice(self) -> Candidate:
        return self.candidates[self.best]


def distance_km(a: Candidate | Place | tuple[float, float], b: Candidate | Place | tuple[float, float]) -> float:
    """Great-circle distance in kilometres between places or (lat, lon) pairs; infinite where one has no coordinates."""
    (lat1, lon1), (lat2, lon2) = _point(a), _point(b)
    p, q = math.radians(lat1), math.radians(lat2)
    if math.isnan(p + q):
        return math.inf
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _point(place: Candidate | Place | tuple[float, float]) -> tuple[float, float]:
    if isinstance(place, tuple):
        return place
    return (math.nan if place.lat is None else place.lat, math.nan if place.lon is None else place.lon)


def resolve_places(
    toponyms: Sequence[Toponym], gazetteer: Gazetteer, *, countries: Sequence[str] = (), text: str
) -> dict[Span, Place]:
    """The place of each toponym that can be placed with confidence; the others are left out.

    `countries` are ISO 3166-1 alpha-3 codes that the report speaks of otherwise, the most frequent first; `text` is the
    report's text, that the spans point into. All mentions of one name are one place, unless the words beside them tell
    different kinds.
    """
    groups = _groups(toponyms, gazetteer)
    _note_containment(groups, text)
    implied = _implied_countries(gazetteer, countries, text)
    for group in groups:
        group.scores = [c.score for c in group.candidates]
        _choose(group)
    for _ in range(3):
        scored = [
            _scores(group, groups, _country_weights([g for g in groups if g is not group], implied)) for group in groups
        ]
        for group, scores in zip(groups, scored, strict=True):
            group.scores = scores
            _choose(group)
    return {
        toponym.span: _place(group.choice, toponym.span)
        for group in groups
        if _confident(group, doubtful=gazetteer.doubtful(group.text))
        for toponym in group.toponyms
    }


def _groups(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[_Group]:
    by_name: dict[tuple[str, str], list[Toponym]] = defaultdict(list)
    toponyms = [t for t in toponyms if t.text.lower() not in gazetteer.adjectives]
    for toponym in toponyms:
        key = names.key(toponym.text)
        by_name[key, toponym.hint].append(toponym)
    groups = []
    for (_, hint), members in by_name.items():
        candidates = _candidates(members[0].text, gazetteer)
        candidates = _by_hint(candidates, hint)
        if candidates:
            groups.append(_Group(members[0].text, members, candidates))
    return groups


def _candidates(text: str, gazetteer: Gazetteer) -> list[Candidate]:
    found = gazetteer.lookup(text)
    if not found:
        site = _SITE_WORDS.search(text)
        if site:
            found = tuple(c for c in gazetteer.lookup(text[: site.start()]) if c.feature in ("city", "point"))
    if not found and "," in text:
        head, _, tail = text.partition(",")
        found = gazetteer.lookup(head.strip()) or gazetteer.lookup(tail.strip())
    if text.isupper() and len(text) <= 3:
        # Short capitals are abbreviations: a village of these letters is not meant.
        found = tuple(
            c for c in found if c.feature in ("country", "region", "area") or c.capital or c.population > 300000
        )
    return list(found[:80])


def _rescored(candidate: Candidate, score: float) -> Candidate:
    return candidate if score == candidate.score else dataclasses.replace(candidate, score=score)


def _by_hint(candidates: list[Candidate], hint: str) -> list[Candidate]:
    wanted = {"city": ("city", "point"), "region": ("region", "district", "area"), "country": ("country",)}.get(hint)
    if wanted is None:
        return candidates
    fit = [c for c in candidates if c.feature in wanted]
    if hint == "region":
        # A size for regions that is not held down by their cities.
        fit = [
            _rescored(c, max(c.score, math.log10(c.population + 100) - (1.3 if c.feature == "district" else 0.6)))
            for c in fit
        ]
        fit.sort(key=lambda c: -c.score)
    if hint == "country" or not fit:
        return candidates
    return fit


def _note_containment(groups: list[_Group], text: str) -> None:
    """Notes for each group which names stand as its container: "Tartus, Syria", "Iraq's Anbar", "Hit in Anbar"."""
    mentions = sorted(((t.span, g) for g in groups for t in g.toponyms), key=lambda pair: pair[0])
    for (span, group), (after, other) in itertools.pairwise(mentions):
        between = text[span.end : after.start]
        if len(between) > 60 or group is other or "\n\n" in between:
            continue
        if _COMMA.fullmatch(between):
            group.within[other.text] += 1
        elif _IN.fullmatch(between) or _SITED.fullmatch(between):
            group.around[other.text] += 1
        elif _OWNER.fullmatch(between):
            other.within[group.text] += 1


_SITED = re.compile(
    r"(?: (?:city|town|village|province|governorate|district|region|county|state))?,?\s+(?:in|of)\s+(?:the )?"
    r"(?:(?:north|south|east|west|central|upper|lower|rural)\w*[ -](?:the )?)*$",
    re.IGNORECASE,
)


def _implied_countries(gazetteer: Gazetteer, countries: Sequence[str], text: str) -> dict[str, float]:
    """How much a report speaks of countries by other words: the first of `countries` most, and adjectives."""
    weights: dict[str, float] = {}
    for rank, country in enumerate(countries):
        weights[country] = max(weights.get(country, 0.0), 2.0 / (1 + 0.5 * rank))
    words = Counter(m.group().lower() for m in re.finditer(r"\b[A-Z][a-zé]+(?: [A-Z][a-z]+)?\b", text))
    pairs = Counter(w.split(" ")[0] for w in words.elements())
    seconds = Counter(w.split(" ")[1] for w in words.elements() if " " in w)
    for word, country in gazetteer.adjectives.items():
        count = words[word] if " " in word else pairs[word] + seconds[word]
        if count:
            weights[country] = weights.get(country, 0.0) + 0.7 * math.log2(1 + count)
    return weights


def _country_weights(groups: list[_Group], implied: Mapping[str, float]) -> dict[str, float]:
    """How much the report speaks of each country, 0 to 1 by share of the whole."""
    weights: dict[str, float] = dict(implied)
    for group in groups:
        country = group.choice.country
        if country:
            kind = 1.0 if group.choice.feature == "country" else 0.8
            weights[country] = weights.get(country, 0.0) + kind * group.confidence * math.log2(1 + len(group.toponyms))
    total = sum(weights.values())
    return {c: w / total for c, w in weights.items()} if total else {}


def _choose(group: _Group) -> None:
    order = sorted(range(len(group.scores)), key=lambda i: (-group.scores[i], i))
    group.best = order[0]
    rival = next((group.scores[i] for i in order[1:] if distance_km(group.candidates[i], group.choice) > 100), None)
    margin = 3.0 if rival is None else group.scores[group.best] - rival
    group.confidence = min(1.0, 0.25 + margin / 2.0) * min(1.0, max(0.1, (group.scores[group.best] - 2.0) / 3.0))


def _scores(group: _Group, groups: list[_Group], weights: Mapping[str, float]) -> list[float]:
    others = [g for g in groups if g is not group and g.confidence > 0.1]
    by_text = {g.text: g for g in groups}
    containers = [(by_text[t], 1.0) for t in group.within if t in by_text] + [
        (by_text[t], 0.7) for t in group.around if t in by_text
    ]
    scores = []
    for candidate in group.candidates:
        score = candidate.score
        if candidate.country:
            score += _COUNTRY * math.sqrt(weights.get(candidate.country, 0.0))
        elif candidate.score > 4.5:
            score += _NO_COUNTRY
        near = 0.0
        if candidate.feature != "country":
            for other in others:
                place = other.choice
                if place.feature == "country" or abs(place.lat - candidate.lat) * 111.2 > 9 * _REACH_KM:
                    continue  # too far to count, whatever the longitude
                d = distance_km(candidate, place)
                near += other.confidence * math.exp(-d / _REACH_KM)
                if place.feature == "region" and place.country == candidate.country and place.name == candidate.region:
                    near += 0.7 * other.confidence
        score += _NEAR * min(1.0, near / 1.5)
        for container, weight in containers:
            score += _WITHIN * weight * max(_contains(c, candidate) for c in container.candidates[:6])
        # The container's own reading is the one that holds something of this name.
        for other in groups:
            if group.text in other.within and other is not group:
                score += 2.0 * max(_contains(candidate, c) for c in other.candidates[:40])
        scores.append(score)
    return scores


def _contains(outer: Candidate, inner: Candidate) -> float:
    """How surely `outer` holds `inner`, 0 to 1."""
    if outer.country != inner.country or outer is inner:
        return 0.0
    if outer.feature == "country":
        return 0.0 if inner.feature == "country" else 1.0
    if inner.feature == "country":
        return 0.0
    if outer.feature == "region":
        return (
            1.0
            if inner.region == outer.name
            else 0.0
            if inner.region
            else 0.7
            if distance_km(outer, inner) < 300
            else 0.0
        )
    if outer.feature in ("district", "area"):
        return 1.0 if distance_km(outer, inner) < (60 if outer.feature == "district" else 250) else 0.0
    return 0.6 if distance_km(outer, inner) < 40 else 0.0


def _confident(group: _Group, *, doubtful: bool) -> bool:
    choice = group.choice
    if choice.feature in ("country", "region", "area") or choice.population >= 100000:
        return True
    gain = group.scores[group.best] - choice.score
    needed = 4.2 + (0.8 if doubtful else 0.0)
    return choice.score + gain >= needed and (gain >= 0.6 or choice.score >= 4.2)


def _place(candidate: Candidate, span: Span) -> Place:
    return Place(
        name=candidate.name,
        country=candidate.country,
        precision=candidate.precision,
        lat=candidate.lat,
        lon=candidate.lon,
        region=candidate.region or (candidate.name if candidate.feature == "region" else ""),
        geonames_id=candidate.geonames_id,
        text=span,
    )
