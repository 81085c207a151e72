from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.reading import article_from_text
from dragoman.reading.plain_text import pieces_of
from dragoman.record import Article

SAMPLE = Path("/work/shared/samples/turkey-us-syria.txt")

PAGE = """Envoys of two states meet over border crossing

Foreign ministry officials sat down for the first time since the crossing closed, and agreed to meet again.

Ambarian envoy Oren Tal (L) shakes hands with Veshtian minister Ada Brill in Corvo on March 04, 2015.
Reuters

Ambarian envoy Oren Tal (L) shakes hands with Veshtian minister Ada Brill in Corvo on March 04, 2015.

Envoys of Ambaria and Veshtia met on Wednesday in the port of Corvo to discuss the closed crossing.

READ MORE: Why the crossing matters

Loading...

The two sides agreed to reopen a road for aid convoys, a spokesman for the Veshtian ministry said.

Aid convoys

Drivers have waited at the crossing since February 20, 2015, when Ambaria closed it without notice.

They said they hoped to move within days.

Gate 9"""


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.reason) for block in article.blocks]


def test_a_page_saved_as_text_comes_apart_into_blocks_and_furniture() -> None:
    assert kinds(article_from_text(PAGE, source="page")) == [
        ("headline", ""),
        ("standfirst", ""),
        ("caption", ""),
        ("furniture", "credit"),
        ("furniture", "repeated caption"),
        ("paragraph", ""),
        ("furniture", "link to another story"),
        ("furniture", "loading notice"),
        ("paragraph", ""),
        ("heading", ""),
        ("paragraph", ""),
        ("paragraph", ""),
        ("furniture", "stray fragment at the end"),
    ]


def test_a_dated_caption_gives_the_report_date_and_a_past_event_does_not() -> None:
    published = article_from_text(PAGE, source="page").published
    assert published is not None
    assert (published.date, published.basis) == (datetime.date(2015, 3, 4), "caption")
    assert published.span is not None
    assert published.span.of(PAGE) == "March 04, 2015"
    assert [span.of(PAGE) for span in published.agrees_with] == ["on Wednesday"]


def test_one_paragraph_a_line_gives_one_block_a_line() -> None:
    text = (
        "Minister visits border\nThe minister visited the border on Monday with aides.\nHe met local leaders there.\n"
    )
    article = article_from_text(text, source="x")
    assert [block.kind for block in article.blocks] == ["headline", "paragraph", "paragraph"]


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
    text = (
        "CORVO, March 4 (Agency) -- The foreign ministers of two neighbouring\n"
        "states met on Wednesday in the port city of Corvo, where they spoke\n"
        "for three hours about the closed crossing and the convoys of aid that\n"
        "wait before it.\n"
        "   A spokesman said that the talks were open and that both sides had\n"
        "agreed to meet again within a month, perhaps in a third country that\n"
        "neither has named.\n"
    )
    spans = [piece.span.of(text) for piece in pieces_of(text)]
    assert [words.split()[0] for words in spans] == ["CORVO,", "A"]
    assert spans[1].endswith("neither has named.")


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    article = article_from_text("The president met the envoy on Monday.\n\nThey discussed the truce.", source="x")
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph"]
    assert article.title == ""


def test_a_headline_said_twice_is_furniture_the_second_time() -> None:
    article = article_from_text(
        "Statement on Corvo\n\nStatement on Corvo\n\nWe regret the attack on Corvo.", source="x"
    )
    assert kinds(article)[1] == ("furniture", "repeated headline")


def test_what_follows_the_end_of_a_report_is_furniture() -> None:
    body = "The army said on Monday that its soldiers had left the valley after two weeks of fighting there."
    text = (
        f"Army leaves valley\n\n{body}\n\nIt gave no figures for its own losses.\n\nENDS\n\nThe office is open daily."
    )
    assert kinds(article_from_text(text, source="x"))[-2:] == [
        ("furniture", "wire trailer"),
        ("furniture", "after the end of the report"),
    ]


def test_the_same_text_has_the_same_id_whatever_its_source() -> None:
    assert article_from_text(PAGE, source="a").id == article_from_text(PAGE, source="b").id
    assert article_from_text(PAGE, source="a").id != article_from_text(PAGE + ".", source="a").id


def test_a_dateline_names_the_publisher() -> None:
    article = article_from_text("Talks open\n\nCORVO (Reuters) - Talks opened on Monday in the port.", source="x")
    assert article.publisher == "Reuters"


def test_a_text_without_words_is_an_input_error() -> None:
    with pytest.raises(InputError, match="empty"):
        article_from_text(" \n\t\n", source="x")


@given(st.text(alphabet=st.one_of(st.sampled_from('\n\r ab.A—"#>-\t1'), st.characters())))
def test_blocks_are_in_order_and_name_words_of_the_text(text: str) -> None:
    try:
        article = article_from_text(text, source="x")
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        words = block.span.of(article.text)
        assert words
        assert words == words.strip()
        assert (block.kind == "furniture") == bool(block.reason)
        end = block.span.end
    assert len(article.text) == len(text)


@given(st.lists(st.text(alphabet="abc DEF.,", min_size=1), min_size=1))
def test_no_word_of_a_text_falls_outside_its_blocks(lines: list[str]) -> None:
    text = "\n".join(lines)
    covered = "".join(piece.span.of(text) for piece in pieces_of(text))
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared samples are not on this machine")
def test_the_shared_sample_is_dated_by_its_caption_and_rid_of_its_furniture() -> None:
    article = article_from_text(SAMPLE.read_text(encoding="utf-8"), source="sample")
    assert article.published is not None
    assert article.published.date == datetime.date(2020, 12, 2)
    assert article.published.basis == "caption"
    assert article.published.agrees_with
    reasons = [block.reason for block in article.blocks if block.kind == "furniture"]
    assert reasons.count("link to another story") == 3
    assert {"loading notice", "credit", "repeated caption", "stray fragment at the end"} <= set(reasons)


BODY = "The ministers met in Corvo on Monday and agreed to reopen the road for aid convoys.\n\nThey will meet again."


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("The Harbour Courier\nInternational\n\n", "The Harbour Courier"),
        ("CORVO DAILY NEWS\n\n", "CORVO DAILY NEWS"),
        ("HOME | WORLD | EUROPE\n\n", ""),
        ("Middle East\n\n", ""),
        ("Office of the Envoy\nHome > Statements\n\n", "Office of the Envoy"),
    ],
)
def test_what_stands_above_the_headline_is_furniture_and_a_masthead_names_the_publisher(
    head: str, publisher: str
) -> None:
    article = article_from_text(f"{head}Ministers of two states meet in Corvo\n\n{BODY}", source="page.txt")

    assert article.title == "Ministers of two states meet in Corvo"
    assert article.publisher == publisher


def test_the_owner_in_the_copyright_notice_tells_a_masthead() -> None:
    article = article_from_text(
        f"Vestia Morgen\n\nMinisters of two states meet in Corvo\n\n{BODY}\n\n© 2021 Vestia Morgen. All rights kept",
        source="page.txt",
    )

    assert (article.title, article.publisher) == ("Ministers of two states meet in Corvo", "Vestia Morgen")


@pytest.mark.parametrize("headline", ["Ceasefire Holds in Corvo", "Rebels Seize Border Post", "Corvo under siege"])
def test_a_short_headline_with_a_deck_below_it_is_no_masthead(headline: str) -> None:
    article = article_from_text(f"{headline}\n\nArmy says the road to the port is still open\n\n{BODY}", source="p.txt")

    assert article.title == headline


def test_a_heading_named_like_a_section_stays_a_heading_within_the_report() -> None:
    article = article_from_text(
        f"Ministers meet in Corvo\n\n{BODY}\n\nSecurity\n\n{BODY[::1]} More to come soon.", source="p"
    )

    assert [b.span.of(article.text) for b in article.blocks if b.kind == "heading"] == ["Security"]
