"""Where a report speaks of an agreement: the nouns, proper names and pronouns that stand for one.

Needs: a parsed report and the tables. Gives: mentions, not yet grouped, and not yet judged by who takes part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.language import noun_phrase, prepositional_objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from dragoman.facts.agreement_tables import AgreementNoun, AgreementTables, ProperName
    from dragoman.language import ParsedReport, Sentence
    from dragoman.record import AgreementKind, Span

Age = Literal["old", "new", ""]

_OLD = frozenset("earlier previous last former past prior failed old collapsed defunct".split())
_NEW = frozenset("new another fresh second third further future separate different other similar follow-up".split())
_MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})
_TOPICAL = frozenset({"of", "on", "for", "to", "about"})
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday "
    "friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# Capitals in "UN Security Council Resolution" tell the body, not the instrument.
_BODIES = frozenset(
    "un u.n united nations security council unsc general assembly resolution draft resolutions house senate".split()
)
# What is done only to agreements, so that "it" as its object must be one.
_TELLING_OBJECT = frozenset({"sign", "ratify", "implement", "violate", "initial"})
_TELLING_SUBJECT = frozenset({"expire", "collapse", "unravel"})
_RESOLUTION_NUMBER = re.compile(r"^(?:no\.?|number)?\s*(?:s/res/|a/res/)?(\d{1,2}/\d{1,3}|\d{2,4})\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class NamedAgreement:
    """One place where an agreement is spoken of.

    `weak`: it is one only if parties or a proper name are told; `known` the full name of a known instrument;
    `proper` the capitalised
    words of its name, folded; `anaphor` for "it" and "the last one", which only stand for an agreement told before.
    """

    sentence: Sentence
    head: Token
    kind: AgreementKind
    weak: bool
    tokens: tuple[Token, ...]
    number: str = ""
    known: str = ""
    proper: frozenset[str] = frozenset()
    age: Age = ""
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    anaphor: bool = False
    called: str = ""
    """What "the last one" stands for."""

    @property
    def span(self) -> Span:
        """Its words in the report, without the article."""
        return self.sentence.span_of(self.tokens)

    @property
    def name(self) -> str:
        """Its words as they stand, without what only points ("the", "its", "new")."""
        if self.called:
            return self.called
        words = list(self.tokens)
        while len(words) > 1 and (
            words[0].tag_ in {"PRP$", "DT", "PDT"} or words[0].lower_ in _OLD | _NEW or words[0].is_punct
        ):
            words.pop(0)
        return " ".join(words[0].doc[words[0].i : words[-1].i + 1].text.split())


def singular(word: str) -> str:
    """The singular of a noun, in lower case, as far as its ending tells."""
    word = word.lower()
    if word == "memoranda":
        return "memorandum"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "u.s")):
        return word[:-1]
    return word


def find_mentions(report: ParsedReport, tables: AgreementTables) -> list[NamedAgreement]:
    """All mentions of agreements in a report, in the order of the text."""
    found: list[NamedAgreement] = []
    for sentence in report.sentences:
        known = _known_names(sentence, tables)
        for token in sentence.tokens:
            mention = _mention(sentence, token, known, tables) or _anaphor(sentence, token, found)
            if mention is not None:
                found.append(mention)
    return found


def _known_names(sentence: Sentence, tables: AgreementTables) -> dict[int, tuple[ProperName, tuple[Token, ...]]]:
    """The proper names in a sentence by each token that they cover."""
    found: dict[int, tuple[ProperName, tuple[Token, ...]]] = {}
    start = sentence.tokens.start_char
    for begin, end, name in tables.named_in(sentence.text):
        members = tuple(t for t in sentence.tokens if start + begin <= t.idx < start + end)
        if any(t.text[:1].isupper() for t in members) or len(members) > 1:
            for token in members:
                found.setdefault(token.i, (name, members))
    return found


def _top(tokens: Sequence[Token]) -> Token:
    """The token of a name that stands highest in the parse; the last of those that stand equally high."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    return tops[-1] if tops else tokens[-1]


def _mention(
    sentence: Sentence,
    token: Token,
    known: dict[int, tuple[ProperName, tuple[Token, ...]]],
    tables: AgreementTables,
) -> NamedAgreement | None:
    if token.i in known:
        name, members = known[token.i]
        top = _top(members)
        outer = top
        if top.dep_ in _MODIFYING and singular(top.head.text) in tables.nouns:
            outer = top.head  # "the INF treaty": the noun is the mention
        if top.i != token.i or outer.i != top.i or name.kind is None:
            return None
        return _described(sentence, top, name.kind, weak=False, known=name.full, members=members)
    if token.pos_ not in {"NOUN", "PROPN"} and not (token.dep_ == "ROOT" and token.text[:1].isupper()):
        return None
    noun = _noun(token)
    if noun is None:
        return None
    above = token.head
    if token.dep_ in _MODIFYING and above.i > token.i and _noun(above) in tables.nouns and above.i not in known:
        return None  # "ceasefire agreement": the head is the mention
    if token.dep_ == "pobj" and token.head.lower_ == "of" and singular(token.head.head.text) == "cessation":
        return None  # "a cessation of hostilities agreement" is parsed so that the agreement ends
    reading = _reading(token, noun, tables)
    if reading is None or reading.kind is None:
        return None
    inner = next((known[c.i][0] for c in token.lefts if c.i in known), None)
    if reading.named and not _is_proper(token):
        return None
    if inner is not None and inner.kind is not None:
        return _described(sentence, token, inner.kind, weak=False, known=inner.full)
    return _described(sentence, token, reading.kind, weak=reading.weak and not reading.named)


def _noun(token: Token) -> str | None:
    """The singular of a noun; "ceasefire" for both ways in which "cease-fire" is cut into words."""
    word = singular(token.text)
    if word == "fire" and token.i >= 2 and token.nbor(-2).lower_ == "cease":
        return "ceasefire"
    if word == "cease-fire":
        return "ceasefire"
    return word if word != "cease" else None


def _reading(token: Token, noun: str, tables: AgreementTables) -> AgreementNoun | None:
    readings = tables.nouns.get(noun)
    if not readings:
        return None
    around = {singular(t.text) for t in noun_phrase(token) if t.i != token.i}
    around |= {_noun(t) or "" for p, t in prepositional_objects(token) if p in _TOPICAL}
    around |= {_noun(t) or "" for t in noun_phrase(token) if t.i != token.i}
    if token.i > 0 and token.nbor(-1).dep_ == "punct" and token.i > 1:
        around.add(singular(token.nbor(-2).text))
    if noun == "resolution":
        if _number(token):
            around.add("council")
        elif any(c.dep_ == "prep" and c.lower_ in {"of", "to"} for c in token.children) and not around & {
            "un",
            "council",
        }:
            return None  # "the resolution of the crisis"
    return next((r for r in readings if not r.modifier or r.modifier in around), None)


def _is_proper(token: Token) -> bool:
    """Whether a noun ends or begins a name in capitals ("Vienna Convention", "Convention on …")."""
    if not token.text[:1].isupper():
        return False
    before = [c for c in token.children if c.dep_ in _MODIFYING and c.text[:1].isupper() and c.i < token.i]
    after = [t for p, t in prepositional_objects(token) if p in {"on", "of", "against"} and t.text[:1].isupper()]
    return bool(before or after)


def _number(token: Token) -> str:
    """The number of a resolution: "Resolution 2254", "resolution no. 1701 (2006)"."""
    for child in token.children:
        if child.dep_ in {"nummod", "appos", "nmod", "npadvmod"} and child.i > token.i:
            match = _RESOLUTION_NUMBER.match(child.text)
            if match:
                return match[1]
    after = token.doc[token.i + 1 : token.i + 4].text
    match = _RESOLUTION_NUMBER.match(after)
    return match[1] if match else ""


def _described(
    sentence: Sentence,
    head: Token,
    kind: AgreementKind,
    *,
    weak: bool,
    known: str = "",
    members: tuple[Token, ...] = (),
) -> NamedAgreement:
    phrase = noun_phrase(head)
    phrase = sorted({t.i: t for t in (*phrase, *members)}.values(), key=lambda t: t.i)
    if head.lower_ == "fire" and head.i >= 2 and head.nbor(-2).lower_ == "cease":
        phrase = sorted({t.i: t for t in (*phrase, head.nbor(-2), head.nbor(-1))}.values(), key=lambda t: t.i)
    number = _number(head) if kind == "resolution" else ""
    if number:
        phrase.extend(t for t in head.doc[head.i + 1 : head.i + 3] if number in t.text and t not in phrase)
    while len(phrase) > 1 and phrase[0].tag_ in {"DT", "PDT"}:
        phrase.pop(0)
    place = next(
        (
            t
            for p, t in prepositional_objects(head)
            if p == "in" and t.text[:1].isupper() and t.left_edge.i == phrase[-1].i + 2
        ),
        None,
    )
    if place is not None and not known and place.lower_ not in _CALENDAR and place.ent_type_ in {"GPE", "LOC", "FAC"}:
        phrase.extend(place.doc[phrase[-1].i + 1 : place.i + 1])
    children = {c.lower_ for c in head.children}
    return NamedAgreement(
        sentence,
        head,
        kind,
        weak,
        tuple(phrase),
        number=number,
        known=known,
        proper=frozenset(
            t.lower_
            for t in phrase
            if t.i < head.i and t.pos_ == "PROPN" and t.text[:1].isupper() and t.lower_ not in _CALENDAR | _BODIES
        ),
        age="old" if children & _OLD else "new" if children & _NEW else "",
        plural=head.tag_ in {"NNS", "NNPS"},
        definite=bool(children & {"the", "this", "that", "these", "those"})
        or any(c.dep_ == "poss" for c in head.children),
        indefinite=bool(children & {"a", "an", "any", "some", "no", "another"}),
    )


def _anaphor(sentence: Sentence, token: Token, before: Sequence[NamedAgreement]) -> NamedAgreement | None:
    """ "The last one", "an earlier one"; "it", where only an agreement can be signed, violated or expire."""
    antecedent = next((m for m in reversed(before) if not m.anaphor and sentence.index - m.sentence.index <= 2), None)
    if antecedent is None:
        return None
    if token.lower_ in {"one", "ones"} and token.dep_ not in {"nummod", "amod", "compound"}:
        words = {c.lower_ for c in token.children}
        age: Age = "old" if words & _OLD else "new" if words & _NEW else ""
        if not age or sentence.index - antecedent.sentence.index > 1:
            return None
        # another agreement of the same kind: it is spoken of only as "one", so it needs no party of its own
        return NamedAgreement(
            sentence,
            token,
            antecedent.kind,
            False,
            tuple(_one_phrase(token)),
            age=age,
            definite=True,
            called=f"{'earlier' if age == 'old' else 'new'} {antecedent.name}",
        )
    if token.lower_ != "it" or sentence.index - antecedent.sentence.index > 1:
        return None
    verb = token.head
    telling = (token.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in _TELLING_OBJECT) or (
        token.dep_ == "nsubj" and verb.lemma_ in _TELLING_SUBJECT
    )
    if not telling:
        return None
    return NamedAgreement(sentence, token, antecedent.kind, True, (token,), definite=True, anaphor=True)


def _one_phrase(token: Token) -> Iterator[Token]:
    yield from sorted((*(c for c in token.children if c.dep_ in {"amod", "det"}), token), key=lambda t: t.i)


__all__ = ["NamedAgreement", "find_mentions", "singular"]
