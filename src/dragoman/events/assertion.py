"""Did it happen: negation, tense, modals, conditions, and what the words above an event say of it.

Needs: a token that heads an event. Gives: one of the codebook's values of status, whether the event is only the
content of a promise,
demand, refusal or threat, and the rule that said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events.proposing import LightVerb, light_verb_of
from dragoman.language import calls_by_phone
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.record import Assertion

GOVERNOR_COLUMNS = ("lemma", "pos", "status")
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_HYPOTHETICAL = frozenset({"would", "could", "may", "might", "can", "should", "must", "ought", "'d", "ca", "need"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "once"})
_NOT_YET = frozenset(
    {"planned", "scheduled", "proposed", "upcoming", "forthcoming", "expected", "impending", "future", "prospective"}
    | {"intended", "announced"}
)
_ONLY_POSSIBLE = frozenset({"possible", "potential", "threatened", "feared", "hypothetical", "imminent", "likely"}) | {
    "further",
    "any",
    "attempted",
    "foiled",
    "thwarted",
}
_CALLED_OFF = frozenset({"cancelled", "canceled", "aborted", "scrapped", "shelved", "abandoned", "now-cancelled"})
# What "would like to …" does in saying so ("I would like to condemn the attack").
_SPOKEN = frozenset(
    {"thank", "say", "congratulate", "express", "stress", "emphasize", "emphasise", "condemn", "welcome", "apologize"}
    | {"apologise", "extend", "point", "reiterate", "reaffirm", "underline", "remind", "commend", "praise"}
)
# "Called the king to congratulate him": who calls, writes or summons does say so.
_CALLS = frozenset({"call", "phone", "telephone", "ring", "write", "cable", "summon"})
_SAID_IN_CALLS = _SPOKEN | {"convey", "assure", "offer", "protest", "complain", "voice", "wish", "condemn", "denounce"}
# Verbs of change whose infinitive tells how it came out ("rose to become", "fell to reach").
_CHANGES = frozenset({"fall", "rise", "drop", "climb", "grow", "sink", "jump", "slip", "recover"})
_RECENT = frozenset({"recent", "continued", "ongoing", "latest", "repeated", "escalating", "continuing", "deadly"})
# Verbs whose past tense makes "would" a future ("said it would withdraw").
_REPORTS = frozenset(
    {"say", "announce", "declare", "state", "pledge", "promise", "vow", "confirm", "add", "tell", "agree", "decide"}
    | {"warn", "report", "reveal", "disclose", "insist"}
)
# Verbs that take the event out of the real world even in a "that" clause.
_UNREAL_THAT = frozenset(
    {"demand", "insist", "propose", "recommend", "urge", "ask", "request", "order", "hope", "want", "fear", "deny"}
    | {"promise", "pledge", "vow", "warn", "expect", "agree", "threaten"}
)
# Nouns whose "is to …" names a purpose ("its mission is to protect shipping").
_PURPOSES = frozenset(
    {"mission", "aim", "goal", "purpose", "plan", "task", "job", "objective", "intention", "role", "idea"}
    | {"priority", "duty", "hope", "strategy", "policy"}
)
_RANK = {"actual": 0, "future": 1, "negated": 2, "hypothetical": 3}


@dataclass(frozen=True)
class Judgement:
    """The status of an event, whether it is nested as the content of another, and the rule that said so."""

    assertion: Assertion
    nested: bool = False
    rule: str = "asserted"

    def worse(self, other: Judgement) -> Judgement:
        """The less real of two statuses (the first of equals), nested if either is."""
        first = other if _RANK[other.assertion] > _RANK[self.assertion] else self
        return Judgement(first.assertion, self.nested or other.nested, first.rule)


ASSERTED = Judgement("actual")


@dataclass(frozen=True)
class Governors:
    """What verbs, adjectives and nouns say of the events below them; see `governors.tsv`."""

    verbs: dict[str, str]
    adjectives: dict[str, str]
    nouns: dict[str, str]


def load_governors() -> Governors:
    """The table `governors.tsv`."""
    name = "governors.tsv"
    tables: dict[str, dict[str, str]] = {"verb": {}, "adj": {}, "noun": {}}
    for row in read_table(package_file("dragoman.events", name).read_text("utf-8"), name, GOVERNOR_COLUMNS):
        if row["pos"] not in tables:
            raise row.error(f"pos is {row['pos']!r}, expected verb, adj or noun")
        tables[row["pos"]][row["lemma"]] = row["status"]
    return Governors(tables["verb"], tables["adj"], tables["noun"])


def judge(
    head: Token, governors: Governors, light_verbs: dict[str, tuple[LightVerb, ...]], event_heads: frozenset[int]
) -> Judgement:
    """The status of the event that `head` names; `event_heads` are the heads of the sentence's other proposals."""
    if head.pos_ in {"NOUN", "PROPN"}:
        return _judge_noun(head, governors, light_verbs, event_heads)
    return _judge_clause(head, governors, event_heads)


# --- nouns ---------------------------------------------------------------------------------------------------------


def _judge_noun(
    noun: Token, governors: Governors, light_verbs: dict[str, tuple[LightVerb, ...]], event_heads: frozenset[int]
) -> Judgement:
    judgement = _modified(noun)
    light = light_verb_of(noun, light_verbs)
    if light:
        verb, row = light
        rule = f"{verb.text} {noun.text}"
        if row.status == "hypothetical" and not _presupposed(noun):
            judgement = judgement.worse(
                Judgement("hypothetical", verb.i in event_heads or row.subject != "actor", rule)
            )
        elif row.status in {"future", "negated"}:
            judgement = judgement.worse(Judgement(row.status, False, rule))  # type: ignore[arg-type]
        if row.status == "actual" and not row.subject and row.noun == "obj":
            # "will condemn the attack", "may end the siege": what is condemned or ended did happen, whatever the
            # verb's tense
            return judgement
        return judgement.worse(_judge_clause(verb, governors, event_heads))
    above = _noun_above(noun)
    if above is not None:
        value = governors.nouns.get(above.lemma_.lower(), "")
        rule = f"{above.text} … {noun.text}"
        if value == "content":
            judgement = judgement.worse(Judgement("hypothetical", True, rule))
        elif value in {"future", "hypothetical", "negated"} and not _presupposed(noun):
            judgement = judgement.worse(Judgement(value, value == "hypothetical", rule))  # type: ignore[arg-type]
        elif value == "actual":
            return judgement
    if _presupposed(noun):
        return judgement
    verb_above = _verb_above(noun)
    if verb_above is None:
        return judgement
    if governors.verbs.get(verb_above.lemma_) == "content" and noun.dep_ == "dobj" and verb_above.i in event_heads:
        judgement = judgement.worse(Judgement("hypothetical", True, f"{verb_above.text} {noun.text}"))
    return judgement.worse(_judge_clause(verb_above, governors, event_heads))


def _modified(noun: Token) -> Judgement:
    """What the words before the noun say: "planned", "possible", "no"."""
    judgement = ASSERTED
    for child in noun.children:
        if child.dep_ not in {"amod", "compound", "det", "advmod", "nmod"}:
            continue
        rule = f"{child.text} {noun.text}"
        if child.lower_ in _NOT_YET:
            judgement = judgement.worse(Judgement("future", False, rule))
        elif child.lower_ in _ONLY_POSSIBLE:
            judgement = judgement.worse(Judgement("hypothetical", False, rule))
        elif child.lower_ in {"no", "neither", "nor"} or child.lower_ in _CALLED_OFF:
            judgement = judgement.worse(Judgement("negated", False, rule))
    return judgement


def _presupposed(noun: Token) -> bool:
    """ "The regime's attacks", "these strikes", "the recent bombing": something that is taken to have happened."""
    return any(
        (c.dep_ == "poss" and c.tag_ != "PRP$")
        or (c.dep_ == "det" and c.lower_ in {"these", "this", "those"})
        or (c.dep_ == "amod" and c.lower_ in _RECENT)
        for c in noun.children
    )


def _noun_above(noun: Token) -> Token | None:
    """The noun that an event noun is the complement of ("threat *of attack*", "call *for talks*", "an *end to* the
    siege")."""
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in {"of", "for", "to", "against", "on", "in"}
        and noun.head.dep_ == "prep"
    ):
        above: Token = noun.head.head
        if above.pos_ in {"NOUN", "PROPN"}:
            return above
    return None


def _verb_above(noun: Token) -> Token | None:
    for ancestor in noun.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
        if ancestor.dep_ == "relcl":
            return None
    return None


# --- clauses -------------------------------------------------------------------------------------------------------


def _judge_clause(verb: Token, governors: Governors, event_heads: frozenset[int]) -> Judgement:
    """The verb's own marks and those of the clauses above it, up to the first that stands by itself."""
    if verb.pos_ == "ADJ" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return ASSERTED
    judgement = _own_marks(verb)
    token = verb
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
            independent = any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in token.children)
            if not independent:
                judgement = judgement.worse(_own_marks(head))
            token = head
            if independent and head.dep_ == "ROOT":
                break
        elif token.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "advcl"}:
            judgement = judgement.worse(_governed(token, governors, event_heads))
            if token.dep_ in {"ccomp", "acl"} and not _infinitive(token):
                break
            token = head
        elif token.dep_ == "prep":
            token = head
        else:
            break
    return judgement


def _own_marks(verb: Token) -> Judgement:
    """What the verb's own auxiliaries, negation, conjunction and subject say."""
    judgement = ASSERTED
    for child in verb.children:
        found = _mark(child, verb)
        if found:
            judgement = judgement.worse(Judgement(found, False, f"{child.text} {verb.text}"))
    going = verb.lemma_ == "go" and verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in verb.children)
    return judgement.worse(Judgement("future", False, "going to")) if going else judgement


def _mark(child: Token, verb: Token) -> Assertion | None:
    word = child.lower_
    if child.dep_ == "neg" and _not_only(child):
        return None
    if child.dep_ == "advmod" and word in {"nearly", "almost"}:
        # "nearly signed": short of it; "nearly 20 died" and "has almost finished" are not
        return "negated" if child.i + 1 == verb.i and verb.tag_ == "VBD" else None
    if child.dep_ == "aux" and word == "to" and verb.dep_ == "ROOT" and verb.tag_ == "VB":
        return "future"  # a headline: "Army to leave the city"
    if child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and word in {"never", "hardly", "neither"}):
        return "negated"
    if child.dep_ == "aux":
        if word in _FUTURE or (word in {"would", "'d"} and _reported_past(verb)):
            return "future"
        return "hypothetical" if word in _HYPOTHETICAL else None
    if child.dep_ in {"mark", "advmod"} and word in _CONDITIONS:
        return None if word in {"until", "once"} and verb.tag_ == "VBD" else "hypothetical"
    if child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        nobody = word in {"nobody", "none", "no-one"} and child.dep_ != "dobj"
        if nobody or any(g.dep_ == "det" and g.lower_ == "no" for g in child.children):
            return "negated"
    return None


def _not_only(negation: Token) -> bool:
    """ "Not only condemned … but also": what is told did happen, and more."""
    following = negation.i + 1
    return following < len(negation.doc) and negation.doc[following].lower_ in {"only", "just", "merely", "simply"}


def _reported_past(verb: Token) -> bool:
    """ "Said it would withdraw": the future seen from a past report, no condition."""
    return verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"} and verb.head.lemma_ in _REPORTS


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _governed(clause: Token, governors: Governors, event_heads: frozenset[int]) -> Judgement:
    """What the word above a clause says of what the clause tells."""
    head = clause.head
    if head.lemma_ == "like" and clause.lemma_ in _SPOKEN and any(c.lower_ in {"would", "'d"} for c in head.children):
        return ASSERTED
    if head.pos_ in {"VERB", "AUX"}:
        value = _below_verb(clause, head, governors)
    elif head.pos_ == "ADJ":
        value = governors.adjectives.get(head.lemma_.lower(), "hypothetical" if _infinitive(clause) else "")
    elif head.pos_ in {"NOUN", "PROPN"} and clause.dep_ == "acl":
        value = _below_noun(clause, head, governors)
    elif head.dep_ == "prep" and clause.dep_ == "pcomp":
        value = _below_preposition(head, governors)
    else:
        value = ""
    judgement = ASSERTED
    if value in {"content", "purpose"}:
        judgement = Judgement("hypothetical", True, f"{value} of {head.text}")
    elif value in {"future", "negated", "hypothetical"}:
        nested = value == "hypothetical" and head.i in event_heads
        judgement = Judgement(value, nested, f"{head.text} … {clause.text}")  # type: ignore[arg-type]
    if head.pos_ in {"VERB", "AUX"} and clause.dep_ in {"xcomp", "pcomp"}:
        # the governing clause's own tense and negation reach down into bare clauses, not into "that" clauses
        judgement = judgement.worse(_own_marks(head))
    if head.pos_ in {"VERB", "AUX"} and clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.i > head.i:
        # "will return to the Gulf, visiting Riyadh": the participle lies ahead too
        ahead = any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in head.children)
        if ahead and not any(c.dep_ in {"mark", "nsubj"} for c in clause.children):
            judgement = judgement.worse(Judgement("future", False, f"will {head.text}, {clause.text}"))
    doubted = clause.dep_ == "ccomp" and head.lemma_ in {"confirm", "say", "believe", "think", "mean"} and not value
    if doubted and _own_marks(head).assertion == "negated":
        judgement = judgement.worse(Judgement("hypothetical", False, f"not {head.text}"))
    if clause.dep_ == "advcl" and any(c.lower_ in {"if", "unless"} for c in clause.children):
        judgement = judgement.worse(Judgement("hypothetical", False, "condition"))
    return judgement


def _below_verb(clause: Token, verb: Token, governors: Governors) -> str:
    value = governors.verbs.get(verb.lemma_, "")
    unreal = value in {"content", "hypothetical", "future", "negated"}
    if clause.dep_ == "ccomp" and not _infinitive(clause):
        return "" if unreal and verb.lemma_ not in _UNREAL_THAT else value
    calls = verb.lemma_ in _CALLS and (verb.lemma_ != "call" or calls_by_phone(verb))
    if calls and _infinitive(clause) and clause.lemma_ in _SAID_IN_CALLS:
        return "actual"
    if clause.dep_ in {"advcl", "xcomp"} and verb.lemma_ in _CHANGES and verb.tag_ == "VBD" and _infinitive(clause):
        return "actual"
    if clause.dep_ == "advcl":
        if _infinitive(clause):
            return value if value in {"actual", "content", "future", "negated"} else "purpose"
        return "" if value in {"content", "future", "hypothetical"} else value
    if clause.dep_ == "xcomp" and _infinitive(clause):
        if verb.lemma_ == "be":
            purpose = any(c.dep_ == "nsubj" and c.lemma_.lower() in _PURPOSES for c in verb.children)
            return "purpose" if purpose else "future"
        if not value and verb.lemma_ != "have":
            return "hypothetical"
    return value


def _below_noun(clause: Token, noun: Token, governors: Governors) -> str:
    if not _infinitive(clause):
        return ""
    value = governors.nouns.get(noun.lemma_.lower(), "purpose")
    return "purpose" if value in {"actual", "keep"} else value


def _below_preposition(preposition: Token, governors: Governors) -> str:
    """ "Accused of shelling", "without firing", "before withdrawing", "refrained from attacking"."""
    above = preposition.head
    if above.pos_ in {"NOUN", "PROPN"}:
        return governors.nouns.get(above.lemma_.lower(), "")
    if above.pos_ == "ADJ":
        return governors.adjectives.get(above.lemma_.lower(), "")
    if above.pos_ not in {"VERB", "AUX"}:
        return ""
    word = preposition.lower_
    if word == "without":
        return "negated"
    if word == "before":
        return "future" if above.tag_ in {"VB", "VBG"} else ""
    if word in {"by", "after", "since", "while", "of", "with", "amid", "despite", "following"}:
        return ""
    value = governors.verbs.get(above.lemma_, "")
    return "negated" if word == "from" and value != "actual" else value
