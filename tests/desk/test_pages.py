"""What the pages show, without a browser."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made_records import TEXT, FakeCoder
from litestar import Litestar
from litestar.testing import TestClient

from dragoman.archive import Archive, Filter
from dragoman.desk import Settings, filtering, make_app
from dragoman.desk.marking import marked_blocks
from dragoman.desk.navigation import NAVIGATION
from dragoman.desk.security import Key
from dragoman.record import Record

Client = TestClient[Litestar]
PAGES = [entry.path for group in NAVIGATION for entry in group.entries]


def csrf(client: Client) -> dict[str, str]:
    found = re.search(r'name="csrf" content="(\w+)"', client.get("/read").text)
    assert found
    return {"csrf": found[1]}


def wait_for(client: Client, path: str) -> str:
    for _ in range(100):
        answer = client.get(path)
        if 'hx-trigger="every' not in answer.text:
            return answer.text
        time.sleep(0.05)
    raise AssertionError("the reading does not end")


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    app = make_app(tmp_path_factory.mktemp("empty") / "empty.duckdb", Settings(key=Key.token("t"), hosts=()))
    with TestClient(app) as client:
        client.get("/?token=t")
        yield client


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_each_page_opens_on_a_full_and_on_an_empty_archive(
    path: str, shared_client: Client, empty_desk: Client
) -> None:
    for desk in (shared_client, empty_desk):
        answer = desk.get(path)
        assert answer.status_code == 200
        assert "<h1" in answer.text


def test_a_page_that_is_not_there_says_so(shared_client: Client) -> None:
    answer = shared_client.get("/reports/0123456789ab")
    assert answer.status_code == 404
    assert "has no report" in answer.text


def test_a_filter_that_makes_no_sense_is_explained(shared_client: Client) -> None:
    answer = shared_client.get("/events?type=NONSENSE")
    assert answer.status_code == 400
    assert "valid: ACCUSE" in answer.text


def test_the_events_are_filtered_by_the_address(shared_client: Client) -> None:
    page = shared_client.get("/events?type=ASSAULT&actor=LBY").text
    assert "Events done by Libya, of the type assault" in page
    assert "2 events" in page
    assert 'href="/events?actor=LBY"' in page, "a filter can be taken away"


def test_the_events_are_sorted_paged_and_shown_in_chosen_columns(shared_client: Client) -> None:
    page = shared_client.get("/events?rows=1&page=2&order=confidence&columns=type,cameo").text
    assert "2 to 2 shown" in page
    heads = re.findall(r'<th scope="col".*?</th>', page, re.DOTALL)
    assert len(heads) == 2
    assert "page=3" in page


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl", "geojson", "parquet"])
def test_a_view_is_downloaded_as_it_is_filtered(format_: str, shared_client: Client) -> None:
    answer = shared_client.get(f"/events/as/{format_}?type=ASSAULT")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    if format_ == "json":
        assert [row["type"] for row in answer.json()] == ["ASSAULT", "ASSAULT"]
    elif format_ == "csv":
        assert answer.text.count("ASSAULT") == 2
    elif format_ == "parquet":
        assert answer.content[:4] == b"PAR1"


def test_a_report_shows_its_text_with_marks_and_its_facts_as_cards(shared_client: Client, record: Record) -> None:
    page = shared_client.get(f"/reports/{record.doc}").text
    assert re.search(r'class="run action mx"[^>]*data-facts="e-e-shelling"', page)
    for fact in ("e-e-shelling", "e-e-meeting", "f-f-killed", "a-a-ceasefire", "s-s-broken"):
        assert f'id="{fact}"' in page


def test_the_marked_text_is_the_text(record: Record) -> None:
    for block, marked in zip(record.article.blocks, marked_blocks(record), strict=True):
        assert "".join(run.text for run in marked.runs) == block.span.of(record.article.text)


def test_a_pasted_text_is_read_and_leads_to_its_report(client: Client) -> None:
    sent = client.post(
        "/read", data={**csrf(client), "text": "A column moved through the town."}, follow_redirects=False
    )
    assert sent.status_code == 303
    assert 'id="report-text"' in wait_for(client, sent.headers["location"])


def test_several_files_are_read_and_each_is_accounted_for(client: Client) -> None:
    files = [
        ("files", ("one.txt", b"A column moved through the town on Monday.", "text/plain")),
        (
            "files",
            ("two.html", b"<html><body><p>Ministers met in the capital on Tuesday.</p></body></html>", "text/html"),
        ),
        ("files", ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "text/plain")),
    ]
    sent = client.post("/read", data=csrf(client), files=files, follow_redirects=False)
    page = wait_for(client, sent.headers["location"])
    assert "3 of 3 reports" in page
    assert page.count("set aside") == 1
    assert "PNG picture" in page
    assert "PNG picture" in client.get("/sources").text


def test_what_breaks_the_coder_is_set_aside_and_the_rest_is_read(client: Client) -> None:
    files = [
        ("files", ("bad.txt", b"This report BREAKS the coder of the tests.", "text/plain")),
        ("files", ("good.txt", b"A column moved through the town on Monday.", "text/plain")),
    ]
    sent = client.post("/read", data=csrf(client), files=files, follow_redirects=False)
    page = wait_for(client, sent.headers["location"])
    assert page.count("set aside") == 1
    assert "good.txt" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Nothing was given"),
        ({"text": "x" * 600_000}, "600,000 characters"),
        ({"address": "ftp://example.org/"}, "is not an address"),
        ({"text": "x", "published": "yesterday"}, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_page(shared_client: Client, given: dict[str, str], said: str) -> None:
    answer = shared_client.post("/read", data={**csrf(shared_client), **given})
    assert answer.status_code == 422
    assert said in answer.text


def test_reading_the_same_report_again_changes_nothing(client: Client, archive_path: Path) -> None:
    for _ in range(2):
        sent = client.post("/read", data={**csrf(client), "text": "The very same words."}, follow_redirects=False)
        wait_for(client, sent.headers["location"])
    with Archive(archive_path, read_only=True) as archive:
        assert archive.count("articles") == 3
        assert archive.runs()[0]["reports"] == 1


def test_an_address_that_leads_inside_is_set_aside(client: Client) -> None:
    sent = client.post("/read", data={**csrf(client), "address": "http://127.0.0.1:9/"}, follow_redirects=False)
    assert "private network" in wait_for(client, sent.headers["location"])


def test_html_and_script_of_a_report_are_shown_as_text(tmp_path: Path) -> None:
    hostile = "</article><script>alert(1)</script> <img src=x onerror=alert(2)>\n\n" + TEXT

    class Hostile(FakeCoder):
        pass

    app = make_app(tmp_path / "hostile.duckdb", Settings(key=Key.token("t"), hosts=(), coder=Hostile()))
    with TestClient(app) as client:
        client.get("/?token=t")
        form = {**csrf(client), "text": hostile, "title": "<b onclick=x>T</b>", "publisher": '"><script>p</script>'}
        page = wait_for(client, client.post("/read", data=form, follow_redirects=False).headers["location"])
        for shown in (page, client.get("/reports").text, client.get("/").text, client.get("/sources").text):
            assert "<script>" not in shown
            assert "<img src=x" not in shown
            assert "<b onclick" not in shown


def test_a_filter_goes_into_an_address_and_back() -> None:
    chosen = Filter(actor="TUR.GOV", type="CONSULT,AID", since="2020-01", min_confidence=0.5, text="a & b", run=3)
    to = filtering.address("/events", chosen)
    with TestClient(Litestar([])) as client:
        request = client.build_request("GET", to)
    assert filtering.read_filter(request.url.params.multi_items(), "events") == chosen


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "All events"),
        ({"either": "TUR,RUS", "quad": "material conflict"}, "Events between Turkey and Russia, of conflict in deeds"),
        (
            {"type": "AID", "country": "SYR,IRQ", "since": "2020"},
            "Events of the type aid, in Syria or Iraq, since 2020",
        ),
    ],
)
def test_a_filter_is_said_in_words(given: dict[str, str], said: str) -> None:
    assert filtering.said(Filter(**given)) == said  # type: ignore[arg-type]


def test_data_for_a_chart_cannot_end_its_element() -> None:
    from dragoman.desk.rendering import json_data

    text = str(json_data({"a": "</script><b>&"}))
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><b>&"}
