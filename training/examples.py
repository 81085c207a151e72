"""Training examples from coded passages and from the public development data."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dragoman.model.marking import MarkedSentence
from training.labels import NONE, penta_of_root, quad_of, root_of, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Places = tuple[tuple[int, int], ...]
# What our codebook types otherwise than the ZSP paper does: ground taken, convictions.
_OTHERWISE = frozenset({"convict", "seize"})
_PUBLIC_HEADS = frozenset({"root", "penta", "spans"})


@dataclass(frozen=True)
class Example:
    """A marked sentence and, per head, the labels that are right (any of them); a head that is not named is not
    trained by it, one among `light` only a little. `strangers` are places of parties that have no part in the event,
    `beside` the types of other events of the same actor."""

    sentence: MarkedSentence
    right: dict[str, tuple[str, ...]]
    source: str
    weight: float = 1.0
    light: frozenset[str] = frozenset()
    strangers: Places = ()
    beside: tuple[str, ...] = ()
    spans: dict[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class PlainSentence:
    """A sentence without marks: for each tagger that it is to train the places of its words of each role, and the
    labels that are right for the sentence as a whole."""

    text: str
    spans: dict[str, tuple[tuple[int, int, str], ...]]
    right: dict[str, tuple[str, ...]]
    source: str
    weight: float = 1.0
    light: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Material:
    """All that a model is trained on."""

    examples: list[Example] = field(default_factory=list)
    plain: list[PlainSentence] = field(default_factory=list)

    def twice(self) -> Material:
        """The same material, met twice in each pass."""
        return Material(self.examples * 2, self.plain * 2)

    def __add__(self, other: Material) -> Material:
        return Material(self.examples + other.examples, self.plain + other.plain)


# --- our own passages ----------------------------------------------------------------------------------------------


def _places(parties: Sequence[dict[str, Any]]) -> Places:
    return tuple((p["span"][0], p["span"][1]) for p in parties)


def of_passages(passages: Sequence[dict[str, Any]]) -> Material:
    """An example for each event, true or seeming, and for each passage as a whole."""
    material = Material()
    for passage in passages:
        text, events = passage["text"], passage["events"]
        real = [e for e in events if e["type"] != NONE]
        tags = _tags(text, real)
        parties = {p for e in events for role in ("actors", "recipients", "attribution") for p in _places(e[role])}
        for event in events:
            kind, mode = event["type"], event["mode"]
            acting = _places(event["actors"])
            # in a lead, who is on both sides of what they do together is marked as both
            receiving = tuple(p for p in _places(event["recipients"]) if p not in acting)
            right: dict[str, tuple[str, ...]] = {"type": (kind,), "quad": (quad_of(kind),)}
            if kind != NONE:
                right |= {"status": (event["status"],), "mode": (f"{kind}/{mode}" if mode else "",)}
                right |= {"doer": ("doer",)} if acting else {}
                if mode not in _OTHERWISE and not passage.get("root"):
                    right |= {"root": (root_of(kind),), "penta": (penta_of_root(root_of(kind)),)}
            beside = tuple(e["type"] for e in events if e is not event and set(_places(e["actors"])) & set(acting))
            material.examples.append(
                Example(
                    MarkedSentence(text, acting, receiving, tuple((a, b) for a, b in event["trigger"])),
                    right,
                    "passages",
                    light=_PUBLIC_HEADS,
                    strangers=tuple(sorted(parties - set(acting) - set(receiving))),
                    beside=beside,
                    spans={"events": tags["events"]},
                )
            )
        if passage.get("root"):
            material.examples.append(_lead(passage))
        quads = tuple(dict.fromkeys(quad_of(e["type"]) for e in real)) or ("neutral",)
        whole: dict[str, tuple[str, ...]] = {"quad": quads} if real else {"quad": quads, "type": (NONE,)}
        material.plain.append(PlainSentence(text, tags, whole, "passages", light=_PUBLIC_HEADS))
    return material


def _lead(passage: dict[str, Any]) -> Example:
    """A lead as the public set of relations has it: first actor and first recipient marked, no trigger, the root."""
    event, root = passage["events"][0], passage["root"]
    receiving = _places(event["recipients"])[:1]
    acting = tuple(p for p in _places(event["actors"]) if p not in receiving)[:1]
    right = {"root": (root,), "penta": (penta_of_root(root),), "doer": ("doer",)}
    return Example(MarkedSentence(passage["text"], acting, receiving), right, "leads")


def _tags(text: str, real: Sequence[dict[str, Any]]) -> dict[str, tuple[tuple[int, int, str], ...]]:
    spans = {
        (*place, role)
        for e in real
        for role, places in (
            ("actor", _places(e["actors"])),
            ("recipient", _places(e["recipients"])),
            ("trigger", tuple((a, b) for a, b in e["trigger"])),
        )
        for place in places
    }
    tags = {"events": tuple(sorted(spans))}
    if len(real) == 1 and real[0]["status"] != "negated":
        tags["spans"] = _main_spans(text, real[0])
    return tags


def _main_spans(text: str, event: dict[str, Any]) -> tuple[tuple[int, int, str], ...]:
    """The sides of a passage's one event as `actor_spans` marks them: those who act together are "both", as one."""
    acting, receiving = sorted(_places(event["actors"])), sorted(_places(event["recipients"]))
    if len(acting) > 1 and not receiving:
        joined: list[tuple[int, int, str]] = []
        for start, end in acting:
            if joined and text[joined[-1][1] : start].strip() in {"and", "&", "and the"}:
                joined[-1] = (joined[-1][0], end, "both")
            else:
                joined.append((start, end, "both"))
        return tuple(joined)
    return tuple(sorted([(*p, "source") for p in acting] + [(*p, "target") for p in receiving]))


# --- public development data -----------------------------------------------------------------------------------------


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def of_relations(rows: Sequence[dict[str, Any]]) -> Material:
    """An example for each row of `relations`: source and target are marked, the trigger is not known."""
    from training.labels import QUADS

    material = Material()
    for row in rows:
        sentence = MarkedSentence(
            row["text"],
            tuple((a, b) for a, b in row["source"]["spans"][:1]),
            tuple((a, b) for a, b in row["target"]["spans"][:1]),
        )
        kinds = types_of(row["root"])
        right = {"root": (row["root"],), "type": kinds, "penta": (QUADS[row["penta"]],), "doer": ("doer",)}
        material.examples.append(Example(sentence, right, "relations", light=frozenset({"type"})))
    return material


def of_sentences(quads: Sequence[dict[str, Any]], spans: Sequence[dict[str, Any]]) -> Material:
    """A sentence without marks for each text of `quad_class` and `actor_spans`, which share many."""
    from training.labels import QUADS

    right = {r["text"]: {"penta": (QUADS[r["penta"]],)} for r in quads}
    tags = {r["text"]: tuple((s["start"], s["end"], s["role"]) for s in r["spans"]) for r in spans}
    return Material(
        [],
        [
            PlainSentence(text, {"spans": tags[text]} if text in tags else {}, right.get(text, {}), "public")
            for text in dict.fromkeys((*right, *tags))
        ],
    )


def party_names(examples: Sequence[Example]) -> list[str]:
    """What the actors and recipients of examples are called, to put them in one another's place."""
    names = (e.sentence.text[start:end] for e in examples for start, end in (*e.sentence.actor, *e.sentence.recipient))
    return sorted({n for n in names if n[:1].isupper() and len(n.split()) <= 6})


# --- variety ---------------------------------------------------------------------------------------------------------


def varied(example: Example, dice: random.Random) -> Example:
    """The example as one pass of the training reads it: marks are left out, sides exchanged, a stranger put in the
    actor's place, so that the model works with what it is given and knows who does it."""
    sentence, right = example.sentence, dict(example.right)
    acting, receiving, trigger = sentence.actor, sentence.recipient, sentence.trigger
    chance = dice.random()
    if trigger and chance < 0.06 and example.strangers and acting:
        right = {k: v for k, v in right.items() if k not in {"root", "penta"}} | {"doer": ("other",)}
        return replace(
            example, sentence=replace(sentence, actor=(dice.choice(example.strangers),)), right=right, weight=0.5
        )
    if chance < 0.14 and acting and receiving and (trigger or example.source == "relations"):
        right = {k: v for k, v in right.items() if k not in {"root", "penta"}} | {"doer": ("other",)}
        return replace(example, sentence=replace(sentence, actor=receiving, recipient=acting), right=right, weight=0.4)
    if trigger and acting and receiving and dice.random() < (0.6 if example.source == "leads" else 0.45):
        trigger = ()
        if example.beside:
            right = {k: v for k, v in right.items() if k in {"type", "root", "doer"}}
            right["type"] = tuple(dict.fromkeys((*right["type"], *example.beside)))
            if "root" in right and example.source != "leads":
                right["root"] = tuple(dict.fromkeys(root_of(t) for t in right["type"] if t != NONE))
    if len(acting) > 1 and dice.random() < 0.4:
        acting = (dice.choice(acting),)
    if len(receiving) > 1 and dice.random() < 0.4:
        receiving = (dice.choice(receiving),)
    if trigger and acting and receiving and dice.random() < 0.15:
        acting, receiving = ((), receiving) if dice.random() < 0.5 else (acting, ())
    if not acting:
        right.pop("doer", None)
    return replace(example, sentence=MarkedSentence(sentence.text, acting, receiving, trigger), right=right)


def renamed(example: Example, names: Sequence[str], dice: random.Random) -> Example:
    """The example with another party's name for its one actor or its one recipient, or for both, so that what is done
    is not learnt from who does it; as it is where marks lie within one another."""
    sentence = example.sentence
    places = sorted((*sentence.actor, *sentence.recipient, *sentence.trigger))
    if len(sentence.actor) != 1 or len(sentence.recipient) > 1:
        return example
    if any(b > c for (_, b), (c, _) in itertools.pairwise(places)):
        return example
    for role in ("recipient", "actor"):
        for start, end in sentence.spans(role):
            if dice.random() < 0.7:
                sentence = _replaced(sentence, start, end, dice.choice(names))
    return replace(example, sentence=sentence, spans={}, strangers=())


def _replaced(sentence: MarkedSentence, start: int, end: int, name: str) -> MarkedSentence:
    shift = len(name) - (end - start)

    def moved(places: Places) -> Places:
        return tuple((a + shift * (a >= end), b + shift * (b >= end)) for a, b in places)

    text = sentence.text[:start] + name + sentence.text[end:]
    return MarkedSentence(text, moved(sentence.actor), moved(sentence.recipient), moved(sentence.trigger))


def batches(examples: Sequence[Any], size: int, dice: random.Random) -> Iterator[list[Any]]:
    """The examples in random batches of texts of like length."""
    order = sorted(examples, key=lambda e: len(_text(e)) + dice.uniform(0, 30))
    cut = [order[n : n + size] for n in range(0, len(order), size)]
    dice.shuffle(cut)
    yield from cut


def _text(example: Example | PlainSentence) -> str:
    return example.text if isinstance(example, PlainSentence) else example.sentence.text
