from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.reading import Columns, SetAside, article_from_bytes, read
from dragoman.reading.fetch import fetch
from dragoman.record import Article

REPORT = "Talks open in Corvo\n\nThe ministers met on Monday in the port and agreed to meet again within a month.\n"
FRENCH = (
    "Le ministre a déclaré lundi que les pourparlers avec les rebelles se poursuivraient pendant une semaine, mais "
    "qu'ils ne sont pas d'accord sur le lieu de la réunion."
)


def only(results) -> Article | SetAside:
    (result,) = results
    return result


def test_a_folder_gives_its_files_in_order_with_those_below(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(REPORT)
    (tmp_path / "a.html").write_text(f"<html><body><p>{REPORT}</p></body></html>")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "c.md").write_text("# Talks\n\nThe ministers met on Monday.\n")
    found = list(read(tmp_path))
    assert [Path(item.source).name for item in found] == ["a.html", "b.txt", "c.md"]
    assert all(isinstance(item, Article) for item in found)


def test_standard_input_is_read() -> None:
    article = only(read("-", stdin=io.BytesIO(REPORT.encode())))
    assert isinstance(article, Article)
    assert article.source == "standard input"
    assert article.text == REPORT


def test_a_missing_file_is_set_aside_by_name() -> None:
    result = only(read("/nowhere/at/all.txt"))
    assert isinstance(result, SetAside)
    assert "no such file" in result.problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "empty"), (b"%PDF-1.7 ...", "PDF"), (bytes(range(256)) * 20, "binary"), (b"x" * 101, "larger")],
)
def test_what_is_no_report_is_set_aside_with_its_reason(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "input.txt"
    path.write_bytes(data)
    result = only(read(path, limit=100))
    assert isinstance(result, SetAside)
    assert problem in result.problem or (problem == "binary" and "larger" in result.problem)


def test_a_report_that_is_not_english_is_set_aside_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text(FRENCH, encoding="utf-8")
    result = only(read(path))
    assert isinstance(result, SetAside)
    assert "French" in result.problem


def test_utf_8_that_is_cut_short_is_read() -> None:
    article = article_from_bytes((REPORT + "é").encode()[:-1], source="cut")
    assert article.text == REPORT + "\ufffd"


def test_windows_1252_is_read_where_utf_8_fails() -> None:
    assert (
        article_from_bytes("The café’s owner was held.".encode("cp1252"), source="x").text
        == "The café’s owner was held."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_wide_and_marked_encodings_are_read(encoding: str) -> None:
    assert article_from_bytes(REPORT.encode(encoding), source="x").text == REPORT


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = "<html><meta charset='windows-1251'><p>The minister Иванов met the envoy on Monday.</p></html>".encode(
        "cp1251"
    )
    assert "Иванов" in article_from_bytes(page, source="x").text


def test_rows_of_jsonl_are_reports_and_bad_rows_are_set_aside_by_line(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    rows = [
        json.dumps({"body": REPORT, "headline": "Talks", "published": "2020-12-02", "source": "Courier", "id": 7}),
        "{not json",
        "[1]",
        json.dumps({"title": "no text"}),
        json.dumps({"text": REPORT, "date": "the other day"}),
        json.dumps({"text": "\ud800 The minister met the envoy."}),
    ]
    path.write_text("\n".join(rows))
    found = list(read(path))
    assert [isinstance(item, Article) for item in found] == [True, False, False, False, False, True]
    assert [item.source.rpartition("line ")[2] for item in found] == ["1 (7)", "2", "3", "4", "5", "6"]
    first = found[0]
    assert isinstance(first, Article)
    assert first.published is not None
    assert (first.title, first.publisher, first.published.date) == ("Talks", "Courier", datetime.date(2020, 12, 2))


def test_columns_of_csv_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text('when,what\n2020-12-02,"The ministers met on Monday,\nand left."\n')
    article = only(read(path, columns=Columns(text=("what",), date=("when",))))
    assert isinstance(article, Article)
    assert article.text == "The ministers met on Monday,\nand left."
    assert article.published is not None
    assert article.published.date == datetime.date(2020, 12, 2)


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_message(data: bytes) -> None:
    result = only(read("-", stdin=io.BytesIO(data)))
    if isinstance(result, SetAside):
        assert result.problem
    else:
        assert all(block.span.of(result.text).strip() for block in result.blocks)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.sampled_from([".csv", ".jsonl", ".html"]), st.binary(max_size=200))
def test_any_bytes_in_any_file_give_articles_or_messages(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    for result in read(path):
        assert isinstance(result, Article | SetAside)


# -- the web ---------------------------------------------------------------------------------------------------------


def test_an_address_is_fetched_and_read() -> None:
    page = f"<html><body><h1>Talks open</h1><p>{REPORT}</p></body></html>"
    transport = httpx.MockTransport(lambda request: httpx.Response(200, html=page))
    article = only(read("https://example.org/2020/12/02/talks", transport=transport))
    assert isinstance(article, Article)
    assert article.publisher == "example.org"
    assert article.published is not None
    assert article.published.date == datetime.date(2020, 12, 2)


def test_a_server_error_is_tried_three_times() -> None:
    calls: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(str(request.url))
        return httpx.Response(503) if len(calls) < 3 else httpx.Response(200, text="words")

    got = fetch("https://example.org/a", limit=100, transport=httpx.MockTransport(answer), first_wait=0)
    assert (got.data, len(calls)) == (b"words", 3)


def test_a_page_that_is_not_there_is_asked_for_once() -> None:
    calls: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(1)
        return httpx.Response(404)

    result = only(read("https://example.org/a", transport=httpx.MockTransport(answer)))
    assert isinstance(result, SetAside)
    assert "404" in result.problem
    assert len(calls) == 1


def test_a_network_that_fails_gives_a_message() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    with pytest.raises(InputError, match="no route"):
        fetch("https://example.org/a", limit=100, transport=httpx.MockTransport(answer), first_wait=0)


def test_a_page_over_the_limit_is_not_read_to_its_end() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, text="x" * 1000))
    with pytest.raises(InputError, match="larger"):
        fetch("https://example.org/a", limit=100, transport=transport)


def test_other_schemes_are_refused() -> None:
    with pytest.raises(InputError, match="not an http"):
        fetch("file:///etc/passwd", limit=100)
