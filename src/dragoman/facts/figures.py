"""Figures: the numbers of people and things that a report gives (codebook, section 2).

Needs: a `ParsedReport` and the table of words. Gives: `FigureMention`s, not yet tied to events, dates and places.

Finding the kind goes from the surest sign to the weakest: the word right beside the number, the verb that governs it,
its modifiers, the noun that counts it ("the deaths of 12"), the noun counted itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from dragoman.dates import find_times
from dragoman.facts.numbers import Number, find_numbers
from dragoman.record import Span
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from dragoman.language import ParsedReport, Sentence
    from dragoman.record.types import FigureKind

_TABLE = "counted.tsv"
_KIND_ROLES = ("patient", "subject", "state", "of", "self")
_CLASS_ROLES = ("people", "household", "family", "not", "few", "aid", "giving")


@dataclass(frozen=True)
class FigureWords:
    """The table of words: lemma to kind for each role, and the classes of nouns."""

    kinds: dict[str, dict[str, FigureKind]]
    classes: dict[str, frozenset[str]]

    def kind(self, role: str, lemma: str) -> FigureKind | None:
        """The kind that `lemma` gives in `role`, or None."""
        return self.kinds[role].get(lemma)

    def is_a(self, lemma: str, name: str) -> bool:
        """Whether `lemma` is in the class `name`."""
        return lemma in self.classes[name]


def load_figure_words() -> FigureWords:
    """The table `counted.tsv`; raises `TableError` where a row has an unknown role."""
    kinds: dict[str, dict[str, FigureKind]] = {role: {} for role in _KIND_ROLES}
    classes: dict[str, set[str]] = {role: set() for role in _CLASS_ROLES}
    text = package_file("dragoman.facts", _TABLE).read_text(encoding="utf-8")
    for row in read_table(text, _TABLE, ("kind", "role", "words")):
        role = row["role"]
        if role in classes:
            classes[role].update(row.list("words"))
        elif role in kinds:
            for word in row.list("words"):
                kinds[role].setdefault(word, cast("FigureKind", row["kind"]))
        else:
            raise row.error(f"unknown role {role!r}")
    return FigureWords(kinds, {name: frozenset(words) for name, words in classes.items()})


@dataclass(frozen=True)
class FigureMention:
    """A number of people or things in the words of the report.

    `span` runs from the number's qualifier to the head of what is counted; `counted_span` is the noun phrase counted,
    None where it is left out ("another 30"). `unit` is "people", "households", "families", an ISO 4217 currency code,
    or empty for other things. `sentence` is the sentence's index. `cue` is the lemma of the word that decided the kind,
    empty where none did. `part_of` is the index (in the list) of the figure that this one is a part of ("12 people,
    including three children").
    """

    kind: FigureKind
    low: int | None
    high: int | None
    span: Span
    unit: str
    approximate: bool
    counted: str
    counted_span: Span | None
    sentence: int
    cue: str = ""
    cue_span: Span | None = None
    part_of: int | None = None


_CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "u.s. $": "USD",
    "u.s.$": "USD",
    "au$": "AUD",
    "a$": "AUD",
    "c$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
}
_CURRENCY_WORDS = re.compile(
    r"[\s-](?P<which>(?:US|U\.S\.|American|Australian|Canadian|Hong Kong|New Zealand)\s+)?"
    r"(?P<name>dollars?|euros?|pounds?(?:\s+sterling)?(?!\s+of\b)|yen|yuan|renminbi|rubles?|roubles?|rupees?|"
    r"lira|liras|riyals?|rials?|dirhams?|"
    r"shekels?|dinars?|francs|kronor|kroner|won|pesos?|USD|EUR|GBP)\b",
    re.IGNORECASE,
)
_CURRENCY_NAMES = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "pounds sterling": "GBP",
    "pound sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "ruble": "RUB",
    "rouble": "RUB",
    "rupee": "INR",
    "lira": "TRY",
    "riyal": "SAR",
    "rial": "IRR",
    "dirham": "AED",
    "shekel": "ILS",
    "dinar": "",
    "franc": "CHF",
    "kronor": "SEK",
    "kroner": "NOK",
    "won": "KRW",
    "peso": "",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
}
_CURRENCY_OF = {"australian": "AUD", "canadian": "CAD", "hong kong": "HKD", "new zealand": "NZD"}
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
_TOLL = re.compile(r"\b(?:death\s+)?toll\b[^.;]{0,60}$|\bdead\s*:\s*$|\bdeaths\s*:\s*$", re.IGNORECASE)
_HURT = {"injured", "wounded", "injuries", "wounding", "injuring", "injure", "wound", "hurt"}


def find_figures(report: ParsedReport, words: FigureWords, times: Sequence[Span] | None = None) -> list[FigureMention]:
    """The figures of `report`, sentence by sentence.

    `times` are the spans of the report's words of time, in which numbers are no figures; they are looked for where
    not given.
    """
    out: list[FigureMention] = []
    for sentence in report.sentences:
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


@dataclass(frozen=True)
class _Counted:
    """Where a number stands in the parse: the token with its role, the noun counted, and the phrase's ends."""

    role: Token
    noun: Token | None
    first: Token
    last: Token
    partitive: bool = False


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
    currency = _currency(number, after)
    if currency is not None:
        return _money(sentence, number, words, tokens, currency)
    if re.match(r"-[A-Za-z]", after):
        return None
    counted = _counted(tokens, sentence)
    kind, cue = _kind(counted, words, sentence, number)
    part_of = None
    if before is not None and _PART_OF.fullmatch(text, before[0].end, number.start) is None:
        between = text[before[0].end : number.start]
        if len(between) < 80 and _PART_OF.search(between):
            part_of = before_index
    elif before is not None:
        part_of = before_index
    if part_of is None and before is not None and counted.noun is not None and counted.noun.lower_ in {"them", "whom"}:
        part_of = before_index
    if part_of is not None and before is not None and kind in {None, "other", "troops"}:
        kind, cue = before[1].kind, None
    noun = counted.noun
    lemma = _lemma(noun) if noun is not None else ""
    if kind == "other" and noun is None and cue is not None and before is not None and before[1].kind == "other":
        # "31 houses were destroyed and more than 300 damaged"
        return _elliptical(sentence, number, before[1], cue)
    if kind is None:
        if noun is None or not _countable(number, counted, words, text, lemma):
            return None
        kind = "other"
    elif kind == "other" and (noun is None or not _countable(number, counted, words, text, lemma)):
        return None
    if noun is not None and words.is_a(lemma, "not") and not words.is_a(lemma, "people"):
        return None
    if number.low == number.high == 1 and kind in {"other", "affected", "troops", "protesters"}:
        return None
    if counted.partitive and number.low == number.high and (number.low or 0) <= 1 and kind == "other":
        return None
    unit = _unit(noun, kind, words, lemma)
    if lemma == "other" and kind == "other" and before is not None:
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
        counted=phrase_text(sentence, phrase) if noun is not None else "",
        counted_span=phrase if noun is not None else None,
        sentence=sentence.index,
        cue=_lemma(cue).lstrip("-") if cue is not None else "",
        cue_span=sentence.span_of([cue]) if cue is not None else None,
        part_of=part_of,
    )


def _elliptical(sentence: Sentence, number: Number, before: FigureMention, cue: Token) -> FigureMention:
    shift = sentence.offset + sentence.tokens[0].idx
    return FigureMention(
        kind="other",
        low=number.low,
        high=number.high,
        span=Span(shift + number.start, shift + number.end),
        unit=before.unit,
        approximate=number.approximate,
        counted=before.counted,
        counted_span=None,
        sentence=sentence.index,
        cue=_lemma(cue),
        cue_span=sentence.span_of([cue]),
    )


def phrase_text(sentence: Sentence, span: Span) -> str:
    """The words of a report span that lies in the sentence."""
    start = sentence.tokens[0].idx
    return sentence.text[span.start - sentence.offset - start : span.end - sentence.offset - start]


# ------------------------------------------------------------------------------------------------------ what is counted
def _lemma(token: Token) -> str:
    return str(token.lemma_).lower()


def _counted(tokens: list[Token], sentence: Sentence) -> _Counted:
    """The noun that the number counts, from the parse or, where that is unclear, by reading on to the right."""
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])
    end = sentence.tokens[-1].i
    last = tokens[-1]
    following = last.nbor(1) if last.i < end else None
    if following is not None and following.lower_ == "of" and last.i + 1 < end:
        inner = next((c for c in following.children if c.dep_ == "pobj"), None)
        if inner is not None and inner.i <= end:
            left = min((t.i for t in inner.subtree if following.i < t.i <= inner.i), default=inner.i)
            return _Counted(root, inner, last.doc[left], inner, partitive=True)
    noun: Token | None = None
    if (
        root.head.i > last.i
        and root.head.i <= end
        and root.dep_ in {"nummod", "quantmod", "amod", "compound", "det", "nmod", "advmod", "npadvmod", "dep"}
    ):
        head = root.head
        if head.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} and _phrase_reaches(last, head):
            noun = head
    if noun is None:
        noun = _read_on(last, end)
    if noun is None:
        return _Counted(root, None, tokens[0], last)
    # "bombing raids": the last noun of a compound is its head.
    while (
        noun.i < end
        and noun.nbor(1).pos_ == "NOUN"
        and noun.nbor(1).dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr"}
        and noun.dep_ == "compound"
        and noun.head == noun.nbor(1)
    ):
        noun = noun.nbor(1)
    first = last.nbor(1) if last.i + 1 <= noun.i else noun
    return _Counted(noun, noun, first, noun)


_IN_PHRASE = {"ADJ", "NOUN", "PROPN", "ADV", "NUM", "PUNCT", "PART", "CCONJ", "DET", "VERB", "X"}


def _phrase_reaches(last: Token, head: Token) -> bool:
    """Whether nothing but a noun phrase lies between the number and its head."""
    between = list(last.doc[last.i + 1 : head.i])
    if len(between) > 8:
        return False
    return all(
        (t.pos_ in _IN_PHRASE and t.text not in {",", ";", ".", ":", "(", ")"}) or (t.text == "," and t.head == head)
        for t in between
    ) and (head.pos_ in {"NOUN", "PROPN"} or head.i == last.i + 1)


def _read_on(last: Token, end: int) -> Token | None:
    """The last noun of the run of adjectives and nouns right after the number."""
    noun: Token | None = None
    index = last.i + 1
    while index <= end and index <= last.i + 7:
        token = last.doc[index]
        if token.pos_ in {"NOUN", "PROPN"}:
            if noun is not None and noun.dep_ != "compound" and noun.head != token:
                break
            noun = token
        elif noun is not None or not (
            token.pos_ in {"ADJ", "NUM"}
            or (token.lower_ in {"more", "other", "-", "of", "the"} and token.lower_ != "of")
            or (token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod")
            or (token.dep_ == "advmod" and token.head.i > token.i)
        ):
            break
        index += 1
    return noun


def _countable(number: Number, counted: _Counted, words: FigureWords, text: str, lemma: str) -> bool:
    """Whether a number of such things, of which nothing else is told, is worth recording."""
    noun = counted.noun
    if noun is None or words.is_a(lemma, "not") or noun.pos_ == "PRON":
        return False
    exact = number.low == number.high and not number.approximate
    size = number.low or number.high or 0
    if exact and size <= 3 and words.is_a(lemma, "few"):
        return False
    head = text[max(0, number.start - 12) : number.start].lower()
    definite = re.search(
        r"\b(?:the|these|those|both|all|his|her|their|its|our|any|every|each|or|first|last|other)\s+$", head
    )
    if exact and definite:
        return False
    if noun.pos_ == "PROPN" and not noun.text.endswith("s") and noun.tag_ != "NNPS" and noun.ent_type_ not in {"NORP"}:
        return noun.text.isupper() and size > 1
    if size == 1:
        return False
    # "23 dead" has been dealt with; a number before a singular noun is a name ("Boeing 747 jet") or a mistake.
    return (
        noun.tag_ in {"NNS", "NNPS"}
        or noun.text.endswith("s")
        or lemma in {"people", "personnel", "aircraft", "police", "staff", "crew"}
    )


def _unit(noun: Token | None, kind: FigureKind, words: FigureWords, lemma: str) -> str:
    if words.is_a(lemma, "family"):
        return "families"
    if words.is_a(lemma, "household"):
        return "households" if lemma == "household" or kind in {"displaced", "affected"} else ""
    people_kind = kind not in {"other", "aid_money", "affected"}
    return "people" if noun is None or people_kind or _is_person(noun, words) else ""


# --------------------------------------------------------------------------------------------------------------- money
def _currency(number: Number, after: str) -> str | None:
    """The currency of an amount, "" where it is not known, None for a number that is not money."""
    if number.money:
        sign = re.sub(r"\s+", " ", number.money.lower()).strip()
        return _CURRENCIES.get(
            sign, sign.upper() if len(sign) == 3 and sign.isalpha() else "USD" if "$" in sign else ""
        )
    match = _CURRENCY_WORDS.match(after)
    if match is None:
        return None
    name = re.sub(r"\s+", " ", match["name"].lower())
    which = re.sub(r"\s+", " ", (match["which"] or "").lower()).strip()
    return _CURRENCY_OF.get(which) or _CURRENCY_NAMES.get(name, _CURRENCY_NAMES.get(name.rstrip("s"), ""))


def _money(sentence: Sentence, number: Number, words: FigureWords, tokens: list[Token], currency: str) -> FigureMention:
    text = sentence.text
    shift = sentence.offset + sentence.tokens[0].idx
    match = None if number.money else _CURRENCY_WORDS.match(text, number.end)
    end = match.end() if match else number.end
    near = [
        t
        for t in sentence.tokens
        if words.is_a(_lemma(t), "aid") or (words.is_a(_lemma(t), "giving") and -8 <= t.i - tokens[0].i <= 4)
    ]
    cue = min(near, key=lambda t: abs(t.i - tokens[0].i), default=None)
    return FigureMention(
        kind="aid_money" if cue is not None else "other",
        low=number.low,
        high=number.high,
        span=Span(shift + number.start, shift + end),
        unit=currency,
        approximate=number.approximate,
        counted="",
        counted_span=None,
        sentence=sentence.index,
        cue=_lemma(cue) if cue is not None else "",
        cue_span=sentence.span_of([cue]) if cue is not None else None,
    )


# ---------------------------------------------------------------------------------------------------------------- kind
_Sign = tuple["FigureKind | None", "Token | None"]
_NOTHING: _Sign = (None, None)


def _kind(counted: _Counted, words: FigureWords, sentence: Sentence, number: Number) -> _Sign:
    """The kind and the word that decided it."""
    if counted.noun is not None and _lemma(counted.noun) == "casualty":
        return "casualties", counted.noun
    for sign in (
        _beside(counted, words, sentence),
        _governor(counted.role, words, 0),
        _modifiers(counted, words),
        _nominal(counted.role, words),
        _itself(counted, words),
    ):
        if sign[0] is not None:
            sign = _refugees(sign, counted, words)
            return _both(sign, counted, words, sentence)
    if counted.noun is None or sentence.text[: number.start].rstrip()[-1:] == ":":
        if _TOLL.search(sentence.text[: number.start]):
            return "killed", None
        return _labelled(sentence, number, words)
    return _NOTHING


_LABEL = re.compile(
    r"(?:^|[.;,\n\u2022(-])\s*(?P<label>(?:[A-Za-z()]+[ -]){0,7}[A-Za-z()]+)\s*"
    r"(?::|=|-|\bis|\bwas|\bto be|\bat|\btotal)\s*$"
)


def _labelled(sentence: Sentence, number: Number, words: FigureWords) -> _Sign:
    """ "Number of displaced: 452", "Houses destroyed: 31": the label of a list says what is counted."""
    match = _LABEL.search(sentence.text[: number.start])
    if match is None:
        return _NOTHING
    start = sentence.tokens[0].idx
    for token in reversed(list(sentence.tokens)):
        if token.idx - start < match.end("label") and token.idx - start + len(token) > match.start("label"):
            word, lemma = token.lower_.lstrip("-"), _lemma(token).lstrip("-")
            kind = words.kind("state", word) or words.kind("self", lemma) or words.kind("of", lemma)
            if kind is not None:
                return kind, token
    return _NOTHING


_SHELTERING = frozenset({"host", "shelter", "house", "accommodate", "resettle"})


def _refugees(sign: _Sign, counted: _Counted, words: FigureWords) -> _Sign:
    """Refugees that are sheltered or helped are refugees still."""
    kind, cue = sign
    own = _itself(counted, words)
    helped = kind == "affected" or (kind == "displaced" and cue is not None and _lemma(cue) in _SHELTERING)
    return own if helped and own[0] == "refugees" else sign


def _both(sign: _Sign, counted: _Counted, words: FigureWords, sentence: Sentence) -> _Sign:
    """Killed and injured told with one number are casualties."""
    kind, cue = sign
    if kind not in {"killed", "injured"} or cue is None:
        return sign
    for other in (*cue.conjuncts, *(c for c in cue.children if c.dep_ == "conj")):
        second = (
            words.kind("patient", _lemma(other))
            or words.kind("state", other.lower_)
            or words.kind("state", _lemma(other))
        )
        if second in {"killed", "injured"} and second != kind and abs(other.i - cue.i) <= 3:
            low, high = sorted((other.i, cue.i))
            between = sentence.tokens.doc[low:high]
            own = any(t.pos_ == "NUM" for t in between) or any(
                c.dep_ in {"dobj", "nsubjpass", "nummod"} and c.i > low
                for c in other.children
                if c.i > cue.i or other.i > c.i > cue.i
            )
            own = own or (
                other.i > cue.i
                and any(c.dep_ == "dobj" for c in other.children)
                and any(c.dep_ == "dobj" for c in cue.children)
            )
            if not own:
                return "casualties", cue
    return sign


def _beside(counted: _Counted, words: FigureWords, sentence: Sentence) -> _Sign:
    """ "25 dead", "12 people missing", "20 killed": a state right after the phrase."""
    doc, end = counted.last.doc, sentence.tokens[-1].i
    role = counted.role
    if role.dep_ == "pobj" and role.head.lower_ not in {"of", "to", "for", "with", "by"} and counted.noun is not None:
        return _NOTHING  # "106 protesters in 21 cities have been killed"
    index = counted.last.i + 1
    if counted.noun is not None and counted.noun.tag_ in {"VBN", "JJ", "VBD"}:
        index = counted.noun.i
    skipped = 0
    while (
        index <= end
        and skipped < 3
        and doc[index].lower_
        in {
            "people",
            "others",
            "were",
            "was",
            "are",
            "is",
            "been",
            "have",
            "had",
            "has",
            "more",
            "also",
            "still",
            "reported",
            "reportedly",
            "confirmed",
            "left",
            "feared",
            "remain",
            "remained",
            "remains",
            "went",
            "go",
            "gone",
            "being",
            "be",
            "seriously",
            "severely",
            "critically",
            "badly",
            "slightly",
            "now",
            "rendered",
            "made",
            "became",
            "become",
            "believed",
            "presumed",
            "internally",
            "declared",
            "listed",
            "found",
            "either",
            "already",
        }
    ):
        index += 1
        skipped += 1
    if index > end:
        return _NOTHING
    token = doc[index]
    kind = words.kind("state", token.lower_)
    if kind is None:
        return _NOTHING
    active = (
        any(c.dep_ in {"dobj", "obj"} for c in token.children)
        and token.tag_ in {"VBD", "VBN"}
        and not any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children)
    )
    if active or (token.dep_ == "amod" and 0 < token.head.i - token.i <= 2 and token.head != counted.noun):
        return _NOTHING
    # "20 militants killed 30 civilians": the next number is what the verb acts on.
    if (
        token.tag_ in {"VBD", "VBN"}
        and index < end
        and skipped == 0
        and doc[index + 1].pos_ in {"NUM", "DET"}
        and token.pos_ == "VERB"
        and counted.noun is not None
    ):
        return _NOTHING
    return kind, token


def _governor(role: Token, words: FigureWords, depth: int) -> _Sign:
    """The verb that the number is subject or object of, through coordination, "including" and complements."""
    head = role.head
    if depth > 3 or head == role:
        return _NOTHING
    dep = role.dep_
    if dep == "conj" and head.pos_ not in {"VERB", "AUX"}:
        return _governor(head, words, depth + 1)
    if dep in {"appos", "nummod", "compound", "nmod"} and head.pos_ in {"NOUN", "PROPN"} and head.i < role.i:
        return _governor(head, words, depth + 1)
    if head.pos_ not in {"VERB", "AUX"}:
        return _NOTHING
    lemma = _lemma(head)
    if lemma in {"claim", "take", "cost"} and _lemma(role) in {"life", "soul"}:
        return "killed", role
    if dep in {"nsubj", "attr", "nsubjpass"} and lemma in {"be", "include", "remain"}:
        sign = _predicate(head, words)
        if sign[0] is not None:
            return sign
    passive = dep == "nsubjpass" or (dep == "nsubj" and any(c.dep_ == "auxpass" for c in head.children))
    if dep in {"dobj", "obj", "attr", "oprd", "dative"} or passive:
        for verb in _with_shared_object(head):
            kind = words.kind("patient", _lemma(verb))
            if kind is not None and _fits(kind, verb, role, words):
                return kind, verb
        # "forced 800 families to leave", "left 30 people dead"
        for child in head.children:
            if child.dep_ in {"oprd", "acomp", "xcomp", "ccomp", "advcl"} and child.i > head.i:
                kind = words.kind("state", child.lower_) or words.kind("subject", _lemma(child))
                if kind is None and child.tag_ == "VBN":
                    kind = words.kind("patient", _lemma(child))
                if kind in {"killed", "injured", "displaced", "missing"}:
                    return kind, child
                if lemma in _FORCING and _lemma(child) in _LEAVING:
                    return "displaced", child
        if lemma in {"force", "drive", "push"} and any(c.lower_ in {"from", "out", "into"} for c in head.children):
            return "displaced", head
        if lemma == "take" and any(_lemma(c) in {"hostage", "captive", "prisoner"} for c in head.children):
            return ("detained" if any(_lemma(c) == "prisoner" for c in head.children) else "abducted"), head
        if lemma == "shoot" and any(c.lower_ == "dead" for c in head.children):
            return "killed", head
    elif dep in {"nsubj"}:
        for verb in (head, *(c for c in head.children if c.dep_ in {"xcomp", "conj"})):
            kind = words.kind("subject", _lemma(verb))
            if kind is not None and _fits(kind, verb, role, words):
                return kind, verb
            state = next(
                (c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"} and words.kind("state", c.lower_)),
                None,
            )
            if state is not None:
                return words.kind("state", state.lower_), state
        if lemma in {"leave", "lose"} and any(_lemma(c) in {"home", "house", "village", "life"} for c in head.children):
            return ("killed" if any(_lemma(c) == "life" for c in head.children) else "displaced"), head
        if lemma == "take" and re.search(r"\b(?:took|tak\w+) to the streets\b", str(head.sent.text)):
            return "protesters", head
        # The subject of a small clause: "left [three people dead]".
        if head.dep_ in {"ccomp", "xcomp"}:
            kind = words.kind("state", head.lower_)
            if kind is not None:
                return kind, head
    return _NOTHING


def _predicate(verb: Token, words: FigureWords) -> _Sign:
    """ "Among the dead were 12 women", "6 million are in need of aid", "12 are in custody"."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in {"among", "in", "under", "without", "behind"}:
            for inner in prep.children:
                lemma = _lemma(inner)
                if prep.lower_ == "among":
                    kind = words.kind("state", inner.lower_) or words.kind("self", lemma)
                    if kind is not None:
                        return kind, inner
                elif lemma in _PLIGHTS:
                    return _PLIGHTS[lemma], inner
        if (
            prep.dep_ == "nsubj"
            and prep.i < verb.i
            and words.kind("state", prep.lower_) in {"killed", "injured", "missing"}
        ):
            return words.kind("state", prep.lower_), prep
    return _NOTHING


_PLIGHTS: dict[str, FigureKind] = {
    "need": "affected",
    "custody": "detained",
    "detention": "detained",
    "jail": "detained",
    "prison": "detained",
    "bar": "detained",
    "captivity": "abducted",
}
_FORCING = frozenset({"force", "oblige", "compel", "drive", "cause", "push", "lead", "prompt", "order", "urge"})
_LEAVING = frozenset({"leave", "move", "abandon", "evacuate", "flee", "relocate", "seek", "escape", "vacate"})


def _with_shared_object(verb: Token) -> Iterator[Token]:
    """The verb, then the verbs coordinated with it that have no object of their own."""
    yield verb
    if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB":
        yield verb.head
    for other in verb.conjuncts:
        if other.pos_ == "VERB" and not any(c.dep_ in {"dobj", "nsubjpass"} for c in other.children):
            yield other
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ == "VERB":
            yield child


_PLURAL_NUMBERS = frozenset({"dozen", "hundred", "thousand", "score", "million", "billion"})
_ON_THE_LIVING = frozenset(
    {"kill", "murder", "massacre", "execute", "behead", "injure", "wound", "arrest", "detain", "imprison", "jail"}
    | {"abduct", "kidnap", "maim", "lynch", "assassinate"}
)
_PERSON_ENDINGS = ("man", "men", "woman", "women", "girl", "boy", "ist", "worker", "child", "mate", "holder", "eer")


def _is_person(token: Token, words: FigureWords) -> bool:
    """Whether the noun is a word for people: in the table, formed like one, or the name of a people."""
    lemma = _lemma(token)
    if words.is_a(lemma, "people") or lemma.endswith(_PERSON_ENDINGS):
        return True
    named = token.pos_ == "PROPN" and token.text[:1].isupper()
    return token.ent_type_ == "NORP" or (named and token.tag_ == "NNPS")


def _fits(kind: FigureKind, verb: Token, role: Token, words: FigureWords) -> bool:
    """Verbs that say something about people only where people are counted, and verbs that have other uses."""
    lemma, noun = _lemma(verb), _lemma(role)
    group = words.is_a(noun, "family") or words.is_a(noun, "household")
    person = group or role.pos_ == "NUM" or noun.rstrip("s") in _PLURAL_NUMBERS or _is_person(role, words)
    # Only the living are killed, arrested and kidnapped, whatever the noun.
    person = person or (kind in {"killed", "injured", "detained", "abducted"} and lemma in _ON_THE_LIVING)
    if kind == "other":
        return not person or words.is_a(noun, "household") or noun == "other"
    if not person:
        return False
    if kind == "affected" and (words.kind("self", noun) == "troops" or role.pos_ == "NUM"):
        return False
    if lemma in {"fall"}:
        return False
    if lemma == "gun":
        return any(c.lower_ == "down" for c in verb.children)
    if lemma == "round":
        return any(c.lower_ == "up" for c in verb.children)
    if lemma == "cut":
        return any(c.lower_ == "off" for c in verb.children)
    if lemma == "drive":
        return any(c.lower_ in {"from", "out"} for c in verb.children)
    if lemma == "hold":
        return noun != "hostage" and not any(c.dep_ == "dobj" and c != role for c in verb.children)
    if kind in {"killed", "injured"} and (words.is_a(noun, "household") or noun == "family"):
        return False
    if lemma == "suffer":
        return any(_lemma(c) in {"injury", "wound", "burn"} for c in verb.children)
    return True


def _modifiers(counted: _Counted, words: FigureWords) -> _Sign:
    """Participles, adjectives and relative clauses: "people displaced by", "wounded civilians", "who were killed"."""
    for token in {
        counted.role.i: counted.role,
        (counted.noun or counted.role).i: counted.noun or counted.role,
    }.values():
        for child in token.children:
            if child.dep_ in {"amod", "acl", "relcl", "advcl", "appos", "acomp"}:
                sign = _modifier(child, words)
                if sign[0] is not None:
                    return sign
            if child.dep_ == "prep" and child.lower_ in {"in", "under", "behind"}:
                for inner in child.children:
                    if inner.dep_ == "pobj" and _lemma(inner) in _PLIGHTS:
                        return _PLIGHTS[_lemma(inner)], inner
    return _NOTHING


def _modifier(child: Token, words: FigureWords) -> _Sign:
    lemma = _lemma(child)
    if child.dep_ in {"amod", "appos"}:
        return words.kind("state", child.lower_) or (
            words.kind("subject", lemma) if child.tag_ == "VBG" else None
        ), child
    subjects = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
    passive = child.tag_ == "VBN" and (
        child.dep_ == "acl" or any(c.dep_ in {"nsubjpass", "auxpass"} for c in child.children)
    )
    for verb in (child, *(c for c in child.children if c.dep_ in {"xcomp", "conj"})):
        kind = words.kind("patient", _lemma(verb)) if passive else None
        kind = kind or words.kind("state", verb.lower_)
        if kind is None and (child.tag_ == "VBG" or not subjects or subjects[0].tag_ in {"WP", "WDT"}):
            kind = words.kind("subject", _lemma(verb))
        if kind is not None and (
            passive or not any(c.dep_ == "dobj" for c in verb.children) or kind in {"displaced", "affected"}
        ):
            return kind, verb
    if lemma in {"force", "drive"} and passive:
        return "displaced", child
    return _NOTHING


def _nominal(role: Token, words: FigureWords) -> _Sign:
    """ "the deaths of 12 civilians", "a toll of 41", "injuries to 30 others"."""
    prep = role.head
    if role.dep_ == "conj":
        prep = prep.head
    if prep.pos_ != "ADP" or role.dep_ not in {"pobj", "conj"}:
        return _NOTHING
    head = prep.head
    if prep.lower_ in {"including", "like"}:
        return _NOTHING
    if prep.lower_ in {"of", "to", "for", "among", "by", "at", "in"}:
        lemma = _lemma(head)
        kind = words.kind("of", lemma)
        if (
            kind is not None
            and head.pos_ in {"NOUN", "PROPN", "VERB"}
            and (prep.lower_ == "of" or lemma in {"toll", "injury", "casualty"})
        ):
            return kind, head
        toll = next((c for c in head.children if _lemma(c) == "toll"), None) if head.pos_ in {"VERB", "AUX"} else None
        if toll is not None:
            return "killed", toll
    return _NOTHING


def _itself(counted: _Counted, words: FigureWords) -> _Sign:
    """ "12 deaths", "400 refugees", "1,200 troops"."""
    noun = counted.noun
    if noun is None:
        return _NOTHING
    kind = words.kind("self", _lemma(noun)) or words.kind("self", noun.lower_)
    if kind is None:
        return _NOTHING
    if _lemma(noun) in {"adviser", "advisor", "combatant", "infantry", "asylum"} and kind == "refugees":
        return _NOTHING
    return kind, noun
