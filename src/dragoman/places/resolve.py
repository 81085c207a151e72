"""Resolving toponyms: all of a report's names together, each to the place that fits the others best.

Needs: toponyms, the gazetteer, countries the report speaks of otherwise, its publisher. Gives: places by span.

Each name's candidates are scored by the features of `FEATURES`, weighted by `ranking.toml`; the weights are fitted by
`training/fit_places.py`. What the other names mean is part of a candidate's features, so the choice is made in rounds.
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
from dragoman.places.publishers import home_of
from dragoman.record import Place, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.places.find import Toponym
    from dragoman.places.gazetteer import Candidate, Gazetteer
    from dragoman.places.publishers import Home

FEATURES = {
    "size": "`Candidate.score`: about the decimal logarithm of inhabitants, less for loose names",
    "country": "the candidate is a country",
    "region": "the candidate is a first-level region",
    "district": "the candidate is a lower region",
    "area": "the candidate is a natural or historical region, a sea, a river, a mountain",
    "point": "the candidate is a site: camp, airfield, university",
    "capital": "the candidate is a country's capital",
    "nowhere": "the candidate lies in no single country",
    "spoken_of": "square root of the candidate's country's share in what the report speaks of",
    "told": "the caller says that the report speaks of the candidate's country: 1 for the first, less for others",
    "main_country": "no other country has a larger share in what the report speaks of",
    "unspoken": "the report speaks of other countries and never of the candidate's",
    "near": "how many of the other names mean places nearby (decay 80 km), 0 to 1",
    "around": "share of the other names that mean places within reach (decay 400 km), 0 to 1",
    "same_region": "share of the other names that mean the candidate's first-level region or places in it, 0 to 1",
    "within": 'a name after a comma or before an apostrophe contains the candidate ("Tartus, Syria"), 0 to 1',
    "inside": 'a name after "in" or "of" contains the candidate ("Hit in Anbar"), 0 to 1',
    "holds": "the candidate contains what stands before it and a comma, 0 to 1",
    "home": "the candidate is near the publisher's seat (decay 100 km), 0 to 1",
    "home_around": "the candidate is in reach of the publisher's seat (decay 600 km), 0 to 1",
    "home_country": "the candidate is in the publisher's country",
    "covers": "the candidate is a country: share of the other names that mean places in it, 0 to 1",
    "part": 'only a part of the name answers ("Colchester General Hospital")',
}
_EARTH_KM = 6371.0088
_NEAR_KM = 80.0
_AROUND_KM = 400.0
_HOME_KM = 100.0
_HOME_AROUND_KM = 600.0
_MOST = 80
WELL_KNOWN = 100_000  # inhabitants from which a name is taken for its place without further ado
_ROUNDS = 3
_SITE_WORDS = re.compile(
    r"(?:\s+(?:International|Military|Refugee|Central|General|Air|West|East|North|South|Old))*\s+"
    r"(?:Airport|Airbase|Air Base|Airfield|Base|Camp|Dam"
    r"|Crossing|Hospital|Bridge|Prison|Port|Refinery|Square|Stadium|University"
    r"|airport|airbase"
    r"|air base|airfield|base|camp|dam|crossing|hospital|bridge|prison|port|refinery)(?:\s+(?:West|East|North|South))?$"
)
_DIRECTION = re.compile(
    r"^(?:(?:far |mid-?|central |upper |lower |inner |outer |greater |downtown |upstate |rural |metropolitan |metro )"
    r"|(?:north|south)?-?(?:north|south|east|west)(?:ern)?[ -])+",
    re.IGNORECASE,
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
class Group:
    """All mentions of one name in a report, with its candidates and the weight of each."""

    text: str
    toponyms: list[Toponym]
    candidates: list[Candidate]
    part: bool = False
    stands_for: bool = False
    within: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)
    scores: list[float] = field(default_factory=list)
    best: int = 0
    confidence: float = 0.0

    @property
    def choice(self) -> Candidate:
        """The likeliest candidate."""
        return self.candidates[self.best]


@dataclass(frozen=True)
class Setting:
    """What a report tells of where it is at home, besides its place names."""

    implied: Mapping[str, float]
    home: Home | None
    weights: Mapping[str, float]
    countries: Sequence[str] = ()


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
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    *,
    countries: Sequence[str] = (),
    text: str,
    publisher: str = "",
    guess: bool = False,
) -> dict[Span, Place]:
    """The place of each toponym that can be placed with confidence; the others are left out.

    `countries` are ISO 3166-1 alpha-3 codes that the report speaks of otherwise, the most frequent first; `text` is the
    report's text, that the spans point into; `publisher` is the address of the paper. All mentions of one name are one
    place, unless the words beside them tell different kinds. With `guess` every toponym is placed where anything at
    all speaks for a place: sites that the gazetteer lacks at the town that the report last named.
    """
    groups = grouped(toponyms, gazetteer, text, guess=guess)
    setting = Setting(
        implied_countries(gazetteer, countries, text),
        home_of(publisher, gazetteer) if publisher else None,
        gazetteer.ranking,
        countries,
    )
    decide(groups, setting)
    found = {
        toponym.span: place_of(group.choice, toponym.span)
        for group in groups
        if guess or _confident(group, gazetteer.certainty, doubtful=gazetteer.doubtful(group.text))
        for toponym in group.toponyms
    }
    if guess:
        _place_rest(toponyms, found, setting, text)
    return found


def decide(groups: list[Group], setting: Setting) -> None:
    """Chooses a candidate for each group, in rounds: what each means depends on what the others mean."""
    for group in groups:
        group.scores = [setting.weights["size"] * c.score for c in group.candidates]
        _choose(group)
    for _ in range(_ROUNDS):
        scored = [
            [sum(setting.weights[f] * v for f, v in row.items()) for row in features(group, groups, setting)]
            for group in groups
        ]
        for group, scores in zip(groups, scored, strict=True):
            group.scores = scores
            _choose(group)


def grouped(toponyms: Sequence[Toponym], gazetteer: Gazetteer, text: str, *, guess: bool = False) -> list[Group]:
    """The toponyms by name and kind, with their candidates and containers; names without a candidate are left out."""
    by_name: dict[tuple[str, str], list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if guess or toponym.text.lower() not in gazetteer.adjectives:
            by_name[names.key(toponym.text), toponym.hint].append(toponym)
    groups = []
    for (_, hint), members in by_name.items():
        name = members[0].text
        instead = list(gazetteer.stands_for(name)) if guess or name.isupper() else []
        candidates = _candidates(name, gazetteer)
        part = False
        if instead and not (name.isupper() and candidates):
            candidates = instead
        elif instead:
            candidates += [c for c in instead if all(distance_km(c, o) > 1 for o in candidates)]
        if not candidates and guess:
            candidates, part = _by_part(name, gazetteer), True
        candidates = _by_hint(candidates, hint)
        if candidates:
            groups.append(Group(name, members, candidates, part, bool(instead)))
    _note_containment(groups, text)
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
    if not found:
        whole = _DIRECTION.sub("", text)
        found = gazetteer.lookup(whole) if whole != text and whole[:1].isupper() else ()
    if text.isupper() and len(text) <= 3:
        # Short capitals are abbreviations: a village of these letters is not meant.
        found = tuple(
            c for c in found if c.feature in ("country", "region", "area") or c.capital or c.population > 300000
        )
    return list(found[:_MOST])


def _by_part(text: str, gazetteer: Gazetteer) -> list[Candidate]:
    """The candidates of the longest known name within a longer one ("Colchester General Hospital")."""
    words = text.split()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length]).removesuffix("'s").removesuffix("’s").strip(",.()")
            if len(part) < 3 or not part[0].isupper() or gazetteer.doubtful(part):
                continue
            hits = gazetteer.lookup(part) if gazetteer.knows(part) else ()
            found = [c for c in hits if c.score > 3.5][:20]
            if found:
                return found
    return []


def _place_rest(toponyms: Sequence[Toponym], found: dict[Span, Place], setting: Setting, text: str) -> None:
    """Places what the gazetteer lacks at the town or region last named, else at the first one, else at the publisher's
    seat."""
    local = sorted((s, p) for s, p in found.items() if p.precision in ("city", "point"))
    local = local or sorted((s, p) for s, p in found.items() if p.precision == "region")
    home = setting.home.points[0] if setting.home and len(setting.home.points) == 1 else None
    for toponym in toponyms:
        if toponym.span in found:
            continue
        before = [p for s, p in local if s.start < toponym.span.start]
        place = before[-1] if before else local[0][1] if local else None
        if place is not None:
            found[toponym.span] = _moved(place, toponym)
        elif home is not None:
            found[toponym.span] = Place(toponym.text, None, "city", *home, text=toponym.span)


def _moved(place: Place, toponym: Toponym) -> Place:
    return Place(
        name=toponym.text,
        country=place.country,
        precision=place.precision,
        lat=place.lat,
        lon=place.lon,
        region=place.region,
        text=toponym.span,
    )


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


def _note_containment(groups: list[Group], text: str) -> None:
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


def implied_countries(gazetteer: Gazetteer, countries: Sequence[str], text: str) -> dict[str, float]:
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


def _country_weights(groups: list[Group], implied: Mapping[str, float]) -> dict[str, float]:
    """How much the report speaks of each country, by the square root of its share of the whole, 0 to 1."""
    weights: dict[str, float] = dict(implied)
    for group in groups:
        country = group.choice.country
        if country and not group.stands_for:
            kind = 1.0 if group.choice.feature == "country" else 0.8
            weights[country] = weights.get(country, 0.0) + kind * group.confidence * math.log2(1 + len(group.toponyms))
    total = sum(weights.values())
    return {c: math.sqrt(w / total) for c, w in weights.items()} if total else {}


def _choose(group: Group) -> None:
    """Takes the best candidate; confidence is the share of all weight that falls on places within 50 km of it."""
    group.best = max(range(len(group.scores)), key=lambda i: (group.scores[i], -i))
    top = group.scores[group.best]
    choice = group.choice
    all_weight = near = 0.0
    for candidate, score in zip(group.candidates, group.scores, strict=True):
        weight = math.exp(score - top)
        all_weight += weight
        if candidate is choice or (
            weight > 0.01 and abs(candidate.lat - choice.lat) < 0.5 and distance_km(candidate, choice) < 50
        ):
            near += weight
    group.confidence = near / all_weight


def features(group: Group, groups: list[Group], setting: Setting) -> list[dict[str, float]]:
    """The features of each candidate of `group`, by name, given what the other groups mean at present; zeros are left
    out."""
    others = [g for g in groups if g is not group]
    spoken_of = _country_weights(others, setting.implied)
    most = max(spoken_of.values(), default=0.0)
    by_text = {g.text: g for g in others}
    within = [by_text[t] for t in group.within if t in by_text]
    around = [by_text[t] for t in group.around if t in by_text]
    held = [g for g in others if group.text in g.within]
    placed = [(g.choice, g.confidence) for g in others if g.choice.feature != "country" and g.choice.country]
    total = sum(w for _, w in placed) + 1.0
    by_region: dict[tuple[str | None, str], float] = defaultdict(float)
    by_country: dict[str | None, float] = defaultdict(float)
    for place, weight in placed:
        by_country[place.country] += weight
        region = place.name if place.feature == "region" else place.region
        if region:
            by_region[place.country, region] += weight
    home = setting.home
    rows = []
    for c in group.candidates:
        row = {"size": c.score}
        if c.feature != "city":
            row[c.feature] = 1.0
        if c.capital:
            row["capital"] = 1.0
        if group.part:
            row["part"] = 1.0
        if c.country in setting.countries:
            row["told"] = 1.0 / (1 + 0.5 * setting.countries.index(c.country))
        if not c.country:
            row["nowhere"] = 1.0
        elif c.country in spoken_of:
            row["spoken_of"] = spoken_of[c.country]
            if spoken_of[c.country] == most:
                row["main_country"] = 1.0
        elif spoken_of:
            row["unspoken"] = 1.0
        if c.feature != "country":
            near = around_share = 0.0
            cosine = math.cos(math.radians(c.lat))
            for place, weight in placed:
                # close enough to the great circle at the distances that count
                north = (place.lat - c.lat) * 111.2
                if -1600 < north < 1600:
                    d = math.hypot(north, (place.lon - c.lon) * 111.2 * cosine)
                    if d < 1600:
                        near += weight * math.exp(-d / _NEAR_KM)
                        around_share += weight * math.exp(-d / _AROUND_KM)
            row["near"] = min(1.0, near / 1.5)
            row["around"] = around_share / total
            region = c.name if c.feature == "region" else c.region
            if region and (c.country, region) in by_region:
                row["same_region"] = by_region[c.country, region] / total
        else:
            row["covers"] = by_country[c.country] / total
        if within:
            row["within"] = max(_held_by(g, c) for g in within)
        if around:
            row["inside"] = max(_held_by(g, c) for g in around)
        if held:
            row["holds"] = max(_contains(c, inner) for g in held for inner in g.candidates[:40])
        if home is not None:
            if home.points and c.feature not in ("country", "area"):
                away = min(distance_km((c.lat, c.lon), p) for p in home.points)
                row["home"] = math.exp(-away / _HOME_KM)
                row["home_around"] = math.exp(-away / _HOME_AROUND_KM)
            if home.country and home.country == c.country:
                row["home_country"] = 1.0
        rows.append(row)
    return rows


def _held_by(container: Group, candidate: Candidate) -> float:
    """How surely what `container` means holds the candidate; its likeliest readings count."""
    return max(
        _contains(c, candidate) * (1.0 if n == container.best else 0.9)
        for n, c in enumerate(container.candidates)
        if n < 6 or n == container.best
    )


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


def certainty(group: Group, weights: Mapping[str, float], *, doubtful: bool) -> float:
    """How likely the choice for a small place is right, 0 to 1, by its size, what the rest of the report adds, and its
    rivals."""
    size = group.choice.score
    return 1 / (
        1
        + math.exp(
            -(
                weights["always"]
                + weights["size"] * size
                + weights["gain"] * (group.scores[group.best] / weights["unit"] - size)
                + weights["share"] * group.confidence
                + weights["doubtful"] * doubtful
            )
        )
    )


def _confident(group: Group, weights: Mapping[str, float], *, doubtful: bool) -> bool:
    """Whether the choice may be shown: a place on the map that is wrong is worse than none."""
    choice = group.choice
    if choice.feature in ("country", "region", "area") or choice.population >= WELL_KNOWN:
        return True
    return certainty(group, weights, doubtful=doubtful) >= weights["least"]


def place_of(candidate: Candidate, span: Span | None) -> Place:
    """A candidate as a place of the record, with the words that name it."""
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
