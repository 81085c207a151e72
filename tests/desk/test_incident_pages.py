"""Incidents on the desk and over REST: versions side by side, and numbers that count each happening once."""

from __future__ import annotations

import re
from html import unescape

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[-600:]
    return answer.text


def incident_of(client: Client, **filters: str) -> dict[str, object]:
    found = client.get("/api/v1/incidents", params={"type": "ASSAULT", **filters}).json()
    assert found["total"] == 1
    item: dict[str, object] = found["items"][0]
    return item


def test_two_reports_of_one_shelling_are_one_incident_over_rest(shared_client: Client) -> None:
    found = incident_of(shared_client)
    assert (found["reports"], found["place"], found["killed_low"]) == (2, "Sirte", 12)
    told = shared_client.get(f"/api/v1/incidents/{found['incident']}").json()
    assert {version["publisher"] for version in told["versions"]} == {"Harbour Post", ""}
    assert told["publishers"] == 1  # the second is a copy of the first


def test_the_page_of_an_incident_shows_each_version_with_its_sentence(shared_client: Client) -> None:
    page = text(shared_client, f"/incidents/{incident_of(shared_client)['incident']}")
    assert "told by 2 reports" in page
    assert page.count("Libyan forces shelled the harbour of Sirte") == 2
    assert "Harbour Post" in page


def test_an_event_leads_to_its_incident_from_its_card_and_from_the_table(shared_client: Client) -> None:
    found = incident_of(shared_client)
    card = text(shared_client, f"/reports/{found['article']}")
    assert 'href="/incidents/e-shelling">2 reports</a>' in card
    assert 'href="/incidents/e-shelling">2 reports</a>' in text(shared_client, "/events")
    assert text(shared_client, "/incidents/e-shelling") == text(shared_client, f"/incidents/{found['incident']}")


@pytest.mark.parametrize("path", ["/incidents", "/incidents?alone=yes&order=-reports", "/incidents?actor=XXX&page=3"])
def test_the_list_of_incidents_answers(path: str, shared_client: Client) -> None:
    assert "<h1>Incidents</h1>" in text(shared_client, path)


def test_an_unknown_incident_is_not_there(shared_client: Client) -> None:
    assert shared_client.get("/incidents/none").status_code == 404
    answer = shared_client.get("/api/v1/incidents/none")
    assert answer.status_code == 404
    assert "no incident" in answer.json()["detail"]


def test_series_and_lists_count_each_incident_once_if_asked(shared_client: Client) -> None:
    for path in ("/api/v1/events", "/api/v1/series"):
        twice = shared_client.get(path, params={"type": "ASSAULT"}).json()
        once = shared_client.get(path, params={"type": "ASSAULT", "once": "true"}).json()
        assert (twice.get("total", twice.get("events")), once.get("total", once.get("events"))) == (2, 1)


@pytest.mark.parametrize("path", ["/events", "/time", "/map", "/actors", "/behind"])
def test_the_switch_is_said_in_words_and_kept_in_links(path: str, shared_client: Client) -> None:
    page = text(shared_client, f"{path}?type=ASSAULT&once=true")
    assert "each incident once" in page
    assert "once=true" in page


def test_incidents_are_downloaded_as_they_are_listed(shared_client: Client) -> None:
    page = text(shared_client, "/incidents?type=ASSAULT")
    link = re.search(r'href="(/api/v1/download/incidents/csv[^"]*)"', page)
    assert link is not None
    lines = text(shared_client, unescape(link[1])).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("incident,")
