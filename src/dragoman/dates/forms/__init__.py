"""The forms that words of time take in English: one pattern each, and what its words mean.

`candidates` finds them in a text. Each module knows one kind of expression.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.dates.forms import clock, days, durations, months, recurring, relative, seasons, vague, weekdays, years
from dragoman.dates.forms.form import Form, Match

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMS", "Form", "Match", "candidates"]

FORMS: tuple[Form, ...] = (
    *days.FORMS,
    *months.FORMS,
    *weekdays.FORMS,
    *years.FORMS,
    *seasons.FORMS,
    *relative.FORMS,
    *durations.FORMS,
    *recurring.FORMS,
    *clock.FORMS,
    *vague.FORMS,
)
"""All forms. Of two that begin at one word, the earlier is tried first."""
_FORMS_BY_FIRST_WORD: dict[str, tuple[tuple[int, Form], ...]] = {
    word: tuple((n, form) for n, form in enumerate(FORMS) if word in form.first)
    for word in frozenset().union(*(form.first for form in FORMS))
}
# Where a form may begin: a word or number that no letter, digit or currency sign stands before.
_WORD = re.compile(r"(?<![\w$€£])(?:[A-Za-z]+|(\d+)|(['’]))")


def candidates(text: str) -> Iterator[Match]:
    """All that any form finds in `text`; the matches overlap."""
    free = [0] * len(FORMS)
    for word in _WORD.finditer(text):
        key = "0" if word.group(1) else "'" if word.group(2) else word.group().lower()
        start = word.start()
        for n, form in _FORMS_BY_FIRST_WORD.get(key, ()):
            match = form.pattern.match(text, start) if start >= free[n] else None
            if match is None:
                continue
            free[n] = match.end()
            found = form.build(match)
            if found is not None and found.start < found.end:
                yield found
