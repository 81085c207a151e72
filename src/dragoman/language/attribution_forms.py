"""The forms in which a sentence ties content to a cue and its source, read off the parse.

Needs: a cue word in its sentence and the forms that its row of `attribution_cues.tsv` allows. Gives: the first form
that fits, in tokens. The forms of the table:

that   a finite clause, with or without "that", before or after the cue, or cut in two by it ("The army, he said, left")
to     an infinitive ("promised to leave", "urged the army to leave")
ing    a gerund ("denied attacking the town")
obj    an object ("criticised the raid", "called the raid a crime"), also as a passive's subject and a relative's noun
subj   the subject, of a raised verb ("seems", "is expected to"), with the infinitive
clause the clause that an adverb stands in ("was reportedly killed"), said by nobody in particular
of, about, for, on, to_, with, in, at, against, by, over, as, from   what follows this preposition
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language.clauses import is_passive, surface_subjects
from dragoman.language.phrases import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "obj"})
_COMPLEMENTS = frozenset({"oprd", "acomp", "attr"})
# Prepositions that carry on what an object began: "criticised him for leaving", "described it as a crime".
_OBJECT_TAILS = frozenset("as for of over with to about from".split())
# Verbs that lend a noun their subject: "expressed support for", "made the claim that".
_CUE_CHILDREN = frozenset({"aux", "auxpass", "neg", "prt"})
_BE = frozenset({"be", "remain", "seem", "appear", "become", "get", "feel", "stay", "sound"})


@dataclass(frozen=True)
class Tied:
    """What one form ties together: the form's name, the head of the source (None where it is not told), the content's
    tokens, and words that belong to the cue besides its head."""

    form: str
    source: Token | None
    content: list[Token]
    cue: list[Token]


def subtree(token: Token, without: Iterable[Token] = ()) -> list[Token]:
    """The tokens below `token` and itself, less those below each of `without`."""
    left_out = {t.i for w in without for t in w.subtree}
    return [t for t in token.subtree if t.i not in left_out]


def is_infinitive(clause: Token) -> bool:
    """Whether a clause is headed by "to" and a verb."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children) or (
        clause.pos_ == "AUX" and any(c.tag_ == "TO" for c in clause.lefts)
    )


def source_of(verb: Token) -> Token | None:
    """Who says what `verb` says: its subject, the agent of a passive, the noun that a participle modifies.

    A relative pronoun is left as it is.
    """
    if is_passive(verb):
        return next((t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"), None)
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    if own:
        return own[0]
    found = surface_subjects(verb)
    if found:
        return found[0]
    if verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children) and verb.dep_ != "acl":
        return None  # "asked whether …": who asked is not said
    return _just_before(verb) or next(
        (c for a in verb.ancestors for c in a.children if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ in NOMINAL), None
    )


def _just_before(verb: Token) -> Token | None:
    """The head of the noun phrase that ends right before a finite verb, where the parse gives the verb no subject."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or is_passive(verb):
        return None
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].pos_ in {"ADV", "AUX"}:
        i -= 1
    token = verb.doc[i]
    if i < verb.sent.start or token.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    while token.head.i != token.i and token.head.i < verb.i and token.head.pos_ in {"NOUN", "PROPN", "ADP"}:
        token = token.head
    return token if token.pos_ != "ADP" else verb.doc[i]


def tie_verb(verb: Token, forms: frozenset[str]) -> Iterator[Tied]:
    """Each form of `forms` in which a verb has its content, best first."""
    passive = is_passive(verb)
    source = source_of(verb)
    children = list(verb.children)
    if "that" in forms:
        yield from _clauses(verb, source, children, passive=passive)
    if passive and "subj" in forms:
        yield from _raised(verb, children)
    if "to" in forms:
        yield from _infinitives(verb, source, children, passive=passive)
    if "ing" in forms:
        for child in children:
            if child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i > verb.i:
                yield Tied("ing", source, subtree(child), [])
    if not passive and "subj" in forms:
        yield from _raised(verb, children)
    if "obj" in forms:
        yield from _objects(verb, source, children, passive=passive)
    for child in children:
        if child.dep_ in {"prep", "agent", "prt"} and child.i > verb.i:
            name = "to_" if child.lower_ == "to" else child.lower_
            if name in forms:
                below = [c for c in child.children if c.dep_ in {"pobj", "pcomp", "prep"}]
                if below:
                    tokens = [t for t in child.subtree if t.i != child.i]
                    yield Tied(name, source, [*_told(children, passive=passive), *tokens], [child])


def _clauses(verb: Token, source: Token | None, children: list[Token], *, passive: bool) -> Iterator[Tied]:
    for child in children:
        if child.dep_ == "ccomp" and not is_infinitive(child):
            if child.tag_ == "VBG" and not any(c.dep_ in {"aux", *_SUBJECTS} for c in child.children):
                continue
            without = [c for c in (source,) if c is not None and c.head.i == verb.i]
            content = [*_told(children, passive=passive), *subtree(child, without)]
            yield Tied("that", source, [t for t in content if t.i != verb.i], [])
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and source is not None:
        yield Tied("parataxis", source, subtree(verb.head, [verb]), [])
    if (
        verb.dep_ == "advcl"
        and source is not None
        and any(c.lower_ == "as" and c.dep_ in {"mark", "advmod", "prep"} for c in children)
        and not any(c.dep_ in {"ccomp", "dobj", "xcomp"} and c.lower_ != "it" for c in children)
    ):
        yield Tied("as", source, subtree(verb.head, [verb]), [c for c in children if c.lower_ == "as"])
    for child in children:
        if child.dep_ == "xcomp" and child.tag_ in {"VBD", "VBZ", "VBP"} and child.i > verb.i:
            yield Tied("that", source, subtree(child), [])


def _is_circumstance(child: Token) -> bool:
    """Whether a verb's dependent only says when: "accused them *on Monday* of looting"."""
    below = next(iter(child.children), child)
    return child.dep_ in {"npadvmod", "advmod"} or (
        child.dep_ == "prep" and below.ent_type_ in {"DATE", "TIME"} and child.lower_ in {"on", "in", "at", "during"}
    )


def _told(children: list[Token], *, passive: bool) -> list[Token]:
    """What a passive's subject adds to the content: "the minister was asked about his role" is about the minister."""
    subject = next((c for c in children if c.dep_ == "nsubjpass" and c.lower_ != "it"), None)
    return subtree(subject) if passive and subject is not None else []


def _infinitives(verb: Token, source: Token | None, children: list[Token], *, passive: bool) -> Iterator[Tied]:
    for child in children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and is_infinitive(child):
            content = subtree(child)
            for other in children:
                named = verb.i < other.i < child.i and other.dep_ in _OBJECTS | {"dative"}
                if named or (passive and other.dep_ == "nsubjpass"):
                    content = [*subtree(other), *content]
            yield Tied("to", source, content, [])


def _raised(verb: Token, children: list[Token]) -> Iterator[Tied]:
    subject = next((c for c in children if c.dep_ in _SUBJECTS), None)
    rest = [c for c in children if c.i > verb.i and c.dep_ in {"xcomp", "oprd", "acomp", "ccomp", "prep", "attr"}]
    below = [c for c in rest if c.dep_ != "prep"]
    if subject is None or not below:
        return
    agent = next((t for c in children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"), None)
    words = [] if subject.lower_ in {"it", "there"} and subject.dep_ == "expl" else subtree(subject)
    yield Tied("subj", agent, [*words, *(t for c in below for t in c.subtree)], [])


def _objects(verb: Token, source: Token | None, children: list[Token], *, passive: bool) -> Iterator[Tied]:
    tails = [c for c in children if c.i > verb.i and c.dep_ == "prep" and c.lower_ in _OBJECT_TAILS]
    if passive:
        subject = next((c for c in children if c.dep_ in {"nsubjpass", "csubjpass"}), None)
        if subject is not None and (source is not None or verb.dep_ not in {"relcl", "acl"}):
            tokens = subtree(subject) + [
                t for c in (*tails, *(c for c in children if c.dep_ in _COMPLEMENTS)) for t in c.subtree
            ]
            yield Tied("obj", source, tokens, [])
        elif verb.dep_ == "acl" and verb.head.pos_ in NOMINAL and source is not None:
            yield Tied("obj", source, subtree(verb.head, [verb]), [])
        return
    objects = [c for c in children if c.dep_ in _OBJECTS and c.i > verb.i]
    small = [
        c
        for c in children
        if c.i > verb.i and c.dep_ in {"ccomp", "xcomp", "oprd", "acomp", "attr"} and not is_infinitive(c)
    ]
    small = [c for c in small if c.dep_ in _COMPLEMENTS or (c.pos_ in NOMINAL or c.tag_ in {"VBG", "VBN", "VB"})]
    if objects or small:
        tokens = [t for c in (*objects, *small) for t in c.subtree]
        last = max(t.i for t in tokens)
        when = [t for c in children if c.i > verb.i and _is_circumstance(c) for t in c.subtree]
        tails += [t for t in when if t.dep_ == "prep" and t.lower_ in _OBJECT_TAILS and t.head.ent_type_ == "DATE"]
        aside = {t.i for t in when}
        for tail in sorted(tails, key=lambda t: t.i):
            between = range(last + 1, tail.i)
            if tail.i > last and all(verb.doc[i].is_punct or i in aside for i in between):
                tokens.extend(tail.subtree)
                last = max(last, tail.right_edge.i)
        yield Tied("obj", source, tokens, [])
    elif verb.dep_ == "relcl" and source is not None and verb.head.pos_ in NOMINAL:
        relatives = [c for c in children if c.dep_ in _OBJECTS]
        if source.tag_ not in {"WDT", "WP"} and source.lower_ != "that":
            yield Tied(
                "relative", source, [*subtree(verb.head, [verb]), *(t for c in relatives for t in c.subtree)], []
            )


def tie_noun(noun: Token, forms: frozenset[str], light: frozenset[str]) -> Iterator[Tied]:
    """Each form in which a noun has its content: "his claim that", "criticism of the raid by X", "voiced hope that".

    `light` are the verbs that lend a noun their subject.
    """
    cue: list[Token] = []
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    head = noun.head
    if source is None:
        source = next(
            (t for c in noun.children if c.dep_ == "prep" and c.lower_ == "by" for t in c.children if t.dep_ == "pobj"),
            None,
        )
    if source is None and noun.dep_ == "dobj" and head.pos_ in {"VERB", "AUX"} and head.lemma_ in light:
        source = source_of(head)
        cue = [head]
        if source is None:
            return
    if source is None and noun.dep_ == "nsubj" and head.lemma_ == "be":
        source = next(
            (
                t
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in {"of", "from", "among"}
                for t in c.children
                if t.dep_ == "pobj"
            ),
            None,
        )
        if source is None:
            return
    above = head if cue else None
    for child in noun.children:
        if child.i < noun.i:
            continue
        if (
            child.dep_ in {"acl", "relcl", "ccomp"}
            and "that" in forms
            and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        ):
            yield Tied("that", source, subtree(child), cue)
        if child.dep_ in {"acl", "xcomp"} and "to" in forms and is_infinitive(child):
            yield Tied("to", source, subtree(child), cue)
    if noun.dep_ == "nsubj" and head.lemma_ == "be" and "that" in forms:
        for child in head.children:
            if child.dep_ in {"ccomp"} and child.i > head.i:
                yield Tied("that", source, subtree(child), [head])
    for holder in (noun, above):
        for child in holder.children if holder is not None else ():
            if child.dep_ != "prep" or child.i < noun.i or child.lower_ == "by":
                continue
            name = "to_" if child.lower_ == "to" else child.lower_
            if name in forms:
                tokens = [t for t in child.subtree if t.i != child.i]
                if tokens:
                    yield Tied(name, source, tokens, [*cue, child])
            elif above is not None and holder is above and child.dep_ == "ccomp":
                yield Tied("that", source, subtree(child), cue)


def tie_adverb(adverb: Token, forms: frozenset[str]) -> Iterator[Tied]:
    """The clause that an adverb says to be others' words: "the gunmen reportedly fled"."""
    head = adverb.head
    if "clause" not in forms or adverb.dep_ != "advmod" or head.i == adverb.i:
        return
    if head.pos_ == "AUX" and head.dep_ in {"aux", "auxpass"}:
        head = head.head
    others = [c for c in head.children if c.dep_ == "conj" and any(s.dep_ in _SUBJECTS for s in c.children)]
    yield Tied("clause", None, subtree(head, [adverb, *others]), [])


def tie_adjective(adjective: Token, forms: frozenset[str]) -> Iterator[Tied]:
    """Each form in which an adjective has its content: "is confident that", "critical of", "willing to"."""
    verb = adjective.head
    if adjective.dep_ not in {"acomp", "oprd", "conj", "xcomp", "ROOT", "ccomp", "advcl", "amod"}:
        return
    source: Token | None = None
    cue: list[Token] = []
    if adjective.dep_ in {"acomp", "oprd"} and verb.pos_ in {"VERB", "AUX"}:
        source, cue = source_of(verb), [verb]
    elif adjective.dep_ == "amod" and adjective.i > verb.i:
        source = verb
    elif adjective.pos_ == "ADJ":
        found = surface_subjects(adjective)
        source = found[0] if found else None
    if source is None:
        return
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ in {"ccomp", "advcl", "xcomp"}:
            if is_infinitive(child):
                if "to" in forms and child.dep_ != "advcl":
                    yield Tied("to", source, subtree(child), cue)
            elif "that" in forms and child.dep_ == "ccomp":
                yield Tied("that", source, subtree(child), cue)
        elif child.dep_ == "prep":
            name = "to_" if child.lower_ == "to" else child.lower_
            if name in forms:
                yield Tied(name, source, [t for t in child.subtree if t.i != child.i], [*cue, child])


_STANDPOINTS = frozenset("view opinion word eye mind judgment judgement telling account estimation version".split())


def from_standpoint(tokens: Iterable[Token], text: str) -> Iterator[tuple[Token, Tied]]:
    """Each "in his view" and "in the words of X" of a sentence of this `text`, with the clause that it stands in."""
    for token in tokens if any(word in text for word in _STANDPOINTS) else ():
        if token.lower_ not in {"in", "by"} or token.dep_ != "prep" or token.head.pos_ not in {"VERB", "AUX"}:
            continue
        for noun in token.children:
            if noun.dep_ != "pobj" or noun.lemma_.lower() not in _STANDPOINTS:
                continue
            source = next((c for c in noun.children if c.dep_ == "poss"), None) or next(
                (t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), None
            )
            if source is not None:
                yield noun, Tied("standpoint", source, subtree(token.head, [token]), [token])


def according_to(tokens: Iterable[Token], text: str) -> Iterator[tuple[Token, Tied]]:
    """Each "according to X" of a sentence of this `text` ("per X" is none: it counts things), with the clause that it
    stands in."""
    for token in tokens if "ccording" in text else ():
        if token.lower_ != "according":
            continue
        to = next((c for c in token.children if c.lower_ == "to"), None)
        if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            to = token.nbor()
        if to is None:
            continue
        source = next((c for c in to.children if c.dep_ in {"pobj", "pcomp"}), None)
        clause = token.head
        while clause.pos_ not in {"VERB", "AUX"} and clause.head.i != clause.i:
            clause = clause.head
        yield token, Tied("according", source, subtree(clause, [token]), [to])
