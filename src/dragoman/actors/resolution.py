"""Mentions become political actors: the noun phrases of a report, one after the other, with memory of who was named
before.

Needs: a `ParsedReport`, the tables, the quotations. Gives: `ReportActors`, which says for a token who is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.actors.introduced import introduce_names
from dragoman.actors.memory import Memory, side_of, spanned, with_text
from dragoman.actors.named import parties_of_name, people_of
from dragoman.actors.naming import RoleHit, SentenceNames, find_names
from dragoman.actors.persons import heads_person_name, named_person
from dragoman.actors.references import definite_reference, pair_of, pronoun, titled_person, unnamed_allies
from dragoman.actors.roles import (
    coordinated_modifier,
    crowd_of_gathering,
    named_beside,
    part_of_body,
    parties_of_role,
    role_owners,
    without_dateline,
)
from dragoman.actors.titles import register_persons
from dragoman.actors.told import count_countries, find_home, find_speaker, note_persons, note_places
from dragoman.language import conjunction_head, conjuncts, noun_phrase, prepositional_objects

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.tables import ActorTables
    from dragoman.language import ParsedReport, Sentence
    from dragoman.language.quotations import Voice
    from dragoman.record import Span

_ALLIES = frozenset("ally backer partner supporter proxy friend sponsor patron host neighbour neighbor".split())
# Arms act for their side ("tanks shelled the town") but are no side when something is done to them.
_EQUIPMENT = frozenset(
    "tank artillery rocket mortar gun missile drone weapon vehicle howitzer aircraft helicopter jet warplane ship "
    "boat plane warship".split()
)

# These do not tell by themselves whose they are; a crew is of some side, and mostly of the place's.
_UNMANNED = frozenset({"rocket", "mortar", "gun", "missile", "drone", "weapon"})


@dataclass(frozen=True)
class ReportActors:
    """Who is meant, by sentence and token; `home` is the country that the report is mainly about, `speaker` whose
    text it is."""

    by_token: dict[tuple[int, int], tuple[Party, ...]] = field(default_factory=dict)
    names: dict[int, SentenceNames] = field(default_factory=dict)
    home: str | None = None
    speaker: tuple[Party, ...] = ()
    countries: tuple[str, ...] = ()

    def at(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """The parties that a nominal head stands for; empty where it is no political actor.

        Of an adjective of a country before a noun ("American and Russian envoys") those that are of its country.
        """
        found = self.by_token.get((sentence.index, token.i), ())
        if found or token.dep_ not in {"amod", "nmod", "compound"}:
            return found
        known = self.names.get(sentence.index)
        hit = known.names.get(token.i) if known is not None else None
        if hit is None or hit.entry.form != "demonym" or hit.opposed:
            return ()
        return tuple(
            p for p in self.by_token.get((sentence.index, token.head.i), ()) if p.actor.country == hit.entry.country
        )


def find_actors(
    report: ParsedReport,
    tables: ActorTables,
    voices: list[Voice],
    *,
    day: datetime.date | None = None,
    places: Callable[[tuple[str, ...]], Mapping[Span, str]] | None = None,
    town: Callable[[str, tuple[str, ...], bool], str | None] | None = None,
) -> ReportActors:
    """All actors of a report; `day` is the day as of which offices and sides are taken (the report's date).

    `places` tells the countries of the report's toponyms by their spans, given the countries that the report names;
    "police in Kisumu" are then Kenya's. `town` tells the country of a town's name, given the same, where the name
    stands beside a role and is no toponym by itself ("Ebolowa residents"), and whether a preposition says it is one.
    """

    def resolve(sentence: Sentence, token: Token) -> tuple[Party, ...]:
        at = (sentence.index, token.i)
        met = memory.by_token.get(at)
        if met is not None:
            return met
        if at in resolving or not _is_head(token):
            return ()
        resolving.add(at)  # a phrase that leads back to itself stands for nobody
        try:
            return _resolve(memory, sentence, token)
        finally:
            resolving.discard(at)

    resolving: set[tuple[int, int]] = set()
    names = {s.index: find_names(s, tables) for s in report.sentences}
    memory = Memory(report, tables, voices, day, names, resolve)
    count_countries(memory)
    if places is not None:
        note_places(memory, places(memory.countries), town)
    find_home(memory)
    introduce_names(memory)
    register_persons(memory)
    note_persons(memory)
    find_speaker(memory)
    for sentence in report.sentences:
        for token in sentence.tokens:
            if not _is_head(token):
                continue
            parties = _resolve(memory, sentence, token)
            if parties:
                parties = _with_list(memory, sentence, token, parties)
                memory.by_token[sentence.index, token.i] = parties
                if all(p.basis != "owner" for p in parties):
                    memory.history.append((sentence, token, parties))
    return ReportActors(memory.by_token, names, memory.home, memory.speaker, memory.countries)


def _resolve(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """Who a nominal head stands for: by pronoun, name, title and role, reference, or as the owner of a thing."""
    if token.tag_ in {"PRP", "PRP$"}:
        return pronoun(memory, sentence, token)
    pair = pair_of(memory, sentence, token)
    if pair:
        return pair
    if heads_person_name(memory, sentence, token):
        person = named_person(memory, sentence, token)
        if person:
            return person
    known = memory.names[sentence.index]
    hit, role = known.names.get(token.i), known.roles.get(token.i)
    if hit is not None and hit.entry.form != "person":
        whole = token.i == hit.tokens[-1].i or token.head not in hit.tokens
        if whole and hit.entry.form == "demonym" and role is None:
            noun = _noun_of(token)
            if noun is not None and hit.entry.country:
                return _of_country(memory, sentence, token, noun, hit.entry.country)
            return people_of(memory, sentence, token, hit)
        if whole:
            return spanned(memory, sentence, hit.tokens, parties_of_name(memory, sentence, hit, token))
    part = part_of_body(memory, sentence, token)
    if part:
        return spanned(memory, sentence, noun_phrase(token), part)
    if token.lemma_.lower() in _ALLIES:
        return unnamed_allies(memory, sentence, token)
    if token.lemma_.lower() in _PARTS_OF_MANY and (many := _whole_of(memory, sentence, token)):
        return many
    if role is not None and role.head.i == token.i:
        parties = _role_phrase(memory, sentence, token, role)
        if parties or role.role.sectors:
            return parties
    return (
        titled_person(memory, sentence, token)
        or definite_reference(memory, sentence, token)
        or _whole_of(memory, sentence, token)
        or _named_after(memory, sentence, token)
        or _owners(memory, sentence, token)
        or spanned(memory, sentence, noun_phrase(token), crowd_of_gathering(memory, sentence, token))
    )


# "His French counterpart" is France's.
_COUNTERPARTS = frozenset("counterpart colleague opposite host neighbour neighbor guest rival".split())
# Words that stand for those they are a number or a part of ("members of the force", "a procession of union leaders").
_PARTS_OF_MANY = frozenset(
    "member procession crowd column handful score dozen majority minority rest remnant some any all none most many "
    "several few half one two three four five six seven eight nine ten hundred thousand million number wave group "
    "couple pair bunch coalition array body generation mass line convoy boatload busload".split()
)
_STATE_WORDS = frozenset(
    "republic kingdom state union federation commonwealth emirate sultanate principality dominion".split()
)


def _whole_of(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """The country of "the Republic of Hungary", the people of "some of the miners"."""
    lemma = token.lemma_.lower()
    state = lemma in _STATE_WORDS and token.text[:1].isupper()
    if not state and lemma not in _PARTS_OF_MANY:
        return ()
    names = memory.names[sentence.index].names
    for preposition, target in prepositional_objects(token):
        if preposition != "of":
            continue
        if state:
            hit = names.get(target.i)
            if hit is not None and hit.entry.form == "country":
                return spanned(memory, sentence, noun_phrase(token), parties_of_name(memory, sentence, hit))
            continue
        found = tuple(p for p in memory.resolve(sentence, target) if p.basis != "owner" and p.form != "country")
        if found:
            return spanned(memory, sentence, noun_phrase(token), found)
    return ()


def _named_after(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """The person whose name follows a noun of whatever kind: "Musharraf's successor, Asif Ali Zardari"."""
    if token.tag_ != "NN":
        return ()
    named = next((c for c in token.children if c.dep_ == "appos" and heads_person_name(memory, sentence, c)), None)
    return named_person(memory, sentence, named) if named is not None else ()


def _noun_of(adjective: Token) -> Token | None:
    """The noun that an adjective of a country goes with where the parse makes a noun of it: "Serbian and Bosnian
    officers", "the Taliban and American envoys"."""
    first = conjunction_head(adjective)
    if first.i != adjective.i and first.dep_ in {"amod", "nmod", "compound"} and first.head.i > adjective.i:
        return first.head
    if adjective.tag_ != "JJ" or adjective.i + 1 >= len(adjective.doc):
        return None
    following = adjective.nbor(1)
    while following.tag_ in {"JJ", "NN"} and following.i + 1 < len(following.doc) and following.whitespace_:
        after = following.nbor(1)
        if after.pos_ not in {"NOUN", "ADJ"}:
            break
        following = after
    return following if following.pos_ == "NOUN" else None


def _of_country(memory: Memory, sentence: Sentence, token: Token, noun: Token, country: str) -> tuple[Party, ...]:
    """The side that an adjective of a country and a noun further on make."""
    hit = memory.names[sentence.index].roles.get(noun.i)
    sectors = hit.role.sectors if hit is not None and hit.role.sectors else ("GOV",)
    role = hit.role.role if hit is not None else ""
    party = side_of(memory, noun.text, country, sectors, "described" if role else "owner", role, plural=True)
    return spanned(memory, sentence, [token], (party,))


def _role_phrase(memory: Memory, sentence: Sentence, token: Token, role: RoleHit) -> tuple[Party, ...]:
    """The parties of a phrase whose head is a role: the person it is in apposition with, or the sides that it names."""
    named = [c for c in token.children if c.dep_ == "appos" and heads_person_name(memory, sentence, c)]
    titled = memory.titles.get((sentence.index, token.i))
    if (named or titled is not None) and role.role.kind == "person":
        person = named_person(memory, sentence, named[0] if titled is None else titled)
        if person and person[0].actor.sectors != ("UNK",):
            return person
    group = named_beside(memory, sentence, token, role)
    if group is not None:
        return spanned(memory, sentence, group.tokens, parties_of_name(memory, sentence, group))
    known = memory.names[sentence.index]
    lemma = token.lemma_.lower()
    thing = lemma in _EQUIPMENT and (lemma in _UNMANNED or token.dep_ not in {"nsubj", "pobj"})
    if thing and not (_owned(token, known) and role_owners(memory, sentence, token, role, None)):
        return ()
    parties = parties_of_role(memory, sentence, role)
    beside = coordinated_modifier(memory, sentence, token)
    if beside is None:
        return spanned(memory, sentence, without_dateline(noun_phrase(token), token), parties)
    first = spanned(memory, sentence, [beside.tokens[-1]], parties_of_role(memory, sentence, beside))
    rest = [t for t in noun_phrase(token) if t.i > beside.tokens[-1].i and t.pos_ != "CCONJ"]
    return (*first, *spanned(memory, sentence, rest or [token], parties))


def _owned(thing: Token, known: SentenceNames) -> bool:
    """Whether words before an arm say whose it is; "seized the tanks from the airfield" does not."""
    return any(
        c.i < thing.i and (c.dep_ == "poss" or c.i in known.names or c.i in known.roles)
        for child in thing.children
        for c in conjuncts(child)
    )


def _with_list(memory: Memory, sentence: Sentence, token: Token, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of a list that the parse hangs on an apposition: "Indonesia, Malaysia and the Philippines", "Russia's
    envoy, X, and Finland's president, Y"."""
    if parties[0].basis == "owner" or token.tag_ in {"PRP", "PRP$"}:
        return parties
    found = {p.actor.id: p for p in parties}
    for child in token.children:
        if child.dep_ != "appos":
            continue
        other = memory.resolve(sentence, child)
        countries = bool(other) and parties[0].form == other[0].form == "country"
        titled = heads_person_name(memory, sentence, child) and other and other[0].actor.id == parties[0].actor.id
        if not countries and not titled:
            continue
        for member in conjuncts(child):
            for party in memory.resolve(sentence, member):
                if party.basis != "owner":
                    found.setdefault(party.actor.id, party)
    return tuple(found.values())


def _is_head(token: Token) -> bool:
    if token.pos_ in {"NOUN", "PROPN", "PRON"} or token.tag_ in {"PRP", "PRP$", "WP"}:
        return token.dep_ not in {"compound", "expl"} and not token.is_space
    return (
        token.pos_ in {"ADJ", "NUM", "DET"}
        and token.dep_
        in {
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
            "poss",
            "conj",
            "attr",
            "appos",
        }
    ) or (token.pos_ == "X" and token.text[:1].isupper())


def _owners(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """The actor that a thing belongs to: "ISIL's tanks", "al-Qaida vehicles", "rebel positions"."""
    found: list[Party] = []
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    for child in token.children:
        if child.i >= token.i and child.dep_ != "prep":
            continue
        hit = names.get(child.i)
        if child.dep_ == "poss":
            found.extend(p for p in memory.resolve(sentence, child) if p.basis != "owner")
        elif child.dep_ in {"compound", "amod", "nmod"}:
            for modifier in (child, *conjuncts(child)[1:]):
                hit = names.get(modifier.i)
                if hit is not None and not hit.opposed and hit.entry.form in {"organisation", "demonym", "country"}:
                    found.extend(parties_of_name(memory, sentence, hit))
                elif hit is None and modifier.i in roles and modifier.pos_ in {"NOUN", "PROPN"}:
                    if roles[modifier.i].head.i != modifier.i:
                        continue
                    found.extend(parties_of_role(memory, sentence, roles[modifier.i]))
                elif hit is None and heads_person_name(memory, sentence, modifier):
                    found.extend(named_person(memory, sentence, modifier))
    if token.lemma_.lower() in _COUNTERPARTS and len(found) > 1:
        adjectives = [c for c in token.children if c.i in names and names[c.i].entry.form == "demonym"]
        others = {names[c.i].entry.country for c in adjectives}
        found = [p for p in found if p.actor.country in others] or found
    if not found:
        for preposition, target in prepositional_objects(token):
            if preposition == "of" and target.i in names and token.pos_ == "NOUN":
                found.extend(parties_of_name(memory, sentence, names[target.i]))
    span = sentence.span_of(noun_phrase(token))
    unique: dict[str, Party] = {}
    for party in found:
        unique.setdefault(party.actor.id, with_text(party.as_basis("owner"), span, None))
    return tuple(unique.values())
