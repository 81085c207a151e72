"""What words tell of a happening: stems that bring forms of one word together, and how much sharing one says.

Two reports of one happening share its rare words: names, numbers, the things that were there. How rare a stem is stands
in `common_words.tsv`, a fixed table, so that what is joined does not depend on what else the archive holds.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_LEAST_LENGTH = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the forms of a word share: "strikes", "striking" and "struck" are one; names lose nothing but an ending.

    Rough on purpose: only equality of stems is ever asked.
    """
    low = _POSSESSIVE.sub("", word.lower()).replace("\u2019", "'")
    known = _irregular().get(low)
    if known:
        return known
    if low[:1].isdigit():
        return low.replace(",", "")
    for ending, put in (("sses", "ss"), ("ies", "y"), ("s", "")):
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST_LENGTH and not low.endswith(("ss", "us", "is")):
            low = low[: -len(ending)] + put
            break
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "ed", "er", "ors", "or", "ions", "ion"):
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST_LENGTH:
            low = low[: -len(ending)]
            if len(low) > _LEAST_LENGTH and low[-1] == low[-2] and low[-1] not in "lsz":
                low = low[:-1]
            break
    if low.endswith("i"):
        low = low[:-1] + "y"
    if low.endswith("e") and len(low) > _LEAST_LENGTH:
        low = low[:-1]
    return _irregular().get(low, low)


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words and numbers, in order."""
    return tuple(stem(word) for word in _WORD.findall(text))


def telling_words(text: str) -> frozenset[str]:
    """The stems of a text that say something: all but those of words that stand everywhere."""
    return frozenset(stems(text)) - _nothing()


@lru_cache(maxsize=50_000)
def weight(one: str) -> float:
    """How much sharing this stem says: the logarithm of how seldom it stands in a passage of news."""
    return _weights().get(one) or (_unseen() if len(one) > 1 else 0.0)


def shared_weight(a: Set[str], b: Set[str]) -> float:
    """The weights of what two sets of stems share, added up."""
    return sum(weight(one) for one in a & b)


def alike(a: Set[str], b: Set[str]) -> float:
    """0 to 1: how much of what two sets of stems say is said by both (the cosine of their weights)."""
    if not a or not b:
        return 0.0
    both = sum(weight(one) ** 2 for one in a & b)
    return both / math.sqrt(_norm(a) * _norm(b)) if both else 0.0


@lru_cache(maxsize=20_000)
def _norm(words: frozenset[str]) -> float:
    return sum(weight(one) ** 2 for one in words)


def kin(words: Set[str]) -> frozenset[str]:
    """The groups of words for one deed (`word_forms.toml`) that some stems belong to."""
    groups = _kin()
    return frozenset(group for one in words for group in groups.get(one, ()))


@cache
def _kin() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for group, words in _forms()["kin"].items():
        for one in dict.fromkeys(stem(word) for word in words.split()):
            found.setdefault(one, []).append(group)
    return {one: tuple(groups) for one, groups in found.items()}


@cache
def _forms() -> dict[str, Any]:
    return tomllib.loads(package_file("dragoman.incidents", "word_forms.toml").read_text("utf-8"))


@cache
def _irregular() -> Mapping[str, str]:
    return {form: base for base, forms in _forms()["forms"].items() for form in forms.split()}


@cache
def _nothing() -> frozenset[str]:
    words = _forms()["nothing"].split()
    return frozenset(words) | frozenset(stem(word) for word in words)


@cache
def _table() -> tuple[Mapping[str, float], float]:
    name = "common_words.tsv"
    text = package_file("dragoman.incidents", name).read_text("utf-8")
    found = {row["stem"]: float(row["weight"]) for row in read_table(text, name, ("stem", "weight"))}
    return found, found.pop("")


def _weights() -> Mapping[str, float]:
    return _table()[0]


def _unseen() -> float:
    return _table()[1]


def says_something(one: str) -> bool:
    """Whether a stem is not one of those that stand everywhere."""
    return one not in _nothing()


def counted(texts: Iterable[str]) -> dict[str, float]:
    """The weights that a collection of passages gives to the stems that stand in it more than once; "" to all
    others."""
    frequency: dict[str, int] = {}
    number = 0
    for text in texts:
        number += 1
        for one in set(stems(text)):
            frequency[one] = frequency.get(one, 0) + 1
    found = {one: math.log((number + 1) / count) for one, count in sorted(frequency.items()) if count > 1}
    return {"": math.log(number + 1), **found}
