"""The pages of analysis and review in a real browser: charts, panels, keyboard, selection, and all without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dragoman.archive import Archive
from dragoman.archive import review as archive_review


def test_a_number_opens_its_events_beside_the_chart(page: Any) -> None:
    page.goto("/time?by=year")
    page.wait_for_selector("#time-chart svg")
    link = page.locator("a[data-behind]").first
    number = link.inner_text()
    link.click()
    page.wait_for_selector("#behind li")
    assert page.locator("#behind h2").inner_text().startswith(number)
    assert page.locator("#behind h2").evaluate("e => e === document.activeElement")


def test_the_map_is_drawn_and_its_slider_names_the_time(page: Any) -> None:
    page.goto("/map")
    page.wait_for_selector("#map-chart canvas")
    slider = page.locator("#map-step")
    assert page.locator("#map-step-name").inner_text() == "All time"
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#map-step-name").inner_text() != "All time"
    page.click("#map-play")
    assert page.locator("#map-play").get_attribute("aria-pressed") == "true"
    page.click("#map-play")
    assert "Natural Earth" in page.inner_text("main")


def test_the_network_is_drawn_beside_its_table(page: Any) -> None:
    page.goto("/actors?status=actual,future")
    page.wait_for_selector("#network-chart svg")
    assert page.locator("table").count() == 2


def test_events_are_judged_by_keyboard_and_the_last_word_is_taken_back(page: Any, archive_file: Any) -> None:
    page.goto("/review?reviewer=keys")
    page.wait_for_selector("[data-key=reject]")
    before = page.locator(".review-queue a").first.get_attribute("href")
    page.keyboard.press("r")
    page.wait_for_selector("text=Your last word: reject")
    assert page.locator(".review-queue a").first.get_attribute("href") != before
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("text=Your last word").count() == 0
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "type"
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_selector("text=Your last word: accept")
    with Archive(archive_file, read_only=True) as archive:
        verbs = [one.verb for one in archive_review.judgements(archive, reviewer="keys")]
    assert verbs == ["accept", "undo", "reject"]


def test_selected_words_become_those_of_a_missed_event(page: Any) -> None:
    page.goto("/review?reviewer=selects")
    page.evaluate(
        """() => {
            const block = [...document.querySelectorAll('#review-text [data-start]')]
                .find(b => b.textContent.length > 60);
            const node = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
            const range = document.createRange();
            range.setStart(node, 2); range.setEnd(node, 9);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
        }"""
    )
    start, end = int(page.input_value("#add-start")), int(page.input_value("#add-end"))
    words = page.input_value("#add-words")
    assert end - start == len(words) > 0
    page.keyboard.press("+")
    assert page.locator("#add").get_attribute("open") is not None


@pytest.fixture(scope="module")
def without_script(browser: Any, served: Any, came_in: Any) -> Iterator[Any]:
    context = browser.new_context(base_url=served.address, java_script_enabled=False, storage_state=came_in)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path", ["/time", "/map", "/actors", "/agreements", "/figures", "/brief?country=UKR", "/review?reviewer=x"]
)
def test_tables_and_forms_are_there_without_script(path: str, without_script: Any) -> None:
    without_script.goto(path)
    assert without_script.locator("h1").count() == 1
    assert without_script.locator("main form").count() >= 1
    assert without_script.locator(".chart:visible").count() == 0
    assert without_script.locator("main table, main .toll, main .sentences, main .review-text").count() >= 1


def test_a_brief_prints_without_the_furniture_of_the_page(page: Any) -> None:
    page.goto("/brief?country=UKR")
    page.emulate_media(media="print")
    assert page.locator(".side").is_visible() is False
    assert page.locator("form").first.is_visible() is False
    assert page.locator(".brief .sentences").first.is_visible()


def test_the_words_of_a_hostile_report_are_shown_and_not_run(page: Any) -> None:
    for path in ("/behind?text=Macron", "/brief?either=FRA", "/review?reviewer=h&text=Macron", "/actors/FRA"):
        page.goto(path)
        assert page.title() != "run"
        assert page.locator("main").is_visible()
