"""What stands above a headline where a headline would: the name of the paper or office, and the section of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.reading.furniture import furniture_reason
from dragoman.reading.shapes import headline_shaped, same_words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 6
# Lines that may stand between a masthead and the headline.
_BETWEEN = frozenset({"path of the page", "time stamp", "separator", "counter or control", "byline", "credit"})
_REGION = (
    r"(?:africa|asia|asia[- ]pacific|europe|middle east|(?:north|south|latin|central) america|the americas|americas"
    r"|oceania|balkans|caucasus)"
)
_SECTION = re.compile(
    rf"\W{{0,2}}(?:(?:world|international|national|local|foreign|regional|global|breaking|latest|top|political"
    rf"|{_REGION}) (?:news|affairs|desk|edition|section|stories)|world|international|national|politics|news|breaking"
    rf"|latest|opinion|business|economy|society|security|conflict|diplomacy|defen[cs]e|foreign policy|{_REGION})\W*$",
    re.IGNORECASE,
)
_LITTLE = frozenset({"the", "of", "and", "for", "on", "in", "to", "at", "de", "la", "al", "el", "le"})
# How papers, broadcasters and the sites of offices are called: some words tell by themselves, others after "The".
_OUTLET = re.compile(
    r".*\b(?:times|herald|courier|tribune|gazette|chronicle|telegraph|inquirer|newspaper|broadcasting|newsroom"
    r"|press office|notice board|press releases?|media cent(?:er|re)|information service|news agency|daily news"
    r"|\w+\.(?:com|org|net|info|int|gov))\W*$"
    r"|the (?:[\w.'-]+ ){0,3}(?:post|observer|guardian|journal|mail|daily|weekly|monitor|enquirer|examiner|dispatch"
    r"|bulletin|reporter|mirror|star|echo|argus|sentinel|independent|standard|citizen|register|review|news|press|express"
    r"|nation|globe|record|advertiser|messenger|mercury)\W*$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:©|\(c\)|copyright)[\s\d–-]*(?:by )?(.{2,60}?)(?:[.,|]| all rights|$)", re.IGNORECASE)


def is_section(line: str) -> bool:
    """Whether a line above the headline names a section of a paper, as far as its words tell.

    >>> is_section("World news"), is_section("World powers meet")
    (True, False)
    """
    return bool(_SECTION.match(line))


def is_masthead(first: str, rest: Sequence[str]) -> bool:
    """Whether the first line of a text names who publishes it; `rest` are the lines below.

    It does if it is a name (every word of weight capitalised, no more than six), a headline stands right below, lines
    about the page aside, and something says that it is a publisher's: the word that such names end in, the owner in
    the copyright notice, or a line about the page between it and the headline.

    >>> is_masthead("The Harbour Courier", ["International", "Ministers meet in Oslo after a week of fighting"])
    True
    >>> is_masthead("Ministers Meet in Oslo", ["Ministers of five countries met in Oslo on Monday."])
    False
    """
    if not _is_name(first):
        return False
    reasons = ["section" if is_section(line) else furniture_reason(line) for line in rest[:4]]
    between = next((n for n, reason in enumerate(reasons) if reason not in {*_BETWEEN, "section"}), len(reasons))
    if between == len(reasons) or reasons[between] or not _is_headline(rest[between], first):
        return False
    about_the_page = {"section", "path of the page"} & set(reasons[:between])
    return bool(_OUTLET.match(first) or about_the_page) or _owns(first, rest)


def _is_name(line: str) -> bool:
    said = re.findall(r"[^\W_]+", line)
    weighty = [w for w in said if w.casefold() not in _LITTLE]
    plain = not re.search(r"[:;?!\"“”]|['’]s\b|\.\s", line)
    return plain and 0 < len(said) <= _MOST_WORDS and bool(weighty) and all(w[0].isupper() for w in weighty)


def _is_headline(line: str, name: str) -> bool:
    return headline_shaped(line) and len(words(line)) >= max(4, len(words(name)))


def _owns(name: str, lines: Sequence[str]) -> bool:
    said = same_words(name)
    return any(said == same_words(owner[1]) for line in lines[-6:] if (owner := _OWNED.search(line)))
