"""Figures in passages of other languages than English: "unas 100 personas fueron evacuadas", "150 familles sans abri".

A report that is not English is set aside before it is coded; this is for the line, quotation or short notice in
another language whose number would otherwise be lost. There is no parse to go by: a number, the noun after it and the
nearest word for what became of those counted make a figure. What has no such word is none.

Needs: a `ParsedReport` and the words of `foreign_figures.tsv`. Gives: `FigureMention`s with their term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, cast, get_args

from dragoman.facts.figure_mention import FigureMention
from dragoman.facts.foreign_words import DAMAGED, folded
from dragoman.language import plain
from dragoman.reading.language_of import shares_of_common_words
from dragoman.record import Span
from dragoman.record.types import DisplacementTerm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.facts.foreign_words import LanguageWords
    from dragoman.language import ParsedReport
    from dragoman.record.types import FigureKind

_WORD = re.compile(rf"[^\W\d_{DAMAGED}]+")
_ENDS = re.compile(r"[.!?;](?=\s|$)")
_BOUND = re.compile(r"[,;:()]|\b(?:y|e|et|mientras|tandis|enquanto)\b", re.IGNORECASE)
_TERMS = frozenset(get_args(DisplacementTerm)) - {""}
_AGAIN = re.compile(r"[^.;:,()\d]{0,40}\(")
_HOUSING_TERMS = frozenset({"destroyed_housing", "damaged_housing", "uninhabitable_housing"})
# Enough English to need no second look, unless the text is short; and what a clause bound costs in characters.
_ENGLISH = 0.18
_SHORT = 12
_BOUND_COSTS = 40
_FARTHEST = 300
_LABEL_WORDS = 7


class _Number(NamedTuple):
    start: int
    core: int
    end: int
    low: int | None
    high: int | None
    approximate: bool


@dataclass(frozen=True)
class _Hit:
    """A word of the table in the text."""

    role: Literal["unit", "term", "kind"]
    value: str
    start: int
    end: int


def find_foreign_figures(
    report: ParsedReport, languages: Sequence[LanguageWords]
) -> tuple[list[FigureMention], frozenset[int]]:
    """The figures of the blocks in other languages, and the indices of the sentences of those that have any."""
    figures: list[FigureMention] = []
    read: set[int] = set()
    blocks = {s.block.span: s.block for s in report.sentences}
    for span in blocks:
        text = plain(span.of(report.article.text))
        words = _language_of(text, languages)
        if words is None:
            continue
        inside = [s.index for s in report.sentences if s.block.span == span]
        found = [_mention(report, inside, span.start, f, text) for f in _figures(text, words)]
        if found:
            figures.extend(found)
            read.update(inside)
    return figures, frozenset(read)


def _language_of(text: str, languages: Sequence[LanguageWords]) -> LanguageWords | None:
    """The language of a block that is not English, if it is one of the table's."""
    found = [w.lower() for w in _WORD.findall(text)]
    english = shares_of_common_words(found, ("en",))["en"]
    if not found or (english >= _ENGLISH and len(found) > _SHORT):
        return None
    shares = shares_of_common_words(found, [words.language for words in languages])
    scored = []
    for words in languages:
        hits = sum(1 for role in ("unit", "term", "kind") for _ in words.patterns[role].finditer(text))
        if hits:
            scored.append((shares.get(words.language, 0.0) * len(found) + hits, words))
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best is not None and best[0] > english * len(found) else None


class _Found(NamedTuple):
    number: _Number
    unit: str
    value: str
    counted: Span | None
    cue: Span


def _figures(text: str, words: LanguageWords) -> Iterator[_Found]:
    numbers = list(_numbers(text, words))
    hits = sorted(
        (
            _Hit(role, words.value_of(role, m), m.start(), m.end())
            for role in ("unit", "term", "kind")
            for m in words.patterns[role].finditer(text)
        ),
        key=lambda h: h.start,
    )
    ends = [0, *(m.end() for m in _ENDS.finditer(text)), len(text)]
    before: _Found | None = None
    for n, number in enumerate(numbers):
        first = max(e for e in ends if e <= number.start)
        last = min(e for e in ends if e >= number.end)
        first = max(first, numbers[n - 1].end if n else 0)
        last = min(last, numbers[n + 1].start if n + 1 < len(numbers) else last)
        if words.patterns["not"].match(text, number.end + _gap(text, number.end)):
            continue
        near = [h for h in hits if first <= h.start and h.end <= last]
        again = before if before is not None and _AGAIN.fullmatch(text, before.number.end, number.start) else None
        found = _read(text, number, near, first, before.unit if before is not None else "", again)
        if found is not None:
            before = found
            yield found


def _gap(text: str, at: int) -> int:
    return len(text) - at - len(text[at:].lstrip())


def _read(
    text: str, number: _Number, near: list[_Hit], first: int, unit_before: str, again: _Found | None
) -> _Found | None:
    """What `number` counts and what became of it, by the words `near` it.

    `again` is the figure that it gives once more in another unit: "653 personas (168 familias)".
    """
    after = [h for h in near if h.start >= number.end]
    counted = next((h for h in after if h.role == "unit" and _in_phrase(text[number.end : h.start])), None)
    itself = next((h for h in after if h.role != "unit" and _after_its_noun(text[number.end : h.start])), None)
    if counted is None and itself is None:
        return _labelled(text, number, [h for h in near if h.end <= number.start], first)
    if counted is not None and itself is not None and itself.end < counted.start:
        itself = None
    unit = counted.value if counted is not None else ""
    told = [h for h in near if h.role != "unit" and _fits(h, unit)]
    cue = min(told, key=lambda h: _distance(text, number, h), default=None)
    if again is not None and counted is not None and itself is None:
        return again._replace(number=number, unit=unit, counted=Span(counted.start, counted.end))
    if cue is None or _distance(text, number, cue) > _FARTHEST:
        return None
    if counted is None:
        unit = (unit_before if unit_before == "housing" else "") if cue.value in _HOUSING_TERMS else "people"
        if not unit:
            return None
    noun = counted or itself
    return _Found(number, unit, cue.value, Span(noun.start, noun.end) if noun else None, Span(cue.start, cue.end))


def _labelled(text: str, number: _Number, before: list[_Hit], first: int) -> _Found | None:
    """ "Déplacés: 36 157": the label before a number at the end of a line, or before a bracket or comma."""
    if not re.match(r"\s*(?:[,.;()]|$)", text[number.end :]):
        return None
    if len(text[first : number.start].split()) > _LABEL_WORDS:
        return None
    unit = next((h.value for h in before if h.role == "unit"), "")
    cue = next((h for h in before if h.role != "unit" and _fits(h, unit)), None)
    if cue is None or (not unit and cue.value in _HOUSING_TERMS):
        return None
    return _Found(number, unit or "people", cue.value, None, Span(cue.start, cue.end))


def _in_phrase(between: str, words: int = 4) -> bool:
    """Whether a noun phrase may reach from the number to the word: a few words without a stop between them."""
    return len(between.split()) <= words - 1 and not re.search(r"[.,;:()\d]", between)


def _after_its_noun(between: str) -> bool:
    """Whether a verb may be that of the number's own noun, which is not in the table: "2 000 mineurs ont fui"."""
    noun = between.split()[:1]
    return _in_phrase(between, 4 if noun and noun[0].endswith("s") else 2)


def _fits(hit: _Hit, unit: str) -> bool:
    if unit == "housing":
        return hit.value in _HOUSING_TERMS or hit.value == "evacuated"
    return not (unit and hit.value in _HOUSING_TERMS)


def _distance(text: str, number: _Number, hit: _Hit) -> int:
    between = text[number.end : hit.start] if hit.start >= number.end else text[hit.end : number.start]
    return len(between) + _BOUND_COSTS * len(_BOUND.findall(between))


def _numbers(text: str, words: LanguageWords) -> Iterator[_Number]:
    found = list(words.number.finditer(text))
    skip = -1
    for n, match in enumerate(found):
        value = _value(match, words)
        if value is None or n == skip:
            continue
        low, high, round_about = value
        end = match.end()
        following = found[n + 1] if n + 1 < len(found) else None
        if following is not None and re.fullmatch(r"\s*(?:-|a|à|y|et|e|إلى)\s*", text[end : following.start()]):
            to = _value(following, words)
            if to is not None and low < to[1]:
                high, end, skip = to[1], following.end(), n + 1
                round_about = False
        number = _Number(match.start(), match.start("core"), end, low, high, round_about or bool(match["about"]))
        if match["low"]:
            number = number._replace(high=None)
        elif match["high"]:
            number = number._replace(low=None)
        yield number


def _value(match: re.Match[str], words: LanguageWords) -> tuple[int, int, bool] | None:
    if match["plural"]:
        return (*words.plurals[_bare(match["plural"], words.plurals)], True)
    if match["round"]:
        value = words.numbers[_bare(match["round"], words.numbers)]
        return value, value, True
    if match["digits"]:
        scale = words.scales[_bare(match["scale"], words.scales)] if match["scale"] else 1
        digits = re.sub(rf"[\s\u00a0\u202f{DAMAGED}]", "", match["digits"])
        if re.fullmatch(r"\d+[.,]\d{1,2}", digits):
            if scale == 1:
                return None
            value = round(float(digits.replace(",", ".")) * scale)
        else:
            value = int(re.sub(r"[.,]", "", digits)) * scale + int(match["rest"] or 0)
        return value, value, False
    total = current = 0
    for word in words.number_word.findall(match["words"]):
        bare = folded(word)
        number = words.numbers.get(bare)
        scale = words.scales.get(bare, 1)
        if number is not None:
            current += number
        elif scale == 100:
            current = max(current, 1) * 100
        else:
            total += max(current, 1) * scale
            current = 0
    value = total + current
    return (value, value, False) if value else None


def _bare(word: str, known: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    """The word of `known` that `word` is, which may have a damaged letter."""
    bare = folded(word)
    if bare in known:
        return bare
    pattern = re.compile(re.escape(bare).replace(re.escape(DAMAGED), "."))
    return next(k for k in known if pattern.fullmatch(k))


def _mention(report: ParsedReport, inside: list[int], offset: int, found: _Found, text: str) -> FigureMention:
    number = found.number
    end = max(number.end, found.counted.end if found.counted is not None else 0)
    span = Span(offset + number.start, offset + end)
    holds = [i for i in inside if report.sentences[i].span.overlaps(span)]
    housing = found.value in _HOUSING_TERMS
    terms = found.value if found.value in _TERMS else ""
    kind = "other" if housing else "displaced" if terms else found.value
    unit = "" if housing else "households" if found.unit == "housing" else found.unit
    counted = Span(offset + found.counted.start, offset + found.counted.end) if found.counted is not None else None
    return FigureMention(
        kind=cast("FigureKind", kind),
        low=number.low,
        high=number.high,
        span=span,
        unit=unit,
        approximate=number.approximate,
        counted=text[found.counted.start : found.counted.end] if found.counted is not None else "",
        counted_span=counted,
        sentence=holds[0] if holds else inside[0],
        cue=text[found.cue.start : found.cue.end].lower(),
        cue_span=Span(offset + found.cue.start, offset + found.cue.end),
        term=cast("DisplacementTerm", terms),
    )
