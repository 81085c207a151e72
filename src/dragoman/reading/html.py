"""Web pages: the report on the page, found by trafilatura and, where that finds nothing, by how dense the words stand.

`Article.text` is the page's whole visible text, and `Article.segments` the map back to its source. Trafilatura's text
is only used to decide which blocks are the report; it is never itself the record.
"""

from __future__ import annotations

import datetime
import logging
import re

from dragoman.errors import InputError
from dragoman.reading.addresses import host_name
from dragoman.reading.kinds import Piece, blocks_of
from dragoman.reading.language_of import language_of
from dragoman.reading.metadata import Metadata, read_metadata, without_site_name
from dragoman.reading.page import Page, PageBlock, read_page
from dragoman.reading.plain_text import without_surrogates
from dragoman.reading.report_date import find_report_date, publisher_in_text
from dragoman.reading.shapes import closes_sentence, same_words, words
from dragoman.reading.written_dates import date_in_address
from dragoman.record import Article, Block, BlockKind, ReportDate, content_id

OUTSIDE = "outside the article body"
_LARGEST_FOR_TRAFILATURA = 4_000_000
_SHINGLE = 4
_EXTRACTED_DATE_CONFIDENCE = 0.7
_LATEST_DATE = "2100-01-01"


def _extracted(capture: str, url: str) -> tuple[list[str], str]:
    """The lines that trafilatura holds for the report, and its date ("" where it has none); none where it fails."""
    import trafilatura

    if len(capture) > _LARGEST_FOR_TRAFILATURA:
        return [], ""
    quiet = logging.getLogger("trafilatura")
    quiet.setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            capture,
            url=url or None,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": True, "max_date": _LATEST_DATE},
        )
    except Exception:  # any failure of another's parser on a hostile page is the same to us: it found nothing
        return [], ""
    if document is None or isinstance(document, dict):
        return [], ""
    return [line for line in (document.text or "").split("\n") if line.strip()], document.date or ""


def _aligned(page: Page, lines: list[str]) -> list[bool]:
    """Which blocks of the page hold what the extracted lines hold, by their words."""
    whole: dict[str, int] = {}
    shingles: set[tuple[str, ...]] = set()
    joined = []
    for line in lines:
        said = words(line.replace("’", "'"))
        whole[" ".join(said)] = whole.get(" ".join(said), 0) + 1
        joined.append(said)
        shingles.update(tuple(said[index : index + _SHINGLE]) for index in range(len(said) - _SHINGLE + 1))
    chosen = [False] * len(page.blocks)
    short: list[tuple[int, str]] = []
    for index, block in enumerate(page.blocks):
        said = words(block.span.of(page.text).replace("’", "'"))
        count = len(said) - _SHINGLE + 1
        if count >= 3:
            share = sum(tuple(said[at : at + _SHINGLE]) in shingles for at in range(count)) / count
            chosen[index] = share >= 0.6
        elif said:
            short.append((index, " ".join(said)))
    _choose_short(chosen, short, whole, " \n ".join(" ".join(said) for said in joined))
    return chosen


def _choose_short(chosen: list[bool], short: list[tuple[int, str]], whole: dict[str, int], everything: str) -> None:
    """Short blocks count where an extracted line is the same, those nearest to chosen long blocks first."""
    long_ones = [index for index, value in enumerate(chosen) if value]
    if not long_ones:
        for index, said in short:
            chosen[index] = said in whole
        return
    first, last = long_ones[0], long_ones[-1]

    def distance(index: int) -> int:
        return 0 if first <= index <= last else min(abs(index - first), abs(index - last))

    left = dict(whole)
    for index, said in sorted(short, key=lambda item: (distance(item[0]), item[0])):
        if left.get(said, 0) > 0:
            left[said] -= 1
            chosen[index] = True
        elif first < index < last and len(said) > 12 and f" {said} " in f" {everything} ":
            chosen[index] = True


def _dense(page: Page) -> list[bool]:
    """Our own rule for the body: full sentences, few links, near to others of their kind."""
    texts = [block.span.of(page.text) for block in page.blocks]
    good = [
        not block.zone
        and block.linked < 0.5
        and block.tag not in ("title", "figcaption", "th")
        and len(words(text)) >= 8
        and (closes_sentence(text) or len(text) > 160)
        for block, text in zip(page.blocks, texts, strict=True)
    ]
    best: tuple[int, int, int] = (0, 0, 0)
    start = end = -1
    size = 0
    for index, value in enumerate([*good, False, False, False, False]):
        if value:
            start = index if start < 0 else start
            end = index
            size += len(texts[index])
        elif start >= 0 and index - end > 3:
            best = max(best, (size, -start, end))
            start, size = -1, 0
    if best[0] == 0:
        return [not block.zone and block.linked < 0.5 and block.tag != "title" for block in page.blocks]
    _, first, last = best
    return [
        -first <= index <= last and not block.zone and (block.linked < 0.5 or good[index])
        for index, block in enumerate(page.blocks)
    ]


def _hint(block: PageBlock) -> BlockKind | None:
    if block.tag in ("figcaption", "caption") or block.caption:
        return "caption"
    if block.quoted:
        return "quote"
    if block.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading"
    return None


def _headline_block(page: Page, title: str, body: list[bool]) -> int | None:
    """The block that is the headline: a heading with the title's words, else the h1 nearest to the body."""
    first_body = next((index for index, value in enumerate(body) if value), 0)
    known = same_words(title)
    ranked: list[tuple[bool, bool, int, int]] = []
    for index, block in enumerate(page.blocks[: first_body + 40]):
        text = block.span.of(page.text)
        if block.tag not in ("h1", "h2", "h3") or block.zone or not 1 <= len(words(text)) <= 45:
            continue
        said = same_words(text)
        same = bool(known) and (said == known or (len(said) > 15 and (said in known or known in said)))
        if same or block.tag == "h1":
            ranked.append((not same, block.tag != "h1", abs(index - first_body), index))
    return min(ranked)[3] if ranked else None


def _start_of_next_story(page: Page, headline: int | None, body: list[bool]) -> int:
    """Where a second story begins on a page that goes on to others: a later h1 as long as a headline; else the end."""
    if headline is None or page.blocks[headline].tag != "h1":
        return len(page.blocks)
    said = same_words(page.blocks[headline].span.of(page.text))
    paragraphs = 0
    for index in range(headline + 1, len(page.blocks)):
        block = page.blocks[index]
        text = block.span.of(page.text)
        count = len(words(text))
        if block.tag == "h1" and count >= 5 and paragraphs >= 3 and same_words(text) != said:
            return index
        paragraphs += body[index] and block.tag == "p" and count >= 8
    return len(page.blocks)


def article_from_html(
    capture: str,
    *,
    source: str,
    published: datetime.date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """The report on a web page. `capture` is the page's source, kept as received and mapped by `Article.segments`.

    What the caller gives (`published`, `title`, `publisher`, `url`) goes before what the page says of itself, and that
    before what its text says. Raises `InputError` where the page shows no words.
    """
    capture = without_surrogates(capture)
    page = read_page(capture)
    if not any(words(block.span.of(page.text)) for block in page.blocks):
        raise InputError(
            source, "the page shows no text.", "Save the page with its text loaded, or give the text alone."
        )
    about = read_metadata(page, url or "")
    address = url or about.url
    lines, extracted_date = _extracted(capture, address)
    body = _aligned(page, lines) if lines else []
    if not any(body):
        body = _dense(page)
    headline = _headline_block(page, title or about.title, body)
    others = _start_of_next_story(page, headline, body)
    pieces: list[Piece] = []
    for index, block in enumerate(page.blocks):
        if index == headline:
            pieces.append(Piece(block.span, "headline"))
        elif body[index] and index >= others:
            pieces.append(Piece(block.span, None, "another story on the page"))
        elif body[index]:
            pieces.append(Piece(block.span, _hint(block)))
        else:
            pieces.append(Piece(block.span, None, OUTSIDE))
    heading = page.blocks[headline].span.of(page.text) if headline is not None else ""
    name = title or _title(about, page, heading, address)
    blocks = blocks_of(page.text, pieces, title="" if headline is not None else name)
    found = _report_date(page, blocks, about, published, extracted_date, address)
    words_of_body = "\n".join(block.span.of(page.text) for block in blocks if block.kind != "furniture")
    return Article(
        id=content_id("article", page.text, name, found.date.isoformat() if found else ""),
        source=source,
        text=page.text,
        blocks=blocks,
        title=name,
        publisher=publisher or about.publisher or host_name(address) or publisher_in_text(page.text, blocks, ""),
        url=address,
        language=language_of(words_of_body or page.text).language,
        published=found,
        capture=capture,
        segments=page.segments,
    )


def _report_date(
    page: Page,
    blocks: tuple[Block, ...],
    about: Metadata,
    given: datetime.date | None,
    extracted: str,
    url: str,
) -> ReportDate | None:
    """The page's date: given, from its metadata, from its text, and last the one that trafilatura made out."""
    stated = about.published
    in_address = date_in_address(url)
    if stated is not None and in_address is not None and abs((stated - in_address).days) == 1:
        # A time stamp in universal time can fall on the neighbour of the day that the publisher filed the report under.
        stated = in_address
    found = find_report_date(
        page.text, blocks, given=given, metadata=stated, metadata_confidence=about.confidence, url=url
    )
    if extracted and (found is None or found.confidence < _EXTRACTED_DATE_CONFIDENCE):
        try:
            day = datetime.date.fromisoformat(extracted[:10])
        except ValueError:
            return found
        return find_report_date(
            page.text, blocks, metadata=day, metadata_confidence=_EXTRACTED_DATE_CONFIDENCE, url=url
        )
    return found


def _title(about: Metadata, page: Page, heading: str, url: str) -> str:
    site = about.publisher or re.sub(r"\.\w+$", "", host_name(url))
    return without_site_name(about.title, site, heading) or heading or page.title
