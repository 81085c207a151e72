"""What an event was about: cue words of its sentence, and of its neighbours, name contexts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language import plain
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from dragoman.ontology import Ontology

CONTEXT_COLUMNS = ("cue", "contexts")


@dataclass(frozen=True)
class ContextCues:
    """Cue words by context: one expression that finds them all, and what each stands for."""

    pattern: re.Pattern[str]
    contexts: dict[str, tuple[str, ...]]

    def find(self, text: str) -> tuple[str, ...]:
        """The contexts that a text names, each once, in the order of their first cue."""
        found: dict[str, None] = {}
        for match in self.pattern.finditer(plain(text).lower()):
            for context in self.contexts[_key(match[0], self.contexts)]:
                found.setdefault(context)
        return tuple(found)


def _key(words: str, contexts: dict[str, tuple[str, ...]]) -> str:
    if words in contexts:
        return words
    for ending, replacement in (("ies", "y"), ("es", ""), ("s", "")):
        if words.endswith(ending) and words.removesuffix(ending) + replacement in contexts:
            return words.removesuffix(ending) + replacement
    return words


def load_context_cues(ontology: Ontology) -> ContextCues:
    """The table `contexts.tsv`; raises `TableError` for a context that the ontology does not know."""
    name = "contexts.tsv"
    contexts: dict[str, tuple[str, ...]] = {}
    for row in read_table(package_file("dragoman.events", name).read_text("utf-8"), name, CONTEXT_COLUMNS):
        for context in row.list("contexts"):
            if context not in ontology.contexts:
                raise row.error(f"unknown context {context!r}")
        for cue in row.list("cue"):
            contexts[cue] = tuple(dict.fromkeys((*contexts.get(cue, ()), *row.list("contexts"))))
    alternatives = []
    for cue in sorted(contexts, key=len, reverse=True):
        escaped = re.escape(cue)
        alternatives.append(
            escaped[:-1] + "(?:y|ies)"
            if cue.endswith("y") and not cue.endswith(("ay", "ey", "oy"))
            else escaped + "(?:e?s)?"
        )
    return ContextCues(re.compile(r"\b(?:" + "|".join(alternatives) + r")\b"), contexts)
