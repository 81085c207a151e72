"""Passages between quotation marks, in whatever marks the report writes: “…”, "…", ''…'', «…», „…“ and ‘…’.

Needs: a block's text as received. Gives: spans that include the marks.
"""

from __future__ import annotations

import re

from dragoman.record import Span

_MARK = re.compile(r"[\"“”„«»]|''|``|‘|’(?!\w)")
_OPENING = frozenset("“„«‘") | {"``"}
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{-–—:/…") | {""}
_UNCLOSED_LEAST = 12


def quoted_passages(text: str, offset: int = 0, *, least: int = 3) -> list[Span]:
    """The passages of one block's `text`, which starts at `offset` of the report, in order and not overlapping.

    One that never closes runs to the end of the block: a quotation of several paragraphs closes only the last.
    Passages of fewer than `least` characters between their marks are left out.
    """
    spans: list[Span] = []
    start, opened = -1, ""
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        single = mark in {"‘", "’"}
        if start < 0:
            before = text[at - 1] if at else ""
            if mark in _OPENING or (not single and mark not in {"”", "»"} and before in _BEFORE_OPENING):
                start, opened = at, mark
        elif _closes(opened, mark):
            after = text[match.end() : match.end() + 1]
            straight = opened in {'"', "''"}
            if straight and after.isalnum() and text[at - 1] in _BEFORE_OPENING:
                continue  # an opening mark inside: 'and says, "I would like', of a speaker who quotes
            if match.end() - start >= least + 2:
                spans.append(Span(offset + start, offset + match.end()))
            start = -1
    end = len(text.rstrip())
    if start >= 0 and opened != "‘" and end - start > _UNCLOSED_LEAST:
        spans.append(Span(offset + start, offset + end))
    return spans


def _closes(opened: str, mark: str) -> bool:
    if opened == "‘":
        return mark == "’"
    if opened in {"''", "``"}:
        return mark in {"''", '"'}
    if opened == "«":
        return mark == "»"
    return mark in {'"', "”", "“"} if opened == "„" else mark in {'"', "”"}
