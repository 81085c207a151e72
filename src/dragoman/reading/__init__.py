"""A source becomes articles: text in blocks, furniture marked, with title, publisher, language and date."""

from dragoman.reading.html import article_from_html
from dragoman.reading.plain_text import article_from_text
from dragoman.reading.sources import Columns, SetAside, article_from_bytes, read

__all__ = ["Columns", "SetAside", "article_from_bytes", "article_from_html", "article_from_text", "read"]
