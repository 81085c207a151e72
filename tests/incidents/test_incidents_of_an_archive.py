"""Reports are read, coded and filed; events that are one happening are one incident."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dragoman import Archive
from dragoman.archive.filters import Clause
from dragoman.coder import Coder
from dragoman.errors import UsageError
from dragoman.incidents import are_current, incident, refresh
from dragoman.reading import article_from_text

REPORTS = (
    (
        "2015-01-24",
        "Steppe News",
        "Rockets hit Mariupol\n\nSeparatists fired rockets at the Ukrainian city of Mariupol on Saturday, killing at "
        "least 30 people, the city council said.",
    ),
    (
        "2015-01-24",
        "Meridian Wire",
        "29 die as Mariupol is shelled\n\nRebels shelled an eastern district of Mariupol on Saturday morning and "
        "killed 29 people, Ukraine's interior ministry said. Kyiv called for new talks.",
    ),
    (
        "2015-01-25",
        "Daily Courier",
        "Toll in Mariupol at 30\n\nPro-Russian separatists bombarded the city of Mariupol with Grad rockets on "
        "Saturday and killed 31 people, doctors said.",
    ),
    (
        "2015-02-10",
        "Steppe News",
        "Rockets on Kramatorsk\n\nSeparatists fired rockets at the Ukrainian city of Kramatorsk on Tuesday, killing 12 "
        "people, officials said.",
    ),
)


@pytest.fixture(scope="module")
def filed(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("incidents") / "war.duckdb"
    with Archive(path) as archive:
        for number, (day, publisher, text) in enumerate(REPORTS):
            published = datetime.date.fromisoformat(day)
            article = article_from_text(text, source=f"{number}.txt", published=published, publisher=publisher)
            archive.add(coder.code(article))
        refresh(archive)
    return path


@pytest.fixture
def archive(filed: Path) -> Iterator[Archive]:
    with Archive(filed, read_only=True) as opened:
        yield opened


def test_three_reports_of_one_shelling_are_one_incident_and_another_stays_alone(archive: Archive) -> None:
    found = archive.incidents(type="ASSAULT")
    assert sorted((row["place"], row["reports"]) for row in found) == [("Kramatorsk", 1), ("Mariupol", 3)]


def test_an_incident_keeps_the_tolls_of_its_reports_as_a_range(archive: Archive) -> None:
    (row,) = archive.incidents(place="Mariupol", type="ASSAULT")
    assert (row["killed_low"], row["killed_high"]) == (29, 31)
    assert "killed" in row["conflicts"]


def test_an_incident_is_told_with_its_versions(archive: Archive) -> None:
    (row,) = archive.incidents(place="Mariupol", type="ASSAULT")
    told = incident(archive, row["incident"])
    assert {version.publisher for version in told.versions} == {"Steppe News", "Meridian Wire", "Daily Courier"}
    assert told.versions[-1].publisher == "Daily Courier"  # the latest
    assert told.publishers == 3
    assert [toll.kind for toll in told.tolls if toll.differ] == ["killed"]
    assert all(version.words for version in told.versions)


def test_an_incident_is_found_by_any_of_its_events(archive: Archive) -> None:
    (row,) = archive.incidents(place="Mariupol", type="ASSAULT")
    for version in incident(archive, row["incident"]).versions:
        assert incident(archive, version.event).incident == row["incident"]


def test_an_event_that_one_report_tells_is_an_incident_of_its_own(archive: Archive) -> None:
    (row,) = archive.incidents(place="Kramatorsk", type="ASSAULT")
    told = incident(archive, row["incident"])
    assert (told.reports, told.publishers, told.conflicts) == (1, 1, ())
    assert (row["killed_low"], row["killed_high"]) == (12, 12)


def test_an_unknown_incident_is_an_error_that_names_it(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no incident 'abc'"):
        incident(archive, "abc")


def test_events_are_counted_once_an_incident_if_asked(archive: Archive) -> None:
    assert archive.count("events", type="ASSAULT") == 4
    assert archive.count("events", type="ASSAULT", once=True) == 2
    # of those that a filter leaves, each incident still counts
    assert archive.count("events", type="ASSAULT", publisher="Courier", once=True) == 1


def test_incidents_are_chosen_as_one_of_their_reports_tells_them(archive: Archive) -> None:
    assert archive.count("incidents", type="ASSAULT", publisher="Courier") == 1
    assert archive.count("incidents", min_reports=2) == 1
    assert archive.count("incidents", min_publishers=4) == 0


def test_incidents_are_made_anew_only_when_reports_have_come(filed: Path, coder: Coder, tmp_path: Path) -> None:
    path = tmp_path / "copy.duckdb"
    path.write_bytes(filed.read_bytes())
    with Archive(path) as archive:
        assert are_current(archive)
        assert not refresh(archive)
        text = (
            "Mariupol mourns\n\nRockets that separatists fired at Mariupol on Saturday killed 30 people, Ukraine's "
            "president said."
        )
        day = datetime.date(2015, 1, 25)
        archive.add(coder.code(article_from_text(text, source="4.txt", published=day, publisher="City Herald")))
        (before,) = archive.incidents(place="Mariupol", type="ASSAULT", min_reports=2)
        assert not are_current(archive)
        assert refresh(archive)
        (after,) = archive.incidents(place="Mariupol", type="ASSAULT", min_reports=2)
    assert after["incident"] == before["incident"]


def test_every_incident_is_one_row_and_every_event_is_in_one(archive: Archive) -> None:
    rows = archive.ask(Clause("SELECT count(*), count(DISTINCT incident), sum(reports) FROM incidents")).rows
    events = archive.count("events")
    assert rows[0][0] == rows[0][1]
    assert rows[0][2] == events


def rows_of(archive: Archive) -> tuple[set[object], set[object]]:
    """All that is kept of incidents, by report and event rather than by the reading's number."""
    incidents = archive.ask(Clause("SELECT * EXCLUDE (coding, run) FROM incidents")).rows
    tellings = archive.ask(Clause("SELECT article, incident, event, n, origin FROM tellings")).rows
    assert len(set(map(repr, incidents))) == len(incidents)
    return set(map(repr, incidents)), set(map(repr, tellings))


def test_incidents_made_report_by_report_are_those_made_at_once(coder: Coder, tmp_path: Path) -> None:
    records = []
    for repeat in range(6):  # six like wars in six places of time, so that few of the events are new at each step
        for number, (day, publisher, text) in enumerate(REPORTS):
            published = datetime.date.fromisoformat(day) + datetime.timedelta(days=17 * repeat)
            source = f"{repeat} {number}.txt"
            article = article_from_text(
                f"{text} It was the {repeat + 2}th week.", source=source, published=published, publisher=publisher
            )
            records.append(coder.code(article))
    with Archive(tmp_path / "once.duckdb") as at_once, Archive(tmp_path / "slowly.duckdb") as slowly:
        at_once.add_many(records)
        refresh(at_once)
        for record in reversed(records):
            slowly.add(record)
            refresh(slowly)
        assert rows_of(slowly) == rows_of(at_once)
        # a report that is read again by another version, which finds nothing in it, tells nothing any more
        bare = msgspec.structs.replace(records[1], events=(), figures=(), statements=(), coder="another")
        for archive in (at_once, slowly):
            archive.add(bare)
        refresh(slowly)
        at_once.keep_incidents([], [], readings=0, last_coding=None, rule="none")
        refresh(at_once)
        assert rows_of(slowly) == rows_of(at_once)
        assert slowly.count("incidents", article=records[1].doc) == 0
