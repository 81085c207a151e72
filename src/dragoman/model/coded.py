"""Coded examples of a user's own: JSON Lines to marked sentences with the labels that are right.

A row is one event in its sentence, as the review exports it: `text`, `trigger` (a list of `[start, end]`), `actors`
and `recipients` (lists of objects with a `span`, or null where the side is named elsewhere), `type` ("none" for no
event; types of one's own are welcome), and if known `mode` and `status`. Or a row is a passage with a list `events` of
such objects, as in the data set of coded passages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError
from dragoman.model.marking import MarkedSentence
from dragoman.model.model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True)
class CodedExample:
    """A marked sentence and its right label per head ("type", "mode", "status")."""

    sentence: MarkedSentence
    labels: dict[str, str]


def read_coded(path: Path) -> list[CodedExample]:
    """The examples of a file.

    Raises `InputError`, which names the file, the line and what is wrong with it.
    """
    found: list[CodedExample] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"it cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.extend(_examples(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise InputError(
                f"{path}, line {number}",
                f"not a coded example: {what}.",
                "A row is a JSON object with text, trigger, actors, recipients and type (docs/model.md).",
            ) from error
    if not found:
        raise InputError(str(path), "there is no coded example in it.")
    return found


def _examples(row: dict[str, Any]) -> Iterator[CodedExample]:
    text = row["text"]
    for event in row.get("events", [row]):
        kind = event["type"]
        labels = {"type": NONE if kind.lower() == "none" else kind}
        if labels["type"] != NONE:
            if event.get("status"):
                labels["status"] = event["status"]
            mode = event.get("mode")
            labels["mode"] = f"{kind}/{mode}" if mode else ""
        yield CodedExample(
            MarkedSentence(
                text,
                _spans(text, (p.get("span") for p in event.get("actors", ()))),
                _spans(text, (p.get("span") for p in event.get("recipients", ()))),
                _spans(text, event["trigger"]),
            ),
            labels,
        )


def _spans(text: str, spans: Iterable[Any]) -> tuple[tuple[int, int], ...]:
    found = []
    for span in spans:
        if span is None:
            continue
        start, end = span
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the span [{start}, {end}] is not within its text of {len(text)} characters")
        found.append((start, end))
    return tuple(sorted(found))
