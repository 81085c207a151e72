"""A party: an actor as it stands at one place of the text, with how it was recognised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dragoman.actors.tables import KnownPerson
    from dragoman.record import Actor

Basis = Literal["named", "described", "referred", "inferred", "owner"]


@dataclass(frozen=True)
class Party:
    """An actor at one place of the text.

    `basis`: `named` by a name of the tables or a person of the report, `described` by a role with a country or
    organisation, `referred` to by a pronoun or definite phrase, `inferred` where the country comes from the report as
    a whole,
    `owner` where the phrase itself is no actor but belongs to one ("ISIL's tanks").
    `form` is how a country was named (country, demonym, capital, metonym) or empty. `known` is the person of the office
    tables whose side is taken from there alone, so that it changes with the day.
    """

    actor: Actor
    basis: Basis
    form: str = ""
    person: bool = False
    plural: bool = False
    role: str = ""
    known: KnownPerson | None = None

    def as_basis(self, basis: Basis) -> Party:
        """The same party, recognised in another way."""
        return replace(self, basis=basis)

    def is_same_as(self, other: Party) -> bool:
        """Whether two mentions are one actor, not two offices or bodies of one side ("the president" and "the justice
        minister" of one country)."""
        if not self.actor.id or self.actor.id != other.actor.id:
            return False
        return not (self.role and other.role and self.role != other.role)
