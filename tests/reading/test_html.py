from __future__ import annotations

import datetime
import json

import pytest

from dragoman.errors import InputError
from dragoman.reading import article_from_html
from dragoman.reading.metadata import read_metadata, without_site_name
from dragoman.reading.page import read_page
from dragoman.record import Article

PARAGRAPHS = [
    "Envoys of Ambaria and Veshtia met in the port of Corvo to discuss the crossing that has been closed since spring.",
    "The two sides agreed to reopen a road for aid convoys, a spokesman for the Veshtian foreign ministry told us.",
    "Drivers have waited at the crossing for weeks, and aid agencies say that food in the valley will not last.",
    "A further meeting is to be held in the capital, where the presidents of both states are expected to take part.",
]
LINKED = {"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2015-03-04T08:00:00Z"}
PAGE = f"""<!doctype html><html lang="en"><head><title>Envoys meet over crossing - Corvo Courier</title>
<meta property="og:title" content="Envoys meet over crossing"><meta property="og:site_name" content="Corvo Courier">
<script type="application/ld+json">{json.dumps(LINKED)}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Envoys meet over crossing</h1>
<figure><img src="a.jpg"><figcaption>Envoys at the harbour in Corvo, photographed on arrival</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>READ MORE: Why the crossing matters</p>
<h2>Aid convoys</h2><p>{PARAGRAPHS[2]}</p>
<blockquote><p>We will not leave before the road is open, and the world should know it, said a driver.</p></blockquote>
<p>{PARAGRAPHS[3]}</p></article>
<footer><p>© 2015 Corvo Courier. All rights reserved.</p></footer></body></html>"""


def blocks(article: Article, kind: str) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if block.kind == kind]


def test_the_report_on_a_page_is_told_from_what_stands_around_it() -> None:
    article = article_from_html(PAGE, source="page")
    assert blocks(article, "headline") == ["Envoys meet over crossing"]
    assert blocks(article, "paragraph") == PARAGRAPHS
    assert blocks(article, "heading") == ["Aid convoys"]
    assert len(blocks(article, "quote")) == 1
    reasons = {block.span.of(article.text): block.reason for block in article.blocks if block.kind == "furniture"}
    assert reasons["Home"] == "outside the article body"
    assert reasons["READ MORE: Why the crossing matters"] == "link to another story"


def test_a_page_says_its_title_publisher_and_date() -> None:
    article = article_from_html(PAGE, source="page")
    assert (article.title, article.publisher) == ("Envoys meet over crossing", "Corvo Courier")
    assert article.published is not None
    assert (article.published.date, article.published.basis) == (datetime.date(2015, 3, 4), "metadata")


def test_words_of_a_page_lead_back_to_its_source() -> None:
    article = article_from_html(PAGE, source="page")
    assert article.capture == PAGE
    start = article.text.index("aid convoys")
    segment = next(s for s in article.segments if s.text <= start < s.text + s.text_length)
    at = segment.capture + start - segment.text
    assert PAGE[at : at + 11] == "aid convoys"


def test_ten_thousand_nested_tags_are_read() -> None:
    page = "<html><body>" + "<div>" * 10_000 + f"<p>{PARAGRAPHS[0]}</p>" + "</div>" * 10_000
    assert PARAGRAPHS[0] in article_from_html(page, source="deep").text


def test_a_page_without_words_is_an_input_error() -> None:
    with pytest.raises(InputError, match="shows no text"):
        article_from_html("<html><script>var a = 1</script></html>", source="x")


def test_a_second_story_on_the_page_is_not_part_of_the_report() -> None:
    second = "<h1>Quite another story begins on this page</h1>" + "".join(f"<p>Other: {p}</p>" for p in PARAGRAPHS)
    article = article_from_html(PAGE.replace("</article>", second + "</article>"), source="x")
    assert not any(words.startswith("Other") for words in blocks(article, "paragraph"))


def test_malformed_linked_data_is_passed_over() -> None:
    page = read_page("<script type='application/ld+json'>{\"@type\": [</script><p>x")
    assert read_metadata(page).published is None


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Envoys meet - Corvo Courier", "Corvo Courier"),
        ("Envoys meet | Corvo Courier", "Corvo Courier"),
        ("Corvo Courier: Envoys meet", ""),
    ],
)
def test_the_publisher_is_no_part_of_a_title(title: str, site: str) -> None:
    expected = "Envoys meet" if site else title
    assert without_site_name(title, site) == expected


def test_the_day_in_the_address_corrects_a_time_stamp_of_the_next_morning() -> None:
    article = article_from_html(PAGE, source="x", url="https://example.org/2015/03/03/envoys-meet")
    assert article.published is not None
    assert article.published.date == datetime.date(2015, 3, 3)


def test_a_page_on_which_trafilatura_finds_nothing_is_read_by_our_own_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.reading.html._extracted", lambda capture, url: ([], ""))
    article = article_from_html(PAGE, source="x")
    assert blocks(article, "paragraph") == PARAGRAPHS
