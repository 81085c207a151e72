"""A form of words of time, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from dragoman.dates.values import Kind, Value


@dataclass(frozen=True)
class Match:
    """What a form found: `[start, end)` in the text, kind and value; the parts of a day that the words name."""

    start: int
    end: int
    kind: Kind
    value: Value
    attributive: bool = False
    day_part: str = ""
    clock: str = ""
    parts: tuple[tuple[int, int, Value], ...] = ()


@dataclass(frozen=True)
class Form:
    """A pattern and the function that gives its match a value, or None where the words are not words of time.

    `first` are the words that the form may begin with, in lower case; "0" stands for any digits. The pattern is tried
    nowhere else, which is what makes finding fast: few words of a text begin an expression.
    """

    name: str
    first: frozenset[str]
    expression: str
    build: Callable[[re.Match[str]], Match | None]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression, made when a text first has a word that the form may begin with."""
        return re.compile(self.expression)


Build = Callable[[re.Match[str]], Match | None]


def adding_to(forms: list[Form]) -> Callable[[str, AbstractSet[str], str], Callable[[Build], None]]:
    """A decorator that keeps a form in `forms`: its name, the words that it may begin with, its pattern. The function
    below it gives a match its value."""

    def form(name: str, first: AbstractSet[str], pattern: str) -> Callable[[Build], None]:
        def keep(build: Build) -> None:
            forms.append(Form(name, frozenset(first), pattern, build))

        return keep

    return form


def as_match(
    match: re.Match[str],
    value: Value | None,
    kind: Kind = "date",
    *,
    attributive: bool = False,
    day_part: str = "",
    clock: str = "",
) -> Match | None:
    """What a form found, or None where its words have no value."""
    if value is None:
        return None
    return Match(match.start(), match.end(), kind, value, attributive, day_part, clock)
