"""Review: the queue, one event with its text, judging it by form or keyboard, undo, agreement, history, exports."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args
from urllib.parse import quote

from anyio import to_thread
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from dragoman.archive import Archive, review
from dragoman.archive.filters import Filter
from dragoman.archive.review.judging import differences
from dragoman.archive.review.standing import article_of, events_of
from dragoman.archive.sides import sides_of
from dragoman.desk import words
from dragoman.desk.asking import as_query, filter_context
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.filtering import address, parameters
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page
from dragoman.desk.review_forms import (
    MOST_PARTS,
    Given,
    added_from_form,
    changes_from_form,
    parts_from_form,
    said,
    text_blocks,
)
from dragoman.errors import UsageError
from dragoman.exchange.gold import gold_records, training_examples
from dragoman.record import Assertion, Event, Record, Span

FIELDS = ("either", "place", "country", "since", "until", "publisher")
WAITING = {"unjudged": "nobody judged", "second": "one other judged (double coding)", "all": "I have not judged"}
_QUEUE = 25


@get("/review", include_in_schema=False, sync_to_thread=True)
def review_page(request: Asked, desk: TheDesk) -> Response[str]:
    """The queue of a reviewer, with the event that is next or asked for."""
    own = _own_fields(request.query_params)
    context = filter_context(request, "/review", "events", FIELDS, **own)
    chosen: Filter = dataclasses.replace(context["chosen"], order=None, limit=_QUEUE, offset=None)
    reviewer, waiting = own["reviewer"], own["waiting"] or "unjudged"
    blind = bool(own["blind"]) or waiting == "second"
    here: dict[str, Any] = {}
    with desk.archive.reading() as archive:
        names = review.reviewers(archive)
        rows = (
            review.queue(archive, reviewer, chosen, waiting=_waiting(waiting), blind=blind).to_dicts()
            if reviewer
            else []
        )
        progress = review.progress(archive, reviewer, dataclasses.replace(chosen, limit=None)) if reviewer else None
        wanted = request.query_params.get("at", "") or (rows[0]["event"] if rows else "")
        if reviewer and wanted:
            here = _event_context(archive, wanted, reviewer, blind)
        last = (
            next(
                (
                    j
                    for j in review.judgements(archive, reviewer=reviewer, limit=20)
                    if not j.undone and j.verb != "undo"
                ),
                None,
            )
            if reviewer
            else None
        )
        is_empty = not archive.count("articles")

    def to(at: str | None = None, **changes: object) -> str:
        return address("/review", context["chosen"], **{**own, "at": at, **changes})

    ids = [row["event"] for row in rows]
    number = ids.index(wanted) if wanted in ids else -1
    response = page(
        request,
        "review.html",
        title="Review",
        active="review",
        reviewer=reviewer,
        waiting=waiting,
        waitings=WAITING,
        blind=blind,
        names=names,
        rows=rows,
        progress=progress,
        last=last,
        to=to,
        next_event=ids[number + 1] if 0 <= number < len(ids) - 1 else (ids[0] if ids and number == -1 else ""),
        previous_event=ids[number - 1] if number > 0 else "",
        at=wanted,
        back=as_query({**parameters(context["chosen"]), **own}),
        problem=request.query_params.get("problem", ""),
        is_empty=is_empty,
        ontology=words.ontology(),
        statuses=get_args(Assertion),
        in_words=review.actors_in_words,
        parts=_parts(request.query_params.get("parts", "")),
        most_parts=MOST_PARTS,
        **here,
        **context,
    )
    return response  # noqa: RET504  # the page is named for those who read


@post("/review/judge", include_in_schema=False, status_code=200)
async def judge(request: Asked, desk: TheDesk) -> Response[Any]:
    """Write down a judgement from a form, and go on to the next event."""
    form = await request.form()
    given: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        given.setdefault(name, []).append(str(value))
    return await judged(given, "/review", lambda: _judge(desk, given), said(given, "event"))


async def judged(given: Given, path: str, judge: Callable[[], None], stay: str) -> Redirect:
    """Judge, and lead back to the page at `path`: to what is next, or with the problem to what it was about, `stay`."""
    back = said(given, "back")
    back = back if back.startswith("?") and back.isprintable() else "?"
    try:
        await to_thread.run_sync(judge)
    except UsageError as error:
        return Redirect(f"{path}{back}&at={quote(stay)}&problem={quote(str(error))}", status_code=303)
    go_on = f"&at={quote(said(given, 'next'))}" if said(given, "next") and said(given, "verb") != "undo" else ""
    return Redirect(f"{path}{back}{go_on}", status_code=303)


@get("/review/history", include_in_schema=False, sync_to_thread=True)
def history(request: Asked, desk: TheDesk) -> Response[str]:
    """Who said what on which events, and when; all, or of a reviewer, report or event."""
    asked = {name: request.query_params.get(name, "").strip() or None for name in ("reviewer", "article", "event")}
    with desk.archive.reading() as archive:
        found = review.judgements(archive, limit=300, **asked)
        facts = (
            ()
            if asked["event"]
            else review.fact_judgements(archive, limit=300, reviewer=asked["reviewer"], article=asked["article"])
        )
        compared = []
        names = review.reviewers(archive)
        one, two = request.query_params.get("one", ""), request.query_params.get("two", "")
        if not one and len(names) > 1:
            one, two = names[0], names[1]
        if one and two:
            compared = [review.compare(archive, one, two)]
    return page(
        request,
        "review_history.html",
        title="Judgements",
        active="review",
        found=found,
        facts=facts,
        asked=asked,
        names=names,
        one=one,
        two=two,
        comparison=compared[0] if compared else None,
    )


@get("/review/as/{form:str}", include_in_schema=False, sync_to_thread=True)
def review_file(request: Asked, desk: TheDesk, form: FromPath[str]) -> Response[str]:
    """The corrections as gold records or training examples, as JSON lines; of all reviewers or of one."""
    makers: dict[str, Callable[[Archive, review.Layer], Iterator[dict[str, Any]]]] = {
        "gold": lambda archive, layer: gold_records(archive, layer, complete=True),
        "gold-all": lambda archive, layer: gold_records(archive, layer, complete=False),
        "training": training_examples,
    }
    if form not in makers:
        raise NotThere(f"Reviews are not given as {form!r}; there are: {', '.join(makers)}.")
    reviewer = request.query_params.get("reviewer", "").strip() or None
    with desk.archive.reading() as archive:
        items = makers[form](archive, review.Layer(judged=True, reviewer=reviewer))
        lines = [json.dumps(item, ensure_ascii=False) + "\n" for item in items]
    return Response(
        "".join(lines),
        media_type="application/x-ndjson",
        headers={"Content-Disposition": f'attachment; filename="review-{form}.jsonl"', "Cache-Control": "no-store"},
    )


def _own_fields(query: Mapping[str, str]) -> dict[str, str]:
    """The page's own fields: who reviews, what waits, whether blind."""
    return {
        "reviewer": " ".join(query.get("reviewer", "").split())[:80],
        "waiting": "" if query.get("waiting", "") == "unjudged" else query.get("waiting", ""),
        "blind": "yes" if query.get("blind", "") == "yes" else "",
    }


def _parts(given: str) -> int:
    """Into how many parts the form divides an event: two unless told."""
    return min(max(int(given), 2), MOST_PARTS) if given.isdecimal() and len(given) < 4 else 2


def _waiting(given: str) -> review.Waiting:
    for known in get_args(review.Waiting):
        if given == known:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"waiting {given!r} is unknown; valid: {', '.join(get_args(review.Waiting))}.")


def _event_context(archive: Archive, wanted: str, reviewer: str, blind: bool) -> dict[str, Any]:
    article = article_of(archive, wanted)
    layer = review.Layer(judged=True, reviewer=reviewer) if blind else review.JUDGED
    record: Record = archive.record(article)
    held = events_of(archive, article, layer)
    machine = {event.id: event for event in record.events}
    event = next((one for one in held if one.id == wanted), None)
    before = machine.get(wanted)
    return {
        "record": record,
        "event": event,
        "machine": before,
        "changed": differences(before, event) if event and before else {},
        "blocks": text_blocks(record, _marks(event or before)),
        "siblings": [one for one in held if one.id != wanted],
        "history": () if blind else review.history(archive, wanted),
        "sides_of": sides_of,
        "text_of": lambda span: span.of(record.article.text),
    }


def _marks(event: Event | None) -> list[tuple[Span, str]]:
    """The words of an event: its evidence, its sides, its trigger."""
    if event is None:
        return []
    return [
        *((span, "evidence") for span in event.evidence),
        *((actor.text, "actor") for actor in (*event.actors, *event.recipients) if actor.text),
        *((span, "trigger") for span in event.trigger),
    ]


def _judge(desk: TheDesk, given: Given) -> None:
    reviewer, event, verb = (said(given, name) for name in ("reviewer", "event", "verb"))
    note, blind = said(given, "note"), said(given, "blind") == "yes"
    with desk.archive.writing() as archive:
        if verb == "accept":
            review.accept(archive, event, reviewer, note=note, blind=blind)
        elif verb == "reject":
            review.reject(archive, event, reviewer, note=note, blind=blind)
        elif verb == "undo":
            if review.undo_last(archive, reviewer) is None:
                raise UsageError("There is nothing of yours to undo.")
        elif verb == "merge":
            review.merge_events(archive, [event, *given.get("others", ())], reviewer, note=note, blind=blind)
        elif verb == "correct":
            now = _now(archive, event, reviewer, blind)
            review.correct(archive, event, changes_from_form(given, now), reviewer, note=note, blind=blind)
        elif verb == "split":
            now = _now(archive, event, reviewer, blind)
            review.split_event(archive, event, parts_from_form(given, now), reviewer, note=note, blind=blind)
        elif verb == "add":
            record = archive.record(said(given, "article"))
            review.add_missed(archive, record.doc, added_from_form(given, record), reviewer, note=note, blind=blind)
        else:
            raise UsageError(f"{verb!r} is no judgement; valid: {', '.join(get_args(review.Verb))}.")


def _now(archive: Archive, event: str, reviewer: str, blind: bool) -> Event:
    layer = review.Layer(judged=True, reviewer=reviewer) if blind else review.JUDGED
    for one in events_of(archive, article_of(archive, event), layer):
        if one.id == event:
            return one
    raise UsageError(f"The event {event!r} was rejected or merged; undo that to judge it again.")


ROUTES = [review_page, judge, history, review_file]
