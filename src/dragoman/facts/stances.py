"""Which words take a position, and which position, judged on the parse alone; who speaks is not asked here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from dragoman.language import prepositional_objects
from dragoman.record import Stance
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.language import Arguments
    from dragoman.tables import Row

STANCE_COLUMNS = ("lemma", "pos", "particle", "clause", "stance", "negated")
SAYING = frozenset(
    "say tell state add note stress underline underscore emphasize emphasise insist declare affirm believe think argue "
    "write tweet post reply respond comment conclude".split()
)
# Verbs that give a noun its position: "expressed support for", "reiterated its call for".
_LIGHT = frozenset(
    "express voice reiterate reaffirm renew issue convey offer repeat state make announce declare underline stress "
    "affirm signal register have send launch extend sound raise restate".split()
)
_DEMANDING_MODALS = frozenset({"must", "should", "ought"})
_UNREAL = frozenset({"could", "might", "may", "can", "should", "must", "ought"})
# Where a verb below one of these is a position now ("continues to condemn", "joins in condemning").
_THROUGH = frozenset("continue wish like want join begin remain go keep".split())
_GERUNDS = frozenset({"condemns", "urges", "rejects", "warns", "opposes", "denies"})


@dataclass(frozen=True)
class StanceVerb:
    """One way in which a word takes a position; see `stances.tsv`. An empty particle among `particles` means that
    none is needed."""

    lemma: str
    pos: str
    particles: tuple[str, ...]
    clause: str
    stance: Stance | None
    negated: Stance | None


def load_stance_verbs() -> dict[str, tuple[StanceVerb, ...]]:
    """The table `stances.tsv` by lemma, rows with a particle first; raises `TableError` for an unknown stance."""
    name = "stances.tsv"
    found: dict[str, list[StanceVerb]] = {}
    for row in read_table(package_file("dragoman.facts", name).read_text("utf-8"), name, STANCE_COLUMNS):
        particles = tuple(part.strip() for part in row["particle"].split("|")) if row["particle"] else ()
        found.setdefault(row["lemma"], []).append(
            StanceVerb(
                row["lemma"], row["pos"], particles, row["clause"], _stance(row, "stance"), _stance(row, "negated")
            )
        )
    return {lemma: tuple(sorted(rows, key=lambda r: not r.particles)) for lemma, rows in found.items()}


def _stance(row: Row, column: str) -> Stance | None:
    for stance in get_args(Stance):
        if row[column] == stance:
            return stance  # type: ignore[no-any-return]
    if row[column]:
        raise row.error(f"unknown stance {row[column]!r}")
    return None


StanceWords = dict[str, tuple[StanceVerb, ...]]


def is_negated(verb: Token) -> bool:
    """Whether a verb is denied: "does not", "never", "refused to", "declined to"."""
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"refuse", "decline", "fail"}


def verb_stance(verb: Token, arguments: Arguments, words: StanceWords) -> Stance | None:
    """The position that a verb takes by itself; None for deeds, plans, and what only might be said."""
    after = arguments.particles | {p for p, _ in arguments.prepositions}
    kinds = {kind for kind, _ in arguments.complements}
    for row in words.get(verb.lemma_.lower(), ()):
        if row.pos != "verb" or (row.particles and not after & set(row.particles)):
            continue
        if (row.clause == "yes" and not kinds) or (row.clause == "to" and not kinds & {"to", "that"}):
            continue
        if is_negated(verb):
            return row.negated
        if row.stance is None or not _is_uttered(verb, row, passive=arguments.passive):
            return None
        return row.stance
    return None


def _is_uttered(verb: Token, row: StanceVerb, *, passive: bool) -> bool:
    """Whether the verb tells of a position taken: finite, or a participle or infinitive beside such a verb."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & _UNREAL or any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.children):
        return False
    if auxiliaries & {"will", "would", "shall"} and row.clause == "position":
        return False
    if verb.dep_ == "xcomp":
        return verb.head.lemma_ in _THROUGH and _is_uttered(verb.head, row, passive=False)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ in {"VB", "VBG", "VBN"} and not passive:
        return _is_uttered(verb.head, row, passive=False)
    if verb.tag_ == "VB":
        return bool(auxiliaries & {"do", "does", "did", "will", "would", "shall"}) or verb.dep_ == "ROOT"
    if verb.tag_ == "VBG" and not any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children):
        return row.stance in _GERUNDS and verb.dep_ in {"advcl", "acl", "pcomp"}
    if row.clause == "position":
        return not passive and verb.tag_ != "VBG" and verb.dep_ not in {"acl", "amod"}
    return verb.dep_ != "amod"


# Verbs that give a thing a name, which may be a verdict: "called the vote a sham", "described it as illegal".
_NAMING = frozenset("call describe brand label term deem consider denounce condemn characterize characterise".split())


def naming_stance(verb: Token, words: StanceWords) -> tuple[Stance, Token, Token] | None:
    """The position that a verb of naming takes by the name, the thing named and the name."""
    if verb.lemma_ not in _NAMING or is_negated(verb):
        return None
    things = [c for c in verb.children if c.dep_ == "dobj"]
    names = [c for c in verb.children if c.dep_ in {"oprd", "acomp", "attr"}]
    names += [t for c in verb.children if c.lower_ == "as" for t in c.children if t.dep_ in {"pobj", "amod", "pcomp"}]
    for clause in (c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.pos_ in {"NOUN", "ADJ"}):
        names.append(clause)  # "called the number an invention" is often parsed as a clause
        things += [c for c in clause.children if c.dep_ in {"nsubj"}]
    for name in names:
        for row in words.get(name.lemma_.lower(), ()):
            if row.pos == "verdict" and row.stance is not None and things:
                return row.stance, things[0], name
    return None


def noun_stance(noun: Token, words: StanceWords) -> tuple[Stance, Token | None] | None:
    """The position that a noun takes, and the verb that utters it: "expressed support for", "Moscow's denial of"."""
    if noun.pos_ != "NOUN":
        return None
    verb = noun.head if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else None
    uttered = verb is not None and verb.lemma_ in _LIGHT and not is_negated(verb)
    owned = verb is None and any(c.dep_ == "poss" for c in noun.children) and noun.dep_ in {"nsubj", "nsubjpass"}
    if not uttered and not owned:
        return None
    after = {p for p, _ in prepositional_objects(noun)}
    after |= {"to"} if any(c.dep_ == "acl" for c in noun.children) else set()
    for row in words.get(noun.lemma_.lower(), ()):
        if row.pos != "noun" or row.stance is None:
            continue
        if after & set(row.particles) or (uttered and "" in row.particles):
            return row.stance, verb if uttered else None
    return None


def said_stance(clause: Token, words: StanceWords) -> tuple[Stance, Token] | None:
    """The position that a clause takes by what it says of a thing ("is unacceptable", "must stop"), and the word
    that says it."""
    if clause.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    negated = any(c.dep_ == "neg" for c in clause.children)
    conditional = any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in clause.children)
    question = any(c.tag_ in {"WRB", "WP"} and c.i < clause.i for c in clause.children)
    if conditional or question:
        return None
    for predicate in (clause, *(c for c in clause.children if c.dep_ in {"acomp", "attr", "oprd"})):
        if predicate.i == clause.i and clause.lemma_ in {"be", "remain"}:
            continue
        if predicate.i != clause.i and clause.lemma_ not in {"be", "remain", "constitute", "amount"}:
            continue
        for row in words.get(predicate.lemma_.lower(), ()):
            if row.pos != "verdict" or row.stance is None:
                continue
            if negated:
                return None
            return row.stance, predicate
    for child in clause.children:
        if child.dep_ == "aux" and child.lower_ in _DEMANDING_MODALS and clause.tag_ == "VB":
            perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in clause.children)
            return None if perfect else ("urges", child)
    if clause.lemma_ == "need" and any(c.dep_ == "xcomp" for c in clause.children) and not negated:
        return "urges", clause
    return None


__all__ = [
    "SAYING",
    "StanceVerb",
    "StanceWords",
    "is_negated",
    "load_stance_verbs",
    "noun_stance",
    "said_stance",
    "verb_stance",
]
