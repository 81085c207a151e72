"""Agreements across reports: which mentions are of one instrument, the line of its acts, and whether it holds.

One instrument. Agreements of several reports are the same instrument when they are of one kind and
- have the same name, and that name tells it apart ("Doha agreement", "March 5 memorandum"): it holds more than the
  words that any agreement has, or they have the same place; or
- have the same date and share a party.
"Ceasefire" alone, without place or date, is never joined with another.

Whether it holds, by the acts in order of their dates (an act without a date counts on its report's day):
- `ended`: the last of ended or withdrawn came after every act that made or renewed it
- `suspended`: it was suspended, and not renewed (affirmed, extended, implemented, signed, reached) since
- `violated`: it was said to be violated, and not renewed since
- `renewed`: it was affirmed, extended or implemented, with no breach told since
- `made`: it was reached, signed, declared, adopted, ratified or entered into force, and nothing was told since
- `wanted`: it was only called for, proposed or negotiated
This is what the record says and not what is so: silence is no evidence that an agreement holds.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.analysis.sentences import sentence_at
from dragoman.archive.filters import Clause, Filter
from dragoman.archive.review.layers import MACHINE, Layer
from dragoman.record import content_id

if TYPE_CHECKING:
    from dragoman.archive import Archive

Standing = Literal["ended", "suspended", "violated", "renewed", "made", "wanted"]
STANDINGS: dict[Standing, str] = {
    "ended": "ended",
    "suspended": "suspended",
    "violated": "said to be violated",
    "renewed": "affirmed since",
    "made": "made; nothing told since",
    "wanted": "not reached",
}
"""What each standing is called."""
_MADE = frozenset({"declared", "adopted", "reached", "signed", "ratified", "entered_into_force"})
_RENEWED = frozenset({"affirmed", "extended", "implemented"})
_BROKEN: dict[str, Standing] = {
    "ended": "ended",
    "withdrawn": "ended",
    "suspended": "suspended",
    "violated": "violated",
}
_GENERIC = frozenset(
    "a an the ceasefire cease-fire cease fire truce agreement agreements accord deal treaty pact memorandum "
    "understanding of peace protocol roadmap resolution between for on in and with new this that".split()
)


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One act on an agreement as one report tells it; `dated` is False where the report's day stands in."""

    act: str
    date: datetime.date | None
    dated: bool
    by: tuple[str, ...]
    sentence: str
    article: str
    agreement: str
    publisher: str
    title: str
    start: int
    end: int


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement across reports. `agreements` are the ids of its mentions; parties named most come first."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    brokers: tuple[str, ...]
    date: datetime.date | None
    place: str | None
    acts: tuple[Act, ...]
    standing: Standing
    since: datetime.date | None
    agreements: tuple[str, ...]
    articles: tuple[str, ...]


def ledger(
    archive: Archive,
    chosen: Filter | None = None,
    *,
    where: Clause | None = None,
    sentences: bool = True,
    layer: Layer = MACHINE,
) -> tuple[Instrument, ...]:
    """The instruments among the agreements that a filter (or a condition on agreements `f`) chooses, the latest first.

    All mentions of an instrument are told, also in reports that the filter leaves out; `limit` and `offset` page
    through the instruments. Without `sentences` the acts carry only the words that name them, which is faster.
    """
    chosen = chosen or Filter()
    condition = where or chosen.where("agreements")
    rows = archive.ask(
        Clause(
            "SELECT f.coding, f.article, f.agreement, f.kind, f.name, f.parties, f.brokers, f.date, f.place, "
            f"f.publisher, f.title, f.published, ({condition.sql}) AS wanted FROM {layer.agreements} f",
            condition.parameters,
        )
    ).to_dicts()
    groups = [group for group in _groups(rows) if any(row["wanted"] for row in group)]
    acts = _acts(archive, [row for group in groups for row in group])
    found = sorted((_instrument(group, acts) for group in groups), key=_latest_first)
    begin = chosen.offset or 0
    shown = found[begin : begin + chosen.limit] if chosen.limit is not None else found[begin:]
    return tuple(_with_sentences(archive, shown)) if sentences else tuple(shown)


def standing_of(acts: Iterable[Act]) -> tuple[Standing, datetime.date | None]:
    """Whether an agreement holds by its acts in order, and since when; see the head of this module."""
    standing: Standing = "wanted"
    since: datetime.date | None = None
    for act in acts:
        now: Standing
        if act.act in _BROKEN:
            now = _BROKEN[act.act]
            # What has ended is not violated by a later report that looks back.
            if standing == "ended" and now != "ended":
                continue
        elif act.act in _RENEWED:
            now = "renewed"
        elif act.act in _MADE:
            now = "made" if standing == "wanted" else standing if standing in ("made", "renewed") else "renewed"
        else:
            continue
        if now != standing:
            standing, since = now, act.date
    return standing, since


def _groups(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Mentions by instrument."""
    parent = list(range(len(rows)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    by_name: dict[tuple[str, ...], int] = {}
    by_date: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        words = re.findall(r"\w+", row["name"].casefold())
        telling = [word for word in words if word not in _GENERIC]
        if telling or row["place"]:
            key: tuple[str, ...] = (row["kind"], " ".join(w for w in words if w not in ("a", "an", "the")))
            key += () if telling else (row["place"].casefold(),)
            parent[root(n)] = root(by_name.setdefault(key, n))
        if row["date"] is not None:
            for other in by_date[row["kind"], row["date"]]:
                if set(rows[other]["parties"]) & set(row["parties"]):
                    parent[root(n)] = root(other)
            by_date[row["kind"], row["date"]].append(n)
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for n, row in enumerate(rows):
        groups[root(n)].append(row)
    return list(groups.values())


def _acts(archive: Archive, agreements: list[dict[str, Any]]) -> dict[tuple[int, str], list[Act]]:
    told = {(row["coding"], row["agreement"]): row for row in agreements}
    rows = archive.ask(
        Clause(
            "SELECT * FROM act_rows WHERE coding IN (SELECT unnest(?::INTEGER[])) ORDER BY coding, agreement, n",
            (sorted({coding for coding, _ in told}),),
        )
    )
    found: dict[tuple[int, str], list[Act]] = defaultdict(list)
    for row in rows:
        key = row["coding"], row["agreement"]
        if (of := told.get(key)) is None:
            continue
        found[key].append(
            Act(
                act=row["act"],
                date=row["date_start"] or of["published"],
                dated=row["date_start"] is not None,
                by=tuple(row["by_sides"]),
                sentence=row["words"],
                article=of["article"],
                agreement=row["agreement"],
                publisher=of["publisher"] or "",
                title=of["title"] or "",
                start=row["start_char"],
                end=row["end_char"],
            )
        )
    return found


def _instrument(group: list[dict[str, Any]], acts: dict[tuple[int, str], list[Act]]) -> Instrument:
    line = sorted(
        (act for row in group for act in acts.get((row["coding"], row["agreement"]), [])),
        key=lambda act: (act.date or datetime.date.max, act.article, act.start),
    )
    names = _by_number(row["name"] for row in group)
    ids = tuple(sorted({row["agreement"] for row in group}))
    told = [row["date"] for row in group if row["date"] is not None]
    made = [act.date for act in line if act.act in _MADE and act.dated and act.date]
    standing, since = standing_of(line)
    return Instrument(
        id=content_id("instrument", ids[0]),
        kind=group[0]["kind"],
        name=names[0],
        names=names,
        parties=_by_number(side for row in group for side in row["parties"]),
        brokers=_by_number(side for row in group for side in row["brokers"]),
        date=_by_number(told)[0] if told else min(made, default=None),
        place=next(iter(_by_number(row["place"] for row in group if row["place"])), None),
        acts=tuple(line),
        standing=standing,
        since=since,
        agreements=ids,
        articles=tuple(sorted({row["article"] for row in group})),
    )


def _by_number(values: Iterable[Any]) -> tuple[Any, ...]:
    """Distinct values, those that come most often first, then in order of the alphabet."""
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], str(value))))


def _latest_first(one: Instrument) -> tuple[int, str, str]:
    last = max((act.date for act in one.acts if act.date), default=one.date)
    return -(last.toordinal() if last else 0), one.name, one.id


def _with_sentences(archive: Archive, found: list[Instrument]) -> list[Instrument]:
    articles = sorted({act.article for one in found for act in one.acts})
    rows = archive.ask(
        Clause("SELECT article, text FROM articles WHERE article IN (SELECT unnest(?::VARCHAR[]))", (articles,))
    )
    texts = {row["article"]: row["text"] for row in rows}
    return [
        msgspec.structs.replace(
            one,
            acts=tuple(
                msgspec.structs.replace(act, sentence=sentence_at(texts[act.article], act.start, act.end))
                for act in one.acts
            ),
        )
        for one in found
    ]
