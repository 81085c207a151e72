"""Did it happen: negation, tense, modals, conditions, and what the words above an event say of it.

Needs: a token that heads an event. Gives: one of the codebook's values of status, whether the event is only the content of a promise,
demand, refusal or threat, and the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events.proposing import LightVerb, light_verb_of
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.record import Assertion

GOVERNOR_COLUMNS = ("lemma", "pos", "status")
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_HYPOTHETICAL = frozenset({"would", "could", "may", "might", "can", "should", "must", "ought", "'d", "ca", "need"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "once"})
_NOT_YET = frozenset("planned scheduled proposed upcoming forthcoming expected impending future prospective intended announced".split())
_ONLY_POSSIBLE = frozenset("possible potential threatened feared hypothetical alleged imminent would-be likely further any".split())
_REPORTS = frozenset("say announce declare state pledge promise vow confirm add tell agree decide warn report reveal disclose insist".split())
_PURPOSES = frozenset("mission aim goal purpose plan task job objective intention role idea priority duty hope strategy policy".split())
_RANK = {"actual": 0, "future": 1, "negated": 2, "hypothetical": 3}


@dataclass(frozen=True)
class Judgement:
    """The status of an event, whether it is nested as the content of another, and the rule that said so."""

    assertion: Assertion
    nested: bool
    rule: str


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
    """The status of the event that `head` names; `event_heads` are the heads of the sentence's other candidates."""
    status, rule, nested = "actual", "asserted", False

    def worsen(to: str, why: str) -> None:
        nonlocal status, rule
        if _RANK[to] > _RANK[status]:
            status, rule = to, why

    token = head
    if head.pos_ in {"NOUN", "PROPN"}:
        for child in head.children:
            word = child.lower_
            if child.dep_ in {"amod", "compound", "det", "advmod", "nmod"}:
                if word in _NOT_YET:
                    worsen("future", f"{word} {head.text}")
                elif word in _ONLY_POSSIBLE and word != "alleged":
                    worsen("hypothetical", f"{word} {head.text}")
                elif word in {"no", "neither", "nor"}:
                    worsen("negated", f"{word} {head.text}")
                elif word in {"attempted", "foiled", "thwarted"}:
                    worsen("hypothetical", f"{word} {head.text}")
        light = light_verb_of(head, light_verbs)
        if light:
            verb, row = light
            if row.status == "hypothetical" and not _presupposed(head):
                worsen("hypothetical", f"{verb.text} {head.text}")
                nested = nested or verb.i in event_heads or row.subject != "actor"
            elif row.status in {"future", "negated"}:
                worsen(row.status, f"{verb.text} {head.text}")
            token = verb
            if row.status == "actual" and row.subject == "" and row.noun == "obj":
                # "condemned the attack", "called off": what is condemned or ended did happen, whatever the tense of the verb
                return Judgement(status, nested, rule)  # type: ignore[arg-type]
        else:
            owner = _noun_above(head)
            if owner is not None:
                value = governors.nouns.get(owner.lemma_.lower())
                if value == "content":
                    nested = True
                    worsen("hypothetical", f"{owner.text} … {head.text}")
                elif value in {"future", "hypothetical", "negated"} and not _presupposed(head):
                    worsen(value, f"{owner.text} … {head.text}")
                    nested = nested or value == "hypothetical"
                elif value == "actual":
                    return Judgement(status, nested, rule)  # type: ignore[arg-type]
            token = _verb_above(head) or head
            if token is not head and not _presupposed(head):
                value = governors.verbs.get(token.lemma_, "")
                if value == "content" and head.dep_ == "dobj" and token.i in event_heads:
                    nested = True
                    worsen("hypothetical", f"{token.text} {head.text}")
            if _presupposed(head):
                return Judgement(status, nested, rule)  # type: ignore[arg-type]
    above = _climb(token, governors, event_heads)
    if _RANK[above.assertion] > _RANK[status]:
        status, rule = above.assertion, above.rule
    return Judgement(status, nested or above.nested, rule)  # type: ignore[arg-type]


def _presupposed(noun: Token) -> bool:
    """"The regime's attacks", "these strikes", "yesterday's bombing": something that is taken to have happened."""
    return any(
        (c.dep_ == "poss" and c.tag_ != "PRP$") or (c.dep_ == "det" and c.lower_ in {"these", "this", "those"})
        or (c.dep_ == "amod" and c.lower_ in {"recent", "continued", "ongoing", "latest", "repeated", "escalating", "continuing", "deadly"})
        for c in noun.children
    )  # fmt: skip


def _noun_above(noun: Token) -> Token | None:
    """The noun that an event noun is the complement of ("threat *of attack*", "call *for talks*", "an *end to* the siege")."""
    if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for", "to", "against", "on", "in"} and noun.head.dep_ == "prep":
        above = noun.head.head
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


def _own_marks(verb: Token) -> tuple[str, str]:
    """What the verb's own auxiliaries, negation and conjunction say."""
    status, rule = "actual", "asserted"
    for child in verb.children:
        word = child.lower_
        found = ""
        if child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and word in {"never", "hardly", "neither"}):
            found = "negated"
        elif child.dep_ == "aux" and word in _FUTURE:
            found = "future"
        elif child.dep_ == "aux" and word in {"would", "'d"} and _reported_past(verb):
            found = "future"
        elif child.dep_ == "aux" and word in _HYPOTHETICAL:
            found = "hypothetical"
        elif child.dep_ in {"mark", "advmod"} and word in _CONDITIONS and not (word in {"until", "once"} and verb.tag_ == "VBD"):
            found = "hypothetical"
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(g.dep_ == "det" and g.lower_ == "no" for g in child.children):
            found = "negated"
        elif child.dep_ in {"nsubj", "nsubjpass"} and word in {"nobody", "none", "no-one"}:
            found = "negated"
        if found and _RANK[found] > _RANK[status]:
            status, rule = found, f"{child.text} {verb.text}"
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ in {"is", "are", "'re", "'s", "am", "'m"} for c in verb.children) and verb.lemma_ == "go":
        status, rule = "future", "going to"
    return status, rule


def _reported_past(verb: Token) -> bool:
    """"Said it would withdraw": the future seen from a past report, no condition."""
    head = verb.head
    return verb.dep_ == "ccomp" and head.tag_ in {"VBD", "VBN"} and head.lemma_ in _REPORTS


def _climb(verb: Token, governors: Governors, event_heads: frozenset[int]) -> Judgement:
    """The verb's own marks and those of the clauses above it."""
    if verb.pos_ == "ADJ" and verb.head.pos_ in {"VERB", "AUX"}:
        return _climb(verb.head, governors, event_heads)
    if verb.pos_ not in {"VERB", "AUX"}:
        return Judgement("actual", False, "asserted")
    status, rule = _own_marks(verb)
    nested = False
    token = verb
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            break
        dep = token.dep_
        value = ""
        if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
            own, own_rule = _own_marks(head)
            own_aux = any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in token.children)
            if not own_aux and _RANK[own] > _RANK[status]:
                status, rule = own, own_rule
            token = head
            if own_aux:
                # a clause of its own: only what stands above the coordination concerns it
                if head.dep_ in {"ROOT"}:
                    break
            continue
        if dep in {"xcomp", "ccomp", "pcomp", "acl", "advcl"} or (dep == "prep" and head.pos_ == "VERB"):
            infinitive = token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
            if head.pos_ in {"VERB", "AUX"}:
                value = governors.verbs.get(head.lemma_, "")
                if value in {"content", "hypothetical", "future", "negated"} and dep == "ccomp" and not infinitive and head.lemma_ not in {
                    "demand", "insist", "propose", "recommend", "urge", "ask", "request", "order", "hope", "want", "fear", "deny", "promise", "pledge", "vow", "warn", "expect", "agree", "threaten",
                }:  # fmt: skip
                    value = ""
                if dep == "advcl" and infinitive and value not in {"actual", "content", "future", "negated"}:
                    value = "purpose"
                elif dep == "xcomp" and infinitive and head.lemma_ == "be" and any(c.dep_ == "nsubj" and c.lemma_.lower() in _PURPOSES for c in head.children):
                    value = "purpose"
                elif dep == "xcomp" and infinitive and not value:
                    value = "hypothetical" if head.lemma_ not in {"be", "have"} else ("future" if head.lemma_ == "be" else "")
                if dep == "advcl" and not infinitive:
                    value = "" if value in {"content", "future", "hypothetical"} else value
            elif head.pos_ == "ADJ":
                value = governors.adjectives.get(head.lemma_.lower(), "hypothetical" if infinitive else "")
            elif head.pos_ in {"NOUN", "PROPN"} and dep == "acl":
                if infinitive:
                    value = governors.nouns.get(head.lemma_.lower(), "purpose")
                    value = "purpose" if value in {"actual", "keep"} else value
            elif head.dep_ == "prep" and dep == "pcomp":
                above = head.head
                if above.pos_ in {"NOUN", "PROPN"}:
                    value = governors.nouns.get(above.lemma_.lower(), "")
                    if not value and head.lower_ == "for":
                        value = "purpose" if above.pos_ == "NOUN" and above.lemma_ in {"responsibility"} else ""
                elif above.pos_ in {"VERB", "AUX"}:
                    value = governors.verbs.get(above.lemma_, "")
                    if head.lower_ == "from" and value != "actual":
                        value = "negated"
                    if head.lower_ in {"by", "after", "before", "since", "while", "of"}:
                        past = above.tag_ in {"VBD", "VBN"}
                        value = "future" if head.lower_ == "before" and not past else ""
                    if head.lower_ == "without":
                        value = "negated"
                elif above.pos_ == "ADJ":
                    value = governors.adjectives.get(above.lemma_.lower(), "")
            if value == "content":
                nested = True
                status, rule = max((status, rule), ("hypothetical", f"content of {head.text}"), key=lambda s: _RANK[s[0]])
            elif value == "purpose":
                nested = True
                status, rule = max((status, rule), ("hypothetical", f"purpose of {head.text}"), key=lambda s: _RANK[s[0]])
            elif value in _RANK and _RANK[value] > _RANK[status]:
                status, rule = value, f"{head.text} … {token.text}"
                nested = nested or (value == "hypothetical" and head.i in event_heads)
            # the governing clause's own tense and negation reach down into bare clauses, not into "that" clauses or relatives
            if head.pos_ in {"VERB", "AUX"} and dep in {"xcomp", "pcomp"}:
                own, own_rule = _own_marks(head)
                if _RANK[own] > _RANK[status]:
                    status, rule = own, own_rule
            if dep == "ccomp" and head.pos_ in {"VERB", "AUX"} and not value and _own_marks(head)[0] == "negated" and head.lemma_ in {"confirm", "say", "believe", "think", "mean"}:
                status, rule = max((status, rule), ("hypothetical", f"not {head.text}"), key=lambda s: _RANK[s[0]])
            if dep == "advcl" and any(c.lower_ in {"if", "unless"} for c in token.children):
                status, rule = max((status, rule), ("hypothetical", "condition"), key=lambda s: _RANK[s[0]])
            token = head
            if dep in {"ccomp", "acl"} and not infinitive:
                break
            continue
        if dep == "prep":
            token = head
            continue
        break
    return Judgement(status, nested, rule)  # type: ignore[arg-type]
