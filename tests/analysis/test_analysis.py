from __future__ import annotations

import datetime

import pytest

from dragoman.analysis import as_html, as_markdown, brief, ledger, network, profile, series, tolls
from dragoman.analysis.ledger import standing_of
from dragoman.analysis.sentences import sentence_at
from dragoman.archive import Filter
from dragoman.archive.review import JUDGED, reject
from dragoman.errors import UsageError


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2021, month, number)


# -- series


def test_an_event_counts_in_the_period_that_its_whole_date_lies_in(archive):
    found = series(archive, by="week")
    assert [(bar.start, bar.counts) for bar in found.bars] == [(day(3, 1), (1, 0, 0, 2)), (day(3, 8), (0, 1, 0, 0))]
    assert (found.wider, found.undated, found.events) == (1, 1, 6)


def test_every_count_leads_to_its_events_and_the_filter_within_gives_the_same(archive):
    bar = series(archive, by="week").bars[0]
    assert bar.ids == (("e2",), (), (), ("e1", "e6"))
    within = archive.events(within=bar.within, quad="material conflict", status="actual")
    assert set(within.column("event")) == set(bar.ids[3])


def test_what_was_only_announced_counts_when_the_filter_asks_for_it(archive):
    assert [bar.ids for bar in series(archive, Filter(status="future"), by="day").bars] == [((), (), (), ("e5",))]


def test_the_score_is_the_mean_of_the_plover_intensities(archive):
    first = series(archive, by="week").bars[0]
    assert first.score == pytest.approx((2.5 - 9.5 - 9.5) / 3, abs=0.001)


def test_coverage_counts_the_reports_that_appeared_in_the_period(archive):
    assert [bar.reports for bar in series(archive, by="month").bars] == [2]
    assert [bar.reports for bar in series(archive, Filter(publisher="Harbour"), by="month").bars] == [1]


def test_periods_without_events_are_there_between_those_with(archive):
    found = series(archive, Filter(type="ASSAULT,AID"), by="day")
    assert len(found.bars) == 9
    assert [bar.events for bar in found.bars[1:8]] == [0] * 7


def test_acts_on_agreements_of_the_sides_are_marked(archive):
    marks = series(archive, Filter(either="LBY.MIL,LBY.REB"), by="month").marks
    assert [(mark.date, mark.act, mark.agreements) for mark in marks] == [
        (day(3, 2), "reached", ("a1",)),
        (day(3, 9), "violated", ("a2",)),
    ]
    assert series(archive, Filter(either="FRA,LBY.REB")).marks == ()


def test_a_series_of_nothing_is_empty(archive):
    assert series(archive, Filter(actor="TUR")).bars == ()


def test_a_series_can_count_the_events_as_judged(archive):
    reject(archive, "e6", "ann")
    assert series(archive, by="week", layer=JUDGED).bars[0].ids[3] == ("e1",)


# -- network


def test_a_dyad_is_directed_and_a_meeting_is_not(archive):
    found = {(d.actor, d.recipient, d.mutual): d for d in network(archive).dyads}
    assert found["LBY MIL", "LBY REB", False].ids == ("e1", "e4", "e6")
    assert found["FRA GOV", "LBY MIL", True].counts == (1, 0, 0, 0)
    assert ("LBY MIL", "FRA GOV", True) not in found


def test_the_sides_of_a_network_have_the_name_most_used(archive):
    assert {(node.side, node.name) for node in network(archive).nodes} >= {
        ("LBY MIL", "the army"),
        ("FRA GOV", "France"),
    }


def test_dyads_that_are_left_out_are_counted(archive):
    found = network(archive, most=1)
    assert (len(found.dyads), found.dyads_in_all) == (1, 3)


# -- profile


def test_dealings_are_told_by_what_was_done_and_what_was_suffered(archive):
    found = {one.side: one for one in profile(archive, "LBY.REB").relations}
    assert found["LBY MIL"].suffered == {"fought": ("e1", "e4", "e6")}
    assert found["FRA GOV"].suffered == {"aided": ("e7",), "accused": ("e3",)}


def test_a_meeting_is_a_dealing_of_both(archive):
    found = {one.side: one for one in profile(archive, "FRA").relations}
    assert found["LBY MIL"].did == {"met": ("e2",)}


def test_a_change_of_position_names_both_statements(archive):
    (change,) = profile(archive, "FRA").changes
    assert (change.before.statement, change.after.statement, change.topic) == ("s1", "s2", "LBY MIL, military")


def test_the_roles_of_an_actor_have_their_days(archive):
    (role,) = profile(archive, "the rebels").roles
    assert (role.name, role.side, role.first) == ("the rebels", "LBY REB", day(3, 1))


# -- ledger


def test_mentions_of_one_agreement_in_two_reports_are_one_line_of_acts(archive):
    found = {one.agreements: one for one in ledger(archive)}
    one = found["a1", "a2"]
    assert [(act.act, act.date, act.article) for act in one.acts] == [
        ("reached", day(3, 2), "aa"),
        ("violated", day(3, 9), "bb"),
    ]
    assert (one.standing, one.since) == ("violated", day(3, 9))
    assert one.acts[0].sentence == "The Sirte truce was reached."


def test_an_agreement_that_was_only_called_for_is_told_apart(archive):
    assert {one.agreements: one.standing for one in ledger(archive)}["a3",] == "wanted"


def test_a_filter_that_meets_one_mention_gives_the_whole_line(archive):
    (one,) = ledger(archive, Filter(act="violated"))
    assert [act.act for act in one.acts] == ["reached", "violated"]


@pytest.mark.parametrize(
    ("acts", "standing"),
    [
        ("called_for proposed negotiated", "wanted"),
        ("negotiated reached", "made"),
        ("reached signed ratified", "made"),
        ("reached violated", "violated"),
        ("reached violated affirmed", "renewed"),
        ("reached violated suspended", "suspended"),
        ("reached ended violated", "ended"),
        ("reached ended signed", "renewed"),
        ("reached extended", "renewed"),
        ("violated", "violated"),
    ],
)
def test_whether_an_agreement_holds_follows_from_the_order_of_its_acts(acts, standing):
    from dragoman.analysis.ledger import Act

    line = [
        Act(
            act=act, date=day(1, n), dated=True, by=(), sentence="", article="", agreement="", publisher="", title="",
            start=0, end=0,
        )
        for n, act in enumerate(acts.split(), 1)
    ]  # fmt: skip
    assert standing_of(line)[0] == standing


# -- tolls


def test_a_toll_is_a_range_with_who_said_so_and_is_never_averaged(archive):
    (toll,) = tolls(archive).tolls
    assert (toll.low, toll.high) == (12, 20)
    assert [(c.low, c.high, c.according_to, c.publisher) for c in toll.claims] == [
        (12, None, ("LBY GOV",), "Harbour Post"),
        (20, 20, (), "World Bulletin"),
    ]
    assert [c.event for c in toll.claims] == ["e1", "e6"]


def test_tolls_of_longer_periods_keep_single_claims(archive):
    (toll,) = tolls(archive, by="year").tolls
    assert (toll.start, toll.end, toll.low, toll.high) == (day(1, 1), day(12, 31), 12, 20)


def test_tolls_are_paged(archive):
    found = tolls(archive, Filter(limit=0))
    assert found.tolls == ()
    assert tolls(archive, Filter(limit=1)).in_all == 1


# -- brief


def test_tellings_of_one_happening_are_one_sentence_with_a_footnote_for_each(archive):
    found = brief(archive, Filter(either="LBY.MIL,LBY.REB"))
    (section,) = [s for s in found.sections if s.heading == "What happened"]
    told = next(s for s in section.sentences if "e1" in s.events)
    assert told.text == "The army shelled the rebels in Sirte, Libya on 1 March 2021."
    assert set(told.events) == {"e1", "e6"}
    assert {found.notes[n - 1].article for n in told.notes} == {"aa", "bb"}


def test_differing_figures_stand_side_by_side(archive):
    text = as_markdown(brief(archive, Filter(place="Sirte")))
    assert "at least 12 (Libya (government)) and 20 (World Bulletin)" in text


def test_every_sentence_of_a_brief_has_evidence(archive):
    for given in ({"either": "FRA"}, {"either": "LBY.MIL,LBY.REB"}, {"place": "Sirte"}):
        for section in brief(archive, Filter(**given)).sections:
            for sentence in section.sentences:
                assert sentence.notes or sentence.events, sentence.text


def test_a_brief_on_an_agreement_is_on_its_parties_from_its_first_act(archive):
    found = brief(archive, agreement="sirte truce")
    assert (found.kind, found.title) == ("agreement", "Sirte truce")
    assert "said to be violated" in as_markdown(found)


def test_a_brief_on_nothing_and_on_an_unknown_agreement_are_explained(archive):
    with pytest.raises(UsageError, match="on somebody or something"):
        brief(archive, Filter(since="2020"))
    with pytest.raises(UsageError, match="has no agreement 'Oslo'"):
        brief(archive, agreement="Oslo")


def test_words_of_a_report_are_no_markup_in_a_brief(archive):
    import msgspec

    found = brief(archive, Filter(either="FRA"))
    hostile = msgspec.structs.replace(found, title="<script>x</script> *bold* [link](http://x)")
    assert "<script>" not in as_html(hostile)
    assert "\\<script\\>x\\</script\\> \\*bold\\* \\[link\\]" in as_markdown(hostile)


def test_a_brief_of_nothing_says_so(archive):
    assert "holds no event" in as_markdown(brief(archive, Filter(either="TUR")))


# -- sentences


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. Two is here. Three.", "is", "Two is here."),
        ("He met Mr. Kalin there. Then he left.", "Kalin", "He met Mr. Kalin there."),
        ("A headline\n\nThe truce\nheld.", "truce", "The truce"),
        ("“It is over.” he said", "over", "“It is over."),
    ],
)
def test_a_sentence_is_cut_at_its_ends(text, words, sentence):
    start = text.index(words)
    assert sentence_at(text, start, start + len(words)) == sentence
