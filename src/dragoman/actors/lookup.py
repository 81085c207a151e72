"""What the tables say of a name: every organisation, person, country and role that it may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.spelling import fold, name_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from dragoman.actors.tables import ActorTables, KnownPerson, NameEntry, Period


@dataclass(frozen=True)
class Reading:
    """One thing that a name may stand for in one period: id, full name, what it is, whose it is, its sectors."""

    id: str
    name: str
    what: str
    country: str | None
    sectors: tuple[str, ...]
    period: Period | None = None

    @property
    def line(self) -> str:
        """The reading in one line."""
        side = f"{self.country or '-'} {'|'.join(self.sectors) or '-'}"
        years = "" if self.period is None else f"  {self.period.start or '…'} to {self.period.end or '…'}"
        return f"{self.id}  {self.name}  {self.what}  {side}{years}"


def readings(tables: ActorTables, name: str, day: datetime.date | None = None) -> list[Reading]:
    """What a name may stand for, the first reading first; with `day` only what held then."""
    words = name_words(name)
    found: list[Reading] = []
    for entry_words, entry in tables.names.get(words[0], ()) if words else ():
        if entry_words == words:
            found.extend(_of_entry(tables, entry))
    if len(words) == 1:
        for person in tables.surnames.get(fold(name), ()):
            found.extend(_of_person(person))
    role = tables.match_role(words, len(words)) if words else None
    if role is not None and role[0] == len(words):
        known = role[1]
        found.append(Reading(f"role:{known.role}", known.role, f"role ({known.kind})", known.country, known.sectors))
    unique = list(dict.fromkeys(found))
    return [r for r in unique if day is None or r.period is None or r.period.holds(day)]


def _of_entry(tables: ActorTables, entry: NameEntry) -> Iterator[Reading]:
    for row in entry.organisation:
        yield Reading(row.id, row.name, row.kind, row.country, row.sectors, row.period)
    if entry.person is not None:
        yield from _of_person(entry.person)
    if entry.country is not None:
        country = tables.countries[entry.country]
        yield Reading(country.iso3, country.name, entry.form, country.iso3, ("GOV",))


def _of_person(person: KnownPerson) -> Iterator[Reading]:
    identity = f"person:{'-'.join(name_words(person.name))}"
    for office in person.offices:
        what = office.office.replace("_", " ") + (f" ({office.organisation})" if office.organisation else "")
        yield Reading(identity, person.name, what, office.country, office.sectors, office.period)
