"""When and where something was done with an agreement: only the words of time and place that hang on the act or on
the noun.

A resolution that condemns the attacks of a day was not adopted on that day; so no date is taken from another clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.events.timing import date_head
from dragoman.record import DateRange

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from dragoman.dates import DateMention
    from dragoman.facts.agreement_acts import Acting
    from dragoman.facts.agreement_mentions import NamedAgreement
    from dragoman.language import Sentence
    from dragoman.record import Place, Span

_INSIDE = frozenset(
    {
        "npadvmod",
        "pobj",
        "prep",
        "compound",
        "nmod",
        "amod",
        "nummod",
        "appos",
        "advmod",
        "poss",
        "dep",
        "det",
        "tmod",
        "conj",
        "punct",
    }
)
_ANNOUNCING = frozenset({"announce", "say", "declare", "confirm", "report", "state", "agree", "decide", "tell"})
# Sentences from the top of a report in which an agreement told without words of time is news.
_NEWS = 4


def named_date(mention: NamedAgreement, dates: Sequence[DateMention]) -> DateRange | None:
    """The date that is part of the name: "the March 5 memorandum", "the 1975 Algiers Agreement"."""
    return next((d.range for d in dates if d.range is not None and mention.span.overlaps(d.span)), None)


def told_date(mention: NamedAgreement, acting: Acting | None, dates: Sequence[DateMention]) -> DateRange | None:
    """The date that hangs on the act or the agreement; of a fronted phrase ("After talks on 5 March, they
    announced …") also its inner date."""
    here = [d for d in dates if d.range is not None and mention.sentence.span.contains(d.span)]
    anchors = _anchors(mention, acting)
    ranked = []
    for date in here:
        top = date_head(mention.sentence, date)
        steps = (
            _steps(top, anchors, mention, {t.i for t in mention.sentence.tokens_in(date.span)})
            if top is not None
            else None
        )
        if steps is not None:
            ranked.append((steps, abs(date.span.start - mention.span.start), date.range))
    return min(ranked, key=lambda r: r[:2], default=(0, 0, None))[2]


def told_place(mention: NamedAgreement, acting: Acting | None, places: dict[Span, Place]) -> Place | None:
    """The place in the agreement's name or phrase, else the place of the act."""
    sentence = mention.sentence
    here = [(s, p) for s, p in places.items() if sentence.span.contains(s)]
    noun_anchors = {mention.head.i: 0} | {t.i: 0 for t in mention.tokens}
    found = _place_under(sentence, here, noun_anchors, mention)
    if found is None and acting is not None and acting.verb is not None:
        found = _place_under(sentence, here, {acting.verb.i: 0}, mention)
    return found


def is_news(mention: NamedAgreement, acting: Acting) -> bool:
    """Whether an act is told as the report's own news, so that the report's date is its date."""
    if mention.sentence.index >= _NEWS or mention.age == "old" or acting.standing != "fact":
        return False
    verb = acting.verb
    if verb is None:
        return acting.word.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "conj"}
    clause = verb
    while clause.dep_ in {"xcomp", "ccomp", "conj"} and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "ROOT":
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return "had" not in auxiliaries


def report_range(published: datetime.date | None) -> DateRange | None:
    """The report's own day."""
    return DateRange(published, published, "day", basis="report") if published else None


def _anchors(mention: NamedAgreement, acting: Acting | None) -> dict[int, int]:
    """Tokens on which a date may hang, with what it costs to hang there."""
    anchors = {t.i: 0 for t in mention.tokens} | {mention.head.i: 0}
    if acting is None:
        return anchors
    anchors.setdefault(acting.word.i, 0)
    token = acting.word
    for cost in range(1, 5):
        above = token.head
        if above.i == token.i:
            break
        if token.dep_ == "xcomp" or (
            token.dep_ in {"ccomp", "dobj", "nsubj", "nsubjpass"} and above.lemma_ in _ANNOUNCING
        ):
            anchors.setdefault(above.i, cost)
        elif (
            acting.verb is None
            and token.i == acting.word.i
            and token.dep_ in {"dobj", "nsubjpass", "nsubj"}
            and above.pos_ == "VERB"
        ):
            anchors.setdefault(above.i, cost)  # "welcomed the adoption on Friday of …"
            break
        elif (
            token.dep_ == "conj"
            and token.pos_ == "VERB"
            and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        ):
            anchors.setdefault(above.i, cost + 1)
        else:
            break
        token = above
    return anchors


def _steps(top: Token, anchors: dict[int, int], mention: NamedAgreement, own: Iterable[int]) -> int | None:
    """How far a phrase hangs from an anchor; None where another noun or clause stands between."""
    inside = set(own)
    fronted = top.i < mention.head.i and not any(
        t.dep_ in {"nsubj", "nsubjpass"} and t.i < top.i for t in mention.sentence.tokens
    )
    token, nouns = top, 0
    for step in range(8):
        if token.i in anchors:
            return step + anchors[token.i] + 4 * nouns
        if token.dep_ not in _INSIDE or token.head.i == token.i:
            return None
        token = token.head
        if token.i not in inside and token.i not in anchors and token.pos_ in {"NOUN", "PROPN"}:
            nouns += 1
            if not fronted:
                return None
        elif token.i not in anchors and token.pos_ in {"VERB", "AUX"} and token.dep_ != "prep":
            return None
    return None


def _place_under(
    sentence: Sentence, here: Sequence[tuple[Span, Place]], anchors: dict[int, int], mention: NamedAgreement
) -> Place | None:
    ranked = []
    for span, place in here:
        tokens = sentence.tokens_in(span)
        if not tokens:
            continue
        top = min(tokens, key=lambda t: len(list(t.ancestors)))
        chain = _preposition(top)
        if (
            top.i not in anchors
            and chain not in {"in", "at", "across", "throughout", "near", "around", "on"}
            and top.dep_ not in {"compound", "nmod"}
        ):
            continue
        if _names_party(tokens, place, mention):
            continue
        if (
            top.i in {t.i for t in mention.tokens}
            and chain in {"", "between", "with", "by", "of"}
            and top.dep_ not in {"compound", "nmod", "pobj"}
        ):
            continue
        steps = _steps(
            top, {i: c for i, c in anchors.items() if i not in {t.i for t in tokens}}, mention, {t.i for t in tokens}
        )
        if steps is not None and steps < 4:
            ranked.append((steps, span.start, place))
    return min(ranked, key=lambda r: r[:2], default=(0, 0, None))[2]


def _names_party(tokens: Sequence[Token], place: Place, mention: NamedAgreement) -> bool:
    """Whether a country before the noun tells a party rather than a territory ("the Israel-Hamas truce", "the Iran
    deal")."""
    if (
        place.precision != "country"
        or tokens[-1].i > mention.head.i
        or tokens[-1].dep_ not in {"compound", "nmod", "amod"}
    ):
        return False
    first, last = tokens[0], tokens[-1]
    joined = (last.i + 1 < len(last.doc) and last.nbor(1).text in {"-", "and"}) or (
        first.i > 0 and first.nbor(-1).text in {"-", "and"}
    )
    return joined or mention.kind != "ceasefire"


def _preposition(token: Token) -> str:
    for _ in range(4):
        if token.dep_ == "pobj":
            return str(token.head.lower_)
        if token.dep_ not in {"conj", "appos", "compound"}:
            return ""
        token = token.head
    return ""


__all__ = ["is_news", "named_date", "report_range", "told_date", "told_place"]
