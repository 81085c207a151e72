"""Sentences respect blocks, and offsets are those of the report."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from dragoman.coder import Coder
from dragoman.language import parse, plain
from dragoman.reading import article_from_text


@given(st.text(max_size=200))
def test_making_text_plain_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_a_sentence_never_crosses_a_block(coder: Coder) -> None:
    text = "Talks in Geneva\n\nThe two sides met on Monday\n\nThey will meet again on Friday in the same place."
    report = next(iter(parse([article_from_text(text, source="test")], coder.nlp)))
    for sentence in report.sentences:
        assert sentence.block.span.contains(sentence.span)


def test_spans_of_tokens_name_their_words_in_the_report(coder: Coder) -> None:
    text = "Premier\u00a0Kone’s troops “seized” the town.\n\nSeven people were killed, officials said."
    report = next(iter(parse([article_from_text(text, source="test")], coder.nlp)))
    for sentence in report.sentences:
        for token in sentence.tokens:
            assert plain(sentence.span_of([token]).of(text)) == token.text


def test_furniture_is_not_parsed(coder: Coder) -> None:
    text = "Rebels attack Bangui\n\nRebels attacked the capital on Monday, they said.\n\nREAD MORE: Who are the rebels?"
    report = next(iter(parse([article_from_text(text, source="test")], coder.nlp)))
    assert not any("READ MORE" in s.text for s in report.sentences)


def test_the_pipeline_loads_without_the_commands_of_spacy_and_leaves_them_usable():
    code = (
        "import sys; from dragoman.language import load_pipeline; load_pipeline();"
        "assert 'spacy.cli' not in sys.modules;"
        "import spacy; assert spacy.info(silent=True)['spacy_version'] == spacy.__version__"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
