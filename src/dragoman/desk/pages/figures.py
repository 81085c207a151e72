"""Figures as ranges, by kind, place and time, with who said so."""

from __future__ import annotations

import dataclasses
import math
from typing import get_args

from litestar import get
from litestar.response import Response

from dragoman.analysis.tolls import Toll, TollPeriod, tolls
from dragoman.archive.filters import Filter
from dragoman.archive.review import JUDGED, MACHINE, last_words
from dragoman.desk.asking import filter_context
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.filtering import address
from dragoman.desk.paging import asked_page
from dragoman.desk.rendering import page
from dragoman.errors import UsageError
from dragoman.record import FigureKind

FIELDS = ("place", "country", "since", "until", "publisher")
ROWS = 25


@get("/figures", include_in_schema=False, sync_to_thread=True)
def figures(request: Asked, desk: TheDesk) -> Response[str]:
    """The tolls for the filter that the address holds."""
    by = toll_period_of(request.query_params.get("by", ""))
    judged = "yes" if request.query_params.get("judged", "") == "yes" else ""
    layer = JUDGED if judged else MACHINE
    kept = {"by": by if by != "date" else "", "judged": judged}
    context = filter_context(request, "/figures", "figures", FIELDS, **kept)
    chosen: Filter = dataclasses.replace(context["chosen"], order=None)
    wanted = asked_page(dict(request.query_params.items()), ROWS, 200)
    with desk.archive.reading() as archive:
        found = tolls(archive, dataclasses.replace(chosen, limit=wanted.size, offset=wanted.offset), by=by, layer=layer)
        if not found.tolls and wanted.number > 1:
            found = tolls(archive, dataclasses.replace(chosen, limit=0), by=by, layer=layer)
        reviewed = last_words(archive, "figure", [claim.figure for toll in found.tolls for claim in toll.claims])
        is_empty = not archive.count("articles")
    return page(
        request,
        "figures.html",
        title="Figures",
        active="figures",
        tolls=[(toll, _line(toll)) for toll in found.tolls],
        figures=found.figures,
        pages=wanted._replace(total=found.in_all),
        paged=lambda number: address("/figures", chosen, **kept, page=number if number > 1 else None),
        by=by,
        judged=judged,
        reviewed=reviewed,
        periods={"date": "as told", "month": "month", "year": "year", "all": "all time"},
        kinds=get_args(FigureKind),
        is_empty=is_empty,
        **context,
    )


def toll_period_of(given: str) -> TollPeriod:
    """How an address wants figures put together; raises `UsageError` for another word."""
    for known in get_args(TollPeriod):
        if (given or "date") == known:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"by {given!r} is no way to put figures together; valid: {', '.join(get_args(TollPeriod))}.")


def _line(toll: Toll) -> dict[str, object]:
    """Where the range and each claim stand on a line of tenfold steps, from 0 to 100."""
    numbers = [n for claim in toll.claims for n in (claim.low, claim.high) if n is not None]
    top = max(1, math.ceil(math.log10(max([10, *numbers]))))

    def at(number: int) -> float:
        return round(100 * math.log10(max(1, number)) / top, 2)

    return {
        "from": at(toll.low) if toll.low is not None else 0,
        "to": at(toll.high) if toll.high is not None else 100,
        "points": sorted({at(n) for n in numbers}),
        "steps": [round(100 * n / top, 2) for n in range(top + 1)],
        "top": 10**top,
    }


ROUTES = [figures]
