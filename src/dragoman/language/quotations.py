"""Who speaks: quotations, "X said:" before whole paragraphs, reported clauses and "according to X".

Needs: a `ParsedReport`. Gives: the noun that names the speaker, as a token of one of its sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language.clauses import surface_subjects
from dragoman.record import Span
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.language.attributions import Attribution
    from dragoman.language.parsed import ParsedReport, Sentence


@dataclass(frozen=True)
class SpeechVerbs:
    """The lemmas of verbs and nouns that report speech."""

    verbs: frozenset[str]
    nouns: frozenset[str]


def load_speech_verbs() -> SpeechVerbs:
    """The table `speech_verbs.tsv`."""
    name = "speech_verbs.tsv"
    rows = list(read_table(package_file("dragoman.language", name).read_text("utf-8"), name, ("lemma", "pos")))
    return SpeechVerbs(
        frozenset(r["lemma"] for r in rows if r["pos"] == "verb"),
        frozenset(r["lemma"] for r in rows if r["pos"] == "noun"),
    )


@dataclass(frozen=True)
class Voice:
    """Words that someone else than the report says: where they stand, who says them (None where the report does not
    tell), the cue."""

    span: Span
    speaker: Token | None
    sentence: Sentence | None
    cue: Token | None
    direct: bool


def _quoted_spans(sentence_block_text: str, offset: int) -> list[Span]:
    """The passages between quotation marks in a block's plain text; one that never closes runs to the end of the
    block."""
    spans, start = [], -1
    for match in re.finditer(r'"', sentence_block_text):
        at = match.start()
        if start < 0:
            start = at
        else:
            spans.append(Span(offset + start, offset + at + 1))
            start = -1
    if start >= 0 and len(sentence_block_text) - start > 12:
        spans.append(Span(offset + start, offset + len(sentence_block_text)))
    return [s for s in spans if s.end - s.start > 12]


def speech_verb_in(sentence: Sentence, verbs: SpeechVerbs, outside: list[Span]) -> tuple[Token, Token] | None:
    """The first reporting verb of a sentence that stands outside the quotations, and its subject."""
    for token in sentence.tokens:
        if token.pos_ not in {"VERB", "AUX"} or token.lemma_ not in verbs.verbs:
            continue
        at = sentence.offset + token.idx
        if any(s.start <= at < s.end for s in outside):
            continue
        subjects = [
            t for t in surface_subjects(token) if not any(s.start <= sentence.offset + t.idx < s.end for s in outside)
        ]
        if subjects:
            return subjects[0], token
    return None


def find_voices(report: ParsedReport, verbs: SpeechVerbs, attributions: Sequence[Attribution] = ()) -> list[Voice]:
    """The quotations of a report with their speakers, in the order of the text.

    A speaker is that of the attribution (of `attributions`) which the quotation is the content of. Where there is none,
    a speaker is looked for in the sentence itself, then in the one before that ends with a colon, then in an earlier
    quotation of
    the same block, then in the next sentence of the block. After a paragraph that ends "X said:" everything up to the
    next such paragraph is X's.
    """
    voices: list[Voice] = []
    by_block: dict[int, list[Sentence]] = {}
    for sentence in report.sentences:
        by_block.setdefault(sentence.offset, []).append(sentence)
    opened: tuple[Token, Sentence, Token] | None = None
    last: tuple[Token, Sentence, Token] | None = None
    for offset, sentences in by_block.items():
        block_text = sentences[0].tokens.doc.text
        quoted = _quoted_spans(block_text, offset)
        if quoted:
            opened = None
        found_here: tuple[Token, Sentence, Token] | None = None
        for span in quoted:
            around = [s for s in sentences if s.span.overlaps(span)]
            hit = _attributed(span, attributions)
            for sentence in around if hit is None else ():
                pair = speech_verb_in(sentence, verbs, quoted)
                if pair:
                    hit = (pair[0], sentence, pair[1])
                    break
            if hit is None and around:
                before = [s for s in report.sentences if s.index == around[0].index - 1]
                if before and before[0].text.rstrip().endswith(":"):
                    pair = speech_verb_in(before[0], verbs, quoted)
                    hit = (pair[0], before[0], pair[1]) if pair else None
            if hit is None:
                hit = found_here
            if hit is None and around:
                after = [s for s in sentences if s.index == around[-1].index + 1]
                if after:
                    pair = speech_verb_in(after[0], verbs, quoted)
                    hit = (pair[0], after[0], pair[1]) if pair else None
            if hit is None and found_here is None and span.start <= offset + 2:
                hit = last  # a paragraph that opens with a quotation mark goes on with the last speaker
            voices.append(Voice(span, hit[0] if hit else None, hit[1] if hit else None, hit[2] if hit else None, True))
            found_here = hit or found_here
        if found_here:
            last = found_here
        if opened and not quoted:
            voices.append(Voice(Span(offset, offset + len(block_text)), *opened, direct=True))
        tail = sentences[-1]
        if tail.text.rstrip().endswith(":"):
            pair = speech_verb_in(tail, verbs, quoted)
            if pair:
                opened = (pair[0], tail, pair[1])
    return voices


def _attributed(passage: Span, attributions: Sequence[Attribution]) -> tuple[Token, Sentence, Token] | None:
    """Speaker, sentence and cue of the attribution that quotes a passage; of several the outermost."""
    quoting = [
        a
        for a in attributions
        if a.direct and a.source is not None and any(s.overlaps(passage) for s in a.content_spans)
    ]
    quoting = [a for a in quoting if a.kind == "report" and not any(passage.overlaps(s) for s in a.cue_spans)]
    best = max(quoting, key=lambda a: sum(s.end - s.start for s in a.content_spans), default=None)
    if best is None or best.source is None:
        return None
    return best.source, best.sentence, best.cue


def voice_at(voices: Sequence[Voice], offset: int) -> Voice | None:
    """The innermost quotation that covers a report offset."""
    covering = [v for v in voices if v.span.start <= offset < v.span.end]
    return min(covering, key=lambda v: v.span.end - v.span.start, default=None)
