"""The logical arguments of verbs and nouns: who is subject and object once passives, participles and control are
undone.

Example: in "The town, seized by rebels in May, was shelled", `arguments(seized)` has "rebels" as subject and "town"
as object.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.language.phrases import NOMINAL, conjuncts, prepositional_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
_OBJECT = frozenset({"dobj", "obj", "oprd"})
# Verbs whose object is the subject of the infinitive that follows ("urged Israel to stop").
_OBJECT_CONTROL = frozenset(
    "urge ask tell order force persuade advise allow permit invite request direct instruct warn encourage press "
    "pressure "
    "compel require enable help convince authorize authorise oblige command beg implore want expect push call appeal "
    "cause lead prompt drive challenge accuse see hear send deploy use".split()
)


# Verbs that say what their object is ("called the minister a liar").
_NAMING = frozenset({"call", "brand", "label", "term", "dub", "deem"})


@dataclass(frozen=True)
class Arguments:
    """The arguments of one predicate, each a list of nominal heads (conjuncts included).

    `prepositions` holds (preposition, object) pairs of the verb and of its object; `complements` (kind, head) pairs
    of its clauses, where kind is `to`, `that`, `ing` or, of what an object is called, `is`; `complement_subjects` the
    subjects of those clauses where they have their own.
    """

    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    indirect_objects: tuple[Token, ...] = ()
    prepositions: tuple[tuple[str, Token], ...] = ()
    particles: frozenset[str] = frozenset()
    complements: tuple[tuple[str, Token], ...] = ()
    complement_subjects: tuple[Token, ...] = ()
    passive: bool = field(default=False)

    def of(self, preposition: str) -> tuple[Token, ...]:
        """The objects of one preposition."""
        return tuple(token for name, token in self.prepositions if name == preposition)


def antecedent(token: Token) -> Token:
    """For a relative pronoun the noun that its clause modifies, else the token itself."""
    if token.tag_ in {"WDT", "WP", "WP$"} or (
        token.lower_ == "that" and token.dep_ in _SUBJECT | _PASSIVE_SUBJECT | _OBJECT
    ):
        clause = token.head
        for _ in range(6):
            if clause.dep_ == "relcl":
                return clause.head
            if clause.dep_ in {"conj", "aux", "xcomp", "ccomp", "prep", "pobj"}:
                clause = clause.head
            else:
                break
    return token


def _expand(tokens: list[Token]) -> tuple[Token, ...]:
    seen: dict[int, Token] = {}
    for token in tokens:
        for member in conjuncts(antecedent(token)):
            seen.setdefault(member.i, member)
    return tuple(seen.values())


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: with a passive auxiliary or subject, or a past participle that modifies a
    noun."""
    if any(c.dep_ in _PASSIVE_SUBJECT or c.dep_ == "auxpass" for c in verb.children):
        return True
    if verb.tag_ == "VBN":
        if verb.dep_ in {"acl", "amod"}:
            return True
        if verb.dep_ == "advcl" and not any(c.dep_ in {"aux"} or c.dep_ in _SUBJECT | _OBJECT for c in verb.children):
            return True
        if (
            verb.dep_ == "conj"
            and verb.head.tag_ == "VBN"
            and not any(c.dep_ in _SUBJECT | {"aux"} for c in verb.children)
        ):
            return is_passive(verb.head)
        if any(c.dep_ == "agent" for c in verb.children):
            return True
    return False


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _SUBJECT | _PASSIVE_SUBJECT and c.pos_ in NOMINAL]


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject, found through coordination, control and modification where the verb has none of its
    own."""
    own = _own_subjects(verb)
    if own or depth > 6:
        return own
    head = verb.head
    if head.i == verb.i:
        return _just_before(verb)
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "conj" and head.pos_ in NOMINAL and verb.tag_ in {"VBD", "VBZ", "VBP"}:
        # a finite verb coordinated with a noun is coordinated with the clause that the parse took for that noun's
        # relative
        before = [c for c in head.children if c.dep_ == "relcl" and c.i < verb.i]
        return surface_subjects(before[-1], depth + 1) if before else []
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in NOMINAL:
        if verb.tag_ in {"VBG", "VBN"} or verb.dep_ == "relcl":
            return [head]
        return _owners(head, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        if head.pos_ == "VERB" and head.lemma_ in _OBJECT_CONTROL and not calls_by_phone(head):
            controlled = [c for c in head.children if c.dep_ in _OBJECT | {"dative"} and c.pos_ in NOMINAL]
            if controlled:
                return controlled
            if is_passive(head):
                return _own_subjects(head) or surface_subjects(head, depth + 1)
            for preposition, target in prepositional_objects(head):
                if preposition in {"on", "upon", "to"} and head.lemma_ in {"call", "appeal", "press"}:
                    return [target]
        if head.pos_ == "NOUN":
            return _owners(head, depth + 1)
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "advcl" and head.pos_ in {"VERB", "AUX"}:
        if any(c.dep_ == "mark" for c in verb.children) and verb.tag_ not in {"VBG", "VBN", "VB"}:
            return []
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ in {"prep", "agent"}:
        governor = head.head
        if governor.pos_ in {"VERB", "AUX"}:
            if governor.lemma_ in {
                "accuse",
                "suspect",
                "convict",
                "criticise",
                "criticize",
                "condemn",
                "blame",
                "denounce",
                "stop",
                "prevent",
                "charge",
                "thank",
                "praise",
                "ban",
                "bar",
            }:
                objects = [c for c in governor.children if c.dep_ in _OBJECT]
                if objects:
                    return objects
                if is_passive(governor):
                    return _own_subjects(governor)
            return surface_subjects(governor, depth + 1)
        if governor.pos_ in {"NOUN", "PROPN"}:
            return _owners(governor, depth + 1)
    if verb.dep_ in {"acomp", "oprd", "attr"} and head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "conj" and head.pos_ == "ADJ":
        return surface_subjects(head, depth + 1)
    if verb.dep_ in {"prep", "dep", "parataxis"} and head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head, depth + 1)
    return []


def _just_before(verb: Token) -> list[Token]:
    """The name before a finite main verb that the parser hung on an opening phrase: "On a visit to Peru, President
    Boric praised …"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or is_passive(verb) or verb.i == 0:
        return []
    before = verb.doc[verb.i - 1]
    hung = before.dep_ in {"conj", "appos"} and before.pos_ in {"PROPN", "NOUN"} and before.head.head.dep_ == "prep"
    return [before] if hung and any(t.text == "," for t in before.doc[before.head.i : before.i]) else []


def calls_by_phone(verb: Token) -> bool:
    """ "Called the king to thank him": whoever calls does the thanking; who is called *on* does the deed."""
    return verb.lemma_ == "call" and any(c.dep_ == "dobj" for c in verb.children)


def _owners(noun: Token, depth: int) -> list[Token]:
    """Who does what a noun names: its possessor, else the subject of the verb that it is the object of ("announced
    plans to attack")."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return owners
    head = noun.head
    if noun.dep_ in _OBJECT | {"attr", "pobj"}:
        while head.dep_ in {"prep", "pobj"} and head.head.i != head.i:
            head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            return surface_subjects(head, depth + 1)
    if noun.dep_ in _SUBJECT | _PASSIVE_SUBJECT:
        return [t for p, t in prepositional_objects(noun) if p in {"by", "of"}]
    return []


def _complement_kind(clause: Token) -> str:
    if clause.dep_ in {"xcomp", "ccomp", "acl", "advcl"}:
        if clause.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
            return "to"
        if clause.tag_ == "VBG" and not _own_subjects(clause):
            return "ing"
        if clause.dep_ == "ccomp":
            return "that"
    return ""


def _said_of_object(child: Token) -> Token | None:
    """The predicate of a small clause, which the parser takes for a second object, for a clause without a verb, or for
    an apposition without a comma."""
    if child.dep_ == "oprd":
        return child
    if child.dep_ == "ccomp" and child.pos_ in {"NOUN", "PROPN", "ADJ"} and _own_subjects(child):
        return child
    if child.dep_ == "dobj":
        beside = (c for c in child.children if c.dep_ == "appos" and c.left_edge.lower_ in {"a", "an"})
        return next((c for c in beside if c.left_edge.i and c.doc[c.left_edge.i - 1].text != ","), None)
    return None


def _is_time(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME"} and token.dep_ in {"pobj", "npadvmod"}


def verb_arguments(verb: Token) -> Arguments:
    """The logical arguments of a verb (or of an adjective after "be", whose subject is that of "be")."""
    passive = is_passive(verb)
    surface = surface_subjects(verb)
    objects = [c for c in verb.children if c.dep_ in _OBJECT and c.pos_ in NOMINAL]
    if not objects and not passive:
        # "attacked and killed civilians": the object hangs on the last of coordinated verbs.
        for child in verb.children:
            if child.dep_ == "conj" and child.pos_ == "VERB" and not _own_subjects(child) and not is_passive(child):
                objects = [c for c in child.children if c.dep_ in _OBJECT and c.pos_ in NOMINAL]
    indirect = [c for c in verb.children if c.dep_ == "dative" and c.pos_ in NOMINAL and c.pos_ != "ADP"]
    prepositions = list(prepositional_objects(verb))
    for target in objects:
        prepositions.extend(prepositional_objects(target))
    for moment in [t for _, t in prepositions if _is_time(t)] + [c for c in verb.children if _is_time(c)]:
        # "conferred for three hours with the envoy", "signed on Monday with Peru": the phrase is the verb's
        prepositions.extend((p, t) for p, t in prepositional_objects(moment) if p != "of")
    for _, target in list(prepositions):
        # "called for sanctions against X": what hangs on the complement's noun may still be a side
        prepositions.extend(
            (p, t) for p, t in prepositional_objects(target) if p in {"against", "by", "between", "from"}
        )
    complements: list[tuple[str, Token]] = []
    complement_subjects: list[Token] = []
    for child in verb.children:
        said = _said_of_object(child) if verb.lemma_ in _NAMING and child.i > verb.i else None
        if said is not None:
            complements.append(("is", said))
            complement_subjects.extend(_own_subjects(child))
            continue
        kind = _complement_kind(child)
        if child.dep_ in {"xcomp", "ccomp"} and kind:
            complements.append((kind, child))
            complement_subjects.extend(_own_subjects(child))
        elif child.dep_ == "advcl" and kind == "to":
            complements.append((kind, child))
        elif child.dep_ == "prep":
            complements.extend(("ing", c) for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG")
    if passive:
        agents = [t for p, t in prepositional_objects(verb) if p == "by"]
        subjects, logical_objects = agents, surface
        if not logical_objects and verb.dep_ in {"acl", "amod"}:
            logical_objects = [verb.head]
    else:
        subjects, logical_objects = surface, objects
    if not logical_objects and complement_subjects and any(kind == "to" for kind, _ in complements):
        # "urged Israel to stop" is often parsed with Israel inside the infinitive.
        logical_objects = complement_subjects
    return Arguments(
        subjects=_expand(subjects),
        objects=_expand(logical_objects),
        indirect_objects=_expand(indirect),
        prepositions=tuple((p, antecedent(t)) for p, t in prepositions),
        particles=frozenset(
            c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod"} or (c.dep_ == "prep" and c.n_rights == 0)
        ),
        complements=tuple(complements),
        complement_subjects=_expand(complement_subjects),
        passive=passive,
    )


def governing_verb(noun: Token) -> tuple[Token, str] | None:
    """The verb that a noun depends on, and how: `obj`, `subj` (logical), or the preposition between them."""
    token, via = noun, ""
    while token.dep_ == "conj" and token.head.pos_ in NOMINAL:
        token = token.head
    head = token.head
    if token.dep_ == "pobj" and head.dep_ in {"prep", "agent", "dative"}:
        via, head = head.lower_, head.head
        if head.dep_ == "prep" and head.head.i != head.i:
            head = head.head
        if via == "for" and head.pos_ in {"NOUN", "PROPN"}:
            # "led a delegation to Berlin for a meeting": the phrase belongs to the verb, wherever the parse hangs it
            while head.dep_ in {"pobj", "prep", "dobj", "appos", "conj"} and head.head.i != head.i:
                head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            return head, via
        return None
    if head.pos_ not in {"VERB", "AUX"} or head.i == token.i:
        return None
    if token.dep_ in _OBJECT | {"attr"}:
        return head, "obj"
    if token.dep_ in _PASSIVE_SUBJECT:
        return head, "obj"
    if token.dep_ in _SUBJECT:
        return head, "obj" if is_passive(head) else "subj"
    return None
