from __future__ import annotations

import datetime

import msgspec
import pytest

from dragoman.analysis import ledger, tolls
from dragoman.archive import review as r
from dragoman.errors import UsageError
from dragoman.exchange.gold import gold_records
from dragoman.record import AgreementMention, Span


@pytest.fixture
def figure(record):
    return record.figures[0]


@pytest.fixture
def agreement(record):
    return record.agreements[0]


def judged_figures(archive):
    return {row["figure"]: row for row in archive.sql("SELECT * FROM judged_figures")}


def test_facts_that_nobody_judged_are_as_the_machine_coded_them(archive, record):
    assert judged_figures(archive) == {row["figure"]: row for row in archive.sql("SELECT * FROM figures")}
    assert r.facts_of(archive, record.doc, "agreement") == record.agreements


def test_a_corrected_figure_has_the_new_numbers_and_the_machines_stay_beside_it(archive, figure):
    r.correct_fact(archive, "figure", figure.id, r.FigureChanges(low=40, high=45), "ann")
    row = judged_figures(archive)[figure.id]
    assert (row["low"], row["high"], row["kind"], row["confidence"]) == (40, 45, figure.kind, 1.0)
    assert archive.figures()[0]["low"] == figure.low


def test_a_rejected_figure_is_gone_until_that_is_undone(archive, figure):
    number = r.reject_fact(archive, "figure", figure.id, "ann")
    assert figure.id not in judged_figures(archive)
    with pytest.raises(UsageError, match="was rejected"):
        r.accept_fact(archive, "figure", figure.id, "ben")
    r.undo_fact(archive, number, "ann")
    assert judged_figures(archive)[figure.id]["low"] == figure.low


def test_only_the_own_last_word_on_a_fact_can_be_undone(archive, figure):
    first = r.accept_fact(archive, "figure", figure.id, "ann")
    r.correct_fact(archive, "figure", figure.id, r.FigureChanges(counted="soldiers"), "ann")
    with pytest.raises(UsageError, match="came after it"):
        r.undo_fact(archive, first, "ann")
    with pytest.raises(UsageError, match="ben has made no judgement"):
        r.undo_fact(archive, first, "ben")


def test_a_second_correction_of_a_figure_builds_on_the_first_unless_it_is_blind(archive, figure):
    r.correct_fact(archive, "figure", figure.id, r.FigureChanges(kind="injured"), "ann")
    r.correct_fact(archive, "figure", figure.id, r.FigureChanges(low=1, high=2), "ben")
    assert judged_figures(archive)[figure.id]["kind"] == "injured"
    r.correct_fact(archive, "figure", figure.id, r.FigureChanges(low=3, high=4), "cem", blind=True)
    assert judged_figures(archive)[figure.id]["kind"] == figure.kind


def test_an_added_figure_is_counted_with_the_others(archive, record):
    r.add_fact(archive, record.doc, r.FigureChanges(kind="detained", low=7, high=7, span=Span(0, 5)), "ann")
    found = tolls(archive, layer=r.JUDGED)
    assert [(claim.low, claim.words) for toll in found.tolls for claim in toll.claims if toll.kind == "detained"] == [
        (7, record.article.text[:5])
    ]
    assert "detained" not in {toll.kind for toll in tolls(archive).tolls}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (r.FigureChanges(low=9, high=3), "above the highest"),
        (r.FigureChanges(low=None, high=None), "needs a number"),
        (r.FigureChanges(span=Span(0, 10**6)), "not in the text"),
        (r.FigureChanges(event="e-nothing"), "no event"),
        (r.FigureChanges(), "Nothing is corrected"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(archive, figure, changes, problem):
    with pytest.raises(UsageError, match=problem):
        r.correct_fact(archive, "figure", figure.id, changes, "ann")


def test_a_corrected_agreement_changes_the_ledger_as_judged(archive, agreement):
    mention = AgreementMention(act="violated", span=agreement.mentions[0].span)
    changes = r.AgreementChanges(name="The corrected accord", mentions=(*agreement.mentions, mention))
    r.correct_fact(archive, "agreement", agreement.id, changes, "ann")
    (one,) = ledger(archive, layer=r.JUDGED)
    assert (one.name, one.acts[-1].act) == ("The corrected accord", "violated")
    assert ledger(archive)[0].name == agreement.name


def test_an_agreement_keeps_at_least_one_act(archive, agreement):
    with pytest.raises(UsageError, match="at least one act"):
        r.correct_fact(archive, "agreement", agreement.id, r.AgreementChanges(mentions=()), "ann")
    with pytest.raises(UsageError, match="Unknown code"):
        r.correct_fact(archive, "agreement", agreement.id, r.AgreementChanges(parties=("XQX",)), "ann")


def test_gold_records_hold_figures_and_agreements_as_judged(archive, record, figure, agreement):
    r.correct_fact(archive, "figure", figure.id, r.FigureChanges(low=40, high=45), "ann")
    r.reject_fact(archive, "agreement", agreement.id, "ann")
    (gold,) = gold_records(archive, complete=False)
    assert (gold["figures"][0]["low"], gold["agreements"]) == (40, [])
    assert r.as_judged(archive, record.doc, r.Layer(judged=True, reviewer="ben")) == record


def test_the_queue_holds_what_the_reviewer_has_not_judged(archive, figure):
    assert [row["figure"] for row in r.fact_queue(archive, "figure", "ann")] == [figure.id]
    r.accept_fact(archive, "figure", figure.id, "ann")
    assert not r.fact_queue(archive, "figure", "ann")
    assert len(r.fact_queue(archive, "figure", "ben")) == 1
    progress = r.fact_progress(archive, "figure", "ben")
    assert (progress.facts, progress.judged, progress.by_reviewer) == (1, 1, 0)


def test_the_last_word_on_a_fact_says_who_and_what(archive, figure):
    r.accept_fact(archive, "figure", figure.id, "ann")
    r.correct_fact(archive, "figure", figure.id, r.FigureChanges(low=1, high=1), "ben", note="by the second report")
    word = r.last_words(archive, "figure", [figure.id])[figure.id]
    assert (word.reviewer, word.verb, word.made["low"], word.note) == ("ben", "correct", 1, "by the second report")
    assert [one.verb for one in r.fact_judgements(archive, fact=figure.id)] == ["correct", "accept"]


def test_changes_of_facts_are_read_from_json_and_a_bad_field_is_named():
    date = {"start": "2020-02-01", "end": "2020-02-02", "precision": "day"}
    read = r.read_fact_changes("figure", {"low": 3, "date": date})
    assert read.given()["date"].start == datetime.date(2020, 2, 1)
    with pytest.raises(UsageError, match="lowest"):
        r.read_fact_changes("figure", {"lowest": 3})
    assert msgspec.json.decode(msgspec.json.encode(read)) == {"low": 3, "date": date}
