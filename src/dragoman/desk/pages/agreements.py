"""The ledger of agreements: who, when, where, the line of acts with their sentences, and whether they hold."""

from __future__ import annotations

import dataclasses
from typing import get_args

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from dragoman.analysis.ledger import STANDINGS, Instrument, ledger
from dragoman.archive.filters import Clause, Filter
from dragoman.archive.review import JUDGED, MACHINE, Layer, last_words
from dragoman.desk.asking import filter_context
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.filtering import address
from dragoman.desk.paging import asked_page
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page
from dragoman.record import AgreementKind

FIELDS = ("actor", "place", "since", "until", "publisher", "text")
ROWS = 20


@get("/agreements", include_in_schema=False, sync_to_thread=True)
def agreements(request: Asked, desk: TheDesk) -> Response[str]:
    """The agreements that the filter chooses, those with the latest act first."""
    standing = request.query_params.get("standing", "")
    judged = "yes" if request.query_params.get("judged", "") == "yes" else ""
    context = filter_context(request, "/agreements", "agreements", FIELDS, standing=standing, judged=judged)
    chosen: Filter = dataclasses.replace(context["chosen"], order=None, limit=None, offset=None)
    wanted = asked_page(dict(request.query_params.items()), ROWS, 100)
    with desk.archive.reading() as archive:
        every = ledger(archive, chosen, sentences=False, layer=JUDGED if judged else MACHINE)
        is_empty = not archive.count("articles")
        found = [one for one in every if not standing or one.standing == standing]
        shown = found[wanted.offset : wanted.offset + wanted.size]
        reviewed = last_words(archive, "agreement", [id_ for one in shown for id_ in one.agreements])
    numbers = {name: sum(one.standing == name for one in every) for name in STANDINGS}
    return page(
        request,
        "agreements.html",
        title="Agreements",
        active="agreements",
        found=shown,
        judged=judged,
        reviewed=reviewed,
        pages=wanted._replace(total=len(found)),
        paged=lambda number: address(
            "/agreements", chosen, standing=standing, judged=judged, page=number if number > 1 else None
        ),
        standings=[
            (
                name,
                said,
                numbers[name],
                address("/agreements", chosen, standing=None if standing == name else name, judged=judged),
            )
            for name, said in STANDINGS.items()
            if numbers[name]
        ],
        standing=standing,
        named=STANDINGS,
        kinds=get_args(AgreementKind),
        is_empty=is_empty,
        **context,
    )


@get("/agreements/{agreement:str}", include_in_schema=False, sync_to_thread=True)
def agreement(request: Asked, desk: TheDesk, agreement: FromPath[str]) -> Response[str]:
    """One agreement across reports, with every act and its sentence, as coded or as judged."""
    judged = request.query_params.get("judged", "") == "yes"
    found = find_instrument(desk, agreement, JUDGED if judged else MACHINE)
    with desk.archive.reading() as archive:
        reviewed = last_words(archive, "agreement", found.agreements)
    return page(
        request,
        "agreement.html",
        title=found.name,
        active="agreements",
        one=found,
        named=STANDINGS,
        judged=judged,
        reviewed=reviewed,
    )


def find_instrument(desk: TheDesk, wanted: str, layer: Layer = MACHINE) -> Instrument:
    """The instrument of that id, or that an agreement of that id belongs to; raises `NotThere`."""
    with desk.archive.reading() as archive:
        found = ledger(archive, where=Clause("f.agreement = ?", (wanted.lower(),)), layer=layer)
        if not found:
            short = [one for one in ledger(archive, sentences=False, layer=layer) if one.id == wanted]
            where = Clause("f.agreement = ?", (short[0].agreements[0],)) if short else None
            found = ledger(archive, where=where, layer=layer) if where else ()
    if not found:
        raise NotThere(f"There is no agreement {wanted!r} in the archive.")
    return found[0]


ROUTES = [agreements, agreement]
