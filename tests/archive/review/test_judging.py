from __future__ import annotations

import datetime
import random

import msgspec
import pytest

from dragoman.archive import Filter
from dragoman.archive import review as r
from dragoman.archive.review.standing import events_of
from dragoman.errors import UsageError
from dragoman.record import Actor, Span

SHELLING, MEETING = "e-shelling", "e-meeting"


def judged(archive, layer=r.JUDGED):
    return {row["event"]: row for row in archive.sql(f"SELECT * FROM {layer.events}")}


def test_what_nobody_judged_is_as_the_machine_coded_it(archive, record):
    assert judged(archive) == {row["event"]: row for row in archive.sql("SELECT * FROM events")}
    assert r.as_judged(archive, record.doc) == record


def test_an_accepted_event_is_sure_and_the_machines_coding_stays_beside_it(archive):
    r.accept(archive, SHELLING, "ann")
    assert judged(archive)[SHELLING]["confidence"] == 1.0
    assert archive.events(id=SHELLING)[0]["confidence"] == 0.8


def test_a_correction_changes_its_fields_and_no_others(archive, record):
    place = msgspec.structs.replace(record.events[0].place, name="Misrata")
    r.correct(archive, SHELLING, r.Changes(type="COERCE", place=place), "ann")
    row = judged(archive)[SHELLING]
    assert (row["type"], row["place"], row["status"]) == ("COERCE", "Misrata", "actual")
    assert row["mode"] is None, "a mode of ASSAULT is none of COERCE"
    assert archive.events(id=SHELLING)[0]["type"] == "ASSAULT"


def test_corrected_sides_are_found_by_the_filters(archive):
    changes = r.Changes(actors=r.actors_from_words("the rebels (LBY REB)"))
    r.correct(archive, SHELLING, changes, "ann")
    where = Filter(actor="LBY.REB").where("events")
    from dragoman.archive.filters import Clause

    found = archive.ask(Clause(f"SELECT event FROM judged_events f WHERE {where.sql}", where.parameters))
    assert found.column("event") == [SHELLING]
    assert len(archive.events(actor="LBY.REB")) == 0


def test_a_second_correction_builds_on_the_first(archive):
    r.correct(archive, SHELLING, r.Changes(type="COERCE"), "ann")
    r.correct(archive, SHELLING, r.Changes(assertion="negated"), "ben")
    row = judged(archive)[SHELLING]
    assert (row["type"], row["status"]) == ("COERCE", "negated")


def test_a_blind_judgement_builds_on_the_machines_coding(archive):
    r.correct(archive, SHELLING, r.Changes(type="COERCE"), "ann")
    r.correct(archive, SHELLING, r.Changes(assertion="negated"), "ben", blind=True)
    row = judged(archive, r.Layer(judged=True, reviewer="ben"))[SHELLING]
    assert (row["type"], row["status"]) == ("ASSAULT", "negated")
    assert judged(archive, r.Layer(judged=True, reviewer="ann"))[SHELLING]["type"] == "COERCE"


def test_a_rejected_event_is_gone_and_its_figure_is_tied_to_none(archive, record):
    r.reject(archive, SHELLING, "ann")
    assert set(judged(archive)) == {MEETING}
    assert r.as_judged(archive, record.doc).figures[0].event is None


def test_a_missed_event_is_added_with_the_sentence_around_the_selected_words(archive, record):
    start = record.article.text.index("called the ceasefire broken")
    changes = r.Changes(type="ACCUSE", trigger=(Span(start, start + 6),), actors=(Actor("France", "FRA", ("GOV",)),))
    r.add_missed(archive, record.doc, changes, "ann")
    (row,) = [row for row in judged(archive).values() if row["type"] == "ACCUSE"]
    assert row["words"] == "Ministers of Tunisia and Libya met in Tunis and France called the ceasefire broken."
    assert len(archive.events()) == 2


def test_merged_events_are_one_with_the_words_and_sides_of_both(archive, record):
    r.merge_events(archive, [MEETING, SHELLING], "ann")
    (event,) = events_of(archive, record.doc)
    assert event.id == MEETING
    assert set(event.evidence) == {s for e in record.events for s in e.evidence}
    assert [a.name for a in event.actors] == ["Tunisia", "Libya", "Libyan forces"]
    assert r.as_judged(archive, record.doc).figures[0].event == MEETING


def test_a_split_event_is_several_of_which_the_first_keeps_the_id(archive, record):
    actors = record.events[1].actors
    r.split_event(archive, MEETING, [r.Changes(actors=actors[:1]), r.Changes(actors=actors[1:])], "ann")
    made = [event for event in events_of(archive, record.doc) if event.type == "CONSULT"]
    assert len(made) == 2
    assert MEETING in {event.id for event in made}
    assert len({event.id for event in made}) == 2


def test_an_undo_is_a_further_row_that_brings_back_what_was(archive, record):
    r.correct(archive, SHELLING, r.Changes(type="COERCE"), "ann")
    number = r.reject(archive, SHELLING, "ann")
    r.undo(archive, number, "ann")
    assert judged(archive)[SHELLING]["type"] == "COERCE"
    assert r.undo_last(archive, "ann").verb == "correct"
    assert r.as_judged(archive, record.doc) == record
    assert [(one.verb, one.undone) for one in r.history(archive, SHELLING)] == [
        ("correct", True),
        ("reject", True),
        ("undo", False),
        ("undo", False),
    ]


def test_an_undo_under_a_later_judgement_is_refused(archive):
    first = r.correct(archive, SHELLING, r.Changes(type="COERCE"), "ann")
    r.accept(archive, SHELLING, "ann")
    with pytest.raises(UsageError, match="undo that one first"):
        r.undo(archive, first, "ann")


def test_nobody_undoes_what_another_said(archive):
    number = r.reject(archive, SHELLING, "ann")
    with pytest.raises(UsageError, match="ben has made no judgement"):
        r.undo(archive, number, "ben")


def test_the_events_are_as_they_were_judged_at_an_earlier_time(archive):
    before = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    r.reject(archive, SHELLING, "ann")
    assert SHELLING in judged(archive, r.Layer(judged=True, as_of=before))
    assert SHELLING not in judged(archive)


def test_judgements_outlive_a_newer_reading(archive, record_by):
    r.reject(archive, SHELLING, "ann")
    archive.add(record_by(coder="fake 2"))
    assert set(judged(archive)) == {MEETING}


def test_no_row_is_ever_changed_or_taken_away(archive, record):
    tables = ("judgements", "made_events", "event_rows", "participant_rows", "evidence_rows")

    def rows():
        return {t: set(map(str, archive.sql(f"SELECT * FROM {t}").rows)) for t in tables}

    before = rows()
    for step in (
        lambda: r.accept(archive, MEETING, "ann"),
        lambda: r.correct(archive, SHELLING, r.Changes(type="COERCE"), "ben"),
        lambda: r.merge_events(archive, [SHELLING, MEETING], "ben"),
        lambda: r.undo_last(archive, "ben"),
    ):
        step()
        after = rows()
        assert all(before[table] <= after[table] for table in tables)
        before = after


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Nothing is corrected"),
        ({"type": "SHELL"}, "Unknown type"),
        ({"mode": "visit"}, "ASSAULT has no mode 'visit'"),
        ({"cameo": "999"}, "Unknown CAMEO"),
        ({"contexts": ["moon"]}, "Unknown context"),
        ({"evidence": []}, "needs its words"),
        ({"trigger": [[5, 100000]]}, "is not in the text"),
        ({"actors": [{"name": "X", "country": "XXX", "sectors": []}]}, "Unknown country"),
        ({"actors": [{"name": " ", "country": None, "sectors": []}]}, "has no name"),
        ({"date": {"start": "2021-02-01", "end": "2021-01-01", "precision": "day"}}, "before it begins"),
        ({"assertion": "perhaps"}, "assertion"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_correction_that_cannot_be_is_explained(archive, changes, message):
    with pytest.raises(UsageError, match=message):
        r.correct(archive, SHELLING, r.read_changes(changes), "ann")


def test_judging_an_event_that_is_gone_or_unknown_is_explained(archive):
    r.reject(archive, SHELLING, "ann")
    with pytest.raises(UsageError, match="rejected or merged"):
        r.accept(archive, SHELLING, "ann")
    with pytest.raises(UsageError, match="no event 'x'"):
        r.accept(archive, "x", "ann")
    with pytest.raises(UsageError, match="Who judges"):
        r.accept(archive, MEETING, "  ")


def test_sides_written_as_words_come_back(record):
    actors = record.events[1].actors
    assert r.actors_from_words(r.actors_in_words(actors), actors) == actors
    assert r.actors_from_words("Kalin (TUR GOV)\n\n United Nations ") == (
        Actor("Kalin", "TUR", ("GOV",), id="TUR.GOV"),
        Actor("United Nations", None, ()),
    )
    with pytest.raises(UsageError, match="Unknown sector"):
        r.actors_from_words("Kalin (TUR XXX)")


@pytest.mark.parametrize("seed", range(6))
def test_the_view_in_sql_and_the_events_in_python_are_the_same_after_any_judgements(archive, record, seed):
    chance = random.Random(seed)
    for _ in range(14):
        reviewer, blind = chance.choice(["ann", "ben"]), chance.random() < 0.5
        layer = r.Layer(judged=True, reviewer=reviewer) if blind else r.JUDGED
        ids = [event.id for event in events_of(archive, record.doc, layer)]
        verb = chance.choice(["accept", "correct", "reject", "merge", "split", "undo"])
        changes = r.Changes(type=chance.choice(["AID", "COERCE", "ACCUSE"]))
        if verb == "undo":
            r.undo_last(archive, reviewer)
        elif ids and verb == "accept":
            r.accept(archive, chance.choice(ids), reviewer, blind=blind)
        elif ids and verb == "correct":
            r.correct(archive, chance.choice(ids), changes, reviewer, blind=blind)
        elif ids and verb == "reject" and chance.random() < 0.5:
            r.reject(archive, chance.choice(ids), reviewer, blind=blind)
        elif len(ids) > 1 and verb == "merge":
            r.merge_events(archive, chance.sample(ids, 2), reviewer, blind=blind)
        elif ids and verb == "split":
            parts = [r.Changes(cameo="0311"), r.Changes(cameo="042")]
            r.split_event(archive, chance.choice(ids), parts, reviewer, blind=blind)
        for who in (None, "ann", "ben"):
            layer = r.Layer(judged=True, reviewer=who)
            from_sql = {row["event"]: (row["type"], row["words"]) for row in judged(archive, layer).values()}
            text = record.article.text
            in_python = {e.id: (e.type, e.evidence[0].of(text)) for e in events_of(archive, record.doc, layer)}
            assert from_sql == in_python
