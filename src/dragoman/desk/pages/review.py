"""Review: the queue, one event with its text, judging it by form or keyboard, undo, agreement, history, exports."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

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
from dragoman.errors import UsageError
from dragoman.exchange.gold import gold_records, training_examples
from dragoman.record import Actor, Assertion, DateRange, Event, Place, Record, Span

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
        **here,
        **context,
    )
    return response  # noqa: RET504  # the page is named for those who read


@post("/review/judge", include_in_schema=False, status_code=200)
async def judge(request: Asked, desk: TheDesk) -> Response[Any]:
    """Write down a judgement from a form, and go on to the next event."""
    form = await request.form()
    given = {name: str(value) for name, value in form.multi_items() if name != "others"}
    others = [str(value) for name, value in form.multi_items() if name == "others"]
    back = given.get("back", "")
    back = back if back.startswith("?") and back.isprintable() else ""
    try:
        await to_thread.run_sync(_judge, desk, given, others)
    except UsageError as error:
        stay = f"&at={given.get('event', '')}" if given.get("event") else ""
        from urllib.parse import quote

        return Redirect(f"/review{back or '?'}{stay}&problem={quote(str(error))}", status_code=303)
    go_on = f"&at={given['next']}" if given.get("next", "").isalnum() or "-" in given.get("next", "") else ""
    return Redirect(f"/review{back or '?'}{go_on if given.get('verb') != 'undo' else ''}", status_code=303)


@get("/review/history", include_in_schema=False, sync_to_thread=True)
def history(request: Asked, desk: TheDesk) -> Response[str]:
    """Who said what on which events, and when; all, or of a reviewer, report or event."""
    asked = {name: request.query_params.get(name, "").strip() or None for name in ("reviewer", "article", "event")}
    with desk.archive.reading() as archive:
        found = review.judgements(archive, limit=300, **asked)
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
        "blocks": text_blocks(record, event or before),
        "siblings": [one for one in held if one.id != wanted],
        "history": () if blind else review.history(archive, wanted),
        "sides_of": sides_of,
        "text_of": lambda span: span.of(record.article.text),
    }


def text_blocks(record: Record, event: Event | None) -> list[dict[str, Any]]:
    """The report's blocks as runs of text, with the words of an event marked: its evidence, trigger and sides."""
    marks: list[tuple[Span, str]] = []
    if event is not None:
        marks += [(span, "evidence") for span in event.evidence]
        marks += [(actor.text, "actor") for actor in (*event.actors, *event.recipients) if actor.text]
        marks += [(span, "trigger") for span in event.trigger]
    text = record.article.text
    blocks = []
    for block in record.article.blocks:
        edges = {block.span.start, block.span.end}
        for span, _ in marks:
            edges |= {at for at in (span.start, span.end) if block.span.start < at < block.span.end}
        ordered = sorted(edges)
        runs = []
        for start, end in itertools.pairwise(ordered):
            kinds = sorted({kind for span, kind in marks if span.start <= start and end <= span.end})
            runs.append({"text": text[start:end], "kinds": kinds})
        blocks.append({"kind": block.kind, "start": block.span.start, "runs": runs})
    return blocks


def _judge(desk: TheDesk, given: Mapping[str, str], others: list[str]) -> None:
    reviewer, event, verb = given.get("reviewer", ""), given.get("event", ""), given.get("verb", "")
    note, blind = given.get("note", "").strip(), given.get("blind", "") == "yes"
    with desk.archive.writing() as archive:
        if verb == "accept":
            review.accept(archive, event, reviewer, note=note, blind=blind)
        elif verb == "reject":
            review.reject(archive, event, reviewer, note=note, blind=blind)
        elif verb == "undo":
            if review.undo_last(archive, reviewer) is None:
                raise UsageError("There is nothing of yours to undo.")
        elif verb == "merge":
            review.merge_events(archive, [event, *others], reviewer, note=note, blind=blind)
        elif verb == "correct":
            now = _now(archive, event, reviewer, blind)
            review.correct(archive, event, changes_from_form(given, now), reviewer, note=note, blind=blind)
        elif verb == "split":
            now = _now(archive, event, reviewer, blind)
            parts = [changes_from_form(_prefixed(given, prefix), now) for prefix in ("one-", "two-")]
            review.split_event(archive, event, parts, reviewer, note=note, blind=blind)
        elif verb == "add":
            record = archive.record(given.get("article", ""))
            review.add_missed(archive, record.doc, added_from_form(given, record), reviewer, note=note, blind=blind)
        else:
            raise UsageError(f"{verb!r} is no judgement; valid: {', '.join(get_args(review.Verb))}.")


def _now(archive: Archive, event: str, reviewer: str, blind: bool) -> Event:
    layer = review.Layer(judged=True, reviewer=reviewer) if blind else review.JUDGED
    for one in events_of(archive, article_of(archive, event), layer):
        if one.id == event:
            return one
    raise UsageError(f"The event {event!r} was rejected or merged; undo that to judge it again.")


def _prefixed(given: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in given.items() if name.startswith(prefix)}


def changes_from_form(given: Mapping[str, str], event: Event) -> review.Changes:
    """What a form says otherwise than the event; fields that it lacks or leaves as they are stay."""
    found: dict[str, Any] = {}
    for name in ("type", "mode", "cameo", "assertion"):
        if name in given and given[name].strip() != getattr(event, name):
            found[name] = given[name].strip()
    if "contexts" in given:
        contexts = tuple(part.strip() for part in given["contexts"].replace(";", ",").split(",") if part.strip())
        if contexts != event.contexts:
            found["contexts"] = contexts
    for name in ("actors", "recipients", "attribution"):
        before: tuple[Actor, ...] = getattr(event, name)
        if name in given and _lines(given[name]) != _lines(review.actors_in_words(before)):
            found[name] = review.actors_from_words(given[name], before)
    if "start" in given and (dates := (given["start"].strip(), given.get("end", "").strip())) != _dates(event.date):
        found["date"] = _date_from(*dates)
    if "place" in given and (told := (given["place"].strip(), given.get("country", "").strip().upper())) != _place(
        event
    ):
        found["place"] = _place_from(*told, event.place)
    return review.read_changes(_plain(found)) if found else review.Changes()


def added_from_form(given: Mapping[str, str], record: Record) -> review.Changes:
    """A missed event from a form: the selected words by their offsets, else by where they stand in the text first."""
    text, said = record.article.text, given.get("words", "").strip()
    if given.get("add-start", "").isdecimal() and given.get("add-end", "").isdecimal():
        span = Span(int(given["add-start"]), int(given["add-end"]))
    elif said and said in text:
        span = Span(text.index(said), text.index(said) + len(said))
    else:
        raise UsageError("These words do not stand in the report; select those that name the action." if said
                         else "Select the words in the text that name the action.")  # fmt: skip
    found: dict[str, Any] = {
        "type": given.get("type", ""),
        "trigger": (span,),
        "assertion": given.get("assertion", "actual"),
    }
    for name in ("actors", "recipients"):
        if given.get(name, "").strip():
            found[name] = review.actors_from_words(given[name])
    if given.get("start", "").strip():
        found["date"] = _date_from(given["start"].strip(), given.get("end", "").strip())
    if given.get("place", "").strip():
        found["place"] = _place_from(given["place"].strip(), given.get("country", "").strip().upper(), None)
    return review.read_changes(_plain(found))


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    import msgspec

    return msgspec.to_builtins(found)  # type: ignore[no-any-return]


def _lines(given: str) -> list[str]:
    return [" ".join(line.split()) for line in given.splitlines() if line.strip()]


def _dates(date: DateRange | None) -> tuple[str, str]:
    return (date.start.isoformat(), date.end.isoformat()) if date else ("", "")


def _place(event: Event) -> tuple[str, str]:
    return (event.place.name, event.place.country or "") if event.place else ("", "")


def _date_from(start: str, end: str) -> DateRange | None:
    if not start:
        return None
    try:
        first = datetime.date.fromisoformat(start)
        last = datetime.date.fromisoformat(end) if end else first
    except ValueError:
        raise UsageError(f"The date {start} – {end} cannot be read; write it as 2020-12-31.") from None
    days = (last - first).days
    precision = (
        "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "season" if days < 100 else "year"
    )
    return DateRange(first, last, precision)  # type: ignore[arg-type]


def _place_from(name: str, country: str, before: Place | None) -> Place | None:
    """The place of that name in that country by the gazetteer; without coordinates where it knows none."""
    if not name:
        return None
    if before and before.name == name and (before.country or "") == country:
        return before
    from dragoman.places import load_gazetteer

    for found in load_gazetteer().lookup(name):
        if not country or found.country == country:
            return Place(
                found.name, found.country, found.precision, found.lat, found.lon, found.region, found.geonames_id
            )
    return Place(name, country or None, "city")


ROUTES = [review_page, judge, history, review_file]
