"""Frames propose: every verb and noun of a sentence is held against the frames of its lemma.

Needs: a sentence, who its nominals are, the frames. Gives: candidates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events.candidate import Candidate
from dragoman.events.frame import Frame, Frames, WordTest
from dragoman.events.reaching import reaching
from dragoman.language import Arguments, governing_verb, modifiers, prepositional_objects, verb_arguments
from dragoman.record import Reason
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.language import Sentence

_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "advcl", "oprd", "ccomp", "amod", "npadvmod"})
# Nouns too general to tell what the object is: their compound does ("*ceasefire* agreement", "*curfew* hours").
_GENERIC = frozenset(
    "agreement deal effort delivery supply hour law accord pact treaty operation programme program plan process "
    "talk activity measure mission order force troop contingent soldier".split()
)
# Rows below this weight only keep others from firing.
_SUPPRESSOR = 0.1
_REFUSALS = frozenset({"decline", "refuse", "fail"})
_SPEAK = frozenset(
    "comment say elaborate speculate discuss identify name confirm specify disclose answer respond speak reveal".split()
)
_TOLD = frozenset("comment detail information name figure statement explanation interview reason number".split())
_ASKED = frozenset({"request", "call", "demand", "appeal", "summons", "offer", "proposal", "ultimatum"})
_MISHAPPEN = frozenset("crash capsize collide derail overturn collapse sink plunge skid swerve".split())
# What a verb makes of the deed that is its object: "lifted the trade ban" is no ban.
_TURNING = frozenset({"RETREAT", "CONCEDE", "REJECT", "SANCTION", "ACCUSE"})
_TOWARDS = frozenset({"to", "for", "with", "against", "on", "from"})
_COPULAS = frozenset({"be", "remain", "become", "stay"})
_DOCUMENTS = frozenset(
    "resolution statement report letter communique declaration document decree order law bill speech text message "
    "note".split()
)
LIGHT_VERB_COLUMNS = ("lemma", "particle", "noun", "subject", "status")
# Nouns that only say how many: the event is what follows "of".
_QUANTITIES = frozenset(
    "some all most many half rest part batch one two three four five six seven eight nine ten eleven twelve twenty "
    "majority member series number round wave spate string dozen dozens hundred hundreds thousand thousands lot "
    "score scores kind type act set campaign % percent ton tons tonne amount shipment consignment truckload planeload "
    "package team group couple pair handful worth".split()
)


@dataclass(frozen=True)
class LightVerb:
    """What a verb says of the event noun beside it; see `light_verbs.tsv`."""

    lemma: str
    particle: str
    noun: str
    subject: str
    status: str


def load_light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    """The table `light_verbs.tsv` by lemma."""
    name = "light_verbs.tsv"
    found: dict[str, list[LightVerb]] = {}
    for row in read_table(package_file("dragoman.events", name).read_text("utf-8"), name, LIGHT_VERB_COLUMNS):
        found.setdefault(row["lemma"], []).append(
            LightVerb(row["lemma"], row["particle"], row["noun"], row["subject"], row["status"])
        )
    return {lemma: tuple(rows) for lemma, rows in found.items()}


def light_verb_of(noun: Token, light_verbs: dict[str, tuple[LightVerb, ...]]) -> tuple[Token, LightVerb] | None:
    """The light verb that governs an event noun, if one does ("launched an attack", "talks took place")."""
    target = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _QUANTITIES:
        target = noun.head.head
    governed = governing_verb(target)
    if governed is None:
        return None
    verb, via = governed
    after = {c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod", "prep"}} | {
        c.lemma_ for c in verb.children if c.dep_ == "dobj"
    }
    for row in light_verbs.get(verb.lemma_, ()):
        if row.noun == "prep":
            if via == row.particle:
                return verb, row
        elif via == row.noun and (not row.particle or row.particle in after):
            return verb, row
    return None


@dataclass(frozen=True)
class Proposer:
    """Holds the frames against sentences."""

    frames: Frames
    light_verbs: dict[str, tuple[LightVerb, ...]]

    def propose(self, sentence: Sentence, actors: ReportActors) -> list[Candidate]:
        """All candidates of a sentence; where two share a trigger word the more specific stays."""
        found: list[Candidate] = []
        names = actors.names[sentence.index].names
        for token in sentence.tokens:
            lemma = token.lemma_.lower()
            if _is_predicate(token) and lemma in self.frames.verbs:
                candidate = self._verb(sentence, token, lemma, actors)
            elif (
                token.pos_ in {"NOUN", "PROPN"}
                and token.dep_ not in {"compound", "amod", "nmod"}
                and token.i not in names
                and not (token.ent_type_ in {"DATE", "TIME"} and token.text[:1].isupper())
                and (lemma in self.frames.nouns or token.lower_ in self.frames.nouns)
            ):
                candidate = self._noun(sentence, token, lemma if lemma in self.frames.nouns else token.lower_, actors)
            else:
                continue
            if candidate and not (lemma in _REFUSALS and _only_words(candidate)):
                found.append(candidate)
        kept = [c for c in _without_shared_triggers(found) if c.frame.weight >= _SUPPRESSOR]
        return [reaching(c, sentence, actors) for c in kept]

    # --- verbs -----------------------------------------------------------------------------------------------

    def _verb(self, sentence: Sentence, verb: Token, lemma: str, actors: ReportActors) -> Candidate | None:
        arguments = verb_arguments(verb)
        best: Candidate | None = None
        for frame in self.frames.verbs[lemma]:
            words = self._verb_fits(frame, verb, arguments, sentence, actors)
            if words is None or self._by_nature(frame, verb, arguments):
                continue
            sides = _sides(frame, lambda slot: _verb_slot(slot, verb, arguments), sentence, actors)
            candidate = _candidate(frame, sentence, verb, words, arguments, *sides)
            if candidate.satisfied:
                return candidate
            best = best or candidate
        return best

    def _by_nature(self, frame: Frame, verb: Token, arguments: Arguments) -> bool:
        """Whether an earthquake, a crash or a disease does what would be an attack if somebody did it."""
        if frame.type not in {"ASSAULT", "COERCE"}:
            return False
        mishaps = self.frames.classes.get("mishap", frozenset())
        # "the ferry capsized, killing 30"
        governed = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.lemma_ in _MISHAPPEN
        return governed or any(t.lemma_.lower() in mishaps for t in arguments.subjects)

    def _verb_fits(
        self, frame: Frame, verb: Token, arguments: Arguments, sentence: Sentence, actors: ReportActors
    ) -> tuple[Token, ...] | None:
        words = [verb]
        if frame.particle:
            particle = next(
                (c for c in verb.children if c.lower_ == frame.particle and c.dep_ in _PARTICLES and c.i > verb.i), None
            )
            if particle is None:
                return None
            words.append(particle)
        if frame.object.absent and arguments.objects:
            return None
        if frame.object.demanding or frame.object.forbidden:
            hit = _test(frame.object, arguments.objects, sentence, actors)
            if hit is False:
                return None
            if hit is not None and not isinstance(hit, bool):
                words.append(hit)
        if frame.prep:
            targets = arguments.of(frame.prep)
            if not targets and not _has_clause_after(verb, frame.prep):
                return None
            if frame.prep_object.demanding or frame.prep_object.forbidden:
                hit = _test(frame.prep_object, targets, sentence, actors)
                if hit is False:
                    return None
                if hit is not None and not isinstance(hit, bool):
                    words.append(hit)
        if frame.complement and not any(kind in frame.complement for kind, _ in arguments.complements):
            return None
        if frame.recipient[:1] == ("xsubj",) and frame.complement == {"to"} and not arguments.complement_subjects:
            return None  # "wants to thank them": nobody is told to do anything
        return tuple(words)

    # --- nouns -----------------------------------------------------------------------------------------------

    def _noun(self, sentence: Sentence, noun: Token, lemma: str, actors: ReportActors) -> Candidate | None:
        prepositions = list(prepositional_objects(noun))
        for _, target in list(prepositions):
            # "the shelling of Goma by M23": the doer's phrase is often hung on the place
            prepositions.extend((p, t) for p, t in prepositional_objects(target) if p in {"by", "against"})
        arguments = Arguments(prepositions=tuple(prepositions), complements=tuple(_noun_clauses(noun)))
        light = light_verb_of(noun, self.light_verbs)
        owned = _has_owner(noun, sentence, actors)
        best: Candidate | None = None
        for frame in self.frames.nouns[lemma]:
            words = self._noun_fits(frame, noun, arguments, sentence, actors)
            if words is None:
                continue
            sides = _sides(frame, lambda slot: _noun_slot(slot, noun, arguments, light, owned), sentence, actors)
            candidate = _candidate(frame, sentence, noun, words, arguments, *sides)
            if light:
                candidate = _with_light_verb(candidate, light, sentence, actors)
            if candidate.satisfied:
                return candidate
            best = best or candidate
        return best

    def _noun_fits(
        self, frame: Frame, noun: Token, arguments: Arguments, sentence: Sentence, actors: ReportActors
    ) -> tuple[Token, ...] | None:
        words = [noun]
        before = [
            c for c in noun.children if c.i < noun.i and c.dep_ in {"compound", "amod", "nmod", "poss", "npadvmod"}
        ]
        forms = {c.lemma_.lower(): c for c in before} | {c.lower_: c for c in before}
        if frame.modifier.demanding:
            hit = next((token for word, token in forms.items() if word in frame.modifier.words), None)
            if hit is None:
                return None
            words.append(hit)
        if frame.modifier.forbidden & set(forms):
            return None
        if frame.prep:
            targets = arguments.of(frame.prep)
            if not targets:
                return None
            if frame.prep_object.demanding or frame.prep_object.forbidden:
                tested = _test(frame.prep_object, targets, sentence, actors)
                if tested is False:
                    return None
        if frame.complement and not any(kind in frame.complement for kind, _ in arguments.complements):
            return None
        return tuple(words)


def _noun_clauses(noun: Token) -> Iterator[tuple[str, Token]]:
    """The clauses that complete a noun: "a call to stop", "threats that it would strike"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VB":
            yield "to", child
        elif child.dep_ in {"acl", "ccomp", "relcl"} and any(
            c.dep_ == "mark" and c.lower_ == "that" for c in child.children
        ):
            yield "that", child


def _is_predicate(token: Token) -> bool:
    """A verb of its own, or an adjective after "be" ("is willing to negotiate")."""
    if token.pos_ in {"VERB", "AUX"}:
        return token.dep_ not in {"aux", "auxpass", "amod", "compound"}
    return (
        token.pos_ == "ADJ"
        and token.dep_ in {"acomp", "oprd", "attr", "conj"}
        and token.head.pos_ in {"AUX", "VERB", "ADJ"}
    )


def _only_words(candidate: Candidate) -> bool:
    """ "Declined to comment": refusing to speak is no refusal of anything."""
    return any(
        _tells(clause) and not any(t.lemma_ in _ASKED for _, t in prepositional_objects(clause))
        for _, clause in candidate.arguments.complements
    )


def _tells(clause: Token) -> bool:
    """Whether a clause is of speaking: "comment", "give details"; not "give aid"."""
    if clause.lemma_ in {"give", "provide"}:
        return any(t.lemma_ in _TOLD for t in verb_arguments(clause).objects)
    return clause.lemma_ in _SPEAK


def _has_clause_after(verb: Token, preposition: str) -> bool:
    """ "accused of shelling": the preposition governs a clause, not a noun."""
    return any(
        c.dep_ == "prep" and c.lower_ == preposition and any(g.dep_ == "pcomp" for g in c.children)
        for c in verb.children
    )


def _heads(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The nouns themselves, and what stands after "of" where they only count ("a series of talks")."""
    for token in tokens:
        yield token
        if token.lemma_.lower() in _QUANTITIES or token.like_num:
            for preposition, target in prepositional_objects(token):
                if preposition == "of":
                    yield target


def _test(test: WordTest, tokens: tuple[Token, ...], sentence: Sentence, actors: ReportActors) -> Token | bool | None:
    """The token that passes; None where nothing was demanded; False where the test fails."""
    heads = list(_heads(tokens))
    heads += [c for t in heads if t.lemma_.lower() in _GENERIC for c in t.children if c.dep_ in {"compound", "amod"}]
    lemmas = {t.lemma_.lower(): t for t in heads} | {t.lower_: t for t in heads}
    if test.forbidden & set(lemmas):
        return False
    if not test.demanding:
        return None
    for word in (w for w in lemmas if w in test.words):
        return lemmas[word]
    for token in _heads(tokens):
        if "actor" in test.classes and any(p.basis != "owner" for p in actors.at(sentence, token)):
            return True
        if "place" in test.classes and _is_place(token, actors, sentence):
            return True
    return False


def _is_place(token: Token, actors: ReportActors, sentence: Sentence) -> bool:
    if token.ent_type_ in {"GPE", "LOC", "FAC"}:
        return True
    hit = actors.names[sentence.index].names.get(token.i)
    return hit is not None and hit.entry.form in {"country", "capital"}


def _verb_slot(slot: str, verb: Token, arguments: Arguments) -> tuple[tuple[Token, ...], bool]:
    """The tokens in one place of a verb, and whether owners count there ("poss", "mod")."""
    if slot == "subj":
        return arguments.subjects, False
    if slot == "obj":
        return arguments.objects, False
    if slot == "iobj":
        return arguments.indirect_objects or arguments.of("to"), False
    if slot == "xsubj":
        return arguments.complement_subjects, False
    if slot == "xobj":
        return tuple(t for kind, clause in arguments.complements if kind == "to" for t in _met_by(clause)), False
    if slot in {"poss", "mod"}:
        return arguments.objects, True
    if slot == "by":
        return arguments.of("by") if not arguments.passive else arguments.subjects, False
    return arguments.of(slot), False


def _met_by(clause: Token) -> tuple[Token, ...]:
    """Whom the act of a clause meets: "threatened to attack *Chad*", "promised to send doctors to *Chad*"."""
    inner = verb_arguments(clause)
    towards = (*inner.indirect_objects, *(t for p, t in inner.prepositions if p in _TOWARDS))
    return towards or inner.objects


def _noun_slot(
    slot: str, noun: Token, arguments: Arguments, light: tuple[Token, LightVerb] | None, owned: bool
) -> tuple[tuple[Token, ...], bool]:
    if slot in {"poss", "mod"}:
        return ((noun,) if owned else ()), True
    if slot == "subj":
        # "France is the largest donor": the subject of the copula
        named = noun.dep_ == "attr" and noun.head.lemma_ in _COPULAS
        return (verb_arguments(noun.head).subjects if named else ()), False
    if slot == "by":
        agents = arguments.of("by")
        governed = governing_verb(noun)
        if not agents and governed and governed[1] == "obj":
            agents = tuple(t for p, t in prepositional_objects(governed[0]) if p == "by")
        return agents, False
    found = arguments.of(slot)
    if not found and slot in {"with", "on", "against", "to", "between", "at", "from"}:
        governed = governing_verb(noun)
        if governed and (governed[1] == "obj" or light):
            found = tuple(t for p, t in prepositional_objects(governed[0]) if p == slot)
    return found, False


def _has_owner(noun: Token, sentence: Sentence, actors: ReportActors) -> bool:
    """Whether an actor stands before the noun ("Russian shelling", "the army's raid"), not only after it ("shelling
    of Gaza")."""
    known = actors.names[sentence.index]
    before = [*modifiers(noun), *(c for c in noun.children if c.dep_ == "poss")]
    return any(t.i in known.names or t.i in known.roles or actors.at(sentence, t) for t in before)


def _parties(tokens: tuple[Token, ...], owners: bool, sentence: Sentence, actors: ReportActors) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for token in tokens:
        for party in actors.at(sentence, token):
            if (party.basis == "owner") == owners:
                found.setdefault(party.actor.id or party.actor.name, party)
    return tuple(found.values())


def _fill(
    slots: tuple[str, ...],
    at: Callable[[str], tuple[tuple[Token, ...], bool]],
    sentence: Sentence,
    actors: ReportActors,
    *,
    every: bool = False,
) -> tuple[Party, ...]:
    """The parties of the first place that has some (of all places if `every`); owners of things stand in where no
    place has an actor itself."""
    found: dict[str, Party] = {}
    for owners in (False, True):
        for slot in slots:
            if slot == "between" and found:
                # "they reached a truce between the two sides": those between whom it is are not those who reached it
                continue
            tokens, owning_slot = at(slot)
            for party in _parties(tokens, owners or owning_slot, sentence, actors):
                found.setdefault(party.actor.id or party.actor.name, party)
            if found and not every:
                return tuple(found.values())
        if found:
            break
    return tuple(found.values())


def _sides(
    frame: Frame, at: Callable[[str], tuple[tuple[Token, ...], bool]], sentence: Sentence, actors: ReportActors
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    acting = _fill(frame.actor, at, sentence, actors, every=frame.reciprocal)
    if not acting and "subj" in frame.actor:
        acting = _authors(at("subj")[0], sentence, actors)
    if frame.reciprocal:
        return acting, ()
    taken = {p.actor.id for p in acting}
    receiving = tuple(
        p for p in _fill(frame.recipient, at, sentence, actors) if p.actor.id not in taken or not p.actor.id
    )
    return acting, receiving


def _authors(subjects: tuple[Token, ...], sentence: Sentence, actors: ReportActors) -> tuple[Party, ...]:
    """Who speaks through a document: its owner, else whoever adopts, issues or signs it in the same sentence."""
    for subject in subjects:
        if subject.lemma_.lower() not in _DOCUMENTS:
            continue
        owners = _parties((subject,), True, sentence, actors)
        if owners:
            return owners
        governed = governing_verb(subject)
        while governed and governed[1] == "obj":
            found = _parties(verb_arguments(governed[0]).subjects, False, sentence, actors)
            if found:
                return found
            break
    return ()


def _satisfied(frame: Frame, acting: tuple[Party, ...], receiving: tuple[Party, ...]) -> bool:
    if frame.needs == "none":
        return True
    if frame.reciprocal:
        return len(acting) >= (2 if frame.needs == "both" else 1)
    return {
        "actor": bool(acting),
        "recipient": bool(receiving),
        "both": bool(acting and receiving),
        "either": bool(acting or receiving),
    }[frame.needs]


def _candidate(
    frame: Frame,
    sentence: Sentence,
    head: Token,
    words: tuple[Token, ...],
    arguments: Arguments,
    acting: tuple[Party, ...],
    receiving: tuple[Party, ...],
) -> Candidate:
    return Candidate(
        frame=frame,
        sentence=sentence,
        head=head,
        words=words,
        arguments=arguments,
        actors=acting,
        recipients=receiving,
        satisfied=_satisfied(frame, acting, receiving),
        type=frame.type,
        mode=frame.mode,
        cameo=frame.cameo,
        score=frame.weight,
        why=(
            Reason("frame", frame.name, f"{frame.pos} {frame.lemma}"),
            *_path_reasons("actor", frame.actor, acting, sentence, head),
            *_path_reasons("recipient", frame.recipient, receiving, sentence, head),
        ),
    )


def _path_reasons(
    side: str, slots: tuple[str, ...], parties: tuple[Party, ...], sentence: Sentence, head: Token
) -> Iterator[Reason]:
    """How each side was reached: its words, how they were recognised, and the arcs of the parse between them and the
    predicate."""
    for party in parties:
        tokens = sentence.tokens_in(party.actor.text) if party.actor.text else []
        top = min(tokens, key=lambda t: len(list(t.ancestors)), default=None)
        path = "".join(f"{t.text} -{t.dep_}- " for t in _path(top, head)) + head.text if top is not None else ""
        yield Reason(side, "|".join(slots), f"{party.actor.name} ({party.basis}): {path}")


def _path(token: Token, head: Token) -> list[Token]:
    path = [token]
    while path[-1].i != head.i and path[-1].head.i != path[-1].i and len(path) < 8:
        path.append(path[-1].head)
    return [t for t in path if t.i != head.i]


def _with_light_verb(
    candidate: Candidate, light: tuple[Token, LightVerb], sentence: Sentence, actors: ReportActors
) -> Candidate:
    """The candidate with the light verb's subject in its place, and the verb among the trigger's words."""
    from dataclasses import replace

    verb, row = light
    words = (*candidate.words, verb) if row.subject == "actor" and row.status == "actual" else candidate.words
    if not row.subject:
        return candidate
    subjects = _parties(verb_arguments(verb).subjects, False, sentence, actors)
    subjects = subjects or _parties(verb_arguments(verb).subjects, True, sentence, actors)
    acting, receiving = candidate.actors, candidate.recipients
    if row.subject == "actor":
        if candidate.frame.reciprocal:
            acting = (*subjects, *(p for p in acting if p.actor.id not in {s.actor.id for s in subjects}))
        elif not acting or all(p.basis == "owner" for p in acting):
            acting = subjects or acting
    elif row.subject == "recipient" and not receiving:
        receiving = tuple(p for p in subjects if p.actor.id not in {a.actor.id for a in acting})
    receiving = tuple(p for p in receiving if p.actor.id not in {a.actor.id for a in acting})
    return replace(
        candidate,
        actors=acting,
        recipients=receiving,
        words=words,
        satisfied=_satisfied(candidate.frame, acting, receiving),
        why=(*candidate.why, Reason("light verb", row.lemma, f"subject is {row.subject}")),
    )


def _share(noun: Candidate, other: Candidate) -> bool:
    return other.frame.pos == "verb" and noun.head.i in {t.i for t in other.words}


def _turns(candidate: Candidate) -> bool:
    """Whether a verb ends, refuses or blames the deed that is its object."""
    frame = candidate.frame
    return frame.pos == "verb" and frame.object.demanding and candidate.type in _TURNING


def _without_shared_triggers(candidates: list[Candidate]) -> list[Candidate]:
    """Of candidates that share a trigger word the satisfied, more specific one."""
    kinds = [c for c in candidates if c.frame.pos == "noun" and c.frame.modifier.demanding and c.satisfied]
    # "carried out cyber attacks": the noun's modifier tells another type than verb and noun together
    candidates = [c for c in candidates if _turns(c) or not any(k.type != c.type and _share(k, c) for k in kinds)]
    turned = {t.i for c in candidates if _turns(c) for t in c.words} - {c.head.i for c in candidates if _turns(c)}
    candidates = [c for c in candidates if c.frame.pos == "verb" or c.head.i not in turned]
    ranked = sorted(candidates, key=lambda c: (c.satisfied, c.frame.specificity, c.score), reverse=True)
    taken: set[int] = set()
    kept = []
    for candidate in ranked:
        indices = {t.i for t in candidate.words}
        if indices & taken:
            continue
        taken |= indices
        kept.append(candidate)
    return sorted(kept, key=lambda c: c.head.i)
