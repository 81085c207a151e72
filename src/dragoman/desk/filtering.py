"""Filters in addresses: read from them, put into them, and said in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from dragoman.archive import FILTERS, Filter
from dragoman.archive.filters import PAGING, Kind, country_names
from dragoman.desk import words
from dragoman.errors import UsageError

_NUMBERS = {
    "min_confidence": float,
    **dict.fromkeys(("limit", "offset", "run", "min_reports", "min_publishers"), int),
}
_YES = ("yes", "true", "1", "on")


def read_filter(query: Iterable[tuple[str, str]], kind: Kind) -> Filter:
    """The filter that an address asks for; a name given twice is the same as its values with a comma.

    Names that are no filters of this kind are left alone: pages have fields of their own. Raises `UsageError` for a
    value that makes no sense.
    """
    given: dict[str, str] = {}
    for name, value in query:
        if name in FILTERS[kind] and value.strip():
            given[name] = f"{given[name]},{value.strip()}" if name in given else value.strip()
    return Filter(**{name: _value(name, value) for name, value in given.items()})


def _value(name: str, value: str) -> Any:
    if name == "once":
        return value.casefold() in _YES
    kind = _NUMBERS.get(name)
    if kind is None:
        return value
    try:
        return kind(value)
    except ValueError:
        raise UsageError(f"{name} {value!r} is not a number.") from None


def parameters(chosen: Filter) -> dict[str, str]:
    """The filter as names and values of an address, in the order of the help; without what page is shown."""
    given = chosen.given()
    names = [name for name in Filter.__dataclass_fields__ if name in given and name not in ("limit", "offset")]
    return {name: _text(given[name]) for name in names}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def address(path: str, chosen: Filter | None = None, /, **changes: object) -> str:
    """An address with the filter, changed: None takes a name out, anything else puts it in."""
    query = parameters(chosen) if chosen else {}
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = _text(value)
    return f"{path}?{urlencode(query, safe=',: ').replace(' ', '+')}" if query else path


def without(chosen: Filter, *names: str) -> Filter:
    """The filter without some of its parts."""
    return dataclasses.replace(chosen, **dict.fromkeys(names))


def said(chosen: Filter, kind: Kind = "events") -> str:
    """The filter in words: "Events in which Türkiye talks with Russia, in Syria, since 2020, that happened"."""
    given = {name: value for name, value in parameters(chosen).items() if name not in PAGING}
    if not given:
        return f"All {'reports' if kind == 'articles' else kind}"
    parts = [phrase for name, value in given.items() if (phrase := _phrase(name, value, kind))]
    noun = {"articles": "Reports"}.get(kind, kind.capitalize())
    return f"{noun} {', '.join(parts)}"


def chips(
    chosen: Filter, path: str, kind: Kind = "events", keep: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """Each part of the filter in words, with the address of the same view without it."""
    given = [name for name in parameters(chosen) if name not in PAGING]
    return [
        (_phrase(name, str(getattr(chosen, name)), kind), address(path, without(chosen, name), **(keep or {})))
        for name in given
    ]


def _phrase(name: str, value: str, kind: Kind) -> str:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    plain = [words.plain(part.lower()) for part in parts]
    whom = words.listed(_who(part) for part in parts)
    match name:
        case "actor":
            return {"agreements": f"with {whom} as a party", "statements": f"by {whom}"}.get(kind, f"done by {whom}")
        case "recipient":
            return f"about {whom}" if kind == "statements" else f"done to {whom}"
        case "either":
            return f"between {whom}" if len(parts) == 2 else f"with {whom} on either side"
        case "attribution":
            return f"according to {whom}"
        case "type":
            return "of the type" + ("s " if len(plain) > 1 else " ") + _or(plain)
        case "quad":
            return "of " + _or(words.QUADS[p.lower()][1].lower() if p.lower() in words.QUADS else p for p in parts)
        case "mode":
            return f"by way of {_or(plain)}"
        case "cameo":
            return f"with a CAMEO code of {_or(parts)}"
        case "context":
            return f"to do with {_or(plain)}"
        case "kind":
            return f"of the kind {_or(plain)}"
        case "term":
            return f"told as {_or(plain)}"
        case "measure":
            return f"that count a {_or(plain)}"
        case "act":
            return f"that were {_or(plain)}"
        case "stance":
            return f"in which somebody {_or(plain)}"
        case "country":
            return f"in {_or(_country(part) for part in parts)}"
        case "place":
            return f"at a place called {value}"
        case "since":
            return f"since {value}"
        case "until":
            return f"until {value}"
        case "within":
            return f"within {value.replace('..', ' to ')}"
        case "status":
            return "that " + _or(words.STATUSES.get(part.lower(), part) for part in parts)
        case "min_confidence":
            return f"with a confidence of {value} or more"
        case "publisher":
            return f"reported by {value}"
        case "article":
            return f"in report {value}"
        case "run":
            return f"filed by run {value}"
        case "id":
            return "that are named by their ids"
        case "once":
            return "each incident once"
        case "min_reports":
            return f"told by {value} reports or more"
        case "min_publishers":
            return f"told by {value} publishers or more"
        case "text":
            return f"with the words “{value}”"
    return f"{name} {value}"


def _or(parts: Iterable[str]) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}" if listed else ""


def _who(part: str) -> str:
    """An actor's words: a side's, else the name that was given."""
    return words.side_words(part.replace(".", " ")) if part.isupper() else part


def _country(part: str) -> str:
    return country_names().get(part.upper(), part)
