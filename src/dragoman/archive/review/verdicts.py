"""Judging events: each call writes one row of the review and gives its number; nothing is ever changed or taken away.

`reviewer` is who judges. A judgement builds on the event as judged so far, by all; a `blind` one only on the machine's
coding and the reviewer's own judgements, as double coding needs it. Events are named by their ids. All raise
`UsageError` for what makes no sense: an unknown event, an event that is gone, values that cannot be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dragoman.archive.review import judging
from dragoman.archive.review.facts import record_named
from dragoman.archive.review.layers import JUDGED, Layer
from dragoman.archive.review.standing import article_of, events_of, judgements
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.archive.archive import Archive
    from dragoman.archive.review.changes import Changes
    from dragoman.archive.review.standing import Judgement, Verb
    from dragoman.record import Event


def accept(archive: Archive, event: str, reviewer: str, *, note: str = "", blind: bool = False) -> int:
    """The event is right as it is."""
    article, (found,) = _events(archive, [event], reviewer, blind)
    return _file(archive, "accept", article, reviewer, [event], [judging.accepted(found, reviewer)], None, note, blind)


def correct(
    archive: Archive, event: str, changes: Changes, reviewer: str, *, note: str = "", blind: bool = False
) -> int:
    """The event is there, but these fields of it are otherwise."""
    article, (found,) = _events(archive, [event], reviewer, blind)
    made = judging.corrected(found, changes, archive.record(article).article, reviewer)
    return _file(archive, "correct", article, reviewer, [event], [made], changes, note, blind)


def reject(archive: Archive, event: str, reviewer: str, *, note: str = "", blind: bool = False) -> int:
    """There is no such event."""
    article, _ = _events(archive, [event], reviewer, blind)
    return _file(archive, "reject", article, reviewer, [event], [], None, note, blind)


def add_missed(
    archive: Archive, article: str, changes: Changes, reviewer: str, *, note: str = "", blind: bool = False
) -> int:
    """The machine missed an event of the report `article`; `changes` tells it, with its trigger at least."""
    record = record_named(archive, article)
    made = judging.new_event(changes, record.article, reviewer)
    if any(event.id == made.id for event in events_of(archive, record.doc, _base(reviewer, blind))):
        raise UsageError("There is an event of this type with these words already; correct that one.")
    # A rejected event of the same words and type that is now added counts as judged anew.
    before = [made.id] if any(event.id == made.id for event in record.events) else []
    return _file(archive, "add", record.doc, reviewer, before, [made], changes, note, blind)


def merge_events(archive: Archive, events: Sequence[str], reviewer: str, *, note: str = "", blind: bool = False) -> int:
    """The events, of one report, are one; the first keeps its id and its fields."""
    wanted = list(dict.fromkeys(events))
    article, found = _events(archive, wanted, reviewer, blind)
    made = judging.merged(found, reviewer)
    return _file(archive, "merge", article, reviewer, wanted, [made], None, note, blind)


def split_event(
    archive: Archive, event: str, parts: Sequence[Changes], reviewer: str, *, note: str = "", blind: bool = False
) -> int:
    """The event is several: one for each of `parts`, which tell what differs from the event as it is."""
    article, (found,) = _events(archive, [event], reviewer, blind)
    made = judging.split(found, parts, archive.record(article).article, reviewer)
    return _file(archive, "split", article, reviewer, [event], made, list(parts), note, blind)


def undo(archive: Archive, judgement: int, reviewer: str, *, note: str = "") -> int:
    """The reviewer's own judgement stands no more; the events are again what they were before it.

    Refused while a later judgement of the reviewer on the same events stands: that one is to be undone first.
    """
    own = {one.judgement: one for one in judgements(archive, reviewer=reviewer)}
    wanted = own.get(judgement)
    if wanted is None:
        raise UsageError(f"{reviewer} has made no judgement {judgement}.")
    if wanted.verb == "undo" or wanted.undone:
        raise UsageError(
            f"Judgement {judgement} is undone already or is an undo itself; judge the event again instead."
        )
    about = _about(wanted)
    later = [
        one.judgement
        for one in own.values()
        if one.judgement > judgement and one.verb != "undo" and not one.undone and about & _about(one)
    ]
    if later:
        raise UsageError(f"Judgement {max(later)} on the same event came after it; undo that one first.")
    return archive.judge(
        verb="undo", article=wanted.article, reviewer=reviewer, undoes=judgement, blind=wanted.blind, note=note
    )


def undo_last(archive: Archive, reviewer: str) -> Judgement | None:
    """Undo the reviewer's last judgement that stands; gives it, or None where there is none."""
    last = next((one for one in judgements(archive, reviewer=reviewer) if one.verb != "undo" and not one.undone), None)
    if last is not None:
        undo(archive, last.judgement, reviewer)
    return last


def _about(one: Judgement) -> set[str]:
    return {*one.events, *one.made}


def _base(reviewer: str, blind: bool) -> Layer:
    return Layer(judged=True, reviewer=reviewer) if blind else JUDGED


def _events(archive: Archive, ids: Sequence[str], reviewer: str, blind: bool) -> tuple[str, list[Event]]:
    """The events as they are to the reviewer, and the one report that they are from."""
    articles = list(dict.fromkeys(article_of(archive, one) for one in ids))
    if len(articles) != 1:
        raise UsageError("The events are from different reports; only tellings within one report are one event.")
    held = {event.id: event for event in events_of(archive, articles[0], _base(reviewer, blind))}
    for one in ids:
        if one not in held:
            raise UsageError(f"The event {one!r} was rejected or merged; undo that to judge it again.")
    return articles[0], [held[one] for one in ids]


def _file(
    archive: Archive,
    verb: Verb,
    article: str,
    reviewer: str,
    events: Sequence[str],
    made: Sequence[Event],
    changes: Changes | list[Changes] | None,
    note: str,
    blind: bool,
) -> int:
    return archive.judge(
        verb=verb,
        article=article,
        reviewer=reviewer,
        events=events,
        made=made,
        changes=None if changes is None else msgspec.json.encode(changes).decode(),
        note=note,
        blind=blind,
    )
