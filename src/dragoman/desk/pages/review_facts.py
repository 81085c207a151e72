"""Review of figures and of agreements: one fact with its text, judging it by form or keyboard, undo."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from dragoman.archive import Archive, review
from dragoman.archive.filters import Filter, Kind
from dragoman.archive.review.facts import article_of_fact, facts_of
from dragoman.archive.sides import sides_of
from dragoman.desk import words
from dragoman.desk.asking import as_query, filter_context
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.filtering import address, parameters
from dragoman.desk.pages.review import judged
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page
from dragoman.desk.review_forms import Given, agreement_from_form, figure_from_form, said, text_blocks
from dragoman.errors import UsageError
from dragoman.record import Act, Agreement, AgreementKind, Figure, FigureKind, Span

FIELDS = ("place", "since", "until", "publisher")
KINDS: dict[str, tuple[review.FactKind, Kind]] = {
    "figures": ("figure", "figures"),
    "agreements": ("agreement", "agreements"),
}
_QUEUE = 25


@get("/review/{facts:str}", include_in_schema=False, sync_to_thread=True)
def review_facts(request: Asked, desk: TheDesk, facts: FromPath[str]) -> Response[str]:
    """The queue of a reviewer, with the figure or agreement that is next or asked for."""
    kind, plural = _kinds(facts)
    path = f"/review/{facts}"
    reviewer = " ".join(request.query_params.get("reviewer", "").split())[:80]
    blind = "yes" if request.query_params.get("blind", "") == "yes" else ""
    own = {"reviewer": reviewer, "blind": blind}
    context = filter_context(request, path, plural, FIELDS, **own)
    chosen: Filter = dataclasses.replace(context["chosen"], order=None, limit=_QUEUE, offset=None)
    here: dict[str, Any] = {}
    with desk.archive.reading() as archive:
        rows = review.fact_queue(archive, kind, reviewer, chosen).to_dicts() if reviewer else []
        ids = [row[kind] for row in rows]
        wanted = request.query_params.get("at", "") or (ids[0] if ids else "")
        if reviewer and wanted:
            here = _context(archive, kind, wanted, reviewer, blind=bool(blind))
        number = ids.index(wanted) if wanted in ids else -1
        return page(
            request,
            "review_facts.html",
            title=f"Review of {facts}",
            active="review",
            what=facts,
            kind=kind,
            reviewer=reviewer,
            blind=bool(blind),
            names=review.reviewers(archive),
            rows=rows,
            progress=review.fact_progress(archive, kind, reviewer, dataclasses.replace(chosen, limit=None)),
            last=review.last_fact_judgement(archive, reviewer, kind) if reviewer else None,
            to=lambda at: address(path, context["chosen"], **{**own, "at": at}),
            next_fact=ids[number + 1] if 0 <= number < len(ids) - 1 else ids[0] if ids and number == -1 else "",
            previous_fact=ids[number - 1] if number > 0 else "",
            at=wanted,
            back=as_query({**parameters(context["chosen"]), **own}),
            problem=request.query_params.get("problem", ""),
            is_empty=not archive.count("articles"),
            figure_kinds=get_args(FigureKind),
            agreement_kinds=get_args(AgreementKind),
            acts=get_args(Act),
            in_words=review.actors_in_words,
            **here,
            **context,
        )


@post("/review/{facts:str}/judge", include_in_schema=False, status_code=200)
async def judge_fact(request: Asked, desk: TheDesk, facts: FromPath[str]) -> Redirect:
    """Write down a judgement from a form, and go on to the next."""
    kind, _ = _kinds(facts)
    form = await request.form()
    given: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        given.setdefault(name, []).append(str(value))
    return await judged(given, f"/review/{facts}", lambda: _judge(desk, kind, given), said(given, "fact"))


def _kinds(facts: str) -> tuple[review.FactKind, Kind]:
    if facts not in KINDS:
        raise NotThere(f"There is no review of {facts!r}; there is one of events, figures and agreements.")
    return KINDS[facts]


def _judge(desk: TheDesk, kind: review.FactKind, given: Given) -> None:
    reviewer, fact, verb = (said(given, name) for name in ("reviewer", "fact", "verb"))
    note, blind = said(given, "note"), said(given, "blind") == "yes"
    read = figure_from_form if kind == "figure" else agreement_from_form
    with desk.archive.writing() as archive:
        if verb == "accept":
            review.accept_fact(archive, kind, fact, reviewer, note=note, blind=blind)
        elif verb == "reject":
            review.reject_fact(archive, kind, fact, reviewer, note=note, blind=blind)
        elif verb == "correct":
            article = article_of_fact(archive, kind, fact)
            layer = review.Layer(judged=True, reviewer=reviewer) if blind else review.JUDGED
            now = next((one for one in facts_of(archive, article, kind, layer) if one.id == fact), None)
            if now is None:
                raise UsageError(f"The {kind} {fact!r} was rejected; undo that to judge it again.")
            changes = read(given, archive.record(article), now)
            review.correct_fact(archive, kind, fact, changes, reviewer, note=note, blind=blind)
        elif verb == "add":
            record = archive.record(said(given, "article"))
            review.add_fact(archive, record.doc, read(given, record), reviewer, note=note, blind=blind)
        elif verb == "undo":
            last = review.last_fact_judgement(archive, reviewer, kind)
            if last is None:
                raise UsageError("There is nothing of yours to undo.")
            review.undo_fact(archive, last.judgement, reviewer)
        else:
            raise UsageError(f"{verb!r} is no judgement; valid: {', '.join(get_args(review.FactVerb))}.")


def _context(archive: Archive, kind: review.FactKind, wanted: str, reviewer: str, *, blind: bool) -> dict[str, Any]:
    article = article_of_fact(archive, kind, wanted)
    layer = review.Layer(judged=True, reviewer=reviewer) if blind else review.JUDGED
    record = archive.record(article)
    fact = next((one for one in facts_of(archive, article, kind, layer) if one.id == wanted), None)
    machine = next((one for one in facts_of(archive, article, kind, review.MACHINE) if one.id == wanted), None)
    text = record.article.text
    others = record.figures if kind == "figure" else record.agreements
    return {
        "record": record,
        "fact": fact,
        "machine": machine,
        "changed": _changed(machine, fact, text),
        "facts": _rows(fact, text),
        "machine_facts": _rows(machine, text),
        "blocks": text_blocks(record, _marks(fact or machine, others)),
        "events": record.events,
        "history": () if blind else tuple(reversed(review.fact_judgements(archive, fact=wanted))),
        "text_of": lambda span: span.of(text),
    }


def _marks(fact: Figure | Agreement | None, others: tuple[Any, ...]) -> list[tuple[Span, str]]:
    """The words of the fact, and more faintly those of the others of its kind."""
    marks = [(span, "other") for one in others for span in _spans(one)]
    return [*marks, *((span, "trigger") for span in _spans(fact))]


def _spans(fact: Figure | Agreement | None) -> tuple[Span, ...]:
    if fact is None:
        return ()
    return (fact.span,) if isinstance(fact, Figure) else tuple(mention.span for mention in fact.mentions)


def _rows(fact: Figure | Agreement | None, text: str) -> list[tuple[str, str]]:
    """A fact as its fields in words, to show and to compare."""
    if fact is None:
        return []
    if isinstance(fact, Figure):
        where = fact.location
        date = fact.date
        told = [
            ("How many", words.range_words(fact.low, fact.high, fact.approximate)),
            ("What happened to them", words.plain(fact.kind)),
            ("Who was counted", fact.counted),
            ("Unit", fact.unit),
            ("When", words.day_words(date.start, date.end, date.precision) if date else ""),
            ("Where", words.place_words(where.name, where.region, where.country) if where else fact.place or ""),
            ("According to", ", ".join(words.side_words(side) for side in sides_of(fact.attribution))),
            ("Words", f"“{fact.span.of(text)}”"),
        ]
    else:
        acts = [
            f"{words.plain(one.act)} {words.short_day(one.date.start) if one.date else ''}" for one in fact.mentions
        ]
        told = [
            ("Name", fact.name),
            ("Kind", words.plain(fact.kind)),
            ("Between", "; ".join(words.side_words(side) for side in fact.parties)),
            ("Brokers", "; ".join(words.side_words(side) for side in fact.brokers)),
            ("Date", words.day_words(fact.date) if fact.date else ""),
            ("Where", fact.place or ""),
            ("Acts", ", ".join(act.strip() for act in acts)),
        ]
    return [(name, value) for name, value in told if value]


def _changed(machine: Figure | Agreement | None, fact: Figure | Agreement | None, text: str) -> list[str]:
    """The fields that are otherwise than the machine coded them."""
    if machine is None or fact is None:
        return []
    before, after = dict(_rows(machine, text)), dict(_rows(fact, text))
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


ROUTES = [review_facts, judge_fact]
