"""Who may come in, and what is sent with every answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from dragoman.desk import Settings, make_app
from dragoman.desk.security import Key, Session, Sessions, Tries

Client = TestClient[Litestar]
TOKEN = "a-token-for-the-tests"


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" content="(\w+)"', page)
    assert found
    return found[1]


def test_a_stranger_is_sent_to_the_way_in(stranger: Client) -> None:
    answer = stranger.get("/events?type=CONSULT", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/login?next=/events%3Ftype%3DCONSULT"


def test_a_program_without_a_key_gets_a_problem_and_is_told_how_to_come_in(stranger: Client) -> None:
    answer = stranger.get("/api/v1/schema/openapi.json")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Bearer" in answer.headers["www-authenticate"]


def test_the_printed_address_lets_in_and_the_token_leaves_the_address_bar(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_a_wrong_token_does_not_let_in(stranger: Client) -> None:
    assert "does not open" in stranger.get("/?token=wrong").text
    assert stranger.get("/", follow_redirects=False).status_code == 302


def test_the_form_of_the_way_in_takes_the_token_and_leads_on(stranger: Client) -> None:
    answer = stranger.post("/login", data={"key": TOKEN, "next": "/events"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events")
    assert "HttpOnly" in answer.headers["set-cookie"]


@pytest.mark.parametrize("elsewhere", ["https://example.org", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_the_way_in_leads_nowhere_else(stranger: Client, elsewhere: str) -> None:
    answer = stranger.post("/login", data={"key": TOKEN, "next": elsewhere}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_program_comes_in_with_the_token_as_bearer(stranger: Client) -> None:
    answer = stranger.get("/api/v1/schema/openapi.json", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200


def test_after_five_wrong_tries_even_the_right_one_must_wait(stranger: Client) -> None:
    for _ in range(6):
        stranger.post("/login", data={"key": "wrong"})
    answer = stranger.post("/login", data={"key": TOKEN})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


def test_a_form_without_the_pages_token_is_refused(client: Client) -> None:
    assert client.post("/logout").status_code == 403
    assert client.post("/logout", data={"csrf": "0" * 64}).status_code == 403
    assert client.get("/").status_code == 200


def test_a_form_with_the_pages_token_is_taken(client: Client) -> None:
    token = csrf(client.get("/").text)
    assert client.post("/logout", data={"csrf": token}, follow_redirects=False).status_code == 303


def test_every_answer_has_a_policy_without_inline_script(client: Client) -> None:
    for path in ("/", "/static/desk.css", "/nothing", "/login"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_page_has_inline_script_style_or_handlers(client: Client) -> None:
    from dragoman.desk.rendering import environment

    environment_ = environment()
    assert environment_.loader is not None
    for name in environment_.loader.list_templates():
        text = environment_.loader.get_source(environment_, name)[0]
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(\bsrc=|application/json))", text), name


def test_another_name_for_this_machine_is_refused(archive_path: Path) -> None:
    app = make_app(archive_path, Settings(key=Key.token(TOKEN)))
    with TestClient(app, base_url="http://rebound.example:8720") as client:
        assert client.get("/login").status_code == 403
    with TestClient(app, base_url="http://localhost:8720") as client:
        assert client.get("/login").status_code == 200


def test_a_password_is_kept_as_a_salted_hash_only() -> None:
    one, two = Key.password("a long password"), Key.password("a long password")
    assert one.digest != two.digest
    assert one.opens("a long password")
    assert not one.opens("a long passwore")
    assert "long" not in repr(one)


def test_waits_double_and_are_forgotten() -> None:
    now = [0.0]
    tries = Tries(clock=lambda: now[0])
    for _ in range(5):
        assert tries.wait("a") == 0
        tries.failed("a")
    assert tries.wait("a") == 1
    tries.failed("a")
    assert tries.wait("a") == 2
    assert tries.wait("b") == 0
    tries.succeeded("a")
    assert tries.wait("a") == 0


def test_a_forged_or_foreign_session_is_none() -> None:
    sessions = Sessions(b"secret", 60)
    cookie = sessions.cookie(Session("me"))
    assert sessions.read(cookie) == Session("me")
    assert sessions.read(cookie[:-2] + "xx") is None
    assert Sessions(b"other", 60).read(cookie) is None
    assert sessions.read(None) is None
