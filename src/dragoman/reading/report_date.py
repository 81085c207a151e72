"""The day a report appeared: how it was found, how sure that is, and which other words agree.

In order of trust: given by the caller; the page's metadata; a dateline with a date; above the first long paragraph a
line with place and date ("London, 14 March 2018") or with the day as of which a report is ("As of 7 April 2021"); a
labelled date ("Published: …") or a line that is a date alone; a dated caption; a date in the web address; a full date
in the first paragraphs.
A date deep in the text tells of the past as often as not and never counts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.reading.addresses import host_name
from dragoman.reading.dateline import Dateline, find_dateline
from dragoman.reading.shapes import words
from dragoman.reading.written_dates import WEEKDAYS, date_in_address, full_dates, short_year_dates, years
from dragoman.record import Block, ReportDate, Span

_Basis = Literal["given", "metadata", "dateline", "caption", "text", "address"]
_WEEKDAY = re.compile(rf"\b(?:on )?(?P<day>{'|'.join(WEEKDAYS)})\b(?!['’]s\b|,? (?:[A-Z][a-z]{{2,8}}\.? \d|\d))")
_OTHER_WEEK = re.compile(
    r"\b(?:last|next|previous|following|every|each|since|until|by|coming)\s+(?:on\s+)?$", re.IGNORECASE
)
_ARCHIVE = re.compile(r"\b(?:file|archive|archival)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:since|until|till|before|after|from|following|between|anniversary|ahead of|scheduled for|dated|born|by"
    r"|through"
    r"|effective|starting|beginning|as of|until)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:last|previous|previously|earlier|first|ago|originally)\b", re.IGNORECASE)
_LEAD_PARAGRAPHS = 2
_MOST_AGREEMENTS = 8
# A line that may be a place and a date; whether its end is a date, the dates in it say.
_PLACE_AND_DAY = re.compile(
    r"(?P<place>(?:(?:As|AS) (?:of|OF|at|AT):?|[A-Z][\w.'’-]+(?:[ /-][A-Z][\w.'’-]+){0,3}"
    r"(?:, (?:[A-Z][\w.'’-]+ ?){1,3})?(?:,| [–—-])?)) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+\.?,? \d{4}|[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})\.?$"
)
_LONG_PARAGRAPH = 20
# Captions, decks and lines of a page's head may stand before the paragraph with the dateline.
_DATELINE_BLOCKS = 7


class _Candidate(NamedTuple):
    date: datetime.date
    basis: _Basis
    confidence: float
    span: Span | None


def find_report_date(
    text: str,
    blocks: tuple[Block, ...],
    *,
    given: datetime.date | None = None,
    metadata: datetime.date | None = None,
    metadata_confidence: float = 0.95,
    url: str = "",
) -> ReportDate | None:
    """The day that the report in `text` appeared, or None where nothing says it with some certainty.

    `agrees_with` holds the weekdays and dates in the report that fit the day; each kind of agreement makes a day that
    was read from the text surer.
    """
    candidate = None
    if given is not None:
        candidate = _Candidate(given, "given", 1.0, None)
    elif metadata is not None:
        candidate = _Candidate(metadata, "metadata", metadata_confidence, None)
    else:
        candidate = next(_candidates(text, blocks, url), None)
    if candidate is None:
        return None
    agreeing, conflicting = _weekdays(text, blocks, candidate.date)
    same = [
        found.span
        for block in blocks
        if block.kind != "furniture"
        for found in full_dates(text, block.span.start, block.span.end)
        if found.date == candidate.date and found.span != candidate.span
    ]
    confidence = candidate.confidence
    if candidate.basis not in ("given", "metadata"):
        confidence += 0.1 * bool(agreeing) + 0.05 * bool(same) - 0.05 * (bool(conflicting) and not agreeing)
    spans = sorted([*agreeing[:_MOST_AGREEMENTS], *same[:_MOST_AGREEMENTS]])
    return ReportDate(
        date=candidate.date,
        basis=candidate.basis,
        confidence=round(min(confidence, 1.0 if candidate.basis == "given" else 0.97), 2),
        span=candidate.span,
        agrees_with=tuple(spans),
    )


def _candidates(text: str, blocks: tuple[Block, ...], url: str) -> Iterator[_Candidate]:
    body = [block for block in blocks if block.kind in ("paragraph", "quote", "standfirst")]
    for block in body[:_DATELINE_BLOCKS]:
        dateline = find_dateline(text, block.span.start, block.span.end)
        if dateline is not None and (found := _dateline_date(text, blocks, dateline, url)):
            yield found
    yield from _lines_with_a_day(text, blocks)
    for block in blocks:
        if block.kind == "furniture" and block.reason in ("time stamp", "byline", "outside the article body"):
            if block.span.end - block.span.start > 160 or (
                block.reason[0] == "o" and not _labelled(block.span.of(text))
            ):
                continue
            for date in full_dates(text, block.span.start, block.span.end):
                yield _Candidate(date.date, "text", 0.85, date.span)
                break
    for block in blocks:
        if block.kind != "caption" or _ARCHIVE.search(block.span.of(text)):
            continue
        dates = list(full_dates(text, block.span.start, block.span.end))
        if dates:
            yield _Candidate(dates[-1].date, "caption", 0.75, dates[-1].span)
    if url and (day := date_in_address(url)):
        yield _Candidate(day, "address", 0.85, None)
    yield from _lead_dates(text, body)


def _lines_with_a_day(text: str, blocks: tuple[Block, ...]) -> Iterator[_Candidate]:
    """Days of the lines above the first long paragraph that are a place and a day, or say as of when the report is."""
    for block in blocks:
        if block.kind not in ("paragraph", "heading", "standfirst"):
            continue
        line = _PLACE_AND_DAY.match(block.span.of(text))
        if line is None:
            if len(words(block.span.of(text))) > _LONG_PARAGRAPH:
                return
            continue
        basis: _Basis = "text" if line["place"].upper().startswith("AS ") else "dateline"
        for date in full_dates(text, block.span.start, block.span.end):
            yield _Candidate(date.date, basis, 0.85, date.span)


def _labelled(line: str) -> bool:
    return (
        re.match(r"\W{0,3}(?:first |last )?(?:published|posted|issued|date|released?)\b", line, re.IGNORECASE)
        is not None
    )


def _dateline_date(text: str, blocks: tuple[Block, ...], dateline: Dateline, url: str) -> _Candidate | None:
    if dateline.date is not None:
        return _Candidate(dateline.date, "dateline", 0.92, dateline.date_span)
    if dateline.month_day is None:
        return None
    month, day = dateline.month_day
    possible = set(years(text))
    if address := date_in_address(url):
        possible = {address.year}
    days = []
    for year in sorted(possible, reverse=True):
        try:
            days.append(datetime.date(year, month, day))
        except ValueError:
            continue
    agreeing = [date for date in days if _weekdays(text, blocks, date)[0]]
    if agreeing:
        return _Candidate(agreeing[0], "dateline", 0.75, dateline.date_span)
    return _Candidate(days[0], "dateline", 0.6, dateline.date_span) if days else None


def _lead_dates(text: str, body: list[Block]) -> Iterator[_Candidate]:
    leads = [block for block in body if block.kind != "quote"][:_LEAD_PARAGRAPHS]
    for rank, block in enumerate(leads):
        end = min(block.span.end, block.span.start + 400)
        found = [
            date
            for date in (*full_dates(text, block.span.start, end), *short_year_dates(text, block.span.start, end))
            if not _PAST.search(text, max(block.span.start, date.span.start - 24), date.span.start)
        ]
        if found:
            latest = max(found, key=lambda date: date.date)
            sentence = text[max(block.span.start, text.rfind(". ", 0, latest.span.start)) : latest.span.start]
            if _EARLIER.search(sentence):
                continue
            yield _Candidate(latest.date, "text", 0.5 if rank == 0 else 0.4, latest.span)


def _weekdays(text: str, blocks: tuple[Block, ...], date: datetime.date) -> tuple[list[Span], list[Span]]:
    """The weekdays in the report's paragraphs that are the date's, and those that are not."""
    agreeing: list[Span] = []
    conflicting: list[Span] = []
    for block in blocks:
        if block.kind not in ("paragraph", "standfirst", "quote", "caption"):
            continue
        for match in _WEEKDAY.finditer(text, block.span.start, block.span.end):
            if _OTHER_WEEK.search(text, max(block.span.start, match.start() - 16), match.start()):
                continue
            same = WEEKDAYS.index(match["day"]) == date.weekday()
            (agreeing if same else conflicting).append(Span(match.start(), match.end()))
    return agreeing, conflicting


def publisher_in_text(text: str, blocks: tuple[Block, ...], url: str) -> str:
    """The publisher that a dateline names ("(Reuters) -"), else the masthead, else the web address's host name, else an
    empty string."""
    body = [block for block in blocks if block.kind in ("paragraph", "standfirst")]
    for block in body[:3]:
        dateline = find_dateline(text, block.span.start, block.span.end)
        if dateline is not None and dateline.agency and not any(character.isdigit() for character in dateline.agency):
            return dateline.agency
    masthead = next((block for block in blocks if block.reason == "masthead"), None)
    return masthead.span.of(text) if masthead else host_name(url)
