"""The page on which reports are given: pasted, as files, or by an address; and the page that shows how far they are."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from litestar import get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath
from litestar.response import Redirect, Response

from dragoman.desk.desk import Asked, Desk, TheDesk
from dragoman.desk.problems import NotThere
from dragoman.desk.reading import Given
from dragoman.desk.rendering import page
from dragoman.desk.samples import sample_reports
from dragoman.errors import UsageError
from dragoman.reading.addresses import is_address

_TABLES = (".csv", ".jsonl", ".ndjson", ".parquet")


# Not in a thread: Litestar mixes up a handler in a thread with another one at the same address.
@get("/read", include_in_schema=False, sync_to_thread=False)
def read_page(request: Asked, desk: TheDesk) -> Response[str]:
    """The three ways to give a report."""
    return _page(request, desk, {})


@post("/read", include_in_schema=False, status_code=303)
async def take(request: Asked, desk: TheDesk) -> Response[Any]:
    """Take what was given and lead to the page that shows how far it is."""
    form = await request.form()
    try:
        given = await _given(form, desk)
        job = desk.jobs.add(given)
    except UsageError as error:
        return _page(
            request, desk, {k: v for k, v in form.items() if isinstance(v, str)}, problem=str(error), status=422
        )
    return Redirect(f"/read/{job.id}", status_code=303)


@post("/read/samples", include_in_schema=False, status_code=303, sync_to_thread=True)
def take_samples(desk: TheDesk) -> Response[Any]:
    """Read the sample reports that come with Dragoman."""
    given = [Given(f"samples/{name}", data) for name, data in sample_reports()]
    if not given:
        raise NotThere("The sample reports are not installed here.")
    return Redirect(f"/read/{desk.jobs.add(given).id}", status_code=303)


@get("/read/{job_id:str}", include_in_schema=False, sync_to_thread=False)
def progress(request: Asked, desk: TheDesk, job_id: FromPath[str]) -> Response[Any]:
    """How far a job is; one report that is read leads on to it."""
    job = desk.jobs.get(job_id)
    if job is None:
        raise NotThere("That reading is over, or was before the desk was started. The reports are in the archive.")
    if job.is_done and len(job.items) == 1 and job.items[0].article:
        to = f"/reports/{job.items[0].article}"
        if request.headers.get("hx-request"):
            return Response(b"", headers={"HX-Redirect": to}, media_type="text/html")
        return Redirect(to, status_code=303)
    return page(request, "reading.html", title="Reading", active="read", job=job, is_loaded=desk.jobs.is_loaded)


def _page(
    request: Asked, desk: Desk, given: Mapping[str, str], *, problem: str = "", status: int = 200
) -> Response[str]:
    return page(
        request,
        "read.html",
        title="Read",
        active="read",
        status=status,
        given=given,
        problem=problem,
        samples=len(sample_reports()),
    )


async def _given(form: FormMultiDict, desk: Desk) -> list[Given]:
    """What a form holds; raises `UsageError` for nothing, or too much."""
    settings = desk.settings
    known = {name: str(form.get(name, "")).strip() for name in ("title", "publisher", "url")}
    published = _day(str(form.get("published", "")).strip())
    text, wanted = str(form.get("text", "")), str(form.get("address", "")).strip()
    files = [f for f in form.getall("files", []) if isinstance(f, UploadFile) and f.filename]
    given: list[Given] = []
    if text.strip():
        if len(text) > settings.largest_text:
            raise UsageError(
                f"The text has {len(text):,} characters; {settings.largest_text:,} is the most. "
                "Paste one report at a time, or give files."
            )
        # Browsers send line ends as CRLF, whatever was typed.
        given.append(Given("pasted text", text.replace("\r\n", "\n").encode(), published, known))
    if wanted:
        if not is_address(wanted):
            raise UsageError(f"{wanted[:80]!r} is not an address; it begins with http:// or https://.")
        given.append(Given(wanted, None, published, {name: known[name] for name in ("title", "publisher")}))
    if len(files) > settings.most_files:
        raise UsageError(f"{len(files)} files are too many at once; {settings.most_files} is the most.")
    size = 0
    for file in files:
        name = file.filename.replace("\\", "/").rpartition("/")[2]
        if name.lower().endswith(_TABLES):
            raise UsageError(f"{name} is a table. Tables of reports are read by `dragoman read {name}`.")
        data = await file.read()
        size += len(data)
        if size > settings.largest_upload:
            raise UsageError(f"The files are larger than {settings.largest_upload / 1e6:g} MB together.")
        given.append(Given(name, data, published, known if len(files) == 1 else {}))
    if not given:
        raise UsageError("Nothing was given. Paste a text, choose files, or give an address.")
    return given


def _day(words: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(words) if words else None
    except ValueError:
        raise UsageError(f"The day {words!r} cannot be read; write it as 2020-12-31.") from None


ROUTES = [read_page, take, take_samples, progress]
