"""The table of events: filters and facets, sorting, pages, columns to choose, and the view as a file."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from dragoman.archive.filters import HELP, Filter
from dragoman.desk import words
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.downloads import MEDIA_TYPES, download
from dragoman.desk.filtering import address, chips, parameters, read_filter, said
from dragoman.desk.pages.incidents import told_by_others
from dragoman.desk.paging import asked_page
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page


class Column(NamedTuple):
    """A column of the table: what it is called, and what it is sorted by ("" where it is not)."""

    name: str
    order: str = ""
    usual: bool = True


COLUMNS: dict[str, Column] = {
    "date": Column("When", "date"),
    "type": Column("What", "type"),
    "actors": Column("Who"),
    "recipients": Column("To whom"),
    "place": Column("Where", "place"),
    "status": Column("Status", "status", usual=False),
    "words": Column("In which words"),
    "confidence": Column("Sure", "confidence"),
    "attribution": Column("According to", usual=False),
    "contexts": Column("To do with", usual=False),
    "cameo": Column("CAMEO", usual=False),
    "country": Column("Country", "country", usual=False),
    "publisher": Column("Publisher", "publisher", usual=False),
    "published": Column("Published", "published", usual=False),
}

FACETS = {
    "type": "What",
    "status": "Status",
    "actor": "Who",
    "recipient": "To whom",
    "country": "Country",
    "place": "Place",
    "context": "To do with",
    "mode": "How",
    "publisher": "Publisher",
}
"""The facets beside the table and what they are called; the first are open."""
_OPEN = 3
_MOST = 10

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("text", "Words in the sentence", "ceasefire"),
    ("actor", "Who did it", "TUR, TUR.GOV, REB, Kalin"),
    ("recipient", "To whom", "SYR, United Nations"),
    ("either", "On either side", "USA or USA,IRN"),
    ("attribution", "According to", "UKR.MIL"),
    ("country", "Country of the place", "SYR or Syria"),
    ("place", "Place or region", "Idlib"),
    ("since", "Since", "2020, 2020-11"),
    ("until", "Until", "2020-12-31"),
    ("publisher", "Publisher", "Reuters"),
    ("cameo", "CAMEO code begins with", "19"),
    ("article", "Report", "its first digits"),
)
"""The fields of the form that are typed into: filter, label, example."""


@get("/events", include_in_schema=False, sync_to_thread=True)
def events(request: Asked, desk: TheDesk) -> Response[str]:
    """The table, for the filter that the address holds."""
    query = dict(request.query_params.items())
    chosen = read_filter(request.query_params.multi_items(), "events")
    wanted = asked_page(query, desk.settings.rows_a_page, desk.settings.most_rows_a_page)
    columns = _columns(",".join(request.query_params.getall("columns", [])))
    shown = dataclasses.replace(
        chosen, order=chosen.order or "-date", limit=wanted.size, offset=(wanted.number - 1) * wanted.size
    )
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        found = archive.overview(shown, facets=tuple(FACETS), most=_MOST)
        is_empty = not found.total and not archive.count("articles")
        told = told_by_others(archive, [row["article"] for row in found.events])
    kept = {
        "columns": ",".join(columns) if columns != _usual() else "",
        "rows": str(wanted.size) if wanted.size != desk.settings.rows_a_page else "",
    }
    return page(
        request,
        "events.html",
        title="Events",
        active="events",
        chosen=chosen,
        given={**parameters(chosen)},
        human=said(chosen),
        chips=chips(chosen, "/events", keep=kept),
        rows=found.events.to_dicts(),
        facets=_facets(found.facets, chosen, kept),
        told=told,
        pages=wanted._replace(total=found.total),
        columns=columns,
        all_columns=COLUMNS,
        fields=FIELDS,
        help=HELP,
        order=shown.order,
        is_empty=is_empty,
        is_open=_OPEN,
        formats=list(MEDIA_TYPES),
        download=lambda format_: address(f"/events/as/{format_}", chosen),
        sorted_by=lambda order: address("/events", chosen, order=order, **kept),
        paged=lambda number: address("/events", chosen, **kept, page=number if number > 1 else None),
        without_columns=address("/events", chosen, rows=kept["rows"]),
        ontology=words.ontology(),
    )


@get("/events/as/{format_:str}", include_in_schema=False, sync_to_thread=True)
def events_file(request: Asked, desk: TheDesk, format_: FromPath[str]) -> Any:
    """The view as a file; all of it, not only the page that was shown."""
    chosen = read_filter(request.query_params.multi_items(), "events")
    for known in MEDIA_TYPES:
        if format_ == known:
            return download(desk.archive, "events", known, chosen)
    raise NotThere(f"Events are not given as {format_!r}; there are: {', '.join(MEDIA_TYPES)}.")


def _usual() -> list[str]:
    return [name for name, column in COLUMNS.items() if column.usual]


def _columns(asked: str) -> list[str]:
    names = {name.strip() for name in asked.split(",")}
    return [name for name in COLUMNS if name in names] or _usual()


class FacetValue(NamedTuple):
    """One value of a facet: in words, how many events have it, the view with only these (or without this choice)."""

    value: str
    words: str
    events: int
    address: str
    chosen: bool


def _facets(
    found: dict[str, list[tuple[str, int]]], chosen: Filter, kept: dict[str, str]
) -> list[tuple[str, str, list[FacetValue]]]:
    """The facets that have something to choose, each with its values."""
    made = []
    for name, label in FACETS.items():
        now = getattr(chosen, name)
        values = []
        for value, number in found[name]:
            filtered = _as_filter(name, value)
            is_chosen = now is not None and str(now).casefold() == filtered.casefold()
            if "," in filtered:
                continue
            to = address("/events", chosen, **{name: None if is_chosen else filtered}, **kept)
            values.append(FacetValue(value, _value_words(name, value), number, to, is_chosen))
        if values:
            made.append((name, label, values))
    return made


def _as_filter(name: str, value: str) -> str:
    """A value of a facet as the filter writes it: the side "TUR GOV" of a cell is "TUR.GOV"."""
    is_side = name in ("actor", "recipient") and value.replace(" ", "").isupper()
    return value.replace(" ", ".") if is_side else value


def _value_words(name: str, value: str) -> str:
    match name:
        case "type":
            return value.capitalize()
        case "status":
            return words.STATUSES.get(value, value)
        case "actor" | "recipient":
            return words.side_words(value)
        case "country":
            return words.country_words(value)
        case "context" | "mode":
            return words.plain(value)
    return value


ROUTES = [events, events_file]
