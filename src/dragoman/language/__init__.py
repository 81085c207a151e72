"""The parsed text: sentences, noun phrases, conjuncts, logical arguments, quotations."""

from dragoman.language.clauses import (
    Arguments,
    antecedent,
    calls_by_phone,
    governing_verb,
    is_passive,
    surface_subjects,
    verb_arguments,
)
from dragoman.language.parsed import ParsedReport, Sentence
from dragoman.language.phrases import conjunction_head, conjuncts, modifiers, noun_phrase, prepositional_objects
from dragoman.language.pipeline import DEFAULT_PIPELINE, load_pipeline, parse, plain

__all__ = [
    "DEFAULT_PIPELINE",
    "Arguments",
    "ParsedReport",
    "Sentence",
    "antecedent",
    "calls_by_phone",
    "conjunction_head",
    "conjuncts",
    "governing_verb",
    "is_passive",
    "load_pipeline",
    "modifiers",
    "noun_phrase",
    "parse",
    "plain",
    "prepositional_objects",
    "surface_subjects",
    "verb_arguments",
]
