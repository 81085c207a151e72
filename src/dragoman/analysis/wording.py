"""Events, figures and dates as English clauses, from `wording.toml`."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from dragoman.archive.filters import country_names
from dragoman.tables import package_file

KILLED_WORDS: dict[str, str] = {
    "killed": "killed",
    "injured": "injured",
    "casualties": "killed or injured",
    "missing": "missing",
    "detained": "detained",
    "released": "released",
    "abducted": "abducted",
    "displaced": "displaced",
    "refugees": "counted as refugees",
    "returned": "counted as returned",
    "affected": "affected",
    "protesters": "counted as protesters",
    "troops": "counted as troops",
    "aid_money": "named as money for aid",
    "other": "counted",
}
"""What was said of those whom a figure counts."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(package_file("dragoman.analysis", "wording.toml").read_text("utf-8"))


def _words(type_: str, mode: str, form: str) -> Any:
    entry = _table()[type_]
    return entry.get("modes", {}).get(mode, {}).get(form) or entry[form]


def clause(type_: str, mode: str, actors: Sequence[str], recipients: Sequence[str]) -> str:
    """What happened, without time and place: "Libyan forces shelled Sirte"."""
    if actors and recipients:
        return f"{listed(actors)} {_words(type_, mode, 'on')} {listed(recipients)}"
    if len(actors) > 1 and type_ in ("CONSULT", "AGREE", "COOPERATE"):
        return f"{listed(actors)} {_words(type_, mode, 'alone')}"
    if actors:
        return f"{listed(actors)} {_words(type_, mode, 'alone')}"
    if recipients:
        return f"{listed(recipients)} {_words(type_, mode, 'passive')}"
    noun = _words(type_, mode, "noun")[0]
    return f"{'An' if noun[0] in 'aeiou' else 'A'} {noun} was reported"


def noun(type_: str, number: int) -> str:
    """Events of a type with their number: "12 attacks"."""
    one, several = _words(type_, "", "noun")
    return f"{number:,} {one if number == 1 else several}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names as one says them: "a, b and c"; from the fifth on only their number."""
    found = list(dict.fromkeys(names))
    if len(found) > most:
        found = [*found[: most - 1], f"{len(found) - most + 1} others"]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def when(start: datetime.date | None, end: datetime.date | None) -> str:
    """A date with its preposition: "on 2 December 2020", "in December 2020", "between 2 and 5 December 2020"."""
    if start is None or end is None:
        return ""
    if start == end:
        return f"on {day(start)}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"in {start.year}" if start.year == end.year else f"in {start.year}–{end.year}"
    if (
        start.day == 1
        and (end + datetime.timedelta(days=1)).day == 1
        and (start.year, start.month) == (end.year, end.month)
    ):
        return f"in {start:%B %Y}"
    first = str(start.day) if (start.year, start.month) == (end.year, end.month) else day(start)
    return f"between {first} and {day(end)}"


def day(date: datetime.date) -> str:
    """A day as one writes it: "2 December 2020"."""
    return f"{date.day} {date:%B} {date.year}"


def where(place: str | None, country: str | None, precision: str | None = None) -> str:
    """A place with its preposition: "in Sirte, Libya"."""
    name = country_names().get(country or "", "")
    if not place:
        return f"in {name}" if name else ""
    return f"in {place}" if not name or name == place or precision == "country" else f"in {place}, {name}"


def number(low: int | None, high: int | None, *, approximate: bool = False) -> str:
    """A number or its bounds: "12", "about 40", "at least 50", "up to 50", "24 to 99"."""
    about = "about " if approximate else ""
    if low is not None and low == high:
        return f"{about}{low:,}"
    if low is None:
        return f"up to {about}{high:,}" if high is not None else "an unknown number"
    return f"at least {about}{low:,}" if high is None else f"{about}{low:,} to {high:,}"


def side(code: str) -> str:
    """A side in words where its code has them: "SYR REB" is "Syria (rebels)"; a name stays as it is."""
    parts = code.split(" ")
    name = country_names().get(parts[0])
    if name is None or not all(len(part) == 3 and part.isupper() for part in parts):
        return code
    sectors = [SECTORS.get(part, part) for part in parts[1:]]
    return f"{name} ({', '.join(sectors)})" if sectors else name


SECTORS: dict[str, str] = {
    "GOV": "government",
    "MIL": "military",
    "REB": "rebels",
    "OPP": "opposition",
    "COP": "police",
    "CVL": "civilians",
    "PRM": "militia",
    "JUD": "judiciary",
    "SPY": "intelligence",
    "CRM": "criminals",
}
"""Sectors in a word."""
