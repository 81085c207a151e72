"""All tables of the events package as one frozen object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events.assertion import Governors, load_governors
from dragoman.events.confidence import ConfidenceRule, load_confidence_rule
from dragoman.events.contexts import ContextCues, load_context_cues
from dragoman.events.frame import Frames, load_frames
from dragoman.events.proposing import LightVerb, load_light_verbs
from dragoman.events.refining import Refinements, load_refinements
from dragoman.language.attributions import AttributionCues, load_attribution_cues
from dragoman.language.quotations import SpeechVerbs, load_speech_verbs
from dragoman.tables import made_to_stay

if TYPE_CHECKING:
    from dragoman.ontology import Ontology


@dataclass(frozen=True)
class EventTables:
    """What finding events needs to know beside the report."""

    ontology: Ontology
    frames: Frames
    light_verbs: dict[str, tuple[LightVerb, ...]]
    governors: Governors
    refinements: Refinements
    cues: ContextCues
    speech_verbs: SpeechVerbs
    attribution_cues: AttributionCues
    confidence: ConfidenceRule


def load_event_tables(ontology: Ontology) -> EventTables:
    """The tables that ship with Dragoman; raises `TableError` for a malformed row."""
    with made_to_stay():
        return EventTables(
            ontology,
            load_frames(ontology),
            load_light_verbs(),
            load_governors(),
            load_refinements(ontology),
            load_context_cues(ontology),
            load_speech_verbs(),
            load_attribution_cues(),
            load_confidence_rule(),
        )
