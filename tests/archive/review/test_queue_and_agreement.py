from __future__ import annotations

import pytest

from dragoman.archive import Filter
from dragoman.archive import review as r
from dragoman.record import Span

SHELLING, MEETING = "e-shelling", "e-meeting"


def waiting(archive, reviewer, **given):
    return r.queue(archive, reviewer, **given).column("event")


def test_the_least_sure_event_comes_first(archive):
    assert waiting(archive, "ann") == [MEETING, SHELLING]


def test_the_queue_takes_the_filters(archive):
    assert waiting(archive, "ann", chosen=Filter(type="ASSAULT")) == [SHELLING]


def test_what_was_judged_waits_no_more_unless_for_a_second_reviewer(archive):
    r.accept(archive, MEETING, "ann")
    assert waiting(archive, "ann") == waiting(archive, "ben") == [SHELLING]
    assert waiting(archive, "ben", waiting="second") == [MEETING]
    assert waiting(archive, "ann", waiting="second") == []
    assert waiting(archive, "ben", waiting="all") == [SHELLING, MEETING]


def test_the_second_reviewer_sees_the_machines_coding(archive):
    r.correct(archive, MEETING, r.Changes(type="AGREE"), "ann")
    assert r.queue(archive, "ben", waiting="second")[0]["type"] == "CONSULT"


def test_an_undone_judgement_puts_the_event_back(archive):
    r.reject(archive, MEETING, "ann")
    r.undo_last(archive, "ann")
    assert waiting(archive, "ann") == [MEETING, SHELLING]


def test_the_progress_counts_events_judged_by_one_and_by_two(archive):
    r.accept(archive, MEETING, "ann")
    r.accept(archive, SHELLING, "ann")
    r.accept(archive, MEETING, "ben", blind=True)
    found = r.progress(archive, "ben")
    assert (found.events, found.judged, found.by_reviewer, found.twice) == (2, 2, 1, 1)


def test_the_agreement_of_two_reviewers_is_per_field(archive):
    for reviewer, type_ in (("ann", "COERCE"), ("ben", "MOBILIZE")):
        r.correct(archive, SHELLING, r.Changes(type=type_), reviewer, blind=True)
        r.accept(archive, MEETING, reviewer, blind=True)
    found = r.compare(archive, "ann", "ben")
    fields = {field.field: field for field in found.fields}
    assert found.units == 2
    assert (fields["type"].share, fields["type"].disagreed) == (0.5, (SHELLING,))
    assert fields["date"].share == 1.0


def test_a_rejection_is_compared_as_no_event_in_the_type_alone(archive):
    r.reject(archive, SHELLING, "ann", blind=True)
    r.accept(archive, SHELLING, "ben", blind=True)
    fields = {field.field: field for field in r.compare(archive, "ann", "ben").fields}
    assert (fields["type"].units, fields["type"].agreed) == (1, 0)
    assert fields["date"].units == 0


def test_events_that_both_added_on_the_same_words_are_one_unit(archive, record):
    start = record.article.text.index("called")
    for reviewer in ("ann", "ben"):
        changes = r.Changes(type="ACCUSE", trigger=(Span(start, start + 6),))
        r.add_missed(archive, record.doc, changes, reviewer, blind=True)
    r.accept(archive, MEETING, "ann", blind=True)
    found = r.compare(archive, "ann", "ben")
    assert (found.units, found.fields[0].agreed) == (1, 1)


def test_an_event_that_only_one_added_is_missing_for_the_other(archive, record):
    start = record.article.text.index("called")
    r.add_missed(archive, record.doc, r.Changes(type="ACCUSE", trigger=(Span(start, start + 6),)), "ann", blind=True)
    r.accept(archive, MEETING, "ben", blind=True)
    found = r.compare(archive, "ann", "ben")
    assert (found.units, found.fields[0].agreed) == (1, 0)


def test_cohens_kappa_is_that_of_a_worked_table():
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert r.cohens_kappa(pairs) == pytest.approx(0.4)


def test_krippendorffs_alpha_is_that_of_the_worked_example_with_missing_values():
    coders = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    units = [[v for v in unit if v != "."] for unit in zip(*(c.split() for c in coders), strict=True)]
    assert r.krippendorffs_alpha(units) == pytest.approx(0.743, abs=0.001)


def test_agreement_without_variety_is_not_defined():
    assert r.cohens_kappa([("a", "a"), ("a", "a")]) is None
    assert r.cohens_kappa([]) is None
    assert r.krippendorffs_alpha([["a", "a"]]) is None
    assert r.krippendorffs_alpha([["a"]]) is None
