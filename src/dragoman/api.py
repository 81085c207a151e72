"""`dragoman.code`: one text in, its record out."""

from __future__ import annotations

import datetime
import threading
from functools import cache
from typing import TYPE_CHECKING, Protocol

from dragoman.errors import InputError, UsageError
from dragoman.reading import article_from_html, article_from_text
from dragoman.reading.language_of import NAMES
from dragoman.reading.received import kind_of

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.record import Article, Record


class CodesArticles(Protocol):
    """What can turn an article into a record, such as a `Coder`."""

    def code(self, article: Article) -> Record:
        """The record of one report."""


_LOADING = threading.Lock()


def code(
    text: str,
    *,
    published: datetime.date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    coder: CodesArticles | None = None,
) -> Record:
    """The record of a report, given as plain text or HTML.

    `published` is the day it appeared, as a date or "2020-12-03"; without it the day is looked for in the text. `coder`
    is one made by `Coder.load`; without it a default one is made on first use (some seconds) and kept. Raises
    `InputError` for a text without words or not in English, `UsageError` for a day that cannot be read.
    """
    make = article_from_html if kind_of(text) == "html" else article_from_text
    article = make(text, source="text", published=_day(published), title=title, publisher=publisher, url=url)
    if article.language != "en":
        language = NAMES.get(article.language, article.language)
        raise InputError("text", f"is in {language}; only English is coded.", "Give an English version.")
    return (coder or default_coder()).code(article)


def default_coder() -> Coder:
    """The coder with the tables that ship with Dragoman, made once."""
    with _LOADING:
        return _load()


@cache
def _load() -> Coder:
    from dragoman.coder import Coder  # takes seconds, and is not needed where a coder is given

    return Coder.load()


def _day(published: datetime.date | str | None) -> datetime.date | None:
    if isinstance(published, datetime.datetime):
        return published.date()
    if published is None or isinstance(published, datetime.date):
        return published
    try:
        return datetime.date.fromisoformat(published)
    except ValueError:
        raise UsageError(f"The date {published!r} cannot be read; write it as 2020-12-31.") from None
