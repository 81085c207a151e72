"""The words of other languages by which figures are read: numbers, what is counted, what became of it.

Needs: the table `foreign_figures.tsv`. Gives: the words of each language as patterns.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLE = "foreign_figures.tsv"
_VALUED = frozenset({"number", "round", "scale", "plural", "unit", "term", "kind"})
_PLAIN_ROLES = frozenset({"low", "high", "about", "not"})
DAMAGED = "\ufffd"
# The article and the particles that Arabic writes as one with the word.
_JOINED = {"ar": "(?:[وفبلك]?ال|لل|[وفبلك])?"}
_JOINERS = r"(?:[\s-]+(?:y|e|et|و)?[\s-]*)"
_DIGITS = rf"(?:\d{{1,3}}(?:[.,\s\u00a0\u202f{DAMAGED}]\d{{3}})+(?!\d)|\d+(?:[.,]\d{{1,2}}(?!\d))?)"


@dataclass(frozen=True)
class LanguageWords:
    """The words of one language: role to value to words, as the table has them."""

    language: str
    words: Mapping[str, Mapping[str, tuple[str, ...]]]

    @cached_property
    def number(self) -> re.Pattern[str]:
        """A number with its qualifier: groups `low`, `high`, `about`, `plural`, `round`, `digits`,
        `scale`, `rest` ("12 mil 500"), `words`."""
        qualifier = "|".join(f"(?P<{role}>{self._any(role)})" for role in ("low", "high", "about"))
        small, scale = self._any("number"), self._any("scale")
        return re.compile(
            rf"(?<![\w.,/])(?:(?:{qualifier})\s+(?:(?:de|un|una|une|um|uma|los|las|les)\s+)*)?"
            rf"(?P<core>(?P<plural>{self._any('plural')})(?!\w)|(?P<round>{self._any('round')})(?!\w)"
            rf"|(?P<digits>{_DIGITS})(?:\s(?P<scale>{scale})(?:\s(?P<rest>\d{{1,3}}))?(?!\w))?"
            rf"|(?P<words>(?:(?:una?|uma?|une?)\s+(?={scale}))?(?:{small}|{scale})(?:{_JOINERS}(?:{small}|{scale}))*)(?!\w))"
            r"(?!\w|\s?%|[:/]\d)",
            re.IGNORECASE,
        )

    def pattern(self, role: str) -> re.Pattern[str]:
        """The words of a role; those of the value at index n are in group `v<n>` (`value_of` names it)."""
        groups = (f"(?P<v{n}>{_one_of(words, whole=True)})" for n, words in enumerate(self.words[role].values()))
        return re.compile(rf"(?<!\w){_JOINED.get(self.language, '')}(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """The patterns of units, terms, kinds and of what is never a figure."""
        return {role: self.pattern(role) for role in ("unit", "term", "kind", "not")}

    def value_of(self, role: str, match: re.Match[str]) -> str:
        """The value that the words of `match` stand for."""
        return list(self.words[role])[int((match.lastgroup or "v0")[1:])]

    @cached_property
    def number_word(self) -> re.Pattern[str]:
        """A single number word or scale."""
        return re.compile(f"(?:{self._any('number', 'scale')})", re.IGNORECASE)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number words and round numbers, without accents, and what they are."""
        return self._values("number") | self._values("round")

    @cached_property
    def scales(self) -> dict[str, int]:
        """Words that multiply, without accents."""
        return self._values("scale")

    @cached_property
    def plurals(self) -> dict[str, tuple[int, int]]:
        """Plural number words, without accents: what they stand for at least and at most."""
        out = {}
        for value, words in self.words["plural"].items():
            least, most = (int(n) for n in value.split("-"))
            out.update(dict.fromkeys(map(folded, words), (least, most)))
        return out

    def _values(self, role: str) -> dict[str, int]:
        return {folded(w): int(value) for value, words in self.words[role].items() for w in words}

    def _any(self, *roles: str) -> str:
        return _one_of([w for role in roles for words in self.words[role].values() for w in words], whole=False)


def load_foreign_words() -> tuple[LanguageWords, ...]:
    """The table `foreign_figures.tsv`; raises `TableError` where a row has an unknown role or lacks its value."""
    out: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    text = package_file("dragoman.facts", TABLE).read_text(encoding="utf-8")
    for row in read_table(text, TABLE, ("language", "role", "value", "words")):
        role, value = row["role"], row["value"]
        if role not in _VALUED | _PLAIN_ROLES:
            raise row.error(f"unknown role {role!r}")
        if (role in _VALUED) != bool(value):
            raise row.error(f"the role {role!r} {'needs a' if role in _VALUED else 'has no'} value")
        words = out.setdefault(row["language"], {r: {} for r in sorted(_VALUED | _PLAIN_ROLES)})[role]
        words[value] = (*words.get(value, ()), *row.list("words"))
    return tuple(LanguageWords(language, words) for language, words in out.items())


def folded(text: str) -> str:
    """`text` in lower case without accents, its white space single."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(plain.split())


def _one_of(words: Iterable[str], *, whole: bool) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(_spelling(w) for w in longest_first) + ")" + ("" if whole else r"(?!\w)")


def _spelling(word: str) -> str:
    """A word as a pattern: an accented letter may have lost its accent or be damaged."""
    stem, ending = (word[:-1], rf"[\w{DAMAGED}]*") if word.endswith("*") else (word, "")
    out = ""
    for letter in stem:
        bare = folded(letter)
        if letter.isspace():
            out += r"\s+"
        elif bare != letter and letter.isalpha():
            out += f"[{letter}{bare[:1]}{DAMAGED}]"
        else:
            out += re.escape(letter)
    return out + ending
