"""Others' lists of actors as rows of one's own table.

Read are the dictionaries of PETRARCH and Phoenix (`.actors`, `.agents`, also ending in `.txt`), whose CAMEO actor codes
become countries and PLOVER sectors, and entities of FollowTheMoney and OpenSanctions (JSON lines).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dragoman.actors.own import OwnActor, read_own
from dragoman.errors import TableError
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# CAMEO's codes of what actors do, as PLOVER's sectors; those that say how and not what (MOD, RAD) are left out.
_SECTORS = {
    **{c: c for c in "GOV MIL REB OPP PTY LEG JUD COP SPY CVL BUS EDU REL REF LAB AGR UAF CRM ELI JRN SOC".split()},
    "MED": "JRN", "HLH": "MED", "MNC": "BUS", "SET": "CVL", "DEV": "CVL", "ENV": "SOC", "HRI": "SOC", "SEP": "REB",
    "INS": "REB", "IMG": "REB", "NGO": "SOC", "NGM": "SOC", "INT": "", "TOP": "GOV", "PRM": "PRM",
}  # fmt: skip
_KINDS = {"IGO": "igo", "IGM": "igo", "NGO": "ngo", "NGM": "ngo", "MNC": "company", "BUS": "company", "PTY": "party"}
_STATES = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"}
# Codes of CAMEO that ISO 3166-1 writes in another way.
_COUNTRIES = {"ROM": "ROU", "KSV": "XKX", "TMP": "TLS", "ZAR": "COD", "YUG": "SRB", "SCG": "SRB", "WSB": "PSE"}
_DATES = re.compile(r"([<>])\s*(\d{6,8})|(\d{6,8})\s*-\s*(\d{6,8})")
_CODES = re.compile(r"\[([^\]]*)\]")
# FollowTheMoney's topics and kinds of things, the more telling first.
_TOPICS = (
    ("crime.terror", "REB"), ("crime", "CRM"), ("gov.igo", "igo"), ("mil", "MIL"), ("role.spy", "SPY"),
    ("gov.security", "COP"), ("role.judge", "JUD"), ("role.journo", "JRN"), ("role.rel", "REL"), ("rel", "REL"),
    ("pol.party", "PTY"), ("pol.union", "LAB"), ("gov", "GOV"), ("role.pep", "GOV"), ("role.pol", "PTY"),
    ("role.act", "SOC"), ("role.diplo", "GOV"), ("corp", "BUS"), ("fin", "BUS"),
)  # fmt: skip
_SCHEMAS = {"PublicBody": "GOV", "Company": "BUS", "Asset": ""}
_NAMED = frozenset({"Person", "Organization", "PublicBody", "Company", "LegalEntity"})


def import_actors(path: Path) -> tuple[OwnActor, ...]:
    """The actors of a file, by the ending of its name.

    `.toml`, `.tsv` and `.csv` are tables of one's own; `.actors` and `.agents` (or `….actors.txt`) are dictionaries;
    `.json`, `.jsonl` and `.ftm` hold entities, one a line. Raises `TableError` with file and line.
    """
    name = path.name.lower().removesuffix(".txt")
    if name.endswith(".actors"):
        return tuple(from_actors(path.read_text("utf-8", errors="replace"), path.name))
    if name.endswith(".agents"):
        return tuple(from_agents(path.read_text("utf-8", errors="replace"), path.name))
    if name.endswith((".json", ".jsonl", ".ftm", ".ndjson")):
        return tuple(from_entities(path.read_text("utf-8").splitlines(), path.name))
    return read_own(path)


def side_of_code(code: str) -> tuple[str, str, tuple[str, ...]]:
    """A CAMEO actor code as kind, country and sectors: `AFGGOVMIL` gives state, AFG, GOV and MIL; empty where it does
    not say."""
    parts = [code[i : i + 3] for i in range(0, len(code) - len(code) % 3, 3)]
    country, sectors, kind = "", [], ""
    known = _iso_codes()
    for at, part in enumerate(parts):
        if at == 0 and (_COUNTRIES.get(part, part) in known.values() and part not in _SECTORS):
            country = _COUNTRIES.get(part, part)
            continue
        kind = kind or _KINDS.get(part, "")
        sector = _SECTORS.get(part, "")
        if sector and sector not in sectors:
            sectors.append(sector)
    if kind == "igo":
        return kind, "", ()
    if not kind:
        kind = "state" if set(sectors) & _STATES or not sectors else "group"
    if not sectors and country:
        sectors = ["GOV"]
    return kind, country, tuple(sectors)


def from_actors(text: str, table: str) -> Iterator[OwnActor]:
    """The actors of a dictionary: a name, its other names after `+`, and codes in brackets with their dates."""
    names: list[str] = []
    codes: list[tuple[int, str]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = re.split(r"[#;]", raw, maxsplit=1)[0].strip()
        if not line or line.startswith("<"):
            continue
        continued = raw[:1] in " \t" or line.startswith(("+", "["))
        if not continued and names:
            yield from _coded(names, codes, table)
            names, codes = [], []
        name = _CODES.sub("", line).lstrip("+").strip()
        if name:
            names.append(_plain_name(name))
        codes.extend((number, found) for found in _CODES.findall(line))
    if names:
        yield from _coded(names, codes, table)


def _coded(names: list[str], codes: list[tuple[int, str]], table: str) -> Iterator[OwnActor]:
    for number, found in codes:
        dates = _DATES.search(found)
        code = _DATES.sub("", found).strip().upper()
        if code in {"", "---"} or not re.fullmatch(r"[A-Z]{3,}", code):
            continue
        start, end = _bounds(dates, table, number) if dates else ("", "")
        kind, country, sectors = side_of_code(code)
        # a code that holds for a time is most often a person's, and of two words or more
        person = dates is not None and " " in names[0] and (kind == "state" or "ELI" in sectors)
        office = "official" if person else ""
        yield OwnActor(names[0], "person" if person else kind, country, sectors, tuple(names[1:]), office, start, end)


def _bounds(dates: re.Match[str], table: str, number: int) -> tuple[str, str]:
    sign, one, first, last = dates.groups()
    if sign:
        day = _day(one, table, number)
        return ("", day) if sign == "<" else (day, "")
    return _day(first, table, number), _day(last, table, number)


def _day(digits: str, table: str, number: int) -> str:
    """`020113` or `20020113` as a date; two digits of a year below 45 are of this century."""
    if len(digits) == 6:
        digits = ("20" if digits[:2] < "45" else "19") + digits
    if len(digits) != 8 or not "01" <= digits[4:6] <= "12" or not "01" <= digits[6:] <= "31":
        raise TableError(table, number, f"{digits!r} is no date, expected YYMMDD or YYYYMMDD")
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _plain_name(name: str) -> str:
    words = [w for w in re.split(r"[_\s]+", name) if w]
    return " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in words)


def from_agents(text: str, table: str) -> Iterator[OwnActor]:
    """The role nouns of a dictionary of agents: `POLICE_OFFICER {POLICE_OFFICERS} [~COP]`; classes in `!…!` are left
    out."""
    for raw in text.splitlines():
        line = re.split(r"[#;]", raw, maxsplit=1)[0].strip()
        codes = _CODES.findall(line)
        if not codes or line.startswith(("!", "<")) or "!" in line:
            continue
        code = codes[0].replace("~", "").strip().upper()
        noun = re.sub(r"[\[{].*", "", line)
        plural = re.search(r"\{([^}]*)\}", line)
        words = " ".join(w for w in noun.lower().split("_") if w.strip()).strip()
        _, country, sectors = side_of_code(code) if code else ("", "", ())
        if words and sectors:
            plurals = (" ".join(plural[1].lower().replace("_", " ").split()),) if plural and plural[1].strip() else ()
            yield OwnActor(words, "role", country, sectors, plurals)


def from_entities(lines: Iterable[str], table: str) -> Iterator[OwnActor]:
    """The persons and bodies of FollowTheMoney entities, one JSON object a line; others are passed over."""
    countries = _iso_codes()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entity: dict[str, Any] = json.loads(line)
        except ValueError as error:
            raise TableError(table, number, f"is no JSON ({error})") from None
        if not isinstance(entity, dict) or entity.get("schema") not in _NAMED:
            continue
        properties: dict[str, list[str]] = entity.get("properties", {})
        names = list(
            dict.fromkeys([*([entity["caption"]] if entity.get("caption") else []), *properties.get("name", [])])
        )
        if not names:
            continue
        aliases = dict.fromkeys([*names[1:], *properties.get("alias", [])])
        homes = [
            *properties.get("country", []),
            *properties.get("jurisdiction", []),
            *properties.get("nationality", []),
        ]
        home = next((countries[h.upper()] for h in homes if h.upper() in countries), "")
        topics = properties.get("topics", [])
        sector = next((s for topic, s in _TOPICS if any(t == topic or t.startswith(topic + ".") for t in topics)), "")
        sector = sector or _SCHEMAS.get(entity["schema"], "")
        person = entity["schema"] == "Person"
        if sector == "igo":
            yield OwnActor(names[0], "igo", "", (), tuple(aliases), id=str(entity.get("id", "")).lower())
            continue
        if not sector:
            continue
        kind = "person" if person else _kind_of(sector)
        office = ("official" if sector == "GOV" else "member") if person else ""
        yield OwnActor(names[0], kind, home, (sector,), tuple(aliases), office, id=str(entity.get("id", "")).lower())


def _kind_of(sector: str) -> str:
    if sector in _STATES:
        return "state"
    return {"BUS": "company", "PTY": "party", "SOC": "ngo", "JRN": "media"}.get(sector, "group")


def _iso_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3, from the table of countries."""
    columns = ("iso3", "iso2", "name", "aliases", "demonyms", "capital", "metonyms")
    text = package_file("dragoman.actors", "countries.tsv").read_text("utf-8")
    return {row["iso2"]: row["iso3"] for row in read_table(text, "countries.tsv", columns)}
