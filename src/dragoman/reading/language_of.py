"""Which language a text is in, by its commonest words and its script.

This needs to be good at one question, whether a report is English, and to name the likely language when it is not.
Short texts get the benefit of the doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COMMON: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in a is that for was on with as by at from it his he are be an this which have had has "
        "were not but they their or its been who will after said would more about also when there over than into "
        "could up out her she we you if all no",
        "fr": "le la les de des du et en un une dans que qui pour sur au aux par est pas plus avec ce cette son sa ses "
        "il elle ont été a ne se sont mais ou leur après entre dont lors selon aussi fait être nous vous je",
        "es": "el la los las de del y en un una que por con para se su sus al es lo como más pero no ha fue son este "
        "esta entre sobre desde hasta también ya o le sin muy han según tras donde cuando dijo",
        "de": "der die das und in den von zu mit dem des ist im für auf ein eine nicht sich auch als an es werden aus "
        "bei nach wird hat einer einem sind sie er dass oder war am zum zur über haben wurde noch durch vor",
        "it": "il la le gli di del della dei delle e in un una che per con su si al alla da dal non è sono più come "
        "anche ma nel nella ha hanno questo questa lo i tra dopo essere stato suo",
        "pt": "o a os as de do da dos das e em no na nos nas um uma que por com para se ao à não é mais como mas foi "
        "são seu sua pelo pela entre também já ou após sobre ele ela disse",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar uit maar over "
        "heeft werd worden wordt nog dit deze hij zij die tot na hebben was",
        "tr": "ve bir bu da de için ile olarak daha çok en olan gibi kadar sonra ise göre ancak ya her ne o türkiye "
        "olduğunu dedi etti oldu tarafından üzere değil var yeni",
        "id": "yang dan di dari ke untuk pada dengan ini itu dalam tidak akan oleh juga adalah ada telah mereka kata "
        "sebagai bahwa karena atau tersebut saat bisa para lebih",
        "pl": "i w na z do że się nie o jest to za od po przez dla jak jego ale oraz był są czy tym który które co",
        "sv": "och i att det som en på är av för med den till inte om ett har de var från men så vid han kan ut efter",
        "ro": "și în de la cu pe a care nu din pentru că este o un mai fost au al ale se sunt prin după dar sau lui",
        "sw": "ya na wa kwa ni katika la za kuwa hiyo huo cha pia baada ambao ambapo alisema kama hii huu watu yake",
    }.items()
}
NAMES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "de": "German",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "tr": "Turkish",
    "id": "Indonesian",
    "pl": "Polish",
    "sv": "Swedish",
    "ro": "Romanian",
    "sw": "Swahili",
    "ar": "Arabic or Persian",
    "ru": "Russian or another language in Cyrillic",
    "he": "Hebrew",
    "el": "Greek",
    "zh": "Chinese or Japanese",
    "ko": "Korean",
    "hi": "Hindi or another language of India",
    "th": "Thai",
    "am": "Amharic or Tigrinya",
    "hy": "Armenian",
    "ka": "Georgian",
    "und": "an unknown language",
}
_SCRIPTS = (
    ("ar", 0x0600, 0x077F),
    ("ar", 0xFB50, 0xFEFC),
    ("ru", 0x0400, 0x052F),
    ("he", 0x0590, 0x05FF),
    ("el", 0x0370, 0x03FF),
    ("zh", 0x3040, 0x9FFF),
    ("ko", 0xAC00, 0xD7AF),
    ("hi", 0x0900, 0x0DFF),
    ("th", 0x0E00, 0x0E7F),
    ("am", 0x1200, 0x137F),
    ("hy", 0x0530, 0x058F),
    ("ka", 0x10A0, 0x10FF),
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000
_FEWEST_WORDS = 20


class Language(NamedTuple):
    """A language's code, its English name and how sure that is (0 to 1)."""

    language: str
    name: str
    confidence: float


def language_of(text: str) -> Language:
    """The language that `text` is in, judged by its first 40,000 characters.

    A text of fewer than 20 words in Latin script is taken for English; one with almost no known common words is
    `und` only where it is long enough for that to mean something.
    """
    sample = text[:_SAMPLE]
    scripts: dict[str, int] = {}
    latin = 0
    for character in sample:
        point = ord(character)
        if point < 0x250:
            latin += character.isalpha()
            continue
        for code, first, last in _SCRIPTS:
            if first <= point <= last:
                scripts[code] = scripts.get(code, 0) + 1
                break
    other = sum(scripts.values())
    if other >= 10 and other > latin:
        code = max(scripts, key=lambda item: (scripts[item], item))
        return Language(code, NAMES[code], round(scripts[code] / (other + latin), 2))
    found = [word.lower() for word in _WORD.findall(sample)]
    if len(found) < _FEWEST_WORDS:
        return Language("en", NAMES["en"], 0.5)
    shares = shares_of_common_words(found, _COMMON)
    best = max(shares, key=lambda item: (shares[item], item == "en"))
    total = sum(shares.values())
    if shares["en"] >= 0.18 and shares["en"] >= 0.8 * shares[best]:
        best = "en"
    if shares[best] < 0.08:
        if len(found) < 60 or shares["en"] >= 0.03:
            return Language("en", NAMES["en"], 0.5)
        return Language("und", NAMES["und"], 0.6)
    return Language(best, NAMES[best], round(min(0.99, shares[best] / total + shares[best]), 2))


def shares_of_common_words(words: Sequence[str], languages: Iterable[str]) -> dict[str, float]:
    """Of `words`, which are in lower case, the share that belongs to the commonest of each of `languages`; no entry for
    a language without such a list."""
    many = max(len(words), 1)
    return {c: sum(w in _COMMON[c] for w in words) / many for c in languages if c in _COMMON}
