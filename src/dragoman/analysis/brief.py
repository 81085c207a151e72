"""A brief: what the record says of an actor, a dyad, a place or an agreement in a period, in sentences with footnotes.

Every sentence is made from rows of the archive by fixed rules, and each names its evidence; nothing is inferred and
nothing smoothed. Tellings of several reports that agree in type, sides, place and date become one sentence with a
footnote for each; those told by most reports, then the most intense and the surest, come first. Figures are given as
ranges with who said so. Only what happened (`actual`) is told; how much was announced or denied is counted.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.analysis import wording
from dragoman.analysis.ledger import STANDINGS, Instrument, ledger
from dragoman.analysis.profile import Profile, profile
from dragoman.analysis.series import QUADS, Series, series, sides_of_pair, where_agreements
from dragoman.analysis.tolls import Toll, tolls
from dragoman.archive.filters import Clause, Filter, known_codes
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.archive import Archive

SubjectKind = Literal["actor", "dyad", "place", "agreement", "filter"]
_QUAD_WORDS = {
    "verbal cooperation": "cooperation in words",
    "material cooperation": "cooperation in deeds",
    "verbal conflict": "conflict in words",
    "material conflict": "conflict in deeds",
}


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A footnote: the report, the fact in it, and the words; `fact` is an event's, figure's or statement's id."""

    number: int
    article: str
    kind: Literal["event", "figure", "agreement", "statement"]
    fact: str
    words: str
    title: str
    publisher: str
    published: datetime.date | None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, the numbers of its footnotes, and the ids of all the events that it rests on."""

    text: str
    notes: tuple[int, ...] = ()
    events: tuple[str, ...] = ()


_COUNTED = (
    *("event", "article", "type", "mode", "actors", "recipients", "confidence"),
    *("date_start", "date_end", "place", "country", "place_precision", "lat", "lon"),
)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences under one heading."""

    heading: str
    sentences: tuple[Sentence, ...]


class PlaceCount(msgspec.Struct, frozen=True, kw_only=True):
    """A place and its events: their number, and by quad class in the order of `QUADS`."""

    name: str
    country: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    events: int
    counts: tuple[int, int, int, int]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A brief with all that its pages and its Markdown form need; `human` says what was asked."""

    title: str
    human: str
    kind: SubjectKind
    since: datetime.date | None
    until: datetime.date | None
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    tolls: tuple[Toll, ...]
    agreements: tuple[Instrument, ...]
    series: Series
    places: tuple[PlaceCount, ...]
    reports: int


class _Notes:
    """Footnotes in order of their first use; the same words of the same report have one number."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Note] = {}

    def add(self, kind: Literal["event", "figure", "agreement", "statement"], fact: str, row: dict[str, Any]) -> int:
        key = (row["article"], row["words"])
        if key not in self.found:
            self.found[key] = Note(
                number=len(self.found) + 1,
                article=row["article"],
                kind=kind,
                fact=fact,
                words=" ".join(row["words"].split()),
                title=row.get("title") or "",
                publisher=row.get("publisher") or "",
                published=row.get("published"),
            )
        return self.found[key].number


def brief(
    archive: Archive,
    chosen: Filter | None = None,
    *,
    agreement: str | None = None,
    most_events: int = 30,
    most_tolls: int = 12,
) -> Brief:
    """The brief on what a filter chooses: `either` one side (an actor) or two (a dyad), `place`, `since`, `until`, ….

    `agreement` is an agreement's id or part of its name: the brief is then on that instrument and its parties. Raises
    `UsageError` where nothing is asked for, and for an agreement that the archive does not have.
    """
    chosen = dataclasses.replace(chosen or Filter(), limit=None, offset=None, order=None)
    instruments: tuple[Instrument, ...]
    if agreement is not None:
        instruments = _named(archive, agreement, chosen)
        chosen = _around(instruments[0], chosen)
    else:
        asked = {name for name in chosen.given() if name not in ("since", "until", "within")}
        if not asked:
            raise UsageError("A brief is on somebody or something: give an actor, a pair, a place or an agreement.")
        instruments = ledger(archive, where=where_agreements(chosen))[:8] if _has_agreements(chosen) else ()
    notes = _Notes()
    kind, title = _subject(chosen, instruments, agreement)
    over_time = series(archive, chosen)
    told = dataclasses.replace(chosen, status=chosen.status or "actual")
    rows = _slim_rows(archive, told)
    found_tolls = tolls(archive, _figures(archive, chosen, told)).tolls
    known = profile(archive, sides_of_pair(chosen.either)[0], chosen) if kind == "actor" else None
    sections = [
        _overview(archive, chosen, rows, over_time, notes),
        Section(heading="What happened", sentences=tuple(_happenings(archive, rows, notes, most_events))),
        Section(heading="Figures", sentences=tuple(_toll_sentences(found_tolls[:most_tolls], notes))),
        Section(heading="Agreements", sentences=tuple(_agreement_sentences(instruments, notes))),
        Section(heading="Positions", sentences=tuple(_position_sentences(known, notes))),
    ]
    return Brief(
        title=title,
        human=over_time.human,
        kind=kind,
        since=_first(chosen, rows),
        until=_last(chosen, rows),
        sections=tuple(section for section in sections if section.sentences),
        notes=tuple(notes.found.values()),
        tolls=found_tolls,
        agreements=instruments,
        series=over_time,
        places=_places(rows),
        reports=len({row["article"] for row in rows}),
    )


def _slim_rows(archive: Archive, chosen: Filter) -> list[dict[str, Any]]:
    """The events that a filter chooses, in order of time, with what is counted and compared of them only.

    They may be many thousands; the words are fetched of the few that are told.
    """
    where = chosen.where("events")
    return archive.ask(
        Clause(
            f"SELECT {', '.join(f'f.{name}' for name in _COUNTED)} FROM events f WHERE {where.sql} "
            f"ORDER BY {chosen.order_by('events')}",
            where.parameters,
        )
    ).to_dicts()


def _named(archive: Archive, agreement: str, chosen: Filter) -> tuple[Instrument, ...]:
    condition = Clause("f.agreement = ? OR contains(lower(f.name), lower(?))", (agreement.lower(), agreement))
    found = ledger(archive, where=condition)
    exact = [one for one in found if agreement.lower() in one.agreements or one.id == agreement]
    if not found:
        raise UsageError(f"The archive has no agreement {agreement!r}. `dragoman agreements` lists those it has.")
    return (exact[0] if exact else max(found, key=lambda one: len(one.articles)),)


def _around(instrument: Instrument, chosen: Filter) -> Filter:
    """Events between the parties of an instrument, from its first act on."""
    parties = [side for side in instrument.parties if side][:2]
    first = min((act.date for act in instrument.acts if act.date), default=instrument.date)
    return dataclasses.replace(
        chosen,
        either=chosen.either or (",".join(parties) if parties else None),
        since=chosen.since or first,
    )


def _has_agreements(chosen: Filter) -> bool:
    return bool(chosen.either or chosen.actor or chosen.recipient or chosen.place or chosen.article)


def _subject(chosen: Filter, instruments: Sequence[Instrument], agreement: str | None) -> tuple[SubjectKind, str]:
    sides = [wording.side(side.replace(".", " ")) for side in sides_of_pair(chosen.either)]
    if agreement is not None:
        return "agreement", instruments[0].name[:1].upper() + instruments[0].name[1:]
    if len(sides) == 2:
        return "dyad", f"{sides[0]} and {sides[1]}"
    if sides:
        return "actor", sides[0]
    if chosen.place:
        return "place", chosen.place[:1].upper() + chosen.place[1:]
    if chosen.country:
        return "place", wording.side(chosen.country)
    said = chosen.human("events")
    return "filter", said[:1].upper() + said[1:]


def _figures(archive: Archive, chosen: Filter, told: Filter) -> Filter:
    """The figures that go with a brief: of the events that are told, else those at its place and time."""
    if chosen.place or chosen.country:
        return Filter(
            place=chosen.place, country=chosen.country, since=chosen.since, until=chosen.until, within=chosen.within
        )
    where = told.where("events")
    ids = archive.ask(
        Clause(
            f"SELECT figure FROM figures WHERE event IN (SELECT f.event FROM events f WHERE {where.sql})",
            where.parameters,
        )
    ).column("figure")
    return Filter(id=",".join(ids) or "none", since=chosen.since, until=chosen.until)


def _overview(
    archive: Archive, chosen: Filter, rows: list[dict[str, Any]], over_time: Series, notes: _Notes
) -> Section:
    reports = len({row["article"] for row in rows})
    if not rows:
        return Section(heading="In short", sentences=(Sentence(text="The archive holds no event of this kind."),))
    ids = tuple(row["event"] for row in rows)
    by_type: dict[str, list[str]] = defaultdict(list)
    by_quad: dict[str, list[str]] = defaultdict(list)
    codes = known_codes()
    for row in rows:
        by_type[row["type"]].append(row["event"])
        by_quad[codes.quad(row["type"])].append(row["event"])
    said = [
        Sentence(
            text=f"The archive holds {_many(len(rows), 'event')} of this kind in {_many(reports, 'report')}"
            f"{_span(rows)}.",
            events=ids,
        )
    ]
    most = sorted(by_type, key=lambda t: (-len(by_type[t]), t))[:4]
    said.append(
        Sentence(
            text=f"Most often told: {wording.listed([wording.noun(t, len(by_type[t])) for t in most])}.",
            events=tuple(event for t in most for event in by_type[t]),
        )
    )
    shares = [f"{len(by_quad[q]):,} of {_QUAD_WORDS[q]}" for q in QUADS if by_quad[q]]
    scores = [(codes.score(row["type"], row["mode"] or ""), row["event"]) for row in rows]
    mean = sum(score for score, _ in scores) / len(scores)
    said.append(
        Sentence(
            text=f"By class they are {wording.listed(shares)}; their mean intensity is {mean:+.1f} "
            "(from −10, hostile, to +10, cooperative).".replace("-", "−"),
            events=ids,
        )
    )
    if chosen.status is None:
        for status, words in (("future", "announced or planned"), ("negated", "said not to have happened")):
            others = archive.events(dataclasses.replace(chosen, status=status)).column("event")
            if others:
                said.append(
                    Sentence(
                        text=f"Besides, {_many(len(others), 'event')} {_was(others)} {words}.", events=tuple(others)
                    )
                )
    dense = max(over_time.bars, key=lambda bar: bar.events, default=None)
    if dense is not None and len(over_time.bars) > 2 and dense.events > 2:
        said.append(
            Sentence(
                text=f"The busiest {over_time.by} {'was that of' if over_time.by == 'day' else 'began on'} "
                f"{wording.day(dense.start)}, with "
                f"{_many(dense.events, 'event')} while {_many(dense.reports, 'report')} appeared.",
                events=tuple(event for ids in dense.ids for event in ids),
            )
        )
    return Section(heading="In short", sentences=tuple(said))


def _happenings(archive: Archive, rows: list[dict[str, Any]], notes: _Notes, most: int) -> Iterable[Sentence]:
    """The happenings that most reports tell, then the most intense, in order of time."""
    codes = known_codes()
    groups: dict[tuple[object, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        key = (
            row["type"],
            tuple(sorted(row["actors"])),
            tuple(sorted(row["recipients"])),
            row["place"],
            row["date_start"],
            row["date_end"],
        )
        # Without a date two tellings cannot be known to be of one thing.
        groups[key if row["date_start"] else (row["event"],)].append(row)

    def weight(group: list[dict[str, Any]]) -> tuple[float, ...]:
        best = max(group, key=lambda row: row["confidence"])
        intensity = abs(codes.score(best["type"], best["mode"] or ""))
        return (len({row["article"] for row in group}), intensity * best["confidence"])

    chosen = sorted(groups.values(), key=lambda g: (*(-w for w in weight(g)), g[0]["event"]))[:most]
    ids = ",".join(row["event"] for group in chosen for row in group)
    whole = {row["event"]: row for row in archive.events(id=ids)} if ids else {}
    for slim in sorted(chosen, key=lambda g: (g[0]["date_start"] or datetime.date.max, g[0]["event"])):
        group = [whole[row["event"]] for row in slim]
        row = max(group, key=lambda one: (one["confidence"], one["event"]))
        parts = [
            wording.clause(row["type"], row["mode"] or "", row["actor_names"], row["recipient_names"]),
            wording.where(row["place"], row["country"], row["place_precision"]),
            wording.when(row["date_start"], row["date_end"]),
        ]
        text = " ".join(part for part in parts if part)
        sources = list(dict.fromkeys(side for one in group for side in one["attribution"]))
        if sources:
            text += f", according to {wording.listed([wording.side(s) for s in sources])}"
        yield Sentence(
            text=text[:1].upper() + text[1:] + ".",
            notes=tuple(sorted({notes.add("event", one["event"], one) for one in group})),
            events=tuple(one["event"] for one in group),
        )


def _toll_sentences(found: Sequence[Toll], notes: _Notes) -> Iterable[Sentence]:
    for toll in sorted(found, key=lambda t: (t.start or datetime.date.max, t.place, t.kind)):
        numbers = {(claim.low, claim.high) for claim in toll.claims}
        # A figure that is known to a country alone has its code for a place.
        place = wording.side(toll.place) if toll.place == toll.country else toll.place
        where = wording.where(place, toll.country, "country" if toll.place == toll.country else None)
        when = wording.when(toll.start, toll.end)
        said = wording.KILLED_WORDS[toll.kind]
        claims = [
            f"{wording.number(c.low, c.high, approximate=c.approximate)} "
            f"({wording.listed([wording.side(s) for s in c.according_to]) or c.publisher or 'the report'})"
            for c in toll.claims
        ]
        told = wording.listed(claims, most=6)
        if len(numbers) > 1:
            text = f"Reports differ on how many were {said}: {told}"
        else:
            text = f"The number {said} was given as {told}"
        text = (
            f"{' '.join(part for part in (when, where) if part)}: {text[:1].lower()}{text[1:]}"
            if when or where
            else text
        )
        yield Sentence(
            text=text[:1].upper() + text[1:] + ".",
            notes=tuple(sorted({notes.add("figure", c.figure, _claim_row(c)) for c in toll.claims})),
            events=tuple(dict.fromkeys(c.event for c in toll.claims if c.event)),
        )


def _claim_row(claim: Any) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in ("article", "words", "publisher", "published")}


def _agreement_sentences(instruments: Sequence[Instrument], notes: _Notes) -> Iterable[Sentence]:
    for one in instruments:
        parties = wording.listed([wording.side(side) for side in one.parties])
        brokers = wording.listed([wording.side(side) for side in one.brokers])
        text = f"{one.name[:1].upper()}{one.name[1:]}"
        if parties:
            text += f", binding {parties}"
        if brokers:
            text += f", brokered by {brokers}"
        text += f": {STANDINGS[one.standing]}" + (f" ({wording.day(one.since)})" if one.since else "")
        yield Sentence(
            text=text + ".",
            notes=tuple(sorted({notes.add("agreement", act.agreement, _act_row(act)) for act in one.acts[-6:]})),
        )


def _act_row(act: Any) -> dict[str, Any]:
    return {
        "article": act.article,
        "words": act.sentence,
        "publisher": act.publisher,
        "title": act.title,
        "published": act.date,
    }


def _position_sentences(known: Profile | None, notes: _Notes) -> Iterable[Sentence]:
    if known is None:
        return
    for change in known.changes[:8]:
        before, after = change.before, change.after
        text = (
            f"On {wording.side(change.topic.split(', ')[0])}, {wording.side(after.speaker)} {before.stance} "
            f"“{before.about}”{_on(before.date)}, and {after.stance} “{after.about}”{_on(after.date)}"
        )
        yield Sentence(
            text=text + ".",
            notes=tuple(
                notes.add(
                    "statement", one.statement, {"article": one.article, "words": one.words, "publisher": one.publisher}
                )
                for one in (before, after)
            ),
        )


def _on(date: datetime.date | None) -> str:
    return f" on {wording.day(date)}" if date else ""


def _places(rows: list[dict[str, Any]]) -> tuple[PlaceCount, ...]:
    """The places of the events, those with most events first."""
    codes = known_codes()
    counts: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        if row["place"]:
            key = row["place"], row["country"], row["place_precision"], row["lat"], row["lon"]
            counts[key][QUADS.index(codes.quad(row["type"]))] += 1
    best = sorted(counts, key=lambda key: (-sum(counts[key]), str(key)))
    return tuple(
        PlaceCount(
            name=name,
            country=country,
            precision=precision,
            lat=lat,
            lon=lon,
            events=sum(counts[name, country, precision, lat, lon]),
            counts=tuple(counts[name, country, precision, lat, lon]),  # type: ignore[arg-type]
        )
        for name, country, precision, lat, lon in best
    )


def _span(rows: list[dict[str, Any]]) -> str:
    days = (
        [row["date_start"] for row in rows if row["date_start"]],
        [row["date_end"] for row in rows if row["date_end"]],
    )
    if not days[0]:
        return ""
    first, last = min(days[0]), max(days[1])
    return f", dated {wording.when(first, last)}" if first != last else f", dated {wording.day(first)}"


def _first(chosen: Filter, rows: list[dict[str, Any]]) -> datetime.date | None:
    return min((row["date_start"] for row in rows if row["date_start"]), default=None)


def _last(chosen: Filter, rows: list[dict[str, Any]]) -> datetime.date | None:
    return max((row["date_end"] for row in rows if row["date_end"]), default=None)


def _many(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _was(items: Sequence[object]) -> str:
    return "was" if len(items) == 1 else "were"
