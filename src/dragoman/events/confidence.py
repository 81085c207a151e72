"""How sure an event is: what the frames say and what the model says, joined by a fitted rule.

The rule is a logistic regression on the features below. Its weights stand in `confidence.toml`, one set for frames with
the model and one for frames alone; `python -m training.confidence` fits them on coded reports and passages that the
model was not trained on, so that of the events given 0.8 about eight in ten are right.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model import NONE
from dragoman.record import Reason
from dragoman.tables import package_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dragoman.actors.party import Party
    from dragoman.events.merging import MergedEvent
    from dragoman.model import Judgement

# How far each way of recognising an actor is trusted.
_TRUST = {"named": 1.0, "described": 1.0, "referred": 0.95, "inferred": 0.85, "owner": 0.85}
# Sides that act for no public body: what they do to one another is private, unless many do it or it is violence.
_PRIVATE = frozenset({"UNK", "CVL", "EDU", "BUS", "MED", "JRN", "AGR", "CRM"})
# Murder, stabbing and rape (CAMEO), which are common crimes where no public body, group or crowd is a side.
_COMMON_CRIMES = frozenset({"180", "182", "1821"})
_BETWEEN_PUBLIC_SIDES = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID"}
)
_MOST = 0.98


@dataclass(frozen=True)
class ConfidenceRule:
    """The fitted weights of the features, with the intercept, for frames with the model and for frames alone, and the
    confidence below which an event is dropped."""

    with_model: Mapping[str, float]
    frames_alone: Mapping[str, float]
    threshold_with_model: float
    threshold_frames_alone: float

    def confidence(self, event: MergedEvent) -> float:
        """0 to 1, to three places."""
        told = features(event)
        weights = self.with_model if "type" in told else self.frames_alone
        score = weights["intercept"] + sum(weights[name] * value for name, value in told.items())
        return round(min(_MOST, 1.0 / (1.0 + math.exp(-score))), 3)

    def threshold(self, event: MergedEvent) -> float:
        """Below this an event is dropped."""
        judged = event.best.candidate.judgement is not None
        return self.threshold_with_model if judged else self.threshold_frames_alone


def load_confidence_rule() -> ConfidenceRule:
    """The rule of `confidence.toml`."""
    raw = tomllib.loads(package_file("dragoman.events", "confidence.toml").read_text("utf-8"))
    alone, joined = raw["frames_alone"], raw["with_model"]
    return ConfidenceRule(joined["weights"], alone["weights"], joined["threshold"], alone["threshold"])


def logit(probability: float) -> float:
    """The log odds of a probability, kept within ±5."""
    p = min(max(probability, 0.0067), 0.9933)
    return math.log(p / (1.0 - p))


# What each feature says of an event, from its best telling.
FEATURES: Mapping[str, Callable[[MergedEvent], float]] = {
    # The frame's weight, less where sides are guessed or private or nothing has happened yet (log odds).
    "frame": lambda event: logit(_by_frame(event)),
    # More than one full telling: the logarithm to base 2 of their number.
    "tellings": lambda event: math.log2(max(1, sum(t.candidate.satisfied for t in event.tellings))),
    # Actor and recipient are both known.
    "sides": lambda event: float(bool(event.actors and event.recipients)),
    # The trigger is a noun.
    "noun": lambda event: float(event.best.candidate.frame.pos == "noun"),
    # What happened to nobody or by nobody: neither side is known.
    "bare": lambda event: float(not event.actors and not event.recipients),
}
MODEL_FEATURES: Mapping[str, Callable[[Judgement, MergedEvent], float]] = {
    # The model gives the event's type (log odds).
    "type": lambda said, event: logit(said.of("type", event.best.candidate.type)),
    # The model is sure that nothing happens.
    "nothing": lambda said, _: float(said.of("type", NONE) >= 0.9),
    # Only the model sees it.
    "spotted": lambda _, event: float(event.best.candidate.spotted),
    # The model has the marked actor do it (log odds; 0 where no actor is marked).
    "doer": lambda said, event: logit(said.of("doer", "doer")) if event.best.candidate.actors else 0.0,
}


def features(event: MergedEvent) -> dict[str, float]:
    """The features of an event; those of the model only where it was asked."""
    told = {name: feature(event) for name, feature in FEATURES.items()}
    judgement = event.best.candidate.judgement
    if judgement is not None:
        told |= {name: feature(judgement, event) for name, feature in MODEL_FEATURES.items()}
    return told


def voices(event: MergedEvent, rule: ConfidenceRule) -> tuple[Reason, ...]:
    """What frames and model each say, for `explain`."""
    best = event.best.candidate
    told = [Reason("frames say", best.frame.name, f"{best.type} with {_by_frame(event):.2f}")]
    if best.judgement is not None:
        likeliest, sure = best.judgement.best("type")
        own = best.judgement.of("type", best.type)
        rest = "" if likeliest == best.type else f", but rather {likeliest} with {sure:.2f}"
        told.append(Reason("model says", "type", f"{best.type} with {own:.2f}{rest}"))
    parts = ", ".join(f"{name} {value:+.2f}" for name, value in features(event).items())
    told.append(Reason("together", "confidence", f"{rule.confidence(event):.2f} from {parts}"))
    return tuple(told)


def _by_frame(event: MergedEvent) -> float:
    best = event.best.candidate
    score = best.score
    parties = (*event.actors, *event.recipients)
    if parties:
        score *= min(_TRUST[p.basis] for p in parties)
        score *= _publicness(parties, acting=bool(event.actors), deed=best.type not in _BETWEEN_PUBLIC_SIDES)
        if best.type == "CONSULT" and any(p.actor.sectors == ("JRN",) for p in parties):
            score *= 0.45  # meeting the press (codebook, case 24)
    if best.cameo in _COMMON_CRIMES and all(_is_private(p) for p in parties):
        score *= 0.5
    if best.assertion in {"negated", "future"}:
        score *= 0.85
    return score


def _publicness(parties: Sequence[Party], *, acting: bool, deed: bool) -> float:
    """A factor below 1 where all sides are private: what they do to one another concerns no public body."""
    if all(p.actor.sectors == ("UNK",) and not p.person for p in parties):
        return 0.6
    private = all(_is_private(p) or (not deed and _is_private_group(p)) for p in parties)
    return 0.45 if private and (acting or not deed) else 1.0


def _is_private(party: Party) -> bool:
    """One person who acts for no public body."""
    sectors = set(party.actor.sectors)
    return sectors == {"UNK"} or (party.person and bool(sectors) and sectors <= _PRIVATE | {"LAB", "SOC"})


def _is_private_group(party: Party) -> bool:
    return bool(party.actor.sectors) and set(party.actor.sectors) <= _PRIVATE
