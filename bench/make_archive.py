"""Makes an archive like one of years of conflict reporting: `python bench/make_archive.py OUT [--events N] [--seed S]`.

Nothing in it happened. Countries, towns and their coordinates are real (the gazetteer's); who did what is drawn by
chance: a few dyads make most events, theatres have wars that rise and fall, reporting grows over the years and is thin
at weekends, dates and places are of every precision, agreements are reached, broken and extended, tolls differ between
publishers. The same seed gives the same facts. It is filed through the archive's own schema.
"""

from __future__ import annotations

import argparse
import datetime
import random
import time
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from dragoman.archive import Archive
from dragoman.incidents import refresh
from dragoman.ontology import load_ontology
from dragoman.places import Candidate, load_gazetteer
from dragoman.record import (
    Actor,
    Agreement,
    AgreementMention,
    Article,
    Block,
    DateRange,
    Event,
    Figure,
    Place,
    Reason,
    Record,
    ReportDate,
    Span,
    Statement,
    StatementTopic,
    content_id,
)

CODER = "dragoman bench, made up"
FIRST, LAST = datetime.date(2011, 1, 1), datetime.date(2024, 12, 31)
DAYS = (LAST - FIRST).days + 1


class Theatre(NamedTuple):
    """A conflict: its country, the places that reports name, who fights there, and when it burns (year: weight)."""

    country: str
    places: tuple[str, ...]
    sides: tuple[tuple[str, str | None, tuple[str, ...], str | None], ...]
    years: dict[int, float]


def _theatre(country: str, places: str, sides: list[tuple[str, str | None, str, str | None]], years: str) -> Theatre:
    burns = {int(y): float(w) for y, w in (part.split(":") for part in years.split())}
    coded = tuple((name, land, tuple(sectors.split()), kind) for name, land, sectors, kind in sides)
    return Theatre(country, tuple(p.strip() for p in places.split(",")), coded, burns)


THEATRES = (
    _theatre(
        "SYR",
        "Damascus, Aleppo, Idlib, Homs, Hama, Deir ez-Zor, Raqqa, Daraa, Latakia, Afrin, Kobani, Palmyra, Douma",
        [
            ("Syrian army", "SYR", "MIL", "state"),
            ("Syrian government", "SYR", "GOV", "state"),
            ("Free Syrian Army", "SYR", "REB", "group"),
            ("Hayat Tahrir al-Sham", "SYR", "REB", "group"),
            ("Islamic State", None, "REB", "group"),
            ("Syrian civilians", "SYR", "CVL", None),
            ("Syrian Democratic Forces", "SYR", "REB", "group"),
        ],
        "2011:2 2012:5 2013:6 2014:6 2015:7 2016:8 2017:6 2018:5 2019:4 2020:3 2021:1 2022:1 2023:1 2024:2",
    ),
    _theatre(
        "UKR",
        "Kyiv, Kharkiv, Mariupol, Donetsk, Luhansk, Odesa, Kherson, Zaporizhzhia, Bakhmut, Lviv, Avdiivka, Dnipro",
        [
            ("Ukrainian forces", "UKR", "MIL", "state"),
            ("Ukrainian government", "UKR", "GOV", "state"),
            ("Luhansk separatists", "UKR", "REB", "group"),
            ("Ukrainian civilians", "UKR", "CVL", None),
            ("Volodymyr Zelensky", "UKR", "GOV", "person"),
        ],
        "2014:5 2015:4 2016:1 2017:1 2018:1 2019:1 2020:1 2021:1 2022:12 2023:11 2024:10",
    ),
    _theatre(
        "PSE",
        "Gaza, Rafah, Khan Yunis, Jenin, Nablus, Hebron, Ramallah, Jabalia",
        [
            ("Hamas", "PSE", "REB", "group"),
            ("Palestinian Authority", "PSE", "GOV", "state"),
            ("Islamic Jihad", "PSE", "REB", "group"),
            ("Palestinian civilians", "PSE", "CVL", None),
        ],
        "2012:2 2014:4 2018:2 2019:1 2021:3 2022:1 2023:10 2024:11",
    ),
    _theatre(
        "YEM",
        "Sanaa, Aden, Hodeidah, Taiz, Marib, Saada, Mukalla",
        [
            ("Houthis", "YEM", "REB", "group"),
            ("Yemeni government", "YEM", "GOV", "state"),
            ("Yemeni civilians", "YEM", "CVL", None),
            ("Southern Transitional Council", "YEM", "REB", "group"),
        ],
        "2011:1 2014:2 2015:5 2016:4 2017:4 2018:5 2019:4 2020:3 2021:3 2022:2 2023:1 2024:2",
    ),
    _theatre(
        "SDN",
        "Khartoum, El Fasher, Nyala, Omdurman, Port Sudan, El Geneina, Kadugli",
        [
            ("Sudanese army", "SDN", "MIL", "state"),
            ("Rapid Support Forces", "SDN", "PRM", "group"),
            ("Sudanese government", "SDN", "GOV", "state"),
            ("Sudanese civilians", "SDN", "CVL", None),
        ],
        "2011:1 2013:1 2019:2 2021:1 2022:1 2023:6 2024:6",
    ),
    _theatre(
        "AFG",
        "Kabul, Kandahar, Kunduz, Herat, Jalalabad, Lashkar Gah, Ghazni",
        [
            ("Taliban", "AFG", "REB", "group"),
            ("Afghan army", "AFG", "MIL", "state"),
            ("Afghan government", "AFG", "GOV", "state"),
            ("Afghan civilians", "AFG", "CVL", None),
        ],
        "2011:3 2012:3 2013:2 2014:3 2015:3 2016:3 2017:3 2018:3 2019:3 2020:3 2021:5 2022:1 2023:1",
    ),
    _theatre(
        "LBY",
        "Tripoli, Benghazi, Misrata, Sirte, Sabha, Derna, Tobruk",
        [
            ("Libyan National Army", "LBY", "REB", "group"),
            ("Government of National Accord", "LBY", "GOV", "state"),
            ("Libyan rebels", "LBY", "REB", "group"),
            ("Libyan civilians", "LBY", "CVL", None),
        ],
        "2011:6 2012:1 2013:1 2014:3 2015:2 2016:2 2019:4 2020:4 2021:1",
    ),
    _theatre(
        "MLI",
        "Bamako, Gao, Timbuktu, Kidal, Mopti, Menaka",
        [
            ("Malian army", "MLI", "MIL", "state"),
            ("Malian junta", "MLI", "GOV", "state"),
            ("Tuareg rebels", "MLI", "REB", "group"),
        ],
        "2012:3 2013:4 2015:1 2017:1 2019:1 2020:2 2021:2 2022:2 2023:2 2024:1",
    ),
    _theatre(
        "COD",
        "Kinshasa, Goma, Beni, Bukavu, Bunia, Butembo, Sake",
        [
            ("M23", "COD", "REB", "group"),
            ("Congolese army", "COD", "MIL", "state"),
            ("Congolese government", "COD", "GOV", "state"),
        ],
        "2012:3 2013:2 2017:1 2018:1 2019:1 2021:1 2022:2 2023:2 2024:3",
    ),
    _theatre(
        "MMR",
        "Yangon, Naypyidaw, Mandalay, Sittwe, Lashio, Myitkyina, Loikaw",
        [
            ("Tatmadaw", "MMR", "MIL", "state"),
            ("Arakan Army", "MMR", "REB", "group"),
            ("National Unity Government", "MMR", "OPP", "group"),
            ("protesters in Myanmar", "MMR", "CVL", None),
        ],
        "2012:1 2016:1 2017:3 2018:1 2021:5 2022:3 2023:3 2024:3",
    ),
    _theatre(
        "COL",
        "Bogota, Medellin, Cali, Cucuta, Tumaco, Arauca",
        [
            ("FARC", "COL", "REB", "group"),
            ("ELN", "COL", "REB", "group"),
            ("Colombian government", "COL", "GOV", "state"),
        ],
        "2011:2 2012:2 2013:2 2014:2 2015:2 2016:3 2017:1 2019:1 2021:2 2022:1 2023:1",
    ),
    _theatre(
        "VEN",
        "Caracas, Maracaibo, Valencia, San Cristobal, Barquisimeto",
        [
            ("Venezuelan government", "VEN", "GOV", "state"),
            ("Venezuelan opposition", "VEN", "OPP", "group"),
            ("Venezuelan protesters", "VEN", "CVL", None),
        ],
        "2014:2 2017:4 2018:1 2019:4 2020:1 2024:3",
    ),
)
POWERS = (
    ("United States", "USA", ("GOV",), "state", 10),
    ("US forces", "USA", ("MIL",), "state", 5),
    ("Russia", "RUS", ("GOV",), "state", 9),
    ("Russian forces", "RUS", ("MIL",), "state", 9),
    ("Turkey", "TUR", ("GOV",), "state", 6),
    ("Turkish forces", "TUR", ("MIL",), "state", 3),
    ("Iran", "IRN", ("GOV",), "state", 5),
    ("Israel", "ISR", ("GOV",), "state", 5),
    ("Israeli forces", "ISR", ("MIL",), "state", 6),
    ("France", "FRA", ("GOV",), "state", 4),
    ("United Kingdom", "GBR", ("GOV",), "state", 3),
    ("Germany", "DEU", ("GOV",), "state", 3),
    ("China", "CHN", ("GOV",), "state", 3),
    ("Saudi Arabia", "SAU", ("GOV",), "state", 3),
    ("Saudi-led coalition", "SAU", ("MIL",), "group", 2),
    ("Qatar", "QAT", ("GOV",), "state", 2),
    ("Egypt", "EGY", ("GOV",), "state", 2),
    ("United Arab Emirates", "ARE", ("GOV",), "state", 2),
    ("Rwanda", "RWA", ("GOV",), "state", 1),
    ("Norway", "NOR", ("GOV",), "state", 1),
    ("United Nations", None, (), "igo", 8),
    ("European Union", None, (), "igo", 5),
    ("African Union", None, (), "igo", 2),
    ("Arab League", None, (), "igo", 1),
    ("Red Cross", None, ("NGO",), "ngo", 2),
    ("Sergei Lavrov", "RUS", ("GOV",), "person", 2),
    ("Recep Tayyip Erdogan", "TUR", ("GOV",), "person", 3),
    ("Antonio Guterres", None, ("IGO",), "person", 2),
    ("Emmanuel Macron", "FRA", ("GOV",), "person", 2),
)
TYPES = {
    "ASSAULT": 26, "COERCE": 8, "MOBILIZE": 3, "PROTEST": 4, "SANCTION": 3,
    "ACCUSE": 10, "REQUEST": 8, "REJECT": 4, "THREATEN": 3,
    "CONSULT": 12, "AGREE": 6, "SUPPORT": 5, "CONCEDE": 2, "AID": 4, "RETREAT": 4, "COOPERATE": 2,
}  # fmt: skip
WORDS = {
    "ASSAULT": "shelled", "COERCE": "arrested", "MOBILIZE": "massed troops against", "PROTEST": "rallied against",
    "SANCTION": "expelled envoys of", "ACCUSE": "accused", "REQUEST": "urged", "REJECT": "turned down a proposal of",
    "THREATEN": "threatened", "CONSULT": "met", "AGREE": "agreed to work with", "SUPPORT": "praised",
    "CONCEDE": "eased its ban on", "AID": "sent relief to", "RETREAT": "freed prisoners of",
    "COOPERATE": "held exercises with",
}  # fmt: skip
HOSTILE = ("ASSAULT", "COERCE", "MOBILIZE", "ACCUSE", "THREATEN", "REJECT", "RETREAT", "AGREE", "CONCEDE")
PUBLISHERS = (
    *("Meridian Wire", "The Harbour Post", "Daily Courier", "World Bulletin", "Levant Gazette", "Sahel Monitor"),
    *("Northern Press", "Steppe News", "Relief Digest", "Radio Delta", "The Observer of Ports", "City Herald"),
)
FIGURES = (
    ("killed", "people", 12),
    ("injured", "people", 25),
    ("displaced", "people", 4000),
    ("detained", "people", 15),
    ("refugees", "people", 20000),
    ("released", "prisoners", 40),
    ("troops", "soldiers", 800),
)
STANCES = ("affirms", "supports", "opposes", "condemns", "rejects", "urges", "denies", "warns", "claims")
TOPICS = ("the ceasefire", "the sanctions", "the elections", "the siege", "the peace talks", "the return of refugees",
          "foreign troops", "the border crossing", "the arms deliveries", "the constitution")  # fmt: skip
TOPIC_CONTEXTS = ("military", "diplomatic", "elections", "human_rights", "migration", "territory", "resource")
ACTS = ("negotiated", "reached", "signed", "affirmed", "violated", "violated", "extended", "implemented", "suspended")


@cache
def ontology():  # type: ignore[no-untyped-def]
    return load_ontology()


@cache
def place_of(name: str, country: str) -> Place | None:
    """The place of that name in that country, as the gazetteer has it."""
    gazetteer = load_gazetteer()
    for found in gazetteer.lookup(name):
        if found.country == country:
            return _place(found)
    return None


@cache
def country_place(country: str) -> Place | None:
    found = load_gazetteer().country_points.get(country)
    return _place(found) if found else None


def _place(found: Candidate) -> Place:
    return Place(
        found.name, found.country, found.precision, found.lat, found.lon, found.region, found.geonames_id
    )  # fmt: skip


class Drawing:
    """Draws reports by one generator of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.types, self.type_weights = list(TYPES), list(accumulate(TYPES.values()))
        self.powers, self.power_weights = list(POWERS), list(accumulate(p[4] for p in POWERS))
        weights = []
        for n in range(DAYS):
            day = FIRST + datetime.timedelta(days=n)
            weights.append((1 + 0.12 * (day.year - FIRST.year)) * (0.5 if day.weekday() > 4 else 1.0))
        self.days = list(accumulate(weights))

    def pick(self, cumulated: list[float] | list[int]) -> int:
        """Where a draw falls among weights added up."""
        return bisect(cumulated, self.chance.random() * cumulated[-1])

    def day(self) -> datetime.date:
        """A day on which a report appears."""
        return FIRST + datetime.timedelta(days=min(self.pick(self.days), DAYS - 1))

    def theatre(self, day: datetime.date) -> Theatre:
        """A theatre, likelier the more it burns on that day."""
        burning = [(t, t.years.get(day.year, 0.05)) for t in THEATRES]
        cumulated = list(accumulate(weight for _, weight in burning))
        return burning[self.pick(cumulated)][0]

    def power(self) -> Actor:
        """A side from abroad."""
        name, country, sectors, kind, _ = self.powers[self.pick(self.power_weights)]
        return actor(name, country, sectors, kind)

    def local(self, theatre: Theatre) -> Actor:
        """A side of the theatre."""
        index = min(int(self.chance.expovariate(0.6)), len(theatre.sides) - 1)
        return actor(*theatre.sides[index])

    def place(self, theatre: Theatre) -> Place | None:
        """A place of the theatre, of any precision, or none."""
        turn = self.chance.random()
        if turn < 0.15:
            return None
        if turn < 0.27:
            return country_place(theatre.country)
        found = place_of(
            theatre.places[min(int(self.chance.expovariate(0.3)), len(theatre.places) - 1)], theatre.country
        )
        if found is None or turn > 0.35:
            return found
        return Place(found.region or found.name, found.country, "region", found.lat, found.lon, found.region)

    def date(self, day: datetime.date) -> DateRange | None:
        """When an event of a report of `day` took place."""
        turn = self.chance.random()
        if turn < 0.60:
            when = day - datetime.timedelta(days=min(int(self.chance.expovariate(0.8)), 9))
            return DateRange(when, when, "day", None, "text" if turn < 0.4 else "report")
        if turn < 0.72:
            monday = day - datetime.timedelta(days=day.weekday() + 7)
            return DateRange(monday, monday + datetime.timedelta(days=6), "week")
        if turn < 0.82:
            first = day.replace(day=1)
            return DateRange(
                first, (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(1), "month"
            )
        if turn < 0.87:
            return DateRange(datetime.date(day.year - 1, 1, 1), datetime.date(day.year - 1, 12, 31), "year")
        return None if turn < 0.9 else DateRange(day, day, "day", None, "report")


@cache
def actor(name: str, country: str | None, sectors: tuple[str, ...], kind: str | None) -> Actor:
    slug = "-".join(name.lower().split())
    plain = kind == "state" and country and name.split()[0] not in ("US",)
    return Actor(name, country, sectors, None, ".".join((country, *sectors)) if plain and country else slug, kind)  # type: ignore[arg-type]


class Writing:
    """The text of a report while it is written, and the spans of its pieces."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []

    def put(self, words: str) -> Span:
        """Add words; gives their span."""
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def end(self, kind: str, start: int) -> None:
        """End a block that began at `start`."""
        self.blocks.append(Block(kind, Span(start, self.length)))  # type: ignore[arg-type]
        self.put("\n\n")


def make_record(drawing: Drawing, number: int, pacts: dict[str, int]) -> Record:
    chance = drawing.chance
    day = drawing.day()
    theatre = drawing.theatre(day)
    publisher = PUBLISHERS[min(int(chance.expovariate(0.35)), len(PUBLISHERS) - 1)]
    article_id = content_id("bench", number)
    writing = Writing()
    title = f"{theatre.places[number % len(theatre.places)]}: what is known, {day:%d %B %Y}"
    writing.put(title)
    writing.end("headline", 0)
    events: list[Event] = []
    figures: list[Figure] = []
    for _ in range(max(1, round(chance.gauss(5, 1.7)))):
        type_ = drawing.types[drawing.pick(drawing.type_weights)]
        one = drawing.local(theatre) if chance.random() < (0.8 if type_ in HOSTILE else 0.4) else drawing.power()
        two = drawing.local(theatre) if chance.random() < 0.65 else drawing.power()
        if two == one:
            two = drawing.power()
        when, where = drawing.date(day), drawing.place(theatre)
        start = writing.length
        subject = writing.put(one.name)
        writing.put(" ")
        trigger = writing.put(WORDS[type_])
        writing.put(" ")
        target = writing.put(two.name)
        if where is not None:
            writing.put(" in ")
            where = Place(
                where.name, where.country, where.precision, where.lat, where.lon, where.region, where.geonames_id,
                writing.put(where.name),
            )  # fmt: skip
        source = drawing.power() if chance.random() < 0.3 else None
        toll = None
        if type_ in ("ASSAULT", "COERCE", "RETREAT", "AID") and chance.random() < 0.3:
            toll = _figure_words(drawing, writing)
        if source is not None:
            writing.put(f", {source.name} said")
        writing.put(".")
        sentence = Span(start, writing.length)
        writing.end("paragraph", start)
        modes = list(ontology().types[type_].modes)
        event_id = content_id("event", article_id, type_, trigger.start, trigger.end)
        reciprocal = type_ == "CONSULT" and chance.random() < 0.6
        sides = (_at(one, subject), _at(two, target))
        events.append(
            Event(
                id=event_id,
                type=type_,
                mode=chance.choice(modes) if modes and chance.random() < 0.7 else "",
                cameo=_cameo(type_, chance),
                contexts=tuple(sorted(chance.sample(TOPIC_CONTEXTS, chance.randint(0, 2)))),
                trigger=(trigger,),
                evidence=(sentence,),
                actors=sides if reciprocal else sides[:1],
                recipients=() if reciprocal else sides[1:],
                date=when,
                place=where,
                assertion=chance.choices(("actual", "historical", "future", "negated"), (86, 6, 6, 2))[0],  # type: ignore[arg-type]
                attribution=(source,) if source else (),
                confidence=round(min(0.99, max(0.2, chance.betavariate(6, 2.2))), 3),
                why=(
                    Reason("frame", f"{type_.lower()}.tsv:{1 + number % 40}:{WORDS[type_].split()[0]}", "verb"),
                    Reason("status", "asserted", "past tense"),
                ),
            )
        )
        if toll:
            span, kind, unit, low, high = toll
            figures.append(
                Figure(
                    id=content_id("figure", article_id, kind, span.start),
                    kind=kind,
                    low=low,
                    high=high,
                    span=span,
                    unit=unit,
                    approximate=chance.random() < 0.2,
                    counted=unit,
                    date=when,
                    place=where.name if where else None,
                    location=where,
                    attribution=(source,) if source else (),
                    event=event_id,
                    confidence=0.9,
                )
            )
    statements = tuple(
        _statement(drawing, writing, theatre, article_id, day) for _ in range(chance.choice((0, 0, 1, 1, 2)))
    )
    agreements = (_agreement(drawing, writing, theatre, article_id, day, pacts),) if chance.random() < 0.12 else ()
    start = writing.length
    writing.put("Observers said that what is told here could not be confirmed from elsewhere. " * chance.randint(2, 8))
    writing.end("paragraph", start)
    article = Article(
        article_id, f"bench/{number:06d}.txt", "".join(writing.pieces), tuple(writing.blocks), title=title,
        publisher=publisher, url=f"https://{publisher.lower().replace(' ', '-')}.example/{number}",
        published=ReportDate(day, "metadata"),
    )  # fmt: skip
    return Record(
        doc=article_id, published=day, article=article, events=tuple(events), figures=tuple(figures),
        agreements=agreements, statements=statements, coder=CODER,
    )  # fmt: skip


def _at(one: Actor, span: Span) -> Actor:
    return Actor(one.name, one.country, one.sectors, span, one.id, one.kind, one.role)


@cache
def _cameos(type_: str) -> tuple[str, ...]:
    return tuple(code for code, entry in ontology().cameo.items() if entry.type == type_)


def _cameo(type_: str, chance: random.Random) -> str:
    codes = _cameos(type_)
    return chance.choice(codes) if codes else ""


def _figure_words(drawing: Drawing, writing: Writing) -> tuple[Span, str, str, int | None, int | None]:
    chance = drawing.chance
    kind, unit, middle = chance.choices(FIGURES, (8, 6, 3, 2, 1, 1, 1))[0]
    number = max(1, round(chance.lognormvariate(0, 1.1) * middle))
    low, high, words = number, number, f"{number:,} {unit}"
    if chance.random() < 0.25:
        words, high = f"at least {number:,} {unit}", None  # type: ignore[assignment]
    writing.put(", ")
    span = writing.put(words)
    writing.put(f" were {kind}")
    return span, kind, unit, low, high


def _statement(drawing: Drawing, writing: Writing, theatre: Theatre, article_id: str, day: datetime.date) -> Statement:
    chance = drawing.chance
    speaker = drawing.power() if chance.random() < 0.6 else drawing.local(theatre)
    other = drawing.local(theatre)
    stance = chance.choice(STANCES)
    start = writing.length
    said = writing.put(speaker.name)
    writing.put(" now ")
    cue = writing.put(stance)
    writing.put(" ")
    about = writing.put(f"{chance.choice(TOPICS)} of {other.name}")
    span = Span(start, writing.length)
    writing.put(".")
    writing.end("paragraph", start)
    return Statement(
        id=content_id("statement", article_id, speaker.id, stance, cue.start),
        speaker=_at(speaker, said), stance=stance, span=span, cue=cue,
        about=StatementTopic(span=about, contexts=(chance.choice(TOPIC_CONTEXTS),), actors=(other,)),
        date=DateRange(day, day, "day", None, "report"), confidence=round(chance.betavariate(6, 2), 3),
    )  # fmt: skip


def _agreement(
    drawing: Drawing, writing: Writing, theatre: Theatre, article_id: str, day: datetime.date, pacts: dict[str, int]
) -> Agreement:
    chance = drawing.chance
    season = ("spring", "summer", "autumn", "winter")[(day.month - 1) // 3]
    town = theatre.places[day.year % len(theatre.places)]
    name = f"{town} {season} ceasefire of {day.year}"
    step = pacts.get(name, 0)
    pacts[name] = step + 1
    parties = [" ".join((*((s[1],) if s[1] else ()), *s[2])) or s[0] for s in theatre.sides[:2]]
    mentions = []
    first = 1 if step == 0 else chance.randint(1, len(ACTS) - 1)
    start = writing.length
    for act in (ACTS[first], *((chance.choice(ACTS[3:]),) if chance.random() < 0.5 else ())):
        span = writing.put(f"The {name} was {act}")
        mentions.append(
            AgreementMention(act=act, span=span, by=(parties[0],), date=DateRange(day, day, "day", None, "report"))
        )
        writing.put(". ")
    writing.end("paragraph", start)
    return Agreement(
        id=content_id("agreement", article_id, mentions[0].span.start),
        kind="ceasefire", name=name, parties=tuple(parties), brokers=("United Nations",),
        date=day if mentions[0].act in ("reached", "signed") else None, place=town, mentions=tuple(mentions),
        confidence=0.8,
    )  # fmt: skip


def records(events: int, seed: int) -> Iterator[Record]:
    """Records that hold at least `events` events in all, the last report cut so that they are exactly as many."""
    drawing = Drawing(seed)
    pacts: dict[str, int] = {}
    number = made = 0
    while made < events:
        record = make_record(drawing, number, pacts)
        if made + len(record.events) > events:
            import msgspec

            kept = record.events[: events - made]
            ids = {event.id for event in kept}
            figures = tuple(f for f in record.figures if f.event in ids)
            record = msgspec.structs.replace(record, events=kept, figures=figures)
        yield record
        made += len(record.events)
        number += 1


def make(path: Path, events: int, seed: int) -> None:
    """A new archive at `path`; an archive that is there is left alone, with an error."""
    if path.exists():
        raise SystemExit(f"{path} is there already. Remove it or name another file.")
    with Archive(path) as archive, archive.run(CODER, {"events": events, "seed": seed}) as run:
        archive.add_many(records(events, seed), run)
    with Archive(path) as archive:
        refresh(archive)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    make(options.out, options.events, options.seed)
    print(f"{options.events:,} events in {options.out} ({options.out.stat().st_size / 1e6:.0f} MB), "
          f"{time.perf_counter() - start:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
