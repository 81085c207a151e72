from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dragoman.archive import Archive
from dragoman.archive import review as r
from dragoman.exchange.gold import gold_records, training_examples
from dragoman.record import Actor, Span

SHELLING, MEETING = "e-shelling", "e-meeting"


@pytest.fixture
def archive(tmp_path, record):
    with Archive(tmp_path / "test.duckdb") as opened:
        opened.add(record)
        yield opened


def test_a_report_is_gold_once_all_its_events_are_judged(archive):
    r.accept(archive, SHELLING, "ann")
    assert list(gold_records(archive)) == []
    assert len(list(gold_records(archive, complete=False))) == 1
    r.reject(archive, MEETING, "ann")
    (gold,) = gold_records(archive)
    assert [event["type"] for event in gold["events"]] == ["ASSAULT"]


def test_a_gold_record_has_spans_sides_dates_and_places_as_hand_coded_ones(archive, record):
    r.accept(archive, MEETING, "ann")
    r.correct(archive, SHELLING, r.Changes(recipients=(Actor("Sirte", "LBY", ("CVL",)),)), "ann")
    (gold,) = gold_records(archive)
    event = gold["events"][0]
    assert event["recipients"] == [{"name": "Sirte", "country": "LBY", "sectors": ["CVL"]}]
    assert event["date"] == {"start": "2021-03-12", "end": "2021-03-12", "precision": "day"}
    assert event["place"]["precision"] == "city"
    assert event["evidence"][0] == [record.events[0].evidence[0].start, record.events[0].evidence[0].end]
    assert gold["figures"][0]["event"] == "e1"
    assert gold["events"][1]["date"]["basis"] == "report"
    assert json.loads(json.dumps(gold)) == gold


def test_the_scorer_of_hand_coded_records_takes_gold_records(archive, shared, tmp_path):
    r.accept(archive, MEETING, "ann")
    r.accept(archive, SHELLING, "ann")
    for gold in gold_records(archive):
        (tmp_path / f"{gold['doc']}.json").write_text(json.dumps(gold), "utf-8")
    score = [sys.executable, str(shared / "data" / "reports" / "score.py"), str(tmp_path), str(tmp_path)]
    printed = subprocess.run(score, check=True, capture_output=True, text=True).stdout
    assert "1.000" in printed


def test_training_examples_tell_the_sentence_its_marks_and_what_the_machine_had_said(archive, record):
    r.correct(archive, SHELLING, r.Changes(type="COERCE"), "ann")
    r.reject(archive, MEETING, "ann")
    start = record.article.text.index("called")
    r.add_missed(archive, record.doc, r.Changes(type="ACCUSE", trigger=(Span(start, start + 6),)), "ann")
    found = {(e["verdict"], e["type"]): e for e in training_examples(archive)}
    assert set(found) == {("correct", "COERCE"), ("reject", "none"), ("add", "ACCUSE")}
    example = found["correct", "COERCE"]
    assert example["text"].startswith("Libyan forces shelled")
    (trigger,) = example["trigger"]
    assert example["text"][slice(*trigger)] == "shelled"
    assert example["text"][slice(*example["actors"][0]["span"])] == "Libyan forces"
    assert example["machine"]["type"] == "ASSAULT"
    assert found["add", "ACCUSE"]["machine"] is None
