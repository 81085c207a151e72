"""When: the words of time nearest to an event in the parse, else the report's date.

Needs: a candidate, the sentence's dates, the report's date. Gives: a `DateRange` or None.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from dragoman.language.distance import tree_distance
from dragoman.record import DateRange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.dates import DateMention
    from dragoman.language import Sentence

# Beyond this distance in the parse a date belongs to something else in the sentence.
_REACH = 7.5
_LONE_REACH = 11.0
_AFTER = frozenset({"following", "after"})
_LONG_AGO = datetime.timedelta(days=62)


def date_head(sentence: Sentence, mention: DateMention) -> Token | None:
    """The token of a date that ties it to the sentence: after a preposition or bare, else the one highest in the parse.

    In "on March 5, 2020 President X announced" the year is often parsed into the name that follows.
    """
    tokens = sentence.tokens_in(mention.span)
    return min(tokens, key=lambda t: (t.dep_ not in {"pobj", "npadvmod"}, sum(1 for _ in t.ancestors)), default=None)


def nearest_date(
    sentence: Sentence, head: Token, mentions: Sequence[DateMention], rivals: Sequence[Token]
) -> DateRange | None:
    """The interval of the date that belongs to `head`: near in the parse and not nearer to another event (`rivals`)."""
    best: tuple[float, DateMention] | None = None
    here = [m for m in mentions if m.range is not None and sentence.span.contains(m.span)]
    for mention in here:
        token = date_head(sentence, mention)
        if token is None:
            continue
        distance = tree_distance(head, token)
        if distance > (_REACH if len(here) > 1 else _LONE_REACH):
            continue
        if any(_nearer(rival, head, token, distance) for rival in rivals):
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    if best is None:
        return None
    mention = best[1]
    token = date_head(sentence, mention)
    if (
        mention.hedge == "since"
        and mention.range is not None
        and token is not None
        and any(a.i == token.i for a in head.ancestors)
    ):
        # "since early 2011, when …": what the clause tells happened then, not ever since
        days = {"day": 0, "week": 6, "month": 30, "season": 119, "year": 364}.get(mention.range.precision, 0)
        end = min(mention.range.end, mention.range.start + datetime.timedelta(days=days))
        return DateRange(mention.range.start, end, mention.range.precision, mention.range.text)
    return mention.range


def not_ahead(mentions: Sequence[DateMention], published: datetime.date | None) -> Sequence[DateMention]:
    """The dates at which something that has happened can be: none of the days after the report.

    "Undertook to hand in its weapons by December": the promise was made before.
    """
    if published is None:
        return mentions
    return [m for m in mentions if m.range is None or m.range.start <= published]


def of_its_content(sentence: Sentence, head: Token, date: DateRange, published: datetime.date | None) -> bool:
    """Whether what is said now is about a date gone by: "accuses the party of fraud in last year's election"."""
    if head.tag_ not in {"VBZ", "VBP"} or date.text is None or published is None:
        return False
    tokens = sentence.tokens_in(date.text)
    own = any(t.head.i == head.i or (t.dep_ == "pobj" and t.head.head.i == head.i) for t in tokens)
    return not own and date.end < published - datetime.timedelta(days=14)


def background_date(
    sentence: Sentence, head: Token, mentions: Sequence[DateMention], published: datetime.date | None
) -> DateRange | None:
    """The date of what an undated event of the past followed: "after the attacks of 5 March the two announced a truce".

    Only dates well before the report count: of yesterday's news the report's own date is the better guess.
    """
    here = [m for m in mentions if m.range is not None and sentence.span.contains(m.span)]
    clause = {head.i, *(a.i for a in head.ancestors if a.pos_ in {"VERB", "AUX"})}
    for mention in here:
        token = date_head(sentence, mention)
        if token is None or not is_long_before(mention.range, published):
            continue
        after = [a for a in token.ancestors if a.lower_ in _AFTER and a.dep_ in {"prep", "mark", "advcl"}]
        if any(a.head.i in clause for a in after):
            return mention.range
    return None


def _nearer(rival: Token, head: Token, date: Token, distance: float) -> bool:
    """Whether a date belongs to another event: nearer to it, and not shared by coordination with `head`.

    "Condemned the 13 November attacks": the date is inside the phrase of the attacks. "Launched raids in May and
    seized the town": shared.
    """
    if rival.i == head.i or tree_distance(rival, date) >= distance - 0.9:
        return False
    coordinated = any(other.i == rival.i for other in head.conjuncts)
    # "On 5 May a mob set fire to the church, burning 30": the participle goes with its clause.
    accompanying = head.head.i == rival.i and head.dep_ == "advcl" and head.tag_ == "VBG" and head.i > rival.i
    if coordinated or (accompanying and date.i < head.i):
        return False
    part_of_head = rival.head.i == head.i or head.head.i == rival.i
    return not part_of_head or any(a.i == rival.i for a in date.ancestors)


def report_date(published: datetime.date | None) -> DateRange | None:
    """The report's own date as that of an event told as news."""
    return DateRange(published, published, "day", basis="report") if published else None


def is_long_before(date: DateRange | None, published: datetime.date | None) -> bool:
    """Whether an interval ended well before the reported period (codebook, case 8)."""
    return date is not None and published is not None and date.basis == "text" and date.end < published - _LONG_AGO


def compatible(a: DateRange | None, b: DateRange | None) -> bool:
    """Whether two dates may be those of one event: either is unknown or only the report's, or they overlap."""
    if a is None or b is None:
        return True
    if "report" in {a.basis, b.basis}:
        told, assumed = (b, a) if a.basis == "report" else (a, b)
        return told.basis == "report" or told.end >= assumed.start - _LONG_AGO
    return a.start <= b.end and b.start <= a.end


def more_exact(a: DateRange | None, b: DateRange | None) -> DateRange | None:
    """The better of two compatible dates: told by the text before taken from the report, then the shorter interval."""
    if a is None or (b is not None and a.basis == "report" and b.basis == "text"):
        return b
    if b is None or (b.basis == "report" and a.basis == "text"):
        return a
    return b if (b.end - b.start) < (a.end - a.start) else a
