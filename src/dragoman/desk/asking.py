"""What the pages of analysis have in common: their filter form, and the list of events behind a number."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from dragoman.archive.filters import HELP, Filter, Kind
from dragoman.desk import words
from dragoman.desk.desk import Asked
from dragoman.desk.filtering import address, chips, parameters, read_filter, said

FIELDS: dict[str, tuple[str, str]] = {
    "either": ("Who (one, or a pair)", "TUR or TUR,SYR.REB"),
    "actor": ("Who did it", "TUR.MIL"),
    "place": ("Place or region", "Idlib"),
    "country": ("Country of the place", "SYR or Syria"),
    "since": ("Since", "2020, 2020-11"),
    "until": ("Until", "2020-12-31"),
    "publisher": ("Publisher", "Reuters"),
    "text": ("Words", "ceasefire"),
}
"""The fields of the filter forms: what they are called, and an example."""

_WITH_SWITCH = ("/time", "/map", "/actors")
"""The pages whose form can count incidents in place of reports."""


def filter_context(request: Asked, path: str, kind: Kind, fields: tuple[str, ...], **kept: str) -> dict[str, Any]:
    """What a page's filter form and heading need; `kept` are the page's own fields, which links keep.

    Raises `UsageError` for a value that makes no sense.
    """
    chosen = read_filter(request.query_params.multi_items(), kind)
    given = parameters(chosen)
    shown = {*fields, "type", "kind", "order", *(("once",) if path in _WITH_SWITCH else ())}
    labels = {**FIELDS, "actor": ("A party or broker", "TUR")} if kind == "agreements" else FIELDS
    return {
        "chosen": chosen,
        "given": given,
        "human": said(chosen, kind),
        "chips": chips(chosen, path, kind, keep={n: v for n, v in kept.items() if v}),
        "fields": [(name, *labels[name], HELP[name]) for name in fields],
        "others": {name: value for name, value in given.items() if name not in shown},
        "form_path": path,
        "kept": kept,
    }


def events_address(chosen: Filter, /, *, path: str = "/events", **changes: object) -> str:
    """The address of the events that a number counts: what happened, unless the filter names a status."""
    asked = dataclasses.replace(chosen, status=chosen.status or "actual", limit=None, offset=None, order=None)
    return address(path, asked, **changes)


def side_filter(side: str) -> str:
    """A side of a cell ("TUR GOV", "United Nations") as the filters of actors take it; a comma would part it."""
    is_code = all(len(part) == 3 and part.isupper() for part in side.split(" "))
    return side.replace(" ", ".") if is_code else side.split(",")[0]


def quad_counts(counts: tuple[int, ...]) -> list[tuple[str, str, str, int]]:
    """Counts of the quad classes with each one's key, short name and words."""
    return [(quad, *words.QUADS[quad], count) for quad, count in zip(words.QUADS, counts, strict=True)]


def as_query(given: Mapping[str, str]) -> str:
    """Names and values as the query of an address, with its question mark; nothing for none."""
    from urllib.parse import urlencode

    query = urlencode({name: value for name, value in given.items() if value}, safe=",: ")
    return f"?{query.replace(' ', '+')}" if query else ""
