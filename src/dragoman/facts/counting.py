"""What a number counts: the noun, whether a number of such things is worth recording, and the unit."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.facts.figure_words import is_person

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.facts.figure_words import FigureWords
    from dragoman.facts.numbers import Number
    from dragoman.language import Sentence
    from dragoman.record.types import FigureKind


@dataclass(frozen=True)
class Counted:
    """Where a number stands in the parse: the token with its role, the noun counted, and the phrase's ends."""

    role: Token
    noun: Token | None
    first: Token
    last: Token
    partitive: bool = False


def counted_by(tokens: list[Token], sentence: Sentence) -> Counted:
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
            return Counted(root, inner, last.doc[left], inner, partitive=True)
    noun = _captioned(last, end)
    if noun is not None:
        return Counted(noun, noun, noun, noun)
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
        return Counted(root, None, tokens[0], last)
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
    return Counted(noun, noun, first, noun)


_CAPTION_MARKS = frozenset({"-", "--", ":", "=", "\ufffd", "\u2022"})


def _captioned(last: Token, end: int) -> Token | None:
    """The noun of the caption after a number in a list: "4,500 - the number of people displaced"."""
    mark = last.i + 1
    if mark >= end or last.doc[mark].text not in _CAPTION_MARKS:
        return None
    words = last.doc[mark + 1 : min(mark + 5, end + 1)]
    of = next((b for a, b in itertools.pairwise(words) if a.lower_ == "number" and b.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None


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


def is_countable(number: Number, counted: Counted, words: FigureWords, text: str, lemma: str) -> bool:
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


def unit_of(noun: Token | None, kind: FigureKind, words: FigureWords, lemma: str) -> str:
    """ "people", "families", "households", or "" for things."""
    if words.is_a(lemma, "family"):
        return "families"
    if words.is_a(lemma, "household"):
        return "households" if lemma in {"household", "hh", "hhs"} or kind in {"displaced", "affected"} else ""
    people_kind = kind not in {"other", "aid_money", "affected"}
    return "people" if noun is None or people_kind or is_person(noun, words) else ""
