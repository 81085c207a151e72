"""The coder as a whole: what holds for every record, whatever the text."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.coder import Coder
from dragoman.errors import InputError
from dragoman.reading import article_from_text
from dragoman.record import Actor, Record, Span

WORDS = (
    "Russia Syria Kalin Ankara rebels troops police protesters minister said attacked killed met agreed withdrew "
    "accused the in on of with by Tuesday 12 March 2019 ceasefire talks agreement , . : “ ” ’ \n \n\n The President "
    "Putin’s no not will five million people Idlib — U.S. 🙂 é ünï"
).split(" ")


def actors_of(record: Record) -> Iterator[Actor]:
    for event in record.events:
        yield from (*event.actors, *event.recipients, *event.attribution)
    for statement in record.statements:
        yield statement.speaker


def spans_of(record: Record) -> Iterator[Span]:
    for event in record.events:
        yield from (*event.trigger, *event.evidence)
        if event.date and event.date.text:
            yield event.date.text
        if event.place and event.place.text:
            yield event.place.text
    for actor in actors_of(record):
        if actor.text:
            yield actor.text
    for figure in record.figures:
        yield figure.span
    for agreement in record.agreements:
        yield from (m.span for m in agreement.mentions)
    for statement in record.statements:
        yield from (statement.span, statement.cue, statement.about.span)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
def test_every_span_of_a_record_names_words_of_a_coded_block(words: list[str], coder: Coder) -> None:
    text = " ".join(words)
    try:
        article = article_from_text(text, source="test", published=datetime.date(2020, 1, 1))
    except InputError:
        return
    record = coder.code(article)
    coded = [b.span for b in article.blocks if b.kind != "furniture"]
    for span in spans_of(record):
        assert 0 <= span.start < span.end <= len(article.text)
        assert span.of(article.text).strip() == span.of(article.text)
        assert any(block.contains(span) for block in coded)


def test_the_same_text_gives_the_same_bytes(coder: Coder) -> None:
    text = "President Recep Tayyip Erdogan met Vladimir Putin in Sochi on Wednesday. Rebels shelled Aleppo, killing 12."
    article = article_from_text(text, source="test", published=datetime.date(2019, 10, 24))
    assert coder.code(article).to_json() == coder.code(article).to_json()


def test_a_record_comes_back_from_its_json(coder: Coder) -> None:
    article = article_from_text(
        "Iran released five American prisoners on Monday.", source="test", published=datetime.date(2023, 9, 19)
    )
    record = coder.code(article)
    assert Record.from_json(record.to_json()) == record


def test_every_event_says_why(coder: Coder) -> None:
    article = article_from_text(
        "France expelled two Russian diplomats on Monday.", source="test", published=datetime.date(2021, 4, 20)
    )
    event = coder.code(article).events[0]
    steps = [reason.step for reason in event.why]
    assert steps[0] == "frame"
    assert "status" in steps
    assert "actor" in steps


def test_the_same_report_has_the_same_record_in_every_process() -> None:
    program = (
        "from dragoman.coder import Coder; from dragoman.reading import article_from_text; "
        "text = 'Russia urged the regime to end its attacks and strikes that kill civilians in Aleppo and Homs.'; "
        "print(Coder.load(model=None).code(article_from_text(text, source='x')).to_json())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "4")
    }
    assert len(told) == 1
