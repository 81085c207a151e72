"""The desk's own files: how they are packed and kept."""

from __future__ import annotations

import gzip

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from dragoman.desk.static_files import StaticFiles

Client = TestClient[Litestar]


@pytest.mark.parametrize(
    ("accepted", "packing"),
    [("", ""), ("gzip, deflate", "gzip"), ("gzip;q=0", ""), ("gzip;q=0.0, br", ""), ("GZIP;q=0.5", "gzip")],
)
def test_a_file_is_packed_as_the_browser_takes_it(accepted: str, packing: str) -> None:
    files = StaticFiles()
    plain, sent = files.get("desk.css"), files.get("desk.css", accepted)
    assert plain is not None
    assert sent is not None
    assert sent.packing == packing
    assert (gzip.decompress(sent.data) if packing else sent.data) == plain.data
    assert sent.digest == plain.digest


def test_what_was_packed_when_it_was_built_is_sent_so() -> None:
    files = StaticFiles()
    sent = files.get("built/desk.js", "gzip, deflate, br")
    if sent is None:
        pytest.skip("the desk's pages are not built (python scripts/build_frontend.py)")
    assert sent.packing == "br"
    assert sent.content_type == "text/javascript"
    plain = files.get("built/desk.js")
    assert plain is not None
    assert len(sent.data) < len(plain.data) / 2


@pytest.mark.parametrize("name", ["../desk.py", "built/../../desk.py", "/etc/passwd", "built", "", "none.css"])
def test_nothing_but_its_files_is_found(name: str) -> None:
    assert StaticFiles().get(name) is None


def test_a_file_is_kept_for_ever_under_the_address_of_its_digest(shared_client: Client) -> None:
    page = shared_client.get("/").text
    address = page.split('href="/static/desk.css', 1)[1].split('"', 1)[0]
    kept = shared_client.get(f"/static/desk.css{address}")
    assert "immutable" in kept.headers["cache-control"]
    assert kept.headers["vary"] == "Accept-Encoding"
    assert shared_client.get("/static/desk.css?v=other").headers["cache-control"] == "no-cache"
    again = shared_client.get("/static/desk.css", headers={"If-None-Match": kept.headers["etag"]})
    assert again.status_code == 304
