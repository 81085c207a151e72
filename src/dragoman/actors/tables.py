"""The tables of actors as one frozen object, and the matching of their names in running text.

Tables (all in this package): `countries.tsv`, `towns.tsv`, `organisations.tsv`, `roles.tsv`, `national_roles.tsv`,
`offices_*.tsv`. A user's own
tables of the same form are read by `load_actor_tables(extra=…)` and come first.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar

from dragoman.actors.own import OwnActor, read_own
from dragoman.actors.spelling import name_words, plural
from dragoman.tables import Row, made_to_stay, package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

COUNTRY_COLUMNS = ("iso3", "iso2", "name", "aliases", "demonyms", "capital", "metonyms")
ORGANISATION_COLUMNS = ("id", "name", "aliases", "kind", "country", "sectors", "start", "end")
ROLE_COLUMNS = ("role", "plural", "sectors", "kind", "office", "note")
TOWN_COLUMNS = ("name", "country")
NATIONAL_ROLE_COLUMNS = ("role", "country")
OFFICE_COLUMNS = ("name", "aliases", "country", "organisation", "office", "sectors", "start", "end")

Entry = TypeVar("Entry")
NameForm = Literal["country", "demonym", "capital", "metonym", "town", "organisation", "person"]
# Where terms that are still open end when their lengths are compared.
_LATEST = datetime.date(2025, 12, 31)
_EARLIEST = datetime.date(1945, 1, 1)


@dataclass(frozen=True)
class Period:
    """When something held; an open end is None. Partial dates stand for their first (start) or last (end) day."""

    start: datetime.date | None = None
    end: datetime.date | None = None

    @property
    def years(self) -> float:
        """Its length in years, open ends cut off at 1945 and 2025."""
        return ((self.end or _LATEST) - (self.start or _EARLIEST)).days / 365.25

    def holds(self, day: datetime.date | None) -> bool:
        """Whether `day` lies within; an unknown day lies within any period that is still open."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@cache
def _partial_date(text: str, *, last: bool) -> datetime.date | None:
    """A date of which month and day may be left open, as its first or last day; raises `ValueError`."""
    if not text:
        return None
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        raise ValueError("expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if day:
        return datetime.date(year, month, day)
    if not last:
        return datetime.date(year, month or 1, 1)
    following = datetime.date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    return following - datetime.timedelta(days=1)


def _day(row: Row, column: str, *, last: bool) -> datetime.date | None:
    try:
        return _partial_date(row[column], last=last)
    except ValueError as error:
        raise row.error(f"{column} is {row[column]!r}, {error}") from None


def _period(row: Row) -> Period:
    return Period(_day(row, "start", last=False), _day(row, "end", last=True))


@dataclass(frozen=True)
class Office:
    """A person's office and when it was held."""

    country: str | None
    organisation: str
    office: str
    sectors: tuple[str, ...]
    period: Period


@dataclass(frozen=True)
class KnownPerson:
    """Someone of the office tables, with all offices in the order of the table."""

    name: str
    offices: tuple[Office, ...]

    def offices_at(self, day: datetime.date | None) -> tuple[Office, ...]:
        """The offices held on a day."""
        return tuple(o for o in self.offices if o.period.holds(day))


@dataclass(frozen=True)
class Organisation:
    """An organisation or armed group in one period of its life."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    period: Period


@dataclass(frozen=True)
class Country:
    """A country or territory."""

    iso3: str
    name: str
    capitals: tuple[str, ...]


@dataclass(frozen=True)
class NameEntry:
    """What a name may stand for; `exact` names match only as they are written (US, IS, WHO)."""

    form: NameForm
    country: str | None = None
    organisation: tuple[Organisation, ...] = ()
    person: KnownPerson | None = None
    exact: str = ""


@dataclass(frozen=True)
class Role:
    """A noun or noun phrase that names what someone is: "foreign minister", "troops", "parliament".

    The kind `thing` marks phrases that only sound like one ("nerve agent").
    """

    role: str
    sectors: tuple[str, ...]
    kind: Literal["person", "people", "body", "thing"]
    office: str
    country: str | None
    body: Literal["igo", "ngo", ""] = ""
    """Whether the noun itself tells that an international or a private organisation is meant ("peacekeepers")."""


@dataclass(frozen=True)
class ActorTables:
    """All tables. `names` and `roles` are keyed by the first word, longest entries first."""

    countries: dict[str, Country]
    names: dict[str, tuple[tuple[tuple[str, ...], NameEntry], ...]]
    roles: dict[str, tuple[tuple[tuple[str, ...], Role], ...]]
    surnames: dict[str, tuple[KnownPerson, ...]]
    organisations: dict[str, tuple[Organisation, ...]] = field(default_factory=dict)
    role_words: frozenset[str] = frozenset()

    def match_names(self, words: Sequence[str], raw: Sequence[str], at: int) -> list[tuple[int, NameEntry]]:
        """The entries whose name begins at `at` of the folded `words` (`raw` as written), with their lengths in
        words; longest first."""
        found = []
        for name, entry in self.names.get(words[at], ()):
            size = len(name)
            if tuple(words[at : at + size]) != name:
                continue
            if entry.exact and re.sub(r"\W", "", "".join(raw[at : at + size])) != entry.exact:
                continue
            found.append((size, entry))
        return found

    def match_role(self, words: Sequence[str], end: int) -> tuple[int, Role] | None:
        """The longest role that ends with the word before `end`, and its length in words."""
        for role, entry in self.roles.get(words[end - 1], ()):
            size = len(role)
            if size <= end and tuple(words[end - size : end]) == role:
                return size, entry
        return None


# Where the name by which someone is called stands first: the family's in East Asia, one's own in Ethiopia and Malaysia.
_NAME_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "SGP", "ETH", "ERI", "MYS", "ISL", "MNG", "KHM"})
_FORMS: tuple[tuple[str, NameForm], ...] = (("demonyms", "demonym"), ("capital", "capital"), ("metonyms", "metonym"))
_INITIALS = re.compile(r"((?:[A-Z]\.){2,3}) ?(.+)")  # "B.J. Habibie" is "B. J. Habibie", too
_NOT_LETTERS = re.compile(r"\W")


def _exact(name: str) -> str:
    """How an acronym must be written to be taken for the name; empty for names in ordinary letters."""
    if name != name.upper():
        return ""
    letters = _NOT_LETTERS.sub("", name)
    return letters if letters.isupper() and len(letters) <= 5 else ""


@dataclass(eq=False)
class _People:
    """The office holders while they are read; rows of one name belong to one person.

    An alias joins rows of different names only where they also share the country or the organisation.
    """

    members: list[tuple[str, dict[str, None], list[Office]]] = field(default_factory=list)
    by_name: dict[str, int] = field(default_factory=dict)
    by_form: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, name: str, aliases: tuple[str, ...], office: Office) -> None:
        sides = [side for side in (office.country, office.organisation) if side]
        keys = [(form, side) for form in (name, *aliases) if " " in form for side in sides]
        at = self.by_name.get(name)
        if at is None:
            at = next((self.by_form[key] for key in keys if key in self.by_form), None)
        if at is None:
            at = len(self.members)
            self.members.append((name, {}, []))
        self.by_name.setdefault(name, at)
        for key in keys:
            self.by_form.setdefault(key, at)
        _, forms, offices = self.members[at]
        forms[name] = None
        forms.update(dict.fromkeys(aliases))
        offices.append(office)


def load_actor_tables(extra: Iterable[Path] = (), own: Iterable[OwnActor] | None = None) -> ActorTables:
    """The tables that ship with Dragoman, preceded by a user's own.

    `own` are the rows of the user's table (by default those of `own_file()`, if there is one), `extra` further
    organisation and office tables (TSV). Raises `TableError` for a malformed row, with file and line.
    """
    with made_to_stay():
        return _load(extra, read_own() if own is None else tuple(own))


def _load(extra: Iterable[Path], own_actors: tuple[OwnActor, ...]) -> ActorTables:
    folder = package_file("dragoman.actors", "")
    names: dict[str, list[tuple[tuple[str, ...], NameEntry]]] = defaultdict(list)

    def add(name: str, entry: NameEntry) -> None:
        words = name_words(name)
        if words:
            names[words[0]].append((words, entry))

    organisations: dict[str, list[Organisation]] = defaultdict(list)
    by_name: dict[str, list[Organisation]] = defaultdict(list)
    people = _People()

    def read_organisations(text: str, table: str) -> None:
        for row in read_table(text, table, ORGANISATION_COLUMNS):
            organisation = Organisation(
                row["id"], row["name"], row["kind"], row["country"] or None, row.list("sectors"), _period(row)
            )
            organisations[organisation.id].append(organisation)
            for name in (row["name"], *row.list("aliases")):
                by_name[name].append(organisation)

    def read_offices(text: str, table: str) -> None:
        for row in read_table(text, table, OFFICE_COLUMNS):
            body = row["organisation"]
            if body in by_name and body not in organisations:
                body = by_name[body][0].id
            office = Office(row["country"] or None, body, row["office"], row.list("sectors"), _period(row))
            people.add(row["name"], row.list("aliases"), office)

    for actor in own_actors:
        if actor.kind == "person":
            period = _own_period(actor)
            people.add(
                actor.name, actor.aliases, Office(actor.country or None, "", actor.office, actor.sectors, period)
            )
    for name, rows in _own_organisations(own_actors).items():
        organisations.update((o.id, [r for r in rows if r.id == o.id]) for o in rows)
        add(name, NameEntry("organisation", organisation=tuple(rows), exact=_exact(name)))
    own = [(path.read_text("utf-8"), path.name) for path in extra]
    for text, table in own:
        if "\toffice\t" not in text:
            read_organisations(text, table)
    read_organisations(folder.joinpath("organisations.tsv").read_text("utf-8"), "organisations.tsv")
    for text, table in own:
        if "\toffice\t" in text:
            read_offices(text, table)
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.startswith("offices_") and file.name.endswith(".tsv"):
            read_offices(file.read_text("utf-8"), file.name)

    countries: dict[str, Country] = {}
    for row in read_table(folder.joinpath("countries.tsv").read_text("utf-8"), "countries.tsv", COUNTRY_COLUMNS):
        iso3 = row["iso3"]
        countries[iso3] = Country(iso3, row["name"], row.list("capital"))
        for column, form in _FORMS:
            entry = NameEntry(form, iso3)
            for name in row.list(column):
                add(name, entry)
        for name in (row["name"], *row.list("aliases")):
            add(name, NameEntry("country", iso3, exact=_exact(name)))
    for row in read_table(folder.joinpath("towns.tsv").read_text("utf-8"), "towns.tsv", TOWN_COLUMNS):
        add(row["name"], NameEntry("town", row["country"]))
    for name, organisation_rows in by_name.items():
        add(name, NameEntry("organisation", organisation=tuple(organisation_rows), exact=_exact(name)))
    surnames: dict[str, dict[str, KnownPerson]] = defaultdict(dict)
    for name, forms, offices in people.members:
        person = KnownPerson(name, tuple(offices))
        entry = NameEntry("person", person=person)
        initials = (m[1].replace(".", ". ") + m[2] for m in map(_INITIALS.fullmatch, forms) if m)
        for name_form in (*forms, *initials):
            words = name_words(name_form)
            if words:
                names[words[0]].append((words, entry))
                surnames[words[-1]][name] = person
                if len(words) > 1 and any(o.country in _NAME_FIRST for o in offices):
                    surnames[words[0]][name] = person
    roles = _read_roles(folder)
    for actor in own_actors:
        if actor.kind == "role":
            role = Role(actor.name.lower(), actor.sectors, "people", "", actor.country or None)
            for spelling in {role.role, *(a.lower() for a in actor.aliases), plural(role.role)}:
                words = name_words(spelling)
                roles[words[-1]].insert(0, (words, role))
    return ActorTables(
        countries=countries,
        names={first: _longest_first(entries) for first, entries in names.items()},
        roles={last: _longest_first(entries) for last, entries in roles.items()},
        surnames={surname: tuple(found.values()) for surname, found in surnames.items()},
        organisations={key: tuple(rows) for key, rows in organisations.items()},
        role_words=frozenset(word for entries in roles.values() for words, _ in entries for word in words),
    )


def _own_period(actor: OwnActor) -> Period:
    return Period(_partial_date(actor.start, last=False), _partial_date(actor.end, last=True))


def _own_organisations(actors: tuple[OwnActor, ...]) -> dict[str, list[Organisation]]:
    """The organisations of a user's table by each of their names, in all their periods."""
    found: dict[str, list[Organisation]] = defaultdict(list)
    for actor in actors:
        if actor.kind in {"person", "role"}:
            continue
        country = actor.country or None
        row = Organisation(actor.slug, actor.name, actor.kind, country, actor.sectors, _own_period(actor))
        for name in (actor.name, *actor.aliases):
            found[name].append(row)
    return found


def _longest_first(entries: list[tuple[tuple[str, ...], Entry]]) -> tuple[tuple[tuple[str, ...], Entry], ...]:
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])) if len(entries) > 1 else entries)


def _read_roles(folder: Traversable) -> dict[str, list[tuple[tuple[str, ...], Role]]]:
    """The role nouns by their last word."""
    table = "national_roles.tsv"
    national_rows = read_table(folder.joinpath(table).read_text("utf-8"), table, NATIONAL_ROLE_COLUMNS)
    national = {row["role"]: row["country"] for row in national_rows}
    roles: dict[str, list[tuple[tuple[str, ...], Role]]] = defaultdict(list)
    for row in read_table(folder.joinpath("roles.tsv").read_text("utf-8"), "roles.tsv", ROLE_COLUMNS):
        if row["kind"] not in {"person", "people", "body", "thing"}:
            raise row.error(f"kind is {row['kind']!r}, expected person, people, body or thing")
        note = row["note"]
        country = national.get(row["role"]) or (note[8:11] if note.startswith("country:") else None)
        body = note if note in {"igo", "ngo"} else ""
        role = Role(row["role"], row.list("sectors"), row["kind"], row["office"], country, body)  # type: ignore[arg-type]  # kind and body are checked above
        for form in {row["role"], *row.list("plural"), plural(row["role"])}:
            words = name_words(form)
            roles[words[-1]].append((words, role))
    return roles
