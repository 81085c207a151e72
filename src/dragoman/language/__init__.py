"""The parsed text: sentences, noun phrases, conjuncts, quotations, and who "they" and "Kalin" are."""

from dragoman.language.parsed import ParsedReport, Sentence
from dragoman.language.pipeline import DEFAULT_PIPELINE, load_pipeline, parse, plain

__all__ = ["DEFAULT_PIPELINE", "ParsedReport", "Sentence", "load_pipeline", "parse", "plain"]
