"""Judging figures and agreements: accept, correct, reject, add, undo; what stands, and the facts that come of it.

It goes as with events: each call writes one row and gives its number, nothing is changed or taken away, a judgement
builds on the fact as judged so far, and a blind one on the machine's coding and the reviewer's own words. All raise
`UsageError` for what makes no sense: an unknown fact, one that was rejected, values that cannot be.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec
from msgspec import UNSET, UnsetType

from dragoman.archive.filters import Clause, Filter, country_names, known_codes
from dragoman.archive.review.layers import JUDGED, Layer
from dragoman.errors import ArchiveError, UsageError
from dragoman.record import (
    Actor,
    Agreement,
    AgreementKind,
    AgreementMention,
    DateRange,
    Figure,
    FigureKind,
    Place,
    Span,
    content_id,
)
from dragoman.record.types import DisplacementTerm, FigureMeasure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.archive.answer import Answer
    from dragoman.archive.archive import Archive
    from dragoman.record import Article, Record

FactKind = Literal["figure", "agreement"]
FactVerb = Literal["accept", "correct", "reject", "add", "undo"]
Fact = Figure | Agreement
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)


class FigureChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """New values of a figure's fields, named as in the record; a field that is not set stays as it is."""

    kind: FigureKind | UnsetType = UNSET
    low: int | UnsetType | None = UNSET
    high: int | UnsetType | None = UNSET
    approximate: bool | UnsetType = UNSET
    counted: str | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    date: DateRange | UnsetType | None = UNSET
    location: Place | UnsetType | None = UNSET
    attribution: tuple[Actor, ...] | UnsetType = UNSET
    event: str | UnsetType | None = UNSET
    part_of: str | UnsetType | None = UNSET
    term: DisplacementTerm | UnsetType = UNSET
    measure: FigureMeasure | UnsetType = UNSET
    span: Span | UnsetType = UNSET

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        return _given(self)


class AgreementChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """New values of an agreement's fields, named as in the record; a field that is not set stays as it is."""

    kind: AgreementKind | UnsetType = UNSET
    name: str | UnsetType = UNSET
    parties: tuple[str, ...] | UnsetType = UNSET
    brokers: tuple[str, ...] | UnsetType = UNSET
    date: datetime.date | UnsetType | None = UNSET
    place: str | UnsetType | None = UNSET
    mentions: tuple[AgreementMention, ...] | UnsetType = UNSET

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        return _given(self)


FactChanges = FigureChanges | AgreementChanges


class FactJudgement(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the review of figures and agreements: who said what of which fact, and when (UTC).

    `changes` holds the fields told, `made` the fact as it then is (None where it is rejected), `undone` whether a later
    row took it back, `undoes` the judgement that an undo takes back.
    """

    judgement: int
    reviewer: str
    made_at: datetime.datetime
    verb: FactVerb
    kind: FactKind
    article: str
    fact: str
    changes: Any = None
    made: Any = None
    undoes: int | None = None
    blind: bool = False
    note: str = ""
    undone: bool = False


class FactProgress(msgspec.Struct, frozen=True):
    """How far the review of the chosen facts is: how many there are, judged by anyone, by the reviewer."""

    facts: int
    judged: int
    by_reviewer: int


def accept_fact(
    archive: Archive, kind: FactKind, fact: str, reviewer: str, *, note: str = "", blind: bool = False
) -> int:
    """The fact is right as it is."""
    article, found = _held(archive, kind, fact, reviewer, blind)
    made = msgspec.structs.replace(found, confidence=1.0)
    return archive.judge_fact(
        kind=kind, verb="accept", article=article, reviewer=reviewer, fact=fact, made=made, blind=blind, note=note
    )


def correct_fact(
    archive: Archive, kind: FactKind, fact: str, changes: FactChanges, reviewer: str, *, note: str = "",
    blind: bool = False,
) -> int:  # fmt: skip
    """The fact is there, but these fields of it are otherwise."""
    article, found = _held(archive, kind, fact, reviewer, blind)
    if not changes.given():
        raise UsageError(f"Nothing is corrected: give at least one field, or accept the {kind}.")
    made = _changed(found, changes, archive.record(article))
    return archive.judge_fact(
        kind=kind, verb="correct", article=article, reviewer=reviewer, fact=fact, made=made,
        changes=_text(changes), blind=blind, note=note,
    )  # fmt: skip


def reject_fact(
    archive: Archive, kind: FactKind, fact: str, reviewer: str, *, note: str = "", blind: bool = False
) -> int:
    """There is no such fact."""
    article, _ = _held(archive, kind, fact, reviewer, blind)
    return archive.judge_fact(
        kind=kind, verb="reject", article=article, reviewer=reviewer, fact=fact, blind=blind, note=note
    )


def add_fact(
    archive: Archive, article: str, changes: FactChanges, reviewer: str, *, note: str = "", blind: bool = False
) -> int:
    """The machine missed a figure or an agreement of the report `article`; `changes` tells it, with its words."""
    record = record_named(archive, article)
    kind: FactKind = "figure" if isinstance(changes, FigureChanges) else "agreement"
    made = _new(changes, record)
    if any(one.id == made.id for one in facts_of(archive, record.doc, kind, _base(reviewer, blind))):
        raise UsageError(f"There is such a {kind} with these words already; correct that one.")
    return archive.judge_fact(
        kind=kind, verb="add", article=record.doc, reviewer=reviewer, fact=made.id, made=made,
        changes=_text(changes), blind=blind, note=note,
    )  # fmt: skip


def undo_fact(archive: Archive, judgement: int, reviewer: str, *, note: str = "") -> int:
    """The reviewer's own judgement stands no more; refused while a later one of theirs on the same fact stands."""
    own = {one.judgement: one for one in fact_judgements(archive, reviewer=reviewer)}
    wanted = own.get(judgement)
    if wanted is None:
        raise UsageError(f"{reviewer} has made no judgement {judgement} of a figure or agreement.")
    if wanted.verb == "undo" or wanted.undone:
        raise UsageError(f"Judgement {judgement} is undone already or is an undo itself; judge the fact again instead.")
    later = [
        one.judgement
        for one in own.values()
        if one.judgement > judgement and one.fact == wanted.fact and one.verb != "undo" and not one.undone
    ]
    if later:
        raise UsageError(f"Judgement {max(later)} on the same fact came after it; undo that one first.")
    return archive.judge_fact(
        kind=wanted.kind, verb="undo", article=wanted.article, reviewer=reviewer, fact=wanted.fact,
        undoes=judgement, blind=wanted.blind, note=note,
    )  # fmt: skip


def last_fact_judgement(archive: Archive, reviewer: str, kind: FactKind) -> FactJudgement | None:
    """The reviewer's last judgement of a kind of fact that stands, None where there is none."""
    own = fact_judgements(archive, reviewer=reviewer, kind=kind)
    return next((one for one in own if one.verb != "undo" and not one.undone), None)


def read_fact_changes(kind: FactKind, data: Mapping[str, object]) -> FactChanges:
    """Changes from the parsed form of JSON; raises `UsageError`, which names the bad field."""
    shape: type[FigureChanges] | type[AgreementChanges] = FigureChanges if kind == "figure" else AgreementChanges
    try:
        return msgspec.convert(data, type=shape)
    except msgspec.MsgspecError as error:
        raise UsageError(f"These corrections cannot be read: {error}.") from error


def fact_judgements(
    archive: Archive,
    *,
    reviewer: str | None = None,
    kind: FactKind | None = None,
    article: str | None = None,
    fact: str | None = None,
    limit: int | None = None,
) -> tuple[FactJudgement, ...]:
    """The judgements of figures and agreements, the latest first: all, or of a reviewer, kind, report or fact."""
    given = {"reviewer": reviewer, "kind": kind, "article": article, "fact": fact}
    conditions = [f"j.{name} = ?" for name, value in given.items() if value is not None]
    parameters: list[object] = [value for value in given.values() if value is not None]
    sql = (
        "SELECT j.*, EXISTS (FROM fact_judgements u WHERE u.undoes = j.judgement) AS undone FROM fact_judgements j "
        f"WHERE {' AND '.join(conditions) or 'true'} ORDER BY j.judgement DESC"
    )
    if limit is not None:
        sql += " LIMIT ?"
        parameters.append(limit)
    return tuple(_judgement(row) for row in archive.ask(Clause(sql, tuple(parameters))))


def last_words(archive: Archive, kind: FactKind, facts: Sequence[str]) -> dict[str, FactJudgement]:
    """Of each of these facts that was reviewed the judgement that holds; for archives without review, nothing."""
    known = archive.ask(Clause("SELECT 1 FROM duckdb_tables() WHERE table_name = 'fact_judgements'"))
    if not known or not facts:
        return {}
    found = archive.ask(
        Clause(
            "SELECT *, false AS undone FROM facts_standing_as_of(NULL, TIMESTAMP 'infinity') "
            "WHERE kind = ? AND fact IN (SELECT unnest(?::VARCHAR[])) ORDER BY judgement",
            (kind, list(facts)),
        )
    )
    return {row["fact"]: _judgement(row) for row in found}


def facts_of(archive: Archive, article: str, kind: FactKind, layer: Layer = JUDGED) -> tuple[Any, ...]:
    """The figures or agreements of a report, by its full id, in a layer; as in the record, then those added."""
    record = record_at(archive, article, layer)
    facts: tuple[Fact, ...] = () if record is None else record.figures if kind == "figure" else record.agreements
    held: dict[str, Fact | None] = {one.id: one for one in facts}
    if layer.judged:
        for row in archive.ask(
            Clause(
                f"SELECT fact, made FROM {layer.facts_standing} WHERE kind = ? AND article = ? ORDER BY judgement",
                (kind, article),
            )
        ):
            held[row["fact"]] = None if row["made"] is None else _decoded(kind, row["made"])
    return tuple(one for one in held.values() if one is not None)


def record_at(archive: Archive, article: str, layer: Layer) -> Record | None:
    """The machine's record of a report, by its full id, at the layer's time; None where it had not been read."""
    if layer.as_of is None:
        return archive.record(article)
    found = archive.ask(
        Clause("SELECT max(coding) AS coding FROM codings WHERE article = ? AND added <= ?", (article, layer.as_of))
    )
    coding = found[0]["coding"]
    return None if coding is None else archive.reading(coding)


def record_named(archive: Archive, article: str) -> Record:
    """The record of the report that a reviewer names, by its id or its first digits; raises `UsageError` for none."""
    try:
        return archive.record(article)
    except ArchiveError as error:
        raise UsageError(str(error)) from error


def article_of_fact(archive: Archive, kind: FactKind, fact: str) -> str:
    """The report that a fact is from; raises `UsageError` if there is none."""
    found = archive.ask(
        Clause(
            f"SELECT c.article FROM {kind}_rows r JOIN codings c USING (coding) WHERE r.{kind} = ? "
            "UNION SELECT article FROM fact_judgements WHERE kind = ? AND fact = ?",
            (fact, kind, fact),
        )
    )
    if not found:
        raise UsageError(f"There is no {kind} {fact!r} in the archive.")
    return str(found[0]["article"])


def fact_queue(archive: Archive, kind: FactKind, reviewer: str, chosen: Filter | None = None) -> Answer:
    """The facts that a reviewer has not judged, as the machine coded them, the least sure first."""
    chosen = chosen or Filter(limit=50)
    where, page = chosen.where(_PLURAL[kind]), chosen.page()
    return archive.ask(
        Clause(
            f"SELECT f.* EXCLUDE (coding, n) FROM {_PLURAL[kind]} f WHERE ({where.sql}) "
            f"AND (f.article, f.{kind}) NOT IN "
            "(SELECT article, fact FROM facts_standing_as_of(?, TIMESTAMP 'infinity') WHERE kind = ?) "
            f"ORDER BY f.confidence, f.article, f.n{page.sql}",
            (*where.parameters, reviewer, kind, *page.parameters),
        ),
        chosen.human(_PLURAL[kind]),
    )


def fact_progress(archive: Archive, kind: FactKind, reviewer: str, chosen: Filter | None = None) -> FactProgress:
    """How far the review of the machine's facts that a filter chooses is."""
    where = (chosen or Filter()).where(_PLURAL[kind])
    row = archive.ask(
        Clause(
            "WITH judged AS (SELECT article, fact, bool_or(reviewer = ?) AS mine "
            "FROM facts_standing_as_of(NULL, TIMESTAMP 'infinity') WHERE kind = ? GROUP BY article, fact) "
            "SELECT count(*) AS facts, count(j.fact) AS judged, count(j.fact) FILTER (j.mine) AS by_reviewer "
            f"FROM {_PLURAL[kind]} f LEFT JOIN judged j ON j.article = f.article AND j.fact = f.{kind} "
            f"WHERE {where.sql}",
            (reviewer, kind, *where.parameters),
        )
    )[0]
    return FactProgress(row["facts"], row["judged"], row["by_reviewer"])


_PLURAL: dict[FactKind, Literal["figures", "agreements"]] = {"figure": "figures", "agreement": "agreements"}


def _given(changes: FactChanges) -> dict[str, Any]:
    values = {name: getattr(changes, name) for name in changes.__struct_fields__}
    return {name: value for name, value in values.items() if value is not UNSET}


def _text(changes: FactChanges) -> str:
    return msgspec.json.encode(changes).decode()


def _base(reviewer: str, blind: bool) -> Layer:
    return Layer(judged=True, reviewer=reviewer) if blind else JUDGED


def _held(archive: Archive, kind: FactKind, fact: str, reviewer: str, blind: bool) -> tuple[str, Fact]:
    """The fact as it is to the reviewer, and the report that it is from."""
    article = article_of_fact(archive, kind, fact)
    for one in facts_of(archive, article, kind, _base(reviewer, blind)):
        if one.id == fact:
            return article, one
    raise UsageError(f"The {kind} {fact!r} was rejected; undo that to judge it again.")


def _changed(fact: Fact, changes: FactChanges, record: Record) -> Fact:
    given = changes.given()
    _check(given, record)
    if "location" in given:
        place: Place | None = given["location"]
        given["place"] = (place.country if place.precision == "country" else place.name) if place else None
    made = msgspec.structs.replace(fact, **given, confidence=1.0)
    if isinstance(made, Figure):
        if made.low is None and made.high is None:
            raise UsageError("A figure needs a number: give the lowest, the highest, or both.")
        if made.low is not None and made.high is not None and made.low > made.high:
            raise UsageError(f"The lowest number ({made.low:,}) is above the highest ({made.high:,}).")
    elif not made.mentions:
        raise UsageError("An agreement needs at least one act on it, with its words.")
    return made


def _new(changes: FactChanges, record: Record) -> Fact:
    given = changes.given()
    if isinstance(changes, FigureChanges):
        if "kind" not in given or "span" not in given:
            raise UsageError("A missed figure needs its kind and its words; select them in the text.")
        bare: Fact = Figure(
            id=content_id("figure", record.doc, given["kind"], given["span"].start, given["span"].end),
            kind=given["kind"],
            low=None,
            high=None,
            span=given["span"],
        )
    else:
        if not given.get("name") or "kind" not in given or not given.get("mentions"):
            raise UsageError("A missed agreement needs its kind, its name, and an act on it with its words.")
        first = given["mentions"][0].span
        bare = Agreement(
            id=content_id("agreement", record.doc, given["kind"], first.start, first.end),
            kind=given["kind"],
            name=given["name"],
            mentions=given["mentions"],
        )
    return _changed(bare, changes, record)


def _check(given: Mapping[str, Any], record: Record) -> None:
    article: Article = record.article
    spans = [given["span"]] if "span" in given else []
    spans += [mention.span for mention in given.get("mentions", ())]
    for span in spans:
        if not 0 <= span.start < span.end <= len(article.text):
            raise UsageError(f"The span {span.start}–{span.end} is not in the text of {len(article.text)} characters.")
    for name in ("low", "high"):
        if given.get(name) is not None and not 0 <= given[name] < 2**63:
            raise UsageError(f"{name} {given[name]} is not a number of people or things.")
    if isinstance(date := given.get("date"), DateRange) and date.start > date.end:
        raise UsageError(f"The date ends ({date.end}) before it begins ({date.start}).")
    place = given.get("location")
    if place and place.country and place.country not in country_names():
        raise UsageError(f"Unknown country {place.country!r} of {place.name}; give ISO 3166-1 alpha-3, such as SYR.")
    if "name" in given and not given["name"].strip():
        raise UsageError("An agreement needs a name.")
    if given.get("event") and given["event"] not in {event.id for event in record.events}:
        raise UsageError(f"The report has no event {given['event']!r}.")
    known = {*country_names(), *known_codes().sectors}
    for side in (*given.get("parties", ()), *given.get("brokers", ())):
        unknown = [code for code in side.split() if code.isupper() and len(code) == 3 and code not in known]
        if not side.strip() or (unknown and side.isupper()):
            raise UsageError(f"Unknown code in the side {side!r}; write it as SYR REB, or as a name.")


def _decoded(kind: FactKind, made: str) -> Fact:
    return msgspec.json.decode(made, type=Figure) if kind == "figure" else msgspec.json.decode(made, type=Agreement)


def _judgement(row: dict[str, Any]) -> FactJudgement:
    decoded: Callable[[str | None], Any] = lambda text: None if text is None else msgspec.json.decode(text)  # noqa: E731
    return FactJudgement(
        **{name: row[name] for name in ("judgement", "reviewer", "made_at", "verb", "kind", "article", "fact")},
        changes=decoded(row["changes"]),
        made=decoded(row["made"]),
        undoes=row["undoes"],
        blind=row["blind"],
        note=row["note"] or "",
        undone=row["undone"],
    )
