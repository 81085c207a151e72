"""Plain text: where its pieces begin and end, and the report that they make.

Three habits are told apart by looking at the whole text: paragraphs between blank lines, one paragraph a line, and
lines wrapped at a width (mail, wires), which are joined again. `Article.text` is the text exactly as given.
"""

from __future__ import annotations

import datetime
import itertools
import re
from typing import NamedTuple

from dragoman.errors import InputError
from dragoman.reading.kinds import Piece, blocks_of
from dragoman.reading.language_of import language_of
from dragoman.reading.report_date import find_report_date, publisher_in_text
from dragoman.reading.shapes import words
from dragoman.record import Article, BlockKind, Span, content_id

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_MARK = re.compile(r"(?:#{1,6}[ \t]+|[-*•▪●◦–]\s+|>+[ \t]?)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = " \t\xa0\u200b\u200e\u200f\ufeff\u202f\u3000\u00ad\x00"
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40


class _Line(NamedTuple):
    span: Span
    indent: int
    blank_before: bool
    mark: str


def without_surrogates(text: str) -> str:
    """`text` with lone surrogates, which no encoding can carry, replaced one for one by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    position, breaks = 0, 2
    for match in _LINE.finditer(text):
        breaks += len(_BREAK.findall(text, position, match.start()))
        position = match.end()
        raw = match.group()
        left = len(raw) - len(raw.lstrip(_INVISIBLE))
        bare = raw.strip(_INVISIBLE).strip()
        if not bare:
            continue
        start = match.start() + raw.index(bare)
        mark = _MARK.match(bare)
        taken = mark.end() if mark and mark.end() < len(bare) else 0
        lines.append(_Line(Span(start + taken, start + len(bare)), left, breaks >= 2, bare[:taken].strip()))
        breaks = 0
    return lines


def _wrap_width(lines: list[_Line], text: str) -> int:
    """The width that the lines are wrapped at, or 0 where they are not."""
    lengths = [line.span.end - line.span.start + line.indent for line in lines]
    if len(lines) < 3:
        return 0
    width = sorted(lengths)[max(0, int(len(lengths) * 0.98) - 1)]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or max(lengths) > width + 40:
        return 0
    continued = full = 0
    for line, following in itertools.pairwise(lines):
        if following.blank_before:
            continue
        continued += 1
        full += line.span.end - line.span.start + line.indent >= 0.72 * width
    if continued < 2:
        return 0
    open_ended = sum(
        not following.blank_before and text[line.span.end - 1] not in '.!?:”"'
        for line, following in itertools.pairwise(lines)
    )
    return width if full >= 0.6 * continued and open_ended >= 0.4 * continued else 0


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a plain text, in order: paragraphs, joined where their lines were wrapped."""
    lines = _lines(text)
    width = _wrap_width(lines, text)
    pieces: list[Piece] = []
    previous: _Line | None = None
    for line in lines:
        hint: BlockKind | None = None
        if line.mark.startswith(">"):
            hint = "quote"
        elif line.mark.startswith("#"):
            hint = "heading" if pieces else "headline"
        quoted_on = hint == "quote" and previous is not None and previous.mark.startswith(">")
        if (
            width
            and previous is not None
            and not line.blank_before
            and (not line.mark or quoted_on)
            and not previous.mark.startswith("#")
            and line.indent
            <= previous.indent + (1 if len(pieces) > 0 and pieces[-1].span.start == previous.span.start else 0)
            and _fills(text, previous, line, width)
        ):
            pieces[-1] = pieces[-1]._replace(span=Span(pieces[-1].span.start, line.span.end))
        else:
            pieces.append(Piece(line.span, hint))
        previous = line
    return pieces


def _fills(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one, so that the break is the wrapping's."""
    first = text[following.span.start : following.span.end].split(None, 1)[0]
    length = line.span.end - line.span.start + line.indent
    slack = 12 if text[line.span.end - 1] not in '.!?”"' else 2
    return length + 1 + len(first) + slack > width


def article_from_text(
    text: str,
    *,
    source: str,
    published: datetime.date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """The report that a plain text is. `text` is kept exactly as given (lone surrogates aside).

    `published`, `title`, `publisher` and `url` are what the caller knows; what is missing is looked for in the text.
    `Article.language` says which language it is in, whatever it is. Raises `InputError` where the text holds no words.
    """
    text = without_surrogates(text)
    pieces = pieces_of(text)
    if not any(words(piece.span.of(text)) for piece in pieces):
        raise InputError(source, "the text is empty.", "Give a file that holds the words of a report.")
    blocks = blocks_of(text, pieces, title=title or "")
    headline = next((block for block in blocks if block.kind == "headline"), None)
    name = title or (" ".join(headline.span.of(text).split()) if headline else "")
    found = find_report_date(text, blocks, given=published, url=url or "")
    verdict = language_of("\n".join(block.span.of(text) for block in blocks if block.kind != "furniture") or text)
    return Article(
        id=content_id("article", text, name, found.date.isoformat() if found else ""),
        source=source,
        text=text,
        blocks=blocks,
        title=name,
        publisher=publisher or publisher_in_text(text, blocks, url or ""),
        url=url or "",
        language=verdict.language,
        published=found,
    )
