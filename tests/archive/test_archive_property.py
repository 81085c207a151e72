from __future__ import annotations

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.archive import Archive
from dragoman.record import (
    Actor,
    ActorKind,
    Agreement,
    AgreementKind,
    AgreementMention,
    Article,
    Assertion,
    Block,
    BlockKind,
    DatePrecision,
    DateRange,
    Event,
    Figure,
    FigureKind,
    Place,
    PlacePrecision,
    Reason,
    Record,
    ReportDate,
    Span,
    Stance,
    Statement,
    StatementTopic,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
UNIT = st.floats(0, 1)
DAYS = st.dates()


def spans(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda p: Span(min(p), max(p)))


def many(strategy: st.SearchStrategy, size: int = 2) -> st.SearchStrategy:
    return st.lists(strategy, max_size=size).map(tuple)


def choice(literal: object) -> st.SearchStrategy:
    return st.sampled_from(get_args(literal))


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    span = spans(len(text))
    actor = st.builds(
        Actor,
        name=WORDS,
        country=st.none() | st.just("TUR"),
        sectors=many(WORDS),
        text=st.none() | span,
        id=WORDS,
        kind=st.none() | choice(ActorKind),
        role=WORDS,
    )
    date = st.none() | st.builds(DateRange, DAYS, DAYS, choice(DatePrecision), st.none() | span)
    place = st.none() | st.builds(
        Place,
        WORDS,
        st.none() | WORDS,
        choice(PlacePrecision),
        st.none() | st.floats(-90, 90),
        st.none() | st.floats(-180, 180),
        WORDS,
        st.none() | st.integers(0, 2**40),
        st.none() | span,
    )
    event = st.builds(
        Event,
        id=WORDS,
        type=WORDS,
        mode=WORDS,
        contexts=many(WORDS),
        trigger=many(span),
        evidence=many(span),
        actors=many(actor),
        recipients=many(actor),
        date=date,
        place=place,
        assertion=choice(Assertion),
        attribution=many(actor, 1),
        confidence=UNIT,
        why=many(st.builds(Reason, WORDS, WORDS, WORDS)),
    )
    bound = st.none() | st.integers(-(2**63), 2**63 - 1)
    figure = st.builds(
        Figure, id=WORDS, kind=choice(FigureKind), low=bound, high=bound, span=span, date=date, location=place
    )
    mention = st.builds(AgreementMention, act=st.just("signed"), span=span, by=many(WORDS), date=date)
    agreement = st.builds(
        Agreement, id=WORDS, kind=choice(AgreementKind), name=WORDS, parties=many(WORDS), mentions=many(mention)
    )
    topic = st.builds(StatementTopic, span=span, contexts=many(WORDS), actors=many(actor, 1))
    statement = st.builds(
        Statement, id=WORDS, speaker=actor, stance=choice(Stance), span=span, cue=span, about=topic, date=date
    )
    article = Article(
        id=draw(st.text("0123456789abcdef", min_size=12, max_size=12)),
        source=draw(WORDS),
        text=text,
        blocks=draw(many(st.builds(Block, choice(BlockKind), span, WORDS))),
        title=draw(WORDS),
        published=draw(st.none() | st.builds(ReportDate, DAYS, st.just("given"), UNIT)),
        capture=draw(st.none() | WORDS),
    )
    return Record(
        doc=article.id,
        published=draw(st.none() | st.dates(datetime.date(1, 1, 1))),
        article=article,
        events=draw(many(event)),
        figures=draw(many(figure)),
        agreements=draw(many(agreement, 1)),
        statements=draw(many(statement, 1)),
        coder=draw(WORDS),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records(), min_size=1, max_size=3, unique_by=lambda r: r.doc))
def test_any_record_comes_back_from_the_archive_as_it_was(made):
    with TemporaryDirectory() as folder, Archive(Path(folder, "a.duckdb")) as archive:
        for record in made:
            assert archive.add(record) == "new"
            assert archive.add(record) == "unchanged"
        for record in made:
            assert archive.record(record.doc) == record
        assert list(archive.records()) == made
        assert len(archive.events()) == sum(len(r.events) for r in made)


@settings(max_examples=30, deadline=None)
@given(records())
def test_any_record_survives_its_json(record):
    assert Record.from_json(record.to_json()) == record
    assert Record.from_json(record.to_json(indent=1)) == record
    assert msgspec.structs.replace(record).to_json() == record.to_json()
