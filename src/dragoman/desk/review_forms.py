"""What the forms of the review say: corrections, parts, missed facts, as the archive's review takes them."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dragoman.archive import review
from dragoman.errors import UsageError
from dragoman.record import Actor, AgreementMention, DateRange, Event, Place, Record, Span

MOST_PARTS = 12
"""Into how many parts an event can be divided on the page."""

Given = Mapping[str, Sequence[str]]
"""What a form holds: every name with its values."""


def said(given: Given, name: str) -> str:
    """The one value of a field, without spaces around it; empty where the form lacks it."""
    return given[name][-1].strip() if given.get(name) else ""


def text_blocks(record: Record, marks: Sequence[tuple[Span, str]]) -> list[dict[str, Any]]:
    """The report's blocks as runs of text, with the marked spans apart: each has the names of its marks."""
    text = record.article.text
    blocks = []
    for block in record.article.blocks:
        edges = {block.span.start, block.span.end}
        for span, _ in marks:
            edges |= {at for at in (span.start, span.end) if block.span.start < at < block.span.end}
        runs = []
        for start, end in itertools.pairwise(sorted(edges)):
            kinds = sorted({kind for span, kind in marks if span.start <= start and end <= span.end})
            runs.append({"text": text[start:end], "kinds": kinds})
        blocks.append({"kind": block.kind, "start": block.span.start, "runs": runs})
    return blocks


def changes_from_form(given: Given, event: Event, prefix: str = "") -> review.Changes:
    """What a form says otherwise than the event; fields that it lacks or leaves as they are stay.

    The fields' names begin with `prefix`.
    """
    given = {name.removeprefix(prefix): values for name, values in given.items() if name.startswith(prefix)}
    found: dict[str, Any] = {}
    for name in ("type", "mode", "cameo", "assertion"):
        if name in given and said(given, name) != getattr(event, name):
            found[name] = said(given, name)
    if "contexts" in given:
        contexts = tuple(part.strip() for part in said(given, "contexts").replace(";", ",").split(",") if part.strip())
        if contexts != event.contexts:
            found["contexts"] = contexts
    for name in ("actors", "recipients", "attribution"):
        before: tuple[Actor, ...] = getattr(event, name)
        if name in given and _lines(said(given, name)) != _lines(review.actors_in_words(before)):
            found[name] = review.actors_from_words(said(given, name), before)
    found |= _when_and_where(given, event.date, event.place, "place")
    return review.read_changes(_plain(found)) if found else review.Changes()


def parts_from_form(given: Given, event: Event) -> list[review.Changes]:
    """The parts into which a form divides an event: each has the tellings and the sides that are ticked for it."""
    return [_part(given, event, f"p{n}-") for n in range(1, MOST_PARTS + 1) if said(given, f"p{n}-type")]


def _part(given: Given, event: Event, prefix: str) -> review.Changes:
    found: dict[str, Any] = changes_from_form(given, event, prefix).given()
    ticked = {name: set(given.get(prefix + name, ())) for name in ("tellings", "who", "whom")}
    evidence = tuple(span for n, span in enumerate(event.evidence) if str(n) in ticked["tellings"])
    if not evidence:
        raise UsageError("Each part needs at least one sentence that tells it.")
    if evidence != event.evidence:
        found["evidence"] = evidence
        inside = tuple(span for span in event.trigger if any(one.contains(span) for one in evidence))
        found["trigger"] = inside or event.trigger
    for name, field in (("actors", "who"), ("recipients", "whom")):
        sides = tuple(actor for n, actor in enumerate(getattr(event, name)) if str(n) in ticked[field])
        if sides != getattr(event, name):
            found[name] = sides
    return review.read_changes(_plain(found)) if found else review.Changes()


def added_from_form(given: Given, record: Record) -> review.Changes:
    """A missed event from a form."""
    found: dict[str, Any] = {
        "type": said(given, "type"),
        "trigger": (selected(given, record),),
        "assertion": said(given, "assertion") or "actual",
    }
    for name in ("actors", "recipients"):
        if said(given, name):
            found[name] = review.actors_from_words(said(given, name))
    found |= _when_and_where(given, None, None, "place")
    return review.read_changes(_plain(found))


def selected(given: Given, record: Record) -> Span:
    """The words that were selected in the text, by their offsets, else by where they stand in it first.

    Raises `UsageError` for words that do not stand there.
    """
    text, words = record.article.text, said(given, "words")
    if said(given, "add-start").isdecimal() and said(given, "add-end").isdecimal():
        return Span(int(said(given, "add-start")), int(said(given, "add-end")))
    if not words:
        raise UsageError("Select the words in the text that tell it.")
    if words not in text:
        raise UsageError("These words do not stand in the report; select those that tell it.")
    return Span(text.index(words), text.index(words) + len(words))


def figure_from_form(given: Given, record: Record, before: Any = None) -> review.FigureChanges:
    """What a form says of a figure otherwise than it is; all that it says where the figure is a missed one."""
    found: dict[str, Any] = {
        "kind": said(given, "kind"),
        "counted": said(given, "counted"),
        "unit": said(given, "unit"),
    }
    found |= {"low": _number(said(given, "low")), "high": _number(said(given, "high"))}
    found |= {"approximate": bool(said(given, "approximate")), "event": said(given, "event") or None}
    found["attribution"] = review.actors_from_words(said(given, "attribution"), before.attribution if before else ())
    if before is None:
        found["span"] = selected(given, record)
    else:
        found = {name: value for name, value in found.items() if value != getattr(before, name)}
    found |= _when_and_where(
        given, before and before.date, before and before.location, "location", before and before.place
    )
    changes = review.read_fact_changes("figure", _plain(found))
    assert isinstance(changes, review.FigureChanges)
    return changes


def agreement_from_form(given: Given, record: Record, before: Any = None) -> review.AgreementChanges:
    """What a form says of an agreement otherwise than it is; all that it says where the agreement is a missed one."""
    found: dict[str, Any] = {
        "kind": said(given, "kind"),
        "name": said(given, "name"),
        "place": said(given, "place") or None,
    }
    found |= {name: tuple(_lines(said(given, name))) for name in ("parties", "brokers")}
    found["date"] = (date := _date_from(said(given, "date"), "")) and date.start
    mentions = [
        kept
        for n, mention in enumerate(before.mentions if before else ())
        if (kept := _act(given, f"act{n}-", mention)) is not None
    ]
    if said(given, "new-act"):
        mentions.append(AgreementMention(act=said(given, "new-act"), span=selected(given, record)))  # type: ignore[arg-type]
    found["mentions"] = tuple(mentions)
    if before is not None:
        found = {name: value for name, value in found.items() if value != getattr(before, name)}
    changes = review.read_fact_changes("agreement", _plain(found))
    assert isinstance(changes, review.AgreementChanges)
    return changes


def _act(given: Given, prefix: str, before: AgreementMention) -> AgreementMention | None:
    """An act as the form has it; None where it is said to be none."""
    if f"{prefix}act" not in given:
        return before
    if not said(given, f"{prefix}act"):
        return None
    told = (said(given, f"{prefix}start"), said(given, f"{prefix}end"))
    date = before.date if told == _dates(before.date) else _date_from(*told)
    by = tuple(_lines(said(given, f"{prefix}by").replace(",", "\n")))
    return AgreementMention(act=said(given, f"{prefix}act"), span=before.span, by=by, date=date)  # type: ignore[arg-type]


def _number(words: str) -> int | None:
    bare = words.replace(",", "").replace(" ", "").replace("\u202f", "")
    if not bare:
        return None
    if not bare.isdecimal() or len(bare) > 18:
        raise UsageError(f"{words!r} is not a number; write it in digits, such as 1200.")
    return int(bare)


def _when_and_where(
    given: Given, date: DateRange | None, place: Place | None, field: str, name: str | None = None
) -> dict[str, Any]:
    """The date and the place (as `field`) that a form gives otherwise than they are; `name` is a place without more."""
    found: dict[str, Any] = {}
    if "start" in given and (dates := (said(given, "start"), said(given, "end"))) != _dates(date):
        found["date"] = _date_from(*dates)
    before = (place.name, place.country or "") if place else (name or "", "")
    if "place" in given and (told := (said(given, "place"), said(given, "country").upper())) != before:
        found[field] = _place_from(*told, place)
    return found


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    return msgspec.to_builtins(found)  # type: ignore[no-any-return]


def _lines(given: str) -> list[str]:
    return [" ".join(line.split()) for line in given.splitlines() if line.strip()]


def _dates(date: DateRange | None) -> tuple[str, str]:
    return (date.start.isoformat(), date.end.isoformat()) if date else ("", "")


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
