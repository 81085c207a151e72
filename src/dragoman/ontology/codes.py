"""The ontology as a frozen object: types, modes, contexts, sectors and CAMEO codes with their meanings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from dragoman.tables import package_file


@dataclass(frozen=True)
class EventType:
    """One of the 16 PLOVER types. `score` is the intensity (-10 hostile to 10 cooperative) where no mode gives a
    finer one."""

    code: str
    quad: str
    score: float
    recipient_required: bool
    modes: dict[str, float]
    meaning: str


@dataclass(frozen=True)
class CameoCode:
    """A CAMEO code and what it maps to in PLOVER."""

    code: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Ontology:
    """All codes; every look-up raises `KeyError` for an unknown one."""

    types: dict[str, EventType]
    contexts: frozenset[str]
    sectors: dict[str, str]
    cameo: dict[str, CameoCode]

    def score(self, type_: str, mode: str = "") -> float:
        """The PLOVER intensity of a type and mode."""
        event_type = self.types[type_]
        return event_type.modes.get(mode, event_type.score)

    def quad(self, type_: str) -> str:
        """The quad class of a type, such as "material conflict"."""
        return self.types[type_].quad

    def explain(self, code: str) -> str:
        """One line on any code: a type, a sector or a CAMEO code."""
        if code in self.types:
            return self.types[code].meaning
        if code in self.sectors:
            return self.sectors[code]
        return self.cameo[code].meaning


def load_ontology() -> Ontology:
    """The ontology that ships with Dragoman."""
    raw = tomllib.loads(package_file("dragoman.ontology", "plover.toml").read_text("utf-8"))
    return Ontology(
        types={
            code: EventType(code, t["quad"], t["score"], t["recipient_required"], dict(t["modes"]), t["meaning"])
            for code, t in raw["types"].items()
        },
        contexts=frozenset(raw["contexts"]["names"]),
        sectors=dict(raw["sectors"]),
        cameo={
            code: CameoCode(code, type_, mode, tuple(contexts), meaning)
            for code, (type_, mode, contexts, meaning) in raw["cameo"].items()
        },
    )
