from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import find_dates, find_times
from dragoman.dates.forms import FORMS, candidates
from dragoman.dates.words import MONTHS, WEEKDAYS

THURSDAY = dt.date(2020, 12, 3)


def found(text: str, published: dt.date | None = THURSDAY) -> list[tuple[str, str, str]]:
    """Words, ISO interval and precision of every mention that has an interval."""
    out = []
    for mention in find_dates(text, published=published):
        if mention.range is not None:
            days = {mention.range.start.isoformat(), mention.range.end.isoformat()}
            out.append((mention.span.of(text), "/".join(sorted(days)), mention.range.precision))
    return out


def only(text: str) -> tuple[str, str, str]:
    [mention] = found(text)
    return mention


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("They met on 2 December 2018.", "2 December 2018", "2018-12-02"),
        ("They met on December 02, 2018.", "December 02, 2018", "2018-12-02"),
        ("They met on Thursday, Dec. 15, 2016.", "Thursday, Dec. 15, 2016", "2016-12-15"),
        ("They met on the 3rd of March 2018.", "the 3rd of March 2018", "2018-03-03"),
        ("Signed 2018-03-04 in Astana", "2018-03-04", "2018-03-04"),
        ("Signed 25/12/2019 in Astana", "25/12/2019", "2019-12-25"),
        ("Signed 12/25/2019 in Astana", "12/25/2019", "2019-12-25"),
        ("Signed 04.03.2019 in Astana", "04.03.2019", "2019-03-04"),
        ("BAGHDAD, 12 MAR 91", "12 MAR 91", "1991-03-12"),
    ],
)
def test_a_full_date_is_that_day(text: str, words: str, day: str) -> None:
    assert only(text) == (words, day, "day")


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("1-3 Jan. 2017", "1-3 Jan. 2017", "2017-01-01/2017-01-03"),
        ("March 5-9, 2015", "March 5-9, 2015", "2015-03-05/2015-03-09"),
        ("between 11-13 Dec. 2016", "11-13 Dec. 2016", "2016-12-11/2016-12-13"),
        ("between March 5 and March 9", "between March 5 and March 9", "2020-03-05/2020-03-09"),
        ("from 28 December to 4 January 2016", "from 28 December to 4 January 2016", "2015-12-28/2016-01-04"),
        ("from Monday to Wednesday", "from Monday to Wednesday", "2020-11-30/2020-12-02"),
        ("the night of 3-4 May", "the night of 3-4 May", "2020-05-03/2020-05-04"),
    ],
)
def test_a_range_of_days_is_one_interval(text: str, words: str, days: str) -> None:
    assert only(text) == (words, days, "day")


@pytest.mark.parametrize(
    ("text", "days", "precision"),
    [
        ("since early 2011", "2011-01-01/2020-12-03", "season"),
        ("from 2014 to 2016", "2014-01-01/2016-12-31", "year"),
        ("in 2014-15", "2014-01-01/2015-12-31", "year"),
        ("in the 1990s", "1990-01-01/1999-12-31", "decade"),
        ("in May 2019", "2019-05-01/2019-05-31", "month"),
        ("in mid-January 2019", "2019-01-11/2019-01-20", "week"),
        ("by the end of March 2019", "2019-03-25/2019-03-31", "week"),
        ("in the summer of 2016", "2016-06-01/2016-08-31", "season"),
        ("last winter", "2019-12-01/2020-02-29", "season"),
        ("in the third quarter of 2019", "2019-07-01/2019-09-30", "season"),
        ("in the second half of this year", "2020-07-01/2020-12-31", "season"),
        ("late last year", "2019-09-01/2019-12-31", "season"),
    ],
)
def test_coarser_times_have_their_precision(text: str, days: str, precision: str) -> None:
    assert only(text)[1:] == (days, precision)


@pytest.mark.parametrize(
    ("text", "days", "precision"),
    [
        ("He spoke on Wednesday.", "2020-12-02", "day"),
        ("He spoke on Thursday.", "2020-12-03", "day"),
        ("He will speak on Wednesday.", "2020-12-09", "day"),
        ("last Thursday", "2020-11-26", "day"),
        ("next Friday", "2020-12-04", "day"),
        ("He spoke yesterday.", "2020-12-02", "day"),
        ("the day before yesterday", "2020-12-01", "day"),
        ("earlier today", "2020-12-03", "day"),
        ("last night", "2020-12-02", "day"),
        ("overnight", "2020-12-02/2020-12-03", "day"),
        ("last week", "2020-11-23/2020-11-29", "week"),
        ("next month", "2021-01-01/2021-01-31", "month"),
        ("in recent weeks", "2020-11-05/2020-12-03", "week"),
        ("in recent days", "2020-11-26/2020-12-03", "day"),
        ("They met at the weekend.", "2020-11-28/2020-11-29", "day"),
        ("two days ago", "2020-12-01", "day"),
        ("a week ago", "2020-11-23/2020-11-29", "week"),
        ("three years ago", "2017-01-01/2017-12-31", "year"),
        ("in the last 24 hours", "2020-12-02/2020-12-03", "day"),
        ("over the past year", "2019-12-03/2020-12-03", "year"),
        ("It began in September.", "2020-09-01/2020-09-30", "month"),
        ("It will begin in September.", "2021-09-01/2021-09-30", "month"),
        ("last July", "2020-07-01/2020-07-31", "month"),
        ("on Christmas Day last year", "2019-12-25", "day"),
        ("at 7 pm on Wednesday", "2020-12-02", "day"),
        ("late on Wednesday night", "2020-12-02", "day"),
        ("It remains shut until Monday.", "2020-12-03/2020-12-07", "day"),
    ],
)
def test_relative_words_count_from_the_reports_date(text: str, days: str, precision: str) -> None:
    assert only(text)[1:] == (days, precision)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("the same day", "2018-03-05"),
        ("a day earlier", "2018-03-04"),
        ("the next day", "2018-03-06"),
        ("two days later", "2018-03-07"),
        ("the following week", "2018-03-12/2018-03-18"),
    ],
)
def test_some_words_count_from_the_date_before_them(words: str, days: str) -> None:
    assert found(f"It was signed on 5 March 2018. He left {words}.")[1][1] == days


def test_a_month_in_an_old_story_follows_the_storys_date() -> None:
    assert found("The pact was signed on 5 March 2015. It broke down in April.")[1][1] == "2015-04-01/2015-04-30"


def test_the_next_paragraph_is_no_part_of_an_old_story() -> None:
    assert found("The pact was signed on 5 March 2015.\nIt broke down in April.")[1][1] == "2020-04-01/2020-04-30"


def test_a_date_that_qualifies_a_noun_does_not_take_the_verbs_tense() -> None:
    assert only("The panel will report on the September 17 strike.")[1] == "2020-09-17"


def test_a_weekday_tells_the_year_of_a_date() -> None:
    assert only("on Thursday, 15 March")[1] == "2018-03-15"


@pytest.mark.parametrize(
    "text",
    [
        "for three months",
        "a two-year-old girl",
        "the 93rd anniversary",
        "every week",
        "now and recently",
    ],
)
def test_lengths_and_vague_words_have_no_interval(text: str) -> None:
    assert found(text) == []
    assert find_times(text)


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May may march on",
        "Resolution 2249 and 1,200 troops",
        "about 2000 troops and 1950 refugees",
        "a second man, the third one",
        "the vote was 7.30 to 2",
        "The call is to last long",
        "He fell in spring-loaded traps",
    ],
)
def test_other_words_and_numbers_are_no_dates(text: str) -> None:
    assert [t.words for t in find_times(text)] == []


def test_a_year_that_qualifies_a_noun_is_marked() -> None:
    [borders] = find_times("a return to the 1967 borders")
    [plain] = find_times("it began in 1967")
    assert borders.attributive
    assert not plain.attributive


def test_an_ambiguous_numeric_date_is_known_only_near_the_report() -> None:
    assert only("on 02/12/2020")[1] == "2020-12-02"
    assert found("on 02/12/2015") == []


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("around March 1981", "around"),
        ("by Friday", "by"),
        ("before 2015", "before"),
        ("after 5 March", "after"),
        ("since 2011", "since"),
        ("until 2014", "until"),
        ("in 2014", ""),
    ],
)
def test_the_word_before_a_date_is_its_hedge(text: str, hedge: str) -> None:
    [mention] = find_dates(text, published=THURSDAY)
    assert mention.hedge == hedge


def test_spans_are_shifted_by_the_offset() -> None:
    [mention] = find_dates("on 5 March 2015", published=None, offset=100)
    assert (mention.span.start, mention.span.end) == (103, 115)
    assert mention.range is not None
    assert mention.range.text == mention.span


def test_without_a_report_date_only_full_dates_are_known() -> None:
    assert found("yesterday, on Friday, in 2014", published=None) == [("2014", "2014-01-01/2014-12-31", "year")]


def test_the_callers_tense_is_used() -> None:
    [mention] = find_dates("Monday", published=THURSDAY, tense_at=lambda _: "future")
    assert mention.range is not None
    assert mention.range.start == dt.date(2020, 12, 7)


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2049, 12, 31))
WRITTEN = (
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day:02d}, {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day:02d} {MONTHS[d.month - 1][:3]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1][:3]} {d.day}, {d.year}",
    lambda d: f"the {d.day}th of {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{d.day}.{d.month:02d}.{d.year}",
    lambda d: d.isoformat(),
)


@given(DAYS, st.sampled_from(WRITTEN))
def test_any_date_in_any_form_is_found_again(day: dt.date, form) -> None:  # type: ignore[no-untyped-def]
    words = form(day)
    assert found(f"It happened on {words}.", published=None) == [(words, day.isoformat(), "day")]


VOCABULARY = (
    "the last next this 5 12 2015 1990s May March Friday week weeks days ago two from to between and - , . in on since "
    "until mid early end of night 7 pm year summer morning 3-4 later recent 24 hours a same day earlier quarter"
)
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=14).map(" ".join), st.one_of(st.none(), DAYS))
def test_spans_are_apart_and_intervals_in_order_in_any_text(text: str, published: dt.date | None) -> None:
    end = 0
    for mention in find_dates(text, published=published):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.expression.words == mention.span.of(text)
        end = mention.span.end
        if mention.range is not None:
            assert mention.range.start <= mention.range.end
            assert mention.range.text == mention.span


@given(st.text(max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    for mention in find_dates(text, published=THURSDAY):
        assert mention.expression.words == text[mention.span.start : mention.span.end]


@given(DAYS, st.integers(0, 6))
def test_a_past_weekday_is_in_the_seven_days_up_to_the_report(published: dt.date, weekday: int) -> None:
    [mention] = find_dates(f"He spoke on {WEEKDAYS[weekday]}.", published=published)
    assert mention.range is not None
    assert mention.range.start.weekday() == weekday
    assert 0 <= (published - mention.range.start).days < 7


_MANY_FORMS = """
On the 3rd of March 2018, 12 MAR 91, 4-May-2012, Tuesday, April 2, 5-9 June 2011, March 5-9, 2015-03-04, 04/03/2019,
9/11, on the 7th, in the middle of next July, early last March, late on Friday, Mondays, every Tuesday, mid-2014, the
years 1914, ca. 480 BC, since '89, 1939-45, the late 1990s, the '60s, the 480s BC, the nineteenth century, the spring of
2012, 2013 summer, last winter, the third quarter of last year, Q2 2016, Christmas 2011, earlier today, overnight, the
day after tomorrow, that same evening, late last month, later in the year, this past weekend, about two weeks ago, days
later, the day before, the past 24 hours, more than five months, for decades, a fifth anniversary, daily, per week,
9:30 a.m. EST, by dawn, at present, the near future, half a year, twenty-one days, close to a dozen hours, currently.
"""


def test_a_form_is_tried_wherever_its_words_may_begin() -> None:
    tried = {(m.start, m.end, m.kind) for m in candidates(_MANY_FORMS)}
    for form in FORMS:
        for match in re.finditer(rf"(?<![\w$€£]){form.pattern.pattern}", _MANY_FORMS):
            found_there = form.build(match)
            if found_there is not None:
                assert (found_there.start, found_there.end, found_there.kind) in tried, (form.name, match.group())


def test_a_month_of_a_story_is_of_the_year_that_it_is_in() -> None:
    text = "In 1939 trade stopped. In 1940 Paris fell. In September a pact was signed."
    told = [m.range.start.isoformat() for m in find_dates(text, published=THURSDAY, narrative=True) if m.range]
    assert told == ["1939-01-01", "1940-01-01", "1940-09-01"]


def test_a_story_that_looks_back_goes_on_where_it_was() -> None:
    text = "On 8 March 1965 marines landed. Two decades earlier others had. In May the army was beaten."
    told = [m.range.start.isoformat() for m in find_dates(text, published=THURSDAY, narrative=True) if m.range]
    assert told[-1] == "1965-05-01"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("In April and June 2015 they met.", "2015-04-01"),
        ("In the summer and autumn of 2018 they met.", "2018-06-01"),
        ("They met on 4 May, 9 June and 3 July 2017.", "2017-05-04"),
        ("They met in December and January 2016.", "2015-12-01"),
    ],
)
def test_the_last_of_several_dates_lends_its_year(text: str, first: str) -> None:
    assert found(text)[0][1].split("/")[0] == first


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met on Easter Sunday 2016.", "2016-03-27"),
        ("They met on Orthodox Easter 2016.", "2016-05-01"),
        ("They met on Good Friday last year.", "2019-04-19"),
        ("They met on Thanksgiving.", "2020-11-26"),
        ("The truce of Eid al-Adha 2015 held.", "2015-09-23/2015-09-28"),
        ("The truce will begin in Ramadan.", "2021-04-12/2021-05-13"),
    ],
)
def test_holidays_move_with_the_year(text: str, days: str) -> None:
    assert only(text)[1] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Troops have besieged the town for three months.", "2020-09-03/2020-12-03"),
        ("The strike has now lasted for more than two weeks.", "2020-11-19/2020-12-03"),
        ("They will keep a truce for 30 days from 5 December.", "2020-12-05/2021-01-03"),
        ("She will begin a three-day visit starting on Monday.", "2020-12-07/2020-12-09"),
    ],
)
def test_a_length_with_an_anchor_has_days(text: str, days: str) -> None:
    assert only(text)[1] == days


@pytest.mark.parametrize(
    ("text", "hedge"),
    [("It ended around 5 March.", "around"), ("They must leave by Friday.", "by"), ("It ended on 5 March.", "")],
)
def test_the_interval_keeps_its_hedge(text: str, hedge: str) -> None:
    [mention] = find_dates(text, published=THURSDAY)
    assert mention.range is not None
    assert mention.range.hedge == hedge


def test_an_arrangement_told_in_the_present_lies_ahead_but_a_headline_tells_what_was() -> None:
    assert only("Parliament meets on Monday.")[1] == "2020-12-07"
    assert only("Parliament meets on Monday")[1] == "2020-11-30"


def test_the_attacks_of_september_are_those_of_2001() -> None:
    assert only("It was built after the September 11 attacks.")[1] == "2001-09-11"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Some 300 tons a day are burnt.", "set"),
        ("They meet twice a week.", "set"),
        ("It took an hour and a half.", "duration"),
        ("The month-long siege is over.", "duration"),
        ("After years of war they left.", "duration"),
        ("It was the second raid in as many days.", "duration"),
        ("These days few come.", "vague"),
    ],
)
def test_lengths_rates_and_vague_words_are_told_apart(text: str, kind: str) -> None:
    assert [t.kind for t in find_times(text)] == [kind]
