"""The list of reports, and one report: its text with every fact marked, its facts as cards beside it, and why."""

from __future__ import annotations

import dataclasses
from typing import Any

from anyio import to_thread
from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Response

from dragoman.archive.filters import HELP, Filter
from dragoman.archive.sides import side_of
from dragoman.desk import words
from dragoman.desk.desk import Asked, Desk, TheDesk
from dragoman.desk.filtering import address, chips, parameters, read_filter, said
from dragoman.desk.marking import counts_of_marks, marked_blocks, name_of
from dragoman.desk.pages.incidents import told_by_others
from dragoman.desk.paging import asked_page
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page
from dragoman.errors import ArchiveError
from dragoman.record import Record

FIELDS = (
    ("text", "Words in the report", "ceasefire"),
    ("publisher", "Publisher", "Reuters"),
    ("since", "Published since", "2020, 2020-11"),
    ("until", "Published until", "2020-12-31"),
)


@get("/reports", include_in_schema=False, sync_to_thread=True)
def reports(request: Asked, desk: TheDesk) -> Response[str]:
    """The reports that the filter chooses, the latest first."""
    query = dict(request.query_params.items())
    chosen = read_filter(request.query_params.multi_items(), "articles")
    wanted = asked_page(query, desk.settings.rows_a_page, desk.settings.most_rows_a_page)
    shown = dataclasses.replace(
        chosen, order=chosen.order or "-date", limit=wanted.size, offset=(wanted.number - 1) * wanted.size
    )
    with desk.archive.reading() as archive:
        rows = archive.articles(shown).to_dicts()
        total = archive.count("articles", chosen)
        is_empty = not total and not archive.count("articles")
    return page(
        request,
        "reports.html",
        title="Reports",
        active="reports",
        rows=rows,
        pages=wanted._replace(total=total),
        human=said(chosen, "articles"),
        chips=chips(chosen, "/reports", "articles"),
        given=parameters(chosen),
        fields=FIELDS,
        help=HELP,
        order=shown.order,
        is_empty=is_empty,
        sorted_by=lambda order: address("/reports", chosen, order=order),
        paged=lambda number: address("/reports", chosen, page=number if number > 1 else None),
    )


@get("/reports/{article:str}", include_in_schema=False, sync_to_thread=True)
def report(request: Asked, desk: TheDesk, article: FromPath[str]) -> Response[Any]:
    """One report, by its id or the first digits of it."""
    record = find_record(desk, article)
    if record.doc != article:
        return Redirect(f"/reports/{record.doc}")
    with desk.archive.reading() as archive:
        row = archive.articles(Filter(article=record.doc)).to_dicts()[0]
        told = told_by_others(archive, [record.doc])
    labels = {name_of("event", e.id): f"E{n}" for n, e in enumerate(record.events, 1)}
    labels |= {name_of("figure", f.id): f"F{n}" for n, f in enumerate(record.figures, 1)}
    labels |= {name_of("agreement", a.id): f"A{n}" for n, a in enumerate(record.agreements, 1)}
    labels |= {name_of("statement", s.id): f"S{n}" for n, s in enumerate(record.statements, 1)}
    types = {name_of("event", e.id): words.quad(e.type) for e in record.events}
    text = record.article.text
    return page(
        request,
        "report.html",
        title=row["title"] or "A report",
        active="reports",
        record=record,
        row=row,
        blocks=marked_blocks(record),
        counts=counts_of_marks(record),
        labels=labels,
        quads=types,
        told=told,
        name_of=name_of,
        side_of=side_of,
        events=sorted(record.events, key=lambda e: e.trigger[0] if e.trigger else e.evidence[0]),
        event_labels={e.id: f"E{n}" for n, e in enumerate(record.events, 1)},
        said=lambda span: " ".join(span.of(text).split()),
    )


@get("/reports/{article:str}/explain", include_in_schema=False)
async def explain(request: Asked, desk: TheDesk, article: FromPath[str]) -> Response[Any]:
    """Why each event was coded as it was, and what was considered and dropped; the report is coded once more for it."""
    record = await to_thread.run_sync(find_record, desk, article)
    told = await to_thread.run_sync(desk.jobs.explain, record.article)
    return page(
        request,
        "explain.html",
        title="Why it was coded so",
        active="reports",
        record=record,
        told=told,
        said=lambda start, end: " ".join(record.article.text[start:end].split()),
    )


@get("/reports/{article:str}/record.json", include_in_schema=False, sync_to_thread=True)
def record_file(desk: TheDesk, article: FromPath[str]) -> Response[bytes]:
    """The record as it was filed."""
    record = find_record(desk, article)
    return Response(
        record.to_json(indent=1).encode(),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{record.doc}.json"'},
    )


def find_record(desk: Desk, article: str) -> Record:
    """The record of a report; raises `NotThere` where the archive has none of that id."""
    with desk.archive.reading() as archive:
        try:
            return archive.record(article)
        except ArchiveError as error:
            if "has no report" in str(error) or "Several reports" in str(error):
                raise NotThere(f"The archive has no report {article!r}.") from error
            raise


ROUTES = [reports, report, explain, record_file]
