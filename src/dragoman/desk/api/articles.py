"""Reports: listed, whole with all their facts, and new ones to be coded."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec
from anyio import to_thread
from litestar import get, post
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from litestar.response import Response

from dragoman.archive.filters import Filter
from dragoman.desk.api import rows
from dragoman.desk.api.answering import answer, not_modified, problems
from dragoman.desk.api.asking import with_filters
from dragoman.desk.api.facts import page_of
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.pages.reports import find_record
from dragoman.desk.reading import Given
from dragoman.errors import InputError
from dragoman.reading import SetAside
from dragoman.record import Record

_LONGEST = 500_000


class NewArticle(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A report to be coded: its text, or a page's HTML, and what is known of it."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=_LONGEST, description="Plain text or HTML.")]
    published: datetime.date | None = None
    title: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    publisher: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    url: Annotated[str, msgspec.Meta(max_length=2000)] = ""


# Of its own accord Litestar would mix up a handler in a thread with the one that takes new reports at the same address.
@get("/api/v1/articles", tags=["reports"], responses=problems(400, 409) | not_modified(), sync_to_thread=False)
@with_filters("articles")
def articles(request: Asked, desk: TheDesk, chosen: Filter) -> Response[rows.ArticlePage]:
    """List the reports, with the numbers of their facts."""
    return answer(request, page_of(desk, "articles", chosen, rows.ArticlePage))


_KNOWN = {200: ResponseSpec(Record, description="The report was coded already.", generate_examples=False)}


@post("/api/v1/articles", tags=["reports"], responses=problems(400, 413, 415, 422) | _KNOWN)
async def code_article(request: Asked, desk: TheDesk, data: JSONBody[NewArticle]) -> Response[Record]:
    """Code a report, file it, and give its record.

    201 for a report that is new or is coded anew, 200 for one that this version of the coder has coded already.
    """
    if request.content_type[0] not in ("application/json", ""):
        raise HTTPException(detail="Send the report as application/json.", status_code=415)
    known = {"title": data.title, "publisher": data.publisher, "url": data.url}
    given = Given("REST API", data.text.encode("utf-8", "replace"), data.published, known)
    found = await to_thread.run_sync(desk.jobs.read_now, given)
    if isinstance(found, SetAside):
        raise InputError("The report", found.problem, found.remedy)
    record, outcome = found
    status = 200 if outcome == "unchanged" else 201
    return answer(request, record, status=status, headers={"Location": f"/api/v1/articles/{record.doc}"})


@get(
    "/api/v1/articles/{article:str}",
    tags=["reports"],
    responses=problems(400, 404) | not_modified(),
    sync_to_thread=True,
)
def article(request: Asked, desk: TheDesk, article: FromPath[str]) -> Response[Record]:
    """One report with all its facts, as it was filed (`docs/record.md`)."""
    return answer(request, find_record(desk, article))


@get("/api/v1/runs", tags=["reports"], responses=problems() | not_modified(), sync_to_thread=True)
def runs(request: Asked, desk: TheDesk) -> Response[rows.RunList]:
    """List the runs: what was read when, by which version of the coder."""
    with desk.archive.reading() as archive:
        found = archive.runs()
    return answer(request, rows.RunList(items=rows.rows_of(rows.RunList, found)))


ROUTES = [articles, code_article, article, runs]
