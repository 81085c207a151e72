"""The words that say what a number counts and what happened to it.

Needs: the table `counted.tsv`. Gives: lemma to kind for each role, and classes of nouns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from dragoman.facts.foreign_words import LanguageWords, load_foreign_words
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.record.types import FigureKind

_TABLE = "counted.tsv"
_KIND_ROLES = ("patient", "subject", "state", "of", "self")
_CLASS_ROLES = ("people", "posted", "household", "family", "not", "few", "aid", "giving")


@dataclass(frozen=True)
class FigureWords:
    """The table of words: lemma to kind for each role, and the classes of nouns; and the words of other languages."""

    kinds: dict[str, dict[str, FigureKind]]
    classes: dict[str, frozenset[str]]
    foreign: tuple[LanguageWords, ...] = ()

    def kind(self, role: str, lemma: str) -> FigureKind | None:
        """The kind that `lemma` gives in `role`, or None."""
        return self.kinds[role].get(lemma)

    def is_a(self, lemma: str, name: str) -> bool:
        """Whether `lemma` is in the class `name`."""
        return lemma in self.classes[name]


def load_figure_words() -> FigureWords:
    """The table `counted.tsv`; raises `TableError` where a row has an unknown role."""
    kinds: dict[str, dict[str, FigureKind]] = {role: {} for role in _KIND_ROLES}
    classes: dict[str, set[str]] = {role: set() for role in _CLASS_ROLES}
    text = package_file("dragoman.facts", _TABLE).read_text(encoding="utf-8")
    for row in read_table(text, _TABLE, ("kind", "role", "words")):
        role = row["role"]
        if role in classes:
            classes[role].update(row.list("words"))
        elif role in kinds:
            for word in row.list("words"):
                kinds[role].setdefault(word, cast("FigureKind", row["kind"]))
        else:
            raise row.error(f"unknown role {role!r}")
    return FigureWords(kinds, {name: frozenset(words) for name, words in classes.items()}, load_foreign_words())


def lemma_of(token: Token) -> str:
    """The lemma of a token in lower case."""
    return str(token.lemma_).lower()


_PERSON_ENDINGS = ("man", "men", "woman", "women", "girl", "boy", "ist", "worker", "child", "mate", "holder", "eer")


def is_person(token: Token, words: FigureWords) -> bool:
    """Whether the noun is a word for people: in the table, formed like one, or the name of a people."""
    lemma = lemma_of(token)
    if words.is_a(lemma, "people") or lemma.endswith(_PERSON_ENDINGS):
        return True
    named = token.pos_ == "PROPN" and token.text[:1].isupper()
    return token.ent_type_ == "NORP" or (named and token.tag_ == "NNPS")
