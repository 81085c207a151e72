"""What a page says about itself: JSON-LD, OpenGraph and other `meta` elements, `time` elements, its title."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from dragoman.reading.addresses import host_name
from dragoman.reading.page import Page
from dragoman.reading.shapes import same_words
from dragoman.reading.written_dates import parse_date

_DATE_KEYS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "date",
    "article.published",
    "published-date",
    "created",
)
_TITLE_KEYS = ("og:title", "parsely-title", "twitter:title", "dc.title", "dcterms.title", "headline", "title")
_SITE_KEYS = ("og:site_name", "application-name", "al:ios:app_name", "dc.publisher", "dcterms.publisher", "publisher")
_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Posting|LiveBlog)", re.IGNORECASE)
_SITE_SEPARATOR = re.compile(r"\s+[|–—•·»:-]\s+|\s*[|»]\s*")


class Metadata(NamedTuple):
    """What the page says of itself; a part it does not give is empty or None."""

    title: str
    publisher: str
    published: datetime.date | None
    confidence: float
    language: str
    url: str


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:200]:
            yield from _objects(inner, depth + 1)


def _linked_data(page: Page) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = []
    for script in page.scripts[:40]:
        try:
            loaded = json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _objects(loaded):
            kind = entry.get("@type", "")
            if _ARTICLE_TYPES.search(" ".join(map(str, kind)) if isinstance(kind, list) else str(kind)):
                articles.append(entry)
    return articles


def without_site_name(title: str, site: str = "", heading: str = "") -> str:
    """A page title without the publisher's name that stands before or after it.

    `heading` is a heading of the page: where it is one part of the title, it is the title.
    """
    parts = [part for part in _SITE_SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    whole = same_words(title)
    said = same_words(heading)
    if said and said != whole and (whole.startswith(said + " ") or whole.endswith(" " + said)) and len(said) > 10:
        return heading.strip()
    key = same_words(site).replace(" ", "")
    last, first = same_words(parts[-1]).replace(" ", ""), same_words(parts[0]).replace(" ", "")
    if key and (last == key or key in last or (len(last) > 3 and last in key)):
        return title[: title.rindex(parts[-1])].rstrip(" \t|–—•·»:-").strip()
    if key and first == key:
        return title[title.index(parts[0]) + len(parts[0]) :].lstrip(" \t|–—•·»:-").strip()
    return title.strip()


def read_metadata(page: Page, url: str = "") -> Metadata:
    """The page's own statements about itself; a malformed one is passed over."""
    metas: dict[str, str] = {}
    for key, value in page.metas:
        if value:
            metas.setdefault(key, value)
    articles = _linked_data(page)
    site = next((metas[key] for key in _SITE_KEYS if key in metas), "")
    for entry in articles:
        publisher = entry.get("publisher")
        if isinstance(publisher, list) and publisher:
            publisher = publisher[0]
        if not site and isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            site = publisher["name"].strip()
    published, confidence = _published(page, metas, articles)
    address = url or page.canonical or metas.get("og:url", "")
    title = next((metas[key] for key in _TITLE_KEYS if key in metas), "")
    if not title:
        title = next((str(entry["headline"]) for entry in articles if isinstance(entry.get("headline"), str)), "")
    return Metadata(
        title=" ".join(unescape(title or page.title).split()),
        publisher=" ".join(site.split())[:120],
        published=published,
        confidence=confidence,
        language=(page.language or metas.get("og:locale", ""))[:2].lower(),
        url=address if host_name(address) else "",
    )


def _published(page: Page, metas: dict[str, str], articles: list[dict[str, Any]]) -> tuple[datetime.date | None, float]:
    for key in ("datePublished", "dateCreated"):
        for entry in articles:
            if isinstance(entry.get(key), str) and (date := parse_date(entry[key])):
                return date, 0.97
    for key in _DATE_KEYS:
        if key in metas and (date := parse_date(metas[key])):
            return date, 0.95 if "publish" in key or "issued" in key or "pub" in key else 0.85
    days = [date for date in map(parse_date, page.times[:20]) if date]
    if days and len(set(days)) == 1:
        return days[0], 0.8
    return None, 0.0
