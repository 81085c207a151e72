"""Figures: the numbers of people and things that a report gives (codebook, section 2).

Needs: a `ParsedReport` and the table of words. Gives: `FigureMention`s, not yet tied to events, dates and places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.dates import find_times
from dragoman.facts.counting import counted_by, is_countable, unit_of
from dragoman.facts.figure_kinds import kind_of, labelled_noun
from dragoman.facts.figure_mention import FigureMention
from dragoman.facts.figure_money import currency_of, money_figure
from dragoman.facts.figure_words import FigureWords, is_person, lemma_of, load_figure_words
from dragoman.facts.foreign_figures import find_foreign_figures
from dragoman.facts.numbers import Number, find_numbers
from dragoman.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from dragoman.language import ParsedReport, Sentence

__all__ = ["FigureMention", "FigureWords", "find_figures", "load_figure_words", "phrase_text"]

_MEASURE = re.compile(
    r"(?:\s+|-)(?:square\s+|sq\.?\s+|cubic\s+|nautical\s+)?(?:km2?|kms|kilomet(?:er|re)s?|miles?|"
    r"met(?:er|re)s?|feet|foot|ft|yards?|inch(?:es)?|"
    r"hectares?|acres?|kg|kilos?|kilograms?|pounds?\s+of|grams?|degrees?|mph|kph|km/h|knots|"
    r"o'clock|hours?|minutes?|seconds?|days?|weeks?|"
    r"months?|years?|decades?|centuries|a\.?m\b|p\.?m\b|GMT|UTC|%|per\s?cent|percent|percentage|points?|"
    r"times|mm|cm|litres?|liters?|gallons?|"
    r"megawatts?|MW|GW|inches|magnitude|votes?\s+to)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:resolution|resolutions|article|articles|chapter|section|paragraph|no\.|number|flight|route|highway|page|"
    r"phase|grade|level|class|type|"
    r"magnitude|aged|age|ages|channel|group\s+of|room|gate|camp|unit|sector|task\s+force|CTF|brigade|division|"
    r"battalion|operation|version|"
    r"category|at\s+age|law|act|decree|protocol|annex|case|vote\s+of|by\s+a\s+vote\s+of|score\s+of|the\s+age\s+of|"
    r"phone|tel\.?|call)\s+|#)$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"[\s,(;-]*(?:and\s+)?(?:including|among\s+(?:them|whom|those)|of\s+(?:whom|them|which)|"
    r"(?:at\s+least|with)\s+.{0,20}\bof\s+them)\b(?:\s+were)?[\s,]*(?:at\s+least)?\s*$",
    re.IGNORECASE,
)


# What comes before and after a number whose noun is left out.
_AND_THEN = re.compile(r"(?:\band|,|\bwhile|;)\s+(?:another\s+|a\s+further\s+)?$")
_ELSEWHERE = re.compile(r"\s+(?:in|from|at|near|across|outside)\s+(?:the\s+)?(?:[a-z]+\s+)?[A-Z]")


def find_figures(report: ParsedReport, words: FigureWords, times: Sequence[Span] | None = None) -> list[FigureMention]:
    """The figures of `report`, sentence by sentence.

    `times` are the spans of the report's words of time, in which numbers are no figures; they are looked for where
    not given.
    """
    out, read = find_foreign_figures(report, words.foreign)
    for sentence in report.sentences:
        if sentence.index in read:
            continue
        out.extend(_of_sentence(sentence, words, len(out), times))
    return out


def _of_sentence(
    sentence: Sentence, words: FigureWords, base: int, given: Sequence[Span] | None
) -> Iterator[FigureMention]:
    text = sentence.text
    if not re.search(r"\d|[a-z]{3}", text):
        return
    numbers = find_numbers(text)
    if not numbers:
        return
    if given is None:
        times = [t.span for t in find_times(text) if t.kind != "vague"]
    else:
        start = sentence.offset + sentence.tokens.start_char
        times = [Span(s.start - start, s.end - start) for s in given if sentence.span.overlaps(s)]
    done: list[tuple[Number, FigureMention]] = []
    for number in numbers:
        if any(s.start < number.end and number.core < s.end for s in times):
            continue
        before = done[-1] if done else None
        mention = _mention(sentence, number, words, before, base + len(done) - 1)
        if mention is not None:
            done.append((number, mention))
    yield from (m for _, m in done)


def _mention(
    sentence: Sentence,
    number: Number,
    words: FigureWords,
    before: tuple[Number, FigureMention] | None,
    before_index: int,
) -> FigureMention | None:
    text = sentence.text
    after = text[number.end :]
    if (_MEASURE.match(after) and not number.money) or _NAMED.search(text[: number.start]):
        return None
    # Tokens count from the start of the block.
    shift = sentence.tokens[0].idx
    tokens = [t for t in sentence.tokens if t.idx < number.end + shift and t.idx + len(t.text) > number.core + shift]
    if not tokens or sentence.tokens[0].i > tokens[0].i:
        return None
    start = sentence.offset + shift + number.start
    currency = currency_of(number, after)
    if currency is not None:
        return money_figure(sentence, number, words, tokens, currency)
    if re.match(r"-[A-Za-z]", after):
        return None
    counted = counted_by(tokens, sentence)
    kind, cue = kind_of(counted, words, sentence, number)
    part_of = None
    if before is not None and _PART_OF.fullmatch(text, before[0].end, number.start) is None:
        between = text[before[0].end : number.start]
        if len(between) < 80 and _PART_OF.search(between):
            part_of = before_index
    elif before is not None:
        part_of = before_index
    if part_of is None and before is not None and counted.noun is not None and counted.noun.lower_ in {"them", "whom"}:
        part_of = before_index
    if part_of is None and before is not None and counted.noun is None and _of_the(text, before[0], number):
        part_of = before_index
    if part_of is not None and before is not None and kind in {None, "other", "troops"}:
        kind, cue = before[1].kind, None
    noun = counted.noun
    if kind is None and before is not None and noun is not None and _restates(text, before, number, noun, words):
        kind = before[1].kind
    label = labelled_noun(sentence, number, words) if noun is None and cue is not None else None
    lemma = lemma_of(noun or label) if noun is not None or label is not None else ""  # type: ignore[arg-type]
    if kind == "displaced" and words.is_a(lemma, "posted") and cue is not None and lemma_of(cue) in _SENT_HOME:
        kind = "other"
    left_out = noun is None or noun == cue
    if kind == "other" and left_out and cue is not None and before is not None and before[1].kind == "other":
        # "31 houses were destroyed and more than 300 damaged"
        return _elliptical(sentence, number, before[1], cue)
    if kind is None and before is not None and _ELSEWHERE.match(after):
        between = text[before[0].end : number.start]
        if len(between) < 80 and _AND_THEN.search(between) and before[1].unit:
            # "12 people were killed in Homs and eight in Hama"
            return _elliptical(sentence, number, before[1], None)
    if kind is None:
        if noun is None or not is_countable(number, counted, words, text, lemma):
            return None
        kind = "other"
    elif kind == "other" and label is None and (noun is None or not is_countable(number, counted, words, text, lemma)):
        return None
    if noun is not None and words.is_a(lemma, "not") and not words.is_a(lemma, "people"):
        return None
    if number.low == number.high == 1 and kind in {"other", "affected", "troops", "protesters"}:
        return None
    if counted.partitive and number.low == number.high and (number.low or 0) <= 1 and kind == "other":
        return None
    unit = unit_of(noun or label, kind, words, lemma)
    if part_of is not None and before is not None and noun is None:
        unit = before[1].unit
    others = lemma == "other" and kind == "other" and before is not None and before[1].kind == "other"
    if others and before is not None:
        unit = before[1].unit
    end_token = noun if noun is not None else tokens[-1]
    phrase = Span(sentence.offset + counted.first.idx, sentence.offset + counted.last.idx + len(counted.last.text))
    end = max(sentence.offset + shift + number.end, sentence.offset + end_token.idx + len(end_token.text))
    return FigureMention(
        kind=kind,
        low=number.low,
        high=number.high,
        span=Span(start, end),
        unit=unit,
        approximate=number.approximate,
        counted=before[1].counted
        if others and before is not None
        else phrase_text(sentence, phrase)
        if noun is not None
        else label.text
        if label is not None
        else "",
        counted_span=phrase if noun is not None else None,
        sentence=sentence.index,
        cue=lemma_of(cue).lstrip("-") if cue is not None else "",
        cue_span=sentence.span_of([cue]) if cue is not None else None,
        part_of=part_of,
    )


# Those counted in people and again in households.
_COUNTED_TWICE = frozenset({"displaced", "refugees", "returned", "affected"})


def _restates(text: str, before: tuple[Number, FigureMention], number: Number, noun: Token, words: FigureWords) -> bool:
    """ "7,000 households displaced (42,000 individuals)": the same people, counted in another unit."""
    opened = re.fullmatch(r"[^,.;\d]{0,40}\(", text[before[0].end : number.start])
    if before[1].kind not in _COUNTED_TWICE or opened is None:
        return False
    lemma = lemma_of(noun)
    return words.is_a(lemma, "family") or words.is_a(lemma, "household") or is_person(noun, words)


def _of_the(text: str, whole: Number, part: Number) -> bool:
    """ "Of the 12 people killed, three were children"."""
    return bool(
        re.search(r"\bof\s+(?:the\s+|those\s+|these\s+|some\s+)?$", text[: whole.start], re.IGNORECASE)
        and re.fullmatch(r"[^,.;]{1,60},\s*", text[whole.end : part.start])
    )


# Diplomats who are expelled go home; those who are evacuated from danger may be displaced all the same.
_SENT_HOME = frozenset({"expel", "expulsion", "leave", "order", "deport"})


def _elliptical(sentence: Sentence, number: Number, before: FigureMention, cue: Token | None) -> FigureMention:
    """A number whose noun is that of the figure before it."""
    shift = sentence.offset + sentence.tokens[0].idx
    return FigureMention(
        kind=before.kind,
        low=number.low,
        high=number.high,
        span=Span(shift + number.start, shift + number.end),
        unit=before.unit,
        approximate=number.approximate,
        counted=before.counted,
        counted_span=None,
        sentence=sentence.index,
        cue=lemma_of(cue) if cue is not None else before.cue,
        cue_span=sentence.span_of([cue]) if cue is not None else before.cue_span,
    )


def phrase_text(sentence: Sentence, span: Span) -> str:
    """The words of a report span that lies in the sentence."""
    start = sentence.tokens[0].idx
    return sentence.text[span.start - sentence.offset - start : span.end - sentence.offset - start]
