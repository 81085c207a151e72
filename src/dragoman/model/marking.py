"""A sentence with its actor, recipient and trigger marked, as the numbers that the encoder reads.

The encoder's vocabulary has words that no text uses; six of them open and close the marked places. They go in between
the tokens of the plain text, so that a mark never changes how the words beside it are cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROLES = ("actor", "recipient", "trigger")
START, END, PADDING = 101, 102, 0
# [unused1] … [unused6] of the BERT vocabulary: the opening and the closing mark of each role.
OPENING: Mapping[str, int] = {"actor": 2, "recipient": 4, "trigger": 6}
CLOSING: Mapping[str, int] = {"actor": 3, "recipient": 5, "trigger": 7}
# Tokens that one reading may have, marks included: longer sentences are cut round their marks.
LONGEST = 128


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence and the places of its actor, recipient and trigger: half-open character intervals into `text`."""

    text: str
    actor: tuple[tuple[int, int], ...] = ()
    recipient: tuple[tuple[int, int], ...] = ()
    trigger: tuple[tuple[int, int], ...] = ()

    def spans(self, role: str) -> tuple[tuple[int, int], ...]:
        """The places of one of `ROLES`."""
        found: tuple[tuple[int, int], ...] = getattr(self, role)
        return found


@dataclass(frozen=True)
class Marked:
    """Token numbers with marks; which token of the plain text stands at each position (-1 for a mark, the start and
    the end); and where the first opening mark of each role stands (0, the start, if none does)."""

    ids: tuple[int, ...]
    words: tuple[int, ...]
    actor: int = 0
    recipient: int = 0
    trigger: int = 0

    @property
    def marks(self) -> tuple[int, int, int]:
        """The positions of the marks in the order of `ROLES`."""
        return self.actor, self.recipient, self.trigger


@dataclass(frozen=True)
class Tokens:
    """A plain text as the tokenizer cuts it: numbers, and the characters that each stands for."""

    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]] = field(default=())


def _covered(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The half-open interval of tokens that share a character with an interval of characters."""
    inside = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else None


def _window(length: int, marked: Iterable[tuple[int, int]], room: int) -> tuple[int, int]:
    """Which tokens are read of a sentence that is too long: those round the marks."""
    if length <= room:
        return 0, length
    places = list(marked)
    if not places:
        return 0, room
    first, last = min(a for a, _ in places), max(b for _, b in places)
    if last - first >= room:
        return first, first + room
    start = max(0, min(first - (room - (last - first)) // 2, length - room))
    return start, start + room


def mark(tokens: Tokens, sentence: MarkedSentence) -> Marked:
    """The numbers that the encoder reads for a sentence; `tokens` is its plain text, cut by the tokenizer."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    places = []
    for role in ROLES:
        for start, end in sentence.spans(role):
            covered = _covered(tokens.offsets, start, end)
            if covered is None:
                continue
            places.append(covered)
            opening.setdefault(covered[0], []).append(OPENING[role])
            closing.setdefault(covered[1], []).insert(0, CLOSING[role])
    low, high = _window(len(tokens.ids), places, LONGEST - 2 - 2 * len(places))
    ids, words = [START], [-1]
    for n in range(low, high + 1):
        marks = [*closing.get(n, ()), *(opening.get(n, ()) if n < high else ())]
        ids.extend(marks)
        words.extend([-1] * len(marks))
        if n < high:
            ids.append(tokens.ids[n])
            words.append(n)
    ids.append(END)
    words.append(-1)
    first = (ids.index(OPENING[role]) if OPENING[role] in ids else 0 for role in ROLES)
    return Marked(tuple(ids[:LONGEST]), tuple(words[:LONGEST]), *(n if n < LONGEST else 0 for n in first))


def unmarked(tokens: Tokens) -> Marked:
    """The numbers for a sentence as it stands."""
    room = LONGEST - 2
    words = range(min(room, len(tokens.ids)))
    return Marked((START, *tokens.ids[:room], END), (-1, *words, -1))
