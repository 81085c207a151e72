"""Frames: what a predicate means and where its actor and recipient stand. The rows are in `frames/*.tsv`.

One file per PLOVER type. Columns:

pos         `verb` or `noun`
lemma       the head's lemma; `|` separates lemmas that share the row
particle    verbs: the particle that must be there ("crack *down*"), else empty
object      verbs: lemmas of the direct object of which one must be there (`talk|meeting`), or `@class` (classes.toml),
            `@actor` (a political actor), `@place`; `!word` or `!@class` forbids; `-` means no object at all; empty
            means any or none
modifier    nouns: compound or adjective that must be there ("*air* strike"); `!word` forbids
prep        a preposition that must be there, with its object if one is asked for: `for`, `on:@place`, `with:talk`
complement  a clause that must be there: `to` (infinitive), `that`, `ing`, `is` (what the object is called); `|` for
            either
type mode cameo contexts   the code. `contexts` adds to what the cue words of the sentence give
actor       places where the actor may stand, best first (`|`): `subj`, `obj`, `iobj`, `poss` ("Russia's attack"),
            `mod` ("Russian attack"), `xsubj` (subject of the complement clause), `xobj` (whom its
            act meets), or a preposition (`by`, `with`, …)
recipient   the same; `=` where the event is reciprocal: all in the actor's places are actors, with no recipient
needs       which sides must be political actors: `actor`, `recipient`, `both`, `either`, `none`
weight      0 to 1: how often the predicate, with its sides filled as it needs, is this event in news text

`subj` and `obj` are the logical subject and object: passives, participles, relative clauses and infinitives are undone.
Of two rows that fit, the one that asks for more wins; of equals, the one with more weight. A row with a weight below
0.1 only keeps others from firing ("meet a deadline").
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dragoman.ontology import Ontology, load_ontology
from dragoman.tables import Row, package_file, read_table

COLUMNS = (
    "pos",
    "lemma",
    "particle",
    "object",
    "modifier",
    "prep",
    "complement",
    "type",
    "mode",
    "cameo",
    "contexts",
    "actor",
    "recipient",
    "needs",
    "weight",
)
PREPOSITIONS = frozenset(
    "about above across after against alongside along among around as at before behind below beneath between beyond by "
    "concerning despite during for from in inside into near of off on onto out outside over past per regarding "
    "through throughout to toward towards under until up upon via with within without".split()
)
SLOTS = frozenset({"subj", "obj", "iobj", "poss", "mod", "xsubj", "xobj"}) | PREPOSITIONS
Needs = Literal["actor", "recipient", "both", "either", "none"]


@dataclass(frozen=True)
class WordTest:
    """What a noun must be: one of `words` or of the `classes`, and none of the forbidden ones."""

    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    absent: bool = False

    @property
    def demanding(self) -> bool:
        """Whether something must be there."""
        return bool(self.words or self.classes)


@dataclass(frozen=True)
class Frame:
    """One row; see the module's text for the meaning of each field. What a frame does not say asks for nothing."""

    name: str
    pos: Literal["verb", "noun"]
    weight: float
    needs: Needs = "either"
    lemma: str = ""
    particle: str = ""
    object: WordTest = WordTest()
    modifier: WordTest = WordTest()
    prep: str = ""
    prep_object: WordTest = WordTest()
    complement: frozenset[str] = frozenset()
    type: str = ""
    mode: str = ""
    cameo: str = ""
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subj",)
    recipient: tuple[str, ...] = ("obj",)
    reciprocal: bool = False

    @property
    def specificity(self) -> int:
        """How much the frame asks for; of two that fit, the more specific one wins."""
        return (
            4 * (self.object.demanding or self.object.absent)
            + 4 * self.modifier.demanding
            + 3 * bool(self.particle)
            + 2 * bool(self.prep)
            + 2 * self.prep_object.demanding
            + 3 * bool(self.complement)
        )


@dataclass(frozen=True)
class Frames:
    """All frames by part of speech and lemma, most specific first, and the word classes that they name."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]]

    @cached_property
    def words(self) -> frozenset[str]:
        """All words that frames name: common words, no names."""
        return frozenset(self.verbs) | frozenset(self.nouns) | frozenset(w for ws in self.classes.values() for w in ws)


def _word_test(row: Row, cell: str, classes: dict[str, frozenset[str]]) -> WordTest:
    if not cell:
        return WordTest()
    words: set[str] = set()
    named: set[str] = set()
    forbidden: set[str] = set()
    for part in (p.strip() for p in cell.split("|")):
        if not part or part == "-":
            continue
        target = part.removeprefix("!")
        if target.startswith("@"):
            class_name = target[1:]
            if class_name in {"actor", "place"}:
                if part.startswith("!"):
                    raise row.error(f"@{class_name} cannot be forbidden")
                named.add(class_name)
                continue
            if class_name not in classes:
                raise row.error(f"unknown class @{class_name}; classes.toml has {', '.join(sorted(classes))}")
            (forbidden if part.startswith("!") else words).update(classes[class_name])
        else:
            (forbidden if part.startswith("!") else words).add(target)
    return WordTest(frozenset(words), frozenset(named), frozenset(forbidden), absent=cell.strip() == "-")


def _frames_of(row: Row, ontology: Ontology, classes: dict[str, frozenset[str]]) -> list[Frame]:
    if row["pos"] not in {"verb", "noun"}:
        raise row.error(f"pos is {row['pos']!r}, expected verb or noun")
    event_type = ontology.types.get(row["type"])
    if event_type is None:
        raise row.error(f"unknown type {row['type']!r}")
    if row["mode"] and row["mode"] not in event_type.modes:
        raise row.error(f"{row['type']} has no mode {row['mode']!r}; it has {', '.join(event_type.modes) or 'none'}")
    if (
        row["cameo"]
        and row["cameo"] not in ontology.cameo
        and not (len(row["cameo"]) == 2 and any(c.startswith(row["cameo"]) for c in ontology.cameo))
    ):
        raise row.error(f"unknown CAMEO code {row['cameo']!r}")
    for context in row.list("contexts"):
        if context not in ontology.contexts:
            raise row.error(f"unknown context {context!r}")
    reciprocal = row["recipient"] == "="
    recipient = () if reciprocal else row.list("recipient")
    for slot in (*row.list("actor"), *recipient):
        if slot not in SLOTS:
            raise row.error(f"unknown place {slot!r} for actor or recipient")
    needs = row["needs"]
    if needs not in {"actor", "recipient", "both", "either", "none"}:
        raise row.error(f"needs is {needs!r}, expected actor, recipient, both, either or none")
    complement = frozenset(row.list("complement"))
    if not complement <= {"to", "that", "ing", "is"}:
        raise row.error(f"complement is {row['complement']!r}, expected to, that, ing or is")
    prep, _, prep_object = row["prep"].partition(":")
    if prep and prep not in PREPOSITIONS:
        raise row.error(f"{prep!r} is not a preposition that frames know")
    try:
        weight = float(row["weight"])
    except ValueError:
        raise row.error(f"weight is {row['weight']!r}, expected a number from 0 to 1") from None
    if not 0 <= weight <= 1:
        raise row.error(f"weight is {weight}, expected a number from 0 to 1")
    word_tests = {
        "object": _word_test(row, row["object"], classes),
        "modifier": _word_test(row, row["modifier"], classes),
        "prep_object": _word_test(row, prep_object, classes),
    }
    contexts, actor = row.list("contexts"), row.list("actor")
    return [
        Frame(
            name=f"{row.table.removesuffix('.tsv')}:{row.line}:{lemma}",
            pos="verb" if row["pos"] == "verb" else "noun",
            lemma=lemma,
            particle=row["particle"],
            prep=prep,
            complement=complement,
            type=row["type"],
            mode=row["mode"],
            cameo=row["cameo"],
            contexts=contexts,
            actor=actor,
            recipient=recipient,
            reciprocal=reciprocal,
            needs=needs,  # type: ignore[arg-type]  # checked above
            weight=weight,
            **word_tests,
        )
        for lemma in row.list("lemma")
    ]


def read_frames(text: str, name: str, ontology: Ontology, classes: dict[str, frozenset[str]]) -> list[Frame]:
    """The frames of one table's text; raises `TableError` with file and line for a row that is not right."""
    return [frame for row in read_table(text, name, COLUMNS) for frame in _frames_of(row, ontology, classes)]


def load_frames(ontology: Ontology | None = None) -> Frames:
    """The frames that ship with Dragoman."""
    ontology = ontology or load_ontology()
    folder = package_file("dragoman.events", "frames")
    classes = {
        name: frozenset(words)
        for name, words in tomllib.loads(folder.joinpath("classes.toml").read_text("utf-8")).items()
    }
    by_pos: dict[str, dict[str, list[Frame]]] = {"verb": defaultdict(list), "noun": defaultdict(list)}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            for frame in read_frames(file.read_text("utf-8"), file.name, ontology, classes):
                by_pos[frame.pos][frame.lemma].append(frame)

    def ranked(frames: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
        return {lemma: tuple(sorted(rows, key=lambda f: (-f.specificity, -f.weight))) for lemma, rows in frames.items()}

    return Frames(ranked(by_pos["verb"]), ranked(by_pos["noun"]), classes)
