"""What is known of agreements: the nouns and names that stand for them, and the words that say what was done with
them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from dragoman.record import Act, AgreementKind
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.tables import Row

NOUN_COLUMNS = ("noun", "modifier", "kind", "weak")
ACT_COLUMNS = ("lemma", "pos", "role", "with", "act", "by")
NAME_COLUMNS = ("name", "kind", "also")


@dataclass(frozen=True)
class AgreementNoun:
    """One reading of a noun. `kind` is None where the phrase is no instrument.

    `weak`: parties or a proper name must be told too; `named`: only a proper name will do.
    """

    modifier: str
    kind: AgreementKind | None
    weak: bool
    named: bool


@dataclass(frozen=True)
class ActWord:
    """One way in which a verb or noun acts on an agreement that depends on it as one of `roles`, with one of
    `companions` beside it."""

    roles: frozenset[str]
    companions: frozenset[str]
    act: Act
    agentless: bool
    """Whether the subject is not who acts ("rejected the proposed truce")."""


@dataclass(frozen=True)
class ProperName:
    """A name of a known instrument; `full` is the same for all its names."""

    full: str
    kind: AgreementKind | None


@dataclass(frozen=True)
class AgreementTables:
    """Nouns by their singular (readings that ask for a modifier first), acts by part of speech and lemma, and
    proper names."""

    nouns: dict[str, tuple[AgreementNoun, ...]]
    acts: dict[tuple[str, str], tuple[ActWord, ...]]
    names: dict[str, ProperName]
    name_pattern: re.Pattern[str]

    def named_in(self, text: str) -> Iterator[tuple[int, int, ProperName]]:
        """Each proper name in a text: where it starts and ends, and which instrument it is."""
        for match in self.name_pattern.finditer(text):
            words = match[0]
            key = words if words.isupper() and " " not in words else words.casefold()
            if key in self.names:
                yield match.start(), match.end(), self.names[key]


def load_agreement_tables() -> AgreementTables:
    """The tables `agreement_nouns.tsv`, `agreement_acts.tsv` and `agreement_names.tsv`; raises `TableError` for an
    unknown kind or act."""
    nouns: dict[str, list[AgreementNoun]] = {}
    for row in _rows("agreement_nouns.tsv", NOUN_COLUMNS):
        nouns.setdefault(row["noun"], []).append(
            AgreementNoun(row["modifier"], _kind(row), bool(row["weak"]), row["weak"] == "named")
        )
    acts: dict[tuple[str, str], list[ActWord]] = {}
    for row in _rows("agreement_acts.tsv", ACT_COLUMNS):
        acts.setdefault((row["pos"], row["lemma"]), []).append(
            ActWord(frozenset(row.list("role")), frozenset(row.list("with")), _act(row), row["by"] == "none")
        )
    names: dict[str, ProperName] = {}
    for row in _rows("agreement_names.tsv", NAME_COLUMNS):
        known = ProperName(row["name"], _kind(row))
        for name in (row["name"], *row.list("also")):
            names[name if name.isupper() and " " not in name else name.casefold()] = known
    return AgreementTables(
        {k: tuple(sorted(v, key=lambda r: not r.modifier)) for k, v in nouns.items()},
        {k: tuple(sorted(v, key=lambda r: not r.companions)) for k, v in acts.items()},
        names,
        _pattern(names),
    )


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return read_table(package_file("dragoman.facts", name).read_text("utf-8"), name, columns)


def _kind(row: Row) -> AgreementKind | None:
    for kind in get_args(AgreementKind):
        if row["kind"] == kind:
            return kind  # type: ignore[no-any-return]
    if row["kind"] == "none":
        return None
    raise row.error(f"unknown kind {row['kind']!r}")


def _act(row: Row) -> Act:
    for act in get_args(Act):
        if row["act"] == act:
            return act  # type: ignore[no-any-return]
    raise row.error(f"unknown act {row['act']!r}")


def _pattern(names: dict[str, ProperName]) -> re.Pattern[str]:
    """One expression for all names, the longest first; only names of several words are found in any case."""
    alternatives = [
        re.escape(n) if n.isupper() else "(?i:" + re.escape(n) + ")" for n in sorted(names, key=len, reverse=True)
    ]
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?![\w-])")


__all__ = ["ActWord", "AgreementNoun", "AgreementTables", "ProperName", "load_agreement_tables"]
