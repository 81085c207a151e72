"""What is done with an agreement where it is mentioned, and whether it is done, demanded, sought, planned or not
done at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.facts.agreement_mentions import singular
from dragoman.language import governing_verb, is_passive, prepositional_objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dragoman.facts.agreement_tables import ActWord, AgreementTables
    from dragoman.record import Act

Standing = Literal["fact", "negated", "demanded", "sought", "possible", "planned"]

MAKING: frozenset[Act] = frozenset({"reached", "signed", "declared", "adopted", "ratified"})
_TALK: frozenset[Act] = frozenset({"called_for", "proposed", "negotiated"})
# Nouns that stand between an act and its agreement without changing it: "the terms of the deal".
_TRANSPARENT = frozenset(
    (
        "term part text provision clause phase stage detail kind form sort series version article condition "
        "round set framework letter spirit point first second participation involvement role membership "
        "obligation"
    ).split()
)
_FAIL = frozenset("fail refuse decline neglect unable fall prevent stop block avoid deny doubt".split())
_DEMAND = frozenset(
    "urge call ask demand press push appeal want insist request implore encourage tell order need require plead "
    "recommend expect pressure must should force "
    "essential important necessary vital crucial imperative urgent".split()
)
_SEEK = frozenset(
    (
        "try attempt seek hope aim work struggle strive negotiate effort talk bid negotiation push close near "
        "campaign race mission drive visit meet designed"
    ).split()
)
_POSSIBLE = frozenset(
    (
        "threaten consider likely possible ready willing offer propose able prepare unlikely wish option "
        "chance prospect mull"
    ).split()
)
_PLAN = frozenset("plan intend expect due set schedule promise pledge vow commit commitment intention".split())
_CONDITION = frozenset({"if", "unless", "until", "once", "whether", "before", "lest", "till"})
_RAISING = frozenset(
    {
        "appear",
        "seem",
        "continue",
        "remain",
        "be",
        "expect",
        "schedule",
        "set",
        "due",
        "likely",
        "begin",
        "start",
        "look",
    }
)
_MODALS: dict[str, Standing] = {
    "would": "possible", "could": "possible", "might": "possible", "may": "possible", "can": "possible", "should":
    "demanded",
    "must": "demanded", "ought": "demanded", "will": "planned", "shall": "planned", "'ll": "planned",
}  # fmt: skip
_LINKS = frozenset({"xcomp", "ccomp", "acl", "advcl", "prep", "acomp", "dobj"})
_KEEPING = frozenset(
    {
        "comply",
        "abide",
        "observe",
        "respect",
        "honour",
        "honor",
        "adhere",
        "implement",
        "uphold",
        "fulfil",
        "fulfill",
        "stick",
    }
)


@dataclass(frozen=True)
class Acting:
    """An act on an agreement: `word` says it; `verb` is that word or None where it is a noun; `standing` says
    whether it was done."""

    act: Act
    word: Token
    verb: Token | None
    standing: Standing
    agentless: bool = False
    demander: Token | None = None
    """The verb whose subject asks for the act, where another verb demands it."""


def find_acts(head: Token, tables: AgreementTables) -> list[Acting]:
    """What is done with the agreement that `head` names: what governs it, and what a participle or clause on it adds.

    Empty where nothing is done, or where it only might be undone.
    """
    rows = [_raw_act(head, tables), _raw_modified(head, tables)]
    acting = [_judged(row, head, tables) for row in dict.fromkeys(r for r in rows if r is not None)]
    return [a for a in acting if a is not None]


def _judged(found: tuple[ActWord, Token], head: Token, tables: AgreementTables) -> Acting | None:
    row, word = found
    standing, over = standing_of(word, tables)
    governs = word.i in {a.i for a in head.ancestors}
    without = any(c.lower_ == "no" and c.dep_ == "det" for c in head.children) or (
        head.dep_ == "pobj" and head.head.lower_ == "without"
    )
    if governs and without:
        standing = "negated"
    act = _told(row.act, standing, word)
    verb = word if word.pos_ in {"VERB", "AUX"} else None
    demander = over if standing == "demanded" and over is not None and over.pos_ == "VERB" else None
    return Acting(act, word, verb, standing, row.agentless, demander) if act else None


def _raw_act(head: Token, tables: AgreementTables, depth: int = 0) -> tuple[ActWord, Token] | None:
    token = head
    if depth > 4:
        return None
    if token.dep_ in {"compound", "nmod", "amod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        row = _row(tables, "noun", singular(token.head.text), "mod", frozenset())
        if row:
            return row, token.head
        if singular(token.head.text) in _TRANSPARENT | {"effort"}:
            return _raw_act(token.head, tables, depth + 1)
        return None
    if token.dep_ == "pobj" and token.head.head.pos_ in {"NOUN", "PROPN"}:
        above, preposition = token.head.head, token.head.lower_
        noun = singular(above.text)
        row = _row(tables, "noun", noun, preposition, frozenset())
        if row and noun not in tables.nouns:
            return row, above
        if noun in _TRANSPARENT or noun in tables.nouns or preposition == "of":
            return _raw_act(above, tables, depth + 1)
    if token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        own = _raw_modified(token, tables)
        return own or _raw_act(token.head, tables, depth + 1)
    for verb, via in _governors(token):
        row = _row(tables, "verb", verb.lemma_.lower(), via, _companions(verb))
        if row is None and via == "subj" and not any(c.dep_ == "dobj" for c in verb.children):
            # "Ceasefire agreed in Gaza": what cannot act itself is acted on
            row = (
                _row(tables, "verb", verb.lemma_.lower(), "obj", _companions(verb))
                if verb.tag_ in {"VBN", "VBD"}
                else None
            )
        if row is not None:
            return row, verb
    return _raw_modified(token, tables)


def _raw_modified(token: Token, tables: AgreementTables) -> tuple[ActWord, Token] | None:
    """The act told by a participle or relative clause on the noun: "an agreement signed in Cairo"."""
    for child in token.children:
        if child.dep_ not in {"acl", "relcl"} or child.pos_ not in {"VERB", "AUX"}:
            continue
        passive = is_passive(child)
        has_subject = any(
            c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"} and c.lower_ != "that" for c in child.children
        )
        role = "obj" if passive or has_subject else "subj"
        row = _row(tables, "verb", child.lemma_.lower(), role, _companions(child))
        if row is not None and not (child.tag_ == "VB" and any(c.lower_ == "to" for c in child.children)):
            return row, child
    return None


def _row(tables: AgreementTables, pos: str, lemma: str, role: str, companions: frozenset[str]) -> ActWord | None:
    for row in tables.acts.get((pos, lemma), ()):
        if role in row.roles and (not row.companions or row.companions & companions):
            return row
    return None


def _companions(verb: Token) -> frozenset[str]:
    """Particles, prepositions and objects of a verb: "down", "into" and "force", "effect"."""
    found = {
        c.lower_
        for c in verb.children
        if c.dep_ in {"prt", "prep", "advmod", "dobj", "acomp", "oprd", "attr", "npadvmod"}
    }
    found |= {t.lower_ for p, t in prepositional_objects(verb) if p in {"into", "in", "to"}}
    return frozenset(found)


def _governors(noun: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that a noun depends on, with its role; verbs like "appear" give the one after them."""
    governed = governing_verb(noun)
    if governed is None and noun.dep_ == "pobj":
        above = noun.head.head  # "pulled out of the treaty": a particle stands between
        if above.pos_ in {"ADP", "ADV"} and above.head.pos_ == "VERB":
            governed = above.head, noun.head.lower_
    if governed is None:
        return
    verb, via = governed
    if verb.lemma_ in _RAISING and via in {"subj", "obj"} and noun.dep_ in {"nsubj", "nsubjpass"}:
        for child in verb.children:
            inner = (
                child
                if child.dep_ in {"xcomp", "oprd"}
                else next((c for c in child.children if c.dep_ == "xcomp"), None)
            )
            if child.dep_ in {"xcomp", "acomp", "oprd"} and inner is not None and inner.pos_ == "VERB":
                yield inner, "obj" if is_passive(inner) else "subj"
    yield verb, via


def standing_of(word: Token, tables: AgreementTables) -> tuple[Standing, Token | None]:
    """Whether what a verb or noun tells was done, as far as its own clause and those above it say, and the word
    that says so."""
    token = word
    for _ in range(7):
        own = None
        if token.pos_ in {"VERB", "AUX"}:
            own = _own_standing(token)
            if own:
                return own, None
        elif token.i == word.i:
            demand = _demand_over(token, tables)
            if demand is not None:
                return "demanded", demand
            if any(c.lower_ == "no" and c.dep_ == "det" for c in token.children):
                return "negated", None
        above = token.head
        if above.i == token.i or token.dep_ in {"relcl", "appos"}:
            break
        if token.dep_ == "conj":
            if any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
                break
        elif token.dep_ == "pcomp" and above.lower_ in {"without", "before", "against"}:
            return ("negated" if above.lower_ == "without" else "possible"), None
        elif token.dep_ not in {"pcomp", "prep", "pobj", "agent"} or above.pos_ not in {"ADP", "SCONJ", "PART"}:
            over = _standing_under(token, above) if token.dep_ in _LINKS else None
            if over:
                return over, above
            if token.dep_ == "ccomp" and above.lemma_ not in {"agree", "decide", "announce", "say"}:
                break
            if token.dep_ == "advcl" and not _infinitive(token):
                break
        token = above
    return "fact", None


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _own_standing(verb: Token) -> Standing | None:
    children = list(verb.children)
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in children):
        return "negated"
    if (
        any(c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in _CONDITION and c.i < verb.i for c in children)
        and verb.dep_ == "advcl"
    ):
        return "possible"
    for child in children:
        if child.dep_ == "aux" and child.lower_ in _MODALS:
            return _MODALS[child.lower_]
    return None


def _standing_under(token: Token, above: Token) -> Standing | None:
    """What the word above makes of a clause or phrase: "failed to …", "urged it to …", "efforts to …"."""
    lemma = above.lemma_.lower() if above.pos_ != "NOUN" else singular(above.text)
    if token.dep_ == "prep" and lemma not in {
        "effort",
        "bid",
        "talk",
        "negotiation",
        "work",
        "aim",
        "call",
        "push",
        "close",
    }:
        return None
    if token.dep_ == "dobj" and lemma not in _DEMAND | _SEEK:
        return None
    infinitive = _infinitive(token)
    if token.dep_ == "advcl" and not infinitive:
        return None
    if (
        token.dep_ == "ccomp"
        and lemma not in {"demand", "insist", "urge", "request", "hope", "deny", "doubt", "recommend", "expect"}
        and not infinitive
    ):
        return None
    if lemma in _FAIL:
        return "negated"
    if lemma in _DEMAND:
        return "demanded" if lemma != "expect" else "planned"
    if lemma in _SEEK:
        return "sought"
    if lemma in _POSSIBLE:
        return "possible"
    if lemma in _PLAN:
        return "planned"
    return None


def _demand_over(noun: Token, tables: AgreementTables) -> Token | None:
    """The word that demands what a noun names: "called for the implementation of …", "calls for the extension of …"."""
    if noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        row = _row(tables, "noun", singular(noun.head.head.text), noun.head.lower_, frozenset())
        if row is not None and row.act == "called_for":
            return noun.head.head
    for verb, via in _governors(noun):
        row = _row(tables, "verb", verb.lemma_.lower(), via, _companions(verb))
        if row is not None and row.act == "called_for":
            return verb
    return None


def _told(act: Act, standing: Standing, word: Token) -> Act | None:
    """The codebook's act for a deed and its standing; None where nothing was done."""
    if standing == "fact":
        return act
    if act in _TALK:
        return None if standing == "negated" and act != "negotiated" else act
    if standing == "negated":
        if word.lemma_ in _KEEPING:
            return "violated"
        return "negotiated" if act == "reached" else None
    if standing == "demanded":
        if act in {"implemented", "affirmed"}:
            return "affirmed"
        return "called_for" if act in MAKING | {"extended", "entered_into_force"} else None
    if standing == "sought":
        if act in {"implemented", "affirmed"}:
            return "affirmed"
        return "negotiated" if act in MAKING | {"extended"} else None
    if standing == "possible":
        return (
            "proposed"
            if act in MAKING | {"extended", "entered_into_force"}
            else "affirmed"
            if act == "affirmed"
            else None
        )
    if act in MAKING:
        return "proposed"
    return "affirmed" if act == "implemented" else None if act == "violated" else act


__all__ = ["MAKING", "Acting", "Standing", "find_acts", "standing_of"]
