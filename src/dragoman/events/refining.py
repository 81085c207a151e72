"""From the frame's code to the code of this event: weapons, complements, plans, who fights.

Tables: `weapons.tsv` (words that tell how), `complements.tsv` (what is agreed, asked, refused, threatened).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.record import Actor, Reason
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.events.candidate import Candidate
    from dragoman.events.frame import Frames
    from dragoman.ontology import Ontology

WEAPON_COLUMNS = ("cue", "mode", "cameo")
COMPLEMENT_COLUMNS = ("type", "kind", "cues", "cameo", "mode")
# What a future cooperative act is while it is only announced (codebook, types: "future meetings, visits, aid and
# signings are AGREE").
_AGREED = {"CONSULT": "036", "AID": "033", "COOPERATE": "031", "SUPPORT": "030", "RETREAT": "0356"}
_ANNOUNCE = frozenset({"announce", "decide", "say", "declare", "order", "confirm", "tell", "vote"})
_VOWS = frozenset({"vow", "swear", "promise", "pledge"})
# Refusing to do a cooperative act: "will not release", "will not meet".
_REFUSED = {
    "RETREAT": ("124", "yield"),
    "CONCEDE": ("124", "change"),
    "AID": ("122", "assist"),
    "COOPERATE": ("121", "assist"),
    "CONSULT": ("125", "meet"),
    "AGREE": ("120", ""),
    "SUPPORT": ("120", ""),
}
_FORCE = {"ASSAULT", "MOBILIZE"}


@dataclass(frozen=True)
class WeaponCue:
    """A word of the clause that refines a general attack."""

    pattern: re.Pattern[str]
    mode: str
    cameo: str


@dataclass(frozen=True)
class ComplementRule:
    """How a verbal type combines with what it is about."""

    type: str
    kind: str
    cues: frozenset[str]
    cameo: str
    mode: str


@dataclass(frozen=True)
class Refinements:
    """Both tables, in their order."""

    weapons: tuple[WeaponCue, ...]
    complements: tuple[ComplementRule, ...]


def load_refinements(ontology: Ontology) -> Refinements:
    """The tables `weapons.tsv` and `complements.tsv`."""
    weapons = []
    for row in read_table(
        package_file("dragoman.events", "weapons.tsv").read_text("utf-8"), "weapons.tsv", WEAPON_COLUMNS
    ):
        if row["cameo"] not in ontology.cameo:
            raise row.error(f"unknown CAMEO code {row['cameo']!r}")
        words = "|".join(re.escape(c) + "s?" for c in row.list("cue"))
        weapons.append(WeaponCue(re.compile(rf"\b(?:{words})\b"), row["mode"], row["cameo"]))
    complements = []
    for row in read_table(
        package_file("dragoman.events", "complements.tsv").read_text("utf-8"), "complements.tsv", COMPLEMENT_COLUMNS
    ):
        if row["type"] not in ontology.types:
            raise row.error(f"unknown type {row['type']!r}")
        if row["cameo"] and row["cameo"] not in ontology.cameo:
            raise row.error(f"unknown CAMEO code {row['cameo']!r}")
        complements.append(
            ComplementRule(row["type"], row["kind"], frozenset(row.list("cues")), row["cameo"], row["mode"])
        )
    return Refinements(tuple(weapons), tuple(complements))


def refine(candidate: Candidate, refinements: Refinements, frames: Frames) -> Candidate:
    """The candidate with the most specific code that its clause supports."""
    candidate = _by_partner(_by_peacekeepers(candidate))
    if candidate.type == "ASSAULT":
        candidate = _by_weapon(candidate, refinements)
    elif candidate.type in {"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"}:
        candidate = _by_complement(candidate, refinements, frames)
    return _by_status(candidate)


def _by_peacekeepers(candidate: Candidate) -> Candidate:
    """Peacekeepers who are sent or arrive are protection given: AID."""
    if candidate.type not in {"MOBILIZE", "CONSULT"} or candidate.frame.pos != "verb" or candidate.frame.reciprocal:
        return candidate
    sent = (*candidate.arguments.subjects, *candidate.arguments.objects)
    words = {t.lemma_.lower() for s in sent for t in (s, *s.children)}
    if not words & {"peacekeeper", "peacekeeping"}:
        return candidate
    why = Reason("doer", "peacekeepers sent are AID", candidate.type)
    return replace(candidate, type="AID", mode="", cameo="074", why=(*candidate.why, why))


def _by_partner(candidate: Candidate) -> Candidate:
    """Support given to fighters, or by forces, is military aid; to people in need relief (codebook, case 18)."""
    if candidate.type != "SUPPORT" or candidate.head.lemma_.lower() not in {
        "support",
        "back",
        "help",
        "assist",
        "aid",
        "assistance",
        "backing",
    }:
        return candidate
    if not candidate.recipients or not candidate.actors:
        return candidate
    giving = {s for p in candidate.actors for s in p.actor.sectors[:1]}
    getting = {s for p in candidate.recipients for s in p.actor.sectors[:1]}
    if giving & {"MIL"} or getting & {"MIL", "REB", "PRM"}:
        return replace(
            candidate,
            type="AID",
            mode="",
            cameo="072",
            why=(*candidate.why, Reason("partner", "support to or by forces is AID", "072")),
        )
    if getting and getting <= {"CVL", "REF", "SOC", "JRN", "MED", "EDU"}:
        return replace(
            candidate,
            type="AID",
            mode="",
            cameo="073" if getting & {"CVL", "REF"} else "070",
            why=(*candidate.why, Reason("partner", "support to people is AID", "073")),
        )
    return candidate


def _by_weapon(candidate: Candidate, refinements: Refinements) -> Candidate:
    if candidate.mode or candidate.cameo not in {"", "18", "19", "180", "190", "183"}:
        return candidate
    clause = " ".join(t.lower_ for t in candidate.head.subtree)
    for weapon in refinements.weapons:
        match = weapon.pattern.search(clause)
        if match:
            return replace(
                candidate,
                mode=weapon.mode,
                cameo=weapon.cameo,
                why=(*candidate.why, Reason("weapon", match[0], weapon.cameo)),
            )
    return candidate


def _content(candidate: Candidate) -> list[Token]:
    """The words of what is agreed, asked or refused: the complement clauses, else the objects and what follows."""
    tokens: list[Token] = []
    for _, clause in candidate.arguments.complements:
        tokens.extend(clause.subtree)
    if not tokens:
        for token in (*candidate.arguments.objects, *(t for _, t in candidate.arguments.prepositions)):
            tokens.extend(token.subtree)
    return sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)


def _by_complement(candidate: Candidate, refinements: Refinements, frames: Frames) -> Candidate:
    general = candidate.cameo in {
        "",
        "03",
        "10",
        "12",
        "13",
        "030",
        "100",
        "120",
        "130",
        "101",
        "104",
        "105",
        "121",
        "124",
        "131",
        "031",
        "032",
        "080",
        "081",
        "083",
        "138",
    }
    if not general:
        return candidate
    content = _content(candidate)
    lemmas = {t.lemma_.lower() for t in content} | {t.lower_ for t in content}
    heads = (
        [c for _, c in candidate.arguments.complements]
        or list(candidate.arguments.objects)
        or [t for _, t in candidate.arguments.prepositions]
    )
    core = {
        t.lemma_.lower()
        for h in heads
        for t in (h, *(c for c in h.children if c.dep_ in {"dobj", "compound", "amod", "prt", "prep", "pobj"}))
    }
    kinds = _kinds(heads, frames)
    candidate = _turned(candidate, kinds)
    # what is asked or promised itself tells before what is said about it
    for words, types in ((core, kinds), (lemmas, kinds | _kinds(content, frames))):
        for rule in refinements.complements:
            if rule.type != candidate.type or (rule.kind != "*" and rule.kind not in types):
                continue
            if rule.cues and not any(
                cue in words or (" " in cue and all(w in words for w in cue.split())) for cue in rule.cues
            ):
                continue
            return replace(
                candidate,
                cameo=rule.cameo or candidate.cameo,
                mode=rule.mode or candidate.mode,
                why=(
                    *candidate.why,
                    Reason("complement", rule.cameo, f"{rule.kind} {' '.join(sorted(rule.cues & words))}".strip()),
                ),
            )
    return candidate


def _kinds(tokens: Sequence[Token], frames: Frames) -> set[str]:
    """The PLOVER types that the words of a complement may stand for."""
    kinds = set()
    for token in tokens:
        if token.pos_ == "VERB":
            rows = frames.verbs.get(token.lemma_, ())
        elif token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in {"DATE", "TIME"}:
            rows = frames.nouns.get(token.lemma_.lower(), ())
        else:
            continue  # "in" is no sit-in, "March" no march
        # what the word means by itself; rows that ask for more say nothing of it where they differ
        types = {row.type for row in rows if row.specificity == 0} or {row.type for row in rows}
        if len(types) == 1:
            kinds |= types
    return kinds


def _turned(candidate: Candidate, kinds: set[str]) -> Candidate:
    """A vow to help is a promise, a promise to strike a threat."""
    lemma = candidate.head.lemma_
    if lemma not in _VOWS or candidate.type not in {"AGREE", "THREATEN"}:
        return candidate
    if any(c.dep_ == "neg" for _, clause in candidate.arguments.complements for c in clause.children):
        # "promised not to fire"
        return candidate if candidate.type == "AGREE" else replace(candidate, type="AGREE", mode="", cameo="0356")
    hostile = kinds & {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"}
    friendly = kinds & {"AID", "COOPERATE", "RETREAT", "CONSULT", "SUPPORT", "AGREE", "CONCEDE"}
    if candidate.type == "THREATEN" and friendly and not hostile:
        return replace(
            candidate,
            type="AGREE",
            mode="",
            cameo="030",
            why=(*candidate.why, Reason("complement", "a vow to cooperate is AGREE")),
        )
    if candidate.type == "AGREE" and hostile and not friendly:
        return replace(
            candidate,
            type="THREATEN",
            mode="violence",
            cameo="138",
            why=(*candidate.why, Reason("complement", "a promise of force is THREATEN")),
        )
    return candidate


def _by_status(candidate: Candidate) -> Candidate:
    """A cooperative act still to come is AGREE; a hostile one that its doer announces is THREATEN."""
    if candidate.assertion == "negated" and candidate.type in _REFUSED and _will_not(candidate):
        cameo, mode = _REFUSED[candidate.type]
        return replace(
            candidate,
            type="REJECT",
            mode=mode,
            cameo=cameo,
            assertion="actual",
            why=(*candidate.why, Reason("status", "will not cooperate is REJECT", candidate.type)),
        )
    if candidate.assertion != "future":
        return candidate
    if candidate.type in _AGREED:
        own_word = any(p.basis == "referred" and p.actor.text is not None for p in candidate.actors) or _said_by_actor(
            candidate
        )
        if candidate.type == "RETREAT" and candidate.cameo[:3] in {"081", "085", "087"}:
            # codebook, cases 2 and 25: withdrawals and lifted bans are CONCEDE when announced
            announced = own_word or any(a.lemma_ in _ANNOUNCE for a in candidate.head.ancestors)
            return replace(
                candidate,
                type="CONCEDE",
                mode="",
                assertion="actual" if announced else "future",
                why=(*candidate.why, Reason("status", "announced, not yet done, is CONCEDE", candidate.type)),
            )
        return replace(
            candidate,
            type="AGREE",
            mode="",
            cameo=_AGREED[candidate.type],
            assertion="actual" if own_word else "future",
            why=(*candidate.why, Reason("status", "future cooperation is AGREE", candidate.type)),
        )
    if candidate.type in {"ASSAULT", "COERCE", "SANCTION"} and _first_person(candidate):
        cameo = {"ASSAULT": "138", "COERCE": "132", "SANCTION": "131"}[candidate.type]
        mode = {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations"}[candidate.type]
        return replace(
            candidate,
            type="THREATEN",
            mode=mode,
            cameo=cameo,
            assertion="actual",
            why=(*candidate.why, Reason("status", "a hostile act announced by its doer is THREATEN", candidate.type)),
        )
    return candidate


def _will_not(candidate: Candidate) -> bool:
    words = {c.lower_ for c in candidate.head.children if c.dep_ in {"aux", "neg"}}
    return bool(words & {"will", "wo", "would"}) and bool(words & {"not", "n't", "never"})


def _first_person(candidate: Candidate) -> bool:
    return any(t.lower_ in {"we", "i"} for t in candidate.arguments.subjects)


def _said_by_actor(candidate: Candidate) -> bool:
    """ "The minister said he would visit": whoever does it says so."""
    if _first_person(candidate):
        return True
    return any(t.tag_ == "PRP" for t in candidate.arguments.subjects) and any(
        a.lemma_ in {"say", "announce", "tell", "add", "pledge", "confirm"} for a in candidate.head.ancestors
    )


def side_in_event(party: Party, type_: str, cameo: str, role: str) -> Party:
    """The sectors that a party has in this event: a country acting with force is coded MIL (codebook, "Who")."""
    actor = party.actor
    fights = type_ in _FORCE or cameo in {"191", "192", "072", "0872", "0874"} or cameo.startswith("19")
    if role != "actor" or not fights or party.person or cameo == "175" or actor.country is None:
        return party
    if actor.sectors == ("GOV",):
        sectors = ("MIL",)
        identity = actor.id.replace("GOV", "MIL") if actor.id.endswith("GOV") else actor.id
        coded = Actor(actor.name, actor.country, sectors, actor.text, identity, actor.kind, actor.role)
        return replace(party, actor=coded)
    return party
