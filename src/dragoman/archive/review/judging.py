"""What a judgement makes of events: pure functions from events to events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dragoman.archive.review.changes import Changes, check_changes
from dragoman.errors import UsageError
from dragoman.record import Event, Reason, Span, content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.record import Actor, Article

_STEP = "review"


def corrected(event: Event, changes: Changes, article: Article, reviewer: str) -> Event:
    """The event with the changes, which a person vouches for: its confidence is 1. It keeps its id.

    A mode or CAMEO code that the new type does not have falls away. Raises `UsageError` for values that cannot be.
    """
    given = changes.given()
    if not given:
        raise UsageError("Nothing is corrected: give at least one field, or accept the event.")
    type_ = given.get("type", event.type)
    check_changes(changes, type_, len(article.text))
    if type_ != event.type:
        given.setdefault("mode", "")
        given.setdefault("cameo", "")
    if given.get("evidence") == () or given.get("trigger") == ():
        raise UsageError("An event needs its words: evidence and trigger cannot be empty.")
    why = (*event.why, Reason(_STEP, "corrected", f"{', '.join(changes.given())} by {reviewer}"))
    return msgspec.structs.replace(event, **given, confidence=1.0, why=why)


def accepted(event: Event, reviewer: str) -> Event:
    """The event as it is, vouched for."""
    why = (*event.why, Reason(_STEP, "accepted", f"by {reviewer}"))
    return msgspec.structs.replace(event, confidence=1.0, why=why)


def new_event(changes: Changes, article: Article, reviewer: str) -> Event:
    """An event that the machine missed; raises `UsageError` unless type, trigger and evidence are given."""
    given = changes.given()
    for name in ("type", "trigger"):
        if not given.get(name):
            raise UsageError(f"A missed event needs its {name}; select the words that name the action.")
    given.setdefault("evidence", tuple(sentence_around(article, span) for span in given["trigger"][:1]))
    check_changes(changes, given["type"], len(article.text))
    trigger = given["trigger"][0]
    id_ = content_id("event", article.id, given["type"], trigger.start, trigger.end)
    return Event(id=id_, **given, confidence=1.0, why=(Reason(_STEP, "added", f"by {reviewer}"),))


def merged(events: Sequence[Event], reviewer: str) -> Event:
    """Several tellings as one event: the first, with the words and the sides of all; what it lacks the others give."""
    if len(events) < 2:
        raise UsageError("Merging needs at least two events.")
    first = events[0]

    def of_all(field: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys(value for event in events for value in getattr(event, field)))

    def first_given(field: str) -> object:
        return next((getattr(e, field) for e in events if getattr(e, field)), getattr(first, field))

    return msgspec.structs.replace(
        first,
        trigger=of_all("trigger"),
        evidence=of_all("evidence"),
        contexts=of_all("contexts"),
        actors=_sides_of_all(events, "actors"),
        recipients=_sides_of_all(events, "recipients"),
        attribution=_sides_of_all(events, "attribution"),
        mode=first.mode or next((e.mode for e in events if e.type == first.type and e.mode), ""),
        cameo=first.cameo or next((e.cameo for e in events if e.type == first.type and e.cameo), ""),
        date=first_given("date"),
        place=first_given("place"),
        confidence=1.0,
        why=(*first.why, Reason(_STEP, "merged", f"with {', '.join(e.id for e in events[1:])} by {reviewer}")),
    )


def split(event: Event, parts: Sequence[Changes], article: Article, reviewer: str) -> tuple[Event, ...]:
    """One event as several; each part is the event with its own changes. The first keeps the id.

    Raises `UsageError` for fewer than two parts, or two that are the same.
    """
    if len(parts) < 2:
        raise UsageError("Splitting needs at least two parts.")
    made: list[Event] = []
    for n, part in enumerate(parts):
        fields = part.given()
        one = corrected(event, part, article, reviewer) if fields else event
        id_ = event.id if n == 0 else content_id("event", article.id, event.id, "part", n, sorted(fields.items()))
        why = (*event.why, Reason(_STEP, "split", f"part {n + 1} of {len(parts)} by {reviewer}"))
        one = msgspec.structs.replace(one, id=id_, confidence=1.0, why=why)
        if any(msgspec.structs.replace(other, id=id_, why=why) == one for other in made):
            raise UsageError(f"Part {n + 1} is the same as another; change at least one field of each.")
        made.append(one)
    return tuple(made)


def sentence_around(article: Article, span: Span) -> Span:
    """The sentence, as a reader would cut it, in whose block `span` lies; the span itself outside all blocks."""
    block = next((b.span for b in article.blocks if b.span.contains(span)), None)
    if block is None:
        return span
    text = article.text
    start, end = span.start, span.end
    while start > block.start and not _ends_before(text, start):
        start -= 1
    while end < block.end and not _ends_before(text, end):
        end += 1
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends_before(text: str, at: int) -> bool:
    """Whether a sentence ends just before the character at `at`."""
    if at >= len(text) or not text[at].isspace():
        return False
    before = text[max(0, at - 2) : at].rstrip("\"'”’)")
    return before[-1:] in (".", "!", "?") and not text[max(0, at - 3) : at - 1].istitle()


def _sides_of_all(events: Sequence[Event], field: str) -> tuple[Actor, ...]:
    found: dict[tuple[object, ...], Actor] = {}
    for event in events:
        for actor in getattr(event, field):
            found.setdefault((actor.name, actor.country, actor.sectors), actor)
    return tuple(found.values())


def changes_of(event: Event) -> Changes:
    """All fields of an event as changes, to start a correction or a part from."""
    return Changes(**{name: getattr(event, name) for name in Changes.__struct_fields__ if name != "why"})


def differences(before: Event, after: Event) -> dict[str, tuple[object, object]]:
    """The fields in which two codings of an event differ, each with both values."""
    fields = [name for name in Changes.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    return {name: (getattr(before, name), getattr(after, name)) for name in fields}
