"""A report's text cut into runs, each with the marks that lie on it: facts overlap, and elements of a page may not."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from dragoman.record import Record, Span


class Mark(NamedTuple):
    """What lies on a span: its kind, and the name of the fact that it belongs to ("e-12ab", "f-…")."""

    span: Span
    kind: str
    fact: str


class Run(NamedTuple):
    """A piece of text on which the same marks lie from end to end.

    `kinds`: the kinds of marks, such as actor and action. `facts`: the facts whose marks these are. `evidence`: the
    events that the sentence tells. `begins`: the fact whose first mark begins here ("" for none), where one may step to
    its card. `ends`: the fact whose first mark ends here, where its label stands.
    """

    text: str
    kinds: tuple[str, ...]
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    begins: str
    ends: str


class MarkedBlock(NamedTuple):
    """A block of the report with its runs; `reason` says why furniture is not coded."""

    kind: str
    reason: str
    runs: tuple[Run, ...]


def name_of(kind: str, fact: str) -> str:
    """The name of a fact in the page: events "e-", figures "f-", agreements "a-", statements "s-"."""
    return f"{kind[0]}-{fact}"


def marks_of(record: Record) -> list[Mark]:
    """Where the facts of a record stand."""
    marks: list[Mark] = []
    for event in record.events:
        name = name_of("event", event.id)
        marks += [Mark(span, "action", name) for span in event.trigger]
        parties = (*event.actors, *event.recipients, *event.attribution)
        marks += [Mark(actor.text, "actor", name) for actor in parties if actor.text]
        if event.place and event.place.text:
            marks.append(Mark(event.place.text, "place", name))
        if event.date and event.date.text:
            marks.append(Mark(event.date.text, "date", name))
    for figure in record.figures:
        name = name_of("figure", figure.id)
        marks.append(Mark(figure.span, "figure", name))
        if figure.location and figure.location.text:
            marks.append(Mark(figure.location.text, "place", name))
        if figure.date and figure.date.text:
            marks.append(Mark(figure.date.text, "date", name))
    for agreement in record.agreements:
        name = name_of("agreement", agreement.id)
        for mention in agreement.mentions:
            marks.append(Mark(mention.span, "agreement", name))
            if mention.date and mention.date.text:
                marks.append(Mark(mention.date.text, "date", name))
    for statement in record.statements:
        name = name_of("statement", statement.id)
        marks.append(Mark(statement.cue, "statement", name))
        marks.append(Mark(statement.about.span, "statement", name))
        if statement.speaker.text:
            marks.append(Mark(statement.speaker.text, "actor", name))
    return sorted(set(marks))


def evidence_of(record: Record) -> list[Mark]:
    """The sentences that tell each event, and the whole of each statement."""
    told = [Mark(span, "evidence", name_of("event", e.id)) for e in record.events for span in e.evidence]
    return told + [Mark(s.span, "evidence", name_of("statement", s.id)) for s in record.statements]


def marked_blocks(record: Record) -> list[MarkedBlock]:
    """The blocks of a report in the order of the text, cut wherever a mark begins or ends."""
    text = record.article.text
    marks, evidence = marks_of(record), evidence_of(record)
    first: dict[str, Span] = {}
    for mark in marks:
        if mark.kind in ("action", "figure", "agreement", "statement"):
            first.setdefault(mark.fact, mark.span)
    begins: dict[int, str] = {}
    ends: dict[int, str] = {}
    for fact, span in first.items():
        if begins.setdefault(span.start, fact) == fact:
            ends.setdefault(span.end, fact)
    blocks = []
    for block in record.article.blocks:
        start, end = block.span.start, block.span.end
        inside = [m for m in marks if m.span.overlaps(block.span)]
        told = [m for m in evidence if m.span.overlaps(block.span)]
        edges = {start, end}
        for mark in (*inside, *told):
            edges |= {max(start, mark.span.start), min(end, mark.span.end)}
        runs = []
        cuts = sorted(edges)
        for left, right in pairwise(cuts):
            here = [m for m in inside if m.span.start <= left and right <= m.span.end]
            said = [m for m in told if m.span.start <= left and right <= m.span.end]
            runs.append(
                Run(
                    text[left:right],
                    tuple(dict.fromkeys(m.kind for m in here)),
                    tuple(dict.fromkeys(m.fact for m in here)),
                    tuple(dict.fromkeys(m.fact for m in said)),
                    begins.get(left, ""),
                    ends.get(right, ""),
                )
            )
        blocks.append(MarkedBlock(block.kind, block.reason, tuple(runs)))
    return blocks


def counts_of_marks(record: Record) -> dict[str, int]:
    """How many spans of each kind are marked, furniture among them; for the legend."""
    found: defaultdict[str, set[Span]] = defaultdict(set)
    for mark in marks_of(record):
        found[mark.kind].add(mark.span)
    counts = {kind: len(spans) for kind, spans in found.items()}
    counts["furniture"] = sum(block.kind == "furniture" for block in record.article.blocks)
    return counts
