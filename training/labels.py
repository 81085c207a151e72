"""The labels of each head, and how one scheme's labels read in another's."""

from __future__ import annotations

from dragoman.ontology import load_ontology

_ONTOLOGY = load_ontology()

NONE = "NONE"
TYPES = (NONE, *_ONTOLOGY.types)
MODES = ("", *(f"{code}/{mode}" for code, kind in _ONTOLOGY.types.items() for mode in kind.modes))
STATUS = ("actual", "historical", "future", "hypothetical", "negated")
QUADS = ("neutral", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
# The 15 roots of the ZSP paper: CONCEDE and RETREAT are one.
ROOTS = tuple(dict.fromkeys("YIELD" if t in {"CONCEDE", "RETREAT"} else t for t in _ONTOLOGY.types))
DOER = ("other", "doer")
# `type` and `quad` follow our codebook, `root` and `penta` the conventions of the public sets, which differ in places.
# Tags of words for a sentence's main interaction, as `actor_spans` has them, and for all events, as our passages do.
SPAN_ROLES = ("source", "target", "both")
SPAN_TAGS = ("O", *(f"{p}-{r}" for r in SPAN_ROLES for p in "BI"))
EVENT_ROLES = ("actor", "recipient", "trigger")
EVENT_TAGS = ("O", *(f"{p}-{r}" for r in EVENT_ROLES for p in "BI"))

HEADS = {"type": TYPES, "root": ROOTS, "mode": MODES, "quad": QUADS, "penta": QUADS, "status": STATUS, "doer": DOER}
TAGGERS = {"spans": SPAN_TAGS, "events": EVENT_TAGS}


def quad_of(kind: str) -> str:
    """The quad class of a PLOVER type; "neutral" of none."""
    return "neutral" if kind == NONE else _ONTOLOGY.quad(kind)


def root_of(kind: str) -> str:
    """The root of the ZSP paper that a PLOVER type falls under."""
    return "YIELD" if kind in {"CONCEDE", "RETREAT"} else kind


def penta_of_root(root: str) -> str:
    """The quad class of a root of the ZSP paper, whose yielding is always material."""
    return "material cooperation" if root == "YIELD" else quad_of(root)


def types_of(root: str) -> tuple[str, ...]:
    """The PLOVER types that a root stands for."""
    return ("CONCEDE", "RETREAT") if root == "YIELD" else (root,)
