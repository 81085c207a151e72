from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.page import Page, read_page

MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<div class='a'>", "</div>", "<br>", "&amp;", "&#233;", "&nbsp;", "&bogus", "<b>", "</b>"],
        ),
        st.sampled_from(
            ["<!--", "-->", "<script>", "</script>", '<a href="', '">', "<", ">", "  \n ", "<li>", "<![CDATA[", "]]>"]
        ),
        st.text(max_size=8),
    ),
    max_size=40,
).map("".join)


def texts(page: Page) -> list[str]:
    return [block.span.of(page.text) for block in page.blocks]


def test_blocks_follow_the_elements_of_the_page() -> None:
    page = read_page("<body><h1>Talks  open</h1><p>They <b>met</b>\n today.<p>They &amp; others left.</body>")
    assert texts(page) == ["Talks open", "They met today.", "They & others left."]
    assert [block.tag for block in page.blocks] == ["h1", "p", "p"]


def test_scripts_styles_and_comments_show_no_text() -> None:
    assert texts(read_page("<style>p{}</style><script>if (a<b) x()</script><!-- no <p>no</p> --><p>yes")) == ["yes"]


def test_two_line_breaks_make_a_new_block_and_one_does_not() -> None:
    assert texts(read_page("<div>one<br>two<br><br>three</div>")) == ["one two", "three"]


def test_the_share_of_links_and_the_zone_of_a_block_are_known() -> None:
    page = read_page("<nav><a href=x>Home</a></nav><p>Plain words")
    assert [(block.zone, block.linked) for block in page.blocks] == [("nav", 1.0), ("", 0.0)]


def test_a_character_reference_maps_to_its_place_in_the_source() -> None:
    source = "<p>A &eacute;t&eacute;</p>"
    page = read_page(source)
    assert page.text == "A été"
    reference = next(segment for segment in page.segments if segment.text == 2)
    assert source[reference.capture : reference.capture + reference.capture_length] == "&eacute;"


@given(MARKUP)
def test_segments_map_every_visible_character_back_to_the_source(source: str) -> None:
    page = read_page(source)
    covered = 0
    for segment in page.segments:
        shown = page.text[segment.text : segment.text + segment.text_length]
        raw = source[segment.capture : segment.capture + segment.capture_length]
        assert len(raw) == segment.capture_length
        assert len(shown) == segment.text_length
        if len(shown) == len(raw):
            assert shown.split() == raw.split() or shown == raw
        covered += segment.text_length
    assert covered == sum(block.span.end - block.span.start for block in page.blocks)
    captures = [segment.capture for segment in page.segments]
    assert captures == sorted(captures)


@given(MARKUP)
def test_blocks_of_any_page_are_in_order_and_not_blank(source: str) -> None:
    page = read_page(source)
    end = 0
    for block in page.blocks:
        assert end <= block.span.start < block.span.end
        assert block.span.of(page.text).strip()
        end = block.span.end
    assert end == len(page.text)


@pytest.mark.parametrize(
    "part", ["<div>", '<a "', "<!--", "<script>", "</b>", "<", "&", "<p x='", "<![", "<title>"], ids=lambda part: part
)
def test_a_page_made_of_one_thing_is_read_in_linear_time(part: str) -> None:
    started = time.perf_counter()
    read_page("<p>words</p>" + part * 50_000)
    assert time.perf_counter() - started < 3
