"""Whether the words around a date speak of what was or of what will be, from the words alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.dates.values import Tense

_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"'“])|\n")
_FUTURE = re.compile(
    r"\b(?:(?:will|shall|would)(?:\s+(?:not|also|again|then))?(?:\s+be)?\s+\w+|'ll|(?:is|are)\s+(?:to|due|set|scheduled|expected|planned|likely)|(?:due|set|scheduled|expected|planned|plans?|planning|"
    r"intends?|hopes?|about)\s+(?:to|for)|to\s+be\s+held|upcoming|forthcoming|deadline)\b",
    re.IGNORECASE,
)
_ARRANGED = re.compile(
    r"\b(?:(?:is|are)\s+(?:meeting|visiting|holding|travell?ing|arriving|leaving|returning|starting|beginning|going|"
    r"flying|hosting|voting|coming|attending)|meets?|opens?|begins?|starts?|resumes?|takes?\s+place|expires?|ends?|"
    r"go(?:es)?\s+to\s+the\s+polls|votes?\s+on|convenes?|is\s+up\s+for)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|said|told|took|met|began|came|went|left|held|made|hit|shot|struck|fell|fought|broke|died|became|gave|"
    r"found|saw|won|lost|sent|led|put|got|rose|\w{2,}ed)\b",
    re.IGNORECASE,
)


def tense_at(text: str, offset: int) -> Tense:
    """The tense that the sentence around `offset` puts its dates in: that of the nearest verb that shows one."""
    start = max((m.end() for m in _END.finditer(text, max(0, offset - 400), offset)), default=max(0, offset - 400))
    stop = _END.search(text, offset)
    end = min(stop.start() + 1 if stop else len(text), offset + 300)
    future = min((_distance(m, offset) for m in _FUTURE.finditer(text, start, end)), default=None)
    covered = [m.span() for m in _FUTURE.finditer(text, start, end)]
    verbs = (m for m in _PAST.finditer(text, start, end) if not any(a <= m.start() < b for a, b in covered))
    past = min((_distance(m, offset) for m in verbs), default=None)
    if future is None and past is None:
        # "Parliament meets on Monday." is an arrangement; without a full stop it is the headline of what happened.
        told = (stop is not None and text[stop.start() : stop.start() + 1] == ".") or text[:end].rstrip().endswith(".")
        return "future" if told and _ARRANGED.search(text, start, end) else ""
    if future is None:
        return "past"
    return "future" if past is None or future <= past else "past"


def _distance(match: re.Match[str], offset: int) -> int:
    # A verb after the date counts for less: it is often another clause's.
    return offset - match.end() if match.end() <= offset else 2 * (match.start() - offset)
