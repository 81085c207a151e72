"""Review: the queue, judgements, undo, agreement of reviewers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, TypeVar, get_args

import msgspec
from anyio import to_thread
from litestar import get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Response

from dragoman.archive import Archive, review
from dragoman.archive.filters import Filter
from dragoman.archive.review import Comparison, FactJudgement, Judgement
from dragoman.desk.api.answering import answer, not_modified, problems
from dragoman.desk.api.asking import FROM_NOUGHT, refuse_repeated, with_filters
from dragoman.desk.api.rows import EventRow, row_of
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.filtering import said
from dragoman.desk.problems import NotThere
from dragoman.errors import UsageError

_Kind = TypeVar("_Kind", Judgement, FactJudgement)
_NAME = r"^[^\x00-\x20][^\x00-\x1f]*$"


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """The events that wait for a reviewer, the least sure first."""

    query: str
    items: list[EventRow]


class NewJudgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reviewer says: `events` names the events judged (for merge several), `article` the report of an added one.

    `changes` holds the fields told, as in the record: for correct and add one object, for split one for each part.
    """

    reviewer: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    verb: Literal["accept", "correct", "reject", "add", "merge", "split"]
    events: Annotated[list[str], msgspec.Meta(max_length=100)] = []
    article: str = ""
    changes: list[dict[str, Any]] = []
    note: str = ""
    blind: bool = False


class Judgements(msgspec.Struct, frozen=True, kw_only=True):
    """Judgements, the latest first."""

    items: tuple[Judgement, ...]


class NewFactJudgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reviewer says of the figure or agreement `fact`; for add, `article` is its report.

    `changes` holds the fields told, as in the record, for correct and add.
    """

    reviewer: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    verb: Literal["accept", "correct", "reject", "add"]
    kind: Literal["figure", "agreement"]
    fact: str = ""
    article: str = ""
    changes: dict[str, Any] = {}
    note: str = ""
    blind: bool = False


class FactJudgements(msgspec.Struct, frozen=True, kw_only=True):
    """Judgements of figures and agreements, the latest first."""

    items: tuple[FactJudgement, ...]


@get("/api/v1/review/queue", tags=["review"], responses=problems(400, 409) | not_modified(), sync_to_thread=True)
@with_filters("events", "reviewer", "waiting", "blind")
def waiting_events(
    request: Asked,
    desk: TheDesk,
    chosen: Filter,
    reviewer: Annotated[str, QueryParameter(description="Who reviews.", pattern=_NAME, max_length=80)],
    waiting: Annotated[
        str | None, QueryParameter(description="unjudged unless told.", pattern="^(unjudged|second|all)$")
    ] = None,
    blind: Annotated[bool | None, QueryParameter(description="Without what others said.")] = None,
) -> Response[Queue]:
    """List the events that wait for a reviewer, the least sure first."""
    asked = next((w for w in get_args(review.Waiting) if w == (waiting or "unjudged")), None)
    if asked is None:
        raise UsageError(f"waiting {waiting!r} is unknown; valid: {', '.join(get_args(review.Waiting))}.")
    with desk.archive.reading() as archive:
        found = review.queue(archive, reviewer, chosen, waiting=asked, blind=bool(blind))
    return answer(request, Queue(query=said(chosen), items=[row_of(EventRow, row) for row in found]))


# Not in a thread: Litestar would mix it up with the handler that takes judgements at the same address.
@get("/api/v1/judgements", tags=["review"], responses=problems(400) | not_modified(), sync_to_thread=False)
def all_judgements(
    request: Asked,
    desk: TheDesk,
    reviewer: Annotated[str | None, QueryParameter(description="Of one reviewer.", pattern=_NAME)] = None,
    article: Annotated[str | None, QueryParameter(description="On one report.", pattern="^[0-9a-fA-F]+$")] = None,
    event: Annotated[str | None, QueryParameter(description="On one event.", pattern=r"^[^\x00-\x1f]+$")] = None,
    limit: Annotated[int, QueryParameter(description="How many.", ge=0, le=500, schema_extra=FROM_NOUGHT)] = 50,
) -> Response[Judgements]:
    """List judgements, the latest first."""
    refuse_repeated(request)
    with desk.archive.reading() as archive:
        found = review.judgements(archive, reviewer=reviewer, article=article, event=event, limit=limit)
    return answer(request, Judgements(items=found))


@post("/api/v1/judgements", tags=["review"], responses=problems(400, 404, 409, 415), status_code=201)
async def judge(request: Asked, desk: TheDesk, data: JSONBody[NewJudgement]) -> Response[Judgement]:
    """Write down a judgement; nothing is changed by it but what the events are as judged."""
    try:
        found = await to_thread.run_sync(_judged, desk, data)
    except UsageError as error:  # well formed, but not of this archive as it is
        raise HTTPException(detail=str(error), status_code=409) from error
    return answer(request, found, status=201)


def _judged(desk: TheDesk, data: NewJudgement) -> Judgement:
    changes = [review.read_changes(one) for one in data.changes]
    one_event = data.events[0] if len(data.events) == 1 else None
    if data.verb in ("accept", "reject", "correct", "split") and one_event is None:
        raise UsageError(f"{data.verb} is about one event; name it in events.")
    if data.verb in ("correct", "add") and len(changes) != 1:
        raise UsageError(f"{data.verb} needs one object in changes.")
    with desk.archive.writing() as archive:
        match data.verb:
            case "accept":
                number = review.accept(archive, one_event or "", data.reviewer, note=data.note, blind=data.blind)
            case "reject":
                number = review.reject(archive, one_event or "", data.reviewer, note=data.note, blind=data.blind)
            case "correct":
                number = review.correct(
                    archive, one_event or "", changes[0], data.reviewer, note=data.note, blind=data.blind
                )
            case "split":
                number = review.split_event(
                    archive, one_event or "", changes, data.reviewer, note=data.note, blind=data.blind
                )
            case "merge":
                number = review.merge_events(archive, data.events, data.reviewer, note=data.note, blind=data.blind)
            case "add":
                number = review.add_missed(
                    archive, data.article, changes[0], data.reviewer, note=data.note, blind=data.blind
                )
        (found,) = (j for j in review.judgements(archive, limit=20) if j.judgement == number)
    return found


@post(
    "/api/v1/judgements/{judgement:int}/undo",
    tags=["review"],
    responses=problems(400, 404, 409),
    status_code=201,
    sync_to_thread=True,
)
def undo(
    request: Asked,
    desk: TheDesk,
    judgement: FromPath[int],
    reviewer: Annotated[str, QueryParameter(description="Who takes back their own word.", pattern=_NAME)],
) -> Response[Judgement]:
    """Take back a judgement of one's own, by one more row."""
    refuse_repeated(request)
    found = _undone(desk, judgement, reviewer, review.judgements, review.undo, f"judgement {judgement}")
    return answer(request, found, status=201)


def _undone(
    desk: TheDesk,
    judgement: int,
    reviewer: str,
    written: Callable[..., Sequence[_Kind]],
    undo_one: Callable[[Archive, int, str], int],
    what: str,
) -> _Kind:
    """The judgement that takes back another of the same reviewer, of events or of facts as `written` lists them."""
    with desk.archive.writing() as archive:
        if all(one.judgement != judgement for one in written(archive, reviewer=reviewer)):
            raise NotThere(f"{reviewer} has made no {what}.")
        try:
            number = undo_one(archive, judgement, reviewer)
        except UsageError as error:
            raise HTTPException(detail=str(error), status_code=409) from error
        (found,) = (j for j in written(archive, limit=20) if j.judgement == number)
    return found


@get("/api/v1/review/agreement", tags=["review"], responses=problems(400) | not_modified(), sync_to_thread=True)
def agreement_of_reviewers(
    request: Asked,
    desk: TheDesk,
    one: Annotated[str, QueryParameter(description="A reviewer.", pattern=_NAME)],
    two: Annotated[str, QueryParameter(description="Another reviewer.", pattern=_NAME)],
) -> Response[Comparison]:
    """Compare two reviewers: agreement by field, Cohen's kappa, Krippendorff's alpha for the type."""
    refuse_repeated(request)
    with desk.archive.reading() as archive:
        found = review.compare(archive, one, two)
    return answer(request, found)


@get("/api/v1/fact-judgements", tags=["review"], responses=problems(400) | not_modified(), sync_to_thread=False)
def all_fact_judgements(
    request: Asked,
    desk: TheDesk,
    reviewer: Annotated[str | None, QueryParameter(description="Of one reviewer.", pattern=_NAME)] = None,
    article: Annotated[str | None, QueryParameter(description="On one report.", pattern="^[0-9a-fA-F]+$")] = None,
    fact: Annotated[
        str | None, QueryParameter(description="On one fact, by its id.", pattern=r"^[^\x00-\x1f]+$")
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many.", ge=0, le=500, schema_extra=FROM_NOUGHT)] = 50,
) -> Response[FactJudgements]:
    """List judgements of figures and agreements, the latest first."""
    refuse_repeated(request)
    with desk.archive.reading() as archive:
        found = review.fact_judgements(archive, reviewer=reviewer, article=article, fact=fact, limit=limit)
    return answer(request, FactJudgements(items=found))


@post("/api/v1/fact-judgements", tags=["review"], responses=problems(400, 404, 409, 415), status_code=201)
async def judge_fact(request: Asked, desk: TheDesk, data: JSONBody[NewFactJudgement]) -> Response[FactJudgement]:
    """Write down a judgement of a figure or an agreement."""
    try:
        found = await to_thread.run_sync(_judged_fact, desk, data)
    except UsageError as error:  # well formed, but not of this archive as it is
        raise HTTPException(detail=str(error), status_code=409) from error
    return answer(request, found, status=201)


def _judged_fact(desk: TheDesk, data: NewFactJudgement) -> FactJudgement:
    kind, who, note, blind = data.kind, data.reviewer, data.note, data.blind
    changes = review.read_fact_changes(kind, data.changes)
    with desk.archive.writing() as archive:
        match data.verb:
            case "accept":
                number = review.accept_fact(archive, kind, data.fact, who, note=note, blind=blind)
            case "reject":
                number = review.reject_fact(archive, kind, data.fact, who, note=note, blind=blind)
            case "correct":
                number = review.correct_fact(archive, kind, data.fact, changes, who, note=note, blind=blind)
            case "add":
                number = review.add_fact(archive, data.article, changes, who, note=note, blind=blind)
        (found,) = (j for j in review.fact_judgements(archive, limit=20) if j.judgement == number)
    return found


@post(
    "/api/v1/fact-judgements/{judgement:int}/undo",
    tags=["review"],
    responses=problems(400, 404, 409),
    status_code=201,
    sync_to_thread=True,
)
def undo_fact(
    request: Asked,
    desk: TheDesk,
    judgement: FromPath[int],
    reviewer: Annotated[str, QueryParameter(description="Who takes back their own word.", pattern=_NAME)],
) -> Response[FactJudgement]:
    """Take back a judgement of a figure or agreement of one's own, by one more row."""
    refuse_repeated(request)
    what = f"judgement {judgement} of a figure or agreement"
    found = _undone(desk, judgement, reviewer, review.fact_judgements, review.undo_fact, what)
    return answer(request, found, status=201)


ROUTES = [
    *(waiting_events, all_judgements, judge, undo, agreement_of_reviewers),
    *(all_fact_judgements, judge_fact, undo_fact),
]
