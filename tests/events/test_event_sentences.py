"""Single sentences of our own writing, of all types, regions and decades: which event, by whom, to whom, with which
status.

The sentences stand in `sentences.jsonl` (CC BY 4.0): `text`, `published`, and `events`, each with `type`, `trigger`
words, `actors` and
`recipients` as countries (null: a side without a country) and `assertion`. A quarter of them tell no event.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.reading import article_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.coder import Coder
    from dragoman.record import Actor, Event

SENTENCES = Path(__file__).with_name("sentences.jsonl")
# A little below what the coder reaches, so that a change for the worse is seen.
FOUND_FLOOR = 0.95
SIDES_FLOOR = 0.84
STATUS_FLOOR = 0.96
SILENT_FLOOR = 0.96

Case = dict[str, Any]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> list[tuple[Case, tuple[Event, ...]]]:
    found = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        case = json.loads(line)
        day = datetime.date.fromisoformat(case["published"])
        found.append((case, coder.code(article_from_text(case["text"], source="sentence", published=day)).events))
    return found


def _words_of(event: Event, text: str) -> set[str]:
    return {word for span in event.trigger for word in span.of(text).lower().replace("-", " ").split()}


def _answer(expected: Case, events: Sequence[Event], text: str) -> Event | None:
    """The event of the expected type whose trigger shares a word with the expected one."""
    wanted = set(expected["trigger"].lower().split())
    return next((e for e in events if e.type == expected["type"] and _words_of(e, text) & wanted), None)


def _pairs(coded: list[tuple[Case, tuple[Event, ...]]]) -> list[tuple[Case, Case, Event | None]]:
    return [
        (case, expected, _answer(expected, events, case["text"]))
        for case, events in coded
        for expected in case["events"]
    ]


def _countries(actors: Sequence[Actor]) -> list[str]:
    return sorted({a.country or "" for a in actors})


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right)


def test_most_sentences_give_the_event_that_they_tell(coded: list[tuple[Case, tuple[Event, ...]]]) -> None:
    pairs = _pairs(coded)
    for case, expected, answer in pairs:
        if answer is None:
            print(expected["type"], "not found:", case["text"])
    assert _share([answer is not None for _, _, answer in pairs]) >= FOUND_FLOOR


def test_most_events_found_have_the_right_sides(coded: list[tuple[Case, tuple[Event, ...]]]) -> None:
    right = []
    for case, expected, answer in _pairs(coded):
        if answer is None:
            continue
        sides = (_countries(answer.actors), _countries(answer.recipients))
        wanted = tuple(sorted(c or "" for c in expected[role]) for role in ("actors", "recipients"))
        right.append(sides == wanted)
        if sides != wanted:
            print(expected["type"], sides, "instead of", wanted, case["text"])
    assert _share(right) >= SIDES_FLOOR


def test_most_events_found_have_the_right_status(coded: list[tuple[Case, tuple[Event, ...]]]) -> None:
    right = []
    for case, expected, answer in _pairs(coded):
        if answer is not None:
            right.append(answer.assertion == expected["assertion"])
            if not right[-1]:
                print(answer.assertion, "instead of", expected["assertion"], case["text"])
    assert _share(right) >= STATUS_FLOOR


def test_sport_business_nature_and_private_life_give_no_event(coded: list[tuple[Case, tuple[Event, ...]]]) -> None:
    silent = [(case, events) for case, events in coded if not case["events"]]
    for case, events in silent:
        if events:
            print([e.type for e in events], case["text"])
    assert len(silent) >= 50
    assert _share([not events for _, events in silent]) >= SILENT_FLOOR


def test_the_sentences_cover_all_types_and_statuses() -> None:
    cases = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]
    events = [e for case in cases for e in case["events"]]
    assert len(cases) >= 200
    assert len({e["type"] for e in events}) == 16
    assert {e["assertion"] for e in events} == {"actual", "future", "historical", "negated"}
