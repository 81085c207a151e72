"""A small archive with a war, a truce and its breach over three reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from dragoman.archive import Archive
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
    Record,
    ReportDate,
    Span,
    Statement,
    StatementTopic,
)

ARMY = Actor("the army", "LBY", ("MIL",), None, "LBY.MIL", "state")
REBELS = Actor("the rebels", "LBY", ("REB",), None, "lby-rebels", "group")
FRANCE = Actor("France", "FRA", ("GOV",), None, "FRA.GOV", "state")
SIRTE = Place("Sirte", "LBY", "city", 31.2, 16.6, "Surt", 2210554)
TEXT = (
    "The army shelled the rebels in Sirte. At least 12 people died, the mayor said. France praised the army.\n\n"
    "The Sirte truce was reached. Later the Sirte truce was broken.\n"
)


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2021, month, number)


def on(date: datetime.date, end: datetime.date | None = None, precision: str = "day") -> DateRange:
    return DateRange(date, end or date, precision)  # type: ignore[arg-type]


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def event(id_: str, type_: str, date: DateRange | None, **given: object) -> Event:
    fields: dict[str, object] = {
        "trigger": (span("shelled"),),
        "evidence": (span("The army shelled the rebels in Sirte."),),
        "actors": (ARMY,),
        "recipients": (REBELS,),
        "place": SIRTE,
        "confidence": 0.8,
    }
    return Event(id=id_, type=type_, date=date, **(fields | given))  # type: ignore[arg-type]


def report(name: str, published: datetime.date, publisher: str, **facts: object) -> Record:
    blocks = (Block("paragraph", Span(0, len(TEXT))),)
    article = Article(name, f"{name}.txt", TEXT, blocks, publisher=publisher, published=ReportDate(published, "given"))
    return Record(doc=name, published=published, article=article, coder="made by hand", **facts)  # type: ignore[arg-type]


def toll(id_: str, low: int | None, high: int | None, event_id: str, **given: object) -> Figure:
    return Figure(
        id=id_, kind="killed", low=low, high=high, span=span("12 people"), date=on(day(3, 1)), place="Sirte",
        location=SIRTE, event=event_id, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def truce(id_: str, *acts: tuple[str, datetime.date], name: str = "Sirte truce") -> Agreement:
    mentions = tuple(AgreementMention(act=act, span=span("The Sirte truce was reached"), date=on(d)) for act, d in acts)
    return Agreement(
        id=id_, kind="ceasefire", name=name, parties=("LBY MIL", "LBY REB"), mentions=mentions, place="Sirte"
    )  # type: ignore[arg-type]


def statement(id_: str, stance: str, date: datetime.date) -> Statement:
    return Statement(
        id=id_, speaker=FRANCE, stance=stance, span=span("France praised the army"), cue=span("praised"),  # type: ignore[arg-type]
        about=StatementTopic(span=span("the army"), actors=(ARMY,), contexts=("military",)), date=on(date),
    )  # fmt: skip


RECORDS = (
    report(
        "aa",
        day(3, 2),
        "Harbour Post",
        events=(
            event("e1", "ASSAULT", on(day(3, 1)), mode="heavy-weapons"),
            event("e2", "CONSULT", on(day(3, 3)), actors=(FRANCE, ARMY), recipients=(), place=None),
            event("e3", "ACCUSE", on(day(3, 1), day(3, 31), "month"), actors=(FRANCE,)),
            event("e4", "ASSAULT", None),
            event("e5", "ASSAULT", on(day(4, 1)), assertion="future"),
        ),
        figures=(toll("f1", 12, None, "e1", attribution=(Actor("the mayor", "LBY", ("GOV",)),)),),
        agreements=(truce("a1", ("reached", day(3, 2))),),
        statements=(statement("s1", "supports", day(3, 2)),),
    ),
    report(
        "bb",
        day(3, 10),
        "World Bulletin",
        events=(
            event("e6", "ASSAULT", on(day(3, 1)), mode="heavy-weapons"),
            event("e7", "AID", on(day(3, 9)), actors=(FRANCE,), recipients=(REBELS,)),
        ),
        figures=(toll("f2", 20, 20, "e6"),),
        agreements=(truce("a2", ("violated", day(3, 9)), name="the Sirte truce"),),
        statements=(statement("s2", "condemns", day(3, 9)),),
    ),
    report("cc", day(5, 1), "World Bulletin", agreements=(truce("a3", ("called_for", day(5, 1)), name="ceasefire"),)),
)


@pytest.fixture
def archive(tmp_path) -> Iterator[Archive]:
    with Archive(tmp_path / "test.duckdb") as opened:
        opened.add_many(RECORDS)
        yield opened
