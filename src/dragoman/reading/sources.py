"""Sources become articles: a file, a folder, standard input, a web address, a table of reports.

Whatever a source holds, reading goes on: what cannot be read becomes a `SetAside` that names it, says what is wrong and
what to do.
"""

from __future__ import annotations

import csv
import datetime
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypedDict

import msgspec

from dragoman.errors import InputError
from dragoman.reading.addresses import is_address
from dragoman.reading.html import article_from_html
from dragoman.reading.language_of import NAMES, language_of
from dragoman.reading.plain_text import article_from_text
from dragoman.reading.received import decode, kind_of
from dragoman.reading.written_dates import parse_date
from dragoman.record import Article

if TYPE_CHECKING:
    import httpx

LARGEST = 20_000_000
"""The largest page or row that is read unless the caller says otherwise, in bytes."""
READ_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".csv")
"""The endings of the files that are read out of a folder."""
_TABLES = (".jsonl", ".ndjson", ".csv")


class SetAside(msgspec.Struct, frozen=True):
    """An input that is not read as a report: which, what is wrong with it, and what to do about it."""

    source: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.source}: {self.problem}" + (f" {self.remedy}" if self.remedy else "")


class Columns(msgspec.Struct, frozen=True):
    """The names of the columns of a JSONL or CSV table, each a choice in order; the first that a row has is taken."""

    text: tuple[str, ...] = ("text", "body", "content", "maintext", "article", "article_text", "story", "full_text")
    html: tuple[str, ...] = ("html", "raw_html", "page")
    title: tuple[str, ...] = ("title", "headline")
    date: tuple[str, ...] = (
        "date",
        "published",
        "publish_date",
        "date_publish",
        "published_at",
        "publication_date",
        "pub_date",
        "datetime",
        "created_at",
    )
    publisher: tuple[str, ...] = (
        "publisher",
        "source",
        "sitename",
        "site_name",
        "source_domain",
        "outlet",
        "publication",
    )
    url: tuple[str, ...] = ("url", "link", "source_url", "address")
    id: tuple[str, ...] = ("id", "doc_id", "article_id", "uid")


class _Known(TypedDict):
    published: datetime.date | None
    title: str | None
    publisher: str | None
    url: str | None


_Maker = Callable[[], Article]


def article_from_bytes(
    data: bytes,
    *,
    source: str,
    name: str = "",
    content_type: str = "",
    charset: str = "",
    published: datetime.date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    limit: int = LARGEST,
) -> Article:
    """The report that `data` is, as HTML or as plain text; raises `InputError` for what is no text, empty or too large.

    `name`, `content_type` and `charset` are what is known of the data's kind and encoding.
    """
    if len(data) > limit:
        raise InputError(source, f"larger than {limit:,} bytes.", "Raise the limit, or give the report alone.")
    if not data.strip():
        raise InputError(source, "the file is empty.", "Give a file that holds the words of a report.")
    text = decode(data, source=source, charset=charset)
    make = article_from_html if kind_of(text, name=name, content_type=content_type) == "html" else article_from_text
    return make(text, source=source, published=published, title=title, publisher=publisher, url=url)


def read(
    source: str | os.PathLike[str],
    *,
    published: datetime.date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    columns: Columns | None = None,
    limit: int = LARGEST,
    stdin: BinaryIO | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Iterator[Article | SetAside]:
    """The reports in `source`: a file, a folder (with all below it, sorted), "-" for standard input, a web address.

    What the caller knows of the report (`published`, `title`, `publisher`, `url`) goes before what the source says; the
    rows of a table keep their own. `limit` is in bytes for each page or row. `stdin` and `transport` stand in for
    standard input and the network. No exception escapes for bad content: it is set aside.
    """
    known = _Known(published=published, title=title, publisher=publisher, url=url)
    names = columns or Columns()
    name = os.fspath(source)
    if name == "-":
        yield from _from_stream(stdin or sys.stdin.buffer, "standard input", known, limit)
    elif is_address(name):
        yield _guarded(name, lambda: _from_web(name, known, limit, transport))
    else:
        yield from _from_path(Path(name), known, names, limit)


def _guarded(source: str, make: _Maker) -> Article | SetAside:
    """The article that `make` makes, if it can and the article is English."""
    try:
        article = make()
    except InputError as error:
        return SetAside(error.source, error.problem, error.remedy)
    except OSError as error:
        return SetAside(source, f"cannot be read ({error.strerror or error}).", "Check the file and its permissions.")
    except (RecursionError, MemoryError):
        return SetAside(source, "too deeply nested or too large to be read.", "Give the report's text alone.")
    if article.language != "en":
        body = "\n".join(block.span.of(article.text) for block in article.blocks if block.kind != "furniture")
        sure = language_of(body or article.text).confidence
        name = NAMES.get(article.language, article.language)
        return SetAside(source, f"is in {name} ({sure:.2f}); only English is coded.", "Give an English version.")
    return article


def _from_web(name: str, known: _Known, limit: int, transport: httpx.BaseTransport | None) -> Article:
    from dragoman.reading.fetch import fetch  # brings the web client, which only addresses need

    got = fetch(name, limit=limit, transport=transport)
    return article_from_bytes(
        got.data,
        source=name,
        content_type=got.content_type,
        charset=got.charset,
        limit=limit,
        published=known["published"],
        title=known["title"],
        publisher=known["publisher"],
        url=known["url"] or got.url,
    )


def _from_stream(stream: BinaryIO, name: str, known: _Known, limit: int) -> Iterator[Article | SetAside]:
    def make() -> Article:
        data = stream.read(limit + 1)
        return article_from_bytes(data, source=name, limit=limit, **known)

    yield _guarded(name, make)


def _from_path(path: Path, known: _Known, columns: Columns, limit: int) -> Iterator[Article | SetAside]:
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError):
        is_folder = is_there = False
    if is_folder:
        files = list(_files_in(path))
        if not files:
            endings = " ".join(READ_SUFFIXES)
            yield SetAside(
                str(path), "the folder holds nothing to read.", f"Files with these endings are read: {endings}."
            )
        for file in files:
            yield from _from_path(file, known, columns, limit)
    elif not is_there:
        yield SetAside(str(path), "there is no such file or folder.", "Check the path.")
    elif path.suffix.lower() in _TABLES:
        yield from _from_table(path, known, columns, limit)
    else:
        yield _guarded(str(path), lambda: _from_file(path, known, limit))


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(READ_SUFFIXES):
                yield Path(parent, name)


def _from_file(path: Path, known: _Known, limit: int) -> Article:
    with path.open("rb") as file:
        data = file.read(limit + 1)
    return article_from_bytes(data, source=str(path), name=path.name, limit=limit, **known)


# -- tables ----------------------------------------------------------------------------------------------------


def _from_table(path: Path, known: _Known, columns: Columns, limit: int) -> Iterator[Article | SetAside]:
    rows = _csv_rows(path, limit) if path.suffix.lower() == ".csv" else _jsonl_rows(path, limit)
    empty = True
    try:
        for line, row in rows:
            empty = False
            name = f"{path}, line {line}"
            if isinstance(row, SetAside):
                yield row
            else:
                yield _guarded(name, _row_maker(row, name, known, columns, limit))
    except OSError as error:
        yield SetAside(str(path), f"cannot be read ({error.strerror or error}).", "Check the file and its permissions.")
        return
    if empty:
        yield SetAside(str(path), "the table has no rows.", "Give a table with one report a row.")


def _jsonl_rows(path: Path, limit: int) -> Iterator[tuple[int, Mapping[str, object] | SetAside]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            name = f"{path}, line {number}"
            if len(line) > limit and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit + 1)
                yield number, SetAside(name, f"larger than {limit:,} bytes.", "Raise the limit, or shorten the row.")
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8", "replace"))
            except (ValueError, RecursionError) as error:
                yield number, SetAside(name, f"not a line of JSON ({error}).", "Give one JSON object a line.")
                continue
            if isinstance(row, dict):
                yield number, row
            else:
                yield number, SetAside(name, "a JSON value that is not an object.", "Give one JSON object a line.")


def _csv_rows(path: Path, limit: int) -> Iterator[tuple[int, Mapping[str, object] | SetAside]]:
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    with path.open("rb") as raw:
        sample = raw.read(65_536)
    try:
        decode(sample, source=str(path))
    except InputError as error:
        yield 1, SetAside(error.source, error.problem, "Give a table as CSV in UTF-8.")
        return
    encoding = "utf-16" if sample[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.DictReader(file)
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield (
                    reader.line_num,
                    SetAside(
                        f"{path}, line {reader.line_num}", f"not a row of CSV ({error}).", "Check its quotation marks."
                    ),
                )
                continue
            if row is None:
                return
            yield reader.line_num, {key: value for key, value in row.items() if key is not None}


def _row_maker(row: Mapping[str, object], name: str, known: _Known, columns: Columns, limit: int) -> _Maker:
    def make() -> Article:
        text, html = _cell(row, columns.text), _cell(row, columns.html)
        if not text and not html:
            wanted = ", ".join((*columns.text[:4], *columns.html[:1]))
            raise InputError(
                name, "no text in this row.", f"Name its column; without a name, these are tried: {wanted}."
            )
        words = _cell(row, columns.date)
        day = parse_date(words) if words else known["published"]
        if words and day is None:
            raise InputError(name, f"the date {words[:40]!r} cannot be read.", "Write it as 2020-12-31.")
        if len(text or html) > limit:
            raise InputError(name, f"larger than {limit:,} bytes.", "Raise the limit, or shorten the row.")
        identity = _cell(row, columns.id)
        make_article = article_from_text if text else article_from_html
        return make_article(
            text or html,
            source=f"{name} ({identity})" if identity else name,
            published=day,
            title=_cell(row, columns.title) or known["title"],
            publisher=_cell(row, columns.publisher) or known["publisher"],
            url=_cell(row, columns.url) or known["url"],
        )

    return make


def _cell(row: Mapping[str, object], names: tuple[str, ...]) -> str:
    """The first of the named cells that holds something; names are compared without regard to case."""
    for name in names:
        value = row.get(name)
        if value is None:
            value = next((row[key] for key in row if key.strip().lower() == name.lower()), None)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""
