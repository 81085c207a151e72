"""The desk as one uses it: in a real browser, with mouse and keyboard, offline, in light and dark."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dragoman.archive import Archive
from dragoman.desk.navigation import NAVIGATION

AXE = Path(__file__).parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ["/", *(entry.path for group in NAVIGATION for entry in group.entries)]


def a_report(archive_file: Path, title: str) -> str:
    with Archive(archive_file, read_only=True) as archive:
        return next(str(row["article"]) for row in archive.articles() if title in (row["title"] or ""))


@pytest.fixture(scope="session")
def grain(archive_file: Path) -> str:
    return a_report(archive_file, "grain export")


@pytest.fixture(scope="session")
def hostile(archive_file: Path) -> str:
    return a_report(archive_file, "Envoys meet")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (python scripts/build_frontend.py --dev)")
@pytest.mark.parametrize(
    "path",
    [
        *(
            *PAGES,
            "/api",
            "report",
            "explain",
            "incident",
            "/events?type=ASSAULT,COERCE",
            "/events?type=AID&actor=XXX",
            "/api-less",
        ),
        *("/brief?country=UKR", "/review?reviewer=x", "/review/figures?reviewer=x", "/review/agreements?reviewer=x"),
    ],
)
def test_axe_finds_nothing_in_light_and_dark(path: str, page: Any, grain: str, archive_file: Path) -> None:
    with Archive(archive_file, read_only=True) as archive:
        event = archive.events(article=grain, limit=1)[0]["event"]
    path = {
        **{"report": f"/reports/{grain}", "explain": f"/reports/{grain}/explain", "incident": f"/incidents/{event}"},
        "/api-less": "/sources/runs/1",
    }.get(path, path)
    page.goto(path)
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(
            "async () => { document.querySelectorAll('details.op').forEach((e, n) => (e.open = n % 7 === 0));"
            "return (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
            ".violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`); }"
        )
        assert found == [], f"{path} in {scheme}"


def test_each_page_fits_a_telephone(page: Any, grain: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in [*PAGES, "/api", f"/reports/{grain}"]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


def test_a_pasted_text_is_read_and_its_report_appears(page: Any) -> None:
    page.goto("/read")
    page.fill(
        "#text",
        "France expels two diplomats\n\nPARIS, 20 April 2021 - France expelled two Russian diplomats on Monday.",
    )
    page.click("text=Read this text")
    page.wait_for_url("**/reports/*")
    assert page.locator(".fact .badge", has_text="Sanction").count() >= 1


def test_dropped_files_are_read_with_progress(page: Any, tmp_path: Path) -> None:
    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text(
            f"Envoys from Chad and Sudan met in Abeche on {n} May 2019, officials said.", "utf-8"
        )
    page.goto("/read")
    page.set_input_files("#files", [str(tmp_path / "1.txt"), str(tmp_path / "2.txt")])
    assert page.locator(".file-names li").count() == 2
    page.click("text=Read these files")
    page.wait_for_selector("text=2 of 2 reports")
    assert page.locator("#job tbody a").count() == 2


def test_pointing_at_a_card_lights_its_words_and_the_other_way_round(page: Any, grain: str) -> None:
    page.goto(f"/reports/{grain}")
    card = page.locator(".fact").first
    name = card.get_attribute("data-fact")
    card.hover()
    words = page.locator(f'[data-facts~="{name}"]')
    assert "lit" in words.first.get_attribute("class").split()
    assert page.locator(".lit-evidence").count() > 0
    page.mouse.move(2, 2)
    action = page.locator(f'.run.action[data-facts~="{name}"]').first
    action.hover()
    assert "lit" in card.get_attribute("class").split()


def test_the_keyboard_goes_from_the_words_to_the_card_and_back(page: Any, grain: str) -> None:
    page.goto(f"/reports/{grain}")
    link = page.locator(".run-link").first
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.focus()
    assert "lit" in page.locator(f'[id="{target}"]').get_attribute("class").split()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.locator(f'[id="{target}"]').focus()
    assert page.locator(f'[data-facts~="{target}"].lit').count() > 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"#{target}"


def test_the_focus_is_always_seen(page: Any) -> None:
    page.goto("/events")
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert width >= 2, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert style != "none"


def test_the_skip_link_is_the_first_stop(page: Any) -> None:
    page.goto("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_legend_switches_marks_off(page: Any, grain: str) -> None:
    page.goto(f"/reports/{grain}")
    run = page.locator("#report-text .run.action").first
    seen = run.evaluate("e => getComputedStyle(e).backgroundColor")
    page.uncheck('[data-legend] input[name="action"]')
    assert run.evaluate("e => getComputedStyle(e).backgroundColor") != seen


def test_a_facet_narrows_the_table_and_the_address_can_be_cited(page: Any) -> None:
    page.goto("/events")
    page.click('.facets a[title="ASSAULT"]')
    page.wait_for_url("**/events?type=ASSAULT")
    assert page.inner_text("#human") == "Events of the type assault."
    assert set(page.locator("td[data-name=What] .badge").all_inner_texts()) == {"Assault"}
    page.reload()
    assert page.inner_text("#human") == "Events of the type assault."


def test_the_form_filters_without_loading_the_page_anew(page: Any) -> None:
    page.goto("/events")
    page.evaluate("window.isTheSame = true")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("grain")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/events\?text=grain$"))
    page.wait_for_selector("text=with the words “grain”")
    assert page.evaluate("window.isTheSame")


def test_the_chosen_columns_are_shown(page: Any) -> None:
    page.goto("/events")
    page.click("summary:has-text('Columns')")
    page.check("input[name=columns][value=cameo]")
    page.click("text=Show these")
    page.wait_for_url("**columns=*")
    assert "CAMEO" in page.locator("thead th").all_inner_texts()


def test_light_and_dark_can_be_chosen_and_are_kept(page: Any) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    page.locator("[data-theme-choice]:visible").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") in ("dark", "normal")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_hostile_report_is_shown_and_never_run(page: Any, hostile: str) -> None:
    for path in (f"/reports/{hostile}", f"/reports/{hostile}/explain", "/reports", "/events", "/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.title() != "run"
        assert page.locator("main script, main style, main img").count() == 0
    page.goto(f"/reports/{hostile}")
    text = page.inner_text("#report-text")
    assert "<script>" in text
    assert "{{ 7 * 7 }}" in text
    assert page.locator("#report-text a:not(.run-link)").count() == 0


def test_reading_and_tables_work_without_javascript(browser: Any, served: Any) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?token=a-token-for-the-browser")
    page.click("nav >> text=Events")
    page.click('.facets a[title="CONSULT"]')
    assert page.inner_text("#human") == "Events of the type consult."
    page.click("td.words a >> nth=0")
    assert page.locator("#report-text").count() == 1
    page.goto("/read")
    page.fill("#text", "Norway and Sweden signed a defence agreement in Oslo on 4 June 2018, both governments said.")
    page.click("text=Read this text")
    page.wait_for_url("**/reports/*")
    context.close()


def test_an_operation_of_the_api_is_tried_on_its_page(page: Any) -> None:
    page.goto("/api#ApiV1EventsEvents")
    operation = page.locator("#ApiV1EventsEvents")
    operation.get_by_label("type text").fill("CONSULT")
    operation.locator("button").click()
    answer = operation.locator("[data-answer] pre")
    answer.wait_for()
    assert '"query": "Events of the type consult"' in answer.inner_text()
    assert "GET /api/v1/events?type=CONSULT: 200" in operation.locator("[data-answer] p").first.inner_text()
    operation.locator(".op-answers a", has_text="EventPage").click()
    page.locator("#shape-EventPage dl").wait_for()


def test_a_stranger_sees_only_the_way_in(browser: Any, served: Any) -> None:
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    page.goto("/events")
    assert "/login" in page.url
    page.fill("#key", "a-token-for-the-browser")
    page.click("text=Open the desk")
    page.wait_for_url("**/events")
    context.close()
