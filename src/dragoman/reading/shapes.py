"""The shapes of a report's pieces: what a headline, a heading, a caption or a closed sentence looks like."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLOSERS = "\"'”’»)]}* \u200e\u200f\u200b\ufeff\xa0"
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|No|St|vs|etc)\.$")
_INNER_STOP = re.compile(r"[a-z0-9)”\"’]{2}[.!?][\"”’)]?\s+[\"“‘(]?[A-Z]")

_PLACE_IN_PICTURE = re.compile(
    r"\(\s*(?:(?:\d(?:st|nd|rd|th)|second|third|fourth|far|top|bottom|upper|lower|front|back|rear|from|in|on|the)\s+)*"
    r"(?:L|R|C|left|right|cent(?:er|re)|above|below|pictured|middle|foreground|background|seen)(?:[ -](?:row"
    r"|front))?\s*\)",
    re.IGNORECASE,
)
_ALSO_PARTIES = frozenset({"(R)", "(C)", "(L)"})
_PICTURE_WORDS = re.compile(
    r"^(?:file|archive|handout|stock|undated|combination|representational|representative|illustrative)\s+"
    r"(?:photo|photograph|picture|image|footage|pic)\b"
    r"|^(?:(?:file|photo|picture|image|caption|illustration|photograph|video grab)s?\s*[:|]\s)"
    r"|^(?:in )?this\b.{0,60}?\b(?:photo|photograph|picture|image|screen ?grab|screenshot|still|frame grab"
    r"|video grab)\b"
    r"|^an? (?:(?:aerial|satellite|general|drone|file|handout|undated|still)\s+)+(?:view|image|photo|picture"
    r"|photograph|shot)\b"
    r"|^(?:the )?(?:photo|picture|image|photograph) (?:shows|taken|released|provided)\b"
    r"|\b(?:is|are|was|were) (?:pictured|photographed)\b"
    r"|,? (?:pictured|photographed|seen) (?:here|above|below|left|right)\b"
    r"|\b(?:is|are) seen (?:in|at|on|near|after|during|through|following|as|behind|outside)\b"
    r"|\((?:file|archive|handout|file photo|file picture|file image|archive photo)\)"
    r"|\b(?:photo|picture|image|photograph) (?:taken|released|provided|distributed|made available|obtained|shot) "
    r"(?:on|by|from|in)\b"
    r"|\bin (?:this|a|an) (?:\w+ ){0,3}(?:photo|picture|image|photograph|screen ?grab|screenshot|video grab)\b",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:[\[(/|–—-]\s*|\b(?:photo|image|picture|credit|photograph|source)s?(?:\s+by)?\s*:\s*|[.]\s+)"
    r"(?:[\w.'’ ]{0,40}[/|,]\s*)?"
    r"(?:photo(?: by)?\s+)?(?:Reuters|AP(?: Photo)?|AFP|Getty(?: Images)?|EPA(?:-EFE)?|Anadolu(?: Agency)?|AA"
    r"|Xinhua|TASS|"
    r"Shutterstock|Associated Press|Bloomberg|NurPhoto|iStock(?:photo)?|PA Wire|Alamy|UPI|IRNA|SANA|DHA|IHA)"
    r"(?:\s?[/|]\s?[\w.'’ ]{1,40}|\s+(?:Photo|File|Images|Pool|via [\w ]{2,20}))?\s*[\])]?\.?$"
)


def words(text: str) -> list[str]:
    """The words of `text`, in lower case, without punctuation."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


def same_words(text: str) -> str:
    """A form of `text` that is equal for texts that say the same in other punctuation, case or spacing."""
    return " ".join(words(text.replace("’", "'").replace("\u2019", "'")))


def closes_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does: a full stop that is not an abbreviation's, `!`, `?` or `…`."""
    bare = text.rstrip(_CLOSERS)
    if not bare or bare[-1] not in ".!?…":
        return False
    return bare[-1] != "." or not _ABBREVIATION.search(bare)


def sentences_at_least_two(text: str) -> bool:
    """Whether a full stop and a capital inside `text` show that it holds more than one sentence."""
    return _INNER_STOP.search(text) is not None


def headline_shaped(text: str) -> bool:
    """At most 30 words and not closed by a full stop; questions and exclamations may be headlines."""
    count = len(words(text))
    if not 1 <= count <= 30 or len(text) > 260:
        return False
    bare = text.rstrip(_CLOSERS)
    if bare.endswith((":", ";", ",")):
        return False
    return not closes_sentence(text) or (bare[-1] in "?!" and count <= 20)


def heading_shaped(text: str) -> bool:
    """A short line (up to 12 words) that starts with a capital, a digit or a quotation mark and is not closed."""
    count = len(words(text))
    if not 1 <= count <= 12 or len(text) > 100 or (not text[0].isalnum() and text[0] not in "\"'“‘¿"):
        return False
    if text[0].islower():
        return False
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and (bare[-1].isalnum() or bare[-1] == "?") and not text.rstrip().endswith(('"', "”"))


def picture_caption(text: str) -> bool:
    """Whether the words themselves say that this stands under a picture."""
    count = len(words(text))
    if not 3 <= count <= 80:
        return False
    places = {match.group() for match in _PLACE_IN_PICTURE.finditer(text)}
    if places - _ALSO_PARTIES or len(places) > 1 or _CREDIT_AT_END.search(text):
        return True
    return count <= 60 and _PICTURE_WORDS.search(text) is not None
