from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading import article_from_text
from dragoman.reading.dateline import find_dateline
from dragoman.reading.written_dates import date_in_address, full_dates, parse_date
from dragoman.record import ReportDate

BODY = "\n\nThe ministers met on Wednesday and agreed to meet again. No date was set for that meeting."


def date_of(text: str, **known) -> ReportDate | None:
    return article_from_text(text, source="x", **known).published


def test_a_given_date_goes_before_all_others() -> None:
    found = date_of("CORVO, Dec 2, 2020 (Reuters) - Talks opened." + BODY, published=datetime.date(2020, 12, 3))
    assert found is not None
    assert (found.date, found.basis, found.confidence) == (datetime.date(2020, 12, 3), "given", 1.0)


def test_a_dateline_gives_the_report_date() -> None:
    found = date_of("Talks open\n\nCORVO, Dec 2, 2020 (Reuters) - Talks opened on Wednesday." + BODY)
    assert found is not None
    assert (found.date, found.basis) == (datetime.date(2020, 12, 2), "dateline")


def test_a_dateline_without_a_year_takes_it_from_the_text_where_weekdays_agree() -> None:
    text = "Talks open\n\nCORVO, Dec 2 (Reuters) – Talks opened on Wednesday after those of May 2020 and 2019 failed."
    found = date_of(text)
    assert found is not None
    assert found.date == datetime.date(2020, 12, 2)
    assert found.span is not None
    assert found.span.of(text) == "Dec 2"
    assert found.agrees_with


def test_a_dateline_without_any_year_gives_no_date() -> None:
    assert date_of("Talks open\n\nCORVO, Dec 2 (Reuters) – Talks opened on Wednesday.") is None


def test_a_labelled_date_gives_the_report_date() -> None:
    found = date_of("Talks open\n\nPublished: 2 December 2020\n\nTalks opened in the port.\n\nThey go on.")
    assert found is not None
    assert (found.date, found.basis) == (datetime.date(2020, 12, 2), "text")


def test_an_archive_picture_does_not_date_a_report() -> None:
    assert (
        date_of("Talks open\n\nFILE PHOTO: A guard stands at the gate in Corvo on May 3, 2011.\n\nTalks opened.")
        is None
    )


def test_a_date_in_the_address_gives_the_report_date() -> None:
    found = date_of("Talks open\n\nTalks opened in the port.", url="https://example.org/world/2020/12/02/talks")
    assert found is not None
    assert (found.date, found.basis) == (datetime.date(2020, 12, 2), "address")


def test_a_date_deep_in_the_text_never_dates_the_report() -> None:
    text = "Talks open\n\nTalks opened.\n\nThey are slow.\n\nFew came.\n\nThe truce was signed on March 5, 2020."
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("ANKARA, Dec 2 (Reuters) – The minister", "ANKARA"),
        ("GENEVA/NEW YORK, 2 December 2020 – The agency", "GENEVA/NEW YORK"),
        ("TALLAHASSEE, Fla. (AP) — Florida sued", "TALLAHASSEE, Fla."),
        ("SANTIAGO, 3 APR 90 (DOMESTIC SERVICE) -- The", "SANTIAGO"),
        ("Kabul, 4 May 2021 – In a", "Kabul"),
    ],
)
def test_datelines_of_many_houses_are_read(opening: str, place: str) -> None:
    found = find_dateline(opening)
    assert found is not None
    assert found.place == place


@pytest.mark.parametrize("opening", ["Turkish troops – some of them", "Kalin: we will", "The minister (centre) said"])
def test_a_sentence_is_no_dateline(opening: str) -> None:
    assert find_dateline(opening) is None


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y-%m-%d"]),
)
def test_a_written_date_is_read_back(date: datetime.date, form: str) -> None:
    text = f"The report of {date.strftime(form)} says so."
    assert [(found.date, found.span.of(text)) for found in full_dates(text)] == [(date, date.strftime(form))]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_a_date_in_an_address_is_read_back(date: datetime.date) -> None:
    assert date_in_address(f"https://example.org/{date:%Y/%m/%d}/story") == date


@given(st.text())
def test_a_field_that_is_no_date_is_none_or_a_date(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), datetime.date)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert parse_date("2020-02-31") is None


@pytest.mark.parametrize(
    "line",
    [
        "London, 14 March 2018",
        "New York, Wednesday, March 14, 2018",
        "Geneva/Nairobi, 14 March 2018",
        "ABUJA – 14 March 2018",
    ],
)
def test_a_line_with_place_and_day_dates_the_report(line: str) -> None:
    text = f"Statement on the attack\n\n{line}\n\nThe envoys met today. A man was killed on 1 November 2006."
    found = article_from_text(text, source="page.txt").published
    assert found is not None
    assert (found.date.isoformat(), found.basis) == ("2018-03-14", "dateline")


def test_a_heading_with_a_past_day_within_the_report_does_not_date_it() -> None:
    body = (
        "The envoys of both states met in the port at noon and agreed to meet there again soon after the end of the "
        "talks.\n\nThey gave no day for that.\n\nTheir hosts were pleased with what had been reached so far."
    )
    text = f"Statement on the attack\n\n{body}\n\nOslo, 1 November 2006\n\nA man was killed."
    assert article_from_text(text, source="page.txt").published is None


def test_a_report_as_of_a_day_is_of_that_day() -> None:
    found = article_from_text(f"Flash update\n\nAs of 7 April 2021\n\n{BODY}", source="page.txt").published
    assert found is not None
    assert (found.date.isoformat(), found.basis) == ("2021-04-07", "text")
