"""A figure as it stands in the text, not yet tied to an event, date and place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.record import Span
    from dragoman.record.types import DisplacementTerm, FigureKind


@dataclass(frozen=True)
class FigureMention:
    """A number of people or things in the words of the report.

    `span` runs from the number's qualifier to the head of what is counted; `counted_span` is the noun phrase counted,
    None where it is left out ("another 30"). `unit` is "people", "households", "families", an ISO 4217 currency code,
    or empty for other things. `sentence` is the sentence's index. `cue` is the lemma of the word that decided the kind,
    empty where none did. `part_of` is the index (in the list) of the figure that this one is a part of ("12 people,
    including three children"). `term` is the term of displacement where it is known with the number, None where the
    words around it have still to be read for it.
    """

    kind: FigureKind
    low: int | None
    high: int | None
    span: Span
    unit: str
    approximate: bool
    counted: str
    counted_span: Span | None
    sentence: int
    cue: str = ""
    cue_span: Span | None = None
    part_of: int | None = None
    term: DisplacementTerm | None = None
