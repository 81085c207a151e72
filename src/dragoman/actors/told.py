"""The report as a whole: the countries that it names, the one that it is mainly about, and whose statement it is."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.actors.named import IN_MANY_COUNTRIES, parties_of_name
from dragoman.actors.spelling import fold
from dragoman.actors.whose import PLACE_PREPOSITIONS
from dragoman.language import prepositional_objects
from dragoman.language.quotations import voice_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from spacy.tokens import Token

    from dragoman.actors.memory import Memory
    from dragoman.actors.party import Party
    from dragoman.actors.tables import NameEntry
    from dragoman.language import Sentence
    from dragoman.record import Span

# How much a town says of the country that a report is about; the name of a country says 1.
_TOWN = 0.2
_WEIGHTS = {"country": 1.0, "demonym": 1.0, "capital": 0.7, "metonym": 0.3, "town": _TOWN}
# An organisation or a person of a country, or a role that only one country has, says less than its name, but more
# than nothing.
_BODY = 0.1
_OF_TOWN = PLACE_PREPOSITIONS | {"of", "off"}
_SITES = frozenset({"city", "town", "province", "region", "village", "capital", "district", "coast", "border", "port"})


def count_countries(memory: Memory) -> None:
    """The countries of the report by weight, and the country in which each sentence is set."""
    weights: dict[str, float] = defaultdict(float)
    for sentence in memory.report.sentences:
        local: dict[str, float] = defaultdict(float)
        setting: dict[str, float] = defaultdict(float)
        seen: set[int] = set()
        for hit in memory.names[sentence.index].names.values():
            if id(hit) in seen:
                continue
            seen.add(id(hit))
            entry = hit.entry
            if entry.form in {"person", "organisation"}:
                shared = " ".join(t.lower_ for t in hit.tokens) in IN_MANY_COUNTRIES
                for country in _homes_of(entry) if not shared else ():
                    local[country] += _BODY
                continue
            if entry.country is None:
                continue
            weight = _WEIGHTS.get(entry.form, 0.0)
            head = hit.tokens[-1]
            if head.dep_ == "pobj" and head.head.lower_ in PLACE_PREPOSITIONS:
                weight *= 2
            if sentence.block.kind in {"headline", "standfirst"}:
                weight *= 1.5
            local[entry.country] += weight
            if entry.form == "capital":
                memory.capitals[entry.country] = memory.capitals.get(entry.country, 0.0) + weight
            located = head.dep_ == "pobj" and head.head.lower_ in PLACE_PREPOSITIONS
            of_a_place = entry.form == "demonym" and head.dep_ == "amod" and head.head.lemma_.lower() in _SITES
            if located or of_a_place:
                setting[entry.country] += weight
        for role in {id(h): h.role for h in memory.names[sentence.index].roles.values()}.values():
            if role.country is not None:
                local[role.country] += _BODY
        memory.local_home[sentence.index] = max(setting, key=setting.__getitem__, default=None)
        for country, weight in local.items():
            weights[country] += weight
    memory.weights = dict(weights)
    memory.countries = tuple(sorted(weights, key=lambda country: -weights[country]))


def _homes_of(entry: NameEntry) -> set[str]:
    """The one country that an organisation or an office holder of the tables belongs to; empty where there are more."""
    if entry.person is not None:
        homes = {o.country for o in entry.person.offices}
    else:
        homes = {o.country for o in entry.organisation if o.kind in {"state", "group", "party"}}
    return {home for home in homes if home} if len(homes) == 1 else set()


def note_places(
    memory: Memory, places: Mapping[Span, str], town: Callable[[str, tuple[str, ...], bool], str | None] | None = None
) -> None:
    """Takes the countries of towns and regions (by the span of their names) into account, where the tables of actors
    do not have them."""
    weights = dict(memory.weights)
    for sentence in memory.report.sentences:
        names = memory.names[sentence.index].names
        for span, country in places.items():
            if not sentence.span.contains(span):
                continue
            tokens = sentence.tokens_in(span)
            if not tokens or tokens[-1].i in names:
                continue
            head = tokens[-1]
            memory.placed[sentence.index, head.i] = country
            weights[country] = weights.get(country, 0.0) + _TOWN
            if head.dep_ == "pobj" and head.head.lower_ in PLACE_PREPOSITIONS and not memory.local_home[sentence.index]:
                memory.local_home[sentence.index] = country
        for head, name, sure in _towns_beside_roles(memory, sentence) if town is not None else ():
            local = town(name, memory.countries, sure) if town is not None else None
            if local is not None:
                memory.placed[sentence.index, head.i] = local
                weights[local] = weights.get(local, 0.0) + _TOWN
    memory.weights = weights
    memory.countries = tuple(sorted(weights, key=lambda country: -weights[country]))


def _towns_beside_roles(memory: Memory, sentence: Sentence) -> Iterator[tuple[Token, str, bool]]:
    """Names beside a role that may be those of its town, and are no other names: "Ebolowa residents", "the Plovdiv
    prosecutor", "farmers from Saptari"."""
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    for hit in {id(h): h for h in roles.values()}.values():
        head = hit.head
        beside = [c for c in head.children if c.dep_ in {"compound", "poss", "nmod", "amod"} and c.i < hit.tokens[0].i]
        beside += [t for preposition, t in prepositional_objects(head) if preposition in _OF_TOWN]
        for token in beside:
            if not token.text[:1].isupper() or token.i in names or token.i in roles or len(token.text) < 4:
                continue
            if (
                (sentence.index, token.i) in memory.placed
                or token.is_punct
                or fold(token.text) in memory.tables.surnames
            ):
                continue
            if token.ent_type_ == "PERSON" and token.dep_ == "poss" and token.i > sentence.tokens.start:
                continue
            run = [token]
            while (
                run[0].i > sentence.tokens.start
                and run[0].nbor(-1).dep_ == "compound"
                and run[0].nbor(-1).head.i == token.i
            ):
                if not run[0].nbor(-1).text[:1].isupper():
                    break
                run.insert(0, run[0].nbor(-1))
            yield token, " ".join(t.text for t in run), token.dep_ == "pobj"


def note_persons(memory: Memory) -> None:
    """Takes the countries of the report's persons into account where nothing else tells a country."""
    if memory.countries:
        return
    weights: dict[str, float] = defaultdict(float)
    for person in memory.persons.values():
        for party in person.parties[:1]:
            if party.actor.country is not None:
                weights[party.actor.country] += _BODY
    memory.weights = dict(weights)
    memory.countries = tuple(sorted(weights, key=lambda country: -weights[country]))
    find_home(memory)


def find_home(memory: Memory) -> None:
    """The country the report is mainly about: the most named one that is not just the speaker's own."""
    own = {p.actor.country for p in memory.speaker}
    others = [c for c in memory.countries if c not in own]
    memory.home = next(iter((*others, *memory.countries)), None)


def find_speaker(memory: Memory) -> None:
    """Whose statement the report is, if it is one: "Statement by X on …", "On behalf of X", else its dominant voice."""
    for sentence in memory.report.sentences[:4]:
        if sentence.block.kind not in {"headline", "standfirst"} and sentence.index > 2:
            break
        text = sentence.text.lower()
        match = re.search(
            r"\b(statement|remarks|speech|message|address|letter|comments) (by|from|of)\b|on behalf of", text
        )
        if match is None:
            continue
        for token in sentence.tokens:
            if token.idx - sentence.tokens.start_char >= match.end() and token.dep_ != "compound":
                parties = memory.resolve(sentence, token)
                if parties:
                    memory.speaker = parties
                    find_home(memory)
                    return
    first_person = any(
        t.lower_ in {"we", "i", "our"} and voice_at(memory.voices, s.offset + t.idx) is None
        for s in memory.report.sentences
        for t in s.tokens
    )
    find_home(memory)
    if not first_person:
        return
    subjects: dict[str, float] = defaultdict(float)
    example: dict[str, tuple[Party, ...]] = {}
    for sentence in memory.report.sentences:
        for token in sentence.tokens:
            hit = memory.names[sentence.index].names.get(token.i)
            if hit is None or token.i != hit.tokens[-1].i or token.dep_ not in {"nsubj"}:
                continue
            if (
                hit.entry.form in {"country", "organisation"}
                and voice_at(memory.voices, sentence.offset + token.idx) is None
            ):
                verb = token.head
                if verb.pos_ in {"VERB", "AUX"} and verb.tag_ in {"VBZ", "VBP", "VB", "VBG"}:
                    key = hit.entry.country or hit.tokens[-1].text
                    subjects[key] += 1
                    example.setdefault(key, parties_of_name(memory, sentence, hit))
    if subjects:
        memory.speaker = example[max(subjects, key=subjects.__getitem__)]
        find_home(memory)
