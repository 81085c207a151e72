"""Numbers in a text, in words and digits, with the bounds that the words around them set.

Only the number and its qualifier: what is counted is for `figures` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: n for n, word in enumerate(_ONES.split(), start=1)}
_SMALL |= {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "score": 20,
    "lakh": 100_000,
    "crore": 10_000_000,
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "tn": 1_000_000_000_000,
}
# Plural number words: what they stand for at least and at most.
_PLURALS = {
    "tens of millions": (20_000_000, 99_999_999),
    "hundreds of millions": (200_000_000, 999_999_999),
    "hundreds of thousands": (200_000, 999_999),
    "tens of thousands": (20_000, 99_999),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
    "several dozen": (24, 99),
    "a few dozen": (24, 99),
    "several hundred": (200, 999),
    "a few hundred": (200, 999),
    "several thousand": (2_000, 9_999),
    "a few thousand": (2_000, 9_999),
    "several million": (2_000_000, 9_999_999),
    "a few million": (2_000_000, 9_999_999),
}

_WORD = r"(?:" + "|".join([*_ONES.split(), *_TENS.split()]) + r")"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)"
_IN_WORDS = (
    rf"(?:half\s+an?\s+(?:hundred|thousand|million|billion|dozen)"
    rf"|(?:an?|{_WORD})\s+and\s+a\s+half\s+{_SCALE}"
    rf"|(?:an?\s+{_SCALE}|{_WORD})(?:[\s-]+(?:(?<=hundred )and\s+|(?<=thousand )and\s+)?(?:{_WORD}|{_SCALE}))*)\b"
)
_DIGITS = (
    r"(?:\d{1,2},\d(?=\s+[mb]illion)|\d{1,3}(?:,\d{3}|, ?000(?!\d))+(?:\.\d+)?|"
    r"\d{1,3}(?:[ \u00a0\u202f\ufffd]\d{3})+(?![\d,])|\d+(?:\.\d+)?(?!\d))"
)
_SHORT = r"(?:mln|mn|bn|tn|k|m|b)"
_IN_DIGITS = rf"{_DIGITS}(?:[\s-]{_SCALE}\b|\s?{_SHORT}(?![\w/]))?"
_MONEY = r"(?:(?:US|AU|NZ|HK|[AC])?\$|U\.S\.\s?\$|[€£¥₹]|(?:USD|EUR|GBP|CHF|AUD|CAD|JPY|INR|PKR|TRY|Rs\.?)\s?)"
_PLURAL = "|".join(re.sub(" ", r"\\s+", p) for p in sorted(_PLURALS, key=len, reverse=True))
_LOW = (
    r"at\s+(?:the\s+very\s+)?least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|"
    r"(?<!no )(?<!not )more\s+than|(?:well\s+|just\s+)?over|"
    r"upwards?\s+of|in\s+excess\s+of|(?<!and )above|a\s+minimum\s+of|exceeding|greater\s+than"
)
_HIGH = (
    r"up\s+to|as\s+many\s+as|as\s+much\s+as|at\s+most|no\s+more\s+than|not\s+more\s+than|"
    r"(?<!no )(?<!not )(?:fewer|less)\s+than|"
    r"a\s+maximum\s+of|(?:just\s+)?under"
)
_ABOUT = (
    r"almost|nearly|close\s+to|about|around|approximately|approx\.?|roughly|some|an\s+estimated|estimated|circa|"
    r"an\s+average\s+of|more\s+or\s+less"
)
_BETWEEN = r"(?:(?:a\s+)?(?:total|record)\s+of|another|an\s+additional|additional|a\s+further|further|reportedly)"
_QUALIFIER = (
    rf"(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<about>{_ABOUT}))\s+(?:{_BETWEEN}\s+)*(?:(?P<about2>{_ABOUT})\s+)?"
)
_ONE = rf"(?:{_IN_DIGITS}|{_IN_WORDS})"
_NUMBER = re.compile(
    rf"(?<![\w$€£¥₹/#.])(?<!\d[,:])(?<![A-Za-z\d]-)(?:{_QUALIFIER})?"
    rf"(?:(?P<lead>between|from)\s+)?(?P<number>(?:(?P<money>{_MONEY})\s?)?"
    rf"(?:(?P<plural>{_PLURAL})\b|(?P<first>{_ONE})"
    rf"(?:(?P<join>\s?-\s?|\s+(?:to|and|or)\s+)(?:{_MONEY}\s?)?(?P<second>{_ONE}))?))"
    r"(?P<more>\s?\+|[\s-]plus\b|\s+or\s+(?:more|so)\b|\s+plus\b)?"
    r"(?![\w%°])(?!\s?(?:%|per\s?cent|percent|percentage)\b)(?!\s?%)(?![:/]\d)(?!\.\d)(?!,\d)(?!-[A-Za-z])",
    re.IGNORECASE,
)


# "Rose from 1.8 million to 2.1 million": what is so now is the second number.
_CHANGED = re.compile(
    r"\b(?:ris|rose|increas|grow|grew|jump|climb|swell|swollen|surg|soar|fall|fell|drop|declin|decreas|went|gone|up|down)"
    r"\w*\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number in `[start, end)`, its bounds (None: open), and where the number itself begins after its qualifier.

    `money` is the sign or code before an amount ("$", "US$", "EUR"), empty for plain numbers. `approximate` for "about"
    and for number words such as "dozens" (`plural`).
    """

    start: int
    end: int
    core: int
    low: int | None
    high: int | None
    approximate: bool = False
    money: str = ""
    plural: bool = False


def parse_number(words: str) -> float | None:
    """The value of "1.5 million", "two dozen", "9 300" or "half a million"; None for anything else."""
    text = re.sub(r"[\s\u00a0\u202f\ufffd-]+", " ", words.lower()).strip()
    digits = re.match(r"\d[\d., ]*", text)
    if digits:
        plain = digits.group().strip()
        rest = text[digits.end() :].strip()
        thousands = re.fullmatch(r"\d{1,3}\.\d{3}", plain) and not rest
        if re.fullmatch(r"\d{1,2},\d", plain):
            plain = plain.replace(",", ".")  # "1,5 million", as much of the world writes it
        number = plain.replace(",", "").replace(" ", "")
        try:
            value = float(number.replace(".", "") if thousands else number)
        except ValueError:
            return None
        if not rest:
            return value
        return value * _SCALES[rest] if rest in _SCALES else None
    if half := re.fullmatch(r"half an? (\w+)", text):
        return _SCALES[half.group(1)] / 2
    if half := re.fullmatch(r"(\w+) and a half (\w+)", text):
        return ((1 if half.group(1) in {"a", "an"} else _SMALL[half.group(1)]) + 0.5) * _SCALES[half.group(2)]
    total = current = 0
    last = 1_000_000_000_000_000
    for word in text.split():
        if word in {"a", "an"}:
            current = 1
        elif word == "and":
            continue
        elif word in _SMALL:
            if _SMALL[word] >= last or (current % 100 and (current % 10 or _SMALL[word] >= 10)):
                return None
            current += _SMALL[word]
        elif word == "hundred" or word == "dozen":
            current = max(current, 1) * _SCALES[word]
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
        else:
            return None
    return total + current or None


def find_numbers(text: str) -> list[Number]:
    """The numbers of `text`, in order, without percentages, ordinals, clock times, decades, "F-16" and "12-member"."""
    out = []
    for match in _NUMBER.finditer(text):
        number = _number(text, match)
        if number is not None:
            out.append(number)
    return out


def _number(text: str, match: re.Match[str]) -> Number | None:
    money, end = (match["money"] or "").strip(), match.end()
    start = match.start()
    if match["plural"]:
        low, high = _PLURALS[re.sub(r"\s+", " ", match["plural"].lower())]
        return Number(start, end, match.start("number"), low, high if not match["low"] else None, True, money, True)
    first = parse_number(match["first"])
    second = parse_number(match["second"]) if match["second"] else None
    if first is None:
        return None
    if (
        re.search(r"\dm$", match["first"], re.IGNORECASE)
        and not money
        and not re.match(r"\s+[A-Za-z]{4,}s\b|\s+people", text[end:])
    ):
        return None  # metres
    join = (match["join"] or "").strip().lower()
    if second is not None:
        if _scale(match["second"]) > 1 and _scale(match["first"]) == 1 and first < 1000 and second > first * 1000:
            first *= _scale(match["second"])  # "2-3 million"
        if join == "to" and (match["lead"] or "").lower() == "from" and _CHANGED.search(text[:start]):
            value, at = round(second), match.start("second")
            return Number(at, end, at, value, value, False, money)
        spoken = join in {"-", "to", "or"} or (join == "and" and (match["lead"] or "").lower() == "between")
        if not spoken or second <= first:
            if join == "-":
                return None  # a score, a part number
            end = match.end("first")
            second = None
    if second is None and match["more"] and match["second"] is None:
        more = match["more"].strip().lower()
        low_only = more != "or so"
        return Number(
            start, end, match.start("number"), round(first), None if low_only else round(first), not low_only, money
        )
    if second is not None:
        return Number(start, end, match.start("number"), round(first), round(second), False, money)
    value = round(first)
    core = match.start("number")
    about = bool(match["about"] or match["about2"])
    if match["lead"]:
        start = core if not (match["low"] or match["high"] or match["about"]) else start
    if match["low"]:
        return Number(start, end, core, value, None, about, money)
    if match["high"]:
        return Number(start, end, core, None, value, about, money)
    return Number(start, end, core, value, value, about, money)


def _scale(words: str) -> int:
    last = re.search(r"([a-z]+)$", words.lower())
    return _SCALES.get(last.group(1), 1) if last else 1
