"""Words of time in a text, and the days that they name.

Needs: a text and the report's date. Gives: `DateMention`s. `find_dates` does all of it; `find_times` only finds the
words, `resolve` places one expression on the calendar.
"""

from dragoman.dates.find import find_times
from dragoman.dates.mentions import find_dates
from dragoman.dates.resolve import complete, interval, resolve
from dragoman.dates.tense import tense_at
from dragoman.dates.values import DateMention, Tense, TimeExpression

__all__ = [
    "DateMention",
    "Tense",
    "TimeExpression",
    "complete",
    "find_dates",
    "find_times",
    "interval",
    "resolve",
    "tense_at",
]
