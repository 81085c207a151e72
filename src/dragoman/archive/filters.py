"""What may be asked of the archive's facts: the one definition behind Python, the command line, REST and the desk."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from dragoman.errors import UsageError
from dragoman.record import Act, AgreementKind, Assertion, FigureKind, Stance
from dragoman.record.types import DisplacementTerm, FigureMeasure
from dragoman.tables import package_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.ontology import Ontology

Kind = Literal["events", "figures", "agreements", "statements", "articles", "incidents"]

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\xa0]+")
_SIDE = re.compile(r"([A-Z]{3})(?:[ .]([A-Z]{3}(?:[ .][A-Z]{3})*))?")

HELP: dict[str, str] = {
    "actor": "Who did it: a country (TUR), a side (TUR.GOV), a sector (REB), an actor's id, or part of a name.",
    "recipient": "To whom, in the same way.",
    "either": "On either side, in the same way; two with a comma (TUR,SYR) for a pair.",
    "attribution": "Whom the report says it from, in the same way.",
    "type": "PLOVER type, such as CONSULT; several with commas.",
    "quad": "Quad class, such as material conflict; several with commas.",
    "mode": "PLOVER mode, such as visit; several with commas.",
    "cameo": "CAMEO code or its first digits; several with commas.",
    "context": "PLOVER context, such as migration; several with commas.",
    "kind": "Kind, such as killed or ceasefire; several with commas.",
    "term": "How people were displaced or housing was lost, such as fled or evacuated; several with commas.",
    "measure": "What a number of displaced counts: flow (those who moved) or stock (those who are so).",
    "act": "Act on the agreement, such as signed; several with commas.",
    "stance": "Stance, such as condemns; several with commas.",
    "country": "Country of the place: ISO 3166-1 alpha-3 (SYR) or its English name; several with commas.",
    "place": "Part of the place's or region's name, or its GeoNames id.",
    "since": "Not before this day: 2020, 2020-11 or 2020-11-30.",
    "until": "Not after this day: 2020, 2020-11 or 2020-11-30.",
    "within": "The whole date lies in this period: 2020, 2020-11, 2020-W48, 2020-11-30 or 2020-11-01..2020-12-15.",
    "status": "actual, historical, future, hypothetical, negated; several with commas.",
    "min_confidence": "At least this sure, 0 to 1.",
    "publisher": "Part of the publisher's name.",
    "article": "The report's id, or its first digits.",
    "id": "The fact's own id; several with commas.",
    "run": "The number of the run that filed the report.",
    "text": "Words that stand in the fact's evidence.",
    "once": "Take events of several reports that are one incident once.",
    "min_reports": "Told by at least so many reports.",
    "min_publishers": "Told by at least so many publishers of their own; copies count once.",
    "order": "What they are sorted by, such as date, confidence or type; with - before it the other way round.",
    "limit": "At most this many.",
    "offset": "Leave out the first so many.",
}
"""What each filter means, for the help of the command line."""

_COMMON = (
    "since",
    "until",
    "within",
    "min_confidence",
    "publisher",
    "article",
    "id",
    "run",
    "text",
    "order",
    "limit",
    "offset",
)
_OF_EVENTS = (
    *("actor", "recipient", "either", "attribution", "type", "quad", "mode", "cameo", "context"),
    *("country", "place", "status"),
)
FILTERS: dict[Kind, tuple[str, ...]] = {
    "events": (*_OF_EVENTS, "once", *_COMMON),
    "incidents": (*_OF_EVENTS, "min_reports", "min_publishers", *_COMMON),
    "figures": ("kind", "term", "measure", "attribution", "country", "place", *_COMMON),
    "agreements": ("actor", "kind", "act", "place", *_COMMON),
    "statements": ("actor", "recipient", "either", "stance", "context", *_COMMON),
    "articles": ("since", "until", "publisher", "article", "run", "text", "order", "limit", "offset"),
}
"""Which filters each kind of fact has, in the order of the help."""

_OF_INCIDENTS = ("id", "min_reports", "min_publishers")
PAGING = ("order", "limit", "offset")
"""The filters that do not choose facts but say which of the chosen come first."""

_BY_TIME = {
    "date": "f.date_start",
    "confidence": "f.confidence",
    "publisher": "f.publisher",
    "published": "f.published",
}
_EVENT_ORDERS = {**_BY_TIME, "type": "f.type", "status": "f.status", "place": "f.place", "country": "f.country"}
ORDERS: dict[Kind, dict[str, str]] = {
    "events": _EVENT_ORDERS,
    "incidents": {**_EVENT_ORDERS, "reports": "f.reports", "publishers": "f.publishers"},
    "figures": {
        **_BY_TIME,
        **{"kind": "f.kind", "place": "f.place", "country": "f.country", "number": "coalesce(f.low, f.high)"},
    },
    "agreements": {
        **{"date": "f.date", "name": "lower(f.name)", "kind": "f.kind", "place": "f.place"},
        **{name: _BY_TIME[name] for name in ("confidence", "publisher", "published")},
    },
    "statements": {**_BY_TIME, "speaker": "f.speaker_name", "stance": "f.stance"},
    "articles": {"date": "f.published", "title": "lower(f.title)", "publisher": "f.publisher", "added": "f.added"},
}
"""What each kind can be sorted by, and the column that it is."""

_IDS: dict[Kind, str] = {
    "events": "event",
    "figures": "figure",
    "agreements": "agreement",
    "statements": "statement",
    "articles": "article",
    "incidents": "incident",
}
_ROLES: dict[tuple[Kind, str], tuple[str, ...]] = {
    ("events", "actor"): ("actor",),
    ("events", "recipient"): ("recipient",),
    ("events", "either"): ("actor", "recipient"),
    ("events", "attribution"): ("attribution",),
    ("figures", "attribution"): ("attribution",),
    ("statements", "actor"): ("speaker",),
    ("statements", "recipient"): ("about",),
    ("statements", "either"): ("speaker", "about"),
}


@dataclass(frozen=True)
class Clause:
    """A condition in SQL on the rows `f` of a view, with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which facts are wanted; what is None does not matter. `HELP` says what each field means.

    Raises `UsageError`, which names the bad value and the valid ones, when it is made.
    """

    actor: str | None = None
    recipient: str | None = None
    either: str | None = None
    attribution: str | None = None
    type: str | None = None
    quad: str | None = None
    mode: str | None = None
    cameo: str | None = None
    context: str | None = None
    kind: str | None = None
    term: str | None = None
    measure: str | None = None
    act: str | None = None
    stance: str | None = None
    country: str | None = None
    place: str | None = None
    since: str | datetime.date | None = None
    until: str | datetime.date | None = None
    within: str | None = None
    status: str | None = None
    min_confidence: float | None = None
    publisher: str | None = None
    article: str | None = None
    id: str | None = None
    run: int | None = None
    text: str | None = None
    once: bool | None = None
    min_reports: int | None = None
    min_publishers: int | None = None
    order: str | None = None
    limit: int | None = None
    offset: int | None = None

    def __post_init__(self) -> None:
        for name in ("actor", "recipient", "attribution"):
            if getattr(self, name) is not None:
                _actor(getattr(self, name), name)
        if self.either is not None:
            _pair(self.either)
        if self.type is not None:
            _choice("type", self.type, sorted(known_codes().types), str.upper)
        if self.quad is not None:
            _choice("quad", self.quad, sorted({t.quad for t in known_codes().types.values()}), str.lower)
        if self.mode is not None:
            modes = sorted({m for t in known_codes().types.values() for m in t.modes})
            _choice("mode", self.mode, modes, str.lower)
        if self.context is not None:
            _choice("context", self.context, sorted(known_codes().contexts), str.lower)
        if self.cameo is not None and not all(c.isdigit() for c in _parts(self.cameo)):
            raise UsageError(f"CAMEO code {self.cameo!r} is not made of digits, such as 042 or 19.")
        if self.kind is not None:
            _choice("kind", self.kind, [*get_args(FigureKind), *get_args(AgreementKind)], str.lower)
        if self.term is not None:
            _choice("term", self.term, [t for t in get_args(DisplacementTerm) if t], str.lower)
        if self.measure is not None:
            _choice("measure", self.measure, [m for m in get_args(FigureMeasure) if m], str.lower)
        if self.act is not None:
            _choice("act", self.act, get_args(Act), str.lower)
        if self.stance is not None:
            _choice("stance", self.stance, get_args(Stance), str.lower)
        if self.status is not None:
            _choice("status", self.status, get_args(Assertion), str.lower)
        if self.country is not None:
            _countries(self.country)
        if self.within is not None:
            _period(self.within)
        since, until = self._day("since"), self._day("until")
        if since and until and since > until:
            raise UsageError(f"The time asked for is empty: since {since} is after until {until}.")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise UsageError(f"Confidence {self.min_confidence} is not between 0 and 1.")
        if self.order is not None:
            _choice("order", self.order.removeprefix("-"), sorted({n for o in ORDERS.values() for n in o}), str.lower)
        for name in ("limit", "offset", "run", "min_reports", "min_publishers"):
            number = getattr(self, name)
            if number is not None and (number < 0 or number >= 2**62):
                raise UsageError(f"{name} {number} is not a number that makes sense; give 0 or more.")

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        values = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, value in values if value is not None and value is not False}

    def human(self, kind: Kind = "events") -> str:
        """The filter in words: "events with actor TUR, type CONSULT, since 2020-01-01"."""
        given = {n: v for n, v in self.given().items() if n not in PAGING}
        words = {
            "min_confidence": "confidence at least",
            "text": "with the words",
            "id": "with the id",
            "within": "wholly within",
            "min_reports": "told by at least this many reports:",
            "min_publishers": "told by at least this many publishers:",
            "either": "between" if self.either and "," in self.either else "with",
            "attribution": "according to",
        }
        parts = [
            "each incident once" if name == "once" else f"{words.get(name, name)} {value}"
            for name, value in given.items()
        ]
        said = ", ".join(parts)
        return f"{kind}: {said}" if said else f"all {kind}"

    def where(self, kind: Kind) -> Clause:
        """The condition on the rows `f` of the view `kind`; raises `UsageError` for a filter that it has not."""
        clauses: list[Clause] = []
        for name, value in self.given().items():
            if name not in FILTERS[kind]:
                raise UsageError(f"{kind} have no filter {name!r}; they have: {', '.join(FILTERS[kind])}.")
            if name == "kind":
                _choice("kind", value, get_args(FigureKind if kind == "figures" else AgreementKind), str.lower)
            if name in PAGING or name == "once" or (kind == "incidents" and name in _OF_INCIDENTS):
                continue
            # an incident is chosen by its events
            clauses += self._clauses("events" if kind == "incidents" else kind, name, value)
        if kind == "incidents":
            own = [c for name, value in self.given().items() if name in _OF_INCIDENTS for c in _incident(name, value)]
            return _all([*([_told_as(_all(clauses))] if clauses else []), *own])
        return _once(_all(clauses)) if self.once else _all(clauses)

    def order_by(self, kind: Kind) -> str:
        """The columns after `ORDER BY`, ending with what tells any two rows apart; `UsageError` for a bad one."""
        ties = "f.article" if kind == "articles" else "f.article, f.n"
        by_date = (
            "f.published" if kind == "articles" else "f.date" if kind == "agreements" else "f.date_start, f.date_end"
        )
        asked = (self.order or "date").lower()
        name, down = asked.removeprefix("-"), asked.startswith("-")
        if name not in ORDERS[kind]:
            raise UsageError(f"{kind} are not sorted by {name!r}; they are by: {', '.join(ORDERS[kind])}.")
        columns = [ORDERS[kind][name], *(c for c in by_date.split(", ") if c != ORDERS[kind][name])]
        first = f"{columns[0]}{' DESC' if down else ''} NULLS LAST"
        rest = [f"{c} DESC NULLS LAST" if down and name == "date" else c for c in columns[1:]]
        return ", ".join([first, *rest, ties])

    def page(self) -> Clause:
        """The `LIMIT` and `OFFSET` that end a query."""
        sql, parameters = "", []
        if self.limit is not None:
            sql += " LIMIT ?"
            parameters.append(self.limit)
        if self.offset is not None:
            sql += " OFFSET ?"
            parameters.append(self.offset)
        return Clause(sql, tuple(parameters))

    def _day(self, name: Literal["since", "until"]) -> datetime.date | None:
        value = getattr(self, name)
        return None if value is None else _bound(name, value)

    def _clauses(self, kind: Kind, name: str, value: Any) -> list[Clause]:
        if name in ("actor", "recipient", "either", "attribution"):
            wanted = _pair(value) if name == "either" else (_actor(value, name),)
            return [_participant(kind, name, side) for side in wanted]
        if name == "run":
            return [Clause("f.run = ?", (value,))]
        if name in ("type", "mode", "status", "stance", "kind", "term", "measure"):
            case = str.upper if name == "type" else str.lower
            return [Clause(f"list_contains(?, f.{name})", ([case(p) for p in _parts(value)],))]
        if name == "quad":
            quads = {part.lower() for part in _parts(value)}
            types = sorted(code for code, t in known_codes().types.items() if t.quad in quads)
            return [Clause("list_contains(?, f.type)", (types,))]
        if name == "within":
            first, last = _period(value)
            start, end = ("f.date", "f.date") if kind == "agreements" else ("f.date_start", "f.date_end")
            return [Clause(f"{start} >= ? AND {end} <= ?", (first, last))]
        if name == "id":
            return [Clause(f"list_contains(?, f.{_IDS[kind]})", ([part.lower() for part in _parts(value)],))]
        if name == "cameo":
            return [_any(Clause("starts_with(f.cameo, ?)", (part,)) for part in _parts(value))]
        if name in ("context", "act"):
            return [Clause(f"list_has_any(f.{name}s, ?)", ([p.lower() for p in _parts(value)],))]
        if name == "country":
            return [Clause("list_contains(?, f.country)", (_countries(value),))]
        if name == "place":
            return [_place(kind, value)]
        if name in ("since", "until"):
            return [_time(kind, name, _bound(name, value))]
        if name == "min_confidence":
            return [Clause("f.confidence >= ?", (value,))]
        if name == "publisher":
            return [Clause("contains(lower(f.publisher), lower(?))", (value,))]
        if name == "article":
            return [Clause("starts_with(f.article, ?)", (value.lower(),))]
        return [_words(kind, value)]


# -- what a filter means in SQL ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Side:
    country: str = ""
    sectors: tuple[str, ...] = ()
    name: str = ""

    def on_participants(self) -> Clause:
        """The condition on rows `p` of participants."""
        if self.name:
            return Clause(
                "lower(p.actor) = lower(?) OR regexp_matches(p.name, ?)", (self.name, _beginning_with(self.name))
            )
        parts = [Clause("p.country = ?", (self.country,))] if self.country else []
        parts += [Clause("list_has_all(p.sectors, ?)", (list(self.sectors),))] if self.sectors else []
        return Clause(" AND ".join(c.sql for c in parts), tuple(p for c in parts for p in c.parameters))

    def on_sides(self) -> Clause:
        """The condition on `s.side`, a side in one cell."""
        if self.name:
            return Clause("regexp_matches(s.side, ?)", (_beginning_with(self.name),))
        wanted = [self.country] if self.country else []
        return Clause("list_has_all(string_split(s.side, ' '), ?)", ([*wanted, *self.sectors],))


def on_participants(value: str) -> Clause:
    """The condition on rows `p` of participants that they are the actor that `value` names, as for the filter."""
    return _actor(value).on_participants()


def _participant(kind: Kind, name: str, side: _Side) -> Clause:
    if kind == "agreements":
        on = side.on_sides()
        return Clause(
            f"EXISTS (SELECT 1 FROM (SELECT unnest(list_concat(f.parties, f.brokers)) AS side) s WHERE {on.sql})",
            on.parameters,
        )
    on = side.on_participants()
    roles = ", ".join(f"'{role}'" for role in _ROLES[kind, name])
    return Clause(
        f"EXISTS (SELECT 1 FROM participant_rows p WHERE p.coding = f.coding AND p.fact = f.{_IDS[kind]} "
        f"AND p.fact_kind = '{_IDS[kind]}' AND p.role IN ({roles}) AND ({on.sql}))",
        on.parameters,
    )


def _place(kind: Kind, value: str) -> Clause:
    name = Clause("contains(lower(f.place), lower(?))", (value,))
    if kind == "agreements":
        return name
    if value.isdigit() and len(value) < 18:
        return Clause("f.geonames_id = ?", (int(value),))
    return _any((name, Clause("contains(lower(f.region), lower(?))", (value,))))


def _time(kind: Kind, name: str, day: datetime.date) -> Clause:
    operator, column = (">=", "date_end") if name == "since" else ("<=", "date_start")
    if kind == "articles":
        return Clause(f"f.published {operator} ?", (day,))
    if kind == "agreements":
        return Clause(
            f"f.date {operator} ? OR EXISTS (SELECT 1 FROM act_rows a WHERE a.coding = f.coding "
            f"AND a.agreement = f.agreement AND a.{column} {operator} ?)",
            (day, day),
        )
    return Clause(f"f.{column} {operator} ?", (day,))


def _words(kind: Kind, value: str) -> Clause:
    if kind == "articles":
        return Clause("contains(lower(f.text), lower(?)) OR contains(lower(f.title), lower(?))", (value, value))
    return Clause(
        f"EXISTS (SELECT 1 FROM evidence_rows e WHERE e.coding = f.coding AND e.fact = f.{_IDS[kind]} "
        f"AND e.fact_kind = '{_IDS[kind]}' AND contains(lower(e.words), lower(?)))",
        (value,),
    )


INCIDENT_ID = "substr(sha256('incident' || chr(31) || {0}.article || chr(31) || {0}.event || chr(31)), 1, 12)"
"""In SQL, the id of an incident whose first telling is the row named in the braces; as `Telling.name` makes it."""


def _incident(name: str, value: Any) -> list[Clause]:
    """What is asked of an incident itself. An id may be that of any of its tellings, as an incident's id comes from its
    first and an earlier report may have come since."""
    if name == "id":
        ids = [part.lower() for part in _parts(value)]
        telling = INCIDENT_ID.format("t")
        return [
            Clause(
                f"list_contains(?, f.incident) OR f.incident IN (SELECT t.incident FROM tellings t "
                f"WHERE list_contains(?, {telling}) OR list_contains(?, t.event))",
                (ids, ids, ids),
            )
        ]
    return [Clause(f"f.{name.removeprefix('min_')} >= ?", (value,))]


def _told_as(where: Clause) -> Clause:
    """The condition on incidents that one of their events is chosen by a condition on events."""
    return Clause(
        "(f.coding, f.event) IN (SELECT coalesce(r.coding, g.coding), coalesce(r.event, g.event) "
        f"FROM (SELECT f.coding, f.event FROM events f WHERE {where.sql}) g "
        "LEFT JOIN telling_rows t ON t.coding = g.coding AND t.event = g.event "
        "LEFT JOIN telling_rows r ON r.incident = t.incident AND r.n = 0)",
        where.parameters,
    )


def _once(where: Clause) -> Clause:
    """The condition on events that they are chosen, and the first chosen ones of their incidents."""
    return Clause(
        f"({where.sql}) AND (NOT EXISTS (SELECT 1 FROM telling_rows t WHERE t.coding = f.coding AND t.event = f.event) "
        "OR (f.coding, f.event) IN (SELECT arg_min(f.coding, t.n), arg_min(f.event, t.n) FROM events f "
        f"JOIN telling_rows t ON t.coding = f.coding AND t.event = f.event WHERE {where.sql} GROUP BY t.incident))",
        (*where.parameters, *where.parameters),
    )


def _all(clauses: Iterable[Clause]) -> Clause:
    given = list(clauses)
    if not given:
        return Clause("true")
    return Clause(" AND ".join(f"({c.sql})" for c in given), tuple(p for c in given for p in c.parameters))


def _any(clauses: Iterable[Clause]) -> Clause:
    given = list(clauses)
    return Clause(" OR ".join(c.sql for c in given), tuple(p for c in given for p in c.parameters))


def _beginning_with(name: str) -> str:
    """A pattern for names with `name` at the beginning of a word; all in capitals ("UN") it is a whole word."""
    escaped = "".join(c if c.isalnum() or c == " " else f"\\x{{{ord(c):x}}}" for c in name)
    if name.isupper():
        return rf"(^|[^\pL\pN]){escaped}($|[^\pL\pN])"
    return rf"(?i)(^|[^\pL\pN]){escaped}"


# -- what values mean ----------------------------------------------------------------------------------------------


@cache
def known_codes() -> Ontology:
    """The ontology, loaded once."""
    from dragoman.ontology import load_ontology

    return load_ontology()


@cache
def country_names() -> dict[str, str]:
    """The English names of countries by ISO 3166-1 alpha-3 code."""
    text = package_file("dragoman.actors", "countries.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    code, name = rows[0].index("iso3"), rows[0].index("name")
    return {row[code].strip(): row[name].strip() for row in rows[1:]}


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _choice(name: str, value: str, valid: Iterable[str], case: Any) -> None:
    known = list(valid)
    for part in _parts(value) or [value]:
        if case(part) not in known:
            raise UsageError(f"Unknown {name} {part!r}; valid: {', '.join(known)}.")


def _countries(value: str) -> list[str]:
    names = country_names()
    codes = {name.casefold(): code for code, name in names.items()}
    found = []
    for part in _parts(value) or [value]:
        code = part.upper() if part.upper() in names else codes.get(part.casefold())
        if code is None:
            near = [f"{c} ({n})" for c, n in names.items() if part and n.casefold().startswith(part.casefold()[:3])]
            hint = f" Near: {', '.join(near[:8])}." if near else ""
            raise UsageError(f"Unknown country {part!r}; give ISO 3166-1 alpha-3 codes such as SYR.{hint}")
        found.append(code)
    return found


def _actor(value: str, name: str = "actor") -> _Side:
    """A side, or a name; three capitals that are neither a country nor a sector are a name ("PKK")."""
    bare = _UNSEEN.sub(" ", value).strip()
    if not bare:
        raise UsageError(f"{name} is empty; give a country (TUR), a side (TUR.GOV) or part of a name.")
    match = _SIDE.fullmatch(bare)
    if not match:
        return _Side(name=bare)
    sectors = known_codes().sectors
    first, rest = match[1], tuple(re.split("[ .]", match[2])) if match[2] else ()
    is_country, is_sector = first in country_names(), first in sectors
    if not is_country and not is_sector:
        return _Side(name=bare)
    for sector in rest:
        if sector not in sectors:
            raise UsageError(f"Unknown sector {sector!r} in {value!r}; valid: {', '.join(sorted(sectors))}.")
    return _Side(country=first, sectors=rest) if is_country else _Side(sectors=(first, *rest))


def _pair(value: str) -> tuple[_Side, ...]:
    parts = _parts(value)
    if len(parts) > 2:
        raise UsageError(f"either {value!r} names more than two; give one (TUR) or a pair (TUR,SYR).")
    return tuple(_actor(part, "either") for part in parts or [value])


def _period(value: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of what `value` names."""
    bare = value.strip()
    first, dots, last = bare.partition("..")
    try:
        if week := _WEEK.fullmatch(bare):
            monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday, monday + datetime.timedelta(days=6)
        period = _bound("since", first), _bound("until", last if dots else first)
    except (UsageError, ValueError):
        raise UsageError(
            f"within {value!r} is not a period; write 2020, 2020-11, 2020-W48, 2020-11-30 or 2020-11-01..2020-12-15."
        ) from None
    if period[0] > period[1]:
        raise UsageError(f"The period {value!r} is empty: its first day is after its last.")
    return period


def _bound(name: str, value: str | datetime.date) -> datetime.date:
    """The first day of what `value` names for `since`, the last for `until`."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    match = _DAY.fullmatch(value.strip())
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if name == "since":
            return datetime.date(year, month or 1, day or 1)
        month = month or 12
        return datetime.date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        raise UsageError(f"{name} {value!r} is not a day; write 2020, 2020-11 or 2020-11-30.") from None
