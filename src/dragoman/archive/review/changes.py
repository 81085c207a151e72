"""The fields of an event that a reviewer may set, how they are checked, and how sides are written in a form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, UnsetType

from dragoman.archive.filters import country_names, known_codes
from dragoman.errors import UsageError
from dragoman.record import Actor, Assertion, DateRange, Place, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_IN_BRACKETS = re.compile(r"(?P<name>.*?)\s*\((?P<side>[^()]*)\)")


class Changes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """New values of an event's fields, named as in the record; a field that is not set stays as it is."""

    type: str | UnsetType = UNSET
    mode: str | UnsetType = UNSET
    cameo: str | UnsetType = UNSET
    contexts: tuple[str, ...] | UnsetType = UNSET
    trigger: tuple[Span, ...] | UnsetType = UNSET
    evidence: tuple[Span, ...] | UnsetType = UNSET
    actors: tuple[Actor, ...] | UnsetType = UNSET
    recipients: tuple[Actor, ...] | UnsetType = UNSET
    date: DateRange | UnsetType | None = UNSET
    place: Place | UnsetType | None = UNSET
    assertion: Assertion | UnsetType = UNSET
    attribution: tuple[Actor, ...] | UnsetType = UNSET

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in values.items() if value is not UNSET}


def read_changes(data: Mapping[str, object] | bytes | str) -> Changes:
    """Changes from JSON or its parsed form; raises `UsageError`, which names the bad field."""
    try:
        if isinstance(data, bytes | str):
            return msgspec.json.decode(data, type=Changes)
        return msgspec.convert(data, type=Changes)
    except msgspec.MsgspecError as error:
        raise UsageError(f"These corrections cannot be read: {error}.") from error


def check_changes(changes: Changes, type_: str, length: int) -> None:
    """Raise `UsageError` for a code that does not exist, or a span that is not in a text of `length` characters.

    `type_` is the type that the event will have.
    """
    ontology = known_codes()
    if type_ not in ontology.types:
        raise UsageError(f"Unknown type {type_!r}; valid: {', '.join(sorted(ontology.types))}.")
    mode = changes.mode
    if mode and mode not in ontology.types[type_].modes:
        valid = ", ".join(ontology.types[type_].modes) or "none"
        raise UsageError(f"{type_} has no mode {mode!r}; valid: {valid}.")
    if changes.cameo and changes.cameo not in ontology.cameo:
        raise UsageError(f"Unknown CAMEO code {changes.cameo!r}, such as 042 or 19.")
    for context in changes.contexts or ():
        if context not in ontology.contexts:
            raise UsageError(f"Unknown context {context!r}; valid: {', '.join(sorted(ontology.contexts))}.")
    for field in ("actors", "recipients", "attribution"):
        for actor in getattr(changes, field) or ():
            _check_actor(actor, field)
    spans = [*(changes.trigger or ()), *(changes.evidence or ())]
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            raise UsageError(f"The span {span.start}–{span.end} is not in the text, which has {length} characters.")
    date = changes.date
    if date and date.start > date.end:
        raise UsageError(f"The date ends ({date.end}) before it begins ({date.start}).")
    place = changes.place
    if place and place.country and place.country not in country_names():
        raise UsageError(f"Unknown country {place.country!r} of {place.name}; give ISO 3166-1 alpha-3, such as SYR.")


def _check_actor(actor: Actor, field: str) -> None:
    if not actor.name.strip():
        raise UsageError(f"One of the {field} has no name.")
    if actor.country and actor.country not in country_names():
        raise UsageError(f"Unknown country {actor.country!r} of {actor.name}; give ISO 3166-1 alpha-3, such as SYR.")
    sectors = known_codes().sectors
    for sector in actor.sectors:
        if sector not in sectors:
            raise UsageError(f"Unknown sector {sector!r} of {actor.name}; valid: {', '.join(sorted(sectors))}.")


def actors_in_words(actors: Sequence[Actor]) -> str:
    """Sides as a person edits them, one a line: "Ibrahim Kalin (TUR GOV)"."""
    lines = []
    for actor in actors:
        side = " ".join((*((actor.country,) if actor.country else ()), *actor.sectors))
        lines.append(f"{actor.name} ({side})" if side else actor.name)
    return "\n".join(lines)


def actors_from_words(words: str, before: Sequence[Actor] = ()) -> tuple[Actor, ...]:
    """The inverse of `actors_in_words`; a line that `before` would give too keeps that actor's mention, id and role.

    Raises `UsageError` for a code that is neither a country nor a sector.
    """
    known = {actors_in_words([actor]): actor for actor in before}
    by_name = {actor.name: actor for actor in before}
    found = []
    for line in (" ".join(line.split()) for line in words.splitlines()):
        if not line:
            continue
        if line in known:
            found.append(known[line])
            continue
        match = _IN_BRACKETS.fullmatch(line)
        name, codes = (match["name"], match["side"].replace(".", " ").split()) if match else (line, [])
        if not name:
            raise UsageError(f"The side {line!r} has no name; write it as: Ibrahim Kalin (TUR GOV).")
        country = codes[0] if codes and codes[0] in country_names() else None
        sectors = tuple(codes[1:] if country else codes)
        old = by_name.get(name)
        actor = Actor(
            name,
            country,
            sectors,
            old.text if old else None,
            ".".join((country, *sectors)) if country and old is None else old.id if old else "",
            old.kind if old else None,
            old.role if old else "",
        )
        _check_actor(actor, "sides")
        found.append(actor)
    return tuple(found)
