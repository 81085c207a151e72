"""The parsed text: sentences of the coded blocks, each with its place in the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.record import Article, Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    import spacy.tokens


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence: spaCy tokens, the block it stands in, and the block's offset in the report.

    spaCy's own offsets count from the block's start; everything that leaves the language package is in report offsets.
    `tokens.doc` holds the whole block, so look-ups on neighbours within the block work.
    """

    index: int
    block: Block
    tokens: spacy.tokens.Span
    offset: int

    @cached_property
    def span(self) -> Span:
        """Where the sentence stands in the report, without white space at its ends."""
        return self.span_of([t for t in self.tokens if not t.is_space] or self.tokens)

    @cached_property
    def text(self) -> str:
        """The sentence as it was parsed (same length as the source; odd spaces and quotation marks made plain)."""
        return str(self.tokens.text)

    def span_of(self, tokens: Iterable[spacy.tokens.Token]) -> Span:
        """The report span from the first to the last of `tokens`, which need not be adjacent, but not empty."""
        members = list(tokens)
        first = min(members, key=lambda t: t.idx)
        last = max(members, key=lambda t: t.idx)
        return Span(self.offset + first.idx, self.offset + last.idx + len(last))

    def tokens_in(self, span: Span) -> list[spacy.tokens.Token]:
        """The sentence's tokens that share a character with a report span."""
        start, end = span.start - self.offset, span.end - self.offset
        return [t for t in self.tokens if t.idx < end and t.idx + len(t) > start]


@dataclass(frozen=True, eq=False)
class ParsedReport:
    """A report and the sentences of its coded blocks (furniture is not parsed), in the order of the text."""

    article: Article
    sentences: tuple[Sentence, ...] = field(default=())

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers a report offset, or None."""
        return next((s for s in self.sentences if s.span.start <= offset < s.span.end), None)
