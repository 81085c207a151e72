"""Codes in words, for people who have not read the codebook."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from functools import cache

from dragoman.archive.filters import country_names
from dragoman.ontology import Ontology, load_ontology

QUADS: dict[str, tuple[str, str]] = {
    "verbal cooperation": ("vc", "Cooperation in words"),
    "material cooperation": ("mc", "Cooperation in deeds"),
    "verbal conflict": ("vx", "Conflict in words"),
    "material conflict": ("mx", "Conflict in deeds"),
}
"""The four quad classes: the short name that colours carry, and what it is called."""

TYPES: dict[str, str] = {
    "AGREE": "agrees",
    "CONSULT": "talks with",
    "SUPPORT": "backs in words",
    "CONCEDE": "yields in words",
    "COOPERATE": "works with",
    "AID": "aids",
    "RETREAT": "yields in deed",
    "REQUEST": "asks or demands of",
    "ACCUSE": "accuses",
    "REJECT": "refuses",
    "THREATEN": "threatens",
    "PROTEST": "protests against",
    "SANCTION": "sanctions",
    "MOBILIZE": "mobilises against",
    "COERCE": "coerces",
    "ASSAULT": "attacks",
}
"""What each type says that its actor does."""

STATUSES: dict[str, str] = {
    "actual": "happened",
    "historical": "happened earlier",
    "future": "announced or planned",
    "hypothetical": "feared or possible",
    "negated": "said not to have happened",
}

CONFLICTS: dict[str, str] = {
    "type": "what it was",
    "date": "when it was",
    "place": "where it was",
    "actors": "who did it",
    "recipients": "to whom it was done",
}
"""What reports of one happening can contradict each other in, besides kinds of figures."""


def conflict_words(field: str) -> str:
    """What reports differ in: "who did it", "how many were killed"."""
    return CONFLICTS.get(field) or f"how many were {field.replace('protesters', 'protesting')}"


BASES: dict[str, str] = {
    "given": "as given",
    "metadata": "from the page's metadata",
    "dateline": "from the dateline",
    "caption": "from a caption",
    "text": "from the text",
    "address": "from the web address",
}

MARKS: dict[str, str] = {
    "actor": "actors",
    "action": "actions",
    "place": "places",
    "date": "dates",
    "figure": "figures",
    "agreement": "agreements",
    "statement": "statements",
    "furniture": "page furniture",
}
"""The kinds of marks in a report's text."""


@cache
def ontology() -> Ontology:
    """The codes that ship with Dragoman."""
    return load_ontology()


def quad(type_: str) -> str:
    """The short name of a type's quad class: vc, mc, vx, mx."""
    return QUADS[ontology().quad(type_)][0] if type_ in ontology().types else "vc"


def quad_words(type_: str) -> str:
    """What a type's quad class is called."""
    return QUADS[ontology().quad(type_)][1] if type_ in ontology().types else ""


def meaning(code: str) -> str:
    """One line on a type, sector or CAMEO code; empty for an unknown one."""
    try:
        return ontology().explain(code)
    except KeyError:
        return ""


def plain(code: str | None) -> str:
    """A code of several words as words: "peace_agreement" is "peace agreement"."""
    return (code or "").replace("_", " ").replace("-", " ")


def side_words(side: str) -> str:
    """A side in words: "TUR GOV" is "Türkiye, government"; a name stays as it is."""
    names, sectors = country_names(), ontology().sectors
    parts = side.split(" ")
    if not all(part in names or part in sectors for part in parts):
        return side
    return ", ".join(names[part] if part in names else sector_words(part) for part in parts)


def sector_words(sector: str) -> str:
    """A sector's first words: "GOV" is "government"."""
    return ontology().sectors.get(sector, sector).split(":")[0].split(",")[0].split(";")[0].strip()


def country_words(code: str | None) -> str:
    """A country's name by its ISO code; the code where it has none."""
    return country_names().get(code or "", code or "")


def place_words(place: str | None, region: str | None = None, country: str | None = None) -> str:
    """A place with what it lies in: "Sirte, Surt, Libya"."""
    parts = [place, region, country_words(country)]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def day_words(start: datetime.date | None, end: datetime.date | None = None, precision: str | None = "day") -> str:
    """An interval of days as one writes it: "2 December 2020", "December 2020", "2011–2013", "2–5 December 2020"."""
    if start is None:
        return ""
    end = end or start
    if precision in ("year", "decade") and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y}–{end:%Y}"
    if start == end:
        return f"{start.day} {start:%B %Y}"
    if (start.year, start.month) == (end.year, end.month):
        whole = start.day == 1 and (end + datetime.timedelta(1)).month != end.month
        return f"{start:%B %Y}" if whole else f"{start.day}–{end.day} {start:%B %Y}"
    if precision in ("month", "season") and start.day == 1 and (end + datetime.timedelta(1)).day == 1:
        return f"{start:%B %Y} – {end:%B %Y}"
    return f"{start.day} {start:%B %Y} – {end.day} {end:%B %Y}"


def short_day(start: datetime.date | None, end: datetime.date | None = None, precision: str | None = "day") -> str:
    """The same in less room: "2 Dec 2020", "Dec 2020", "28 Nov – 4 Dec 2020"."""
    whole = day_words(start, end, precision)
    for name in calendar.month_name[1:]:
        whole = whole.replace(name, name[:3])
    if start is not None and end is not None and start.year == end.year and " – " in whole:
        whole = whole.replace(f" {start.year} – ", " – ")
    return whole


def range_words(low: int | None, high: int | None, approximate: bool = False) -> str:
    """A number or its bounds: "5", "about 40", "5,000,000 or more", "24–99"."""
    about = "about " if approximate else ""
    if low is not None and low == high:
        return f"{about}{low:,}"
    if low is None:
        return f"{about}up to {high:,}" if high is not None else "?"
    return f"{about}{low:,} or more" if high is None else f"{about}{low:,}–{high:,}"


def signed(number: float) -> str:
    """A score with its sign and one digit after the point, with a real minus: "−2.5"."""
    return f"{number:+.1f}".replace("-", "−")


def many(count: int, one: str, several: str = "") -> str:
    """A number with its noun: "1 event", "2,000 events"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def confidence_words(confidence: float) -> str:
    """How sure, in a word."""
    return (
        "sure"
        if confidence >= 0.8
        else "likely"
        if confidence >= 0.6
        else "unsure"
        if confidence >= 0.4
        else "doubtful"
    )


def listed(words: Iterable[str]) -> str:
    """A list as one says it: "a, b and c"."""
    parts = list(words)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def event_line(row: Mapping[str, object]) -> str:
    """An event in a line, for titles: "Turkey talks with Russia"."""

    def names(column: str) -> str:
        return listed(str(n) for n in row.get(f"{column}_names") or row.get(f"{column}s") or ())  # type: ignore[attr-defined]

    said = TYPES.get(str(row["type"]), str(row["type"]).lower())
    return " ".join(part for part in (names("actor") or "Somebody", said, names("recipient")) if part)
