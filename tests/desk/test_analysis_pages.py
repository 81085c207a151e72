"""The pages and addresses of analysis and review: what they show, and that every number leads to its events."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from dragoman.desk.world_map import borders

Client = TestClient[Litestar]


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[-600:]
    return answer.text


def form_token(page: str) -> str:
    found = re.search(r'name="csrf" (?:content|value)="([^"]+)"', page)
    assert found
    return found[1]


def post(client: Client, page: str = "/review", **fields: str | list[str]) -> str:
    token = form_token(client.get("/review?reviewer=ann").text)
    answer = client.post(f"{page}/judge", data={"csrf": token, "reviewer": "ann", **fields})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    "path",
    [
        *("/time", "/time?by=week&either=LBY", "/time?actor=XXX", "/map", "/map?size=killed", "/actors", "/actors/LBY"),
        *("/actors/LBY.MIL", "/agreements", "/agreements?standing=violated", "/agreements/a-ceasefire", "/figures"),
        *("/figures?by=year", "/figures?kind=displaced", "/review", "/review?reviewer=ann", "/review/history"),
        *("/review/figures", "/review/figures?reviewer=ann", "/review/agreements?reviewer=ann", "/figures?judged=yes"),
        *("/agreements?judged=yes", "/agreements/a-ceasefire?judged=yes", "/review?reviewer=ann&parts=4"),
        *("/brief", "/brief?either=LBY", "/brief?place=Sirte", "/brief?agreement=ceasefire", "/brief?agreement=none"),
        *(
            "/behind?type=ASSAULT",
            "/review?reviewer=ann&waiting=second",
            "/review/as/gold",
            "/brief/as/html?either=LBY",
        ),
    ],
)
def test_each_page_answers(path: str, client: Client) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/time?by=century", 400),
        ("/map?size=big", 400),
        ("/figures?by=week", 400),
        ("/actors/Atlantis", 404),
        ("/agreements/none", 404),
        ("/brief/as/pdf?either=LBY", 404),
        ("/brief/as/html", 400),
        ("/review/as/xml", 404),
        ("/review/statements", 404),
        ("/review?reviewer=ann&waiting=never", 400),
    ],
)
def test_what_makes_no_sense_is_explained(path: str, status: int, client: Client) -> None:
    assert client.get(path).status_code == status


@pytest.mark.parametrize("path", ["/time?by=week", "/map", "/actors?status=actual,future"])
def test_every_number_opens_as_many_events_as_it_says(path: str, client: Client) -> None:
    page = text(client, path)
    links = re.findall(r'<a href="([^"]+)" data-behind>([\d,]+)</a>', page)
    assert links
    for to, number in links:
        found = client.get(unescape(to).replace("/events", "/api/v1/events", 1)).json()
        assert found["total"] == int(number.replace(",", "")), to


def test_the_panel_of_a_number_shows_the_sentences_of_its_events(client: Client) -> None:
    part = client.get("/behind?type=ASSAULT", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "Libyan forces shelled the harbour of Sirte on Friday" in part
    assert re.search(r'href="/reports/[0-9a-f]+#e-e-shelling"', part)


def test_a_place_known_only_to_its_country_is_no_point_of_the_map(client: Client) -> None:
    data = re.search(r'id="map-data">(.*?)</script>', text(client, "/map?status=actual,future"), re.DOTALL)
    assert data
    chart = json.loads(data[1])
    assert [place["name"] for place in chart["places"]] == ["Sirte"]
    assert {c["code"]: sum(c["counts"]) for c in chart["countries"]} == {"LBY": 0, "TUN": 2}
    assert chart["polygons"]["Kosovo"] == "XKX"


def test_a_figure_says_who_gave_it_and_leads_to_its_words(client: Client) -> None:
    page = text(client, "/figures")
    assert "according to Libya, government" in page
    assert re.search(r'href="/reports/[0-9a-f]+#f-f-killed"', page)


def test_a_brief_is_given_as_markdown_and_html(client: Client) -> None:
    markdown = client.get("/brief/as/markdown?place=Sirte")
    assert markdown.headers["content-disposition"] == 'attachment; filename="brief-sirte.md"'
    assert markdown.text.startswith("# Sirte")
    assert "<script" not in client.get("/brief/as/html?place=Sirte").text


def test_the_least_sure_event_is_reviewed_first_and_then_the_next(client: Client) -> None:
    assert "No such event" in text(client, "/review?reviewer=ann")
    before = client.get("/api/v1/review/queue?reviewer=ann").json()["items"]
    post(client, verb="reject", event=before[0]["event"])
    after = client.get("/api/v1/review/queue?reviewer=ann").json()["items"]
    assert len(after) < len(before)
    assert "no such" not in json.dumps(after)


def test_a_correction_by_the_form_sets_only_what_was_changed(client: Client) -> None:
    post(
        client, verb="correct", event="e-shelling", type="COERCE", actors="Libyan forces (LBY MIL)", place="Sirte",
        country="LBY", start="2021-03-12", end="2021-03-12", note="no shells",
    )  # fmt: skip
    (found,) = client.get("/api/v1/judgements?reviewer=ann").json()["items"]
    assert (found["changes"], found["note"]) == ({"type": "COERCE"}, "no shells")
    assert "The machine’s coding" in text(client, "/review?reviewer=ann&at=e-shelling")


def test_a_missed_event_is_added_on_selected_words(client: Client) -> None:
    article = client.get("/api/v1/articles").json()["items"][0]["article"]
    post(
        client,
        verb="add",
        article=article,
        words="called the ceasefire broken",
        type="ACCUSE",
        actors="France (FRA GOV)",
    )
    (found,) = client.get("/api/v1/judgements").json()["items"]
    assert found["verb"] == "add"
    answer = post(client, verb="add", article=article, words="words that are not there", type="ACCUSE")
    assert "do not stand in the report" in answer


def test_an_undo_takes_back_the_last_word(client: Client) -> None:
    post(client, verb="reject", event="e-shelling")
    post(client, verb="undo")
    assert [j["verb"] for j in client.get("/api/v1/judgements").json()["items"]] == ["undo", "reject"]
    assert "nothing of yours to undo" in post(client, verb="undo")


def test_an_event_is_split_into_as_many_parts_as_are_told(client: Client) -> None:
    page = text(client, "/review?reviewer=ann&at=e-shelling&parts=3")
    assert page.count('name="p3-') >= 5
    parts = {f"p{n}-type": type_ for n, type_ in ((1, "ASSAULT"), (2, "COERCE"), (3, "ACCUSE"))}
    told: dict[str, str | list[str]] = {f"p{n}-tellings": ["0", "1"] if n == 3 else "0" for n in (1, 2, 3)}
    post(client, verb="split", event="e-shelling", **parts, **told, **{"p1-who": "0", "p2-who": "0"})
    (found,) = client.get("/api/v1/judgements").json()["items"]
    assert (found["verb"], len(found["made"])) == ("split", 3)
    assert found["changes"][2] == {"type": "ACCUSE", "actors": []}, "the third has all tellings and nobody who did it"
    assert found["changes"][0].keys() == {"evidence", "trigger"}
    answer = post(client, verb="split", event="e-meeting", **parts)
    assert "at least one sentence" in answer


def test_a_corrected_figure_is_said_to_be_so_on_the_page_of_figures(client: Client) -> None:
    figure = client.get("/api/v1/figures").json()["items"][0]
    given = {name: figure[name] or "" for name in ("kind", "counted", "unit", "place", "country")}
    fields = {**given, "low": "1,200", "high": "1300", "start": figure["date_start"], "end": figure["date_end"]}
    post(client, "/review/figures", verb="correct", fact=figure["figure"], note="the second report", **fields)
    (found,) = client.get("/api/v1/fact-judgements").json()["items"]
    assert (found["verb"], found["made"]["low"], found["made"]["high"]) == ("correct", 1200, 1300)
    assert found["changes"].keys() >= {"low", "high"}
    assert re.search(r"corrected by <bdi>ann</bdi> to 1,200", text(client, "/figures"))
    assert "<b>1,200–1,300</b>" in text(client, "/figures?judged=yes")
    assert "<b>1,200–1,300</b>" not in text(client, "/figures")
    assert "The machine’s coding" in text(client, f"/review/figures?reviewer=ann&at={figure['figure']}")
    post(client, "/review/figures", verb="undo")
    assert "corrected by" not in text(client, "/figures")


def test_a_figure_is_added_on_selected_words_and_a_rejected_one_leaves_the_judged_page(client: Client) -> None:
    figure = client.get("/api/v1/figures").json()["items"][0]
    post(client, "/review/figures", verb="reject", fact=figure["figure"])
    assert "said not to be so by" in text(client, "/figures")
    claims = [text(client, path).count("said-line") for path in ("/figures", "/figures?judged=yes")]
    assert claims[1] == claims[0] - 1
    added = {"words": "called the ceasefire broken", "kind": "detained", "low": "7", "article": figure["article"]}
    post(client, "/review/figures", verb="add", **added)
    assert "added by" in text(client, "/figures?judged=yes")
    assert "is not a number" in post(client, "/review/figures", verb="add", **{**added, "low": "many"})


def test_an_agreements_acts_are_corrected_one_by_one(client: Client) -> None:
    agreement = client.get("/api/v1/agreements").json()["items"][0]
    fields = {"name": agreement["name"], "kind": agreement["kind"], "parties": "LBY GOV\nLBY REB"}
    fields |= {"act0-act": "violated", "act0-start": "2021-03-12", "act0-end": ""}
    post(client, "/review/agreements", verb="correct", fact=agreement["agreement"], **fields)
    (found,) = client.get("/api/v1/fact-judgements").json()["items"]
    assert found["made"]["parties"] == ["LBY GOV", "LBY REB"]
    assert found["made"]["mentions"][0]["act"] == "violated"
    assert "corrected by" in text(client, "/agreements")
    assert "said to be violated" in text(client, f"/agreements/{agreement['agreement']}?judged=yes")
    assert "On figures and agreements" in text(client, "/review/history")


def test_a_judgement_of_a_fact_over_the_api_can_be_undone_by_who_made_it(client: Client) -> None:
    figure = client.get("/api/v1/figures").json()["items"][0]["figure"]
    headers = {"X-CSRF-Token": form_token(client.get("/review").text)}
    body = {"reviewer": "ann", "verb": "accept", "kind": "figure", "fact": figure}
    made = client.post("/api/v1/fact-judgements", json=body, headers=headers)
    assert made.status_code == 201
    undo = f"/api/v1/fact-judgements/{made.json()['judgement']}/undo"
    assert client.post(f"{undo}?reviewer=ben", headers=headers).status_code == 404
    assert client.post(f"{undo}?reviewer=ann", headers=headers).json()["verb"] == "undo"
    assert client.post("/api/v1/fact-judgements", json={**body, "fact": "none"}, headers=headers).status_code == 409


def test_two_reviewers_are_compared(client: Client) -> None:
    for name in ("ann", "ben"):
        body = {"reviewer": name, "verb": "accept", "events": ["e-shelling"], "blind": True}
        token = form_token(client.get("/review").text)
        assert client.post("/api/v1/judgements", json=body, headers={"X-CSRF-Token": token}).status_code == 201
    found = client.get("/api/v1/review/agreement?one=ann&two=ben").json()
    assert (found["units"], found["fields"][0]["share"]) == (1, 1.0)
    assert "Agreement of ann and ben" in text(client, "/review/history")


def test_the_addresses_of_analysis_answer(client: Client) -> None:
    for path in (
        "series?by=week",
        "dyads",
        "profiles/LBY",
        "ledger",
        "ledger/a-ceasefire",
        "tolls",
        "brief?either=LBY",
    ):
        assert client.get(f"/api/v1/{path}").status_code == 200, path
    series = client.get("/api/v1/series?by=week").json()
    assert sum(len(ids) for bar in series["bars"] for ids in bar["ids"]) == sum(
        sum(b["counts"]) for b in series["bars"]
    )
    assert client.get("/api/v1/brief").status_code == 409


def test_markup_in_a_reviewers_words_is_shown_and_not_run(client: Client) -> None:
    post(client, verb="reject", event="e-shelling", note="<script>alert(1)</script>")
    page = text(client, "/review/history")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_brief_has_its_map_on_the_page_and_in_the_saved_one(client: Client) -> None:
    drawn = [
        client.get(path).text.count('class="world-map"')
        for path in ("/brief?place=Sirte", "/brief/as/html?place=Sirte")
    ]
    assert drawn == [int(bool(borders()))] * 2
    assert "| Sirte | Libya |" in client.get("/brief/as/markdown?place=Sirte").text


def test_sizes_by_figure_follow_the_steps_of_time(client: Client) -> None:
    found = re.search(r'id="map-data">(.*?)</script>', text(client, "/map?size=killed"), re.S)
    assert found
    (place,) = json.loads(found[1])["places"]
    assert place["size"] == max(place["sizes"].values())
