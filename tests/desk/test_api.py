"""The REST API: what it answers, and that it is as its description says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis import GenerationMode

from dragoman.archive import FILTERS
from dragoman.desk import Settings, make_app
from dragoman.desk.api import rows
from dragoman.desk.api.outline import choices_of, kind_words
from dragoman.desk.security import Key, Tries
from dragoman.record import Record

Client = TestClient[Litestar]
TOKEN = "a-token-for-the-tests"
EXAMPLES = 8
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def described(shared_client: Client) -> dict[str, Any]:
    found: dict[str, Any] = shared_client.get("/api/v1/schema/openapi.json").json()
    return found


def test_a_list_says_what_was_asked_how_many_there_are_and_where_it_goes_on(shared_client: Client) -> None:
    found = shared_client.get("/api/v1/events?limit=1&status=actual").json()
    assert (found["total"], len(found["items"]), found["query"]) == (2, 1, "Events that happened")
    assert found["items"][0]["actors"] == ["LBY MIL"]
    following = shared_client.get(found["next"]).json()
    assert following["offset"] == 1
    assert following["next"] is None
    assert following["items"][0]["article"] != found["items"][0]["article"]


@pytest.mark.parametrize("kind", ["events", "incidents", "figures", "agreements", "statements", "articles"])
def test_each_list_has_the_columns_of_its_view(kind: str, shared_client: Client) -> None:
    found = shared_client.get(f"/api/v1/{kind}").json()
    assert found["total"] == len(found["items"]) > 0


def test_a_whole_report_is_its_record(shared_client: Client, record: Record) -> None:
    answer = shared_client.get(f"/api/v1/articles/{record.doc}")
    found = msgspec.json.decode(answer.content, type=Record)
    assert found.events == record.events


def test_one_event_of_a_report_has_its_spans_and_reasons(shared_client: Client, record: Record) -> None:
    found = shared_client.get(f"/api/v1/articles/{record.doc}/events/e-shelling").json()
    assert found["why"][0]["step"] == "frame"
    assert shared_client.get(f"/api/v1/articles/{record.doc}/events/none").status_code == 404


def test_what_has_not_changed_is_not_sent_again(shared_client: Client) -> None:
    first = shared_client.get("/api/v1/events")
    again = shared_client.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_what_makes_no_sense_is_a_problem_detail(shared_client: Client) -> None:
    for path, status, words in (
        ("/api/v1/events?type=NONSENSE", 400, "type"),
        ("/api/v1/events?typ=AID", 400, "no parameter 'typ'"),
        ("/api/v1/events?since=2021&until=2020", 409, "is empty"),
        ("/api/v1/articles/ffff", 404, "has no report"),
    ):
        answer = shared_client.get(path)
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert words in answer.json()["detail"]


def test_a_posted_report_is_coded_filed_and_given_back(stranger: Client) -> None:
    body = {"text": "A column moved through the town on Monday.", "published": "2021-03-14", "title": "A column"}
    first = stranger.post("/api/v1/articles", json=body, headers=BEARER)
    assert first.status_code == 201
    found = first.json()
    assert found["article"]["title"] == "A column"
    assert stranger.get(first.headers["location"], headers=BEARER).json() == found
    assert stranger.post("/api/v1/articles", json=body, headers=BEARER).status_code == 200, "it is known already"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": ""}, 400),
        ({"text": "x", "unknown": 1}, 400),
        ({"text": " \n "}, 422),
        ({"text": "Les ministres se sont rencontrés à Paris lundi pour parler de la paix. " * 5}, 422),
    ],
)
def test_what_cannot_be_read_as_a_report_is_refused(stranger: Client, body: dict[str, Any], status: int) -> None:
    answer = stranger.post("/api/v1/articles", json=body, headers=BEARER)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_parameter_given_twice_is_refused(shared_client: Client) -> None:
    for path in ("/api/v1/events?type=AID&type=AGREE", "/api/v1/judgements?event=a&event=b"):
        answer = shared_client.get(path)
        assert answer.status_code == 400, path
        assert "2 times" in answer.json()["detail"]


def test_a_browser_must_send_the_token_of_a_page_to_post(client: Client) -> None:
    assert client.post("/api/v1/articles", json={"text": "Words."}).status_code == 403


def test_the_description_is_openapi_3_1_made_from_the_classes_of_the_record(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    names = described["components"]["schemas"]
    assert {"Record", "Article", "Event", "EventPage", "EventRow", "NewArticle", "Problem"} <= set(names)
    parameters = {p["name"] for p in described["paths"]["/api/v1/events"]["get"]["parameters"]}
    assert parameters == set(FILTERS["events"])


def test_the_rows_of_the_lists_are_described_by_name() -> None:
    assert set(rows.EventRow.__struct_fields__) >= {"article", "event", "type", "actors", "words"}


def test_the_page_of_the_api_tells_every_operation_parameter_and_shape_of_the_description(
    shared_client: Client, described: dict[str, Any]
) -> None:
    page = shared_client.get("/api").text
    for path, methods in described["paths"].items():
        for operation in methods.values():
            key = operation["operationId"]
            assert f'id="{key}"' in page
            assert f'action="{path}"' in page
            missing = [p["name"] for p in operation.get("parameters", ()) if f'id="{key}-{p["name"]}"' not in page]
            assert not missing, path
    linked = set(re.findall(r'href="#(shape-\w+)"', page))
    assert linked >= {"shape-EventPage", "shape-Problem", "shape-Record"}
    assert not linked - set(re.findall(r'id="(shape-\w+)"', page))


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "day, as 2020-12-03 or nothing"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Event"}}, "list of Event"),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}]}, "[whole number, whole number]"),
        ({"enum": ["", "before"]}, "one of “”, before"),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "object, each value number"),
        ({}, "anything"),
    ],
)
def test_a_schema_is_said_in_words(schema: dict[str, Any], said: str) -> None:
    assert "".join(words for words, _ in kind_words(schema)) == said


@pytest.mark.parametrize(
    ("schema", "choices"),
    [
        ({"pattern": "^(day|week)$"}, (("day", "week"), False)),
        ({"pattern": "^(AID|AGREE)(,(AID|AGREE))*$"}, (("AID", "AGREE"), True)),
        ({"anyOf": [{"enum": ["yes", ""]}, {"type": "null"}]}, (("yes",), False)),
        ({"pattern": "^[0-9a-f]+$"}, ((), False)),
    ],
)
def test_the_values_that_a_parameter_takes_are_read_from_its_schema(schema: dict[str, Any], choices: Any) -> None:
    assert choices_of(schema) == choices


# -- against the description -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def api_schema(two_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    from hand_made_records import FakeCoder

    own = shutil.copy(two_reports, tmp_path_factory.mktemp("api") / "desk.duckdb")  # reports will be posted to it
    app = make_app(own, Settings(key=Key.token(TOKEN), hosts=(), coder=FakeCoder()))
    app.state.desk.tries = Tries(clock=lambda: float("inf"))  # as if a long time went by between any two tries
    return schemathesis.openapi.from_asgi("/api/v1/schema/openapi.json", app, headers=BEARER)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_the_api_is_as_its_description_says(mode: GenerationMode, api_schema: Any) -> None:
    """Each operation is asked with made-up parameters that the description allows, and with some that it doesn't."""
    operations = [found.ok() for found in api_schema.get_all_operations()]
    assert len(operations) >= 10
    for operation in operations:

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: schemathesis.Case) -> None:
            # The description cannot say that a text must be English.
            posts = case.method == "POST"
            excluded = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")] if posts else []
            case.call_and_validate(headers=BEARER, excluded_checks=excluded)

        try:
            check()
        except Unsatisfiable:
            assert not operation.query, operation.label  # there is nothing to be wrong about
