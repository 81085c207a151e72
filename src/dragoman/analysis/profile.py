"""What the record says of one actor: its roles over time, with whom it dealt and how, and the positions that it took.

Dealings are put under five heads by type: met (CONSULT), backed (AGREE, SUPPORT, CONCEDE), aided (AID, COOPERATE,
RETREAT), accused (REQUEST, ACCUSE, REJECT, THREATEN) and fought (PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT).

A change of position is told where a speaker took opposite sides on one topic: first for (supports, affirms), later
against (opposes, condemns, rejects, denies), or the other way round. A topic is a side spoken of, with a context where
both statements have it. It is an invitation to read the two sentences, not a finding.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.analysis.series import happened
from dragoman.archive.filters import Clause, Filter, on_participants

if TYPE_CHECKING:
    from dragoman.archive import Archive

Dealing = Literal["met", "backed", "aided", "accused", "fought"]
DEALINGS: dict[Dealing, tuple[str, ...]] = {
    "met": ("CONSULT",),
    "backed": ("AGREE", "SUPPORT", "CONCEDE"),
    "aided": ("AID", "COOPERATE", "RETREAT"),
    "accused": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "fought": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The heads, and the types under each."""
_FOR = frozenset({"supports", "affirms"})
_AGAINST = frozenset({"opposes", "condemns", "rejects", "denies"})


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A name, side and position that the actor had in events, from the first to the last day of them."""

    name: str
    side: str
    position: str
    first: datetime.date | None
    last: datetime.date | None
    events: int


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Dealings with one other side: the ids of events by head, of what the actor did and of what was done to it.

    In a meeting both did it.
    """

    side: str
    did: dict[str, tuple[str, ...]]
    suffered: dict[str, tuple[str, ...]]
    events: int


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of the actor, in one line."""

    statement: str
    article: str
    date: datetime.date | None
    stance: str
    about: str
    about_actors: tuple[str, ...]
    contexts: tuple[str, ...]
    speaker: str
    words: str
    publisher: str


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """The statements on one topic: how many of each stance, and the statements in order of time."""

    topic: str
    stances: dict[str, int]
    positions: tuple[Position, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements of one speaker on one topic, next to each other in time, that take opposite sides."""

    topic: str
    before: Position
    after: Position


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What the record says of an actor; `events` counts those in which it takes part."""

    actor: str
    events: int
    as_actor: int
    as_recipient: int
    first: datetime.date | None
    last: datetime.date | None
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    topics: tuple[Topic, ...]
    changes: tuple[Change, ...]


def profile(archive: Archive, actor: str, chosen: Filter | None = None, *, most: int = 40) -> Profile:
    """The profile of `actor`, written as for the filter of that name, within what `chosen` leaves.

    At most `most` roles, relations and topics each; raises `UsageError` for an actor that cannot be read.
    """
    base = happened(chosen or Filter())
    asked = dataclasses.replace(base, either=actor, actor=None, recipient=None)
    counted = archive.ask(
        Clause(
            "SELECT count(*) AS events, min(f.date_start) AS first, max(f.date_end) AS last FROM events f WHERE "
            + asked.where("events").sql,
            asked.where("events").parameters,
        )
    )[0]
    plain = dataclasses.replace(base, actor=None, recipient=None, either=None)
    as_actor = archive.count("events", dataclasses.replace(plain, actor=actor))
    as_recipient = archive.count("events", dataclasses.replace(plain, recipient=actor))
    positions = _positions(archive, actor, base)
    return Profile(
        actor=actor,
        events=counted["events"],
        as_actor=as_actor,
        as_recipient=as_recipient,
        first=counted["first"],
        last=counted["last"],
        roles=_roles(archive, actor, asked, most),
        relations=_relations(archive, actor, base, most),
        topics=_topics(positions)[:most],
        changes=changes_of_position(positions),
    )


def changes_of_position(positions: list[Position]) -> tuple[Change, ...]:
    """Where one speaker's neighbouring statements on one topic take opposite sides; see the head of this module."""
    found = []
    last: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in positions:
        side = _side_taken(position.stance)
        if side is None:
            continue
        for about in position.about_actors:
            key = (position.speaker, about)
            before = next((one for one in reversed(last[key]) if _same_matter(one, position)), None)
            if before is not None and _side_taken(before.stance) != side and before.statement != position.statement:
                contexts = [c for c in before.contexts if c in position.contexts]
                topic = f"{about}, {', '.join(contexts)}" if contexts else about
                found.append(Change(topic=topic.replace("_", " "), before=before, after=position))
            last[key].append(position)
    return tuple(found)


def _side_taken(stance: str) -> str | None:
    return "for" if stance in _FOR else "against" if stance in _AGAINST else None


def _same_matter(one: Position, two: Position) -> bool:
    """Whether two statements on one side are on the same matter: a context in common, or one that names none."""
    return bool(set(one.contexts) & set(two.contexts)) or not one.contexts or not two.contexts


def _roles(archive: Archive, actor: str, asked: Filter, most: int) -> tuple[Role, ...]:
    where, who = asked.where("events"), on_participants(actor)
    rows = archive.ask(
        Clause(
            f"""
            SELECT mode(p.name ORDER BY p.name) AS name, p.side, coalesce(p.position, '') AS position,
                min(f.date_start) AS first, max(f.date_end) AS last, count(DISTINCT f.event) AS events
            FROM events f JOIN participant_rows p ON p.coding = f.coding AND p.fact = f.event
            WHERE p.fact_kind = 'event' AND p.role IN ('actor', 'recipient') AND ({who.sql}) AND ({where.sql})
            GROUP BY lower(p.name), p.side, coalesce(p.position, '') ORDER BY events DESC, name, p.side LIMIT ?
            """,
            (*who.parameters, *where.parameters, most),
        )
    )
    found = [Role(**row) for row in rows]
    return tuple(sorted(found, key=lambda role: (role.first or datetime.date.max, role.name)))


def _relations(archive: Archive, actor: str, base: Filter, most: int) -> tuple[Relation, ...]:
    plain = dataclasses.replace(base, actor=None, recipient=None, either=None)
    who = on_participants(actor)
    where = plain.where("events")
    rows = archive.ask(
        Clause(
            f"""
            WITH own AS (
                SELECT DISTINCT f.coding, f.event, f.type, p.role, p.side AS own_side
                FROM events f JOIN participant_rows p ON p.coding = f.coding AND p.fact = f.event
                WHERE p.fact_kind = 'event' AND p.role IN ('actor', 'recipient') AND ({who.sql}) AND ({where.sql})
            )
            SELECT o.side, own.role, own.type, list(DISTINCT own.event ORDER BY own.event) AS ids
            FROM own JOIN participant_rows o ON o.coding = own.coding AND o.fact = own.event
            WHERE o.fact_kind = 'event' AND o.side <> own.own_side
                AND ((o.role IN ('actor', 'recipient') AND o.role <> own.role)
                    OR (o.role = 'actor' AND own.role = 'actor' AND NOT EXISTS (
                        FROM participant_rows r
                        WHERE r.coding = own.coding AND r.fact = own.event AND r.role = 'recipient')))
            GROUP BY o.side, own.role, own.type
            """,
            (*who.parameters, *where.parameters),
        )
    )
    head_of = {type_: head for head, types in DEALINGS.items() for type_ in types}
    found: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(
        lambda: {"actor": defaultdict(list), "recipient": defaultdict(list)}
    )
    for row in rows:
        found[row["side"]][row["role"]][head_of[row["type"]]] += row["ids"]
    relations = [
        Relation(
            side=side,
            did={head: tuple(sorted(by["actor"][head])) for head in DEALINGS if by["actor"].get(head)},
            suffered={head: tuple(sorted(by["recipient"][head])) for head in DEALINGS if by["recipient"].get(head)},
            events=len({event for heads in by.values() for ids in heads.values() for event in ids}),
        )
        for side, by in found.items()
    ]
    return tuple(sorted(relations, key=lambda one: (-one.events, one.side))[:most])


def _positions(archive: Archive, actor: str, base: Filter) -> list[Position]:
    asked = Filter(
        actor=actor,
        since=base.since,
        until=base.until,
        publisher=base.publisher,
        context=base.context,
        within=base.within,
    )
    return [
        Position(
            statement=row["statement"],
            article=row["article"],
            date=row["date_start"] or row["published"],
            stance=row["stance"],
            about=row["about"],
            about_actors=tuple(row["about_actors"]),
            contexts=tuple(row["contexts"]),
            speaker=row["speaker"],
            words=row["words"],
            publisher=row["publisher"] or "",
        )
        for row in _in_time(archive.statements(asked).to_dicts())
    ]


def _in_time(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["date_start"] or row["published"] or datetime.date.max, row["statement"]))


def _topics(positions: list[Position]) -> tuple[Topic, ...]:
    by: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        for about in position.about_actors or (position.contexts[:1] or ("other matters",)):
            by[about.replace("_", " ")].append(position)
    topics = []
    for topic, found in by.items():
        stances: dict[str, int] = defaultdict(int)
        for position in found:
            stances[position.stance] += 1
        topics.append(Topic(topic=topic, stances=dict(sorted(stances.items())), positions=tuple(found)))
    return tuple(sorted(topics, key=lambda one: (-len(one.positions), one.topic)))
