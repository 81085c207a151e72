"""Who is bound by an agreement, who brought it about, and who acts on it, as side codes such as "SYR REB"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language import noun_phrase, prepositional_objects, verb_arguments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from dragoman.actors.naming import NameHit
    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.facts.agreement_acts import Acting
    from dragoman.facts.agreement_mentions import NamedAgreement
    from dragoman.language import Arguments, Sentence

_BROKER = frozenset("broker mediate sponsor guarantee facilitate oversee supervise moderate".split())
_BROKERED = frozenset("brokered mediated sponsored guaranteed facilitated led negotiated supervised arranged".split())
_OFFICES = frozenset(
    {
        "auspices",
        "mediation",
        "sponsorship",
        "brokerage",
        "facilitation",
        "mediator",
        "mediators",
        "guarantor",
        "guarantors",
    }
)
_BINDING = frozenset({"reached", "signed", "declared"})
_NOT_POLITICAL = frozenset({"media", "company"})


@dataclass(frozen=True)
class Sides:
    """The side codes of one mention: `bound` the parties, `brokers`, `by` who acts."""

    bound: tuple[str, ...] = ()
    brokers: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    political: bool = False
    """Whether a body that passes resolutions (a council, a parliament) acts."""


def side_code(party: Party) -> str | None:
    """The code of a party: country and first sector, else the name of an organisation; None for those who cannot
    be bound."""
    actor = party.actor
    if party.basis == "owner" or actor.kind in _NOT_POLITICAL or actor.sectors[:1] in {("UNK",), ("MED",), ("BUS",)}:
        return None
    if actor.country:
        return " ".join((actor.country, *actor.sectors[:1]))
    # An official without a country speaks for an international organisation.
    return (
        actor.name
        if actor.kind in {"igo", "group", "ngo", "party"} or (actor.kind == "person" and actor.role)
        else None
    )


def _codes(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for p in parties if (code := side_code(p))))


def sides_of(mention: NamedAgreement, acting: Acting | None, actors: ReportActors) -> Sides:
    """Who takes part in an agreement by one mention of it."""
    sentence, head = mention.sentence, mention.head
    arguments = verb_arguments(acting.verb) if acting and acting.verb is not None else None
    subjects = _subjects(mention, acting, arguments, actors)
    by = () if acting is None or acting.agentless else _codes(subjects)
    told = _between(sentence, mention, arguments, actors) or _modifying(mention, actors)
    partners = _codes(_at(sentence, _with(mention, arguments), actors))
    owners = _codes(p for c in head.children if c.dep_ == "poss" for p in actors.at(sentence, c))
    brokers = _brokers(mention, acting, actors)
    act = acting.act if acting is not None else None
    if acting is not None and acting.verb is not None and acting.verb.lemma_ in _BROKER:
        brokers = (*brokers, *by)
    bound = told
    if not bound and partners:
        makers = by if act in _BINDING | {"negotiated", "withdrawn"} else ()
        bound = (*(owners or makers), *partners)
    elif not bound and (
        act in _BINDING or (acting is not None and acting.standing == "negated" and act == "negotiated")
    ):
        bound = tuple(s for s in (*by, *owners) if s not in brokers)
    elif told and act in {"reached", "declared"} and not set(by) & set(told):
        brokers = (*brokers, *by)
    bound = tuple(dict.fromkeys(b for b in bound if b not in brokers))
    return Sides(
        bound if mention.kind != "resolution" else (),
        tuple(dict.fromkeys(b for b in brokers if b not in bound)),
        by,
        any(p.actor.kind == "igo" or "LEG" in p.actor.sectors for p in subjects),
    )


def _at(sentence: Sentence, tokens: Iterable[Token], actors: ReportActors) -> list[Party]:
    return [p for t in tokens for p in actors.at(sentence, t)]


def _subjects(
    mention: NamedAgreement, acting: Acting | None, arguments: Arguments | None, actors: ReportActors
) -> list[Party]:
    sentence = mention.sentence
    if acting is None:
        return []
    if acting.demander is not None:
        return _at(sentence, verb_arguments(acting.demander).subjects, actors)
    if acting.standing == "demanded":
        return []
    if arguments is not None:
        own = {t.i for t in mention.tokens}
        return _at(sentence, (t for t in arguments.subjects if t.i not in own), actors)
    agents = [t for p, t in prepositional_objects(acting.word) if p == "by"]
    agents += [c for c in acting.word.children if c.dep_ == "poss"]
    return _at(sentence, agents, actors)


def _between(
    sentence: Sentence, mention: NamedAgreement, arguments: Arguments | None, actors: ReportActors
) -> tuple[str, ...]:
    """The parties of "between A and B", wherever the parse hangs the phrase."""
    targets = [t for p, t in prepositional_objects(mention.head) if p == "between"]
    for anchor in mention.tokens:
        targets += [t for p, t in prepositional_objects(anchor) if p == "between" and t not in targets]
    for child in mention.head.children:
        if child.dep_ in {"acl", "prep"}:
            targets += [t for p, t in prepositional_objects(child) if p == "between"]
    if arguments is not None:
        targets += [t for t in arguments.of("between") if t not in targets]
    found: list[Party] = []
    for token in targets:
        for child in token.children:
            # "between the opposition and regime forces": the first stands as a modifier of the second
            if child.dep_ in {"nmod", "amod", "compound"} and any(g.dep_ == "cc" for g in child.children):
                found.extend(actors.at(sentence, child))
        found.extend(actors.at(sentence, token))
    return _codes(found)


def _with(mention: NamedAgreement, arguments: Arguments | None) -> list[Token]:
    found = [t for p, t in prepositional_objects(mention.head) if p == "with"]
    if arguments is not None:
        found += [t for t in arguments.of("with") if t not in found]
    return found


def _modifying(mention: NamedAgreement, actors: ReportActors) -> tuple[str, ...]:
    """The parties of "the US-Taliban deal" and "the Iranian-Saudi agreement": at least two names before the noun."""
    names = actors.names[mention.sentence.index].names
    found: dict[str, None] = {}
    for token in mention.tokens:
        hit = names.get(token.i)
        if token.i < mention.head.i and hit is not None and not hit.opposed and token.i == hit.tokens[-1].i:
            joined = token.i + 1 < len(token.doc) and token.nbor(1).text in {"-", "and"}
            joined = joined or (hit.tokens[0].i > 0 and hit.tokens[0].nbor(-1).text in {"-", "and"})
            code = _code_of_name(hit) if joined else None
            if code:
                found.setdefault(code)
    return tuple(found) if len(found) > 1 else ()


def _code_of_name(hit: NameHit) -> str | None:
    entry = hit.entry
    if entry.form in {"country", "demonym", "capital"}:
        return f"{entry.country} GOV" if entry.country else None
    if entry.organisation:
        body = entry.organisation[0]
        if body.kind in _NOT_POLITICAL:
            return None
        return " ".join((body.country, *body.sectors[:1])) if body.country else body.name
    return None


def _brokers(mention: NamedAgreement, acting: Acting | None, actors: ReportActors) -> tuple[str, ...]:
    """Who brokered, guaranteed or mediated, by participles ("brokered by", "US-brokered") and offices ("under UN
    auspices")."""
    sentence, head = mention.sentence, mention.head
    names = actors.names[sentence.index].names
    anchors = [head, *([acting.verb] if acting and acting.verb is not None else [])]
    found: list[str] = []
    for anchor in anchors:
        for child in anchor.children:
            if (
                child.dep_ in {"acl", "advcl", "conj", "amod", "prep"}
                and child.lemma_.lower() in _BROKER | {"negotiate"}
                and child.tag_ in {"VBN", "VBD"}
            ):
                found += (
                    _codes(_at(sentence, verb_arguments(child).subjects, actors))
                    if any(c.dep_ == "agent" or c.lower_ == "by" for c in child.children)
                    else ()
                )
    for token in noun_phrase(head):
        hit = names.get(token.i)
        if hit is None or token.i != hit.tokens[-1].i or token.i + 2 >= len(token.doc):
            continue
        if token.nbor(1).text == "-" and token.nbor(2).lower_ in _BROKERED:
            code = _code_of_name(hit)
            found += [code] if code else []
    for token in head.lefts:
        # "U.S.-brokered" is one word to the tokenizer
        stem, _, participle = token.text.rpartition("-")
        if participle.lower() in _BROKERED and stem:
            found += _code_of_words(stem, actors)
    for anchor in anchors:
        for office in _offices(anchor):
            owners = [*(c for c in office.children if c.dep_ in {"poss", "compound", "amod", "nmod"})]
            owners += [t for p, t in prepositional_objects(office) if p in {"of", "by", "from"}]
            for owner in owners:
                parties = _codes(actors.at(sentence, owner))
                hit = names.get(owner.i)
                code = _code_of_name(hit) if hit is not None and not parties else None
                found += [*parties, *([code] if code else [])]
            if not owners:
                found += _codes(actors.at(sentence, office))
    if acting is not None and acting.act in {"reached", "declared", "negotiated", "extended"}:
        for token in sentence.tokens:
            if token.lower_ in {"mediator", "mediators"}:
                found += _codes(actors.at(sentence, token)) or [
                    code
                    for p, t in prepositional_objects(token)
                    if p == "from"
                    for code in _codes(actors.at(sentence, t))
                ]
    return tuple(dict.fromkeys(found))


def _code_of_words(words: str, actors: ReportActors) -> list[str]:
    """The code of a name that stands elsewhere in the report too, or of the few that are written with full stops."""
    known = {
        "u.s.": "USA GOV",
        "u.n.": "United Nations",
        "u.k.": "GBR GOV",
        "e.u.": "European Union",
        "us": "USA GOV",
        "un": "United Nations",
    }
    if words.lower() in known:
        return [known[words.lower()]]
    for sentence in actors.names.values():
        for hit in sentence.names.values():
            if " ".join(t.text for t in hit.tokens).lower() == words.lower():
                code = _code_of_name(hit)
                return [code] if code else []
    return []


def _offices(anchor: Token) -> Iterator[Token]:
    """ "Under the auspices of", "through Qatari mediation", "with the help of Egyptian mediators", beneath a verb
    or noun."""
    for child in anchor.children:
        if child.dep_ not in {"prep", "agent", "acl"}:
            continue
        for token in child.subtree:
            if token.lower_ in _OFFICES:
                yield token


__all__ = ["Sides", "side_code", "sides_of"]
