"""How a side is written in one cell: "TUR GOV", or a name where an actor has neither country nor sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.record import Actor


def side_of(actor: Actor) -> str:
    """Country and sectors, "SYR REB"; sectors alone where there is no country; else the actor's name."""
    return side_of_parts(actor.country, actor.sectors, actor.name)


def side_of_parts(country: str | None, sectors: Iterable[str], name: str) -> str:
    """The same from an actor's parts."""
    return " ".join((*((country,) if country else ()), *sectors)) or name


def sides_of(actors: tuple[Actor, ...]) -> list[str]:
    """The sides of several actors, each once, in order."""
    return list(dict.fromkeys(side_of(actor) for actor in actors))
