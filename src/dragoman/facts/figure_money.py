"""Amounts of money: their currency, and whether they are aid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.facts.figure_mention import FigureMention
from dragoman.facts.figure_words import lemma_of
from dragoman.record import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.facts.figure_words import FigureWords
    from dragoman.facts.numbers import Number
    from dragoman.language import Sentence

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


def currency_of(number: Number, after: str) -> str | None:
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


def money_figure(
    sentence: Sentence, number: Number, words: FigureWords, tokens: list[Token], currency: str
) -> FigureMention:
    """The figure of an amount of money: aid where words of aid or giving are near."""
    text = sentence.text
    shift = sentence.offset + sentence.tokens[0].idx
    match = None if number.money else _CURRENCY_WORDS.match(text, number.end)
    end = match.end() if match else number.end
    near = [
        t
        for t in sentence.tokens
        if words.is_a(lemma_of(t), "aid") or (words.is_a(lemma_of(t), "giving") and -8 <= t.i - tokens[0].i <= 4)
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
        cue=lemma_of(cue) if cue is not None else "",
        cue_span=sentence.span_of([cue]) if cue is not None else None,
    )
