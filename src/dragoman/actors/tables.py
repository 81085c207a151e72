"""The tables of actors as one frozen object, and the matching of their names in running text.

Tables (all in this package): `countries.tsv`, `organisations.tsv`, `roles.tsv`, `national_roles.tsv`,
`offices_*.tsv`. A user's own
tables of the same form are read by `load_actor_tables(extra=…)` and come first.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from dragoman.tables import Row, package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

COUNTRY_COLUMNS = ("iso3", "iso2", "name", "aliases", "demonyms", "capital", "metonyms")
ORGANISATION_COLUMNS = ("id", "name", "aliases", "kind", "country", "sectors", "start", "end")
ROLE_COLUMNS = ("role", "plural", "sectors", "kind", "office", "note")
NATIONAL_ROLE_COLUMNS = ("role", "country")
OFFICE_COLUMNS = ("name", "aliases", "country", "organisation", "office", "sectors", "start", "end")

NameForm = Literal["country", "demonym", "capital", "metonym", "organisation", "person"]


_BETWEEN_WORDS = re.compile(r"[\s\-–—'’‘ʼ/(),&+]+")
_POSSESSIVE = re.compile(r"['’‘ʼ]s\b")


@cache
def fold(word: str) -> str:
    """A word in lower case without diacritics and full stops, as names are compared."""
    if word.isascii():
        return word.replace(".", "").lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", "").replace("ı", "i").lower()


def pieces(text: str) -> list[str]:
    """The words of a name or of a piece of text, as written: cut at spaces, hyphens, apostrophes and slashes; "the"
    and "'s" left out.

    Tables and text are cut alike, so that "People's Protection Units" and "Islamic State of Iraq and the Levant" match.
    """
    return [p for p in _BETWEEN_WORDS.split(_POSSESSIVE.sub("", text)) if p and fold(p) not in {"", "the"}]


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(fold(p) for p in pieces(name))


@dataclass(frozen=True)
class Period:
    """When something held; an open end is None. Partial dates stand for their first (start) or last (end) day."""

    start: datetime.date | None = None
    end: datetime.date | None = None

    def holds(self, day: datetime.date | None) -> bool:
        """Whether `day` lies within; an unknown day lies within any period that is still open."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def _partial_date(row: Row, column: str, *, last: bool) -> datetime.date | None:
    text = row[column]
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if match is None:
        raise row.error(f"{column} is {text!r}, expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return datetime.date(year, month, day)
        if not last:
            return datetime.date(year, month or 1, 1)
        following = datetime.date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
        return following - datetime.timedelta(days=1)
    except ValueError as error:
        raise row.error(f"{column} is {text!r}: {error}") from None


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


_PLURALS = ((r"(?<=[^aeiou])y$", "ies"), (r"(s|x|z|ch|sh)$", r"\1es"), (r"man$", "men"), (r"woman$", "women"))


def plural(noun: str) -> str:
    """The regular plural of an English noun phrase (its last word)."""
    for pattern, replacement in _PLURALS:
        if re.search(pattern, noun):
            return re.sub(pattern, replacement, noun)
    return noun + "s"


def _surname(name: str) -> str:
    words = name_words(name)
    return words[-1] if words else ""


def load_actor_tables(extra: Iterable[Path] = ()) -> ActorTables:
    """The tables that ship with Dragoman, preceded by a user's own organisation and office tables (`extra`, TSV).

    Raises `TableError` for a malformed row, with file and line.
    """
    folder = package_file("dragoman.actors", "")
    names: dict[str, list[tuple[tuple[str, ...], NameEntry]]] = defaultdict(list)
    countries: dict[str, Country] = {}

    def add(name: str, entry: NameEntry) -> None:
        words = name_words(name)
        if words:
            names[words[0]].append((words, entry))

    def exact(name: str) -> str:
        letters = re.sub(r"\W", "", name)
        return letters if letters.isupper() and len(letters) <= 5 else ""

    own = [(path.read_text("utf-8"), path.name) for path in extra]
    organisations: dict[str, list[Organisation]] = defaultdict(list)
    by_name: dict[str, list[Organisation]] = defaultdict(list)
    persons: dict[str, tuple[set[str], list[Office]]] = {}

    def read_organisations(text: str, table: str) -> None:
        for row in read_table(text, table, ORGANISATION_COLUMNS):
            organisation = Organisation(
                row["id"],
                row["name"],
                row["kind"],
                row["country"] or None,
                row.list("sectors"),
                Period(_partial_date(row, "start", last=False), _partial_date(row, "end", last=True)),
            )
            organisations[organisation.id].append(organisation)
            for name in (row["name"], *row.list("aliases")):
                by_name[name].append(organisation)

    def read_offices(text: str, table: str) -> None:
        for row in read_table(text, table, OFFICE_COLUMNS):
            office = Office(
                row["country"] or None,
                row["organisation"],
                row["office"],
                row.list("sectors"),
                Period(_partial_date(row, "start", last=False), _partial_date(row, "end", last=True)),
            )
            aliases, offices = persons.setdefault(row["name"], (set(), []))
            aliases.update(row.list("aliases"))
            offices.append(office)

    for text, table in own:
        (read_offices if text.count("\toffice\t") else read_organisations)(text, table)
    for row in read_table(folder.joinpath("countries.tsv").read_text("utf-8"), "countries.tsv", COUNTRY_COLUMNS):
        iso3 = row["iso3"]
        countries[iso3] = Country(iso3, row["name"], row.list("capital"))
        for column, form in (("demonyms", "demonym"), ("capital", "capital"), ("metonyms", "metonym")):
            for name in row.list(column):
                add(name, NameEntry(form, iso3))  # type: ignore[arg-type]  # one of the literals above
        for name in (row["name"], *row.list("aliases")):
            add(name, NameEntry("country", iso3, exact=exact(name)))
    read_organisations(folder.joinpath("organisations.tsv").read_text("utf-8"), "organisations.tsv")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if re.fullmatch(r"offices_\w+\.tsv", file.name):
            read_offices(file.read_text("utf-8"), file.name)
    for name, organisation_rows in by_name.items():
        add(name, NameEntry("organisation", organisation=tuple(organisation_rows), exact=exact(name)))
    surnames: dict[str, dict[str, KnownPerson]] = defaultdict(dict)
    for name, (aliases, offices) in persons.items():
        person = KnownPerson(name, tuple(offices))
        for form in (name, *aliases):
            words = name_words(form)
            if len(words) > 1 or form in aliases or len(words) == 1:
                add(form, NameEntry("person", person=person))
            if words:
                surnames[_surname(form)][name] = person
    roles: dict[str, list[tuple[tuple[str, ...], Role]]] = defaultdict(list)
    national = {
        row["role"]: row["country"]
        for row in read_table(
            folder.joinpath("national_roles.tsv").read_text("utf-8"), "national_roles.tsv", NATIONAL_ROLE_COLUMNS
        )
    }
    for row in read_table(folder.joinpath("roles.tsv").read_text("utf-8"), "roles.tsv", ROLE_COLUMNS):
        if row["kind"] not in {"person", "people", "body", "thing"}:
            raise row.error(f"kind is {row['kind']!r}, expected person, people, body or thing")
        role = Role(row["role"], row.list("sectors"), row["kind"], row["office"], national.get(row["role"]))  # type: ignore[arg-type]
        for form in {row["role"], *row.list("plural"), plural(row["role"])}:
            words = name_words(form)
            roles[words[-1]].append((words, role))
    return ActorTables(
        countries=countries,
        names={first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in names.items()},
        roles={last: tuple(sorted(entries, key=lambda e: -len(e[0]))) for last, entries in roles.items()},
        surnames={surname: tuple(people.values()) for surname, people in surnames.items()},
        organisations={key: tuple(rows) for key, rows in organisations.items()},
        role_words=frozenset(word for entries in roles.values() for words, _ in entries for word in words),
    )
