"""What an event was about: cue words of its sentence, and of its neighbours, name contexts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language import plain
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from dragoman.ontology import Ontology

CONTEXT_COLUMNS = ("cue", "contexts")


_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class ContextCues:
    """How each cue may be written and what it stands for, by the first word; the longest cue first."""

    forms: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]

    def find(self, text: str) -> tuple[str, ...]:
        """The contexts that a text names, each once, in the order of their first cue."""
        text = plain(text).lower()
        found: dict[str, None] = {}
        free = 0
        for word in _WORD.finditer(text):
            if word.start() < free:
                continue
            for form, contexts in self.forms.get(word[0], ()):
                end = word.start() + len(form)
                if text.startswith(form, word.start()) and not _WORD.match(text, end):
                    found.update(dict.fromkeys(contexts))
                    free = end
                    break
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
    forms: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for cue in sorted(contexts, key=len, reverse=True):
        for form in _inflected(cue):
            forms[_WORD.findall(form)[0]].append((form, contexts[_key(form, contexts)]))
    return ContextCues({word: tuple(rows) for word, rows in forms.items()})


def _inflected(cue: str) -> tuple[str, ...]:
    if cue.endswith("y") and not cue.endswith(("ay", "ey", "oy")):
        return cue, f"{cue[:-1]}ies"
    return cue, f"{cue}s", f"{cue}es"
