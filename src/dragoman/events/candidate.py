"""A candidate: one place of the text where a frame fits, before it is judged, dated, placed and merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.events.frame import Frame
    from dragoman.language import Arguments, Sentence
    from dragoman.model import Judgement
    from dragoman.record import Assertion, Reason


# The name of the frame of a proposal that only the model made.
SPOTTED = "model"


@dataclass(frozen=True)
class Candidate:
    """A frame that fits at `head`, with the parties in its places and the code that it stands for.

    `words` are the tokens of the trigger; `satisfied` says whether the sides that the frame needs are there (a
    candidate without them can only
    tell again what another one told). `score` is the frame's weight after what the steps have made of it;
    `judgement` what the model says, where it was asked.
    """

    frame: Frame
    sentence: Sentence
    head: Token
    words: tuple[Token, ...]
    arguments: Arguments
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    satisfied: bool
    type: str
    mode: str
    cameo: str
    score: float
    assertion: Assertion = "actual"
    nested: bool = False
    why: tuple[Reason, ...] = field(default=())
    judgement: Judgement | None = None

    @property
    def spotted(self) -> bool:
        """Whether only the model saw it, and no frame."""
        return self.frame.name == SPOTTED
